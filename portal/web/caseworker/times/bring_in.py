"""Times from a file, in three steps: the file, what it holds, done."""

from __future__ import annotations

import uuid
from codecs import BOM_UTF8
from dataclasses import dataclass, field
from typing import Final

from flask import Response as FlaskResponse
from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal import clock
from portal.actions import import_times, publish_times
from portal.actions.casework import AGENDA
from portal.actions.import_times import FromCalendar, Read
from portal.actions.publish_times import WrongLink
from portal.actions.times import whose
from portal.actions.times.csv_file import COLUMNS, EXAMPLE, Fault
from portal.actions.times.whose import NotTheirs
from portal.store.database import Session
from portal.web.caseworker.seeing import log_named
from portal.web.caseworker.times import chosen, fields, week
from portal.web.caseworker.times.fields import Pairs
from portal.web.caseworker.times.publish import link_hint
from portal.web.context import database
from portal.web.ids import read_uuid
from portal.web.locale import _, ngettext, reader
from portal.web.signed_in import caseworker
from portal.wording.reader import brief_moment
from portal.wording.times_words import CALENDAR_TROUBLES, CSV_FAULTS, LINK

LARGEST: Final = 2 * 1024 * 1024  # bytes; a calendar of some years is a tenth of it
CALENDAR, CSV = "kalender", "csv"

Faults = list[tuple[str, str, str, str]]


@dataclass(frozen=True, slots=True)
class Page:
    """What `bring_in.html` shows. `faults`: (line, column, what is wrong, what stands there)."""

    workers: Pairs
    offices: Pairs
    form_choices: Pairs
    link_hint: str
    columns: tuple[str, ...]
    typed: dict[str, str]
    former: tuple[str, ...]
    errors: dict[str, str] = field(default_factory=dict)
    faults: Faults = field(default_factory=list)

    @property
    def summary(self) -> Pairs:
        found = list(self.errors.items())
        if self.faults:
            found.append(("fejl", _("Filen har fejl. Intet er hentet ind.")))
        return found


@dataclass(frozen=True, slots=True)
class Check:
    """What `bring_in_check.html` shows: how many of each, the first and the last, and what is in the way.

    `gone`: what is not in the calendar any more, as a choice.
    """

    draft: uuid.UUID | None
    busy: bool
    lines: list[str]
    free: int
    booked: list[tuple[str, str, list[object]]]
    gone: str | None


def show() -> str:
    return render_template("caseworker/times/bring_in.html", page=database().read(_page))


def example() -> FlaskResponse:
    """The example file, with the sign that tells Excel it is UTF-8."""
    answer = FlaskResponse(BOM_UTF8 + EXAMPLE.read_bytes(), mimetype="text/csv")
    answer.headers["Content-Disposition"] = 'attachment; filename="tider-eksempel.csv"'
    return answer


def read() -> str | tuple[str, int]:
    """The file is read, and what it holds is kept until the caseworker says yes."""
    kind = request.form.get("slags", CSV)
    name = "kalenderfil" if kind == CALENDAR else "csvfil"
    sent = request.files.get(name)
    content = sent.stream.read(LARGEST + 1) if sent is not None else b""
    if not content:
        return _again({name: _("Vælg en fil.")})
    if len(content) > LARGEST:
        return _again({name: _("Filen er større end 2 MB.")})
    if kind == CALENDAR:
        return _read_calendar(content)
    return _answered(import_times.read_csv(caseworker().id, content, database(), clock.now()))


def confirm(kladde: uuid.UUID) -> Response | str | tuple[str, int]:
    try:
        take_back = request.form.get("fjern") == "ja"
        done = import_times.import_times(
            caseworker().id, kladde, database(), clock.now(), take_back=take_back
        )
    except NotTheirs:
        return _again({"csvfil": _("Noget i filen er lukket, siden den blev læst. Læs den igen.")})
    if done is None:
        abort(404)
    if done.withdrawn is not None and done.withdrawn.left:
        to_week = url_for("caseworker.times.week.show")
        return render_template(
            "caseworker/times/withdrawn.html", page=chosen.told(done.withdrawn), to_week=to_week
        )
    here = week.week_of(clock.today())
    to_week = url_for("caseworker.times.week.show", uge=here, gjort="hentet", antal=done.count)
    return redirect(to_week, 303)


