"""A decision against a person as a case, step by step (LAB §§ 33, 35, 106, 204, 207; BAB § 45; RSL §§ 59 a,
59 b, 66-68, 72; FVL §§ 19, 21-25; AKS §§ 4, 7, 9, 22, 23, 25).

Which step may follow which, taken by whom, and what is next, until when. Whether the decision itself can be
taken is judged where it lies: `fratagelse.py`, `fastholdelse.py`, `fritagelse.py`. A complaint never suspends
what it is about, and is never turned away: whether one that came late is looked at is for Ankestyrelsen to
say. LAB § 33, stk. 2 is no such case: it has its reason kept, and nothing to complain of.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from portal.policy import sources as s
from portal.policy.facts import Aktoer
from portal.policy.hoering import PARAGRAF, Emne
from portal.policy.koder import afslag, opfyldt
from portal.policy.law import Citation, Decision, Finding, Json
from portal.policy.myndighed import begrundelse


class Trin(StrEnum):
    """A step of the case, as it is kept."""

    AABNET = "aabnet"
    HOERT = "hoert"
    SVARET = "svaret"
    UDEN_SVAR = "uden_svar"
    AFGJORT = "afgjort"
    FRAFALDET = "frafaldet"
    KLAGET = "klaget"
    GENVURDERET = "genvurderet"
    SENDT = "sendt"
    UDFALD = "udfald"
    OPHAEVET = "ophaevet"
    LUKKET = "lukket"


class Hvem(StrEnum):
    """Who takes a step. What the person does, the authority may write down for them."""

    PERSON = "person"
    MYNDIGHED = "myndighed"


class Venter(StrEnum):
    """Whom the case waits for."""

    OS = "os"
    PERSON = "person"
    ANKESTYRELSEN = "ankestyrelsen"


class Genvurdering(StrEnum):
    """What became of looking at the decision once more (RSL § 66)."""

    FASTHOLDT = "fastholdt"
    MEDHOLD = "medhold"


class Udfald(StrEnum):
    """What Ankestyrelsen decided (RSL § 68, stk. 2)."""

    AFVIST = "afvist"
    STADFAESTET = "stadfaestet"
    HJEMVIST = "hjemvist"
    OPHAEVET = "ophaevet"
    AENDRET = "aendret"


BINDER_IKKE: Final = frozenset({Udfald.HJEMVIST, Udfald.OPHAEVET})
"""After these the decision that was complained of no longer binds."""

_IGEN: Final = frozenset({Udfald.HJEMVIST, Udfald.AENDRET})
"""After these the authority has something left to do: to decide anew, or to carry out the change."""

OM_FRITAGELSE: Final = frozenset({Emne.FRITAGELSE_AFSLAG, Emne.FRITAGELSE_OPHAEVET})
"""Decisions that leave a duty standing: they bind from no day on, and to take one back is to exempt."""


@dataclass(frozen=True, slots=True)
class Skridt:
    """A step that was taken, on a Danish day. `frist`: of a hearing, its last day to answer.

    `resultat`: of a reconsideration or of an outcome.
    """

    trin: Trin
    dag: date
    frist: date | None = None
    resultat: str | None = None


@dataclass(frozen=True, slots=True)
class Gang:
    """The case so far, its steps in order. `klage_senest`: the last day to complain; None: not known."""

    emne: Emne
    af: Aktoer
    skridt: tuple[Skridt, ...]
    klage_senest: date | None = None

    def seneste(self, trin: Trin) -> Skridt | None:
        return next((one for one in reversed(self.skridt) if one.trin is trin), None)

    def har(self, trin: Trin) -> bool:
        return self.seneste(trin) is not None

    def lukket_efter(self, trin: Trin) -> bool:
        """Whether the case was closed since the latest step of that kind."""
        named = [one.trin for one in self.skridt]
        return Trin.LUKKET in named[len(named) - named[::-1].index(trin) :]

    @property
    def svar(self) -> Skridt | None:
        """The latest answer since the latest hearing."""
        for one in reversed(self.skridt):
            if one.trin is Trin.HOERT:
                return None
            if one.trin is Trin.SVARET:
                return one
        return None


@dataclass(frozen=True, slots=True)
class TrinSpoergsmaal:
    """May this step be taken today? `dag`: the Danish day on which it happened, where that is not today.

    `begrundelse`: the words it takes. `resultat`: as in `Skridt`.
    """

    trin: Trin
    hvem: Hvem
    dag: date
    begrundelse: str | None = None
    resultat: str | None = None


@dataclass(frozen=True, slots=True)
class Naeste:
    """What is next. `frist`: the last day for it; None: none is set.

    `snarest`: no number of days is, but it must not wait; `frist` is then the day since which it lies there.
    """

    trin: Trin
    venter: Venter
    frist: date | None
    snarest: bool
    citations: tuple[Citation, ...]


def tag_skridt(gang: Gang, i_dag: date, q: TrinSpoergsmaal) -> Decision:
    """May the step be taken on the Danish day `i_dag`?

    Result, where it may: `trin`, and for a complaint `rettidig`, None where nobody knows the last day.
    """
    found = _forkert_raekke(gang, i_dag, q)
    if found is None and q.dag > i_dag:
        cited = hjemmel(gang.emne, gang.af, q.trin)
        found = afslag("dag_i_fremtiden", {"dag": q.dag.isoformat()}, (), cited)
    if found is not None:
        return Decision("sag", (found,))
    source = (s.FVL_22,) if gang.af is Aktoer.JOBCENTER else (s.AKS_22,)
    missing = begrundelse(q.begrundelse, source) if _kraever_ord(q) else []
    if missing:
        return Decision("sag", tuple(missing))
    used: dict[str, Json] = {"trin": q.trin.value, "emne": gang.emne.value, "dag": q.dag.isoformat()}
    met = opfyldt("sag_skridt", hjemmel(gang.emne, gang.af, q.trin), used)
    if q.trin is not Trin.KLAGET:
        return Decision("sag", (met,), {"trin": q.trin.value})
    return Decision("sag", (met, *_klage(gang, q)), {"trin": q.trin.value, "rettidig": _rettidig(gang, q)})


def naeste(gang: Gang, i_dag: date) -> Naeste | None:
    """What is next on the Danish day `i_dag`; None where nothing is."""
    if gang.har(Trin.FRAFALDET):
        return None
    if not gang.har(Trin.AFGJORT):
        return _foer_afgoerelsen(gang, i_dag)
    if gang.har(Trin.KLAGET):
        return _klagesag(gang)
    if gang.har(Trin.OPHAEVET) or gang.har(Trin.LUKKET):
        return None
    if gang.klage_senest is not None and gang.klage_senest < i_dag:
        return None
    return _naeste(gang, Trin.KLAGET, Venter.PERSON, gang.klage_senest)


def hjemmel(emne: Emne, af: Aktoer, trin: Trin) -> tuple[Citation, ...]:
    """The paragraphs that a step rests on."""
    if trin is Trin.KLAGET:
        return (*klagevej(emne, af), s.RSL_72)
    found = _HJEMMEL.get(trin)
    return found[af is Aktoer.JOBCENTER] if found else (PARAGRAF[emne],)


def klagevej(emne: Emne, af: Aktoer) -> tuple[Citation, ...]:
    """Where the law lets the person complain of the decision; of some of the a-kasse's it does not say."""
    if af is Aktoer.JOBCENTER:
        return (s.LAB_204, s.RSL_59A, s.RSL_66, s.RSL_67)
    return _KLAGE_OVER_A_KASSEN.get(emne, (s.LAB_207,))


