"""Correcting what was registered of a meeting, in two steps: the form, and what changes with it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal import clock
from portal.actions import correct_meeting
from portal.actions.casework import NotSeen
from portal.actions.correct_meeting import CorrectMeeting
from portal.actions.outcome import UnknownBooking
from portal.actions.register_meeting import NotRegistered
from portal.policy.aendringer import forskelle
from portal.policy.afholdelse import Udfald
from portal.policy.indsigt import Del
from portal.policy.law import Decision
from portal.store.database import Session
from portal.store.views import BookingView
from portal.web.caseworker import samtale_form as form
from portal.web.caseworker import samtale_page as parts
from portal.web.caseworker.samtale import Fields, consequences, fields
from portal.web.caseworker.samtale_form import Typed, cleaned
from portal.web.caseworker.samtale_page import Changed, Frame, Known
from portal.web.caseworker.seeing import Looking, look_at_meeting
from portal.web.context import database
from portal.web.signed_in import caseworker
from portal.wording.course_words import told

ACTION = "see_meeting"


@dataclass(frozen=True, slots=True)
class Page:
    """What `samtale_ret.html` and `samtale_ret_check.html` show.

    `changes`: of the registration. `answers`: what the law says otherwise with it; None where the
    organisation does not see the course. `follows`: what follows for the person.
    """

    frame: Frame
    form: Fields
    obstacles: list[tuple[str, str]]
    nothing_new: bool
    changes: list[Changed]
    answers: list[Changed] | None
    follows: list[str]
    kommentar: str

    @property
    def summary(self) -> list[tuple[str, str]]:
        return self.form.summary

    @property
    def complete(self) -> bool:
        return not (self.summary or self.obstacles or self.nothing_new)


def show(person: uuid.UUID, samtale: uuid.UUID) -> str:
    return render_template("caseworker/samtale_ret.html", page=_page(person, samtale, None))


def check(person: uuid.UUID, samtale: uuid.UUID) -> str | tuple[str, int]:
    """The second step. `ret`: back to the form as it was typed; `flere`: one more line for a participant."""
    values = request.form.to_dict()
    if "flere" in values:
        page = _page(person, samtale, form.with_a_line_more(values), judged=False)
        return render_template("caseworker/samtale_ret.html", page=page)
    if "ret" in values:
        return render_template(
            "caseworker/samtale_ret.html", page=_page(person, samtale, values, judged=False)
        )
    page = _page(person, samtale, values)
    if not page.complete:
        return render_template("caseworker/samtale_ret.html", page=page), 422
    return render_template("caseworker/samtale_ret_check.html", page=page)


def save(person: uuid.UUID, samtale: uuid.UUID) -> Response | tuple[str, int]:
    """Corrects. What is no longer so since the check is said as on the form."""
    page = _page(person, samtale, request.form.to_dict())
    if page.summary or page.obstacles:
        return render_template("caseworker/samtale_ret.html", page=page), 422
    typed = page.form.typed
    command = CorrectMeeting(
        caseworker().id, person, samtale, typed.content(), cleaned(typed["kommentar"]), typed.trin
    )
    try:
        outcome = correct_meeting.correct_meeting(command, database(), clock.now())
    except (NotSeen, UnknownBooking):
        abort(404)
    if isinstance(outcome, NotRegistered):
        page = _page(person, samtale, request.form.to_dict())
        return render_template("caseworker/samtale_ret.html", page=page), 409
    return redirect(url_for("caseworker.samtale.show", person=person, samtale=samtale), 303)


def _page(
    person: uuid.UUID, samtale: uuid.UUID, values: dict[str, str] | None, *, judged: bool = True
) -> Page:
    def read(session: Session, looking: Looking, booking: BookingView) -> Page:
        known = parts.known(session, looking, booking)
        if not known.correctable:
            raise UnknownBooking(samtale)
        return _of(known, values, judged=judged and values is not None)

    return look_at_meeting(person, samtale, ACTION, read)


def _of(known: Known, values: dict[str, str] | None, *, judged: bool) -> Page:
    before = known.standing.content
    assert before is not None  # noqa: S101 - what can be corrected was registered
    looking = known.looking
    begun = form.as_typed(before) | {"trin": known.step.tekst if known.step else ""}
    typed = Typed(known.booking, known.required, values if values is not None else begun)
    content = typed.content()
    decision = _judge(known, typed)
    shown = fields(
        known,
        url_for("caseworker.samtale_ret.check", person=_person(known), samtale=known.booking.public_id),
        dict(typed.values),
        decision if judged else None,
    )
    complete = judged and decision.allowed and not shown.errors
    sees_course = looking.seen.indsigt.egen and looking.seen.indsigt.ser(Del.FORLOEB)
    return Page(
        frame=parts.frame(known),
        form=shown,
        obstacles=looking.told(form.elsewhere(decision)) if judged else [],
        nothing_new=complete and content == before,
        changes=parts.changed(looking, before, content) if complete else [],
        answers=_answers(known, content.udfald) if complete and sees_course else None,
        follows=consequences(known, decision) if complete else [],
        kommentar=cleaned(typed["kommentar"]),
    )


def _answers(known: Known, udfald: Udfald) -> list[Changed]:
    """All that the law answers otherwise."""
    looking, facts = known.looking, known.looking.seen.person.facts
    corrected = correct_meeting.as_if(facts, known.booking, udfald, looking.now)
    found = [
        told(looking.reader, one.svar, one.om, one.foer, one.efter)
        for one in forskelle(facts, corrected, looking.now)
    ]
    return [Changed(one.what, one.before, one.after) for one in found]


def _judge(known: Known, typed: Typed) -> Decision:
    looking = known.looking
    kommentar = cleaned(typed["kommentar"])
    return correct_meeting.judge(looking.seen, known.booking, typed.content(), kommentar, looking.now)


def _person(known: Known) -> uuid.UUID:
    return known.looking.seen.person.person.public_id
