"""Signing in, through the whole of OpenID Connect: who gets in, and who does not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from portal.store.database import Database
from portal.store.tables_session import SigninSession
from tests.conftest import claims_of_caseworker, sign_in_at
from tests.store.town import Town
from tests.web.provider import ISSUER, Provider
from tests.web.signed_in import is_signed_in

COOKIE = "selvbooking"


ON_SQLITE = pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
"""For what asks nothing of the database that the tests beside it do not ask of both."""


def test_a_citizen_signs_in_and_comes_to_their_own_front_page(
    client: FlaskClient, provider: Provider, claims: dict[str, Any]
) -> None:
    answer = sign_in_at("borger", client, provider, claims)

    assert (answer.status_code, answer.location) == (303, "/min-plan")
    assert is_signed_in(client)


def test_a_caseworker_signs_in_and_comes_to_their_own_front_page(
    client: FlaskClient, provider: Provider, database: Database, town: Town
) -> None:
    claims = claims_of_caseworker(database, town.a_kasse_worker)

    answer = sign_in_at("sagsbehandler", client, provider, claims)

    assert (answer.status_code, answer.location) == (303, "/sagsbehandler")
    assert "A-kassen" in client.get("/sagsbehandler").text


def test_the_request_carries_code_flow_pkce_state_nonce_and_the_settings_parameters(
    client: FlaskClient, provider: Provider
) -> None:
    address = client.get("/log-ind/borger").location

    assert address.startswith(f"{ISSUER}/authorize?")
    for part in (
        "response_type=code",
        "client_id=portal-citizen",
        "scope=openid+mitid+ssn",
        "code_challenge_method=S256",
        "code_challenge=",
        "state=",
        "nonce=",
        "idp_params=",
        "redirect_uri=http%3A%2F%2Flocalhost%2Flog-ind%2Fborger%2Fretur",
    ):
        assert part in address


def test_somebody_who_asked_for_a_page_gets_it_after_signing_in(
    client: FlaskClient, provider: Provider, claims: dict[str, Any]
) -> None:
    asked = client.get("/find-tid?form=telefon")
    assert asked.location == "/log-ind?naeste=/find-tid?form%3Dtelefon"
    assert "Du skal logge ind for at se siden" in client.get(asked.location).text

    answer = sign_in_at("borger", client, provider, claims, wanted="/find-tid?form=telefon")

    assert answer.location == "/find-tid?form=telefon"


@ON_SQLITE
@pytest.mark.parametrize(
    "wanted",
    [
        "https://stranger.example/",
        "//stranger.example",
        "/\\stranger.example",
        "javascript:alert(1)",
        "/a\r\nb",
    ],
)
def test_signing_in_never_leads_to_a_strangers_page(
    client: FlaskClient, provider: Provider, claims: dict[str, Any], wanted: str
) -> None:
    answer = sign_in_at("borger", client, provider, claims, wanted=wanted)

    assert answer.location == "/min-plan"


@ON_SQLITE
@pytest.mark.parametrize(
    ("lie", "sentence", "status"),
    [
        ({"userinfo": {"sub": "another"}}, "Du blev ikke logget ind", 400),
        ({"id_token": {"iss": "https://stranger.example"}}, "Du blev ikke logget ind", 400),
        ({"id_token": {"aud": "another-portal"}}, "Du blev ikke logget ind", 400),
        ({"id_token": {"aud": "another-portal", "azp": "portal-citizen"}}, "Du blev ikke logget ind", 400),
        ({"id_token": {"nonce": "another"}}, "Du blev ikke logget ind", 400),
        ({"id_token": {"nonce": None}}, "Du blev ikke logget ind", 400),
        ({"id_token": {"exp": 1}}, "Du blev ikke logget ind", 400),
        ({"id_token": {"exp": None}}, "Du blev ikke logget ind", 400),
        ({"id_token": {"sub": None}}, "Du blev ikke logget ind", 400),
        ({"signs_with_a_strange_key": True}, "Du blev ikke logget ind", 400),
        ({"sends_id_token": False}, "Du blev ikke logget ind", 400),
        ({"userinfo": {"loa": None}, "id_token": {"loa": None}}, "Dit login er ikke sikkert nok", 403),
        (
            {"id_token": {"loa": "https://data.gov.dk/concept/core/nsis/Low"}},
            "Dit login er ikke sikkert",
            403,
        ),
        ({"id_token": {"idp": "somebody"}}, "Du skal logge ind på en anden måde", 403),
        ({"id_token": {"identity_type": "professional"}}, "Du skal logge ind på en anden måde", 403),
        ({"userinfo": {"dk.cpr": None}}, "Vi kunne ikke se, hvem du er", 403),
        ({"userinfo": {"dk.cpr": "not a number"}}, "Vi kunne ikke se, hvem du er", 403),
        ({"userinfo": {"dk.cpr": "3112991234"}}, "Vi kender dig ikke i Selvbooking", 403),
    ],
)
def test_what_does_not_hold_signs_nobody_in_and_says_what_to_do(
    client: FlaskClient,
    provider: Provider,
    claims: dict[str, Any],
    lie: dict[str, Any],
    sentence: str,
    status: int,
) -> None:
    for name, value in lie.items():
        setattr(provider, name, value)

    answer = sign_in_at("borger", client, provider, claims)

    assert answer.status_code == status
    assert sentence in answer.text
    assert "70 10 20 30" in answer.text
    assert not is_signed_in(client)


@ON_SQLITE
@pytest.mark.parametrize(
    "level", ["https://data.gov.dk/concept/core/nsis/loa/Substantial", "High", "SUBSTANTIAL"]
)
def test_an_assurance_level_counts_however_the_broker_writes_it(
    client: FlaskClient, provider: Provider, claims: dict[str, Any], level: str
) -> None:
    sign_in_at("borger", client, provider, claims | {"loa": level})

    assert is_signed_in(client)


def test_somebody_the_portal_does_not_know_is_told_whom_to_call(
    client: FlaskClient, provider: Provider, claims: dict[str, Any]
) -> None:
    answer = sign_in_at("borger", client, provider, claims | {"dk.cpr": "3112991234"})

    assert "jobnet.dk" in answer.text
    assert "ring til din a-kasse" in answer.text
    assert "3112991234" not in answer.text


def test_a_caseworker_of_another_organisation_is_not_known(
    client: FlaskClient, provider: Provider, database: Database, town: Town
) -> None:
    claims = claims_of_caseworker(database, town.a_kasse_worker) | {"nemlogin.cvr": "0101"}

    answer = sign_in_at("sagsbehandler", client, provider, claims)

    assert answer.status_code == 403
    assert "oprettet som sagsbehandler" in answer.text


def test_somebody_who_turns_back_at_the_provider_may_try_again(
    client: FlaskClient, provider: Provider
) -> None:
    answer = client.get(provider.deny(client.get("/log-ind/borger").location))

    assert "Du er ikke logget ind" in answer.text
    assert 'href="/log-ind/borger"' in answer.text


def test_a_provider_that_does_not_answer_is_not_the_citizens_fault(
    client: FlaskClient, provider: Provider
) -> None:
    provider.is_down = True

    answer = client.get("/log-ind/borger")

    assert answer.status_code == 503
    assert "Login svarer ikke lige nu" in answer.text


def test_an_answer_that_was_not_asked_for_signs_nobody_in(
    app: Flask, client: FlaskClient, provider: Provider, claims: dict[str, Any]
) -> None:
    somebody_elses = provider.authorize(client.get("/log-ind/borger").location, claims)
    victim = app.test_client()

    assert victim.get(somebody_elses).status_code == 400
    assert not is_signed_in(victim)


def test_the_same_answer_signs_in_once_and_coming_back_to_it_leads_home(
    client: FlaskClient, provider: Provider, claims: dict[str, Any], token: Callable[[FlaskClient], str]
) -> None:
    answer = provider.authorize(client.get("/log-ind/borger").location, claims)
    client.get(answer)
    assert client.get(answer).location == "/min-plan"

    client.post("/log-af", data={"csrf_token": token(client)})

    assert client.get(answer).status_code == 400
    assert not is_signed_in(client)


def test_beginning_many_times_does_not_fill_the_cookie(
    client: FlaskClient, provider: Provider, claims: dict[str, Any]
) -> None:
    for _ in range(20):
        client.get("/log-ind/borger?naeste=/find-tid")
        client.get("/log-ind/sagsbehandler")
    cookie = client.get_cookie(COOKIE)
    assert cookie is not None
    assert len(cookie.value) < 3000

    sign_in_at("borger", client, provider, claims)

    assert is_signed_in(client)


def test_somebody_who_begins_in_two_tabs_may_finish_in_either(
    client: FlaskClient, provider: Provider, claims: dict[str, Any]
) -> None:
    first = client.get("/log-ind/borger").location
    client.get("/log-ind/borger")

    client.get(provider.authorize(first, claims))

    assert is_signed_in(client)


def test_a_session_that_was_planted_before_signing_in_is_thrown_away(
    client: FlaskClient, provider: Provider, claims: dict[str, Any]
) -> None:
    client.get("/")
    with client.session_transaction() as session:
        session["planted"] = "by a stranger"
        before = session["csrf_token"]

    sign_in_at("borger", client, provider, claims)
    client.get("/cookies")

    with client.session_transaction() as session:
        assert "planted" not in session
        assert session["csrf_token"] != before


def test_the_cookie_holds_nothing_of_the_person(
    client: FlaskClient, provider: Provider, database: Database, claims: dict[str, Any]
) -> None:
    sign_in_at("borger", client, provider, claims)
    client.get("/cookies")

    with client.session_transaction() as session:
        assert set(session) == {"_user_id", "_fresh", "csrf_token"}
        key = session["_user_id"]
    rows = database.read(lambda db: db.execute(select(SigninSession.key_hash)).scalars().all())
    assert len(rows) == 1
    assert key.encode() not in rows[0]


def test_the_cookie_is_for_http_alone_and_for_this_site(
    client: FlaskClient, provider: Provider, claims: Any
) -> None:
    answer = sign_in_at("borger", client, provider, claims)

    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith(f"{COOKIE}=")
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Secure" not in cookie  # http, on loopback alone
    assert "Expires" not in cookie
    assert "Max-Age" not in cookie
