"""Meetings in which the a-kasse takes part (LAB §§ 31, stk. 2; 32, stk. 2; 33, stk. 4; 34, stk. 1; points 12
and 15).

The first jobsamtale with the jobcenter after the a-kasse's part: the a-kasse comes where the person said yes.
The fællessamtale after 6 months: it comes unless the person said no.
"""

from __future__ import annotations

from datetime import date, datetime

from portal.policy.facts import AKasseMed, Aktoer, FaellesMaade, SamtaleArt
from portal.policy.kalender import day_of, written
from portal.policy.koder import afslag
from portal.policy.law import Finding, Json
from portal.policy.lokale_graenser import BOOKBARE
from portal.policy.moede import Moede
from portal.policy.sag import Sag
from portal.policy.samtaler import er_foerste_med_jobcentret, jobcentrets_dag, jobcentrets_siden
from portal.policy.tider import faelles_allerede_planlagt
from portal.policy.uddannelsespaalaeg import i_maalgruppen


def sagt(sag: Sag) -> AKasseMed | None:
    """What the person has said of the a-kasse, unless something has unset it since (point 15)."""
    said = sag.facts.valg.a_kasse_med
    if said is None or _nulstillet(sag, sag.facts.valg.sagt):
        return None
    return said


def kan_vaelges(sag: Sag, art: SamtaleArt, start: datetime, undtagen: int | None = None) -> bool:
    """Whether a meeting at `start` (UTC) is one in which the a-kasse can take part. `undtagen`: the meeting
    itself, where it is planned already.
    """
    dag = day_of(start)
    if art is SamtaleArt.FAELLESSAMTALE:
        return sag.paa_dagpenge and sag.seks_maaneder(dag)
    return er_foerste_med_jobcentret(sag, start, undtagen) and not i_maalgruppen(sag, dag, sag.i_dag)


def a_kassen_skal_med(sag: Sag, art: SamtaleArt, start: datetime) -> bool:
    """Whether the a-kasse is to take part in a meeting at `start`, as the person has said or left unsaid."""
    return kan_vaelges(sag, art, start) and _oensket(sag, art)


def indkaldes(sag: Sag, art: SamtaleArt, start: datetime) -> bool:
    """Whether the jobcenter has chosen to call the person to such a meeting itself."""
    return _kun_indkaldelse(sag) and a_kassen_skal_med(sag, art, start)


def booking(
    sag: Sag, art: SamtaleArt, start: datetime, *, faelles: bool, aftalt_med: str | None
) -> list[Finding]:
    """What the rules on joint meetings say against booking this time; empty where nothing."""
    facts: dict[str, Json] = {"dag": day_of(start).isoformat(), "faelles": faelles}
    if indkaldes(sag, art, start):
        return [afslag("faelles_indkaldes", facts)]
    return tiden(sag, art, start, faelles=faelles, aftalt_med=aftalt_med)


def tiden(
    sag: Sag, art: SamtaleArt, start: datetime, *, faelles: bool, aftalt_med: str | None
) -> list[Finding]:
    """What they say against holding such a meeting in this time, whoever chooses it; empty where nothing."""
    facts: dict[str, Json] = {"dag": day_of(start).isoformat(), "faelles": faelles}
    if not kan_vaelges(sag, art, start):
        refuse = faelles or art is SamtaleArt.FAELLESSAMTALE
        return [afslag("faelles_kan_ikke_vaelges", facts)] if refuse else []
    wanted, found = _oensket(sag, art), []
    if faelles is not wanted:
        found.append(afslag("faelles_ikke_valgt" if faelles else "faelles_valgt", facts))
    if faelles:
        found += tid_aftalt(sag, aftalt_med)
    return found


def planlagt_med(sag: Sag, art: SamtaleArt) -> list[Finding]:
    """Refuses a joint time where the person has a meeting of the kind with the a-kasse to come already.

    The a-kasse takes part in one of them, the first (LAB § 31, stk. 2; § 32, stk. 2). Whoever books a later
    one and then wants an earlier time moves it; nothing is lost by that, and the time agreed with the a-kasse
    is there for others.
    """
    for moede in sag.moeder:
        samtale = moede.samtale
        if not (moede.er_planlagt and moede.start > sag.nu and samtale.a_kasse_deltager):
            continue
        if samtale.holder is Aktoer.JOBCENTER and samtale.art is art:
            return [faelles_allerede_planlagt(written(moede.start))]
    return []


def flytning(sag: Sag, moede: Moede, aftalt_med: str | None) -> list[Finding]:
    """What they say against moving a meeting that keeps the a-kasse, or stays without it; empty where
    nothing.
    """
    if not moede.samtale.a_kasse_deltager:
        return []
    if _kun_indkaldelse(sag):
        return [afslag("faelles_indkaldes", {"faelles": True})]
    return tid_aftalt(sag, aftalt_med)


