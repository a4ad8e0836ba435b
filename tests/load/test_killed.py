"""Killed 200 times under load, 100 times on each database: web processes and workers, at random moments.

What was acknowledged stands, each message reaches the receiver, none of them twice, each person's in order.
"""

from __future__ import annotations

import itertools
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import psutil
import pytest
import requests
from sqlalchemy import select, update

from portal.delivery.channels import channels
from portal.settings import Settings
from portal.store.database import Database
from portal.store.tables import Organisation
from portal.store.tables_case import Letter, Outbox
from portal.store.tables_meeting import Booking
from tests.actions.courses import in_the_a_kasse
from tests.delivery.outbox import drain
from tests.load.portal import ROOT, Browser, NoForm, Portal, environment, free_port, wait_for
from tests.load.receiver import Receiver, running_receiver
from tests.load.test_one_place import KEYS, City, long_ago
from tests.store.town import Town

pytestmark = [pytest.mark.long, pytest.mark.alone]

KILLS = 100
CITIZENS = 6
TIMES_EACH = 8
WEB = 3
PAUSE_SECONDS = 0.2
SEED = 20261120
LANES = ("inside", "post")
BOOKED = ("booking.booked", "booking.moved")


class Program:
    """A process that is started again whenever it was killed. `words`: what its log says once it works."""

    def __init__(self, command: list[str], env: Mapping[str, str], log: Path, words: str) -> None:
        self._command = command
        self._env = dict(os.environ) | env
        self._log = log
        self._words = words
        self.start()

    def start(self) -> None:
        self._log.write_bytes(b"")
        with self._log.open("ab") as output:
            self.process = subprocess.Popen(
                self._command,
                cwd=ROOT,
                env=self._env,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )

    @property
    def works(self) -> bool:
        return self._words in self._log.read_text(encoding="utf-8")

    def children(self) -> list[psutil.Process]:
        try:
            return psutil.Process(self.process.pid).children()
        except psutil.NoSuchProcess:
            return []

    def kill(self) -> None:
        """All of it at once, as when a machine dies."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def stop(self) -> None:
        self.process.terminate()
        try:
            self.process.wait(15)
        except subprocess.TimeoutExpired:
            self.kill()


@dataclass
class Citizen:
    """Somebody who books, and then moves the meeting among times of their own.

    `acknowledged`: the beginnings of the times that the portal said were theirs, in order.
    """

    key: int
    browser: Browser
    times: Mapping[UUID, datetime]
    acknowledged: list[datetime] = field(default_factory=list)

    def book(self) -> str:
        """Books the first of the times; gives the meeting as addresses name it."""
        slot = next(iter(self.times))
        answer = self.browser.send(
            self.browser.form(f"/tjek-svar?tid={slot}&form=telefon", "/book"), telefon="20304050"
        )
        assert answer.status_code == 303
        self.acknowledged.append(self.times[slot])
        return answer.headers["Location"].split("/")[-2]

    def move(self, booking: str, stop: threading.Event) -> None:
        """Moves the meeting from one time to the next until `stop`. What is refused was done before, by a
        process that died before it said so.
        """
        address = f"/samtale/{booking}/flyt"
        for slot in itertools.cycle(self.times):
            if stop.wait(PAUSE_SECONDS):
                return
            with suppress(requests.RequestException, NoForm):
                form = self.browser.form(f"{address}/tjek?tid={slot}&form=telefon", address)
                if self.browser.send(form, telefon="20304050").status_code == 303:
                    self.acknowledged.append(self.times[slot])


class House:
    """The portal's processes and its workers, and who kills them."""

    def __init__(self, portal: Portal, env: dict[str, str], workers: int, folder: Path) -> None:
        gunicorn = [
            *(sys.executable, "-m", "gunicorn", "portal.app:from_environment()"),
            *("--config", "python:portal.serving", "--bind", portal.url.removeprefix("http://")),
            # What each process would load anew is loaded once: one that was killed is soon replaced.
            *("--workers", str(WEB), "--graceful-timeout", "3", "--preload"),
        ]
        relay = [sys.executable, "-c", "from portal.cli import main; main()", "worker"]
        env = env | {"PYTHONUNBUFFERED": "1"}
        self.web = Program(gunicorn, env, folder / "web.log", "Booting worker")
        self.workers = [Program(relay, env, folder / f"worker-{n}.log", "Working on") for n in range(workers)]
        self.killed = 0
        wait_for(f"{portal.url}/helbred", self.web.process, folder / "web.log")

    def kill_one(self, chance: random.Random) -> None:
        """One process of the portal, a worker, or now and then the whole portal at once."""
        lot = chance.random()
        if lot < 0.45:
            working = [worker for worker in self.workers if worker.works]
            if working:
                self._again(chance.choice(working))
            return
        if lot < 0.5:
            self._again(self.web)
            return
        children = self.web.children()
        if len(children) == WEB:
            chance.choice(children).kill()
            self.killed += 1

    def _again(self, program: Program) -> None:
        program.kill()
        self.killed += 1
        program.start()

    def stop(self) -> None:
        for program in (self.web, *self.workers):
            program.stop()


