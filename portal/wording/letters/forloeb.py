"""The letters about the course: the jobcenter takes over, and what else happens of itself as days go by.

`portal.policy.dagligt` says what has happened; `nyt` has a passage and a title for each kind of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from portal.wording.catalogues import reader_of
from portal.wording.letters.letter import Kind, Letter
from portal.wording.letters.made import Between, made
from portal.wording.reader import day

FRIST_UDSAT: Final = "frist_udsat"
"""Nobody is held to a deadline: the passage that says so."""

_DAYS: Final = ("dag", "fra", "slutdato", "frist", "dato")


def taken_over(between: Between, fra: date, slutdato: date, *, may_choose: bool) -> Letter:
    """The handover (LAB § 27). `fra`: the jobcenter's first Danish day, `slutdato`: the a-kasse's last.

    `may_choose`: the person chooses whether the a-kasse is there at the first meeting, which nobody does whom
    the a-kasse sent on (LAB § 27, stk. 3; § 31, stk. 2).
    """
    gaps = _days(between, Kind.OVERGANG, {"fra": fra, "slutdato": slutdato})
    return made(Kind.OVERGANG, between, {"valg" if may_choose else "visiteret"}, gaps)


def happened(between: Between, what: str, days: Mapping[str, date], beslutning: str | None = None) -> Letter:
    """What happened of itself. `what`: as the text names it; `days`: those that its passages show.

    `beslutning`: the kind of decision that no longer holds.
    """
    return made(Kind.NYT, between, {what, *filter(None, [beslutning])}, _days(between, Kind.NYT, days))


def _days(between: Between, kind: Kind, days: Mapping[str, date]) -> dict[str, str]:
    """What is filled in; a day that a case knows nothing of stands in no passage of it."""
    language = between.written_in(kind)
    reader = reader_of(language)
    shown = {name: day(reader, days[name]) if name in days else "" for name in _DAYS}
    return shown | {"kontakt": between.contact_in(language)}
