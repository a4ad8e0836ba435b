"""The relay: takes what is due from the outbox, row by row, works on it inside or hands it to its channel.

Each way out has a thread of its own, so that a receiver who is slow does not hold up what goes to others.
What is for one person goes in order all the same (`portal.store.outbox_claims`).
"""

from __future__ import annotations

import random
import threading
import traceback
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any, Final, Literal

import structlog

from portal import clock
from portal.actions.offer_freed import offer_freed
from portal.actions.print_daily import print_daily
from portal.actions.remind import remind
from portal.delivery import routes
from portal.delivery.backoff import LAST, next_attempt
from portal.delivery.channel import Channel, Inside, NotNow, Row, Undeliverable
from portal.store import outbox, outbox_claims, undelivered
from portal.store.alone import alone
from portal.store.database import Database, Session
from portal.store.outbox_claims import Claimed

Say = Callable[[str], None]
Look = Callable[[Database, datetime], object]
Outcome = Literal["done", "retried", "given_up"]

EVERY_MINUTE: Final[tuple[Look, ...]] = (remind, offer_freed, print_daily)
"""What is looked for at least once a minute, whatever is in the outbox. Only one worker does it at a time."""

IDLE_SECONDS: Final = 1.0
BETWEEN_LOOKS_SECONDS: Final = 30.0
"""Less than a minute, so that with what the looks take it is one at the most."""
WORKER_DIED: Final = "worker_died"
UNKNOWN_TOPIC: Final = "unknown_topic"
OVER: Final = "over"
"""There was nothing to tell any more."""

_RANDOM = random.SystemRandom()
_log = structlog.get_logger(__name__)


