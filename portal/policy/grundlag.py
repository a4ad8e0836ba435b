"""What is registered of a person's course that an answer rests on, so that the person can see it and have it
corrected: registration, hours of dagpenge, benefit, message of a kontrolaktion (FVL § 24).

`REGISTRERET` says which fact of `oplysninger` each of these is, and thereby who corrects it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Final

from portal.policy.facts import Kontrol, Tilmelding
from portal.policy.law import Json
from portal.policy.oplysninger import Oplysning
from portal.policy.sag import Periode, Sag

REGISTRERET: Final[Mapping[str, Oplysning]] = MappingProxyType(
    {
        "tilmeldt": Oplysning.TILMELDING,
        "afmeldt": Oplysning.TILMELDING,
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
        "a_kasse": Oplysning.A_KASSE,
        "erhvervskompetencegivende_uddannelse": Oplysning.UDDANNELSE,
        "forsoergerpligt": Oplysning.FORSOERGERPLIGT,
        "opholdstilladelse": Oplysning.OPHOLDSTILLADELSE,
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
