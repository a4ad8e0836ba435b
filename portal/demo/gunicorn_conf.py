"""How gunicorn serves the demo's programs. Which of them, and on what, the command line says."""

from __future__ import annotations

from typing import Any

from portal.demo.tether import end_with_the_starter

worker_class = "gthread"
control_socket_disable = True  # it would be one and the same for all of them
graceful_timeout = 3
timeout = 60


def when_ready(server: Any) -> None:
    del server
    end_with_the_starter()
