"""A person's Min Plan as the organisation sees it: what it writes, what others write, history and file."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from flask import render_template, url_for
from werkzeug.wrappers import Response

from portal.policy.indsigt import Del
from portal.policy.kalender import day_of
from portal.policy.krav import krav
from portal.policy.law import Citation, Decision
from portal.policy.min_plan import EN_TEKST, Felt, ret_plan
from portal.policy.sag import Sag
from portal.store import plan
from portal.store.database import Session
from portal.store.views import PlanEntryView
from portal.web.caseworker.seeing import Looking, look
from portal.web.plan_parts import Change, Entry, Part, changes, entry, parts
from portal.web.plan_response import as_file
from portal.wording.explain import CitationLink, citation_links
from portal.wording.krav_words import PLAN_FIELDS
from portal.wording.plan_words import FLERE, FORMAAL_TIL_SAGSBEHANDLER
from portal.wording.reader import brief_moment, day

ACTION = "see_plan"
HISTORY = "see_plan_history"
FILE = "print_plan"

Link = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Item:
    """One thing in the plan. `links`: what may be done with it; `seen`: whether the person has seen it."""

    entry: Entry
    links: list[Link]
    seen: str


@dataclass(frozen=True, slots=True)
class Field:
    """A part of the plan. `add`: how more is written there. `refused`: why not by this organisation, and whom
    to ask; then nothing is to be done. `due`: until when something has to stand there.
    """

    name: str
    heading: str
    items: list[Item]
    note: str
    add: Link | None
    refused: str | None
    due: str | None


@dataclass(frozen=True, slots=True)
class Page:
    """What `plan.html` shows.

    `citations`: by what the organisation writes. `on_paper`: the person has no Digital Post.
    """

    person: uuid.UUID
    name: str
    fields: list[Field]
    citations: tuple[CitationLink, ...]
    on_paper: bool


@dataclass(frozen=True, slots=True)
class HistoryPage:
    person: uuid.UUID
    name: str
    changes: list[Change]


def show(person: uuid.UUID) -> str:
    return render_template("caseworker/plan.html", page=look(person, ACTION, _page, Del.STAMDATA))


def history(person: uuid.UUID) -> str:
    page = look(person, HISTORY, _history, Del.STAMDATA)
    return render_template("caseworker/plan_historik.html", page=page)


def file(person: uuid.UUID) -> Response:
    return look(person, FILE, _file, Del.STAMDATA)


def seen_fields(looking: Looking) -> list[Felt]:
    """The parts that the organisation sees."""
    return [felt for felt in Felt if looking.seen.indsigt.ser(felt.value)]


def may_write(looking: Looking, felt: Felt) -> Decision:
    return ret_plan(looking.seen.person.facts, looking.now, looking.seen.worker.organisation.holder, felt)


def refusal(looking: Looking, decision: Decision) -> list[tuple[str, str]]:
    """Why the organisation does not write there, and whom to ask, by name where the person has one."""
    return [(why, f"{step} {_whom(looking)}".strip()) for why, step in looking.told(decision.refusals)]


def _whom(looking: Looking) -> str:
    """The other one of the two, as it is reached."""
    own, person = looking.seen.worker.organisation, looking.seen.person
    other = next(
        (one for one in (person.a_kasse, person.jobcenter) if one and one.holder != own.holder), None
    )
    if other is None:
        return ""
    ways = ", ".join(way for way in (other.name, other.phone, other.email) if way)
    return looking.reader.gettext("Det er {hvem}.").format(hvem=ways)


def _page(session: Session, looking: Looking) -> Page:
    who = looking.seen.person.person
    entries = plan.current(session, looking.seen.person.person_id)
    return Page(
        person=who.public_id,
        name=who.name,
        fields=[_field(looking, felt, entries) for felt in seen_fields(looking)],
        citations=citation_links(_rests_on(looking)),
        on_paper=not who.digital_post,
    )


def _rests_on(looking: Looking) -> Iterable[Citation]:
    """The paragraphs by which the organisation writes what it may write."""
    decisions = [may_write(looking, felt) for felt in seen_fields(looking)]
    return dict.fromkeys(c for one in decisions if one.allowed for f in one.findings for c in f.citations)


def _field(looking: Looking, felt: Felt, entries: Iterable[PlanEntryView]) -> Field:
    _, found = looking.reader.gettext, [one for one in entries if one.felt == felt.value]
    decision = may_write(looking, felt)
    refused = " ".join(f"{why} {step}" for why, step in refusal(looking, decision)) or None
    alone = felt in EN_TEKST
    return Field(
        name=felt.value,
        heading=_(PLAN_FIELDS[felt.value][0]),
        items=[_item(looking, felt, one, writes=decision.allowed) for one in found],
        note=_(FORMAAL_TIL_SAGSBEHANDLER) if alone and found else "",
        add=None
        if refused or (alone and found)
        else (_(FLERE[felt]), address(looking, "plan_felt.new", felt=felt.value)),
        refused=refused,
        due=_due(looking) if alone and not found else None,
    )


def _item(looking: Looking, felt: Felt, one: PlanEntryView, *, writes: bool) -> Item:
    _, reader = looking.reader.gettext, looking.reader
    links = []
    if writes:
        links.append((_("Ret"), address(looking, "plan_felt.show", felt=felt.value, punkt=one.item)))
        if felt not in EN_TEKST:
            links.append((_("Afslut"), address(looking, "plan_slut.show", felt=felt.value, punkt=one.item)))
    seen = _("Borgeren har ikke bekræftet at have set det.")
    if one.seen_at is not None:
        seen = _("Set af borgeren {hvornaar}.").format(hvornaar=brief_moment(reader, one.seen_at))
    return Item(entry(reader, one), links, seen)


def _due(looking: Looking) -> str | None:
    """Until when the requirements on job search have to be fixed after the latest registration."""
    facts = looking.seen.person.facts
    registered = Sag(facts, looking.now).tilmeldt(day_of(looking.now))
    if registered is None:
        return None
    rows = krav(facts, looking.now, registered.fra)
    found = next((row for row in rows if row.kode == Felt.KRAV_TIL_JOBSOEGNING.value and row.senest), None)
    if found is None or found.senest is None:
        return None
    text = looking.reader.gettext("A-kassen skal fastlægge dem senest {dag} ({paragraf}).")
    if found.senest < day_of(looking.now):
        text = looking.reader.gettext("A-kassen skulle have fastlagt dem senest {dag} ({paragraf}).")
    cited = "; ".join(str(citation) for citation in found.finding.citations)
    return text.format(dag=day(looking.reader, found.senest), paragraf=cited)


def _history(session: Session, looking: Looking) -> HistoryPage:
    who, sees = looking.seen.person.person, {felt.value for felt in seen_fields(looking)}
    found = [one for one in plan.history(session, looking.seen.person.person_id) if one.felt in sees]
    return HistoryPage(who.public_id, who.name, changes(looking.reader, found))


def _file(session: Session, looking: Looking) -> Response:
    """Every part that the organisation sees; that it is not the whole plan, the file says."""
    _, seen = looking.reader.gettext, looking.seen
    sees = seen_fields(looking)
    entries = plan.current(session, seen.person.person_id)
    lead = ""
    if len(sees) < len(Felt):
        lead = _("Her står kun de dele af planen, som {organisation} ser.").format(
            organisation=seen.worker.organisation.name
        )
    found: list[Part] = parts(looking.reader, entries, [felt.value for felt in sees])
    own, today = seen.worker.organisation.name, day_of(looking.now)
    return as_file(looking.reader, seen.person.person.name, own, today, found, lead)


def address(looking: Looking, view: str, **named: object) -> str:
    person = looking.seen.person.person.public_id
    return url_for(f"caseworker.{view}", person=person, **named)  # type: ignore[arg-type]