def _read_calendar(content: bytes) -> str | tuple[str, int]:
    typed, former = _typed(), fields.former_of(request.form.getlist("former"))
    busy = typed["som"] == "optaget"
    worker = read_uuid(typed["medarbejder"]) or database().read(
        lambda session: publish_times.of_the_house(session, caseworker().id)[0].public_id
    )
    office = read_uuid(typed["kontor"])
    errors: dict[str, str] = {}
    if typed["som"] not in ("tider", "optaget"):
        errors["som"] = _("Vælg, hvad begivenhederne er.")
    if not busy and not former:
        errors["former"] = _("Vælg mindst én form.")
    if not busy and office is None:
        errors["kontor"] = _("Vælg kontoret.")
    if len(typed["lokale"]) > 100:
        errors["lokale"] = _("Skriv højst 100 tegn.")
    if errors:
        return _again(errors)
    wanted = FromCalendar(
        worker=worker,
        busy=busy,
        office=office,
        former=former,
        room=typed["lokale"] or None,
        video_link=typed["videolink"] or None,
    )
    try:
        found = import_times.read_calendar(caseworker().id, content, wanted, database(), clock.now())
    except WrongLink as wrong:
        return _again({"videolink": _(LINK[wrong.why])})
    except NotTheirs:
        abort(404)
    return _answered(found)


def _answered(found: Read) -> str | tuple[str, int]:
    faults = [_fault(one) for one in found.faults]
    for trouble in found.troubles:
        number = _("Begivenhed {nummer}").format(nummer=trouble.event) if trouble.event else ""
        faults.append((number, "", _(CALENDAR_TROUBLES[trouble.code]), trouble.value))
    if faults:
        return _again({}, faults)
    return render_template("caseworker/times/bring_in_check.html", page=_check(found))


def _fault(fault: Fault) -> tuple[str, str, str, str]:
    return (
        _("Linje {nummer}").format(nummer=fault.line),
        fault.column or "",
        _(CSV_FAULTS[fault.code]),
        fault.value,
    )


def _check(found: Read) -> Check:
    count = len(found.new)
    if found.busy:
        what = ngettext("{antal} ny optaget tid", "{antal} nye optagede tider", count)
    else:
        what = ngettext("{antal} ny tid", "{antal} nye tider", count)
    lines = [what.format(antal=count)]
    if found.new:
        first, last = (brief_moment(reader(), moment) for moment in (found.new[0][0], found.new[-1][0]))
        lines.append(_("Den første: {foerste}. Den sidste: {sidste}.").format(foerste=first, sidste=last))
    if found.known:
        lines.append(_("{antal} er her allerede og bliver ikke ændret.").format(antal=found.known))
    if found.moved:
        lines.append(_("{antal} er flyttet siden sidst og bliver rettet.").format(antal=found.moved))
    if found.left_out:
        told = (
            _("{antal} er udeladt, fordi kalenderen viser dem som ledige.")
            if found.busy
            else _("{antal} er udeladt: hele dage, eller de overlapper tider eller fravær.")
        )
        lines.append(told.format(antal=found.left_out))
    if told := fields.closed(found.closed):
        lines.append(told)
    booked = [time for time in found.touched if time.booked]
    people = week.named(booked, caseworker().id)
    log_named(AGENDA, people, clock.now())
    return Check(
        draft=found.draft,
        busy=found.busy,
        lines=lines,
        free=len(found.touched) - len(booked),
        booked=[
            (fields.day_and_hour(time), fields.whose(time), list(chosen.with_whom(time))) for time in booked
        ],
        gone=_gone(found) if found.gone else None,
    )


def _gone(found: Read) -> str:
    if found.busy:
        text = ngettext(
            "Fjern også {antal} optaget tid, som er hentet fra en kalender før og ikke står i filen.",
            "Fjern også {antal} optagede tider, som er hentet fra en kalender før og ikke står i filen.",
            found.gone,
        )
    else:
        text = ngettext(
            "Træk også {antal} tid tilbage, som er hentet fra en kalender før og ikke står i filen.",
            "Træk også {antal} tider tilbage, som er hentet fra en kalender før og ikke står i filen.",
            found.gone,
        )
    return text.format(antal=found.gone)


def _typed() -> dict[str, str]:
    return fields.typed(request.form, "slags", "som", "medarbejder", "kontor", "lokale", "videolink")


def _again(errors: dict[str, str], faults: Faults | None = None) -> tuple[str, int]:
    page = database().read(lambda session: _page(session, errors, faults))
    return render_template("caseworker/times/bring_in.html", page=page), 422


def _page(session: Session, errors: dict[str, str] | None = None, faults: Faults | None = None) -> Page:
    worker, house = publish_times.of_the_house(session, caseworker().id)
    typed = _typed()
    own = house.worker_by_id(worker.id)
    office = next((one for one in house.offices if one.id == own.office_id), None)
    typed["medarbejder"] = typed["medarbejder"] or str(worker.public_id)
    typed["kontor"] = typed["kontor"] or (str(office.public_id) if office else "")
    return Page(
        workers=[(str(one.public_id), one.name) for one in house.workers] if whose.leads(worker) else [],
        offices=[("", _("Vælg")), *fields.offices(house)],
        form_choices=fields.form_choices(),
        link_hint=link_hint(worker),
        columns=COLUMNS,
        typed=typed,
        former=tuple(request.form.getlist("former")),
        errors=errors or {},
        faults=faults or [],
    )
