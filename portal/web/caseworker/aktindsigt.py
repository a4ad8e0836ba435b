"""Somebody wants to see the file of their case: what they asked, until when, and the form that answers it."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal import clock
from portal.actions import casework
from portal.actions.casework import NotSeen
from portal.actions.sager import answer_file_request as answering
from portal.actions.sager import step
from portal.actions.sager.answer_file_request import AnswerFileRequest, answer_file_request
from portal.actions.sager.step import NotTaken, OfCase, Open
from portal.policy import aktindsigt
from portal.policy.afgoerelse import Trin
from portal.policy.aktindsigt import Svar
from portal.policy.facts import Aktoer
from portal.policy.law import Finding
from portal.store import aktindsigter
from portal.store.afgoerelser import Sag
from portal.store.aktindsigter import AktindsigtView
from portal.store.database import Session
from portal.web.caseworker.rows import Cell, Link, Mark, Table
from portal.web.context import database
from portal.web.days import read_day
from portal.web.locale import _, reader
from portal.web.signed_in import caseworker
from portal.web.typed import unwritable
from portal.wording.explain import (
    CitationLink,
    citation_links,
    explain_to_caseworker,
    next_step_for_caseworker,
)
from portal.wording.letters.glyphs import tidied
from portal.wording.reader import brief_day, brief_moment, day
from portal.wording.sag_words import OM

ACTION: Final = "see_file_request"
LONGEST: Final = 4000
"""Characters."""

Pairs = list[tuple[str, str]]
Row = tuple[str, list[str]]
First = tuple[str, tuple[CitationLink, ...]]


@dataclass(frozen=True, slots=True)
class Page:
    """What `aktindsigt.html` shows. `words`: what the person wrote. `answer`: what was answered, and its
    letter's address. `first`: that the decision waits for it. `only`: what alone lets papers be held back.
    """

    name: str
    person: uuid.UUID
    sag: uuid.UUID
    anmodning: uuid.UUID
    about: str
    rows: list[Row]
    words: str | None
    reason: str | None
    letter: str | None
    is_open: bool
    first: First | None
    right: tuple[CitationLink, ...]
    only: str
    only_citations: tuple[CitationLink, ...]
    answers: list[tuple[str, str, str]]
    values: Mapping[str, str]
    errors: Mapping[str, str] = field(default_factory=dict)

    @property
    def summary(self) -> Pairs:
        return list(self.errors.items())


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asked in one case, as a table. `first`: that the decision waits for it, and by which law."""

    table: Table
    first: First | None


def show(person: uuid.UUID, sag: uuid.UUID, anmodning: uuid.UUID) -> str:
    return _rendered(*_found(person, sag, anmodning), {}, {})


def answer(person: uuid.UUID, sag: uuid.UUID, anmodning: uuid.UUID) -> Response | tuple[str, int]:
    values = request.form.to_dict()
    of, asked = _found(person, sag, anmodning)
    errors = _errors(of, asked, values)
    if errors:
        return _rendered(of, asked, values, errors), 422
    try:
        outcome = answer_file_request(_command(of, asked, values), database(), clock.now())
    except NotSeen:
        abort(404)
    if isinstance(outcome, NotTaken):
        return _rendered(*_found(person, sag, anmodning), values, _told(outcome.decision.refusals)), 409
    here = url_for("caseworker.aktindsigt.show", person=person, sag=sag, anmodning=anmodning)
    return redirect(here, 303)


def waiting(found: Iterable[AktindsigtView], today: date) -> Table:
    """Those who wait for an answer, for the list of cases."""
    return Table(
        caption=_("Vil se papirerne i deres sag"),
        heads=(_("Person"), _("Sag"), _("Bedt om det"), _("Senest")),
        rows=tuple(_row(one, today) for one in found),
        empty=_("Ingen."),
    )


def of_case(session: Session, sag: Sag, today: date) -> Asked | None:
    """All that was asked in one case, answered or not; None where nothing was."""
    found = aktindsigter.of_case(session, sag.view.public_id)
    if not found:
        return None
    table = Table(
        caption=_("Papirerne i sagen"),
        heads=(_("Bedt om det"), _("Status")),
        rows=tuple((_link(one, brief_moment(reader(), one.asked_at)), _status(one, today)) for one in found),
    )
    return Asked(table, _first(sag) if any(one.is_open for one in found) else None)


def _row(one: AktindsigtView, today: date) -> tuple[Cell, ...]:
    until = brief_day(reader(), one.frist)
    late: Cell = Mark(until, "error") if one.frist < today else until
    return _link(one, one.name), _(OM[one.emne]), brief_day(reader(), one.asked_at), late


def _link(one: AktindsigtView, text: str) -> Link:
    where = "caseworker.aktindsigt.show"
    return Link(text, url_for(where, person=one.person, sag=one.sag, anmodning=one.public_id))


def _status(one: AktindsigtView, today: date) -> Cell:
    if one.answered_at is not None:
        text = _("Ja, {dag}") if one.granted else _("Nej, {dag}")
        return text.format(dag=brief_day(reader(), one.answered_at))
    text = _("Skal besvares senest {dag}").format(dag=brief_day(reader(), one.frist))
    return Mark(text, "error" if one.frist < today else "warning")


