"""What a weekly pattern does not make, by reason: how many times, and on which days."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from portal.actions.times.pattern import LeftOut, Why
from portal.web.caseworker.times import fields
from portal.web.locale import _, reader
from portal.wording.reader import brief_day
from portal.wording.times_words import LEFT_OUT

MOST_TOLD: Final = 12
"""How many days are named for one reason; the rest are counted."""


def left_out(all_left: Iterable[LeftOut]) -> list[tuple[str, str, list[str]]]:
    """(reason, how many, days)."""
    by_reason: defaultdict[Why, list[LeftOut]] = defaultdict(list)
    for left in all_left:
        by_reason[left.why].append(left)
    return [
        (_(LEFT_OUT[why.value]), fields.times(sum(left.count for left in of_it)), _days(of_it))
        for why in Why
        if (of_it := by_reason.get(why))
    ]


def _days(left: list[LeftOut]) -> list[str]:
    named = dict.fromkeys(
        brief_day(reader(), one.day) + (f" ({one.name})" if one.name else "")
        for one in sorted(left, key=lambda one: one.day)
    )
    told = list(named)[:MOST_TOLD]
    if len(named) > MOST_TOLD:
        told.append(_("og {antal} dage til").format(antal=len(named) - MOST_TOLD))
    return told
