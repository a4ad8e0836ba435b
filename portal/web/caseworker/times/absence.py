"""Absence: when somebody is away, and the times it withdraws, after a look at them."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal import clock
from portal.actions import enter_absence as entering
from portal.actions import publish_times
from portal.actions.casework import AGENDA
from portal.actions.enter_absence import EnterAbsence, RemoveAbsence
from portal.actions.publish_times import FURTHEST
from portal.actions.times import whose
from portal.actions.times.whose import NotTheirs
from portal.clock import COPENHAGEN
from portal.store import timetable
from portal.store.database import Session
from portal.store.joint_conflicts import NONE_CLOSED
from portal.store.timetable import AbsenceView, Who
from portal.web.caseworker.rows import Link
from portal.web.caseworker.seeing import log_named
from portal.web.caseworker.times import chosen, fields, week
from portal.web.caseworker.times.fields import Pairs
from portal.web.context import database
from portal.web.days import read_day
from portal.web.ids import read_uuid
from portal.web.locale import _, reader
from portal.web.signed_in import caseworker
from portal.wording.reader import brief_day, brief_moment
from portal.wording.reader import clock as hour

FIELDS = ("fra", "fra_kl", "til", "til_kl")


@dataclass(frozen=True, slots=True)
class Page:
    """What `absence.html` and `absence_check.html` show. `entered`: what is known, each with its id.

    `closed`: what it does to agreed times, in a sentence; "": nothing.
    """

    who: uuid.UUID
    name: str
    others: Pairs
    typed: dict[str, str]
    entered: list[tuple[uuid.UUID, str, str]]
    today: str
    errors: dict[str, str] = field(default_factory=dict)
    told: str = ""
    closed: str = ""
    free: int = 0
    booked: list[tuple[str, str, list[Link | str]]] = field(default_factory=list)
    call_off: frozenset[uuid.UUID] = frozenset()
    saved: bool = False
    people: frozenset[uuid.UUID] = frozenset()

    @property
    def summary(self) -> Pairs:
        return list(self.errors.items())


def show() -> str:
    return render_template("caseworker/times/absence.html", page=_page(request.args.get("hvem")))


def check() -> str | tuple[str, int]:
    """What the absence would withdraw. `ret`: back to the form."""
    page = _page(request.form.get("hvem"), judged="ret" not in request.form)
    if "ret" in request.form:
        return render_template("caseworker/times/absence.html", page=page)
    if page.errors:
        return render_template("caseworker/times/absence.html", page=page), 422
    return render_template("caseworker/times/absence_check.html", page=page)


def save() -> Response | str | tuple[str, int]:
    page = _page(request.form.get("hvem"), judged=True)
    if page.errors:
        return render_template("caseworker/times/absence.html", page=page), 422
    if page.call_off and "forstaaet" not in request.form:
        error = {"forstaaet": _("Sæt kryds, hvis samtalerne skal aflyses.")}
        page = _page(request.form.get("hvem"), judged=True, more=error)
        return render_template("caseworker/times/absence_check.html", page=page), 422
    between = _between(page.typed)
    assert between is not None  # noqa: S101 - there are no errors
    known = frozenset(one for text in request.form.getlist("samtale") if (one := read_uuid(text)))
    command = EnterAbsence(caseworker().id, page.who, *between, known)
    done = entering.enter_absence(command, database(), clock.now())
    if done.called_off or done.left:
        to_week = url_for("caseworker.times.week.show")
        return render_template("caseworker/times/withdrawn.html", page=chosen.told(done), to_week=to_week)
    return redirect(url_for("caseworker.times.absence.show", hvem=page.who, gemt="ja"), 303)


def remove(fravaer: uuid.UUID) -> Response:
    who = read_uuid(request.form.get("hvem"))
    if who is None:
        abort(404)
    try:
        found = entering.remove_absence(RemoveAbsence(caseworker().id, who, fravaer), database(), clock.now())
    except NotTheirs:
        abort(404)
    if not found:
        abort(404)
    return redirect(url_for("caseworker.times.absence.show", hvem=who), 303)


def _page(wanted: str | None, *, judged: bool = False, more: dict[str, str] | None = None) -> Page:
    page = database().read(lambda session: _read(session, wanted, judged, more or {}))
    log_named(AGENDA, page.people, clock.now())
    return page


def _read(session: Session, wanted: str | None, judged: bool, more: dict[str, str]) -> Page:
    now = clock.now()
    worker, house = publish_times.of_the_house(session, caseworker().id)
    try:
        (who,) = whose.workers(house, worker, [read_uuid(wanted) or worker.public_id])
    except NotTheirs:
        abort(404)
    typed = fields.typed(request.form, *FIELDS)
    errors = _errors(typed, now) if judged else {}
    between = _between(typed) if judged and not errors else None
    command = EnterAbsence(worker.id, who.public_id, *between) if between else None
    touched = entering.preview(session, command, now) if command else ()
    closed = entering.closes(session, command, now) if command else NONE_CLOSED
    booked = [time for time in touched if time.booked]
    others = [(str(one.public_id), one.name) for one in house.workers] if whose.leads(worker) else []
    return Page(
        who=who.public_id,
        name=who.name,
        others=others,
        typed=typed,
        entered=_entered(session, who, now),
        today=now.astimezone(COPENHAGEN).date().isoformat(),
        errors=errors | more,
        told=_told(*between) if between else "",
        closed=fields.closed(closed),
        free=len(touched) - len(booked),
        booked=[(fields.day_and_hour(time), fields.whose(time), chosen.with_whom(time)) for time in booked],
        call_off=frozenset(meeting.public_id for time in booked for meeting in time.booked),
        saved=request.args.get("gemt") == "ja",
        people=week.named(booked, worker.id),
    )


def _entered(session: Session, who: Who, now: datetime) -> list[tuple[uuid.UUID, str, str]]:
    kinds = {"fravaer": _("Fravær"), "optaget": _("Optaget i kalenderen")}
    return [(one.public_id, _told(one.start, one.slut), kinds[one.kind]) for one in _known(session, who, now)]


def _known(session: Session, who: Who, now: datetime) -> tuple[AbsenceView, ...]:
    return timetable.absences(session, who.id, now)


def _errors(typed: dict[str, str], now: datetime) -> dict[str, str]:
    first, last = read_day(typed["fra"]), read_day(typed["til"] or typed["fra"])
    if first is None:
        return {"fra": _("Skriv den første dag.")}
    if last is None:
        return {"til": _("Skriv den sidste dag.")}
    for name in ("fra_kl", "til_kl"):
        if typed[name] and fields.minutes_of(typed[name]) is None:
            return {name: _("Skriv klokkeslættet som 9.00.")}
    between = _between(typed)
    if between is None:
        return {"til": _("Fraværet slutter, før det begynder.")}
    if between[1] <= now:
        return {"til": _("Fraværet er forbi.")}
    if between[1] > now + FURTHEST:
        return {"til": _("Fravær kan skrives højst 400 dage frem.")}
    return {}


def _between(typed: dict[str, str]) -> tuple[datetime, datetime] | None:
    """From the first day's hour, else its beginning, to the last day's hour, else its end."""
    first, last = read_day(typed["fra"]), read_day(typed["til"] or typed["fra"])
    begins = fields.minutes_of(typed["fra_kl"]) if typed["fra_kl"] else 0
    ends = fields.minutes_of(typed["til_kl"]) if typed["til_kl"] else 24 * 60
    if first is None or last is None or begins is None or ends is None:
        return None
    midnight = datetime.min.time()
    start = datetime.combine(first, midnight, COPENHAGEN) + timedelta(minutes=begins)
    slut = datetime.combine(last, midnight, COPENHAGEN) + timedelta(minutes=ends)
    return (start, slut) if start < slut else None


def _told(start: datetime, slut: datetime) -> str:
    """`3. mar. 2027`, `3. mar. 2027 – 5. mar. 2027`, or with hours where it is not whole days."""
    begins, ends = start.astimezone(COPENHAGEN), slut.astimezone(COPENHAGEN)
    midnight = datetime.min.time()
    if begins.time() == ends.time() == midnight:
        last = (ends - timedelta(days=1)).date()
        if last == begins.date():
            return brief_day(reader(), last)
        return f"{brief_day(reader(), begins)} – {brief_day(reader(), last)}"
    if begins.date() == ends.date():
        return f"{brief_moment(reader(), start)}–{hour(reader(), slut)}"
    return f"{brief_moment(reader(), start)} – {brief_moment(reader(), slut)}"
