"""One work list: on the screen, on paper, and as a file."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from flask import Response, abort, render_template, request, url_for

from portal import clock
from portal.actions.casework import NotSeen
from portal.actions.open_list import Opened, OpenList, Purpose, open_list
from portal.policy.facts import Samtaleform
from portal.store import batches
from portal.store.list_query import Liste, Order
from portal.store.overview import State
from portal.web.caseworker.lists import filters, tables, waiting
from portal.web.caseworker.lists.acts import act_for_many, file_address, list_address
from portal.web.caseworker.lists.csv_file import csv_response
from portal.web.caseworker.lists.filters import ALL, DAYS, ON_A_PAGE, Filters
from portal.web.caseworker.lists.page import Page, Select, Sortable
from portal.web.caseworker.lists.tables import Head, Showing
from portal.web.caseworker.lists.words import ACTS, WORDS
from portal.web.context import database
from portal.web.locale import _, reader
from portal.web.signed_in import caseworker
from portal.wording.reader import brief_moment
from portal.wording.reader import clock as clock_time
from portal.wording.words import FORM

ON_PAPER: Final = 2000
"""More than anybody reads; the file has them all."""

IN_A_FILE: Final = None


def show(liste: str) -> str:
    if liste in waiting.LISTS:
        return waiting.show(liste)
    return shown(known(liste), {})


def shown(which: Liste, errors: dict[str, str]) -> str:
    """The list as the address narrows it down, with what was wrong with a form on it."""
    chosen = filters.read(which, request.args)
    printing = "udskriv" in request.args
    purpose: Purpose = "print_list" if printing else "see_list"
    limits = {"limit": ON_PAPER} if printing else {"limit": ON_A_PAGE, "offset": chosen.offset}
    opened = opened_list(which, chosen, purpose, clock.now(), limits)
    page = _page(which, chosen, opened, printing=printing)
    if not printing:
        page = replace(page, undo=_undo(which))
    if page.act:
        # Where everybody has left the list meanwhile there is nobody to choose.
        page = replace(page, errors=errors)
    return render_template("caseworker/list.html", page=page)


def _undo(liste: Liste) -> tuple[str, str] | None:
    if liste not in ACTS:
        return None
    now, worker = clock.now(), caseworker().id
    done = database().read(lambda session: batches.undoable(session, worker, liste.value, now))
    if done is None:
        return None
    until = clock_time(reader(), done.undo_until)
    return until, url_for("caseworker.lists.batches.show", batch=done.public_id)


def export(liste: str) -> Response:
    if liste in waiting.LISTS:
        return waiting.export(liste)
    which = known(liste)
    chosen = filters.read(which, request.args)
    opened = opened_list(which, chosen, "export_list", clock.now(), {"limit": IN_A_FILE})
    showing = Showing(reader(), opened.query.today)
    heads = [head.text for head in tables.heads(showing, which)[:-1]]
    rows = (row.cells for row in tables.rows(showing, which, opened.page.rows))
    return csv_response(f"{which.value}-{opened.query.today.isoformat()}.csv", heads, rows)


def known(liste: str) -> Liste:
    try:
        return Liste(liste)
    except ValueError:
        abort(404)


def opened_list(
    liste: Liste, chosen: Filters, purpose: Purpose, now: datetime, limits: dict[str, Any]
) -> Opened:
    """The list as the signed-in caseworker's organisation has it; no page where it has none."""
    worker = caseworker()
    command = OpenList(worker.id, worker.organisation, liste, purpose, chosen.narrowed | limits)
    try:
        return open_list(command, database(), now)
    except NotSeen:
        abort(403)
    except LookupError:
        abort(404)


def _page(liste: Liste, chosen: Filters, opened: Opened, *, printing: bool) -> Page:
    words, showing = WORDS[liste], Showing(reader(), opened.query.today)
    return Page(
        liste=liste.value,
        title=_(words.name),
        lead=_(words.lead),
        empty=_(words.empty),
        heads=tuple(_sortable(liste, chosen, head, printing) for head in tables.heads(showing, liste)),
        rows=tables.rows(showing, liste, opened.page.rows),
        total=opened.page.total,
        notices=notices(opened, printing=printing),
        selects=[] if printing else _selects(liste, chosen, opened),
        every=bool(chosen.vis) if liste is Liste.FOERSTE_SAMTALE else None,
        more=[] if printing else _more(liste, chosen, opened),
        printing=printing,
        file=file_address(liste, chosen.words()),
        paper=list_address(liste, chosen.words(udskriv="1")),
        act=act_for_many(liste) if opened.page.rows and not printing else "",
        kept=chosen.words(),
    )


def notices(opened: Opened, *, printing: bool) -> list[str]:
    """What a reader must know of how far the list can be trusted."""
    told = told_of(opened.state)
    if printing and opened.page.total > ON_PAPER:
        told.append(_("Her er de første {antal}. Filen har dem alle.").format(antal=ON_PAPER))
    return told


def told_of(state: State) -> list[str]:
    """How far an organisation's lists are known, in sentences; none where they are known to this day."""
    told = []
    if state.missing:
        told.append(
            reader()
            .ngettext(
                "{antal} borger mangler i listerne, fordi noget er ændret og ikke er gjort op endnu.",
                "{antal} borgere mangler i listerne, fordi noget er ændret og ikke er gjort op endnu.",
                state.missing,
            )
            .format(antal=state.missing)
        )
    if state.oldest is not None:
        told.append(
            _("Det ældste i listen er gjort op {tid}.").format(tid=brief_moment(reader(), state.oldest))
        )
    return told


def _sortable(liste: Liste, chosen: Filters, head: Head, printing: bool) -> Sortable:
    if head.order is None or printing:
        return Sortable(head.text)
    now = head.order is chosen.order
    turned = f"-{head.order}" if now and not chosen.descending else head.order.value
    word = "" if turned == Order.DAG else turned
    href = list_address(liste, chosen.words(orden=word))
    direction = "descending" if chosen.descending else "ascending"
    return Sortable(head.text, href, direction if now else "none")


def _selects(liste: Liste, chosen: Filters, opened: Opened) -> list[Select]:
    found = []
    standard = filters.days_of(liste)
    if standard is not None:
        ahead = _("De næste {antal} dage") if liste is not Liste.OVERTAGET else _("De seneste {antal} dage")
        days = [(str(number), ahead.format(antal=number)) for number in DAYS]
        value = chosen.dage or str(standard)
        found.append(Select("dage", _("Dage"), [*days, (ALL, _("Alle"))], value))
    for kind, label, anything in (
        ("kontor", _("Kontor"), _("Alle kontorer")),
        ("hold", _("Hold"), _("Alle hold")),
        ("hos", _("Hos"), _("Alle")),
    ):
        options = filters.options(opened.choices, kind)
        if len(options) > 1:
            found.append(Select(kind, label, [("", anything), *options], getattr(chosen, kind)))
    forms = [("", _("Alle")), *((form.value, _(FORM[form])) for form in Samtaleform)]
    found.append(Select("form", _("Form"), forms, chosen.form))
    return found


def _more(liste: Liste, chosen: Filters, opened: Opened) -> list[tuple[str, str]]:
    """The pages before and after this one."""
    here = opened.query.offset // ON_A_PAGE + 1

    def address(side: int) -> str:
        return list_address(liste, chosen.words(side=side))

    found = [(_("Forrige side"), address(here - 1))] if here > 1 else []
    if opened.query.offset + len(opened.page.rows) < opened.page.total:
        found.append((_("Næste side"), address(here + 1)))
    return found
