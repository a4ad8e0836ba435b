"""One recommendation: what it says, what the two authorities wrote, and what the organisation does with it.

The a-kasse notes the person's answer or takes it back; the jobcenter grants or refuses it.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from typing import Final

from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal import clock
from portal.actions.casework import NotSeen
from portal.actions.tilbud import decide_recommendation as deciding
from portal.actions.tilbud import known
from portal.actions.tilbud.answer_recommendation import NotAnswered as NotNoted
from portal.actions.tilbud.answer_recommendation import NoteAnswer, note_answer
from portal.actions.tilbud.decide_recommendation import (
    DecideRecommendation,
    NotDecided,
    decide_recommendation,
)
from portal.actions.tilbud.known import UnknownIndstilling
from portal.actions.tilbud.read_recommendations import read_messages
from portal.actions.tilbud.recommend_offer import NoJobcenter
from portal.actions.tilbud.withdraw_recommendation import Stays, WithdrawWritten, withdraw_written
from portal.policy import indstilling as regler
from portal.policy import sources as s
from portal.policy.facts import Aktoer
from portal.policy.indsigt import Del
from portal.policy.indstilling import INTET, Art, Indhold, Status
from portal.policy.law import Decision
from portal.store import dialogbeskeder
from portal.store.database import Session
from portal.store.dialogbeskeder import BeskedView
from portal.store.indstillinger import IndstillingView
from portal.web.caseworker.rows import Cell
from portal.web.caseworker.seeing import Looking, look
from portal.web.caseworker.tilbud import tables
from portal.web.caseworker.tilbud.form import Typed, elsewhere, errors, kinds, prefilled
from portal.web.context import database
from portal.web.signed_in import caseworker
from portal.wording.explain import CitationLink, citation_links
from portal.wording.reader import brief_moment, day
from portal.wording.tilbud_words import BESKED, INDSATS

ACTION: Final = "see_offer"
_SAID: Final = "-"
"""Stands in for what is typed, where it is only asked what stands in the way whatever that is."""

Pairs = list[tuple[str, str]]
Row = tuple[str, list[str]]


@dataclass(frozen=True, slots=True)
class Said:
    """A message: what it is, when and by whom, and its words."""

    what: str
    when: str
    tekst: str | None


@dataclass(frozen=True, slots=True)
class Decide:
    """The jobcenter's form. `must`: an offer has to be given, and there is no no."""

    typed: Typed
    kinds: Pairs
    must: bool
    errors: dict[str, str]


@dataclass(frozen=True, slots=True)
class Page:
    """What `tilbud/en.html` shows. `typed_rows`: what was written, as it was typed. `notes`: the person's
    answer may be noted. `withdraws`: it may be taken back. `obstacles`: why the jobcenter cannot decide it.
    """

    person: uuid.UUID
    name: str
    indstilling: uuid.UUID
    title: str
    status: Cell
    rows: list[Row]
    typed_rows: Pairs
    reason: str | None
    said: list[Said]
    letter: str | None
    notes: bool
    withdraws: bool
    decide: Decide | None
    obstacles: Pairs
    citations: tuple[CitationLink, ...]
    why_not: Pairs = field(default_factory=list)

    @property
    def summary(self) -> Pairs:
        return list(self.decide.errors.items()) if self.decide else []


def show(person: uuid.UUID, indstilling: uuid.UUID) -> str:
    return _rendered(person, indstilling)


def note(person: uuid.UUID, indstilling: uuid.UUID) -> Response | tuple[str, int]:
    enig = request.form.get("svar") == "ja"
    if request.form.get("svar") not in ("ja", "nej"):
        return _rendered(person, indstilling), 422
    try:
        outcome = note_answer(NoteAnswer(caseworker().id, person, indstilling, enig), database(), clock.now())
    except (NotSeen, UnknownIndstilling, NoJobcenter):
        abort(404)
    if isinstance(outcome, NotNoted):
        return _rendered(person, indstilling, refused=outcome.decision), 409
    return _back(person, indstilling)


