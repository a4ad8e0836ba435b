"""The facts as they will read once something is brought in or corrected, worked out before it is written.

What comes out is what `portal.store.facts.load` reads after the changes are written; a test holds the two
against each other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import Any, Final

from portal.policy import facts as law
from portal.policy.facts import Facts, Person, Skift
from portal.policy.oplysninger import Oplysning
from portal.store.people_in import Change, Values

Make = Callable[[Values], Any]

_PERSON: Final[Mapping[str, Callable[[Any], dict[str, Any]]]] = MappingProxyType(
    {
        Oplysning.MAALGRUPPE.value: lambda value: {"maalgruppe": law.Maalgruppe(value)},
        Oplysning.FORSIKRING.value: lambda value: {"forsikring": law.Forsikring(value)},
        Oplysning.UDDANNELSE.value: lambda value: {"erhvervskompetencegivende_uddannelse": value},
        Oplysning.FORSOERGERPLIGT.value: lambda value: {"forsoergerpligt": value},
        Oplysning.OPHOLDSTILLADELSE.value: lambda value: {"opholdstilladelse": value},
    }
)
_COURSE: Final = frozenset(
    {
        Oplysning.UDMELDT.value,
        Oplysning.VISITERET.value,
        Oplysning.A_KASSEFORSOEG.value,
        Oplysning.YDELSE_FRA.value,
        Oplysning.HENVENDELSE.value,
        Oplysning.SYGEFRAVAER_FRA.value,
    }
)


def _tilmelding(values: Values) -> law.Tilmelding:
    aarsag = values["aarsag"]
    return law.Tilmelding(values["fra"], values["til"], law.AfmeldingAarsag(aarsag) if aarsag else None)


def _mindre_intensiv(values: Values) -> law.MindreIntensiv:
    return law.MindreIntensiv(
        grund=law.MindreIntensivGrund(values["grund"]),
        dokumenteret=values["dokumenteret"],
        starter=values["starter"],
        fra=values["fra"],
        til=values["til"],
    )


_ROWS: Final[Mapping[str, tuple[str, Make]]] = MappingProxyType(
    {
        Oplysning.TILMELDING.value: ("tilmeldinger", _tilmelding),
        Oplysning.INDPLACERING.value: (
            "indplaceringer",
            lambda values: law.Indplacering(values["dato"], values["loebende"]),
        ),
        Oplysning.FORBRUG.value: (
            "forbrug",
            lambda values: law.Timer(values["maaned"], values["timer"], values["registreret"]),
        ),
        Oplysning.LOENTILSKUD.value: (
            "loentilskud",
            lambda values: law.Loentilskud(values["maaned"], values["timer"]),
        ),
        Oplysning.MINDRE_INTENSIV.value: ("mindre_intensiv", _mindre_intensiv),
        Oplysning.CV.value: (
            "cv",
            lambda values: law.CvKontrol(values["dato"], values["fyldestgoerende"]),
        ),
    }
)
"""Which facts are rows that decisions look at: the name in `Facts`, and how one is made."""

_MEMBERSHIPS: Final = frozenset({Oplysning.A_KASSE.value, Oplysning.KOMMUNE.value})


def nobody(foedselsdato: date) -> Facts:
    """What is known of a person before anything is."""
    return Facts(Person(foedselsdato, a_kasse="", kommune=""))


def after(facts: Facts, changes: Iterable[Change]) -> Facts:
    """The facts once the changes are made. What no decision looks at changes nothing."""
    for change in changes:
        facts = _one(facts, change)
    return facts


def _one(facts: Facts, change: Change) -> Facts:
    if change.felt in _ROWS:
        return _row(facts, change)
    if change.felt in _MEMBERSHIPS:
        return _membership(facts, change)
    value = next(iter(change.after.values())) if change.after is not None else None
    if change.felt in _COURSE:
        told: dict[str, Any] = {change.felt: value}
        return replace(facts, **told)
    if change.felt in _PERSON:
        return replace(facts, person=replace(facts.person, **_PERSON[change.felt](value)))
    return facts


def _row(facts: Facts, change: Change) -> Facts:
    name, make = _ROWS[change.felt]
    rows = list(getattr(facts, name))
    new = make(change.after) if change.after is not None else None
    if change.before is None:
        rows.append(new)
    else:
        at = rows.index(make(change.before))
        rows[at : at + 1] = [] if new is None else [new]
    rest: dict[str, Any] = {name: tuple(rows)}
    return replace(facts, **rest)


def _membership(facts: Facts, change: Change) -> Facts:
    for values, code in ((change.before, ""), (change.after, None)):
        if values is not None:
            given = values["kode"] if code is None else code
            facts = _since(facts, change.felt, values["fra"], given)
    return facts


def _since(facts: Facts, name: str, fra: date | None, code: str) -> Facts:
    """The person has that a-kasse or kommune from the day on; an empty code takes the change away."""
    told: dict[str, Any] = {name: code if fra is None else code or None}
    if fra is None:
        return replace(facts, person=replace(facts.person, **told))
    changes = {skift.dato: skift for skift in facts.skift}
    on_the_day = replace(changes.get(fra, Skift(fra)), **told)
    changes[fra] = on_the_day
    if on_the_day.a_kasse is None and on_the_day.kommune is None:
        del changes[fra]
    return replace(facts, skift=tuple(changes[day] for day in sorted(changes)))
