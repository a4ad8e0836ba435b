"""HTTP as thin as it gets, so that what is measured is the portal: one connection for each request."""

from __future__ import annotations

import socket
import time
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import urlencode, urlsplit


@dataclass(frozen=True)
class Answer:
    status: int
    body: str
    seconds: float


class Caller:
    """Asks one portal, as whoever a cookie says."""

    def __init__(self, url: str) -> None:
        self.url = url
        parts = urlsplit(url)
        assert parts.hostname
        assert parts.port
        self._address = (parts.hostname, parts.port)

    def get(self, path: str, cookie: str) -> Answer:
        return self._ask(f"GET {path} HTTP/1.1\r\n{self._head(cookie)}\r\n".encode())

    def post(self, path: str, cookie: str, form: dict[str, str]) -> Answer:
        return self._ask(self.prepared(path, cookie, form))

    def prepared(self, path: str, cookie: str, form: dict[str, str]) -> bytes:
        """The bytes of a POST."""
        body = urlencode(form)
        kind = f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n"
        return f"POST {path} HTTP/1.1\r\n{self._head(cookie)}{kind}\r\n{body}".encode()

    def send(self, request: bytes) -> Answer:
        return self._ask(request)

    def _head(self, cookie: str) -> str:
        host = f"{self._address[0]}:{self._address[1]}"
        return f"Host: {host}\r\nCookie: {cookie}\r\nAccept-Language: da\r\nConnection: close\r\n"

    def _ask(self, request: bytes) -> Answer:
        begun = time.perf_counter()
        with socket.create_connection(self._address, timeout=60) as connection:
            connection.sendall(request)
            received = []
            while chunk := connection.recv(65536):
                received.append(chunk)
        seconds = time.perf_counter() - begun
        head, _, body = b"".join(received).partition(b"\r\n\r\n")
        return Answer(int(head[9:12]), body.decode(), seconds)


def form_to(action: str, page: str) -> dict[str, str]:
    """What the form to `action` on a page holds before anything is typed."""
    reader = _Forms()
    reader.feed(page)
    return reader.forms[action]


class _Forms(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: dict[str, dict[str, str]] = {}
        self._open: dict[str, str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if tag == "form":
            self._open = self.forms.setdefault(found.get("action") or "", {})
        name = found.get("name")
        if tag == "input" and self._open is not None and name:
            self._open[name] = found.get("value") or ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = None
