"""Somebody wants to see the file of their case: what they asked, until when, what became of it, and the form
that answers it.
"""

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
from portal.policy import aktindsigt, aktindsigt_klage
from portal.policy.aktindsigt import PARAGRAF, Hensyn, Svar
from portal.policy.aktindsigt_klage import KlageSpoergsmaal, Skridt
from portal.policy.facts import Aktoer
from portal.policy.kalender import day_of
from portal.policy.law import Finding
from portal.store.aktindsigt_skridt import SkridtView, Whole
from portal.store.aktindsigter import AktindsigtView
from portal.store.database import Session
from portal.web import case_file
from portal.web.caseworker.aktindsigt_lists import First, first, here, status
from portal.web.caseworker.rows import Mark
from portal.web.context import database
from portal.web.days import read_day
from portal.web.locale import _, reader
from portal.web.signed_in import caseworker
from portal.web.typed import unwritable
from portal.wording.aktindsigt_words import HENSYN, KANAL, PORTAL, RESULTAT, SKRIDT, SVAR
from portal.wording.explain import (
    CitationLink,
    citation_links,
    explain_to_caseworker,
    next_step_for_caseworker,
)
from portal.wording.letters.glyphs import tidied
from portal.wording.reader import brief_moment, day
from portal.wording.sag_words import OM

ACTION: Final = "see_file_request"
FILE: Final = "see_file_as_given"
LONGEST: Final = 4000
"""Characters."""

Pairs = list[tuple[str, str]]
Row = tuple[str, list[str]]


@dataclass(frozen=True, slots=True)
class Done:
    """What was done: what, when and by whom, its words, what it holds back (in Danish), and its letter."""

    what: str
    when: str
    more: list[str]
    words: str | None
    held: list[str]
    letter: str | None


@dataclass(frozen=True, slots=True)
class Page:
    """What `aktindsigt.html` shows. `words`: what the person wrote. `reason`: what was answered, where no
    step tells of it. `first`: that the decision waits for it. `only`: what alone lets papers be held back.

    `acts`: (what, where) of a complaint. `can_wait`: the time to complain of the decision can be said to
    have waited. `given`: there is a file as the person gets it.
    """

    name: str
    person: uuid.UUID
    sag: uuid.UUID
    anmodning: uuid.UUID
    about: str
    rows: list[Row]
    words: str | None
    reason: str | None
    done: list[Done]
    is_open: bool
    given: bool
    acts: Pairs
    first: First | None
    right: tuple[CitationLink, ...]
    only: str
    only_citations: tuple[CitationLink, ...]
    answers: list[tuple[str, str, str]]
    grounds: Pairs
    asks_more: bool
    can_wait: bool
    values: Mapping[str, str]
    errors: Mapping[str, str] = field(default_factory=dict)

    @property
    def summary(self) -> Pairs:
        return list(self.errors.items())


def show(person: uuid.UUID, sag: uuid.UUID, anmodning: uuid.UUID) -> str:
    return _rendered(*found(person, sag, anmodning), {}, {})


def answer(person: uuid.UUID, sag: uuid.UUID, anmodning: uuid.UUID) -> Response | tuple[str, int]:
    values = request.form.to_dict()
    of, asked = found(person, sag, anmodning)
    errors = _errors(of, asked, values)
    if errors:
        return _rendered(of, asked, values, errors), 422
    try:
        outcome = answer_file_request(_command(of, asked, values), database(), clock.now())
    except NotSeen:
        abort(404)
    if isinstance(outcome, NotTaken):
        return _rendered(*found(person, sag, anmodning), values, told(outcome.decision.refusals)), 409
    return redirect(here(person, sag, anmodning), 303)


def file(person: uuid.UUID, sag: uuid.UUID, anmodning: uuid.UUID) -> Response:
    """The file as the person gets it after this answer: to be sent on paper, or to be looked at."""
    now = clock.now()

    def read(session: Session) -> tuple[Open, Response]:
        of = step.find(session, OfCase(caseworker().id, person, sag), now)
        asked = answering.find(of, anmodning)
        if asked.view.svar not in (Svar.JA, Svar.DELVIS):
            raise NotSeen(of.seen.worker, of.seen.person.person_id)
        between, whole = case_file.gathered(session, of.sag, of.seen.person.person, now)
        return of, case_file.as_file(between, case_file.as_the_person_gets_it(whole, asked.undtaget))

    try:
        of, response = database().read(read)
    except NotSeen as nobody:
        casework.log_refused(database(), FILE, nobody, now)
        abort(404)
    casework.log_seen(database(), of.seen, FILE, now)
    return response


