"""What must never happen is refused by the database itself, whoever writes."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import delete, insert, select, text, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from portal.policy.facts import AflystAf
from portal.store import bookings
from portal.store.database import Conflict, Database
from portal.store.refusals import refused_by
from portal.store.tables import Base, Office, Organisation, Person
from portal.store.tables_case import Audit, Beslutning, Letter
from portal.store.tables_case import Decision as DecisionRow
from portal.store.tables_held import Rettelse
from portal.store.tables_meeting import Booking, Place, Slot
from tests.store.everything import fill
from tests.store.town import NOW, TEN, Town

HOUR = timedelta(hours=1)
PLANNED = update(Booking).where(Booking.status == "planlagt")


def _refusal(database: Database, work: Callable[[Session], Any]) -> str | None:
    """The name of the guard that refused; the test fails where none did."""
    with pytest.raises((DBAPIError, Conflict)) as refusal:
        database.write(work)
    error = refusal.value.__cause__ if isinstance(refusal.value, Conflict) else refusal.value
    assert isinstance(error, DBAPIError)
    return refused_by(error)


def _planned(town: Town, person: int, start: Any = TEN, **more: Any) -> Any:
    return insert(Booking).values(
        {
            "public_id": uuid4(),
            "person_id": person,
            "organisation_id": town.a_kasse,
            "holder": "a_kasse",
            "art": "jobsamtale",
            "form": "telefon",
            "oprindelse": "indkaldt",
            "status": "planlagt",
            "start": start,
            "slut": start + HOUR,
            "updated_at": NOW,
        }
        | more
    )


@pytest.mark.parametrize("minutes", [-59, -30, 0, 30, 59])
def test_a_person_has_no_two_planned_meetings_that_overlap(town: Town, minutes: int) -> None:
    person = town.person()
    town.database.write(lambda s: s.execute(_planned(town, person)))

    overlapping = _planned(town, person, TEN + timedelta(minutes=minutes))
    assert _refusal(town.database, lambda s: s.execute(overlapping)) == "booking_person_busy"


@pytest.mark.parametrize("minutes", [-60, 60])
def test_meetings_that_touch_do_not_overlap(town: Town, minutes: int) -> None:
    person = town.person()
    town.database.write(lambda s: s.execute(_planned(town, person)))
    town.database.write(lambda s: s.execute(_planned(town, person, TEN + timedelta(minutes=minutes))))

    assert town.count(Booking) == 2


def test_a_meeting_called_off_or_another_person_s_is_in_nobody_s_way(town: Town) -> None:
    person = town.person()
    town.database.write(lambda s: s.execute(_planned(town, person, status="aflyst", aflyst_af="person")))
    town.database.write(lambda s: s.execute(_planned(town, person)))
    town.database.write(lambda s: s.execute(_planned(town, town.person())))

    assert town.count(Booking) == 3


def test_a_meeting_cannot_be_moved_onto_another_one_of_the_same_person(town: Town) -> None:
    person = town.person()
    town.database.write(lambda s: s.execute(_planned(town, person)))
    town.database.write(lambda s: s.execute(_planned(town, person, TEN + 2 * HOUR)))

    later = update(Booking).where(Booking.start == TEN).values(start=TEN + HOUR, slut=TEN + 3 * HOUR)
    assert _refusal(town.database, lambda s: s.execute(later)) == "booking_person_busy"


def test_a_meeting_called_off_cannot_come_back_onto_another_one(town: Town) -> None:
    person = town.person()
    town.database.write(lambda s: s.execute(_planned(town, person, status="aflyst", aflyst_af="person")))
    town.database.write(lambda s: s.execute(_planned(town, person)))

    key = town.database.read(lambda s: s.scalars(select(Booking.id).where(Booking.status == "aflyst")).one())
    told = {"caseworker_id": town.a_kasse_worker, "organisation_id": town.a_kasse, "at": NOW}
    changed = {"fra_status": "aflyst", "til_status": "planlagt", "foer": {}, "efter": {}}
    words = insert(Rettelse).values(booking_id=key, kommentar="Ikke aflyst.", **told, **changed)
    town.database.write(lambda s: s.execute(words) and None)
    revived = update(Booking).where(Booking.status == "aflyst").values(status="planlagt", aflyst_af=None)
    assert _refusal(town.database, lambda s: s.execute(revived)) == "booking_person_busy"


def test_a_meeting_may_be_moved_within_its_own_time(town: Town) -> None:
    person = town.person()
    town.database.write(lambda s: s.execute(_planned(town, person)))

    town.database.write(lambda s: s.execute(update(Booking).values(start=TEN + HOUR / 2)))

    assert town.count(Booking) == 1


def _place(town: Town, start: Any, **more: Any) -> Any:
    """A place of a time of its own, so that only the caseworker can be in the way."""
    slot = town.slot(start, caseworker_id=None)
    booking = town.book(town.person(), slot)
    values = {"caseworker_id": town.a_kasse_worker} | more
    return update(Place).where(Place.booking_id == booking.id).values(values)


@pytest.mark.parametrize("minutes", [-59, 0, 59])
def test_a_caseworker_has_no_two_places_that_overlap(town: Town, minutes: int) -> None:
    town.database.write(lambda s: s.execute(_place(town, TEN)))

    overlapping = _place(town, TEN + timedelta(minutes=minutes))
    assert _refusal(town.database, lambda s: s.execute(overlapping)) == "place_caseworker_busy"


def test_places_of_nobody_s_may_overlap(town: Town) -> None:
    for _ in range(2):
        change = _place(town, TEN, caseworker_id=None)
        town.database.write(lambda s, change=change: s.execute(change))

    assert town.count(Place) == 2


def test_a_place_is_taken_once(town: Town) -> None:
    slot = town.slot(caseworker_id=None, capacity=2)
    town.book(town.person(), slot)
    town.book(town.person(), slot)

    assert _refusal(town.database, lambda s: s.execute(update(Place).values(number=1))) == "place_taken_once"


def test_there_are_never_fewer_places_than_none_nor_more_than_there_were(town: Town) -> None:
    town.slot()

    for free in (-1, 2):
        change = update(Slot).values(free=free)
        assert _refusal(town.database, lambda s, c=change: s.execute(c)) == "slot_free_within_capacity"


def test_a_caseworker_s_time_has_one_place(town: Town) -> None:
    town.slot()

    change = update(Slot).values(capacity=2)
    assert _refusal(town.database, lambda s: s.execute(change)) == "slot_one_place_per_caseworker"


@pytest.mark.parametrize(
    ("table", "name"),
    [
        (Audit, "audit_append_only"),
        (DecisionRow, "decision_append_only"),
        (Booking, "booking_never_deleted"),
        (Letter, "letter_stays"),
    ],
)
def test_what_is_kept_for_ever_cannot_be_deleted(town: Town, table: type[Base], name: str) -> None:
    fill(town)

    assert _refusal(town.database, lambda s: s.execute(delete(table))) == name


@pytest.mark.parametrize(
    ("statement", "name"),
    [
        ("UPDATE audit SET outcome = 'refused'", "audit_append_only"),
        ("UPDATE decision SET allowed = true", "decision_append_only"),
        ("UPDATE letter SET body = 'Bliv væk.'", "letter_stays"),
        ("UPDATE letter SET version = 2, read_at = written_at", "letter_stays"),
    ],
)
def test_what_was_written_down_cannot_be_changed(town: Town, statement: str, name: str) -> None:
    fill(town)

    assert _refusal(town.database, lambda s: s.execute(text(statement))) == name


@pytest.mark.parametrize("database_kind", ["postgresql"], indirect=True)
@pytest.mark.parametrize("table", ["audit", "decision", "booking", "letter"])
def test_postgresql_does_not_empty_what_is_kept_for_ever(town: Town, table: str) -> None:
    fill(town)

    refused = _refusal(town.database, lambda s: s.execute(text(f"TRUNCATE {table} CASCADE")))
    assert refused in {"audit_append_only", "decision_append_only", "booking_never_deleted", "letter_stays"}


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("table", "name"),
    [("audit", "audit_append_only"), ("decision", "decision_append_only"), ("letter", "letter_stays")],
)
def test_sqlite_does_not_replace_what_was_written_down(town: Town, table: str, name: str) -> None:
    fill(town)

    replace = text(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}")
    assert _refusal(town.database, lambda s: s.execute(replace)) == name


def test_a_letter_may_be_delivered_and_read(town: Town) -> None:
    fill(town)

    town.database.write(lambda s: s.execute(update(Letter).values(delivered_at=NOW, read_at=TEN)) and None)

    assert town.database.read(lambda s: s.scalars(select(Letter)).one()).read_at == TEN


@pytest.mark.parametrize(
    ("statement", "name"),
    [
        (PLANNED.values(status="forsvundet"), "booking_status_known"),
        (PLANNED.values(status="aflyst"), "booking_called_off_by_somebody"),
        (update(Booking).values(slut=TEN), "booking_slut_after_start"),
        (update(Person).values(language="de"), "person_language_known"),
        (update(Organisation).values(faelles="maaske"), "organisation_faelles_known"),
        (update(Office).values(postcode="Kbh"), "office_postcode_is_a_number"),
        (update(Beslutning).values(art="fremmoede"), "beslutning_fremmoede_names_its_meeting"),
        (update(Slot).values(fremmoede=False, telefon=False, video=False, video_link=None), "slot_some_form"),
        (update(Slot).values(agreement_id=None), "slot_joint_is_agreed"),
    ],
)
def test_a_value_that_nobody_knows_is_refused(town: Town, statement: Any, name: str) -> None:
    fill(town)

    refused = _refusal(town.database, lambda s: s.execute(statement))

    # PostgreSQL refuses to make a number of the word before it comes to the check.
    assert refused == name or (name == "office_postcode_is_a_number" and refused is None)


def test_what_others_refer_to_cannot_be_deleted(town: Town) -> None:
    fill(town)

    with pytest.raises(DBAPIError):
        town.database.write(lambda s: s.execute(delete(Organisation)))


def test_a_meeting_that_was_called_off_stays(town: Town) -> None:
    booking = town.book(town.person(), town.slot())
    town.database.write(lambda s: bookings.call_off(s, booking, AflystAf.MYNDIGHED, None, NOW))

    assert _refusal(town.database, lambda s: s.execute(delete(Booking))) == "booking_never_deleted"
