#!/bin/sh
# Runs the tests that take minutes, in a set-up .venv: what `make test` asks of a sample, of many.
set -eu
cd "$(dirname "$0")/.."

PORTAL_TEST_BROWSER=$(tools/browser.sh)
export PORTAL_TEST_BROWSER

# A hundred thousand people are more than the ten minutes after which a test that hangs is ended elsewhere.
patience="-o faulthandler_timeout=1800"

# Those that need the whole machine come first, by themselves, and say how long they took.
alone=0
.venv/bin/pytest -q $patience -m "alone and long" -rP || alone=$?
[ "$alone" -ne 5 ] || alone=0

.venv/bin/pytest -q $patience -m "long and not alone" -n "${WORKERS:-2}" --durations 5
exit "$alone"
