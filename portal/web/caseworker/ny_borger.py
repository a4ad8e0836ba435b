"""Bringing in one person by a form: somebody new, or somebody who comes over from another organisation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal import clock
from portal.actions.bring_in_person import (
    BringInPerson,
    BroughtIn,
    ComesOver,
    NotBroughtIn,
    bring_in_person,
)
from portal.actions.casework import NotSeen
from portal.actions.course_in.fields import FIELDS, NOWHERE
from portal.actions.course_in.files import Stated
from portal.policy.facts import Aktoer
from portal.policy.oplysninger import Oplysning
from portal.store import people_in
from portal.store.cpr import Cpr, InvalidCpr
from portal.web.caseworker.forloeb_form import Field, against, fields, read_typed
from portal.web.context import context, database
from portal.web.locale import _, reader
from portal.web.signed_in import caseworker
from portal.wording.course_words import OPLYSNING
from portal.wording.reader import N_, plain_day

_FIRST: Final = (
    Oplysning.NAVN,
    Oplysning.TELEFON,
    Oplysning.MAIL,
    Oplysning.ADRESSE,
    Oplysning.CO_NAVN,
    Oplysning.POSTNUMMER,
    Oplysning.BY,
)

ASKED: Final[Mapping[Aktoer, tuple[Oplysning, ...]]] = {
    Aktoer.A_KASSE: (
        *_FIRST,
        Oplysning.A_KASSE,
        Oplysning.KOMMUNE,
        Oplysning.FORSIKRING,
        Oplysning.UDDANNELSE,
        Oplysning.FORSOERGERPLIGT,
        Oplysning.TILMELDING,
        Oplysning.INDPLACERING,
    ),
    Aktoer.JOBCENTER: (
        *_FIRST,
        Oplysning.KOMMUNE,
        Oplysning.A_KASSE,
        Oplysning.MAALGRUPPE,
        Oplysning.YDELSE_FRA,
        Oplysning.TILMELDING,
    ),
}
"""What the form asks for: what each may register of somebody new. The rest is added on the person's page."""

_LEFT_OUT: Final = {
    Oplysning.TILMELDING: frozenset({"til", "aarsag"}),
    Oplysning.INDPLACERING: frozenset({"loebende"}),
}
_LABELS: Final = {
    Oplysning.A_KASSE: N_("Medlem hos jer fra"),
    Oplysning.KOMMUNE: N_("Bor hos jer fra"),
    Oplysning.TILMELDING: N_("Tilmeldt som jobsøgende fra"),
    Oplysning.INDPLACERING: N_("Indplaceret i dagpengeperiode den"),
}
_DEFAULTS: Final = {
    f"{Oplysning.FORSIKRING.value}-vaerdi": "fuldtid",
    f"{Oplysning.MAALGRUPPE.value}-vaerdi": "dagpenge",
}


@dataclass(frozen=True, slots=True)
class Page:
    """What `ny_borger.html` and `ny_borger_kommer.html` show. The CPR number that was typed is never shown
    again. `comes`: since when somebody else's person is to be the organisation's own.
    """

    fields: list[Field]
    errors: dict[str, str]
    obstacles: list[str]
    kept: list[tuple[str, str]]
    comes: str | None = None

    @property
    def summary(self) -> list[tuple[str, str]]:
        return list(self.errors.items())


def show() -> str:
    return render_template("caseworker/ny_borger.html", page=_page(_DEFAULTS, {}, []))


def bring_in() -> Response | str | tuple[str, int]:
    """The form; and, with `kommer_over`, that somebody else's person is meant."""
    typed = {name: value for name, value in request.form.items() if name != "csrf_token"}
    cpr, stated, errors = _read(typed)
    if cpr is None or errors:
        return render_template("caseworker/ny_borger.html", page=_page(typed, errors, [])), 422
    command = BringInPerson(caseworker().id, cpr, stated)
    meant = "kommer_over" in typed
    try:
        outcome = bring_in_person(command, database(), context().vault, clock.now(), comes_over=meant)
    except NotSeen:
        abort(403)
    if isinstance(outcome, BroughtIn):
        return redirect(url_for("caseworker.person.show", person=outcome.person), 303)
    if isinstance(outcome, ComesOver):
        return render_template("caseworker/ny_borger_kommer.html", page=_comes(typed, outcome))
    page = _page(typed, *_refused(outcome))
    return render_template("caseworker/ny_borger.html", page=page), 422


