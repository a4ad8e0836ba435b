"""Setting a booking deadline, in three steps (BAB § 44): the form, the check with the letter, done."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal import clock
from portal.actions import set_booking_deadline as setting
from portal.actions.casework import NotSeen
from portal.actions.set_booking_deadline import (
    DeadlineNotSet,
    Judged,
    SetBookingDeadline,
    set_booking_deadline,
)
from portal.policy import frister
from portal.policy.frister import BindendeFrist
from portal.policy.indsigt import Del
from portal.policy.law import Decision, Finding
from portal.store import guidance
from portal.store.database import Session
from portal.web.caseworker import person_daily
from portal.web.caseworker.person_tables import deadline_status
from portal.web.caseworker.seeing import Looking, look
from portal.web.context import database
from portal.web.days import read_day
from portal.web.signed_in import caseworker
from portal.wording.explain import explain_to_caseworker
from portal.wording.letters.letter import Letter
from portal.wording.reader import brief_moment, capitalised, day
from portal.wording.words import HOLDER_TO_CASEWORKER

ACTION = "see_deadline"

FIELDS = ("frist", "vejledt")
"""In the order of the page."""

_AT_FIELD: Mapping[str, str] = {
    "frist_for_kort": "frist",
    "frist_uden_virkning": "frist",
    "ingen_tider_inden_fristen": "frist",
    "mangler_vejledning": "vejledt",
}
"""Where what refuses can be mended."""

Pairs = list[tuple[str, str]]
Row = tuple[str, list[str]]


@dataclass(frozen=True, slots=True)
class Page:
    """What `frist.html` and `frist_check.html` show.

    `present`: the deadline issued last. `guided`: since when the person is guided; None: nobody kept that
    they were. `saved`: one was set just now. `ran_out`: the present one did, and the person may be struck
    off. `no_times`: none is free within it. `obstacles`: what stands in the way whatever is typed.
    `letter`: as it goes out, where all is there.
    """

    person: uuid.UUID
    name: str
    present: list[Row]
    guided: str | None
    earliest: str
    earliest_day: str
    today: str
    on_paper: bool
    frist: str
    vejledt: str
    obstacles: Pairs
    rows: list[Row]
    fulfilled: bool
    letter: Letter | None
    saved: bool
    ran_out: bool
    no_times: bool
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def summary(self) -> Pairs:
        return list(self.errors.items())


def show(person: uuid.UUID) -> str:
    return render_template("caseworker/frist.html", page=_page(person, {}))


def check(person: uuid.UUID) -> str | tuple[str, int]:
    """The second step. `ret`: back to the form, with everything as it was typed."""
    page = _page(person, request.form, judged="ret" not in request.form)
    if "ret" in request.form:
        return render_template("caseworker/frist.html", page=page)
    if page.no_times:
        _tell_no_times(person)
    if page.letter is None:
        return render_template("caseworker/frist.html", page=page), 422
    return render_template("caseworker/frist_check.html", page=page)


def issue(person: uuid.UUID) -> Response | tuple[str, int]:
    """The third step. What is no longer so since the second is said as on the form."""
    frist, guided = read_day(request.form.get("frist")), read_day(request.form.get("vejledt"))
    if frist is None:
        return render_template("caseworker/frist.html", page=_page(person, request.form, judged=True)), 422
    command = SetBookingDeadline(caseworker().id, person, frist, guided)
    try:
        outcome = set_booking_deadline(command, database(), clock.now())
    except NotSeen:
        abort(404)
    if isinstance(outcome, DeadlineNotSet):
        return render_template("caseworker/frist.html", page=_page(person, request.form, judged=True)), 409
    return redirect(url_for("caseworker.frist.show", person=person, sat="ja"), 303)


def _tell_no_times(person: uuid.UUID) -> None:
    frist = read_day(request.form.get("frist"))
    if frist is None:
        return
    guided = read_day(request.form.get("vejledt"))
    try:
        setting.tell_no_times(
            SetBookingDeadline(caseworker().id, person, frist, guided), database(), clock.now()
        )
    except NotSeen:
        abort(404)


def _page(person: uuid.UUID, values: Mapping[str, str], *, judged: bool = False) -> Page:
    return look(
        person, ACTION, lambda session, looking: _read(session, looking, values, judged=judged), Del.FORLOEB
    )


def _read(session: Session, looking: Looking, values: Mapping[str, str], *, judged: bool) -> Page:
    seen, reader = looking.seen, looking.reader
    who = seen.person.person
    today = looking.now.astimezone(clock.COPENHAGEN).date()
    earliest = frister.tidligste_frist(seen.person.facts, looking.now)
    guided = guidance.given(session, seen.person.person_id)
    frist, typed_guided = read_day(values.get("frist")), read_day(values.get("vejledt"))
    command = SetBookingDeadline(seen.worker.id, who.public_id, frist or earliest, typed_guided)
    found = setting.judge(session, seen, command, looking.now)
    obstacles = looking.told(_elsewhere(found.decision))
    errors = _errors(looking, values, found.decision, today) if judged and not obstacles else {}
    complete = judged and frist is not None and found.decision.allowed and not errors
    return Page(
        person=who.public_id,
        name=who.name,
        present=_present(looking, setting.standing(seen, looking.now)),
        guided=day(reader, guided) if guided else None,
        earliest=day(reader, earliest),
        earliest_day=earliest.isoformat(),
        today=today.isoformat(),
        on_paper=not who.digital_post,
        frist=values.get("frist", earliest.isoformat()),
        vejledt=values.get("vejledt", ""),
        obstacles=obstacles,
        rows=_rows(looking, command, found) if complete else [],
        fulfilled=complete and found.fulfilled,
        letter=setting.letter(seen, command, found, looking.now) if complete else None,
        saved=request.args.get("sat") == "ja",
        ran_out=person_daily.ran_out(looking) is not None,
        no_times=judged and frist is not None and setting.no_times(found.decision),
        errors=errors,
    )


def _elsewhere(decision: Decision) -> tuple[Finding, ...]:
    return tuple(finding for finding in decision.refusals if finding.code not in _AT_FIELD)


def _errors(looking: Looking, values: Mapping[str, str], decision: Decision, today: date) -> dict[str, str]:
    _, found = looking.reader.gettext, {}
    if read_day(values.get("frist")) is None:
        found["frist"] = _("Skriv en dato.")
    guided = read_day(values.get("vejledt"))
    if guided is None and values.get("vejledt", "").strip():
        found["vejledt"] = _("Skriv en dato.")
    elif guided is not None and guided > today:
        found["vejledt"] = _("Datoen ligger i fremtiden. Skriv den dag, personen blev vejledt.")
    for finding in decision.refusals:
        name = _AT_FIELD[finding.code]
        _why, next_step = looking.told([finding])[0]
        found.setdefault(name, f"{explain_to_caseworker(finding, looking.reader)} {next_step}")
    return {name: found[name] for name in FIELDS if name in found}


def _present(looking: Looking, frist: BindendeFrist | None) -> list[Row]:
    if frist is None:
        return []
    _, reader = looking.reader.gettext, looking.reader
    return [
        (_("Frist for at booke"), [day(reader, frist.frist.frist)]),
        (_("Samtalen holdes senest"), [day(reader, frist.samtale_senest)]),
        (_("Sat"), [f"{day(reader, frist.frist.udstedt)}, {_(HOLDER_TO_CASEWORKER[frist.frist.af])}"]),
        (_("Status"), [deadline_status(looking, frist)]),
    ]


def _rows(looking: Looking, command: SetBookingDeadline, judged: Judged) -> list[Row]:
    _, reader = looking.reader.gettext, looking.reader
    first = capitalised(brief_moment(reader, judged.first.start)) if judged.first else "–"
    rows = [
        (_("Frist for at booke"), [day(reader, command.frist)]),
        (_("Samtalen holdes senest"), [day(reader, judged.samtale_senest)]),
        (_("Første ledige tid"), [first]),
    ]
    if command.vejledt is not None:
        rows.append((_("Vejledt skriftligt"), [day(reader, command.vejledt)]))
    return rows
