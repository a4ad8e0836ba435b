"""Measures every country of one database, a little of each in turn, so that all meet the same machine."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from flask import Flask

from bench import decisions, pgbench, raw
from bench.caller import Caller, form_to
from bench.country import Country
from bench.raw import Driver
from bench.recording import Steps, for_anybody, recorded
from bench.visitors import Visitor, arrive, booking, searching
from portal.actions.find_times import times_for
from portal.app import create_app
from portal.policy.facts import Facts
from portal.settings import Settings
from portal.store import facts, slots
from portal.store.database import Database, Session
from portal.store.views import SlotView
from tests.load.portal import Portal, environment, free_port, running_gunicorn

KEYS = (b"e" * 32, b"h" * 32)
WORKERS = 2
CLIENTS = 2
WARMING = 20
"""Bookings of each client before the first race: a portal that runs has met every statement."""
FIND = "/find-tid"


@dataclass(frozen=True)
class Effort:
    """How much is measured. `searchers` citizens search `rounds` times each, `bookers` book once each.

    `heats`: how often the portal and the bare statements race, with `each` bookings for each client.
    """

    searchers: int
    rounds: int
    bookers: int
    heats: int
    each: int
    raw_each: int

    @property
    def bookings(self) -> int:
        raced = CLIENTS * (WARMING + self.heats * (self.each + self.raw_each))
        return 1 + 2 * self.bookers + raced


@dataclass
class Measured:
    """One country: seconds of each request and of its bare statements, bookings a second of each heat."""

    country: Country
    find: list[float] = field(default_factory=list)
    find_raw: list[float] = field(default_factory=list)
    book: list[float] = field(default_factory=list)
    book_raw: list[float] = field(default_factory=list)
    heats: list[tuple[float, float]] = field(default_factory=list)
    find_statements: int = 0
    book_statements: int = 0


@dataclass
class Stand:
    """A portal that is running in front of one country, and who comes to it."""

    measured: Measured
    url: str
    caller: Caller
    database: Database
    app: Flask
    own: Driver
    searchers: list[Visitor]
    bookers: Iterator[Visitor]
    searches: list[Steps] = field(default_factory=list)
    booking: Steps = field(default_factory=list)


@dataclass(frozen=True)
class Law:
    decision_us: float
    thousand_times_ms: float


def measure(
    urls: dict[str, str], countries: Sequence[Country], citizens: int, effort: Effort, raced: Sequence[str]
) -> tuple[list[Measured], Law]:
    """`raced`: the names of the countries in which bookings a second are counted."""
    with ExitStack() as open_ones, tempfile.TemporaryDirectory(prefix="portal-bench-") as folder:
        stands = [
            open_ones.enter_context(_stand(urls[c.name], c, citizens, effort, Path(folder)))
            for c in countries
        ]
        for stand in stands:
            _record(stand)
        _searches(stands, effort)
        _bookings(stands, effort)
        for stand in stands:
            if stand.measured.country.name in raced:
                _race(stand, effort, Path(folder))
        law = _law(stands[-1])
    return [stand.measured for stand in stands], law


@contextmanager
def _stand(url: str, country: Country, citizens: int, effort: Effort, folder: Path) -> Iterator[Stand]:
    portal = Portal(f"http://127.0.0.1:{free_port()}", "http://127.0.0.1:1")
    env = environment(portal, url, KEYS)
    database = Database(url, lock_timeout_ms=20_000)
    app = create_app(Settings.from_environment(env), database)
    own = raw.driver(url)
    with running_gunicorn(portal, env, WORKERS, folder / f"{country.name}.log"):
        searchers = searching(citizens, effort.searchers)
        visitors = iter(arrive(app, database, own, country, searchers + booking(citizens, effort.bookings)))
        yield Stand(
            Measured(country),
            url,
            Caller(portal.url),
            database,
            app,
            own,
            list(islice(visitors, len(searchers))),
            visitors,
        )
    own.close()
    database.close()


def _record(stand: Stand) -> None:
    """What every search and one booking sends to the database, from inside a portal of our own."""
    client: Any = stand.app.test_client(use_cookies=False)

    def ask(visitor: Visitor, method: str, path: str, **more: Any) -> Any:
        return client.open(
            path, method=method, base_url=stand.caller.url, headers={"Cookie": visitor.cookie}, **more
        )

    for visitor in stand.searchers:
        with recorded(stand.database.engine) as steps:
            answer = ask(visitor, "GET", FIND)
        _expect(answer.status_code, 200, answer.text)
        stand.searches.append(steps)
    stand.measured.find_statements = max(_count(steps) for steps in stand.searches)
    visitor = next(stand.bookers)
    form = form_to("/book", ask(visitor, "GET", visitor.check).text) | {"telefon": "20304050"}
    with recorded(stand.database.engine) as steps:
        answer = ask(visitor, "POST", "/book", data=form)
    _expect(answer.status_code, 303, answer.text)
    stand.booking = for_anybody(steps, _known(stand, visitor, form["indsendelse"]))
    stand.measured.book_statements = _count(steps)


def _known(stand: Stand, visitor: Visitor, submission: str) -> dict[str, Any]:
    """The values of this booking, with the keys it got: nobody else has booked since."""
    as_uuid = type(visitor.values["slot_public"])
    values = visitor.values | {"submission": as_uuid(submission.replace("-", ""))}
    for table in ("booking", "decision"):
        values[table] = stand.own.rows(f"SELECT max(id) FROM {table}")[0][0]
    return values


def _searches(stands: Sequence[Stand], effort: Effort) -> None:
    for n in range(-1, effort.rounds):
        for number in range(effort.searchers):
            for stand in stands:
                visitor = stand.searchers[number]
                answer = stand.caller.get(FIND, visitor.cookie)
                _expect(answer.status, 200, answer.body)
                seconds = stand.own.run(stand.searches[number], visitor.values)
                if n >= 0:  # the round before warms up both
                    stand.measured.find.append(answer.seconds)
                    stand.measured.find_raw.append(seconds)


def _bookings(stands: Sequence[Stand], effort: Effort) -> None:
    for _ in range(effort.bookers):
        for stand in stands:
            (request,) = _forms(stand, [next(stand.bookers)])
            answer = stand.caller.send(request)
            _expect(answer.status, 303, answer.body)
            stand.measured.book.append(answer.seconds)
            stand.measured.book_raw.append(stand.own.run(stand.booking, next(stand.bookers).values))


def _race(stand: Stand, effort: Effort, folder: Path) -> None:
    """Bookings a second: the portal, then the same statements without it, and again."""
    postgresql = stand.url.startswith("postgresql")
    bare = list(islice(stand.bookers, CLIENTS * effort.heats * effort.raw_each))
    values = [visitor.values for visitor in bare]
    written = folder / f"{stand.measured.country.name}.pgbench"
    if postgresql:
        pgbench.write_list(stand.url, values)
        written.write_text(pgbench.script(stand.url, stand.booking))
    per_heat = CLIENTS * effort.raw_each
    _portal_per_second(stand, WARMING)
    for heat in range(effort.heats):
        through = _portal_per_second(stand, effort.each)
        first = heat * per_heat
        if postgresql:
            without = pgbench.per_second(stand.url, written, first, effort.raw_each, CLIENTS)
        else:
            mine = values[first : first + per_heat]
            split = [mine[client::CLIENTS] for client in range(CLIENTS)]
            without = raw.per_second(stand.url, stand.booking, split)
        stand.measured.heats.append((through, without))


def _portal_per_second(stand: Stand, each: int) -> float:
    requests = _forms(stand, list(islice(stand.bookers, CLIENTS * each)))

    def client(number: int) -> None:
        for request in requests[number::CLIENTS]:
            answer = stand.caller.send(request)
            _expect(answer.status, 303, answer.body)

    with ThreadPoolExecutor(CLIENTS) as pool:
        begun = time.perf_counter()
        list(pool.map(client, range(CLIENTS)))
        seconds = time.perf_counter() - begun
    return len(requests) / seconds


def _forms(stand: Stand, visitors: Sequence[Visitor]) -> list[bytes]:
    """The confirming requests, after their pages have been read."""
    requests = []
    for visitor in visitors:
        page = stand.caller.get(visitor.check, visitor.cookie)
        _expect(page.status, 200, page.body)
        form = form_to("/book", page.body) | {"telefon": "20304050"}
        requests.append(stand.caller.prepared("/book", visitor.cookie, form))
    return requests


def _law(stand: Stand) -> Law:
    now = datetime.now(UTC)

    def known(session: Session) -> list[tuple[Facts, list[SlotView]]]:
        found = []
        for visitor in stand.searchers:
            person = facts.load(session, visitor.person, now)
            query = times_for(session, person, now).query
            assert query is not None
            found.append((person.facts, list(slots.search(session, query).slots)))
        return found

    everybody = stand.database.read(known)
    return Law(
        decisions.decision_us([(known, offered[-1]) for known, offered in everybody], now),
        statistics.median(decisions.thousand_times_ms(known, offered, now) for known, offered in everybody),
    )


def _count(steps: Steps) -> int:
    return sum(step.is_statement for step in steps)


def _expect(status: int, wanted: int, body: str) -> None:
    if status != wanted:
        raise RuntimeError(f"the portal answered {status}, not {wanted}: {body[:2000]}")
