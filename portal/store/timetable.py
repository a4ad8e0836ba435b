"""Whose times are published, where, and what stands in their way: offices, teams, caseworkers, opening hours,
absence, and the times that are there already.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select, union_all, update
from sqlalchemy.orm import Session

from portal.store.free_times import A_KASSE_FROM, A_KASSE_UNTIL
from portal.store.tables import Caseworker, Office, Team, table_of
from portal.store.tables_meeting import Place, Slot
from portal.store.tables_times import Absence, OpeningHours, TimesDraft, TimesPattern, TimesRun

Stretch = tuple[datetime, datetime]
Hours = Mapping[int, tuple[tuple[int, int], ...]]

_slot, _place, _absence = table_of(Slot).c, table_of(Place).c, table_of(Absence).c


@dataclass(frozen=True, slots=True)
class WhereOffice:
    id: int
    public_id: uuid.UUID
    name: str


@dataclass(frozen=True, slots=True)
class WhichTeam:
    id: int
    public_id: uuid.UUID
    name: str
    office_id: int | None


@dataclass(frozen=True, slots=True)
class Who:
    """An active caseworker of the organisation. `mail` and `subject`: what a file may name them by."""

    id: int
    public_id: uuid.UUID
    name: str
    office_id: int | None
    team_id: int | None
    mail: str | None
    subject: str


@dataclass(frozen=True, slots=True)
class House:
    """An organisation's offices and teams that are not closed, and its active caseworkers, each by name."""

    offices: tuple[WhereOffice, ...]
    teams: tuple[WhichTeam, ...]
    workers: tuple[Who, ...]

    def office(self, public_id: uuid.UUID | None) -> WhereOffice | None:
        return next((one for one in self.offices if one.public_id == public_id), None)

    def team(self, public_id: uuid.UUID | None) -> WhichTeam | None:
        return next((one for one in self.teams if one.public_id == public_id), None)

    def worker(self, public_id: uuid.UUID | None) -> Who | None:
        return next((one for one in self.workers if one.public_id == public_id), None)

    def worker_by_id(self, worker_id: int) -> Who:
        return next(one for one in self.workers if one.id == worker_id)


@dataclass(frozen=True, slots=True)
class AbsenceView:
    """`kind`: `fravaer` or `optaget`. Times are aware."""

    public_id: uuid.UUID
    kind: str
    start: datetime
    slut: datetime


def house(session: Session, organisation_id: int) -> House:
    """Three statements."""
    offices = session.execute(
        select(Office.id, Office.public_id, Office.name)
        .where(Office.organisation_id == organisation_id, Office.closed_at.is_(None))
        .order_by(Office.name, Office.id)
    )
    teams = session.execute(
        select(Team.id, Team.public_id, Team.name, Team.office_id)
        .where(Team.organisation_id == organisation_id, Team.closed_at.is_(None))
        .order_by(Team.name, Team.id)
    )
    workers = session.execute(
        select(
            Caseworker.id,
            Caseworker.public_id,
            Caseworker.name,
            Caseworker.office_id,
            Caseworker.team_id,
            Caseworker.email,
            Caseworker.subject,
        )
        .where(Caseworker.organisation_id == organisation_id, Caseworker.active)
        .order_by(Caseworker.name, Caseworker.id)
    )
    return House(
        tuple(WhereOffice(*row) for row in offices),
        tuple(WhichTeam(*row) for row in teams),
        tuple(Who(*row) for row in workers),
    )


def office_of(session: Session, organisation_id: int, office: uuid.UUID) -> WhereOffice | None:
    """The organisation's office of that id; another's is not found."""
    row = session.execute(
        select(Office.id, Office.public_id, Office.name).where(
            Office.organisation_id == organisation_id, Office.public_id == office
        )
    ).one_or_none()
    return WhereOffice(*row) if row else None


def opening(session: Session, office_id: int) -> Hours | None:
    """The office's hours by day of the week (0: Monday), in minutes after midnight; None: it has none."""
    rows = session.execute(
        select(OpeningHours.weekday, OpeningHours.fra, OpeningHours.til)
        .where(OpeningHours.office_id == office_id)
        .order_by(OpeningHours.weekday, OpeningHours.fra)
    ).all()
    found: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    for row in rows:
        found[row.weekday].append((row.fra, row.til))
    return {weekday: tuple(hours) for weekday, hours in found.items()} if rows else None


