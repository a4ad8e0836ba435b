"""Giving back the right to book: one page, a reason, done (LAB § 35)."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal import clock
from portal.actions import revoke_selvbooking
from portal.actions.casework import NotSeen
from portal.actions.lift_fratagelse import LiftFratagelse, NotLifted, lift_fratagelse
from portal.policy.indsigt import Del
from portal.store.database import Session
from portal.web.caseworker.fratagelse_form import wrong_in
from portal.web.caseworker.seeing import Looking, look
from portal.web.context import database
from portal.web.locale import reader
from portal.web.signed_in import caseworker
from portal.wording.explain import explain_to_caseworker
from portal.wording.letters.glyphs import tidied
from portal.wording.reader import day

ACTION = "see_revocation"


@dataclass(frozen=True, slots=True)
class Page:
    """What `ophaev.html` shows. `since`: from when the revocation binds; None: none does."""

    person: uuid.UUID
    name: str
    since: str | None
    words: str = ""
    error: str | None = None

    @property
    def summary(self) -> list[tuple[str, str]]:
        return [("begrundelse", self.error)] if self.error else []


def show(person: uuid.UUID) -> str:
    return render_template("caseworker/ophaev.html", page=_page(person))


def lift(person: uuid.UUID) -> Response | tuple[str, int]:
    words = request.form.get("begrundelse", "")
    if wrong := wrong_in("begrundelse", words, reader()):
        return render_template("caseworker/ophaev.html", page=_page(person, words, wrong)), 422
    try:
        outcome = lift_fratagelse(
            LiftFratagelse(caseworker().id, person, tidied(words)), database(), clock.now()
        )
    except NotSeen:
        abort(404)
    if isinstance(outcome, NotLifted):
        wrong = explain_to_caseworker(outcome.decision.refusals[0], reader())
        return render_template("caseworker/ophaev.html", page=_page(person, words, wrong)), 422
    return redirect(url_for("caseworker.person.show", person=person, _anchor="beslutninger"), 303)


def _page(person: uuid.UUID, words: str = "", wrong: str | None = None) -> Page:
    def read(_session: Session, looking: Looking) -> Page:
        standing = revoke_selvbooking.standing(looking.seen, looking.now)
        since = day(looking.reader, standing.dato) if standing else None
        return Page(person, looking.seen.person.person.name, since, words, wrong)

    return look(person, ACTION, read, Del.EGNE_BESLUTNINGER)