def flyttes_med(sag: Sag, moede: Moede, start: datetime) -> bool:
    """Whether the a-kasse is to take part once the meeting is moved to `start` (UTC).

    It stays as it is until the person says otherwise: the a-kasse leaves a meeting where they have said no,
    and comes to one where they have said yes and may book it with the a-kasse themselves (LAB §§ 31, stk. 2;
    32, stk. 2; 34, stk. 1).
    """
    samtale = moede.samtale
    if samtale.art not in BOOKBARE or samtale.holder is not Aktoer.JOBCENTER:
        return samtale.a_kasse_deltager
    if samtale.a_kasse_deltager:
        return sagt(sag) is not AKasseMed.NEJ
    return not _kun_indkaldelse(sag) and oensker_med(sag, moede, start)


def oensker_med(sag: Sag, moede: Moede, start: datetime) -> bool:
    """Whether the person has said yes to the a-kasse at that meeting, held at `start` (UTC)."""
    samtale = moede.samtale
    of_the_kind = samtale.art in BOOKBARE and samtale.holder is Aktoer.JOBCENTER
    return of_the_kind and sagt(sag) is AKasseMed.JA and kan_vaelges(sag, samtale.art, start, samtale.noegle)


def flytning_til(
    sag: Sag, moede: Moede, start: datetime, *, faelles: bool, aftalt_med: str | None
) -> list[Finding]:
    """What they say against moving a meeting to a time in which the a-kasse takes part, or does not."""
    if flyttes_med(sag, moede, start):
        if _kun_indkaldelse(sag):
            return [afslag("faelles_indkaldes", {"faelles": True})]
        if not faelles:
            return [afslag("faelles_valgt", {"dag": day_of(start).isoformat(), "faelles": False})]
        if moede.samtale.a_kasse_deltager:
            return tid_aftalt(sag, aftalt_med)
        return tid_aftalt(sag, aftalt_med) + planlagt_med(sag, moede.samtale.art)
    if not faelles:
        return []
    facts: dict[str, Json] = {"dag": day_of(start).isoformat(), "faelles": True}
    if oensker_med(sag, moede, start):
        return [afslag("faelles_indkaldes", facts)]
    samtale = moede.samtale
    may_choose = samtale.art in BOOKBARE and kan_vaelges(sag, samtale.art, start, samtale.noegle)
    return [afslag("faelles_ikke_valgt" if may_choose else "faelles_kan_ikke_vaelges", facts)]


def tid_aftalt(sag: Sag, aftalt_med: str | None) -> list[Finding]:
    """Refuses a time that is not agreed with the person's own a-kasse."""
    own = sag.a_kasse(sag.i_dag)
    if aftalt_med == own:
        return []
    return [afslag("faelles_tid_ikke_aftalt", {"faelles": True, "a_kasse": own, "aftalt_med": aftalt_med})]


def naeste_indkaldes(sag: Sag, dag: date) -> bool:
    """Whether the next meeting due on the day is a joint one that the jobcenter calls the person to (point
    16).
    """
    if not _kun_indkaldelse(sag) or not sag.paa_dagpenge:
        return False
    if sag.seks_maaneder(dag):
        return not faellessamtale_staar(sag, dag) and _oensket(sag, SamtaleArt.FAELLESSAMTALE)
    last = jobcentrets_dag(sag, dag)
    if last is None or jobcentrets_siden(sag, last):
        return False
    return not i_maalgruppen(sag, dag, sag.i_dag) and _oensket(sag, SamtaleArt.JOBSAMTALE)


def a_kasse_form(sag: Sag) -> str:
    """How the a-kasse takes part: in person where the person asked for it, else by video where it likes (§
    33, stk. 4).
    """
    return "fremmoede" if sag.facts.valg.a_kasse_fysisk else "video_tilladt"


def _kun_indkaldelse(sag: Sag) -> bool:
    return sag.facts.regler_jobcenter.faelles is FaellesMaade.INDKALDELSE


def _oensket(sag: Sag, art: SamtaleArt) -> bool:
    if art is SamtaleArt.FAELLESSAMTALE:
        return sagt(sag) is not AKasseMed.NEJ
    return sagt(sag) is AKasseMed.JA


def faellessamtale_staar(sag: Sag, dag: date) -> bool:
    """Whether the fællessamtale after 6 months is planned or held in the course of that day."""
    periode = sag.periode(dag)
    reached = sag.naaet("foerste_maaneder", periode)
    return any(
        moede.samtale.art is SamtaleArt.FAELLESSAMTALE
        and moede.samtale.holder is Aktoer.JOBCENTER
        and moede.staar
        and moede.periode == periode.nr
        and reached is not None
        and moede.dag >= reached
        for moede in sag.moeder
    )


def _nulstillet(sag: Sag, said: datetime | None) -> bool:
    # Said at no known time: before every change of a-kasse, every new period and every joint meeting held.
    after = day_of(said) if said is not None else date.min
    if sag.organisation_skiftet(Aktoer.A_KASSE, after, sag.i_dag) is not None:
        return True
    if any(p.fra is not None and p.nr > 1 and after < p.fra <= sag.i_dag for p in sag.perioder):
        return True
    return any(
        moede.er_afholdt and moede.start <= sag.nu and (said is None or said <= moede.start)
        for moede in sag.moeder
        if moede.samtale.a_kasse_deltager or moede.samtale.art is SamtaleArt.FAELLESSAMTALE
    )
