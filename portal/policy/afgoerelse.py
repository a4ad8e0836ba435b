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
from types import MappingProxyType
from typing import Final

from portal.policy import sources as s
from portal.policy.delvist import delvist_til
from portal.policy.facts import Aktoer
from portal.policy.hoering import OM_TILBUD, PARAGRAF, Emne
from portal.policy.koder import afslag, opfyldt
from portal.policy.law import Citation, Decision, Finding, Json, Outcome
from portal.policy.myndighed import begrundelse
from portal.policy.sagsgang import I_EN_DEL, OM_FRITAGELSE, Gang, Genvurdering, Hvem, Trin, Udfald, Venter
from portal.policy.udsaettelse import INGEN_VENTER, Udsaettelse, stopper

_IGEN: Final = frozenset({Udfald.HJEMVIST, Udfald.AENDRET})
"""After these the authority has something left to do: to decide anew, or to carry out the change."""


@dataclass(frozen=True, slots=True)
class TrinSpoergsmaal:
    """May this step be taken today? `dag`: the Danish day on which it happened, where that is not today.

    `begrundelse`: the words it takes. `resultat`, `til`: as in `Skridt`. `svaret`: what the person answered
    is told with it. `gaelder`: the decision binds today. `udsaettelse`: who waits to see the file.
    """

    trin: Trin
    hvem: Hvem
    dag: date
    begrundelse: str | None = None
    resultat: str | None = None
    til: date | None = None
    svaret: bool = False
    gaelder: bool = True
    udsaettelse: Udsaettelse = INGEN_VENTER


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


def kan_afgoere(gang: Gang, i_dag: date, udsaettelse: Udsaettelse, *, svaret: bool) -> Decision:
    """May the case be decided today, whatever is decided? `svaret`: the person's answer is told with it."""
    q = TrinSpoergsmaal(Trin.AFGJORT, Hvem.MYNDIGHED, i_dag, svaret=svaret, udsaettelse=udsaettelse)
    return tag_skridt(gang, i_dag, q)


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
    stopped = _stopper(gang, i_dag, q)
    missing = [*(one for one in stopped if one.outcome is Outcome.NOT_MET), *_mangler(gang, i_dag, q)]
    if missing:
        return Decision("sag", tuple(missing))
    used: dict[str, Json] = {"trin": q.trin.value, "emne": gang.emne.value, "dag": q.dag.isoformat()}
    met = opfyldt("sag_skridt", hjemmel(gang.emne, gang.af, q.trin), used)
    if q.trin is not Trin.KLAGET:
        return Decision("sag", (met, *stopped), {"trin": q.trin.value})
    return Decision("sag", (met, *_klage(gang, q)), {"trin": q.trin.value, "rettidig": _rettidig(gang, q)})


def naeste(gang: Gang, i_dag: date) -> Naeste | None:
    """What is next on the Danish day `i_dag`; None where nothing is."""
    if gang.har(Trin.FRAFALDET):
        return None
    if not gang.har(Trin.AFGJORT):
        return _foer_afgoerelsen(gang, i_dag)
    if gang.klage is not None:
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
    if over is not None:
        return over
    heard = gang.seneste(Trin.HOERT)
    if heard is None:
        return "sag_ikke_hoert"
    return "svar_foer_hoeringen" if q.dag < heard.dag else None


def _uden_svar(gang: Gang, i_dag: date, q: TrinSpoergsmaal) -> str | None:
    wrong = _svares(gang, i_dag, q)
    if wrong is not None:
        return wrong
    if gang.svar is not None:
        return "hoering_besvaret"
    return "hoering_loeber" if _hoering_loeber(gang, i_dag) else None


def _afgoeres(gang: Gang, i_dag: date, q: TrinSpoergsmaal) -> str | None:
    """Whoever was given days to answer has them, whatever the hearing was not needed for. Of an offer, which
    may have to be given before they are over (LAB § 38, stk. 2), `tilbud` asks that itself.
    """
    over = _foer_afgoerelse(gang, i_dag, q)
    if over is not None or q.svaret or gang.svar is not None or gang.emne in OM_TILBUD:
        return over
    return "hoering_loeber" if _hoering_loeber(gang, i_dag) else None


def _hoering_loeber(gang: Gang, i_dag: date) -> bool:
    heard = gang.seneste(Trin.HOERT)
    return heard is not None and heard.frist is not None and heard.frist >= i_dag


def _udsaettes_ikke(gang: Gang, i_dag: date, q: TrinSpoergsmaal) -> str | None:
    return None if gang.klage is not None else _foer_afgoerelse(gang, i_dag, q)


def _klages(gang: Gang, _i_dag: date, q: TrinSpoergsmaal) -> str | None:
    decided = gang.seneste(Trin.AFGJORT)
    if decided is None:
        return "sag_ikke_afgjort"
    if gang.klage is not None:
        return "allerede_klaget"
    return "klage_foer_afgoerelsen" if q.dag < decided.dag else None


def _traekkes(gang: Gang, _i_dag: date, q: TrinSpoergsmaal) -> str | None:
    if gang.klage is None:
        return "ikke_klaget"
    if gang.om_klagen(Trin.UDFALD):
        return "udfald_kendt"
    if gang.om_klagen(Trin.SENDT):
        return "klage_hos_ankestyrelsen"
    if _medhold(gang):
        return "klage_medhold"
    return "trukket_foer_klagen" if q.dag < gang.klage.dag else None


