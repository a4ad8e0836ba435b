"""An organisation's figures: how many, and nothing of who. Each of them is one statement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Label, case, func, literal, select
from sqlalchemy.orm import Session

from portal.policy.facts import Aktoer, SamtaleStatus
from portal.store import overview
from portal.store.bookings import REGRETTED
from portal.store.tables_meeting import Booking
from portal.store.tables_overview import Overview


@dataclass(frozen=True, slots=True)
class Course:
    """How many of the organisation's people are in the course: held by itself, and by the other side."""

    own: int
    others: int


def course(session: Session, organisation_id: int, holder: Aktoer, today: date) -> Course:
    """As the overview knows it on the Danish day `today`."""
    other = Aktoer.JOBCENTER if holder is Aktoer.A_KASSE else Aktoer.A_KASSE
    query = select(Overview.aktoer, func.count()).where(
        overview.own(organisation_id, holder), overview.current(today)
    )
    found = dict(session.execute(query.group_by(Overview.aktoer)).all())
    return Course(found.get(holder.value, 0), found.get(other.value, 0))


def planned(session: Session, organisation_id: int, edges: Sequence[datetime]) -> list[int]:
    """How many planned meetings the organisation has between each two of these moments (aware, rising)."""
    bucket = between(Booking.start, edges)
    query = select(bucket, func.count()).where(
        Booking.organisation_id == organisation_id,
        Booking.start >= edges[0],
        Booking.start < edges[-1],
        Booking.status == SamtaleStatus.PLANLAGT.value,
    )
    found = dict(session.execute(query.group_by("bucket")).all())
    return [found.get(number, 0) for number in range(len(edges) - 1)]


def outcomes(
    session: Session, organisation_id: int, edges: Sequence[datetime]
) -> list[dict[SamtaleStatus, int]]:
    """What became of the organisation's meetings between each two of these moments (aware, rising).

    A meeting that is over and still `planlagt` has not been registered.
    """
    bucket = between(Booking.start, edges)
    query = select(bucket, Booking.status, func.count()).where(
        Booking.organisation_id == organisation_id,
        Booking.start >= edges[0],
        Booking.start < edges[-1],
        Booking.aflyst_grund.is_distinct_from(REGRETTED),
    )
    found: list[dict[SamtaleStatus, int]] = [dict.fromkeys(SamtaleStatus, 0) for _ in range(len(edges) - 1)]
    for number, status, count in session.execute(query.group_by("bucket", Booking.status)):
        found[number][SamtaleStatus(status)] = count
    return found


def between(moment: Any, edges: Sequence[datetime]) -> Label[int]:
    """Between which two of the edges (aware, rising) the moment of a row lies, counted from 0, as `bucket`.

    What lies after the last of them is of the last number.
    """
    whens = [(moment < edge, literal(number)) for number, edge in enumerate(edges[1:])]
    return case(*whens, else_=literal(len(edges) - 1)).label("bucket")
