"""Every address of the portal: who may call it, and which headers its answer carries."""

from __future__ import annotations

import re
from collections.abc import Iterator
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from portal.app import create_app
from portal.store.database import Database
from portal.web.urls import ADDRESSES, ROLES, Address, Who
from tests.conftest import SignIn, settings_for
from tests.store.town import Town

PUBLIC = {
    "GET /",
    "GET /cookies",
    "GET /helbred",
    "GET /kalender/<token>.ics",
    "GET /log-ind",
    "GET /log-ind/borger",
    "GET /log-ind/borger/retur",
    "GET /log-ind/sagsbehandler",
    "GET /log-ind/sagsbehandler/retur",
    "GET /logget-af",
    "GET /regler",
    "GET /regler/<emne>",
    "GET /was",
    "POST /log-af",
    "POST /sprog",
    "GET /static/<version>/<path:path>",
}
"""What anybody may call. Everything else is for somebody who is signed in."""

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; form-action 'self' https://idp.test; frame-ancestors 'none'; base-uri 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": (
        "accelerometer=(), autoplay=(), camera=(), display-capture=(), encrypted-media=(), fullscreen=(), "
        "geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
}
SOMEBODYS = UUID("11111111-1111-4111-8111-111111111111")


def names(app: Flask) -> Iterator[tuple[str, Rule]]:
    for rule in app.url_map.iter_rules():
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            yield f"{method} {rule.rule}", rule


def concrete(rule: str) -> str:
    """An address that the rule matches, of a meeting that is not there."""
    return re.sub(r"<uuid:\w+>", str(SOMEBODYS), rule)


def call(client: FlaskClient, method: str, rule: str, token: str = "") -> tuple[int, str | None]:
    answer = client.open(concrete(rule), method=method, data={"csrf_token": token} if token else None)
    return answer.status_code, answer.location


def token_of(client: FlaskClient) -> str:
    found = re.search(r'name="csrf_token" value="([^"]+)"', client.get("/cookies").text)
    assert found is not None
    return found.group(1)


def signed_in_addresses(who: Who) -> list[Address]:
    return [address for address in ADDRESSES if address.who is who]


@pytest.fixture
def database_kind() -> str:
    return "sqlite"


def test_an_address_is_public_or_for_somebody_signed_in_and_nothing_is_public_by_accident(app: Flask) -> None:
    behind_sign_in = {
        f"{method} {address.rule}"
        for address in ADDRESSES
        if address.who is not Who.ANYBODY
        for method in address.methods
    }

    assert {name for name, _rule in names(app)} - behind_sign_in == PUBLIC


def test_no_two_addresses_answer_to_the_same(app: Flask) -> None:
    every = [name for name, _rule in names(app)]

    assert len(every) == len(set(every))


@pytest.mark.parametrize(
    "address", [a for a in ADDRESSES if a.who is not Who.ANYBODY], ids=lambda a: f"{a.methods[0]} {a.rule}"
)
def test_nobody_gets_in_without_signing_in(client: FlaskClient, address: Address) -> None:
    token = token_of(client)

    status, location = call(client, address.methods[0], address.rule, token)

    assert status == 303
    assert location is not None
    assert location.startswith("/log-ind")


def test_a_caseworker_opens_no_page_of_a_citizen(town: Town, signed_in_caseworker: SignIn) -> None:
    client = signed_in_caseworker(town.a_kasse_worker)
    token = token_of(client)

    for address in signed_in_addresses(Who.CITIZEN):
        assert call(client, address.methods[0], address.rule, token)[0] == 403, address


def test_a_citizen_opens_no_page_of_a_caseworker(town: Town, signed_in_client: SignIn) -> None:
    client = signed_in_client(town.person())
    token = token_of(client)

    for address in (address for who in ROLES for address in signed_in_addresses(who)):
        assert call(client, address.methods[0], address.rule, token)[0] == 403, address


@pytest.mark.parametrize("role", ROLES[Who.STAFF])
def test_a_role_opens_what_the_table_says_and_nothing_else(
    town: Town, database: Database, signed_in_caseworker: SignIn, role: str
) -> None:
    worker = town.worker_with_role(role)
    client = signed_in_caseworker(worker)
    token = token_of(client)

    for who, roles in ROLES.items():
        for address in signed_in_addresses(who):
            closed = call(client, address.methods[0], address.rule, token)[0] == 403
            assert closed is (role not in roles), address


