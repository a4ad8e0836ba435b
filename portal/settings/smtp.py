"""Mail: the server that takes it."""

from dataclasses import dataclass, field

from portal.settings import values
from portal.settings.reading import Reader


@dataclass(frozen=True)
class SmtpSettings:
    """The mail server that takes the portal's mail. `security`: `starttls`, `tls` or `none`.

    `sender`: the address that mail is from. Without a `user` nobody signs in there.
    """

    host: str
    port: int
    security: str
    sender: str
    user: str | None = None
    password: str | None = field(default=None, repr=False)


def smtp_from(reader: Reader) -> SmtpSettings | None:
    """None where no mail server is named: then no mail is sent."""
    host = reader.optional("PORTAL_SMTP_HOST", "the mail server's name", values.word, None)
    if host is None:
        return None
    security = reader.optional("PORTAL_SMTP_SECURITY", "starttls, tls or none", _smtp_security, "starttls")
    user = reader.optional(
        "PORTAL_SMTP_USER", "the name to sign in with at the mail server", values.word, None
    )
    password = (
        reader.required("PORTAL_SMTP_PASSWORD", "the password that goes with it", values.anything)
        if user
        else None
    )
    if user and security == "none" and host not in values.LOOPBACK:
        reader.refuse("PORTAL_SMTP_SECURITY", "starttls or tls: a password is not sent in the open")
    return SmtpSettings(
        host=host,
        port=reader.whole_number("PORTAL_SMTP_PORT", 1, 65_535, default=465 if security == "tls" else 587),
        security=security,
        sender=reader.required("PORTAL_SMTP_FROM", "the mail address that mail is from", values.mail),
        user=user,
        password=password,
    )


def _smtp_security(text: str) -> str:
    values.insist(text in {"starttls", "tls", "none"})
    return text
