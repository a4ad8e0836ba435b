"""Publishing times from a weekly pattern, in three steps: the form, what it makes and leaves out, done."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal import clock
from portal.actions import publish_times
from portal.actions.publish_times import Preview, WrongLink
from portal.actions.times import whose
from portal.actions.times.whose import NotTheirs
from portal.store import timetable
from portal.store.database import Session
from portal.store.timetable import House
from portal.store.views import CaseworkerView
from portal.web.caseworker.times import fields, week_form
from portal.web.caseworker.times.fields import Pairs
from portal.web.caseworker.times.left_out import left_out
from portal.web.caseworker.times.publish_form import Answers, fresh, from_memory, from_request
from portal.web.caseworker.times.week import week_of
from portal.web.context import database
from portal.web.locale import _, reader
from portal.web.signed_in import caseworker
from portal.wording.reader import brief_moment
from portal.wording.times_words import LINK


@dataclass(frozen=True, slots=True)
class Page:
    """What `publish.html` and `publish_check.html` show. `told`: what would be published."""

    answers: Answers
    errors: dict[str, str]
    leads: bool
    offices: Pairs
    workers: Pairs
    teams: Pairs
    form_choices: Pairs
    weekdays: list[tuple[int, str]]
    link_hint: str
    today: str
    told: Told | None = None

    @property
    def typed(self) -> dict[str, str]:
        return self.answers.typed

    @property
    def former(self) -> tuple[str, ...]:
        return self.answers.former

    @property
    def summary(self) -> Pairs:
        return list(self.errors.items())


@dataclass(frozen=True, slots=True)
class Told:
    """`each`: for whom, how many, the first and the last one. `left_out`: reason, how many, which days."""

    count: int
    each: list[tuple[str, str, str, str]]
    left_out: list[tuple[str, str, list[str]]]


def show() -> str:
    return render_template("caseworker/times/publish.html", page=database().read(_fresh))


def check() -> str | tuple[str, int]:
    """The second step. `ret`: back to the form, with everything as it was typed."""
    page = database().read(_checked)
    if "ret" in request.form:
        return render_template("caseworker/times/publish.html", page=page)
    if page.told is None:
        return render_template("caseworker/times/publish.html", page=page), 422
    return render_template("caseworker/times/publish_check.html", page=page)


def publish() -> Response | tuple[str, int]:
    page = database().read(_checked)
    command = page.answers.command(caseworker().id)
    if page.told is None or command is None:
        return render_template("caseworker/times/publish.html", page=page), 422
    try:
        done = publish_times.publish_times(command, database(), clock.now())
    except NotTheirs:
        abort(404)
    week = week_of(done.first or command.first)
    shown = url_for("caseworker.times.week.show", uge=week, gjort="udgivet", antal=done.count)
    return redirect(shown, 303)


def _fresh(session: Session) -> Page:
    worker, house = publish_times.of_the_house(session, caseworker().id)
    remembered = timetable.remembered_pattern(session, worker.id)
    own = house.worker_by_id(worker.id)
    office = next((one for one in house.offices if one.id == own.office_id), None)
    wanted = house.office(fields.uuid_of(request.args.get("kontor"))) or office
    if wanted is None and house.offices:
        wanted = house.offices[0]
    answers = from_memory(remembered, clock.today()) if remembered else fresh(clock.today())
    answers.typed["kontor"] = str(wanted.public_id) if wanted else ""
    answers = answers.by((str(own.public_id),), uuid.uuid4())
    return _page(session, worker, house, answers, {})


def _checked(session: Session) -> Page:
    worker, house = publish_times.of_the_house(session, caseworker().id)
    answers = from_request(request.form)
    if not whose.leads(worker):
        answers = answers.by((str(worker.public_id),), answers.submission)
    errors = answers.errors(clock.today())
    command = answers.command(worker.id)
    if errors or command is None:
        return _page(session, worker, house, answers, errors)
    try:
        found = publish_times.preview(session, command, clock.now())
    except WrongLink as wrong:
        return _page(session, worker, house, answers, {"videolink": _(LINK[wrong.why])})
    except NotTheirs:
        return _page(
            session, worker, house, answers, {"kontor": _("Vælg igen. Noget af det er lukket siden.")}
        )
    told = _told(found)
    if not found.count:
        errors["fra_dag"] = _("Der bliver ingen tider. Se nedenfor, hvad der er udeladt og hvorfor.")
    return _page(session, worker, house, answers, errors, told)


def _page(
    session: Session,
    worker: CaseworkerView,
    house: House,
    answers: Answers,
    errors: dict[str, str],
    told: Told | None = None,
) -> Page:
    office = house.office(fields.uuid_of(answers.typed.get("kontor")))
    near = [one for one in house.workers if office is None or one.office_id in (office.id, None)]
    return Page(
        answers=answers,
        errors=errors,
        leads=whose.leads(worker),
        offices=fields.offices(house),
        workers=[(str(one.public_id), one.name) for one in near],
        teams=[("", _("Ikke for et team")), *((str(one.public_id), one.name) for one in house.teams)],
        form_choices=fields.form_choices(),
        weekdays=week_form.weekdays(),
        link_hint=link_hint(worker),
        today=clock.today().isoformat(),
        told=told,
    )


def link_hint(worker: CaseworkerView) -> str:
    """What a link has to be like, and on which hosts."""
    hosts = worker.organisation.video_hosts
    if not hosts:
        return _("Jeres organisation har ingen godkendt videotjeneste.")
    text = _(
        "Nødvendigt for video. Begynder med https://{vaert}. Skriv {tid}, hvor hver tid skal have sin egen "
        "kode."
    )
    return text.format(vaert=hosts[0], tid="{tid}")


def _told(found: Preview) -> Told:
    each = []
    for one in found.planned:
        times = one.plan.times
        first = brief_moment(reader(), times[0][0]) if times else "–"
        last = brief_moment(reader(), times[-1][0]) if times else "–"
        each.append((one.name, fields.times(len(times)), first, last))
    return Told(found.count, each, left_out([left for one in found.planned for left in one.plan.left_out]))
