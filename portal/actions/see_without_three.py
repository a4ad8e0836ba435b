"""An a-kasse looks at who had fewer than three meetings when three months were over (VEJ 10044 13.2).

Only its own members of today, as far as it sees that of them; that they were looked at is kept.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from portal.actions.open_list import day, log, working
from portal.policy.facts import Aktoer
from portal.policy.indsigt import Del, indsigt
from portal.store import facts, tilsyn
from portal.store.database import Database, Session
from portal.store.tilsyn import Page
from portal.store.views import CaseworkerView

LISTE: Final = "uden_tre_samtaler"


@dataclass(frozen=True, slots=True)
class SeeWithoutThree:
    """`maaned`: the first day of the month in which three months were over."""

    caseworker_id: int
    maaned: date
    limit: int
    offset: int = 0


def see_without_three(command: SeeWithoutThree, database: Database, now: datetime) -> Page:
    """Those of the month at `now` (aware).

    Raises NotSeen for whoever sees nobody, LookupError for who works for no a-kasse.
    """

    def read(session: Session) -> tuple[CaseworkerView, Page]:
        worker = working(session, command.caseworker_id)
        return worker, _page(session, worker, command, now)

    worker, page = database.read(read)
    details = {"liste": LISTE, "antal": len(page.rows)}
    log(database, worker, "see_list", now, details, [row.public_id for row in page.rows])
    return page


def _page(session: Session, worker: CaseworkerView, command: SeeWithoutThree, now: datetime) -> Page:
    own = worker.organisation
    if own.holder is not Aktoer.A_KASSE:
        raise LookupError(f"{own.code} is no a-kasse")
    found = tilsyn.without(
        session, own.id, command.maaned, day(now), limit=command.limit, offset=command.offset
    )
    known = facts.load_many(session, [row.person_id for row in found.rows], now)
    seen = tuple(
        row
        for row in found.rows
        if indsigt(known[row.person_id].facts, now, own.holder, own.code).ser(Del.TRE_MAANEDER)
    )
    return replace(found, rows=seen)
