"""Start-up stops at settings that cannot be right, and says which; no secret shows."""

import base64

import pytest

from portal.settings import OidcSettings, Settings, SettingsError, normalised_loa

REQUIRED = {
    "PORTAL_DATABASE_URL": "postgresql+psycopg://portal:database-secret@db/portal",
    "PORTAL_SECRET_KEY": "session-secret-of-thirty-two-or-more",
    "PORTAL_CPR_ENCRYPTION_KEY": base64.b64encode(b"e" * 32).decode(),
    "PORTAL_CPR_HASH_KEY": base64.b64encode(b"h" * 32).decode(),
    "PORTAL_BASE_URL": "https://selvbooking.example",
    "PORTAL_CITIZEN_OIDC_ISSUER": "https://mitid.example/oauth",
    "PORTAL_CITIZEN_OIDC_CLIENT_ID": "portal",
    "PORTAL_CITIZEN_OIDC_CLIENT_SECRET": "citizen-secret",
    "PORTAL_CASEWORKER_OIDC_ISSUER": "https://erhverv.example",
    "PORTAL_CASEWORKER_OIDC_CLIENT_ID": "portal",
    "PORTAL_CASEWORKER_OIDC_CLIENT_SECRET": "caseworker-secret",
}


def _problems(**changed: str) -> tuple[str, ...]:
    with pytest.raises(SettingsError) as caught:
        Settings.from_environment({**REQUIRED, **changed})
    return caught.value.problems


def _citizen(**changed: str) -> OidcSettings:
    return Settings.from_environment({**REQUIRED, **changed}).citizen_oidc


def test_what_is_required_is_enough() -> None:
    settings = Settings.from_environment(REQUIRED)

    assert settings.cpr_encryption_key == b"e" * 32
    assert settings.secure_cookies
    assert not settings.demo
    assert (settings.trusted_proxies, settings.session_minutes, settings.lock_timeout_ms) == (0, 30, 5000)


def test_an_empty_environment_names_every_required_variable_in_one_error() -> None:
    with pytest.raises(SettingsError) as caught:
        Settings.from_environment({})

    named = {problem.split()[0] for problem in caught.value.problems}
    assert named == set(REQUIRED)
    assert all(name in str(caught.value) for name in REQUIRED)


@pytest.mark.parametrize("name", sorted(REQUIRED))
def test_a_variable_without_a_value_is_missing(name: str) -> None:
    (problem,) = _problems(**{name: " "})

    assert problem.startswith(f"{name} is missing: ")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORTAL_DATABASE_URL", "mysql://db/portal"),
        ("PORTAL_DATABASE_URL", "postgresql://db/portal"),
        ("PORTAL_DATABASE_URL", "sqlite://"),
        ("PORTAL_DATABASE_URL", "sqlite:///:memory:"),
        ("PORTAL_SECRET_KEY", "too short"),
        ("PORTAL_CPR_ENCRYPTION_KEY", base64.b64encode(b"k" * 31).decode()),
        ("PORTAL_CPR_HASH_KEY", "not base64: æøå"),
        ("PORTAL_BASE_URL", "http://selvbooking.example"),
        ("PORTAL_BASE_URL", "https://selvbooking.example/under/a/path"),
        ("PORTAL_BASE_URL", "https://selvbooking.example:port"),
        ("PORTAL_CITIZEN_OIDC_ISSUER", "http://mitid.example"),
        ("PORTAL_CITIZEN_OIDC_SCOPE", "mitid ssn"),
        ("PORTAL_CITIZEN_OIDC_CPR_CLAIM", "two words"),
        ("PORTAL_CITIZEN_OIDC_REQUIRED_LOA", "substantial,,high"),
        ("PORTAL_CITIZEN_OIDC_REQUIRED_CLAIMS", '{"idp": "mitid"}'),
        ("PORTAL_CASEWORKER_OIDC_AUTHORIZATION_PARAMS", "prompt=login"),
        ("PORTAL_DEMO", "perhaps"),
        ("PORTAL_TRUSTED_PROXIES", "-1"),
        ("PORTAL_SESSION_MINUTES", "4"),
        ("PORTAL_LOCK_TIMEOUT_MS", "soon"),
        ("PORTAL_ACCESSIBILITY_STATEMENT_URL", "javascript:alert(1)"),
        ("PORTAL_SUPPORT_PHONE", "call us"),
        ("PORTAL_SUPPORT_MAIL", "support"),
    ],
)
def test_a_value_that_cannot_be_is_refused_by_name(name: str, value: str) -> None:
    (problem,) = _problems(**{name: value})

    assert problem.startswith(f"{name} cannot be used: it must be ")


