"""Work that takes longer than a page may: begun by a request, gone on with after its answer."""

from __future__ import annotations

import threading
from collections.abc import Callable

import structlog

log = structlog.get_logger(__name__)


def start(name: str, work: Callable[[], None]) -> threading.Thread:
    """Does the work in a thread of its own. Whatever it leaves undone when the process ends, it has to find
    again by itself; what it raises is logged, by its kind alone.
    """

    def run() -> None:
        try:
            work()
        except Exception as error:  # noqa: BLE001 - there is nobody above who could be told
            log.error("background_work_failed", work=name, kind=type(error).__name__)

    thread = threading.Thread(target=run, name=name, daemon=True)
    thread.start()
    return thread
