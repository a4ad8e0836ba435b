"""Offers that the jobcenter is asked for: the person says yes or no to what the a-kasse recommends, and sees
what became of it, with its case. Who says no, and whose jobcenter is not here, is shown the way to it.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from typing import Final

from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal import clock
from portal.actions.tilbud.answer_recommendation import (
    AnswerRecommendation,
    NotAnswered,
    answer_recommendation,
    judge,
)
from portal.actions.tilbud.known import UnknownIndstilling
from portal.actions.tilbud.read_recommendations import ReadOwn, read_own
from portal.actions.tilbud.withdraw_recommendation import Stays, WithdrawOwn, withdraw_own
from portal.policy import indstilling as regler
from portal.policy import sources as s
from portal.policy.facts import Aktoer
from portal.policy.indstilling import Art, ForeslaaSpoergsmaal, Hvem, Status
from portal.policy.law import Decision
from portal.store import indstillinger, offer_cases
from portal.store.database import Session
from portal.store.indstillinger import IndstillingView
from portal.web.citizen.asking import Asking, asking
from portal.web.citizen.decisions import Notice
from portal.web.context import database
from portal.web.signed_in import citizen
from portal.wording.explain import CitationLink, Explanation, citation_links
from portal.wording.reader import AsWritten, day, plain_day
from portal.wording.tilbud_words import ART, INDSATS, STATUS_TO_CITIZEN

Row = tuple[str, list[str]]

ASKS_ALONE: Final = frozenset({Status.UENIG, Status.UDLOEBET, Status.TRUKKET})
"""After these the person may ask the jobcenter alone."""


@dataclass(frozen=True, slots=True)
class Listed:
    """One of them. `told`: what it is and who wrote it when. `answers`: the person may say yes or no.

    `refusals`: why a yes can no longer be said. `alone`: how the jobcenter is reached, where the person may
    ask alone. `reason`: the jobcenter's, as it was typed. `case`: where one is heard, and complains. `error`:
    what is wrong with the answer that was sent.
    """

    public_id: uuid.UUID
    title: str
    status: tuple[str, str]
    told: str
    rows: list[Row]
    typed: list[Row]
    answers: bool
    refusals: list[Explanation]
    withdraws: bool
    said: str | None
    reason: str | None
    alone: str | None
    letter: str | None
    case: str | None
    error: str | None
    is_new: bool
    citations: tuple[CitationLink, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """What `indstillinger.html` shows. `why_not`: why what was just tried could not be done."""

    listed: list[Listed]
    why_not: list[Explanation]
    summary: list[tuple[str, str]] = field(default_factory=list)


def show() -> str:
    found = read_own(ReadOwn(citizen().id), database(), clock.now())
    return _rendered(found)


def answer(indstilling: uuid.UUID) -> Response | tuple[str, int]:
    said = request.form.get("svar")
    if said not in ("ja", "nej"):
        return _rendered(unanswered=indstilling), 422
    command = AnswerRecommendation(citizen().id, indstilling, said == "ja")
    try:
        outcome = answer_recommendation(command, database(), clock.now())
    except UnknownIndstilling:
        abort(404)
    if isinstance(outcome, NotAnswered):
        return _rendered(refused=outcome.decision), 409
    return redirect(url_for("citizen.indstillinger.show"), 303)


def withdraw(indstilling: uuid.UUID) -> Response | tuple[str, int]:
    try:
        outcome = withdraw_own(WithdrawOwn(citizen().id, indstilling), database(), clock.now())
    except UnknownIndstilling:
        abort(404)
    if isinstance(outcome, Stays):
        return _rendered(refused=outcome.decision), 409
    return redirect(url_for("citizen.indstillinger.show"), 303)


def notices(session: Session, who: Asking) -> list[Notice]:
    """For Min Plan: what waits for the person, and the jobcenter's answers that they have not seen."""
    told = []
    for one in indstillinger.of_person(session, who.person.person_id):
        if one.status is Status.FORESLAAET and not _gone(who, one):
            told.append(_asked(who, one))
        elif one.is_unread_answer:
            told.append(_answered(who))
    return told


def _asked(who: Asking, one: IndstillingView) -> Notice:
    _ = who.reader.gettext
    text = _("{navn} vil bede jobcentret om et tilbud til dig. Er du enig?").format(navn=one.author.name)
    question = ForeslaaSpoergsmaal(Aktoer.A_KASSE, one.art, one.indhold, i_forlaengelse=True)
    finding = regler.foreslaa(who.person.facts, who.now, question).findings[0]
    link = (_("Svar ja eller nej"), url_for("citizen.indstillinger.show"))
    return Notice(text, who.why(finding, text), link=link)


def _answered(who: Asking) -> Notice:
    _ = who.reader.gettext
    link = (_("Se svaret"), url_for("citizen.indstillinger.show"))
    return Notice(_("Jobcentret har svaret på, om du får et tilbud."), None, link=link)


