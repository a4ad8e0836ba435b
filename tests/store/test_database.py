"""A transaction is whole or nothing, waits no longer than told, and survives a fork."""

import multiprocessing
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import select, text, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from portal.store import people
from portal.store.database import TRIES, Busy, Conflict, Database
from portal.store.tables import Organisation, Person
from portal.store.tables_meeting import Slot
from tests.store.town import TEN, Town


def _names(database: Database) -> list[str]:
    return database.read(lambda s: list(s.scalars(select(Organisation.name).order_by(Organisation.id))))


def _rename(session: Session) -> None:
    session.execute(update(Organisation).values(name="Omdøbt"))


@contextmanager
def _locked(url: str, work: Any) -> Iterator[None]:
    """Somebody else's transaction, open for as long as the block lasts."""
    other = Database(url, lock_timeout_ms=10_000)
    has_it, may_go = threading.Event(), threading.Event()

    def hold(session: Session) -> None:
        work(session)
        has_it.set()
        may_go.wait(20)

    thread = threading.Thread(target=other.write, args=(hold,))
    thread.start()
    assert has_it.wait(20)
    try:
        yield
    finally:
        may_go.set()
        thread.join()
        other.close()


def test_what_fails_writes_nothing(town: Town) -> None:
    before = _names(town.database)

    def work(session: Session) -> None:
        _rename(session)
        raise KeyError("changed my mind")

    with pytest.raises(KeyError):
        town.database.write(work)
    assert _names(town.database) == before


def test_a_read_cannot_write(town: Town) -> None:
    before = _names(town.database)

    with pytest.raises(DBAPIError):
        town.database.read(_rename)
    assert _names(town.database) == before


def test_a_write_after_a_read_may_write(town: Town) -> None:
    _names(town.database)

    town.database.write(_rename)

    assert set(_names(town.database)) == {"Omdøbt"}


def test_a_read_sees_one_moment(town: Town) -> None:
    def work(session: Session) -> tuple[str, str]:
        name = select(Organisation.name).limit(1)
        before = session.scalars(name).one()
        other = Database(town.database.engine.url.render_as_string(hide_password=False), 1000)
        other.write(_rename)
        other.close()
        return before, session.scalars(name).one()

    before, after = town.database.read(work)

    assert before == after
    assert set(_names(town.database)) == {"Omdøbt"}


def test_who_waits_too_long_for_a_lock_is_told_that_it_is_busy(town: Town, migrated_url: str) -> None:
    person = town.person()
    impatient = Database(migrated_url, lock_timeout_ms=200)

    with _locked(migrated_url, lambda s: people.lock(s, person)), pytest.raises(Busy):
        impatient.write(lambda s: people.lock(s, person))

    impatient.write(lambda s: people.lock(s, person))
    impatient.close()


def test_reading_waits_for_nobody(town: Town, migrated_url: str) -> None:
    with _locked(migrated_url, _rename):
        assert "Omdøbt" not in _names(town.database)


def test_a_conflict_says_what_was_in_the_way_and_leaves_nothing(town: Town) -> None:
    slot = town.slot()

    def work(session: Session) -> None:
        _rename(session)
        session.execute(update(Slot).where(Slot.public_id == slot).values(free=-1))

    with pytest.raises(Conflict) as refusal:
        town.database.write(work)
    assert refusal.value.kind == "place_taken"
    assert "Omdøbt" not in _names(town.database)


def test_a_fault_of_ours_is_no_conflict(town: Town) -> None:
    with pytest.raises(DBAPIError):
        town.database.write(lambda s: s.execute(update(Organisation).values(holder="ukendt")))


@pytest.mark.parametrize("database_kind", ["postgresql"], indirect=True)
def test_two_who_lock_each_other_out_both_get_through(town: Town) -> None:
    people_ = [town.person(), town.person()]
    met = threading.Barrier(2)
    tries: list[int] = []

    def work(session: Session, first: int, second: int) -> None:
        tries.append(first)
        people.lock(session, first)
        if len(tries) <= 2:
            met.wait(10)
        people.lock(session, second)

    with ThreadPoolExecutor(2) as pool:
        orders = (people_, people_[::-1])
        done = [pool.submit(town.database.write, lambda s, o=order: work(s, *o)) for order in orders]

    assert [future.exception() for future in done] == [None, None]
    assert len(tries) > 2


