"""Twenty years of a person's course, made from a seed: as full of turns as the law has rules for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from random import Random

from portal.policy import facts as f
from portal.policy.kalender import COPENHAGEN, days_after, month_begins, month_ends

YEARS = 20
FIRST_DAYS = (date(2018, 9, 3), date(2023, 11, 6), date(2024, 1, 1), date(2025, 3, 30))
_REASONS = (*f.AfmeldingAarsag, f.AfmeldingAarsag.ARBEJDE)


@dataclass(frozen=True, slots=True)
class Life:
    """One course with all its days; `facts` holds the whole of it, whatever is known on a day."""

    facts: f.Facts
    first: date
    last: date


def life(seed: int) -> Life:
    """The same seed gives the same life. Most are on dagpenge, for there the rules are."""
    chance = Random(seed)
    first = chance.choice(FIRST_DAYS)
    last = days_after(first, 365 * YEARS + 5)
    spells = _registrations(chance, first, last)
    placed = _placements(chance, spells)
    sent = days_after(placed[-1].dato, chance.randint(0, 40)) if placed and chance.random() < 0.3 else None
    left = days_after(spells[-1].fra, chance.randint(0, 400)) if chance.random() < 0.3 else None
    asked = days_after(first, chance.randint(0, 900))
    return Life(
        f.Facts(
            person=_person(chance, first),
            tilmeldinger=spells,
            indplaceringer=placed,
            forbrug=_hours(chance, spells),
            loentilskud=tuple(
                f.Loentilskud(month_begins(days_after(first, 400 * n)), Decimal(100))
                for n in range(chance.choice((0, 0, 3)))
            ),
            visiteret=sent,
            udmeldt=left,
            a_kasseforsoeg=chance.random() < 0.2,
            ydelse_fra=asked,
            henvendelse=days_after(asked, -chance.randint(0, 5)),
            sygefravaer_fra=asked,
            skift=_changes(chance, first),
            samtaler=_meetings(chance, spells),
            beslutninger=_decisions(chance, first),
            mindre_intensiv=_grounds(chance, spells),
            frister=_deadlines(chance, spells),
            valg=f.Valg(chance.choice((None, *f.AKasseMed))),
            kontrol=f.Kontrol(days_after(first, chance.randint(0, 2000)), chance.random() < 0.5),
        ),
        first,
        last,
    )


def _person(chance: Random, first: date) -> f.Person:
    dagpenge = chance.random() < 0.8
    return f.Person(
        foedselsdato=days_after(first, -365 * chance.randint(18, 50)),
        maalgruppe=f.Maalgruppe.DAGPENGE if dagpenge else chance.choice(list(f.Maalgruppe)),
        forsikring=chance.choice(list(f.Forsikring)),
        erhvervskompetencegivende_uddannelse=chance.random() < 0.5,
        forsoergerpligt=chance.random() < 0.3,
    )


def _registrations(chance: Random, first: date, last: date) -> tuple[f.Tilmelding, ...]:
    """Some weeks or some years registered, then days, months or more than five years of something else."""
    found: list[f.Tilmelding] = []
    day = days_after(first, chance.randint(0, 60))
    while day < last:
        end = days_after(day, chance.choice((0, 9, 60, 150, 400, 1500)))
        found.append(f.Tilmelding(day, end, chance.choice(_REASONS)))
        day = days_after(end, chance.choice((1, 2, 14, 80, 100, 500, 2200)))
    if chance.random() < 0.5:
        found[-1] = f.Tilmelding(found[-1].fra)
    return tuple(found)


def _placements(chance: Random, spells: tuple[f.Tilmelding, ...]) -> tuple[f.Indplacering, ...]:
    days = [days_after(spell.fra, chance.choice((0, 0, 3, 90))) for spell in spells if chance.random() < 0.5]
    return tuple(f.Indplacering(day, chance.random() < 0.3) for day in days)


def _hours(chance: Random, spells: tuple[f.Tilmelding, ...]) -> tuple[f.Timer, ...]:
    """Most months of dagpenge, registered early, in time, or late."""
    found = []
    for spell in spells:
        month, end = month_begins(spell.fra), spell.til or days_after(spell.fra, 300)
        while month <= end:
            if chance.random() < 0.8:
                registered = days_after(month_ends(month), chance.choice((-6, 0, 0, 0, 5, 40)))
                hours = chance.choice(("37", "74.5", "130", "160.33"))
                found.append(f.Timer(month, Decimal(hours), registered))
            month = days_after(month_ends(month), 1)
    return tuple(found)


def _meetings(chance: Random, spells: tuple[f.Tilmelding, ...]) -> tuple[f.Samtale, ...]:
    found = []
    for spell in spells:
        for n in range(chance.choice((0, 1, 3, 8))):
            day = days_after(spell.fra, 12 * n + chance.randint(0, 20))
            off = chance.random() < 0.1
            found.append(
                f.Samtale(
                    noegle=len(found),
                    holder=chance.choice((f.Aktoer.A_KASSE, f.Aktoer.JOBCENTER)),
                    start=datetime(day.year, day.month, day.day, chance.randint(8, 15), tzinfo=COPENHAGEN),
                    form=chance.choice(list(f.Samtaleform)),
                    oprindelse=chance.choice(list(f.Oprindelse)),
                    status=f.SamtaleStatus.AFLYST if off else f.SamtaleStatus.AFHOLDT,
                    art=chance.choice((*f.SamtaleArt, f.SamtaleArt.JOBSAMTALE)),
                    aflyst_af=f.AflystAf.PERSON if off else None,
                )
            )
    return tuple(found)


def _decisions(chance: Random, first: date) -> tuple[f.Beslutning, ...]:
    arts = [art for art in f.BeslutningArt if art is not f.BeslutningArt.FREMMOEDE]
    return tuple(
        f.Beslutning(
            chance.choice(arts),
            chance.choice((f.Aktoer.A_KASSE, f.Aktoer.JOBCENTER)),
            days_after(first, chance.randint(0, 3000)),
        )
        for _ in range(chance.randint(0, 3))
    )


def _grounds(chance: Random, spells: tuple[f.Tilmelding, ...]) -> tuple[f.MindreIntensiv, ...]:
    return tuple(
        f.MindreIntensiv(
            chance.choice(list(f.MindreIntensivGrund)),
            dokumenteret=chance.random() < 0.7,
            starter=days_after(spell.fra, 60),
            fra=days_after(spell.fra, 10),
            til=days_after(spell.fra, 50),
        )
        for spell in spells
        if chance.random() < 0.3
    )


def _deadlines(chance: Random, spells: tuple[f.Tilmelding, ...]) -> tuple[f.Frist, ...]:
    found = []
    for spell in spells:
        for _ in range(chance.choice((0, 1, 3))):
            issued = days_after(spell.fra, chance.randint(0, 200))
            actor = chance.choice((f.Aktoer.A_KASSE, f.Aktoer.JOBCENTER))
            found.append(f.Frist(actor, issued, days_after(issued, chance.randint(8, 30)), vejledt=True))
    return tuple(found)


def _changes(chance: Random, first: date) -> tuple[f.Skift, ...]:
    return tuple(
        f.Skift(
            days_after(first, chance.randint(0, 7000)),
            chance.choice((None, "AK2")),
            chance.choice((None, "0147")),
        )
        for _ in range(chance.randint(0, 3))
    )
