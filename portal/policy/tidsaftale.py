"""What a jobcenter and an a-kasse can agree on times for joint meetings (LAB § 34, stk. 1, 2. pkt.; VEJ 10044
3.2, 4.2).

The jobcenter proposes, either side answers in its turn, and nobody can book before both have said yes. Where
the a-kasse comes in person its travel is reckoned in, and so is the person's form: all meet in one room.
How long a notice may be, and how far ahead one agrees, is the house's own measure and no number of the law.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from portal.policy import sources as s
from portal.policy.facts import Aktoer, Samtaleform
from portal.policy.kalender import day_of, days_after, utc, written
from portal.policy.koder import opfyldt
from portal.policy.law import Citation, Decision, Finding, Json, Outcome

VARSEL_DAGE: Final = (14, 180)
"""The shortest and the longest notice, in days."""

LAENGST_FREM: Final = timedelta(days=400)
"""How far ahead times are agreed on: as far as they are published."""

MINUTTER: Final = (5, 240)
PAUSE: Final = (0, 120)
TRANSPORT: Final = (0, 240)

TUR: Final[Mapping[str, Aktoer]] = MappingProxyType(
    {"proposed": Aktoer.A_KASSE, "countered": Aktoer.JOBCENTER}
)
"""Whose answer an agreement waits for, by its status."""

_AFTALES: Final = (s.LAB_34_1_2, s.VEJ_4_2)
_TRANSPORT: Final = (s.VEJ_4_2,)
_FORMEN: Final = (s.LAB_33_1,)
_FYSISK: Final = (s.LAB_33_4, s.VEJ_4_2)


class Vej(StrEnum):
    """What stands in the way of a caseworker: an absence, a meeting, or times agreed on elsewhere."""

    FRAVAER = "aftale_fravaer"
    BOOKET = "aftale_booket"
    AFTALT = "aftale_andet_sted"


@dataclass(frozen=True, slots=True)
class Vilkaar:
    """How the meetings are held. Minutes; `transport_foer`, `transport_efter`: the a-kasse's, None where it
    is not said. `a_kasse_form`: `fremmoede` or `video`. `videolink`: there is an address to meet at.
    """

    minutter: int
    pause: int
    a_kasse_form: str
    former: frozenset[Samtaleform]
    transport_foer: int | None
    transport_efter: int | None
    videolink: bool

    @property
    def fysisk(self) -> bool:
        return self.a_kasse_form == Samtaleform.FREMMOEDE.value


@dataclass(frozen=True, slots=True)
class Aendring:
    """The agreement that a proposal is a change of: whether it holds, and its own notice in days. `til`: its
    last Danish day, where it has one. `aendres`: another change of it is proposed already, or agreed.
    """

    gaelder: bool
    varsel_dage: int
    til: date | None = None
    aendres: bool = False


@dataclass(frozen=True, slots=True)
class Forslag:
    """May `af` propose this? Danish days, both inside. `samtaler`: how many meetings come of it."""

    af: Aktoer
    fra: date
    til: date
    vilkaar: Vilkaar
    samtaler: int
    varsel_dage: int
    aendrer: Aendring | None = None


@dataclass(frozen=True, slots=True)
class Optaget:
    """A caseworker of that side cannot: something lies over the time from `start` to `slut` (aware)."""

    side: Aktoer
    vej: Vej
    start: datetime
    slut: datetime


@dataclass(frozen=True, slots=True)
class Modforslag:
    """Other times in the place of an interval, aware, within an agreement's days."""

    start: datetime
    slut: datetime
    vilkaar: Vilkaar
    fra: date
    til: date | None


