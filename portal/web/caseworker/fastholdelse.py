"""Upholding the duty to take part (LAB § 106, stk. 3): form, check with the letter, done; and lifting it."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal import clock
from portal.actions import hear_person, sagsskridt, uphold_duty
from portal.actions.casework import NotSeen
from portal.actions.lift_upheld_duty import DutyStays, LiftUpheldDuty, lift_upheld_duty
from portal.actions.uphold_duty import NotUpheld, UpholdDuty
from portal.policy import fastholdelse
from portal.policy.fastholdelse import Fastholdelsesgrund
from portal.policy.hoering import Emne
from portal.policy.indsigt import Del
from portal.store.database import Session
from portal.web.caseworker import fratagelse_form as form
from portal.web.caseworker.fratagelse_form import Hoert, Typed, wrong_in
from portal.web.caseworker.seeing import Looking, look
from portal.web.caseworker.waiting import Waits, claimed, waits
from portal.web.context import database
from portal.web.locale import reader
from portal.web.signed_in import caseworker
from portal.wording.casework_words import FASTHOLDELSE, UNDTAGELSE
from portal.wording.explain import explain_to_caseworker
from portal.wording.letters.glyphs import tidied
from portal.wording.letters.letter import Letter
from portal.wording.reader import day, plain_day
from portal.wording.words import GRUND

ACTION: Final = "see_upheld_duty"
EMNE: Final = Emne.FASTHOLDT_PLIGT

Pairs = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Page:
    """What `fasthold.html` and `fasthold_check.html` show; as in `fratagelse.Page`. `free`: the ground that
    frees the person today.
    """

    person: uuid.UUID
    name: str
    typed: Typed
    errors: dict[str, str]
    obstacles: Pairs
    standing: str | None
    free: str
    grounds: Pairs
    exemptions: Pairs
    waits: Waits | None
    rows: list[tuple[str, list[str]]]
    letter: Letter | None
    today: str

    @property
    def summary(self) -> Pairs:
        return list(self.errors.items())


@dataclass(frozen=True, slots=True)
class Lift:
    """What `fasthold_ophaev.html` shows. `since`: from when the decision binds; None: none does."""

    person: uuid.UUID
    name: str
    since: str | None
    words: str = ""
    error: str | None = None

    @property
    def summary(self) -> Pairs:
        return [("begrundelse", self.error)] if self.error else []


def show(person: uuid.UUID) -> str:
    def read(session: Session, looking: Looking) -> Page:
        sent = hear_person.standing(session, looking.seen, EMNE)
        svar = sagsskridt.answered(session, looking.seen, EMNE, looking.now)
        return _page(session, looking, form.prefilled(sent, svar))

    return render_template("caseworker/fasthold.html", page=look(person, ACTION, read, Del.FORLOEB))


def check(person: uuid.UUID) -> str | tuple[str, int]:
    """The second step. `ret`: back to the form, with everything as it was typed."""
    page = _typed(person)
    if "ret" in request.form:
        return render_template("caseworker/fasthold.html", page=page)
    if page.letter is None:
        return render_template("caseworker/fasthold.html", page=page), 422
    return render_template("caseworker/fasthold_check.html", page=page)


def uphold(person: uuid.UUID) -> Response | tuple[str, int]:
    """The third step. What is no longer so since the second is said as on the form."""
    page = _typed(person)
    if page.letter is None and page.standing is None:
        return render_template("caseworker/fasthold.html", page=page), 422
    try:
        outcome = uphold_duty.uphold_duty(_command(page.typed, person), database(), clock.now())
    except NotSeen:
        abort(404)
    if isinstance(outcome, NotUpheld):
        return render_template("caseworker/fasthold.html", page=_typed(person)), 409
    return redirect(url_for("caseworker.person.show", person=person, _anchor="sager"), 303)


def show_lift(person: uuid.UUID) -> str:
    return render_template("caseworker/fasthold_ophaev.html", page=_lift(person))


def lift(person: uuid.UUID) -> Response | tuple[str, int]:
    words = request.form.get("begrundelse", "")
    if wrong := wrong_in("begrundelse", words, reader()):
        return render_template("caseworker/fasthold_ophaev.html", page=_lift(person, words, wrong)), 422
    try:
        outcome = lift_upheld_duty(
            LiftUpheldDuty(caseworker().id, person, tidied(words)), database(), clock.now()
        )
    except NotSeen:
        abort(404)
    if isinstance(outcome, DutyStays):
        wrong = explain_to_caseworker(outcome.decision.refusals[0], reader())
        return render_template("caseworker/fasthold_ophaev.html", page=_lift(person, words, wrong)), 422
    return redirect(url_for("caseworker.person.show", person=person, _anchor="sager"), 303)


def _typed(person: uuid.UUID) -> Page:
    def read(session: Session, looking: Looking) -> Page:
        svar = sagsskridt.answered(session, looking.seen, EMNE, looking.now)
        sent = hear_person.standing(session, looking.seen, EMNE)
        return _page(session, looking, form.with_answer(request.form, svar, sent), judged=True)

    return look(person, ACTION, read, Del.FORLOEB)


def _command(typed: Typed, person: uuid.UUID) -> UpholdDuty:
    """What is asked for. Where no ground was chosen, the first one stands in: the form then has an error."""
    heard = typed.hoert is Hoert.HOERT
    return UpholdDuty(
        caseworker_id=caseworker().id,
        person=person,
        grundlag=typed.ground(Fastholdelsesgrund) or Fastholdelsesgrund.TIL_FORDEL,
        begrundelse=tidied(typed["begrundelse"]),
        hoering=typed.hoering,
        svar=typed.svar if heard else None,
        undtaget_fordi=None if heard else tidied(typed["undtaget_fordi"]) or None,
        fravigelse=claimed(typed.values),
    )


def _page(session: Session, looking: Looking, values: Mapping[str, str], *, judged: bool = False) -> Page:
    """`judged`: something was typed, and what is missing in it is said."""
    gettext, seen = looking.reader.gettext, looking.seen
    who, af = seen.person.person, seen.worker.organisation.holder
    typed = Typed(af, values)
    command = _command(typed, who.public_id)
    decision = uphold_duty.judge(session, seen, command, looking.now)
    today = looking.now.astimezone(clock.COPENHAGEN).date()
    standing = uphold_duty.standing(seen, looking.now)
    obstacles = looking.told(form.elsewhere(decision))
    asks = judged and standing is None and not obstacles
    errors = form.errors(typed, decision, today, looking.reader, Fastholdelsesgrund) if asks else {}
    complete = judged and decision.allowed and not errors and standing is None
    free = fastholdelse.grund(seen.person.facts, looking.now)
    return Page(
        person=who.public_id,
        name=who.name,
        typed=typed,
        errors=errors,
        obstacles=obstacles,
        standing=day(looking.reader, standing.dato) if standing else None,
        free=gettext(GRUND[free.grund]) if free else "",
        grounds=[(ground.value, gettext(text)) for ground, text in FASTHOLDELSE.items()],
        exemptions=[
            ("", gettext("Vælg")),
            *((one.value, gettext(UNDTAGELSE[one])) for one in form.EXEMPTIONS[af]),
        ],
        waits=waits(session, looking, EMNE),
        rows=_rows(looking, typed) if complete else [],
        letter=uphold_duty.letter(seen, command, decision, looking.now) if complete else None,
        today=today.isoformat(),
    )


def _rows(looking: Looking, typed: Typed) -> list[tuple[str, list[str]]]:
    gettext, words = looking.reader.gettext, looking.reader
    ground = typed.ground(Fastholdelsesgrund)
    rows = [
        (gettext("Grundlag"), [gettext(FASTHOLDELSE[ground])] if ground else []),
        (gettext("Konkrete grunde"), typed["begrundelse"].splitlines()),
    ]
    if typed.hoert is Hoert.UNDTAGET and typed.undtaget is not None:
        rows.append((gettext("Ikke hørt"), [gettext(UNDTAGELSE[typed.undtaget])]))
        rows.append((gettext("Hvorfor ikke"), typed["undtaget_fordi"].splitlines()))
    else:
        days = [typed.day("sendt"), typed.day("frist")]
        terms = (gettext("Høring sendt"), gettext("Svar senest"))
        rows += [(term, [plain_day(words, on)]) for term, on in zip(terms, days, strict=True) if on]
        rows.append((gettext("Personens svar"), (typed.svar or "").splitlines() or [gettext("Intet svar")]))
    return [(term, [line for line in lines if line.strip()]) for term, lines in rows if any(lines)]


def _lift(person: uuid.UUID, words: str = "", wrong: str | None = None) -> Lift:
    def read(_session: Session, looking: Looking) -> Lift:
        standing = uphold_duty.standing(looking.seen, looking.now)
        since = day(looking.reader, standing.dato) if standing else None
        return Lift(person, looking.seen.person.person.name, since, words, wrong)

    return look(person, ACTION, read, Del.EGNE_BESLUTNINGER)
