"""Booking, moving and calling off keep the meeting, its places and the free count in step."""

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select

from portal.policy.facts import AflystAf, Samtaleform, SamtaleStatus
from portal.store import bookings, people, slots
from portal.store.database import Conflict
from portal.store.tables_meeting import Booking, Place
from portal.store.views import BookingView
from tests.store.town import NOW, TEN, Town

HOUR = timedelta(hours=1)


def _move(
    town: Town, booking: BookingView, slot: object, form: Samtaleform = Samtaleform.FREMMOEDE
) -> BookingView:
    def work(session):
        people.lock(session, booking.person_id)
        found = slots.lock(session, slot, leaving=booking.slot_id)
        return bookings.move(session, booking, found, form, None, NOW)

    return town.database.write(work)


def _call_off(town: Town, booking: BookingView) -> BookingView:
    return town.database.write(
        lambda session: bookings.call_off(session, booking, AflystAf.PERSON, "sygdom", NOW)
    )


def _places(town: Town) -> list[tuple[str, int]]:
    query = select(Place.side, Place.number).order_by(Place.id)
    return town.database.read(lambda session: [tuple(row) for row in session.execute(query)])


def test_a_booking_takes_its_place_and_carries_over_what_the_time_says(town: Town) -> None:
    slot = town.slot(room="3.14", video_link="https://video.example/1")

    booking = town.book(town.person(), slot, Samtaleform.VIDEO)

    assert (booking.start, booking.slut, booking.varighed) == (TEN, TEN + HOUR, 60)
    assert booking.status is SamtaleStatus.PLANLAGT
    assert (booking.organisation.code, booking.caseworker.name) == ("AK1", "Anna")
    assert (booking.room, booking.video_link) == ("3.14", "https://video.example/1")
    assert (booking.sequence, booking.ombookninger, booking.booket) == (0, 0, NOW)
    assert town.free(slot) == 0
    assert _places(town) == [("a_kasse", 1)]


def test_the_link_of_a_video_meeting_is_not_given_to_a_meeting_in_person(town: Town) -> None:
    slot = town.slot(video_link="https://video.example/1")

    assert town.book(town.person(), slot, Samtaleform.FREMMOEDE).video_link is None


def test_a_place_that_is_taken_is_refused(town: Town) -> None:
    slot = town.slot()
    town.book(town.person(), slot)

    with pytest.raises(Conflict) as refusal:
        town.book(town.person(), slot)

    assert refusal.value.kind == "place_taken"
    assert town.count(Booking) == 1


def test_a_team_s_time_has_as_many_places_as_it_says(town: Town) -> None:
    slot = town.slot(caseworker_id=None, capacity=2)

    town.book(town.person(), slot)
    town.book(town.person(), slot)

    assert _places(town) == [("a_kasse", 1), ("a_kasse", 2)]
    with pytest.raises(Conflict):
        town.book(town.person(), slot)


def test_a_place_given_up_in_the_middle_is_the_next_to_be_taken(town: Town) -> None:
    slot = town.slot(caseworker_id=None, capacity=3)
    first, _, _ = [town.book(town.person(), slot) for _ in range(3)]

    _call_off(town, first)
    town.book(town.person(), slot)

    assert sorted(_places(town)) == [("a_kasse", 1), ("a_kasse", 2), ("a_kasse", 3)]


def test_a_person_cannot_be_in_two_meetings_at_once(town: Town) -> None:
    person = town.person()
    town.book(person, town.slot())

    with pytest.raises(Conflict) as refusal:
        town.book(person, town.jobcenter_slot(TEN + HOUR / 2))

    assert refusal.value.kind == "person_busy"


def test_a_meeting_may_begin_when_another_one_ends(town: Town) -> None:
    person = town.person()
    town.book(person, town.slot())

    assert town.book(person, town.slot(TEN + HOUR)).status is SamtaleStatus.PLANLAGT


def test_a_caseworker_cannot_be_in_two_places_at_once(town: Town) -> None:
    town.book(town.person(), town.slot())

    with pytest.raises(Conflict) as refusal:
        town.book(town.person(), town.slot(TEN + HOUR / 2))

    assert refusal.value.kind == "caseworker_busy"


def test_a_joint_time_takes_the_time_of_both_sides(town: Town) -> None:
    own = town.slot()
    joint = town.joint_slot()

    booking = town.book(town.person(), joint)

    assert (booking.a_kasse.code, booking.a_kasse_form) == ("AK1", "fremmoede")
    assert (booking.a_kasse_caseworker.name, booking.caseworker.name) == ("Anna", "Jens")
    assert sorted(_places(town)) == [("a_kasse", 1), ("jobcenter", 1)]
    with pytest.raises(Conflict) as refusal:
        town.book(town.person(), own)
    assert refusal.value.kind == "caseworker_busy"


