"""One part of Min Plan is written, together with the person: something new, or what stands there changed."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal import clock
from portal.actions import write_plan
from portal.actions.casework import NotSeen
from portal.actions.write_plan import NotWritten, Outdated, WritePlan
from portal.policy.indsigt import Del
from portal.policy.law import Citation, Decision, Finding
from portal.policy.min_plan import INDHOLD, Felt
from portal.store.database import Session
from portal.store.views import PlanEntryView
from portal.web.caseworker.plan import address, may_write, refusal
from portal.web.caseworker.seeing import Looking, look
from portal.web.context import database
from portal.web.ids import read_uuid
from portal.web.plan_parts import Entry, entry
from portal.web.signed_in import caseworker
from portal.web.typed import unwritable
from portal.wording.explain import CitationLink, citation_links
from portal.wording.krav_words import PLAN_FIELDS
from portal.wording.letters.glyphs import tidied
from portal.wording.plan_words import FORM, FORMAAL_TIL_SAGSBEHANDLER
from portal.wording.reader import Reader

ACTION = "see_plan_part"
LONGEST: Final = 2000

Pairs = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Input:
    name: str
    label: str
    hint: str
    value: str
    error: str | None
    required: bool


@dataclass(frozen=True, slots=True)
class Page:
    """What `plan_felt.html` shows.

    `obstacles`: why it is not written by this organisation, and whom to ask; then there is no form. `kept`:
    which thing it is, and which wording of it was shown. `stands`: somebody has written there since; `gone`:
    somebody has ended it since.
    """

    person: uuid.UUID
    name: str
    title: str
    action: str
    fields: list[Input]
    note: str
    citations: tuple[CitationLink, ...]
    obstacles: Pairs
    kept: Pairs
    stands: Entry | None = None
    gone: bool = False

    @property
    def summary(self) -> Pairs:
        return [(field.name, field.error) for field in self.fields if field.error]


def new(person: uuid.UUID, felt: str) -> str:
    return render_template("caseworker/plan_felt.html", page=_look(person, part(felt), None, None))


def show(person: uuid.UUID, felt: str, punkt: uuid.UUID) -> str:
    return render_template("caseworker/plan_felt.html", page=_look(person, part(felt), punkt, None))


def add(person: uuid.UUID, felt: str) -> Response | tuple[str, int]:
    return _save(person, part(felt), read_id("punkt") or uuid.uuid4())


def change(person: uuid.UUID, felt: str, punkt: uuid.UUID) -> Response | tuple[str, int]:
    return _save(person, part(felt), punkt)


def part(felt: str) -> Felt:
    try:
        return Felt(felt)
    except ValueError:
        abort(404)


def read_id(name: str) -> uuid.UUID | None:
    return read_uuid(request.form.get(name))


def _save(person: uuid.UUID, felt: Felt, item: uuid.UUID) -> Response | tuple[str, int]:
    page = _look(person, felt, item, request.form)
    if page.obstacles or page.summary:
        return render_template("caseworker/plan_felt.html", page=page), 422
    said = _said(felt, request.form)
    command = WritePlan(caseworker().id, person, felt, item, read_id("version"), said)
    try:
        outcome = write_plan.write_plan(command, database(), clock.now())
    except NotSeen:
        abort(404)
    except Outdated:
        page = _look(person, felt, item, request.form, outdated=True)
        return render_template("caseworker/plan_felt.html", page=page), 409
    if isinstance(outcome, NotWritten):
        page = _look(person, felt, item, request.form)
        return render_template("caseworker/plan_felt.html", page=page), 409
    return redirect(url_for("caseworker.plan.show", person=person, _anchor=felt.value), 303)


def _look(
    person: uuid.UUID,
    felt: Felt,
    item: uuid.UUID | None,
    given: Mapping[str, str] | None,
    *,
    outdated: bool = False,
) -> Page:
    """`given`: what was typed; None: nothing was yet."""

    def read(session: Session, looking: Looking) -> Page:
        return _page(session, looking, felt, item, given, outdated=outdated)

    return look(person, ACTION, read, Del.STAMDATA)


def _page(
    session: Session,
    looking: Looking,
    felt: Felt,
    item: uuid.UUID | None,
    given: Mapping[str, str] | None,
    *,
    outdated: bool,
) -> Page:
    _, who = looking.reader.gettext, looking.seen.person.person
    decision = may_write(looking, felt)
    found = _standing(session, looking, felt, item) if decision.allowed else None
    if decision.allowed and item is not None and given is None and (found is None or found.ended):
        abort(404)
    alive = found if found is not None and not found.ended else None
    words = dict(given) if given is not None else (write_plan.words_of(alive) if alive else {})
    judged = None
    if decision.allowed and given is not None:
        judged = write_plan.judge(looking.seen, felt, _said(felt, given), looking.now)
    cited = dict.fromkeys([*INDHOLD[felt].values(), *_cited(decision)])
    return Page(
        person=who.public_id,
        name=who.name,
        title=_(PLAN_FIELDS[felt.value][0]),
        action=_action(looking, felt, alive),
        fields=_fields(looking.reader, felt, words, judged),
        note=_(FORMAAL_TIL_SAGSBEHANDLER) if felt is Felt.KRAV_TIL_JOBSOEGNING else "",
        citations=citation_links(cited),
        obstacles=refusal(looking, decision),
        kept=_kept(alive, item, found, given, outdated=outdated),
        stands=entry(looking.reader, alive) if outdated and alive else None,
        gone=outdated and alive is None,
    )


def _standing(session: Session, looking: Looking, felt: Felt, item: uuid.UUID | None) -> PlanEntryView | None:
    return write_plan.standing(session, looking.seen.person.person_id, felt, item or uuid.uuid4())


def _action(looking: Looking, felt: Felt, alive: PlanEntryView | None) -> str:
    if alive is None:
        return address(looking, "plan_felt.add", felt=felt.value)
    return address(looking, "plan_felt.change", felt=felt.value, punkt=alive.item)


def _kept(
    alive: PlanEntryView | None,
    item: uuid.UUID | None,
    found: PlanEntryView | None,
    given: Mapping[str, str] | None,
    *,
    outdated: bool,
) -> Pairs:
    """What the form sends along.

    Once it was said that another wording stands, the next press writes over that one; what was ended
    meanwhile begins anew.
    """
    version = str(alive.public_id) if alive else ""
    if given is not None and not outdated:
        version = given.get("version", "")
    fresh = item is None or (found is not None and found.ended)
    return [("punkt", str(uuid.uuid4() if fresh else item)), ("version", version)]


def _fields(reader: Reader, felt: Felt, words: Mapping[str, str], judged: Decision | None) -> list[Input]:
    """`judged`: what is missing is said; None: nothing was typed yet."""
    _ = reader.gettext
    missing = {finding.facts.get("mangler"): finding for finding in (judged.refusals if judged else ())}
    return [
        Input(
            name=name,
            label=_(label),
            hint=_(hint) if hint else "",
            value=words.get(name, ""),
            error=_error(reader, _(label), words.get(name, ""), missing.get(name)) if judged else None,
            required=name in INDHOLD[felt],
        )
        for name, (label, hint) in FORM[felt].items()
    ]


def _error(reader: Reader, label: str, text: str, missing: Finding | None) -> str | None:
    if missing is not None:
        cited = "; ".join(str(citation) for citation in missing.citations)
        return reader.gettext("Udfyld »{felt}«. Det skal stå i planen ({paragraf}).").format(
            felt=label, paragraf=cited
        )
    return unwritable(text, LONGEST, reader)


def _said(felt: Felt, given: Mapping[str, str]) -> dict[str, str]:
    return {name: tidied(given.get(name, "")) for name in FORM[felt]}


def _cited(decision: Decision) -> list[Citation]:
    return [citation for finding in decision.findings for citation in finding.citations]
