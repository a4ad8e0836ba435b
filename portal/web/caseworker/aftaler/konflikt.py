"""One joint time: who can come to it instead, and what else can be done."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal import clock
from portal.actions import send_another
from portal.actions.send_another import Choice, Open, SendAnother, Sent, UnknownTime, Why
from portal.policy.facts import Aktoer
from portal.web.caseworker.aftaler import konflikter
from portal.web.caseworker.rows import Cell
from portal.web.caseworker.times import week
from portal.web.caseworker.times.fields import Pairs
from portal.web.context import database
from portal.web.ids import read_uuid
from portal.web.locale import _, ngettext
from portal.web.signed_in import caseworker
from portal.wording.reader import capitalised

ONE, ALL = "denne", "alle"


@dataclass(frozen=True, slots=True)
class Page:
    """What `aftaler/konflikt.html` shows. `rows`: what is known of the time. `waits_for`: the other side,
    where it alone has to send somebody; "" else. `colleagues`: who can come; `which`: to how much, empty
    where there is nothing to choose.

    `withdraw`: the fields of the form that withdraws the time, which is the jobcenter's to do; `booked`: a
    meeting is called off then. `phone`: the jobcenter's.
    """

    time: uuid.UUID
    when: str
    rows: list[tuple[str, Cell]]
    waits_for: str
    colleagues: Pairs
    worker: str
    which: Pairs
    chosen: str
    withdraw: dict[str, str]
    booked: bool
    jobcenter: str
    phone: str
    errors: dict[str, str]

    @property
    def summary(self) -> Pairs:
        return list(self.errors.items())


def show(tid: uuid.UUID) -> str:
    return _shown(tid, {})


def send(tid: uuid.UUID) -> Response | tuple[str, int]:
    worker = read_uuid(request.form.get("medarbejder"))
    if worker is None:
        return _shown(tid, {"medarbejder": _("Vælg, hvem der kommer.")}), 422
    command = SendAnother(caseworker().id, tid, worker, whole=request.form.get("hvilke") == ALL)
    try:
        done = send_another.send_another(command, database(), clock.now())
    except UnknownTime:
        abort(404)
    if isinstance(done, Sent):
        return redirect(url_for("caseworker.aftaler.konflikter.show", gjort="sendt"), 303)
    told = {
        Why.NOBODY: _("Vælg en af jeres egne medarbejdere."),
        Why.BUSY: _("Medarbejderen er optaget. Vælg en anden, eller vælg kun denne tid."),
        Why.CHANGED: _("Nogen har lige ændret tiden. Intet er gemt. Se det nye, og prøv igen."),
    }
    page = _shown(tid, {"medarbejder": told[done.why]})
    return page, 409 if done.why is Why.CHANGED else 422


def _shown(tid: uuid.UUID, errors: dict[str, str]) -> str:
    now = clock.now()
    try:
        found = database().read(lambda s: send_another.look(s, caseworker().id, tid, now))
    except UnknownTime:
        abort(404)
    return render_template("caseworker/aftaler/konflikt.html", page=_page(tid, found, errors))


def _page(tid: uuid.UUID, found: Open, errors: dict[str, str]) -> Page:
    time = found.time
    ours = found.side is Aktoer.JOBCENTER
    rows: list[tuple[str, Cell]] = [
        (_("Sted"), time.office),
        (_("Fra jobcentret"), konflikter.from_jobcenter(time)),
        (_("Fra a-kassen"), konflikter.from_a_kasse(time)),
        (_("I vejen"), konflikter.in_the_way(time) or _("Intet")),
        (_("Tiden er"), konflikter.stands(time)),
    ]
    return Page(
        time=tid,
        when=capitalised(konflikter.when(time)),
        rows=rows,
        waits_for=_waits_for(found),
        colleagues=[(str(one.who.public_id), _colleague(one, found.together)) for one in found.choices],
        worker=request.form.get("medarbejder", ""),
        which=_which(found),
        chosen=request.form.get("hvilke", ALL),
        withdraw=_withdraw(tid, found) if ours else {},
        booked=time.booked,
        jobcenter=time.jobcenter,
        phone="" if ours else time.jobcenter_phone or "",
        errors=errors,
    )


def _waits_for(found: Open) -> str:
    time = found.time
    sides = [(time.of_jobcenter, time.jobcenter), (time.of_a_kasse, time.a_kasse)]
    (ours, _own), (theirs, other) = sides if found.side is Aktoer.JOBCENTER else sides[::-1]
    return other if theirs is not None and ours is None else ""


def _colleague(one: Choice, together: int) -> str:
    if together == 1:
        return one.who.name
    how_many = _("kan alle {antal} tider").format(antal=together) if one.whole else _("kan kun denne tid")
    return f"{one.who.name} ({how_many})"


def _which(found: Open) -> Pairs:
    """`together` counts this one too."""
    if found.together == 1:
        return []
    text = ngettext(
        "Også den anden tid, som {navn} har samme sted den dag",
        "Også de {antal} andre tider, som {navn} har samme sted den dag",
        found.together - 1,
    )
    time = found.time
    name = (time.caseworker if found.side is Aktoer.JOBCENTER else time.a_kasse_caseworker) or ""
    return [(ALL, text.format(antal=found.together - 1, navn=name)), (ONE, _("Kun denne tid"))]


def _withdraw(tid: uuid.UUID, found: Open) -> dict[str, str]:
    """What the page on the week's times asks for."""
    day = found.time.start.astimezone(clock.COPENHAGEN).date()
    return {"tid": str(tid), "handling": "traek", "uge": week.week_of(day)}
