"""One planned meeting is changed to in person, for a reason, and the person is told (LAB § 33, stk. 2)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from portal.actions.casework import NotSeen
from portal.actions.outcome import UnknownBooking
from portal.actions.require_fremmoede import (
    NotRequired,
    Required,
    RequireFremmoede,
    require_fremmoede,
)
from portal.policy import samtaleform
from portal.policy.facts import BeslutningArt, Indplacering, Samtaleform
from portal.store import beslutninger, bookings, decisions, facts
from portal.store.tables_case import Audit, Beslutning, Decision, Letter, Outbox
from portal.store.views import BookingView
from tests.actions.courses import in_the_a_kasse, new_in_the_a_kasse, with_the_jobcenter
from tests.actions.test_revoke_selvbooking import public_id
from tests.store.town import NOW, TEN, Town

REASON = "Vi skal tale om et længere forløb."


def meeting(town: Town, person: int, form: Samtaleform = Samtaleform.VIDEO) -> BookingView:
    return town.book(person, town.slot(video_link="https://video.example/1"), form)


def require(
    town: Town, person: int, booking: UUID, words: str = REASON, worker: int | None = None
) -> Required | NotRequired:
    command = RequireFremmoede(worker or town.a_kasse_worker, public_id(town, person), booking, words)
    return require_fremmoede(command, town.database, NOW)


@pytest.mark.parametrize("form", [Samtaleform.TELEFON, Samtaleform.VIDEO])
def test_the_meeting_is_held_in_person_from_then_on_and_why_is_kept(town: Town, form: Samtaleform) -> None:
    person = town.person(in_the_a_kasse(), phone="20 30 40 50")
    booking = meeting(town, person, form)

    outcome = require(town, person, booking.public_id)

    assert isinstance(outcome, Required)
    assert (outcome.booking.form, outcome.booking.video_link) == (Samtaleform.FREMMOEDE, None)
    assert outcome.booking.start == TEN
    (kept,) = town.database.read(lambda s: beslutninger.of_person(s, person))
    assert (kept.art, kept.booking_id, kept.begrundelse) == (BeslutningArt.FREMMOEDE, booking.id, REASON)
    known = town.database.read(lambda s: facts.load(s, person, NOW)).facts
    assert [b.samtale for b in known.beslutninger] == [booking.id]


def test_it_is_told_to_whoever_sends_and_kept_in_the_log_and_is_no_letter(town: Town) -> None:
    person = town.person(in_the_a_kasse())
    booking = meeting(town, person)

    require(town, person, booking.public_id)

    row = town.database.read(lambda s: s.scalars(select(Outbox)).one())
    assert row.topic == "booking.form_changed"
    assert (row.payload["form"], row.payload["sequence"]) == ("fremmoede", booking.sequence + 1)
    entry = town.database.read(lambda s: s.scalars(select(Audit)).one())
    assert (entry.action, entry.outcome, entry.booking_id) == ("require_fremmoede", "allowed", booking.id)
    assert (entry.actor_id, entry.organisation_id) == (town.a_kasse_worker, town.a_kasse)
    assert town.count(Letter) == 0
    decision = town.database.read(lambda s: decisions.latest_of_booking(s, booking.id))
    assert decision is not None
    assert decision.result["afgoerelse"] is False


def test_without_a_reason_the_meeting_stays_as_the_person_chose(town: Town) -> None:
    person = town.person(in_the_a_kasse())
    booking = meeting(town, person)

    outcome = require(town, person, booking.public_id, "  \n")

    assert isinstance(outcome, NotRequired)
    assert [finding.code for finding in outcome.decision.refusals] == ["mangler_begrundelse"]
    after = town.database.read(lambda s: bookings.get_own(s, person, booking.public_id))
    assert after == booking
    assert (town.count(Beslutning), town.count(Outbox)) == (0, 0)


def test_sent_twice_it_is_decided_once(town: Town) -> None:
    person = town.person(in_the_a_kasse())
    booking = meeting(town, person)
    require(town, person, booking.public_id)

    again = require(town, person, booking.public_id)

    assert isinstance(again, Required)
    assert again.repeated
    assert [town.count(table) for table in (Beslutning, Decision, Outbox)] == [1, 1, 1]


def test_in_a_new_course_it_is_decided_anew_with_its_own_reason(town: Town) -> None:
    anew = (Indplacering(date(2024, 8, 5)), Indplacering(date(2024, 8, 30)))
    person = town.person(replace(in_the_a_kasse(), indplaceringer=anew))
    booking = meeting(town, person)
    before = RequireFremmoede(town.a_kasse_worker, public_id(town, person), booking.public_id, "Dengang.")
    require_fremmoede(before, town.database, NOW - timedelta(days=10))

    again = require(town, person, booking.public_id)

    assert isinstance(again, Required)
    assert not again.repeated
    known = town.database.read(lambda s: beslutninger.of_person(s, person))
    assert [one.begrundelse for one in known] == [REASON, "Dengang."]


def test_only_the_meetings_own_holder_decides(town: Town) -> None:
    person = town.person(with_the_jobcenter())
    booking = town.book(person, town.jobcenter_slot(), Samtaleform.TELEFON)

    with pytest.raises(NotSeen):
        require(town, person, booking.public_id)
    assert isinstance(require(town, person, booking.public_id, worker=town.jobcenter_worker), Required)


def test_a_joint_meeting_is_seen_by_the_a_kasse_and_is_not_its_to_change(town: Town) -> None:
    person = town.person(with_the_jobcenter())
    booking = town.book(person, town.joint_slot(), Samtaleform.TELEFON)

    outcome = require(town, person, booking.public_id)

    assert isinstance(outcome, NotRequired)
    assert [finding.code for finding in outcome.decision.refusals] == ["kun_ansvarlig_aktoer"]


def test_the_first_meeting_is_in_person_anyway(town: Town) -> None:
    person = town.person(new_in_the_a_kasse())
    booking = meeting(town, person, Samtaleform.FREMMOEDE)
    known = town.database.read(lambda s: facts.load(s, person, NOW)).facts

    assert samtaleform.former(known, NOW, booking.holder, booking.start) == {Samtaleform.FREMMOEDE}
    assert isinstance(require(town, person, booking.public_id), Required)


def test_a_meeting_that_is_not_there_not_planned_or_over_cannot_be_changed(town: Town) -> None:
    person, other = town.person(in_the_a_kasse()), town.person(in_the_a_kasse())
    held = town.database.read(lambda s: bookings.list_own(s, person))[0]
    strangers = meeting(town, other)

    for booking in (uuid4(), held.public_id, strangers.public_id):
        with pytest.raises(UnknownBooking):
            require(town, person, booking)
    begun = town.book(person, town.slot(NOW + timedelta(minutes=1)))
    command = RequireFremmoede(town.a_kasse_worker, public_id(town, person), begun.public_id, REASON)
    with pytest.raises(UnknownBooking):
        require_fremmoede(command, town.database, NOW + timedelta(minutes=1))
