"""How a person has answered the organisation's summonses, on the person's page; and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from flask import url_for

from portal.policy.facts import AflystAf, Aktoer, Oprindelse, SamtaleStatus
from portal.store import summons
from portal.store.database import Session
from portal.store.summons import SummonsView
from portal.store.views import BookingView
from portal.web.caseworker.addresses import page_of_person
from portal.web.caseworker.person_meetings import when
from portal.web.caseworker.rows import Cell, Link, Mark, Table
from portal.web.caseworker.seeing import Looking
from portal.wording.casework_words import GRUND, STATUS
from portal.wording.held_words import AFBUD
from portal.wording.reader import brief_day


@dataclass(frozen=True, slots=True)
class Calling:
    """`links`: where the person is called in, booked for, and a kontrolaktion is registered."""

    links: list[tuple[str, str]]
    table: Table | None


def calling(session: Session, looking: Looking, known: Iterable[BookingView]) -> Calling:
    """`known`: the person's meetings."""
    return Calling(_links(looking), _table(session, looking, known))


def _links(looking: Looking) -> list[tuple[str, str]]:
    _, person = looking.reader.gettext, looking.seen.person.person.public_id
    responsible = looking.seen.indsigt.ansvarlig
    acts = []
    if responsible or looking.seen.worker.organisation.holder is Aktoer.A_KASSE:
        # To a rådighedssamtale the a-kasse calls whoever holds the kontaktforløb.
        acts.append(("indkald", _("Indkald til samtale")))
    if responsible:
        acts += [("book", _("Book for personen i telefonen")), ("kontrol", _("Kontrolaktion"))]
    return [(text, href) for act, text in acts if (href := page_of_person(act, person))]


def _table(session: Session, looking: Looking, known: Iterable[BookingView]) -> Table | None:
    own = looking.seen.worker.organisation.id
    called = [
        booking
        for booking in known
        if booking.oprindelse is Oprindelse.INDKALDT
        and booking.organisation.id == own
        and looking.sees_meeting(booking, kommende=_to_come(looking, booking))
    ]
    if not called:
        return None
    views = summons.of_person(session, looking.seen.person.person_id)
    rows = [(booking, views[booking.id]) for booking in reversed(called) if booking.id in views]
    if not rows:
        return None
    _ = looking.reader.gettext
    return Table(
        caption=_("Jeres indkaldelser"),
        heads=(_("Tid"), _("Hvorfor"), _("Sendt"), _("Svar"), _("Handling")),
        rows=tuple(
            (
                when(looking, booking),
                _(GRUND[view.grund]),
                brief_day(looking.reader, view.written_at),
                _answer(looking, booking, view),
                _act(looking, booking, view),
            )
            for booking, view in rows
        ),
    )


def _to_come(looking: Looking, booking: BookingView) -> bool:
    return booking.status is SamtaleStatus.PLANLAGT and booking.slut > looking.now


def _answer(looking: Looking, booking: BookingView, view: SummonsView) -> Cell:
    _ = looking.reader.gettext
    if booking.status is SamtaleStatus.AFLYST:
        if booking.aflyst_af is AflystAf.MYNDIGHED:
            return _("Aflyst af jer")
        named = AFBUD.get(booking.aflyst_grund or "")
        return _("Afbud: {grund}").format(grund=_(named).lower() if named else _("ingen lovlig grund"))
    if booking.status is not SamtaleStatus.PLANLAGT:
        return _(STATUS[booking.status])
    if view.bekraeftet is not None:
        return Mark(_("Kommer"), "success")
    if view.waits:
        return Mark(_("Ønsker en anden tid"), "warning")
    if view.afslaaet is not None:
        return _("Ønskede en anden tid; afslået {dag}").format(dag=brief_day(looking.reader, view.afslaaet))
    return _("Flyttet af personen") if booking.ombookninger else _("Intet svar endnu")


def _act(looking: Looking, booking: BookingView, view: SummonsView) -> Cell:
    _, person = looking.reader.gettext, looking.seen.person.person.public_id
    if booking.status is not SamtaleStatus.PLANLAGT or booking.start <= looking.now:
        return "–"
    about = when(looking, booking)
    if view.waits:
        answer = url_for("caseworker.indkaldelse.show", person=person, samtale=booking.public_id)
        return Link(_("Svar på ønsket"), answer, about)
    again = url_for("caseworker.indkald.show", person=person, i_stedet=booking.public_id)
    return Link(_("Giv en ny tid"), again, about)
