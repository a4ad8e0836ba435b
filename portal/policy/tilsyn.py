"""The supervision of an a-kasse: how many had fewer than three meetings in three months (VEJ 10044 13.2)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from portal.policy import parameters
from portal.policy.kalender import day_of, months_after
from portal.policy.sag import LAW_BEGINS

_TENTH = Decimal("0.1")
_HUNDRED = 100


@dataclass(frozen=True, slots=True)
class Maaned:
    """One month of one a-kasse (`maaned` is its first day): persons with three months of unemployment that
    month, and how many of them had fewer than three meetings with the a-kasse.
    """

    maaned: date
    personer: int
    uden_tre: int


@dataclass(frozen=True, slots=True)
class Tilsyn:
    """`andel`: percent by month, one decimal, half up. `mangelfuld`: the months over the limit, on the exact
    ratio.

    `dialog`: so many such months in a row that STAR goes into dialogue with the a-kasse.
    """

    andel: dict[date, Decimal]
    mangelfuld: tuple[date, ...]
    dialog: bool


def tilsyn(nu: datetime, maaneder: Sequence[Maaned]) -> Tilsyn:
    """The months of one a-kasse, in any order, each once; a month without persons has no share: 0."""
    today = max(day_of(nu), LAW_BEGINS)
    limit = parameters.value("mangelfuld_procent", today).value
    row = int(parameters.value("dialog_maaneder", today).value)
    months = sorted(maaneder, key=lambda m: m.maaned)
    wanting = tuple(m.maaned for m in months if m.uden_tre * _HUNDRED > limit * m.personer)
    return Tilsyn({m.maaned: _andel(m) for m in months}, wanting, _i_traek(wanting) >= row)


def _andel(month: Maaned) -> Decimal:
    if month.personer == 0:
        return Decimal("0.0")
    return (Decimal(month.uden_tre * _HUNDRED) / month.personer).quantize(_TENTH, ROUND_HALF_UP)


def _i_traek(months: tuple[date, ...]) -> int:
    """The longest run of calendar months one after the other."""
    longest = run = 0
    before: date | None = None
    for month in months:
        run = run + 1 if before is not None and months_after(before, 1) == month else 1
        longest, before = max(longest, run), month
    return longest
