"""Runs the relay and kills itself, with SIGKILL, at a given moment: as `tests.killer` has it, and just before
and after the receiver has taken something.

Started by `test_relay_killed.py` with a database and the file in which the receiver writes down what it took.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from portal.delivery.channel import Row
from portal.store import outbox
from portal.store.database import Database, Session
from tests.delivery.outbox import Receiver, drain
from tests.killer import Killer, each_in_a_child
from tests.store.town import NOW

TOPIC = "frist.set"


class OnFile(Receiver):
    """A receiver that outlives who sends to it, and takes under an id once."""

    def __init__(self, file: Path, moment: Callable[[], None] = lambda: None) -> None:
        super().__init__()
        self._file = file
        self._moment = moment

    def send(self, message: str, row: Row) -> str | None:
        self._moment()
        if str(row.public_id) not in self.taken():
            with self._file.open("a", encoding="ascii") as file:
                file.write(f"{row.public_id}\n")
        self._moment()
        return None

    def taken(self) -> list[str]:
        return self._file.read_text(encoding="ascii").split() if self._file.exists() else []


def to_letter(session: Session, row: Row, now: object) -> None:
    del now
    outbox.enqueue(session, "letter.written", {"of": str(row.public_id)}, row.person_id, NOW)


def main() -> None:
    url, file = sys.argv[1], Path(sys.argv[2])

    def run(moment: int) -> None:
        database = Database(url, lock_timeout_ms=10_000)
        # Opening the connection is no part of it.
        database.read(lambda session: None)
        killer = Killer(moment)
        killer.watch(database)
        drain(database, {"post": OnFile(file, killer.moment)}, NOW, {TOPIC: to_letter}, {})

    each_in_a_child(run)


if __name__ == "__main__":
    main()
