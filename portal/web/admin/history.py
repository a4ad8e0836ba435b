"""Who changed what of the organisation, from what to what, and when."""

from __future__ import annotations

from typing import Final

from flask import render_template, request

from portal.store import organisation_log
from portal.store.organisation_log import Change
from portal.web.admin import page
from portal.web.caseworker.rows import Cell, Table
from portal.web.locale import _, reader
from portal.wording.administration_words import CHANGE, FIELD, hours, value
from portal.wording.reader import brief_moment, capitalised
from portal.wording.times_words import WEEKDAYS

ON_A_PAGE: Final = 50
_LAST_PAGE: Final = 10_000


def show() -> str:
    number = _page_number()
    found = page.read(
        lambda session: organisation_log.changes(
            session, page.own(), tuple(CHANGE), skip=(number - 1) * ON_A_PAGE, limit=ON_A_PAGE
        )
    )
    table = Table(
        caption=_("Ændringer"),
        heads=(_("Tid"), _("Hvem"), _("Hvad"), _("Fra og til")),
        rows=tuple(_row(change) for change in found.changes),
        empty=_("Der er ingen ændringer her."),
    )
    return render_template("admin/history.html", table=table, number=number, more=found.more)


def _page_number() -> int:
    asked = request.args.get("side", "1")
    return min(int(asked), _LAST_PAGE) if asked.isdecimal() and len(asked) < 6 and int(asked) else 1


def _row(change: Change) -> tuple[Cell, ...]:
    what = _(CHANGE[change.action])
    of = change.details.get("of") or change.details.get("office")
    return (
        capitalised(brief_moment(reader(), change.at)),
        change.who,
        f"{what}: {of}" if of else what,
        "\n".join([*_lines(change), *_hours(change)]) or "–",
    )


def _lines(change: Change) -> list[str]:
    text, changes = _("{felt}: {fra} → {til}"), change.details.get("changes", {})
    return [
        text.format(
            felt=_(FIELD[name]),
            fra=value(reader(), name, before),
            til=value(reader(), name, after),
        )
        for name, (before, after) in changes.items()
        if name in FIELD
    ]


def _hours(change: Change) -> list[str]:
    """The days of the week on which an office is open at other hours."""
    before, after = change.details.get("from", {}), change.details.get("to", {})
    text = _("{felt}: {fra} → {til}")
    return [
        text.format(
            felt=_(WEEKDAYS[int(day)]),
            fra=hours(reader(), before.get(day, ())),
            til=hours(reader(), after.get(day, ())),
        )
        for day in sorted(before.keys() | after.keys())
        if before.get(day) != after.get(day)
    ]
