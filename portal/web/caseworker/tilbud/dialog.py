"""The inbox that both authorities see: what waits for the organisation, for others, and what is closed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Final

from flask import Response, render_template

from portal import clock
from portal.actions.open_list import log_export
from portal.policy.facts import Aktoer
from portal.policy.indstilling import Status
from portal.store import indstillinger
from portal.store.indstillinger import IndstillingView
from portal.web.caseworker.lists.csv_file import tables_response
from portal.web.caseworker.rows import Table
from portal.web.caseworker.seeing import log_named
from portal.web.caseworker.tilbud.tables import in_the_inbox
from portal.web.context import database
from portal.web.locale import _, reader
from portal.web.signed_in import caseworker

LISTED: Final = "see_dialog"
BACK: Final = timedelta(days=60)
"""For so long one that is closed stays in the inbox."""


def show() -> str:
    found = _found()
    log_named(LISTED, {one.person for one in found}, clock.now())
    return render_template(
        "caseworker/tilbud/dialog.html",
        tables=_tables(found),
        most=indstillinger.MOST if len(found) >= indstillinger.MOST else None,
    )


def export() -> Response:
    """The same as a file."""
    found = _found()
    log_export(database(), caseworker().id, clock.now(), "dialog", {one.person for one in found})
    return tables_response(f"dialog-{clock.today().isoformat()}.csv", _("Liste"), _tables(found))


def _found() -> tuple[IndstillingView, ...]:
    own, since = caseworker().organisation, clock.now() - BACK
    return database().read(
        lambda session: indstillinger.of_organisation(session, own.id, clock.today(), since)
    )


def _tables(found: Iterable[IndstillingView]) -> tuple[Table, ...]:
    """What the organisation has to look at, what others have to do, and what is closed."""
    jobcenter = caseworker().organisation.holder is Aktoer.JOBCENTER
    mine: list[IndstillingView] = []
    others: list[IndstillingView] = []
    closed: list[IndstillingView] = []
    for one in found:
        if (one.status is Status.SENDT) if jobcenter else (one.unread and not one.is_open):
            mine.append(one)
        else:
            (others if one.is_open else closed).append(one)
    words, today, none = reader(), clock.today(), _("Her er ikke noget.")
    names = [
        (mine, _("Venter på jer") if jobcenter else _("Nye svar"), _("Der er ikke noget nyt til jer.")),
        *([] if jobcenter else [(others, _("Venter på andre"), none)]),
        (closed, _("Afsluttet de seneste 60 dage"), none),
    ]
    return tuple(in_the_inbox(words, listed, today, caption, empty) for listed, caption, empty in names)
