"""Revoking a person's right to book, in three steps (LAB § 35): the form, the check with the letter, done."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal import clock
from portal.actions import hear_person, revoke_selvbooking, sagsskridt
from portal.actions.casework import NotSeen
from portal.actions.revoke_selvbooking import NotRevoked
from portal.policy.hoering import Emne
from portal.policy.indsigt import Del
from portal.policy.law import Outcome
from portal.store.database import Session
from portal.web.caseworker import fratagelse_form as form
from portal.web.caseworker.fratagelse_form import Hoert, Typed
from portal.web.caseworker.person_tables import Signs, signs
from portal.web.caseworker.seeing import Looking, look
from portal.web.caseworker.waiting import Waits, waits
from portal.web.context import database
from portal.web.signed_in import caseworker
from portal.wording.casework_words import GRUNDLAG, UNDTAGELSE
from portal.wording.explain import explain_to_caseworker
from portal.wording.letters.letter import Letter
from portal.wording.reader import day, plain_day

ACTION = "see_revocation"

Pairs = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Page:
    """What `fratag.html` and `fratag_check.html` show.

    `obstacles`: what stands in the way whatever is typed, and what to do about it; then there is no form.
    `waits`: why the decision waits, if it does. `standing`: since when the right is revoked already.
    `letter`: as it goes out; None where something is missing. `rows`: what was typed, to be read once more.
    """

    person: uuid.UUID
    name: str
    typed: Typed
    errors: dict[str, str]
    obstacles: Pairs
    standing: str | None
    signs: Signs | None
    grounds: Pairs
    exemptions: Pairs
    waits: Waits | None
    rows: list[tuple[str, list[str]]]
    reasons: list[str]
    letter: Letter | None
    today: str

    @property
    def summary(self) -> Pairs:
        return list(self.errors.items())


def show(person: uuid.UUID) -> str:
    def read(session: Session, looking: Looking) -> Page:
        sent = hear_person.standing(session, looking.seen, Emne.FRATAGELSE)
        svar = sagsskridt.answered(session, looking.seen, Emne.FRATAGELSE, looking.now)
        return _page(session, looking, form.prefilled(sent, svar))

    return render_template("caseworker/fratag.html", page=look(person, ACTION, read, Del.STAMDATA))


def check(person: uuid.UUID) -> str | tuple[str, int]:
    """The second step. `ret`: back to the form, with everything as it was typed."""
    page = _typed(person)
    if "ret" in request.form:
        return render_template("caseworker/fratag.html", page=page)
    if page.letter is None:
        return render_template("caseworker/fratag.html", page=page), 422
    return render_template("caseworker/fratag_check.html", page=page)


def revoke(person: uuid.UUID) -> Response | tuple[str, int]:
    """The third step. What is no longer so since the second is said as on the form."""
    page = _typed(person)
    if page.letter is None and page.standing is None:
        return render_template("caseworker/fratag.html", page=page), 422
    command = page.typed.command(caseworker().id, person)
    try:
        outcome = revoke_selvbooking.revoke_selvbooking(command, database(), clock.now())
    except NotSeen:
        abort(404)
    if isinstance(outcome, NotRevoked):
        return render_template("caseworker/fratag.html", page=_typed(person)), 409
    return redirect(url_for("caseworker.person.show", person=person, _anchor="beslutninger"), 303)


def _typed(person: uuid.UUID) -> Page:
    def read(session: Session, looking: Looking) -> Page:
        svar = sagsskridt.answered(session, looking.seen, Emne.FRATAGELSE, looking.now)
        sent = hear_person.standing(session, looking.seen, Emne.FRATAGELSE)
        return _page(session, looking, form.with_answer(request.form, svar, sent), judged=True)

    return look(person, ACTION, read, Del.STAMDATA)


def _page(session: Session, looking: Looking, values: Mapping[str, str], *, judged: bool = False) -> Page:
    """`judged`: something was typed, and what is missing in it is said."""
    _, seen = looking.reader.gettext, looking.seen
    who = seen.person.person
    af = seen.worker.organisation.holder
    typed = Typed(af, values)
    command = typed.command(seen.worker.id, who.public_id)
    decision = revoke_selvbooking.judge(session, seen, command, looking.now)
    today = looking.now.astimezone(clock.COPENHAGEN).date()
    standing = revoke_selvbooking.standing(seen, looking.now)
    obstacles = looking.told(form.elsewhere(decision))
    # Where there is no form, there is no field to mend anything at.
    asks = judged and standing is None and not obstacles
    errors = form.errors(typed, decision, today, looking.reader) if asks else {}
    complete = judged and decision.allowed and not errors and standing is None
    return Page(
        person=who.public_id,
        name=who.name,
        typed=typed,
        errors=errors,
        obstacles=obstacles,
        standing=day(looking.reader, standing.dato) if standing else None,
        signs=signs(looking) if seen.indsigt.ser(Del.FORLOEB) else None,
        grounds=[(ground.value, _(text)) for ground, text in GRUNDLAG.items()],
        exemptions=[("", _("Vælg"))] + [(one.value, _(UNDTAGELSE[one])) for one in form.EXEMPTIONS[af]],
        waits=waits(session, looking, Emne.FRATAGELSE),
        rows=_rows(looking, typed) if complete else [],
        reasons=[
            explain_to_caseworker(finding, looking.reader)
            for finding in decision.findings
            if finding.outcome is Outcome.MET
        ],
        letter=revoke_selvbooking.letter(seen, command, decision, looking.now) if complete else None,
        today=today.isoformat(),
    )


def _rows(looking: Looking, typed: Typed) -> list[tuple[str, list[str]]]:
    _, reader = looking.reader.gettext, looking.reader
    ground = _(GRUNDLAG[typed.grundlag]) if typed.grundlag else ""
    rows = [(_("Grundlag"), [ground]), (_("Konkrete grunde"), typed["begrundelse"].splitlines())]
    if typed.hoert is Hoert.UNDTAGET and typed.undtaget is not None:
        rows.append((_("Ikke hørt"), [_(UNDTAGELSE[typed.undtaget])]))
        rows.append((_("Hvorfor ikke"), typed["undtaget_fordi"].splitlines()))
    else:
        sent, last = typed.day("sendt"), typed.day("frist")
        rows.append((_("Høring sendt"), [plain_day(reader, sent) if sent else ""]))
        rows.append((_("Svar senest"), [plain_day(reader, last) if last else ""]))
        rows.append((_("Personens svar"), (typed.svar or "").splitlines() or [_("Intet svar")]))
    return [(term, [line for line in lines if line.strip()]) for term, lines in rows if any(lines)]
