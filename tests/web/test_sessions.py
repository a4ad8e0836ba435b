"""A session goes on while it is used, and is over everywhere once somebody has signed out."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from portal.store.database import Database
from portal.store.tables import Caseworker, Person
from portal.store.tables_case import Audit
from tests.conftest import SignIn, sign_in_at
from tests.store.town import NOW, Town
from tests.web.provider import ISSUER, Provider
from tests.web.signed_in import is_signed_in

COOKIE = "selvbooking"


def test_signing_out_ends_the_session_for_every_copy_of_its_cookie(
    app: Flask, signed_in_client: SignIn, citizen: int, token: Callable[[FlaskClient], str]
) -> None:
    client = signed_in_client(citizen)
    copied = client.get_cookie(COOKIE)
    assert copied is not None

    client.post("/log-af", data={"csrf_token": token(client)})

    thief = app.test_client()
    thief.set_cookie(COOKIE, copied.value)
    assert not is_signed_in(thief)
    assert not is_signed_in(client)


def test_signing_out_goes_on_to_the_provider_and_comes_back_to_a_page_that_says_so(
    client: FlaskClient, signed_in_client: SignIn, citizen: int, token: Callable[[FlaskClient], str]
) -> None:
    browser = signed_in_client(citizen)

    answer = browser.post("/log-af", data={"csrf_token": token(browser)})

    assert answer.status_code == 303
    assert answer.location.startswith(f"{ISSUER}/end?")
    assert "id_token_hint=" in answer.location
    assert answer.headers["Clear-Site-Data"] == '"cache"'
    assert browser.get("/logget-af?state=1").location == "/logget-af"
    assert "Du er logget af" in browser.get("/logget-af").text


def test_an_id_token_with_a_cpr_number_is_not_put_into_an_address(
    client: FlaskClient,
    provider: Provider,
    database: Database,
    claims: dict[str, Any],
    token: Callable[[FlaskClient], str],
) -> None:
    provider.id_token = {"dk.cpr": claims["dk.cpr"]}
    sign_in_at("borger", client, provider, claims)

    answer = client.post("/log-af", data={"csrf_token": token(client)})

    assert answer.location.startswith(f"{ISSUER}/end?")
    assert "id_token_hint" not in answer.location


@pytest.mark.parametrize("address", [None, "https://elsewhere.example/end"])
def test_signing_out_stays_here_where_the_provider_cannot_be_told(
    client: FlaskClient,
    provider: Provider,
    claims: dict[str, Any],
    token: Callable[[FlaskClient], str],
    address: str | None,
) -> None:
    provider.metadata = {"end_session_endpoint": address}
    sign_in_at("borger", client, provider, claims)

    assert client.post("/log-af", data={"csrf_token": token(client)}).location == "/logget-af"


def test_a_session_ends_by_itself_after_the_settings_minutes_of_nothing(
    signed_in_client: SignIn, citizen: int
) -> None:
    with time_machine.travel(NOW, tick=False) as clock:
        client = signed_in_client(citizen)
        for _ in range(3):
            clock.shift(timedelta(minutes=29))
            assert is_signed_in(client)
        clock.shift(timedelta(minutes=31))

        assert not is_signed_in(client)


def test_somebody_whose_session_ended_by_itself_is_told_so(signed_in_client: SignIn, citizen: int) -> None:
    with time_machine.travel(NOW, tick=False) as clock:
        client = signed_in_client(citizen)
        clock.shift(timedelta(minutes=31))

        asked = client.get("/min-plan")

        assert "Du er blevet logget af" in client.get(asked.location).text


def test_a_caseworker_who_has_left_is_signed_out(
    database: Database, town: Town, signed_in_caseworker: SignIn
) -> None:
    client = signed_in_caseworker(town.a_kasse_worker)
    database.write(lambda db: setattr(db.get_one(Caseworker, town.a_kasse_worker), "active", False))

    assert client.get("/sagsbehandler").status_code == 303


def test_signing_in_and_out_is_written_in_the_log(
    database: Database, signed_in_client: SignIn, citizen: int, token: Callable[[FlaskClient], str]
) -> None:
    client = signed_in_client(citizen)
    client.post("/log-af", data={"csrf_token": token(client)})

    rows = database.read(
        lambda db: db.execute(select(Audit.actor_kind, Audit.actor_id, Audit.action).order_by(Audit.id)).all()
    )
    assert [tuple(row) for row in rows] == [
        ("citizen", citizen, "sign_in"),
        ("citizen", citizen, "sign_out"),
    ]


def test_knowing_who_is_signed_in_costs_one_statement(
    signed_in_client: SignIn,
    citizen: int,
    statements: Callable[[], AbstractContextManager[list[str]]],
) -> None:
    client = signed_in_client(citizen)

    with statements() as sent:
        client.get("/cookies")

    assert len(sent) == 1, sent


def test_a_saved_language_is_the_pages_language(
    database: Database, signed_in_client: SignIn, citizen: int
) -> None:
    client = signed_in_client(citizen)
    database.write(lambda db: setattr(db.get_one(Person, citizen), "language", "en"))

    assert '<html lang="en">' in client.get("/cookies", headers={"Accept-Language": "da"}).text
