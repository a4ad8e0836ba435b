"""Something that was agreed in Min Plan ends: why, in words that the person reads."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal import clock
from portal.actions import write_plan
from portal.actions.casework import NotSeen
from portal.actions.end_plan_item import EndPlanItem, end_plan_item
from portal.actions.write_plan import NotWritten, Outdated
from portal.policy.indsigt import Del
from portal.policy.min_plan import EN_TEKST, Felt
from portal.store.database import Session
from portal.web.caseworker.plan import may_write, refusal
from portal.web.caseworker.plan_felt import ACTION, LONGEST, part, read_id
from portal.web.caseworker.seeing import Looking, look
from portal.web.context import database
from portal.web.plan_parts import Entry, entry
from portal.web.signed_in import caseworker
from portal.web.typed import unwritable
from portal.wording.krav_words import PLAN_FIELDS
from portal.wording.letters.glyphs import tidied

Pairs = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Page:
    """What `plan_slut.html` shows.

    `obstacles`: why it is not ended by this organisation; then there is no form. `entry`: None where it has
    ended already. `outdated`: it was changed since it was shown.
    """

    person: uuid.UUID
    name: str
    felt: str
    part: str
    punkt: uuid.UUID
    version: str
    entry: Entry | None
    why: str
    error: str | None
    obstacles: Pairs
    outdated: bool = False

    @property
    def summary(self) -> Pairs:
        return [("fordi", self.error)] if self.error else []


def show(person: uuid.UUID, felt: str, punkt: uuid.UUID) -> str:
    page = _look(person, _ending(felt), punkt, None)
    return render_template("caseworker/plan_slut.html", page=page)


def end(person: uuid.UUID, felt: str, punkt: uuid.UUID) -> Response | tuple[str, int]:
    ending, words = _ending(felt), tidied(request.form.get("fordi", ""))
    page = _look(person, ending, punkt, words)
    if page.obstacles or page.error:
        return render_template("caseworker/plan_slut.html", page=page), 422
    shown = read_id("version") or uuid.uuid4()
    command = EndPlanItem(caseworker().id, person, ending, punkt, shown, words)
    try:
        outcome = end_plan_item(command, database(), clock.now())
    except NotSeen:
        abort(404)
    except Outdated:
        return render_template(
            "caseworker/plan_slut.html", page=_look(person, ending, punkt, words, outdated=True)
        ), 409
    if isinstance(outcome, NotWritten):
        return render_template("caseworker/plan_slut.html", page=_look(person, ending, punkt, words)), 409
    return redirect(url_for("caseworker.plan.show", person=person, _anchor=felt), 303)


def _ending(felt: str) -> Felt:
    found = part(felt)
    if found in EN_TEKST:
        abort(404)
    return found


def _look(
    person: uuid.UUID, felt: Felt, punkt: uuid.UUID, words: str | None, *, outdated: bool = False
) -> Page:
    """`words`: what was typed; None: nothing was yet."""

    def read(session: Session, looking: Looking) -> Page:
        return _page(session, looking, felt, punkt, words, outdated=outdated)

    return look(person, ACTION, read, Del.STAMDATA)


def _page(
    session: Session, looking: Looking, felt: Felt, punkt: uuid.UUID, words: str | None, *, outdated: bool
) -> Page:
    who = looking.seen.person
    decision = may_write(looking, felt)
    found = write_plan.standing(session, who.person_id, felt, punkt) if decision.allowed else None
    if decision.allowed and (found is None or (found.ended and words is None)):
        abort(404)
    alive = found if found is not None and not found.ended else None
    version = str(alive.public_id) if alive else ""
    if words is not None and not outdated:
        version = request.form.get("version", "")
    return Page(
        person=who.person.public_id,
        name=who.person.name,
        felt=felt.value,
        part=looking.reader.gettext(PLAN_FIELDS[felt.value][0]),
        punkt=punkt,
        version=version,
        entry=entry(looking.reader, alive) if alive else None,
        why=words or "",
        error=_error(looking, words) if decision.allowed and words is not None else None,
        obstacles=refusal(looking, decision),
        outdated=outdated,
    )


def _error(looking: Looking, words: str) -> str | None:
    if not words:
        return looking.reader.gettext("Skriv, hvorfor det slutter. Borgeren kan læse det.")
    return unwritable(words, LONGEST, looking.reader)
