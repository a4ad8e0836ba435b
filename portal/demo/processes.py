"""Starts the demo's programs, waits until they answer, and sees that none outlives the demo."""

from __future__ import annotations

import errno
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from portal.demo.errors import DemoError

PATIENCE_SECONDS = 60
STOP_SECONDS = 8
_POLL_SECONDS = 0.1


def listen(host: str, port: int, option: str) -> socket.socket:
    """A socket on that port, open from now on, so that nobody takes it while the demo is being made.

    Raises DemoError where it cannot be had; `option` names what chooses another.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen()
    except OSError as error:
        listener.close()
        taken = error.errno == errno.EADDRINUSE
        what = "is taken by another program" if taken else f"cannot be used ({error.strerror})"
        raise DemoError(f"Port {port} on {host} {what}: choose another with {option}.") from error
    return listener


def listen_near(host: str, port: int, taken: Collection[int]) -> socket.socket:
    """A socket on the next free port above `port` that is none of `taken`. Raises DemoError."""
    for number in range(port + 1, min(port + 50, 65_535)):
        if number in taken:
            continue
        try:
            return listen(host, number, "another --idp-port")
        except DemoError:
            continue
    raise DemoError(f"No port above {port} on {host} is free: choose another --idp-port.")


@dataclass
class Program:
    """A program of the demo's. `address`: where it answers once it is ready; None: it is when it runs."""

    name: str
    address: str | None
    log: Path
    process: subprocess.Popen[bytes]

    def is_running(self) -> bool:
        return self.process.poll() is None

    def answers(self) -> bool:
        if self.address is None:
            return self.is_running()
        # No proxy of the network knows what runs on this machine.
        direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            with direct.open(self.address, timeout=5):
                return True
        except urllib.error.HTTPError as error:
            error.close()
            return False
        except OSError:
            return False

    def stop(self) -> None:
        """Ask it to end, and make it where it does not."""
        if self.is_running():
            self.process.send_signal(signal.SIGTERM)


def start_server(
    name: str,
    application: str,
    listener: socket.socket,
    *,
    workers: int,
    threads: int,
    environment: Mapping[str, str],
    address: str,
    log: Path,
) -> Program:
    """Start a gunicorn that takes its connections from `listener` and ends when this process does."""
    arguments = [
        *("gunicorn", "--config", "python:portal.demo.gunicorn_conf"),
        *("--bind", f"fd://{listener.fileno()}"),
        *("--workers", str(workers), "--threads", str(threads)),
        application,
    ]
    return start(name, arguments, environment, log, address=address, kept_open=(listener.fileno(),))


def start(
    name: str,
    module: Sequence[str],
    environment: Mapping[str, str],
    log: Path,
    *,
    address: str | None = None,
    kept_open: tuple[int, ...] = (),
) -> Program:
    """Start a Python module, with its arguments, that ends when this process does (`portal.demo.tether`)."""
    with log.open("wb") as output:
        process = subprocess.Popen(  # noqa: S603 - the arguments are our own
            [sys.executable, "-m", *module],
            stdin=subprocess.PIPE,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=dict(environment),
            pass_fds=kept_open,
            # Ctrl-C reaches everything in the terminal's group; only this process is to act on it.
            start_new_session=True,
        )
    return Program(name, address, log, process)


def wait_until_ready(program: Program, stopped: threading.Event) -> None:
    """Return when it answers, or at once when `stopped`. Raises DemoError where it ends or takes too long."""
    give_up = time.monotonic() + PATIENCE_SECONDS
    while not program.answers():
        if not program.is_running() or time.monotonic() > give_up:
            raise DemoError(f"The {program.name} did not start; its last words are in {program.log}.")
        if stopped.wait(_POLL_SECONDS):
            return


def stop_all(programs: list[Program]) -> None:
    """End every program, and whatever it started, and return when all of it is gone."""
    for program in programs:
        program.stop()
    give_up = time.monotonic() + STOP_SECONDS
    for program in programs:
        try:
            program.process.wait(max(0.0, give_up - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(program.process.pid, signal.SIGKILL)
            program.process.wait()
        if program.process.stdin:
            program.process.stdin.close()
