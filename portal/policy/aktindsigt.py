"""Access to the file of a case that is, or will be, decided (FVL §§ 9, 9 b, 15 b-16; AKS § 12; AKK § 3).

Whoever the case is about may always ask. It is answered by whoever decides the case, within seven working
days; where that cannot be, the person is told why, and when. What is held back takes a reason, and one can
complain of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from portal.policy import parameters
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
    """What is answered. `SENERE`: not yet, and why not, and when."""

    JA = "ja"
    NEJ = "nej"
    SENERE = "senere"


@dataclass(frozen=True, slots=True)
class SvarSpoergsmaal:
    """May it be answered so? `senest`: the last Danish day to answer, as it stands. `besvaret`: it was.

    `dag`: of a `SENERE`, the new day. `digital`: the answer is in the person's digital mailbox today.
    """

    svar: Svar
    senest: date
    begrundelse: str | None = None
    dag: date | None = None
    besvaret: bool = False
    digital: bool = True


def bed(af: Aktoer, i_dag: date) -> Decision:
    """The person asks on the Danish day `i_dag` to see the file. Result: `senest`, the last day to answer."""
    days = _tal(_DAGE[af], i_dag)
    senest = working_days_after(i_dag, int(days.value))
    used: dict[str, Json] = {"holder": af.value, "senest": senest.isoformat()}
    return Decision(
        "aktindsigt", (opfyldt("aktindsigt_ret", ret(af), used, (days,)),), {"senest": senest.isoformat()}
    )


def svar(af: Aktoer, i_dag: date, q: SvarSpoergsmaal) -> Decision:
    """May the one who decides the case answer so on the Danish day `i_dag`?

    Result of a `NEJ`: `klage`, with `instans` and `senest` (None: nobody knows when the answer arrives).
    """
    refused = _refused(af, i_dag, q)
    if refused:
        return Decision("aktindsigt", tuple(refused))
    if q.svar is Svar.JA:
        return Decision("aktindsigt", (opfyldt("aktindsigt_ja", ret(af), {"holder": af.value}),))
    if q.svar is Svar.SENERE and q.dag is not None:
        used: dict[str, Json] = {"holder": af.value, "dag": q.dag.isoformat()}
        return Decision("aktindsigt", (opfyldt("aktindsigt_senere", _frist(af), used),))
    return _nej(af, i_dag, q)


def ret(af: Aktoer) -> tuple[Citation, ...]:
    """What gives the right to see the file."""
    return (s.FVL_9,) if af is Aktoer.JOBCENTER else (s.AKS_12,)


def undtagelser(af: Aktoer) -> tuple[Citation, ...]:
    """What alone lets something be held back: of an a-kasse only for the member's own sake."""
    return (s.FVL_15B, s.FVL_15C) if af is Aktoer.JOBCENTER else (s.AKS_12_3,)


def foerst(af: Aktoer, *, afgjort: bool) -> Finding | None:
    """That the decision waits until the file was seen, while somebody waits for that; None: it need not."""
    if af is not Aktoer.JOBCENTER or afgjort:
        return None
    return opfyldt("aktindsigt_foerst", (s.FVL_9B,), {"holder": af.value})


def _refused(af: Aktoer, i_dag: date, q: SvarSpoergsmaal) -> list[Finding]:
    if q.besvaret:
        return [afslag("aktindsigt_besvaret", {}, (), ret(af))]
    if q.svar is Svar.JA:
        return []
    if q.svar is Svar.NEJ:
        return begrundelse(q.begrundelse, undtagelser(af))
    found = begrundelse(q.begrundelse, _frist(af))
    after = max(q.senest, i_dag)
    if q.dag is None or q.dag <= after:
        found.append(afslag("aktindsigt_dag_for_tidlig", {"senest": after.isoformat()}, (), _frist(af)))
    return found


def _nej(af: Aktoer, i_dag: date, q: SvarSpoergsmaal) -> Decision:
    weeks = _tal(_KLAGE_UGER[af], i_dag)
    last = next_working_day(days_after(i_dag, int(weeks.value) * _WEEK)).isoformat() if q.digital else None
    klage: dict[str, Json] = {"instans": _INSTANS[af], "senest": last}
    cited = (s.FVL_16_4, s.LAB_204, s.RSL_67) if af is Aktoer.JOBCENTER else (s.AKS_25, s.AKK_3)
    refused = opfyldt("aktindsigt_nej", undtagelser(af), {"holder": af.value})
    guided = opfyldt("aktindsigt_klage", cited, {"holder": af.value, **klage}, (weeks,))
    return Decision("aktindsigt", (refused, guided), {"klage": klage})


def _frist(af: Aktoer) -> tuple[Citation, ...]:
    return (s.FVL_16_2,) if af is Aktoer.JOBCENTER else (s.AKS_12_4,)


def _tal(name: str, dag: date) -> AppliedValue:
    return parameters.value(name, max(dag, LAW_BEGINS))


_DAGE: Final = {
    Aktoer.A_KASSE: "aktindsigt_a_kasse_arbejdsdage",
    Aktoer.JOBCENTER: "aktindsigt_jobcenter_arbejdsdage",
}
_KLAGE_UGER: Final = {Aktoer.A_KASSE: "klage_styrelsen_uger", Aktoer.JOBCENTER: "klage_uger"}
_INSTANS: Final = {Aktoer.A_KASSE: STYRELSEN, Aktoer.JOBCENTER: INSTANS}
