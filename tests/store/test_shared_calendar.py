"""The shared calendar: the same joint times to both sides, closed by whatever lies over them, and the own."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from portal.policy.facts import Facts, Person
from portal.store import agreement_seen, agreements, shared_calendar
from portal.store.agreements import AgreementView
from portal.store.shared_calendar import InTheWay, SharedCalendar, Stands, Taken
from portal.store.tables_agreement import AgreementInterval, AgreementStep
from portal.store.tables_meeting import Agreement, Hold, Slot
from portal.store.tables_times import Absence
from tests.store.town import NOW, TEN, Town, add

Statements = Callable[[], AbstractContextManager[list[str]]]

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
ON_VIDEO = {"a_kasse_form": "video"}


def seen_by(town: Town, organisation: int) -> AgreementView:
    """The town's own agreement."""
    found = town.database.read(lambda session: agreements.all_of(session, organisation))
    return next(one for one in found if one.id == town.agreement)


def week(town: Town, organisation: int) -> SharedCalendar:
    agreement = seen_by(town, organisation)
    workers = {town.jobcenter: town.jobcenter_worker, town.a_kasse: town.a_kasse_worker}
    return town.database.read(
        lambda session: shared_calendar.between(
            session, agreement, {workers[organisation]}, TEN - DAY, TEN + DAY, NOW
        )
    )


def away(town: Town, worker: int, start: int, kind: str = "fravaer", interval: int | None = None) -> None:
    """From so many hours after ten, for an hour."""
    when = {"start": TEN + start * HOUR, "slut": TEN + (start + 1) * HOUR}
    row = Absence(
        caseworker_id=worker, kind=kind, entered_by=worker, entered_at=NOW, interval_id=interval, **when
    )
    town.database.write(lambda session: add(session, row))


def interval(town: Town, **more: object) -> int:
    values = {
        "agreement_id": town.agreement,
        "by_side": "jobcenter",
        "status": "agreed",
        "start": TEN,
        "slut": TEN + 6 * HOUR,
        "minutes": 60,
        "pause": 0,
        "office_id": town.jobcenter_office,
        "travel_before": 0,
        "travel_after": 0,
        "fremmoede": True,
        "telefon": True,
        "video": True,
        "caseworker_id": town.jobcenter_worker,
        "a_kasse_caseworker_id": town.a_kasse_worker,
        "settled_at": NOW,
        **ON_VIDEO,
        **more,
    }
    return town.database.write(lambda session: add(session, AgreementInterval(**values)))


def hold(town: Town, slot: UUID) -> None:
    def work(session: Session) -> None:
        key = session.scalars(select(Slot.id).where(Slot.public_id == slot)).one()
        person = town.add_person(session, Facts(Person(date(1990, 2, 1))))
        session.add(Hold(person_id=person, slot_id=key, form="telefon", expires_at=NOW + HOUR))

    town.database.write(work)


def test_both_see_the_same_joint_times_and_what_closes_them_and_each_its_own_alone(
    town: Town, statements: Statements
) -> None:
    agreed = interval(town)
    slots = [town.joint_slot(TEN + n * HOUR, interval_id=agreed, **ON_VIDEO) for n in range(7)]
    _free, held, booked, gone, *_more = slots
    hold(town, held)
    town.book(town.person(), booked)
    away(town, town.jobcenter_worker, 2)
    taken_back = update(Slot).where(Slot.public_id == gone).values(withdrawn_at=NOW)
    town.database.write(lambda session: session.execute(taken_back))
    away(town, town.a_kasse_worker, 4)
    away(town, town.jobcenter_worker, 5, "optaget")
    town.book(town.person(), town.slot(TEN + 6 * HOUR))
    away(town, town.a_kasse_worker, -2, "optaget", agreed)
    town.slot(TEN)

    with statements() as sent:
        ours = week(town, town.jobcenter)
    theirs = week(town, town.a_kasse)

    assert len(sent) <= 7
    assert ours.joint == theirs.joint
    assert [(one.stands, one.in_the_way) for one in ours.joint] == [
        (Stands.FREE, ()),
        (Stands.HELD, ()),
        (Stands.BOOKED, (InTheWay("Jens", Taken.AWAY),)),
        (Stands.WITHDRAWN, ()),
        (Stands.CLOSED, (InTheWay("Anna", Taken.AWAY),)),
        (Stands.CLOSED, (InTheWay("Jens", Taken.BUSY),)),
        (Stands.CLOSED, (InTheWay("Anna", Taken.BUSY),)),
    ]
    own = [(one.caseworker, (one.start - TEN) // HOUR, one.stands or one.taken) for one in ours.own]
    assert own == [("Jens", 2, Taken.AWAY), ("Jens", 5, Taken.BUSY)]
    own = [(one.caseworker, (one.start - TEN) // HOUR, one.stands or one.taken) for one in theirs.own]
    assert own == [
        ("Anna", -2, Taken.TRAVELS),
        ("Anna", 0, Stands.FREE),
        ("Anna", 4, Taken.AWAY),
        ("Anna", 6, Stands.BOOKED),
    ]


def test_what_is_agreed_with_others_is_among_the_own_times_and_closes_nothing_until_it_is_booked(
    town: Town,
) -> None:
    def another(session: Session) -> tuple[int, int, int]:
        a_kasse = town.organisation(session, "a_kasse", "AK2", "En anden a-kasse")
        return a_kasse, town.caseworker(session, a_kasse, "Bo"), town.agree(session, town.jobcenter, a_kasse)

    a_kasse, bo, agreement = town.database.write(another)
    other = {"agreement_id": agreement, "a_kasse_id": a_kasse, "a_kasse_caseworker_id": bo}
    town.joint_slot(TEN, interval_id=interval(town), **ON_VIDEO)
    with_bo = town.joint_slot(TEN, **other)

    found = week(town, town.jobcenter)
    assert [one.stands for one in found.joint] == [Stands.FREE]
    assert [(one.stands, one.joint_with) for one in found.own] == [(Stands.FREE, "En anden a-kasse")]
    assert not week(town, town.a_kasse).own
    town.book(town.person(), with_bo)
    (joint,) = week(town, town.jobcenter).joint
    assert (joint.stands, joint.in_the_way) == (Stands.CLOSED, (InTheWay("Jens", Taken.BUSY),))


def test_what_was_seen_stays_seen_and_later_steps_are_news(town: Town) -> None:
    def step(number: int) -> None:
        row = AgreementStep(
            agreement_id=town.agreement,
            number=number,
            side="jobcenter",
            act="proposed",
            details={},
            caseworker_id=town.jobcenter_worker,
            at=NOW,
        )
        town.database.write(lambda session: add(session, row))

    def look(number: int) -> None:
        town.database.write(lambda s: agreement_seen.mark(s, town.agreement, town.a_kasse, number))

    def pressing(organisation: int) -> int:
        query = select(agreements.how_many_press(organisation))
        return town.database.read(lambda session: session.execute(query).scalar_one())

    step(1)
    step(2)
    assert (seen_by(town, town.a_kasse).news, seen_by(town, town.jobcenter).news) == (2, 0)
    assert (pressing(town.a_kasse), pressing(town.jobcenter)) == (1, 0)
    look(1)
    assert seen_by(town, town.a_kasse).news == 1
    look(2)
    look(1)
    assert (seen_by(town, town.a_kasse).news, pressing(town.a_kasse)) == (0, 0)
    waits = update(Agreement).values(status="countered")
    town.database.write(lambda session: session.execute(waits))
    assert (pressing(town.a_kasse), pressing(town.jobcenter)) == (0, 1)
