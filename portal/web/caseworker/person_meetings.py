"""A person's meetings as the caseworker's organisation sees them: those to come, and those that were."""

from __future__ import annotations

from collections.abc import Iterable

from flask import url_for

from portal.actions import held_meeting, require_fremmoede
from portal.policy import afholdelse
from portal.policy.afholdelse import Udeblivelse
from portal.policy.facts import AflystAf, Samtaleform, SamtaleStatus
from portal.policy.indsigt import Del
from portal.store import held
from portal.store.database import Session
from portal.store.views import BookingView
from portal.web.caseworker.rows import Cell, Link, Table
from portal.web.caseworker.seeing import Looking
from portal.wording.casework_words import OPRINDELSE, STATUS
from portal.wording.reader import brief_moment, capitalised
from portal.wording.words import ART, FORM, HOLDER_TO_CASEWORKER

ANY_REASON = "-"
"""Stands in for the reason, where it is only asked whether a reason would be enough."""


def planned(looking: Looking, known: Iterable[BookingView]) -> Table:
    """Those to come, the next one first, with what can be done with each."""
    _ = looking.reader.gettext
    coming = [b for b in known if _coming(looking, b)]
    seen = sorted((b for b in coming if looking.sees_meeting(b, kommende=True)), key=lambda b: b.start)
    return Table(
        caption=_("Planlagte samtaler"),
        heads=(_("Tid"), _("Samtale"), _("Form"), _("Sted"), _("Med"), _("Flyttet"), _("Handling")),
        rows=tuple(_planned(looking, booking) for booking in seen),
        empty=_("Ingen planlagte samtaler, I kan se."),
    )


def earlier(session: Session, looking: Looking, known: Iterable[BookingView]) -> Table | None:
    """Those that are over or called off, the latest first. None where nobody there has to do with them.

    What the organisation has registered itself is its to correct, whoever holds the kontaktforløb now.
    """
    sees, own = looking.seen.indsigt.ser, looking.seen.worker.organisation.id
    person_id = looking.seen.person.person_id
    said = frozenset() if sees(Del.SAMTALER) else held.registered_by(session, person_id, own)
    parts = (Del.SAMTALER, Del.FAELLES_SAMTALER, Del.RAADIGHEDSSAMTALER)
    if not said and not any(sees(part) for part in parts):
        return None
    _ = looking.reader.gettext
    over = [b for b in known if not _coming(looking, b)]
    seen = sorted(
        (b for b in over if b.id in said or looking.sees_meeting(b, kommende=False)),
        key=lambda b: b.start,
        reverse=True,
    )
    return Table(
        caption=_("Tidligere samtaler"),
        heads=(_("Tid"), _("Samtale"), _("Form"), _("Status"), _("Med"), _("Flyttet")),
        rows=tuple(_earlier(looking, booking) for booking in seen),
        empty=_("Ingen tidligere samtaler, I kan se."),
    )


def missed(session: Session, looking: Looking, known: Iterable[BookingView]) -> list[tuple[str, str]]:
    """That the person did not come and has not been in touch; and where it is registered that they have."""
    own = {
        booking.id: booking
        for booking in known
        if booking.status is SamtaleStatus.UDEBLEVET and held_meeting.is_own(looking.seen, booking)
    }
    if not own:
        return []
    seen = looking.seen.person
    standing = afholdelse.staaende(seen.facts, looking.now, held.contacts(session, seen.person_id))
    return [_missed(looking, own[one.samtale.noegle], one) for one in standing if one.samtale.noegle in own]


def _missed(looking: Looking, booking: BookingView, absence: Udeblivelse) -> tuple[str, str]:
    _ = looking.reader.gettext
    stopped = _("Personen kom ikke til samtalen {tid}. Dagpengene er stoppet, til personen har henvendt sig.")
    text = stopped if absence.dagpenge else _("Personen kom ikke til samtalen {tid}.")
    person = looking.seen.person.person.public_id
    href = url_for("caseworker.henvendt.show", person=person, samtale=booking.public_id)
    return text.format(tid=brief_moment(looking.reader, booking.start)), href


def _coming(looking: Looking, booking: BookingView) -> bool:
    """To come; or over, and still for the organisation to say what became of it."""
    if booking.status is not SamtaleStatus.PLANLAGT:
        return False
    return booking.slut > looking.now or held_meeting.is_own(looking.seen, booking)


def page_of(looking: Looking, booking: BookingView) -> Link:
    """The way to the meeting's own page, by its time."""
    person = looking.seen.person.person.public_id
    return Link(
        when(looking, booking),
        url_for("caseworker.samtale.show", person=person, samtale=booking.public_id),
    )


def kind(looking: Looking, booking: BookingView) -> str:
    """`Jobsamtale med a-kassen, selvbooket`."""
    _ = looking.reader.gettext
    text = _("{art} med {holder}, {oprindelse}").format(
        art=_(ART[booking.art]),
        holder=_(HOLDER_TO_CASEWORKER[booking.holder]),
        oprindelse=_(OPRINDELSE[booking.oprindelse]).lower(),
    )
    return _("{samtale}, a-kassen deltager").format(samtale=text) if booking.joint else text


def when(looking: Looking, booking: BookingView) -> str:
    return capitalised(brief_moment(looking.reader, booking.start))


def _planned(looking: Looking, booking: BookingView) -> tuple[Cell, ...]:
    _ = looking.reader.gettext
    in_person = booking.form is Samtaleform.FREMMOEDE
    return (
        page_of(looking, booking),
        kind(looking, booking),
        _(FORM[booking.form]),
        booking.office.name if booking.office and in_person else "–",
        booking.caseworker.name if booking.caseworker else "–",
        str(booking.ombookninger),
        _act(looking, booking),
    )


def _act(looking: Looking, booking: BookingView) -> Cell:
    """What is to be done with it: say what became of it, once it has begun; else what may be decided."""
    if booking.start <= looking.now and held_meeting.is_own(looking.seen, booking):
        page = page_of(looking, booking)
        return Link(looking.reader.gettext("Registrér"), page.href, page.text)
    return _require(looking, booking)


def _require(looking: Looking, booking: BookingView) -> Cell:
    """The way to change it to in person, where that can be decided and has not been (LAB § 33, stk. 2)."""
    if booking.form is Samtaleform.FREMMOEDE or booking.start <= looking.now:
        return "–"
    if require_fremmoede.of_another(looking.seen, booking):
        return "–"
    if not require_fremmoede.judge(looking.seen, booking, ANY_REASON, looking.now).allowed:
        return "–"
    return Link(
        looking.reader.gettext("Kræv fremmøde"),
        url_for(
            "caseworker.samtaleform.show",
            person=looking.seen.person.person.public_id,
            samtale=booking.public_id,
        ),
        when(looking, booking),
    )


def _earlier(looking: Looking, booking: BookingView) -> tuple[Cell, ...]:
    _ = looking.reader.gettext
    return (
        page_of(looking, booking),
        kind(looking, booking),
        _(FORM[booking.form]),
        _status(looking, booking),
        booking.caseworker.name if booking.caseworker else "–",
        str(booking.ombookninger),
    )


def _status(looking: Looking, booking: BookingView) -> str:
    _ = looking.reader.gettext
    if booking.status is SamtaleStatus.AFLYST:
        return _("Aflyst af personen") if booking.aflyst_af is AflystAf.PERSON else _("Aflyst af myndigheden")
    return _(STATUS[booking.status])
