"""What is written to agreements on joint times: the agreement, its intervals, its steps, and what comes of an
interval once both sides have said yes (joint times, and the a-kasse's travel as busy time).
"""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import Integer, delete, func, insert, literal, or_, select, union_all, update
from sqlalchemy.orm import Session

from portal.policy.facts import Aktoer, Samtaleform
from portal.store import agreements, bulk, outbox
from portal.store.agreements import AgreementView, IntervalView, Stretch
from portal.store.published import form_values
from portal.store.tables import table_of
from portal.store.tables_agreement import AgreementInterval, AgreementStep
from portal.store.tables_meeting import Agreement, Place, Slot
from portal.store.tables_times import Absence

TOPIC: Final = "agreement.step"
"""What the outbox calls a step: for systems that plan; people see it on their start page."""

_interval = table_of(AgreementInterval).c
_slot, _place, _absence = table_of(Slot).c, table_of(Place).c, table_of(Absence).c


@dataclass(frozen=True, slots=True)
class NewAgreement:
    """Keys of the organisations; `replaces_id`: of the agreement that it is a change of. Danish days."""

    public_id: uuid.UUID
    jobcenter_id: int
    a_kasse_id: int
    fra: date
    til: date
    notice_days: int
    replaces_id: int | None


@dataclass(frozen=True, slots=True)
class NewInterval:
    """As `tables_agreement.AgreementInterval`. `stands_for_id`: the one that it is put in the place of."""

    by_side: Aktoer
    start: datetime
    slut: datetime
    minutes: int
    pause: int
    office_id: int
    a_kasse_form: str
    travel_before: int
    travel_after: int
    former: frozenset[Samtaleform]
    video_link: str | None
    a_kasse_link: str | None
    room: str | None
    caseworker_id: int
    a_kasse_caseworker_id: int | None = None
    stands_for_id: int | None = None


@dataclass(frozen=True, slots=True)
class JointTime:
    """A time to be booked with both sides: of an interval, from `start` to `slut` (aware)."""

    interval_id: int
    start: datetime
    slut: datetime
    video_link: str | None
    a_kasse_link: str | None


@dataclass(frozen=True, slots=True)
class Busy:
    """Something lies over a caseworker's time. `kind`: `fravaer`, `booket` or `aftalt`.

    `interval_id`: the agreed interval that a booked meeting lies in.
    """

    caseworker_id: int
    kind: str
    start: datetime
    slut: datetime
    interval_id: int | None


def lock(session: Session, public_id: uuid.UUID, organisation_id: int) -> AgreementView | None:
    """The organisation's agreement: nobody else takes a step in it until the transaction ends."""
    query = select(Agreement.id).where(Agreement.public_id == public_id)
    session.execute(query.with_for_update(key_share=True)).all()
    return agreements.get(session, public_id, organisation_id)


def lock_all(session: Session, public_ids: Collection[uuid.UUID]) -> None:
    """The same of several, always in the same order, so that nobody waits for another."""
    if public_ids:
        query = select(Agreement.id).where(Agreement.public_id.in_(public_ids)).order_by(Agreement.id)
        session.execute(query.with_for_update(key_share=True)).all()


def open_agreement(session: Session, new: NewAgreement, at: datetime) -> int:
    """An agreement that waits for the a-kasse. Gives its key."""
    row = Agreement(
        public_id=new.public_id,
        jobcenter_id=new.jobcenter_id,
        a_kasse_id=new.a_kasse_id,
        status="proposed",
        fra=new.fra,
        til=new.til,
        terms={},
        notice_days=new.notice_days,
        replaces_id=new.replaces_id,
        updated_at=at,
    )
    session.add(row)
    session.flush()
    return row.id


def add_intervals(session: Session, agreement_id: int, new: Iterable[NewInterval]) -> int:
    """Open intervals, waiting for the other side; says how many."""
    return bulk.insert_many(session, AgreementInterval, (_interval_row(agreement_id, one) for one in new))


