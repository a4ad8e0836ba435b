"""What a person has asked for: all of it, one wish with the form that answers it, and writing one down."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal import clock
from portal.actions import answer_request as answering
from portal.actions import hear_person, lift_exemption, sagsskridt
from portal.actions.answer_request import AnswerRequest, NotAnswered, answer_request
from portal.actions.ask_for import NotAsked, NoteRequest, note_request
from portal.actions.casework import NotSeen
from portal.actions.withdraw_request import UnknownRequest
from portal.policy import anmodning
from portal.policy.anmodning import SNAREST, OenskeArt
from portal.policy.fritagelse import PAA_ANMODNING, Fritagelsesgrund
from portal.policy.hoering import Emne
from portal.policy.indsigt import Del
from portal.store import requests
from portal.store.database import Session
from portal.store.requests import OenskeView
from portal.web.caseworker import hearing_form as hearing
from portal.web.caseworker.hearing_form import Grounds
from portal.web.caseworker.request_tables import all_of, asked_for, status
from portal.web.caseworker.rows import Table
from portal.web.caseworker.seeing import Looking, look
from portal.web.caseworker.waiting import Waits, claimed, waits
from portal.web.context import database
from portal.web.locale import reader
from portal.web.pages import stop_if_missing
from portal.web.signed_in import caseworker
from portal.web.wish_form import Typed, errors, read_art
from portal.wording.explain import CitationLink, citation_links
from portal.wording.reader import N_, brief_day, day
from portal.wording.request_words import (
    ANSWERS,
    FRITAGELSESGRUND,
    OENSKE_TO_CASEWORKER,
    PARAGRAF,
)

ACTION = "see_requests"
ACTION_ONE = "see_request"
NO_REASON = "-"
"""Stands in for a reason, where it is only asked what stands in the way whatever reason is given."""

YES_OR_NO = ("ja", "nej")
CALLED_IN = frozenset({OenskeArt.FRITAGELSE, OenskeArt.SAMTALE})
"""What is granted by calling the person in."""

Pairs = list[tuple[str, str]]
Row = tuple[str, list[str]]


@dataclass(frozen=True, slots=True)
class All:
    """What `oensker.html` shows. `offers`: what can be written down, and where."""

    person: uuid.UUID
    name: str
    table: Table
    offers: Pairs
    obstacles: Pairs


@dataclass(frozen=True, slots=True)
class Note:
    """What `oenske_nyt.html` shows."""

    person: uuid.UUID
    name: str
    title: str
    typed: Typed
    obstacles: Pairs
    errors: dict[str, str]

    @property
    def summary(self) -> Pairs:
        return list(self.errors.items())


@dataclass(frozen=True, slots=True)
class Form:
    """How a wish is answered. `answers`: yes and no, or yes alone where the person has a right to it.

    `grounds`: of an exemption, `ground` the one that is chosen; empty for any other wish. `along`: an
    exemption may go along. `waits`: why a no to an exemption waits.
    """

    typed: Grounds
    answers: Pairs
    grounds: Pairs
    ground: str
    along: bool
    right: bool
    today: str
    waits: Waits | None
    errors: dict[str, str]


@dataclass(frozen=True, slots=True)
class One:
    """What `oenske.html` shows. `rows`, `typed_rows`: what was asked, in our words and in the person's.

    `waited`: how long it waits; None where it no longer does. `soon`: by which paragraph it is answered soon.
    `obstacles`: what stands in the way of any answer. `form`: None where it cannot be answered here. `lift`:
    where a wish to book again is answered. `call_in`: where the person is called in, once that follows.
    """

    person: uuid.UUID
    name: str
    oenske: uuid.UUID
    title: str
    rows: list[Row]
    typed_rows: Pairs
    answer: list[Row]
    reason: str | None
    citations: tuple[CitationLink, ...]
    waited: str | None
    soon: tuple[CitationLink, ...]
    obstacles: Pairs
    form: Form | None
    lift: str | None
    call_in: str | None

    @property
    def summary(self) -> Pairs:
        return list(self.form.errors.items()) if self.form else []


def show_all(person: uuid.UUID) -> str:
    return render_template("caseworker/oensker.html", page=look(person, ACTION, _all, Del.OENSKER))


def note_form(person: uuid.UUID) -> str | Response:
    art = read_art(request.args.get("art"))
    if art is None:
        return _to_all(person)
    return _note_page(person, Typed(art, {}), {})


def note(person: uuid.UUID) -> Response | tuple[str, int]:
    art = read_art(request.form.get("art"))
    if art is None:
        return _to_all(person)
    typed = Typed(art, request.form)
    if wrong := errors(typed, reader()):
        return _note_page(person, typed, wrong), 422
    try:
        outcome = note_request(NoteRequest(caseworker().id, person, typed.wish()), database(), clock.now())
    except NotSeen:
        abort(404)
    if isinstance(outcome, NotAsked):
        return _note_page(person, typed, {}), 409
    return redirect(url_for("caseworker.oensker.show", person=person, oenske=outcome.oenske), 303)


def _to_all(person: uuid.UUID) -> Response:
    look(person, ACTION, lambda _session, _looking: None, Del.OENSKER)
    return redirect(url_for("caseworker.oensker.show_all", person=person), 303)


def show(person: uuid.UUID, oenske: uuid.UUID) -> str:
    return render_template("caseworker/oenske.html", page=_one_page(person, oenske, None))


def answer(person: uuid.UUID, oenske: uuid.UUID) -> Response | tuple[str, int]:
    typed = Grounds(request.form)
    page = _one_page(person, oenske, typed, judged=True)
    if page.summary:
        return render_template("caseworker/oenske.html", page=page), 422
    try:
        outcome = answer_request(_command(person, oenske, typed), database(), clock.now())
    except (NotSeen, UnknownRequest):
        abort(404)
    if isinstance(outcome, NotAnswered):
        return render_template("caseworker/oenske.html", page=_one_page(person, oenske, typed)), 409
    return redirect(url_for("caseworker.oensker.show", person=person, oenske=oenske), 303)


def _command(person: uuid.UUID, oenske: uuid.UUID, typed: Grounds) -> AnswerRequest:
    yes = typed["svaret"] == "ja"
    return AnswerRequest(
        caseworker_id=caseworker().id,
        person=person,
        oenske=oenske,
        ja=yes,
        begrundelse=typed.begrundelse or None,
        grund=_ground(typed["grund"]),
        fritag=typed["fritag"] == "ja",
        egne_oplysninger=yes or typed.egne,
        hoering=typed.hoering,
        svar=None if typed.egne else typed.svar,
        fravigelse=claimed(typed.values),
    )


def _ground(text: str) -> Fritagelsesgrund | None:
    return next((ground for ground in PAA_ANMODNING if ground.value == text), None)


def _all(session: Session, looking: Looking) -> All:
    gettext, seen = looking.reader.gettext, looking.seen
    known = requests.of_person(session, seen.person.person_id)
    waiting = {wish.art for wish in known if wish.is_open}
    judged = {art: anmodning.anmod(seen.person.facts, looking.now, art) for art in OenskeArt}
    person = seen.person.person.public_id
    return All(
        person=person,
        name=seen.person.person.name,
        table=all_of(looking, known),
        offers=[
            (
                gettext(OENSKE_TO_CASEWORKER[art]),
                url_for("caseworker.oensker.note_form", person=person, art=art.value),
            )
            for art, decision in judged.items()
            if decision.allowed and art not in waiting
        ],
        obstacles=looking.told(judged[OenskeArt.SAMTALE].refusals),
    )


def _note_page(person: uuid.UUID, typed: Typed, wrong: dict[str, str]) -> str:
    def read(_session: Session, looking: Looking) -> Note:
        decision = anmodning.anmod(looking.seen.person.facts, looking.now, typed.art)
        return Note(
            person=person,
            name=looking.seen.person.person.name,
            title=looking.reader.gettext(OENSKE_TO_CASEWORKER[typed.art]),
            typed=typed,
            obstacles=looking.told(decision.refusals),
            errors=wrong,
        )

    return render_template("caseworker/oenske_nyt.html", page=look(person, ACTION, read, Del.OENSKER))


def _one_page(person: uuid.UUID, oenske: uuid.UUID, given: Grounds | None, *, judged: bool = False) -> One:
    """`given`: what was typed; None: nothing yet."""

    def read(session: Session, looking: Looking) -> One:
        wish = stop_if_missing(requests.get_own(session, looking.seen.person.person_id, oenske))
        typed = _as_sent(session, looking, given) if given else _prefilled(session, looking, wish)
        return _one(session, looking, wish, _with_answer(session, looking, wish, typed), judged=judged)

    return look(person, ACTION_ONE, read, Del.OENSKER)


def _as_sent(session: Session, looking: Looking, given: Grounds) -> Grounds:
    return hearing.as_sent(given, hear_person.standing(session, looking.seen, Emne.FRITAGELSE_AFSLAG))


def _prefilled(session: Session, looking: Looking, wish: OenskeView) -> Grounds:
    """Only an exemption is refused after a hearing."""
    if wish.art is not OenskeArt.FRITAGELSE:
        return Grounds({})
    return hearing.prefilled(hear_person.standing(session, looking.seen, Emne.FRITAGELSE_AFSLAG))


def _with_answer(session: Session, looking: Looking, wish: OenskeView, typed: Grounds) -> Grounds:
    if wish.art is not OenskeArt.FRITAGELSE:
        return typed
    svar = sagsskridt.answered(session, looking.seen, Emne.FRITAGELSE_AFSLAG, looking.now)
    return hearing.with_answer(typed, svar)


def _one(session: Session, looking: Looking, wish: OenskeView, typed: Grounds, *, judged: bool) -> One:
    gettext, who = looking.reader.gettext, looking.seen.person.person
    books_again = wish.art is OenskeArt.BOOKE_SELV
    answerable = wish.is_open and not books_again
    obstacles = _obstacles(session, looking, wish) if answerable else []
    words = ((N_("Sprog"), wish.sprog), (N_("Borgerens egne ord"), wish.ord))
    return One(
        person=who.public_id,
        name=who.name,
        oenske=wish.public_id,
        title=gettext(OENSKE_TO_CASEWORKER[wish.art]),
        rows=asked_for(looking, wish),
        typed_rows=[(gettext(term), text) for term, text in words if text],
        answer=_answer(looking, wish),
        reason=wish.begrundelse,
        citations=citation_links(PARAGRAF[wish.art]),
        waited=_waited(looking, wish.asked_at) if wish.is_open else None,
        soon=citation_links(SNAREST[looking.seen.worker.organisation.holder]),
        obstacles=obstacles,
        form=_form(session, looking, wish, typed, judged=judged) if answerable and not obstacles else None,
        lift=url_for("caseworker.fritagelse.show", person=who.public_id) if books_again else None,
        call_in=_call_in(who.public_id) if wish.granted and wish.art in CALLED_IN else None,
    )


def _form(session: Session, looking: Looking, wish: OenskeView, typed: Grounds, *, judged: bool) -> Form:
    gettext, facts = looking.reader.gettext, looking.seen.person.facts
    right = bool(anmodning.anmod(facts, looking.now, wish.art).result.get("ret"))
    answers = list(zip(YES_OR_NO, ANSWERS[wish.art], strict=True))
    grounds = PAA_ANMODNING if wish.art is OenskeArt.FRITAGELSE else ()
    exempt = lift_exemption.standing(looking.seen, looking.now) is not None
    return Form(
        typed=typed,
        answers=[(value, gettext(text)) for value, text in (answers[:1] if right else answers)],
        grounds=[(ground.value, gettext(FRITAGELSESGRUND[ground])) for ground in grounds],
        ground=typed["grund"] or wish.grund or "",
        along=wish.art in answering.FOELGER and not wish.booker_selv and not exempt,
        right=right,
        today=looking.now.astimezone(clock.COPENHAGEN).date().isoformat(),
        waits=waits(session, looking, Emne.FRITAGELSE_AFSLAG) if grounds else None,
        errors=_errors(session, looking, wish, typed) if judged else {},
    )


def _call_in(person: uuid.UUID) -> str:
    return url_for("caseworker.indkald.show", person=person)


def _obstacles(session: Session, looking: Looking, wish: OenskeView) -> Pairs:
    """What stands in the way of a yes: it is not this organisation's to give."""
    command = AnswerRequest(caseworker().id, uuid.UUID(int=0), wish.public_id, ja=True, begrundelse=NO_REASON)
    (decision,) = answering.judge(session, looking.seen, wish, command, looking.now)
    return looking.told(decision.refusals)


