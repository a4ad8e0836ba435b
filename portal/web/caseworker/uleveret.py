"""What could not be delivered: the list, and one message with what can be done about it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Final, cast, get_args

from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal import clock
from portal.actions.casework import NotSeen
from portal.actions.open_list import Purpose
from portal.actions.settle_undelivered import (
    How,
    NoAddress,
    SettleUndelivered,
    UnknownMessage,
    list_undelivered,
    look_at,
    may_go_on_paper,
    settle_undelivered,
)
from portal.store.undelivered import MOST, Undelivered
from portal.web.caseworker.lists.csv_file import csv_response
from portal.web.caseworker.rows import Cell, Link, Table
from portal.web.context import database
from portal.web.locale import _, reader
from portal.web.signed_in import caseworker
from portal.wording.reader import N_, brief_moment
from portal.wording.undelivered_words import what, why

LONGEST_COMMENT: Final = 500

HOW: Final[dict[How, str]] = {
    "igen": N_("Prøv at sende igen"),
    "paa_papir": N_("Send brevet på papir"),
    "luk": N_("Luk uden at sende"),
}


@dataclass(frozen=True, slots=True)
class Page:
    """What `uleveret_en.html` shows. `person`: where the person's page is; None: no longer the own."""

    message: uuid.UUID
    name: str
    person: str | None
    rows: list[tuple[str, str]]
    choices: list[tuple[str, str]]
    how: str
    comment: str
    errors: dict[str, str]

    @property
    def summary(self) -> list[tuple[str, str]]:
        return list(self.errors.items())


def show_all() -> str:
    """To be worked from, or to be printed: then without what is pressed."""
    printing = "udskriv" in request.args
    found = _found("print_list" if printing else "see_list")
    table = Table(
        caption=_("Beskeder, der ikke kunne leveres"),
        heads=_heads() if printing else (*_heads(), _("Handling")),
        rows=tuple(_told(one) if printing else (*_told(one), _act(one)) for one in found),
        empty=_("Alt, hvad I har sendt, er leveret eller på vej."),
    )
    most = MOST if len(found) == MOST else 0
    return render_template("caseworker/uleveret.html", table=table, most=most, printing=printing)


def export() -> Response:
    """The same as a file."""
    rows = [_told(one) for one in _found("export_list")]
    return csv_response(f"uleveret-{clock.today().isoformat()}.csv", _heads(), rows)


def show(besked: uuid.UUID) -> str:
    return _page(besked, {})


def settle(besked: uuid.UUID) -> Response | tuple[str, int]:
    how, comment = request.form.get("hvad", ""), request.form.get("kommentar", "").strip()
    if wrong := _errors(how, comment):
        return _page(besked, wrong), 422
    command = SettleUndelivered(caseworker().id, besked, cast(How, how), comment)
    try:
        settle_undelivered(command, database(), clock.now())
    except NoAddress:
        return _page(besked, {"hvad": _no_address()}), 422
    except (UnknownMessage, NotSeen):
        abort(404)
    return redirect(url_for("caseworker.uleveret.show_all"), 303)


def _no_address() -> str:
    return _("Selvbooking kender ingen adresse. Send brevet selv, og luk beskeden.")


def _errors(how: str, comment: str) -> dict[str, str]:
    if how not in get_args(How):
        return {"hvad": _("Vælg, hvad der skal ske.")}
    if how == "luk" and not comment:
        return {"kommentar": _("Skriv, hvorfor beskeden ikke skal sendes.")}
    if len(comment) > LONGEST_COMMENT:
        return {"kommentar": _("Skriv højst {antal} tegn.").format(antal=LONGEST_COMMENT)}
    return {}


def _found(purpose: Purpose) -> tuple[Undelivered, ...]:
    try:
        return list_undelivered(caseworker().id, database(), clock.now(), purpose)
    except NotSeen:
        abort(403)


def _heads() -> tuple[str, ...]:
    return _("Borger"), _("Hvad"), _("Hvorfor"), _("Opgivet")


def _told(one: Undelivered) -> tuple[Cell, ...]:
    return _name(one), what(one.topic, reader()), why(one.why, reader()), _when(one)


def _act(one: Undelivered) -> Link:
    kind = what(one.topic, reader())
    about = f"{one.name}: {kind}" if one.name else kind
    return Link(_("Tag stilling"), url_for("caseworker.uleveret.show", besked=one.public_id), about)


def _name(one: Undelivered) -> Cell:
    """A link for those who still are the organisation's own."""
    address = _address(one)
    return Link(one.name or "", address) if address else one.name or "–"


def _address(one: Undelivered) -> str | None:
    return url_for("caseworker.person.show", person=one.person) if one.own and one.person else None


def _when(one: Undelivered) -> str:
    return brief_moment(reader(), one.gave_up_at)


def _page(besked: uuid.UUID, errors: dict[str, str]) -> str:
    try:
        one = look_at(caseworker().id, besked, database(), clock.now())
    except (UnknownMessage, NotSeen):
        abort(404)
    page = Page(
        message=besked,
        name=one.name or "–",
        person=_address(one),
        rows=[
            (_("Hvad"), what(one.topic, reader())),
            (_("Hvorfor"), why(one.why, reader())),
            (_("Skrevet"), brief_moment(reader(), one.created_at)),
            (_("Opgivet"), _when(one)),
        ],
        choices=[(how, _(text)) for how, text in HOW.items() if how != "paa_papir" or may_go_on_paper(one)],
        how=request.form.get("hvad", ""),
        comment=request.form.get("kommentar", ""),
        errors=errors,
    )
    return render_template("caseworker/uleveret_en.html", page=page)
