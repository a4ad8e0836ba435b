"""An a-kasse's rådighedssamtaler: those that lack a cause or an outcome, those to come, those found on."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Final

from flask import Response, abort, render_template, url_for

from portal import clock
from portal.actions.open_list import log_export
from portal.policy.facts import Aktoer, SamtaleArt, SamtaleStatus
from portal.store import raadighed
from portal.store.database import Session
from portal.store.raadighed import Availability
from portal.store.views import BookingView
from portal.web.caseworker.lists.csv_file import tables_response
from portal.web.caseworker.rows import Cell, Link, Mark, Table
from portal.web.caseworker.seeing import Looking, log_named
from portal.web.context import database
from portal.web.locale import _, reader
from portal.web.signed_in import caseworker
from portal.wording.casework_words import STATUS
from portal.wording.raadighed_words import AARSAG, VURDERING
from portal.wording.reader import Reader, brief_day, brief_moment, capitalised

LISTED: Final = "see_availability_list"
BACK: Final = timedelta(days=90)
"""For so long one that is found on stays on the list."""


def show_all() -> str:
    found = _found()
    log_named(LISTED, {one.person for one in found}, clock.now())
    most = raadighed.MOST if len(found) >= raadighed.MOST else None
    return render_template("caseworker/raadighedssamtaler.html", tables=_tables(found), most=most)


def export() -> Response:
    """The same as a file."""
    found = _found()
    people = {one.person for one in found}
    log_export(database(), caseworker().id, clock.now(), "raadighedssamtaler", people)
    name = f"raadighedssamtaler-{clock.today().isoformat()}.csv"
    return tables_response(name, _("Liste"), _tables(found))


def of_person(session: Session, looking: Looking, known: Iterable[BookingView]) -> Table | None:
    """Those about one person, the latest first; None where there are none, or they are not seen."""
    seen = [
        booking.id
        for booking in known
        if booking.art is SamtaleArt.RAADIGHEDSSAMTALE and looking.sees_meeting(booking, kommende=True)
    ]
    if not seen:
        return None
    found = raadighed.of_meetings(session, seen).values()
    latest = sorted(found, key=lambda one: one.start, reverse=True)
    return table(looking.reader, latest, looking.reader.gettext("Rådighedssamtaler"), "", named=False)


def table(
    words: Reader, found: Iterable[Availability], caption: str, empty: str, *, named: bool = True
) -> Table:
    """`named`: with the members' names; on a person's own page they need none."""
    _ = words.gettext
    heads = (_("Tid"), *((_("Person"),) if named else ()), _("Status"), _("Årsag"), _("Vurdering"))
    rows = tuple(
        (
            Link(
                capitalised(brief_moment(words, one.start)),
                url_for("caseworker.raadighed.show", person=one.person, samtale=one.booking),
                one.name,
            ),
            *((one.name,) if named else ()),
            _(STATUS[one.status]),
            _cause(words, one),
            _outcome(words, one),
        )
        for one in found
    )
    return Table(caption, heads, rows, empty)


def _found() -> tuple[Availability, ...]:
    worker = caseworker()
    if worker.organisation.holder is not Aktoer.A_KASSE:
        abort(404)
    since = clock.now() - BACK
    return database().read(lambda s: raadighed.of_organisation(s, worker.organisation.id, since))


def _tables(found: Iterable[Availability]) -> tuple[Table, ...]:
    """What lacks something, what lies ahead, where days to document run, and what is over."""
    words, today = reader(), clock.today()
    lacking: list[Availability] = []
    ahead: list[Availability] = []
    running: list[Availability] = []
    done: list[Availability] = []
    for one in found:
        if one.lacks(today):
            lacking.append(one)
        elif one.status is SamtaleStatus.PLANLAGT:
            ahead.append(one)
        else:
            (running if one.found and one.found.frist else done).append(one)
    return (
        table(
            words,
            lacking,
            _("Årsag eller vurdering mangler"),
            _("Ingen mangler en årsag eller en vurdering."),
        ),
        table(words, ahead, _("Planlagte"), _("Der er ingen planlagte rådighedssamtaler.")),
        table(
            words,
            sorted(running, key=lambda one: (one.found and one.found.frist) or today),
            _("Frist til at dokumentere jobsøgningen løber"),
            _("Ingen har en frist, der løber."),
        ),
        table(
            words,
            reversed(done),
            _("Afsluttet de seneste 90 dage"),
            _("Der er ingen afsluttede rådighedssamtaler."),
        ),
    )


def _cause(words: Reader, one: Availability) -> Cell:
    if one.cause is None:
        return Mark(words.gettext("Ikke skrevet"), "warning")
    return words.gettext(AARSAG[one.cause.aarsag][0])


def _outcome(words: Reader, one: Availability) -> Cell:
    if one.found is None:
        held = one.status is SamtaleStatus.AFHOLDT
        return Mark(words.gettext("Ikke skrevet"), "warning") if held else "–"
    what = words.gettext(VURDERING[one.found.vurdering][0])
    if one.found.frist is None:
        return what
    last = brief_day(words, one.found.frist)
    if one.lacks(clock.today()):
        over = words.gettext("Fristen var {dag}: Vurdér rådigheden igen (RÅB § 42, stk. 2)")
        return Mark(over.format(dag=last), "warning")
    until = words.gettext("til og med {dag}").format(dag=last)
    return f"{what}: {until}"
