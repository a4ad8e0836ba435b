"""Runs one action and kills itself, with SIGKILL, at a given moment.

A moment is the end of a statement, the last instant before the commit, and the first one after it. Started by
`test_all_or_nothing.py` with a database and the command as JSON; told moment after moment on standard input.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from typing import Any
from uuid import UUID

from sqlalchemy import event

from portal.actions.book_jobsamtale import BookJobsamtale, book_jobsamtale
from portal.actions.call_off_jobsamtale import CallOffJobsamtale, call_off_jobsamtale
from portal.actions.lift_fratagelse import LiftFratagelse, lift_fratagelse
from portal.actions.move_jobsamtale import MoveJobsamtale, move_jobsamtale
from portal.actions.require_fremmoede import RequireFremmoede, require_fremmoede
from portal.actions.revoke_selvbooking import RevokeSelvbooking, revoke_selvbooking
from portal.policy.facts import SamtaleArt, Samtaleform
from portal.policy.fratagelse import Grundlag, Hoering, Undtagelse
from portal.store.database import Database
from tests.store.town import NOW


class Killer:
    """Counts moments and ends the process at the one that was asked for."""

    def __init__(self, moment: int) -> None:
        self._left = moment

    def moment(self, *_: Any) -> None:
        self._left -= 1
        if self._left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def watch(self, database: Database) -> None:
        engine = database.engine
        event.listen(engine, "after_cursor_execute", self.moment)
        event.listen(engine, "commit", self.moment)
        # The dialect's own commit returns when the database has said that it is done.
        commit = engine.dialect.do_commit

        def commit_and_tell(connection: Any) -> None:
            commit(connection)
            self.moment()

        engine.dialect.do_commit = commit_and_tell


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
    """For each line that says a moment, a process runs the action; a line says how it ended."""
    url, command = sys.argv[1], json.loads(sys.argv[2])
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            run_killed(url, command, int(line))
            os._exit(0)
        _, status = os.waitpid(child, 0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()


main()
