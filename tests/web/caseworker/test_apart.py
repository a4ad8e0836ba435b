"""Organisations are apart: every address that names something of one, asked by everybody of the others.

`test_who_sees_what.py` says what is seen of a person; here each page below a person's is held against that,
in every role, and each form of an organisation's own is sent by strangers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from portal.store import (
    tables,
    tables_afgoerelse,
    tables_aktindsigt,
    tables_case,
    tables_indstilling,
    tables_meeting,
    tables_overview,
    tables_people,
    tables_post,
    tables_requests,
    tables_times,
    tables_underretning,
)
from portal.store.tables import Base
from portal.web.letter_file import PDF
from portal.web.urls import ADDRESSES, AFTALE, PERSON, ROLES, Address, Who
from tests.store.everything import fill
from tests.store.town import Town
from tests.web.caseworker.conftest import Desk, public_id
from tests.web.caseworker.test_who_sees_what import COURSES, MARKS, SEEN, Four, four, somebody
from tests.wording.pdf_text import opened, words

__all__ = ["four"]

NAMED: dict[str, type[Base]] = {
    "person": tables.Person,
    "samtale": tables_meeting.Booking,
    "brev": tables_case.Letter,
    "oenske": tables_requests.Oenske,
    "indstilling": tables_indstilling.Indstilling,
    "besked": tables_case.Outbox,
    "underretning": tables_underretning.Underretning,
    "sag": tables_afgoerelse.Afgoerelse,
    "anmodning": tables_aktindsigt.Aktindsigt,
    "kontor": tables.Office,
    "team": tables.Team,
    "sagsbehandler": tables.Caseworker,
    "koersel": tables_people.ImportRun,
    "bunke": tables_post.PrintBatch,
    "batch": tables_overview.Batch,
    "fravaer": tables_times.Absence,
    "kladde": tables_times.TimesDraft,
    "alarm": tables_times.Alarm,
    "aftale": tables_meeting.Agreement,
    "tid": tables_meeting.Slot,
    "punkt": tables_case.PlanEntry,
}
"""What an address names. A new name gets a line here, so that strangers ask for it."""

CALLED = {"punkt": "item"}
"""What is not named by its public id."""

WRITTEN_BY_LOOKING = {"audit", "signin_session", "overblik", "tilsyn_tre_maaneder"}
"""What changes although nothing was done: the logs of who came and looked, and what is worked out anew."""

OF_BOTH = (PERSON, AFTALE, "/sagsbehandler/aftaler/konflikt/")
"""What the a-kasse's own jobcenter sees too: its people, and what the two have agreed on."""

NAME = re.compile(r"<uuid:(\w+)>")


@pytest.fixture
def database_kind() -> str:
    return "sqlite"


def of_staff(*, naming: bool) -> Iterator[tuple[str, Address]]:
    """Every way to ask at an address of staff that names something, or does not."""
    for address in ADDRESSES:
        if address.who in ROLES and bool(NAME.search(address.rule)) is naming:
            for method in address.methods:
                yield method, address


def concrete(rule: str, named: dict[str, UUID]) -> str:
    filled = NAME.sub(lambda found: str(named[found.group(1)]), rule)
    return re.sub(r"<\w+>", "tilmelding", filled.replace("/plan/<felt>", "/plan/jobmaal"))


def rows_of(town: Town) -> dict[str, list[object]]:
    """All that stands in the database, but for what looking writes."""

    def read(session: Session) -> dict[str, list[object]]:
        return {
            name: [tuple(row) for row in session.execute(select(table).order_by(*table.primary_key))]
            for name, table in Base.metadata.tables.items()
            if name not in WRITTEN_BY_LOOKING
        }

    return town.database.read(read)


def everything_of(town: Town) -> dict[str, UUID]:
    """Of each kind one of the a-kasse's, or its member's, by the name that addresses have for it."""

    def first(session: Session, name: str, table: Any) -> UUID:
        named = getattr(table, CALLED.get(name, "public_id"))
        found: UUID = session.scalars(select(named).order_by(table.id)).first()
        return found

    def read(session: Session) -> dict[str, UUID]:
        return {name: first(session, name, table) for name, table in NAMED.items()}

    return town.database.read(read)


def test_every_name_in_an_address_is_one_that_strangers_ask_for() -> None:
    names = {name for address in ADDRESSES if address.who in ROLES for name in NAME.findall(address.rule)}

    assert names == set(NAMED)


@pytest.mark.parametrize("role", ROLES[Who.STAFF])
def test_what_is_one_organisations_is_not_there_for_another_whatever_the_role(
    town: Town, desk: Desk, four: Four, role: str
) -> None:
    fill(town)
    named = everything_of(town)
    before = rows_of(town)
    others = four.organisations | {"0101": town.jobcenter}
    strangers = {code: town.worker_with_role(role, organisation) for code, organisation in others.items()}
    before["caseworker"] = rows_of(town)["caseworker"]

    for code, worker in strangers.items():
        browser = desk(worker)
        token = browser.open("/sagsbehandler/kalender").value("csrf_token")
        for method, address in of_staff(naming=True):
            if code == "0101" and address.rule.startswith(OF_BOTH):
                continue
            form = {"csrf_token": token, "ret": "1", "navn": "Et nyt navn"} if method == "POST" else None
            answer = browser.client.open(concrete(address.rule, named), method=method, data=form)
            expected = 404 if role in ROLES[address.who] else 403
            assert answer.status_code == expected, (code, method, address.rule)

    assert rows_of(town) == before


def marks_on(answer: TestResponse) -> set[str]:
    """What of the person is read there, on a page or in a file."""
    if answer.mimetype == PDF:
        text = words(opened(answer.data))
        return {mark for mark, said in MARKS.items() if said.replace(" ", "") in text}
    return {mark for mark, said in MARKS.items() if said in answer.text}


@pytest.mark.parametrize("when", list(COURSES))
def test_no_page_of_a_person_shows_more_than_is_seen(town: Town, desk: Desk, four: Four, when: str) -> None:
    person = somebody(town, COURSES[when])
    meetings = town.database.read(
        lambda session: session.scalars(
            select(tables_meeting.Booking.public_id).where(tables_meeting.Booking.person_id == person)
        ).all()
    )
    for code, wanted in SEEN[when].items():
        browser = desk(four.workers[code])
        opened = set()
        for method, address in of_staff(naming=True):
            if method != "GET" or not set(NAME.findall(address.rule)) <= {"person", "samtale"}:
                continue
            if not address.rule.startswith(PERSON):
                continue
            for meeting in meetings if "samtale" in address.rule else meetings[:1]:
                named = {"person": public_id(town, person), "samtale": meeting}
                answer = browser.client.get(concrete(address.rule, named))
                assert answer.status_code in {200, 303, 404}, (code, address.rule)
                if answer.status_code == 200:
                    opened.add(address.rule)
                    too_much = marks_on(answer) - (wanted or set())
                    assert not too_much, (when, code, address.rule, too_much)
        assert bool(opened) is (wanted is not None), (code, opened)
