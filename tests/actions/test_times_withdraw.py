"""Withdrawing times: nobody who has booked is moved silently."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select, update

from portal.actions.accept_replacement import (
    AcceptReplacement,
    UnknownOffer,
    accept_replacement,
)
from portal.actions.book_jobsamtale import BookJobsamtale, book_jobsamtale
from portal.actions.choose_a_kasse_med import ChooseAKasseMed, choose_a_kasse_med
from portal.actions.close_alarm import close_alarm
from portal.actions.outcome import Granted, Refused
from portal.actions.times.whose import NotTheirs
from portal.actions.withdraw_times import Withdrawn, WithdrawTimes, withdraw_times
from portal.policy import frister
from portal.policy.facts import (
    AflystAf,
    AKasseMed,
    Aktoer,
    Beslutning,
    BeslutningArt,
    Facts,
    Frist,
    Oprindelse,
    SamtaleArt,
    Samtaleform,
    SamtaleStatus,
)
from portal.store import alarms, bookings, facts, offers, slots, tables_case
from portal.store.database import Database
from portal.store.offers import OfferView
from portal.store.tables import Organisation
from portal.store.tables_case import Audit, Outbox
from portal.store.tables_meeting import HeldTime, Hold, Slot
from portal.store.views import BookingView
from tests.actions.courses import in_the_a_kasse, with_the_jobcenter
from tests.at_once import at_once
from tests.store.town import NOW, TEN, Town

PHONE = Samtaleform.TELEFON
DAY = timedelta(days=1)
DEADLINE = Frist(Aktoer.A_KASSE, date(2024, 8, 28), date(2024, 9, 10), vejledt=True)


def with_deadline() -> Facts:
    return replace(in_the_a_kasse(), frister=(DEADLINE,))


def withdraw(town: Town, *slots: UUID, call_off: tuple[UUID, ...] = (), by: int | None = None) -> Withdrawn:
    command = WithdrawTimes(by or town.a_kasse_worker, frozenset(slots), frozenset(call_off))
    return withdraw_times(command, town.database, NOW)


def meeting(town: Town, person: int, booking: BookingView) -> BookingView:
    found = town.database.read(lambda s: bookings.get_own(s, person, booking.public_id))
    assert found is not None
    return found


def offered(town: Town, person: int) -> list[OfferView]:
    return list(town.database.read(lambda s: offers.open_of(s, person, NOW)))


def is_withdrawn(town: Town, slot: UUID) -> bool:
    found = town.database.read(lambda s: slots.get(s, slot))
    assert found is not None
    return found.withdrawn


def topics(town: Town) -> list[str]:
    return list(town.database.read(lambda s: s.execute(select(Outbox.topic).order_by(Outbox.id)).scalars()))


def alarms_of(town: Town) -> list[str]:
    return [one.kind for one in town.database.read(lambda s: alarms.open_alarms(s, town.a_kasse, NOW))]


def test_a_replacement_within_the_deadline_is_held_and_accepted_in_one_step(town: Town) -> None:
    person, other = town.person(with_deadline()), town.person(in_the_a_kasse())
    taken, nearest, later = town.slot(), town.slot(TEN + DAY), town.slot(TEN + 30 * DAY)
    booking = town.book(person, taken, PHONE)

    gone = withdraw(town, taken, call_off=(booking.public_id,))

    assert [(one.offered, one.suspended) for one in gone.called_off] == [(True, False)]
    assert meeting(town, person, booking).aflyst_af is AflystAf.MYNDIGHED
    (offer,) = offered(town, person)
    assert (offer.slot, offer.form) == (nearest, PHONE)
    assert offer.expires_at == TEN.replace(hour=22)  # the end of the deadline's day in Denmark
    assert topics(town) == ["booking.called_off", "booking.replacement_offered"]
    assert alarms_of(town) == []
    # Held: nobody else can have it, but the person can.
    wish = BookJobsamtale(other, nearest, SamtaleArt.JOBSAMTALE, PHONE, uuid4(), "20304050")
    assert isinstance(book_jobsamtale(wish, town.database, NOW), Refused)

    command = AcceptReplacement(person, offer.public_id)
    done, again = (accept_replacement(command, town.database, NOW) for _ in range(2))

    assert isinstance(done, Granted)
    assert isinstance(again, Granted)
    assert (done.booking.start, done.booking.form) == (TEN + DAY, PHONE)
    assert (again.repeated, again.booking.id) == (True, done.booking.id)
    assert town.count(Hold) == 0
    known = town.database.read(lambda s: facts.load(s, person, NOW)).facts
    binding = frister.binding_deadline(known, NOW)
    assert binding is not None
    assert binding.opfyldt
    assert not is_withdrawn(town, later)


def test_with_no_free_time_within_the_deadline_it_is_suspended_and_an_alarm_raised(town: Town) -> None:
    person = town.person(with_deadline())
    taken, _too_late = town.slot(), town.slot(TEN + 30 * DAY)
    _wrong_form = town.slot(TEN + DAY, fremmoede=True, telefon=False, video=False)
    booking = town.book(person, taken, PHONE)

    gone = withdraw(town, taken, call_off=(booking.public_id,))

    assert [(one.offered, one.suspended) for one in gone.called_off] == [(False, True)]
    assert offered(town, person) == []
    assert topics(town) == ["booking.called_off", "deadline.suspended"]
    assert alarms_of(town) == ["ingen_tider"]
    after = TEN + 2 * DAY
    known = town.database.read(lambda s: facts.load(s, person, after)).facts
    decision = frister.afmeld(known, after, after.date())
    assert "ingen_tider" in {finding.code for finding in decision.refusals}


def test_the_cut_off_for_moving_keeps_nobody_from_another_time_for_what_was_called_off(town: Town) -> None:
    limit = update(Organisation).where(Organisation.id == town.a_kasse).values(ombookning_senest_timer=48)
    town.database.write(lambda session: session.execute(limit) and None)
    person = town.person(in_the_a_kasse())
    taken, nearest = town.slot(NOW + timedelta(hours=3)), town.slot(NOW + DAY)
    booking = town.book(person, taken, PHONE)

    withdraw(town, taken, call_off=(booking.public_id,))

    (offer,) = offered(town, person)
    assert offer.slot == nearest
    later = NOW + timedelta(hours=5)
    outcome = accept_replacement(AcceptReplacement(person, offer.public_id), town.database, later)
    assert isinstance(outcome, Granted)


def test_whoever_may_not_book_any_more_is_called_in_anew(town: Town) -> None:
    revoked = Beslutning(BeslutningArt.FRATAGELSE, Aktoer.A_KASSE, date(2024, 8, 30))
    person = town.person(replace(in_the_a_kasse(), beslutninger=(revoked,)))
    taken, _free = town.slot(), town.slot(TEN + DAY)
    booking = town.book(person, taken, PHONE)

    withdraw(town, taken, call_off=(booking.public_id,))

    assert offered(town, person) == []
    assert alarms_of(town) == ["ny_indkaldelse"]


def test_an_alarm_ends_with_a_new_meeting_or_deadline_or_when_a_leader_closes_it(town: Town) -> None:
    people = [town.person(in_the_a_kasse()) for _ in range(3)]
    for n, person in enumerate(people):
        slot = town.slot(TEN + n * DAY, fremmoede=False, video=False)
        booking = town.book(person, slot, PHONE)
        withdraw(town, slot, call_off=(booking.public_id,))
    assert alarms_of(town) == ["ingen_tider"] * 3
    books, is_given_a_deadline, _waits = people

    wish = BookJobsamtale(books, town.slot(TEN + 9 * DAY), SamtaleArt.JOBSAMTALE, PHONE, uuid4(), "20304050")
    assert isinstance(book_jobsamtale(wish, town.database, NOW + timedelta(hours=1)), Granted)
    values = {"person_id": is_given_a_deadline, "organisation_id": town.a_kasse, "af": "a_kasse"}
    frist = tables_case.Frist(**values, udstedt=NOW.date(), frist=date(2024, 9, 20), vejledt=True)
    town.database.write(lambda session: session.add(frist))
    (left,) = town.database.read(lambda s: alarms.open_alarms(s, town.a_kasse, NOW))

    assert left.person_name == "Kim Jensen"
    leader, other = town.worker_with_role("team_leader"), town.worker_with_role("team_leader", town.jobcenter)
    for nobody in (town.a_kasse_worker, other):
        with pytest.raises(NotTheirs):
            close_alarm(nobody, left.public_id, town.database, NOW)
    close_alarm(leader, left.public_id, town.database, NOW)
    assert alarms_of(town) == []


def test_only_meetings_that_were_said_yes_to_are_called_off(town: Town) -> None:
    free, booked = town.slot(), town.slot(TEN + 2 * DAY)
    person = town.person(in_the_a_kasse())
    booking = town.book(person, booked)

    gone = withdraw(town, free, booked)

    assert gone.unbooked == 1
    assert [time.public_id for time in gone.left] == [booked]
    assert is_withdrawn(town, free)
    assert not is_withdrawn(town, booked)
    assert meeting(town, person, booking).status is SamtaleStatus.PLANLAGT
    assert town.count(Audit) == 1


@pytest.mark.parametrize("art", [SamtaleArt.KONTROLSAMTALE, SamtaleArt.JOBSAMTALE])
def test_for_whoever_may_not_be_called_to_it_any_more_no_time_is_held(town: Town, art: SamtaleArt) -> None:
    person = town.person(in_the_a_kasse())
    taken, _free = town.slot(), town.slot(TEN + DAY)

    def call(session: Any) -> BookingView:
        slot = slots.lock(session, taken)
        assert slot is not None
        return bookings.insert(
            session,
            bookings.NewBooking(person, slot, art, PHONE, Oprindelse.INDKALDT, at=NOW),
        )

    booking = town.database.write(call)
    withdraw(town, taken, call_off=(booking.public_id,))

    assert offered(town, person) == []
    assert town.count(Hold) == 0
    assert alarms_of(town) == ["ny_indkaldelse"]


def test_a_time_that_is_offered_and_withdrawn_too_is_replaced_by_the_next(town: Town) -> None:
    person = town.person(in_the_a_kasse())
    taken, second, third = town.slot(), town.slot(TEN + DAY), town.slot(TEN + 2 * DAY)
    booking = town.book(person, taken, PHONE)
    withdraw(town, taken, call_off=(booking.public_id,))
    (first_offer,) = offered(town, person)
    assert first_offer.slot == second

    withdraw(town, second)
    (offer,) = offered(town, person)
    assert offer.slot == third
    withdraw(town, third)

    assert offered(town, person) == []
    assert alarms_of(town) == ["ingen_tider"]
    outcome = accept_replacement(AcceptReplacement(person, offer.public_id), town.database, NOW)
    assert isinstance(outcome, Refused)
    assert "tiden_er_taget" in {finding.code for finding in outcome.decision.refusals}


def test_for_a_joint_meeting_another_joint_time_is_held_on_both_sides(town: Town) -> None:
    person = town.person(with_the_jobcenter())
    choose_a_kasse_med(ChooseAKasseMed(person, AKasseMed.JA), town.database, NOW)
    taken, _alone, other = town.joint_slot(), town.jobcenter_slot(TEN + DAY), town.joint_slot(TEN + 2 * DAY)
    booking = town.book(person, taken)

    withdraw(town, taken, call_off=(booking.public_id,), by=town.jobcenter_worker)

    (offer,) = offered(town, person)
    assert offer.slot == other
    assert town.count(HeldTime) == 2
    outcome = accept_replacement(AcceptReplacement(person, offer.public_id), town.database, NOW)
    assert isinstance(outcome, Granted)
    assert outcome.booking.a_kasse is not None


def test_an_offer_ends_when_it_runs_out_or_something_else_is_booked(town: Town) -> None:
    taken = [town.slot(TEN + n * DAY) for n in range(2)]
    free = [town.slot(TEN + n * DAY + timedelta(hours=2)) for n in range(6)]
    found = []
    for slot in taken:
        person = town.person(in_the_a_kasse())
        booking = town.book(person, slot, PHONE)
        withdraw(town, slot, call_off=(booking.public_id,))
        (offer,) = offered(town, person)
        found.append((person, offer))
    (waits, second), (books, third) = found

    late = accept_replacement(
        AcceptReplacement(waits, second.public_id), town.database, second.expires_at + timedelta(minutes=1)
    )
    assert isinstance(late, Refused)
    other = next(slot for slot in free if slot not in (second.slot, third.slot))
    wish = BookJobsamtale(books, other, SamtaleArt.JOBSAMTALE, PHONE, uuid4(), "20304050")
    assert isinstance(book_jobsamtale(wish, town.database, NOW), Granted)
    assert offered(town, books) == []
    with pytest.raises(UnknownOffer):
        accept_replacement(AcceptReplacement(waits, third.public_id), town.database, NOW)


def test_nobody_withdraws_what_is_not_theirs(town: Town) -> None:
    mine, theirs = town.slot(), town.jobcenter_slot()
    colleague = town.worker_with_role("caseworker")
    leader = town.worker_with_role("team_leader")

    assert withdraw(town, mine, theirs, by=colleague) == Withdrawn(0, (), ())
    assert withdraw(town, mine, theirs, by=leader).unbooked == 1
    assert not is_withdrawn(town, theirs)


def test_one_time_is_never_both_booked_and_withdrawn(town: Town, database: Database) -> None:
    for n in range(5):
        slot, person = town.slot(TEN + n * DAY), town.person(in_the_a_kasse())
        wish = BookJobsamtale(person, slot, SamtaleArt.JOBSAMTALE, PHONE, uuid4(), "20304050")

        booked, gone = at_once(
            lambda wish=wish: book_jobsamtale(wish, database, NOW), lambda slot=slot: withdraw(town, slot)
        )

        assert isinstance(booked, Granted) is not (gone.unbooked == 1)
    assert town.count(Slot) == 5
