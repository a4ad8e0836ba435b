"""Runs one action and kills itself, with SIGKILL, at a given moment.

A moment is the end of a statement, the last instant before the commit, and the first one after it. Started by
`test_all_or_nothing.py` with a database and the command as JSON; told moment after moment on standard input.
"""

from __future__ import annotations

import json
import sys
from typing import Any
from uuid import UUID

from portal.actions.book_jobsamtale import BookJobsamtale, book_jobsamtale
from portal.actions.call_off_jobsamtale import CallOffJobsamtale, call_off_jobsamtale
from portal.actions.lift_fratagelse import LiftFratagelse, lift_fratagelse
from portal.actions.move_jobsamtale import MoveJobsamtale, move_jobsamtale
from portal.actions.require_fremmoede import RequireFremmoede, require_fremmoede
from portal.actions.revoke_selvbooking import RevokeSelvbooking, revoke_selvbooking
from portal.policy.facts import SamtaleArt, Samtaleform
from portal.policy.fratagelse import Grundlag, Hoering, Undtagelse
from portal.store.database import Database
from tests.killer import Killer, each_in_a_child
from tests.store.town import NOW


def run(command: dict[str, Any], database: Database) -> None:
    person = int(command["person"])
    if command["action"] == "book":
        book_jobsamtale(
            BookJobsamtale(
                person,
                UUID(command["slot"]),
                SamtaleArt.JOBSAMTALE,
                Samtaleform.TELEFON,
                UUID(command["submission"]),
            ),
            database,
            NOW,
        )
    elif command["action"] == "move":
        move = MoveJobsamtale(person, UUID(command["booking"]), UUID(command["slot"]), Samtaleform.VIDEO)
        move_jobsamtale(move, database, NOW)
    elif command["action"] == "revoke":
        revoke_selvbooking(_revocation(command), database, NOW)
    elif command["action"] == "lift":
        lift_fratagelse(LiftFratagelse(int(command["worker"]), UUID(command["who"]), "Aftalt"), database, NOW)
    elif command["action"] == "require":
        require = RequireFremmoede(
            int(command["worker"]), UUID(command["who"]), UUID(command["booking"]), "Vi skal mødes"
        )
        require_fremmoede(require, database, NOW)
    else:
        call_off_jobsamtale(CallOffJobsamtale(person, UUID(command["booking"])), database, NOW)


def _revocation(command: dict[str, Any]) -> RevokeSelvbooking:
    return RevokeSelvbooking(
        int(command["worker"]),
        UUID(command["who"]),
        Grundlag.ANDEN_MAADE,
        "Fordi",
        Hoering(undtaget=Undtagelse.AKS_6),
    )


def run_killed(url: str, command: dict[str, Any], moment: int) -> None:
    database = Database(url, lock_timeout_ms=10_000)
    # Opening the connection is no part of the action.
    database.read(lambda session: None)
    Killer(moment).watch(database)
    run(command, database)


def main() -> None:
    url, command = sys.argv[1], json.loads(sys.argv[2])
    each_in_a_child(lambda moment: run_killed(url, command, moment))


main()
