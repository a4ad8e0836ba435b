"""What happens of itself, found and done once a day for everybody: `portal.policy.dagligt` says what it is.

One transaction for each person to whom something happened: meetings that fall away are called off, and each
thing is kept, logged and told. What is kept is never done again, so the run can be broken off, begun again,
run twice and run late: then it catches up, the earlier days first. Nobody waits any longer by a wish for an
earlier time whose day is over.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from typing import Final

from portal.actions import former_a_kasse
from portal.clock import COPENHAGEN
from portal.policy.dagligt import Haendelse, Haendelsesart, haendelser, rettet
from portal.policy.facts import AflystAf, Facts, SamtaleStatus
from portal.store import audit, bookings, earlier, facts, outbox, people
from portal.store import haendelser as happened
from portal.store.audit import AuditEntry
from portal.store.database import Busy, Conflict, Database, Session
from portal.store.haendelser import Turn

ACTION: Final = "daily"
TOPIC: Final = "haendelse.sket"

AT_ONCE: Final = 500
"""How many people are read in one transaction."""

LOOKS_BACK: Final = timedelta(days=7)
"""Of a person who is new here, so much of what has happened before is told."""

Say = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Followed:
    """How many people were looked at, how much happened to them, and how many are left for the next run."""

    people: int
    happened: int
    left: int


def follow(database: Database, now: datetime, say: Say = lambda _done, _of: None) -> Followed:
    """Does what has happened up to `now` (aware). `say` is told how many people are looked at, of how many.

    Whoever cannot be reached now, since somebody else is busy with them, is left for the next run.
    """
    today = _day(now)
    with suppress(Busy, Conflict):  # the next run closes them
        database.write(lambda session: earlier.close_past(session, today, now))
    count = database.read(lambda session: happened.count_turns(session, today))
    people_done = events = left = after = 0
    while found := database.read(partial(_look, now=now, after=after)):
        quiet = [turn for turn, new in found if not new]
        database.write(partial(happened.looked, turns=quiet, today=today, since=_since(today)))
        for turn in [turn for turn, new in found if new]:
            try:
                events += database.write(partial(_happen, person_id=turn.person_id, now=now))
            except (Busy, Conflict):
                left += 1
        people_done += len(found)
        after = found[-1][0].person_id
        say(people_done, max(count, people_done))
    return Followed(people_done, events, left)


def _look(session: Session, now: datetime, after: int) -> list[tuple[Turn, bool]]:
    """The next people, and of each whether anything happened that is not kept yet."""
    turns = happened.turns(session, _day(now), AT_ONCE, after)
    ids = [turn.person_id for turn in turns]
    known, kept = facts.load_many(session, ids, now), happened.kept(session, ids)
    return [
        (turn, bool(_new(known[turn.person_id].facts, now, turn, kept[turn.person_id]))) for turn in turns
    ]


def _new(known: Facts, now: datetime, turn: Turn, kept: Iterable[tuple[str, str]]) -> list[Haendelse]:
    since = turn.since or _since(_day(now))
    there = set(kept)
    found = (*haendelser(known, now, since), *rettet(known, now, there))
    return [one for one in found if (one.art.value, one.noegle) not in there]


def _happen(session: Session, person_id: int, now: datetime) -> int:
    """All that is new of one person, looked at once more under lock. Gives how much there was."""
    people.lock(session, person_id)
    turn = happened.turn_of(session, person_id)
    person = facts.load(session, person_id, now)
    new = _new(person.facts, now, turn, happened.kept(session, [person_id])[person_id])
    for one in new:
        _do(session, person_id, one, now)
    happened.looked(session, [turn], _day(now), _since(_day(now)))
    return len(new)


def _do(session: Session, person_id: int, one: Haendelse, now: datetime) -> None:
    if one.samtale is not None:
        _call_off(session, person_id, one.samtale, now)
    if one.art is Haendelsesart.SKIFT_A_KASSE:
        former_a_kasse.leaves(session, person_id, now)
    public_id = happened.keep(session, person_id, one, now)
    told = {"haendelse": str(public_id), "art": one.art.value, "dag": one.dag.isoformat()}
    entry = AuditEntry(
        at=now,
        actor_kind="system",
        actor_id=None,
        action=ACTION,
        outcome="allowed",
        person_id=person_id,
        booking_id=one.samtale,
        details=told,
    )
    audit.record(session, entry)
    outbox.enqueue(session, TOPIC, {**told, **one.oplysninger}, person_id, now)


def _call_off(session: Session, person_id: int, samtale: int, now: datetime) -> None:
    """The authority's doing: it counts neither against the person nor as their absence."""
    for booking in bookings.list_own(session, person_id):
        if booking.id == samtale and booking.status is SamtaleStatus.PLANLAGT:
            off = bookings.call_off(session, booking, AflystAf.MYNDIGHED, None, now)
            outbox.enqueue(session, "booking.called_off", outbox.about(off), person_id, now)


def _since(today: date) -> date:
    return today - LOOKS_BACK


def _day(now: datetime) -> date:
    return now.astimezone(COPENHAGEN).date()