def set_opening(session: Session, office_id: int, hours: Hours) -> None:
    """These hours instead of those that were; none at all: the office is not bound by hours."""
    session.execute(delete(OpeningHours).where(OpeningHours.office_id == office_id))
    rows = [
        {"office_id": office_id, "weekday": weekday, "fra": start, "til": end}
        for weekday, spans in hours.items()
        for start, end in spans
    ]
    if rows:
        session.execute(insert(OpeningHours), rows)


def active(session: Session, workers: Collection[int]) -> frozenset[int]:
    """Those of the caseworkers (by key), of whichever organisation, who still work there."""
    query = select(Caseworker.id).where(Caseworker.id.in_(workers), Caseworker.active)
    return frozenset(session.execute(query).scalars()) if workers else frozenset()


def lock_workers(session: Session, workers: Collection[int]) -> None:
    """Nobody else publishes for them until the transaction ends: two publish one after the other."""
    if workers:
        query = select(Caseworker.id).where(Caseworker.id.in_(workers)).order_by(Caseworker.id)
        session.execute(query.with_for_update(key_share=True)).all()


def lock_team(session: Session, team_id: int) -> None:
    """Nobody else publishes for the team until the transaction ends."""
    session.execute(select(Team.id).where(Team.id == team_id).with_for_update(key_share=True)).all()


def away(
    session: Session, workers: Collection[int], since: datetime, until: datetime
) -> dict[int, list[Stretch]]:
    """When each of the caseworkers (by key) cannot be met, between two moments (aware)."""
    rows = session.execute(
        select(_absence.caseworker_id, _absence.start, _absence.slut).where(
            _absence.caseworker_id.in_(workers), _absence.start < until, _absence.slut > since
        )
    )
    return _by_worker(rows)


def taken(
    session: Session, workers: Collection[int], since: datetime, until: datetime
) -> dict[int, list[Stretch]]:
    """Times published and places taken of each of the caseworkers (by key), between two moments (aware)."""
    standing = (_slot.withdrawn_at.is_(None), _slot.start < until, _slot.slut > since)
    own = select(_slot.caseworker_id, _slot.start, _slot.slut).where(
        _slot.caseworker_id.in_(workers), *standing
    )
    joint = select(_slot.a_kasse_caseworker_id, A_KASSE_FROM, A_KASSE_UNTIL).where(
        _slot.a_kasse_caseworker_id.in_(workers),
        _slot.withdrawn_at.is_(None),
        until > A_KASSE_FROM,
        since < A_KASSE_UNTIL,
    )
    places = select(_place.caseworker_id, _place.start, _place.slut).where(
        _place.caseworker_id.in_(workers), _place.start < until, _place.slut > since
    )
    return _by_worker(session.execute(union_all(own, joint, places)))


def taken_of_team(session: Session, team_id: int, since: datetime, until: datetime) -> list[Stretch]:
    """The team's published times between two moments (aware)."""
    rows = session.execute(
        select(_slot.start, _slot.slut).where(
            _slot.team_id == team_id,
            _slot.caseworker_id.is_(None),
            _slot.withdrawn_at.is_(None),
            _slot.start < until,
            _slot.slut > since,
        )
    )
    return [(row.start, row.slut) for row in rows]


def absences(session: Session, worker_id: int, since: datetime) -> tuple[AbsenceView, ...]:
    """What the caseworker has entered that is not over at `since` (aware), the first one first.

    The way to agreed times is none of it: it goes with the agreement.
    """
    rows = session.execute(
        select(_absence.public_id, _absence.kind, _absence.start, _absence.slut)
        .where(_absence.caseworker_id == worker_id, _absence.slut > since, _absence.interval_id.is_(None))
        .order_by(_absence.start, _absence.id)
    )
    return tuple(AbsenceView(*row) for row in rows)


def add_absence(
    session: Session,
    worker_id: int,
    stretches: Iterable[tuple[datetime, datetime, str | None, str | None]],
    kind: str,
    by: int,
    at: datetime,
) -> None:
    """Enters that the caseworker cannot be met. Each stretch: from, to, and the event it came from."""
    rows = [
        {
            "public_id": uuid.uuid4(),
            "caseworker_id": worker_id,
            "kind": kind,
            "start": start,
            "slut": slut,
            "uid": uid,
            "recurrence": recurrence,
            "entered_by": by,
            "entered_at": at,
        }
        for start, slut, uid, recurrence in stretches
    ]
    if rows:
        session.execute(insert(Absence), rows)


