"""The form in which a citizen answers a hearing in a case of their own."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Final

from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal import clock
from portal.actions.sager import own_case
from portal.actions.sager.answer_hearing import AnswerHearing, answer_hearing
from portal.actions.sager.own_case import NotDone, Own, UnknownCase
from portal.policy.kalender import day_of
from portal.policy.sagsgang import Trin
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

LONGEST: Final = 4000
"""Characters."""


@dataclass(frozen=True, slots=True)
class Page:
    """What `sag_svar.html` shows. `why`: what is considered, as it was typed. `until`: the last day to
    answer; `late`: it has gone by. `before`: what was answered already. `refusals`: why it
    cannot be answered.
    """

    sag: uuid.UUID
    title: str
    by: str
    why: str | None
    letter: str | None
    until: str
    late: bool
    before: str | None
    typed: str
    error: str | None
    refusals: list[Explanation]


def show(sag: uuid.UUID) -> str:
    return _rendered(sag, "", None)


def send(sag: uuid.UUID) -> Response | tuple[str, int]:
    typed = request.form.get("svar", "")
    if error := _error(typed):
        return _rendered(sag, typed, error), 422
    try:
        outcome = answer_hearing(AnswerHearing(citizen().id, sag, tidied(typed)), database(), clock.now())
    except UnknownCase:
        abort(404)
    if isinstance(outcome, NotDone):
        return _rendered(sag, typed, None), 409
    return redirect(url_for("citizen.sager.show", sag=sag, kvittering="svar"), 303)


def _error(typed: str) -> str | None:
    if not tidied(typed):
        return reader().gettext("Skriv dit svar.")
    return unwritable(typed, LONGEST, reader())


def _rendered(sag: uuid.UUID, typed: str, error: str | None) -> str:
    page = read(sag, lambda own, who: _page(own, who, typed, error))
    return render_template("citizen/sag_svar.html", page=page)


def _page(own: Own, who: Asking, typed: str, error: str | None) -> Page:
    heard, opened = own.sag.seneste(Trin.HOERT), own.sag.skridt[0]
    frist = heard.frist if heard else None
    letter = url_for("citizen.letters.show", brev=heard.letter) if heard and heard.letter else None
    return Page(
        sag=own.sag.view.public_id,
        title=who.reader.gettext(words.OM[own.sag.view.emne]),
        by=own.sag.view.organisation.name,
        why=opened.tekst,
        letter=letter,
        until=day(who.reader, frist) if frist else "",
        late=frist is not None and frist < day_of(own.now),
        before=own.sag.svar,
        typed=typed,
        error=error,
        refusals=who.refusals(own_case.judge(own, Trin.SVARET, "-")),
    )
