"""Making the overview anew: the facts of many people are read, the policy is asked, its answers are kept.

Facts are read and the policy asked without a lock; what changed in the meantime is still marked as changed
afterwards (`portal.store.tables_overview`). So it can be broken off, begun again and run twice at once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date, datetime
from functools import partial
from typing import Final

from portal.clock import COPENHAGEN
from portal.policy.overblik import overblik
from portal.policy.tilsyn import tre_maaneder
from portal.store import facts, overview, tilsyn
from portal.store.database import Busy, Database, Session
from portal.store.overview import Fresh, Waiting
from portal.store.views import OrganisationView

AT_ONCE: Final = 500
"""How many people are read, and kept, in one transaction."""

ON_OPENING: Final = 200
"""How many of its people an organisation waits for when it opens a list."""


def refresh(
    database: Database, now: datetime, say: Callable[[int, int], None] = lambda _done, _of: None
) -> int:
    """Makes anew every overview that is of an earlier day than `now` (aware) or no longer true.

    `say` is told how many are done, of how many. Gives how many there were.
    """
    today = _day(now)
    count = database.read(lambda session: overview.count_waiting(session, today))
    done = 0
    found = _next(database, today, now, 0)
    while found:
        database.write(partial(_keep, made=found))
        done += len(found)
        say(done, max(count, done))
        found = _next(database, today, now, found[-1].of.person_id)
    return done


def refresh_own(database: Database, organisation: OrganisationView, now: datetime) -> int:
    """The most pressing ones of one organisation, few enough to wait for. Gives how many there were.

    Where somebody else is writing them just now nobody waits: they stay marked, and are made the next time.
    """
    today = _day(now)

    def read(session: Session) -> list[Fresh]:
        of = overview.waiting_of(session, organisation.id, organisation.holder, today, ON_OPENING)
        return _made(session, of, today, now)

    found = database.read(read)
    if found:
        with suppress(Busy):
            database.write(lambda session: _keep(session, found))
    return len(found)


def _next(database: Database, today: date, now: datetime, after: int) -> list[Fresh]:
    def read(session: Session) -> list[Fresh]:
        return _made(session, overview.waiting(session, today, AT_ONCE, after), today, now)

    return database.read(read)


def _made(session: Session, of: Sequence[Waiting], today: date, now: datetime) -> list[Fresh]:
    known = facts.load_many(session, [person.person_id for person in of], now)
    made = []
    for person in of:
        found = known[person.person_id]
        made.append(
            Fresh(
                of=person,
                overblik=overblik(found.facts, now),
                a_kasse_id=found.a_kasse.id if found.a_kasse else None,
                jobcenter_id=found.jobcenter.id if found.jobcenter else None,
                today=today,
                at=now,
                tre_maaneder=tre_maaneder(found.facts, now),
            )
        )
    return made


def _keep(session: Session, made: Sequence[Fresh]) -> None:
    overview.save(session, made)
    tilsyn.keep(session, made)


def _day(now: datetime) -> date:
    return now.astimezone(COPENHAGEN).date()
