"""Those who work for the organisation: the list, one of them, taking their access, giving it back."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from flask import render_template, url_for
from werkzeug.wrappers import Response

from portal import clock
from portal.actions import administer, deactivate_caseworker, set_caseworker
from portal.actions.administer import NEW, Outdated, Refused, Why
from portal.actions.deactivate_caseworker import ActivateCaseworker, DeactivateCaseworker
from portal.actions.set_caseworker import SetCaseworker
from portal.store import ahead, offices, staff, teams
from portal.store.ahead import Ahead, MeetingAhead
from portal.store.database import Session
from portal.store.staff import WorkerRow
from portal.web.admin import ahead_table, page
from portal.web.admin.fields import Reading
from portal.web.admin.page import Form, Pairs
from portal.web.caseworker.rows import Cell, Link, Mark, Table
from portal.web.context import database
from portal.web.locale import _, reader
from portal.web.pages import stop_if_missing
from portal.web.signed_in import caseworker
from portal.wording.administration_words import ROLE, ROLE_MEANS
from portal.wording.reader import brief_moment, capitalised
from portal.wording.words import FORM

MOST_MEETINGS = 100
"""How many of somebody's meetings are listed one by one."""

_AT = {
    Why.SUBJECT_TAKEN: "subject",
    Why.OWN_ROLE: "role",
    Why.LAST_ADMINISTRATOR: "role",
    Why.SOMETHING_AHEAD: "role",
}


@dataclass(frozen=True, slots=True)
class Known:
    """What the form needs: who it is, None for somebody new; the open offices and teams, by their ids."""

    worker: WorkerRow | None
    offices: Pairs
    teams: Pairs

    @property
    def mark(self) -> str:
        return administer.mark(self.worker) if self.worker else NEW


@dataclass(frozen=True, slots=True)
class Leaving:
    """What `caseworker_deactivate.html` shows: what they have ahead, and each meeting that stays planned."""

    worker: WorkerRow
    ahead: Ahead
    table: Table
    meetings: Table
    mark: str
    error: str = ""
    changed: bool = False

    @property
    def summary(self) -> Pairs:
        return [("bekraeft", self.error)] if self.error else []


def show_all() -> str:
    found = page.read(lambda session: staff.of(session, page.own()))
    table = Table(
        caption=_("Medarbejdere"),
        heads=(_("Navn"), _("Rolle"), _("Kontor"), _("Team"), _("Adgang")),
        rows=tuple(_row(worker) for worker in found),
    )
    return render_template("admin/staff.html", table=table, saved=page.was_saved())


def new() -> str:
    return _page(_known(None), Form({"role": "caseworker"}, NEW))


def show(sagsbehandler: uuid.UUID) -> str:
    known = _known(sagsbehandler)
    return _page(known, Form(_values(known), known.mark))


def add() -> Response | tuple[str, int]:
    return _save(None)


def save(sagsbehandler: uuid.UUID) -> Response | tuple[str, int]:
    return _save(sagsbehandler)


def leaving(sagsbehandler: uuid.UUID) -> str:
    return render_template("admin/caseworker_deactivate.html", page=_leaving(sagsbehandler))


def deactivate(sagsbehandler: uuid.UUID) -> Response | tuple[str, int]:
    reading = page.reading()
    command = DeactivateCaseworker(
        caseworker().id, sagsbehandler, reading.mark, confirmed=reading.form.get("bekraeft") == "ja"
    )
    outcome = page.acted(
        lambda: deactivate_caseworker.deactivate_caseworker(command, database(), clock.now())
    )
    if isinstance(outcome, Outdated):
        shown = _leaving(sagsbehandler, changed=True)
        return render_template("admin/caseworker_deactivate.html", page=shown), 409
    if isinstance(outcome, Refused):
        shown = _leaving(sagsbehandler, page.refusal(outcome.why))
        return render_template("admin/caseworker_deactivate.html", page=shown), 422
    return page.saved("admin.staff.show_all")


def activate(sagsbehandler: uuid.UUID) -> Response:
    command = ActivateCaseworker(caseworker().id, sagsbehandler)
    page.acted(lambda: deactivate_caseworker.activate_caseworker(command, database(), clock.now()))
    return page.saved("admin.staff.show_all")


