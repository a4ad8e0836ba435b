"""What an organisation decides about its portal, read once from the environment and never changed after.

A missing or unusable value stops start-up. All of them are named at once, so that nobody mends one variable a
time, and no value is ever repeated in a message, since half of them are secrets.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from portal.settings import values
from portal.settings.dfdg import DfdgSettings, dfdg_from
from portal.settings.oidc import OidcSettings, caseworker_oidc_from, citizen_oidc_from, normalised_loa
from portal.settings.post import PostSettings, post_from
from portal.settings.reading import Reader, SettingsError
from portal.settings.smtp import SmtpSettings, smtp_from

__all__ = [
    "DfdgSettings",
    "OidcSettings",
    "PostSettings",
    "Settings",
    "SettingsError",
    "SmtpSettings",
    "normalised_loa",
]


@dataclass(frozen=True)
class Settings:
    """Everything that differs between one portal and another. Printing it shows no secret."""

    database_url: str = field(repr=False)
    secret_key: str = field(repr=False)
    cpr_encryption_key: bytes = field(repr=False)
    cpr_hash_key: bytes = field(repr=False)
    base_url: str
    citizen_oidc: OidcSettings
    caseworker_oidc: OidcSettings
    demo: bool = False
    trusted_proxies: int = 0
    session_minutes: int = 30
    lock_timeout_ms: int = 5000
    outbox_alarm_minutes: int = 15
    accessibility_statement_url: str | None = None
    support_phone: str | None = None
    support_mail: str | None = None
    smtp: SmtpSettings | None = None
    post: PostSettings | None = None
    dfdg: DfdgSettings | None = None

    @property
    def lanes(self) -> frozenset[str]:
        """The ways that messages take and that are set up, as the outbox names them."""
        ways = {"post": self.post, "sms": self.post, "mail": self.smtp, "dfdg": self.dfdg}
        return frozenset({"inside", "authority", *(lane for lane, way in ways.items() if way is not None)})

    @property
    def secure_cookies(self) -> bool:
        """Whether cookies travel over https only: always, but for a portal on this machine's own loopback."""
        return self.base_url.startswith("https://")

    @classmethod
    def from_environment(cls, env: Mapping[str, str]) -> "Settings":
        """Read the `PORTAL_…` variables.

        :raises SettingsError: names every variable that is missing or unusable, and what belongs there.
        """
        reader = Reader(env)
        encryption_key = reader.required(
            "PORTAL_CPR_ENCRYPTION_KEY", "32 bytes, written in base64", values.key
        )
        hash_key = reader.required("PORTAL_CPR_HASH_KEY", "32 bytes, written in base64", values.key)
        if encryption_key and encryption_key == hash_key:
            reader.refuse("PORTAL_CPR_HASH_KEY", "another key than PORTAL_CPR_ENCRYPTION_KEY")
        settings = cls(
            database_url=reader.required(
                "PORTAL_DATABASE_URL",
                "sqlite:////a/path or postgresql+psycopg://user@host/name",
                values.database_url,
            ),
            secret_key=reader.required(
                "PORTAL_SECRET_KEY", "at least 32 characters that nobody can guess", values.secret
            ),
            cpr_encryption_key=encryption_key,
            cpr_hash_key=hash_key,
            base_url=reader.required(
                "PORTAL_BASE_URL",
                "the portal's own address, https://… (http:// on loopback only), no path",
                values.base_url,
            ),
            citizen_oidc=citizen_oidc_from(reader),
            caseworker_oidc=caseworker_oidc_from(reader),
            demo=reader.optional("PORTAL_DEMO", "true or false", values.boolean, False),
            trusted_proxies=reader.whole_number("PORTAL_TRUSTED_PROXIES", 0, 10, default=0),
            session_minutes=reader.whole_number("PORTAL_SESSION_MINUTES", 5, 480, default=30),
            lock_timeout_ms=reader.whole_number("PORTAL_LOCK_TIMEOUT_MS", 100, 60_000, default=5000),
            outbox_alarm_minutes=reader.whole_number("PORTAL_OUTBOX_ALARM_MINUTES", 1, 1440, default=15),
            accessibility_statement_url=reader.optional(
                "PORTAL_ACCESSIBILITY_STATEMENT_URL", "an address, https://…", values.address, None
            ),
            support_phone=reader.optional("PORTAL_SUPPORT_PHONE", "a telephone number", values.phone, None),
            support_mail=reader.optional("PORTAL_SUPPORT_MAIL", "a mail address", values.mail, None),
            smtp=smtp_from(reader),
            post=post_from(reader),
            dfdg=dfdg_from(reader),
        )
        reader.stop_if_anything_is_wrong()
        return settings
