"""`portal worker`: the relay as a process of its own, beside others on PostgreSQL and alone on SQLite."""

from __future__ import annotations

import signal
import threading
from datetime import datetime

from portal.delivery import post
from portal.delivery.channels import channels
from portal.delivery.relay import EVERY_MINUTE, Look, Relay, Say
from portal.settings import Settings
from portal.store import outbox_claims, signs
from portal.store.alone import alone, several_may_write
from portal.store.database import Database


class AnotherWorker(Exception):
    """One works already, and SQLite has one writer at a time: two would wait for each other."""


def work_until_told(settings: Settings, database: Database, say: Say) -> None:
    """Works until SIGTERM or Ctrl-C. Raises AnotherWorker. For a process's main thread."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    work(settings, database, stop, say)


def work(settings: Settings, database: Database, stop: threading.Event, say: Say) -> None:
    """Sends what is due until `stop` is set. Raises AnotherWorker."""
    relay = Relay(database, channels(settings), every_minute=_every_minute(settings))
    if several_may_write(database):
        relay.run(stop, say)
        return
    with alone(database, "worker") as first:
        if not first:
            raise AnotherWorker
        # Whatever is claimed now, its worker is dead.
        database.write(outbox_claims.free_all)
        relay.run(stop, say)


def _every_minute(settings: Settings) -> tuple[Look, ...]:
    heard = post.receipts(settings)
    looks: tuple[Look, ...] = (_sign_of_life, *EVERY_MINUTE)
    return (*looks, heard) if heard is not None else looks


def _sign_of_life(database: Database, now: datetime) -> None:
    database.write(lambda session: signs.give(session, signs.WORKER, now))
