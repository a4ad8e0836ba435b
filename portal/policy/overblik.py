"""What the law says of one person today, in the few answers that work lists are sorted by.

Every answer is one that another file of this room gives; here they stand side by side, so that they can be
kept for many people and looked through at once. Days that lie ahead are kept as days: whether they are near
is a matter of reading a calendar.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from portal.policy import bookingfrist, cv, faelles, frister, indstilling, skoen
from portal.policy.beslutninger import bindende
from portal.policy.bookingfrist import BindendeFrist
from portal.policy.facts import Aktoer, BeslutningArt, Facts, SamtaleArt
from portal.policy.kalender import day_after
from portal.policy.kontaktforloeb import ansvar
from portal.policy.krav import Krav, krav
from portal.policy.law import Outcome
from portal.policy.moede import Moede
from portal.policy.sag import Sag
from portal.policy.tegn import Tegn, tegn


@dataclass(frozen=True, slots=True)
class Overblik:
    """One person at one moment. Everything below `naeste_skift` is about the present holder's part.

    `aktoer`: who holds the kontaktforløb; `siden`: since when. `svarer`: who answers what the person asks
    for, also while the person is off the register for sickness. `naeste_skift`: the first later day on which,
    as known now, somebody else may hold it or the person may belong elsewhere: until then `aktoer` stands.
    `foerste_samtale_senest`: the last day of a first meeting that is not held; `foerste_samtale_planlagt`:
    when it is planned, `…_i_tide`: by then. `frist`, `frist_samtale_senest`: a booking deadline that is not
    met, running or run out; `frist_faelles`: the a-kasse is to take part in the meeting it asks for.
    `a_kasse_mangler`: how many of the a-kasse's meetings are not held yet, None where none is required.
    `overgang`: the a-kasse's last day, where it holds the course; `overgang_kendt`: it is known, else an
    estimate. `seksten_maaneder`: when 16 months are reached, estimated where they lie ahead, while the
    fællessamtale is missing.
    `visitation_senest`: the last day to send the person on. `cv_senest`: the last day for a CV that is not
    found sufficient yet. `tilbud_senest`: by when the person is to have the offer that the a-kasse has to ask
    for after a kontrolaktion, or the jobcenter to give. `tegn`: the signs that lie beyond their limit.
    `naeste_samtale`: the start (UTC) of the next meeting planned with the holder; `samtale`: its `noegle`,
    else that of the last one held.
    """

    aktoer: Aktoer
    svarer: Aktoer = Aktoer.INGEN
    siden: date | None = None
    naeste_skift: date | None = None
    foerste_samtale_senest: date | None = None
    foerste_samtale_planlagt: datetime | None = None
    foerste_samtale_i_tide: bool = False
    frist: date | None = None
    frist_samtale_senest: date | None = None
    frist_faelles: bool = False
    a_kasse_mangler: int | None = None
    overgang: date | None = None
    overgang_kendt: bool = False
    seksten_maaneder: date | None = None
    visitation_senest: date | None = None
    cv_senest: date | None = None
    tilbud_senest: date | None = None
    tegn: tuple[Tegn, ...] = ()
    naeste_samtale: datetime | None = None
    samtale: int | None = None
    frataget: bool = False
    fritaget: bool = False


def overblik(facts: Facts, nu: datetime) -> Overblik:
    """The overview of one person at `nu` (aware)."""
    sag = Sag(facts, nu)
    aktoer = sag.holder(sag.i_dag)
    skift = _naeste_skift(sag)
    if aktoer is Aktoer.INGEN:
        return Overblik(aktoer, sag.holder_eller_syg(sag.i_dag), naeste_skift=skift)
    required = {row.kode: row for row in krav(facts, nu, sag.i_dag) if row.finding.outcome is Outcome.NOT_MET}
    first, three = required.get("foerste_samtale"), required.get("a_kasse_samtaler")
    planned = _foerste_planlagt(sag) if first else None
    frist, last = _frist(sag, aktoer), _overgang(sag, aktoer)
    ahead = _naeste_samtale(sag, aktoer)
    visitation = required.get("visitation")
    return Overblik(
        aktoer=aktoer,
        svarer=aktoer,
        siden=ansvar(facts, nu, sag.i_dag).siden,
        naeste_skift=skift,
        foerste_samtale_senest=first.senest if first else None,
        foerste_samtale_planlagt=planned.start if planned else None,
        foerste_samtale_i_tide=_i_tide(first, planned),
        frist=frist.frist.frist if frist else None,
        frist_samtale_senest=frist.samtale_senest if frist else None,
        frist_faelles=bool(frist) and faelles.a_kassen_skal_med(sag, SamtaleArt.JOBSAMTALE, sag.nu),
        a_kasse_mangler=_mangler(three),
        overgang=last[0] if last else None,
        overgang_kendt=last[1] if last else False,
        seksten_maaneder=_seksten_maaneder(sag) if "seksten_maaneder" in required else None,
        visitation_senest=visitation.senest if visitation else None,
        cv_senest=_cv(facts, nu),
        tilbud_senest=indstilling.tilbud_senest(sag),
        tegn=tuple(sign for sign in tegn(facts, nu, aktoer) if sign.over),
        naeste_samtale=ahead.start if ahead else None,
        samtale=_hos(sag, aktoer, ahead),
        frataget=bindende(sag, BeslutningArt.FRATAGELSE, sag.i_dag, aktoer) is not None,
        fritaget=bindende(sag, BeslutningArt.FRITAGELSE, sag.i_dag) is not None,
    )


def _mangler(three: Krav | None) -> int | None:
    if three is None or three.mindst is None or three.afholdt is None:
        return None
    return three.mindst - three.afholdt


def _foerste_planlagt(sag: Sag) -> Moede | None:
    nr = sag.periode(sag.i_dag).nr
    return next((m for m in sag.moeder if m.er_jobsamtale and m.er_planlagt and m.periode == nr), None)


def _i_tide(first: Krav | None, planned: Moede | None) -> bool:
    if first is None or planned is None:
        return False
    return first.senest is None or planned.dag <= first.senest


def _frist(sag: Sag, aktoer: Aktoer) -> BindendeFrist | None:
    """The deadline of the present holder that somebody still has to look after."""
    found = bookingfrist.binding_deadline(sag.facts, sag.nu)
    if found is None or found.opfyldt or found.bortfaldet or found.frist.af is not aktoer:
        return None
    if frister.pligt(sag, aktoer, found.frist.frist, sag.i_dag):
        return None
    return None if found.udloebet and _forbi(sag, aktoer, found.frist.frist) else found


def _forbi(sag: Sag, aktoer: Aktoer, frist: date) -> bool:
    """Whether something came after a deadline that ran out: a new registration, or a meeting that stands."""
    registered = sag.tilmeldt(sag.i_dag)
    if registered is not None and registered.fra > frist:
        return True
    return any(
        moede.er_jobsamtale and moede.staar and moede.samtale.holder is aktoer and moede.dag > frist
        for moede in sag.moeder
    )


def _overgang(sag: Sag, aktoer: Aktoer) -> tuple[date, bool] | None:
    """The a-kasse's last day, and whether it is known."""
    if aktoer is not Aktoer.A_KASSE:
        return None
    periode = sag.periode(sag.i_dag)
    known = sag.slutdato(periode)
    if known is not None:
        return known, True
    expected = skoen.overgang(sag, periode)
    return (expected, False) if expected else None


