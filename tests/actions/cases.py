"""A decision's case, as tests begin one: heard, decided, complained of."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from portal.actions.hear_person import Heard, HearPerson, hear_person
from portal.actions.revoke_selvbooking import Revoked, RevokeSelvbooking, revoke_selvbooking
from portal.actions.sager.register_complaint import RegisterComplaint, register_complaint
from portal.actions.sager.step import OfCase, Taken
from portal.policy.facts import Aktoer
from portal.policy.fratagelse import Grundlag, Hoering
from portal.policy.hoering import Emne
from portal.store import afgoerelser
from portal.store.afgoerelser import Sag
from tests.actions.courses import in_the_a_kasse, with_the_jobcenter
from tests.actions.test_revoke_selvbooking import booked, public_id
from tests.store.town import NOW, Town

WHY = "Du har booket fire samtaler i samme uge."
HEARD_ON = NOW - timedelta(days=12)
LAST_TO_ANSWER = date(2024, 8, 29)


def someone(town: Town, holder: Aktoer = Aktoer.JOBCENTER, **changed: Any) -> int:
    """Somebody who has booked with whoever holds their course."""
    course = with_the_jobcenter if holder is Aktoer.JOBCENTER else in_the_a_kasse
    return town.person(booked(course(), holder), **changed)


def worker_of(town: Town, holder: Aktoer) -> int:
    return town.jobcenter_worker if holder is Aktoer.JOBCENTER else town.a_kasse_worker


def hear(
    town: Town,
    person: int,
    holder: Aktoer = Aktoer.JOBCENTER,
    at: datetime = HEARD_ON,
    frist: date = LAST_TO_ANSWER,
) -> Sag:
    """The person is heard on a revocation."""
    command = HearPerson(
        worker_of(town, holder),
        public_id(town, person),
        Emne.FRATAGELSE,
        WHY,
        frist,
        Grundlag.ANDEN_MAADE,
    )
    assert isinstance(hear_person(command, town.database, at), Heard)
    return case_of(town, person)


def revoke(
    town: Town, person: int, holder: Aktoer = Aktoer.JOBCENTER, at: datetime = NOW, **changed: Any
) -> Sag:
    """The right to book is revoked."""
    command = RevokeSelvbooking(
        worker_of(town, holder),
        public_id(town, person),
        Grundlag.ANDEN_MAADE,
        WHY,
        changed.pop("hoering", Hoering(HEARD_ON.date(), LAST_TO_ANSWER)),
        **changed,
    )
    assert isinstance(revoke_selvbooking(command, town.database, at), Revoked)
    return case_of(town, person)


def complain(town: Town, person: int, at: datetime, holder: Aktoer = Aktoer.JOBCENTER) -> Sag:
    """A complaint came by letter."""
    command = RegisterComplaint(of(town, person, holder), at.date(), "papir", "Jeg er uenig.")
    assert isinstance(register_complaint(command, town.database, at), Taken)
    return case_of(town, person)


def of(town: Town, person: int, holder: Aktoer = Aktoer.JOBCENTER) -> OfCase:
    return OfCase(worker_of(town, holder), public_id(town, person), case_of(town, person).view.public_id)


def case_of(town: Town, person: int) -> Sag:
    """The person's latest case."""

    def read(session: Any) -> Sag:
        found = afgoerelser.get(session, afgoerelser.of_person(session, person)[0].public_id)
        assert found is not None
        return found

    return town.database.read(read)


def steps(sag: Sag) -> list[str]:
    return [one.trin.value for one in sag.skridt]