def _genvurderes(gang: Gang, _i_dag: date, q: TrinSpoergsmaal) -> str | None:
    if gang.klage is None:
        return "ikke_klaget"
    if gang.af is Aktoer.A_KASSE:
        return "genvurderes_ikke"
    if gang.om_klagen(Trin.GENVURDERET):
        return "allerede_genvurderet"
    if q.resultat != Genvurdering.DELVIST:
        return None
    if gang.emne not in I_EN_DEL:
        return "delvist_afgoeres_paa_ny"
    return None if q.gaelder else "delvist_gaelder_ikke"


def _sendes(gang: Gang, _i_dag: date, _q: TrinSpoergsmaal) -> str | None:
    if gang.klage is None:
        return "ikke_klaget"
    if gang.om_klagen(Trin.SENDT):
        return "allerede_sendt"
    if gang.af is Aktoer.A_KASSE:
        return None
    if gang.om_klagen(Trin.GENVURDERET) is None:
        return "genvurderes_foerst"
    return "klage_medhold" if _medhold(gang) else None


def _medhold(gang: Gang) -> bool:
    again = gang.om_klagen(Trin.GENVURDERET)
    return again is not None and again.resultat == Genvurdering.MEDHOLD


def _falder_ud(gang: Gang, _i_dag: date, q: TrinSpoergsmaal) -> str | None:
    if gang.om_klagen(Trin.SENDT) is None:
        return "ikke_sendt"
    if gang.om_klagen(Trin.UDFALD):
        return "udfald_kendt"
    return "udfald_foer_klagen" if gang.klage is not None and q.dag < gang.klage.dag else None


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
        Trin.IKKE_UDSAT: _udsaettes_ikke,
        Trin.AFGJORT: _afgoeres,
        Trin.FRAFALDET: _foer_afgoerelse,
        Trin.KLAGET: _klages,
        Trin.TRUKKET: _traekkes,
        Trin.GENVURDERET: _genvurderes,
        Trin.SENDT: _sendes,
        Trin.UDFALD: _falder_ud,
        Trin.OPHAEVET: _ophaeves,
        Trin.LUKKET: _lukkes,
    }
)

_PERSONENS: Final = frozenset({Trin.SVARET, Trin.KLAGET, Trin.TRUKKET})

_HJEMMEL: Final[Mapping[Trin, tuple[tuple[Citation, ...], tuple[Citation, ...]]]] = MappingProxyType(
    {
        Trin.HOERT: ((s.AKS_4,), (s.FVL_19,)),
        Trin.SVARET: ((s.AKS_4, s.AKS_9), (s.FVL_19, s.FVL_21)),
        Trin.UDEN_SVAR: ((s.AKS_4, s.AKS_7), (s.FVL_19,)),
        Trin.IKKE_UDSAT: ((s.AKS_9_2,), (s.FVL_9B_2,)),
        Trin.AFGJORT: ((s.AKS_22, s.AKS_23, s.AKS_25), (s.RSL_3, s.FVL_22, s.FVL_24, s.FVL_25)),
        Trin.TRUKKET: ((s.RSL_59B,), (s.RSL_66,)),
        Trin.GENVURDERET: ((s.RSL_59B,), (s.RSL_66,)),
        Trin.SENDT: ((s.RSL_59B, s.AKS_22), (s.RSL_66,)),
        Trin.UDFALD: ((s.RSL_59B, s.RSL_68), (s.RSL_59A, s.RSL_68)),
    }
)
"""What a step rests on for the a-kasse, and for the jobcenter; the others on the decision's own paragraph."""

_KLAGE_OVER_A_KASSEN: Final[Mapping[Emne, tuple[Citation, ...]]] = MappingProxyType(
    {Emne.FRATAGELSE: (s.LAB_207_3, s.RSL_59B), Emne.FASTHOLDT_PLIGT: (s.LAB_207_2, s.RSL_59B)}
)


def _stopper(gang: Gang, i_dag: date, q: TrinSpoergsmaal) -> tuple[Finding, ...]:
    """Whoever waits to see the file stops every decision but one in the person's favour."""
    looked_again = q.trin is Trin.GENVURDERET and q.resultat != Genvurdering.MEDHOLD
    if q.trin is not Trin.AFGJORT and not looked_again:
        return ()
    answers = [one.dag for one in gang.skridt if one.trin is Trin.SVARET] + [i_dag] * q.svaret
    return stopper(gang.af, i_dag, q.udsaettelse, max(answers, default=None))


def _mangler(gang: Gang, i_dag: date, q: TrinSpoergsmaal) -> list[Finding]:
    """What the step lacks: its words, and the day that a complaint upheld in part goes to."""
    source = (s.FVL_22,) if gang.af is Aktoer.JOBCENTER else (s.AKS_22,)
    found = begrundelse(q.begrundelse, source) if _kraever_ord(q) else []
    if q.trin is not Trin.GENVURDERET or q.resultat != Genvurdering.DELVIST:
        return found
    return found + delvist_til(gang, i_dag, q.til)


def _kraever_ord(q: TrinSpoergsmaal) -> bool:
    """Steps that say nothing without words: an answer, dropping the case, not giving all that was asked."""
    if q.trin is Trin.GENVURDERET:
        return q.resultat != Genvurdering.MEDHOLD
    return q.trin in {Trin.SVARET, Trin.IKKE_UDSAT, Trin.FRAFALDET, Trin.LUKKET}


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
    again, outcome = gang.om_klagen(Trin.GENVURDERET), gang.om_klagen(Trin.UDFALD)
    if outcome is not None:
        if not _igen(gang.emne, outcome.resultat) or gang.lukket_efter(Trin.UDFALD):
            return None
        return _naeste(gang, Trin.LUKKET, Venter.OS, outcome.dag, snarest=True)
    if gang.om_klagen(Trin.SENDT):
        return _naeste(gang, Trin.UDFALD, Venter.ANKESTYRELSEN, None)
    if _medhold(gang):
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
