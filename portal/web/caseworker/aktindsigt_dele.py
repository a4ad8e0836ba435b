"""The form that answers in part: the papers of the file, and which of them the person does not get."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field

from flask import abort, redirect, render_template, request
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from portal import clock
from portal.actions.casework import NotSeen
from portal.actions.sager import answer_file_request as answering
from portal.actions.sager.answer_file_request import AnswerFileRequest, answer_file_request
from portal.actions.sager.step import NotTaken, OfCase, Open
from portal.policy import aktindsigt
from portal.policy.aktindsigt import Svar
from portal.policy.aktindsigt_klage import Skridt
from portal.policy.facts import Aktoer
from portal.store.aktindsigt_skridt import Whole
from portal.web.caseworker import aktindsigt_papirer as form
from portal.web.caseworker.aktindsigt import LONGEST, Pairs, found, grounds, only, told
from portal.web.caseworker.aktindsigt_lists import here
from portal.web.caseworker.aktindsigt_papirer import Choice, Values
from portal.web.context import database
from portal.web.locale import _, reader
from portal.web.typed import unwritable
from portal.wording.explain import CitationLink, citation_links
from portal.wording.letters.akter import Papir
from portal.wording.letters.glyphs import tidied
from portal.wording.sag_words import OM


@dataclass(frozen=True, slots=True)
class Page:
    """What `aktindsigt_dele.html` shows; as in `aktindsigt`. `choices`: the papers."""

    name: str
    person: uuid.UUID
    sag: uuid.UUID
    anmodning: uuid.UUID
    about: str
    only: str
    citations: tuple[CitationLink, ...]
    choices: list[Choice]
    grounds: Pairs
    asks_more: bool
    can_wait: bool
    values: Mapping[str, str]
    errors: Mapping[str, str] = field(default_factory=dict)

    @property
    def summary(self) -> Pairs:
        return list(self.errors.items())


def show(person: uuid.UUID, sag: uuid.UUID, anmodning: uuid.UUID) -> str | Response:
    of, asked = found(person, sag, anmodning)
    if asked.view.naeste is not Skridt.SVARET:
        return redirect(here(person, sag, anmodning), 303)
    return _rendered(of, asked, _papers(of), form.from_held(asked.undtaget), {})


def answer(person: uuid.UUID, sag: uuid.UUID, anmodning: uuid.UUID) -> Response | tuple[str, int]:
    values: Values = request.form
    of, asked = found(person, sag, anmodning)
    known = _papers(of)
    command = _command(of, asked, known, values)
    errors = _errors(of, asked, known, values, command)
    if errors:
        return _rendered(of, asked, known, values, errors), 422
    try:
        outcome = answer_file_request(command, database(), clock.now())
    except NotSeen:
        abort(404)
    if isinstance(outcome, NotTaken):
        said = form.in_order(known, told(outcome.decision.refusals))
        return _rendered(of, asked, known, values, said), 409
    return redirect(here(person, sag, anmodning), 303)


def _papers(of: Open) -> tuple[Papir, ...]:
    return database().read(lambda session: form.papers(session, of))


def _command(of: Open, asked: Whole, known: tuple[Papir, ...], values: Values) -> AnswerFileRequest:
    return AnswerFileRequest(
        of=OfCase(of.seen.worker.id, of.sag.view.person, of.sag.view.public_id),
        anmodning=asked.view.public_id,
        svar=Svar.DELVIS,
        ord=tidied(values.get("begrundelse", "")) or None,
        undtaget=form.chosen(known, values),
        papirer=len(known),
        overvejet="overvejet" in values,
        afbryd="afbryd" in values,
    )


def _errors(
    of: Open, asked: Whole, known: tuple[Papir, ...], values: Values, command: AnswerFileRequest
) -> dict[str, str]:
    """What is missing or cannot be read, by field, in the order of the form."""
    said = told(answering.judge(of, asked, command).refusals) | form.errors_in(known, values)
    if wrong := unwritable(values.get("begrundelse", ""), LONGEST, reader()):
        said["begrundelse"] = wrong
    return form.in_order(known, said, "begrundelse", "overvejet")


def _rendered(
    of: Open, asked: Whole, known: tuple[Papir, ...], values: Values, errors: Mapping[str, str]
) -> str:
    view, af = of.sag.view, of.sag.view.af
    page = Page(
        name=view.name,
        person=view.person,
        sag=view.public_id,
        anmodning=asked.view.public_id,
        about=_(OM[view.emne]),
        only=only(af),
        citations=citation_links((*aktindsigt.ret(af), *aktindsigt.undtagelser(af))),
        choices=form.choices(known, MultiDict(values), errors),
        grounds=grounds(af),
        asks_more=af is Aktoer.JOBCENTER,
        can_wait=answering.can_wait(of, asked),
        values=values,
        errors=errors,
    )
    return render_template("caseworker/aktindsigt_dele.html", page=page)
