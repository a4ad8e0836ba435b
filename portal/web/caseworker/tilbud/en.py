"""One recommendation: what it says, what the two authorities wrote, and what the organisation does with it.

The a-kasse notes the person's answer or takes it back; the jobcenter hears the person, and grants or refuses
it. Whom the person has left sees the answer it has a right to, and an a-kasse that has the course since what
holds (`indstilling.syn`).
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field, replace
from typing import Final

from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal import clock
from portal.actions import casework, hear_person, sagsskridt
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
from portal.actions.tilbud.known import Open, UnknownIndstilling
from portal.actions.tilbud.read_recommendations import read_messages
from portal.actions.tilbud.withdraw_recommendation import Stays, WithdrawWritten, withdraw_written
from portal.policy import sources as s
from portal.policy import tilbud
from portal.policy.facts import Aktoer
from portal.policy.hoering import Emne
from portal.policy.indstilling import INTET, Art, Indhold, Status, Syn
from portal.policy.law import Decision
from portal.policy.tilbud import Bygger
from portal.store import dialogbeskeder, offer_cases
from portal.store.database import Session
from portal.store.dialogbeskeder import BeskedView
from portal.store.indstillinger import IndstillingView
from portal.web.caseworker.rows import Cell
from portal.web.caseworker.seeing import Looking
from portal.web.caseworker.tilbud import tables
from portal.web.caseworker.tilbud.form import (
    Typed,
    elsewhere,
    errors,
    kinds,
    prefilled,
    prefilled_hearing,
)
from portal.web.caseworker.waiting import Waits, claimed, waits
from portal.web.context import database
from portal.web.locale import reader as present_reader
from portal.web.signed_in import caseworker
from portal.wording.explain import CitationLink, citation_links
from portal.wording.reader import brief_moment, day
from portal.wording.tilbud_words import ARBEJDE, BESKED, INDSATS

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
    """The jobcenter's form. `after_a_check`: an offer has to be given, unless the person is `free` of the
    duty or has work that ends it (`work`). `rests_on`: what the decision may rest on. `hear`: where the
    person is heard before a yes or a no, each with its words. `waits`: why it waits for who wants to see the
    file.
    """

    typed: Typed
    kinds: Pairs
    after_a_check: bool
    free: bool
    work: Pairs
    rests_on: Pairs
    hear: Pairs
    waits: Waits | None
    today: str
    errors: dict[str, str]


@dataclass(frozen=True, slots=True)
class Page:
    """What `tilbud/en.html` shows. `own`: the person is the organisation's. `sight`: words on why it sees no
    more. `typed_rows`: what was written, as it was typed. `notes`: the person's answer may be noted.
    `withdraws`: it may be taken back. `obstacles`: why the jobcenter cannot decide it. `case`: where its case
    is. `note_error`: what is wrong with the answer that was noted.
    """

    person: uuid.UUID
    name: str
    own: bool
    sight: str | None
    indstilling: uuid.UUID
    title: str
    status: Cell
    rows: list[Row]
    typed_rows: Pairs
    reason: str | None
    said: list[Said]
    letter: str | None
    case: str | None
    notes: bool
    withdraws: bool
    decide: Decide | None
    obstacles: Pairs
    citations: tuple[CitationLink, ...]
    why_not: Pairs = field(default_factory=list)
    note_error: str | None = None

    @property
    def summary(self) -> Pairs:
        noted = [("svar", self.note_error)] if self.note_error else []
        return noted + (list(self.decide.errors.items()) if self.decide else [])


def show(person: uuid.UUID, indstilling: uuid.UUID) -> str:
    return _rendered(person, indstilling)


def note(person: uuid.UUID, indstilling: uuid.UUID) -> Response | tuple[str, int]:
    enig = request.form.get("svar") == "ja"
    if request.form.get("svar") not in ("ja", "nej"):
        page = _page(person, indstilling)
        wrong = present_reader().gettext("Vælg, om personen er enig eller ikke er enig.")
        page = replace(page, note_error=wrong)
        return render_template("caseworker/tilbud/en.html", page=page), 422
    try:
        outcome = note_answer(NoteAnswer(caseworker().id, person, indstilling, enig), database(), clock.now())
    except (NotSeen, UnknownIndstilling):
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
        bygger_paa=typed.bygger_paa,
        hoering=typed.heard.hoering if typed.bygger_paa is Bygger.HOERT else None,
        svar=typed.heard.svar if typed.bygger_paa is Bygger.HOERT else None,
        arbejde=None if yes else typed.arbejde,
        timer=None if yes else typed.timer,
        fravigelse=claimed(typed.values),
    )


def _rendered(person: uuid.UUID, indstilling: uuid.UUID, refused: Decision | None = None) -> str:
    page = _page(person, indstilling, refused=refused)
    return render_template("caseworker/tilbud/en.html", page=page)


def _page(
    person: uuid.UUID, indstilling: uuid.UUID, typed: Typed | None = None, refused: Decision | None = None
) -> Page:
    """`typed`: what was typed, to be judged; None: nothing yet."""
    now = clock.now()

    def read(session: Session) -> tuple[Open, Page]:
        opened = known.find(session, caseworker().id, person, indstilling, now)
        return opened, _one(session, opened, Looking(opened.seen, now, present_reader()), typed, refused)

    try:
        opened, page = database().read(read)
    except NotSeen as nobody:
        casework.log_refused(database(), ACTION, nobody, now)
        abort(404)
    except UnknownIndstilling:
        abort(404)
    casework.log_seen(database(), opened.seen, ACTION, now)
    of, own = opened.of, opened.seen.worker.organisation.id
    read_messages(database(), of.person_id, of.public_id, own, now)
    return page


def _one(
    session: Session, opened: Open, looking: Looking, typed: Typed | None, refused: Decision | None
) -> Page:
    reader, of, who = looking.reader, opened.of, looking.seen.person.person
    ours, whole = looking.seen.worker.organisation, opened.syn is Syn.HELT
    writes = whole and of.a_kasse is not None and ours.id == of.a_kasse.id
    decides = whole and ours.holder is Aktoer.JOBCENTER and of.status is Status.SENDT
    obstacles = looking.told(elsewhere(_any_no(session, looking, of))) if decides else []
    after_a_check = of.art is Art.KONTROLAKTION_TILBUD
    sees_letter = of.letter is not None and whole and not writes
    return Page(
        person=who.public_id,
        name=who.name,
        own=looking.seen.indsigt.egen,
        sight=_sight(looking, opened),
        indstilling=of.public_id,
        title=tables.title(reader, of),
        status=tables.status(reader, of, gone=tables.gone(looking, of)),
        rows=_rows(looking, of, opened.syn),
        typed_rows=_typed_rows(looking, of.indhold),
        reason=of.begrundelse if opened.syn is not Syn.UDFALD else None,
        said=[_said(looking, one) for one in dialogbeskeder.about(session, of.id)] if whole else [],
        letter=url_for("caseworker.letters.show", person=who.public_id, brev=of.letter)
        if sees_letter
        else None,
        case=_case(session, looking, of) if whole and not writes else None,
        notes=writes and of.status is Status.FORESLAAET,
        withdraws=writes and of.is_open,
        decide=_decide(session, looking, of, typed) if decides and not obstacles else None,
        obstacles=obstacles,
        citations=citation_links((s.LAB_38_2, s.VEJ_6) if after_a_check else (s.LAB_180A, s.VEJ_10)),
        why_not=looking.told(refused.refusals) if refused else [],
    )


def _sight(looking: Looking, opened: Open) -> str | None:
    _ = looking.reader.gettext
    words = {
        Syn.SVAR: _(
            "Personen hører ikke længere til hos jer. I ser jeres egen indstilling og jobcentrets svar på "
            "den, for det har I ret til (LAB § 180 a)."
        ),
        Syn.UDFALD: _(
            "En anden a-kasse har sendt den. I ser, hvad der er bedt om, og hvor langt det er, fordi I har "
            "ansvaret for forløbet nu (LAB § 27)."
        ),
    }
    return words.get(opened.syn)


def _case(session: Session, looking: Looking, of: IndstillingView) -> str | None:
    """The jobcenter's own case about it: heard, decided, complained of."""
    sag = offer_cases.of_organisation(session, of.id, looking.seen.worker.organisation.id)
    return url_for("caseworker.sag.show", person=of.person, sag=sag) if sag else None


