"""A day as a browser's field for dates sends it, or as somebody typed it into the address."""

from __future__ import annotations

from datetime import date
from typing import Final

YEARS: Final = range(1900, 2101)
"""Outside these nothing is meant, and there is no reckoning with days at the ends of the calendar."""


def read_day(text: str | None) -> date | None:
    """The Danish day that `2027-03-01` names; None where the text names none."""
    try:
        found = date.fromisoformat((text or "").strip())
    except ValueError:
        return None
    return found if found.year in YEARS else None
