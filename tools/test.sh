#!/bin/sh
# Runs every test in a set-up .venv, but for those that take minutes (tools/test-long.sh). WORKERS=1 runs them one
# after the other.
set -eu
cd "$(dirname "$0")/.."

PORTAL_TEST_BROWSER=$(tools/browser.sh)
export PORTAL_TEST_BROWSER
echo "Browser: $PORTAL_TEST_BROWSER"

# Tests that put load on the machine come first, by themselves. Pytest ends with 5 where there are none.
alone=0
.venv/bin/pytest -q -m "alone and not long" || alone=$?
[ "$alone" -ne 5 ] || alone=0

# The law's own tests, which have to go through every branch of it.
law=0
.venv/bin/pytest -q tests/policy -m "not alone and not long" -n "${WORKERS:-2}" \
    --cov portal.policy --cov-branch --cov-report term-missing:skip-covered --cov-fail-under 100 || law=$?

# A file's tests stay together: what they share (a server, a browser) is then started once.
.venv/bin/pytest -q -m "not alone and not long" --ignore tests/policy -n "${WORKERS:-2}" --dist loadfile \
    --no-loadscope-reorder \
    --durations 10
[ "$alone" -eq 0 ] || echo "Of the tests that run alone, the first to run, some failed: see above." >&2
[ "$law" -eq 0 ] || echo "The law's own tests failed, or left a branch of portal/policy out: see above." >&2
exit "$((alone > law ? alone : law))"
