"""A caseworker calls a person to a meeting, in writing (LAB §§ 34, 38; BAB § 46; RÅB §§ 10, 40).

At a free time of the caller: one that is published, or one that the caseworker has free and did not publish.
In place of a meeting that the person was called to before, where the time is to be another.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from portal.actions import casework, send_letter, summons_letter
from portal.actions.book_jobsamtale import UnknownSlot
from portal.actions.casework import NotSeen, Seen
from portal.actions.outcome import UnknownBooking, again, conflict_finding, with_findings
from portal.actions.summons_letter import Appointment, in_slot
from portal.policy import faelles, indkaldelse, tider, valgskift
from portal.policy.facts import AflystAf, Facts, Oprindelse, SamtaleArt, Samtaleform, SamtaleStatus
from portal.policy.indkaldelse import Grund, IndkaldSpoergsmaal
from portal.policy.indsigt import Del
from portal.policy.law import Decision, Finding
from portal.policy.lokale_graenser import BOOKBARE
from portal.policy.raadighed import Aarsag
from portal.policy.sag import Sag
from portal.store import bookings, offers, outbox, own_times, raadighed, slots, summons
from portal.store.database import Conflict, Database, Session
from portal.store.own_times import OwnTime
from portal.store.summons import NewSummons
from portal.store.views import BookingView, CaseworkerName, OfficeView, OrganisationView, SlotView
from portal.wording.letters.indkaldelse import Why
from portal.wording.letters.letter import Letter

ACTION = "call_in"
TOPIC = "booking.called"

OWN_FORMS = frozenset({Samtaleform.FREMMOEDE, Samtaleform.TELEFON})
"""A time that is not published has no link to a video meeting."""


@dataclass(frozen=True, slots=True)
class OwnMoment:
    """A time that the caseworker has free and did not publish. `start` aware; `office` is a public id."""

    start: datetime
    minutes: int
    office: uuid.UUID
    room: str | None = None


@dataclass(frozen=True, slots=True)
class Because:
    """Why a rådighedssamtale is held. `anledning`: what it is about, in the a-kasse's words."""

    aarsag: Aarsag
    anledning: str


@dataclass(frozen=True, slots=True)
class CallIn:
    """`person` is a public id; `time`: a published time's, or a moment of the caseworker's own.

    `kort_varsel`: the need for short notice, in words; None where there is none. `besked`: what the letter
    says besides. `phone`: the number to call, else the person's. `instead_of`: the public id of a
    meeting that this one replaces. `submission`: the form's own id; a form sent twice calls once. `aarsag`:
    why a rådighedssamtale is held; None: as that of the one it replaces, or it is said later.
    """

    caseworker_id: int
    person: uuid.UUID
    art: SamtaleArt
    form: Samtaleform
    time: uuid.UUID | OwnMoment
    submission: uuid.UUID
    kort_varsel: str | None = None
    besked: str | None = None
    phone: str | None = None
    instead_of: uuid.UUID | None = None
    aarsag: Because | None = None


@dataclass(frozen=True, slots=True)
class Called:
    """It is done. `letter`: its public id; None where it was `repeated`: done before by the same form."""

    decision: Decision
    booking: BookingView
    letter: uuid.UUID | None
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class NotCalled:
    """It is not done, and nothing but the decision and the log says that it was tried."""

    decision: Decision


class _Taken(Exception):
    """The caseworker's time is kept for somebody else at this moment."""


def call_in(
    command: CallIn, database: Database, now: datetime, *, tell_from: datetime | None = None
) -> Called | NotCalled:
    """Books the meeting and writes the letter, or says why not. All of it in one transaction.

    `tell_from` (aware): nothing is sent before; None: `now`. Raises NotSeen, UnknownSlot, UnknownBooking,
    Busy.
    """

    def attempt(refused_by: Finding | None) -> Called | NotCalled:
        return casework.act(
            database, ACTION, now, lambda session: _call(session, command, now, tell_from or now, refused_by)
        )

    try:
        return attempt(None)
    except Conflict as conflict:
        taken = conflict_finding(conflict)
    except _Taken:
        taken = tider.tiden_er_taget()
    return attempt(taken)


def wanted(
    session: Session,
    seen: Seen,
    command: CallIn,
    replaced: BookingView | None,
    now: datetime,
    *,
    lock: bool = False,
) -> tuple[Appointment, SlotView | None]:
    """The time that is asked for, and its slot where it is a published one. Raises UnknownSlot."""
    if isinstance(command.time, OwnMoment):
        return _own(session, seen, command, command.time), None
    look, moving = slots.lock if lock else slots.get, replaced.id if replaced else None
    slot = look(session, command.time, person_id=seen.person.person_id, now=now, moving=moving)
    if slot is None:
        raise UnknownSlot(command.time)
    return in_slot(slot, command.art, command.form, command.phone or seen.person.person.phone), slot


