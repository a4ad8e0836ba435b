"""What became of the times agreed on for joint meetings, for each pair of organisations: bars and numbers.

Times are told as they are: nobody is recognised by them. How long people waited is told of three or more.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from statistics import median
from typing import Final

from flask import Response, abort, render_template, request, url_for

from portal import clock
from portal.policy.facts import Aktoer
from portal.policy.kalender import day_of, midnight, month_begins, months_after
from portal.store import agreement_figures
from portal.store.agreement_figures import LOST, Fate, Pair, Stretch, together
from portal.web.caseworker.lists.csv_file import csv_response
from portal.web.caseworker.rows import Link
from portal.web.context import database
from portal.web.locale import _, ngettext, reader
from portal.web.signed_in import caseworker
from portal.wording.reader import N_, brief_day, capitalised, listed, month, number

FEWEST: Final = 3
"""How long fewer people than this waited is not told."""

BACK, AHEAD = 5, 6
"""How many months before this one, and after it; what comes later is told together."""


_HOW: Final = {
    Fate.UNUSED: N_("gik ubrugt"),
    Fate.CLOSED: N_("lukket"),
    Fate.WITHDRAWN: N_("trukket tilbage"),
}


@dataclass(frozen=True, slots=True)
class Bar:
    """How long each part is, and where it begins, in percent of the longest bar of the table."""

    used: float
    open: float
    lost: float

    @property
    def parts(self) -> tuple[tuple[str, float, float], ...]:
        """(name, where it begins, how long it is) of those that are longer than nothing."""
        parts = (
            ("used", 0.0, self.used),
            ("open", self.used, self.open),
            ("lost", self.used + self.open, self.lost),
        )
        return tuple(part for part in parts if part[2])


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table. `first_open`: in words; None in a table that does not tell it."""

    name: str | Link
    agreed: int
    bar: Bar
    used: int
    open: int
    lost: int
    lost_how: str
    waited: str
    first_open: str | None = None


def show() -> str:
    today, found = clock.today(), _found()
    chosen = _chosen(found)
    told = chosen or found
    return render_template(
        "admin/agreement_figures.html",
        name=caseworker().organisation.name,
        other=_other_head(),
        since=brief_day(reader(), _months(today)[0]),
        fewest=FEWEST,
        pairs=_rows(
            [(_link(pair), pair.whole, _first_open(pair.first_open, today)) for pair in told],
        ),
        months=_rows([(name, stretch, None) for name, stretch in _by_month(told, today)]),
        chosen=chosen[0].other.name if chosen else None,
    )


def export() -> Response:
    """The same as a file: every pair as a whole, and month by month."""
    today = clock.today()
    heads = (
        _("Jobcenter"),
        _("A-kasse"),
        _("Måned"),
        _("Aftalt"),
        _("Brugt"),
        _("Ledige"),
        _("Tabt"),
        _("Gik ubrugt"),
        _("Lukket"),
        _("Trukket tilbage"),
        _("Dage til første ledige tid"),
        _("Dage fra ja til samtale"),
    )
    lines: list[tuple[str, ...]] = []
    for pair in _found():
        first = str(_days(today, day_of(pair.first_open))) if pair.first_open else ""
        lines.append(_line(pair, _("I alt"), pair.whole, first))
        lines += [_line(pair, name, stretch, "") for name, stretch in _by_month([pair], today)]
    return csv_response(f"aftaler-{today.isoformat()}.csv", heads, lines)


def _found() -> tuple[Pair, ...]:
    own, now = caseworker().organisation, clock.now()
    edges = [midnight(first) for first in _months(clock.today())]
    return database().read(lambda s: agreement_figures.pairs(s, own.id, own.holder, edges, now))


def _chosen(found: Sequence[Pair]) -> list[Pair]:
    """The one whose months are asked for; empty where all of them are."""
    asked = request.args.get("med")
    if not asked:
        return []
    return [pair for pair in found if str(pair.other.public_id) == asked] or abort(404)


