"""Whoever locks several things locks people first, then agreements, then times, then caseworkers: so nobody
waits in a circle, whatever is done to agreed times at the same moment.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy.exc import DBAPIError

from portal.actions.answer_agreement import Answered, answer_agreement
from portal.actions.book_jobsamtale import BookJobsamtale, book_jobsamtale
from portal.actions.deactivate_caseworker import DeactivateCaseworker, deactivate_caseworker, mark_of
from portal.actions.outcome import Granted
from portal.policy.facts import SamtaleArt, Samtaleform
from portal.store import ahead, database, staff
from tests.actions.agreeing import Agreeing
from tests.actions.courses import in_the_a_kasse
from tests.actions.test_end_agreement import AFTER, Two
from tests.at_once import at_once
from tests.store.town import NOW, Town

NINE = AFTER.replace(month=9, day=10, hour=7)
"""When the first proposed interval begins, by Danish time."""


@pytest.fixture
def circles(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Each time that one transaction had to begin anew, since several waited in a circle."""
    found: list[str] = []
    asked = database.is_worth_another_try

    def told(error: DBAPIError) -> bool:
        again = asked(error)
        found.extend([str(error)] if again else [])
        return again

    monkeypatch.setattr(database, "is_worth_another_try", told)
    return found


def booking(town: Town, person: int, slot: UUID, form: Samtaleform) -> Callable[[], Any]:
    wish = BookJobsamtale(person, slot, SamtaleArt.JOBSAMTALE, form, uuid4())
    return lambda: book_jobsamtale(wish, town.database, NOW)


def test_agreed_times_are_booked_withdrawn_and_ended_at_the_same_moment(
    town: Town, circles: list[str]
) -> None:
    two = Two(town)
    days = [two.interval(AFTER + timedelta(days=day), hours=4) for day in range(3)]
    ids = [slot for day in days for slot in day]
    books = [booking(town, two.citizen(), day[0], Samtaleform.FREMMOEDE) for day in days]
    chief, gone = town.worker_with_role("administrator", town.a_kasse), town.a_kasse_worker
    seen = mark_of(town.database.read(lambda s: ahead.of_caseworker(s, gone, NOW)))
    who = next(one for one in town.database.read(lambda s: staff.of(s, town.a_kasse)) if one.id == gone)
    stop = DeactivateCaseworker(chief, who.public_id, seen, confirmed=True)

    done = at_once(
        *books,
        lambda: two.end(seen=0),
        lambda: two.withdraw(*reversed(ids)),
        lambda: two.withdraw(*ids[:7]),
        lambda: deactivate_caseworker(stop, town.database, NOW),
    )

    assert circles == []
    booked = sum(isinstance(one, Granted) for one in done)
    standing = sum(two.standing(*ids))
    assert standing in (0, booked)
    told = sum(said["times"] + (said["meetings"] if act == "ended" else 0) for _, act, said in two.steps())
    assert told == len(ids) - standing, "each time that goes is told, and told once"


def test_times_are_booked_just_as_an_answer_takes_them_for_travel(town: Town, circles: list[str]) -> None:
    agreeing = Agreeing(town)
    weeks = [timedelta(days=7 * week) for week in range(2)]
    ways = [town.slot(NINE + week + timedelta(minutes=at), 30) for week in weeks for at in (-30, 165)]
    answer = agreeing.answering(agreeing.propose())
    books = [booking(town, town.person(in_the_a_kasse()), slot, Samtaleform.TELEFON) for slot in ways]

    *booked, answered = at_once(*books, lambda: answer_agreement(answer, town.database, NOW))

    assert circles == []
    granted = [isinstance(one, Granted) for one in booked]
    assert isinstance(answered, Answered) is not any(granted)
    assert any(granted) or all(town.free(slot) for slot in ways)
