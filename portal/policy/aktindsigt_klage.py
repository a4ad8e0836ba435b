"""Complaints of what was held back of a case's file (FVL § 16, stk. 4; LAB § 204; RSL §§ 66-68; AKK § 3).

A complaint is taken in however late it comes. Whoever answered looks at it once more: the jobcenter by RSL §
66, the a-kasse's main board by AKK § 3, stk. 3-5. What is not given after that goes on, the jobcenter's to
Ankestyrelsen, the a-kasse's to the agency within four weeks of the complaint, and at once where it was
given in part. What they decide is carried out with a new answer. FVL § 16, stk. 4, 2. pkt. is read so that
the decision of the case itself waits while such a complaint is dealt with, as it waits for the answer.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from portal.policy import parameters
from portal.policy import sources as s
from portal.policy.aktindsigt import Svar, Undtaget, klageinstans, klagevej, manglende
from portal.policy.facts import Aktoer
from portal.policy.kalender import days_after
from portal.policy.koder import afslag, opfyldt
from portal.policy.law import Citation, Decision, Finding, Json
from portal.policy.myndighed import begrundelse
from portal.policy.sag import LAW_BEGINS
from portal.policy.sagsgang import Udfald, Venter


class Skridt(StrEnum):
    """What was done about one request to see the file. `SVARET` may come again, after a complaint."""

    UDSAT = "udsat"
    SVARET = "svaret"
    KLAGET = "klaget"
    GENVURDERET = "genvurderet"
    SENDT = "sendt"
    UDFALD = "udfald"


class Resultat(StrEnum):
    """What became of looking at it once more: nothing, some, or all of it is given after all."""

    FASTHOLDT = "fastholdt"
    DELVIST = "delvist"
    MEDHOLD = "medhold"


_SVARES_IGEN: Final = frozenset({Udfald.HJEMVIST, Udfald.OPHAEVET, Udfald.AENDRET})
"""After these the person has a new answer coming."""


@dataclass(frozen=True, slots=True)
class Klagegang:
    """Where a request stands. `svar`: as it stands now; None: it waits for its first answer.

    `svaret`: the Danish day of the latest answer; `klaget`: of the complaint of it. `genvurderet`: its
    result, and on which day. `udfald`: what the board decided, and when. `klage_senest`: None: nobody knows.
    """

    af: Aktoer
    svar: Svar | None
    svaret: date | None = None
    klage_senest: date | None = None
    klaget: date | None = None
    genvurderet: tuple[Resultat, date] | None = None
    sendt: date | None = None
    udfald: tuple[Udfald, date] | None = None


@dataclass(frozen=True, slots=True)
class KlageSpoergsmaal:
    """May this step be taken? `dag`: the Danish day on which it happened. `ord`: the words it takes.

    `undtaget`: what is still held back, of so many `papirer`, where some of it is given after all.
    """

    skridt: Skridt
    dag: date
    ord: str | None = None
    resultat: Resultat | None = None
    undtaget: tuple[Undtaget, ...] = ()
    papirer: int = 0


@dataclass(frozen=True, slots=True)
class Naeste:
    """What is next, and for whom. `frist`: the last day; `snarest`: none is set, it lies since that day."""

    skridt: Skridt
    venter: Venter
    frist: date | None
    snarest: bool
    citations: tuple[Citation, ...]


def tag(gang: Klagegang, i_dag: date, q: KlageSpoergsmaal) -> Decision:
    """May the step be taken on the Danish day `i_dag`? Result: `skridt`, and of a complaint `rettidig`."""
    code = _FORKERT[q.skridt](gang, q)
    used: dict[str, Json] = {"trin": q.skridt.value, "holder": gang.af.value}
    if code is not None:
        return _nej(afslag(code, used, (), hjemmel(gang.af, q.skridt)))
    if q.dag > i_dag:
        return _nej(afslag("dag_i_fremtiden", {"dag": q.dag.isoformat()}, (), hjemmel(gang.af, q.skridt)))
    missing = mangler(gang.af, q)
    if missing:
        return Decision("aktindsigt_klage", tuple(missing))
    used |= {"dag": q.dag.isoformat(), "instans": klageinstans(gang.af)}
    met = [opfyldt("aktindsigt_klageskridt", hjemmel(gang.af, q.skridt), used)]
    if q.skridt is not Skridt.KLAGET:
        return Decision("aktindsigt_klage", tuple(met), {"skridt": q.skridt.value})
    in_time = None if gang.klage_senest is None else q.dag <= gang.klage_senest
    met.append(_rettidig(gang, q.dag, in_time))
    return Decision("aktindsigt_klage", tuple(met), {"skridt": q.skridt.value, "rettidig": in_time})


def naeste(gang: Klagegang, i_dag: date) -> Naeste | None:
    """What is next after the first answer, on the Danish day `i_dag`; None where nothing is."""
    if gang.klaget is None:
        over = gang.svar in (None, Svar.JA) or (gang.klage_senest is not None and gang.klage_senest < i_dag)
        return None if over else _naeste(gang, Skridt.KLAGET, Venter.PERSON, gang.klage_senest)
    if gang.udfald is not None:
        answers = gang.udfald[0] in _SVARES_IGEN
        return _snarest(gang, Skridt.SVARET, gang.udfald[1]) if answers else None
    if gang.sendt is not None:
        return _naeste(gang, Skridt.UDFALD, Venter.ANKESTYRELSEN, None)
    if gang.genvurderet is None:
        return _foer_den_sendes(gang, Skridt.GENVURDERET, gang.klaget)
    resultat, dag = gang.genvurderet
    if resultat is Resultat.MEDHOLD:
        return None
    if resultat is Resultat.DELVIST:
        return _snarest(gang, Skridt.SENDT, dag)
    return _foer_den_sendes(gang, Skridt.SENDT, dag)


def efter(svar: Svar, resultat: Resultat) -> Svar:
    """The answer as it stands once it was looked at again with that result."""
    return {Resultat.MEDHOLD: Svar.JA, Resultat.DELVIST: Svar.DELVIS, Resultat.FASTHOLDT: svar}[resultat]


def stopper(gang: Klagegang) -> bool:
    """Whether the decision of the case has a request to wait for (FVL § 9 b; § 16, stk. 4, 2. pkt.)."""
    if gang.svar is None:
        return True
    if gang.klaget is None:
        return False
    if gang.udfald is not None:
        return gang.udfald[0] in _SVARES_IGEN
    return gang.genvurderet is None or gang.genvurderet[0] is not Resultat.MEDHOLD


def hjemmel(af: Aktoer, skridt: Skridt) -> tuple[Citation, ...]:
    """The paragraphs that a step rests on."""
    found = _HJEMMEL.get(skridt)
    return found[af is Aktoer.JOBCENTER] if found else klagevej(af)


def _nej(finding: Finding) -> Decision:
    return Decision("aktindsigt_klage", (finding,))


def mangler(af: Aktoer, q: KlageSpoergsmaal) -> list[Finding]:
    """What is missing before an answer stands, or is changed in part."""
    if q.resultat is Resultat.FASTHOLDT:
        return begrundelse(q.ord, hjemmel(af, q.skridt))
    return manglende(af, q.papirer, q.undtaget) if q.resultat is Resultat.DELVIST else []


def _klages(gang: Klagegang, q: KlageSpoergsmaal) -> str | None:
    if gang.svar is None or gang.svaret is None:
        return "aktindsigt_ikke_besvaret"
    if gang.klaget is not None:
        return "allerede_klaget"
    if gang.svar is Svar.JA:
        return "aktindsigt_givet"
    return "klage_foer_afgoerelsen" if q.dag < gang.svaret else None


def _genvurderes(gang: Klagegang, _q: KlageSpoergsmaal) -> str | None:
    if gang.klaget is None:
        return "ikke_klaget"
    return "aktindsigt_genvurderet" if gang.genvurderet else None


def _sendes(gang: Klagegang, _q: KlageSpoergsmaal) -> str | None:
    if gang.klaget is None:
        return "ikke_klaget"
    if gang.sendt is not None:
        return "aktindsigt_klage_sendt"
    if gang.genvurderet is None:
        return "aktindsigt_genvurderes_foerst"
    return "klage_medhold" if gang.genvurderet[0] is Resultat.MEDHOLD else None


def _falder_ud(gang: Klagegang, _q: KlageSpoergsmaal) -> str | None:
    if gang.sendt is None:
        return "aktindsigt_klage_ikke_sendt"
    return "aktindsigt_udfald_kendt" if gang.udfald else None


_FORKERT: Final[Mapping[Skridt, Callable[[Klagegang, KlageSpoergsmaal], str | None]]] = MappingProxyType(
    {
        Skridt.KLAGET: _klages,
        Skridt.GENVURDERET: _genvurderes,
        Skridt.SENDT: _sendes,
        Skridt.UDFALD: _falder_ud,
    }
)

_HJEMMEL: Final = MappingProxyType(
    {
        Skridt.GENVURDERET: ((s.AKK_3,), (s.RSL_66,)),
        Skridt.SENDT: ((s.AKK_3_4,), (s.RSL_66,)),
        Skridt.UDFALD: ((s.AKK_2,), (s.FVL_16_4, s.RSL_68)),
        Skridt.SVARET: ((s.AKK_2,), (s.FVL_16_4, s.RSL_68)),
    }
)
"""What a step rests on for the a-kasse, and for the jobcenter; a complaint on what lets one complain."""


def _rettidig(gang: Klagegang, dag: date, in_time: bool | None) -> Finding:
    used: dict[str, Json] = {"dag": dag.isoformat(), "holder": gang.af.value}
    if gang.klage_senest is not None:
        used["senest"] = gang.klage_senest.isoformat()
    code = {True: "klage_rettidig", False: "aktindsigt_klage_for_sent", None: "klage_dag_ukendt"}[in_time]
    return opfyldt(code, klagevej(gang.af), used)


def _foer_den_sendes(gang: Klagegang, skridt: Skridt, since: date) -> Naeste:
    """The a-kasse has four weeks from the complaint until it is sent on; the jobcenter must not wait."""
    if gang.af is Aktoer.JOBCENTER or gang.klaget is None:
        return _snarest(gang, skridt, since)
    weeks = parameters.value("klage_videresendes_uger", max(gang.klaget, LAW_BEGINS))
    return _naeste(gang, skridt, Venter.OS, days_after(gang.klaget, int(weeks.value) * 7))


def _snarest(gang: Klagegang, skridt: Skridt, since: date) -> Naeste:
    return Naeste(skridt, Venter.OS, since, snarest=True, citations=hjemmel(gang.af, skridt))


def _naeste(gang: Klagegang, skridt: Skridt, venter: Venter, frist: date | None) -> Naeste:
    return Naeste(skridt, venter, frist, snarest=False, citations=hjemmel(gang.af, skridt))