@pytest.mark.parametrize(
    "name", ["PORTAL_DATABASE_URL", "PORTAL_SECRET_KEY", "PORTAL_CPR_ENCRYPTION_KEY", "PORTAL_CPR_HASH_KEY"]
)
def test_a_refused_value_is_not_repeated_for_it_may_be_nearly_the_secret(name: str) -> None:
    (problem,) = _problems(**{name: "nearly-right"})

    assert "nearly-right" not in problem


def test_the_two_cpr_keys_must_differ() -> None:
    (problem,) = _problems(PORTAL_CPR_HASH_KEY=REQUIRED["PORTAL_CPR_ENCRYPTION_KEY"])

    assert problem.startswith("PORTAL_CPR_HASH_KEY cannot be used")


def test_mail_is_sent_once_its_server_is_named_and_never_with_a_password_in_the_open() -> None:
    assert Settings.from_environment(REQUIRED).smtp is None
    mail = {"PORTAL_SMTP_HOST": "mail.example", "PORTAL_SMTP_FROM": "post@selvbooking.example"}
    smtp = Settings.from_environment({**REQUIRED, **mail}).smtp
    assert smtp is not None
    assert (smtp.security, smtp.port, smtp.user) == ("starttls", 587, None)

    (missing,) = _problems(PORTAL_SMTP_HOST="mail.example")
    assert missing.startswith("PORTAL_SMTP_FROM is missing")
    (no_password,) = _problems(**mail, PORTAL_SMTP_USER="portal")
    assert no_password.startswith("PORTAL_SMTP_PASSWORD is missing")
    signed_in = {"PORTAL_SMTP_USER": "portal", "PORTAL_SMTP_PASSWORD": "smtp-secret"}
    (in_the_open,) = _problems(**mail, **signed_in, PORTAL_SMTP_SECURITY="none")
    assert in_the_open.startswith("PORTAL_SMTP_SECURITY cannot be used")
    assert "smtp-secret" not in repr(Settings.from_environment({**REQUIRED, **mail, **signed_in}))


def test_letters_are_sent_once_a_way_is_named_and_over_the_net_with_a_certificate_only() -> None:
    assert Settings.from_environment(REQUIRED).post is None
    way = {"PORTAL_POST_WAY": "sf1601", "PORTAL_POST_URL": "https://sp.example"}
    post = Settings.from_environment({**REQUIRED, **way, "PORTAL_POST_CERTIFICATE": "/a/file.pem"}).post
    assert post is not None
    assert (post.way, post.certificate, post.receipts_url) == ("sf1601", "/a/file.pem", None)

    (missing,) = _problems(**way)
    assert missing.startswith("PORTAL_POST_CERTIFICATE cannot be used")
    (unknown,) = _problems(**way | {"PORTAL_POST_WAY": "fax", "PORTAL_POST_CERTIFICATE": "/a/file.pem"})
    assert unknown.startswith("PORTAL_POST_WAY cannot be used")
    (nowhere,) = _problems(PORTAL_POST_WAY="own")
    assert nowhere.startswith("PORTAL_POST_URL is missing")


