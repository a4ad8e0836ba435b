"""The pages anybody may see, in both languages, and the pages for what went wrong."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from portal.app import create_app
from portal.policy.facts import Samtaleform
from portal.settings import Settings
from portal.store.database import Busy, Database
from portal.store.tables import Person
from portal.web import pages
from portal.web.public.demo import DemoPerson
from tests.conftest import SignIn, settings_for
from tests.store.town import NOW, TEN, Town
from tests.web.linter import LintedClient

Token = Callable[[FlaskClient], str]

ON_SQLITE = pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
PUBLIC = ("/", "/log-ind", "/log-ind?naeste=/find-tid", "/logget-af", "/cookies", "/findes-ikke")


@pytest.fixture
def broken(app: Flask) -> FlaskClient:
    """A portal with pages that go wrong: `/broken/<code>`, `/broken/error`, `/broken/busy`."""

    def fail(how: str) -> Any:
        if how == "busy":
            raise Busy
        raise ZeroDivisionError("010290-1234 divided by nothing")

    app.add_url_rule("/broken/<how>", "broken", fail)
    return app.test_client()


@ON_SQLITE
@pytest.mark.parametrize("path", PUBLIC)
@pytest.mark.parametrize("language", ["da", "en"])
def test_a_public_page_is_a_whole_page_in_either_language(
    client: FlaskClient, path: str, language: str
) -> None:
    answer = client.get(path, headers={"Accept-Language": language})

    assert f'<html lang="{language}">' in answer.text
    assert answer.status_code == (404 if path == "/findes-ikke" else 200)


@ON_SQLITE
@pytest.mark.parametrize(
    ("asked", "language"), [("da", "da"), ("en-GB,da;q=0.5", "en"), ("sv,de", "da"), ("", "da"), ("*", "da")]
)
def test_the_browsers_wish_is_heard(client: FlaskClient, asked: str, language: str) -> None:
    assert f'<html lang="{language}">' in client.get("/", headers={"Accept-Language": asked}).text


@ON_SQLITE
def test_a_language_once_chosen_stays_and_leads_back_to_the_same_page(
    client: FlaskClient, token: Token
) -> None:
    page = client.get("/log-ind?naeste=/find-tid").text
    assert 'name="tilbage" value="/log-ind?naeste=/find-tid"' in page

    answer = client.post(
        "/sprog", data={"csrf_token": token(client), "sprog": "en", "tilbage": "/log-ind?naeste=/find-tid"}
    )

    assert (answer.status_code, answer.location) == (303, "/log-ind?naeste=/find-tid")
    assert '<html lang="en">' in client.get("/", headers={"Accept-Language": "da"}).text


def test_a_language_is_saved_with_the_person_and_counts_over_the_browsers(
    database: Database, town: Town, signed_in_client: SignIn, token: Token
) -> None:
    person = town.person()
    client = signed_in_client(person)

    client.post("/sprog", data={"csrf_token": token(client), "sprog": "en"})

    saved = database.read(lambda db: db.execute(select(Person.language)).scalar_one())
    assert saved == "en"
    assert '<html lang="en">' in signed_in_client(person).get("/cookies").text


@ON_SQLITE
@pytest.mark.parametrize("elsewhere", ["https://stranger.example/", "//stranger.example", ""])
def test_choosing_a_language_never_leads_to_a_strangers_page(
    client: FlaskClient, token: Token, elsewhere: str
) -> None:
    answer = client.post("/sprog", data={"csrf_token": token(client), "sprog": "en", "tilbage": elsewhere})

    assert answer.location == "/"


@ON_SQLITE
def test_a_language_the_portal_does_not_speak_is_refused(client: FlaskClient, token: Token) -> None:
    assert client.post("/sprog", data={"csrf_token": token(client), "sprog": "tlh"}).status_code == 400


@ON_SQLITE
def test_every_language_names_itself_and_the_chosen_one_comes_first(client: FlaskClient) -> None:
    page = client.get("/", headers={"Accept-Language": "en"}).text

    assert re.findall(r'lang="(?:da|en)"[^>]*>(?:<svg.*?</svg>)?(\w+)<', page) == ["English", "Dansk"] * 3


@ON_SQLITE
def test_a_demo_says_who_can_be_tried_and_leads_to_its_provider(
    settings: Settings, database: Database, provider: Any
) -> None:
    words = {"da": "Skal booke sin første samtale", "en": "Has to book a first meeting"}
    people = (
        DemoPerson("citizen", "anna", "Anna Holm", words),
        DemoPerson("caseworker", "bo", "Bo Lund", words),
    )
    app = create_app(settings, database, demo_people=people)
    app.test_client_class = LintedClient
    client = app.test_client()

    page = client.get("/", headers={"Accept-Language": "en"}).text

    assert "Anna Holm" in page
    assert "Has to book a first meeting" in page
    assert 'href="/log-ind/borger?login_hint=anna"' in page
    assert "login_hint=anna" in client.get("/log-ind/borger?login_hint=anna").location
    assert "login_hint=bo" in client.get("/log-ind/sagsbehandler?login_hint=bo").location
    assert "login_hint" not in client.get("/log-ind/borger?login_hint=bo").location


@ON_SQLITE
def test_outside_a_demo_nobody_is_offered_and_no_hint_is_passed_on(
    client: FlaskClient, provider: Any
) -> None:
    assert "Prøv portalen" not in client.get("/").text
    assert "login_hint" not in client.get("/log-ind/borger?login_hint=anna").location


@ON_SQLITE
def test_the_accessibility_statement_is_where_the_law_looks_for_it(
    migrated_url: str, database: Database, client: FlaskClient
) -> None:
    statement = "https://was.digst.dk/selvbooking-example"
    told = create_app(
        settings_for(migrated_url, accessibility_statement_url=statement), database
    ).test_client()

    assert told.get("/was").location == statement
    assert f'href="{statement}"' in told.get("/").text
    assert client.get("/was").status_code == 404
    assert "Tilgængelighedserklæring" not in client.get("/").text


def test_the_portal_says_that_it_is_well(client: FlaskClient) -> None:
    answer = client.get("/helbred")

    assert (answer.status_code, answer.text) == (200, "ok\n")


@ON_SQLITE
def test_a_portal_without_its_database_says_that_it_is_not_well(
    client: FlaskClient, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_work: Any) -> Any:
        raise Busy

    monkeypatch.setattr(database, "read", refuse)

    assert client.get("/helbred").status_code == 503


@ON_SQLITE
@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize(
    ("path", "method", "status"),
    [
        ("/findes-ikke", "GET", 404),
        ("/cookies", "POST", 405),
        ("/broken/error", "GET", 500),
        ("/broken/busy", "GET", 503),
    ],
)
def test_what_goes_wrong_is_said_in_a_page_of_the_portal(
    broken: FlaskClient, token: Token, path: str, method: str, status: int, language: str
) -> None:
    answer = broken.open(
        path, method=method, data={"csrf_token": token(broken)}, headers={"Accept-Language": language}
    )

    assert answer.status_code == status
    assert f'<html lang="{language}">' in answer.text
    assert "Gå til forsiden" in answer.text or "Go to the front page" in answer.text


@ON_SQLITE
def test_an_error_page_shows_nothing_of_the_error(broken: FlaskClient) -> None:
    page = broken.get("/broken/error").text

    assert "Traceback" not in page
    assert "ZeroDivisionError" not in page
    assert "divided" not in page


@ON_SQLITE
@pytest.mark.parametrize(("error", "status"), [(Busy(), 503), (OSError("no disk"), 500)])
def test_an_error_page_needs_no_database(
    town: Town,
    database: Database,
    signed_in_client: SignIn,
    monkeypatch: pytest.MonkeyPatch,
    error: Exception,
    status: int,
) -> None:
    client = signed_in_client(town.person())

    def fail(_work: Any) -> Any:
        raise error

    monkeypatch.setattr(database, "read", fail)
    monkeypatch.setattr(database, "look", fail)

    assert client.get("/cookies").status_code == status


@ON_SQLITE
@pytest.mark.parametrize("code", [400, 403, 413])
def test_every_refusal_has_a_page(app: Flask, code: int) -> None:
    from werkzeug.exceptions import default_exceptions

    def refuse() -> Any:
        raise default_exceptions[code]

    app.add_url_rule("/refused", "refused", refuse)

    for language in ("da", "en"):
        assert app.test_client().get("/refused", headers={"Accept-Language": language}).status_code == code


@ON_SQLITE
def test_a_form_that_is_too_large_is_refused(client: FlaskClient, token: Token) -> None:
    answer = client.post("/sprog", data={"csrf_token": token(client), "tilbage": "x" * 100_000})

    assert answer.status_code == 413


@ON_SQLITE
def test_an_address_that_is_called_in_the_wrong_way_says_which_ways_there_are(client: FlaskClient) -> None:
    assert "POST" in client.get("/log-af").headers["Allow"]


@ON_SQLITE
def test_a_form_from_a_page_that_was_left_open_says_what_to_do_and_saves_nothing(
    database: Database, town: Town, signed_in_client: SignIn
) -> None:
    client = signed_in_client(town.person())

    answer = client.post("/sprog", data={"csrf_token": "from another day", "sprog": "en"})

    assert answer.status_code == 400
    assert "er ikke gemt" in answer.text
    assert database.read(lambda db: db.execute(select(Person.language)).scalar_one()) is None


def test_a_caseworker_sees_who_they_are_and_their_own_meetings_ahead(
    town: Town, signed_in_caseworker: SignIn
) -> None:
    with time_machine.travel(NOW):
        town.book(town.person(), town.slot(TEN), Samtaleform.TELEFON)
        town.book(town.person(), town.joint_slot(TEN + timedelta(days=1)))
        town.book(town.person(), town.jobcenter_slot(TEN + timedelta(days=2)))

        page = signed_in_caseworker(town.a_kasse_worker).get("/sagsbehandler").text

    assert "Anna, A-kassen" in page
    assert "Tirsdag den 10. september 2024 kl. 10.00" in page
    assert "Onsdag den 11. september 2024 kl. 10.00" in page
    assert "Torsdag den 12. september" not in page
    assert "Telefon" in page


def test_a_caseworker_without_meetings_is_told_so(town: Town, signed_in_caseworker: SignIn) -> None:
    assert "Ingen har booket" in signed_in_caseworker(town.a_kasse_worker).get("/sagsbehandler").text


@ON_SQLITE
def test_a_static_file_is_kept_for_ever_under_its_version_and_not_under_another(client: FlaskClient) -> None:
    address = re.findall(r'href="(/static/[^"]+portal\.css)"', client.get("/").text)[0]

    now = client.get(address)
    before = client.get(address.replace(pages.static_version(), "yesterday"))

    assert now.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert now.headers["X-Content-Type-Options"] == "nosniff"
    assert "Vary" not in now.headers
    assert "Set-Cookie" not in now.headers
    assert before.headers["Cache-Control"] == "no-store"
    assert before.status_code == 200


@ON_SQLITE
@pytest.mark.parametrize("path", ["../app.py", "..%2fapp.py", "%2e%2e/app.py", "dkfds"])
def test_nothing_but_static_files_is_served_as_one(client: FlaskClient, path: str) -> None:
    assert client.get(f"/static/{pages.static_version()}/{path}").status_code == 404


@ON_SQLITE
def test_every_file_that_a_page_or_a_style_sheet_names_is_there(client: FlaskClient) -> None:
    asked = re.findall(r'(?:href|src)="(/static/[^"]+)"', client.get("/").text)
    assert asked
    for address in asked:
        assert client.get(address).status_code == 200, address

    for sheet in pages.STATIC.rglob("*.css"):
        for name in re.findall(r"url\([\"']?([^\"')]+)[\"']?\)", sheet.read_text(encoding="utf-8")):
            if not name.startswith("data:"):
                assert (sheet.parent / name).is_file() or Path(name).name in NEVER_ASKED_FOR, name


NEVER_ASKED_FOR = {
    *(f"IBMPlexSans-{cut}.woff" for cut in ("Bold", "BoldItalic", "Italic", "Medium", "MediumItalic")),
    *(f"IBMPlexSans-{cut}.woff" for cut in ("SemiBold", "SemiBoldItalic", "Regular")),
    "IBMPlexSans-Regular.eot",
    "IBMPlexSans-Regular.ttf",
    "logo-borgerdk.svg",
    "logo-placeholder.png",
}
"""What the design system names for browsers of the past, or where the portal has a mark of its own."""