def settle(session: Session, interval_ids: Collection[int], status: str, at: datetime) -> None:
    """These intervals (by key) are `declined`, `replaced` or `ended` from `at` on."""
    if interval_ids:
        settled = update(AgreementInterval).where(_interval.id.in_(interval_ids))
        session.execute(settled.values(status=status, settled_at=at))


def agree(
    session: Session, interval_id: int, a_kasse_caseworker_id: int, a_kasse_link: str | None, at: datetime
) -> None:
    """Both sides have said yes to the interval; who comes from the a-kasse is known, and where it meets."""
    agreed = update(AgreementInterval).where(_interval.id == interval_id)
    values = {"status": "agreed", "a_kasse_caseworker_id": a_kasse_caseworker_id, "settled_at": at}
    values["a_kasse_link"] = a_kasse_link
    session.execute(agreed.values(**values))


def set_status(session: Session, agreement_id: int, status: str, at: datetime) -> None:
    changed = update(Agreement).where(Agreement.id == agreement_id)
    session.execute(changed.values(status=status, updated_at=at))


def take_step(
    session: Session,
    agreement: AgreementView,
    side: Aktoer,
    act: str,
    caseworker_id: int,
    at: datetime,
    *,
    message: str | None = None,
    details: Mapping[str, Any],
) -> int:
    """Writes the agreement's next step and tells the other side. Gives its number.

    The agreement is locked, or was opened just now; `details`: as `agreements.StepView` says.
    """
    number = agreement.last_step + 1
    session.execute(
        insert(AgreementStep).values(
            agreement_id=agreement.id,
            number=number,
            side=side.value,
            act=act,
            message=message,
            details=dict(details),
            caseworker_id=caseworker_id,
            at=at,
        )
    )
    payload = {"agreement": str(agreement.public_id), "number": number, "act": act}
    outbox.enqueue(session, TOPIC, payload, None, at)
    return number


def publish_joint(
    session: Session,
    agreement: AgreementView,
    interval: IntervalView,
    a_kasse_caseworker_id: int,
    times: Sequence[JointTime],
    at: datetime,
) -> int:
    """The times of an agreed interval, to be booked from `at` on; says how many."""
    rows = (
        {
            "public_id": uuid.uuid4(),
            "organisation_id": agreement.jobcenter.id,
            "office_id": interval.office.id,
            "caseworker_id": interval.caseworker_id,
            "agreement_id": agreement.id,
            "interval_id": time.interval_id,
            "a_kasse_id": agreement.a_kasse.id,
            "a_kasse_caseworker_id": a_kasse_caseworker_id,
            "a_kasse_form": interval.a_kasse_form,
            "start": time.start,
            "slut": time.slut,
            **form_values(interval.former),
            "room": interval.room if Samtaleform.FREMMOEDE in interval.former else None,
            "video_link": time.video_link,
            "a_kasse_link": time.a_kasse_link,
            "published_at": at,
        }
        for time in times
    )
    return bulk.insert_many(session, Slot, rows)


def set_travel(
    session: Session,
    worker_id: int,
    interval_ids: Collection[int],
    stretches: Iterable[tuple[int, datetime, datetime]],
    by: int,
    at: datetime,
) -> None:
    """The caseworker's travel to and from these intervals (by key) is this, and nothing else: each stretch
    with the key of its interval, aware.
    """
    if not interval_ids:
        return
    old = delete(Absence).where(_absence.caseworker_id == worker_id, _absence.interval_id.in_(interval_ids))
    session.execute(old)
    rows = (
        {
            "public_id": uuid.uuid4(),
            "caseworker_id": worker_id,
            "kind": "optaget",
            "start": start,
            "slut": slut,
            "entered_by": by,
            "entered_at": at,
            "interval_id": interval,
        }
        for interval, start, slut in stretches
    )
    bulk.insert_many(session, Absence, rows)


