"""A caseworker sets a deadline for booking (BAB § 44; DBK §§ 13, 23, 87): judged, told in a letter, kept.

A new deadline comes in place of the one before it. It is set only where the person was guided, where a free
time lies within it, since whoever sets a deadline has to see to that, and where it still binds when it runs
out. Where no free time does, the administrator has an alarm.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace
from datetime import date, datetime

from portal.actions import casework, find_times, send_letter
from portal.actions.casework import Seen
from portal.actions.outcome import with_findings
from portal.clock import COPENHAGEN
from portal.policy import frister
from portal.policy.facts import Frist, Maalgruppe
from portal.policy.frister import BindendeFrist, SaetFristSpoergsmaal
from portal.policy.indsigt import Del
from portal.policy.law import Decision
from portal.store import alarms, deadlines, guidance, outbox
from portal.store.database import Database, Session
from portal.store.deadlines import NewFrist
from portal.store.guidance import Guidance
from portal.store.views import SlotView
from portal.wording.letters import bookingfrist as letters
from portal.wording.letters.letter import Letter

ACTION = "set_booking_deadline"
TOPIC = "frist.set"
NO_TIMES = "ingen_tider_inden_fristen"


@dataclass(frozen=True, slots=True)
class SetBookingDeadline:
    """`person` is a public id; `frist` the last day to book, a Danish one.

    `vejledt`: the day on which the organisation guided the person in writing, to be kept along with it; None:
    only what is kept already counts. `tell_from` (aware): nothing is sent before; None: at once.
    """

    caseworker_id: int
    person: uuid.UUID
    frist: date
    vejledt: date | None = None
    tell_from: datetime | None = None


@dataclass(frozen=True, slots=True)
class DeadlineSet:
    """It is set: until when to book, and to meet. `frist_id`: its row's key. `letter`: its public id.

    `repeated`: the same one was set before on the same day, and nothing was done now; then there is neither.
    """

    frist: date
    samtale_senest: date
    frist_id: int | None
    letter: uuid.UUID | None
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class DeadlineNotSet:
    """It is not set, and nothing but the decision and the log says that it was tried."""

    decision: Decision


@dataclass(frozen=True, slots=True)
class Judged:
    """What the law says of a deadline. `first`: the first free time within it. `fulfilled`: a meeting that is
    booked already fulfils it.
    """

    decision: Decision
    first: SlotView | None
    fulfilled: bool

    @property
    def samtale_senest(self) -> date:
        """The last day of the meeting. Only of a deadline that may be set."""
        return date.fromisoformat(str(self.decision.result["samtale_senest"]))


def set_booking_deadline(
    command: SetBookingDeadline, database: Database, now: datetime
) -> DeadlineSet | DeadlineNotSet:
    """Sets it and writes the letter, or says why not. All of it in one transaction. Raises NotSeen, Busy."""
    return casework.act(database, ACTION, now, lambda session: _set(session, command, now))


def tell_no_times(command: SetBookingDeadline, database: Database, now: datetime) -> None:
    """Raises the alarm where no free time lies within the deadline that somebody would set. Raises NotSeen.

    An organisation that sets deadlines has to have free times within them (DBK §§ 13 and 87).
    """
    casework.act(database, ACTION, now, lambda session: _tell(session, command, now))


def _tell(session: Session, command: SetBookingDeadline, now: datetime) -> None:
    seen = casework.see(session, command.caseworker_id, command.person, now, Del.STAMDATA, for_update=True)
    _alarm(session, seen, judge(session, seen, command, now).decision, now)


def _alarm(session: Session, seen: Seen, decision: Decision, now: datetime) -> None:
    if no_times(decision):
        own, person_id = seen.worker.organisation.id, seen.person.person_id
        alarms.raise_alarm(session, own, "ingen_tider", now, person_id=person_id)


def no_times(decision: Decision) -> bool:
    """Whether a deadline cannot be set since no free time lies within it."""
    return any(finding.code == NO_TIMES for finding in decision.refusals)


def judge(session: Session, seen: Seen, command: SetBookingDeadline, now: datetime) -> Judged:
    """What the law says of it, free times looked for. Writes nothing."""
    facts, today = seen.person.facts, _today(now)
    question = SaetFristSpoergsmaal(
        af=seen.worker.organisation.holder,
        udstedt=today,
        frist=command.frist,
        vejledt=_guided(session, seen, command, today),
    )
    decision = frister.saet_frist(facts, now, question)
    if decision.allowed and (lapses := frister.uden_virkning(facts, now, question)) is not None:
        decision = with_findings(decision, (lapses,))
    if not decision.allowed:
        return Judged(decision, None, fulfilled=False)
    issued = Frist(question.af, question.udstedt, question.frist, vejledt=True)
    under_it = replace(facts, frister=(*facts.frister, issued))
    binding = frister.binding_deadline(under_it, now)
    fulfilled = binding is not None and binding.opfyldt
    person = replace(seen.person, facts=under_it)
    last_day = date.fromisoformat(str(decision.result["samtale_senest"]))
    first = find_times.first_until(session, person, now, last_day)
    if first is not None or fulfilled:
        return Judged(decision, first, fulfilled)
    without = frister.saet_frist(facts, now, replace(question, tider_findes=False))
    return Judged(without, None, fulfilled=False)


def letter(seen: Seen, command: SetBookingDeadline, judged: Judged, now: datetime) -> Letter:
    """The letter as it goes out, where the deadline may be set."""
    present = standing(seen, now)
    return letters.issued(
        send_letter.between(seen, now),
        command.frist,
        judged.samtale_senest,
        dagpenge=seen.person.facts.person.maalgruppe is Maalgruppe.DAGPENGE,
        tidligere=present.frist.frist if present is not None and present.binder else None,
    )


def standing(seen: Seen, now: datetime) -> BindendeFrist | None:
    """The deadline issued last, with what came of it."""
    return frister.binding_deadline(seen.person.facts, now)


def _set(session: Session, command: SetBookingDeadline, now: datetime) -> DeadlineSet | DeadlineNotSet:
    seen = casework.see(session, command.caseworker_id, command.person, now, Del.STAMDATA, for_update=True)
    own, today, person_id = seen.worker.organisation, _today(now), seen.person.person_id
    present = standing(seen, now)
    if present is not None and _same(present.frist, Frist(own.holder, today, command.frist, vejledt=True)):
        return DeadlineSet(command.frist, present.samtale_senest, None, None, repeated=True)
    judged = judge(session, seen, command, now)
    decision_id = casework.record(session, seen, ACTION, judged.decision, now)
    if not judged.decision.allowed:
        _alarm(session, seen, judged.decision, now)
        return DeadlineNotSet(judged.decision)
    if command.vejledt is not None:
        guided = Guidance(person_id, own.id, seen.worker.id, command.vejledt)
        guidance.record(session, guided)
    new = NewFrist(person_id, own.id, own.holder, today, command.frist, decision_id)
    frist_id = deadlines.issue(session, new)
    payload = {
        "holder": own.holder.value,
        "organisation": own.code,
        "udstedt": today.isoformat(),
        "frist": command.frist.isoformat(),
        "samtale_senest": judged.samtale_senest.isoformat(),
    }
    outbox.enqueue(session, TOPIC, payload, person_id, command.tell_from or now)
    written = letter(seen, command, judged, now)
    sent = send_letter.send(session, seen, written, None, now, tell_from=command.tell_from)
    return DeadlineSet(command.frist, judged.samtale_senest, frist_id, sent)


def _guided(session: Session, seen: Seen, command: SetBookingDeadline, today: date) -> bool:
    given = guidance.given(session, seen.person.person_id)
    return any(day is not None and day <= today for day in (given, command.vejledt))


def _same(present: Frist, new: Frist) -> bool:
    return (present.af, present.udstedt, present.frist) == (new.af, new.udstedt, new.frist)


def _today(now: datetime) -> date:
    return now.astimezone(COPENHAGEN).date()