def _read(typed: Mapping[str, str]) -> tuple[Cpr | None, list[Stated], dict[str, str]]:
    errors: dict[str, str] = {}
    cpr = None
    try:
        cpr = Cpr(typed.get("cpr", ""))
    except InvalidCpr:
        errors["cpr"] = _("Skriv et CPR-nummer med ti cifre.")
    stated = []
    for kind in ASKED[caseworker().organisation.holder]:
        given = {part.name: typed.get(_name(kind, part.name), "") for part in FIELDS[kind]}
        given |= _own(kind)
        if not any(value.strip() for value in given.values()) and kind is not Oplysning.NAVN:
            continue
        values, wrong = read_typed(reader(), kind, given)
        errors |= {_name(kind, part): text for part, text in wrong.items()}
        stated.append(Stated(kind, values, NOWHERE))
    return cpr, stated, errors


def _own(kind: Oplysning) -> dict[str, str]:
    """That the person is the organisation's own goes without saying; from which day, the form asks."""
    own = caseworker().organisation
    mine = Oplysning.A_KASSE if own.holder is Aktoer.A_KASSE else Oplysning.KOMMUNE
    return {"kode": own.code} if kind is mine else {}


def _refused(outcome: NotBroughtIn) -> tuple[dict[str, str], list[str]]:
    errors: dict[str, str] = {}
    obstacles: list[str] = []
    plan = outcome.plan
    kinds = {one.felt for one in plan.problems} | {one.felt for one in plan.refusals}
    for kind in Oplysning:
        if kind.value in kinds:
            at_fields, elsewhere = against(reader(), outcome.plan, kind)
            errors |= {_name(kind, part): text for part, text in at_fields.items()}
            obstacles += elsewhere
    shown = {field.name for field in _fields({}, {})}
    obstacles += [text for name, text in errors.items() if name not in shown]
    return {name: text for name, text in errors.items() if name in shown}, list(dict.fromkeys(obstacles))


def _comes(typed: Mapping[str, str], outcome: ComesOver) -> Page:
    page = _page(typed, {}, [])
    day = next((change.after["fra"] for change in outcome.plan.changes if change.after), None)
    return Page(page.fields, {}, [], page.kept, comes=plain_day(reader(), day) if day else "")


def _page(typed: Mapping[str, str], errors: dict[str, str], obstacles: list[str]) -> Page:
    return Page(_fields(typed, errors), errors, obstacles, [(n, typed[n]) for n in typed if n != "cpr"])


def _fields(typed: Mapping[str, str], errors: Mapping[str, str]) -> list[Field]:
    names = database().read(people_in.organisation_names)
    found: list[Field] = []
    for kind in ASKED[caseworker().organisation.holder]:
        holder = "jobcenter" if kind is Oplysning.KOMMUNE else "a_kasse"
        options = [(code, name) for (of, code), name in names.items() if of == holder]
        given = {part.name: typed.get(_name(kind, part.name), "") for part in FIELDS[kind]}
        wrong = {part.name: errors.get(_name(kind, part.name), "") for part in FIELDS[kind]}
        drawn = fields(reader(), kind, given, wrong, options, prefix=_name(kind, ""))
        own = _own(kind)
        asked = [
            one
            for part, one in zip(FIELDS[kind], drawn, strict=True)
            if part.name not in own
            and part.name not in _LEFT_OUT.get(kind, ())
            and not _dated_stranger(kind, part.name)
        ]
        label = _(_LABELS[kind]) if kind in _LABELS and (own or kind in _LEFT_OUT) else _(OPLYSNING[kind])
        found += [replace(one, label=label, required=kind is Oplysning.NAVN) for one in asked]
    return found


def _dated_stranger(kind: Oplysning, part: str) -> bool:
    """From which day the other side has the person is the other side's to say."""
    memberships = (Oplysning.A_KASSE, Oplysning.KOMMUNE)
    return kind in memberships and not _own(kind) and part == "fra"


def _name(kind: Oplysning, part: str) -> str:
    return f"{kind.value}-{part}"
