"""What comes of an action on a meeting, and how a refusal is written down."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType

from portal.policy.law import Decision, Finding, Outcome
from portal.policy.tider import tiden_er_taget
from portal.store import audit, decisions
from portal.store.database import Conflict, Session
from portal.store.facts import PersonFacts
from portal.store.views import BookingView, CaseworkerView, SlotView


@dataclass(frozen=True, slots=True)
class Granted:
    """It is done. `repeated`: it was done before by the same form, and nothing was done now."""

    decision: Decision
    booking: BookingView
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class Refused:
    """It is not done. `person`: what was known when it was refused, to explain it with.

    `nearest`: the free times nearest to the one that was wanted, where one was.
    """

    decision: Decision
    person: PersonFacts
    nearest: tuple[SlotView, ...] = ()


class UnknownBooking(LookupError):
    """The person has no such meeting, or none that is still planned."""


def conflict_finding(conflict: Conflict) -> Finding:
    """What the database refused, as a reason like any other."""
    if conflict.kind == "person_busy":
        return Finding("overlapper_samtale", Outcome.NOT_MET, (), MappingProxyType({}))
    return tiden_er_taget()


def with_findings(decision: Decision, more: tuple[Finding, ...]) -> Decision:
    """The decision with what else refuses it, each reason once."""
    said = {finding.code for finding in decision.refusals}
    new = tuple(finding for finding in more if finding.code not in said)
    return replace(decision, findings=decision.findings + new) if new else decision


def again(session: Session, booking: BookingView) -> Granted:
    """What was done before, with the decision that was taken then."""
    decision = decisions.latest_of_booking(session, booking.id)
    if decision is None:
        raise LookupError(f"meeting {booking.id} was booked without a decision")
    return Granted(decision, booking, repeated=True)


def record(
    session: Session,
    person_id: int,
    action: str,
    decision: Decision,
    at: datetime,
    *,
    booking_id: int | None = None,
    outcome: str | None = None,
    by: CaseworkerView | None = None,
) -> None:
    """Keeps the decision and its audit entry. Of a refusal nothing else is written.

    `by`: the caseworker who did it for the person on the telephone.
    """
    decision_id = decisions.save(session, person_id, decision, booking_id, at)
    audit.record(
        session,
        audit.AuditEntry(
            at=at,
            actor_kind="caseworker" if by else "citizen",
            actor_id=by.id if by else person_id,
            organisation_id=by.organisation.id if by else None,
            person_id=person_id,
            action=action,
            outcome=outcome or ("allowed" if decision.allowed else "refused"),
            booking_id=booking_id,
            decision_id=decision_id,
            details={"telefon": True} if by else None,
        ),
    )