@dataclass(frozen=True, slots=True)
class Svar:
    """May `side` answer now? `status`: the agreement's. `ubesvarede`: open intervals without an answer.

    `aftales`: for how many intervals the answer is yes; `aendrer_fra`: the first day of a change, where the
    agreement that it is a change of still stands. `former`: the forms of all that is agreed then, and
    `fysisk`: the a-kasse comes in person to some of it.
    """

    side: Aktoer
    status: str
    ubesvarede: int
    aftales: int = 0
    aendrer_fra: date | None = None
    former: frozenset[Samtaleform] = frozenset(Samtaleform)
    fysisk: bool = True


@dataclass(frozen=True, slots=True)
class Ophoer:
    """May `side` end an agreement with `sidste` as its last Danish day? `status`, `til`, `varsel_dage`: the
    agreement's. `aflyser`: meetings booked after that are called off. `andre_tider`: the two have another
    agreement that holds longer.
    """

    side: Aktoer
    status: str
    til: date | None
    varsel_dage: int
    sidste: date
    aflyser: bool = False
    andre_tider: bool = False


def foreslaa(q: Forslag, i_dag: date) -> Decision:
    """May these times be proposed on the Danish day `i_dag`?"""
    found: list[Finding] = []
    if q.af is not Aktoer.JOBCENTER:
        found.append(_afslag("aftale_kun_jobcentret", _AFTALES))
    found += _perioden(q.fra, q.til, i_dag)
    if not VARSEL_DAGE[0] <= q.varsel_dage <= VARSEL_DAGE[1]:
        facts: dict[str, Json] = {"mindst": VARSEL_DAGE[0], "hoejst": VARSEL_DAGE[1]}
        found.append(_afslag("aftale_varsel_laengde", _AFTALES, facts))
    found += _aendring(q, i_dag)
    found += vilkaar(q.vilkaar)
    if q.samtaler < 1:
        found.append(_afslag("aftale_ingen_tider", _AFTALES))
    if found:
        return Decision("foreslaa_aftale", tuple(found))
    return Decision(
        "foreslaa_aftale", (_opfyldt(q.samtaler), *mangler(q.vilkaar.former, fysisk=q.vilkaar.fysisk))
    )


def svar(q: Svar, i_dag: date) -> Decision:
    """May the side answer so on the Danish day `i_dag`? What stands in the way of each interval is asked
    with `kan_aftales` and `modforslag`.
    """
    found = _tur(q.side, q.status)
    if not found and q.ubesvarede:
        found.append(_afslag("aftale_ubesvaret", _AFTALES, {"antal": q.ubesvarede}))
    if q.aftales and q.aendrer_fra is not None and q.aendrer_fra <= i_dag:
        found.append(_afslag("aftale_aendring_for_sent", _AFTALES, {"fra": q.aendrer_fra.isoformat()}))
    if found:
        return Decision("svar_aftale", tuple(found))
    left_out = mangler(q.former, fysisk=q.fysisk) if q.aftales else ()
    return Decision("svar_aftale", (_opfyldt(q.aftales), *left_out))


def traek(side: Aktoer, status: str) -> Decision:
    """May the side take back what waits for an answer? Who may open one may close it."""
    found: list[Finding] = []
    if side is not Aktoer.JOBCENTER:
        found.append(_afslag("aftale_kun_jobcentret", _AFTALES))
    if status not in TUR:
        found.append(_afslag("aftale_lukket", _AFTALES))
    return Decision("traek_aftale", tuple(found) or (_opfyldt(0),))


def afslut(q: Ophoer, i_dag: date) -> Decision:
    """May an agreement end so, where that is said on the Danish day `i_dag`? Either side may say so.

    What is booked after it stays, or is called off by the jobcenter, which holds the meetings.
    """
    found: list[Finding] = []
    if q.status != "accepted":
        found.append(_afslag("aftale_gaelder_ikke", _AFTALES))
    if q.til is not None and q.sidste >= q.til:
        found.append(_afslag("aftale_slutter_foer", _AFTALES, {"til": q.til.isoformat()}))
    else:
        found += varsel(days_after(q.sidste, 1), q.varsel_dage, i_dag)
    if q.aflyser and q.side is not Aktoer.JOBCENTER:
        found.append(_afslag("aftale_samtaler_hos_jobcentret", (s.LAB_27, s.VEJ_4_2)))
    if found:
        return Decision("afslut_aftale", tuple(found))
    if q.andre_tider:
        return Decision("afslut_aftale", (_opfyldt(0),))
    # Whoever has the a-kasse along can book nothing after it: the jobcenter agrees anew, or calls them.
    left = _overvej("aftale_uden_flere", (s.LAB_34_1, s.LAB_34_1_2))
    return Decision("afslut_aftale", (_opfyldt(0), left))


