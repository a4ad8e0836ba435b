"""A meeting the person did not come to: whom to call now, and once they have, from when there is dagpenge
again.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from portal.policy import afholdelse, hvorfor
from portal.policy.afholdelse import Udeblivelse
from portal.policy.facts import Aktoer, SamtaleStatus
from portal.store import held
from portal.store.database import Session
from portal.store.views import BookingView
from portal.web.citizen import meeting
from portal.web.citizen.asking import Asking
from portal.web.citizen.decisions import Notice
from portal.wording.next_step import NextStep, get_in_touch, sentence
from portal.wording.reader import day
from portal.wording.situation import Situation
from portal.wording.words import Contact

TOLD_FOR = timedelta(days=28)
"""How long Min Plan says that the person has been in touch."""


def knowing(session: Session, who: Asking) -> Asking:
    """The same person, with the days on which they got in touch; asked only where a meeting was missed."""
    if all(samtale.status is not SamtaleStatus.UDEBLEVET for samtale in who.person.facts.samtaler):
        return who
    contacts = held.contacts(session, who.person.person_id)
    return replace(who, situation=Situation(who.person.facts, who.now, contacts))


def to_call(who: Asking, booking: BookingView) -> Asking:
    """The same person, to turn to the very organisation they were to meet (RÅB § 18, stk. 3)."""
    contact = Contact(booking.organisation.name, booking.organisation.phone)
    if booking.holder is Aktoer.A_KASSE:
        return replace(who, contacts=replace(who.contacts, a_kasse=contact))
    return replace(who, contacts=replace(who.contacts, jobcenter=contact))


def call(who: Asking, booking: BookingView) -> tuple[str, str] | None:
    """The words and the address of a call to whom the person was to meet; None without a number."""
    phone = booking.organisation.phone
    if not phone:
        return None
    text = who.reader.gettext("Ring på {telefon}").format(telefon=phone)
    return text, f"tel:{phone.replace(' ', '')}"


def notices(who: Asking, step: NextStep, known: Iterable[BookingView]) -> list[Notice]:
    """What Min Plan says of it beside the next step."""
    by_key = {booking.id: booking for booking in known}
    standing = who.situation.udeblivelse
    if standing is not None:
        # Where something else comes first, as for somebody off the register, it is said all the same.
        shown = step == get_in_touch(standing)
        return [] if shown else [_standing(who, standing, by_key[standing.samtale.noegle])]
    absence = afholdelse.senest_udeblevet(who.person.facts, who.now)
    if absence is None or not absence.dagpenge:
        return []
    dato = who.situation.henvendt[absence.samtale.noegle]
    if who.situation.i_dag > dato + TOLD_FOR:
        return []
    return [_in_touch(who, absence, by_key[absence.samtale.noegle], dato)]


def of_meeting(who: Asking, booking: BookingView, henvendt: date | None) -> Notice | None:
    """What the page of a meeting says of it that the person did not come to."""
    if booking.status is not SamtaleStatus.UDEBLEVET:
        return None
    absence = afholdelse.udeblivelse(who.person.facts, who.now, booking.id)
    if henvendt is not None:
        return _in_touch(who, absence, booking, henvendt) if absence.dagpenge else None
    standing = {one.samtale.noegle for one in afholdelse.staaende(who.person.facts, who.now, ())}
    return _standing(who, absence, booking) if booking.id in standing else None


def _standing(who: Asking, absence: Udeblivelse, booking: BookingView) -> Notice:
    step = get_in_touch(absence)
    words = sentence(step, who.reader, to_call(who, booking).contacts)
    asked = to_call(who, booking).why(
        step.finding, meeting.title(who.reader, booking.art, booking.organisation)
    )
    return Notice(f"{words.text} {words.more}", asked, link=call(who, booking), urgent=True)


def _in_touch(who: Asking, absence: Udeblivelse, booking: BookingView, dato: date) -> Notice:
    text = who.reader.gettext(
        "Du kontaktede {navn} {dato}, efter at du ikke var med til en samtale. "
        "Du kan få dagpenge igen fra {fra}. "
        "Du får ikke dagpenge for {dag}, hvor samtalen skulle have været holdt."
    )
    filled = text.format(
        navn=booking.organisation.name,
        dato=day(who.reader, dato),
        fra=day(who.reader, absence.igen_fra(dato)),
        dag=day(who.reader, absence.dag),
    )
    about = meeting.title(who.reader, booking.art, booking.organisation)
    return Notice(filled, to_call(who, booking).why(hvorfor.henvendt(absence, dato), about))
