"""The form in which a citizen asks to see the file of a case of their own."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Final

from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal import clock
from portal.actions.sager.ask_to_see_file import AskToSeeFile, ask_to_see_file
from portal.actions.sager.own_case import Own, UnknownCase
from portal.policy import aktindsigt
from portal.policy.kalender import day_of
from portal.policy.klageafbrydelse import kan_afbrydes
from portal.web.citizen.asking import Asking
from portal.web.citizen.sager import read
from portal.web.context import database
from portal.web.locale import reader
from portal.web.signed_in import citizen
from portal.web.typed import unwritable
from portal.wording import own_case_words as words
from portal.wording.explain import Explanation
from portal.wording.letters.glyphs import tidied
from portal.wording.reader import day

LONGEST: Final = 1000
"""Characters."""


@dataclass(frozen=True, slots=True)
class Page:
    """What `sag_papirer.html` shows. `right`: what gives the right, and until when it is answered.

    `can_wait`: the person can ask that the time to complain of the decision waits; `until`: its last day.
    """

    sag: uuid.UUID
    title: str
    right: list[Explanation]
    can_wait: bool
    until: str
    by: str
    typed: str
    wants: bool
    error: str | None


def show(sag: uuid.UUID) -> str:
    return _rendered(sag, "", None)


def send(sag: uuid.UUID) -> Response | tuple[str, int]:
    typed = request.form.get("ord", "")
    if error := unwritable(typed, LONGEST, reader()):
        return _rendered(sag, typed, error), 422
    try:
        command = AskToSeeFile(citizen().id, sag, tidied(typed) or None, "frist" in request.form)
        ask_to_see_file(command, database(), clock.now())
    except UnknownCase:
        abort(404)
    return redirect(url_for("citizen.sager.show", sag=sag, kvittering="papirer"), 303)


def _rendered(sag: uuid.UUID, typed: str, error: str | None) -> str:
    page = read(sag, lambda own, who: _page(own, who, typed, error))
    return render_template("citizen/sag_papirer.html", page=page)


def _page(own: Own, who: Asking, typed: str, error: str | None) -> Page:
    senest = own.sag.view.klage_senest
    return Page(
        sag=own.sag.view.public_id,
        title=who.reader.gettext(words.OM[own.sag.view.emne]),
        right=who.reasons(aktindsigt.bed(own.sag.view.af, day_of(own.now))),
        can_wait=kan_afbrydes(own.sag.gang, day_of(own.now)),
        until=day(who.reader, senest) if senest else "",
        by=own.sag.view.organisation.name,
        typed=typed,
        wants="frist" in request.form,
        error=error,
    )
