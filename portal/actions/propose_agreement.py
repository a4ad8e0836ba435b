"""A jobcenter proposes times for joint meetings to an a-kasse (LAB § 34, stk. 1, 2. pkt.; VEJ 10044 4.2).

The weekly pattern is spelled out into intervals of single days, by the function that also makes the preview.
Nothing can be booked before the a-kasse has said yes (`answer_agreement`).
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import groupby, islice
from typing import Final

from portal.actions import agree_slots, casework
from portal.actions.publish_times import check_link
from portal.actions.times import whose
from portal.actions.times.pattern import (
    LeftOut,
    Pattern,
    Stretch,
    Surroundings,
    closed_days,
    plan,
)
from portal.actions.times.whose import NotTheirs
from portal.policy.facts import Aktoer, Samtaleform
from portal.policy.kalender import day_of, days_after, midnight
from portal.policy.law import Decision
from portal.policy.tidsaftale import Aendring, Forslag, Vilkaar, foreslaa
from portal.store import agreement_writes, agreements, audit, timetable
from portal.store.agreement_writes import NewAgreement, NewInterval
from portal.store.agreements import AgreementView, IntervalView, Partner
from portal.store.database import Conflict, Database, Session
from portal.store.timetable import WhereOffice, Who
from portal.store.views import CaseworkerView

LOGGED_AS: Final = "propose_agreement"


@dataclass(frozen=True, slots=True)
class ProposeAgreement:
    """`submission`: the form's own id, which the agreement gets: sent twice, it is proposed once.

    `a_kasse`, `office`, `workers`: public ids; each caseworker of the jobcenter gets intervals of their own.
    Days are Danish, both inside. `pattern`: its `length` and `pause` are those of the meetings. `count`: at
    most so many meetings a day for each caseworker; None: as many as there is room for. `a_kasse_form`:
    `fremmoede` or `video`. Travel in minutes; None: not said. `customary`: the days on which nobody works by
    custom are left out too. `video_link`: where those meet who come by video, the a-kasse alone where the
    citizen may not; then the a-kasse may say it with its yes. It may hold `links.OWN`. `replaces`: the
    agreement that this is a change of.
    """

    caseworker_id: int
    submission: uuid.UUID
    a_kasse: uuid.UUID
    first: date
    last: date
    pattern: Pattern
    office: uuid.UUID
    workers: tuple[uuid.UUID, ...]
    a_kasse_form: str
    former: frozenset[Samtaleform]
    travel_before: int | None = None
    travel_after: int | None = None
    count: int | None = None
    room: str | None = None
    video_link: str | None = None
    notice_days: int = 28
    message: str | None = None
    customary: bool = True
    replaces: uuid.UUID | None = None


@dataclass(frozen=True, slots=True)
class PlannedInterval:
    """An interval that would be proposed. Times are aware; `caseworker`: who comes from the jobcenter."""

    caseworker_id: int
    caseworker: str
    start: datetime
    slut: datetime
    count: int


@dataclass(frozen=True, slots=True)
class NotMade:
    """Meetings of the pattern that are left out for a caseworker."""

    caseworker: str
    left_out: LeftOut


@dataclass(frozen=True, slots=True)
class Preview:
    """What would be proposed. `decision`: whether it may be, and what is to be considered (`warnings`)."""

    intervals: tuple[PlannedInterval, ...]
    left_out: tuple[NotMade, ...]
    decision: Decision

    @property
    def meetings(self) -> int:
        return sum(one.count for one in self.intervals)


@dataclass(frozen=True, slots=True)
class Proposed:
    """`repeated`: the form had been sent before, and nothing was done now."""

    agreement: uuid.UUID
    decision: Decision
    intervals: int
    meetings: int
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class Refused:
    """Nothing was done. `decision`: why."""

    decision: Decision


def preview(session: Session, command: ProposeAgreement, now: datetime) -> Preview:
    """What would be proposed at `now` (aware). Writes nothing. Raises NotTheirs, WrongLink."""
    worker = casework.working(session, command.caseworker_id)
    found = _asked(session, command, worker)
    planned, left = _planned(session, command, found, now)
    decision = _decision(command, worker, found, planned, day_of(now))
    return Preview(tuple(planned), tuple(left), decision)


def propose_agreement(command: ProposeAgreement, database: Database, now: datetime) -> Proposed | Refused:
    """Proposes it, and tells the a-kasse, in one transaction. Raises NotTheirs, WrongLink, Busy."""
    try:
        return database.write(lambda session: _propose(session, command, now))
    except Conflict as conflict:
        # The office was closed, or somebody left, at the very moment.
        raise NotTheirs from conflict


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the command names, found. `older`: the agreement that is to be changed."""

    a_kasse: Partner
    office: WhereOffice
    workers: tuple[Who, ...]
    older: AgreementView | None
    changed: bool

    @property
    def keys(self) -> list[int]:
        return [one.id for one in self.workers]


