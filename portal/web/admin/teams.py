"""The organisation's teams: the list, one team with its members, closing it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from flask import abort, render_template, url_for
from werkzeug.wrappers import Response

from portal import clock
from portal.actions import close_team, set_team
from portal.actions.administer import NEW, Outdated, Refused, Why
from portal.actions.close_team import CloseTeam
from portal.actions.set_team import SetTeam
from portal.store import ahead, offices, staff, teams
from portal.store.database import Session
from portal.store.offices import OfficeRow
from portal.store.staff import WorkerRow
from portal.store.teams import TeamRow
from portal.web.admin import ahead_table, page
from portal.web.admin.fields import Reading
from portal.web.admin.page import Form, Pairs
from portal.web.caseworker.rows import Cell, Link, Mark, Table
from portal.web.context import database
from portal.web.locale import _, reader
from portal.web.pages import stop_if_missing
from portal.web.signed_in import caseworker
from portal.wording.reader import listed


@dataclass(frozen=True, slots=True)
class Known:
    """What the form for a team needs: the team, None for a new one; who and where there is to choose from."""

    team: TeamRow | None
    workers: tuple[WorkerRow, ...]
    offices: tuple[OfficeRow, ...]

    @property
    def mark(self) -> str:
        return set_team.mark_of(self.team, self.workers) if self.team else NEW

    @property
    def members(self) -> frozenset[uuid.UUID]:
        if self.team is None:
            return frozenset()
        return frozenset(
            one.public_id for one in self.workers if one.team_id == self.team.public_id and one.active
        )


@dataclass(frozen=True, slots=True)
class Closing:
    """What `team_close.html` shows. `ahead`: None where nothing stands in the way."""

    team: TeamRow
    ahead: Table | None


def show_all() -> str:
    found, workers = page.read(lambda session: (teams.of(session, page.own()), staff.of(session, page.own())))
    table = Table(
        caption=_("Teams"),
        heads=(_("Navn"), _("Kontor"), _("Medlemmer"), _("Status")),
        rows=tuple(_row(team, workers) for team in found),
        empty=_("I har ingen teams endnu."),
    )
    return render_template("admin/teams.html", table=table, saved=page.was_saved())


def new() -> str:
    return _page(_known(None), Form({}, NEW), frozenset())


def show(team: uuid.UUID) -> str:
    known = _known(team)
    assert known.team is not None  # noqa: S101 - else there is no page
    typed = {"name": known.team.name, "office": page.id_text(known.team.office_id)}
    return _page(known, Form(typed, known.mark), known.members)


def add() -> Response | tuple[str, int]:
    return _save(None)


def save(team: uuid.UUID) -> Response | tuple[str, int]:
    return _save(team)


def closing(team: uuid.UUID) -> str:
    return render_template("admin/team_close.html", page=_closing(team))


def close(team: uuid.UUID) -> Response | tuple[str, int]:
    command = CloseTeam(caseworker().id, team)
    outcome = page.acted(lambda: close_team.close_team(command, database(), clock.now()))
    if isinstance(outcome, Refused):
        return render_template("admin/team_close.html", page=_closing(team)), 409
    return page.saved("admin.teams.show_all")


def _save(team: uuid.UUID | None) -> Response | tuple[str, int]:
    reading, known = page.reading(), _known(team)
    command = _command(reading, team)
    if reading.errors:
        return _again(known, Form(reading.typed, reading.mark, reading.errors), command.members)
    outcome = page.acted(lambda: set_team.set_team(command, database(), clock.now()))
    if isinstance(outcome, Refused):
        field = "name" if outcome.why is Why.NAME_TAKEN else "members"
        reading.errors[field] = page.refusal(outcome.why)
        form = Form(reading.typed, reading.mark, reading.errors)
        return _again(_known(team), form, command.members)
    if isinstance(outcome, Outdated):
        now = _known(team)
        form = Form(reading.typed, now.mark, saved_now=_told(now))
        return _again(now, form, command.members)
    return page.saved("admin.teams.show_all")


def _command(reading: Reading, team: uuid.UUID | None) -> SetTeam:
    return SetTeam(
        caseworker_id=caseworker().id,
        team=team,
        seen=reading.mark,
        name=reading.line("name", 200, _("Skriv teamets navn.")),
        office=reading.chosen("office"),
        members=reading.all_chosen("members"),
    )


def _known(team: uuid.UUID | None) -> Known:
    def work(session: Session) -> Known:
        found = stop_if_missing(teams.one(session, page.own(), team)) if team else None
        if found is not None and found.closed_at is not None:
            abort(404)
        return Known(found, staff.of(session, page.own()), offices.of(session, page.own()))

    return page.read(work)


def _closing(team: uuid.UUID) -> Closing:
    def work(session: Session) -> Closing:
        found = stop_if_missing(teams.one(session, page.own(), team))
        theirs = ahead.of_team(session, page.own(), found.id, clock.now())
        return Closing(found, None if theirs.nothing else ahead_table.table(theirs))

    return page.read(work)


def _row(team: TeamRow, workers: tuple[WorkerRow, ...]) -> tuple[Cell, ...]:
    members = [one.name for one in workers if one.team_id == team.public_id and one.active]
    if team.closed_at is not None:
        return team.name, team.office or "–", "–", Mark(_("Lukket"), "warning")
    here = url_for("admin.teams.show", team=team.public_id)
    return Link(team.name, here), team.office or "–", listed(reader(), members) or "–", _("Åbent")


def _told(known: Known) -> Pairs:
    if known.team is None:
        return []
    members = [one.name for one in known.workers if one.public_id in known.members]
    return [
        (_("Navn"), known.team.name),
        (_("Kontor"), known.team.office or _("Intet")),
        (_("Medlemmer"), listed(reader(), members) or _("Ingen")),
    ]


def _again(known: Known, form: Form, members: frozenset[uuid.UUID]) -> tuple[str, int]:
    return _page(known, form, members), form.status


def _page(known: Known, form: Form, members: frozenset[uuid.UUID]) -> str:
    own = known.team.public_id if known.team else None
    return render_template(
        "admin/team.html",
        team=known.team,
        form=form,
        offices=[("", _("Intet")), *((str(o.public_id), o.name) for o in known.offices if not o.closed_at)],
        workers=[(str(one.public_id), one.name, _elsewhere(one, own)) for one in known.workers if one.active],
        members={str(member) for member in members},
    )


def _elsewhere(worker: WorkerRow, own: uuid.UUID | None) -> str:
    if worker.team is None or worker.team_id == own:
        return ""
    return _("Er nu i {team}.").format(team=worker.team)
