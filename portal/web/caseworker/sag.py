"""One decision as a case: what was done in it, what is next, until when, and the file of it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date
from typing import Final

from flask import abort, render_template, url_for
from werkzeug.wrappers import Response

from portal import clock
from portal.actions import casework, sagsskridt
from portal.actions.casework import NotSeen
from portal.actions.sager import step
from portal.actions.sager.step import OfCase, Open
from portal.policy import afgoerelse
from portal.policy.afgoerelse import TrinSpoergsmaal
from portal.policy.hoering import OM_TILBUD, Emne
from portal.policy.law import Decision
from portal.policy.sagsgang import Genvurdering, Hvem, Trin
from portal.store.afgoerelser import SkridtView
from portal.store.database import Session
from portal.web import case_file
from portal.web.caseworker import aktindsigt_lists
from portal.web.caseworker.rows import Cell, Mark
from portal.web.context import database
from portal.web.locale import _, reader
from portal.web.signed_in import caseworker
from portal.wording.casework_words import FASTHOLDELSE, GRUNDLAG
from portal.wording.explain import CitationLink, citation_links
from portal.wording.reader import brief_moment, day
from portal.wording.request_words import FRITAGELSESGRUND
from portal.wording.sag_words import GOER, KANAL, NAESTE, OM, RESULTAT, TRIN, VENTER
from portal.wording.tilbud_words import ARBEJDE

ACTION: Final = "see_case"
FILE: Final = "see_case_file"

Pairs = list[tuple[str, str]]
Row = tuple[str, list[str]]


@dataclass(frozen=True, slots=True)
class Done:
    """A step: what, when and by whom, how it came or what came of it, its words, and its letter's address."""

    what: str
    when: str
    more: list[str]
    words: str | None
    letter: str | None


@dataclass(frozen=True, slots=True)
class Page:
    """What `sag.html` shows. `own`: the person is still the organisation's. `next`: what is next, if any.

    `acts`: (what, where) that can be done now. `lapsed`: since when it binds no longer of itself.
    `heard_before`: since when the hearing belongs to another stretch of the course. `stands`:
    a complaint waits and the decision binds meanwhile. `not_ours`: nothing can be decided here any more.
    """

    name: str
    person: uuid.UUID
    sag: uuid.UUID
    title: str
    own: bool
    rows: list[Row]
    state: Cell
    next: str
    until: str
    next_citations: tuple[CitationLink, ...]
    acts: Pairs
    done: list[Done]
    lapsed: str | None
    heard_before: str | None
    stands: bool
    not_ours: bool


def show(person: uuid.UUID, sag: uuid.UUID) -> str:
    of = found(person, sag, ACTION)
    papers = database().read(lambda session: aktindsigt_lists.of_case(session, of.sag, of.today))
    return render_template("caseworker/sag.html", page=_page(of), papers=papers)


def file(person: uuid.UUID, sag: uuid.UUID) -> Response:
    """The whole case as one PDF."""
    now = clock.now()

    def read(session: Session) -> tuple[Open, Response]:
        of = step.find(session, OfCase(caseworker().id, person, sag), now)
        return of, case_file.as_file(*case_file.gathered(session, of.sag, of.seen.person.person, now))

    try:
        of, response = database().read(read)
    except NotSeen as nobody:
        casework.log_refused(database(), FILE, nobody, now)
        abort(404)
    casework.log_seen(database(), of.seen, FILE, now)
    return response


def found(person: uuid.UUID, sag: uuid.UUID, action: str) -> Open:
    """The case, where the organisation has it; the log keeps that it was looked at."""
    now = clock.now()
    try:
        of = database().read(lambda s: step.find(s, OfCase(caseworker().id, person, sag), now))
    except NotSeen as nobody:
        casework.log_refused(database(), action, nobody, now)
        abort(404)
    casework.log_seen(database(), of.seen, action, now)
    return of


def judged(of: Open, trin: Trin) -> Decision:
    """Whether it is the step's turn, whatever its words."""
    fits = {Trin.GENVURDERET: Genvurdering.MEDHOLD.value}.get(trin)
    q = TrinSpoergsmaal(trin, Hvem.MYNDIGHED, of.today, begrundelse=trin.value, resultat=fits)
    return sagsskridt.judge(of.sag, q, of.now)


def _page(of: Open) -> Page:
    view, lapsed = of.sag.view, step.bortfaldet(of)
    over = sagsskridt.hoering_forbi(of.seen.person.facts, of.sag, of.now)
    after = sagsskridt.naeste(of.seen.person.facts, of.sag, of.now)
    undecided = not of.sag.gang.har(Trin.AFGJORT) and not of.sag.gang.har(Trin.FRAFALDET)
    not_ours = undecided and not _decides(of)
    return Page(
        name=view.name,
        person=view.person,
        sag=view.public_id,
        title=_(OM[view.emne]),
        own=of.seen.indsigt.egen,
        rows=_rows(of),
        state=_state(of, lapsed),
        next=_(NAESTE[after.trin]) if after else "",
        until=_until(after) if after else "",
        next_citations=citation_links(after.citations) if after else (),
        acts=_acts(of, heard_before=over is not None),
        done=[_done(of, one) for one in of.sag.skridt],
        lapsed=day(reader(), lapsed) if lapsed else None,
        heard_before=day(reader(), over) if over and not not_ours else None,
        stands=of.sag.gang.klage is not None and step.about(of).gaelder,
        not_ours=not_ours,
    )


