"""Who writes what in Min Plan, and what it has to say (LAB §§ 41, 42; RÅB § 14, stk. 7 and 12; BAB § 51;
VEJ 10044 9.3).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from portal.policy import sources as s
from portal.policy.bookingregler import ikke_omfattet
from portal.policy.facts import Aktoer, Facts
from portal.policy.koder import afslag, opfyldt
from portal.policy.law import Citation, Decision, Finding
from portal.policy.myndighed import begrundelse, kun_ansvarlig
from portal.policy.sag import Sag


class Felt(StrEnum):
    """The parts of the plan."""

    JOBMAAL = "jobmaal"
    UDDANNELSESMAAL = "uddannelsesmaal"
    KRAV_TIL_JOBSOEGNING = "krav_til_jobsoegning"
    TILBUD = "tilbud"
    UNDERSTOETTENDE_INDSATSER = "understoettende_indsatser"
    OEVRIGE_INDSATSER = "oevrige_indsatser"


EN_TEKST: Final = frozenset({Felt.KRAV_TIL_JOBSOEGNING})
"""Of these there is one, which is changed and never ended: it holds as long as the person seeks work."""

TEKST: Final = "tekst"
"""The words that a part of the plan is, or is headed by."""

_AFTALT: Final = MappingProxyType(
    {TEKST: s.LAB_41_2, "hvor": s.BAB_51_1, "hvornaar": s.BAB_51_1, "hvorfor": s.BAB_51_1}
)

INDHOLD: Final[Mapping[Felt, Mapping[str, Citation]]] = MappingProxyType(
    {
        Felt.JOBMAAL: MappingProxyType({TEKST: s.LAB_41_2}),
        Felt.UDDANNELSESMAAL: MappingProxyType({TEKST: s.LAB_41_2}),
        Felt.KRAV_TIL_JOBSOEGNING: MappingProxyType(
            {TEKST: s.RAAB_14_7, "fag": s.RAAB_14_7, "omraade": s.RAAB_14_7, "steder": s.RAAB_14_7}
        ),
        Felt.TILBUD: _AFTALT,
        Felt.UNDERSTOETTENDE_INDSATSER: _AFTALT,
        Felt.OEVRIGE_INDSATSER: _AFTALT,
    }
)
"""What each part of the plan has to say, and what requires it. Of the requirements on job search `tekst` is
how much is to be applied for; that the purpose is ordinary work as soon as possible, is said of itself.
"""

_KUN_JOBCENTER = frozenset({Felt.TILBUD, Felt.UNDERSTOETTENDE_INDSATSER, Felt.UDDANNELSESMAAL})


def ret_plan(facts: Facts, nu: datetime, af: Aktoer, felt: Felt) -> Decision:
    """May the actor write this part today?"""
    sag = Sag(facts, nu)
    if sag.holder(sag.i_dag) is Aktoer.INGEN:
        return Decision("ret_plan", (ikke_omfattet(sag, sag.i_dag),))
    found = _imod(sag, af, felt)
    met = opfyldt("min_plan", (s.LAB_41_2, s.LAB_42, s.VEJ_9_3), {"af": af.value, "felt": felt.value})
    return Decision("ret_plan", tuple(found) or (met,))


def skriv_plan(facts: Facts, nu: datetime, af: Aktoer, felt: Felt, skrevet: Mapping[str, str]) -> Decision:
    """May the actor write these words there today? `skrevet`: by the names of `INDHOLD`."""
    decision = ret_plan(facts, nu, af, felt)
    if not decision.allowed:
        return decision
    missing = [
        replace(finding, facts=MappingProxyType({"mangler": part}))
        for part, source in INDHOLD[felt].items()
        for finding in begrundelse(skrevet.get(part), (source,))
    ]
    return replace(decision, findings=tuple(missing)) if missing else decision


def afslut_plan(facts: Facts, nu: datetime, af: Aktoer, felt: Felt, fordi: str) -> Decision:
    """May the actor end an item there today, for these reasons? ValueError where nothing is ever ended."""
    if felt in EN_TEKST:
        raise ValueError(f"{felt.value} is changed, never ended")
    decision = ret_plan(facts, nu, af, felt)
    missing = begrundelse(fordi, (s.LAB_41_2,))
    return replace(decision, findings=tuple(missing)) if decision.allowed and missing else decision


def _imod(sag: Sag, af: Aktoer, felt: Felt) -> list[Finding]:
    facts = {"af": af.value, "felt": felt.value}
    if felt is Felt.KRAV_TIL_JOBSOEGNING and af is not Aktoer.A_KASSE:
        return [afslag("kun_a_kasse", facts, (), (s.RAAB_14_12, s.VEJ_9_3))]
    if felt in _KUN_JOBCENTER and af is not Aktoer.JOBCENTER:
        return [afslag("kun_jobcenter", facts)]
    if felt is Felt.JOBMAAL or (felt is Felt.OEVRIGE_INDSATSER and af is Aktoer.A_KASSE):
        return kun_ansvarlig(sag, af, sag.i_dag, source=(s.LAB_42, s.VEJ_9_3))
    return []
