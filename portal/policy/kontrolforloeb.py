"""After a kontrolaktion (LAB § 38; law cases, point 10): who takes the message, and the meetings it leads to.

The first is held within a week of the message. Where the doubt is about a stay abroad, one follows every 14
days, counted from the first one held, and the last one not later than 3 months after it, across the handover.
What is due next is `krav`'s to say; here the whole series is laid out.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from portal.policy import sources as s
from portal.policy.bookingregler import ikke_omfattet
from portal.policy.facts import Aktoer, Facts, Maalgruppe, SamtaleArt
from portal.policy.kalender import days_after, months_after
from portal.policy.koder import opfyldt
from portal.policy.krav import krav
from portal.policy.law import Decision
from portal.policy.myndighed import kun_ansvarlig
from portal.policy.sag import Sag

KONTROLLERES = frozenset({Maalgruppe.DAGPENGE, Maalgruppe.KONTANTHJAELP})
"""LAB § 38 is about the persons of § 6, nr. 1-3."""


@dataclass(frozen=True, slots=True)
class Raekke:
    """The meetings that a message leads to. All are Danish days.

    `dage`: the day of each, those to come at the latest on it; the first one's is a guess until it is held
    (`begyndt`). `holdt`: the days on which one was held. `naeste`: the last day for the one that is due now;
    None once the series is over. `slut`: after that day none is held.
    """

    meddelelse: date
    udland: bool
    senest_foerste: date
    dage: tuple[date, ...]
    holdt: tuple[date, ...]
    naeste: date | None
    slut: date
    begyndt: bool


def meddel(facts: Facts, nu: datetime, af: Aktoer) -> Decision:
    """May the actor take the message of a kontrolaktion, and so be bound to call the person in?"""
    sag = Sag(facts, nu)
    if facts.person.maalgruppe not in KONTROLLERES or sag.holder_eller_syg(sag.i_dag) is Aktoer.INGEN:
        return Decision("kontrol", (ikke_omfattet(sag, sag.i_dag),))
    elsewhere = kun_ansvarlig(sag, af, sag.i_dag, source=(s.LAB_38_1,))
    met = opfyldt("kontrolaktion", (s.LAB_38_1,), {"af": af.value, "dag": sag.i_dag.isoformat()})
    return Decision("kontrol", tuple(elsewhere) or (met,))


def raekke(facts: Facts, nu: datetime) -> Raekke | None:
    """The series as known at `nu` (aware); None where there was no message."""
    kontrol = facts.kontrol
    if kontrol is None:
        return None
    sag = Sag(facts, nu)
    held = tuple(
        moede.dag
        for moede in sag.moeder
        if moede.er_afholdt
        and moede.samtale.art is SamtaleArt.KONTROLSAMTALE
        and kontrol.meddelelse <= moede.dag <= sag.i_dag
    )
    senest = days_after(kontrol.meddelelse, sag.antal("kontrolsamtale_dage"))
    first = held[0] if held else senest
    slut = months_after(first, sag.antal("kontrolforloeb_maaneder")) if kontrol.udland else first
    return Raekke(
        meddelelse=kontrol.meddelelse,
        udland=kontrol.udland,
        senest_foerste=senest,
        dage=_dage(first, slut, sag.antal("kontrolsamtale_mellem_dage")),
        holdt=held,
        naeste=_naeste(facts, nu, sag),
        slut=slut,
        begyndt=bool(held),
    )


def _naeste(facts: Facts, nu: datetime, sag: Sag) -> date | None:
    held_today = any(
        moede.er_afholdt and moede.samtale.art is SamtaleArt.KONTROLSAMTALE and moede.dag == sag.i_dag
        for moede in sag.moeder
    )
    rows = krav(facts, nu, days_after(sag.i_dag, 1) if held_today else sag.i_dag)
    return next((row.senest for row in rows if row.kode == "kontrolsamtale"), None)


def _dage(first: date, slut: date, rhythm: int) -> tuple[date, ...]:
    count = (slut - first).days // rhythm
    return tuple(days_after(first, rhythm * number) for number in range(count + 1))
