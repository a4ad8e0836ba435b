.DEFAULT_GOAL := help
.PHONY: help run demo-reset test test-long mutate bench lint fmt lock clean

PORT ?= 8000
IDP_PORT ?= 9400
SIZE ?= full
export PYTHON

help: ## list the targets
	@awk -F ': .*## ' '/^[a-z-]+: .*## /{ printf "make %-11s %s\n", $$1, $$2 }' Makefile

run: .venv-run ## set up and start the portal with demo data (PORT=8000 IDP_PORT=9400)
	@.venv/bin/portal demo run --port $(PORT) --idp-port $(IDP_PORT)

demo-reset: .venv-run ## make the demo data anew
	@.venv/bin/portal demo reset

test: lint ## set up, lint, and run every test, on SQLite and PostgreSQL and in a browser
	@tools/test.sh

test-long: .venv-test ## run the tests that take minutes: every page for everyone, many courses, a whole country, 200 kills, thousands of odd requests
	@tools/test-long.sh

mutate: .venv-test ## change the law one place at a time: every change of an answer must be seen (half an hour)
	@.venv/bin/python tools/mutate.py

bench: .venv-test ## measure and print one table, both databases (SIZE=small for a first look)
	@.venv/bin/python -m bench --size $(SIZE)

lint: .venv-test ## check style, types and which room may import which
	@.venv/bin/ruff check --quiet .
	@.venv/bin/ruff format --quiet --check .
	@.venv/bin/mypy --no-error-summary
	@.venv/bin/lint-imports --no-logo

fmt: .venv-test ## put the code into its form
	@.venv/bin/ruff check --quiet --fix .
	@.venv/bin/ruff format .

lock: .venv-test ## write the lock files anew from pyproject.toml (UPGRADE=--upgrade for newer versions)
	@tools/lock.sh $(UPGRADE)

clean: ## remove all that was made here: .venv, caches, and the demo with its data
	@rm -rf .venv var build dist .pytest_cache .ruff_cache .mypy_cache .import_linter_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

.PHONY: .venv-run .venv-test
.venv-run:
	@tools/setup.sh run
.venv-test:
	@tools/setup.sh test
