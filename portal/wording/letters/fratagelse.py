"""The letters about self-booking: that it is revoked (LAB § 35), and that it is given back.

Reasons, hearing, rules and complaint guidance: FVL §§ 22, 24, 25; AKS §§ 4, 6, 23, 25; VEJ 10044 4.2 and 11.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from portal.policy.fratagelse import FratagSpoergsmaal
from portal.policy.law import Decision
from portal.wording.letters.letter import Kind, Letter
from portal.wording.letters.made import Between, last_day_to_complain, made, written


@dataclass(frozen=True, slots=True)
class Said:
    """What stands in the letter as it was typed: the reasons, the person's answer, why nobody was heard."""

    begrundelse: str
    svar: str | None = None
    undtaget_fordi: str | None = None


def revoked(between: Between, question: FratagSpoergsmaal, said: Said, decision: Decision) -> Letter:
    """The letter on a decision to revoke. ValueError where the decision does not allow it."""
    if not decision.allowed:
        raise ValueError("a revocation that the law does not allow has no letter")
    gaps = {
        "afsender": between.organisation,
        "dag": written(between.day),
        "kontakt": between.contact,
        "begrundelse": said.begrundelse,
        "svar": said.svar or "",
        "undtaget_fordi": said.undtaget_fordi or "",
    }
    true = {between.holder.value, question.grundlag.value}
    hearing = question.hoering
    if hearing is not None and hearing.undtaget is not None:
        true |= {hearing.undtaget.value} | ({"undtaget_fordi"} if said.undtaget_fordi else set())
    elif hearing is not None and hearing.sendt is not None and hearing.frist is not None:
        gaps |= {"sendt": written(hearing.sendt), "frist": written(hearing.frist)}
        true |= {"hoert", "svaret" if said.svar else "ikke_svaret"}
    last_day = last_day_to_complain(decision)
    true.add("digital" if last_day else "papir")
    gaps["klage_senest"] = written(last_day) if last_day else ""
    return made(Kind.FRATAGELSE, between, true, gaps, klage=True)


def lifted(between: Between, since: date, begrundelse: str) -> Letter:
    """The letter that the decision of the day `since` no longer binds."""
    gaps = {
        "afsender": between.organisation,
        "dag": written(between.day),
        "fra": written(since),
        "begrundelse": begrundelse,
        "kontakt": between.contact,
    }
    return made(Kind.FRATAGELSE_OPHAEVET, between, {between.holder.value}, gaps)
