"""Answering the other side's times for joint meetings, in three steps: the form, what it means, sent.

Where somebody answered meanwhile, the form says what was said, and keeps what was typed.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal import clock
from portal.actions import answer_agreement, see_agreement
from portal.actions.answer_agreement import (
    AnswerAgreement,
    Answered,
    Outdated,
    Refused,
    UnknownAgreement,
)
from portal.actions.publish_times import WrongLink
from portal.actions.times.whose import NotTheirs
from portal.policy.law import Finding
from portal.store import agreements, timetable
from portal.store.agreements import AgreementView, IntervalView
from portal.store.database import Session
from portal.store.views import CaseworkerView
from portal.web.caseworker.aftaler import svar_page, trin
from portal.web.caseworker.aftaler.svar_form import ALL, Typed, fresh, from_request, read
from portal.web.caseworker.aftaler.svar_page import Page
from portal.web.caseworker.times.publish import link_rules
from portal.web.caseworker.times.week import week_of
from portal.web.context import database
from portal.web.locale import _, reader
from portal.web.signed_in import caseworker
from portal.wording.explain import explain_to_caseworker
from portal.wording.times_words import LINK

T = TypeVar("T")

Open = tuple[IntervalView, ...]


def show(aftale: uuid.UUID) -> str:
    page = _found(lambda session: _asked(session, aftale, None)[0])
    return render_template("caseworker/aftaler/svar.html", page=page)


def check(aftale: uuid.UUID) -> str | tuple[str, int]:
    """The second step. `ret`: back to the form, with everything as it was typed."""
    page, _command = _found(lambda session: _judged(session, aftale))
    if page.check is None:
        return _form(page)
    if "ret" in request.form:
        return render_template("caseworker/aftaler/svar.html", page=page)
    return render_template("caseworker/aftaler/svar_check.html", page=page)


def send(aftale: uuid.UUID) -> Response | tuple[str, int]:
    """The third step. What is no longer so since the second is said as on the form."""
    page, command = _found(lambda session: _judged(session, aftale))
    # What looks outdated may be the same form once more, which the action knows.
    if command is None or (page.check is None and not page.since):
        return _form(page)
    with suppress(NotTheirs, WrongLink):
        done = answer_agreement.answer_agreement(command, database(), clock.now())
        if isinstance(done, Answered):
            return redirect(url_for("caseworker.aftaler.aftale.show", aftale=aftale, gjort="svaret"), 303)
    return _form(_found(lambda session: _judged(session, aftale))[0])


def _form(page: Page) -> tuple[str, int]:
    return render_template("caseworker/aftaler/svar.html", page=page), 409 if page.since else 422


def _found(work: Callable[[Session], T]) -> T:
    """What is read of the agreement. Whose it is not finds nothing here."""
    try:
        return database().read(work)
    except UnknownAgreement:
        abort(404)


def _asked(session: Session, aftale: uuid.UUID, typed: Typed | None) -> tuple[Page, Open]:
    """The form, and the intervals it asks about."""
    worker, agreement = see_agreement.find(session, caseworker().id, aftale)
    steps = agreements.steps(session, agreement.id)
    theirs = [one.number for one in steps if one.side is not agreement.side]
    said = trin.steps(agreement, steps)
    waiting = _open(session, agreement, clock.now())
    typed = typed or fresh(agreement.last_step)
    since = [step for step in said if step.number > typed.seen]
    house = timetable.house(session, worker.organisation.id)
    page = Page(
        agreement=agreement,
        # Whoever has read what was said meanwhile may answer it.
        typed=replace(typed, seen=agreement.last_step),
        last=next((step for step in said if step.number in theirs), None),
        weeks=svar_page.weeks(waiting, typed, agreement.side),
        workers=[(str(one.public_id), one.name) for one in house.workers],
        link_hint=_link_hint(worker),
        since=since,
        week=week_of(waiting[0].start.astimezone(clock.COPENHAGEN).date()) if waiting else None,
    )
    return page, waiting


def _open(session: Session, agreement: AgreementView, now: datetime) -> Open:
    """What has to be answered; nothing where it is not the organisation's turn."""
    if not agreement.waits_for_us:
        return ()
    found = agreements.intervals(session, agreement.id)
    return tuple(one for one in found if one.status == "open" and one.start > now)


def _judged(session: Session, aftale: uuid.UUID) -> tuple[Page, AnswerAgreement | None]:
    """The form as it was typed, with what is wrong, or with what the answer means; and the answer."""
    typed = from_request(request.form)
    page, waiting = _asked(session, aftale, typed)
    agreement = page.agreement
    if page.since:
        every = agreements.intervals(session, agreement.id)
        waiting = tuple(one for one in every if one.public_id in typed.rows)
    reading = read(typed, waiting, agreement.side)
    command = reading.command(caseworker().id, aftale, typed)
    if page.since:
        return page, command
    if command is None:
        return replace(page, errors=reading.errors), None
    try:
        done = answer_agreement.check_answer(session, command, clock.now())
    except NotTheirs:
        lost = {f"hvem-{ALL}": _("Vælg igen, hvem der kommer. En af dem er her ikke længere.")}
        return replace(page, errors=lost), None
    except WrongLink as wrong:
        return replace(page, errors={f"link-{ALL}": _(LINK[wrong.why])}), None
    if isinstance(done, Outdated):
        return page, None
    if isinstance(done, Refused):
        errors = _at_rows(waiting, done.by_interval)
        general = [one for one in done.decision.refusals if not _is_said(one, done.by_interval)]
        return replace(page, errors=errors, obstacles=svar_page.explained(general)), None
    house = timetable.house(session, caseworker().organisation.id)
    shown = svar_page.check(agreement, waiting, reading.answers, done, typed, house)
    return replace(page, check=shown), command


def _link_hint(worker: CaseworkerView) -> str:
    told = _("Til tider på video, som ikke har et link, og til jeres modforslag.")
    return f"{told} {link_rules(worker)}"


def _at_rows(waiting: Open, found: Mapping[uuid.UUID, tuple[Finding, ...]]) -> dict[str, str]:
    """What stands in the way of an interval, at its row."""
    return {
        f"svar-{number}": " ".join(explain_to_caseworker(one, reader()) for one in found[interval.public_id])
        for number, interval in enumerate(waiting, 1)
        if found.get(interval.public_id)
    }


def _is_said(finding: Finding, by_interval: Mapping[uuid.UUID, tuple[Finding, ...]]) -> bool:
    return any(finding in found for found in by_interval.values())
