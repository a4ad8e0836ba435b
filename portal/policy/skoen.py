"""When a number of hours will be reached, as far as one can tell (BAB § 7).

An estimate to plan by: nothing is decided on it. It goes on at the pace of the months that are registered,
the first one aside, which may be a part of one; where none is known yet, at that of full unemployment.
"""

from __future__ import annotations

from datetime import date
from decimal import ROUND_CEILING, Decimal

from portal.policy.kalender import month_begins, month_ends, months_after
from portal.policy.sag import Periode, Sag


def overgang(sag: Sag, periode: Periode) -> date | None:
    """The a-kasse's last day by hours: the last day of the month in which they will be reached; None where
    that cannot be told.
    """
    maaneder = sag.forbrugte_maaneder(periode)
    return _naas(sag, periode, maaneder, sum(maaneder.values(), Decimal(0)), sag.a_kasse_timer.value)


def maaneders_ledighed(sag: Sag, periode: Periode, name: str) -> date | None:
    """The day by which so many months (a parameter's name) of unemployment will be reached: the last day of a
    month. None where that cannot be told.
    """
    maaneder = sag.forbrugte_maaneder(periode)
    return _naas(sag, periode, maaneder, sag.ledige_timer(periode, sag.i_dag), sag.timer_for_maaneder(name))


def _naas(
    sag: Sag, periode: Periode, maaneder: dict[date, Decimal], reached: Decimal, limit: Decimal
) -> date | None:
    if periode.indplaceret is None:
        return None
    first, full = month_begins(periode.indplaceret), sag.maaned_timer.value
    whole = [hours for month, hours in maaneder.items() if month > first]
    pace = sum(whole, Decimal(0)) / len(whole) if whole else full
    if pace <= 0:
        return None
    if not maaneder:
        reached += full * _share(periode.indplaceret)
    more = max(int(((limit - reached) / pace).to_integral_value(ROUND_CEILING)), 0)
    last = month_ends(months_after(max(maaneder, default=first), more))
    # Months that went by without a registration say nothing: it may still come.
    return max(last, month_ends(sag.i_dag))


def _share(day: date) -> Decimal:
    """How much of its month is left on the day."""
    days = month_ends(day).day
    return Decimal(days - day.day + 1) / days