def found(person: uuid.UUID, sag: uuid.UUID, anmodning: uuid.UUID) -> tuple[Open, Whole]:
    """The request, where the organisation has the case; the log keeps that it was looked at."""
    now = clock.now()

    def read(session: Session) -> tuple[Open, Whole]:
        of = step.find(session, OfCase(caseworker().id, person, sag), now)
        return of, answering.find(of, anmodning)

    try:
        of, asked = database().read(read)
    except NotSeen as nobody:
        casework.log_refused(database(), ACTION, nobody, now)
        abort(404)
    casework.log_seen(database(), of.seen, ACTION, now)
    return of, asked


def only(af: Aktoer) -> str:
    """What alone lets papers be held back."""
    if af is Aktoer.A_KASSE:
        return _("A-kassen kan kun holde papirer tilbage af afgørende hensyn til personen selv.")
    return _("Jobcentret kan kun holde papirer tilbage af de grunde, forvaltningsloven nævner.")


def grounds(af: Aktoer) -> Pairs:
    """For what something can be held back, to be chosen from."""
    return [("", _("Vælg grundlag")), *((one.value, _(HENSYN[one])) for one in aktindsigt.hensyn(af))]


def ground(given: str) -> Hensyn | None:
    return Hensyn(given) if given in set(Hensyn) else None


def told(findings: Iterable[Finding]) -> dict[str, str]:
    """Each refusal in words, by the field that it is about."""
    said = {}
    for one in findings:
        text = f"{explain_to_caseworker(one, reader())} {next_step_for_caseworker(one, reader())}"
        paper = f"-{one.facts['papir']}" if "papir" in one.facts else ""
        said[_FIELDS.get(one.code, "svaret") + paper] = text.strip()
    return said


def _rendered(of: Open, asked: Whole, values: Mapping[str, str], errors: Mapping[str, str]) -> str:
    return render_template("caseworker/aktindsigt.html", page=_page(of, asked, values, errors))


def _page(of: Open, asked: Whole, values: Mapping[str, str], errors: Mapping[str, str]) -> Page:
    view, af = of.sag.view, of.sag.view.af
    waits = asked.view.naeste is Skridt.SVARET
    steps = asked.seneste(Skridt.SVARET) is not None or asked.view.answered_at is None
    return Page(
        name=view.name,
        person=view.person,
        sag=view.public_id,
        anmodning=asked.view.public_id,
        about=_(OM[view.emne]),
        rows=_rows(asked.view, of.today),
        words=asked.view.ord,
        reason=None if steps else asked.view.begrundelse,
        done=[_done(of, one) for one in asked.skridt],
        is_open=waits,
        given=asked.view.svar in (Svar.JA, Svar.DELVIS),
        acts=_acts(of, asked),
        first=first(of.sag, waits=aktindsigt_klage.stopper(asked.gang(af))),
        right=citation_links(aktindsigt.ret(af)),
        only=only(af),
        only_citations=citation_links(aktindsigt.undtagelser(af)),
        answers=[
            (Svar.JA.value, _("Ja"), _("Personen kan hente sagens akter som PDF.")),
            (Svar.NEJ.value, _("Nej"), _("Personen får begrundelsen og en klagevejledning.")),
            (
                Svar.SENERE.value,
                _("Svaret kommer senere"),
                _("Kun når fristen ikke kan holdes."),
            ),
        ],
        grounds=grounds(af),
        asks_more=af is Aktoer.JOBCENTER,
        can_wait=waits and answering.can_wait(of, asked),
        values=values,
        errors=errors,
    )


def _rows(asked: AktindsigtView, today: date) -> list[Row]:
    told_status, how = status(asked, today), KANAL[asked.kanal or PORTAL]
    rows = [
        (_("Bedt om det"), day(reader(), asked.dag)),
        (_("Hvordan"), _(how)),
        (_("Skrevet ned af"), asked.noted_by.name if asked.noted_by else ""),
        (_("Status"), told_status.text if isinstance(told_status, Mark) else str(told_status)),
        (_("Første frist"), day(reader(), asked.senest) if asked.udsat_til else ""),
        (_("Svaret af"), asked.caseworker.name if asked.caseworker else ""),
        (_("Fristen for at klage"), _("Personen beder om, at den venter.") if asked.frist_oenskes else ""),
    ]
    return [(term, [text]) for term, text in rows if text]


