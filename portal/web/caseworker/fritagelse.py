"""An exemption from booking that binds the person: since when, and lifting it (BAB § 45)."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field

from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal import clock
from portal.actions import hear_person, sagsskridt
from portal.actions import lift_exemption as lifting
from portal.actions.casework import NotSeen
from portal.actions.lift_exemption import ExemptionStays, LiftExemption, lift_exemption
from portal.policy.fritagelse import Ophoer
from portal.policy.hoering import Emne
from portal.policy.indsigt import Del
from portal.store.database import Session
from portal.web.caseworker import hearing_form as hearing
from portal.web.caseworker.hearing_form import Grounds
from portal.web.caseworker.seeing import Looking, look
from portal.web.caseworker.waiting import Waits, claimed, waits
from portal.web.context import database
from portal.web.signed_in import caseworker
from portal.wording.reader import day
from portal.wording.request_words import OPHOER
from portal.wording.words import HOLDER_TO_CASEWORKER

ACTION = "see_exemption"
NO_REASON = "-"
"""Stands in for a reason, where it is only asked what stands in the way whatever reason is given."""

Pairs = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Page:
    """What `fritagelse.html` shows. `since`, `by`: of the exemption that binds; None: none does.

    `wished`: the person has asked to book again. `waits`: why a decision against the person waits.
    """

    person: uuid.UUID
    name: str
    since: str | None
    by: str
    wished: bool
    obstacles: Pairs
    reasons: Pairs
    waits: Waits | None
    chosen: str
    typed: Grounds
    today: str
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def summary(self) -> Pairs:
        return list(self.errors.items())


def show(person: uuid.UUID) -> str:
    return _rendered(_page(person, None))


def lift(person: uuid.UUID) -> Response | tuple[str, int]:
    typed = Grounds(request.form)
    page = _page(person, typed, judged=True)
    if page.errors:
        return _rendered(page), 422
    try:
        outcome = lift_exemption(_command(person, typed), database(), clock.now())
    except NotSeen:
        abort(404)
    if isinstance(outcome, ExemptionStays):
        return _rendered(_page(person, typed)), 409
    return redirect(url_for("caseworker.person.show", person=person, _anchor="beslutninger"), 303)


def _command(person: uuid.UUID, typed: Grounds) -> LiftExemption:
    return LiftExemption(
        caseworker_id=caseworker().id,
        person=person,
        ophoer=_ophoer(typed) or Ophoer.ANMODNING,
        begrundelse=typed.begrundelse,
        egne_oplysninger=typed.egne,
        hoering=typed.hoering,
        svar=None if typed.egne else typed.svar,
        fravigelse=claimed(typed.values),
    )


def _ophoer(typed: Grounds) -> Ophoer | None:
    return next((ophoer for ophoer in Ophoer if ophoer.value == typed["ophoer"]), None)


def _page(person: uuid.UUID, given: Grounds | None, *, judged: bool = False) -> Page:
    """`given`: what was typed; None: nothing yet."""

    def read(session: Session, looking: Looking) -> Page:
        gettext, seen = looking.reader.gettext, looking.seen
        about = Emne.FRITAGELSE_OPHAEVET
        sent, svar = (
            hear_person.standing(session, seen, about),
            sagsskridt.answered(session, seen, about, looking.now),
        )
        typed = hearing.as_sent(given, sent) if given else hearing.prefilled(sent)
        typed = hearing.with_answer(typed, svar)
        binding = lifting.standing(seen, looking.now)
        wished = lifting.wish_to_book(session, seen.person.person_id) is not None
        obstacles = _obstacles(session, looking) if binding else []
        return Page(
            person=person,
            name=seen.person.person.name,
            since=day(looking.reader, binding.dato) if binding else None,
            by=gettext(HOLDER_TO_CASEWORKER[binding.af]) if binding else "",
            wished=wished,
            obstacles=obstacles,
            reasons=[(ophoer.value, gettext(text)) for ophoer, text in OPHOER.items()],
            waits=waits(session, looking, about),
            chosen=typed["ophoer"] or (Ophoer.ANMODNING.value if wished else ""),
            typed=typed,
            today=looking.now.astimezone(clock.COPENHAGEN).date().isoformat(),
            errors=_errors(session, looking, typed) if judged and binding and not obstacles else {},
        )

    return look(person, ACTION, read, Del.OENSKER)


def _obstacles(session: Session, looking: Looking) -> Pairs:
    """What stands in the way whatever is typed."""
    command = LiftExemption(caseworker().id, uuid.UUID(int=0), Ophoer.ANMODNING, NO_REASON)
    return looking.told(lifting.judge(session, looking.seen, command, looking.now).refusals)


def _errors(session: Session, looking: Looking, typed: Grounds) -> dict[str, str]:
    gettext, reader = looking.reader.gettext, looking.reader
    ophoer = _ophoer(typed)
    if ophoer is None:
        return {"ophoer": gettext("Vælg, hvorfor fritagelsen ophæves.")}
    today = looking.now.astimezone(clock.COPENHAGEN).date()
    unread = hearing.errors(typed, today, reader)
    if ophoer is Ophoer.ANMODNING:
        unread = {name: text for name, text in unread.items() if name == "begrundelse"}
    decision = lifting.judge(session, looking.seen, _command(uuid.UUID(int=0), typed), looking.now)
    found = hearing.missing(typed, decision, reader) | unread
    return {name: found[name] for name in ("ophoer", *hearing.FIELDS) if name in found}


def _rendered(page: Page) -> str:
    return render_template("caseworker/fritagelse.html", page=page)
