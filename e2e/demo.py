"""The demo, started as `make run` starts it, in a folder and on ports of its own; as new for each test."""

from __future__ import annotations

import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import requests

START_SECONDS, STOP_SECONDS = 180, 20


@dataclass(frozen=True)
class Demo:
    """A running portal (`address`) with its identity provider (`provider`), and its data as it was made."""

    address: str
    provider: str
    database: Path
    as_made: Path

    def renew(self) -> None:
        """Put back all data as it was made: nothing is booked, nobody is signed in."""
        copy(self.as_made, self.database)

    def know(self, subject: str, claims: Mapping[str, str]) -> None:
        """From now on the identity provider knows somebody more, and says this of them."""
        requests.put(f"{self.provider}/users/{subject}", json=dict(claims), timeout=10).raise_for_status()


def copy(source: Path, target: Path) -> None:
    """One database into another, which may be in use meanwhile."""
    with closing(sqlite3.connect(source)) as read, closing(sqlite3.connect(target, timeout=10)) as written:
        read.backup(written)


def free_ports(count: int) -> list[int]:
    probes = [socket.socket() for _ in range(count)]
    for probe in probes:
        probe.bind(("127.0.0.1", 0))
    ports = [probe.getsockname()[1] for probe in probes]
    for probe in probes:
        probe.close()
    return ports


@contextmanager
def running_demo(folder: Path) -> Iterator[Demo]:
    port, idp_port = free_ports(2)
    log = folder / "run.log"
    arguments = ["demo", "run", "--folder", folder / "demo", "--port", port, "--idp-port", idp_port]
    command = [sys.executable, "-c", "from portal.cli import main; main()", *map(str, arguments)]
    with log.open("w+", encoding="utf-8") as output:
        process = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT)
        try:
            address = f"http://127.0.0.1:{port}"
            _wait_until_it_says(address, process, log)
            database, as_made = folder / "demo" / "demo.sqlite", folder / "as-made.sqlite"
            copy(database, as_made)
            yield Demo(address, f"http://127.0.0.1:{idp_port}", database, as_made)
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(STOP_SECONDS)


def _wait_until_it_says(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    give_up = time.monotonic() + START_SECONDS
    while address not in log.read_text(encoding="utf-8"):
        said = log.read_text(encoding="utf-8")
        assert process.poll() is None, f"the demo ended by itself:\n{said}"
        assert time.monotonic() < give_up, f"the demo does not start:\n{said}"
        time.sleep(0.1)
