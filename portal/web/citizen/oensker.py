"""What the person has asked for and what was answered; and the form to ask for something."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field

from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal import clock
from portal.actions.ask_for import AskFor, NotAsked, ask_for
from portal.actions.read_answers import ReadAnswers, read_answers
from portal.actions.withdraw_request import UnknownRequest, WithdrawRequest, withdraw_request
from portal.policy import anmodning
from portal.policy.anmodning import STAAENDE, OenskeArt
from portal.store import requests
from portal.store.database import Session
from portal.store.requests import OenskeView
from portal.web.citizen.asking import Asking, asking
from portal.web.context import database
from portal.web.locale import reader
from portal.web.signed_in import citizen
from portal.web.wish_form import Typed, errors, read_art
from portal.wording.explain import CitationLink, Explanation, citation_links
from portal.wording.reader import plain_day
from portal.wording.request_words import GRANTED, GRUND, OENSKE, PARAGRAF, REFUSED

Pairs = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Listed:
    """A wish in the list. `status`: its words and the badge's kind.

    `about`, `typed`: what was asked for, in the portal's words and in the person's own.
    `answer`: what was answered, by whom and when; `reason`: as the caseworker typed it. `withdraw`: the
    button's words; None where there is nothing to take back.
    """

    public_id: uuid.UUID
    title: str
    status: tuple[str, str]
    asked: str
    about: str | None
    typed: list[str]
    answer: str | None
    answered: str | None
    reason: str | None
    letter: str | None
    is_new: bool
    withdraw: str | None
    citations: tuple[CitationLink, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """What `oensker.html` shows. `offers`: what can be asked for, and where. `refusals`: why nothing can."""

    wishes: list[Listed]
    offers: Pairs
    refusals: list[Explanation]
    asked: bool


@dataclass(frozen=True, slots=True)
class Form:
    """What `oenske_nyt.html` shows. `waiting`: one of its kind waits already. `books`: the way to a time that
    the person can book at once.
    """

    typed: Typed
    title: str
    who: str
    citations: tuple[CitationLink, ...]
    waiting: bool
    refusals: list[Explanation]
    right: bool
    books: str | None
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def summary(self) -> Pairs:
        return list(self.errors.items())


def show() -> str:
    wishes = read_answers(ReadAnswers(citizen().id), database(), clock.now())
    page = database().read(lambda session: _page(asking(session), wishes))
    return render_template("citizen/oensker.html", page=page)


def ask() -> str | Response:
    art = read_art(request.args.get("art"))
    if art is None:
        return redirect(url_for("citizen.oensker.show"), 303)
    return _rendered(database().read(lambda session: _form(session, Typed(art, {}))))


def send() -> Response | tuple[str, int]:
    art = read_art(request.form.get("art"))
    if art is None:
        return redirect(url_for("citizen.oensker.show"), 303)
    typed = Typed(art, request.form)
    if wrong := errors(typed, reader()):
        return _rendered(database().read(lambda session: _form(session, typed, wrong))), 422
    now = clock.now()
    outcome = ask_for(AskFor(citizen().id, typed.wish()), database(), now)
    if isinstance(outcome, NotAsked):
        return _rendered(database().read(lambda session: _form(session, typed))), 409
    return redirect(url_for("citizen.oensker.show", spurgt="ja"), 303)


def withdraw(oenske: uuid.UUID) -> Response:
    try:
        withdraw_request(WithdrawRequest(citizen().id, oenske), database(), clock.now())
    except UnknownRequest:
        abort(404)
    return redirect(url_for("citizen.oensker.show"), 303)


def _page(who: Asking, wishes: tuple[OenskeView, ...]) -> Page:
    waiting = {wish.art for wish in wishes if wish.is_open}
    judged = {art: anmodning.anmod(who.person.facts, who.now, art) for art in OenskeArt}
    offers = [
        (who.reader.gettext(OENSKE[art]), url_for("citizen.oensker.ask", art=art.value))
        for art, decision in judged.items()
        if decision.allowed and art not in waiting
    ]
    nothing = judged[OenskeArt.SAMTALE]
    return Page(
        wishes=[_listed(who, wish) for wish in wishes],
        offers=offers,
        refusals=who.refusals(nothing),
        asked=request.args.get("spurgt") == "ja",
    )


def _listed(who: Asking, wish: OenskeView) -> Listed:
    gettext = who.reader.gettext
    asked = gettext("Du bad om det {dag}.")
    if wish.noted_by is not None:
        asked = gettext("Noteret for dig af en sagsbehandler {dag}.")
    return Listed(
        public_id=wish.public_id,
        title=gettext(OENSKE[wish.art]),
        status=_status(who, wish),
        asked=asked.format(dag=plain_day(who.reader, wish.asked_at)),
        about=gettext(GRUND[wish.grund]) if wish.grund else None,
        typed=[line for text in (wish.sprog, wish.ord) if text for line in text.splitlines()],
        answer=_answer(who, wish),
        answered=_answered(who, wish),
        reason=wish.begrundelse,
        letter=url_for("citizen.letters.show", brev=wish.letter) if wish.letter else None,
        is_new=wish.is_unread,
        withdraw=_withdraw(who, wish),
        citations=citation_links(PARAGRAF[wish.art]),
    )


def _status(who: Asking, wish: OenskeView) -> tuple[str, str]:
    gettext = who.reader.gettext
    if wish.withdrawn_at is not None:
        return gettext("Taget tilbage"), ""
    if wish.granted is None:
        return gettext("Venter på svar"), "info"
    return (gettext("Ja"), "success") if wish.granted else (gettext("Nej"), "warning")


def _answer(who: Asking, wish: OenskeView) -> str | None:
    if wish.granted is None:
        return None
    return who.reader.gettext((GRANTED if wish.granted else REFUSED)[wish.art])


def _answered(who: Asking, wish: OenskeView) -> str | None:
    """By whom and when; the caseworker's name stands there where it is known."""
    if wish.answered_at is None or wish.organisation is None:
        return None
    names = [wish.caseworker.name] if wish.caseworker else []
    return who.reader.gettext("Svar fra {hvem}, {dag}").format(
        hvem=", ".join([*names, wish.organisation.name]), dag=plain_day(who.reader, wish.answered_at)
    )


def _withdraw(who: Asking, wish: OenskeView) -> str | None:
    if wish.withdrawn_at is not None or wish.granted is False:
        return None
    if wish.is_open:
        return who.reader.gettext("Tag ønsket tilbage")
    if wish.art in STAAENDE:
        return who.reader.gettext("Jeg har ikke brug for det længere")
    return None


def _form(session: Session, typed: Typed, wrong: dict[str, str] | None = None) -> Form:
    who = asking(session)
    known = requests.of_person(session, who.person.person_id)
    decision = anmodning.anmod(who.person.facts, who.now, typed.art)
    answers = who.person.organisation(who.situation.responsible)
    can_book = typed.art is OenskeArt.SAMTALE and bool(who.situation.bookable.windows)
    return Form(
        typed=typed,
        title=who.reader.gettext(OENSKE[typed.art]),
        who=answers.name if answers else "",
        citations=citation_links(PARAGRAF[typed.art]),
        waiting=any(wish.art is typed.art and wish.is_open for wish in known),
        refusals=who.refusals(decision),
        right=bool(decision.result.get("ret")),
        books=url_for("citizen.find_time.show") if can_book else None,
        errors=wrong or {},
    )


def _rendered(form: Form) -> str:
    return render_template("citizen/oenske_nyt.html", page=form)