def _propose(session: Session, command: ProposeAgreement, now: datetime) -> Proposed | Refused:
    worker = casework.working(session, command.caseworker_id)
    organisation = worker.organisation
    if command.replaces is not None:
        agreement_writes.lock(session, command.replaces, organisation.id)
    # Whoever presses twice waits here for the first press, and finds it done.
    timetable.lock_workers(session, [worker.id])
    before = agreements.get(session, command.submission, organisation.id)
    if before is not None:
        return _again(session, before)
    found = _asked(session, command, worker)
    timetable.lock_workers(session, found.keys)
    planned, _ = _planned(session, command, found, now)
    decision = _decision(command, worker, found, planned, day_of(now))
    if not decision.allowed:
        audit.record(session, casework.entry(worker, LOGGED_AS, now, person_id=None, outcome="refused"))
        return Refused(decision)
    _write(session, command, worker, found, planned, decision, now)
    return Proposed(command.submission, decision, len(planned), sum(one.count for one in planned))


def _asked(session: Session, command: ProposeAgreement, worker: CaseworkerView) -> _Asked:
    organisation = worker.organisation
    if not whose.leads(worker):
        raise NotTheirs
    house = timetable.house(session, organisation.id)
    office = house.office(command.office)
    a_kasser = agreements.partners(session, Aktoer.A_KASSE)
    a_kasse = next((one for one in a_kasser if one.public_id == command.a_kasse), None)
    workers = whose.workers(house, worker, command.workers)
    if office is None or a_kasse is None or not workers:
        raise NotTheirs
    by_video = command.former | ({Samtaleform.VIDEO} if _a_kasse_link(command) else set())
    check_link(by_video, command.video_link, organisation.video_hosts)
    if command.replaces is None:
        return _Asked(a_kasse, office, workers, None, changed=False)
    older = agreements.get(session, command.replaces, organisation.id)
    if older is None or older.a_kasse.id != a_kasse.id:
        raise NotTheirs
    changed = agreements.standing_change_of(session, older) is not None
    return _Asked(a_kasse, office, workers, older, changed)


def _decision(
    command: ProposeAgreement,
    worker: CaseworkerView,
    found: _Asked,
    planned: Sequence[PlannedInterval],
    today: date,
) -> Decision:
    older = found.older
    change = None
    if older is not None:
        holds = older.status == "accepted"
        change = Aendring(holds, older.notice_days, older.til, aendres=found.changed)
    terms = Vilkaar(
        minutter=command.pattern.length,
        pause=command.pattern.pause,
        a_kasse_form=command.a_kasse_form,
        former=command.former,
        transport_foer=command.travel_before,
        transport_efter=command.travel_after,
        videolink=bool(command.video_link),
    )
    meetings = sum(one.count for one in planned)
    asked = Forslag(
        worker.organisation.holder,
        command.first,
        command.last,
        terms,
        meetings,
        command.notice_days,
        change,
    )
    return foreslaa(asked, today)


def _planned(
    session: Session, command: ProposeAgreement, found: _Asked, now: datetime
) -> tuple[list[PlannedInterval], list[NotMade]]:
    """Of each caseworker, the stretches of the pattern in which nothing is in the way."""
    since, until = midnight(command.first), midnight(days_after(command.last, 2))
    busy = agreement_writes.busy(session, found.keys, since, until)
    agreed = agreements.agreed_of(session, found.keys, since, until)
    alike = {
        each.id
        for each in agreed
        if _leaves(each, command, found)
        and agree_slots.held_alike(each, command.a_kasse_form, found.office.id)
    }
    opening = timetable.opening(session, found.office.id)
    closed = closed_days(command.first, command.last, customary=command.customary)
    pause = timedelta(minutes=command.pattern.pause)
    planned: list[PlannedInterval] = []
    left: list[NotMade] = []
    for one in found.workers:
        mine = [each for each in busy if each.caseworker_id == one.id and each.interval_id not in alike]
        away = [(each.start, each.slut) for each in mine if each.kind == "fravaer"]
        taken = [(each.start, each.slut) for each in mine if each.kind != "fravaer"]
        taken += [
            (each.start, each.slut)
            for each in agreed
            if each.caseworker_id == one.id and not _leaves(each, command, found)
        ]
        around = Surroundings(now, opening, closed, away, taken)
        made = plan(command.pattern, command.first, command.last, around)
        planned += gathered(one, _first(made.times, command.count), pause)
        left += [NotMade(one.name, each) for each in made.left_out]
    return sorted(planned, key=lambda each: (each.start, each.caseworker)), left


