"""Held, missed, called off: by whom, when, what it takes, what it leaves, and what follows for the person."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import select

from portal.actions.casework import NotSeen
from portal.actions.outcome import UnknownBooking
from portal.actions.register_contact import Contacted, NotContacted
from portal.actions.register_meeting import NotRegistered, Registered
from portal.policy.afholdelse import Emne, Rolle, Udfald, staaende
from portal.policy.facts import AflystAf, Facts, Person, SamtaleArt, Samtaleform, SamtaleStatus, Skift
from portal.store import bookings, decisions, facts, held, meeting_content, uddannelsestrin
from portal.store.meeting_content import Content, Participant, Topic
from portal.store.tables_case import Audit, Outbox
from portal.store.tables_held import Deltager, Emneraekke, Registrering, Rettelse
from portal.store.tables_meeting import Booking
from portal.store.views import BookingView
from tests.actions.courses import in_the_a_kasse, new_in_the_a_kasse, with_the_jobcenter
from tests.actions.meetings import HELD, LATER, MISSED, called_off, contact, correct, of_kind, register
from tests.at_once import at_once
from tests.store.town import NOW, TEN, Town

MIN_PLAN = (Topic(Emne.MIN_PLAN_UDARBEJDES, True), Topic(Emne.ANSOEGNINGER_GENNEMGAAS, True))
TENTH = TEN.date()


def known(town: Town, person: int) -> Facts:
    return town.database.read(lambda s: facts.load(s, person, LATER)).facts


def stands(town: Town, booking: BookingView) -> held.Registered:
    def read(session: Any) -> held.Registered:
        now = bookings.get_own(session, booking.person_id, booking.public_id)
        assert now is not None
        return held.of_meeting(session, now)

    return town.database.read(read)


def topics_sent(town: Town) -> list[str]:
    return town.database.read(lambda s: list(s.scalars(select(Outbox.topic).order_by(Outbox.id))))


def refusals(outcome: Registered | NotRegistered) -> list[str]:
    assert isinstance(outcome, NotRegistered)
    return [finding.code for finding in outcome.decision.refusals]


def test_a_held_meeting_counts_with_all_that_was_said_of_it(town: Town) -> None:
    person = town.person(in_the_a_kasse())
    booking = town.book(person, town.slot(), Samtaleform.VIDEO)
    told = Content(
        Udfald.AFHOLDT,
        Samtaleform.TELEFON,
        deltagere=(
            Participant(Rolle.TOLK, "Aisha Karim", Samtaleform.TELEFON),
            Participant(Rolle.BISIDDER, "Bo Holm", Samtaleform.FREMMOEDE),
        ),
        aftaler="Du søger to job om ugen.",
    )

    outcome = register(town, person, booking, told)

    assert isinstance(outcome, Registered)
    assert (outcome.booking.status, outcome.booking.form) == (SamtaleStatus.AFHOLDT, Samtaleform.TELEFON)
    kept = stands(town, booking)
    assert (kept.content, kept.at, kept.by) == (told, LATER, "Anna")
    samtale = known(town, person).samtale(booking.id)
    assert (samtale.status, samtale.form) == (SamtaleStatus.AFHOLDT, Samtaleform.TELEFON)
    row = town.database.read(lambda s: s.scalars(select(Outbox)).one())
    assert (row.topic, row.payload["status"], row.payload["sequence"]) == ("samtale.afholdt", "afholdt", 1)
    assert row.payload["form"] == "telefon"
    entry = town.database.read(lambda s: s.scalars(select(Audit)).one())
    assert (entry.action, entry.outcome, entry.booking_id) == ("register_meeting", "allowed", booking.id)
    assert (entry.actor_id, entry.organisation_id, entry.person_id) == (
        town.a_kasse_worker,
        town.a_kasse,
        person,
    )


def test_what_the_law_requires_of_the_meeting_is_done_or_it_is_said_why_not(town: Town) -> None:
    person = town.person(new_in_the_a_kasse())
    booking = town.book(person, town.slot())

    blank = replace(HELD, emner=(MIN_PLAN[0], Topic(Emne.ANSOEGNINGER_GENNEMGAAS, False, " ")))
    assert refusals(register(town, person, booking, HELD)) == ["emne_uden_svar", "emne_uden_svar"]
    assert refusals(register(town, person, booking, blank)) == ["emne_uden_svar"]
    assert town.count(Registrering) == town.count(Outbox) == 0
    why = Topic(Emne.ANSOEGNINGER_GENNEMGAAS, False, "Personen havde ingen med.")
    outcome = register(town, person, booking, replace(HELD, emner=(MIN_PLAN[0], why)))

    assert isinstance(outcome, Registered)
    kept = stands(town, booking).content
    assert kept is not None
    assert kept.emner == (MIN_PLAN[0], why)
    decision = town.database.read(lambda s: decisions.latest_of_booking(s, booking.id))
    assert decision is not None
    assert decision.result["udfoert"] == ["min_plan_udarbejdes"]
    assert decision.result["ikke_udfoert"] == ["ansoegninger_gennemgaas"]


def test_the_first_meeting_is_not_held_on_the_telephone(town: Town) -> None:
    person = town.person(new_in_the_a_kasse())
    booking = town.book(person, town.slot())

    outcome = register(town, person, booking, Content(Udfald.AFHOLDT, Samtaleform.TELEFON, emner=MIN_PLAN))

    assert refusals(outcome) == ["foerste_samtale_fremmoede"]


@pytest.mark.parametrize("content", [HELD, MISSED, Content(Udfald.AFBUD, Samtaleform.FREMMOEDE)])
def test_before_it_begins_a_meeting_can_only_be_called_off(town: Town, content: Content) -> None:
    person = town.person(in_the_a_kasse())
    slot = town.slot()
    booking = town.book(person, slot)
    early = TEN - timedelta(seconds=1)

    assert refusals(register(town, person, booking, content, now=early)) == ["samtale_ikke_begyndt"]
    assert refusals(register(town, person, booking, called_off(" "), now=early)) == ["mangler_begrundelse"]
    assert town.free(slot) == 0
    outcome = register(town, person, booking, called_off(), now=early)

    assert isinstance(outcome, Registered)
    assert outcome.booking.aflyst_af is AflystAf.MYNDIGHED
    assert town.free(slot) == 1
    assert stands(town, booking).content == called_off()
    assert topics_sent(town) == ["booking.called_off"]


def test_who_had_called_off_before_it_is_absent_for_that_day_only(town: Town) -> None:
    person = town.person(in_the_a_kasse())
    booking = town.book(person, town.slot())

    outcome = register(town, person, booking, Content(Udfald.AFBUD, Samtaleform.FREMMOEDE, reason="sygdom"))

    assert isinstance(outcome, Registered)
    assert outcome.decision is not None
    assert [f.code for f in outcome.decision.findings] == ["registrering", "afbud_koster_dagen"]
    assert (outcome.booking.aflyst_af, outcome.booking.aflyst) == (AflystAf.PERSON, TEN)
    assert outcome.booking.aflyst_grund == "sygdom"
    assert staaende(known(town, person), LATER, ()) == ()


def test_whoever_does_not_come_has_no_dagpenge_until_they_get_in_touch(town: Town) -> None:
    person = town.person(in_the_a_kasse())
    booking = town.book(person, town.slot())
    outcome = register(town, person, booking, MISSED)
    assert isinstance(outcome, Registered)
    assert outcome.decision is not None
    assert outcome.decision.result["dagpenge_stopper"] is True
    assert [one.samtale.noegle for one in staaende(known(town, person), LATER, ())] == [booking.id]

    for wrong in (TENTH - timedelta(days=1), TENTH + timedelta(days=3)):
        refused = contact(town, person, booking, wrong)
        assert isinstance(refused, NotContacted)
        assert refused.decision is not None
    assert isinstance(contact(town, person, booking, TENTH + timedelta(days=1)), Contacted)
    again = contact(town, person, booking, TENTH + timedelta(days=1))
    assert isinstance(again, Contacted)
    assert again.repeated
    assert contact(town, person, booking, TENTH) == NotContacted(None)
    assert isinstance(contact(town, person, booking, TENTH, "Det var samme dag."), Contacted)

    days = town.database.read(lambda s: held.contacts(s, person))
    assert days == {booking.id: TENTH}
    assert stands(town, booking).henvendt == TENTH
    assert staaende(known(town, person), LATER, days) == ()
    assert topics_sent(town) == ["samtale.udeblevet", "samtale.henvendt", "samtale.henvendt"]


def test_only_the_organisation_that_holds_the_meeting_registers_it(town: Town) -> None:
    person = town.person(with_the_jobcenter())
    joint = town.book(person, town.joint_slot())

    with pytest.raises(NotSeen):
        register(town, person, joint, HELD)
    assert isinstance(register(town, person, joint, HELD, worker=town.jobcenter_worker), Registered)
    supervision = town.worker_with_role("supervision", town.jobcenter)
    with pytest.raises(NotSeen):
        register(town, person, joint, HELD, worker=supervision)
    with pytest.raises(UnknownBooking):
        register(town, town.person(in_the_a_kasse()), joint, HELD)


def test_who_held_it_registers_it_also_when_the_person_has_gone_elsewhere_since(town: Town) -> None:
    town.database.write(lambda s: town.organisation(s, "a_kasse", "AK2", "Den anden a-kasse") and None)
    person = town.person(replace(in_the_a_kasse(), skift=(Skift(TENTH + timedelta(days=1), a_kasse="AK2"),)))
    booking = town.book(person, town.slot())

    outcome = register(town, person, booking, HELD, now=LATER + timedelta(days=3))

    assert isinstance(outcome, Registered)


def test_a_meeting_is_registered_once_and_then_corrected(town: Town) -> None:
    person = town.person(in_the_a_kasse())
    booking = town.book(person, town.slot())
    register(town, person, booking, HELD)

    again = register(town, person, booking, HELD)
    assert isinstance(again, Registered)
    assert again.repeated
    assert refusals(register(town, person, booking, MISSED)) == ["samtale_registreret"]
    assert topics_sent(town) == ["samtale.afholdt"]


def test_a_correction_keeps_what_stood_and_why_it_was_wrong(town: Town) -> None:
    person = town.person(new_in_the_a_kasse())
    booking = town.book(person, town.slot())
    first = replace(HELD, emner=MIN_PLAN, deltagere=(Participant(Rolle.TOLK, "Aisha", Samtaleform.TELEFON),))
    register(town, person, booking, first)

    assert refusals(correct(town, person, booking, MISSED, "  ")) == ["mangler_begrundelse"]
    outcome = correct(town, person, booking, MISSED, " Jeg valgte den forkerte person. ")

    assert isinstance(outcome, Registered)
    assert outcome.booking.status is SamtaleStatus.UDEBLEVET
    assert [town.count(table) for table in (Registrering, Deltager, Emneraekke, Rettelse)] == [1, 0, 0, 1]
    (kept,) = town.database.read(lambda s: held.corrections(s, booking.id))
    assert (kept.kommentar, kept.by) == ("Jeg valgte den forkerte person.", "Anna")
    assert meeting_content.from_json(kept.foer) == first
    assert meeting_content.from_json(kept.efter) == MISSED
    assert topics_sent(town) == ["samtale.afholdt", "samtale.rettet"]


@pytest.mark.parametrize(
    ("first", "then"),
    [
        (MISSED, HELD),
        (called_off(), HELD),
        (HELD, called_off()),
        (MISSED, Content(Udfald.AFBUD, Samtaleform.FREMMOEDE, reason="sygdom")),
        (Content(Udfald.AFBUD, Samtaleform.FREMMOEDE), MISSED),
        (HELD, replace(HELD, aftaler="Du søger tre job.")),
    ],
)
def test_whatever_a_caseworker_said_can_be_corrected_to_anything_else(
    town: Town, first: Content, then: Content
) -> None:
    person = town.person(in_the_a_kasse())
    booking = town.book(person, town.slot())
    register(town, person, booking, first)

    assert isinstance(correct(town, person, booking, then, "Det var anderledes."), Registered)

    assert stands(town, booking).content == then
    assert known(town, person).samtale(booking.id).status is then.udfald.status


def test_nothing_is_corrected_that_no_caseworker_said(town: Town) -> None:
    person = town.person(in_the_a_kasse())
    planned, own = town.book(person, town.slot()), town.book(person, town.slot(TEN + timedelta(days=1)))
    town.database.write(lambda s: bookings.call_off(s, own, AflystAf.PERSON, None, NOW) and None)

    for booking in (planned, own):
        with pytest.raises(UnknownBooking):
            correct(town, person, booking, HELD, "Nej.", now=TEN + timedelta(days=2))
    with pytest.raises(UnknownBooking):
        contact(town, person, planned, TENTH)


def test_the_step_of_the_uddannelsespaalaeg_is_followed_and_becomes_another(town: Town) -> None:
    young = Person(date(2002, 5, 1), erhvervskompetencegivende_uddannelse=False)
    sent_on = replace(new_in_the_a_kasse(date(2024, 8, 5)), person=young, visiteret=date(2024, 8, 12))
    person = town.person(sent_on)
    jobcenter = {"worker": town.jobcenter_worker}
    first = town.book(person, town.jobcenter_slot(TEN - timedelta(days=1)))
    second = town.book(person, town.jobcenter_slot())
    assert isinstance(register(town, person, first, HELD, **jobcenter), Registered)
    assert refusals(register(town, person, second, HELD, **jobcenter)) == ["emne_uden_svar"]

    followed = replace(HELD, emner=(Topic(Emne.UDDANNELSESTRIN, True),))
    outcome = register(town, person, second, followed, trin="Søg optagelse på to uddannelser.", **jobcenter)

    assert isinstance(outcome, Registered)
    step = town.database.read(lambda s: uddannelsestrin.current(s, person))
    assert step is not None
    assert (step.tekst, step.by) == ("Søg optagelse på to uddannelser.", "Jens")


def test_meetings_that_are_over_and_unregistered_are_listed_for_whoever_held_them(town: Town) -> None:
    person = town.person(in_the_a_kasse())
    over = town.book(person, town.slot())
    done = town.book(person, town.slot(TEN + timedelta(hours=2)))
    town.book(person, town.jobcenter_slot(TEN + timedelta(hours=4)))
    town.book(person, town.slot(TEN + timedelta(days=3)))
    register(town, person, done, HELD, now=TEN + timedelta(hours=3))

    (found,) = town.database.read(lambda s: held.unregistered(s, town.a_kasse, TEN + timedelta(hours=8)))

    assert (found.booking_id, found.person, found.caseworker) == (over.public_id, "Kim Jensen", "Anna")
    assert (
        town.database.read(lambda s: held.unregistered(s, town.a_kasse, LATER - timedelta(minutes=1))) == ()
    )


def test_a_raadighedssamtale_outside_the_course_is_a_duty_too(town: Town) -> None:
    person = town.person(with_the_jobcenter())
    booking = town.book(person, town.slot())
    of_kind(town, booking, art=SamtaleArt.RAADIGHEDSSAMTALE.value)

    outcome = register(town, person, booking, MISSED)

    assert isinstance(outcome, Registered)
    assert outcome.decision is not None
    assert outcome.decision.result["dagpenge_stopper"] is True
    assert town.count(Booking) == 2


def test_a_stranger_to_the_address_learns_nothing(town: Town) -> None:
    person = town.person(in_the_a_kasse())
    booking = town.book(person, town.slot())

    with pytest.raises(UnknownBooking):
        register(town, person, replace(booking, public_id=uuid4()), HELD)
    with pytest.raises(NotSeen):
        register(town, person, booking, HELD, worker=town.jobcenter_worker)
    entry = town.database.read(lambda s: s.scalars(select(Audit)).one())
    assert (entry.outcome, entry.person_id) == ("refused", person)


def test_of_two_caseworkers_who_say_otherwise_at_once_one_is_told(town: Town) -> None:
    person = town.person(in_the_a_kasse())
    booking = town.book(person, town.slot())

    outcomes = at_once(
        *(lambda content=content: register(town, person, booking, content) for content in (HELD, MISSED))
    )

    (done,) = [outcome for outcome in outcomes if isinstance(outcome, Registered)]
    (late,) = [outcome for outcome in outcomes if isinstance(outcome, NotRegistered)]
    assert refusals(late) == ["samtale_registreret"]
    kept = stands(town, booking).content
    assert kept is not None
    assert kept.udfald.status is done.booking.status
    assert len(topics_sent(town)) == 1