class Relay:
    """`channels`: those that are set up, for each lane that leaves the house. Rows of the others wait.

    Safe beside other relays on the same database.
    """

    def __init__(
        self,
        database: Database,
        channels: Mapping[str, Channel[Any]],
        inside: Mapping[str, Inside] = routes.INSIDE,
        kept: Mapping[str, str] = routes.KEPT,
        every_minute: Sequence[Look] = EVERY_MINUTE,
        chance: Callable[[], float] = _RANDOM.random,
    ) -> None:
        self._database = database
        self._channels = channels
        self._inside = inside
        self._kept = kept
        self._every_minute = every_minute
        self._chance = chance

    @property
    def lanes(self) -> tuple[str, ...]:
        return (outbox.INSIDE, *self._channels)

    def one(self, lane: str, now: datetime) -> Outcome | None:
        """Does the row that goes this way and is due the longest. None: there is none. Raises Busy."""
        claimed = self._database.write(lambda session: outbox_claims.claim(session, lane, now, self.lanes))
        if claimed is None:
            return None
        if claimed.attempts > LAST:
            # Whoever tried it before never came back to say how it went.
            return self._failed(claimed, WORKER_DIED, None, now)
        try:
            self._do(lane, claimed, now)
        except Undeliverable as error:
            return self._failed(claimed, str(error), None, now)
        except NotNow as error:
            if error.until is not None and error.until > now:
                return self._not_yet(claimed, str(error), error.until)
            return self._failed(claimed, str(error), self._later(claimed, now), now)
        except Exception as error:  # noqa: BLE001 - whatever is wrong with one row, the others go on
            # Where it broke, and not what it said: that may be about somebody.
            where = "".join(traceback.format_tb(error.__traceback__))
            _log.error("outbox.broke", row=str(claimed.public_id), topic=claimed.topic, where=where)
            return self._failed(claimed, type(error).__name__, self._later(claimed, now), now)
        return "done"

    def run(self, stop: threading.Event, say: Say) -> None:
        """Goes on until `stop` is set, and then ends after the rows that are in hand."""
        say(f"Working on {', '.join(self.lanes)}.")
        threads = [
            threading.Thread(target=self._keep_going, args=(lane, stop), name=f"relay-{lane}")
            for lane in self.lanes
        ]
        threads.append(threading.Thread(target=self._each_minute, args=(stop,), name="relay-minute"))
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        say("Stopped.")

    def _do(self, lane: str, claimed: Claimed, now: datetime) -> None:
        row = _row(claimed)
        if lane == outbox.INSIDE:
            self._database.write(lambda session: self._inside_one(session, row, now))
        else:
            self._send(self._channels[lane], row, now)

    def _inside_one(self, session: Session, row: Row, now: datetime) -> None:
        work = self._inside.get(row.topic)
        if work is None and row.topic not in self._kept:
            raise Undeliverable(UNKNOWN_TOPIC)
        # Marked first: a second worker waits here, and then finds that it was done.
        if outbox_claims.mark_sent(session, row.id, now) and work is not None:
            work(session, row, now)

    def _send(self, channel: Channel[Any], row: Row, now: datetime) -> None:
        message = self._database.read(lambda session: channel.prepare(session, row, now))
        if message is None:
            self._database.write(lambda session: outbox_claims.mark_sent(session, row.id, now, OVER))
            return
        receipt = channel.send(message, row)

        def keep(session: Session) -> None:
            if outbox_claims.mark_sent(session, row.id, now):
                channel.sent(session, row, message, receipt, now)

        self._database.write(keep)

    def _later(self, claimed: Claimed, now: datetime) -> datetime | None:
        return next_attempt(claimed.attempts, now, self._chance())

    def _failed(self, claimed: Claimed, why: str, until: datetime | None, now: datetime) -> Outcome:
        told = {"row": str(claimed.public_id), "topic": claimed.topic, "why": why}
        if until is None:
            self._database.write(lambda session: _give_up(session, claimed, why, now))
            _log.error("outbox.given_up", **told)
            return "given_up"
        self._database.write(lambda session: outbox_claims.put_off(session, claimed, why, until))
        _log.warning("outbox.put_off", **told, attempts=claimed.attempts)
        return "retried"

    def _not_yet(self, claimed: Claimed, why: str, until: datetime) -> Outcome:
        self._database.write(lambda session: outbox_claims.put_off(session, claimed, why, until, tried=False))
        return "retried"

    def _keep_going(self, lane: str, stop: threading.Event) -> None:
        while not stop.is_set():
            if not _survived(lane, partial(self._next, lane)):
                stop.wait(IDLE_SECONDS)

    def _next(self, lane: str) -> bool:
        """Whether there was a row to do. To look first costs less than to be about to write."""
        now = clock.now()
        due = self._database.look(lambda session: outbox_claims.is_due(session, lane, now, self.lanes))
        return due and self.one(lane, now) is not None

    def _each_minute(self, stop: threading.Event) -> None:
        while not stop.is_set():
            _survived("every_minute", self._look_around)
            stop.wait(BETWEEN_LOOKS_SECONDS)

    def _look_around(self) -> bool:
        with alone(self._database, "every-minute") as first:
            for look in self._every_minute if first else ():
                _survived(look.__module__, partial(_look, look, self._database))
        return first


def _give_up(session: Session, claimed: Claimed, why: str, now: datetime) -> None:
    organisation = undelivered.whose(session, claimed.person_id, claimed.payload)
    outbox_claims.give_up(session, claimed, why, organisation, now)


def _look(look: Look, database: Database) -> bool:
    look(database, clock.now())
    return True


def _row(claimed: Claimed) -> Row:
    return Row(
        id=claimed.id,
        public_id=claimed.public_id,
        person_id=claimed.person_id,
        topic=claimed.topic,
        payload=claimed.payload,
        created_at=claimed.created_at,
        attempts=claimed.attempts - 1,
    )


def _survived(what: str, work: Callable[[], bool]) -> bool:
    """What `work` gives; False where it broke, as it does while the database is away."""
    try:
        return work()
    except Exception as error:  # noqa: BLE001 - a worker goes on as long as it is wanted
        where = "".join(traceback.format_tb(error.__traceback__))
        _log.error("worker.broke", what=what, why=type(error).__name__, where=where)
        return False