def withdraw(person: uuid.UUID, indstilling: uuid.UUID) -> Response | tuple[str, int]:
    try:
        outcome = withdraw_written(
            WithdrawWritten(caseworker().id, person, indstilling), database(), clock.now()
        )
    except (NotSeen, UnknownIndstilling):
        abort(404)
    if isinstance(outcome, Stays):
        return _rendered(person, indstilling, refused=outcome.decision), 409
    return _back(person, indstilling)


def decide(person: uuid.UUID, indstilling: uuid.UUID) -> Response | tuple[str, int]:
    typed = Typed(request.form.to_dict())
    page = _page(person, indstilling, typed)
    if page.summary:
        return render_template("caseworker/tilbud/en.html", page=page), 422
    try:
        outcome = decide_recommendation(_command(person, indstilling, typed), database(), clock.now())
    except (NotSeen, UnknownIndstilling):
        abort(404)
    if isinstance(outcome, NotDecided):
        return _rendered(person, indstilling, refused=outcome.decision), 409
    return _back(person, indstilling)


def _back(person: uuid.UUID, indstilling: uuid.UUID) -> Response:
    return redirect(url_for("caseworker.tilbud.en.show", person=person, indstilling=indstilling), 303)


def _command(person: uuid.UUID, indstilling: uuid.UUID, typed: Typed) -> DecideRecommendation:
    yes = typed["svaret"] == "ja"
    return DecideRecommendation(
        caseworker_id=caseworker().id,
        person=person,
        indstilling=indstilling,
        ja=yes,
        begrundelse=None if yes else typed.begrundelse,
        indhold=typed.indhold if yes else INTET,
        hoert=typed["hoert"] == "ja",
    )


def _rendered(person: uuid.UUID, indstilling: uuid.UUID, refused: Decision | None = None) -> str:
    page = _page(person, indstilling, refused=refused)
    return render_template("caseworker/tilbud/en.html", page=page)


def _page(
    person: uuid.UUID, indstilling: uuid.UUID, typed: Typed | None = None, refused: Decision | None = None
) -> Page:
    """`typed`: what was typed, to be judged; None: nothing yet."""
    own, found = caseworker().organisation.id, []

    def read(session: Session, looking: Looking) -> Page:
        of = _of(session, looking, indstilling)
        found.append(of)
        messages = dialogbeskeder.about(session, of.id)
        return _one(looking, of, messages, typed, refused)

    page = look(person, ACTION, read, Del.INDSTILLINGER)
    for of in found[:1]:
        read_messages(database(), of.person_id, of.public_id, own, clock.now())
    return page


def _of(session: Session, looking: Looking, indstilling: uuid.UUID) -> IndstillingView:
    seen = looking.seen
    try:
        return known.of_organisation(session, seen.person.person_id, indstilling, seen.worker.organisation.id)
    except UnknownIndstilling:
        abort(404)


def _one(
    looking: Looking,
    of: IndstillingView,
    messages: tuple[BeskedView, ...],
    typed: Typed | None,
    refused: Decision | None,
) -> Page:
    _, reader, who = looking.reader.gettext, looking.reader, looking.seen.person.person
    ours = looking.seen.worker.organisation
    writes = ours.id == of.a_kasse.id
    decides = ours.holder is Aktoer.JOBCENTER and of.status is Status.SENDT
    obstacles = looking.told(elsewhere(_any_yes(looking, of))) if decides else []
    after_a_check = of.art is Art.KONTROLAKTION_TILBUD
    sees_letter = of.letter is not None and not writes
    return Page(
        person=who.public_id,
        name=who.name,
        indstilling=of.public_id,
        title=tables.title(reader, of),
        status=tables.status(reader, of),
        rows=_rows(looking, of),
        typed_rows=_typed_rows(looking, of.indhold),
        reason=of.begrundelse,
        said=[_said(looking, one) for one in messages],
        letter=url_for("caseworker.letters.show", person=who.public_id, brev=of.letter)
        if sees_letter
        else None,
        notes=writes and of.status is Status.FORESLAAET,
        withdraws=writes and of.is_open,
        decide=_decide(looking, of, typed) if decides and not obstacles else None,
        obstacles=obstacles,
        citations=citation_links((s.LAB_38_2, s.VEJ_6) if after_a_check else (s.LAB_180A, s.VEJ_10)),
        why_not=looking.told(refused.refusals) if refused else [],
    )


