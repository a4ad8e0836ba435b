"""What waits for paper is put in a file every morning, once, whoever looks and however often."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select

from portal.actions import print_daily
from portal.clock import COPENHAGEN
from portal.store import print_queue
from portal.store.database import Session
from portal.store.tables_case import Audit, Letter
from portal.store.tables_post import PrintBatch, PrintItem
from tests.store.town import NOW, Town

SIX = datetime(2024, 9, 3, 4, 0, tzinfo=UTC)
"""The first six o'clock after NOW, in Denmark."""

MINUTE = timedelta(minutes=1)


def waits(town: Town, organisation: int, at: datetime) -> None:
    """A letter that waits to be printed since then."""
    person = town.person(digital_post=False)
    letter = Letter(
        person_id=person,
        organisation_id=organisation,
        kind="visiteret",
        version=1,
        language="da",
        title="x",
        body="x",
        written_at=NOW,
    )

    def queue(session: Session) -> None:
        session.add(letter)
        session.flush()
        print_queue.put(session, letter.id, organisation, ("Kim Jensen", "Gaden 1"), at)

    town.database.write(queue)


def files(town: Town) -> list[tuple[int, int]]:
    """The organisation of each file, and how many letters are in it; in the order they were made."""
    query = (
        select(PrintBatch.organisation_id, func.count(PrintItem.id))
        .join(PrintItem, PrintItem.print_batch_id == PrintBatch.id)
        .where(PrintBatch.caseworker_id.is_(None))
        .group_by(PrintBatch.id)
        .order_by(PrintBatch.id)
    )
    return [tuple(row) for row in town.database.read(lambda session: session.execute(query).all())]


def test_each_organisation_has_its_file_at_six_and_the_next_on_the_next_day(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    for organisation in (town.a_kasse, town.a_kasse, town.jobcenter):
        waits(town, organisation, NOW)
    waits(town, town.a_kasse, SIX)
    expected = [(town.a_kasse, 2), (town.jobcenter, 1)]

    assert print_daily.print_daily(town.database, SIX - MINUTE) == 0
    with ThreadPoolExecutor(3) as workers:
        looks = list(workers.map(lambda _: print_daily.print_daily(town.database, SIX), range(3)))
    assert sum(looks) == 2
    assert sorted(files(town)) == sorted(expected)
    assert print_daily.print_daily(town.database, SIX + timedelta(hours=23)) == 0

    # A worker that was away catches up, and a file that would be too long becomes several.
    for _ in range(2):
        waits(town, town.a_kasse, SIX + MINUTE)
    monkeypatch.setattr(print_daily, "MOST", 2)
    assert print_daily.print_daily(town.database, SIX + timedelta(days=3, hours=5)) == 2
    assert files(town)[2:] == [(town.a_kasse, 2), (town.a_kasse, 1)]

    logged = town.database.read(
        lambda session: session.scalars(select(Audit).where(Audit.action == "gather_prints")).all()
    )
    assert len({entry.person_id for entry in logged}) == len(logged) == 6
    assert {(entry.actor_kind, entry.actor_id) for entry in logged} == {("system", None)}


@given(st.integers(0, 4 * 365 * 24 * 60))
def test_the_last_and_the_next_morning_have_the_moment_between_them(minutes: int) -> None:
    now = SIX + minutes * MINUTE
    before, after = print_daily.last(now), print_daily.next_one(now)

    assert before <= now < after
    assert {one.astimezone(COPENHAGEN).time() for one in (before, after)} == {time(6)}
    assert timedelta(hours=23) <= after.astimezone(UTC) - before.astimezone(UTC) <= timedelta(hours=25)
