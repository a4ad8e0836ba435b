"""The form in which a citizen complains of a decision: taken in however late it is sent."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Final

from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal import clock
from portal.actions.sager import own_case
from portal.actions.sager.complain import Complain, complain
from portal.actions.sager.own_case import NotDone, Own, UnknownCase
from portal.policy.afgoerelse import har_klagevej
from portal.policy.facts import Aktoer
from portal.policy.kalender import day_of
from portal.policy.law import Outcome
from portal.policy.sagsgang import Trin
from portal.web.citizen.asking import Asking
from portal.web.citizen.sager import read
from portal.web.context import database
from portal.web.locale import reader
from portal.web.signed_in import citizen
from portal.web.typed import unwritable
from portal.wording import own_case_words as words
from portal.wording.explain import CitationLink, Explanation, citation_links
from portal.wording.letters.glyphs import tidied
from portal.wording.reader import day

LONGEST: Final = 4000
"""Characters."""


@dataclass(frozen=True, slots=True)
class Page:
    """What `sag_klage.html` shows. `decided`: what it is about. `until`: the last day to complain; "": nobody
    knows it; `late`: it has gone by. `again`: whoever decided looks at it once more first. `nowhere`: the law
    names nobody to complain to. `refusals`: why it cannot be sent.
    """

    sag: uuid.UUID
    title: str
    by: str
    decided: str
    letter: str | None
    until: str
    late: bool
    again: bool
    nowhere: bool
    citations: tuple[CitationLink, ...]
    typed: str
    error: str | None
    refusals: list[Explanation]


def show(sag: uuid.UUID) -> str:
    return _rendered(sag, "", None)


def send(sag: uuid.UUID) -> Response | tuple[str, int]:
    typed = request.form.get("klage", "")
    if error := unwritable(typed, LONGEST, reader()):
        return _rendered(sag, typed, error), 422
    try:
        outcome = complain(Complain(citizen().id, sag, tidied(typed) or None), database(), clock.now())
    except UnknownCase:
        abort(404)
    if isinstance(outcome, NotDone):
        return _rendered(sag, typed, None), 409
    return redirect(url_for("citizen.sager.show", sag=sag, kvittering="klage"), 303)


def _rendered(sag: uuid.UUID, typed: str, error: str | None) -> str:
    page = read(sag, lambda own, who: _page(own, who, typed, error))
    return render_template("citizen/sag_klage.html", page=page)


def _page(own: Own, who: Asking, typed: str, error: str | None) -> Page:
    view, decided = own.sag.view, own.sag.seneste(Trin.AFGJORT)
    gettext, senest = who.reader.gettext, own.sag.view.klage_senest
    judged = own_case.judge(own, Trin.KLAGET, None)
    said = gettext(words.AFGJORT[view.emne])
    letter = url_for("citizen.letters.show", brev=decided.letter) if decided and decided.letter else None
    cited = [c for one in judged.findings if one.outcome is Outcome.MET for c in one.citations]
    return Page(
        sag=view.public_id,
        title=gettext(words.OM[view.emne]),
        by=view.organisation.name,
        decided=said.format(hvem=view.organisation.name, dag=day(who.reader, decided.dag)) if decided else "",
        letter=letter,
        until=day(who.reader, senest) if senest else "",
        late=senest is not None and senest < day_of(own.now),
        again=view.af is Aktoer.JOBCENTER,
        nowhere=not har_klagevej(view.emne, view.af),
        citations=citation_links(tuple(dict.fromkeys(cited))),
        typed=typed,
        error=error,
        refusals=who.refusals(judged),
    )