def judge(
    seen: Seen, known: Facts, command: CallIn, time: Appointment, slot: SlotView | None, now: datetime
) -> Decision:
    """What the law and the time itself say. `known`: the facts without the meeting that is replaced."""
    question = asked(seen, command, time)
    if slot is not None:
        return judge_published(seen.worker.organisation, known, question, slot, now)
    found = _against(known, question, now, faelles_tid=False, aftalt_med=None)
    found += tider.form_i_tiden(time.former, time.form)
    return with_findings(indkaldelse.indkald(known, now, question), found)


def judge_published(
    own: OrganisationView, known: Facts, question: IndkaldSpoergsmaal, slot: SlotView, now: datetime
) -> Decision:
    """What the law and that published time itself say, where the organisation `own` calls."""
    found = _against(known, question, now, faelles_tid=slot.joint, aftalt_med=slot.a_kasse_code)
    asked_of_a_kasse = faelles.a_kasse_form(Sag(known, now)) if slot.joint else None
    published = tider.Tid(
        ledig=slot.free > 0 and not slot.withdrawn,
        egen=slot.organisation.id == own.id,
        former=slot.former,
        a_kasse_form=slot.a_kasse_form,
    )
    found += tider.tid(published, question.form, asked_of_a_kasse)
    return with_findings(indkaldelse.indkald(known, now, question), found)


def letter(
    seen: Seen, known: Facts, command: CallIn, time: Appointment, now: datetime
) -> tuple[Grund, Letter]:
    """Why the person is called, and the letter, where the decision allows it."""
    grund = indkaldelse.grund(known, now, asked(seen, command, time))
    kontrol = known.kontrol
    why = Why(
        grund=grund,
        kort_varsel=command.kort_varsel if grund is Grund.KORT_VARSEL else None,
        besked=command.besked,
        udland=kontrol is not None and kontrol.udland,
    )
    return grund, summons_letter.letter(seen, known, time, why, now)


def asked(seen: Seen, command: CallIn, time: Appointment) -> IndkaldSpoergsmaal:
    """The question to the policy. Only what a person books is ever called at short notice."""
    short = command.kort_varsel if command.art in BOOKBARE else None
    return IndkaldSpoergsmaal(
        af=seen.worker.organisation.holder,
        art=command.art,
        start=time.start,
        form=command.form,
        med_kort_varsel=short is not None,
        kort_varsel=short,
        varighed=time.varighed,
    )


def without(known: Facts, replaced: BookingView | None) -> Facts:
    """The facts as they are once that meeting is called off."""
    if replaced is None:
        return known
    return replace(known, samtaler=tuple(s for s in known.samtaler if s.noegle != replaced.id))


def replaceable(session: Session, seen: Seen, booking: uuid.UUID | None, now: datetime) -> BookingView | None:
    """The called meeting that may be given another time; or the one that the person booked alone, and now
    wants the a-kasse along at. Raises UnknownBooking where none has that id.
    """
    if booking is None:
        return None
    found = bookings.get_own(session, seen.person.person_id, booking)
    if found is None or found.status is not SamtaleStatus.PLANLAGT or found.start <= now:
        raise UnknownBooking(booking)
    if found.organisation.id != seen.worker.organisation.id:
        raise UnknownBooking(booking)
    called = found.oprindelse is Oprindelse.INDKALDT
    if not called and not valgskift.indkaldes_i_stedet(seen.person.facts, now, found.id):
        raise UnknownBooking(booking)
    return found


def _against(
    known: Facts, question: IndkaldSpoergsmaal, now: datetime, *, faelles_tid: bool, aftalt_med: str | None
) -> tuple[Finding, ...]:
    """What speaks against the kind of meeting, and against a time with the a-kasse or without it."""
    art, start = question.art, question.start
    found = indkaldelse.arten(known, now, question.af, art)
    return found + indkaldelse.tiden(known, now, art, start, faelles_tid=faelles_tid, aftalt_med=aftalt_med)


