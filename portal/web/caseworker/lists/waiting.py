"""The two lists that are not made of overviews: who waits for an answer, and what became of meetings."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from flask import Response, abort, render_template, request, url_for

from portal import clock
from portal.actions.casework import NotSeen
from portal.actions.open_list import Purpose, day, read_and_log
from portal.actions.refresh_overview import refresh_own
from portal.store import held, lists, requests, summons
from portal.store.database import Session
from portal.store.views import OrganisationView
from portal.web.caseworker.lists.acts import file_address, list_address, meeting_address
from portal.web.caseworker.lists.csv_file import csv_response
from portal.web.caseworker.lists.page import Page, Sortable
from portal.web.caseworker.lists.tables import Row
from portal.web.caseworker.lists.words import (
    INDKALDT,
    MANGLER,
    MANGLER_WORDS,
    OENSKE,
    VENTER,
    VENTER_WORDS,
    ListWords,
)
from portal.web.caseworker.rows import Link
from portal.web.context import database
from portal.web.locale import _, reader
from portal.web.signed_in import caseworker
from portal.wording.reader import brief_moment

LISTS: Final = {VENTER: VENTER_WORDS, MANGLER: MANGLER_WORDS}


@dataclass(frozen=True, slots=True)
class Answer:
    """Somebody who waits: a wish, or a summons that was answered. `since`: aware."""

    since: datetime
    of: requests.Waiting | summons.Waiting

    @property
    def person(self) -> uuid.UUID:
        return self.of.person if isinstance(self.of, requests.Waiting) else self.of.person_id


def read_waiting(session: Session, own: OrganisationView, now: datetime) -> tuple[Answer, ...]:
    """Whoever waits for the organisation's answer, the longest wait first; two statements."""
    today = day(now)
    ours = lists.answering(own.id, own.holder, today)
    found = [Answer(one.asked_at, one) for one in requests.waiting(session, own.id, today, ours)]
    found += [Answer(one.since, one) for one in summons.waiting_answers(session, own.id, ours)]
    return tuple(sorted(found, key=lambda one: one.since))


def read_missing(session: Session, own: OrganisationView, now: datetime) -> tuple[held.Unregistered, ...]:
    """The organisation's meetings that are over, with nothing registered; one statement."""
    return held.unregistered(session, own.id, now)


def show(liste: str) -> str:
    printing = "udskriv" in request.args
    words, rows = LISTS[liste], _rows(liste, "print_list" if printing else "see_list")
    page = Page(
        liste=liste,
        title=_(words.name),
        lead=_(words.lead),
        empty=_(words.empty),
        heads=tuple(Sortable(text) for text in (*_heads(words), _("Handling"))),
        rows=rows,
        total=len(rows),
        printing=printing,
        file=file_address(liste),
        paper=list_address(liste, {"udskriv": "1"}),
    )
    return render_template("caseworker/list.html", page=page)


def export(liste: str) -> Response:
    rows = _rows(liste, "export_list")
    today = day(clock.now()).isoformat()
    return csv_response(f"{liste}-{today}.csv", _heads(LISTS[liste]), (row.cells for row in rows))


def _heads(words: ListWords) -> tuple[str, ...]:
    return _("Borger"), _(words.day), _("Hos") if words is MANGLER_WORDS else _("Hvad")


def _rows(liste: str, purpose: Purpose) -> tuple[Row, ...]:
    worker, now = caseworker(), clock.now()
    own = worker.organisation
    try:
        if liste == MANGLER:
            missing = read_and_log(
                database(),
                worker.id,
                now,
                purpose,
                liste,
                lambda db: read_missing(db, own, now),
                lambda one: one.person_id,
            )
            return tuple(_missing(one) for one in missing)
        refresh_own(database(), own, now)
        found = read_and_log(
            database(),
            worker.id,
            now,
            purpose,
            liste,
            lambda db: read_waiting(db, own, now),
            lambda one: one.person,
        )
        return tuple(_answer(one) for one in found)
    except NotSeen:
        abort(403)


def _missing(one: held.Unregistered) -> Row:
    page = url_for("caseworker.person.show", person=one.person_id)
    act = meeting_address(one.person_id, one.booking_id)
    cells = (Link(one.person, page), brief_moment(reader(), one.start), one.caseworker or "–")
    return Row(cells, Link(_(MANGLER_WORDS.act), act, one.person))


def _answer(one: Answer) -> Row:
    since, of = brief_moment(reader(), one.since), one.of
    if isinstance(of, requests.Waiting):
        person, name, what = of.person, of.name, _(OENSKE[of.art])
        act = url_for("caseworker.oensker.show", person=person, oenske=of.oenske)
    else:
        person, name = of.person_id, of.person
        what = _(INDKALDT[of.kind]).format(tid=brief_moment(reader(), of.start))
        act = _called(of)
    page = url_for("caseworker.person.show", person=person)
    return Row((Link(name, page), since, what), Link(_(VENTER_WORDS.act), act, name))


def _called(of: summons.Waiting) -> str:
    """Who asks for another time is answered; who called off is called in again."""
    if of.kind == "other_time":
        return url_for("caseworker.indkaldelse.show", person=of.person_id, samtale=of.booking)
    return url_for("caseworker.indkald.show", person=of.person_id)
