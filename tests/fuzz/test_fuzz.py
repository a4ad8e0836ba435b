"""Nobody can break a page: whoever is signed in, or is not, and whatever they follow, type and send.

Chance decides what is done, and SEED what chance gives: a fault is found again by the same number.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from random import Random

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from portal import logs
from portal.clock import COPENHAGEN
from portal.demo import seed
from portal.demo.citizens import citizens
from portal.demo.staff import employees
from portal.store import caseworkers, people
from portal.store.cpr import Cpr
from portal.store.database import Database
from tests.conftest import claims_of_caseworker, claims_of_citizen, sign_in_at
from tests.fuzz.values import HUGE
from tests.fuzz.visitor import Found, Visitor
from tests.fuzz.written import Written
from tests.store.town import VAULT
from tests.web.provider import Provider

NOW = datetime(2026, 10, 13, 7, 0, tzinfo=UTC)
"""A Tuesday: the clocks are changed within the times that can be booked."""

SEED = int(os.environ.get("FUZZ_SEED", "7"))
STEPS = int(os.environ.get("FUZZ_STEPS", "250"))
"""Of each visitor."""

CITIZENS = ("sara-kjeldsen", "noah-damgaard", "frida-holst", "maja-krogh", "poul-dalsgaard", "oliver-bruun")
STAFF = (
    "ak01-208",
    "0751-168",
    "ak02-223",
    "0461-108",
    "ak01-administrator",
    "0851-200",
    "ak01-supervision",
)

pytestmark = pytest.mark.long


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def doors(app: Flask, database: Database, provider: Provider) -> dict[str, Callable[[], FlaskClient]]:
    """By name, how each of them comes in; the database holds the demo."""
    seed.seed(database, VAULT, NOW, lambda _: None)

    def citizen(cpr: str) -> Callable[[], FlaskClient]:
        found = database.read(lambda session: people.find_by_cpr(session, VAULT.lookup(Cpr(cpr))))
        assert found is not None
        return through("borger", claims_of_citizen(database, found.id))

    def worker(subject: str, code: str) -> Callable[[], FlaskClient]:
        found = database.read(lambda session: caseworkers.find_by_subject(session, code, subject))
        assert found is not None
        return through("sagsbehandler", claims_of_caseworker(database, found.id))

    def through(door: str, claims: dict[str, object]) -> Callable[[], FlaskClient]:
        def come_in() -> FlaskClient:
            client = app.test_client()
            sign_in_at(door, client, provider, claims)
            return client

        return come_in

    known = {one.key: one.cpr for one in citizens(NOW)}
    working = {one.worker.subject: one.worker.branch.code for one in employees()}
    return {
        **{f"borger {key}": citizen(known[key]) for key in CITIZENS},
        **{f"ansat {subject}": worker(subject, working[subject]) for subject in STAFF},
        "ingen": app.test_client,
    }


def test_whatever_is_followed_typed_and_sent_every_page_holds_and_what_is_refused_changes_nothing(
    app: Flask,
    database: Database,
    doors: dict[str, Callable[[], FlaskClient]],
    clock: time_machine.Traveller,
    caplog: pytest.LogCaptureFixture,
) -> None:
    print(f"FUZZ_SEED={SEED} FUZZ_STEPS={STEPS}")  # noqa: T201 - shown with what was found
    logs.configure()
    random, found, strangers = Random(SEED), Found(), {name: set[str]() for name in doors}
    written, today = Written(database), NOW.astimezone(COPENHAGEN).date()
    visitors = [
        Visitor(name, come_in, app, written, found, random, strangers, today)
        for name, come_in in doors.items()
    ]

    for _ in range(STEPS):
        for visitor in visitors:
            visitor.step()
            clock.shift(timedelta(seconds=random.randint(0, 40)))

    print(f"{found.requests} requests: {sorted(found.seen.items())}")  # noqa: T201 - as above
    assert not found.faults, "\n".join(f"{what}\n    {asked}" for what, asked in found.faults.items())
    assert len({endpoint for endpoint, status in found.seen if status == 200}) > STEPS // 3
    said = caplog.text
    for secret in (
        *(one.cpr for one in citizens(NOW)),
        *(one.name for one in citizens(NOW)),
        "Fuzzord",
        HUGE,
    ):
        assert secret not in said
