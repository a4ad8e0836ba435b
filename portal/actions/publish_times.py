"""A caseworker publishes times from a weekly pattern: their own, others', or a team's with several places.

The preview and the publishing reckon by the same function; what overlaps with a time that is there already is
left out and said.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Final

from portal.actions import casework
from portal.actions.times import links, whose
from portal.actions.times.pattern import (
    Pattern,
    Plan,
    Stretch,
    Surroundings,
    closed_days,
    plan,
)
from portal.actions.times.whose import NotTheirs
from portal.clock import COPENHAGEN
from portal.policy.facts import Samtaleform
from portal.policy.kalender import day_of
from portal.store import audit, published, timetable
from portal.store.database import Conflict, Database, Session
from portal.store.published import NewTime
from portal.store.timetable import House, WhereOffice, WhichTeam, Who
from portal.store.views import CaseworkerView

LOGGED_AS = "publish_times"
FURTHEST: Final = timedelta(days=400)
"""How far ahead times are published."""


@dataclass(frozen=True, slots=True)
class PublishTimes:
    """`workers`, `team`, `office`: public ids; a team's times have `capacity` places and no caseworker.

    Days are Danish, both inside. `video_link` may hold `links.OWN`. `submission`: the form's own id; sent
    twice, it publishes once. `answers`: the form as it was answered, to begin the next one from.
    """

    caseworker_id: int
    submission: uuid.UUID
    office: uuid.UUID
    first: date
    last: date
    pattern: Pattern
    former: frozenset[Samtaleform]
    workers: tuple[uuid.UUID, ...] = ()
    team: uuid.UUID | None = None
    capacity: int = 1
    customary: bool = True
    room: str | None = None
    video_link: str | None = None
    answers: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Planned:
    """What comes of the pattern for one caseworker, or for the team."""

    name: str
    plan: Plan
    worker_id: int | None = None


@dataclass(frozen=True, slots=True)
class Preview:
    planned: tuple[Planned, ...]

    @property
    def count(self) -> int:
        return sum(len(one.plan.times) for one in self.planned)


@dataclass(frozen=True, slots=True)
class TimesPublished:
    """`first`: the Danish day of the first time. `repeated`: the form had been sent before, and nothing was
    done now.
    """

    count: int
    first: date | None = None
    repeated: bool = False


class WrongLink(ValueError):
    """Video is offered, and the address cannot be used. `why`: as `links.wrong` says, or `mangler`."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def preview(session: Session, command: PublishTimes, now: datetime) -> Preview:
    """What would be published at `now` (aware). Writes nothing. Raises NotTheirs, WrongLink."""
    worker = casework.working(session, command.caseworker_id)
    return _planned(session, command, worker, now, locked=False)[0]


def publish_times(command: PublishTimes, database: Database, now: datetime) -> TimesPublished:
    """Publishes, all of it in one transaction. Raises NotTheirs, WrongLink, Busy."""
    try:
        return database.write(lambda session: _publish(session, command, now))
    except Conflict as conflict:
        # The office was closed, or somebody left, at the very moment.
        raise NotTheirs from conflict


def check_link(former: frozenset[Samtaleform], link: str | None, hosts: tuple[str, ...]) -> None:
    """A time that offers video has an address for it. Raises WrongLink."""
    if Samtaleform.VIDEO not in former:
        return
    why = links.wrong(link, hosts) if link else ("mangler" if hosts else "ingen_vaerter")
    if why is not None:
        raise WrongLink(why)


def _publish(session: Session, command: PublishTimes, now: datetime) -> TimesPublished:
    worker = casework.working(session, command.caseworker_id)
    # Whoever presses twice waits here for the first press, and finds it done.
    timetable.lock_workers(session, [worker.id])
    before = timetable.count_of_run(session, command.submission)
    if before is not None:
        return TimesPublished(before, repeated=True)
    found, office, team = _planned(session, command, worker, now, locked=True)
    times = tuple(_times(command, found, office, team))
    count = published.publish(session, worker.organisation.id, times, now)
    timetable.run_once(session, command.submission, worker.id, "publish", count, now)
    timetable.remember_pattern(session, worker.id, command.answers)
    details = {"times": count, "office": office.name, "for": [one.name for one in found.planned]}
    details |= {"first": command.first.isoformat(), "last": command.last.isoformat()}
    audit.record(session, casework.entry(worker, LOGGED_AS, now, person_id=None, details=details))
    return TimesPublished(count, min((day_of(one.start) for one in times), default=None))


def _planned(
    session: Session, command: PublishTimes, worker: CaseworkerView, now: datetime, *, locked: bool
) -> tuple[Preview, WhereOffice, WhichTeam | None]:
    check_link(command.former, command.video_link, worker.organisation.video_hosts)
    house = timetable.house(session, worker.organisation.id)
    office = house.office(command.office)
    if office is None:
        raise NotTheirs
    opening = timetable.opening(session, office.id)
    closed = closed_days(command.first, command.last, customary=command.customary)
    since, until = _bounds(command.first, command.last)
    if command.team is not None:
        team = whose.team(house, worker, command.team)
        if locked:
            timetable.lock_team(session, team.id)
        taken = timetable.taken_of_team(session, team.id, since, until)
        around = Surroundings(now, opening, closed, taken=taken)
        made = plan(command.pattern, command.first, command.last, around)
        return Preview((Planned(team.name, made),)), office, team
    targets = whose.workers(house, worker, command.workers)
    return _for_each(session, command, targets, opening, closed, now, locked=locked), office, None


def _for_each(
    session: Session,
    command: PublishTimes,
    targets: tuple[Who, ...],
    opening: timetable.Hours | None,
    closed: Mapping[date, str],
    now: datetime,
    *,
    locked: bool,
) -> Preview:
    keys = [one.id for one in targets]
    since, until = _bounds(command.first, command.last)
    if locked:
        timetable.lock_workers(session, keys)
    away = timetable.away(session, keys, since, until)
    taken = timetable.taken(session, keys, since, until)

    def of(one: Who) -> Planned:
        around = Surroundings(now, opening, closed, away.get(one.id, ()), taken.get(one.id, ()))
        return Planned(one.name, plan(command.pattern, command.first, command.last, around), one.id)

    return Preview(tuple(of(one) for one in targets))


def _times(
    command: PublishTimes, found: Preview, office: WhereOffice, team: WhichTeam | None
) -> Iterator[NewTime]:
    for one in found.planned:
        for start, slut in one.plan.times:
            yield NewTime(
                start=start,
                slut=slut,
                office_id=office.id,
                former=command.former,
                caseworker_id=one.worker_id,
                team_id=team.id if team else None,
                capacity=command.capacity if team else 1,
                room=command.room,
                video_link=links.filled(command.video_link),
            )


def _bounds(first: date, last: date) -> Stretch:
    """From the beginning of the first Danish day to the end of the last one, a day to spare on both sides."""
    begins = datetime.combine(first - timedelta(days=1), datetime.min.time(), COPENHAGEN)
    return begins, datetime.combine(last + timedelta(days=2), datetime.min.time(), COPENHAGEN)


def of_the_house(session: Session, caseworker_id: int) -> tuple[CaseworkerView, House]:
    """Who publishes, and among whom and where they choose."""
    worker = casework.working(session, caseworker_id)
    return worker, timetable.house(session, worker.organisation.id)
