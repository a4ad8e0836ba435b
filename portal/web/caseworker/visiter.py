"""Sending a person of the target group of uddannelsespålæg on to the jobcenter: the criteria, then done."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date

from flask import abort, redirect, render_template, url_for
from werkzeug.wrappers import Response

from portal import clock
from portal.actions import visiter as visiting
from portal.actions.casework import NotSeen
from portal.actions.visiter import NotVisited, Visiter
from portal.policy.facts import Aktoer, SamtaleStatus
from portal.policy.indsigt import Del
from portal.policy.kalender import day_of
from portal.policy.uddannelsespaalaeg import kriterier
from portal.store import bookings
from portal.store.database import Session
from portal.web.caseworker.person_meetings import kind, page_of
from portal.web.caseworker.rows import Table
from portal.web.caseworker.seeing import Looking, look
from portal.web.context import database
from portal.web.signed_in import caseworker
from portal.wording.explain import CitationLink, citation_links
from portal.wording.reader import day, plain_day

ACTION = "see_visitation"


@dataclass(frozen=True, slots=True)
class Page:
    """What `visiter.html` shows. `sent_on`: since when, where it is done. `meetings`: those that the a-kasse
    still has planned after today.
    """

    person: uuid.UUID
    name: str
    sent_on: str | None
    criteria: Table
    obstacles: list[tuple[str, str]]
    latest: str | None
    late: bool
    meetings: Table
    citations: tuple[CitationLink, ...]


def show(person: uuid.UUID) -> str:
    return render_template("caseworker/visiter.html", page=_look(person))


def send_on(person: uuid.UUID) -> Response | tuple[str, int]:
    try:
        outcome = visiting.visiter(Visiter(caseworker().id, person), database(), clock.now())
    except NotSeen:
        abort(404)
    if isinstance(outcome, NotVisited):
        return render_template("caseworker/visiter.html", page=_look(person)), 422
    return redirect(url_for("caseworker.visiter.show", person=person), 303)


def _look(person: uuid.UUID) -> Page:
    return look(person, ACTION, _page, Del.STAMDATA)


def _page(session: Session, looking: Looking) -> Page:
    _, seen = looking.reader.gettext, looking.seen
    decision = visiting.judge(seen, looking.now)
    today, sent_on = day_of(looking.now), visiting.sent_on(seen, looking.now)
    said = decision.result.get("senest")
    latest = date.fromisoformat(said) if isinstance(said, str) else None
    return Page(
        person=seen.person.person.public_id,
        name=seen.person.person.name,
        sent_on=day(looking.reader, sent_on) if sent_on else None,
        criteria=_criteria(looking, sent_on or today),
        obstacles=looking.told(decision.refusals),
        latest=day(looking.reader, latest) if latest else None,
        late=latest is not None and latest < today,
        meetings=_meetings(session, looking),
        citations=citation_links(dict.fromkeys(c for f in decision.findings for c in f.citations)),
    )


def _criteria(looking: Looking, on: date) -> Table:
    """The three criteria, as they are read on the day."""
    _, facts = looking.reader.gettext, looking.seen.person.facts
    found = kriterier(facts, looking.now, on)
    born = plain_day(looking.reader, facts.person.foedselsdato)
    met = {
        _("Under {alder} år (født {dag})").format(alder=found.alder, dag=born): found.ung,
        _("Ingen erhvervskompetencegivende uddannelse"): found.uden_uddannelse,
        _("Ingen forsørgerpligt over for hjemmeboende børn"): found.uden_forsoergerpligt,
    }
    return Table(
        caption=_("De tre kriterier"),
        heads=(_("Kriterium"), _("Opfyldt")),
        rows=tuple((text, _("Ja") if yes else _("Nej")) for text, yes in met.items()),
    )


def _meetings(session: Session, looking: Looking) -> Table:
    _ = looking.reader.gettext
    known = [
        booking
        for booking in bookings.list_own(session, looking.seen.person.person_id)
        if booking.status is SamtaleStatus.PLANLAGT
        and booking.holder is Aktoer.A_KASSE
        and booking.start > looking.now
        and looking.sees_meeting(booking, kommende=True)
    ]
    return Table(
        caption=_("Planlagte samtaler med jer"),
        heads=(_("Tid"), _("Samtale")),
        rows=tuple(
            (page_of(looking, one), kind(looking, one)) for one in sorted(known, key=lambda one: one.start)
        ),
        empty=_("I har ingen planlagte samtaler med personen."),
    )
