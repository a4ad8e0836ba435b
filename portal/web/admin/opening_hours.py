"""When an office is open: outside these hours no pattern makes times there."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal import clock
from portal.actions import set_opening_hours as setting
from portal.actions.set_opening_hours import SetOpeningHours
from portal.actions.times.whose import NotTheirs
from portal.store import timetable
from portal.store.database import Session
from portal.web.admin import page as admin
from portal.web.caseworker.times import fields
from portal.web.context import database
from portal.web.locale import _
from portal.web.pages import stop_if_missing
from portal.web.signed_in import caseworker
from portal.wording.times_words import WEEKDAYS

SPANS: Final = ("", "2")
"""What the fields of a day's first and second span end with: before and after it is closed at midday."""

FIELDS: Final = tuple(
    f"d{day}_{part}{again}" for day in range(7) for again in SPANS for part in ("fra", "til")
)


@dataclass(frozen=True, slots=True)
class Page:
    """What `opening_hours.html` shows. `bound`: whether any hours are saved."""

    office: uuid.UUID
    name: str
    typed: dict[str, str]
    weekdays: list[tuple[int, str]]
    bound: bool
    saved: bool
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def summary(self) -> list[tuple[str, str]]:
        return list(self.errors.items())


def show(kontor: uuid.UUID) -> str:
    return render_template("admin/opening_hours.html", page=_page(kontor, None, {}))


def save(kontor: uuid.UUID) -> Response | tuple[str, int]:
    typed = fields.typed(request.form, *FIELDS)
    hours, errors = _read(typed)
    if errors:
        return render_template("admin/opening_hours.html", page=_page(kontor, typed, errors)), 422
    try:
        command = SetOpeningHours(caseworker().id, kontor, hours)
        setting.set_opening_hours(command, database(), clock.now())
    except NotTheirs:
        abort(404)
    return redirect(url_for("admin.opening_hours.show", kontor=kontor, gemt="ja"), 303)


def _read(typed: dict[str, str]) -> tuple[dict[int, tuple[tuple[int, int], ...]], dict[str, str]]:
    hours: dict[int, tuple[tuple[int, int], ...]] = {}
    errors: dict[str, str] = {}
    for day in range(7):
        spans = []
        for again in SPANS:
            begins, ends = typed[f"d{day}_fra{again}"], typed[f"d{day}_til{again}"]
            start, end = fields.minutes_of(begins), fields.minutes_of(ends)
            if start is not None and end is not None and start < end:
                spans.append((start, end))
            elif begins or ends:
                text = _("{dag}: Skriv klokkeslæt som 9.00, og det første før det andet.")
                errors[f"d{day}_fra{again}"] = text.format(dag=_(WEEKDAYS[day]))
        spans.sort()
        if any(before[1] > after[0] for before, after in pairwise(spans)):
            errors[f"d{day}_fra2"] = _("{dag}: De to tidsrum overlapper.").format(dag=_(WEEKDAYS[day]))
        if spans:
            hours[day] = tuple(spans)
    return hours, errors


def _page(kontor: uuid.UUID, typed: dict[str, str] | None, errors: dict[str, str]) -> Page:
    def work(session: Session) -> Page:
        office = stop_if_missing(timetable.office_of(session, admin.own(), kontor))
        known = timetable.opening(session, office.id)
        return Page(
            office=kontor,
            name=office.name,
            typed=typed if typed is not None else _as_typed(known or {}),
            weekdays=[(day, _(name)) for day, name in enumerate(WEEKDAYS)],
            bound=known is not None,
            saved=admin.was_saved(),
            errors=errors,
        )

    return admin.read(work)


def _as_typed(hours: timetable.Hours) -> dict[str, str]:
    typed = dict.fromkeys(FIELDS, "")
    for day, spans in hours.items():
        for again, (start, end) in zip(SPANS, spans, strict=False):
            typed |= {
                f"d{day}_fra{again}": fields.hour_text(start),
                f"d{day}_til{again}": fields.hour_text(end),
            }
    return typed
