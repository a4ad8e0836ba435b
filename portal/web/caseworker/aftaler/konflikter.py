"""Joint times that somebody cannot come to: the list that both organisations have of them."""

from __future__ import annotations

from typing import Final

from flask import render_template, request, url_for
from werkzeug.wrappers import Response

from portal import clock
from portal.actions.times import whose
from portal.store import joint_conflicts
from portal.store.joint_conflicts import Conflict, Obstacle
from portal.web.caseworker.lists.csv_file import csv_response
from portal.web.caseworker.rows import Cell, Link, Mark, Table
from portal.web.context import database
from portal.web.locale import _, reader
from portal.web.signed_in import caseworker
from portal.wording.reader import N_, brief_moment
from portal.wording.reader import clock as hour

_IN_THE_WAY: Final = {
    Obstacle.AWAY: N_("{navn} er væk"),
    Obstacle.BUSY: N_("{navn} er optaget"),
    Obstacle.LEFT: N_("{navn} er her ikke længere"),
}


def show() -> str:
    """To be worked from, or to be printed: then without what is pressed."""
    printing = "udskriv" in request.args
    found = _found()
    table = Table(
        caption=_("Fælles tider i konflikt"),
        heads=_heads() if printing else (*_heads(), _("Handling")),
        rows=tuple(_told(one) if printing else (*_told(one), _act(one)) for one in found),
        empty=_("Ingen: Der kommer nogen fra begge sider til alle aftalte tider."),
    )
    done = request.args.get("gjort") == "sendt"
    return render_template("caseworker/aftaler/konflikter.html", table=table, printing=printing, done=done)


def export() -> Response:
    """The same as a file."""
    name = f"konflikter-{clock.today().isoformat()}.csv"
    return csv_response(name, _heads(), [_told(one) for one in _found()])


def when(one: Conflict) -> str:
    return f"{brief_moment(reader(), one.start)}–{hour(reader(), one.slut)}"


def from_jobcenter(one: Conflict) -> str:
    return f"{one.caseworker or '–'}\n{one.jobcenter}"


def from_a_kasse(one: Conflict) -> str:
    return f"{one.a_kasse_caseworker or '–'}\n{one.a_kasse}"


def in_the_way(one: Conflict) -> str:
    """Who cannot come, in general terms; "" where nothing is in the way."""
    sides = ((one.caseworker, one.of_jobcenter), (one.a_kasse_caseworker, one.of_a_kasse))
    return "\n".join(_(_IN_THE_WAY[why]).format(navn=name) for name, why in sides if why is not None)


def stands(one: Conflict) -> Mark:
    if one.booked:
        return Mark(_("Booket"), "error" if in_the_way(one) else "info")
    if one.held:
        return Mark(_("Tilbudt en borger"), "warning")
    return Mark(_("Lukket"), "warning") if in_the_way(one) else Mark(_("Ledig"), "success")


def _found() -> tuple[Conflict, ...]:
    own, now = caseworker().organisation.id, clock.now()
    return database().read(lambda session: joint_conflicts.of(session, own, now))


def _heads() -> tuple[str, ...]:
    return _("Tid"), _("Fra jobcentret"), _("Fra a-kassen"), _("I vejen"), _("Tiden er")


def _told(one: Conflict) -> tuple[Cell, ...]:
    return when(one), from_jobcenter(one), from_a_kasse(one), in_the_way(one), stands(one)


def _act(one: Conflict) -> Cell:
    if not whose.leads(caseworker()):
        return _("Sig det til jeres teamleder")
    return Link(_("Find en løsning"), url_for("caseworker.aftaler.konflikt.show", tid=one.slot), when(one))