def har_klagevej(emne: Emne, af: Aktoer) -> bool:
    """Whether the law names somebody to complain to (LAB §§ 204, 207)."""
    return af is Aktoer.JOBCENTER or emne in _KLAGE_OVER_A_KASSEN


def _forkert_raekke(gang: Gang, i_dag: date, q: TrinSpoergsmaal) -> Finding | None:
    """Why this is not the step's turn, or not this one's to take; None: it is."""
    cited = hjemmel(gang.emne, gang.af, q.trin)
    if q.hvem is Hvem.PERSON and q.trin not in _PERSONENS:
        return afslag("kun_myndigheden", {"trin": q.trin.value}, (), cited)
    code = _FORKERT[q.trin](gang, i_dag, q)
    if code is None:
        return None
    used: dict[str, Json] = {"trin": q.trin.value, "emne": gang.emne.value, "holder": gang.af.value}
    heard = gang.seneste(Trin.HOERT)
    if code == "hoering_loeber" and heard is not None and heard.frist is not None:
        used["svar_senest"] = heard.frist.isoformat()
    return afslag(code, used, (), cited)


def _foer_afgoerelse(gang: Gang, _i_dag: date, _q: TrinSpoergsmaal) -> str | None:
    if gang.har(Trin.FRAFALDET):
        return "sag_frafaldet"
    return "sag_afgjort" if gang.har(Trin.AFGJORT) else None


