"""What is done with many published times at once: changed, or withdrawn, after a look at what it touches."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal import clock
from portal.actions import change_times, publish_times, withdraw_times
from portal.actions.casework import AGENDA
from portal.actions.change_times import ChangeTimes, Verdict
from portal.actions.publish_times import WrongLink
from portal.actions.times.csv_file import MOST_PLACES
from portal.actions.withdraw_times import CalledOff, Withdrawn, WithdrawTimes
from portal.store import published
from portal.store.database import Session
from portal.store.published import Published
from portal.web.caseworker.rows import Link
from portal.web.caseworker.seeing import log_named
from portal.web.caseworker.times import fields, week
from portal.web.caseworker.times.fields import Pairs
from portal.web.caseworker.times.publish import link_hint
from portal.web.context import database
from portal.web.days import read_day
from portal.web.ids import read_uuid
from portal.web.locale import _
from portal.web.signed_in import caseworker
from portal.wording.times_words import LINK, NOT_CHANGED

MOST_CHOSEN = 2000

Ids = frozenset[uuid.UUID]
Rows = list[tuple[str, str, str]]


@dataclass(frozen=True, slots=True)
class Changing:
    """What `change.html` and `change_check.html` show. `verdicts`: each time and what becomes of it.

    `without_link`: that some of them offer video then, and have no link.
    """

    ids: Ids
    back: str
    typed: dict[str, str]
    former: tuple[str, ...]
    form_choices: Pairs
    link_hint: str
    errors: dict[str, str] = field(default_factory=dict)
    verdicts: Rows = field(default_factory=list)
    changed: int = 0
    without_link: str = ""

    @property
    def summary(self) -> Pairs:
        return list(self.errors.items())

    @property
    def kept(self) -> Pairs:
        pairs = [("tid", str(one)) for one in sorted(self.ids, key=str)]
        pairs += [(name, value) for name, value in self.typed.items() if value]
        return [*pairs, *(("former", form) for form in self.former)]


@dataclass(frozen=True, slots=True)
class Withdrawing:
    """What `withdraw.html` shows. `free`: how many nobody has booked; `booked`: (time, whose, with whom).
    `agreed`: how many of all are agreed with an a-kasse.
    """

    ids: Ids
    back: str
    free: int
    booked: list[tuple[str, str, list[Link | str]]]
    call_off: Ids
    agreed: int
    error: str = ""

    @property
    def summary(self) -> Pairs:
        return [("forstaaet", self.error)] if self.error else []


def choose() -> str | tuple[str, int]:
    ids = database().read(_chosen)
    if not ids:
        page = week.page(error=_("Vælg mindst én tid eller en hel dag."))
        return render_template("caseworker/times/week.html", page=page), 422
    if request.form.get("handling") == "ret":
        return render_template("caseworker/times/change.html", page=_changing(ids))
    return render_template("caseworker/times/withdraw.html", page=_withdrawing(ids))


def check() -> str | tuple[str, int]:
    """What a change would do. `igen`: back to the form, with everything as it was typed."""
    page = _changing(_ids("tid"))
    if "igen" in request.form:
        return render_template("caseworker/times/change.html", page=page)
    page = _judged(page)
    if page.errors:
        return render_template("caseworker/times/change.html", page=page), 422
    return render_template("caseworker/times/change_check.html", page=page)


def change() -> Response | tuple[str, int]:
    page = _judged(_changing(_ids("tid")))
    if page.errors:
        return render_template("caseworker/times/change.html", page=page), 422
    verdicts = change_times.change_times(_command(page), database(), clock.now())
    done = sum(verdict.why is None for verdict in verdicts)
    return _to_the_week("rettet", done)


def withdraw() -> Response | str | tuple[str, int]:
    ids, call_off = _ids("tid"), _ids("samtale")
    page = _withdrawing(ids)
    if page.call_off and "forstaaet" not in request.form:
        page = _withdrawing(ids, _("Sæt kryds, hvis samtalerne skal aflyses."))
        return render_template("caseworker/times/withdraw.html", page=page), 422
    command = WithdrawTimes(caseworker().id, ids, call_off)
    done = withdraw_times.withdraw_times(command, database(), clock.now())
    if not done.called_off and not done.left:
        return _to_the_week("trukket", done.unbooked)
    return render_template("caseworker/times/withdrawn.html", page=told(done), to_week=_back())


@dataclass(frozen=True, slots=True)
class Told:
    """What `withdrawn.html` shows. `called_off`: with whom, the way to them, and what they were told."""

    unbooked: str
    called_off: list[tuple[str, str, str]]
    left: Rows


def told(done: Withdrawn) -> Told:
    """What was done, also to whom."""
    left = [
        (fields.day_and_hour(time), fields.whose(time), _("Nogen har booket tiden. Den står."))
        for time in done.left
    ]
    called_off = called_off_told(done.called_off)
    return Told(fields.times(done.unbooked) if done.unbooked else "", called_off, left)


def called_off_told(found: Iterable[CalledOff]) -> list[tuple[str, str, str]]:
    """With whom, the way to them, and what they were told. By name, since each was just called off."""
    outcomes = []
    for one in found:
        page = "caseworker.person.show"
        if one.called:
            page, what = "caseworker.indkald.show", _called(one)
        elif one.offered:
            what = _("En anden tid holdes til personen, som har fået besked.")
        elif one.suspended:
            what = _("Ingen ledig tid inden for fristen. Fristen gælder ikke længere, og der er slået alarm.")
        else:
            page, what = "caseworker.indkald.show", _("Personen skal indkaldes igen. Der er slået alarm.")
        outcomes.append((one.name, url_for(page, person=one.person), what))
    return outcomes


def _called(one: CalledOff) -> str:
    """What the organisation has to do for somebody it had called."""
    if one.offered:
        return _("Personen skal indkaldes igen. En anden tid holdes imens, og der er slået alarm.")
    if one.suspended:
        return _(
            "Personen skal indkaldes igen. Ingen ledig tid inden for fristen. Fristen gælder ikke længere, "
            "og der er slået alarm."
        )
    return _("Personen skal indkaldes igen. Der kunne ikke holdes en anden tid imens, og der er slået alarm.")


def _chosen(session: Session) -> Ids:
    """The times that were ticked, and those of the days that were."""
    ids = set(_ids("tid"))
    days = [day for text in request.form.getlist("dag")[:7] if (day := read_day(text)) is not None]
    if days:
        worker, house = publish_times.of_the_house(session, caseworker().id)
        whom, _shown, _choice = week.of(house, worker, request.form.get("hvem", ""))
        for day in days:
            found = published.between(
                session, worker.organisation.id, whom, *week.between(day, 1), clock.now()
            )
            ids |= {time.public_id for time in found}
    mine = withdraw_times.preview(session, caseworker().id, list(ids)[:MOST_CHOSEN], clock.now())
    return frozenset(time.public_id for time in mine)


def _ids(name: str) -> Ids:
    found = (read_uuid(text) for text in request.form.getlist(name)[:MOST_CHOSEN])
    return frozenset(one for one in found if one is not None)


def _changing(ids: Ids) -> Changing:
    worker, _house = database().read(lambda s: publish_times.of_the_house(s, caseworker().id))
    return Changing(
        ids=ids,
        back=_back(),
        typed=fields.typed(
            request.form, "uge", "hvem", "ret_former", "ret_lokale", "lokale", "videolink", "pladser"
        ),
        former=tuple(request.form.getlist("former")),
        form_choices=fields.form_choices(),
        link_hint=link_hint(worker),
    )


def _judged(page: Changing) -> Changing:
    errors: dict[str, str] = {}
    command = _command(page)
    if page.typed["ret_former"] and not command.former:
        errors["former"] = _("Vælg mindst én form.")
    if len(page.typed["lokale"]) > 100:
        errors["lokale"] = _("Skriv højst 100 tegn.")
    if page.typed["pladser"] and command.capacity is None:
        errors["pladser"] = _("Skriv et antal fra 1 til 50.")
    if not errors and command == ChangeTimes(command.caseworker_id, command.slots):
        errors["ret_former"] = _("Skriv, hvad der skal rettes.")
    verdicts: tuple[Verdict, ...] = ()
    if not errors:
        try:
            verdicts = database().read(lambda s: change_times.preview(s, command, clock.now()))
        except WrongLink as wrong:
            errors["videolink"] = _(LINK[wrong.why])
    return Changing(
        ids=page.ids,
        back=page.back,
        typed=page.typed,
        former=page.former,
        form_choices=page.form_choices,
        link_hint=page.link_hint,
        errors=errors,
        verdicts=[_verdict(one) for one in verdicts],
        changed=sum(one.why is None for one in verdicts),
        without_link=fields.without_link(one.after for one in verdicts),
    )


def _command(page: Changing) -> ChangeTimes:
    typed = page.typed
    places = typed["pladser"]
    whole = places.isascii() and places.isdecimal() and len(places) < 4
    return ChangeTimes(
        caseworker_id=caseworker().id,
        slots=page.ids,
        former=fields.former_of(list(page.former)) if typed["ret_former"] else None,
        room=typed["lokale"] if typed["ret_lokale"] else None,
        video_link=typed["videolink"] or None,
        capacity=int(places) if whole and 1 <= int(places) <= MOST_PLACES else None,
    )


def _verdict(one: Verdict) -> tuple[str, str, str]:
    what = (
        _("Bliver rettet")
        if one.why is None
        else _("Bliver ikke rettet: {grund}").format(grund=_(NOT_CHANGED[one.why]))
    )
    return fields.day_and_hour(one.time), fields.whose(one.time), what


def _withdrawing(ids: Ids, error: str = "") -> Withdrawing:
    times = database().read(
        lambda session: withdraw_times.preview(session, caseworker().id, ids, clock.now())
    )
    booked = [time for time in times if time.booked]
    people = week.named(times, caseworker().id)
    log_named(AGENDA, people, clock.now())
    return Withdrawing(
        ids=frozenset(time.public_id for time in times),
        back=_back(),
        free=len(times) - len(booked),
        booked=[(fields.day_and_hour(time), fields.whose(time), with_whom(time)) for time in booked],
        call_off=frozenset(meeting.public_id for time in booked for meeting in time.booked),
        agreed=sum(time.joint for time in times),
        error=error,
    )


def with_whom(time: Published) -> list[Link | str]:
    """Who has booked: by name to whose time it is, to others that somebody has."""
    if time.caseworker_id == caseworker().id:
        return [
            Link(meeting.name, url_for("caseworker.person.show", person=meeting.person))
            for meeting in time.booked
        ]
    return [_("En borger")] * len(time.booked)


def kept(ids: Iterable[uuid.UUID], name: str) -> Pairs:
    return [(name, str(one)) for one in sorted(ids, key=str)]


def _to_the_week(done: str, count: int) -> Response:
    return redirect(_back(done, count), 303)


def _back(done: str | None = None, count: int | None = None) -> str:
    """The week that the times were chosen in; `done` and `count`: what it says was done."""
    whom = week.choice(request.form.get("hvem", ""))
    here = week.week_of(week.monday_of(request.form.get("uge")))
    return url_for("caseworker.times.week.show", uge=here, hvem=whom, gjort=done, antal=count)
