#!/bin/sh
# Runs the tests that take minutes, in a set-up .venv: what `make test` asks of a sample, of many.
set -eu
cd "$(dirname "$0")/.."
exec .venv/bin/pytest -q -m long -n "${WORKERS:-2}" --durations 5