def _any_no(session: Session, looking: Looking, of: IndstillingView) -> Decision:
    """What stands in the way of deciding it, whatever is decided."""
    command = DecideRecommendation(caseworker().id, of.person, of.public_id, ja=False, begrundelse=_SAID)
    return deciding.judge(session, looking.seen, of, command, looking.now)


def _decide(session: Session, looking: Looking, of: IndstillingView, typed: Typed | None) -> Decide:
    _, facts = looking.reader.gettext, looking.seen.person.facts
    after_a_check = of.art is Art.KONTROLAKTION_TILBUD
    free = after_a_check and tilbud.pligten_er_forbi(facts, looking.now)
    rests_on = [
        (Bygger.EGNE.value, _("Kun på det, personen selv har oplyst eller kender")),
        (Bygger.HOERT.value, _("Også på andet, og personen er hørt")),
    ]
    if after_a_check and tilbud.fristen_naas_ikke(facts, looking.now, of.facts):
        text = _("Også på andet, og en høring kan ikke nås før fristen. Gælder kun et ja (FVL § 19, stk. 2)")
        rests_on.append((Bygger.FRISTEN.value, text))
    return Decide(
        typed=typed or _prefilled(session, looking, of),
        kinds=kinds(looking.reader, after_a_check=after_a_check),
        after_a_check=after_a_check,
        free=free,
        work=[(one.value, _(text)) for one, text in ARBEJDE.items()] if after_a_check and not free else [],
        rests_on=rests_on,
        hear=_hear(looking, of, after_a_check=after_a_check),
        waits=waits(session, looking, Emne.TILBUD_AFSLAG) or waits(session, looking, Emne.TILBUD),
        today=clock.today().isoformat(),
        errors=_errors(session, looking, of, typed) if typed else {},
    )


