"""That a person's CV was looked at: how it stands, what was found each time, and the form (LAB § 23)."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from typing import Final

from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal import clock
from portal.actions.casework import NotSeen
from portal.actions.check_cv import CheckCv, NotChecked, check_cv
from portal.policy import cv as policy
from portal.policy.indsigt import Del
from portal.policy.law import Decision
from portal.policy.sag import Sag
from portal.store import cv
from portal.store.cv import CvCheck
from portal.store.database import Session
from portal.web.caseworker.rows import Cell, Mark, Table, Typed
from portal.web.caseworker.seeing import Looking, look
from portal.web.context import database
from portal.web.days import read_day
from portal.web.locale import reader
from portal.web.signed_in import caseworker
from portal.web.typed import unwritable
from portal.wording.explain import CitationLink, citation_links, explain_to_caseworker
from portal.wording.letters.glyphs import tidied
from portal.wording.reader import brief_day, day

ACTION: Final = "see_cv"
MOST: Final = 1000
FOUND: Final = {"ja": True, "nej": False}

_FIELD: Final = {"cv_mangler_ikke_sagt": "mangler", "cv_intet_mangler": "mangler"}
"""Where a finding can be mended; the others are about the day."""


@dataclass(frozen=True, slots=True)
class Page:
    """What `cv.html` shows. `state`: how it stands today; `due`: until when; `late`: that is over."""

    person: uuid.UUID
    name: str
    state: str
    due: str | None
    late: bool
    citations: tuple[CitationLink, ...]
    checks: Table
    today: str
    values: dict[str, str]
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def summary(self) -> list[tuple[str, str]]:
        return list(self.errors.items())


def show(person: uuid.UUID) -> str:
    return _rendered(person, {"dato": clock.today().isoformat()}, {})


def save(person: uuid.UUID) -> Response | tuple[str, int]:
    values = request.form.to_dict()
    command, errors = _read(person, values)
    if command is None:
        return _rendered(person, values, errors), 422
    try:
        outcome = check_cv(command, database(), clock.now())
    except NotSeen:
        abort(404)
    if isinstance(outcome, NotChecked):
        return _rendered(person, values, _refused(outcome.decision)), 422
    return redirect(url_for("caseworker.cv.show", person=person, _anchor="set"), 303)


def _read(person: uuid.UUID, values: dict[str, str]) -> tuple[CheckCv | None, dict[str, str]]:
    _, errors = reader().gettext, {}
    dato, found = read_day(values.get("dato")), FOUND.get(values.get("fyldestgoerende", ""))
    if dato is None:
        errors["dato"] = _("Skriv den dag, CV'et blev set igennem.")
    if found is None:
        errors["fyldestgoerende"] = _("Vælg, om CV'et er fyldestgørende.")
    if wrong := unwritable(values.get("mangler", ""), MOST, reader()):
        errors["mangler"] = wrong
    if dato is None or found is None or errors:
        return None, errors
    return CheckCv(caseworker().id, person, dato, found, tidied(values.get("mangler", "")) or None), {}


def _refused(decision: Decision) -> dict[str, str]:
    errors: dict[str, str] = {}
    for finding in decision.refusals:
        errors.setdefault(_FIELD.get(finding.code, "dato"), explain_to_caseworker(finding, reader()))
    return errors


def _rendered(person: uuid.UUID, values: dict[str, str], errors: dict[str, str]) -> str:
    def read(session: Session, looking: Looking) -> Page:
        return _page(session, looking, values, errors)

    return render_template("caseworker/cv.html", page=look(person, ACTION, read, Del.FORLOEB))


def _page(session: Session, looking: Looking, values: dict[str, str], errors: dict[str, str]) -> Page:
    seen, words = looking.seen, looking.reader
    state = policy.tilstand(seen.person.facts, looking.now)
    due = state.senest if state is not None and state.mangler else None
    # A field for a day shows nothing else.
    typed = values | {"dato": values.get("dato", "") if read_day(values.get("dato")) else ""}
    return Page(
        person=seen.person.person.public_id,
        name=seen.person.person.name,
        state=explain_to_caseworker(state.finding, words) if state is not None else "",
        due=day(words, due) if due else None,
        late=due is not None and due < Sag(seen.person.facts, looking.now).i_dag,
        citations=citation_links(state.finding.citations) if state is not None else (),
        checks=_checks(looking, cv.of_person(session, seen.person.person_id)),
        today=clock.today().isoformat(),
        values=typed,
        errors=errors,
    )


def _checks(looking: Looking, found: tuple[CvCheck, ...]) -> Table:
    _ = looking.reader.gettext
    return Table(
        caption=_("CV'et er set igennem"),
        heads=(_("Dag"), _("Vurdering"), _("Det mangler"), _("Af"), _("Mod tilmeldingen fra")),
        rows=tuple(_check(looking, one) for one in found),
        empty=_("Ingen har registreret, at CV'et er set igennem."),
    )


def _check(looking: Looking, one: CvCheck) -> tuple[Cell, ...]:
    """What is missing is for the organisation that wrote it: others learn the outcome (DBK § 93, stk. 3)."""
    _, own = looking.reader.gettext, one.organisation_id == looking.seen.worker.organisation.id
    registered = Sag(looking.seen.person.facts, looking.now).tilmeldt(one.dato)
    good = Mark(_("Fyldestgørende"), "success") if one.fyldestgoerende else None
    return (
        brief_day(looking.reader, one.dato),
        good or Mark(_("Ikke fyldestgørende"), "warning"),
        Typed(one.mangler) if one.mangler and own else "–",
        "\n".join([*([one.by] if one.by and own else []), one.organisation]),
        brief_day(looking.reader, registered.fra) if registered else "–",
    )