def varsel(virkning: date, varsel_dage: int, i_dag: date) -> list[Finding]:
    """Refuses an end or a change that takes effect on a day within the notice; empty where it does not."""
    earliest = tidligst(varsel_dage, i_dag)
    if virkning >= earliest:
        return []
    facts: dict[str, Json] = {"varsel_dage": varsel_dage, "tidligst": earliest.isoformat()}
    return [_afslag("aftale_varsel", _AFTALES, facts)]


def tidligst(varsel_dage: int, i_dag: date) -> date:
    """The first Danish day on which an end or a change that is said on `i_dag` takes effect."""
    return days_after(i_dag, varsel_dage)


def vilkaar(v: Vilkaar) -> list[Finding]:
    """What is against meetings held so; empty where nothing."""
    found: list[Finding] = []
    if not (_inden_for(v.minutter, MINUTTER) and _inden_for(v.pause, PAUSE)):
        found.append(_afslag("aftale_laengde", _AFTALES))
    if not v.former:
        found.append(_afslag("aftale_uden_form", _FORMEN))
    if Samtaleform.VIDEO in v.former and not v.videolink:
        found.append(_afslag("aftale_uden_videolink", _FORMEN))
    return found + (_fysisk(v) if v.fysisk else _paa_video(v))


def kan_aftales(
    ingen_fra: Collection[Aktoer], optaget: Collection[Optaget], *, uden_link: bool = False
) -> tuple[Finding, ...]:
    """What is against saying yes to an interval: nobody comes from a side, or somebody cannot come.

    `uden_link`: the a-kasse takes part by video, and neither has said where it meets.
    """
    found = [
        _afslag("aftale_uden_medarbejder", _AFTALES, {"holder": side.value}) for side in sorted(ingen_fra)
    ]
    for one in optaget:
        facts: dict[str, Json] = {
            "holder": one.side.value,
            "start": written(one.start),
            "slut": written(one.slut),
        }
        found.append(_afslag(one.vej.value, _AFTALES, facts))
    if uden_link:
        found.append(_afslag("aftale_uden_a_kasse_link", _FYSISK))
    return tuple(found)


def modforslag(q: Modforslag, nu: datetime) -> tuple[Finding, ...]:
    """What is against other times in the place of an interval, at `nu` (aware)."""
    found: list[Finding] = []
    first, last = day_of(q.start), day_of(q.slut)
    if q.start <= nu:
        found.append(_afslag("aftale_forbi", _AFTALES))
    if utc(q.slut) - utc(q.start) < timedelta(minutes=q.vilkaar.minutter):
        found.append(_afslag("aftale_for_kort", _AFTALES, {"minutter": q.vilkaar.minutter}))
    elif first != last:
        found.append(_afslag("aftale_en_dag", _AFTALES))
    if first < q.fra or (q.til is not None and first > q.til):
        found.append(_afslag("aftale_uden_for_perioden", _AFTALES, _mellem(q.fra, q.til)))
    return (*found, *vilkaar(q.vilkaar))


def naeste_status(side: Aktoer, *, aftalt: bool, modforslag: bool) -> str:
    """The agreement's status once `side` has answered. `aftalt`: anything of it is agreed, now or before."""
    if modforslag:
        return "countered" if side is Aktoer.A_KASSE else "proposed"
    return "accepted" if aftalt else "declined"


