"""Striking a person off for not booking by the deadline: what the law says, with the letter, then done."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date

from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal import clock
from portal.actions import strike_off as striking
from portal.actions.casework import NotSeen
from portal.actions.strike_off import NotStruckOff, StrikeOff
from portal.policy.indsigt import Del
from portal.store.database import Session
from portal.web.caseworker.seeing import Looking, look
from portal.web.context import database
from portal.web.days import read_day
from portal.web.signed_in import caseworker
from portal.wording.explain import CitationLink, citation_links
from portal.wording.letters.letter import Letter
from portal.wording.reader import day
from portal.wording.words import HOLDER_TO_CASEWORKER

ACTION = "see_strike_off"

Row = tuple[str, list[str]]


@dataclass(frozen=True, slots=True)
class Page:
    """What `afmeld.html` shows. `done`: since when the person is struck off. `obstacles`: why they are not to
    be. `letter`: as it goes out, where they may be. `frist`: the deadline it is about, in ISO form. `error`:
    what is missing to go on.
    """

    person: uuid.UUID
    name: str
    done: str | None
    on_paper: bool
    frist: str
    rows: list[Row]
    obstacles: list[tuple[str, str]]
    letter: Letter | None
    citations: tuple[CitationLink, ...]
    error: str | None = None

    @property
    def errors(self) -> list[tuple[str, str]]:
        return [("tjekket", self.error)] if self.error else []


def show(person: uuid.UUID) -> str:
    return render_template("caseworker/afmeld.html", page=_look(person))


def strike_off(person: uuid.UUID) -> Response | tuple[str, int]:
    frist = read_day(request.form.get("frist"))
    if frist is None:
        return render_template("caseworker/afmeld.html", page=_look(person)), 422
    if request.form.get("tjekket") != "ja":
        return render_template("caseworker/afmeld.html", page=_look(person, unchecked=True)), 422
    try:
        outcome = striking.strike_off(StrikeOff(caseworker().id, person, frist), database(), clock.now())
    except NotSeen:
        abort(404)
    if isinstance(outcome, NotStruckOff):
        return render_template("caseworker/afmeld.html", page=_look(person)), 409
    return redirect(url_for("caseworker.afmeld.show", person=person), 303)


def _look(person: uuid.UUID, *, unchecked: bool = False) -> Page:
    return look(person, ACTION, lambda session, looking: _page(session, looking, unchecked), Del.STAMDATA)


def _page(_session: Session, looking: Looking, unchecked: bool) -> Page:
    _, seen, now = looking.reader.gettext, looking.seen, looking.now
    decision, frist = striking.judge(seen, now), striking.deadline(seen, now)
    done = striking.done(seen, now)
    error = _("Bekræft, at du har set efter, om der er noget, der undskylder.") if unchecked else None
    return Page(
        person=seen.person.person.public_id,
        name=seen.person.person.name,
        done=day(looking.reader, done) if done else None,
        on_paper=not seen.person.person.digital_post,
        frist=frist.frist.isoformat() if frist else "",
        rows=_rows(looking, decision.result.get("virkning_fra")) if frist else [],
        obstacles=[] if done else looking.told(decision.refusals),
        letter=striking.letter(seen, decision, now) if decision.allowed else None,
        citations=citation_links(dict.fromkeys(c for f in decision.findings for c in f.citations)),
        error=error,
    )


def _rows(looking: Looking, virkning: object) -> list[Row]:
    _, reader = looking.reader.gettext, looking.reader
    frist = striking.deadline(looking.seen, looking.now)
    if frist is None:
        return []
    rows = [
        (_("Frist for at booke"), [day(reader, frist.frist)]),
        (_("Sat"), [f"{day(reader, frist.udstedt)}, {_(HOLDER_TO_CASEWORKER[frist.af])}"]),
    ]
    if virkning is not None:
        rows.append((_("Afmeldt fra og med"), [day(reader, date.fromisoformat(str(virkning)))]))
    return rows