def _found(person: uuid.UUID, sag: uuid.UUID, anmodning: uuid.UUID) -> tuple[Open, AktindsigtView]:
    """The request, where the organisation has the case; the log keeps that it was looked at."""
    now = clock.now()

    def read(session: Session) -> tuple[Open, AktindsigtView]:
        of = step.find(session, OfCase(caseworker().id, person, sag), now)
        return of, answering.find(of, anmodning)

    try:
        of, asked = database().read(read)
    except NotSeen as nobody:
        casework.log_refused(database(), ACTION, nobody, now)
        abort(404)
    casework.log_seen(database(), of.seen, ACTION, now)
    return of, asked


def _rendered(of: Open, asked: AktindsigtView, values: Mapping[str, str], errors: Mapping[str, str]) -> str:
    return render_template("caseworker/aktindsigt.html", page=_page(of, asked, values, errors))


def _page(of: Open, asked: AktindsigtView, values: Mapping[str, str], errors: Mapping[str, str]) -> Page:
    view, af = of.sag.view, of.sag.view.af
    nej = aktindsigt.undtagelser(af)
    only = _("Jobcentret kan kun holde papirer tilbage af de grunde, forvaltningsloven nævner.")
    if af is Aktoer.A_KASSE:
        only = _("A-kassen kan kun holde papirer tilbage af afgørende hensyn til personen selv.")
    letter = None
    if asked.letter is not None and of.seen.indsigt.egen:
        letter = url_for("caseworker.letters.show", person=view.person, brev=asked.letter)
    return Page(
        name=view.name,
        person=view.person,
        sag=view.public_id,
        anmodning=asked.public_id,
        about=_(OM[view.emne]),
        rows=_rows(asked, of.today),
        words=asked.ord,
        reason=asked.begrundelse if asked.answered_at else asked.udsat_fordi,
        letter=letter,
        is_open=asked.is_open,
        first=_first(of.sag) if asked.is_open else None,
        right=citation_links(aktindsigt.ret(af)),
        only=only,
        only_citations=citation_links(nej),
        answers=[
            (Svar.JA.value, _("Ja"), _("Personen kan hente sagens akter som PDF.")),
            (Svar.NEJ.value, _("Nej"), _("Personen får begrundelsen og en klagevejledning.")),
            (
                Svar.SENERE.value,
                _("Svaret kommer senere"),
                _("Kun når fristen ikke kan holdes."),
            ),
        ],
        values=values,
        errors=errors,
    )


def _first(sag: Sag) -> First | None:
    over = sag.gang.har(Trin.AFGJORT) or sag.gang.har(Trin.FRAFALDET)
    waits = aktindsigt.foerst(sag.view.af, afgjort=over)
    return (explain_to_caseworker(waits, reader()), citation_links(waits.citations)) if waits else None


def _rows(asked: AktindsigtView, today: date) -> list[Row]:
    status = _status(asked, today)
    rows = [
        (_("Bedt om det"), brief_moment(reader(), asked.asked_at)),
        (_("Status"), status.text if isinstance(status, Mark) else str(status)),
        (_("Første frist"), day(reader(), asked.senest) if asked.udsat_til else ""),
        (_("Svaret af"), asked.caseworker.name if asked.caseworker else ""),
    ]
    return [(term, [text]) for term, text in rows if text]


def _command(of: Open, asked: AktindsigtView, values: Mapping[str, str]) -> AnswerFileRequest:
    svar = Svar(values["svaret"])
    return AnswerFileRequest(
        of=OfCase(of.seen.worker.id, of.sag.view.person, of.sag.view.public_id),
        anmodning=asked.public_id,
        svar=svar,
        ord=tidied(values.get("begrundelse", "")) or None,
        dag=read_day(values.get("dag", "")) if svar is Svar.SENERE else None,
    )


def _errors(of: Open, asked: AktindsigtView, values: Mapping[str, str]) -> dict[str, str]:
    """What is missing or cannot be read, by field, in the order of the form."""
    if values.get("svaret", "") not in set(Svar):
        return {"svaret": _("Vælg et svar.")}
    judged = answering.judge(of, asked, _command(of, asked, values))
    found = _told(judged.refusals)
    if wrong := unwritable(values.get("begrundelse", ""), LONGEST, reader()):
        found["begrundelse"] = wrong
    return {name: found[name] for name in ("svaret", "dag", "begrundelse") if name in found}


def _told(findings: Iterable[Finding]) -> dict[str, str]:
    """Each refusal in words, by the field that it is about."""
    found = {}
    for one in findings:
        text = f"{explain_to_caseworker(one, reader())} {next_step_for_caseworker(one, reader())}"
        found[_FIELDS.get(one.code, "svaret")] = text.strip()
    return found


_FIELDS: Final = {"mangler_begrundelse": "begrundelse", "aktindsigt_dag_for_tidlig": "dag"}