def _rows(of: Open) -> list[Row]:
    view = of.sag.view
    ground = _GROUNDS.get(view.grundlag or "")
    senest = day(reader(), view.klage_senest) if view.klage_senest else ""
    rows = [
        (_("Sagsnummer"), case_file.name_of(of.sag)),
        (_("Åbnet"), brief_moment(reader(), view.aabnet_at)),
        (_("Grundlag"), _(ground) if ground else ""),
        (_("Frist for at klage"), senest),
    ]
    return [(term, [text]) for term, text in rows if text]


def _state(of: Open, lapsed: date | None) -> Cell:
    if of.sag.gang.har(Trin.OPHAEVET):
        return _("Ophævet")
    if lapsed is not None:
        return _("Bortfaldet")
    last = sagsskridt.gaelder_til(of.seen.person.facts, of.sag)
    if last is not None:
        text = _("Gælder til og med {dag}") if last >= of.today else _("Gjaldt til og med {dag}")
        return Mark(text.format(dag=day(reader(), last)), "info")
    if of.sag.gang.har(Trin.AFGJORT):
        return Mark(_("Gælder"), "info") if of.sag.view.emne in step.ART else _("Afgjort")
    return _("Frafaldet") if of.sag.gang.har(Trin.FRAFALDET) else _("Ikke afgjort")


def _until(after: afgoerelse.Naeste) -> str:
    """Whom it waits for, and until when."""
    who = _(VENTER[after.venter])
    if after.frist is None:
        return who
    told = _("{hvem}. Snarest muligt, siden {dag}.") if after.snarest else _("{hvem}, senest {dag}.")
    return told.format(hvem=who, dag=day(reader(), after.frist))


def _acts(of: Open, *, heard_before: bool) -> Pairs:
    """`heard_before`: the hearing carries no decision any more."""
    view = of.sag.view

    def at(trin: Trin) -> str:
        where = "caseworker.sag_skridt.show"
        return url_for(where, person=view.person, sag=view.public_id, trin=trin.value)

    found = [(_(text), at(trin)) for trin, text in GOER.items() if judged(of, trin).allowed]
    if not of.seen.indsigt.egen:
        return found
    who, offer, decidable = view.person, view.indstilling, judged(of, Trin.AFGJORT).allowed
    if _decides(of) and decidable:
        found.insert(0, (_("Afgør sagen"), url_for(_DECIDED_AT[view.emne], person=who, indstilling=offer)))
    if _decides(of) and (decidable or heard_before):
        about = url_for("caseworker.hoering.show", person=who, emne=view.emne.value, indstilling=offer)
        found.append((_("Hør personen igen"), about))
    lift = _LIFTED_AT.get(view.emne)
    if lift and judged(of, Trin.OPHAEVET).allowed and step.about(of).gaelder:
        found.append((_("Ophæv afgørelsen"), url_for(lift, person=view.person)))
    return found


def _decides(of: Open) -> bool:
    """Whether the organisation can still take the decision: one on an offer whoever holds the course."""
    return of.seen.indsigt.ansvarlig or (of.seen.indsigt.egen and of.sag.view.emne in OM_TILBUD)


def _done(of: Open, one: SkridtView) -> Done:
    more = [_(RESULTAT[one.resultat])] if one.resultat else []
    more += [_(KANAL[one.kanal])] if one.kanal else []
    if one.frist:
        more.append(_("Kan svare til og med {dag}").format(dag=day(reader(), one.frist)))
    if one.til:
        more.append(_("Til og med {dag}").format(dag=day(reader(), one.til)))
    if one.dag != one.at.astimezone(clock.COPENHAGEN).date():
        more.append(_("Skete {dag}").format(dag=day(reader(), one.dag)))
    when = brief_moment(reader(), one.at)
    seen, person = of.seen.indsigt.egen and one.letter is not None, of.sag.view.person
    return Done(
        what=_(TRIN[one.trin]),
        when=f"{when}, {one.caseworker.name}" if one.caseworker else when,
        more=more,
        words=one.tekst,
        letter=url_for("caseworker.letters.show", person=person, brev=one.letter) if seen else None,
    )


_GROUNDS: Final = {
    one.value: text
    for words in (GRUNDLAG, FASTHOLDELSE, FRITAGELSESGRUND, ARBEJDE)
    for one, text in words.items()
}
_DECIDED_AT: Final = {
    Emne.FRATAGELSE: "caseworker.fratagelse.show",
    Emne.FASTHOLDT_PLIGT: "caseworker.fastholdelse.show",
    Emne.FRITAGELSE_AFSLAG: "caseworker.oensker.show_all",
    Emne.FRITAGELSE_OPHAEVET: "caseworker.fritagelse.show",
    Emne.TILBUD: "caseworker.tilbud.en.show",
    Emne.TILBUD_AFSLAG: "caseworker.tilbud.en.show",
}
_LIFTED_AT: Final = {
    Emne.FRATAGELSE: "caseworker.ophaevelse.show",
    Emne.FASTHOLDT_PLIGT: "caseworker.fastholdelse.show_lift",
}
