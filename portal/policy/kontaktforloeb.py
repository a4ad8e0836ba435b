"""Who holds the kontaktforløb (LAB § 27; BAB § 7; DBK § 63; law cases, points 1, 2 and 11).

The a-kasse holds it in the first three months, the jobcenter afterwards; a person sent on as target group of
uddannelsespålæg has it with the jobcenter, and who was unemployed when the law began may stay under the
earlier rules.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from portal.policy import grundlag
from portal.policy import sources as s
from portal.policy.facts import Aktoer, Facts
from portal.policy.kalender import days_after
from portal.policy.koder import afslag, opfyldt
from portal.policy.law import AppliedValue, Citation, Finding, Json
from portal.policy.sag import Sag


@dataclass(frozen=True, slots=True)
class Ansvar:
    """Who holds the kontaktforløb on a day.

    `slutdato`: the a-kasse's last day, None where it is not known or there is none. `regelsaet`: 2020 or
    2024, None for a person who is not on dagpenge. `siden`: since when the present holder, and the same
    a-kasse or kommune, holds it without a break; None where nobody does or it has no known beginning.
    """

    aktoer: Aktoer
    slutdato: date | None
    regelsaet: int | None
    siden: date | None
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Ledighed:
    """Unemployment as the jobcenter counts it (BAB § 7), in hours, and when 6 and 16 months were reached."""

    timer: Decimal
    seks_maaneder: date | None
    seksten_maaneder: date | None
    finding: Finding


def ansvar(facts: Facts, nu: datetime, dato: date) -> Ansvar:
    """Who holds the kontaktforløb on `dato` (Danish day), as known at `nu` (aware)."""
    sag = Sag(facts, nu)
    aktoer, regelsaet = sag.holder(dato), sag.regelsaet(dato)
    slutdato = sag.slutdato(sag.periode(dato)) if regelsaet == 2024 else None
    siden = _siden(sag, dato, aktoer)
    return Ansvar(aktoer, slutdato, regelsaet, siden, (ansvarlig(sag, dato),))


def holder_on(facts: Facts, nu: datetime, dato: date) -> Aktoer:
    """Who holds the kontaktforløb on `dato`, as known at `nu`: `ansvar` without the rest."""
    return Sag(facts, nu).holder(dato)


def ledighed(facts: Facts, nu: datetime) -> Ledighed:
    """The hours of the present period as the jobcenter counts them, as known at `nu`."""
    sag = Sag(facts, nu)
    periode = sag.periode(sag.i_dag)
    if not sag.paa_dagpenge:
        reached = [sag.naaet(name, periode) for name in ("foerste_maaneder", "intensiveret_indsats_maaneder")]
        met = opfyldt("ledighed", (s.LAB_31_1,), grundlag.ydelse(sag))
        return Ledighed(Decimal(0), reached[0], reached[1], met)
    values = (sag.tal("foerste_maaneder"), sag.tal("intensiveret_indsats_maaneder"), sag.maaned_timer)
    return Ledighed(
        timer=sag.ledige_timer(periode, sag.i_dag),
        seks_maaneder=sag.naaet("foerste_maaneder", periode),
        seksten_maaneder=sag.naaet("intensiveret_indsats_maaneder", periode),
        finding=opfyldt("ledighed", (s.BAB_7,), grundlag.ledighed(sag, sag.i_dag), values),
    )


def _siden(sag: Sag, dato: date, aktoer: Aktoer) -> date | None:
    if aktoer is Aktoer.INGEN:
        return None
    changes = [*sag.skifter(), *(skift.dato for skift in sag.facts.skift if skift.dato <= sag.i_dag)]
    for day in sorted({day for day in changes if day <= dato}, reverse=True):
        before = days_after(day, -1)
        same_period = sag.periode(before).nr == sag.periode(day).nr
        same_place = sag.organisation(aktoer, before) == sag.organisation(aktoer, day)
        if sag.holder(before) is not aktoer or not same_period or not same_place:
            return day
    return None


def ansvarlig(sag: Sag, dato: date) -> Finding:
    """Who holds it on `dato`, with what that rests on."""
    aktoer, regelsaet = sag.holder(dato), sag.regelsaet(dato)
    facts: dict[str, Json] = {"dag": dato.isoformat(), "ansvarlig": aktoer.value, "regelsaet": regelsaet}
    facts |= grundlag.a_kassens_sidste_dag(sag, dato)
    if aktoer is Aktoer.INGEN:
        return afslag("ikke_omfattet", facts | grundlag.uden_tilmelding(sag, dato))
    facts |= _rests_on(sag, dato, regelsaet)
    return opfyldt("ansvarlig_aktoer", _citations(aktoer, regelsaet), facts, _values(sag, regelsaet))


def _rests_on(sag: Sag, dato: date, regelsaet: int | None) -> dict[str, Json]:
    registered = sag.tilmeldt(dato) if sag.paa_dagpenge else None
    begun = grundlag.tilmelding(registered) if registered is not None else {}
    if regelsaet == 2020:
        return begun | grundlag.ledighed(sag, dato)
    return begun | grundlag.a_kassens_del(sag, dato)


def _citations(aktoer: Aktoer, regelsaet: int | None) -> tuple[Citation, ...]:
    if regelsaet == 2020:
        return (s.LAB_27_1, s.LOV_727_5)
    if aktoer is Aktoer.A_KASSE:
        return (s.LAB_27_2, s.BAB_7_2)
    return (s.LAB_27_1, s.DBK_63) if regelsaet == 2024 else (s.LAB_27_1,)


def _values(sag: Sag, regelsaet: int | None) -> tuple[AppliedValue, ...]:
    return (sag.a_kasse_timer,) if regelsaet == 2024 else ()
