"""The demo's mail server: it takes what the portal sends, and keeps it to be shown. Nothing goes further."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import Envelope

from portal import clock


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail that was taken, at `at` (aware). `method`: what its calendar part does; None: it has none."""

    at: datetime
    to: str
    subject: str
    text: str
    method: str | None
    calendar: bytes


class Mails:
    """Keeps what it takes, in memory, of one process. Safe in threads."""

    def __init__(self) -> None:
        self._mails: list[Mail] = []
        self._lock = threading.Lock()

    def all(self) -> tuple[Mail, ...]:
        """In the order in which they came."""
        with self._lock:
            return tuple(self._mails)

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Envelope) -> str:
        mail = _read(envelope.original_content or b"", clock.now())
        with self._lock:
            self._mails.append(mail)
        return "250 OK"


def receive(mails: Mails, host: str, port: int) -> None:
    """Takes mail on that port until the process ends."""
    Controller(mails, hostname=host, port=port).start()


def _read(content: bytes, now: datetime) -> Mail:
    message = message_from_bytes(content, _class=EmailMessage, policy=policy.default)
    plain, calendar = message.get_body(("plain",)), None
    for part in message.walk():
        if part.get_content_type() == "text/calendar":
            calendar = part
    brought = calendar.get_payload(decode=True) if calendar is not None else b""
    return Mail(
        at=now,
        to=str(message["To"]),
        subject=str(message["Subject"]),
        text=plain.get_content() if plain is not None else "",
        method=str(calendar.get_param("method")) if calendar is not None else None,
        calendar=brought if isinstance(brought, bytes) else b"",
    )
