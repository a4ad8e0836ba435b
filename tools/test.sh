#!/bin/sh
# Runs every test in a set-up .venv. WORKERS=1 runs them one after the other.
set -eu
cd "$(dirname "$0")/.."

PORTAL_TEST_BROWSER=$(tools/browser.sh)
export PORTAL_TEST_BROWSER
echo "Browser: $PORTAL_TEST_BROWSER"

# Tests that put load on the machine come first, by themselves. Pytest ends with 5 where there are none.
alone=0
.venv/bin/pytest -q -m alone || alone=$?
[ "$alone" -ne 5 ] || alone=0

# A file's tests stay together: what they share (a server, a browser) is then started once.
.venv/bin/pytest -q -m "not alone" -n "${WORKERS:-2}" --dist loadfile --durations 10
[ "$alone" -eq 0 ] || echo "Of the tests that run alone, the first to run, some failed: see above." >&2
exit "$alone"
