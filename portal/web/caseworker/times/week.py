"""The week's times: one's own, a colleague's, a team's or an office's; and choosing many of them."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from flask import abort, render_template, request, url_for

from portal import clock
from portal.actions import publish_times
from portal.actions.casework import AGENDA
from portal.actions.times import whose
from portal.clock import COPENHAGEN
from portal.store import published
from portal.store.database import Session
from portal.store.published import Of, Published
from portal.store.timetable import House
from portal.store.views import CaseworkerView
from portal.web.caseworker.rows import Link
from portal.web.caseworker.seeing import log_named
from portal.web.caseworker.times import fields
from portal.web.caseworker.times.fields import Pairs
from portal.web.context import database
from portal.web.days import YEARS
from portal.web.ids import read_uuid
from portal.web.locale import _, reader
from portal.web.signed_in import caseworker
from portal.wording.reader import brief_day, capitalised, short_day

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Row:
    """One time. `id` None: it cannot be chosen. `people`: who has booked, where the viewer may know it."""

    id: uuid.UUID | None
    when: str
    who: str
    forms: str
    place: str
    state: str
    badge: str
    people: list[Link]


@dataclass(frozen=True, slots=True)
class Day:
    """`day`: ISO, for the box that chooses all of it; None where nothing in it can be chosen."""

    heading: str
    day: str | None
    rows: list[Row]


@dataclass(frozen=True, slots=True)
class Page:
    """What `week.html` shows. `without_link`: that some of the times offer video and have no link.

    `people`: who is named in it.
    """

    title: str
    shown: str
    choices: Pairs
    chosen: str
    week: str
    earlier: str
    later: str
    days: list[Day]
    may_choose: bool
    leads: bool
    done: str
    without_link: str
    people: frozenset[uuid.UUID]
    error: str = ""

    @property
    def summary(self) -> Pairs:
        return [("tider", self.error)] if self.error else []


def show() -> str:
    return render_template("caseworker/times/week.html", page=page())


def page(error: str = "") -> Page:
    """The week that the address, or the form that was sent from it, names."""
    monday = monday_of(request.values.get("uge"))
    shown = database().read(lambda session: _page(session, monday, request.values.get("hvem", ""), error))
    log_named(AGENDA, shown.people, clock.now())
    return shown


def monday_of(text: str | None) -> date:
    """The Monday of `2027-W09`; of this week where that is none."""
    year, _separator, number = (text or "").partition("-W")
    try:
        found = date.fromisocalendar(int(year), int(number), 1)
    except ValueError:
        found = None
    if found is not None and found.year in YEARS:
        return found
    today = clock.today()
    return today - timedelta(days=today.weekday())


def week_of(day: date) -> str:
    year, number, _weekday = day.isocalendar()
    return f"{year}-W{number:02}"


def between(day: date, days: int) -> tuple[datetime, datetime]:
    """From the beginning of a Danish day, so many days on."""
    begins = datetime.combine(day, datetime.min.time(), COPENHAGEN)
    return begins, datetime.combine(day + timedelta(days=days), datetime.min.time(), COPENHAGEN)


def of(house: House, worker: CaseworkerView, chosen: str) -> tuple[Of, str, str]:
    """Whose times are shown, by what, and the choice that was made of it."""
    kind, _separator, name = chosen.partition(":")
    public_id = read_uuid(name)
    if kind == "team" and (team := house.team(public_id)):
        return Of(team_id=team.id), team.name, chosen
    if kind == "kontor" and (office := house.office(public_id)):
        return Of(office_id=office.id), office.name, chosen
    if kind == "person" and (other := house.worker(public_id)) and other.id != worker.id:
        return Of(caseworker_id=other.id), other.name, chosen
    if chosen:
        abort(404)
    return Of(caseworker_id=worker.id), worker.name, ""


def choice(typed: str) -> str | None:
    """Whose times are shown, to be named in an address; None: one's own, or it is no such choice."""
    kind, _separator, name = typed.partition(":")
    return typed if kind in ("team", "kontor", "person") and read_uuid(name) else None


def _page(session: Session, monday: date, chosen: str, error: str) -> Page:
    worker, house = publish_times.of_the_house(session, caseworker().id)
    whom, shown, chosen = of(house, worker, chosen)
    now = clock.now()
    found = published.between(session, worker.organisation.id, whom, *between(monday, 7), now)
    days = [
        _day(worker, day, list(times), now)
        for day, times in groupby(found, key=lambda time: time.start.astimezone(COPENHAGEN).date())
    ]
    sunday = monday + timedelta(days=6)
    return Page(
        title=_("Tider i uge {uge}").format(uge=monday.isocalendar()[1]),
        shown=_("{hvem}, {fra} til {til}").format(
            hvem=shown, fra=brief_day(reader(), monday), til=brief_day(reader(), sunday)
        ),
        choices=_choices(house, worker),
        chosen=chosen,
        week=week_of(monday),
        earlier=_address(monday - WEEK, chosen),
        later=_address(monday + WEEK, chosen),
        days=days,
        may_choose=any(row.id for day in days for row in day.rows),
        leads=whose.leads(worker),
        done=_done(),
        without_link=fields.without_link(time for time in found if time.start > now),
        people=named(found, worker.id),
        error=error,
    )


def _choices(house: House, worker: CaseworkerView) -> Pairs:
    return [
        ("", _("Mine tider")),
        *((f"team:{one.public_id}", _("Team: {navn}").format(navn=one.name)) for one in house.teams),
        *((f"kontor:{one.public_id}", _("Kontor: {navn}").format(navn=one.name)) for one in house.offices),
        *((f"person:{one.public_id}", one.name) for one in house.workers if one.id != worker.id),
    ]


def _day(worker: CaseworkerView, day: date, times: list[Published], now: datetime) -> Day:
    rows = [_row(worker, time, now) for time in times]
    some = any(row.id for row in rows)
    return Day(capitalised(short_day(reader(), day)), day.isoformat() if some else None, rows)


def _row(worker: CaseworkerView, time: Published, now: datetime) -> Row:
    state, badge = fields.status(time, worker.id)
    mine = time.caseworker_id == worker.id
    return Row(
        id=time.public_id if whose.may_touch(worker, time) and time.start > now else None,
        when=fields.when(time),
        who=fields.whose(time),
        forms=fields.forms_told(time.former)
        + (_(", fælles med a-kassen") if time.joint else "")
        + (_(" (video uden link)") if time.lacks_link and time.start > now else ""),
        place=", ".join(part for part in (time.office, time.room) if part),
        state=state,
        badge=badge,
        people=[
            Link(meeting.name, url_for("caseworker.person.show", person=meeting.person))
            for meeting in time.booked
            if mine
        ],
    )


def named(times: Iterable[Published], caseworker_id: int) -> frozenset[uuid.UUID]:
    """Who has booked the caseworker's own times: those are told by name."""
    return frozenset(
        meeting.person for time in times if time.caseworker_id == caseworker_id for meeting in time.booked
    )


def _address(monday: date, chosen: str) -> str:
    return url_for("caseworker.times.week.show", uge=week_of(monday), hvem=chosen or None)


def _done() -> str:
    """What has just been done, as the address of a redirect says it."""
    count = request.args.get("antal", "")
    if not count.isdecimal() or len(count) > 6:
        return ""
    told = {
        "udgivet": _("{tider} er udgivet."),
        "rettet": _("{tider} er rettet."),
        "trukket": _("{tider} er trukket tilbage."),
        "hentet": _("{tider} er hentet ind."),
    }.get(request.args.get("gjort", ""))
    return told.format(tider=fields.times(int(count))) if told else ""