def _any_yes(looking: Looking, of: IndstillingView) -> Decision:
    """What stands in the way of any yes. Where a yes cannot be given, a no may still."""
    own = looking.seen.worker.organisation.holder
    question = regler.AfgoerSpoergsmaal(own, of.facts, ja=False, begrundelse=_SAID, hoert=True)
    decision = regler.afgoer(looking.seen.person.facts, looking.now, question)
    if {finding.code for finding in decision.refusals} == {"tilbud_skal_gives"}:
        question = regler.AfgoerSpoergsmaal(own, of.facts, ja=True, indhold=of.indhold, hoert=True)
        return regler.afgoer(looking.seen.person.facts, looking.now, question)
    return decision


def _decide(looking: Looking, of: IndstillingView, typed: Typed | None) -> Decide:
    after_a_check = of.art is Art.KONTROLAKTION_TILBUD
    given = typed or prefilled(of.indhold)
    return Decide(
        typed=given,
        kinds=kinds(looking.reader, after_a_check=after_a_check),
        must=_must(looking, of),
        errors=_errors(looking, of, typed) if typed else {},
    )


def _must(looking: Looking, of: IndstillingView) -> bool:
    no = regler.AfgoerSpoergsmaal(
        looking.seen.worker.organisation.holder, of.facts, ja=False, begrundelse=_SAID, hoert=True
    )
    return not regler.afgoer(looking.seen.person.facts, looking.now, no).allowed


def _errors(looking: Looking, of: IndstillingView, typed: Typed) -> dict[str, str]:
    if typed["svaret"] not in ("ja", "nej"):
        return {"svaret": looking.reader.gettext("Vælg ja eller nej.")}
    command = _command(looking.seen.person.person.public_id, of.public_id, typed)
    decision = deciding.judge(looking.seen, of, command, looking.now)
    found = errors(looking, typed, decision)
    if found or decision.allowed:
        return found
    why, next_step = looking.told(decision.refusals)[0]
    return {"svaret": f"{why} {next_step}"}


def _rows(looking: Looking, of: IndstillingView) -> list[Row]:
    _, reader = looking.reader.gettext, looking.reader
    author = [of.caseworker.name] if of.caseworker else []
    agreed = ""
    if of.enig_at is not None:
        agreed = brief_moment(reader, of.enig_at)
        if of.noted_by is not None:
            agreed = _("{tid}, noteret af a-kassen").format(tid=agreed)
    rows = [
        (_("Skrevet"), f"{brief_moment(reader, of.written_at)}, {', '.join([*author, of.a_kasse.name])}"),
        (_("Personen er enig"), agreed),
        (_("Sendt"), brief_moment(reader, of.sent_at) if of.sent_at else ""),
        (_("Sendt til"), of.jobcenter.name if of.jobcenter else ""),
        (_("Tilbud senest"), day(reader, of.frist) if of.frist else ""),
        (_("Indsats"), _(INDSATS[of.indhold.indsats]) if of.indhold.indsats else ""),
        (_("Begynder"), day(reader, of.indhold.starter) if of.indhold.starter else ""),
        (_("Afsluttet"), brief_moment(reader, of.closed_at) if of.closed_at else ""),
    ]
    return [(term, [text]) for term, text in rows if text]


def _typed_rows(looking: Looking, said: Indhold) -> Pairs:
    _ = looking.reader.gettext
    rows = ((_("Hvad"), said.hvad), (_("Hvor"), said.hvor), (_("Hvorfor"), said.hvorfor))
    return [(term, text) for term, text in rows if text]


def _said(looking: Looking, one: BeskedView) -> Said:
    by = [one.caseworker.name] if one.caseworker else []
    who = ", ".join([*by, one.fra])
    return Said(
        what=looking.reader.gettext(BESKED[one.art]),
        when=f"{brief_moment(looking.reader, one.sent_at)}, {who}",
        tekst=one.tekst,
    )
