"""A person has asked for another time than the one they were called to: give one, or say why not."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal import clock
from portal.actions.answer_summons import Done, RefuseAnotherTime, asked_of, refuse_another_time
from portal.actions.casework import NotSeen
from portal.actions.outcome import UnknownBooking
from portal.policy.facts import SamtaleStatus
from portal.policy.indsigt import Del
from portal.store.database import Session
from portal.store.summons import SummonsView
from portal.store.views import BookingView
from portal.web.caseworker.person_meetings import kind, when
from portal.web.caseworker.seeing import Looking, look
from portal.web.context import database
from portal.web.locale import reader
from portal.web.signed_in import caseworker
from portal.web.typed import unwritable
from portal.wording.casework_words import GRUND
from portal.wording.letters.glyphs import tidied
from portal.wording.reader import brief_moment

ACTION = "see_summons"
LONGEST = 1000


@dataclass(frozen=True, slots=True)
class Page:
    """What `indkaldelse.html` shows. `waits`: there is something to answer. `refused`: why it was refused."""

    person: uuid.UUID
    samtale: uuid.UUID
    name: str
    rows: list[tuple[str, list[str]]]
    wish: str | None
    waits: bool
    refused: str | None
    words: str = ""
    error: str | None = None

    @property
    def summary(self) -> list[tuple[str, str]]:
        return [("begrundelse", self.error)] if self.error else []


def show(person: uuid.UUID, samtale: uuid.UUID) -> str:
    return render_template("caseworker/indkaldelse.html", page=_page(person, samtale))


def refuse(person: uuid.UUID, samtale: uuid.UUID) -> Response | tuple[str, int]:
    words, _ = request.form.get("begrundelse", ""), reader().gettext
    wrong = unwritable(words, LONGEST, reader())
    if wrong is None and not tidied(words):
        wrong = _("Skriv, hvorfor tiden ikke kan ændres.")
    if wrong:
        return render_template("caseworker/indkaldelse.html", page=_page(person, samtale, words, wrong)), 422
    command = RefuseAnotherTime(caseworker().id, person, samtale, tidied(words))
    try:
        outcome = refuse_another_time(command, database(), clock.now())
    except (NotSeen, UnknownBooking):
        abort(404)
    if outcome is Done.NOT_NOW:
        return render_template("caseworker/indkaldelse.html", page=_page(person, samtale, words)), 409
    return redirect(url_for("caseworker.person.show", person=person, _anchor="indkaldelser"), 303)


def _page(person: uuid.UUID, samtale: uuid.UUID, words: str = "", wrong: str | None = None) -> Page:
    def read(session: Session, looking: Looking) -> Page:
        booking, view = asked_of(session, looking.seen, samtale)
        coming = booking.status is SamtaleStatus.PLANLAGT and booking.start > looking.now
        return Page(
            person=person,
            samtale=samtale,
            name=looking.seen.person.person.name,
            rows=_rows(looking, booking, view),
            wish=view.oenske,
            waits=view.waits and coming,
            refused=view.afslag,
            words=words,
            error=wrong,
        )

    return look(person, ACTION, read, Del.EGNE_PLANLAGTE)


def _rows(looking: Looking, booking: BookingView, view: SummonsView) -> list[tuple[str, list[str]]]:
    _ = looking.reader.gettext
    rows = [
        (_("Tid"), [when(looking, booking)]),
        (_("Samtale"), [kind(looking, booking)]),
        (_("Hvorfor"), [_(GRUND[view.grund])]),
        (_("Sendt"), [f"{brief_moment(looking.reader, view.written_at)}, {view.by}"]),
    ]
    if view.oensket is not None:
        rows.append((_("Ønsket"), [brief_moment(looking.reader, view.oensket)]))
    return rows
