"""Somebody says yes or no to the a-kasse when the meeting is planned already."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select, update

from portal.actions import offer_time
from portal.actions.book_jobsamtale import BookJobsamtale, book_jobsamtale
from portal.actions.change_times import ChangeTimes, change_times
from portal.actions.choose_a_kasse_med import ChooseAKasseMed, choose_a_kasse_med
from portal.actions.course_in import tell
from portal.actions.daily import follow
from portal.actions.keep_without_a_kasse import KeepWithoutAKasse, keep_without_a_kasse
from portal.actions.move_jobsamtale import MoveJobsamtale, move_jobsamtale
from portal.actions.offer_freed import offer_freed
from portal.actions.outcome import Granted, Refused, UnknownBooking
from portal.clock import COPENHAGEN
from portal.policy.facts import AflystAf, AKasseMed, Aktoer, SamtaleArt, Samtaleform, SamtaleStatus, Valg
from portal.store import agenda, alarms, bookings, feeds, moved, people, people_in, slots
from portal.store.database import Session
from portal.store.feeds import Owner
from portal.store.people_in import By, Change
from portal.store.tables import Organisation
from portal.store.tables_case import Audit
from portal.store.tables_meeting import Booking, Place, Slot
from portal.store.views import BookingView
from tests.actions.calling import call, called
from tests.actions.courses import in_the_a_kasse, with_the_jobcenter
from tests.actions.test_move_and_call_off import call_off
from tests.actions.test_offer_freed import told as told_of_times
from tests.actions.test_offer_freed import waits
from tests.actions.test_telling import text, told
from tests.store.town import NOW, TEN, Town

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
JA, NEJ = AKasseMed.JA, AKasseMed.NEJ
HERE = Samtaleform.FREMMOEDE


def says(town: Town, person: int, said: AKasseMed, **more: Any) -> UUID | None:
    return choose_a_kasse_med(ChooseAKasseMed(person, said, **more), town.database, NOW + MINUTE)


def planned(town: Town, person: int) -> BookingView:
    own = town.database.read(lambda session: bookings.list_own(session, person))
    (one,) = [booking for booking in own if booking.status is SamtaleStatus.PLANLAGT]
    return one


def ordinary(town: Town) -> BookingView:
    """The first with the jobcenter, booked without the a-kasse."""
    return town.book(town.person(with_the_jobcenter()), town.jobcenter_slot(), HERE)


def joint(town: Town, **slot: Any) -> BookingView:
    """The first with the jobcenter, booked with the a-kasse."""
    person = town.person(replace(with_the_jobcenter(), valg=Valg(JA, sagt=NOW - DAY)))
    command = BookJobsamtale(person, town.joint_slot(**slot), SamtaleArt.JOBSAMTALE, HERE, uuid4())
    outcome = book_jobsamtale(command, town.database, NOW)
    assert isinstance(outcome, Granted)
    return outcome.booking


def move(town: Town, booking: BookingView, slot: UUID) -> Granted | Refused:
    command = MoveJobsamtale(booking.person_id, booking.public_id, slot, HERE)
    return move_jobsamtale(command, town.database, NOW + 2 * MINUTE)


def codes(outcome: Granted | Refused) -> list[str]:
    assert isinstance(outcome, Refused)
    return [finding.code for finding in outcome.decision.refusals]


def places(town: Town, booking: BookingView) -> set[str]:
    of_it = select(Place.side).where(Place.booking_id == booking.id)
    return town.database.read(lambda session: set(session.scalars(of_it)))


def organisation(town: Town, **values: Any) -> None:
    change = update(Organisation).where(Organisation.id == town.jobcenter).values(**values)
    town.database.write(lambda session: session.execute(change) and None)


def test_a_late_yes_changes_nothing_by_itself_and_one_move_brings_the_a_kasse_along(town: Town) -> None:
    organisation(town, mindst_dage_mellem=14)
    booking = ordinary(town)
    with_a_kasse, without = town.joint_slot(TEN + 2 * DAY), town.jobcenter_slot(TEN + 3 * DAY)
    assert codes(move(town, booking, with_a_kasse)) == ["faelles_ikke_valgt"]

    assert says(town, booking.person_id, JA) == booking.public_id

    assert planned(town, booking.person_id) == booking
    assert codes(move(town, booking, without)) == ["faelles_valgt"]
    assert isinstance(move(town, booking, with_a_kasse), Granted)
    moved = planned(town, booking.person_id)
    assert (moved.public_id, moved.sequence, moved.joint) == (booking.public_id, 1, True)
    assert places(town, moved) == {"a_kasse", "jobcenter"}
    assert (town.free(with_a_kasse), town.count(Booking)) == (0, 2), (
        "the first with the a-kasse, and this one"
    )
    assert says(town, booking.person_id, JA) is None


def test_a_no_keeps_the_time_and_gives_the_a_kasses_caseworker_theirs_back(town: Town) -> None:
    booking = joint(town)
    agreed = booking.slot_id
    single = town.slot()
    member = town.person(in_the_a_kasse())
    beside = BookJobsamtale(member, single, SamtaleArt.JOBSAMTALE, Samtaleform.TELEFON, uuid4())
    assert codes(book_jobsamtale(beside, town.database, NOW + 2 * MINUTE)) == ["tiden_er_taget"]
    keep = KeepWithoutAKasse(booking.person_id, booking.public_id)
    assert codes(keep_without_a_kasse(keep, town.database, NOW + 2 * MINUTE)) == ["faelles_valgt"]

    assert says(town, booking.person_id, NEJ) == booking.public_id
    assert planned(town, booking.person_id).joint
    outcome = keep_without_a_kasse(keep, town.database, NOW + 2 * MINUTE)

    assert isinstance(outcome, Granted)
    kept = planned(town, booking.person_id)
    assert (kept.public_id, kept.start, kept.form) == (booking.public_id, booking.start, booking.form)
    assert (kept.joint, kept.sequence, kept.ombookninger) == (False, 1, 0)
    assert (kept.caseworker, places(town, kept)) == (booking.caseworker, {"jobcenter"})
    again = keep_without_a_kasse(keep, town.database, NOW + 2 * MINUTE)
    assert isinstance(again, Granted)
    assert again.repeated
    assert isinstance(book_jobsamtale(beside, town.database, NOW + 2 * MINUTE), Granted)
    letter = text(told(town, kept.person_id, NOW + 2 * MINUTE)[-1])
    assert "Din a-kasse er ikke længere med til din jobsamtale" in letter
    assert "er med på video" not in letter
    logged = select(Audit.outcome).where(Audit.action == "keep_without_a_kasse").order_by(Audit.id)
    assert town.database.read(lambda s: list(s.scalars(logged))) == ["refused", "allowed"]
    assert kept.slot_id != agreed


def test_nobody_else_gets_the_agreed_time_meanwhile_and_whoever_says_yes_again_gets_it_back(
    town: Town,
) -> None:
    booking = joint(town)
    says(town, booking.person_id, NEJ)
    keep_without_a_kasse(
        KeepWithoutAKasse(booking.person_id, booking.public_id), town.database, NOW + 2 * MINUTE
    )
    other = town.person(replace(with_the_jobcenter(), valg=Valg(JA, sagt=NOW - DAY)))
    public = _agreed(town)
    wants = BookJobsamtale(other, public, SamtaleArt.JOBSAMTALE, HERE, uuid4())
    assert codes(book_jobsamtale(wants, town.database, NOW + 2 * MINUTE)) == ["tiden_er_taget"]

    assert says(town, booking.person_id, JA) == booking.public_id
    assert isinstance(move(town, planned(town, booking.person_id), public), Granted)

    back = planned(town, booking.person_id)
    assert (back.start, back.joint, back.ombookninger) == (booking.start, True, 0)
    call_off(town, back)
    assert isinstance(book_jobsamtale(wants, town.database, NOW + 2 * MINUTE), Granted)


def test_the_time_of_a_meeting_that_goes_on_without_the_a_kasse_goes_with_the_meeting(town: Town) -> None:
    booking = joint(town)
    says(town, booking.person_id, NEJ)
    keep_without_a_kasse(
        KeepWithoutAKasse(booking.person_id, booking.public_id), town.database, NOW + 2 * MINUTE
    )
    alone = town.database.read(lambda s: slots.of_booking(s, planned(town, booking.person_id)))
    assert alone is not None
    another_room = ChangeTimes(town.jobcenter_worker, frozenset({alone.public_id}), room="2.14")
    (changed,) = change_times(another_room, town.database, NOW + 2 * MINUTE)
    assert (changed.why, planned(town, booking.person_id).room) == (None, "2.14")

    call_off(town, planned(town, booking.person_id))

    other = town.person(with_the_jobcenter())
    wants = BookJobsamtale(other, alone.public_id, SamtaleArt.JOBSAMTALE, HERE, uuid4())
    assert codes(book_jobsamtale(wants, town.database, NOW + 2 * MINUTE)) == ["tiden_er_taget"]
    stands = select(Slot.a_kasse_id.is_not(None)).where(Slot.free > 0, Slot.withdrawn_at.is_(None))
    assert town.database.read(lambda s: list(s.scalars(stands))) == [True], "the agreed one alone is free"


def test_where_the_jobcenter_calls_it_is_told_once_and_calls_in_place_of_the_meeting(town: Town) -> None:
    organisation(town, faelles="indkaldelse")
    booking = ordinary(town)
    agreed = town.joint_slot(TEN + DAY)
    person, jens = booking.person_id, town.jobcenter_worker

    def alarmed() -> list[tuple[str, UUID | None]]:
        found = town.database.read(lambda s: alarms.open_alarms(s, town.jobcenter, NOW + 2 * MINUTE))
        return [(alarm.kind, alarm.booking) for alarm in found]

    instead: dict[str, Any] = {"caseworker_id": jens, "instead_of": booking.public_id, "at": NOW + 2 * MINUTE}
    with pytest.raises(UnknownBooking):
        call(town, person, agreed, **instead)
    assert says(town, person, JA) == booking.public_id
    says(town, person, JA, a_kasse_fysisk=True)

    assert alarmed() == [("a_kasse_med", booking.public_id)]
    assert codes(move(town, booking, agreed)) == ["faelles_indkaldes"]
    says(town, person, NEJ)
    assert alarmed() == []
    says(town, person, JA)
    summoned = called(town, person, agreed, **instead)

    assert planned(town, person).public_id == summoned.booking.public_id
    assert planned(town, person).joint
    assert alarmed() == []


def test_no_agreed_time_is_told_to_whoever_waits_without_having_said_yes(town: Town) -> None:
    """Who has said yes hears of it, and may move there."""
    organisation(town, hoejst_planlagte=1)
    person = town.person(with_the_jobcenter())
    waits(town, town.book(person, town.jobcenter_slot(TEN + 20 * DAY), HERE), person)
    wishes = town.person(with_the_jobcenter())
    late = town.book(wishes, town.jobcenter_slot(TEN + 21 * DAY), HERE)
    waits(town, late, wishes)
    stranger = joint(town, start=TEN + DAY)
    freed = _agreed(town)

    says(town, wishes, JA)
    call_off(town, stranger)
    offer_freed(town.database, NOW + 2 * MINUTE)

    assert told_of_times(town) == [(wishes, freed)]
    assert isinstance(move(town, late, freed), Granted)


def test_another_time_for_a_meeting_that_was_called_off_has_the_a_kasse_along_only_where_it_was(
    town: Town,
) -> None:
    along = joint(town, start=TEN + 2 * DAY)
    alone = town.book(town.person(with_the_jobcenter()), town.jobcenter_slot(TEN + DAY), HERE)
    agreed, single = town.joint_slot(TEN + 5 * DAY), town.jobcenter_slot(TEN + 6 * DAY)

    def in_its_stead(session: Session, booking: BookingView) -> UUID | None:
        session.execute(update(Slot).where(Slot.id == booking.slot_id).values(withdrawn_at=NOW))
        off = bookings.call_off(session, booking, AflystAf.MYNDIGHED, None, NOW)
        offer = offer_time.in_its_stead(session, off, NOW).offer
        return offer.slot if offer else None

    assert town.database.write(lambda session: in_its_stead(session, alone)) == single
    assert town.database.write(lambda session: in_its_stead(session, along)) == agreed


def test_the_a_kasse_hears_of_a_members_no_until_it_is_taken_back_or_closed(town: Town) -> None:
    booking = joint(town)
    person = booking.person_id

    def heard(at: datetime = NOW + 2 * MINUTE) -> list[tuple[str, UUID | None]]:
        found = town.database.read(lambda s: alarms.open_alarms(s, town.a_kasse, at))
        return [(alarm.kind, alarm.booking) for alarm in found]

    says(town, person, NEJ)
    says(town, person, NEJ)
    assert heard() == [("a_kasse_med", booking.public_id)]
    assert town.database.read(lambda s: alarms.open_alarms(s, town.jobcenter, NOW + 2 * MINUTE)) == ()
    says(town, person, JA)
    assert heard() == []

    says(town, person, NEJ)
    keep_without_a_kasse(KeepWithoutAKasse(person, booking.public_id), town.database, NOW + 2 * MINUTE)
    assert heard() == [("a_kasse_med", booking.public_id)]
    assert heard(booking.start) == [], "it is over"


def changes(town: Town, person: int, fra: date) -> None:
    """Another a-kasse from that day on, as the new one registers it."""
    other = town.database.write(lambda s: town.organisation(s, "a_kasse", "AK2", "En anden"))
    change = Change("a_kasse", None, None, {"kode": "AK2", "fra": fra})
    by = By(other, town.a_kasse_worker, NOW)

    def write(session: Session) -> None:
        people.lock(session, person)
        people_in.write(session, {person: (change,)}, by)
        tell.moved(session, person, uuid4(), (change,), NOW + 2 * MINUTE)

    town.database.write(write)


@pytest.mark.parametrize("ahead", [0, 3])
def test_the_a_kasse_that_somebody_has_left_comes_no_more_from_the_day_of_the_change(
    town: Town, ahead: int
) -> None:
    booking = joint(town)
    person, anna = booking.person_id, town.a_kasse_worker
    fra = NOW.date() + timedelta(days=ahead)

    changes(town, person, fra)
    at = NOW + 2 * MINUTE
    if ahead:
        before = town.database.read(lambda s: moved.moves(s, town.a_kasse, Aktoer.A_KASSE, fra, at))
        assert [(one.joint, one.start) for one in before[0].meetings] == [(True, booking.start)]
        follow(town.database, at + 2 * DAY)
        assert planned(town, person).joint, "it is theirs until then"
        at += ahead * DAY
        for day, seen in ((fra - DAY, 1), (fra, 0)):
            # From midnight, whatever the night's run has done, it is none of the former one's business.
            assert len(town.database.read(lambda s, day=day: agenda.upcoming(s, anna, NOW, day))) == seen
            theirs = town.database.read(lambda s, day=day: feeds.meetings(s, Owner(None, anna), NOW, day))
            assert len(theirs) == seen
        jens = town.jobcenter_worker
        assert len(town.database.read(lambda s: agenda.upcoming(s, jens, NOW, fra))) == 1
        kind, day = alarms.A_KASSE_WANTED, datetime.combine(fra, time.min, COPENHAGEN)
        town.database.write(
            lambda s: alarms.raise_alarm(
                s, town.a_kasse, kind, at - DAY, person_id=person, booking_id=booking.id
            )
        )
        before_midnight = town.database.read(lambda s: alarms.open_alarms(s, town.a_kasse, day - MINUTE))
        assert [one.kind for one in before_midnight] == [kind]
        assert town.database.read(lambda s: alarms.open_alarms(s, town.a_kasse, day)) == ()
        follow(town.database, at)
        follow(town.database, at)

    left = planned(town, person)
    assert (left.joint, left.start, left.sequence, places(town, left)) == (
        False,
        booking.start,
        1,
        {"jobcenter"},
    )
    assert town.database.read(lambda s: agenda.upcoming(s, anna, NOW, fra)) == ()
    after = town.database.read(lambda s: moved.moves(s, town.a_kasse, Aktoer.A_KASSE, fra, at))
    assert after[0].meetings == ()
    letters = " ".join(text(one) for one in told(town, person, at))
    assert letters.count("Din tidligere a-kasse er ikke længere med til din jobsamtale") == 1
    logged = select(Audit.actor_kind).where(Audit.action == "former_a_kasse")
    assert town.database.read(lambda s: list(s.scalars(logged))) == ["system"]


def _agreed(town: Town) -> UUID:
    found = select(Slot.public_id).where(Slot.a_kasse_id.is_not(None))
    return town.database.read(lambda session: session.scalars(found).one())
