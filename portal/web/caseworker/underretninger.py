"""The notices of missed meetings that an organisation has sent, or got: those that wait for it come first."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Final

from flask import Response, render_template, url_for

from portal import clock
from portal.actions.open_list import log_export
from portal.policy.facts import Aktoer, SamtaleStatus
from portal.policy.indsigt import Del
from portal.store import underretninger
from portal.store.database import Session
from portal.store.underretninger import UnderretningView
from portal.web.caseworker.lists.csv_file import tables_response
from portal.web.caseworker.rows import Cell, Link, Mark, Table
from portal.web.caseworker.seeing import Looking, log_named
from portal.web.context import database
from portal.web.locale import _, reader
from portal.web.signed_in import caseworker
from portal.wording.notice_words import RESULT
from portal.wording.reader import Reader, brief_day, brief_moment

LISTED: Final = "see_notices"
BACK: Final = timedelta(days=60)
"""For so long one that is closed stays on the list."""


def show_all() -> str:
    found = _found()
    log_named(LISTED, {one.person for one in found}, clock.now())
    waiting, others, closed = _tables(found)
    return render_template(
        "caseworker/underretninger.html",
        waiting=waiting,
        others=others,
        closed=closed,
        most=underretninger.MOST if len(found) >= underretninger.MOST else None,
    )


def export() -> Response:
    """The same as a file."""
    found = _found()
    people = {one.person for one in found}
    log_export(database(), caseworker().id, clock.now(), "underretninger", people)
    name = f"underretninger-{clock.today().isoformat()}.csv"
    return tables_response(name, _("Liste"), _tables(found))


def _found() -> tuple[UnderretningView, ...]:
    since, own = clock.now() - BACK, caseworker().organisation
    return database().read(lambda s: underretninger.of_organisation(s, own.id, since))


def _tables(found: Iterable[UnderretningView]) -> tuple[Table, Table, Table]:
    """What waits for the organisation, what waits for the other one, and what is closed."""
    holder, words = caseworker().organisation.holder, reader()
    waiting, others, closed = _parts(holder, found)
    theirs = _("Venter på svar fra jobcentret") if holder is Aktoer.A_KASSE else _("Venter på a-kassen")
    return (
        table(words, holder, waiting, _("Venter på jer"), _("Der er ikke noget, I skal svare på.")),
        table(words, holder, others, theirs, _("Ingen.")),
        table(words, holder, closed, _("Afsluttet de seneste 60 dage"), _("Ingen.")),
    )


def of_person(session: Session, looking: Looking) -> Table | None:
    """Those about one person, for the person's page; None where there are none, or they are not seen.

    Asked for only where a meeting was missed: one that was taken back is on the organisation's list.
    """
    missed = any(one.status is SamtaleStatus.UDEBLEVET for one in looking.seen.person.facts.samtaler)
    if not missed or not looking.seen.indsigt.ser(Del.UNDERRETNINGER):
        return None
    own = looking.seen.worker.organisation
    found = underretninger.of_person(session, looking.seen.person.person_id, own.id)
    caption = looking.reader.gettext("Underretninger om udeblivelse")
    return table(looking.reader, own.holder, found, caption, "", named=False) if found else None


def table(
    words: Reader,
    holder: Aktoer,
    found: Iterable[UnderretningView],
    caption: str,
    empty: str,
    *,
    named: bool = True,
) -> Table:
    """`named`: with the members' names; on a person's own page they need none."""
    _, other = words.gettext, _other_head(words, holder)
    heads = (_("Samtale"), *((_("Person"),) if named else ()), other, _("Sendt"), _("Status"))
    rows = tuple(
        (
            Link(
                brief_moment(words, one.start),
                url_for("caseworker.underretning.show", person=one.person, underretning=one.public_id),
                one.name,
            ),
            *((one.name,) if named else ()),
            one.jobcenter.name if holder is Aktoer.A_KASSE else one.a_kasse.name,
            brief_day(words, one.told_at),
            state(words, one),
        )
        for one in found
    )
    return Table(caption, heads, rows, empty)


def state(words: Reader, one: UnderretningView) -> Cell:
    """How the notice stands, in a word or two."""
    _ = words.gettext
    if one.withdrawn_at is not None:
        return Mark(_("Trukket tilbage"), "warning")
    if one.resultat is not None:
        return _(RESULT[one.resultat][0])
    if one.spurgt_at is not None:
        return Mark(_("A-kassen har spurgt"), "info")
    return _("Hos a-kassen")


def _other_head(words: Reader, holder: Aktoer) -> str:
    return words.gettext("Jobcenter") if holder is Aktoer.A_KASSE else words.gettext("A-kasse")


def _parts(
    holder: Aktoer, found: Iterable[UnderretningView]
) -> tuple[list[UnderretningView], list[UnderretningView], list[UnderretningView]]:
    """What waits for the organisation, what waits for the other one, and what is closed, the latest first."""
    mine: list[UnderretningView] = []
    others: list[UnderretningView] = []
    closed: list[UnderretningView] = []
    for one in found:
        if one.withdrawn_at is not None or one.resultat is not None:
            closed.insert(0, one)
        elif (one.spurgt_at is not None) is (holder is Aktoer.JOBCENTER):
            mine.append(one)
        else:
            others.append(one)
    return mine, others, closed
