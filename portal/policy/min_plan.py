"""Who writes what in Min Plan (LAB §§ 41, 42; RÅB § 14, stk. 12; BAB § 51; VEJ 10044 9.3)."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from portal.policy import sources as s
from portal.policy.bookingregler import ikke_omfattet
from portal.policy.facts import Aktoer, Facts
from portal.policy.koder import afslag, opfyldt
from portal.policy.law import Decision, Finding
from portal.policy.myndighed import kun_ansvarlig
from portal.policy.sag import Sag


class Felt(StrEnum):
    """The parts of the plan."""

    JOBMAAL = "jobmaal"
    UDDANNELSESMAAL = "uddannelsesmaal"
    KRAV_TIL_JOBSOEGNING = "krav_til_jobsoegning"
    TILBUD = "tilbud"
    UNDERSTOETTENDE_INDSATSER = "understoettende_indsatser"
    OEVRIGE_INDSATSER = "oevrige_indsatser"


_KUN_JOBCENTER = frozenset({Felt.TILBUD, Felt.UNDERSTOETTENDE_INDSATSER, Felt.UDDANNELSESMAAL})


def ret_plan(facts: Facts, nu: datetime, af: Aktoer, felt: Felt) -> Decision:
    """May the actor write this part today?"""
    sag = Sag(facts, nu)
    if sag.holder(sag.i_dag) is Aktoer.INGEN:
        return Decision("ret_plan", (ikke_omfattet(sag, sag.i_dag),))
    found = _imod(sag, af, felt)
    met = opfyldt("min_plan", (s.LAB_41_2, s.LAB_42, s.VEJ_9_3), {"af": af.value, "felt": felt.value})
    return Decision("ret_plan", tuple(found) or (met,))


def _imod(sag: Sag, af: Aktoer, felt: Felt) -> list[Finding]:
    facts = {"af": af.value, "felt": felt.value}
    if felt is Felt.KRAV_TIL_JOBSOEGNING and af is not Aktoer.A_KASSE:
        return [afslag("kun_a_kasse", facts, (), (s.RAAB_14_12, s.VEJ_9_3))]
    if felt in _KUN_JOBCENTER and af is not Aktoer.JOBCENTER:
        return [afslag("kun_jobcenter", facts)]
    if felt is Felt.JOBMAAL or (felt is Felt.OEVRIGE_INDSATSER and af is Aktoer.A_KASSE):
        return kun_ansvarlig(sag, af, sag.i_dag, source=(s.LAB_42, s.VEJ_9_3))
    return []