@pytest.mark.parametrize("database_kind", ["postgresql"], indirect=True)
def test_what_can_never_be_put_in_order_is_given_up(town: Town) -> None:
    tries = []

    def work(session: Session) -> None:
        tries.append(1)
        session.execute(text("DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '40001'; END $$"))

    with pytest.raises(DBAPIError):
        town.database.write(work)
    assert len(tries) == TRIES


# Python 3.12 and later warn of forking beside threads, of which pytest-xdist has some. gunicorn forks too.
@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
def test_a_child_process_uses_connections_of_its_own(town: Town) -> None:
    town.database.write(_rename)
    parent_engine = town.database.engine
    context = multiprocessing.get_context("fork")
    answers: Any = context.Queue()

    def child() -> None:
        answers.put((town.database.engine is parent_engine, _names(town.database)))

    process = context.Process(target=child)
    process.start()
    engine_is_shared, names = answers.get(timeout=20)
    process.join()

    assert not engine_is_shared
    assert names == _names(town.database)
    assert town.database.engine is parent_engine


def test_as_many_threads_as_answer_requests_find_a_connection_each(town: Town) -> None:
    everybody = threading.Barrier(16)

    def work(session: Session) -> None:
        session.execute(select(Organisation.id))
        everybody.wait(20)

    with ThreadPoolExecutor(16) as pool:
        done = [pool.submit(town.database.read, work) for _ in range(16)]

    assert [future.exception() for future in done] == [None] * 16


def test_times_come_back_aware_and_in_utc(town: Town) -> None:
    in_denmark = datetime.fromisoformat("2024-07-01T10:00:00+02:00")
    slot = town.slot(in_denmark)

    start = town.database.read(lambda s: s.scalars(select(Slot.start).where(Slot.public_id == slot)).one())

    assert (start, start.tzinfo) == (datetime(2024, 7, 1, 8, tzinfo=UTC), UTC)


def test_a_time_without_a_zone_is_not_stored(town: Town) -> None:
    with pytest.raises(Exception, match="without a zone"):
        town.slot(TEN.replace(tzinfo=None))


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_an_sqlite_connection_keeps_what_it_acknowledged_and_watches_its_keys(database: Database) -> None:
    def pragma(name: str) -> Any:
        return database.read(lambda s: s.execute(text(f"PRAGMA {name}")).scalar_one())

    assert (pragma("journal_mode"), pragma("synchronous"), pragma("foreign_keys")) == ("wal", 2, 1)
    assert pragma("busy_timeout") == 10_000


@pytest.mark.parametrize("database_kind", ["postgresql"], indirect=True)
def test_a_postgresql_connection_waits_as_long_as_told_and_speaks_utc(database: Database) -> None:
    def setting(name: str) -> Any:
        return database.write(lambda s: s.execute(text(f"SHOW {name}")).scalar_one())

    assert (setting("lock_timeout"), setting("TimeZone")) == ("10s", "UTC")
    assert setting("transaction_isolation") == "read committed"


@pytest.mark.parametrize("database_kind", ["postgresql"], indirect=True)
def test_a_server_that_closed_its_connections_is_asked_again(database: Database, migrated_url: str) -> None:
    database.read(lambda s: s.execute(select(Person.id)).all())
    other = Database(migrated_url, 1000)
    kill = (
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
    other.write(lambda s: s.execute(text(kill)).all())
    other.close()

    assert database.read(lambda s: s.execute(select(Person.id)).all()) == []


def test_an_error_does_not_say_what_the_statement_was_about(database: Database) -> None:
    def fail(session: Session) -> None:
        session.execute(text("SELECT :secret FROM nowhere"), {"secret": "Kim Jensen"})

    with pytest.raises(DBAPIError) as caught:
        database.write(fail)

    assert "nowhere" in str(caught.value)
    assert "Kim Jensen" not in str(caught.value)
