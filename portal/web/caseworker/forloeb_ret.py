"""One fact is added, corrected or taken away: the form, then what it changes, then it is done."""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal import clock
from portal.actions import correct_course
from portal.actions.casework import NotSeen
from portal.actions.correct_course import CorrectCourse, Judged, NotCorrected, Outdated
from portal.actions.course_in.fields import FIELDS, Values
from portal.policy.indsigt import Del
from portal.policy.kalender import day_of
from portal.policy.oplysninger import Oplysning, imod, ser
from portal.policy.sag import Sag
from portal.store import people_in
from portal.store.database import Session
from portal.store.people_in import ROWS, Known, Row, as_json
from portal.web.caseworker.forloeb import names_of
from portal.web.caseworker.forloeb_form import Field, against, fields, read_typed, typed_of
from portal.web.caseworker.rows import Table
from portal.web.caseworker.seeing import Looking, look
from portal.web.context import database
from portal.wording import course_words
from portal.wording.course_words import OPLYSNING
from portal.wording.explain import explain_to_caseworker
from portal.wording.letters.glyphs import tidied

ACTION = "see_correction"
LONGEST_WHY: Final = 1000

_TODAY: Final = {
    Oplysning.FORBRUG: "registreret",
    Oplysning.CV: "dato",
    Oplysning.VEJLEDNING: "dato",
    Oplysning.FULDMAGT: "fra",
}


@dataclass(frozen=True, slots=True)
class Page:
    """What `forloeb_ret.html` and `forloeb_ret_check.html` show.

    `obstacles`: what stands in the way whatever is typed. `nothing`: nothing was changed. `rows`: the fact
    before and after; `differences`: which answers change. `kept`: what was typed, for the next form.
    """

    person: uuid.UUID
    name: str
    kind: Oplysning
    title: str
    number: str
    is_new: bool
    removable: bool
    fields: list[Field]
    why: str
    errors: dict[str, str]
    obstacles: list[str]
    nothing: bool
    removing: bool
    rows: list[tuple[str, list[str]]]
    differences: Table | None
    kept: list[tuple[str, str]]
    outdated: bool = False

    @property
    def summary(self) -> list[tuple[str, str]]:
        return list(self.errors.items())

    @property
    def complete(self) -> bool:
        return self.differences is not None


def show(person: uuid.UUID, felt: str) -> str:
    kind = _kind(felt)
    number = request.args.get("nr", "")
    return render_template("caseworker/forloeb_ret.html", page=_look(person, kind, number, None))


def correct(person: uuid.UUID, felt: str) -> Response | str | tuple[str, int]:
    """The second step and, with `gem`, the third. `ret`: back to the form, with all as it was typed."""
    kind, number = _kind(felt), request.form.get("nr", "")
    page = _look(person, kind, number, request.form)
    if "ret" in request.form:
        return render_template("caseworker/forloeb_ret.html", page=page)
    if not page.complete:
        return render_template("caseworker/forloeb_ret.html", page=page), 422
    if "gem" not in request.form:
        return render_template("caseworker/forloeb_ret_check.html", page=page)
    return _do(person, kind, number)


def _do(person: uuid.UUID, kind: Oplysning, number: str) -> Response | tuple[str, int]:
    command = look(
        person, ACTION, lambda s, looking: _command(s, looking, kind, number, request.form)[0], Del.STAMDATA
    )
    assert command is not None  # noqa: S101 - the page was complete a moment ago
    try:
        outcome = correct_course.correct_course(command, database(), clock.now())
    except NotSeen:
        abort(404)
    except Outdated:
        return render_template(
            "caseworker/forloeb_ret.html", page=_look(person, kind, number, None, True)
        ), 409
    if isinstance(outcome, NotCorrected):
        page = _look(person, kind, number, request.form)
        return render_template("caseworker/forloeb_ret.html", page=page), 409
    return redirect(url_for("caseworker.forloeb.history", person=person), 303)


def _kind(felt: str) -> Oplysning:
    try:
        return Oplysning(felt)
    except ValueError:
        abort(404)


def _look(
    person: uuid.UUID, kind: Oplysning, number: str, given: Mapping[str, str] | None, outdated: bool = False
) -> Page:
    def read(session: Session, looking: Looking) -> Page:
        return _page(session, looking, kind, number, given, outdated)

    return look(person, ACTION, read, Del.STAMDATA)


