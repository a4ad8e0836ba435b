"""The organisation's decisions as cases: those that wait for it first; what is next, and until when."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from flask import render_template, url_for
from werkzeug.wrappers import Response

from portal import clock
from portal.actions.open_list import log_export
from portal.policy.indsigt import Del
from portal.policy.sagsgang import Trin, Venter
from portal.store import afgoerelser, aktindsigter
from portal.store.afgoerelser import SagView
from portal.store.aktindsigter import AktindsigtView
from portal.store.database import Session
from portal.web.caseworker import aktindsigt_lists
from portal.web.caseworker.lists.csv_file import tables_response
from portal.web.caseworker.rows import Cell, Link, Mark, Table
from portal.web.caseworker.seeing import Looking, log_named
from portal.web.context import database
from portal.web.locale import _, reader
from portal.web.signed_in import caseworker
from portal.wording.reader import Reader, brief_day
from portal.wording.sag_words import NAESTE, OM, TRIN

LISTED: Final = "see_cases"


def show_all() -> str:
    (found, asked), today = _found(), clock.today()
    log_named(LISTED, {one.person for one in found} | {one.person for one in asked}, clock.now())
    ours, person, board = _tables(found, today)
    return render_template(
        "caseworker/sager.html",
        ours=ours,
        person=person,
        board=board,
        asked=aktindsigt_lists.waiting(asked, today),
        most=afgoerelser.MOST if len(found) >= afgoerelser.MOST else None,
    )


def export() -> Response:
    """The same as a file."""
    (found, asked), today = _found(), clock.today()
    people = {one.person for one in found} | {one.person for one in asked}
    log_export(database(), caseworker().id, clock.now(), "sager", people)
    tables = (*_tables(found, today), aktindsigt_lists.waiting(asked, today))
    return tables_response(f"sager-{today.isoformat()}.csv", _("Liste"), tables)


def of_person(session: Session, looking: Looking) -> Table | None:
    """The organisation's own cases about one person, for the person's page; None where there are none."""
    seen = looking.seen
    if not seen.indsigt.ser(Del.SAGER):
        return None
    found = afgoerelser.of_person(session, seen.person.person_id, seen.worker.organisation.id)
    if not found:
        return None
    gettext = looking.reader.gettext
    return Table(
        caption=gettext("Jeres sager"),
        heads=(gettext("Sag"), gettext("Seneste"), gettext("Det næste"), gettext("Senest")),
        rows=tuple(
            (
                Link(gettext(OM[one.emne]), _address(one), brief_day(looking.reader, one.aabnet_at)),
                gettext(TRIN[one.trin]),
                *_next(looking.reader, one, looking.now.astimezone(clock.COPENHAGEN).date()),
            )
            for one in found
        ),
    )


def _found() -> tuple[tuple[SagView, ...], tuple[AktindsigtView, ...]]:
    """The cases, and those who wait to see the file of theirs."""
    own, today = caseworker().organisation.id, clock.today()
    return database().read(lambda s: (afgoerelser.waiting(s, own, today), aktindsigter.waiting(s, own)))


def _tables(found: Iterable[SagView], today: date) -> tuple[Table, Table, Table]:
    """What waits for the organisation, for the person, and for Ankestyrelsen."""
    parts: dict[Venter, list[SagView]] = {one: [] for one in Venter}
    for sag in found:
        ours = afgoerelser.waits_for_us(sag, today)
        parts[Venter.OS if ours else sag.venter or Venter.OS].append(sag)
    return (
        _table(_("Venter på jer"), parts[Venter.OS], today, _("Der er ikke noget, I skal gøre.")),
        _table(_("Venter på borgeren"), parts[Venter.PERSON], today, _("Ingen.")),
        _table(_("Venter på Ankestyrelsen"), parts[Venter.ANKESTYRELSEN], today, _("Ingen.")),
    )


def _table(caption: str, found: list[SagView], today: date, empty: str) -> Table:
    heads = (_("Person"), _("Sag"), _("Det næste"), _("Senest"))
    rows = tuple(
        (Link(one.name, _address(one)), _(OM[one.emne]), *_next(reader(), one, today)) for one in found
    )
    return Table(caption, heads, rows, empty)


def _next(words: Reader, sag: SagView, today: date) -> tuple[Cell, Cell]:
    """What is next, and until when; what must not wait says since when it lies there."""
    gettext = words.gettext
    over = sag.naeste is Trin.KLAGET and sag.frist is not None and sag.frist < today
    if sag.naeste is None or over:
        return gettext("Slut"), "–"
    if sag.naeste is Trin.SVARET and afgoerelser.waits_for_us(sag, today):
        return gettext(NAESTE[Trin.AFGJORT]), _at_once(words, sag.frist)
    what = gettext(NAESTE[sag.naeste])
    if sag.snarest:
        return what, _at_once(words, sag.frist)
    return what, brief_day(words, sag.frist) if sag.frist else "–"


def _at_once(words: Reader, since: date | None) -> Cell:
    told = words.gettext("Snarest muligt, siden {dag}")
    return Mark(told.format(dag=brief_day(words, since)), "warning") if since else "–"


def _address(sag: SagView) -> str:
    return url_for("caseworker.sag.show", person=sag.person, sag=sag.public_id)
