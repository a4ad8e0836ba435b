"""Access to the file of a case that is, or will be, decided (FVL §§ 9, 9 b, 10, 12-16; AKS § 12; AKK § 3).

Whoever the case is about may always ask, in whatever way. It is answered by whoever decides the case, within
seven working days of the day it was asked; where that cannot be, the person is told why, and when. What is
held back is named, paper by paper, each with its paragraph and its reason; the rest is given (FVL § 15 c). Of
an a-kasse AKS § 12, stk. 3 speaks of the whole right only: it is read so that no more is held back than the
member's own sake asks for. Complaints: `aktindsigt_klage.py`; the time to complain of the decision itself,
which nobody can demand to have stopped (FVL § 17): `klageafbrydelse.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from portal.policy import parameters, udsaettelse
from portal.policy import sources as s
from portal.policy.facts import Aktoer
from portal.policy.kalender import days_after, next_working_day, working_days_after
from portal.policy.klage import INSTANS
from portal.policy.koder import afslag, opfyldt
from portal.policy.law import AppliedValue, Citation, Decision, Finding, Json
from portal.policy.myndighed import begrundelse
from portal.policy.sag import LAW_BEGINS

STYRELSEN: Final = "styrelsen_for_arbejdsmarked_og_rekruttering"
_WEEK: Final = 7


class Svar(StrEnum):
    """What is answered. `DELVIS`: yes, without what is named. `SENERE`: not yet, and why not, and when."""

    JA = "ja"
    DELVIS = "delvis"
    NEJ = "nej"
    SENERE = "senere"


class Hensyn(StrEnum):
    """What alone lets something be held back, each a paragraph."""

    FVL_12 = "fvl_12"
    FVL_14 = "fvl_14"
    FVL_15 = "fvl_15"
    FVL_15A = "fvl_15a"
    FVL_15B_1 = "fvl_15b_1"
    FVL_15B_2 = "fvl_15b_2"
    FVL_15B_3 = "fvl_15b_3"
    FVL_15B_4 = "fvl_15b_4"
    FVL_15B_5 = "fvl_15b_5"
    AKS_12_3 = "aks_12_3"


PARAGRAF: Final[Mapping[Hensyn, Citation]] = MappingProxyType(
    {
        Hensyn.FVL_12: s.FVL_12,
        Hensyn.FVL_14: s.FVL_14,
        Hensyn.FVL_15: s.FVL_15,
        Hensyn.FVL_15A: s.FVL_15A,
        Hensyn.FVL_15B_1: s.FVL_15B_1,
        Hensyn.FVL_15B_2: s.FVL_15B_2,
        Hensyn.FVL_15B_3: s.FVL_15B_3,
        Hensyn.FVL_15B_4: s.FVL_15B_4,
        Hensyn.FVL_15B_5: s.FVL_15B_5,
        Hensyn.AKS_12_3: s.AKS_12_3,
    }
)


@dataclass(frozen=True, slots=True)
class Undtaget:
    """A paper of the file that is held back. `papir`: its key; `navn`: as the index calls it.

    `dele`: the keys of the pieces, where it is not the whole paper. Without a paragraph or a reason it
    cannot be held back.
    """

    papir: str
    navn: str
    hensyn: Hensyn | None
    begrundelse: str | None
    dele: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SvarSpoergsmaal:
    """May it be answered so? `senest`: the last Danish day to answer, as it stands. `besvaret`: it was.

    `dag`: of a `SENERE`, the new day. `digital`: the answer is in the person's digital mailbox today.
    `hensyn`: of a `NEJ`, its paragraph. `undtaget`: of a `DELVIS`, and `papirer`: how many the file has.
    `overvejet`: whether more could be given than the law demands was thought of (FVL § 10).
    """

    svar: Svar
    senest: date
    begrundelse: str | None = None
    dag: date | None = None
    besvaret: bool = False
    digital: bool = True
    hensyn: Hensyn | None = None
    undtaget: tuple[Undtaget, ...] = ()
    papirer: int = 0
    overvejet: bool = False


def bed(af: Aktoer, bedt: date) -> Decision:
    """The person asks on the Danish day `bedt` to see the file. Result: `senest`, the last day to answer."""
    days = _tal(_DAGE[af], bedt)
    senest = working_days_after(bedt, int(days.value))
    used: dict[str, Json] = {"holder": af.value, "senest": senest.isoformat()}
    return Decision(
        "aktindsigt", (opfyldt("aktindsigt_ret", ret(af), used, (days,)),), {"senest": senest.isoformat()}
    )


def noter(af: Aktoer, i_dag: date, bedt: date, *, venter: bool, aabnet: date) -> Decision:
    """A caseworker notes what was asked by telephone, on paper or at the desk on the Danish day `bedt`.

    The days count from the day it came, not from when it was noted. `venter`: an earlier one still waits for
    its answer. `aabnet`: the day the case was opened.
    """
    if venter:
        return Decision("aktindsigt", (afslag("aktindsigt_venter", {}, (), ret(af)),))
    if bedt > i_dag:
        return Decision("aktindsigt", (afslag("dag_i_fremtiden", {"dag": bedt.isoformat()}, (), ret(af)),))
    if bedt < aabnet:
        used: dict[str, Json] = {"dag": aabnet.isoformat()}
        return Decision("aktindsigt", (afslag("aktindsigt_foer_sagen", used, (), ret(af)),))
    return bed(af, bedt)


def svar(af: Aktoer, i_dag: date, q: SvarSpoergsmaal) -> Decision:
    """May the one who decides the case answer so on the Danish day `i_dag`?

    Result where something is held back: `klage`, with `instans` and `senest` (None: nobody knows when the
    answer arrives).
    """
    if q.besvaret:
        return Decision("aktindsigt", (afslag("aktindsigt_besvaret", {}, (), ret(af)),))
    refused = _REFUSED[q.svar](af, i_dag, q)
    if refused:
        return Decision("aktindsigt", tuple(refused))
    if q.svar is Svar.JA:
        return Decision("aktindsigt", (opfyldt("aktindsigt_ja", ret(af), {"holder": af.value}),))
    if q.svar is Svar.SENERE and q.dag is not None:
        used: dict[str, Json] = {"holder": af.value, "dag": q.dag.isoformat()}
        return Decision("aktindsigt", (opfyldt("aktindsigt_senere", frist(af), used),))
    return _holdt_tilbage(af, i_dag, q)


def ret(af: Aktoer) -> tuple[Citation, ...]:
    """What gives the right to see the file."""
    return (s.FVL_9,) if af is Aktoer.JOBCENTER else (s.AKS_12,)


def hensyn(af: Aktoer) -> tuple[Hensyn, ...]:
    """For what something can be held back: of an a-kasse only for the member's own sake."""
    if af is Aktoer.A_KASSE:
        return (Hensyn.AKS_12_3,)
    return tuple(one for one in Hensyn if one is not Hensyn.AKS_12_3)


