"""The figures of the supervision of a-kasser, month by month: read, judged by the policy, and told.

Few are not told, so that nobody is recognised; whether a month is wanting is told of few too.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from portal.policy.kalender import month_begins, months_after
from portal.policy.sag import LAW_BEGINS
from portal.policy.tilsyn import Maaned, Tilsyn, tilsyn
from portal.store import tilsyn as kept
from portal.store.database import Session
from portal.store.views import OrganisationView
from portal.web.admin.figures import FEWEST

MONTHS: Final = 12
"""So many months that are over are told."""


@dataclass(frozen=True, slots=True)
class Month:
    """One month (its first day) of an a-kasse. What is None is not told, since it is about too few."""

    first: date
    personer: int | None
    uden_tre: int | None
    andel: Decimal | None
    mangelfuld: bool


@dataclass(frozen=True, slots=True)
class Judged:
    """An a-kasse and its months, the earliest first. `raekker`: as in `portal.policy.tilsyn.Tilsyn`."""

    organisation: OrganisationView
    months: tuple[Month, ...]
    raekker: tuple[tuple[date, date], ...]

    @property
    def mangelfuld(self) -> int:
        """How many of the months are wanting."""
        return sum(month.mangelfuld for month in self.months)


def told_months(today: date) -> list[date]:
    """The first days of the months that are told on the Danish day `today`, the earliest first."""
    this = month_begins(today)
    found = [months_after(this, -number) for number in range(MONTHS, 0, -1)]
    return [first for first in found if first >= LAW_BEGINS]


def read(session: Session, now: datetime, today: date, a_kasse_id: int | None = None) -> tuple[Judged, ...]:
    """Every a-kasse, or the one, by name, at `now` (aware). One statement."""
    firsts, until = told_months(today), month_begins(today)
    found = kept.months(session, firsts[0] if firsts else until, until, a_kasse_id)
    return tuple(_judged(one, firsts, now) for one in found)


def as_json(one: Judged) -> dict[str, Any]:
    """As a machine reads it: months as `2024-08`, None for what is not told."""
    return {
        "kode": one.organisation.code,
        "navn": one.organisation.name,
        "dialog": bool(one.raekker),
        "raekker": [
            {"fra": year_and_month(first), "til": year_and_month(last)} for first, last in one.raekker
        ],
        "maaneder": [
            {
                "maaned": year_and_month(month.first),
                "personer": month.personer,
                "uden_tre": month.uden_tre,
                "andel": None if month.andel is None else float(month.andel),
                "mangelfuld": month.mangelfuld,
            }
            for month in one.months
        ],
    }


def year_and_month(first: date) -> str:
    return first.strftime("%Y-%m")


def _judged(one: kept.AKasse, firsts: list[date], now: datetime) -> Judged:
    known = {month.maaned: month for month in one.maaneder}
    months = [known.get(first, Maaned(first, 0, 0)) for first in firsts]
    found = tilsyn(now, months)
    return Judged(one.organisation, tuple(_month(month, found) for month in months), found.raekker)


def _month(month: Maaned, found: Tilsyn) -> Month:
    few = month.uden_tre < FEWEST
    return Month(
        first=month.maaned,
        personer=None if month.personer < FEWEST else month.personer,
        uden_tre=None if few else month.uden_tre,
        andel=None if few else found.andel[month.maaned],
        mangelfuld=month.maaned in found.mangelfuld,
    )