def mangler(former: frozenset[Samtaleform], *, fysisk: bool) -> tuple[Finding, ...]:
    """Tells whom the times leave without what they may ask for: a form (LAB § 33, stk. 1), or the a-kasse in
    person (§ 33, stk. 4). The two are to see to those in another way.

    `fysisk`: the a-kasse comes in person to any of them.
    """
    found: list[Finding] = []
    missing: list[Json] = [form.value for form in Samtaleform if form not in former]
    if missing:
        found.append(_overvej("aftale_former", _FORMEN, {"mangler": missing}))
    if not fysisk:
        found.append(_overvej("aftale_kun_video", (s.LAB_33_4,)))
    return tuple(found)


def _perioden(fra: date, til: date, i_dag: date) -> list[Finding]:
    if fra < i_dag or til < fra:
        return [_afslag("aftale_perioden", _AFTALES)]
    if til > i_dag + LAENGST_FREM:
        latest = (i_dag + LAENGST_FREM).isoformat()
        return [_afslag("aftale_for_langt_frem", _AFTALES, {"senest": latest})]
    return []


def _aendring(q: Forslag, i_dag: date) -> list[Finding]:
    if q.aendrer is None:
        return []
    if not q.aendrer.gaelder:
        return [_afslag("aftale_gaelder_ikke", _AFTALES)]
    if q.aendrer.aendres:
        return [_afslag("aftale_aendres_allerede", _AFTALES)]
    if q.aendrer.til is not None and q.fra > q.aendrer.til:
        return [_afslag("aftale_slutter_foer", _AFTALES, {"til": q.aendrer.til.isoformat()})]
    return varsel(q.fra, q.aendrer.varsel_dage, i_dag)


def _tur(side: Aktoer, status: str) -> list[Finding]:
    turn = TUR.get(status)
    if turn is None:
        return [_afslag("aftale_lukket", _AFTALES)]
    return [] if turn is side else [_afslag("aftale_ikke_tur", _AFTALES, {"holder": turn.value})]


def _fysisk(v: Vilkaar) -> list[Finding]:
    found: list[Finding] = []
    if v.transport_foer is None or v.transport_efter is None:
        found.append(_afslag("aftale_uden_transport", _TRANSPORT))
    elif not (_inden_for(v.transport_foer, TRANSPORT) and _inden_for(v.transport_efter, TRANSPORT)):
        found.append(_afslag("aftale_transport", _TRANSPORT, {"hoejst": TRANSPORT[1]}))
    if v.former and v.former != {Samtaleform.FREMMOEDE}:
        found.append(_afslag("aftale_moedes", _FYSISK))
    return found


def _paa_video(v: Vilkaar) -> list[Finding]:
    return [_afslag("aftale_transport_video", _TRANSPORT)] if v.transport_foer or v.transport_efter else []


def _inden_for(minutes: int, bounds: tuple[int, int]) -> bool:
    return bounds[0] <= minutes <= bounds[1]


def _mellem(fra: date, til: date | None) -> dict[str, Json]:
    facts: dict[str, Json] = {"fra": fra.isoformat()}
    if til is not None:
        facts["til"] = til.isoformat()
    return facts


def _opfyldt(count: int) -> Finding:
    return opfyldt("aftale_tider", _AFTALES, {"antal": count})


def _afslag(code: str, citations: tuple[Citation, ...], facts: Mapping[str, Json] | None = None) -> Finding:
    return Finding(code, Outcome.NOT_MET, citations, MappingProxyType(dict(facts or {})))


def _overvej(code: str, citations: tuple[Citation, ...], facts: Mapping[str, Json] | None = None) -> Finding:
    """What those who agree are to consider, and what refuses nothing."""
    known = MappingProxyType(dict(facts or {}))
    return Finding(code, Outcome.ASK_CASEWORKER, citations, known, warning=True)