def _seksten_maaneder(sag: Sag) -> date | None:
    periode, name = sag.periode(sag.i_dag), "intensiveret_indsats_maaneder"
    return sag.naaet(name, periode) or skoen.maaneders_ledighed(sag, periode, name)


def _cv(facts: Facts, nu: datetime) -> date | None:
    found = cv.tilstand(facts, nu)
    return found.senest if found is not None and found.mangler else None


def _naeste_samtale(sag: Sag, aktoer: Aktoer) -> Moede | None:
    return next(
        (
            moede
            for moede in sag.moeder
            if moede.er_jobsamtale
            and moede.er_planlagt
            and moede.slut > sag.nu
            and moede.samtale.holder is aktoer
        ),
        None,
    )


def _hos(sag: Sag, aktoer: Aktoer, ahead: Moede | None) -> int | None:
    """The meeting that tells with whom of the holder's the person meets."""
    if ahead is not None:
        return ahead.samtale.noegle
    held = [m for m in sag.moeder if m.er_jobsamtale and m.er_afholdt and m.samtale.holder is aktoer]
    return held[-1].samtale.noegle if held else None


def _naeste_skift(sag: Sag) -> date | None:
    return min((day for day in _dage(sag) if day > sag.i_dag), default=None)


def _dage(sag: Sag) -> Iterator[date]:
    """Every day on which another may come to hold the course, or the person to belong elsewhere."""
    facts = sag.facts
    yield from sag.skifter()
    yield from (skift.dato for skift in facts.skift)
    yield from (placement.dato for placement in facts.indplaceringer)
    yield from (hours.registreret for hours in facts.forbrug)
    for day in (facts.visiteret, facts.udmeldt):
        if day is not None:
            yield day
            yield day_after(day)
    for begins in (facts.ydelse_fra, facts.sygefravaer_fra):
        if begins is not None:
            yield begins