def _rendered(
    found: tuple[IndstillingView, ...] | None = None,
    refused: Decision | None = None,
    unanswered: uuid.UUID | None = None,
) -> str:
    """`unanswered`: the one that was to be answered, and neither yes nor no was sent."""

    def read(session: Session) -> Page:
        who = asking(session)
        known = indstillinger.of_person(session, who.person.person_id) if found is None else found
        wrong = who.reader.gettext("Vælg ja eller nej.") if unanswered else None
        cases = offer_cases.latest(session, who.person.person_id)
        listed = [
            _listed(who, one, cases.get(one.id), wrong if one.public_id == unanswered else None)
            for one in known
        ]
        summary = [(f"svar-{one.public_id}", one.error) for one in listed if one.error]
        return Page(listed, who.refusals(refused) if refused else [], summary)

    return render_template("citizen/indstillinger.html", page=database().read(read))


def _gone(who: Asking, one: IndstillingView) -> bool:
    return regler.udloeber(who.person.facts, who.now, one.facts) is not None


def _listed(who: Asking, one: IndstillingView, sag: uuid.UUID | None, error: str | None) -> Listed:
    _, reader = who.reader.gettext, who.reader
    yes = judge(who.person, one, who.now, enig=True)
    waits = one.status is Status.FORESLAAET
    status, kind = STATUS_TO_CITIZEN[one.status]
    after_a_check = one.art is Art.KONTROLAKTION_TILBUD
    return Listed(
        public_id=one.public_id,
        title=_(ART[one.art]),
        status=(_(status), kind),
        told=_("Skrevet af {hvem}, {dag}.").format(
            hvem=", ".join([*([one.caseworker.name] if one.caseworker else []), one.author.name]),
            dag=plain_day(reader, one.written_at),
        ),
        rows=_rows(who, one),
        typed=_typed(who, one),
        answers=waits and yes.allowed,
        refusals=who.refusals(yes) if waits else [],
        withdraws=one.status is Status.SENDT and regler.traek(one.facts, Hvem.PERSON).allowed,
        said=_said(who, one),
        reason=one.begrundelse,
        alone=_alone(who, one),
        letter=url_for("citizen.letters.show", brev=one.letter) if one.letter else None,
        case=url_for("citizen.sager.show", sag=sag) if sag else None,
        error=error if waits and yes.allowed else None,
        is_new=one.is_unread_answer,
        citations=citation_links((s.LAB_38_2, s.VEJ_6) if after_a_check else (s.LAB_180A, s.VEJ_10)),
    )


def _rows(who: Asking, one: IndstillingView) -> list[Row]:
    _, said = who.reader.gettext, one.indhold
    rows = (
        (_("Indsats"), _(INDSATS[said.indsats]) if said.indsats else None),
        (_("Begynder"), day(who.reader, said.starter) if said.starter else None),
        (_("Tilbud senest"), day(who.reader, one.frist) if one.frist else None),
    )
    return [(term, [text]) for term, text in rows if text]


def _typed(who: Asking, one: IndstillingView) -> list[Row]:
    _, said = who.reader.gettext, one.indhold
    rows = ((_("Hvad"), said.hvad), (_("Hvor"), said.hvor), (_("Hvorfor"), said.hvorfor))
    return [(term, [AsWritten(line) for line in text.splitlines()]) for term, text in rows if text]


def _said(who: Asking, one: IndstillingView) -> str | None:
    """What became of it, in a sentence."""
    _ = who.reader.gettext
    if one.status is Status.SENDT and _gone(who, one):
        return _("Den gælder ikke længere: du hører nu til et andet jobcenter.")
    words = {
        Status.SENDT: _("Jobcentret har den og afgør, om du får et tilbud. Du får et brev."),
        Status.BEVILGET: _("Jobcentret giver dig et tilbud. Det står i Min Plan."),
        Status.AFSLAAET: _("Jobcentret giver dig ikke tilbuddet. Det skriver:"),
        Status.UENIG: _("Du er ikke enig, og derfor bliver den ikke sendt til jobcentret."),
        Status.TRUKKET: _("Den er taget tilbage, og jobcentret afgør den ikke."),
        Status.UDLOEBET: _("Den gælder ikke længere, og jobcentret afgør den ikke."),
    }
    return words.get(one.status)


def _alone(who: Asking, one: IndstillingView) -> str | None:
    stuck = who.person.jobcenter is None or _gone(who, one)
    fallen = one.status is Status.FORESLAAET and stuck
    if one.art is Art.KONTROLAKTION_TILBUD or not (fallen or one.status in ASKS_ALONE):
        return None
    how = who.contacts.of(Aktoer.JOBCENTER).words(who.reader)
    text = who.reader.gettext("Vil du have et tilbud, kan du selv bede jobcentret om det: {kontakt}.")
    return text.format(kontakt=how)
