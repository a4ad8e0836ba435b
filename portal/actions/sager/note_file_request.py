"""A caseworker notes that somebody asked to see their file by telephone, on paper or in person (FVL § 9; AKS
§ 12). It counts as if it had been asked in the portal, from the day it came.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from portal.actions import casework
from portal.actions.sager import step
from portal.actions.sager.step import NotTaken, OfCase, Open
from portal.policy import aktindsigt
from portal.policy.kalender import day_of
from portal.policy.klageafbrydelse import kan_afbrydes
from portal.policy.law import Decision
from portal.store import aktindsigter
from portal.store.database import Database, Session

ACTION: Final = "note_file_request"


@dataclass(frozen=True, slots=True)
class NoteFileRequest:
    """`dag`: the Danish day it came. `kanal`: `telefon`, `papir` or `fremmoede`. `ord`: what was asked for.

    `frist_oenskes`: that the time to complain of the decision waits (FVL § 17), where that can be asked.
    """

    of: OfCase
    dag: date
    kanal: str
    ord: str | None = None
    frist_oenskes: bool = False


@dataclass(frozen=True, slots=True)
class Noted:
    """It is answered by the Danish day `senest`."""

    anmodning: uuid.UUID
    senest: date


def note_file_request(command: NoteFileRequest, database: Database, now: datetime) -> Noted | NotTaken:
    """Keeps the request. Raises NotSeen, Busy."""
    return casework.act(database, ACTION, now, lambda session: _note(session, command, now))


def judge(of: Open, dag: date) -> Decision:
    """What the law says of noting a request of that day. Writes nothing."""
    known = aktindsigter.of_case(of.session, of.sag.view.public_id)
    waits = any(one.is_open for one in known)
    opened = day_of(of.sag.view.aabnet_at)
    return aktindsigt.noter(of.sag.view.af, of.today, dag, venter=waits, aabnet=opened)


def _note(session: Session, command: NoteFileRequest, now: datetime) -> Noted | NotTaken:
    of = step.find(session, command.of, now, for_update=True)
    same = (command.dag, command.kanal, command.ord or None)
    for one in aktindsigter.of_case(session, command.of.sag):
        if one.is_open and (one.dag, one.kanal, one.ord) == same:
            return Noted(one.public_id, one.frist)
    decision = judge(of, command.dag)
    casework.record(session, of.seen, ACTION, decision, now)
    if not decision.allowed:
        return NotTaken(decision)
    senest = date.fromisoformat(str(decision.result["senest"]))
    asked = aktindsigter.Asked(
        command.ord or None,
        senest,
        now,
        frist_oenskes=command.frist_oenskes and kan_afbrydes(of.sag.gang, command.dag),
        dag=command.dag,
        kanal=command.kanal,
        noted_by_id=of.seen.worker.id,
    )
    return Noted(aktindsigter.ask(session, of.sag.view.id, asked), senest)
