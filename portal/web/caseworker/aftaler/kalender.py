"""The calendar that two organisations share, a week of it: the same joint times to both, and beside them what
else the own caseworkers have. It says what is booked, never by whom.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from flask import abort, render_template, request, url_for

from portal import clock
from portal.actions import see_agreement
from portal.actions.answer_agreement import UnknownAgreement
from portal.clock import COPENHAGEN
from portal.policy.facts import Aktoer
from portal.store import agreements, shared_calendar, timetable
from portal.store.agreements import AgreementView, IntervalView
from portal.store.database import Session
from portal.store.shared_calendar import JointTime, OwnTime, SharedCalendar, Stands, Taken
from portal.web.caseworker.aftaler import told
from portal.web.caseworker.aftaler.drawing import Lane, Span, around
from portal.web.caseworker.rows import Cell, Link, Mark, Table
from portal.web.caseworker.times.fields import Pairs
from portal.web.caseworker.times.week import WEEK, between, monday_of, week_of
from portal.web.citizen.meeting import known_link
from portal.web.context import database
from portal.web.ids import read_uuid
from portal.web.locale import _, reader
from portal.web.signed_in import caseworker
from portal.wording.reader import N_, brief_day, capitalised, short_day
from portal.wording.reader import clock as hour

_TAKEN: Final = {Taken.AWAY: N_("væk"), Taken.BUSY: N_("optaget"), Taken.TRAVELS: N_("på vej")}
_STANDS: Final = {
    Stands.FREE: (N_("Ledig"), "success"),
    Stands.HELD: (N_("Holdes til en borger"), "info"),
    Stands.BOOKED: (N_("Booket"), "info"),
    Stands.CLOSED: (N_("Lukket"), "warning"),
    Stands.WITHDRAWN: (N_("Trukket tilbage"), ""),
}


@dataclass(frozen=True, slots=True)
class Day:
    """A day's joint times and the own ones; `lanes` draw both."""

    heading: str
    lanes: list[Lane]
    joint: Table
    own: Table


@dataclass(frozen=True, slots=True)
class Page:
    """What `aftaler/kalender.html` shows. `hours`: where on the drawing the hours are written."""

    agreement: AgreementView
    title: str
    shown: str
    week: str
    earlier: str
    later: str
    choices: Pairs
    chosen: str
    hours: list[tuple[str, str]]
    days: list[Day]
    others: list[Day]


def show(aftale: uuid.UUID) -> str:
    monday = monday_of(request.args.get("uge"))
    try:
        page = database().read(lambda session: _page(session, aftale, monday))
    except UnknownAgreement:
        abort(404)
    return render_template("caseworker/aftaler/kalender.html", page=page)


def _page(session: Session, aftale: uuid.UUID, monday: date) -> Page:
    worker, agreement = see_agreement.find(session, caseworker().id, aftale)
    since, until = between(monday, 7)
    intervals = agreements.between_the_two(session, agreement, since, until)
    waiting = tuple(one for one in intervals if one.status == "open")
    house = timetable.house(session, worker.organisation.id)
    chosen = house.worker(read_uuid(request.args.get("hvem")))
    workers = {chosen.id} if chosen else _ours(agreement, intervals)
    found = shared_calendar.between(session, agreement, workers, since, until, clock.now())
    stretches = [(one.start, one.slut) for one in found.joint]
    stretches += [(one.start, one.slut) for one in found.own]
    stretches += [(one.start, one.slut) for one in waiting]
    span = around(stretch for stretch in stretches if _one_day(*stretch))
    days = [
        _day(agreement, day, found, waiting, span)
        for day in (monday + timedelta(days=number) for number in range(7))
        if any(_touches(day, *stretch) for stretch in stretches)
    ]
    return Page(
        agreement=agreement,
        title=_("Fælles kalender, uge {uge}").format(uge=monday.isocalendar()[1]),
        shown=_("{fra} til {til}").format(
            fra=brief_day(reader(), monday), til=brief_day(reader(), monday + timedelta(days=6))
        ),
        week=week_of(monday),
        earlier=_address(aftale, monday - WEEK),
        later=_address(aftale, monday + WEEK),
        choices=[
            ("", _("Dem, der kommer til de fælles tider")),
            *((str(one.public_id), one.name) for one in house.workers),
        ],
        chosen=str(chosen.public_id) if chosen else "",
        hours=span.marks,
        days=[day for day in days if day.joint.rows],
        others=[day for day in days if not day.joint.rows],
    )


def _ours(agreement: AgreementView, intervals: tuple[IntervalView, ...]) -> frozenset[int]:
    """The own caseworkers who come to what is agreed or open."""
    standing = [one for one in intervals if one.status in ("open", "agreed")]
    if agreement.side is Aktoer.JOBCENTER:
        return frozenset(one.caseworker_id for one in standing)
    return frozenset(one.a_kasse_caseworker_id for one in standing if one.a_kasse_caseworker_id is not None)


