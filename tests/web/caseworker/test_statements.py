"""No page of a caseworker sends more statements for a long course than for a short one; none sends many."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

from portal.policy.facts import Aktoer, Samtaleform
from portal.store import letters, plan
from portal.store.plan import NewPlanEntry
from tests.actions.courses import in_the_a_kasse
from tests.actions.test_requests import asked
from tests.actions.test_revoke_selvbooking import booked, lift, revoke
from tests.store.town import NOW, TEN, Town
from tests.web.caseworker.conftest import Desk, page_of
from tests.web.caseworker.test_fratagelse import COMPLETE, DECIDE, NEXT

Statements = Callable[[], AbstractContextManager[list[str]]]

AT_MOST = 20
DAY = timedelta(days=1)


def much(town: Town, person: int) -> None:
    """Twenty meetings more, ten revocations with their letters, twenty offers."""
    for number in range(20):
        town.book(person, town.slot(TEN + (1 + number) * DAY, caseworker_id=None), Samtaleform.VIDEO)
        entry = NewPlanEntry(person, "tilbud", f"Nr. {number}", Aktoer.JOBCENTER, town.jobcenter, NOW)
        town.database.write(lambda session, entry=entry: plan.write(session, entry))
    for _ in range(10):
        revoke(town, person)
        lift(town, person)


def test_every_page_sends_as_many_statements_for_much_as_for_little(
    town: Town, desk: Desk, statements: Statements
) -> None:
    person = town.person(booked(in_the_a_kasse()))
    revoke(town, person)
    lift(town, person)
    meeting = town.book(person, town.slot(TEN + 60 * DAY), Samtaleform.TELEFON)
    wish = asked(town, person)
    browser = desk()
    (_, first) = town.database.read(lambda session: letters.of_person(session, person))
    pages = (
        "/sagsbehandler",
        "/sagsbehandler/find-borger",
        page_of(town, person),
        page_of(town, person, "/fratag"),
        page_of(town, person, "/ophaev"),
        page_of(town, person, "/oensker"),
        page_of(town, person, f"/oensker/{wish}"),
        page_of(town, person, "/fritagelse"),
        page_of(town, person, "/frist"),
        page_of(town, person, "/indkald"),
        page_of(town, person, "/book"),
        page_of(town, person, "/kontrol"),
        page_of(town, person, f"/samtale/{meeting.public_id}/fremmoede"),
        page_of(town, person, f"/brev/{first.public_id}"),
    )

    def counted() -> dict[str, int]:
        found = {}
        for page in pages:
            with statements() as sent:
                assert browser.open(page).status == 200
            found[page] = len(sent)
        return found

    little = counted()
    much(town, person)

    assert counted() == little
    assert max(little.values()) <= AT_MOST, little


def test_deciding_takes_a_bounded_number_of_statements(
    town: Town, desk: Desk, statements: Statements
) -> None:
    person = town.person(booked(in_the_a_kasse()))
    browser = desk()
    check = browser.open(page_of(town, person, "/fratag")).press(NEXT, **COMPLETE)
    typed = {"csrf_token": check.value("csrf_token") or "", **fields_of(COMPLETE)}

    with statements() as sent:
        answer = browser.client.post(page_of(town, person, "/fratag/afgoer"), data=typed)

    assert answer.status_code == 303, DECIDE
    # The check once more, then the same under the person's lock with what is written.
    assert len(sent) <= 2 * AT_MOST


def fields_of(complete: dict[str, str]) -> dict[str, str]:
    return complete | {"grundlag": "anden_maade", "hoering": "hoert"}