def drop_travel(
    session: Session, worker_id: int, intervals: Collection[int], stretches: Collection[Stretch]
) -> None:
    """The caseworker's travel to other intervals than these (by key) is gone where it overlaps a stretch."""
    travels = select(_absence.id, _absence.start, _absence.slut).where(
        _absence.caseworker_id == worker_id,
        _absence.interval_id.is_not(None),
        _absence.interval_id.not_in(intervals),
        _absence.start < max(slut for _, slut in stretches),
        _absence.slut > min(start for start, _ in stretches),
    )
    gone = [
        one.id
        for one in session.execute(travels)
        if any(start < one.slut and one.start < slut for start, slut in stretches)
    ]
    if gone:
        session.execute(delete(Absence).where(_absence.id.in_(gone)))


def busy(session: Session, workers: Collection[int], since: datetime, until: datetime) -> tuple[Busy, ...]:
    """What lies over the time of these caseworkers (by key) between two moments (aware), agreed intervals and
    the travel to them aside (`agreements.agreed_of`), in order; one statement.

    An ordinary time that nobody has booked is not in the way: whoever is booked first closes the other one.
    """
    away = (
        select(_absence.caseworker_id, literal("fravaer").label("kind"), _absence.start, _absence.slut)
        .add_columns(literal(None, Integer).label("interval_id"))
        .outerjoin(table_of(AgreementInterval), _interval.id == _absence.interval_id)
        .where(
            _absence.caseworker_id.in_(workers),
            func.coalesce(_interval.status, "") != "agreed",
            _absence.start < until,
            _absence.slut > since,
        )
    )
    booked = (
        select(_place.caseworker_id, literal("booket"), _place.start, _place.slut, _slot.interval_id)
        .join(table_of(Slot), _slot.id == _place.slot_id)
        .where(_place.caseworker_id.in_(workers), _place.start < until, _place.slut > since)
    )
    takes = (
        (_slot.caseworker_id, _interval.caseworker_id, _slot.start, _slot.slut),
        (
            _slot.a_kasse_caseworker_id,
            _interval.a_kasse_caseworker_id,
            func.coalesce(_slot.a_kasse_from, _slot.start),
            func.coalesce(_slot.a_kasse_until, _slot.slut),
        ),
    )
    joint = [
        select(whose, literal("aftalt"), start, slut, _slot.interval_id)
        .outerjoin(table_of(AgreementInterval), _interval.id == _slot.interval_id)
        .where(
            whose.in_(workers),
            _slot.a_kasse_id.is_not(None),
            # Somebody may have been sent in the place of whoever the interval names.
            or_(_interval.id.is_(None), named.is_(None), named != whose),
            _slot.withdrawn_at.is_(None),
            start < until,
            slut > since,
        )
        for whose, named, start, slut in takes
    ]
    rows = session.execute(union_all(away, booked, *joint))
    return tuple(sorted((Busy(*row) for row in rows), key=lambda one: (one.start, one.slut)))


def booked_meanwhile(session: Session, worker_id: int, stretches: Collection[Stretch]) -> bool:
    """Whether the caseworker has a booked meeting in any of these stretches (aware)."""
    if not stretches:
        return False
    first, last = min(start for start, _ in stretches), max(slut for _, slut in stretches)
    query = select(_place.start, _place.slut).where(
        _place.caseworker_id == worker_id, _place.start < last, _place.slut > first
    )
    booked = session.execute(query).all()
    return any(start < one.slut and one.start < slut for start, slut in stretches for one in booked)


def _interval_row(agreement_id: int, new: NewInterval) -> dict[str, Any]:
    return {
        "public_id": uuid.uuid4(),
        "agreement_id": agreement_id,
        "stands_for_id": new.stands_for_id,
        "by_side": new.by_side.value,
        "status": "open",
        "start": new.start,
        "slut": new.slut,
        "minutes": new.minutes,
        "pause": new.pause,
        "office_id": new.office_id,
        "a_kasse_form": new.a_kasse_form,
        "travel_before": new.travel_before,
        "travel_after": new.travel_after,
        **form_values(new.former),
        "video_link": new.video_link,
        "a_kasse_link": new.a_kasse_link,
        "room": new.room,
        "caseworker_id": new.caseworker_id,
        "a_kasse_caseworker_id": new.a_kasse_caseworker_id,
    }
