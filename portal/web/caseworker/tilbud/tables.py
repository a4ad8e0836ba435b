"""Recommendations as tables, on a person's page and in the inbox."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from flask import url_for

from portal.actions.tilbud import known
from portal.policy import indstilling as regler
from portal.policy.indstilling import Status, Syn
from portal.store import indstillinger
from portal.store.database import Session
from portal.store.indstillinger import IndstillingView
from portal.web.caseworker.rows import Cell, Link, Mark, Table, Typed
from portal.web.caseworker.seeing import Looking
from portal.wording.reader import Reader, brief_day
from portal.wording.tilbud_words import ART, BESKED, STATUS


def own(session: Session, looking: Looking) -> tuple[IndstillingView, ...]:
    """The person's, of which the caseworker's organisation sees something, the latest first."""
    person, own = looking.seen.person, looking.seen.worker.organisation
    return tuple(
        one
        for one in indstillinger.of_person(session, person.person_id)
        if known.sees(person, one, own, looking.now) is not Syn.INTET
    )


def gone(looking: Looking, one: IndstillingView) -> bool:
    """Whether it can come to nothing any more, although nobody has closed it."""
    return one.is_open and regler.udloeber(looking.seen.person.facts, looking.now, one.facts) is not None


def of_person(looking: Looking, found: Iterable[IndstillingView]) -> Table:
    _, reader = looking.reader.gettext, looking.reader
    rows = tuple(
        (
            Link(_(BESKED[one.art.value]), address(one), brief_day(reader, one.written_at)),
            Typed(one.indhold.hvad) if one.indhold.hvad else "–",
            brief_day(reader, one.written_at),
            status(reader, one, gone=gone(looking, one)),
        )
        for one in found
    )
    return Table(
        _("Tilbud, som jobcentret er bedt om"),
        (_("Hvad"), _("Tilbud"), _("Skrevet"), _("Status")),
        rows,
        _("Jobcentret er ikke bedt om noget tilbud til personen."),
    )


def in_the_inbox(
    reader: Reader, found: Iterable[IndstillingView], today: date, caption: str, empty: str
) -> Table:
    """Of several people: whose it is, and by when it is due."""
    _ = reader.gettext
    rows = tuple(
        (
            Link(_(BESKED[one.art.value]), address(one), one.name),
            one.name,
            brief_day(reader, one.sent_at or one.written_at),
            due(reader, one, today),
            status(reader, one),
        )
        for one in found
    )
    return Table(caption, (_("Hvad"), _("Person"), _("Sendt"), _("Tilbud senest"), _("Status")), rows, empty)


def due(reader: Reader, one: IndstillingView, today: date) -> Cell:
    """By when the person is to have the offer; only after a kontrolaktion is there such a day."""
    if one.frist is None:
        return "–"
    text = brief_day(reader, one.frist)
    if one.frist < today and one.is_open:
        return Mark(reader.gettext("{dag}, overskredet").format(dag=text), "error")
    return text


def status(reader: Reader, one: IndstillingView, *, gone: bool = False) -> Cell:
    """How far it is. `gone`: it has fallen away, and nobody has closed it yet."""
    if gone:
        return reader.gettext(STATUS[Status.UDLOEBET][0])
    if one.unread and one.status in (Status.BEVILGET, Status.AFSLAAET):
        word = reader.gettext(STATUS[one.status][0])
        return Mark(reader.gettext("Nyt svar: {svar}").format(svar=word), "info")
    text, kind = STATUS[one.status]
    return Mark(reader.gettext(text), kind) if kind else reader.gettext(text)


def title(reader: Reader, one: IndstillingView) -> str:
    return reader.gettext(ART[one.art])


def address(one: IndstillingView) -> str:
    return url_for("caseworker.tilbud.en.show", person=one.person, indstilling=one.public_id)
