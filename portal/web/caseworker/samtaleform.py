"""One planned meeting is changed to in person, with a concrete reason (LAB § 33, stk. 2)."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal import clock
from portal.actions.casework import NotSeen
from portal.actions.outcome import UnknownBooking
from portal.actions.require_fremmoede import (
    NotRequired,
    RequireFremmoede,
    judge,
    planned,
    require_fremmoede,
)
from portal.policy.indsigt import Del
from portal.policy.law import Decision
from portal.store.database import Session
from portal.store.views import BookingView
from portal.web.caseworker.fratagelse_form import wrong_in
from portal.web.caseworker.person_meetings import kind, when
from portal.web.caseworker.seeing import Looking, look
from portal.web.context import database
from portal.web.locale import reader
from portal.web.signed_in import caseworker
from portal.wording.explain import explain_to_caseworker
from portal.wording.letters.glyphs import tidied
from portal.wording.words import FORM

ACTION = "see_samtaleform"
ANY_REASON = "-"


@dataclass(frozen=True, slots=True)
class Page:
    """What `fremmoede.html` shows. `obstacles`: what stands in the way whatever reason is given."""

    person: uuid.UUID
    samtale: uuid.UUID
    name: str
    rows: list[tuple[str, list[str]]]
    obstacles: list[tuple[str, str]]
    words: str = ""
    error: str | None = None

    @property
    def summary(self) -> list[tuple[str, str]]:
        return [("begrundelse", self.error)] if self.error else []


def show(person: uuid.UUID, samtale: uuid.UUID) -> str:
    return render_template("caseworker/fremmoede.html", page=_page(person, samtale))


def require(person: uuid.UUID, samtale: uuid.UUID) -> Response | tuple[str, int]:
    words = request.form.get("begrundelse", "")
    if wrong := wrong_in("begrundelse", words, reader()):
        return render_template("caseworker/fremmoede.html", page=_page(person, samtale, words, wrong)), 422
    command = RequireFremmoede(caseworker().id, person, samtale, tidied(words))
    try:
        outcome = require_fremmoede(command, database(), clock.now())
    except (NotSeen, UnknownBooking):
        abort(404)
    if isinstance(outcome, NotRequired):
        page = _page(person, samtale, words, _reason_missing(outcome.decision))
        return render_template("caseworker/fremmoede.html", page=page), 422
    return redirect(url_for("caseworker.person.show", person=person, _anchor="samtaler"), 303)


def _page(person: uuid.UUID, samtale: uuid.UUID, words: str = "", wrong: str | None = None) -> Page:
    def read(session: Session, looking: Looking) -> Page:
        booking = planned(session, looking.seen, samtale, looking.now)
        decision = judge(looking.seen, booking, ANY_REASON, looking.now)
        return Page(
            person=person,
            samtale=samtale,
            name=looking.seen.person.person.name,
            rows=_rows(looking, booking),
            obstacles=looking.told(decision.refusals),
            words=words,
            error=wrong,
        )

    return look(person, ACTION, read, Del.STAMDATA)


def _rows(looking: Looking, booking: BookingView) -> list[tuple[str, list[str]]]:
    _ = looking.reader.gettext
    return [
        (_("Tid"), [when(looking, booking)]),
        (_("Samtale"), [kind(looking, booking)]),
        (_("Form nu"), [_(FORM[booking.form])]),
        (_("Sted"), [f"{booking.office.name}, {booking.office.city}" if booking.office else "–"]),
    ]


def _reason_missing(decision: Decision) -> str | None:
    found = [finding for finding in decision.refusals if finding.code == "mangler_begrundelse"]
    return explain_to_caseworker(found[0], reader()) if found else None
