"""The letters that the duty to take part is upheld (LAB § 106, stk. 3), and that it no longer is.

Reasons, hearing, rules and complaint guidance: FVL §§ 22, 24, 25; AKS §§ 4, 6, 23, 25; VEJ 10044 7.2 and 11.
"""

from __future__ import annotations

from datetime import date

from portal.policy.fastholdelse import FastholdSpoergsmaal
from portal.policy.law import Decision
from portal.wording.letters.fratagelse import Said
from portal.wording.letters.letter import Kind, Letter
from portal.wording.letters.made import Between, last_day_to_complain, made, written


def upheld(between: Between, question: FastholdSpoergsmaal, said: Said, decision: Decision) -> Letter:
    """The letter on a decision to uphold the duty. ValueError where the decision does not allow it."""
    if not decision.allowed:
        raise ValueError("a duty that the law does not let be upheld has no letter")
    last_day, hearing = last_day_to_complain(decision), question.hoering
    true = {between.holder.value, question.grundlag.value, "digital" if last_day else "papir"}
    gaps = {
        "afsender": between.organisation,
        "dag": written(between.day),
        "kontakt": between.contact,
        "begrundelse": said.begrundelse,
        "svar": said.svar or "",
        "undtaget_fordi": said.undtaget_fordi or "",
        "klage_senest": written(last_day) if last_day else "",
    }
    if hearing is not None and hearing.undtaget is not None:
        true |= {hearing.undtaget.value} | ({"undtaget_fordi"} if said.undtaget_fordi else set())
    elif hearing is not None and hearing.sendt is not None and hearing.frist is not None:
        gaps |= {"sendt": written(hearing.sendt), "frist": written(hearing.frist)}
        true |= {"hoert", "svaret" if said.svar else "ikke_svaret"}
    return made(Kind.FASTHOLDT_PLIGT, between, true, gaps, klage=True)


def lifted(between: Between, since: date, begrundelse: str) -> Letter:
    """The letter that the decision of the day `since` no longer binds."""
    gaps = {
        "afsender": between.organisation,
        "dag": written(between.day),
        "fra": written(since),
        "begrundelse": begrundelse,
        "kontakt": between.contact,
    }
    return made(Kind.FASTHOLDT_PLIGT_OPHAEVET, between, {between.holder.value}, gaps)
