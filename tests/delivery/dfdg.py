"""DFDG's double as a process of its own, and the way to it."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

from portal.demo.dfdg.service import BELOW, FRIST, NOW
from portal.demo.processes import listen, start_server, stop_all, wait_until_ready
from portal.settings import DfdgSettings

OWNER = 17
"""What the tests call the portal among the systems that DFDG knows."""


@contextmanager
def running(folder: Path, now: datetime, with_frist: Sequence[str] = ()) -> Iterator[str]:
    """Gives its address. It is always `now` there (aware). `with_frist`: CPR numbers."""
    with closing(listen("127.0.0.1", 0, "nothing")) as listener:
        address = f"http://127.0.0.1:{listener.getsockname()[1]}{BELOW}"
        double = start_server(
            "DFDG",
            "portal.demo.dfdg.service:application()",
            listener,
            workers=1,
            threads=4,
            environment={**os.environ, FRIST: ",".join(with_frist), NOW: now.isoformat()},
            address=f"{address}/",
            log=folder / "dfdg.log",
        )
    try:
        wait_until_ready(double, threading.Event())
        yield address
    finally:
        stop_all([double])


def settings(address: str) -> DfdgSettings:
    return DfdgSettings(address, OWNER)
