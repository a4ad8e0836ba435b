"""Second step: how the meeting is held.

Only what the person may choose for that time is offered, with the reason why.
"""

from __future__ import annotations

from dataclasses import dataclass

from flask import redirect, render_template, request
from werkzeug.wrappers import Response

from portal.policy.facts import Samtaleform
from portal.policy.law import Decision
from portal.store import slots
from portal.store.database import Session
from portal.web.citizen import meeting
from portal.web.citizen.answers import Answers, Pairs, read, verdict
from portal.web.citizen.asking import Asking, asking
from portal.web.citizen.route import Route
from portal.web.context import database
from portal.web.pages import stop_if_missing
from portal.wording.reader import capitalised, moment
from portal.wording.words import FORM, FORM_MEANS


@dataclass(frozen=True, slots=True)
class Page:
    """What `choose_form.html` shows. `options`: value, text, and what it means."""

    title: str
    back: str
    moment: str
    place: str
    next: str
    kept: Pairs
    question: str
    options: list[tuple[str, str, str]]
    selected: str | None
    hint: str | None
    error: str | None

    @property
    def errors(self) -> Pairs:
        return [("form", self.error)] if self.error else []


def choose_form(route: Route) -> str | Response:
    given = read(request.args, route)
    if given.slot is None:
        return redirect(route.find([*given.search.kept(), ("mangler", "tid")]), 303)
    page = database().read(lambda session: _page(session, route, given))
    if page is None:
        # Nothing to choose: the next step says why.
        return redirect(route.check([*given.kept("form"), ("form", Samtaleform.FREMMOEDE.value)]), 303)
    return render_template("citizen/choose_form.html", page=page)


def _page(session: Session, route: Route, given: Answers) -> Page | None:
    who = asking(session)
    assert given.slot is not None  # noqa: S101 - asked for only with a time
    moving = route.move.id if route.move else None
    slot = stop_if_missing(
        slots.get(session, given.slot, person_id=who.person.person_id, now=who.now, moving=moving)
    )
    offered = [form for form in Samtaleform if form in slot.former]
    verdicts = {form: verdict(session, who, route, given, slot, form) for form in offered}
    allowed = [form for form in offered if verdicts[form].allowed]
    if not allowed:
        return None
    _ = who.reader.gettext
    missing = request.args.get("mangler") == "form"
    return Page(
        title=_("Sådan holdes samtalen"),
        back=route.find(given.kept("form")),
        moment=capitalised(moment(who.reader, slot.start)),
        place=meeting.where(slot.office, slot.organisation),
        next=route.check(),
        kept=given.kept("form"),
        question=_("Vælg, hvordan samtalen skal holdes"),
        options=[(form.value, _(FORM[form]), _(FORM_MEANS[form])) for form in allowed],
        selected=_selected(who, route, given, allowed),
        hint=_why_no_choice(who, allowed, verdicts),
        error=_("Vælg, hvordan samtalen skal holdes.") if missing else None,
    )


def _selected(who: Asking, route: Route, given: Answers, allowed: list[Samtaleform]) -> str | None:
    """What was answered before, else what the person usually wants, else the only one there is."""
    wishes = [given.form, given.search.filters.form, route.move.form if route.move else None]
    for wish in [*wishes, who.person.person.preferred_form]:
        if wish in allowed:
            return wish.value
    return allowed[0].value if len(allowed) == 1 else None


def _why_no_choice(
    who: Asking, allowed: list[Samtaleform], verdicts: dict[Samtaleform, Decision]
) -> str | None:
    if len(allowed) > 1:
        return None
    for decision in verdicts.values():
        for explanation in who.refusals(decision):
            return explanation.text
    return who.reader.gettext("På den tid kan samtalen kun holdes på den måde.")
