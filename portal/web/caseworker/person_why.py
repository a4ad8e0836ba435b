"""What lies behind the answers on a person's page: who is responsible, each requirement, the deadline."""

from __future__ import annotations

from portal.policy.law import Finding
from portal.policy.oplysninger import Oplysning, ser
from portal.web.caseworker.seeing import Looking
from portal.wording.casework_words import KRAV
from portal.wording.explain import Why
from portal.wording.situation import Situation
from portal.wording.why import why_to_caseworker


def holder(looking: Looking, situation: Situation) -> Why:
    """Who holds the kontaktforløb today, with the facts that the organisation sees."""
    return _why(
        looking, situation, situation.ansvar.findings[0], looking.reader.gettext("Hvem har ansvaret?")
    )


def requirements(looking: Looking, situation: Situation) -> list[Why]:
    """What the law requires today, and the deadline that binds."""
    _ = looking.reader.gettext
    found = [_why(looking, situation, row.finding, _(KRAV[row.kode])) for row in situation.krav]
    if situation.frist is not None:
        found.append(_why(looking, situation, situation.frist.finding, _("Frist for at booke")))
    return found


def _why(looking: Looking, situation: Situation, finding: Finding, about: str) -> Why:
    def sees(fact: Oplysning) -> bool:
        return ser(looking.seen.indsigt, fact)

    return why_to_caseworker(finding, looking.reader, situation.sag, about, sees)
