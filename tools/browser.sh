#!/bin/sh
# Prints the path of a Chromium or Chrome for the tests: an installed one, else the system's package, else
# Playwright's own. What it does on the way is told on standard error.
set -eu
cd "$(dirname "$0")/.."

starts() {
    [ -n "$1" ] && "$1" --version >/dev/null 2>&1 # some systems have a name that only says where to get it
}

found() {
    command -v "$1"
    exit 0
}

installed() {
    for candidate in "${PORTAL_TEST_BROWSER:-}" chromium chromium-browser google-chrome google-chrome-stable \
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" \
        "/Applications/Chromium.app/Contents/MacOS/Chromium"; do
        if starts "$candidate"; then found "$candidate"; fi
    done
}

installed
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "No browser found: installing the system's chromium." >&2
    export DEBIAN_FRONTEND=noninteractive
    { apt-get -q update && apt-get -q install -y --no-install-recommends chromium fonts-liberation; } \
        </dev/null >.venv/browser.log 2>&1 || tail -n 5 .venv/browser.log >&2
    installed
fi

echo "No browser found: fetching Playwright's own." >&2
.venv/bin/playwright install chromium </dev/null >.venv/browser.log 2>&1 || true
own=$(.venv/bin/python -c '
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    print(playwright.chromium.executable_path)')
if starts "$own"; then found "$own"; fi

echo "make: The tests need a browser, and none could be installed. Install Chromium or Chrome and run make again (.venv/browser.log says what was tried)." >&2
exit 1
