"""The form in which a caseworker notes that somebody asked to see their file, not in the portal."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from flask import abort, redirect, render_template, request
from werkzeug.wrappers import Response

from portal import clock
from portal.actions.casework import NotSeen
from portal.actions.sager.note_file_request import NoteFileRequest, note_file_request
from portal.actions.sager.step import NotTaken, OfCase, Open
from portal.policy import aktindsigt
from portal.policy.klageafbrydelse import kan_afbrydes
from portal.store.tables_aktindsigt import BEDT_AF
from portal.web.caseworker.aktindsigt_lists import here
from portal.web.caseworker.sag import found
from portal.web.context import database
from portal.web.days import read_day
from portal.web.locale import _, reader
from portal.web.typed import unwritable
from portal.wording.aktindsigt_words import KANAL
from portal.wording.explain import (
    CitationLink,
    citation_links,
    explain_to_caseworker,
    next_step_for_caseworker,
)
from portal.wording.letters.glyphs import tidied
from portal.wording.sag_words import OM

ACTION: Final = "see_case"
LONGEST: Final = 1000
"""Characters."""

Pairs = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Page:
    """What `aktindsigt_ny.html` shows. `can_wait`: the person can ask that the time to complain waits."""

    name: str
    person: uuid.UUID
    sag: uuid.UUID
    about: str
    right: tuple[CitationLink, ...]
    channels: Pairs
    today: str
    can_wait: bool
    values: Mapping[str, str]
    errors: Mapping[str, str] = field(default_factory=dict)

    @property
    def summary(self) -> Pairs:
        return list(self.errors.items())


def show(person: uuid.UUID, sag: uuid.UUID) -> str:
    of = found(person, sag, ACTION)
    return _rendered(of, {"dag": of.today.isoformat()}, {})


def note(person: uuid.UUID, sag: uuid.UUID) -> Response | tuple[str, int]:
    values = request.form.to_dict()
    of = found(person, sag, ACTION)
    errors = _errors(values)
    if errors:
        return _rendered(of, values, errors), 422
    command = NoteFileRequest(
        of=OfCase(of.seen.worker.id, person, sag),
        dag=read_day(values.get("dag", "")) or of.today,
        kanal=values["kanal"],
        ord=tidied(values.get("ord", "")) or None,
        frist_oenskes="frist_oenskes" in values,
    )
    try:
        outcome = note_file_request(command, database(), clock.now())
    except NotSeen:
        abort(404)
    if isinstance(outcome, NotTaken):
        said = [
            f"{explain_to_caseworker(one, reader())} {next_step_for_caseworker(one, reader())}".strip()
            for one in outcome.decision.refusals
        ]
        return _rendered(of, values, {"dag": " ".join(said)}), 422
    return redirect(here(person, sag, outcome.anmodning), 303)


def _errors(values: Mapping[str, str]) -> dict[str, str]:
    errors = {}
    if read_day(values.get("dag", "")) is None:
        errors["dag"] = _("Skriv en dato.")
    if values.get("kanal") not in BEDT_AF:
        errors["kanal"] = _("Vælg, hvordan personen bad om det.")
    if wrong := unwritable(values.get("ord", ""), LONGEST, reader()):
        errors["ord"] = wrong
    return errors


def _rendered(of: Open, values: Mapping[str, str], errors: Mapping[str, str]) -> str:
    view = of.sag.view
    page = Page(
        name=view.name,
        person=view.person,
        sag=view.public_id,
        about=_(OM[view.emne]),
        right=citation_links((*aktindsigt.ret(view.af), *aktindsigt.frist(view.af))),
        channels=[(one, _(KANAL[one])) for one in BEDT_AF],
        today=of.today.isoformat(),
        can_wait=kan_afbrydes(of.sag.gang, of.today),
        values=values,
        errors=errors,
    )
    return render_template("caseworker/aktindsigt_ny.html", page=page)
