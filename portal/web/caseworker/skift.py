"""Who changes a-kasse or kommune: what is still planned is listed with both, as far as each sees it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from flask import Response, render_template, url_for

from portal import clock
from portal.actions.open_list import log_export
from portal.policy import oplysninger
from portal.policy.facts import Aktoer
from portal.policy.indsigt import TIDLIGERE, Del
from portal.policy.oplysninger import Oplysning
from portal.policy.sag import Sag
from portal.store import bookings, held, moved
from portal.store.database import Session
from portal.store.moved import Meeting, Move
from portal.web.caseworker import person_meetings
from portal.web.caseworker.forloeb import Names, address, names_of
from portal.web.caseworker.lists.csv_file import tables_response
from portal.web.caseworker.rows import Cell, Link, Table
from portal.web.caseworker.seeing import Looking, log_named, look
from portal.web.context import database
from portal.web.locale import _, reader
from portal.web.signed_in import caseworker
from portal.wording.explain import CitationLink, citation_links
from portal.wording.reader import brief_day, brief_moment, capitalised
from portal.wording.words import ART, FORM

ACTION: Final = "see_change"
LISTED: Final = "see_changes"
BACK: Final = timedelta(days=60)
"""For so long after a change it stays on the list."""


@dataclass(frozen=True, slots=True)
class Page:
    """What `skift.html` shows of one person. `register`: where the organisation registers a change itself."""

    person: uuid.UUID
    name: str
    changes: Table
    meetings: Table
    register: str | None
    citations: tuple[CitationLink, ...]


@dataclass(frozen=True, slots=True)
class All:
    """What `skift_alle.html` shows, and the changes it is made of."""

    moves: list[Move]
    leaving: Table
    coming: Table
    registered: Table


def show(person: uuid.UUID) -> str:
    return render_template("caseworker/skift.html", page=look(person, ACTION, _page, Del.STAMDATA))


def show_all() -> str:
    found = _all()
    log_named(LISTED, {move.person for move in found.moves}, clock.now())
    return render_template(
        "caseworker/skift_alle.html",
        leaving=found.leaving,
        coming=found.coming,
        registered=found.registered,
    )


def export() -> Response:
    """The same as a file."""
    found, now = _all(), clock.now()
    people = {move.person for move in found.moves}
    log_export(database(), caseworker().id, now, "skift", people)
    tables = (found.leaving, found.registered, found.coming)
    return tables_response(f"skift-{clock.today().isoformat()}.csv", _("Liste"), tables)


def _all() -> All:
    now, worker = clock.now(), caseworker()
    today = now.astimezone(clock.COPENHAGEN).date()
    own = worker.organisation
    found = database().read(lambda s: moved.moves(s, own.id, own.holder, today - BACK, now))
    # Before its day a change is known to the one that loses the person only (LAB § 27; FVL § 32).
    seen = [move for move in found if move.former_id == own.id or move.fra <= today]
    gone = {move.person_id for move in seen if move.former_id == own.id and move.fra <= today}
    registered = database().read(lambda session: held.registered_with(session, own.id, gone))
    return All(seen, _leaving(seen), _coming(seen), _registered(registered))


def _leaving(seen: list[Move]) -> Table:
    """Those who leave: their names, and the meetings that the organisation still has planned with them."""
    own, today = caseworker().organisation.id, clock.today()
    return Table(
        caption=_("Går fra jer"),
        heads=(_("Person"), _("Fra"), _("Til"), _("Jeres planlagte samtaler efter skiftet")),
        rows=tuple(
            (_name(move, link=move.fra > today), _day(move.fra), move.present, _planned(move))
            for move in seen
            if move.former_id == own
        ),
        empty=_("Ingen."),
    )


def _registered(meetings: list[tuple[datetime, str, uuid.UUID, uuid.UUID]]) -> Table:
    """Those with people who have left: what the organisation registered of them stays its to correct."""
    return Table(
        caption=_("Samtaler, I har registreret med dem, der er gået"),
        heads=(_("Samtale"), _("Person")),
        rows=tuple(
            (
                Link(
                    capitalised(brief_moment(reader(), start)),
                    url_for("caseworker.samtale.show", person=person, samtale=meeting),
                    name,
                ),
                name,
            )
            for start, name, person, meeting in meetings
        ),
    )


def _coming(seen: list[Move]) -> Table:
    """Those who came. What is planned with the former one is seen on the person's page, as far as it may."""
    own = caseworker().organisation.id
    return Table(
        caption=_("Er kommet til jer"),
        heads=(_("Person"), _("Fra"), _("Kom fra"), _("Samtaler")),
        rows=tuple(
            (
                _name(move, link=True),
                _day(move.fra),
                move.former or "–",
                Link(
                    _("Se planlagte samtaler"),
                    url_for("caseworker.skift.show", person=move.person),
                    move.name,
                ),
            )
            for move in seen
            if move.present_id == own
        ),
        empty=_("Ingen."),
    )


def _name(move: Move, *, link: bool) -> Cell:
    if not link:
        return move.name
    return Link(move.name, url_for("caseworker.person.show", person=move.person))


def _planned(move: Move) -> str:
    """Only those that lie on the day of the change or later. To a joint one the a-kasse is not to come; it
    reads so until the change, and nothing of it from then on.
    """
    assert Del.EGNE_PLANLAGTE in TIDLIGERE  # noqa: S101 - the policy's own table
    left = [one for one in move.meetings if one.start.astimezone(clock.COPENHAGEN).date() >= move.fra]
    told = [_told(one) for one in left if not one.joint or move.fra > clock.today()]
    return "\n".join(told) or "–"


def _told(one: Meeting) -> str:
    parts = [brief_moment(reader(), one.start), _(ART[one.art]), _(FORM[one.form])]
    return ", ".join([*parts, _("hos jobcentret: I skal ikke komme")] if one.joint else parts)


def _day(day: date) -> str:
    return brief_day(reader(), day)


def _page(session: Session, looking: Looking) -> Page:
    _, seen = looking.reader.gettext, looking.seen
    sag = Sag(seen.person.facts, looking.now)
    own = seen.worker.organisation.holder
    kind = Oplysning.A_KASSE if own is Aktoer.A_KASSE else Oplysning.KOMMUNE
    known = bookings.list_own(session, seen.person.person_id)
    may = own is Aktoer.JOBCENTER and oplysninger.imod(sag, own, kind) is None
    return Page(
        person=seen.person.person.public_id,
        name=seen.person.person.name,
        changes=_changes(looking, names_of(session)),
        meetings=person_meetings.planned(looking, known),
        register=address(looking, kind) if may else None,
        citations=citation_links(oplysninger.SKRIVER[kind].citations),
    )


def _changes(looking: Looking, names: Names) -> Table:
    """The a-kasser and kommuner of today, and what changes from when."""
    _, known = looking.reader.gettext, looking.seen.person
    rows: list[tuple[Cell, ...]] = [
        (_("A-kasse i dag"), known.a_kasse.name if known.a_kasse else "–"),
        (_("Kommune i dag"), known.jobcenter.name if known.jobcenter else "–"),
    ]
    for skift in known.facts.skift:
        code = skift.kommune if looking.seen.worker.organisation.holder is Aktoer.JOBCENTER else skift.a_kasse
        if code is not None:
            when = _("Skift {dag}").format(dag=brief_day(looking.reader, skift.dato))
            rows.append((when, names.get(code, code)))
    return Table(caption=_("A-kasse og kommune"), heads=(_("Hvad"), _("Hvem")), rows=tuple(rows))
