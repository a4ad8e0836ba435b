"""Digital Post's double as a process of its own, as the demo runs it."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from portal.demo.digital_post.service import EXEMPT, LOST
from portal.demo.processes import listen, start_server, stop_all, wait_until_ready
from portal.settings import PostSettings


@contextmanager
def running(folder: Path, *, exempt: Sequence[str] = (), lost: Sequence[str] = ()) -> Iterator[str]:
    """Gives its address. By CPR numbers: who is `exempt` from Digital Post, and whose post gets `lost`."""
    with closing(listen("127.0.0.1", 0, "nothing")) as listener:
        address = f"http://127.0.0.1:{listener.getsockname()[1]}"
        double = start_server(
            "Digital Post",
            "portal.demo.digital_post.service:application()",
            listener,
            workers=1,
            threads=4,
            environment={**os.environ, EXEMPT: ",".join(exempt), LOST: ",".join(lost)},
            address=address,
            log=folder / "digital-post.log",
        )
    try:
        wait_until_ready(double, threading.Event())
        yield address
    finally:
        stop_all([double])


def settings(address: str, way: str = "sf1601") -> PostSettings:
    below = {"sf1601": "/kombit", "own": "/egen"}[way]
    return PostSettings(way, address + below, receipts_url=f"{address}/kvitteringer")