def test_dfdg_is_told_once_its_address_is_named_and_over_the_net_with_a_certificate_only() -> None:
    assert "dfdg" not in Settings.from_environment(REQUIRED).lanes
    way = {"PORTAL_DFDG_URL": "https://dfdg.example", "PORTAL_DFDG_OWNER_SYSTEM": "17"}
    settings = Settings.from_environment({**REQUIRED, **way, "PORTAL_DFDG_CERTIFICATE": "/a/file.pem"})
    assert settings.dfdg is not None
    assert (settings.dfdg.owner_system, settings.dfdg.certificate) == (17, "/a/file.pem")
    assert "dfdg" in settings.lanes

    (missing,) = _problems(**way)
    assert missing.startswith("PORTAL_DFDG_CERTIFICATE cannot be used")
    (nowhere,) = _problems(PORTAL_DFDG_OWNER_SYSTEM="17")
    assert nowhere.startswith("PORTAL_DFDG_URL is missing")
    (unknown,) = _problems(**way | {"PORTAL_DFDG_URL": "http://localhost/", "PORTAL_DFDG_OWNER_SYSTEM": "x"})
    assert unknown.startswith("PORTAL_DFDG_OWNER_SYSTEM cannot be used")


@pytest.mark.parametrize("host", ["localhost:8000", "127.0.0.1:8000", "[::1]:8000"])
def test_only_on_loopback_may_the_portal_do_without_https(host: str) -> None:
    settings = Settings.from_environment({**REQUIRED, "PORTAL_BASE_URL": f"http://{host}/"})

    assert settings.base_url == f"http://{host}"
    assert not settings.secure_cookies


def test_printed_settings_show_no_secret() -> None:
    settings = Settings.from_environment(REQUIRED)

    shown = repr(settings) + str(settings.citizen_oidc)
    for secret in (
        "database-secret",
        "session-secret",
        "citizen-secret",
        "caseworker-secret",
        "eeee",
        "hhhh",
    ):
        assert secret not in shown
    assert "https://mitid.example/oauth" in shown


def test_citizens_sign_in_as_the_first_broker_has_it_unless_told_otherwise() -> None:
    citizen = _citizen()

    assert citizen.metadata_url == "https://mitid.example/oauth/.well-known/openid-configuration"
    assert (citizen.cpr_claim, citizen.loa_claims, citizen.scope) == ("dk.cpr", ("loa",), "openid mitid ssn")
    assert citizen.required_claims == {"idp": ("mitid",), "identity_type": ("private",)}
    assert citizen.required_loa == ("substantial", "high")
    assert citizen.organisation_claim is None


def test_another_brokers_names_are_taken_from_the_environment() -> None:
    citizen = _citizen(
        PORTAL_CITIZEN_OIDC_CPR_CLAIM="nin",
        PORTAL_CITIZEN_OIDC_LOA_CLAIMS="mitid_loa, acr",
        PORTAL_CITIZEN_OIDC_REQUIRED_LOA="HIGH, https://data.gov.dk/concept/core/nsis/Substantial",
        PORTAL_CITIZEN_OIDC_REQUIRED_CLAIMS='{"idp": ["mitid", "eidas"]}',
        PORTAL_CITIZEN_OIDC_AUTHORIZATION_PARAMS='{"prompt": "login", "idp_params": {"mitid": {"x": 1}}}',
    )

    assert (citizen.cpr_claim, citizen.loa_claims) == ("nin", ("mitid_loa", "acr"))
    assert citizen.required_loa == ("high", "substantial")
    assert citizen.required_claims == {"idp": ("mitid", "eidas")}
    assert citizen.authorization_params == {"prompt": "login", "idp_params": '{"mitid":{"x":1}}'}


def test_no_required_claims_can_be_asked_for() -> None:
    assert _citizen(PORTAL_CITIZEN_OIDC_REQUIRED_CLAIMS="{}").required_claims == {}


@pytest.mark.parametrize(
    ("written", "level"),
    [
        ("https://data.gov.dk/concept/core/nsis/loa/Substantial", "substantial"),
        ("https://data.gov.dk/concept/core/nsis/Substantial", "substantial"),
        ("https://data.gov.dk/concept/core/nsis/loa/High", "high"),
        ("HIGH", "high"),
        ("https://data.gov.dk/concept/core/nsis/ial/High", "https://data.gov.dk/concept/core/nsis/ial/high"),
        ("https://evil.example/nsis/Substantial", "https://evil.example/nsis/substantial"),
    ],
)
def test_an_assurance_level_is_the_same_however_a_broker_writes_it(written: str, level: str) -> None:
    assert normalised_loa(written) == level