def _page(
    session: Session,
    looking: Looking,
    kind: Oplysning,
    number: str,
    given: Mapping[str, str] | None,
    outdated: bool,
) -> Page:
    _, reader, seen = looking.reader.gettext, looking.reader, looking.seen
    if not ser(seen.indsigt, kind):
        abort(404)
    own, names = seen.worker.organisation, names_of(session)
    known = correct_course.course(session, seen)
    row = _row(known, kind, number)
    finding = imod(Sag(seen.person.facts, looking.now), own.holder, kind)
    obstacles = [explain_to_caseworker(finding, reader)] if finding is not None and row is None else []
    typed = {part.name: (given or {}).get(part.name, "") for part in FIELDS[kind]}
    if given is None:
        typed |= typed_of(row.values) if row is not None else _begun(looking, kind)
    command, errors = _command(session, looking, kind, number, given) if given is not None else (None, {})
    judged, nothing = None, False
    if command is not None:
        try:
            judged = correct_course.judge(session, seen, known, command, looking.now)
        except Outdated:
            outdated = True
        else:
            nothing = judged is None
    if judged is not None:
        at_fields, elsewhere = against(reader, judged.plan, kind)
        errors, obstacles = errors | at_fields, obstacles + elsewhere
    possible = judged is not None and judged.plan.possible
    before = as_json(row.values) if row is not None else None
    after = as_json(command.after) if command is not None else None
    said = given or {}
    return Page(
        person=seen.person.person.public_id,
        name=seen.person.person.name,
        kind=kind,
        title=_(OPLYSNING[kind]),
        number=number,
        is_new=row is None,
        removable=row is not None and kind.value in ROWS,
        fields=fields(reader, kind, typed, errors, _organisations(session, kind)),
        why=said.get("hvorfor", ""),
        errors=errors,
        obstacles=list(dict.fromkeys(obstacles)),
        nothing=nothing,
        removing="fjern" in said,
        rows=[
            (_("Før"), [course_words.fact(reader, before, names)]),
            (_("Efter"), [course_words.fact(reader, after, names)]),
            *([(_("Hvorfor"), [said["hvorfor"]])] if said.get("hvorfor", "").strip() else []),
        ],
        differences=differences(looking, judged) if judged is not None and possible else None,
        kept=[("nr", number), ("hvorfor", said.get("hvorfor", "")), ("forventet", _expected(row, given))]
        + [(name, value) for name, value in typed.items()]
        + ([("fjern", "ja")] if "fjern" in said else []),
        outdated=outdated,
    )


def differences(looking: Looking, judged: Judged) -> Table:
    """Which answers change."""
    _ = looking.reader.gettext
    told = [
        course_words.told(looking.reader, one.svar.value, one.om, one.foer, one.efter) for one in judged.told
    ]
    return Table(
        caption=_("Det ændrer rettelsen"),
        heads=(_("Svar"), _("Før"), _("Efter")),
        rows=tuple((one.what, one.before, one.after) for one in told),
        empty=_("Rettelsen ændrer ingen svar: ansvar, krav, frister, samtaler og beslutninger er som før."),
    )


def _begun(looking: Looking, kind: Oplysning) -> dict[str, str]:
    """What is registered, is mostly registered today."""
    return {_TODAY[kind]: day_of(looking.now).isoformat()} if kind in _TODAY else {}


def _command(
    session: Session, looking: Looking, kind: Oplysning, number: str, given: Mapping[str, str] | None
) -> tuple[CorrectCourse | None, dict[str, str]]:
    """What is asked for; None where what was typed cannot be read, with what is wrong by field."""
    said = given or {}
    row = _row(correct_course.course(session, looking.seen), kind, number)
    values: Values | None = None
    errors: dict[str, str] = {}
    if "fjern" not in said:
        values, errors = read_typed(looking.reader, kind, said)
    why = tidied(said.get("hvorfor", ""))
    if wrong := _wrong_why(looking, why, needed=row is not None and kind.value in ROWS):
        errors["hvorfor"] = wrong
    if errors:
        return None, errors
    command = CorrectCourse(
        caseworker_id=looking.seen.worker.id,
        person=looking.seen.person.person.public_id,
        kind=kind,
        key=row.key if row is not None else None,
        expected=_read_expected(said.get("forventet", "")),
        after=values,
        why=why,
    )
    return command, {}


def _wrong_why(looking: Looking, why: str, *, needed: bool) -> str | None:
    _ = looking.reader.gettext
    if needed and not why:
        return _("Skriv, hvorfor det rettes. Det står i historikken.")
    if len(why) > LONGEST_WHY:
        return _("Skriv højst {tegn} tegn.").format(tegn=LONGEST_WHY)
    return None


def _row(known: Known, kind: Oplysning, number: str) -> Row | None:
    """The row of that number on the person's page; the only one of a fact of which there is one."""
    rows = known.rows[kind.value]
    if kind.value not in ROWS:
        return rows[0]
    if not number:
        return None
    if not number.isdecimal() or not 1 <= int(number) <= len(rows):
        abort(404)
    return rows[int(number) - 1]


def _expected(row: Row | None, given: Mapping[str, str] | None) -> str:
    if given is not None:
        return given.get("forventet", "")
    return json.dumps(as_json(row.values)) if row is not None else ""


def _read_expected(text: str) -> dict[str, Any] | None:
    try:
        found = json.loads(text) if text else None
    except ValueError:
        found = None
    return found if isinstance(found, dict) else None


def _organisations(session: Session, kind: Oplysning) -> list[tuple[str, str]]:
    holder = {Oplysning.KOMMUNE: "jobcenter", Oplysning.A_KASSE: "a_kasse"}.get(kind)
    if holder is None:
        return []
    names = people_in.organisation_names(session)
    return [(code, name) for (of, code), name in names.items() if of == holder]