def _save(sagsbehandler: uuid.UUID | None) -> Response | tuple[str, int]:
    reading, known = page.reading(), _known(sagsbehandler)
    command = _command(reading, sagsbehandler)
    if reading.errors:
        return _again(known, Form(reading.typed, reading.mark, reading.errors))
    outcome = page.acted(lambda: set_caseworker.set_caseworker(command, database(), clock.now()))
    if isinstance(outcome, Refused):
        reading.errors[_AT.get(outcome.why, "office")] = page.refusal(outcome.why)
        return _again(_known(sagsbehandler), Form(reading.typed, reading.mark, reading.errors))
    if isinstance(outcome, Outdated):
        now = _known(sagsbehandler)
        return _again(now, Form(reading.typed, now.mark, saved_now=_told(now)))
    return page.saved("admin.staff.show_all")


def _command(reading: Reading, sagsbehandler: uuid.UUID | None) -> SetCaseworker:
    new = sagsbehandler is None
    subject = reading.line("subject", 200, _("Skriv medarbejderens identitet.")) if new else ""
    return SetCaseworker(
        caseworker_id=caseworker().id,
        caseworker=sagsbehandler,
        seen=reading.mark,
        subject=subject,
        name=reading.line("name", 200, _("Skriv medarbejderens navn.")),
        email=reading.mail("email"),
        role=reading.choice("role", list(ROLE), _("Vælg en rolle.")),
        office=reading.chosen("office"),
        team=reading.chosen("team"),
    )


def _known(sagsbehandler: uuid.UUID | None) -> Known:
    def work(session: Session) -> Known:
        own = page.own()
        worker = stop_if_missing(staff.one(session, own, sagsbehandler)) if sagsbehandler else None
        return Known(
            worker,
            [(str(one.public_id), one.name) for one in offices.of(session, own) if one.closed_at is None],
            [(str(one.public_id), one.name) for one in teams.of(session, own) if one.closed_at is None],
        )

    return page.read(work)


def _leaving(sagsbehandler: uuid.UUID, error: str = "", *, changed: bool = False) -> Leaving:
    now = clock.now()

    def work(session: Session) -> Leaving:
        worker = stop_if_missing(staff.one(session, page.own(), sagsbehandler))
        theirs = ahead.of_caseworker(session, worker.id, now)
        meetings = ahead.meetings_of(session, worker.id, now, limit=MOST_MEETINGS)
        return Leaving(
            worker=worker,
            ahead=theirs,
            table=ahead_table.table(theirs),
            meetings=_meetings(meetings),
            mark=deactivate_caseworker.mark_of(theirs),
            error=error,
            changed=changed,
        )

    return page.read(work)


def _meetings(found: tuple[MeetingAhead, ...]) -> Table:
    return Table(
        caption=_("Samtaler, som en anden skal holde eller flytte"),
        heads=(_("Tid"), _("Form"), _("Kontor"), _("Borger")),
        rows=tuple(_meeting(meeting) for meeting in found),
    )


def _meeting(meeting: MeetingAhead) -> tuple[Cell, ...]:
    when = capitalised(brief_moment(reader(), meeting.start))
    person = url_for("caseworker.person.show", person=meeting.person)
    return when, _(FORM[meeting.form]), meeting.office or "–", Link(_("Se borgeren"), person, when)


def _row(worker: WorkerRow) -> tuple[Cell, ...]:
    here = url_for("admin.staff.show", sagsbehandler=worker.public_id)
    access: Cell = _("Aktiv") if worker.active else Mark(_("Ingen adgang"), "warning")
    return Link(worker.name, here), _(ROLE[worker.role]), worker.office or "–", worker.team or "–", access


def _values(known: Known) -> dict[str, str]:
    worker = known.worker
    assert worker is not None  # noqa: S101 - else there is no page
    return {
        "name": worker.name,
        "email": worker.email or "",
        "role": worker.role,
        "office": page.id_text(worker.office_id),
        "team": page.id_text(worker.team_id),
    }


def _told(known: Known) -> Pairs:
    worker = known.worker
    if worker is None:
        return []
    return [
        (_("Navn"), worker.name),
        (_("Mail"), worker.email or _("Intet")),
        (_("Rolle"), _(ROLE[worker.role])),
        (_("Kontor"), worker.office or _("Intet")),
        (_("Team"), worker.team or _("Intet")),
        (_("Adgang"), _("Aktiv") if worker.active else _("Ingen adgang")),
    ]


def _again(known: Known, form: Form) -> tuple[str, int]:
    return _page(known, form), form.status


def _page(known: Known, form: Form) -> str:
    none = ("", _("Intet"))
    return render_template(
        "admin/caseworker.html",
        worker=known.worker,
        oneself=known.worker is not None and known.worker.id == caseworker().id,
        form=form,
        roles=[(role, _(name), _(ROLE_MEANS[role])) for role, name in ROLE.items()],
        offices=[none, *known.offices],
        teams=[none, *known.teams],
    )
