"""What the database refuses of opening hours, absence, offers and alarms."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal.store.tables import Base
from portal.store.tables_meeting import Hold
from portal.store.tables_times import Absence, Alarm, OpeningHours, TilbudtTid
from tests.store.town import NOW, TEN, Town

DAY = timedelta(days=1)


def refused(town: Town, *rows: Base) -> None:
    def work(session: Session) -> None:
        session.add_all(rows)
        session.flush()

    with pytest.raises(IntegrityError):
        town.database.write(work)


def write(town: Town, row: Any) -> None:
    town.database.write(lambda session: session.add(row))


def test_a_meeting_that_was_called_off_has_one_offer_and_the_offer_one_hold(town: Town) -> None:
    person = town.person()
    booking = town.book(person, town.slot())
    other = town.book(town.person(), town.slot(TEN + DAY))
    slots = {one.id: one.slot_id for one in (booking, other)}

    def offer(**more: Any) -> TilbudtTid:
        values = {"booking_id": booking.id, "person_id": person, "slot_id": slots[booking.id]}
        times = {"form": "telefon", "offered_at": NOW, "expires_at": TEN}
        return TilbudtTid(**(values | times | more))

    write(town, offer())
    refused(town, offer(slot_id=slots[other.id]))
    refused(town, offer(booking_id=other.id, expires_at=NOW))
    refused(town, offer(booking_id=other.id, accepted_at=NOW))
    kept = {"person_id": person, "slot_id": slots[booking.id], "form": "telefon", "expires_at": TEN}
    write(town, Hold(**kept, offer_id=1))
    write(town, Hold(**kept))
    refused(town, Hold(**kept, offer_id=1))
    refused(town, Hold(**kept))


def test_an_alarm_is_open_once_of_its_kind_for_a_person_and_for_all(town: Town) -> None:
    person = town.person()
    of = {"organisation_id": town.a_kasse, "kind": "ingen_tider", "since": NOW}

    for about in (person, None):
        write(town, Alarm(**of, person_id=about))
        refused(town, Alarm(**of, person_id=about))
    town.database.write(lambda session: session.execute(update(Alarm).values(closed_at=TEN)) and None)
    write(town, Alarm(**of, person_id=person))
    refused(town, Alarm(**of | {"kind": "andet"}, person_id=person))
    refused(town, Alarm(**of | {"kind": "ny_indkaldelse"}, person_id=person, closed_at=NOW - DAY))


def test_hours_and_absences_end_after_they_begin_and_an_event_counts_once(town: Town) -> None:
    hours = {"office_id": town.a_kasse_office, "weekday": 0}
    away = {
        "caseworker_id": town.a_kasse_worker,
        "kind": "optaget",
        "entered_by": town.a_kasse_worker,
        "entered_at": NOW,
    }

    refused(town, OpeningHours(**hours, fra=600, til=600))
    refused(town, OpeningHours(**hours | {"weekday": 7}, fra=600, til=700))
    refused(town, Absence(**away, start=TEN, slut=TEN))
    refused(town, Absence(**away, start=NOW, slut=TEN, uid="a"))
    write(town, Absence(**away, start=NOW, slut=TEN, uid="a", recurrence=""))
    refused(town, Absence(**away, start=TEN, slut=TEN + DAY, uid="a", recurrence=""))
