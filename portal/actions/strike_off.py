"""A caseworker strikes a person off for not booking by the deadline (BAB § 27, stk. 2; § 28, stk. 1, nr. 4).

The registration ends the day before it takes effect, the person has it in a letter, and DFDG hears of it.
Nothing does it of itself: the daily run only tells that a deadline ran out.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from portal.actions import casework, send_letter
from portal.actions.casework import Seen
from portal.policy import klage
from portal.policy.afmelding import afmeld_nu
from portal.policy.bookingfrist import binding_deadline
from portal.policy.facts import AfmeldingAarsag, Frist, Tilmelding
from portal.policy.indsigt import Del
from portal.policy.kalender import days_after, months_after
from portal.policy.law import Decision
from portal.policy.sag import Sag
from portal.store import outbox, people_in
from portal.store.database import Database, Session
from portal.store.people_in import By, Change
from portal.wording.letters import afmeldt as letters
from portal.wording.letters.letter import Letter

ACTION: Final = "strike_off"
TO_DFDG: Final = "dfdg.afmelding"
TO_PERSON: Final = "person.afmeldt"


@dataclass(frozen=True, slots=True)
class StrikeOff:
    """`frist`: the deadline it was looked at for, a Danish day: a newer one is never acted on unseen."""

    caseworker_id: int
    person: uuid.UUID
    frist: date


@dataclass(frozen=True, slots=True)
class StruckOff:
    """It is done: from which Danish day on. `letter`: its public id. `repeated`: it had been done before."""

    virkning_fra: date | None
    letter: uuid.UUID | None
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class NotStruckOff:
    """It is not done, and nothing but the decision and the log says that it was tried."""

    decision: Decision


def strike_off(command: StrikeOff, database: Database, now: datetime) -> StruckOff | NotStruckOff:
    """Ends the registration and writes the letter, or says why not; one transaction. Raises NotSeen, Busy."""
    return casework.act(database, ACTION, now, lambda session: _strike(session, command, now))


def judge(seen: Seen, now: datetime) -> Decision:
    """What the law says of striking off today. Writes nothing."""
    return afmeld_nu(seen.person.facts, now, seen.worker.organisation.holder)


def deadline(seen: Seen, now: datetime) -> Frist | None:
    """The deadline issued last."""
    found = binding_deadline(seen.person.facts, now)
    return found.frist if found is not None else None


def done(seen: Seen, now: datetime) -> date | None:
    """From which day on the person is struck off for not booking; None: they are not."""
    sag = Sag(seen.person.facts, now)
    ended = sag.seneste_afmeldte(sag.i_dag)
    if sag.tilmeldt(sag.i_dag) is not None or ended is None or ended.til is None:
        return None
    return days_after(ended.til, 1) if ended.aarsag is AfmeldingAarsag.MANGLENDE_BOOKING else None


def letter(seen: Seen, decision: Decision, now: datetime) -> Letter:
    """The letter as it goes out, where the decision allows it."""
    frist, virkning = deadline(seen, now), _virkning(decision)
    if frist is None:
        raise ValueError("nobody is struck off without a deadline")
    sag = Sag(seen.person.facts, now)
    received = sag.i_dag if seen.person.person.digital_post else None
    complaint, _finding = klage.vejledning(sag, frist.af, received)
    dates = letters.Dates(
        udstedt=frist.udstedt,
        frist=frist.frist,
        virkning_fra=virkning,
        tre_maaneder=months_after(virkning, sag.antal("gentilmelding_maaneder")),
        klage_senest=date.fromisoformat(str(complaint["senest"])) if complaint["senest"] else None,
    )
    return letters.struck_off(send_letter.between(seen, now), dates)


def _strike(session: Session, command: StrikeOff, now: datetime) -> StruckOff | NotStruckOff:
    seen = casework.see(session, command.caseworker_id, command.person, now, Del.STAMDATA, for_update=True)
    frist = deadline(seen, now)
    if done(seen, now) is not None and frist is not None and frist.frist == command.frist:
        return StruckOff(done(seen, now), None, repeated=True)
    decision = judge(seen, now)
    if frist is not None and frist.frist != command.frist:
        return NotStruckOff(decision)  # another one was set since the page was read: nothing was decided
    casework.record(session, seen, ACTION, decision, now)
    if not decision.allowed or frist is None:
        return NotStruckOff(decision)
    written, virkning = letter(seen, decision, now), _virkning(decision)
    _end_registration(session, seen, virkning, now)
    person_id, own = seen.person.person_id, seen.worker.organisation
    payload = {
        "person": str(seen.person.person.public_id),
        "aarsag": AfmeldingAarsag.MANGLENDE_BOOKING.value,
        "holder": own.holder.value,
        "organisation": own.code,
        "frist": frist.frist.isoformat(),
        "virkning_fra": virkning.isoformat(),
    }
    outbox.enqueue(session, TO_DFDG, payload, person_id, now)
    outbox.enqueue(session, TO_PERSON, payload, person_id, now)
    return StruckOff(virkning, send_letter.send(session, seen, written, None, now))


def _end_registration(session: Session, seen: Seen, virkning: date, now: datetime) -> None:
    """The last registered day is the one before; what stood there is kept in the history."""
    person_id, own = seen.person.person_id, seen.worker.organisation
    sag = Sag(seen.person.facts, now)
    present = sag.tilmeldt(sag.i_dag)
    if present is None:
        raise ValueError("there is no registration to end")
    known = people_in.known(session, [person_id], own.id)[person_id].rows["tilmelding"]
    (row,) = [row for row in known if row.values["fra"] == present.fra]
    ended = Tilmelding(present.fra, days_after(virkning, -1), AfmeldingAarsag.MANGLENDE_BOOKING)
    after: dict[str, Any] = {"fra": ended.fra, "til": ended.til, "aarsag": str(ended.aarsag)}
    change = Change("tilmelding", row.key, dict(row.values), after)
    people_in.write(session, {person_id: [change]}, By(own.id, seen.worker.id, now))


def _virkning(decision: Decision) -> date:
    return date.fromisoformat(str(decision.result["virkning_fra"]))