def _done(of: Open, one: SkridtView) -> Done:
    when = brief_moment(reader(), one.at)
    more = [_(RESULTAT[one.resultat])] if one.resultat else []
    more += [_(SVAR[one.svar])] if one.svar else []
    more += [_(HENSYN[one.hensyn])] if one.hensyn else []
    more += [_(KANAL[one.kanal])] if one.kanal else []
    more += [_("Senest {dag}").format(dag=day(reader(), one.frist))] if one.frist else []
    if one.dag != day_of(one.at):
        more.append(_("Skete {dag}").format(dag=day(reader(), one.dag)))
    if one.afbrudt:
        more.append(_("Fristen for at klage over afgørelsen har ventet (FVL § 17)."))
    held = [
        f"{held.navn}{', en del' if held.dele else ''} ({PARAGRAF[held.hensyn]}): {held.begrundelse}"
        for held in one.undtaget
        if held.hensyn
    ]
    seen, person = of.seen.indsigt.egen and one.letter is not None, of.sag.view.person
    return Done(
        what=_(SKRIDT[one.trin]),
        when=f"{when}, {one.caseworker.name}" if one.caseworker else when,
        more=more,
        words=one.tekst,
        held=held,
        letter=url_for("caseworker.letters.show", person=person, brev=one.letter) if seen else None,
    )


def _acts(of: Open, asked: Whole) -> Pairs:
    """What can be done about a complaint now."""
    view, gang = of.sag.view, asked.gang(of.sag.view.af)
    names = {
        Skridt.KLAGET: _("Registrér en klage over, at papirer er holdt tilbage"),
        Skridt.GENVURDERET: _("Vurdér svaret igen"),
        Skridt.SENDT: _("Send klagen videre"),
        Skridt.UDFALD: _("Registrér, hvad der er afgjort om klagen"),
    }

    def may(one: Skridt) -> bool:
        q = KlageSpoergsmaal(one, of.today, one.value, aktindsigt_klage.Resultat.FASTHOLDT)
        return aktindsigt_klage.tag(gang, of.today, q).allowed

    where = "caseworker.aktindsigt_klage.show"
    return [
        (
            text,
            url_for(
                where,
                person=view.person,
                sag=view.public_id,
                anmodning=asked.view.public_id,
                skridt=one.value,
            ),
        )
        for one, text in names.items()
        if may(one)
    ]


def _command(of: Open, asked: Whole, values: Mapping[str, str]) -> AnswerFileRequest:
    svar = Svar(values["svaret"])
    return AnswerFileRequest(
        of=OfCase(of.seen.worker.id, of.sag.view.person, of.sag.view.public_id),
        anmodning=asked.view.public_id,
        svar=svar,
        ord=tidied(values.get("begrundelse", "")) or None,
        dag=read_day(values.get("dag", "")) if svar is Svar.SENERE else None,
        hensyn=ground(values.get("hensyn", "")) if svar is Svar.NEJ else None,
        overvejet="overvejet" in values,
        afbryd="afbryd" in values,
    )


def _errors(of: Open, asked: Whole, values: Mapping[str, str]) -> dict[str, str]:
    """What is missing or cannot be read, by field, in the order of the form."""
    if values.get("svaret", "") not in {Svar.JA, Svar.NEJ, Svar.SENERE}:
        return {"svaret": _("Vælg et svar.")}
    judged = answering.judge(of, asked, _command(of, asked, values))
    said = told(judged.refusals)
    if wrong := unwritable(values.get("begrundelse", ""), LONGEST, reader()):
        said["begrundelse"] = wrong
    return {name: said[name] for name in _ORDER if name in said}


_ORDER: Final = ("svaret", "dag", "hensyn", "begrundelse", "overvejet")
_FIELDS: Final = {
    "mangler_begrundelse": "begrundelse",
    "aktindsigt_dag_for_tidlig": "dag",
    "aktindsigt_uden_hensyn": "hensyn",
    "aktindsigt_uden_grund": "grund",
    "aktindsigt_ikke_overvejet": "overvejet",
}
