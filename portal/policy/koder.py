"""How a rule's outcome becomes a Finding: every code's paragraphs in one table, one way to refuse, warn or
grant.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from portal.policy import sources as s
from portal.policy.law import AppliedValue, Citation, Finding, Json, Outcome

CITATIONS: Final[Mapping[str, tuple[Citation, ...]]] = MappingProxyType(
    {
        "ikke_omfattet": (s.LAB_27,),
        "tid_i_fortiden": (),
        "overlapper_samtale": (),
        "anden_aktoer_ansvarlig": (s.LAB_27,),
        "foerste_samtale_indkaldes": (s.LAB_34_2,),
        "foerste_samtale_fremmoede": (s.LAB_33_1,),
        "selvbooking_frataget": (s.LAB_35,),
        "fremmoede_besluttet": (s.LAB_33_2,),
        "kontrolforloeb_indkaldes": (s.LAB_38,),
        "faelles_kan_ikke_vaelges": (s.LAB_31_2, s.LAB_32_2),
        "faelles_ikke_valgt": (s.LAB_31_2, s.LAB_32_2),
        "faelles_valgt": (s.LAB_31_2, s.LAB_32_2),
        "faelles_indkaldes": (s.LAB_34_1_2, s.DBK_21),
        "faelles_tid_ikke_aftalt": (s.VEJ_4_2,),
        "samtaler_for_taet": (s.LAB_34, s.LAB_35),
        "for_mange_planlagte": (s.LAB_34, s.LAB_35),
        "ombookning_for_sent": (s.BAB_44_4,),
        "efter_fristen": (s.BAB_44_1,),
        "kun_ansvarlig_aktoer": (s.LAB_27, s.VEJ_4),
        "kun_til_fremmoede": (s.LAB_33_2,),
        "mangler_begrundelse": (s.FVL_22,),
        "mangler_partshoering": (s.FVL_19, s.AKS_4),
        "ingen_bookinger": (s.LAB_35,),
        "kan_selv_booke": (s.LAB_34, s.BAB_46),
        "tidligst_dagen_efter": (s.RAAB_12_2,),
        "frist_for_kort": (s.BAB_44_1,),
        "mangler_vejledning": (s.BAB_44_2,),
        "foer_udloeb": (s.BAB_27, s.BAB_28),
        "frist_bortfaldet": (s.RAAB_11, s.LAB_27),
        "har_booket": (s.BAB_27_2,),
        "ingen_tider": (s.DBK_13, s.DBK_87),
        "driftsforstyrrelse": (s.DBK_12,),
        "fritaget": (s.BAB_45,),
        "syg": (s.RAAB_21,),
        "mindre_intensiv_indsats": (s.LAB_106, s.RAAB_22),
        "kun_a_kasse": (s.VEJ_9_3, s.RAAB_40),
        "kun_jobcenter": (s.LAB_41_2, s.VEJ_9_3),
        "hyppig_ombookning": (s.BAB_44_4, s.VEJ_4_2),
        "taet_paa": (s.LAB_34, s.LAB_35),
        "mange_planlagte": (s.LAB_34, s.LAB_35),
        "efter_overgang": (s.LAB_27,),
    }
)
"""Every code in `grunde` and `advarsler`. The two practical ones cite nothing."""

ADVARSLER: Final = frozenset({"hyppig_ombookning", "taet_paa", "mange_planlagte", "efter_overgang"})
PRAKTISKE: Final = frozenset({"tid_i_fortiden", "overlapper_samtale"})

_NONE: Final[Mapping[str, Json]] = MappingProxyType({})


def afslag(
    code: str,
    facts: Mapping[str, Json] = _NONE,
    values: tuple[AppliedValue, ...] = (),
    citations: tuple[Citation, ...] | None = None,
) -> Finding:
    """A rule that refuses. `citations` where the code's usual ones would not fit the case."""
    return Finding(
        code,
        Outcome.NOT_MET,
        CITATIONS[code] if citations is None else citations,
        MappingProxyType(dict(facts)),
        values,
    )


def advarsel(code: str, facts: Mapping[str, Json] = _NONE, values: tuple[AppliedValue, ...] = ()) -> Finding:
    """A rule that is told and shown, and refuses nothing."""
    return Finding(code, Outcome.MET, CITATIONS[code], MappingProxyType(dict(facts)), values, warning=True)


def opfyldt(
    code: str,
    citations: tuple[Citation, ...],
    facts: Mapping[str, Json] = _NONE,
    values: tuple[AppliedValue, ...] = (),
) -> Finding:
    """A rule that is met: what a yes rests on."""
    return Finding(code, Outcome.MET, citations, MappingProxyType(dict(facts)), values)
