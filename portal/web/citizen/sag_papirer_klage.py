"""The form in which a citizen complains of papers that are held back from them: taken in however late."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Final

from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal import clock
from portal.actions.sager import file_complaint
from portal.actions.sager.file_complaint import ComplainOfAnswer, complain_of_answer
from portal.actions.sager.own_case import NotDone, Own, UnknownCase
from portal.policy.aktindsigt_klage import KlageSpoergsmaal, Skridt
from portal.policy.facts import Aktoer
from portal.policy.kalender import day_of
from portal.policy.law import Outcome
from portal.web.citizen.asking import Asking
from portal.web.citizen.papirer import Papers, told
from portal.web.citizen.sager import read
from portal.web.context import database
from portal.web.locale import reader
from portal.web.signed_in import citizen
from portal.web.typed import unwritable
from portal.wording import own_case_words as words
from portal.wording.explain import CitationLink, Explanation, citation_links
from portal.wording.letters.glyphs import tidied

LONGEST: Final = 4000
"""Characters."""


@dataclass(frozen=True, slots=True)
class Page:
    """What `sag_papirer_klage.html` shows. `answer`: what is complained of. `late`: the last day has gone by.

    `board`: it goes to Ankestyrelsen, else to the agency. `refusals`: why it cannot be sent.
    """

    sag: uuid.UUID
    anmodning: uuid.UUID
    title: str
    by: str
    answer: Papers
    board: bool
    late: bool
    citations: tuple[CitationLink, ...]
    typed: str
    error: str | None
    refusals: list[Explanation]


def show(sag: uuid.UUID, anmodning: uuid.UUID) -> str:
    return _rendered(sag, anmodning, "", None)


def send(sag: uuid.UUID, anmodning: uuid.UUID) -> Response | tuple[str, int]:
    typed = request.form.get("klage", "")
    if error := unwritable(typed, LONGEST, reader()):
        return _rendered(sag, anmodning, typed, error), 422
    command = ComplainOfAnswer(citizen().id, sag, anmodning, tidied(typed) or None)
    try:
        outcome = complain_of_answer(command, database(), clock.now())
    except UnknownCase:
        abort(404)
    if isinstance(outcome, NotDone):
        return _rendered(sag, anmodning, typed, None), 409
    return redirect(url_for("citizen.sager.show", sag=sag, kvittering="papirklage"), 303)


def _rendered(sag: uuid.UUID, anmodning: uuid.UUID, typed: str, error: str | None) -> str:
    page = read(sag, lambda own, who: _page(own, who, anmodning, typed, error))
    return render_template("citizen/sag_papirer_klage.html", page=page)


def _page(own: Own, who: Asking, anmodning: uuid.UUID, typed: str, error: str | None) -> Page:
    asked, view, today = file_complaint.own(own.session, own, anmodning), own.sag.view, day_of(own.now)
    judged = file_complaint.judge(view.af, asked, today, KlageSpoergsmaal(Skridt.KLAGET, today))
    senest = asked.gang(view.af).klage_senest
    cited = [c for one in judged.findings if one.outcome is Outcome.MET for c in one.citations]
    return Page(
        sag=view.public_id,
        anmodning=anmodning,
        title=who.reader.gettext(words.OM[view.emne]),
        by=view.organisation.name,
        answer=told(who, own.sag, asked),
        board=view.af is Aktoer.JOBCENTER,
        late=senest is not None and senest < today,
        citations=citation_links(tuple(dict.fromkeys(cited))),
        typed=typed,
        error=error,
        refusals=who.refusals(judged),
    )
