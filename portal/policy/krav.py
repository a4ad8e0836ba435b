"""What the law requires on a day: meetings, visitation, CV, job search (LAB §§ 23, 27, 31, 32, 38; RÅB § 14).

Each row stands on its first and on its last day. Held meetings are counted to the end of the day asked about;
kontrolsamtaler count as jobsamtaler.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType

from portal.policy import cv, grundlag
from portal.policy import sources as s
from portal.policy.facts import Aktoer, Facts, Kontrol, Maalgruppe, SamtaleArt, Tilmelding
from portal.policy.kalender import days_after, months_after
from portal.policy.law import AppliedValue, Citation, Finding, Json, Outcome
from portal.policy.mindre_intensiv import uden_pligt
from portal.policy.moede import Moede
from portal.policy.sag import UDEN_KONTAKTFORLOEB, Sag
from portal.policy.uddannelsespaalaeg import i_maalgruppen, sendt_videre

_KONTROLLERES = frozenset({Maalgruppe.DAGPENGE, Maalgruppe.KONTANTHJAELP})
"""LAB § 38 is about the persons of § 6, nr. 1-3."""

_NOTHING: Mapping[str, Json] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Krav:
    """One requirement. `mindst` and `afholdt`: how many meetings, None where it is about something else.

    `senest`: the last day by which it is to be met, None where the law names none. The finding is met or not
    met.
    """

    kode: str
    holder: Aktoer
    mindst: int | None
    afholdt: int | None
    senest: date | None
    finding: Finding


def krav(facts: Facts, nu: datetime, dato: date) -> tuple[Krav, ...]:
    """All that is required on `dato` (Danish day), as known at `nu` (aware)."""
    sag = Sag(facts, nu)
    if facts.person.maalgruppe is Maalgruppe.SYGEDAGPENGE:
        return tuple(_sygedagpenge(sag, dato))
    if facts.person.maalgruppe in UDEN_KONTAKTFORLOEB or sag.holder(dato) is Aktoer.INGEN:
        return ()
    registered = sag.tilmeldt(dato) if sag.paa_dagpenge else None
    found = _ved_tilmelding(sag, dato, registered) if registered is not None else []
    if uden_pligt(sag, dato) is not None:
        return tuple(found)
    if registered is None:
        found += _andre_grupper(sag, dato)
    else:
        old = sag.regelsaet(dato) == 2020
        found += _dagpenge_2020(sag, dato) if old else _dagpenge_2024(sag, dato, registered)
        found += _seksten_maaneder(sag, dato)
    return tuple(found + _kontrol(sag, dato))


def _ved_tilmelding(sag: Sag, dato: date, registered: Tilmelding) -> list[Krav]:
    """What follows each registration and stands under § 106 too."""
    return [
        *_visitation(sag, dato, registered),
        *_cv(sag, dato, registered),
        *_krav_til_jobsoegning(sag, dato, registered),
    ]


def _dagpenge_2024(sag: Sag, dato: date, registered: Tilmelding) -> list[Krav]:
    """The a-kasse's meetings in its part, the jobcenter's in its own."""
    periode, last = sag.periode(dato), sag.slutdato(sag.periode(dato))
    if sag.holder(dato) is Aktoer.JOBCENTER:
        held = [
            m for m in _holdt(sag, dato) if m.samtale.holder is Aktoer.JOBCENTER and last and m.dag > last
        ]
        name = "jobcenter_samtaler_visiteret" if sendt_videre(sag, dato) else "jobcenter_samtaler"
        return _jobcenter(sag, dato, held, sag.tal(name))
    if i_maalgruppen(sag, dato):
        return []
    held = [m for m in _holdt(sag, dato) if m.periode == periode.nr]
    first, three = sag.tal("foerste_samtale_dage"), sag.tal("a_kasse_samtaler")
    senest, begun = days_after(registered.fra, int(first.value)), grundlag.tilmelding(registered)
    return [
        *_samtaler("foerste_samtale", Aktoer.A_KASSE, dato, held, 1, senest, (s.LAB_31_4,), (first,), begun),
        *_samtaler(
            "a_kasse_samtaler",
            Aktoer.A_KASSE,
            dato,
            held,
            int(three.value),
            last,
            (s.LAB_31_1, s.VEJ_15_4),
            (three, sag.a_kasse_timer),
            begun | grundlag.a_kassens_del(sag, dato),
        ),
    ]


def _dagpenge_2020(sag: Sag, dato: date) -> list[Krav]:
    """The earlier rules: one cv_samtale, four meetings with the jobcenter, two fællessamtaler."""
    periode = sag.periode(dato)
    held = [m for m in _holdt(sag, dato, set(SamtaleArt)) if m.periode == periode.nr]
    common = [
        m for m in held if m.samtale.art is SamtaleArt.FAELLESSAMTALE and m.samtale.holder is Aktoer.JOBCENTER
    ]
    own = [
        m
        for m in held
        if m.er_jobsamtale
        and m.samtale.art is not SamtaleArt.FAELLESSAMTALE
        and m.samtale.holder is Aktoer.JOBCENTER
    ]
    three, six = sag.naaet("a_kassens_maaneder", periode), sag.naaet("foerste_maaneder", periode)
    early = [m for m in common if three is None or m.dag <= three][:1]
    late = [m for m in common if m not in early]
    talks = [m for m in held if m.samtale.art is SamtaleArt.CV_SAMTALE]
    source = (s.LOV_727_5, s.VEJ_15_3)
    found = _jobcenter(sag, dato, own, sag.tal("jobcenter_samtaler_2020"), source)
    for kode, holder, met, until in (
        ("cv_samtale", Aktoer.A_KASSE, talks, six),
        ("faellessamtale_tre_maaneder", Aktoer.JOBCENTER, early, three),
        ("faellessamtale_seks_maaneder", Aktoer.JOBCENTER, late, six),
    ):
        if until is None or dato <= until:
            rests_on = grundlag.ledighed(sag, dato)
            found += _samtaler(kode, holder, dato, met, 1, None, source, rests_on=rests_on)
    return found


def _jobcenter(
    sag: Sag, dato: date, held: list[Moede], least: AppliedValue, source: tuple[Citation, ...] = (s.LAB_31_1,)
) -> list[Krav]:
    six = sag.naaet("foerste_maaneder", sag.periode(dato))
    if six is not None and dato > six:
        return []
    kode, count, values = "jobcenter_samtaler", int(least.value), (least, sag.tal("foerste_maaneder"))
    rests_on = grundlag.a_kassens_sidste_dag(sag, dato) | grundlag.ledighed(sag, dato)
    return _samtaler(kode, Aktoer.JOBCENTER, dato, held, count, None, source, values, rests_on)


def _seksten_maaneder(sag: Sag, dato: date) -> list[Krav]:
    """The fællessamtale with the jobcenter before 16 months; only that kind meets it (point 12)."""
    periode = sag.periode(dato)
    six = sag.naaet("foerste_maaneder", periode)
    if six is None or dato < six:
        return []
    held = [
        m
        for m in _holdt(sag, dato)
        if m.periode == periode.nr
        and m.samtale.art is SamtaleArt.FAELLESSAMTALE
        and m.samtale.holder is Aktoer.JOBCENTER
        and m.dag >= six
    ]
    value = sag.tal("intensiveret_indsats_maaneder")
    source = (s.LAB_32_2, s.BAB_47)
    rests_on = grundlag.ledighed(sag, dato)
    return _samtaler("seksten_maaneder", Aktoer.JOBCENTER, dato, held, 1, None, source, (value,), rests_on)


def _visitation(sag: Sag, dato: date, registered: Tilmelding) -> list[Krav]:
    """The a-kasse sends the target group on, at the latest two weeks after registration (LAB § 27, stk.

    3).
    """
    if sag.part(dato) is not Aktoer.A_KASSE or not i_maalgruppen(sag, dato):
        return []
    value = sag.tal("visitation_dage")
    senest = days_after(registered.fra, int(value.value))
    values, rests_on = (value, sag.tal("uddannelsespaalaeg_alder")), grundlag.visitation(sag, registered)
    return [_andet("visitation", Aktoer.A_KASSE, senest, (s.LAB_27_3,), values, rests_on)]


def _cv(sag: Sag, dato: date, registered: Tilmelding) -> list[Krav]:
    """After each registration, unless fewer than 3 months have passed since the last registered day (point
    14).
    """
    senest = cv.senest(sag, registered)
    if senest is None or dato > senest:
        return []
    source, values, rests_on = cv.kilde(sag, dato), cv.tal(sag), cv.grundlag(sag, registered)
    return [_andet("cv_fyldestgoerende", sag.holder(dato), senest, source, values, rests_on)]


def _krav_til_jobsoegning(sag: Sag, dato: date, registered: Tilmelding) -> list[Krav]:
    """The a-kasse fixes them after each registration, whoever holds the kontaktforløb (RÅB § 14, stk. 12)."""
    value = sag.tal("krav_til_jobsoegning_dage")
    senest = days_after(registered.fra, int(value.value))
    if dato > senest:
        return []
    begun = grundlag.tilmelding(registered)
    return [_andet("krav_til_jobsoegning", Aktoer.A_KASSE, senest, (s.RAAB_14_12,), (value,), begun)]


def _andre_grupper(sag: Sag, dato: date) -> list[Krav]:
    """The groups without dagpenge: four meetings in six calendar months, the first within a week for two of
    them.
    """
    facts, periode = sag.facts, sag.periode(dato)
    if facts.ydelse_fra is not None and dato < facts.ydelse_fra:
        return []
    held = [m for m in _holdt(sag, dato) if m.periode == periode.nr]
    found: list[Krav] = []
    if facts.person.maalgruppe in (Maalgruppe.KONTANTHJAELP, Maalgruppe.UDDANNELSESHJAELP):
        value = sag.tal("foerste_samtale_dage_kontanthjaelp")
        senest = days_after(facts.henvendelse, int(value.value)) if facts.henvendelse else None
        kode, source, rests_on = "foerste_samtale", (s.LAB_31_5,), grundlag.ydelse(sag)
        if facts.henvendelse is not None:
            rests_on["henvendelse"] = facts.henvendelse.isoformat()
        found += _samtaler(kode, Aktoer.JOBCENTER, dato, held, 1, senest, source, (value,), rests_on)
    six = sag.naaet("foerste_maaneder", periode)
    if six is None or dato <= six:
        four = sag.tal("andre_grupper_samtaler")
        kode, count, source = "samtaler_seks_maaneder", int(four.value), (s.LAB_31_3,)
        values, rests_on = (four, sag.tal("foerste_maaneder")), grundlag.ydelse(sag)
        found += _samtaler(kode, Aktoer.JOBCENTER, dato, held, count, None, source, values, rests_on)
    return found


def _kontrol(sag: Sag, dato: date) -> list[Krav]:
    """The meetings after a kontrolaktion, and the offer after the first one (LAB § 38; point 10)."""
    kontrol = sag.facts.kontrol
    if kontrol is None or dato < kontrol.meddelelse or sag.facts.person.maalgruppe not in _KONTROLLERES:
        return []
    held = [m.dag for m in _holdt(sag, dato, {SamtaleArt.KONTROLSAMTALE}) if m.dag >= kontrol.meddelelse]
    senest, rests_on = _naeste_kontrolsamtale(sag, kontrol, held, dato), grundlag.kontrol(kontrol, held)
    found = []
    if senest is not None:
        names = (
            ("kontrolsamtale_mellem_dage", "kontrolforloeb_maaneder") if held else ("kontrolsamtale_dage",)
        )
        values = tuple(sag.tal(name) for name in names)
        found.append(_andet("kontrolsamtale", sag.holder(dato), senest, (s.LAB_38_1,), values, rests_on))
    if held:
        value = sag.tal("tilbud_efter_kontrol_dage")
        by = days_after(held[0], int(value.value))
        if dato <= by:
            kode, source = "tilbud_efter_kontrol", (s.LAB_38_2,)
            found.append(_andet(kode, Aktoer.JOBCENTER, by, source, (value,), rests_on))
    return found


def _naeste_kontrolsamtale(sag: Sag, kontrol: Kontrol, held: list[date], dato: date) -> date | None:
    """The last day of the next one due; None once the series is over.

    On the day that the last one of the series is held, its own row still stands.
    """
    first_by = days_after(kontrol.meddelelse, sag.antal("kontrolsamtale_dage"))
    if not held:
        return first_by
    rhythm = sag.antal("kontrolsamtale_mellem_dage")
    ends = months_after(held[0], sag.antal("kontrolforloeb_maaneder")) if kontrol.udland else held[0]
    due = _naeste_i_raekken(held, rhythm)
    if due <= ends:
        return due if dato <= ends else None
    if held[-1] != dato:
        return None
    return first_by if len(held) == 1 else _naeste_i_raekken(held[:-1], rhythm)


def _naeste_i_raekken(held: list[date], rhythm: int) -> date:
    """Every 14 days, counted from the first one held: the next after the last one held, one for each held."""
    passed = (held[-1] - held[0]).days // rhythm
    return days_after(held[0], rhythm * max(len(held), passed + 1))


def _sygedagpenge(sag: Sag, dato: date) -> list[Krav]:
    """The first follow-up before the end of the eighth week of absence (LAB § 27, stk. 1, 3. pkt.)."""
    sick = sag.facts.sygefravaer_fra
    if sick is None or dato < sick:
        return []
    value = sag.tal("foerste_samtale_dage_sygedagpenge")
    held = [m for m in _holdt(sag, dato) if m.dag >= sick]
    senest, kode, source = days_after(sick, int(value.value)), "foerste_samtale", (s.LAB_27_1,)
    rests_on: dict[str, Json] = {"sygefravaer_fra": sick.isoformat()}
    return _samtaler(kode, Aktoer.JOBCENTER, dato, held, 1, senest, source, (value,), rests_on)


def _holdt(sag: Sag, dato: date, arter: set[SamtaleArt] | None = None) -> list[Moede]:
    """The jobsamtaler held to the end of the day, oldest first; all kinds of `arter` where given."""
    return [
        m
        for m in sag.moeder
        if m.er_afholdt and m.dag <= dato and (m.samtale.art in arter if arter else m.er_jobsamtale)
    ]


def _samtaler(
    kode: str,
    holder: Aktoer,
    dato: date,
    held: list[Moede],
    mindst: int,
    senest: date | None,
    source: tuple[Citation, ...],
    values: tuple[AppliedValue, ...] = (),
    rests_on: Mapping[str, Json] = _NOTHING,
) -> list[Krav]:
    """A row that ends on the day it is met: it still stands on that day."""
    if sum(m.dag < dato for m in held) >= mindst:
        return []
    outcome = Outcome.MET if len(held) >= mindst else Outcome.NOT_MET
    facts: dict[str, Json] = {"holder": holder.value, "mindst": mindst, "afholdt": len(held), **rests_on}
    return [
        Krav(kode, holder, mindst, len(held), senest, _finding(kode, outcome, source, facts, senest, values))
    ]


def _andet(
    kode: str,
    holder: Aktoer,
    senest: date,
    source: tuple[Citation, ...],
    values: tuple[AppliedValue, ...],
    rests_on: Mapping[str, Json],
) -> Krav:
    facts: dict[str, Json] = {"holder": holder.value, **rests_on}
    finding = _finding(kode, Outcome.NOT_MET, source, facts, senest, values)
    return Krav(kode, holder, None, None, senest, finding)


def _finding(
    kode: str,
    outcome: Outcome,
    source: tuple[Citation, ...],
    facts: dict[str, Json],
    senest: date | None,
    values: tuple[AppliedValue, ...],
) -> Finding:
    if senest is not None:
        facts["senest"] = senest.isoformat()
    return Finding(kode, outcome, source, MappingProxyType(facts), values)
