"""`portal doctor` tells what works, and of each thing that was broken for it what is wrong and what to do."""

from __future__ import annotations

import json
import re
import ssl
import threading
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from flask import Flask
from sqlalchemy import text, update

from portal import clock, doctor
from portal.app import create_app
from portal.cli import main
from portal.doctor.line import About, Line, works
from portal.policy import parameters
from portal.settings import DfdgSettings, OidcSettings, Settings, SmtpSettings
from portal.store import migrate, signs
from portal.store.database import Database
from portal.store.tables import Organisation
from portal.store.tables_case import Outbox
from tests import certificates
from tests.conftest import environment_for, settings_for
from tests.delivery import double, mailbox, outbox
from tests.doctor.others import Told, discovery, issuer, registered, serving
from tests.load.portal import free_port
from tests.store.town import Town

NOWHERE = "http://127.0.0.1:9"
ON_SQLITE = pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
BACK = "/log-ind/{}/retur"


def look(settings: Settings, name: str) -> Line:
    """The one line, and whether it may be shown."""
    (one,) = doctor.examine(settings, clock.now(), {name: doctor.CHECKS[name]})
    assert re.search(r"\d{6}-?\d{4}", str(one.line)) is None
    for secret in (settings.citizen_oidc.client_secret, settings.smtp.password if settings.smtp else None):
        assert secret is None or secret not in str(one.line)
    return one.line


def broken(settings: Settings, name: str, advice: str) -> str:
    """What is found of something that does not work; `advice` is within what is told to do."""
    line = look(settings, name)
    assert line.state == "fails", line
    assert advice in line.advice
    return line.found


@pytest.fixture(scope="module")
def provider() -> Iterator[str]:
    with issuer() as address:
        yield address


