"""What is registered of a person's course that an answer rests on, so that the person can see it and have it
corrected: registration, hours of dagpenge, benefit, message of a kontrolaktion, ground of mindre intensiv
indsats, decision (FVL § 24).

`REGISTRERET` says which fact of `oplysninger` each of these is, and thereby who corrects it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Final

from portal.policy.facts import AfmeldingAarsag, Beslutning, Kontrol, MindreIntensiv, Tilmelding
from portal.policy.law import Json
from portal.policy.oplysning import Oplysning
from portal.policy.sag import Periode, Sag

REGISTRERET: Final[Mapping[str, Oplysning]] = MappingProxyType(
    {
        "tilmeldt": Oplysning.TILMELDING,
        "afmeldt": Oplysning.TILMELDING,
        "aarsag": Oplysning.TILMELDING,
        "indplaceret": Oplysning.INDPLACERING,
        "forsikring": Oplysning.FORSIKRING,
        "timer": Oplysning.FORBRUG,
        "timer_til": Oplysning.FORBRUG,
        "slutdato": Oplysning.FORBRUG,
        "ledige_timer": Oplysning.FORBRUG,
        "seks_maaneder": Oplysning.FORBRUG,
        "visiteret": Oplysning.VISITERET,
        "udmeldt": Oplysning.UDMELDT,
        "maalgruppe": Oplysning.MAALGRUPPE,
        "ydelse_fra": Oplysning.YDELSE_FRA,
        "henvendelse": Oplysning.HENVENDELSE,
        "sygefravaer_fra": Oplysning.SYGEFRAVAER_FRA,
        "grund": Oplysning.MINDRE_INTENSIV,
        "grund_fra": Oplysning.MINDRE_INTENSIV,
        "grund_til": Oplysning.MINDRE_INTENSIV,
        "grund_starter": Oplysning.MINDRE_INTENSIV,
        "a_kasse": Oplysning.A_KASSE,
        "erhvervskompetencegivende_uddannelse": Oplysning.UDDANNELSE,
        "forsoergerpligt": Oplysning.FORSOERGERPLIGT,
        "opholdstilladelse": Oplysning.OPHOLDSTILLADELSE,
        "cv_set": Oplysning.CV,
    }
)
"""By the key under which a finding holds it. All else is counted from these, or is the portal's own."""


def tilmelding(registered: Tilmelding) -> dict[str, Json]:
    return {"tilmeldt": registered.fra.isoformat()}


def uden_tilmelding(sag: Sag, dag: date) -> dict[str, Json]:
    """Why nobody holds the kontaktforløb that day, as far as it is registered."""
    if not sag.paa_dagpenge:
        return {"maalgruppe": sag.facts.person.maalgruppe.value}
    before, left = sag.seneste_afmeldte(dag), sag.udmeldt_i(sag.periode(dag))
    used: dict[str, Json] = {}
    if before is not None and before.til is not None and sag.tilmeldt(dag) is None:
        used["afmeldt"] = before.til.isoformat()
    if left is not None and left < dag:
        used["udmeldt"] = left.isoformat()
    return used


def sygdom(sag: Sag, dag: date) -> dict[str, Json]:
    """Since when a person is off the register who is so for sickness that day (RÅB § 21)."""
    last = max(t.til for t in sag.facts.tilmeldinger if t.til is not None and t.til < dag)
    return {"afmeldt": last.isoformat(), "aarsag": AfmeldingAarsag.SYGDOM.value}


def mindre_intensiv(grund: MindreIntensiv) -> dict[str, Json]:
    """The registered ground that frees from jobsamtaler, with the days that are known of it (LAB § 106)."""
    days = (("grund_fra", grund.fra), ("grund_til", grund.til), ("grund_starter", grund.starter))
    return {"grund": grund.grund.value, **{name: day.isoformat() for name, day in days if day is not None}}


def beslutning(taken: Beslutning) -> dict[str, Json]:
    """A caseworker's decision: which, by whom, from when it binds."""
    return {
        "beslutning": taken.art.value,
        "besluttet_af": taken.af.value,
        "dato": taken.dato.isoformat(),
    }


def a_kassens_del(sag: Sag, dag: date) -> dict[str, Json]:
    """What the a-kasse's last day is counted from, whether it is known yet or not (BAB § 7, stk. 2)."""
    if not sag.paa_dagpenge:
        return ydelse(sag)
    periode = sag.periode(dag)
    used = _timer(sag, periode)
    for name, ended in (("visiteret", sag.visiteret_i(periode)), ("udmeldt", sag.udmeldt_i(periode))):
        if ended is not None:
            used[name] = ended.isoformat()
    return used


def a_kassens_sidste_dag(sag: Sag, dag: date) -> dict[str, Json]:
    """The a-kasse's last day in the period of `dag`, where it is known."""
    last = sag.slutdato(sag.periode(dag)) if sag.regelsaet(dag) == 2024 else None
    return {"slutdato": last.isoformat()} if last is not None else {}


def ledighed(sag: Sag, dag: date) -> dict[str, Json]:
    """What months of unemployment are counted from (BAB § 7, stk. 3 and 4)."""
    if not sag.paa_dagpenge:
        return ydelse(sag)
    periode = sag.periode(dag)
    used: dict[str, Json] = {"ledige_timer": _number(sag.ledige_timer(periode, sag.i_dag))}
    six = sag.naaet("foerste_maaneder", periode)
    if six is not None:
        used["seks_maaneder"] = six.isoformat()
    return used


def ydelse(sag: Sag) -> dict[str, Json]:
    """The benefit of a person who is not on dagpenge."""
    facts = sag.facts
    used: dict[str, Json] = {"maalgruppe": facts.person.maalgruppe.value}
    if facts.ydelse_fra is not None:
        used["ydelse_fra"] = facts.ydelse_fra.isoformat()
    return used


def visitation(sag: Sag, registered: Tilmelding) -> dict[str, Json]:
    """The three criteria of the target group of uddannelsespålæg (LAB § 27, stk. 3)."""
    person = sag.facts.person
    return {
        **tilmelding(registered),
        "foedselsdato": person.foedselsdato.isoformat(),
        "erhvervskompetencegivende_uddannelse": person.erhvervskompetencegivende_uddannelse,
        "forsoergerpligt": person.forsoergerpligt,
    }


def kontrol(registered: Kontrol, held: list[date]) -> dict[str, Json]:
    """The message of a kontrolaktion, and the first meeting held after it (LAB § 38)."""
    used: dict[str, Json] = {"kontrolaktion": registered.meddelelse.isoformat(), "udland": registered.udland}
    if held:
        used["foerste_kontrolsamtale"] = held[0].isoformat()
    return used


def _timer(sag: Sag, periode: Periode) -> dict[str, Json]:
    used: dict[str, Json] = {"forsikring": sag.facts.person.forsikring.value}
    if periode.indplaceret is not None:
        used["indplaceret"] = periode.indplaceret.isoformat()
    months = sag.forbrugte_maaneder(periode)
    used["timer"] = _number(sum(months.values(), Decimal(0)))
    if months:
        used["timer_til"] = f"{max(months):%Y-%m}"
    return used


def _number(hours: Decimal) -> int | float:
    return int(hours) if hours == int(hours) else float(hours)
