"""A day at the ends of the calendar is meant by nobody: it is said at its field, and nothing breaks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
import time_machine
from flask.testing import FlaskClient

from portal.web.days import read_day
from tests.actions.courses import in_the_a_kasse
from tests.conftest import SignIn
from tests.store.town import NOW, TEN, Town
from tests.web.caseworker.conftest import page_of

NO_DAYS = ("0001-01-01", "1899-12-31", "2101-01-01", "9999-12-31")


@pytest.fixture
def database_kind() -> str:
    return "sqlite"


def test_a_day_is_read_where_it_can_be_meant() -> None:
    assert read_day(" 2024-02-29 ") == date(2024, 2, 29)
    assert [read_day(text) for text in (*NO_DAYS, "2023-02-29", "1. maj", "\x00", "", None)] == [None] * 9


def test_no_page_breaks_on_a_day_at_the_ends_of_the_calendar(
    town: Town,
    signed_in_client: Callable[[int], FlaskClient],
    signed_in_caseworker: SignIn,
    token: Callable[[FlaskClient], str],
) -> None:
    person = town.person(in_the_a_kasse())
    town.slot(TEN)
    with time_machine.travel(NOW, tick=False):
        citizen, worker = signed_in_client(person), signed_in_caseworker(town.a_kasse_worker)
        for day, week in zip(NO_DAYS, ("0001-W01", "1-W1", "9999-W52", "x"), strict=True):
            for field in ("fra", "til"):
                shown = citizen.get("/find-tid", query_string={field: day})
                assert shown.status_code == 200
                assert "Skriv dagen som dag, måned og år" in shown.text, (field, day)
            assert "Tider i uge 36" in worker.get("/sagsbehandler/tider", query_string={"uge": week}).text
            for below in ("/indkald", "/book"):
                assert worker.get(page_of(town, person, below), query_string={"fra": day}).status_code == 200
            form = {"csrf_token": token(worker), "frist": day, "vejledt": day}
            assert worker.post(page_of(town, person, "/frist"), data=form).status_code == 422