def _leaves(interval: IntervalView, command: ProposeAgreement, found: _Asked) -> bool:
    """The interval goes with the agreement that is to be changed."""
    return found.older is not None and agree_slots.leaves(interval, (found.older.id, command.first))


def _first(times: Iterable[Stretch], count: int | None) -> list[Stretch]:
    """At most so many of each day."""
    days = groupby(times, key=lambda one: day_of(one[0]))
    return [one for _, of_day in days for one in islice(of_day, count)]


def gathered(one: Who, times: Iterable[Stretch], pause: timedelta) -> list[PlannedInterval]:
    """Meetings that follow each other on a day, as one interval."""
    found: list[PlannedInterval] = []
    for start, slut in times:
        last = found[-1] if found else None
        if last and start - last.slut == pause and day_of(start) == day_of(last.start):
            found[-1] = replace(last, slut=slut, count=last.count + 1)
        else:
            found.append(PlannedInterval(one.id, one.name, start, slut, 1))
    return found


def _write(
    session: Session,
    command: ProposeAgreement,
    worker: CaseworkerView,
    found: _Asked,
    planned: Sequence[PlannedInterval],
    decision: Decision,
    now: datetime,
) -> None:
    organisation = worker.organisation
    new = NewAgreement(
        public_id=command.submission,
        jobcenter_id=organisation.id,
        a_kasse_id=found.a_kasse.id,
        fra=command.first,
        til=command.last,
        notice_days=command.notice_days,
        replaces_id=found.older.id if found.older else None,
    )
    key = agreement_writes.open_agreement(session, new, now)
    agreement_writes.add_intervals(session, key, (_interval(command, found, one) for one in planned))
    opened = agreements.get(session, command.submission, organisation.id)
    if opened is None:
        raise LookupError(f"agreement {key} is not there")
    meetings = sum(one.count for one in planned)
    details = {"intervals": len(planned), "meetings": meetings, "decision": decision.as_json()}
    agreement_writes.take_step(
        session,
        opened,
        Aktoer.JOBCENTER,
        "proposed",
        worker.id,
        now,
        message=command.message,
        details=details,
    )
    logged = {"agreement": str(command.submission), "a_kasse": found.a_kasse.name, "meetings": meetings}
    audit.record(session, casework.entry(worker, LOGGED_AS, now, person_id=None, details=logged))


def _interval(command: ProposeAgreement, found: _Asked, one: PlannedInterval) -> NewInterval:
    return NewInterval(
        by_side=Aktoer.JOBCENTER,
        start=one.start,
        slut=one.slut,
        minutes=command.pattern.length,
        pause=command.pattern.pause,
        office_id=found.office.id,
        a_kasse_form=command.a_kasse_form,
        travel_before=command.travel_before or 0,
        travel_after=command.travel_after or 0,
        former=command.former,
        video_link=command.video_link if Samtaleform.VIDEO in command.former else None,
        a_kasse_link=_a_kasse_link(command),
        room=command.room if Samtaleform.FREMMOEDE in command.former else None,
        caseworker_id=one.caseworker_id,
    )


def _a_kasse_link(command: ProposeAgreement) -> str | None:
    """Where the a-kasse meets by video, where the citizen may not."""
    alone = command.a_kasse_form == "video" and Samtaleform.VIDEO not in command.former
    return (command.video_link or None) if alone else None


def _again(session: Session, before: AgreementView) -> Proposed:
    """What the form did when it was sent before."""
    first = agreements.steps(session, before.id)[0]
    decision = Decision.from_json(first.details["decision"])
    intervals, meetings = first.details["intervals"], first.details["meetings"]
    return Proposed(before.public_id, decision, intervals, meetings, repeated=True)
