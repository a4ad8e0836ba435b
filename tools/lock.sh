#!/bin/sh
# Writes both lock files anew from pyproject.toml: `tools/lock.sh`, or `tools/lock.sh --upgrade` for newer versions.
# The tests' lock comes first and binds the other, so that both hold the same versions.
set -eu
cd "$(dirname "$0")/.."

.venv/bin/python -m venv .venv/lock
.venv/lock/bin/python -m pip install -q --disable-pip-version-check 'uv>=0.13,<0.14'

# No header and no index address: a lock file says what, never from where or by which command.
compile() {
    .venv/lock/bin/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes \
        --group build --no-header --no-annotate --no-emit-index-url "$@"
}
compile --extra test --output-file requirements-test.txt "$@"
compile --extra demo --constraints requirements-test.txt --output-file requirements.txt "$@"
