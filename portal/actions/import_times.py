"""A caseworker brings times in from a file: a CSV with times, or a calendar whose events become times, or
tell when somebody is taken.

First the file is read, and what was read is kept as a draft (`read_csv`, `read_calendar`); then the
caseworker sees what it holds, and says yes (`import_times`). All or nothing, and the same file again changes
nothing. What came from a calendar and is not in it any more goes only where the caseworker says so: it may
have come from another calendar.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from portal.actions import casework
from portal.actions.publish_times import FURTHEST, check_link
from portal.actions.times import calendar_file, csv_file, links, whose
from portal.actions.times.calendar_file import Occurrence, Trouble
from portal.actions.times.csv_file import Around, Fault
from portal.actions.times.pattern import Spans
from portal.actions.times.whose import NotTheirs
from portal.actions.withdraw_times import Withdrawn, WithdrawTimes, withdraw_times
from portal.clock import COPENHAGEN
from portal.policy.facts import Samtaleform
from portal.store import audit, joint_conflicts, published, timetable
from portal.store.database import Conflict, Database, Session
from portal.store.joint_conflicts import NONE_CLOSED, Closed
from portal.store.published import NewTime, Published
from portal.store.timetable import House
from portal.store.views import CaseworkerView

LOGGED_AS = "import_times"


@dataclass(frozen=True, slots=True)
class FromCalendar:
    """Whose calendar it is (public id), and what its events become: `busy`, or times at this office.

    The rest as in `publish_times`.
    """

    worker: uuid.UUID
    busy: bool
    office: uuid.UUID | None = None
    former: frozenset[Samtaleform] = frozenset()
    room: str | None = None
    video_link: str | None = None


@dataclass(frozen=True, slots=True)
class Read:
    """What a file holds. `draft`: what a yes is said to; None where there is nothing to say yes to.

    `new`: times, or absences, that would be entered. `known`: those that are there already. `moved`: events
    that are there at another time; as times they are left as they are. `left_out`: all-day events, and times
    that overlap with others. `gone`: what came from a calendar and is not in this one. `touched`: times that
    stand in the way of absences; `closed`: agreed ones that these close.
    """

    draft: uuid.UUID | None = None
    busy: bool = False
    new: tuple[tuple[datetime, datetime], ...] = ()
    known: int = 0
    moved: int = 0
    left_out: int = 0
    gone: int = 0
    touched: tuple[Published, ...] = ()
    closed: Closed = NONE_CLOSED
    faults: tuple[Fault, ...] = ()
    troubles: tuple[Trouble, ...] = ()


@dataclass(frozen=True, slots=True)
class Imported:
    """`count`: entered; `left_out`: not, since somebody else was first; `withdrawn`: what became of the times
    that stood in the way of absences, or are not in the calendar any more.
    """

    count: int
    left_out: int = 0
    withdrawn: Withdrawn | None = None


def read_csv(caseworker_id: int, content: bytes, database: Database, now: datetime) -> Read:
    """Reads the file and keeps its times as a draft. Raises Busy."""
    text = csv_file.decoded(content)
    if text is None:
        return Read(faults=(Fault(1, None, "ikke_utf8"),))
    return database.write(lambda session: _read_csv(session, caseworker_id, text, now))


def read_calendar(
    caseworker_id: int, content: bytes, wanted: FromCalendar, database: Database, now: datetime
) -> Read:
    """Reads the file and keeps its events as a draft. Raises NotTheirs, WrongLink, Busy."""
    found = calendar_file.read(content, now, now + FURTHEST)
    if found.troubles:
        return Read(troubles=found.troubles)
    return database.write(lambda s: _read_calendar(s, caseworker_id, found.occurrences, wanted, now))


def import_times(
    caseworker_id: int, draft: uuid.UUID, database: Database, now: datetime, *, take_back: bool = False
) -> Imported | None:
    """Enters what the draft holds, in one transaction; None where there is no such draft (any more).

    `take_back`: what is not in the calendar any more goes. Times that do, or that stand in the way of
    absences, are withdrawn after it, but those that somebody has booked. Raises NotTheirs, Busy.
    """
    try:
        done, ways = database.write(lambda s: _import(s, caseworker_id, draft, now, take_back=take_back))
    except Conflict as conflict:
        # An office was closed, or somebody left, since the file was read.
        raise NotTheirs from conflict
    if done is None or not ways:
        return done
    gone = withdraw_times(WithdrawTimes(caseworker_id, ways), database, now)
    return replace(done, withdrawn=gone)


def _read_csv(session: Session, caseworker_id: int, text: str, now: datetime) -> Read:
    worker = casework.working(session, caseworker_id)
    house = timetable.house(session, worker.organisation.id)
    until = now + FURTHEST + timedelta(days=2)
    keys = [one.id for one in house.workers if one.id == worker.id or whose.leads(worker)]
    teams = house.teams if whose.leads(worker) else ()
    around = Around(
        house=house,
        hosts=worker.organisation.video_hosts,
        now=now,
        last=(now + FURTHEST).astimezone(COPENHAGEN).date(),
        may=lambda one: whose.leads(worker) or (one is not None and one.id == worker.id),
        taken=timetable.taken(session, keys, now, until),
        away=timetable.away(session, keys, now, until),
        taken_of_team={team.id: timetable.taken_of_team(session, team.id, now, until) for team in teams},
    )
    found = csv_file.read(text, around)
    if not found.times:
        return Read(known=found.known, faults=found.faults)
    payload = {"busy": False, "times": [_plain(time, "", "") for time in found.times]}
    draft = timetable.keep_draft(session, worker.id, payload, now)
    return Read(draft, new=tuple((time.start, time.slut) for time in found.times), known=found.known)


def _read_calendar(
    session: Session,
    caseworker_id: int,
    occurrences: tuple[Occurrence, ...],
    wanted: FromCalendar,
    now: datetime,
) -> Read:
    worker = casework.working(session, caseworker_id)
    house = timetable.house(session, worker.organisation.id)
    (who,) = whose.workers(house, worker, [wanted.worker])
    if wanted.busy:
        return _read_busy(session, worker, who.id, occurrences, now)
    check_link(wanted.former, wanted.video_link, worker.organisation.video_hosts)
    office = house.office(wanted.office)
    if office is None:
        raise NotTheirs
    known = published.events(session, who.id)
    until = now + FURTHEST + timedelta(days=2)
    in_the_way = Spans(
        [
            *timetable.taken(session, [who.id], now, until).get(who.id, ()),
            *timetable.away(session, [who.id], now, until).get(who.id, ()),
        ]
    )
    new: list[tuple[NewTime, str, str]] = []
    already = left_out = 0
    mine = Spans(())
    for one in occurrences:
        if (one.uid, one.recurrence) in known:
            already += 1
        elif (
            one.whole_day
            or one.start <= now
            or in_the_way.touches(one.start, one.slut)
            or mine.touches(one.start, one.slut)
        ):
            left_out += 1
        else:
            mine.add(one.start, one.slut)
            new.append((_of_event(one, wanted, who.id, office.id), one.uid, one.recurrence))
    there = {(one.uid, one.recurrence) for one in occurrences}
    standing = published.standing_events(session, who.id, now)
    gone = sorted(str(slot) for event, slot in standing.items() if event not in there)
    read = Read(
        new=tuple((time.start, time.slut) for time, *_ in new),
        known=already,
        left_out=left_out,
        gone=len(gone),
    )
    if not new and not gone:
        return read
    payload = {"busy": False, "worker": who.id, "times": [_plain(*time) for time in new], "gone": gone}
    return replace(read, draft=timetable.keep_draft(session, worker.id, payload, now))


def _of_event(one: Occurrence, wanted: FromCalendar, worker_id: int, office_id: int) -> NewTime:
    return NewTime(
        start=one.start,
        slut=one.slut,
        office_id=office_id,
        former=wanted.former,
        caseworker_id=worker_id,
        room=wanted.room,
        video_link=wanted.video_link,
    )


def _read_busy(
    session: Session,
    worker: CaseworkerView,
    who: int,
    occurrences: tuple[Occurrence, ...],
    now: datetime,
) -> Read:
    known = timetable.absence_events(session, who)
    busy = [one for one in occurrences if one.busy]
    new = [one for one in busy if (one.uid, one.recurrence) not in known]
    moved = [
        one
        for one in busy
        if known.get((one.uid, one.recurrence), (one.start, one.slut)) != (one.start, one.slut)
    ]
    there = {(one.uid, one.recurrence) for one in busy}
    gone = sorted(event for event, (_, slut) in known.items() if slut > now and event not in there)
    touched = _in_the_way(session, worker, who, [*new, *moved], now)
    read = Read(
        busy=True,
        new=tuple((one.start, one.slut) for one in new),
        known=len(busy) - len(new) - len(moved),
        moved=len(moved),
        left_out=len(occurrences) - len(busy),
        gone=len(gone),
        touched=touched,
        closed=joint_conflicts.closed_by(
            session, who, [(one.start, one.slut) for one in [*new, *moved]], now
        ),
    )
    if not new and not moved and not gone:
        return read
    times = [_plain_busy(one) for one in [*new, *moved]]
    payload = {"busy": True, "worker": who, "times": times, "gone": [list(event) for event in gone]}
    return replace(read, draft=timetable.keep_draft(session, worker.id, payload, now))


def _in_the_way(
    session: Session, worker: CaseworkerView, who: int, busy: Iterable[Occurrence], now: datetime
) -> tuple[Published, ...]:
    stretches = [(one.start, one.slut) for one in busy]
    if not stretches:
        return ()
    spans = Spans(stretches)
    since, until = min(start for start, _ in stretches), max(slut for _, slut in stretches)
    standing = published.touched(session, worker.organisation.id, who, since, until, now)
    return tuple(time for time in standing if spans.touches(time.start, time.slut))


def _import(
    session: Session, caseworker_id: int, draft: uuid.UUID, now: datetime, *, take_back: bool
) -> tuple[Imported | None, frozenset[uuid.UUID]]:
    worker = casework.working(session, caseworker_id)
    timetable.lock_workers(session, [worker.id])
    payload = timetable.draft(session, worker.id, draft)
    if payload is None:
        before = timetable.count_of_run(session, draft)
        return (None if before is None else Imported(before)), frozenset()
    timetable.drop_draft(session, worker.id)
    house = timetable.house(session, worker.organisation.id)
    gone = payload.get("gone", []) if take_back else []
    if payload["busy"]:
        count, ways = _enter_busy(session, worker, house, payload, now)
        timetable.remove_events(session, int(payload["worker"]), [(uid, which) for uid, which in gone])
        done = Imported(count)
    else:
        ways = frozenset(uuid.UUID(slot) for slot in gone)
        done = _enter_times(session, worker, payload, now)
    timetable.run_once(session, draft, worker.id, "import", done.count, now)
    details = {"times": done.count, "busy": payload["busy"], "taken_back": len(gone)}
    audit.record(session, casework.entry(worker, LOGGED_AS, now, person_id=None, details=details))
    return done, ways


def _enter_times(
    session: Session, worker: CaseworkerView, payload: Mapping[str, Any], now: datetime
) -> Imported:
    times = [_time_of(row) for row in payload["times"]]
    if not times:
        return Imported(0)
    keys = sorted({time.caseworker_id for time, *_ in times if time.caseworker_id is not None})
    teams = sorted({time.team_id for time, *_ in times if time.team_id is not None})
    timetable.lock_workers(session, keys)
    for team in teams:
        timetable.lock_team(session, team)
    since = min(time.start for time, *_ in times) - timedelta(days=1)
    until = max(time.slut for time, *_ in times) + timedelta(days=1)
    taken = timetable.taken(session, keys, since, until)
    spans = {key: Spans(taken.get(key, ())) for key in keys}
    of_team = {team: Spans(timetable.taken_of_team(session, team, since, until)) for team in teams}
    free = [
        (replace(time, video_link=links.filled(time.video_link)), uid, recurrence)
        for time, uid, recurrence in times
        if not (
            spans[time.caseworker_id] if time.caseworker_id is not None else of_team[time.team_id or 0]
        ).touches(time.start, time.slut)
    ]
    own = worker.organisation.id
    published.publish(session, own, (time for time, uid, _ in free if not uid), now)
    events = [one for one in free if one[1]]
    if events:
        published.publish_events(session, own, int(payload["worker"]), events, now)
    return Imported(len(free), len(times) - len(free))


def _enter_busy(
    session: Session, worker: CaseworkerView, house: House, payload: Mapping[str, Any], now: datetime
) -> tuple[int, frozenset[uuid.UUID]]:
    who = house.worker_by_id(int(payload["worker"]))
    timetable.lock_workers(session, [who.id])
    known = timetable.absence_events(session, who.id)
    busy = [_busy_of(row) for row in payload["times"]]
    new = [one for one in busy if (one.uid, one.recurrence) not in known]
    for one in busy:
        if (one.uid, one.recurrence) in known:
            timetable.move_absence(session, who.id, one.uid, one.recurrence, one.start, one.slut)
    stretches = ((one.start, one.slut, one.uid, one.recurrence) for one in new)
    timetable.add_absence(session, who.id, stretches, "optaget", worker.id, now)
    ways = _in_the_way(session, worker, who.id, busy, now)
    return len(busy), frozenset(time.public_id for time in ways)


def _plain(time: NewTime, uid: str, recurrence: str) -> dict[str, Any]:
    return {
        "start": time.start.isoformat(),
        "slut": time.slut.isoformat(),
        "office": time.office_id,
        "former": sorted(form.value for form in time.former),
        "worker": time.caseworker_id,
        "team": time.team_id,
        "capacity": time.capacity,
        "room": time.room,
        "link": time.video_link,
        "uid": uid,
        "recurrence": recurrence,
    }


def _time_of(row: Mapping[str, Any]) -> tuple[NewTime, str, str]:
    time = NewTime(
        start=datetime.fromisoformat(row["start"]),
        slut=datetime.fromisoformat(row["slut"]),
        office_id=row["office"],
        former=frozenset(Samtaleform(form) for form in row["former"]),
        caseworker_id=row["worker"],
        team_id=row["team"],
        capacity=row["capacity"],
        room=row["room"],
        video_link=row["link"],
    )
    return time, row["uid"], row["recurrence"]


def _plain_busy(one: Occurrence) -> dict[str, Any]:
    return {
        "start": one.start.isoformat(),
        "slut": one.slut.isoformat(),
        "uid": one.uid,
        "recurrence": one.recurrence,
    }


def _busy_of(row: Mapping[str, Any]) -> Occurrence:
    return Occurrence(
        uid=row["uid"],
        recurrence=row["recurrence"],
        start=datetime.fromisoformat(row["start"]),
        slut=datetime.fromisoformat(row["slut"]),
        whole_day=False,
        busy=True,
    )