def _errors(session: Session, looking: Looking, wish: OenskeView, typed: Grounds) -> dict[str, str]:
    gettext, reader = looking.reader.gettext, looking.reader
    if typed["svaret"] not in YES_OR_NO:
        return {"svaret": gettext("Vælg ja eller nej.")}
    yes = typed["svaret"] == "ja"
    command = _command(looking.seen.person.person.public_id, wish.public_id, typed)
    decisions = answering.judge(session, looking.seen, wish, command, looking.now)
    found: dict[str, str] = {}
    if wish.art is OenskeArt.FRITAGELSE and yes and command.grund is None:
        found["grund"] = gettext("Vælg, hvad fritagelsen bygger på.")
    against = wish.art is OenskeArt.FRITAGELSE and not yes
    today = looking.now.astimezone(clock.COPENHAGEN).date()
    unread = hearing.errors(typed, today, reader)
    found |= unread if against else {name: text for name, text in unread.items() if name == "begrundelse"}
    for decision in decisions:
        for name, text in hearing.missing(typed, decision, reader).items():
            found.setdefault(name, text)
        for finding in hearing.elsewhere(decision):
            why, next_step = looking.told([finding])[0]
            found.setdefault("svaret", f"{why} {next_step}")
    order = ("svaret", "grund", *hearing.FIELDS)
    return {name: found[name] for name in order if name in found}


def _answer(looking: Looking, wish: OenskeView) -> list[Row]:
    gettext = looking.reader.gettext
    rows = [(gettext("Status"), [status(looking, wish)])]
    if wish.answered_at is not None and wish.organisation is not None:
        names = [wish.caseworker.name] if wish.caseworker else []
        rows.append((gettext("Svaret af"), [", ".join([*names, wish.organisation.name])]))
        rows.append((gettext("Svaret"), [brief_day(looking.reader, wish.answered_at)]))
        read = brief_day(looking.reader, wish.read_at) if wish.read_at else gettext("Nej")
        rows.append((gettext("Set af personen"), [read]))
    return rows


def _waited(looking: Looking, since: datetime) -> str:
    asked, today = (moment.astimezone(clock.COPENHAGEN).date() for moment in (since, looking.now))
    days = (today - asked).days
    text = looking.reader.ngettext(
        "Har ventet {antal} dag, siden {dag}.", "Har ventet {antal} dage, siden {dag}.", days
    )
    return text.format(antal=days, dag=day(looking.reader, asked))