def _aabnes(gang: Gang, _i_dag: date, _q: TrinSpoergsmaal) -> str | None:
    return "sag_aaben" if gang.skridt else None


def _svares(gang: Gang, i_dag: date, q: TrinSpoergsmaal) -> str | None:
    over = _foer_afgoerelse(gang, i_dag, q)
    return over or (None if gang.har(Trin.HOERT) else "sag_ikke_hoert")


def _uden_svar(gang: Gang, i_dag: date, q: TrinSpoergsmaal) -> str | None:
    wrong = _svares(gang, i_dag, q)
    if wrong is not None:
        return wrong
    if gang.svar is not None:
        return "hoering_besvaret"
    heard = gang.seneste(Trin.HOERT)
    running = heard is not None and heard.frist is not None and heard.frist >= i_dag
    return "hoering_loeber" if running else None


def _klages(gang: Gang, _i_dag: date, q: TrinSpoergsmaal) -> str | None:
    decided = gang.seneste(Trin.AFGJORT)
    if decided is None:
        return "sag_ikke_afgjort"
    if gang.har(Trin.KLAGET):
        return "allerede_klaget"
    return "klage_foer_afgoerelsen" if q.dag < decided.dag else None


def _genvurderes(gang: Gang, _i_dag: date, _q: TrinSpoergsmaal) -> str | None:
    if not gang.har(Trin.KLAGET):
        return "ikke_klaget"
    if gang.af is Aktoer.A_KASSE:
        return "genvurderes_ikke"
    return "allerede_genvurderet" if gang.har(Trin.GENVURDERET) else None


def _sendes(gang: Gang, _i_dag: date, _q: TrinSpoergsmaal) -> str | None:
    if not gang.har(Trin.KLAGET):
        return "ikke_klaget"
    if gang.har(Trin.SENDT):
        return "allerede_sendt"
    if gang.af is Aktoer.A_KASSE:
        return None
    again = gang.seneste(Trin.GENVURDERET)
    if again is None:
        return "genvurderes_foerst"
    return "klage_medhold" if again.resultat == Genvurdering.MEDHOLD else None


def _falder_ud(gang: Gang, _i_dag: date, _q: TrinSpoergsmaal) -> str | None:
    if not gang.har(Trin.SENDT):
        return "ikke_sendt"
    return "udfald_kendt" if gang.har(Trin.UDFALD) else None


def _ophaeves(gang: Gang, _i_dag: date, _q: TrinSpoergsmaal) -> str | None:
    if not gang.har(Trin.AFGJORT):
        return "sag_ikke_afgjort"
    return "sag_ophaevet" if gang.har(Trin.OPHAEVET) else None


def _lukkes(gang: Gang, i_dag: date, _q: TrinSpoergsmaal) -> str | None:
    if not gang.har(Trin.AFGJORT):
        return "sag_ikke_afgjort"
    after = naeste(gang, i_dag)
    if after is None:
        return "sag_lukket"
    if after.trin is Trin.KLAGET:
        return "klagefrist_loeber" if after.frist is not None else None
    return None if after.trin is Trin.LUKKET else "klage_behandles"


_FORKERT: Final = MappingProxyType(
    {
        Trin.AABNET: _aabnes,
        Trin.HOERT: _foer_afgoerelse,
        Trin.SVARET: _svares,
        Trin.UDEN_SVAR: _uden_svar,
        Trin.AFGJORT: _foer_afgoerelse,
        Trin.FRAFALDET: _foer_afgoerelse,
        Trin.KLAGET: _klages,
        Trin.GENVURDERET: _genvurderes,
        Trin.SENDT: _sendes,
        Trin.UDFALD: _falder_ud,
        Trin.OPHAEVET: _ophaeves,
        Trin.LUKKET: _lukkes,
    }
)

_PERSONENS: Final = frozenset({Trin.SVARET, Trin.KLAGET})

