"""How gunicorn serves the demo's two programs. Which of them, and on what, the command line says."""

from __future__ import annotations

import os
import signal
import threading
from typing import Any

worker_class = "gthread"
control_socket_disable = True  # it would be one and the same for both programs
graceful_timeout = 3
timeout = 60

_STDIN = 0


def when_ready(server: Any) -> None:
    """From now on, end with the program that started this one, even where that is killed without a word."""
    del server
    threading.Thread(target=_stop_with_the_starter, daemon=True).start()


def _stop_with_the_starter() -> None:
    # The starter keeps the other end of this pipe open as long as it lives, and never writes.
    # Not sys.stdin: its lock, held here, would be in the way when a worker ends.
    os.read(_STDIN, 1)
    os.kill(os.getpid(), signal.SIGTERM)
