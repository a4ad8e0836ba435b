"""Publishing times from a weekly pattern, in three steps: the form, what it makes and leaves out, done."""

from __future__ import annotations

from dataclasses import dataclass, replace

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
from portal.web.caseworker.times import fields
from portal.web.caseworker.times.fields import Pairs
from portal.web.caseworker.times.left_out import left_out
from portal.web.caseworker.times.publish_form import Answers, fresh, from_memory, from_request
from portal.web.caseworker.times.week import week_of
from portal.web.caseworker.times.week_page import WeekPage, first_office
from portal.web.context import database
from portal.web.ids import read_uuid
from portal.web.locale import _, reader
from portal.web.signed_in import caseworker
from portal.wording.reader import brief_moment
from portal.wording.times_words import LINK


@dataclass(frozen=True, slots=True)
class Page(WeekPage):
    """What `publish.html` and `publish_check.html` show. `told`: what would be published."""

    answers: Answers
    leads: bool
    told: Told | None = None

    @property
    def teams(self) -> Pairs:
        return [("", _("Ikke for et team")), *((str(one.public_id), one.name) for one in self.house.teams)]


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
    office = first_office(house, read_uuid(request.args.get("kontor")), own)
    answers = from_memory(remembered, clock.today()) if remembered else fresh(clock.today())
    return _page(worker, house, answers.at(office, (str(own.public_id),)), {})


def _checked(session: Session) -> Page:
    worker, house = publish_times.of_the_house(session, caseworker().id)
    answers = from_request(request.form)
    if not whose.leads(worker):
        answers = replace(answers, workers=(str(worker.public_id),))
    errors = answers.errors(clock.today())
    command = answers.command(worker.id)
    if errors or command is None:
        return _page(worker, house, answers, errors)
    try:
        found = publish_times.preview(session, command, clock.now())
    except WrongLink as wrong:
        return _page(worker, house, answers, {"videolink": _(LINK[wrong.why])})
    except NotTheirs:
        return _page(worker, house, answers, {"kontor": _("Vælg igen. Noget af det er lukket siden.")})
    told = _told(found)
    if not found.count:
        errors["fra_dag"] = _("Der bliver ingen tider. Se nedenfor, hvad der er udeladt og hvorfor.")
    return _page(worker, house, answers, errors, told)


def _page(
    worker: CaseworkerView, house: House, answers: Answers, errors: dict[str, str], told: Told | None = None
) -> Page:
    return Page(
        answers=answers,
        errors=errors,
        house=house,
        link_hint=link_hint(worker),
        leads=whose.leads(worker),
        told=told,
    )


def link_hint(worker: CaseworkerView) -> str:
    """That a link is needed, what it has to be like, and on which hosts."""
    if not worker.organisation.video_hosts:
        return link_rules(worker)
    needed = _("Nødvendigt for video.")
    return f"{needed} {link_rules(worker)}"


def link_rules(worker: CaseworkerView) -> str:
    """What a link has to be like, and on which hosts."""
    hosts = worker.organisation.video_hosts
    if not hosts:
        return _("Jeres organisation har ingen godkendt videotjeneste.")
    text = _("Begynder med https://{vaert}. Skriv {tid}, hvor hver tid skal have sin egen kode.")
    return text.format(vaert=hosts[0], tid="{tid}")


def _told(found: Preview) -> Told:
    each = []
    for one in found.planned:
        times = one.plan.times
        first = brief_moment(reader(), times[0][0]) if times else "–"
        last = brief_moment(reader(), times[-1][0]) if times else "–"
        each.append((one.name, fields.times(len(times)), first, last))
    return Told(found.count, each, left_out([left for one in found.planned for left in one.plan.left_out]))
