"""The organisation's agreements on joint times: what waits for it, for the other side, what is in force."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask import render_template, url_for

from portal import clock
from portal.policy.facts import Aktoer
from portal.store import agreements
from portal.store.agreements import AgreementView
from portal.web.caseworker.aftaler import told
from portal.web.caseworker.rows import Cell, Link, Mark, Table
from portal.web.context import database
from portal.web.locale import _, ngettext, reader
from portal.web.signed_in import caseworker
from portal.wording.reader import brief_moment


@dataclass(frozen=True, slots=True)
class Page:
    """What `aftaler/oversigt.html` shows. `proposes`: whether the organisation is the one that proposes."""

    tables: list[tuple[str, Table]]
    proposes: bool


def show_all() -> str:
    own = caseworker().organisation
    found = database().read(lambda session: agreements.all_of(session, own.id))
    return render_template("caseworker/aftaler/oversigt.html", page=_page(found, own.holder, clock.today()))


def _page(found: tuple[AgreementView, ...], holder: Aktoer, today: date) -> Page:
    ours = [one for one in found if one.waits_for_us]
    theirs = [one for one in found if one.turn is not None and not one.waits_for_us]
    settled = [one for one in found if one.turn is None]
    standing = [one for one in settled if told.in_force(one, today)]
    over = [one for one in settled if not told.in_force(one, today)]
    return Page(
        tables=[
            (
                "venter-paa-jer",
                _table(_("Venter på jer"), ours, today, _("Ingen forslag venter på jeres svar.")),
            ),
            (
                "venter-paa-dem",
                _table(_("Venter på den anden part"), theirs, today, _("I venter ikke på svar fra nogen.")),
            ),
            ("i-kraft", _table(_("Aftalt"), standing, today, _("Ingen aftaler er i kraft."))),
            *([("slut", _table(_("Slut eller ikke aftalt"), over, today, ""))] if over else []),
        ],
        proposes=holder is Aktoer.JOBCENTER,
    )


def _table(caption: str, found: list[AgreementView], today: date, empty: str) -> Table:
    return Table(
        caption=caption,
        heads=(_("Aftale med"), _("Periode"), _("Status"), _("Tidsrum"), _("Senest ændret"), _("Nyt")),
        rows=tuple(_row(one, today) for one in found),
        empty=empty,
    )


def _row(one: AgreementView, today: date) -> tuple[Cell, ...]:
    address = url_for("caseworker.aftaler.aftale.show", aftale=one.public_id)
    return (
        Link(one.other.name, address, told.period(one)),
        told.period(one),
        told.status(one, today),
        _counts(one),
        brief_moment(reader(), one.updated_at),
        _news(one),
    )


def _counts(one: AgreementView) -> str:
    """How many intervals are agreed, and how many nobody has answered yet."""
    parts = []
    if one.agreed or not one.open:
        text = ngettext("{antal} aftalt", "{antal} aftalte", one.agreed)
        parts.append(text.format(antal=one.agreed))
    if one.open:
        parts.append(_("{antal} uden svar").format(antal=one.open))
    return ", ".join(parts)


def _news(one: AgreementView) -> Cell:
    if not one.news:
        return "–"
    return Mark(ngettext("{antal} nyt", "{antal} nye", one.news).format(antal=one.news), "info")
