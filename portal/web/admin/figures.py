"""The organisation's own figures: how many, never who. Few are not told, so that nobody is recognised."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response

from portal import clock
from portal.actions import refresh_overview
from portal.policy.facts import Aktoer, SamtaleStatus
from portal.store import figures, overview
from portal.store.database import Session
from portal.web.context import database
from portal.web.locale import _, reader
from portal.web.signed_in import caseworker
from portal.wording.reader import brief_moment, capitalised, month, plain_day

FEWEST: Final = 5
"""Fewer than this are told as `færre end 5`."""

WEEKS: Final = 8
MONTHS: Final = 6


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in words, and the length of its bar in percent of the longest; 0: no bar."""

    text: str
    bar: int = 0


@dataclass(frozen=True, slots=True)
class Drawing:
    """A table with bars: one row for each thing, its figures under the heads."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Figure, ...]], ...]


@dataclass(frozen=True, slots=True)
class Page:
    """What `figures.html` shows. `counted`: as of when, where not all of it is of today.

    `supervised`: the organisation is an a-kasse.
    """

    name: str
    counted: str | None
    missing: bool
    drawings: tuple[Drawing, ...]
    supervised: bool


def show() -> str | Response:
    now = clock.now()
    if caseworker().organisation.holder is Aktoer.INGEN:
        return redirect(url_for("admin.supervision.show"), 303)
    refresh_overview.refresh_own(database(), caseworker().organisation, now)
    return render_template("admin/figures.html", page=database().read(lambda session: _page(session, now)))


def _page(session: Session, now: datetime) -> Page:
    own, today = caseworker().organisation, now.astimezone(clock.COPENHAGEN).date()
    state = overview.state(session, own.id, own.holder, today)
    return Page(
        name=own.name,
        counted=brief_moment(reader(), state.oldest) if state.oldest else None,
        missing=state.missing > 0,
        drawings=(
            _course(figures.course(session, own.id, own.holder, today), own.holder),
            _planned(session, own.id, now, today),
            _outcomes(session, own.id, now, today),
        ),
        supervised=own.holder is Aktoer.A_KASSE,
    )


def _course(found: figures.Course, holder: Aktoer) -> Drawing:
    others = _("Hos jobcentret") if holder is Aktoer.A_KASSE else _("Hos a-kassen")
    longest = max(found.own, found.others)
    return Drawing(
        caption=_("Jeres borgere i kontaktforløb i dag"),
        heads=(_("Ansvaret er"), _("Borgere")),
        rows=(
            (_("Hos jer"), (_figure(found.own, longest),)),
            (others, (_figure(found.others, longest),)),
        ),
    )


def _planned(session: Session, organisation_id: int, now: datetime, today: date) -> Drawing:
    monday = today - timedelta(days=today.weekday())
    mondays = [monday + timedelta(weeks=number) for number in range(WEEKS + 1)]
    counts = figures.planned(session, organisation_id, [now, *(_midnight(day) for day in mondays[1:])])
    longest = max(counts)
    return Drawing(
        caption=_("Planlagte samtaler hos jer i de kommende uger"),
        heads=(_("Uge"), _("Samtaler")),
        rows=tuple(
            (_week(day), (_figure(count, longest),)) for day, count in zip(mondays, counts, strict=False)
        ),
    )


def _outcomes(session: Session, organisation_id: int, now: datetime, today: date) -> Drawing:
    firsts = [today.replace(day=1)]
    while len(firsts) < MONTHS:
        firsts.insert(0, (firsts[0] - timedelta(days=1)).replace(day=1))
    counts = figures.outcomes(session, organisation_id, [*(_midnight(day) for day in firsts), now])
    statuses = (
        SamtaleStatus.AFHOLDT,
        SamtaleStatus.UDEBLEVET,
        SamtaleStatus.AFLYST,
        SamtaleStatus.PLANLAGT,
    )
    longest = max(max(found.values()) for found in counts)
    return Drawing(
        caption=_("Jeres samtaler måned for måned"),
        heads=(_("Måned"), _("Afholdt"), _("Udeblevet"), _("Aflyst"), _("Ikke registreret")),
        rows=tuple(
            (
                capitalised(month(reader(), first)),
                tuple(_figure(found[status], longest) for status in statuses),
            )
            for first, found in reversed(list(zip(firsts, counts, strict=True)))
        ),
    )


def _week(monday: date) -> str:
    number, text = monday.isocalendar().week, _("Uge {uge}, fra {dag}")
    return text.format(uge=number, dag=plain_day(reader(), monday))


def _figure(count: int, longest: int) -> Figure:
    if count < FEWEST:
        return Figure(_("færre end {antal}").format(antal=FEWEST))
    return Figure(str(count), max(1, round(100 * count / longest)))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, clock.COPENHAGEN)