def move_absence(
    session: Session, worker_id: int, uid: str, recurrence: str, start: datetime, slut: datetime
) -> None:
    """The calendar event lies at another time now."""
    session.execute(
        update(Absence)
        .where(Absence.caseworker_id == worker_id, Absence.uid == uid, Absence.recurrence == recurrence)
        .values(start=start, slut=slut)
    )


def absence_events(session: Session, worker_id: int) -> dict[tuple[str, str], Stretch]:
    """The calendar events that the caseworker's absences came from, and when they are."""
    rows = session.execute(
        select(_absence.uid, _absence.recurrence, _absence.start, _absence.slut).where(
            _absence.caseworker_id == worker_id, _absence.uid.is_not(None)
        )
    )
    return {(row.uid, row.recurrence): (row.start, row.slut) for row in rows}


def remove_events(session: Session, worker_id: int, events: Collection[tuple[str, str]]) -> None:
    """The caseworker's absences that came from these events of a calendar are no more."""
    for uid, recurrence in events:
        session.execute(
            delete(Absence).where(
                _absence.caseworker_id == worker_id, _absence.uid == uid, _absence.recurrence == recurrence
            )
        )


def remove_absence(session: Session, worker_id: int, absence: uuid.UUID) -> bool:
    """False where the caseworker has no such absence."""
    own = delete(Absence).where(
        Absence.caseworker_id == worker_id, Absence.public_id == absence, Absence.interval_id.is_(None)
    )
    return bool(session.execute(own.returning(Absence.id)).all())


def run_once(session: Session, submission: uuid.UUID, by: int, act: str, count: int, at: datetime) -> None:
    """Marks the form as carried out. One that was before comes out as the conflict `submission_used`."""
    values = {"id": submission, "caseworker_id": by, "act": act, "count": count, "at": at}
    session.execute(insert(TimesRun).values(**values))


def count_of_run(session: Session, submission: uuid.UUID) -> int | None:
    """How many times the form of that id published; None where it was not carried out."""
    run = session.get(TimesRun, submission)
    return run.count if run else None


def remember_pattern(session: Session, worker_id: int, answers: Mapping[str, Any]) -> None:
    session.execute(delete(TimesPattern).where(TimesPattern.caseworker_id == worker_id))
    session.execute(insert(TimesPattern).values(caseworker_id=worker_id, answers=dict(answers)))


def remembered_pattern(session: Session, worker_id: int) -> Mapping[str, Any] | None:
    """What the caseworker last answered, where they published before."""
    found = select(TimesPattern.answers).where(TimesPattern.caseworker_id == worker_id)
    answers: Mapping[str, Any] | None = session.execute(found).scalar_one_or_none()
    return answers


def keep_draft(session: Session, worker_id: int, payload: Mapping[str, Any], at: datetime) -> uuid.UUID:
    """Keeps what was read of a file until it is answered; an earlier one of the caseworker goes."""
    drop_draft(session, worker_id)
    public_id = uuid.uuid4()
    values = {
        "public_id": public_id,
        "caseworker_id": worker_id,
        "payload": dict(payload),
        "created_at": at,
    }
    session.execute(insert(TimesDraft).values(**values))
    return public_id


def draft(session: Session, worker_id: int, public_id: uuid.UUID) -> Mapping[str, Any] | None:
    """The caseworker's own draft of that id."""
    payload: Mapping[str, Any] | None = session.execute(
        select(TimesDraft.payload).where(
            TimesDraft.caseworker_id == worker_id, TimesDraft.public_id == public_id
        )
    ).scalar_one_or_none()
    return payload


def drop_draft(session: Session, worker_id: int) -> None:
    session.execute(delete(TimesDraft).where(TimesDraft.caseworker_id == worker_id))


def _by_worker(rows: Iterable[Any]) -> dict[int, list[Stretch]]:
    found: defaultdict[int, list[Stretch]] = defaultdict(list)
    for worker, start, slut in rows:
        found[worker].append((start, slut))
    return dict(found)
