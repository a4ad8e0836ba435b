"""Finding a person: by CPR number, or by name and day of birth, in a form that leaves no address behind."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal import clock
from portal.actions.casework import NotSeen
from portal.actions.find_person import ByCpr, ByName, find_person
from portal.store import search_people
from portal.store.cpr import Cpr, InvalidCpr
from portal.store.search_people import Found
from portal.web.context import context, database, settings
from portal.web.days import read_day
from portal.web.locale import _
from portal.web.signed_in import caseworker

BY_CPR: Final = "cpr"


@dataclass(frozen=True, slots=True)
class Page:
    """What `people.html` shows. The CPR number that was typed is never shown again.

    `found` is None before anybody was looked for. `examples`: whom one may look for in a demo.
    """

    name: str = ""
    born: str = ""
    errors: dict[str, str] = field(default_factory=dict)
    found: tuple[Found, ...] | None = None
    by_cpr: bool = True
    examples: tuple[Found, ...] = ()

    @property
    def summary(self) -> list[tuple[str, str]]:
        return list(self.errors.items())


def search() -> str:
    return render_template("caseworker/people.html", page=Page(examples=_examples()))


def find() -> str | Response | tuple[str, int]:
    by_cpr = request.form.get("med") == BY_CPR
    page, command = _by_cpr() if by_cpr else _by_name()
    if command is None:
        return render_template("caseworker/people.html", page=page), 422
    try:
        found = find_person(command, database(), clock.now())
    except NotSeen:
        abort(403)
    if len(found) == 1:
        return redirect(url_for("caseworker.person.show", person=found[0].public_id), 303)
    shown = Page(name=page.name, born=page.born, found=found, by_cpr=by_cpr)
    return render_template("caseworker/people.html", page=shown)


def _examples() -> tuple[Found, ...]:
    if not settings().demo:
        return ()
    own, today = caseworker().organisation, clock.today()
    return database().read(lambda session: search_people.some(session, own.id, own.holder, today))


def _by_cpr() -> tuple[Page, ByCpr | None]:
    try:
        number = Cpr(request.form.get("cpr", ""))
    except InvalidCpr:
        return Page(errors={"cpr": _("Skriv et CPR-nummer med ti cifre.")}), None
    return Page(), ByCpr(caseworker().id, context().vault.lookup(number))


def _by_name() -> tuple[Page, ByName | None]:
    name, typed = request.form.get("navn", "").strip(), request.form.get("foedt", "").strip()
    born, errors = read_day(typed), {}
    if not name:
        errors["navn"] = _("Skriv navnet eller begyndelsen af det.")
    if born is None:
        errors["foedt"] = _("Skriv fødselsdatoen.")
    page = Page(name=name, born=typed, errors=errors, by_cpr=False)
    return page, ByName(caseworker().id, name, born) if name and born else None
