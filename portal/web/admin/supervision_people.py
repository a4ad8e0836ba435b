"""Who of an a-kasse's own members had fewer than three meetings when three months were over, by month."""

from __future__ import annotations

from datetime import date
from typing import Final

from flask import abort, render_template, request, url_for

from portal import clock
from portal.actions.casework import NotSeen
from portal.actions.see_without_three import SeeWithoutThree, see_without_three
from portal.policy import sources as s
from portal.policy.facts import Aktoer
from portal.store.tilsyn import Manglende, Page
from portal.web.admin.supervision_figures import told_months, year_and_month
from portal.web.caseworker.lists.filters import ON_A_PAGE, page_number
from portal.web.caseworker.rows import Cell, Link, Table
from portal.web.context import database
from portal.web.locale import _, ngettext, reader
from portal.web.signed_in import caseworker
from portal.wording.explain import citation_links
from portal.wording.reader import brief_day, month

_HERE: Final = "admin.supervision_people.show"


def show() -> str:
    if caseworker().organisation.holder is not Aktoer.A_KASSE:
        abort(404)
    maaned, side = _month(request.args.get("maaned", "")), page_number(request.args.get("side", ""))
    command = SeeWithoutThree(caseworker().id, maaned, ON_A_PAGE, (side - 1) * ON_A_PAGE)
    try:
        found = see_without_three(command, database(), clock.now())
    except NotSeen:
        abort(404)
    return render_template(
        "admin/supervision_people.html",
        name=caseworker().organisation.name,
        month=month(reader(), maaned),
        table=_table(found),
        left=_left(found),
        more=_more(found, maaned, side),
        citations=citation_links((s.VEJ_13_2,)),
    )


def _month(word: str) -> date:
    """The first day of the month that the address names, as `2024-08`; one that is not told is not there."""
    known = {year_and_month(first): first for first in told_months(clock.today())}
    return known.get(word) or abort(404)


def _table(found: Page) -> Table:
    return Table(
        caption=_("Borgere uden tre samtaler"),
        heads=(_("Borger"), _("Tre måneder nået"), _("Holdte samtaler")),
        rows=tuple(_row(row) for row in found.rows),
        empty=_("Ingen af jeres medlemmer manglede samtaler den måned."),
    )


def _row(row: Manglende) -> tuple[Cell, ...]:
    return (
        Link(row.name, url_for("caseworker.person.show", person=row.public_id)),
        brief_day(reader(), row.dag),
        _("{antal} af {mindst}").format(antal=row.holdt, mindst=row.mindst),
    )


def _left(found: Page) -> str:
    if not found.left:
        return ""
    text = ngettext(
        "{antal} borger, der er talt med, er ikke medlem hos jer længere og står her ikke.",
        "{antal} borgere, der er talt med, er ikke medlemmer hos jer længere og står her ikke.",
        found.left,
    )
    return text.format(antal=found.left)


def _more(found: Page, maaned: date, side: int) -> list[tuple[str, str]]:
    """The pages before and after this one."""

    def address(number: int) -> str:
        return url_for(_HERE, maaned=year_and_month(maaned), side=number)

    more = [(_("Forrige side"), address(side - 1))] if side > 1 else []
    if side * ON_A_PAGE < found.total:
        more.append((_("Næste side"), address(side + 1)))
    return more