def test_a_form_without_its_token_does_nothing_wherever_it_is_sent(
    town: Town, signed_in_client: SignIn, app: Flask
) -> None:
    client = signed_in_client(town.person())
    posts = [rule.rule for name, rule in names(app) if name.startswith("POST")]

    assert posts
    for rule in posts:
        answer = client.post(concrete(rule))
        assert answer.status_code == 400, rule
        assert "Siden var blevet for gammel" in answer.text


def test_the_token_of_another_session_is_worth_nothing(town: Town, signed_in_client: SignIn) -> None:
    strangers = token_of(signed_in_client(town.person()))

    answer = signed_in_client(town.person()).post("/log-af", data={"csrf_token": strangers})

    assert answer.status_code == 400


def test_every_answer_carries_exactly_these_headers(
    app: Flask, town: Town, signed_in_client: SignIn, client: FlaskClient
) -> None:
    signed_in = signed_in_client(town.person())
    never_checked = {"Content-Type", "Content-Length", "Location", "Vary", "Set-Cookie", "Allow"}

    for browser in (client, signed_in):
        for name, rule in names(app):
            if rule.endpoint == "static_file":
                continue
            method, _, path = name.partition(" ")
            answer = browser.open(concrete(path), method=method)
            found = {k: v for k, v in answer.headers.items() if k not in never_checked}
            # The rule book is about nobody: whoever is not signed in may keep it, and asks whether it is so.
            kept = browser is client and path == "/regler"
            assert (found.pop("ETag", None) is not None) is kept, name
            # What is there for everybody who is signed in, and is to be saved.
            saved = browser is signed_in and path == "/min-plan.pdf"
            assert (found.pop("Content-Disposition", None) is not None) is saved, name
            assert found == HEADERS | {"Cache-Control": "private, no-cache" if kept else "no-store"}, name


def test_outside_loopback_browsers_are_held_to_https_and_so_are_cookies(
    migrated_url: str, database: Database
) -> None:
    settings = settings_for(migrated_url, base_url="https://selvbooking.example", trusted_proxies=1)
    client = create_app(settings, database).test_client()
    proxied = {"X-Forwarded-Proto": "https", "X-Forwarded-Host": "selvbooking.example"}

    answer = client.get("/", headers=proxied)

    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-selvbooking=")
    for part in ("Secure", "HttpOnly", "Path=/", "SameSite=Lax"):
        assert part in cookie.split("; ")
    assert "Domain" not in cookie


def test_over_https_a_form_counts_only_when_it_was_sent_from_the_portal_itself(
    migrated_url: str, database: Database
) -> None:
    settings = settings_for(migrated_url, base_url="https://selvbooking.example", trusted_proxies=1)
    client = create_app(settings, database).test_client()
    proxied = {"X-Forwarded-Proto": "https", "X-Forwarded-Host": "selvbooking.example"}
    page = client.get("/cookies", base_url="https://selvbooking.example", headers=proxied).text
    token = re.findall(r'name="csrf_token" value="([^"]+)"', page)[0]

    def post(**headers: str) -> int:
        return client.post(
            "/sprog",
            base_url="https://selvbooking.example",
            data={"csrf_token": token, "sprog": "en"},
            headers=proxied | headers,
        ).status_code

    assert post() == 400
    assert post(Referer="https://stranger.example/") == 400
    assert post(Referer="https://selvbooking.example/cookies") == 303


def test_under_another_name_the_portal_answers_nothing_but_whether_it_is_well(
    migrated_url: str, database: Database
) -> None:
    settings = settings_for(migrated_url, base_url="https://selvbooking.example")
    client = create_app(settings, database).test_client()

    assert client.get("/", base_url="https://stranger.example").status_code == 400
    assert client.get("/helbred", base_url="http://10.0.0.7:8000").status_code == 200


def test_on_ones_own_machine_another_name_leads_to_the_portals_own(client: FlaskClient) -> None:
    answer = client.get("/log-ind?naeste=/find-tid", base_url="http://127.0.0.1")

    assert answer.location == "http://localhost/log-ind?naeste=/find-tid"


def test_a_page_never_says_in_json_what_a_person_should_read(client: FlaskClient) -> None:
    answer = client.get("/findes-ikke", headers={"Accept": "application/json"})

    assert answer.mimetype == "text/html"