def undtagelser(af: Aktoer) -> tuple[Citation, ...]:
    """The paragraphs that let something be held back, and say that the rest is given."""
    if af is Aktoer.A_KASSE:
        return (s.AKS_12_3,)
    return (s.FVL_12, s.FVL_14, s.FVL_15, s.FVL_15A, s.FVL_15B, s.FVL_15C)


def foerst(af: Aktoer, *, afgjort: bool) -> Finding | None:
    """That the decision waits until the file was seen, while somebody waits for that; None: it need not."""
    if afgjort:
        return None
    return opfyldt("aktindsigt_foerst", udsaettelse.kilder(af), {"holder": af.value})


def klagevej(af: Aktoer) -> tuple[Citation, ...]:
    """Where the law lets the person complain of what is held back."""
    return (s.FVL_16_4, s.LAB_204, s.RSL_66, s.RSL_67) if af is Aktoer.JOBCENTER else (s.AKS_25, s.AKK_3)


def sidste_klagedag(af: Aktoer, modtaget: date) -> date:
    """The last day to complain of what an answer holds back that arrived on the Danish day `modtaget`."""
    weeks = _tal(_KLAGE_UGER[af], modtaget)
    return next_working_day(days_after(modtaget, int(weeks.value) * _WEEK))


def klageinstans(af: Aktoer) -> str:
    """Who decides a complaint of what is held back."""
    return _INSTANS[af]


def manglende(af: Aktoer, papirer: int, undtaget: tuple[Undtaget, ...]) -> list[Finding]:
    """What is missing before these papers, of so many, are held back."""
    if not undtaget:
        return [afslag("aktindsigt_intet_undtaget", {}, (), undtagelser(af))]
    if len(undtaget) >= papirer and not any(one.dele for one in undtaget):
        return [afslag("aktindsigt_alt_undtaget", {}, (), undtagelser(af))]
    found: list[Finding] = []
    for one in undtaget:
        used: dict[str, Json] = {"papir": one.papir, "navn": one.navn}
        found += _uden_hensyn(af, one.hensyn, used)
        if begrundelse(one.begrundelse, undtagelser(af)):
            found.append(afslag("aktindsigt_uden_grund", used, (), _begrundes(af)))
    return found


