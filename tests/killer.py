"""A process that kills itself, with SIGKILL, at a given moment; and who asks it to, moment after moment.

A moment is the end of a statement, the last instant before a commit, and the first one after it.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import event

from portal.store.database import Database

ROOT = Path(__file__).parents[1]


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


def each_in_a_child(work: Callable[[int], None]) -> None:
    """For each line on standard input, which says a moment, a process does it; a line says how it ended."""
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            work(int(line))
            os._exit(0)
        _, status = os.waitpid(child, 0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()


@contextmanager
def dying(module: str, *arguments: str) -> Iterator[Callable[[int], bool]]:
    """Starts a module that ends in `each_in_a_child`. Gives what asks it: whether it died at that moment."""
    with subprocess.Popen(
        [sys.executable, "-m", module, *arguments],
        cwd=ROOT,
        text=True,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as runner:
        assert runner.stdin is not None
        assert runner.stdout is not None
        to, of = runner.stdin, runner.stdout

        def died(moment: int) -> bool:
            to.write(f"{moment}\n")
            to.flush()
            ended = int(of.readline())
            assert ended in (0, -signal.SIGKILL)
            return ended != 0

        yield died
        to.close()
