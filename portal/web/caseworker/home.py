"""The caseworker's front page: who is signed in, and the meetings ahead."""

from __future__ import annotations

from datetime import datetime, time

from flask import render_template

from portal import clock
from portal.policy.facts import Samtaleform
from portal.store import agenda
from portal.web.context import database
from portal.web.locale import reader
from portal.web.signed_in import caseworker
from portal.wording import reader as say
from portal.wording import words


def show() -> str:
    worker = caseworker()
    this_morning = datetime.combine(clock.today(), time.min, clock.COPENHAGEN)
    meetings = database().read(lambda db: agenda.upcoming(db, worker.id, this_morning))
    rows = [_row(meeting) for meeting in meetings]
    return render_template("caseworker/home.html", worker=worker, rows=rows)


def _row(meeting: agenda.AgendaEntry) -> tuple[str, str, str, str]:
    when = say.capitalised(say.moment(reader(), meeting.start))
    place = meeting.office if meeting.form is Samtaleform.FREMMOEDE else None
    return when, meeting.person, reader().gettext(words.FORM[meeting.form]), place or "–"