def _uden_hensyn(af: Aktoer, given: Hensyn | None, used: Mapping[str, Json]) -> list[Finding]:
    if given in hensyn(af):
        return []
    return [afslag("aktindsigt_uden_hensyn", used, (), undtagelser(af))]


def _ja(_af: Aktoer, _i_dag: date, _q: SvarSpoergsmaal) -> list[Finding]:
    return []


def _delvis(af: Aktoer, _i_dag: date, q: SvarSpoergsmaal) -> list[Finding]:
    return manglende(af, q.papirer, q.undtaget) + _ikke_overvejet(af, q)


def _nej(af: Aktoer, _i_dag: date, q: SvarSpoergsmaal) -> list[Finding]:
    missing = _uden_hensyn(af, q.hensyn, {}) + begrundelse(q.begrundelse, _begrundes(af))
    return missing + _ikke_overvejet(af, q)


def _senere(af: Aktoer, i_dag: date, q: SvarSpoergsmaal) -> list[Finding]:
    found = begrundelse(q.begrundelse, frist(af))
    after = max(q.senest, i_dag)
    if q.dag is None or q.dag <= after:
        found.append(afslag("aktindsigt_dag_for_tidlig", {"senest": after.isoformat()}, (), frist(af)))
    return found


def _ikke_overvejet(af: Aktoer, q: SvarSpoergsmaal) -> list[Finding]:
    if af is Aktoer.A_KASSE or q.overvejet:
        return []
    return [afslag("aktindsigt_ikke_overvejet", {}, (), (s.FVL_10,))]


def _holdt_tilbage(af: Aktoer, i_dag: date, q: SvarSpoergsmaal) -> Decision:
    weeks = _tal(_KLAGE_UGER[af], i_dag)
    last = sidste_klagedag(af, i_dag).isoformat() if q.digital else None
    klage: dict[str, Json] = {"instans": _INSTANS[af], "senest": last}
    guided = opfyldt("aktindsigt_klage", klagevej(af), {"holder": af.value, **klage}, (weeks,))
    return Decision("aktindsigt", (*_hvad(af, q), guided), {"klage": klage})


def _hvad(af: Aktoer, q: SvarSpoergsmaal) -> list[Finding]:
    """What is held back, by which paragraph; of an answer in part with what is given."""
    if q.svar is Svar.NEJ and q.hensyn is not None:
        return [opfyldt("aktindsigt_nej", (PARAGRAF[q.hensyn],), {"holder": af.value})]
    rest = (*ret(af), s.FVL_15C) if af is Aktoer.JOBCENTER else ret(af)
    found = [opfyldt("aktindsigt_delvis", rest, {"holder": af.value})]
    for one in q.undtaget:
        code = "aktindsigt_del_undtaget" if one.dele else "aktindsigt_undtaget"
        cited = (PARAGRAF[one.hensyn],) if one.hensyn else ()
        found.append(opfyldt(code, cited, {"holder": af.value, "navn": one.navn}))
    return found


def _begrundes(af: Aktoer) -> tuple[Citation, ...]:
    return (s.FVL_22, s.FVL_24) if af is Aktoer.JOBCENTER else (s.AKS_23,)


def frist(af: Aktoer) -> tuple[Citation, ...]:
    """What sets the days to answer."""
    return (s.FVL_16_2,) if af is Aktoer.JOBCENTER else (s.AKS_12_4,)


def _tal(name: str, dag: date) -> AppliedValue:
    return parameters.value(name, max(dag, LAW_BEGINS))


_REFUSED: Final = MappingProxyType({Svar.JA: _ja, Svar.DELVIS: _delvis, Svar.NEJ: _nej, Svar.SENERE: _senere})
_DAGE: Final = {
    Aktoer.A_KASSE: "aktindsigt_a_kasse_arbejdsdage",
    Aktoer.JOBCENTER: "aktindsigt_jobcenter_arbejdsdage",
}
_KLAGE_UGER: Final = {Aktoer.A_KASSE: "klage_styrelsen_uger", Aktoer.JOBCENTER: "klage_uger"}
_INSTANS: Final = {Aktoer.A_KASSE: STYRELSEN, Aktoer.JOBCENTER: INSTANS}
