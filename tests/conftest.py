"""What the tests of a running portal share: one made for the test, its identity provider, and browsers.

- `app`, `client`: the portal on the test's database (of both kinds), and a browser that lints every page.
- `town`: an organisation of each kind, caseworkers, times and citizens to fill the database with.
- `provider`: the identity provider inside the test; see `tests/web/provider.py`.
- `signed_in_client(person_id)`, `signed_in_caseworker(caseworker_id)`: a browser of its own, signed in the
  way everybody is.
- `statements`: the SQL statements sent while it is open, as `with statements() as sent:`.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from jinja2.bccache import Bucket, BytecodeCache
from requests import Session
from sqlalchemy import event

from portal.app import create_app
from portal.settings import Settings
from portal.store import caseworkers, people
from portal.store.database import Database
from tests.store.town import VAULT, Town
from tests.web.linter import LintedClient
from tests.web.provider import ISSUER, SECRET, SUBSTANTIAL, Provider, Transport

SignIn = Callable[[int], FlaskClient]


class CompiledOnce(BytecodeCache):
    """Every test has an application of its own; their templates are compiled once."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self._kept:
            bucket.bytecode_from_string(self._kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._kept[bucket.key] = bucket.bytecode_to_string()


_TEMPLATES = CompiledOnce()


def environment_for(database_url: str) -> dict[str, str]:
    """What the environment says of a portal on loopback, with the test's provider."""
    return {
        "PORTAL_DATABASE_URL": database_url,
        "PORTAL_SECRET_KEY": "a secret that opens nothing but a test",
        "PORTAL_CPR_ENCRYPTION_KEY": base64.b64encode(b"e" * 32).decode(),
        "PORTAL_CPR_HASH_KEY": base64.b64encode(b"h" * 32).decode(),
        "PORTAL_BASE_URL": "http://localhost",
        "PORTAL_SUPPORT_PHONE": "70 10 20 30",
        "PORTAL_SUPPORT_MAIL": "hjaelp@selvbooking.example",
        "PORTAL_CITIZEN_OIDC_ISSUER": ISSUER,
        "PORTAL_CITIZEN_OIDC_CLIENT_ID": "portal-citizen",
        "PORTAL_CITIZEN_OIDC_CLIENT_SECRET": SECRET,
        "PORTAL_CASEWORKER_OIDC_ISSUER": ISSUER,
        "PORTAL_CASEWORKER_OIDC_CLIENT_ID": "portal-caseworker",
        "PORTAL_CASEWORKER_OIDC_CLIENT_SECRET": SECRET,
        "PORTAL_CASEWORKER_OIDC_SUBJECT_CLAIM": "sub",
    }


def settings_for(database_url: str, **changes: Any) -> Settings:
    """A portal on loopback, with the test's provider."""
    return replace(Settings.from_environment(environment_for(database_url)), **changes)


@pytest.fixture
def database(migrated_url: str) -> Iterator[Database]:
    database = Database(migrated_url, lock_timeout_ms=10_000)
    yield database
    database.close()


@pytest.fixture
def town(database: Database) -> Town:
    return Town(database)


@pytest.fixture
def settings(migrated_url: str) -> Settings:
    return settings_for(migrated_url)


@pytest.fixture
def app(settings: Settings, database: Database) -> Flask:
    app = create_app(settings, database)
    app.testing = True
    app.test_client_class = LintedClient
    app.jinja_env.bytecode_cache = _TEMPLATES
    return app


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def provider(monkeypatch: pytest.MonkeyPatch) -> Provider:
    """No other server is reached while it stands."""
    transport = Transport()
    transport.provider = Provider()
    monkeypatch.setattr(Session, "get_adapter", lambda _self, url: transport)
    return transport.provider


@pytest.fixture
def signed_in_client(app: Flask, database: Database, provider: Provider) -> SignIn:
    def sign_in(person_id: int) -> FlaskClient:
        client = app.test_client()
        sign_in_at("borger", client, provider, claims_of_citizen(database, person_id))
        return client

    return sign_in


@pytest.fixture
def signed_in_caseworker(app: Flask, database: Database, provider: Provider) -> SignIn:
    def sign_in(caseworker_id: int) -> FlaskClient:
        client = app.test_client()
        sign_in_at("sagsbehandler", client, provider, claims_of_caseworker(database, caseworker_id))
        return client

    return sign_in


def claims_of_citizen(database: Database, person_id: int) -> dict[str, Any]:
    encrypted = database.read(lambda session: people.encrypted_cpr(session, person_id))
    return {
        "sub": f"citizen-{person_id}",
        "dk.cpr": VAULT.decrypt(encrypted).reveal(),
        "loa": SUBSTANTIAL,
        "idp": "mitid",
        "identity_type": "private",
    }


def claims_of_caseworker(database: Database, caseworker_id: int) -> dict[str, Any]:
    worker = database.read(lambda session: caseworkers.by_id(session, caseworker_id))
    assert worker is not None
    return {"sub": worker.subject, "loa": SUBSTANTIAL, "nemlogin.cvr": worker.organisation.code}


def sign_in_at(
    door: str, client: FlaskClient, provider: Provider, claims: dict[str, Any], wanted: str = ""
) -> Any:
    """Through the door (`borger`, `sagsbehandler`), to the provider and back: the portal's last answer."""
    there = client.get(f"/log-ind/{door}", query_string={"naeste": wanted} if wanted else None)
    assert there.status_code == 302, there.get_data(as_text=True)
    return client.get(provider.authorize(there.location, claims))


@pytest.fixture
def statements(database: Database) -> Callable[[], AbstractContextManager[list[str]]]:
    @contextmanager
    def watched() -> Iterator[list[str]]:
        sent: list[str] = []

        def note(_c: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
            sent.append(statement)

        event.listen(database.engine, "before_cursor_execute", note)
        try:
            yield sent
        finally:
            event.remove(database.engine, "before_cursor_execute", note)

    return watched