def _prefilled(session: Session, looking: Looking, of: IndstillingView) -> Typed:
    """What the a-kasse wrote, and the hearing that was sent on it."""
    values = dict(prefilled(of.indhold).values)
    for emne in (Emne.TILBUD_AFSLAG, Emne.TILBUD):
        sag, sent = sagsskridt.undecided(session, looking.seen, emne), None
        if sag is not None and sag.view.indstilling_id == of.id:
            sent = hear_person.standing(session, looking.seen, emne)
        if sent is not None and sag is not None:
            values |= prefilled_hearing(sent, sag.svar)
    return Typed(values)


def _hear(looking: Looking, of: IndstillingView, *, after_a_check: bool) -> Pairs:
    _ = looking.reader.gettext

    def at(emne: Emne) -> str:
        where = "caseworker.hoering.show"
        return url_for(where, person=of.person, emne=emne.value, indstilling=of.public_id)

    found = [(_("Send en høring før et nej"), at(Emne.TILBUD_AFSLAG))]
    return [*found, (_("Send en høring før et ja"), at(Emne.TILBUD))] if after_a_check else found


def _errors(session: Session, looking: Looking, of: IndstillingView, typed: Typed) -> dict[str, str]:
    if typed["svaret"] not in ("ja", "nej"):
        return {"svaret": looking.reader.gettext("Vælg ja eller nej.")}
    command = _command(looking.seen.person.person.public_id, of.public_id, typed)
    command = deciding.with_answer(session, looking.seen, command, looking.now)
    decision = deciding.judge(session, looking.seen, of, command, looking.now)
    found = errors(looking, typed, decision)
    if found or decision.allowed:
        return found
    why, next_step = looking.told(decision.refusals)[0]
    return {"svaret": f"{why} {next_step}"}


def _rows(looking: Looking, of: IndstillingView, sight: Syn) -> list[Row]:
    _, reader = looking.reader.gettext, looking.reader
    author = [of.caseworker.name] if of.caseworker and sight is Syn.HELT else []
    agreed = ""
    if of.enig_at is not None:
        agreed = brief_moment(reader, of.enig_at)
        if of.noted_by is not None:
            agreed = _("{tid}, noteret af a-kassen").format(tid=agreed)
    rows = [
        (_("Skrevet"), f"{brief_moment(reader, of.written_at)}, {', '.join([*author, of.author.name])}"),
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
