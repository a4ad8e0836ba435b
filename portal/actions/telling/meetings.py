"""Letters about a meeting, from what was done with it."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Protocol

from portal.actions import send_letter
from portal.actions.call_off_jobsamtale import LawfulReason
from portal.actions.summons_letter import in_slot, in_time, place, who_comes
from portal.actions.telling.row import Told
from portal.policy.beslutninger import bindende
from portal.policy.facts import (
    AflystAf,
    Aktoer,
    BeslutningArt,
    Maalgruppe,
    Oprindelse,
    Samtaleform,
    SamtaleStatus,
)
from portal.policy.sag import Sag
from portal.store import beslutninger, bookings, facts, held, offers, slots
from portal.store import haendelser as happened
from portal.store.database import Session
from portal.store.facts import PersonFacts
from portal.store.views import BookingView
from portal.wording.letters import samtale as letters
from portal.wording.letters.letter import Letter
from portal.wording.letters.made import Between
from portal.wording.letters.samtale import CalledOff, Change, Meeting


class Words(Protocol):
    """The letter on a meeting that is planned."""

    def __call__(self, between: Between, meeting: Meeting, *, dagpenge: bool) -> Letter: ...


def booked(session: Session, row: Told, now: datetime) -> None:
    """The receipt. None is written once it was moved: that is told by a later row, as any other change is."""
    _of_a_planned_one(session, row, now, letters.booked)


def moved(session: Session, row: Told, now: datetime) -> None:
    """That it has another time; where it was moved again since, only the last one is told."""
    _of_a_planned_one(session, row, now, letters.moved)


def reminded(session: Session, row: Told, now: datetime) -> None:
    """That it is near, while it is still ahead at the time that the row tells of."""
    booking = _own(session, row)
    if booking is None or booking.status is not SamtaleStatus.PLANLAGT:
        return
    if not _in_its_time(booking, row) or booking.start <= now:
        return
    _planned(session, booking, now, letters.reminder)


def called_off(session: Session, row: Told, now: datetime) -> None:
    """That it is not held: by whom, why, and what the person does now."""
    booking = _as_told(session, row)
    if booking is None or booking.status is not SamtaleStatus.AFLYST:
        return
    person = facts.load(session, booking.person_id, now)
    by_person = booking.aflyst_af is AflystAf.PERSON
    by = CalledOff(
        person=by_person,
        coming=booking.start > row.created_at,
        grund=None if by_person else _why_not_held(session, booking),
        bortfaldet=happened.with_booking(session, booking.id),
        tilbud=any(
            one.booking == booking.public_id for one in offers.open_of(session, person.person_id, now)
        ),
        indkaldt=booking.oprindelse is Oprindelse.INDKALDT,
        syg=booking.aflyst_grund == LawfulReason.SYGDOM,
        afloest=not by_person and _called_to_another(session, booking),
    )
    between = send_letter.from_organisation(booking.organisation, person.person, now)
    letter = letters.called_off(between, meeting_of(booking), by, dagpenge=has_dagpenge(person))
    _write(session, person, booking, letter, now)


def form_changed(session: Session, row: Told, now: datetime) -> None:
    """How it is held now, and where the organisation decided it, why (LAB § 33, stk. 2). None is written once
    it is held in another form again: a later row tells that.
    """
    booking = _own(session, row)
    if booking is not None and booking.form.value == row.payload["form"]:
        _changed(session, booking, Change.FORM, now)


def link_changed(session: Session, row: Told, now: datetime) -> None:
    """Another link, where the meeting is by video and its time is still the one that was changed."""
    booking = _in_that_time(session, row, Samtaleform.VIDEO)
    if booking is not None:
        _changed(session, booking, Change.LINK, now)


def room_changed(session: Session, row: Told, now: datetime) -> None:
    """Another room, where the person comes to it."""
    booking = _in_that_time(session, row, Samtaleform.FREMMOEDE)
    if booking is not None:
        _changed(session, booking, Change.ROOM, now)


def worker_changed(session: Session, row: Told, now: datetime) -> None:
    """That somebody else comes, from the jobcenter or the a-kasse, where it is still the time it was."""
    booking = _own(session, row)
    if booking is not None and _in_its_time(booking, row):
        whose = Change.A_KASSE_WORKER if row.payload["side"] == Aktoer.A_KASSE.value else Change.WORKER
        _changed(session, booking, whose, now)


def a_kasse_left(session: Session, row: Told, now: datetime) -> None:
    """That the a-kasse does not take part any more: the person has chosen so, or has left it."""
    booking = _own(session, row)
    if booking is not None and booking.a_kasse is None:
        _changed(session, booking, Change.FORMER if row.payload.get("skiftet") else Change.A_KASSE, now)


def replacement_offered(session: Session, row: Told, now: datetime) -> None:
    """Another time is held; none is told of that has run out or was taken."""
    if row.person_id is None:
        return
    offer = offers.get_own(session, row.person_id, uuid.UUID(row.payload["offer"]))
    if offer is None or not offers.is_open(session, offer.id, now):
        return
    slot = slots.get(session, offer.slot)
    instead_of = bookings.get_own(session, row.person_id, offer.booking)
    if slot is None or instead_of is None:
        return
    person = facts.load(session, row.person_id, now)
    between = send_letter.from_organisation(slot.organisation, person.person, now)
    meeting = in_time(in_slot(slot, instead_of.art, offer.form, offer.phone))
    letter = letters.held_for(between, meeting, instead_of.start, offer.expires_at)
    _write(session, person, instead_of, letter, now)


def meeting_of(booking: BookingView) -> Meeting:
    """The meeting as letters tell of it."""
    return Meeting(
        art=booking.art,
        form=booking.form,
        start=booking.start,
        slut=booking.slut,
        place=place(booking.office) if booking.office else "",
        access=booking.office.access if booking.office else None,
        room=booking.room,
        caseworker=booking.caseworker.name if booking.caseworker else None,
        phone=booking.phone,
        a_kasse=who_comes(booking.a_kasse, booking.a_kasse_caseworker),
        a_kasse_in_person=booking.a_kasse_form == Samtaleform.FREMMOEDE.value,
    )


def has_dagpenge(person: PersonFacts) -> bool:
    """Whether the person has dagpenge to lose."""
    return person.facts.person.maalgruppe is Maalgruppe.DAGPENGE


def _of_a_planned_one(session: Session, row: Told, now: datetime, words: Words) -> None:
    booking = _own(session, row)
    if booking is None or booking.status is not SamtaleStatus.PLANLAGT or not _in_its_time(booking, row):
        return
    _planned(session, booking, now, words)


def _planned(session: Session, booking: BookingView, now: datetime, words: Words) -> None:
    person = facts.load(session, booking.person_id, now)
    between = send_letter.from_organisation(booking.organisation, person.person, now)
    _write(session, person, booking, words(between, meeting_of(booking), dagpenge=has_dagpenge(person)), now)


def _changed(session: Session, booking: BookingView, what: Change, now: datetime) -> None:
    if booking.status is not SamtaleStatus.PLANLAGT or booking.start <= now:
        return
    person = facts.load(session, booking.person_id, now)
    between = send_letter.from_organisation(booking.organisation, person.person, now)
    letter = letters.changed(
        between,
        meeting_of(booking),
        what,
        dagpenge=has_dagpenge(person),
        begrundelse=_why_in_person(session, person, booking, now) if what is Change.FORM else None,
    )
    _write(session, person, booking, letter, now)


def _why_in_person(session: Session, person: PersonFacts, booking: BookingView, now: datetime) -> str | None:
    """The reason for the decision that this meeting is held in person; None where the person chose the form,
    or none binds any more.
    """
    if booking.form is not Samtaleform.FREMMOEDE:
        return None
    sag = Sag(person.facts, now)
    binding = bindende(sag, BeslutningArt.FREMMOEDE, sag.i_dag, booking.holder, booking.id)
    decided = beslutninger.of_person(session, booking.person_id)
    return next((one.begrundelse for one in decided if binding and one.id == binding.noegle), None)


def _called_to_another(session: Session, booking: BookingView) -> bool:
    """Whether the person was called to another meeting by the act that called this one off."""
    others = (one for one in bookings.list_own(session, booking.person_id) if one.id != booking.id)
    return any(
        one.oprindelse is Oprindelse.INDKALDT and one.booket is not None and one.booket == booking.aflyst
        for one in others
    )


def _why_not_held(session: Session, booking: BookingView) -> str | None:
    """The reason that was registered, where it was registered as called off."""
    registered = held.of_meeting(session, booking).content
    return registered.grund if registered is not None else None


def _as_told(session: Session, row: Told) -> BookingView | None:
    """The meeting, as long as it is as the row says."""
    booking = _own(session, row)
    return booking if booking is not None and booking.sequence == row.payload["sequence"] else None


def _in_that_time(session: Session, row: Told, form: Samtaleform) -> BookingView | None:
    """The meeting, where it still lies in the time that the row tells of, and is held in that form."""
    booking = _own(session, row)
    if booking is None or not _in_its_time(booking, row):
        return None
    return booking if booking.form is form else None


def _in_its_time(booking: BookingView, row: Told) -> bool:
    """Whether the meeting still lies in the time that the row tells of."""
    return booking.start == datetime.fromisoformat(row.payload["start"])


def _own(session: Session, row: Told) -> BookingView | None:
    if row.person_id is None:
        return None
    return bookings.get_own(session, row.person_id, uuid.UUID(row.payload["booking"]))


def _write(
    session: Session, person: PersonFacts, booking: BookingView, letter: Letter, now: datetime
) -> uuid.UUID:
    return send_letter.write(
        session,
        person=person.person,
        organisation=booking.organisation,
        letter=letter,
        now=now,
        booking_id=booking.id,
    )