def test_who_travels_to_a_joint_meeting_is_busy_on_the_way(town: Town) -> None:
    before = town.slot(TEN - HOUR)
    joint = town.joint_slot(a_kasse_from=TEN - HOUR / 2, a_kasse_until=TEN + HOUR)
    town.book(town.person(), joint)

    with pytest.raises(Conflict):
        town.book(town.person(), before)


def test_a_moved_meeting_keeps_its_row_its_id_and_its_length(town: Town) -> None:
    old, new = town.slot(), town.slot(TEN + 2 * HOUR, minutes=90)
    booking = town.book(town.person(), old)

    moved = _move(town, booking, new, Samtaleform.TELEFON)

    assert (moved.id, moved.public_id) == (booking.id, booking.public_id)
    assert (moved.start, moved.varighed, moved.form) == (TEN + 2 * HOUR, 60, Samtaleform.TELEFON)
    assert (moved.ombookninger, moved.sequence) == (1, 1)
    assert (town.free(old), town.free(new)) == (1, 0)
    assert len(_places(town)) == 1


def test_a_meeting_can_be_moved_onto_the_time_it_gives_up(town: Town) -> None:
    booking = town.book(town.person(), town.slot())

    moved = _move(town, booking, town.slot(TEN + HOUR / 2))

    assert moved.start == TEN + HOUR / 2


def test_another_form_in_the_same_time_is_no_move_but_tells_the_calendar(town: Town) -> None:
    slot = town.slot()
    booking = town.book(town.person(), slot)

    moved = _move(town, booking, slot, Samtaleform.TELEFON)

    assert (moved.form, moved.ombookninger, moved.sequence) == (Samtaleform.TELEFON, 0, 1)
    assert town.free(slot) == 0


def test_a_move_into_a_taken_place_leaves_everything_as_it_was(town: Town) -> None:
    old, taken = town.slot(), town.jobcenter_slot()
    booking = town.book(town.person(), old)
    town.book(town.person(), taken)

    with pytest.raises(Conflict):
        _move(town, booking, taken)

    assert (town.free(old), town.free(taken)) == (0, 0)
    assert town.database.read(lambda s: bookings.get_own(s, booking.person_id, booking.public_id)) == booking


def test_calling_off_frees_the_time_of_both_sides(town: Town) -> None:
    joint = town.joint_slot()
    booking = town.book(town.person(), joint)

    called_off = _call_off(town, booking)

    assert called_off.status is SamtaleStatus.AFLYST
    assert (called_off.aflyst_af, called_off.aflyst_grund) == (AflystAf.PERSON, "sygdom")
    assert (called_off.aflyst, called_off.sequence) == (NOW, 1)
    assert town.free(joint) == 1
    assert _places(town) == []
    assert town.book(town.person(), town.slot()).status is SamtaleStatus.PLANLAGT


def test_a_form_sent_twice_is_found_by_its_own_person_only(town: Town) -> None:
    person, other, submission = town.person(), town.person(), uuid4()
    booking = town.book(person, town.slot(), submission=submission)

    def found(who: int) -> BookingView | None:
        return town.database.read(lambda session: bookings.by_submission(session, who, submission))

    assert found(person) == booking
    assert found(other) is None


def test_the_form_that_booked_is_still_known_after_the_meeting_was_moved(town: Town) -> None:
    person, submission = town.person(), uuid4()
    booking = town.book(person, town.slot(), submission=submission)
    moved = _move(town, booking, town.slot(TEN + 2 * HOUR))

    assert town.database.read(lambda s: bookings.by_submission(s, person, submission)) == moved


def test_a_form_s_id_is_used_once(town: Town) -> None:
    submission = uuid4()
    town.book(town.person(), town.slot(), submission=submission)

    with pytest.raises(Conflict) as refusal:
        town.book(town.person(), town.slot(TEN + 2 * HOUR), submission=submission)

    assert refusal.value.kind == "submission_used"


def test_a_person_sees_their_own_meetings_only(town: Town) -> None:
    person, other = town.person(), town.person()
    later = town.book(person, town.slot(TEN + 3 * HOUR))
    sooner = town.book(person, town.slot(TEN))
    foreign = town.book(other, town.slot(TEN + HOUR))

    assert town.database.read(lambda s: bookings.list_own(s, person)) == (sooner, later)
    assert town.database.read(lambda s: bookings.get_own(s, person, foreign.public_id)) is None