_HJEMMEL: Final[Mapping[Trin, tuple[tuple[Citation, ...], tuple[Citation, ...]]]] = MappingProxyType(
    {
        Trin.HOERT: ((s.AKS_4,), (s.FVL_19,)),
        Trin.SVARET: ((s.AKS_4, s.AKS_9), (s.FVL_19, s.FVL_21)),
        Trin.UDEN_SVAR: ((s.AKS_4, s.AKS_7), (s.FVL_19,)),
        Trin.AFGJORT: ((s.AKS_22, s.AKS_23, s.AKS_25), (s.RSL_3, s.FVL_22, s.FVL_24, s.FVL_25)),
        Trin.GENVURDERET: ((s.RSL_59B,), (s.RSL_66,)),
        Trin.SENDT: ((s.RSL_59B, s.AKS_22), (s.RSL_66,)),
        Trin.UDFALD: ((s.RSL_59B, s.RSL_68), (s.RSL_59A, s.RSL_68)),
    }
)
"""What a step rests on for the a-kasse, and for the jobcenter; the others on the decision's own paragraph."""

_KLAGE_OVER_A_KASSEN: Final[Mapping[Emne, tuple[Citation, ...]]] = MappingProxyType(
    {Emne.FRATAGELSE: (s.LAB_207_3, s.RSL_59B), Emne.FASTHOLDT_PLIGT: (s.LAB_207_2, s.RSL_59B)}
)


def _kraever_ord(q: TrinSpoergsmaal) -> bool:
    """Steps that say nothing without words: an answer, dropping the case, standing by the decision."""
    return q.trin in {Trin.SVARET, Trin.FRAFALDET, Trin.LUKKET} or q.resultat == Genvurdering.FASTHOLDT


def _rettidig(gang: Gang, q: TrinSpoergsmaal) -> bool | None:
    return None if gang.klage_senest is None else q.dag <= gang.klage_senest


def _klage(gang: Gang, q: TrinSpoergsmaal) -> tuple[Finding, ...]:
    """What is said of a complaint: whether it came in time, and that nothing waits for it."""
    cited = klagevej(gang.emne, gang.af)
    used: dict[str, Json] = {"dag": q.dag.isoformat(), "holder": gang.af.value}
    if gang.klage_senest is not None:
        used["senest"] = gang.klage_senest.isoformat()
    code = {True: "klage_rettidig", False: "klage_for_sent", None: "klage_dag_ukendt"}[_rettidig(gang, q)]
    in_time = opfyldt(code, (*cited, s.RSL_67), used)
    nowhere = () if har_klagevej(gang.emne, gang.af) else (opfyldt("klagevej_ikke_fastsat", cited, {}),)
    return in_time, *nowhere, opfyldt("ikke_opsaettende", (s.RSL_72,), {"holder": gang.af.value})


def _foer_afgoerelsen(gang: Gang, i_dag: date) -> Naeste:
    heard, answer = gang.seneste(Trin.HOERT), gang.svar
    if heard is None:
        return _naeste(gang, Trin.HOERT, Venter.OS, gang.skridt[0].dag, snarest=True)
    if answer is not None:
        return _naeste(gang, Trin.AFGJORT, Venter.OS, answer.dag, snarest=True)
    if heard.frist is not None and heard.frist < i_dag:
        return _naeste(gang, Trin.AFGJORT, Venter.OS, heard.frist, snarest=True)
    return _naeste(gang, Trin.SVARET, Venter.PERSON, heard.frist)


def _klagesag(gang: Gang) -> Naeste | None:
    again, outcome = gang.seneste(Trin.GENVURDERET), gang.seneste(Trin.UDFALD)
    if outcome is not None:
        if not _igen(gang.emne, outcome.resultat) or gang.lukket_efter(Trin.UDFALD):
            return None
        return _naeste(gang, Trin.LUKKET, Venter.OS, outcome.dag, snarest=True)
    if gang.har(Trin.SENDT):
        return _naeste(gang, Trin.UDFALD, Venter.ANKESTYRELSEN, None)
    if again is not None and again.resultat == Genvurdering.MEDHOLD:
        return None
    since = [one.dag for one in gang.skridt if one.trin in {Trin.KLAGET, Trin.GENVURDERET}]
    trin = Trin.GENVURDERET if gang.af is Aktoer.JOBCENTER and again is None else Trin.SENDT
    return _naeste(gang, trin, Venter.OS, since[-1], snarest=True)


def _igen(emne: Emne, udfald: str | None) -> bool:
    if udfald == Udfald.OPHAEVET:
        return emne in OM_FRITAGELSE
    return udfald in _IGEN


def _naeste(gang: Gang, trin: Trin, venter: Venter, frist: date | None, *, snarest: bool = False) -> Naeste:
    return Naeste(trin, venter, frist, snarest, hjemmel(gang.emne, gang.af, trin))