@pytest.fixture(scope="module")
def post(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with double.running(tmp_path_factory.mktemp("post")) as address:
        yield address


@pytest.fixture
def certificate(tmp_path: Path) -> tuple[Path, Path]:
    return certificates.make(tmp_path, days=60)


def served(settings: Settings, database: Database, port: int) -> Flask:
    return create_app(replace(settings, base_url=f"http://127.0.0.1:{port}"), database)


@ON_SQLITE
def test_where_all_works_each_thing_has_a_line_that_says_so(
    town: Town,
    migrated_url: str,
    provider: str,
    post: str,
    certificate: tuple[Path, Path],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    town.person()
    town.database.write(lambda session: session.execute(update(Organisation).values(cvr="90000001")))
    for run in (signs.WORKER, signs.DAILY):
        town.database.write(lambda session, run=run: signs.give(session, run, clock.now()))
    tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    tls.load_cert_chain(*certificate)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    port = free_port()
    base_url = f"http://127.0.0.1:{port}"
    environment = environment_for(migrated_url) | {
        "PORTAL_BASE_URL": base_url,
        "PORTAL_ACCESSIBILITY_STATEMENT_URL": "https://was.digst.dk/selvbooking-example",
        "PORTAL_POST_WAY": "sf1601",
        "PORTAL_POST_URL": f"{post}/kombit",
        "PORTAL_POST_RECEIPTS_URL": f"{post}/kvitteringer",
        "PORTAL_SMTP_HOST": "127.0.0.1",
        "PORTAL_SMTP_FROM": mailbox.SENDER,
        "PORTAL_SMTP_USER": "portal",
        "PORTAL_SMTP_PASSWORD": "secret",
    }
    for kind, door in (("CITIZEN", "borger"), ("CASEWORKER", "sagsbehandler")):
        client, secret = registered(provider, base_url + BACK.format(door))
        environment |= {
            f"PORTAL_{kind}_OIDC_ISSUER": provider,
            f"PORTAL_{kind}_OIDC_CLIENT_ID": client,
            f"PORTAL_{kind}_OIDC_CLIENT_SECRET": secret,
            f"PORTAL_{kind}_OIDC_SCOPE": "openid profile",
        }
    with ExitStack() as stack:
        server = stack.enter_context(mailbox.running(mailbox.Mailbox(), tls))
        environment["PORTAL_SMTP_PORT"] = str(server.port)
        settings = Settings.from_environment(environment)
        stack.enter_context(serving(served(settings, town.database, port), port))
        said = CliRunner().invoke(main, ["doctor"], env=environment)
        assert server.raw == []
    lines = said.output.splitlines()
    wanted = "Set PORTAL_DFDG_URL, PORTAL_DFDG_OWNER_SYSTEM and PORTAL_DFDG_CERTIFICATE."
    assert said.exit_code == 0, said.output
    assert [line for line in lines if not line.startswith("works ")] == [
        f"not set up  {'reports to DFDG':<23}  Reports wait. {wanted}",
        "All that is set up works.",
    ]
    assert len(lines) == len(doctor.CHECKS) + 1
    for name in ("sign-in of citizens", "sign-in of caseworkers"):
        told = "The issuer answers, with 1 key, and takes the portal's address, name and secret."
        assert f"works       {name:<23}  {told}" in lines
    greeted = "The mail server answers over STARTTLS and takes the password."
    assert f"works       {'mail':<23}  {greeted}" in lines


def test_a_database_that_is_empty_old_of_another_version_or_not_there_is_told_apart(
    migrated_url: str, database_url: str, database_kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = settings_for(migrated_url)
    kind = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}[database_kind]
    assert look(settings, "database").found.startswith(f"{kind} at revision {migrate.needed()}")
    if database_kind == "sqlite":
        Path(database_url.removeprefix("sqlite:///")).touch()
    assert broken(settings_for(database_url), "database", "`portal migrate`") == "It is empty."
    assert broken(settings_for(database_url), "outbox", "the database first") == "It cannot be looked at."
    if database_kind == "postgresql":
        late = clock.now() - timedelta(minutes=1)
        with monkeypatch.context() as patch:
            patch.setattr(clock, "now", lambda: late)
            assert broken(settings, "database", "same source").startswith("Its clock is 6")
        gone = settings_for(migrated_url.replace("/portal_", "/gone_"))
        assert "no such user or database" in broken(gone, "database", "PORTAL_DATABASE_URL")
        shut = settings_for("postgresql+psycopg://portal:hidden@127.0.0.1:9/portal")
        assert broken(shut, "database", "PORTAL_DATABASE_URL") == "No database answers there."
    else:
        gone = settings_for(migrated_url + ".gone")
        assert broken(gone, "database", "`portal migrate`") == "There is no such file."
        assert not Path(f"{migrated_url}.gone".removeprefix("sqlite:///")).exists()
        other = Path(f"{migrated_url}.txt".removeprefix("sqlite:///"))
        other.write_text("no database at all, however long one reads on in it " * 20)
        assert broken(settings_for(f"sqlite:///{other}"), "database", "Mend") == "The file is no database."

    migrate.downgrade(migrated_url, "0025")
    old = broken(settings, "database", "`portal migrate`")
    assert old == f"It stands at revision 0025, and this version needs {migrate.needed()}."
    database = Database(migrated_url, 5000)
    database.write(lambda session: session.execute(text("UPDATE alembic_version SET version_num = '9999'")))
    database.close()
    newer = broken(settings, "database", "Start that version")
    assert newer == "It is of another version of the portal (revision 9999)."
    refused = CliRunner().invoke(main, ["migrate"], env=environment_for(migrated_url))
    assert (refused.exit_code, refused.output.count("\n")) == (1, 1)
    assert "another version of the portal" in refused.output


@ON_SQLITE
def test_wrong_keys_an_outbox_that_stands_still_and_runs_that_do_not_run_are_found(
    town: Town, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert look(settings, "CPR keys").found.startswith("Nobody is known yet")
    assert broken(settings, "worker", "`portal worker`") == "It has never run."
    assert broken(settings, "daily run", "`portal daily`") == "It has never been through."
    person, now = town.person(), clock.now()
    other = b"x" * 32
    read = broken(replace(settings, cpr_encryption_key=other), "CPR keys", "written with")
    assert "PORTAL_CPR_ENCRYPTION_KEY" in read
    found = broken(replace(settings, cpr_hash_key=other), "CPR keys", "brought in")
    assert "PORTAL_CPR_HASH_KEY" in found

    database = town.database
    outbox.write(database, person, "mail", now - timedelta(days=2))
    assert look(settings, "outbox").found == "mail: 1, the oldest for 2 days (not set up)."
    outbox.write(database, person, "inside", now - timedelta(minutes=16))
    waits = broken(settings, "outbox", "worker")
    assert waits.startswith("inside: 1, the oldest for 16 minutes, mail: 1")
    assert look(settings, "undeliverable").found == "Nothing that nobody has seen to."
    given_up = update(Outbox).where(Outbox.lane == "mail").values(attempts=1)
    for days in (6, 8):
        at = now - timedelta(days=days)
        database.write(lambda session, at=at: session.execute(given_up.values(gave_up_at=at)))
        assert look(settings, "undeliverable").state == ("works" if days < 7 else "fails")
    assert broken(settings, "undeliverable", "caseworkers") == "1 lie there, the first for 8 days."

    for run, late in ((signs.WORKER, timedelta(minutes=4)), (signs.DAILY, timedelta(hours=27))):
        database.write(lambda session, run=run, late=late: signs.give(session, run, now - late))
    assert broken(settings, "worker", "`portal worker`").startswith("It was last seen 20")
    assert broken(settings, "daily run", "`portal daily`").startswith("It was last through 20")
    assert look(settings, "accessibility statement").state == "not set up"
    (entry, *_) = next(iter(parameters.entries().values()))
    with monkeypatch.context() as patch:
        old = {"x": (replace(entry, checked=now.date() - timedelta(days=400)),)}
        patch.setattr(parameters, "entries", lambda: old)
        assert broken(settings, "numbers of the law", "`portal law stale`").startswith("1 ")


@ON_SQLITE
def test_an_issuer_that_is_gone_or_wrong_or_does_not_know_the_portal_is_found(
    provider: str, settings: Settings
) -> None:
    name, own = "sign-in of citizens", settings.citizen_oidc
    client, secret = registered(provider, settings.base_url + BACK.format("borger"))

    def at(**changes: Any) -> Settings:
        known: dict[str, Any] = {"issuer": provider, "client_id": client, "client_secret": secret}
        oidc: OidcSettings = replace(own, **known | {"scope": "openid"} | changes)
        return replace(settings, citizen_oidc=oidc)

    assert look(at(), name).state == "works"
    gone = broken(at(issuer=NOWHERE), name, "PORTAL_CITIZEN_OIDC_ISSUER")
    assert gone == "The issuer does not answer."
    assert "secret" in broken(at(client_secret="another one"), name, "PORTAL_CITIZEN_OIDC_CLIENT_SECRET")
    elsewhere = replace(at(), base_url="http://127.0.0.1:1")
    assert "address or name" in broken(elsewhere, name, "Register http://127.0.0.1:1/log-ind/borger/retur")
    assert "address or name" in broken(at(client_id="nobody"), name, "PORTAL_CITIZEN_OIDC_CLIENT_ID")
    assert "no issuer" in broken(at(issuer=f"{provider}/jwks"), name, "PORTAL_CITIZEN_OIDC_ISSUER")

    told = Told()
    with serving(told) as address:
        document = "GET /.well-known/openid-configuration"
        back = settings.base_url + BACK.format("borger")
        fine = discovery(address)[document][2]
        ways: dict[str, tuple[str, Any]] = {
            "another address": (document, (200, {}, {**fine, "issuer": "https://other.example"})),
            "no token_endpoint": (document, (200, {}, {**fine, "token_endpoint": "ftp://x"})),
            "PKCE": (document, (200, {}, {**fine, "code_challenge_methods_supported": ["plain"]})),
            "no keys": ("GET /jwks_uri", (200, {}, {"keys": []})),
            "what is asked for": (
                "GET /authorization_endpoint",
                (302, {"Location": f"{back}?error=invalid_scope"}, {}),
            ),
            "address or name": (
                "GET /authorization_endpoint",
                (302, {"Location": "/home/error?errorId=1"}, {}),
            ),
            "portal's secret": ("POST /token_endpoint", (401, {}, "no JSON")),
        }
        for found, (path, answer) in ways.items():
            told.answers = discovery(address) | {path: answer}
            assert found in broken(at(issuer=address), name, "")
        for location in (f"{back}?error=login_required", "/login?returnUrl=x"):
            told.answers = discovery(address)
            told.answers["GET /authorization_endpoint"] = (302, {"Location": location}, {})
            assert look(at(issuer=address), name).state == "works"


@ON_SQLITE
def test_an_address_at_which_the_portal_does_not_answer_is_found(
    settings: Settings, database: Database
) -> None:
    assert "does not answer" in broken(replace(settings, base_url=NOWHERE), "address", "PORTAL_BASE_URL")
    told = Told({"GET /helbred": (200, {}, "welcome")})
    with serving(told) as address:
        here = replace(settings, base_url=address)
        assert "Something else" in broken(here, "address", "PORTAL_BASE_URL")
        told.answers["GET /helbred"] = (503, {}, "busy")
        assert "cannot now" in broken(here, "address", "proxy's log")
        # It speaks no TLS.
        secure = replace(settings, base_url=address.replace("http:", "https:"))
        assert "no certificate that is trusted" in broken(secure, "address", "Renew")
    port = free_port()
    with serving(served(settings, database, port), port) as address:
        assert look(replace(settings, base_url=address), "address").found.endswith("on this machine only.")


@ON_SQLITE
def test_a_mail_server_that_is_gone_unsafe_or_refuses_the_password_is_found(
    settings: Settings, certificate: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert look(settings, "mail").state == "not set up"
    tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    tls.load_cert_chain(*certificate)

    def at(port: int, security: str = "starttls", password: str = "secret") -> Settings:
        smtp = SmtpSettings("127.0.0.1", port, security, mailbox.SENDER, "portal", password)
        return replace(settings, smtp=smtp)

    with mailbox.running(mailbox.Mailbox(), tls) as safe, mailbox.running(mailbox.Mailbox()) as open_one:
        assert "not trusted" in broken(at(safe.port), "mail", "PORTAL_SMTP_HOST")
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
        assert "password" in broken(at(safe.port, password="wrong"), "mail", "PORTAL_SMTP_PASSWORD")
        assert "STARTTLS" in broken(at(open_one.port), "mail", "PORTAL_SMTP_SECURITY")
        assert "begin with TLS" in broken(at(open_one.port, "tls"), "mail", "PORTAL_SMTP_SECURITY")
    assert "No mail server" in broken(at(safe.port), "mail", "PORTAL_SMTP_PORT")


@ON_SQLITE
def test_digital_post_that_is_gone_or_refuses_the_portal_and_a_spoilt_certificate_are_found(
    town: Town, settings: Settings, post: str, tmp_path: Path
) -> None:
    name = "Digital Post"
    for one in (name, "text messages", "receipts", "reports to DFDG"):
        assert look(settings, one).state == "not set up"
    assert look(settings, "Digital Post").found == "Letters wait, but for those on paper."

    def at(address: str, way: str = "sf1601", **changes: Any) -> Settings:
        return replace(settings, post=replace(double.settings(address, way), **changes))

    assert "CVR" in broken(at(post), name, "/administration")
    town.database.write(lambda session: session.execute(update(Organisation).values(cvr="90000001")))
    for way in ("sf1601", "own"):
        for one in (name, "text messages", "receipts"):
            assert look(at(post, way), one).state == "works"
            assert "does not answer" in broken(at(NOWHERE, way), one, "PORTAL_POST_")
        assert "nothing at that address" in broken(at(post, way, url=f"{post}/x"), name, "PORTAL_POST_URL")
    wrong = at(post, receipts_url=f"{post}/x")
    assert "nothing at that address" in broken(wrong, "receipts", "PORTAL_POST_RECEIPTS_URL")
    told = Told({"GET /kombit/service/PostForespoerg_1/digitalpost": (403, {}, {})})
    with serving(told) as address:
        assert "refuses the portal" in broken(at(address), name, "PORTAL_POST_CERTIFICATE")
        dfdg = replace(settings, dfdg=DfdgSettings(address, 1))
        assert "nothing at that address" in broken(dfdg, "reports to DFDG", "PORTAL_DFDG_URL")

    certificate, key = certificates.make(tmp_path, days=20)
    both = tmp_path / "both.pem"
    both.write_bytes(certificate.read_bytes() + key.read_bytes())
    for file, found in (
        (tmp_path / "none.pem", "cannot be read"),
        (key, "cannot be read"),
        (certificate, "without its key"),
        (both, "runs out on 20"),
    ):
        spoilt = replace(at(post, certificate=str(file)), dfdg=DfdgSettings(NOWHERE, 1, str(file)))
        assert found in broken(spoilt, name, "")
        assert found in broken(spoilt, "reports to DFDG", "")
    certificates.make(tmp_path, days=-1)
    both.write_bytes(certificate.read_bytes() + key.read_bytes())
    assert "ran out on 20" in broken(at(post, certificate=str(both)), name, "Renew")


@ON_SQLITE
def test_a_check_that_hangs_or_breaks_holds_up_nobody_and_tells_nothing_it_should_not(
    settings: Settings,
) -> None:
    never = threading.Event()

    def hangs(_about: About) -> Line:
        never.wait(30)
        return works("late")

    def breaks(_about: About) -> Line:
        raise RuntimeError("010290-0001 and a password")

    checks = {"slow": hangs, "wrong": breaks, "fine": lambda _about: works("Well.")}
    found = doctor.examine(settings, clock.now(), checks, limit_seconds=0.3)
    never.set()
    assert not doctor.all_well(found)
    assert [line.partition(". ")[0] for line in doctor.told(found)] == [
        "FAILS       slow                     There was no answer in time",
        "FAILS       wrong                    The check itself broke (RuntimeError)",
        "works       fine                     Well.",
        "2 of 3 fail.",
    ]


def test_settings_that_are_not_complete_are_told_line_by_line() -> None:
    environment = environment_for("sqlite:////nowhere") | {"PORTAL_SECRET_KEY": "", "PORTAL_BASE_URL": "x"}
    said = CliRunner().invoke(main, ["doctor"], env=environment)
    assert said.exit_code == 1
    assert [line[:52] for line in said.output.splitlines()] == [
        "FAILS       settings                 PORTAL_BASE_URL",
        "FAILS       settings                 PORTAL_SECRET_K",
        "2 of 2 fail.",
    ]
    read = json.loads(CliRunner().invoke(main, ["doctor", "--json"], env=environment).output)
    assert read["ok"] is False
    assert [(one["name"], one["state"]) for one in read["checks"]] == [("settings", "fails")] * 2