def _day(
    agreement: AgreementView,
    day: date,
    found: SharedCalendar,
    waiting: tuple[IntervalView, ...],
    span: Span,
) -> Day:
    joint = [one for one in found.joint if _touches(day, one.start, one.slut)]
    own = [one for one in found.own if _touches(day, one.start, one.slut)]
    asked = [one for one in waiting if _touches(day, one.start, one.slut)]
    heading = capitalised(short_day(reader(), day))
    rows = sorted(
        [(one.start, _joint_row(agreement, one)) for one in joint]
        + [(one.start, _open_row(agreement, one)) for one in asked],
        key=lambda row: row[0],
    )
    return Day(
        heading=heading,
        lanes=_lanes(joint, own, asked, day, span),
        joint=Table(
            caption=_("Fælles tider, {dag}").format(dag=heading),
            heads=(_("Tid"), _("Hvem kommer"), _("A-kassen"), _("Videomøde"), _("Status")),
            rows=tuple(row for _start, row in rows),
        ),
        own=Table(
            caption=_("Jeres egne tider, {dag}").format(dag=heading),
            heads=(_("Tid"), _("Hvem"), _("Status")),
            rows=tuple(_own_row(one, day) for one in own),
            empty=_("Ingen andre tider."),
        ),
    )


def _joint_row(agreement: AgreementView, one: JointTime) -> tuple[Cell, ...]:
    comes = (
        _("Jobcentret: {navn}").format(navn=_with_what_is(one, one.caseworker)),
        _("A-kassen: {navn}").format(navn=_with_what_is(one, one.a_kasse_caseworker)),
    )
    how = _(told.A_KASSE_FORM[one.a_kasse_form])
    return _hours(one.start, one.slut), "\n".join(comes), how, _video(agreement, one), _state(one)


def _video(agreement: AgreementView, one: JointTime) -> Cell:
    """Where the a-kasse meets by video."""
    if one.a_kasse_form != "video":
        return ""
    link = known_link(one.link, (agreement.jobcenter, agreement.a_kasse))
    if link is None:
        return _("Intet link")
    return Link(_("Åbn videomødet"), link, _hours(one.start, one.slut))


def _with_what_is(one: JointTime, name: str) -> str:
    """`Anna Holm (væk)`, where she cannot be met at that time."""
    words = [_(_TAKEN[each.taken]) for each in one.in_the_way if each.caseworker == name]
    return f"{name} ({', '.join(words)})" if words else name


def _state(one: JointTime) -> Cell:
    if one.stands is Stands.BOOKED and one.in_the_way:
        return Mark(_("Booket, i konflikt"), "error")
    return _marked(one.stands)


def _marked(stands: Stands) -> Cell:
    text, kind = _STANDS[stands]
    return Mark(_(text), kind) if kind else _(text)


def _open_row(agreement: AgreementView, one: IntervalView) -> tuple[Cell, ...]:
    when = f"{told.hours(one)}\n{told.meetings(one)}"
    status = told.interval_status(one, agreement.side)
    return when, told.who_comes(one), told.a_kasse_takes_part(one), "", status


def _own_row(one: OwnTime, day: date) -> tuple[Cell, ...]:
    hours, who = _hours(*_within(day, one.start, one.slut)), one.caseworker
    if one.joint_with is not None:
        who = "\n".join((who, _("Fælles tid med {navn}").format(navn=one.joint_with)))
    if one.taken is not None:
        return hours, who, capitalised(_(_TAKEN[one.taken]))
    return hours, who, _marked(one.stands or Stands.FREE)


def _lanes(
    joint: list[JointTime], own: list[OwnTime], asked: list[IntervalView], day: date, span: Span
) -> list[Lane]:
    """The jobcenter's caseworkers first, then the a-kasse's, then whoever else of the own is shown."""
    names = [*(one.caseworker for one in joint), *(one.caseworker.name for one in asked)]
    names += [one.a_kasse_caseworker for one in joint]
    names += [one.a_kasse_caseworker.name for one in asked if one.a_kasse_caseworker]
    names += [one.caseworker for one in own]
    lanes = {name: Lane(name, []) for name in dict.fromkeys(names) if name}
    for time in own:
        kind = "away" if time.taken else f"own-{(time.stands or Stands.FREE).value}"
        lanes[time.caseworker].pieces.append(span.piece(*_within(day, time.start, time.slut), kind))
    for interval in asked:
        theirs = interval.a_kasse_caseworker
        for name in (interval.caseworker.name, theirs.name if theirs else ""):
            if name:
                lanes[name].pieces.append(span.piece(interval.start, interval.slut, "open"))
    for agreed in joint:
        for name in (agreed.caseworker, agreed.a_kasse_caseworker):
            if name:
                lanes[name].pieces.append(span.piece(agreed.start, agreed.slut, agreed.stands.value))
    return list(lanes.values())


def _hours(start: datetime, slut: datetime) -> str:
    """`09.00–09.45`; `Hele dagen` from midnight to midnight."""
    if _whole_day(start, slut):
        return _("Hele dagen")
    return f"{hour(reader(), start)}–{hour(reader(), slut)}"


def _whole_day(start: datetime, slut: datetime) -> bool:
    begins, ends = start.astimezone(COPENHAGEN), slut.astimezone(COPENHAGEN)
    return begins.time() == ends.time() == datetime.min.time()


def _one_day(start: datetime, slut: datetime) -> bool:
    return start.astimezone(COPENHAGEN).date() == slut.astimezone(COPENHAGEN).date()


def _touches(day: date, start: datetime, slut: datetime) -> bool:
    begins, ends = between(day, 1)
    return start < ends and slut > begins


def _within(day: date, start: datetime, slut: datetime) -> tuple[datetime, datetime]:
    """What of it lies on that day."""
    begins, ends = between(day, 1)
    return max(start, begins), min(slut, ends)


def _address(aftale: uuid.UUID, monday: date) -> str:
    hvem = request.args.get("hvem") or None
    return url_for("caseworker.aftaler.kalender.show", aftale=aftale, uge=week_of(monday), hvem=hvem)
