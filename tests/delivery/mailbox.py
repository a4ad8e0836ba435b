"""A mail server that takes mail over real SMTP, and keeps what it took."""

from __future__ import annotations

import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword

from portal.settings import SmtpSettings
from tests.load.portal import free_port

SENDER = "post@selvbooking.example"


@dataclass
class Mailbox:
    """`answers`: what the server says to a receiver at first, before it takes what is for them."""

    port: int = 0
    answers: Mapping[str, list[str]] = field(default_factory=dict)
    raw: list[bytes] = field(default_factory=list)
    signed_in: list[str] = field(default_factory=list)

    @property
    def smtp(self) -> SmtpSettings:
        return SmtpSettings("127.0.0.1", self.port, "none", SENDER)

    @property
    def mails(self) -> list[EmailMessage]:
        return [read(raw) for raw in self.raw]

    async def handle_RCPT(
        self, _server: Any, _session: Any, envelope: Envelope, address: str, _options: Any
    ) -> str:
        if self.answers.get(address):
            return self.answers[address].pop(0)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Envelope) -> str:
        assert isinstance(envelope.content, bytes)
        self.raw.append(envelope.content)
        return "250 taken"

    def authenticate(
        self, _server: Any, _session: Any, _envelope: Any, _mechanism: str, data: Any
    ) -> AuthResult:
        assert isinstance(data, LoginPassword)
        self.signed_in.append(data.login.decode())
        return AuthResult(success=data.password == b"secret", handled=False)


@contextmanager
def running(mailbox: Mailbox, tls: ssl.SSLContext | None = None) -> Iterator[Mailbox]:
    """With `tls` it insists on STARTTLS and on a password."""

    class Server(Controller):
        def factory(self) -> SMTP:
            more = {"tls_context": tls, "require_starttls": True, "auth_required": True} if tls else {}
            return SMTP(mailbox, authenticator=mailbox.authenticate, hostname="mail.example", **more)

    mailbox.port = free_port()
    controller = Server(mailbox, hostname="127.0.0.1", port=mailbox.port)
    controller.start()
    try:
        yield mailbox
    finally:
        controller.stop()


def read(raw: bytes) -> EmailMessage:
    message = message_from_bytes(raw, policy=default)
    assert isinstance(message, EmailMessage)
    return message


def text_of(mail: EmailMessage) -> str:
    part = mail.get_body(("plain",))
    assert part is not None
    return part.get_content()


def calendar_of(mail: EmailMessage) -> bytes:
    """The calendar part, as a program reads it."""
    (part,) = [part for part in mail.walk() if part.get_content_type() == "text/calendar"]
    content = part.get_payload(decode=True)
    assert isinstance(content, bytes)
    return content
