"""Whoever was called in answers: confirms, asks for another time, or has a lawful reason not to come."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from portal.actions.answer_summons import (
    AskForAnotherTime,
    ConfirmSummons,
    Done,
    RefuseAnotherTime,
    ask_for_another_time,
    confirm_summons,
    refuse_another_time,
)
from portal.actions.call_off_jobsamtale import CallOffJobsamtale, LawfulReason, call_off_jobsamtale
from portal.actions.casework import NotSeen
from portal.actions.outcome import UnknownBooking
from portal.policy.facts import (
    SamtaleArt,
    SamtaleStatus,
)
from portal.store import bookings, summons
from portal.store.tables_case import Audit
from tests.actions.calling import DAY, call, called, controlled, own_moment
from tests.actions.courses import new_in_the_a_kasse
from tests.actions.test_revoke_selvbooking import public_id
from tests.store.town import NOW, TEN, Town


def test_the_person_confirms_once_and_the_log_knows(town: Town) -> None:
    person = town.person(new_in_the_a_kasse())
    outcome = called(town, person, town.slot())
    command = ConfirmSummons(person, outcome.booking.public_id)

    assert confirm_summons(command, town.database, NOW + DAY) is Done.DONE
    assert confirm_summons(command, town.database, NOW + DAY) is Done.REPEATED

    kept = town.database.read(lambda s: summons.of_booking(s, outcome.booking.id))
    assert kept is not None
    assert kept.bekraeftet == NOW + DAY
    entry = town.database.read(lambda s: s.scalars(select(Audit).order_by(Audit.id.desc())).first())
    assert entry is not None
    assert (entry.actor_kind, entry.action) == ("citizen", "confirm_summons")
    late = called(town, town.person(new_in_the_a_kasse()), town.slot(TEN + DAY))
    assert (
        confirm_summons(
            ConfirmSummons(late.booking.person_id, late.booking.public_id), town.database, TEN + DAY
        )
        is Done.NOT_NOW
    )
    with pytest.raises(UnknownBooking):
        confirm_summons(ConfirmSummons(late.booking.person_id, outcome.booking.public_id), town.database, NOW)


def test_where_a_meeting_cannot_be_moved_another_time_is_asked_for_and_answered(town: Town) -> None:
    person, outcome = controlled(town)
    booking = outcome.booking
    ask = AskForAnotherTime(person, booking.public_id, "Jeg passer børn om formiddagen.")
    refuse = RefuseAnotherTime(
        town.a_kasse_worker, public_id(town, person), booking.public_id, "Fristen er en uge."
    )

    assert refuse_another_time(refuse, town.database, NOW) is Done.NOT_NOW
    assert ask_for_another_time(ask, town.database, NOW) is Done.DONE
    assert ask_for_another_time(ask, town.database, NOW) is Done.REPEATED
    (waiting,) = town.database.read(lambda s: summons.waiting_answers(s, town.a_kasse))
    assert (waiting.kind, waiting.booking, waiting.since) == ("other_time", booking.public_id, NOW)
    assert town.database.read(lambda s: summons.waiting_answers(s, town.jobcenter)) == ()

    with pytest.raises(NotSeen):
        refuse_another_time(
            replace(refuse, caseworker_id=town.worker_with_role("supervision")), town.database, NOW
        )
    assert refuse_another_time(refuse, town.database, NOW + DAY) is Done.DONE
    kept = town.database.read(lambda s: summons.of_booking(s, booking.id))
    assert kept is not None
    assert (kept.oenske, kept.afslag, kept.waits) == (ask.words, "Fristen er en uge.", False)
    assert town.database.read(lambda s: summons.waiting_answers(s, town.a_kasse)) == ()


def test_whoever_can_move_the_meeting_alone_asks_nobody(town: Town) -> None:
    person = town.person(new_in_the_a_kasse())
    outcome = called(town, person, town.slot())

    answer = ask_for_another_time(
        AskForAnotherTime(person, outcome.booking.public_id, "Hellere torsdag."), town.database, NOW
    )

    assert answer is Done.NOT_NOW


def test_another_time_replaces_the_first_one_and_counts_as_no_move_of_the_persons(town: Town) -> None:
    person, outcome = controlled(town)
    ask_for_another_time(
        AskForAnotherTime(person, outcome.booking.public_id, "Jeg passer børn."), town.database, NOW
    )
    old = outcome.booking

    new = called(
        town,
        person,
        own_moment(town, old.start + timedelta(minutes=30)),  # overlaps the one that goes
        art=SamtaleArt.KONTROLSAMTALE,
        instead_of=old.public_id,
    )

    after = {b.id: b for b in town.database.read(lambda s: bookings.list_own(s, person))}
    assert after[old.id].status is SamtaleStatus.AFLYST
    assert after[old.id].aflyst_af == "myndighed"
    assert (after[new.booking.id].status, after[new.booking.id].ombookninger) == (SamtaleStatus.PLANLAGT, 0)
    assert town.database.read(lambda s: summons.waiting_answers(s, town.a_kasse)) == ()
    with pytest.raises(UnknownBooking):
        call(town, person, town.slot(TEN + DAY), instead_of=old.public_id)


def test_a_lawful_reason_calls_the_meeting_off_and_somebody_has_to_call_again(town: Town) -> None:
    person = town.person(new_in_the_a_kasse())
    outcome = called(town, person, town.slot())

    call_off_jobsamtale(
        CallOffJobsamtale(person, outcome.booking.public_id, LawfulReason.ARBEJDE), town.database, NOW + DAY
    )

    (waiting,) = town.database.read(lambda s: summons.waiting_answers(s, town.a_kasse))
    assert (waiting.kind, waiting.reason, waiting.since) == ("called_off", "arbejde", NOW + DAY)
    called(town, person, town.slot(TEN + DAY), at=NOW + 2 * DAY)
    assert town.database.read(lambda s: summons.waiting_answers(s, town.a_kasse)) == ()
