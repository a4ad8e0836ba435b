"""Who is about to be signed out is told in good time, and stays signed in by asking."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from flask.testing import FlaskClient

from portal.app import create_app
from portal.store.database import Database
from tests.conftest import SignIn, settings_for
from tests.store.town import NOW, Town
from tests.web.signed_in import is_signed_in

STAY = "/bliv-logget-ind"
Token = Callable[[FlaskClient], str]


@pytest.fixture
def database_kind() -> str:
    return "sqlite"


def warning(page: str) -> dict[str, str]:
    """What the page tells its script about the session."""
    return dict(re.findall(r'data-(seconds-left|warn-seconds|ended)="([^"]*)"', page))


def test_a_page_says_how_long_the_session_still_goes_on_and_where_its_end_leads(
    town: Town, signed_in_client: SignIn
) -> None:
    with time_machine.travel(NOW, tick=False) as time:
        client = signed_in_client(town.person())
        assert warning(client.get("/min-plan").text) == {
            "seconds-left": "1800",
            "warn-seconds": "300",
            "ended": "/log-ind?naeste=/min-plan",
        }
        # Of what is asked within a minute no note is taken, so that is not counted either.
        time.shift(timedelta(seconds=50))
        assert warning(client.get("/min-plan").text)["seconds-left"] == "1750"
        time.shift(timedelta(seconds=50))
        assert warning(client.get("/min-plan").text)["seconds-left"] == "1800"


def test_who_is_not_signed_in_is_not_warned(client: FlaskClient) -> None:
    assert warning(client.get("/").text) == {}
    assert "session.js" not in client.get("/").text


def test_of_a_session_that_is_short_half_is_left_at_the_warning(
    migrated_url: str, database: Database, client: FlaskClient
) -> None:
    app = create_app(settings_for(migrated_url, session_minutes=5), database)
    with app.test_request_context():
        assert app.jinja_env.globals["session_warn_seconds"]() == 150  # type: ignore[operator]


@pytest.mark.parametrize("is_citizen", [True, False], ids=["citizen", "caseworker"])
def test_asking_to_stay_keeps_the_session_going(
    town: Town, signed_in_client: SignIn, signed_in_caseworker: SignIn, token: Token, is_citizen: bool
) -> None:
    with time_machine.travel(NOW, tick=False) as time:
        client = signed_in_client(town.person()) if is_citizen else signed_in_caseworker(town.a_kasse_worker)
        csrf = token(client)
        for _ in range(3):
            time.shift(timedelta(minutes=26))
            answer = client.post(STAY, data={"csrf_token": csrf})
            assert answer.json == {"seconds": 1800}
        assert is_signed_in(client)


def test_when_the_session_is_over_there_is_nothing_to_stay_in_and_the_page_it_leads_to_says_so(
    town: Town, signed_in_client: SignIn, token: Token
) -> None:
    with time_machine.travel(NOW, tick=False) as time:
        client = signed_in_client(town.person())
        csrf = token(client)
        ended = warning(client.get("/find-tid").text)["ended"]
        time.shift(timedelta(minutes=31))
        page = client.get(ended).text
        assert "Du er blevet logget af" in page
        assert "naeste=/find-tid" in page
        assert client.post(STAY, data={"csrf_token": csrf}).status_code == 400


def test_a_session_that_another_tab_kept_going_leads_on_instead(town: Town, signed_in_client: SignIn) -> None:
    client = signed_in_client(town.person())
    assert client.get("/log-ind?naeste=/find-tid").location == "/find-tid"
    assert client.get("/log-ind").location == "/min-plan"
