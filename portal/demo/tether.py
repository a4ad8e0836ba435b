"""What the demo starts ends with it, even where the demo is killed without a word."""

from __future__ import annotations

import os
import signal
import threading

_STDIN = 0


def end_with_the_starter() -> None:
    """From now on, SIGTERM reaches this process once the program that started it is gone."""
    threading.Thread(target=_wait, daemon=True).start()


def _wait() -> None:
    # The starter keeps the other end of this pipe open as long as it lives, and never writes.
    # Not sys.stdin: its lock, held here, would be in the way when a process ends.
    os.read(_STDIN, 1)
    os.kill(os.getpid(), signal.SIGTERM)
