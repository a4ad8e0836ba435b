"""The letters about exemption from booking oneself (BAB § 45): granted, refused, lifted.

Reasons, hearing, rules and complaint guidance: FVL §§ 22, 24, 25; AKS §§ 4, 23, 25; LAB § 204.
"""

from __future__ import annotations

from datetime import date

from portal.policy.fratagelse import Hoering
from portal.policy.fritagelse import Fritagelsesgrund, Ophoer
from portal.policy.law import Decision
from portal.wording.letters.fratagelse import Said
from portal.wording.letters.letter import Kind, Letter
from portal.wording.letters.made import Between, last_day_to_complain, made, written


def granted(between: Between, grund: Fritagelsesgrund, begrundelse: str | None) -> Letter:
    """The letter that the person is exempt. `begrundelse`: what else the caseworker says, if anything."""
    gaps = _gaps(between) | {"begrundelse": begrundelse or ""}
    true = {between.holder.value, grund.value} | ({"begrundet"} if begrundelse else set())
    return made(Kind.FRITAGELSE, between, true, gaps)


def refused(between: Between, asked: date, said: Said, hoering: Hoering | None, decision: Decision) -> Letter:
    """The letter that the person, who asked on the day `asked`, is not exempt."""
    true, gaps = _against(between, said, hoering, decision)
    gaps |= {"anmodet": written(asked)}
    return made(Kind.FRITAGELSE_AFSLAG, between, true, gaps, klage=_klage(decision))


def lifted(
    between: Between, since: date, ophoer: Ophoer, said: Said, hoering: Hoering | None, decision: Decision
) -> Letter:
    """The letter that the exemption of the day `since` no longer binds."""
    true, gaps = _against(between, said, hoering, decision)
    true.add(ophoer.value)
    gaps |= {"fra": written(since)}
    return made(Kind.FRITAGELSE_OPHAEVET, between, true, gaps, klage=_klage(decision))


def _klage(decision: Decision) -> bool:
    """Whether the law names somebody to complain to."""
    return decision.result["klage"] is not None


def _against(
    between: Between, said: Said, hoering: Hoering | None, decision: Decision
) -> tuple[set[str], dict[str, str]]:
    """What a decision tells that may be against the person: reasons, hearing, until when to complain."""
    last_day = last_day_to_complain(decision)
    true = {between.holder.value, "digital" if last_day else "papir"}
    gaps = _gaps(between) | {
        "begrundelse": said.begrundelse,
        "svar": said.svar or "",
        "sendt": "",
        "frist": "",
        "klage_senest": written(last_day) if last_day else "",
    }
    if hoering is not None and hoering.sendt is not None and hoering.frist is not None:
        true |= {"hoert", "svaret" if said.svar else "ikke_svaret"}
        gaps |= {"sendt": written(hoering.sendt), "frist": written(hoering.frist)}
    return true, gaps


def _gaps(between: Between) -> dict[str, str]:
    return {
        "afsender": between.organisation,
        "dag": written(between.day),
        "kontakt": between.contact,
    }