def _months(today: date) -> list[date]:
    """The first days of the months that are told, and of the one after."""
    first = month_begins(today)
    return [months_after(first, number) for number in range(-BACK, AHEAD + 2)]


def _by_month(found: Iterable[Pair], today: date) -> list[tuple[str, Stretch]]:
    """The months in which there are agreed times, the latest last."""
    firsts = _months(today)
    names = [capitalised(month(reader(), first)) for first in firsts[:-1]]
    later = _("Fra {dag}").format(dag=brief_day(reader(), firsts[-1]))
    all_of_each = zip(*(pair.stretches for pair in found), strict=True)
    told = zip([*names, later], map(together, all_of_each), strict=False)
    return [(name, stretch) for name, stretch in told if stretch.agreed]


def _rows(lines: Sequence[tuple[str | Link, Stretch, str | None]]) -> tuple[Row, ...]:
    longest = max((stretch.agreed for _name, stretch, _first in lines), default=0) or 1

    def percent(count: int) -> float:
        return round(100 * count / longest, 1)

    return tuple(
        Row(
            name=name,
            agreed=stretch.agreed,
            bar=Bar(
                percent(stretch.fates[Fate.USED]), percent(stretch.fates[Fate.OPEN]), percent(stretch.lost)
            ),
            used=stretch.fates[Fate.USED],
            open=stretch.fates[Fate.OPEN],
            lost=stretch.lost,
            lost_how=_lost_how(stretch),
            waited=_waited(stretch),
            first_open=first_open,
        )
        for name, stretch, first_open in lines
    )


def _link(pair: Pair) -> Link:
    return Link(pair.other.name, url_for("admin.agreement_figures.show", med=pair.other.public_id))


def _line(pair: Pair, name: str, stretch: Stretch, first_open: str) -> tuple[str, ...]:
    own = caseworker().organisation
    jobcenter, a_kasse = (own, pair.other) if own.holder is Aktoer.JOBCENTER else (pair.other, own)
    middle = _middle(stretch)
    return (
        jobcenter.name,
        a_kasse.name,
        name,
        str(stretch.agreed),
        str(stretch.fates[Fate.USED]),
        str(stretch.fates[Fate.OPEN]),
        str(stretch.lost),
        str(stretch.fates[Fate.UNUSED]),
        str(stretch.fates[Fate.CLOSED]),
        str(stretch.fates[Fate.WITHDRAWN]),
        first_open,
        _too_few() if middle is None else number(reader(), middle),
    )


def _other_head() -> str:
    return _("A-kasse") if caseworker().organisation.holder is Aktoer.JOBCENTER else _("Jobcenter")


def _first_open(first: datetime | None, today: date) -> str:
    if first is None:
        return _("Ingen ledige tider")
    ahead = _days(today, day_of(first))
    if not ahead:
        return _("I dag")
    text = ngettext("Om {antal} dag: {dag}", "Om {antal} dage: {dag}", ahead)
    return text.format(antal=ahead, dag=brief_day(reader(), first))


def _lost_how(stretch: Stretch) -> str:
    """What the lost times are made of, as `2 gik ubrugt og 1 lukket`; empty where none is lost."""
    lost = [fate for fate in LOST if stretch.fates[fate]]
    if len(lost) == 1:
        return _(_HOW[lost[0]])
    each = [f"{stretch.fates[fate]} {_(_HOW[fate])}" for fate in lost]
    return listed(reader(), each) if each else ""


def _waited(stretch: Stretch) -> str:
    middle = _middle(stretch)
    if middle is None:
        return _too_few()
    text = ngettext("{antal} dag", "{antal} dage", 1 if middle == 1 else 2)
    return text.format(antal=number(reader(), middle))


def _middle(stretch: Stretch) -> float | None:
    """The median of the days; None where fewer people than `FEWEST` waited."""
    if len({wait.person_id for wait in stretch.waits}) < FEWEST:
        return None
    return median(_days(day_of(wait.said), day_of(wait.met)) for wait in stretch.waits)


def _too_few() -> str:
    return _("færre end {antal} borgere").format(antal=FEWEST)


def _days(first: date, last: date) -> int:
    return (last - first).days
