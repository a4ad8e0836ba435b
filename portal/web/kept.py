"""How a meeting was decided: each decision kept beside it, with the facts and numbers of its day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from portal.policy.indsigt import Del
from portal.policy.law import Decision, Finding
from portal.policy.oplysninger import ser
from portal.policy.sag import Sag
from portal.store import decisions
from portal.store.database import Session
from portal.store.views import BookingView
from portal.web.caseworker.seeing import Looking
from portal.web.citizen.asking import Asking
from portal.wording.casework_words import QUESTION
from portal.wording.explain import Why
from portal.wording.reader import N_, Reader, brief_moment
from portal.wording.why import why_to_caseworker

_ANOTHER = N_("Afgørelse om samtalen")


@dataclass(frozen=True, slots=True)
class Kept:
    """One decision: what was decided when, and each finding of that day."""

    heading: str
    grounds: list[Why]


def to_citizen(session: Session, who: Asking, booking: BookingView) -> list[Kept]:
    """All that was granted about the person's own meeting."""

    def told(finding: Finding, question: str) -> Why:
        return who.why(finding, "", question)

    return _kept(session, who.reader, booking, told)


def to_caseworker(session: Session, looking: Looking, booking: BookingView) -> list[Kept]:
    """The same, of a meeting that the organisation holds or whose course it sees, as far as it sees the
    facts.
    """
    sight = looking.seen.indsigt
    if booking.organisation.id != looking.seen.worker.organisation.id and not sight.ser(Del.FORLOEB):
        return []
    sag = Sag(looking.seen.person.facts, looking.now)

    def told(finding: Finding, _question: str) -> Why:
        return why_to_caseworker(finding, looking.reader, sag, sees=lambda fact: ser(sight, fact))

    return _kept(session, looking.reader, booking, told)


def _kept(
    session: Session, reader: Reader, booking: BookingView, told: Callable[[Finding, str], Why]
) -> list[Kept]:
    def one(kept: decisions.Kept) -> Kept:
        # What was right then is not corrected now.
        grounds = [
            replace(told(finding, kept.decision.question), corrections=[])
            for finding in kept.decision.findings
        ]
        return Kept(f"{_question(reader, kept.decision)}, {brief_moment(reader, kept.at)}", grounds)

    return [one(kept) for kept in decisions.granted_of_booking(session, booking.id)]


def _question(reader: Reader, decision: Decision) -> str:
    return reader.gettext(QUESTION.get(decision.question, _ANOTHER))
