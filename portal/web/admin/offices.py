"""The organisation's offices: the list, one office to fill in, closing it, opening it again."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from flask import render_template, url_for
from werkzeug.wrappers import Response

from portal import clock
from portal.actions import administer, close_office, set_office
from portal.actions.administer import NEW, Outdated, Refused
from portal.actions.close_office import CloseOffice
from portal.actions.set_office import FIELDS, SetOffice
from portal.policy.facts import Aktoer
from portal.store import ahead, offices, organisations
from portal.store.database import Session
from portal.store.offices import OfficeRow
from portal.web.admin import ahead_table, page
from portal.web.admin.fields import Reading, as_typed
from portal.web.admin.page import Form, Pairs
from portal.web.caseworker.rows import Cell, Link, Mark, Table
from portal.web.context import database
from portal.web.locale import _
from portal.web.pages import stop_if_missing
from portal.web.signed_in import caseworker

ELSEWHERE = "0000"
"""An office in a kommune that the portal does not know: it is near to nobody's own kommune."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the form for an office needs: the office, None for a new one, and the kommuner to choose from."""

    office: OfficeRow | None
    kommuner: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Closing:
    """What `office_close.html` shows. `ahead`: None where nothing stands in the way."""

    office: OfficeRow
    ahead: Table | None
    why: str = ""


def show_all() -> str:
    found = page.read(lambda session: offices.of(session, page.own()))
    table = Table(
        caption=_("Kontorer"),
        heads=(_("Navn"), _("Adresse"), _("Telefon"), _("Status")),
        rows=tuple(_row(office) for office in found),
        empty=_("I har ingen kontorer endnu. Uden et kontor kan der ikke udgives tider."),
    )
    return render_template("admin/offices.html", table=table, saved=page.was_saved())


def new() -> str:
    kommune = caseworker().organisation.code if _is_jobcenter() else ""
    return _page(_known(None), Form({"kommune_code": kommune}, NEW))


def show(kontor: uuid.UUID) -> str:
    known = _known(kontor)
    assert known.office is not None  # noqa: S101 - else there is no page
    return _page(known, Form(_values(known.office), administer.mark(known.office)))


def add() -> Response | tuple[str, int]:
    return _save(None)


def save(kontor: uuid.UUID) -> Response | tuple[str, int]:
    return _save(kontor)


def closing(kontor: uuid.UUID) -> str:
    return render_template("admin/office_close.html", page=_closing(kontor))


def close(kontor: uuid.UUID) -> Response | tuple[str, int]:
    command = CloseOffice(caseworker().id, kontor)
    outcome = page.acted(lambda: close_office.close_office(command, database(), clock.now()))
    if isinstance(outcome, Refused):
        return render_template("admin/office_close.html", page=_closing(kontor)), 409
    return page.saved("admin.offices.show_all")


def reopen(kontor: uuid.UUID) -> Response | tuple[str, int]:
    command = CloseOffice(caseworker().id, kontor)
    outcome = page.acted(lambda: close_office.open_office(command, database(), clock.now()))
    if isinstance(outcome, Refused):
        why = page.refusal(outcome.why)
        return render_template("admin/office_close.html", page=_closing(kontor, why)), 409
    return page.saved("admin.offices.show_all")


def _save(kontor: uuid.UUID | None) -> Response | tuple[str, int]:
    reading, known = page.reading(), _known(kontor)
    command = _command(reading, known)
    if reading.errors:
        return _again(known, Form(reading.typed, reading.mark, reading.errors))
    outcome = page.acted(lambda: set_office.set_office(command, database(), clock.now()))
    if isinstance(outcome, Refused):
        reading.errors["name"] = page.refusal(outcome.why)
        return _again(known, Form(reading.typed, reading.mark, reading.errors))
    if isinstance(outcome, Outdated):
        now = _known(kontor)
        mark = administer.mark(now.office) if now.office else NEW
        told = _told(now.office) if now.office else []
        return _again(now, Form(reading.typed, mark, saved_now=told))
    return page.saved("admin.offices.show_all")


def _command(reading: Reading, known: Known) -> SetOffice:
    where = [code for code, _name in _kommuner(known)]
    return SetOffice(
        caseworker_id=caseworker().id,
        office=known.office.public_id if known.office else None,
        seen=reading.mark,
        name=reading.line("name", 200, _("Skriv kontorets navn.")),
        address=reading.line("address", 200, _("Skriv vej og nummer.")),
        postcode=reading.postcode("postcode"),
        city=reading.line("city", 100, _("Skriv byen.")),
        kommune_code=reading.choice("kommune_code", where, _("Vælg den kommune, kontoret ligger i.")),
        access=reading.lines("access", 1000),
        phone=reading.phone("phone"),
    )


def _known(kontor: uuid.UUID | None) -> Known:
    def work(session: Session) -> Known:
        office = stop_if_missing(offices.one(session, page.own(), kontor)) if kontor else None
        return Known(office, organisations.kommuner(session))

    return page.read(work)


def _closing(kontor: uuid.UUID, why: str = "") -> Closing:
    def work(session: Session) -> Closing:
        office = stop_if_missing(offices.one(session, page.own(), kontor))
        there = ahead.of_office(session, page.own(), office.id, clock.now())
        return Closing(office, None if there.nothing else ahead_table.table(there), why)

    return page.read(work)


def _kommuner(known: Known) -> Pairs:
    return [*known.kommuner, (ELSEWHERE, _("En kommune, der ikke er på listen"))]


def _values(office: OfficeRow) -> dict[str, str]:
    return as_typed({name: getattr(office, name) for name in FIELDS})


def _told(office: OfficeRow) -> Pairs:
    labels = {
        "name": _("Navn"),
        "address": _("Adresse"),
        "postcode": _("Postnummer"),
        "city": _("By"),
        "kommune_code": _("Kommune"),
        "access": _("Adgangsforhold"),
        "phone": _("Telefon"),
    }
    values = _values(office)
    return [(label, values[name] or _("Intet")) for name, label in labels.items()]


def _row(office: OfficeRow) -> tuple[Cell, ...]:
    here = url_for("admin.offices.show", kontor=office.public_id)
    state: Cell = Mark(_("Lukket"), "warning") if office.closed_at else _("Åbent")
    address = f"{office.address}, {office.postcode} {office.city}"
    return Link(office.name, here), address, office.phone or "–", state


def _is_jobcenter() -> bool:
    return caseworker().organisation.holder is Aktoer.JOBCENTER


def _again(known: Known, form: Form) -> tuple[str, int]:
    return _page(known, form), form.status


def _page(known: Known, form: Form) -> str:
    kommuner = [("", _("Vælg")), *((code, f"{name} ({code})") for code, name in _kommuner(known))]
    return render_template("admin/office.html", office=known.office, form=form, kommuner=kommuner)