@contextmanager
def living(citizens: list[Citizen]) -> Iterator[None]:
    stop = threading.Event()
    booked = [citizen.book() for citizen in citizens]
    threads = [
        threading.Thread(target=citizen.move, args=(booking, stop))
        for citizen, booking in zip(citizens, booked, strict=True)
    ]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        stop.set()
        for thread in threads:
            thread.join()


def test_killed_again_and_again_it_loses_nothing_and_tells_nothing_twice(
    migrated_url: str, database_kind: str, tmp_path: Path
) -> None:
    chance = random.Random(SEED)
    database = Database(migrated_url, lock_timeout_ms=20_000)
    town = Town(database)
    cvr = update(Organisation).values(cvr="12345678")
    database.write(lambda session: session.execute(cvr))
    portal = Portal(f"http://127.0.0.1:{free_port()}", f"http://127.0.0.1:{free_port()}")
    with ExitStack() as stack:
        stack.callback(database.close)
        receiver = stack.enter_context(running_receiver())
        env = environment(portal, migrated_url, KEYS)
        env |= {"PORTAL_POST_WAY": "own", "PORTAL_POST_URL": receiver.url}
        stack.enter_context(running_provider(portal, tmp_path / "provider.log"))
        house = House(portal, env, 2 if database_kind == "postgresql" else 1, tmp_path)
        stack.callback(house.stop)
        citizens = moved_in(City(town, portal))
        with living(citizens):
            while house.killed < KILLS:
                wait_for_load(citizens)
                time.sleep(chance.uniform(0, 1))
                house.kill_one(chance)
        house.stop()

        # By then what the dead held has come free, and what was put off is due.
        later = datetime.now(UTC) + timedelta(hours=6)
        drain(database, channels(Settings.from_environment(env)), later)
        everything_holds(database, citizens, receiver)


def wait_for_load(citizens: list[Citizen]) -> None:
    """Returns once somebody was told that something was done; nobody is killed at rest."""

    def told() -> int:
        return sum(len(citizen.acknowledged) for citizen in citizens)

    before, give_up = told(), time.monotonic() + 60
    while told() == before:
        assert time.monotonic() < give_up
        time.sleep(0.02)


def moved_in(city: City) -> list[Citizen]:
    """Each with times of their own, an hour apart."""
    found = []
    for n, (key, browser) in enumerate(city.citizens([in_the_a_kasse(long_ago(28))] * CITIZENS)):
        starts = [city.soon + timedelta(days=n, hours=hour - 4) for hour in range(TIMES_EACH)]
        found.append(Citizen(key, browser, {city.town.slot(start): start for start in starts}))
    return found


@contextmanager
def running_provider(portal: Portal, log: Path) -> Iterator[None]:
    port = portal.provider.rpartition(":")[2]
    command = [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "--port", port]
    provider = Program(command, {}, log, "")
    try:
        wait_for(f"{portal.provider}/.well-known/openid-configuration", provider.process, log)
        yield
    finally:
        provider.stop()


def everything_holds(database: Database, citizens: list[Citizen], receiver: Receiver) -> None:
    sent = select(Outbox).where(Outbox.lane.in_(LANES)).order_by(Outbox.id)
    rows = database.read(lambda session: list(session.scalars(sent)))
    assert [(row.topic, row.last_error) for row in rows if row.sent_at is None] == []
    acknowledged = 0
    for citizen in citizens:
        own = [row for row in rows if row.person_id == citizen.key]
        told = [row for row in own if row.topic in BOOKED]
        starts = [datetime.fromisoformat(row.payload["start"]) for row in told]
        assert is_within(citizen.acknowledged, starts)
        assert standing(database, citizen.key) == starts[-1:]
        # A letter is written in the transaction that marks its row: however often whoever wrote it was
        # killed, there is one. Where the meeting was moved again by then, the later row has the letter.
        written = letters(database, citizen.key)
        assert Counter(written) <= Counter(row.sent_at for row in told)
        assert told[-1].sent_at in written
        post = [row.public_id for row in own if row.lane == "post"]
        assert len(post) == len(written)
        assert [key for key in receiver.kept if key in post] == post
        acknowledged += len(citizen.acknowledged)
    assert len(receiver.kept) == len(set(receiver.kept)) == sum(row.lane == "post" for row in rows)
    tried = sum(row.attempts > 1 for row in rows)
    sys.stdout.write(
        f"{acknowledged} bookings acknowledged, {len(rows)} rows sent, {tried} of them begun more than once,"
        f" {receiver.repeated} sent again to the receiver\n"
    )
    assert acknowledged >= KILLS
    assert tried > 0  # somebody was killed who was at it


def is_within(some: list[Any], all_of_them: list[Any]) -> bool:
    """Whether they stand there in that order, with or without others between them."""
    left = iter(all_of_them)
    return all(one in left for one in some)


def standing(database: Database, person: int) -> list[datetime]:
    planned = select(Booking.start).where(Booking.person_id == person, Booking.status == "planlagt")
    return list(database.read(lambda session: session.scalars(planned)))


def letters(database: Database, person: int) -> list[datetime]:
    """When each of the person's letters was written."""
    query = select(Letter.written_at).where(Letter.person_id == person)
    return list(database.read(lambda session: session.scalars(query)))
