"""A small receiver of letters over HTTP that honours their ids: what it has under an id it takes once."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from uuid import UUID

ANSWERS_AFTER_SECONDS = 0.15
"""Whoever sends is killed most often while it waits."""

_ID = re.compile(rb"messageUUID>\s*([0-9a-fA-F-]{36})\s*<")


class Receiver:
    """`kept`: the ids it took, in order. `repeated`: how often it was sent one that it had already."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.kept: list[UUID] = []
        self.repeated = 0
        self._lock = threading.Lock()

    def take(self, body: bytes) -> None:
        found = _ID.search(body)
        assert found is not None
        key = UUID(found.group(1).decode())
        with self._lock:
            if key in self.kept:
                self.repeated += 1
            else:
                self.kept.append(key)


@contextmanager
def running_receiver() -> Iterator[Receiver]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            receiver.take(self.rfile.read(int(self.headers["Content-Length"])))
            time.sleep(ANSWERS_AFTER_SECONDS)
            answer = b"<answer><result>true</result></answer>"
            self.send_response(200)
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: object) -> None:
            """Whoever asked was killed before the answer."""

    with Server(("127.0.0.1", 0), Handler) as server:
        receiver = Receiver(f"http://127.0.0.1:{server.server_address[1]}")
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield receiver
        finally:
            server.shutdown()
            thread.join()
