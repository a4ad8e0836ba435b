"""Requests to see the file of a case as tables: those that wait, those of one case, and where each stands."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from flask import url_for

from portal.policy import aktindsigt, aktindsigt_klage
from portal.policy.aktindsigt import Svar
from portal.policy.sagsgang import Trin
from portal.store import aktindsigt_skridt
from portal.store.afgoerelser import Sag
from portal.store.aktindsigter import AktindsigtView
from portal.store.database import Session
from portal.web.caseworker.rows import Cell, Link, Mark, Table
from portal.web.locale import _, reader
from portal.wording.aktindsigt_words import NAESTE
from portal.wording.explain import CitationLink, citation_links, explain_to_caseworker
from portal.wording.reader import brief_day, brief_moment
from portal.wording.sag_words import OM

First = tuple[str, tuple[CitationLink, ...]]


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asked in one case, as a table. `first`: that the decision waits for it, and by which law."""

    table: Table
    first: First | None


def waiting(known: Iterable[AktindsigtView], today: date) -> Table:
    """Those who wait for an answer, or for what becomes of their complaint, for the list of cases."""
    return Table(
        caption=_("Vil se papirerne i deres sag"),
        heads=(_("Person"), _("Sag"), _("Bedt om det"), _("Det næste"), _("Senest")),
        rows=tuple(_row(one, today) for one in known),
        empty=_("Ingen."),
    )


def of_case(session: Session, sag: Sag, today: date) -> Asked | None:
    """All that was asked in one case, answered or not; None where nothing was."""
    known = aktindsigt_skridt.of_case(session, sag.view.public_id)
    if not known:
        return None
    table = Table(
        caption=_("Papirerne i sagen"),
        heads=(_("Bedt om det"), _("Status")),
        rows=tuple(_of_one(one.view, today) for one in known),
    )
    waits = any(aktindsigt_klage.stopper(one.gang(sag.view.af)) for one in known)
    return Asked(table, first(sag, waits=waits))


def status(one: AktindsigtView, today: date) -> Cell:
    """Where a request stands."""
    if one.answered_at is None or one.svar is None:
        text = _("Skal besvares senest {dag}").format(dag=brief_day(reader(), one.frist))
        return Mark(text, "error" if one.frist < today else "warning")
    if one.naeste is not None:
        return Mark(_(NAESTE[one.naeste]), "warning")
    text = {
        Svar.JA: _("Ja, {dag}"),
        Svar.DELVIS: _("En del, {dag}"),
        Svar.NEJ: _("Nej, {dag}"),
    }[one.svar]
    return text.format(dag=brief_day(reader(), one.answered_at))


def here(person: uuid.UUID, sag: uuid.UUID, anmodning: uuid.UUID) -> str:
    return url_for("caseworker.aktindsigt.show", person=person, sag=sag, anmodning=anmodning)


def first(sag: Sag, *, waits: bool) -> First | None:
    """That the decision has to wait, and by which law, where somebody waits to see the file."""
    over = sag.gang.har(Trin.AFGJORT) or sag.gang.har(Trin.FRAFALDET)
    found = aktindsigt.foerst(sag.view.af, afgjort=over) if waits else None
    return (explain_to_caseworker(found, reader()), citation_links(found.citations)) if found else None


def _of_one(one: AktindsigtView, today: date) -> tuple[Cell, ...]:
    return _link(one, brief_moment(reader(), one.asked_at)), status(one, today)


def _row(one: AktindsigtView, today: date) -> tuple[Cell, ...]:
    due = one.frist_naeste or one.frist
    until = brief_day(reader(), due)
    late: Cell = Mark(until, "error") if due < today else until
    if one.snarest:
        late = Mark(_("Snarest muligt, siden {dag}").format(dag=until), "warning")
    what = _(NAESTE[one.naeste]) if one.naeste else ""
    return _link(one, one.name), _(OM[one.emne]), brief_day(reader(), one.dag), what, late


def _link(one: AktindsigtView, text: str) -> Link:
    return Link(text, here(one.person, one.sag, one.public_id))
