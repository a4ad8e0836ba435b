"""What became of a meeting cannot be said before it was, nor changed without words that stay."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import delete, insert, text, update
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm import Session

from portal.store.database import Conflict, Database
from portal.store.refusals import refused_by
from portal.store.tables import Base
from portal.store.tables_held import (
    Deltager,
    Emneraekke,
    Henvendelse,
    Registrering,
    Rettelse,
    Uddannelsestrin,
)
from portal.store.tables_meeting import Booking
from portal.store.views import BookingView
from tests.store.everything import fill
from tests.store.town import NOW, TEN, Town

LATER = TEN + timedelta(hours=1)


def refusal(database: Database, work: Callable[[Session], Any]) -> str | None:
    """The name of the guard that refused; the test fails where none did."""
    with pytest.raises((DBAPIError, Conflict)) as refused:
        database.write(work)
    error = refused.value.__cause__ if isinstance(refused.value, Conflict) else refused.value
    assert isinstance(error, DBAPIError)
    return refused_by(error)


@pytest.fixture
def booking(town: Town) -> BookingView:
    return town.book(town.person(), town.slot())


def say(town: Town, status: str, **more: Any) -> Callable[[Session], Any]:
    change = update(Booking).values({"status": status} | more)
    return lambda session: session.execute(change) and None


@pytest.mark.parametrize("status", ["afholdt", "udeblevet"])
def test_nothing_is_held_or_missed_before_it_began(town: Town, booking: BookingView, status: str) -> None:
    guard = "booking_registered_after_start"

    assert refusal(town.database, say(town, status)) == guard
    assert refusal(town.database, say(town, status, registered_at=TEN - timedelta(seconds=1))) == guard
    town.database.write(say(town, status, registered_at=TEN))
    earlier = update(Booking).values(registered_at=NOW)
    assert refusal(town.database, lambda s: s.execute(earlier)) == guard
    assert booking.start == TEN


def test_what_was_said_of_a_meeting_changes_only_beside_words_that_say_so(
    town: Town, booking: BookingView
) -> None:
    guard = "booking_corrected_in_words"
    town.database.write(say(town, "afholdt", registered_at=LATER))
    later = LATER + timedelta(hours=1)
    told = {
        "booking_id": booking.id,
        "organisation_id": town.a_kasse,
        "caseworker_id": town.a_kasse_worker,
        "at": later,
        "fra_status": "afholdt",
        "til_status": "udeblevet",
        "kommentar": "Forkert person.",
        "foer": {},
        "efter": {},
    }

    for status in ("planlagt", "udeblevet"):
        assert refusal(town.database, say(town, status, updated_at=later)) == guard
    blank = insert(Rettelse).values(told | {"kommentar": ""})
    assert refusal(town.database, lambda s: s.execute(blank)) == "samtale_rettelse_kommentar_given"
    town.database.write(lambda s: s.execute(insert(Rettelse).values(told)) and None)

    assert refusal(town.database, say(town, "planlagt", updated_at=later)) == guard
    assert refusal(town.database, say(town, "udeblevet", updated_at=later + timedelta(seconds=1))) == guard
    town.database.write(say(town, "udeblevet", updated_at=later))


@pytest.mark.parametrize(
    ("table", "name"),
    [(Rettelse, "samtale_rettelse_append_only"), (Henvendelse, "samtale_henvendelse_append_only")],
)
def test_corrections_and_contacts_stay_as_they_were_written(
    town: Town, table: type[Base], name: str, database_kind: str
) -> None:
    fill(town)

    assert refusal(town.database, lambda s: s.execute(delete(table))) == name
    change = text(f"UPDATE {table.__tablename__} SET at = at")
    assert refusal(town.database, lambda s: s.execute(change)) == name
    if database_kind == "postgresql":
        empty = text(f"TRUNCATE {table.__tablename__}")
        assert refusal(town.database, lambda s: s.execute(empty)) == name


def test_a_row_that_says_nothing_or_says_it_twice_is_refused(town: Town, booking: BookingView) -> None:
    of: dict[str, Any] = {"booking_id": booking.id}
    by = of | {"caseworker_id": town.a_kasse_worker}
    topic = of | {"emne": "repatriering", "udfoert": False}
    step = {
        "person_id": booking.person_id,
        "organisation_id": town.a_kasse,
        "caseworker_id": town.a_kasse_worker,
        "tekst": "Søg optagelse.",
        "written_at": NOW,
    }
    for table, row in ((Emneraekke, topic), (Emneraekke, topic | {"hvorfor_ikke": ""})):
        asked = insert(table).values(row)
        assert (
            refusal(town.database, lambda s, asked=asked: s.execute(asked)) == "samtale_emne_done_or_why_not"
        )
    nobody = insert(Deltager).values(of | {"rolle": "chef", "navn": "Bo", "form": "telefon"})
    assert refusal(town.database, lambda s: s.execute(nobody)) == "samtale_deltager_rolle_known"
    twice = (
        (Registrering, by | {"at": LATER}),
        (Henvendelse, by | {"at": LATER, "dato": TEN.date()}),
        (Emneraekke, topic | {"udfoert": True}),
        (Uddannelsestrin, step),
    )
    for table, row in twice:
        town.database.write(lambda s, t=table, r=row: s.execute(insert(t).values(r)) and None)
        with pytest.raises(IntegrityError):
            town.database.write(lambda s, t=table, r=row: s.execute(insert(t).values(r)))