def _call(
    session: Session, command: CallIn, now: datetime, tell_from: datetime, refused_by: Finding | None
) -> Called | NotCalled:
    seen = casework.see(
        session, command.caseworker_id, command.person, now, Del.EGNE_PLANLAGTE, for_update=True
    )
    earlier = bookings.by_submission(session, seen.person.person_id, command.submission)
    if earlier is not None:
        return Called(again(session, earlier).decision, earlier, None, repeated=True)
    replaced = replaceable(session, seen, command.instead_of, now)
    known = without(seen.person.facts, replaced)
    time, slot = wanted(session, seen, command, replaced, now, lock=True)
    decision = judge(seen, known, command, time, slot, now)
    if decision.allowed and refused_by is not None:
        decision = with_findings(decision, (refused_by,))
    if not decision.allowed:
        casework.record(session, seen, ACTION, decision, now)
        return NotCalled(decision)
    if replaced is not None:
        off = bookings.call_off(session, replaced, AflystAf.MYNDIGHED, None, now)
        outbox.enqueue(session, "booking.called_off", outbox.about(off), seen.person.person_id, tell_from)
    slot = slot or _made(session, seen, command, now)
    return _write(session, seen, known, command, time, slot, replaced, decision, now, tell_from)


def _write(
    session: Session,
    seen: Seen,
    known: Facts,
    command: CallIn,
    time: Appointment,
    slot: SlotView,
    replaced: BookingView | None,
    decision: Decision,
    now: datetime,
    tell_from: datetime,
) -> Called:
    person_id = seen.person.person_id
    booking = bookings.insert(
        session,
        bookings.NewBooking(
            person_id=person_id,
            slot=slot,
            art=command.art,
            form=command.form,
            oprindelse=Oprindelse.INDKALDT,
            submission=command.submission,
            phone=time.phone,
            at=now,
        ),
    )
    grund, written = letter(seen, known, command, time, now)
    sent = send_letter.send(session, seen, written, None, now, booking_id=booking.id, tell_from=tell_from)
    summons.write(
        session,
        NewSummons(
            booking_id=booking.id,
            person_id=person_id,
            organisation_id=seen.worker.organisation.id,
            caseworker_id=seen.worker.id,
            letter=sent,
            grund=grund,
            kort_varsel=command.kort_varsel if grund is Grund.KORT_VARSEL else None,
            besked=command.besked,
            at=now,
        ),
    )
    _say_why(session, seen, command, booking, replaced, now)
    offers.summoned(session, booking, now)
    casework.record(session, seen, ACTION, decision, now, booking_id=booking.id)
    payload = outbox.about(booking) | {"grund": grund.value, "letter": str(sent)}
    outbox.enqueue(session, TOPIC, payload, person_id, tell_from)
    return Called(decision, booking, sent)


def _say_why(
    session: Session,
    seen: Seen,
    command: CallIn,
    booking: BookingView,
    replaced: BookingView | None,
    now: datetime,
) -> None:
    """Keeps why a rådighedssamtale is held (RÅB § 38, stk. 2)."""
    if booking.art is not SamtaleArt.RAADIGHEDSSAMTALE:
        return
    because = command.aarsag
    if because is None and replaced is not None:
        before = raadighed.of_meetings(session, [replaced.id]).get(replaced.id)
        cause = before.cause if before else None
        because = Because(cause.aarsag, cause.anledning) if cause else None
    if because is not None:
        raadighed.say_why(session, booking.id, because.aarsag, because.anledning, seen.worker.id, now)


def _made(session: Session, seen: Seen, command: CallIn, now: datetime) -> SlotView:
    """The caseworker's own moment as a time with one place, locked. Raises _Taken."""
    moment = command.time
    assert isinstance(moment, OwnMoment)  # noqa: S101 - a published time was locked before
    office = _office(session, seen, moment)
    made = own_times.make(
        session,
        OwnTime(
            organisation_id=seen.worker.organisation.id,
            caseworker_id=seen.worker.id,
            office_id=office.id,
            start=moment.start,
            slut=moment.start + timedelta(minutes=moment.minutes),
            room=moment.room,
        ),
        now,
    )
    slot = slots.lock(session, made, person_id=seen.person.person_id, now=now)
    if slot is None or slot.free < 1:
        raise _Taken
    return slot


def _own(session: Session, seen: Seen, command: CallIn, moment: OwnMoment) -> Appointment:
    phone = command.phone or seen.person.person.phone
    return Appointment(
        art=command.art,
        form=command.form,
        start=moment.start,
        slut=moment.start + timedelta(minutes=moment.minutes),
        office=_office(session, seen, moment),
        former=OWN_FORMS,
        room=moment.room,
        caseworker=CaseworkerName(seen.worker.public_id, seen.worker.name),
        phone=phone if command.form is Samtaleform.TELEFON else None,
    )


def _office(session: Session, seen: Seen, moment: OwnMoment) -> OfficeView:
    for office in own_times.offices(session, seen.worker.organisation.id, seen.worker.id):
        if office.public_id == moment.office:
            return office
    raise NotSeen(seen.worker, seen.person.person_id)
