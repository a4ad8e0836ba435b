"""What an organisation decides about its portal, read once from the environment and never changed after.

A missing or unusable value stops start-up. All of them are named at once, so that nobody mends one variable a
time, and no value is ever repeated in a message, since half of them are secrets.
"""

import base64
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Final, TypeVar, cast
from urllib.parse import SplitResult, urlsplit

_LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "::1"})
_NSIS: Final = re.compile(r"https://data\.gov\.dk/concept/core/nsis/(?:loa/)?(\w+)", re.IGNORECASE)

T = TypeVar("T")


class SettingsError(Exception):
    """Start-up cannot go on. `problems` holds one sentence for each variable, beginning with its name."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        self.problems = problems
        super().__init__("The settings are not complete:\n" + "\n".join(f"  {line}" for line in problems))


@dataclass(frozen=True)
class OidcSettings:
    """One way to sign in with OpenID Connect: whom to trust, and what the broker calls the things we need.

    Every broker names its claims in its own way, so each name is a setting. `required_claims` gives, for a
    claim, the values of which it must have one. `required_loa` holds assurance levels as `normalised_loa`
    writes them; the first of `loa_claims` that is present is compared.
    """

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    scope: str
    subject_claim: str
    name_claim: str
    loa_claims: tuple[str, ...]
    required_loa: tuple[str, ...]
    cpr_claim: str | None = None
    organisation_claim: str | None = None
    required_claims: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    authorization_params: Mapping[str, str] = field(default_factory=dict)

    @property
    def metadata_url(self) -> str:
        """Where the issuer publishes its addresses and keys (OpenID Connect Discovery 1.0, section 4)."""
        return self.issuer.rstrip("/") + "/.well-known/openid-configuration"


@dataclass(frozen=True)
class PostSettings:
    """How letters reach Digital Post.

    `way`: `sf1601` (KOMBIT's service) or `own` (a sender system of one's own). `certificate`: a file with the
    client certificate and its key. `token_url`: where KOMBIT gives out tokens; None: none is asked for.
    `receipts_url`: where it is told what arrived; None: nobody tells.
    """

    way: str
    url: str
    certificate: str | None = None
    token_url: str | None = None
    receipts_url: str | None = None


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


@dataclass(frozen=True)
class DfdgSettings:
    """How DFDG is told of meetings. `owner_system`: what DFDG calls this system (EjersystemType).

    `certificate`: a file with the client certificate and its key.
    """

    url: str
    owner_system: int
    certificate: str | None = None


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
        reader = _Reader(env)
        encryption_key = reader.required("PORTAL_CPR_ENCRYPTION_KEY", "32 bytes, written in base64", _key)
        hash_key = reader.required("PORTAL_CPR_HASH_KEY", "32 bytes, written in base64", _key)
        if encryption_key and encryption_key == hash_key:
            reader.refuse("PORTAL_CPR_HASH_KEY", "another key than PORTAL_CPR_ENCRYPTION_KEY")
        settings = cls(
            database_url=reader.required(
                "PORTAL_DATABASE_URL",
                "sqlite:////a/path or postgresql+psycopg://user@host/name",
                _database_url,
            ),
            secret_key=reader.required(
                "PORTAL_SECRET_KEY", "at least 32 characters that nobody can guess", _secret
            ),
            cpr_encryption_key=encryption_key,
            cpr_hash_key=hash_key,
            base_url=reader.required(
                "PORTAL_BASE_URL",
                "the portal's own address, https://… (http:// on loopback only), no path",
                _base_url,
            ),
            citizen_oidc=_citizen_oidc(reader),
            caseworker_oidc=_caseworker_oidc(reader),
            demo=reader.optional("PORTAL_DEMO", "true or false", _boolean, False),
            trusted_proxies=reader.whole_number("PORTAL_TRUSTED_PROXIES", 0, 10, default=0),
            session_minutes=reader.whole_number("PORTAL_SESSION_MINUTES", 5, 480, default=30),
            lock_timeout_ms=reader.whole_number("PORTAL_LOCK_TIMEOUT_MS", 100, 60_000, default=5000),
            outbox_alarm_minutes=reader.whole_number("PORTAL_OUTBOX_ALARM_MINUTES", 1, 1440, default=15),
            accessibility_statement_url=reader.optional(
                "PORTAL_ACCESSIBILITY_STATEMENT_URL", "an address, https://…", _address, None
            ),
            support_phone=reader.optional("PORTAL_SUPPORT_PHONE", "a telephone number", _phone, None),
            support_mail=reader.optional("PORTAL_SUPPORT_MAIL", "a mail address", _mail, None),
            smtp=_smtp(reader),
            post=_post(reader),
            dfdg=_dfdg(reader),
        )
        reader.stop_if_anything_is_wrong()
        return settings


def _post(reader: "_Reader") -> PostSettings | None:
    """None where letters are not sent to Digital Post (yet)."""
    if not reader.has_any("PORTAL_POST_"):
        return None
    where = "an address, https://… (http:// on loopback only)"
    settings = PostSettings(
        way=reader.required("PORTAL_POST_WAY", "sf1601 or own", _post_way),
        url=reader.required("PORTAL_POST_URL", where, _issuer),
        certificate=reader.optional("PORTAL_POST_CERTIFICATE", "the path of a file", _text, None),
        token_url=reader.optional("PORTAL_POST_TOKEN_URL", where, _issuer, None),
        receipts_url=reader.optional("PORTAL_POST_RECEIPTS_URL", where, _issuer, None),
    )
    if settings.url and settings.url.startswith("https://") and not settings.certificate:
        reader.refuse("PORTAL_POST_CERTIFICATE", "the path of a file: Digital Post asks for a certificate")
    return settings


def _dfdg(reader: "_Reader") -> DfdgSettings | None:
    """None where DFDG is not told of anything (yet)."""
    if not reader.has_any("PORTAL_DFDG_"):
        return None
    where = "an address, https://… (http:// on loopback only)"
    settings = DfdgSettings(
        url=reader.required("PORTAL_DFDG_URL", where, _issuer),
        owner_system=reader.required("PORTAL_DFDG_OWNER_SYSTEM", "a whole number", int),
        certificate=reader.optional("PORTAL_DFDG_CERTIFICATE", "the path of a file", _text, None),
    )
    if settings.url and settings.url.startswith("https://") and not settings.certificate:
        reader.refuse("PORTAL_DFDG_CERTIFICATE", "the path of a file: DFDG asks for a certificate")
    return settings


def normalised_loa(value: str) -> str:
    """An assurance level as one lower-case word, whoever wrote it.

    NemLog-in and the brokers write the same NSIS level as different addresses (`…/nsis/loa/Substantial`,
    `…/nsis/Substantial`); both become `substantial`. Anything else is only lower-cased.
    """
    nsis = _NSIS.fullmatch(value.strip())
    return (nsis.group(1) if nsis else value.strip()).lower()


def _citizen_oidc(reader: "_Reader") -> OidcSettings:
    # What is not set is as Signaturgruppen's MitID broker has it.
    return _oidc(
        reader,
        "PORTAL_CITIZEN_OIDC_",
        scope="openid mitid ssn",
        subject_claim="sub",
        cpr_claim="dk.cpr",
        organisation_claim=None,
        required_claims={"idp": ("mitid",), "identity_type": ("private",)},
        authorization_params={"idp_params": '{"mitid":{"loa_value":"substantial"}}'},
    )


def _caseworker_oidc(reader: "_Reader") -> OidcSettings:
    # What is not set is as MitID Erhverv has it. Its `sub` is the broker's own, the professional id is not.
    return _oidc(
        reader,
        "PORTAL_CASEWORKER_OIDC_",
        scope="openid nemlogin",
        subject_claim="nemlogin.persistent_professional_id",
        cpr_claim=None,
        organisation_claim="nemlogin.cvr",
        required_claims={},
        authorization_params={},
    )


def _oidc(
    reader: "_Reader",
    prefix: str,
    *,
    scope: str,
    subject_claim: str,
    cpr_claim: str | None,
    organisation_claim: str | None,
    required_claims: Mapping[str, tuple[str, ...]],
    authorization_params: Mapping[str, str],
) -> OidcSettings:
    def name(suffix: str, default: str) -> str:
        return reader.optional(prefix + suffix, "the name of a claim", _word, default)

    return OidcSettings(
        issuer=reader.required(
            prefix + "ISSUER", "the issuer, https://… (http:// on loopback only)", _issuer
        ),
        client_id=reader.required(prefix + "CLIENT_ID", "the name the issuer knows this portal by", _text),
        client_secret=reader.required(
            prefix + "CLIENT_SECRET", "the secret the issuer gave this portal", _text
        ),
        scope=reader.optional(
            prefix + "SCOPE", "scopes with openid among them, parted by spaces", _scope, scope
        ),
        subject_claim=name("SUBJECT_CLAIM", subject_claim),
        name_claim=name("NAME_CLAIM", "name"),
        loa_claims=reader.optional(
            prefix + "LOA_CLAIMS",
            "names of claims, parted by commas, the first present counts",
            _words,
            ("loa",),
        ),
        required_loa=reader.optional(
            prefix + "REQUIRED_LOA", "assurance levels, parted by commas", _levels, ("substantial", "high")
        ),
        cpr_claim=name("CPR_CLAIM", cpr_claim) if cpr_claim else None,
        organisation_claim=name("ORGANISATION_CLAIM", organisation_claim) if organisation_claim else None,
        required_claims=reader.optional(
            prefix + "REQUIRED_CLAIMS",
            'a JSON object with a list of accepted values for each claim, as {"idp": ["mitid"]}',
            _accepted_values,
            MappingProxyType(dict(required_claims)),
        ),
        authorization_params=reader.optional(
            prefix + "AUTHORIZATION_PARAMS",
            "a JSON object of what else to send when asking for a sign-in",
            _parameters,
            MappingProxyType(dict(authorization_params)),
        ),
    )


def _smtp(reader: "_Reader") -> SmtpSettings | None:
    """None where no mail server is named: then no mail is sent."""
    host = reader.optional("PORTAL_SMTP_HOST", "the mail server's name", _word, None)
    if host is None:
        return None
    security = reader.optional("PORTAL_SMTP_SECURITY", "starttls, tls or none", _smtp_security, "starttls")
    user = reader.optional("PORTAL_SMTP_USER", "the name to sign in with at the mail server", _word, None)
    password = (
        reader.required("PORTAL_SMTP_PASSWORD", "the password that goes with it", _text) if user else None
    )
    if user and security == "none" and host not in _LOOPBACK:
        reader.refuse("PORTAL_SMTP_SECURITY", "starttls or tls: a password is not sent in the open")
    return SmtpSettings(
        host=host,
        port=reader.whole_number("PORTAL_SMTP_PORT", 1, 65_535, default=465 if security == "tls" else 587),
        security=security,
        sender=reader.required("PORTAL_SMTP_FROM", "the mail address that mail is from", _mail),
        user=user,
        password=password,
    )


class _Reader:
    """Reads one variable after the other and remembers what was wrong with each.

    What cannot be read comes back as None, whatever its type says: `stop_if_anything_is_wrong` sees to it
    that nobody ever gets it.
    """

    def __init__(self, env: Mapping[str, str]) -> None:
        self._env = env
        self._problems: list[str] = []

    def required(self, name: str, expected: str, parse: Callable[[str], T]) -> T:
        if not self._env.get(name, "").strip():
            self._problems.append(f"{name} is missing: {expected}.")
            return cast(T, None)
        return self._parsed(name, expected, parse)

    def optional(self, name: str, expected: str, parse: Callable[[str], T], default: T) -> T:
        if not self._env.get(name, "").strip():
            return default
        return self._parsed(name, expected, parse)

    def has_any(self, prefix: str) -> bool:
        """Whether a variable whose name begins so holds anything."""
        return any(name.startswith(prefix) and value.strip() for name, value in self._env.items())

    def whole_number(self, name: str, lowest: int, highest: int, *, default: int) -> int:
        def parse(text: str) -> int:
            number = int(text)
            _insist(lowest <= number <= highest)
            return number

        return self.optional(name, f"a whole number from {lowest} to {highest}", parse, default)

    def refuse(self, name: str, expected: str) -> None:
        self._problems.append(f"{name} cannot be used: it must be {expected}.")

    def stop_if_anything_is_wrong(self) -> None:
        if self._problems:
            raise SettingsError(tuple(sorted(self._problems)))

    def _parsed(self, name: str, expected: str, parse: Callable[[str], T]) -> T:
        try:
            return parse(self._env[name].strip())
        except ValueError:
            self.refuse(name, expected)
            return cast(T, None)


def _insist(holds: bool) -> None:
    if not holds:
        raise ValueError


def _text(text: str) -> str:
    return text


def _word(text: str) -> str:
    _insist(len(text.split()) == 1)
    return text


def _words(text: str) -> tuple[str, ...]:
    return tuple(_word(part.strip()) for part in text.split(","))


def _levels(text: str) -> tuple[str, ...]:
    return tuple(normalised_loa(word) for word in _words(text))


def _scope(text: str) -> str:
    _insist("openid" in text.split())
    return text


def _secret(text: str) -> str:
    _insist(len(text) >= 32)
    return text


def _key(text: str) -> bytes:
    key = base64.b64decode(text, validate=True)
    _insist(len(key) == 32)
    return key


def _boolean(text: str) -> bool:
    _insist(text.lower() in {"true", "false"})
    return text.lower() == "true"


def _database_url(text: str) -> str:
    scheme, _, rest = text.partition("://")
    _insist(
        (scheme == "sqlite" and rest.startswith("/") and rest.strip("/") not in {"", ":memory:"})
        or (scheme == "postgresql+psycopg" and rest != "")
    )
    return text


def _post_way(text: str) -> str:
    _insist(text in {"sf1601", "own"})
    return text


def _address(text: str) -> str:
    parts = urlsplit(text)
    _insist(parts.scheme == "https" and bool(parts.hostname))
    return text


def _address_or_loopback(text: str) -> SplitResult:
    parts = urlsplit(text)
    _insist(parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOOPBACK))
    _insist(bool(parts.hostname) and not parts.query and not parts.fragment)
    _insist(parts.port != 0)  # also raises for a port that is no number
    return parts


def _base_url(text: str) -> str:
    parts = _address_or_loopback(text)
    _insist(parts.path in {"", "/"} and parts.username is None)
    return text.rstrip("/")


def _issuer(text: str) -> str:
    _address_or_loopback(text)
    return text


def _phone(text: str) -> str:
    _insist(re.fullmatch(r"\+?[\d ]{3,20}", text) is not None)
    return text


def _mail(text: str) -> str:
    _insist(re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", text) is not None)
    return text


def _smtp_security(text: str) -> str:
    _insist(text in {"starttls", "tls", "none"})
    return text


def _json_object(text: str) -> dict[str, Any]:
    value = json.loads(text)
    _insist(isinstance(value, dict))
    return cast(dict[str, Any], value)


def _accepted_values(text: str) -> Mapping[str, tuple[str, ...]]:
    claims = _json_object(text)
    for values in claims.values():
        _insist(isinstance(values, list) and values != [] and all(isinstance(value, str) for value in values))
    return MappingProxyType({claim: tuple(values) for claim, values in claims.items()})


def _parameters(text: str) -> Mapping[str, str]:
    """Parameters of an address are text; what is given as JSON within them goes out as JSON."""
    return MappingProxyType(
        {
            name: value if isinstance(value, str) else json.dumps(value, separators=(",", ":"))
            for name, value in _json_object(text).items()
        }
    )
