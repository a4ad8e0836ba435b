"""The caseworker's front page: who is signed in, the way to a person, and the meetings ahead."""

from __future__ import annotations

from datetime import datetime, time

from flask import render_template, url_for

from portal import clock
from portal.policy.facts import Samtaleform
from portal.store import agenda
from portal.web.caseworker.rows import Cell, Link, Table
from portal.web.context import database
from portal.web.locale import _, reader
from portal.web.signed_in import caseworker
from portal.wording import reader as say
from portal.wording import words


def show() -> str:
    worker = caseworker()
    this_morning = datetime.combine(clock.today(), time.min, clock.COPENHAGEN)
    meetings = database().read(lambda db: agenda.upcoming(db, worker.id, this_morning))
    table = Table(
        caption=_("Samtaler fra i dag og frem"),
        heads=(_("Tid"), _("Borger"), _("Form"), _("Sted")),
        rows=tuple(_row(meeting) for meeting in meetings),
        empty=_("Ingen har booket en samtale med dig fra i dag og frem."),
    )
    return render_template("caseworker/home.html", worker=worker, table=table)


def _row(meeting: agenda.AgendaEntry) -> tuple[Cell, ...]:
    when = say.capitalised(say.moment(reader(), meeting.start))
    who = Link(meeting.person, url_for("caseworker.person.show", person=meeting.person_id))
    place = meeting.office if meeting.form is Samtaleform.FREMMOEDE else None
    return when, who, _(words.FORM[meeting.form]), place or "–"
