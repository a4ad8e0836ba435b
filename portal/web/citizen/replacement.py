"""Another time, held for the person since the organisation had to call their meeting off: yes, in one click.

Also what Min Plan says of it, and of a deadline that nobody is held to because there were no times.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field

from flask import abort, redirect, render_template, url_for
from werkzeug.wrappers import Response

from portal import clock
from portal.actions.accept_replacement import AcceptReplacement, UnknownOffer, accept_replacement
from portal.actions.outcome import Refused
from portal.policy import hvorfor
from portal.policy.bookingfrist import BindendeFrist
from portal.policy.facts import AflystAf, Oprindelse, SamtaleArt, SamtaleStatus
from portal.store import bookings, offers, slots
from portal.store.database import Session
from portal.store.offers import OfferView
from portal.store.views import BookingView, SlotView
from portal.web.citizen import meeting
from portal.web.citizen.asking import Asking, answering, asking
from portal.web.citizen.decisions import Notice
from portal.web.citizen.meeting import Meeting
from portal.web.context import database
from portal.web.pages import stop_if_missing
from portal.web.signed_in import citizen
from portal.wording.explain import Explanation, Why
from portal.wording.reader import capitalised, last_moment, moment
from portal.wording.words import HOLDER

_CHOSEN_BY_THE_PERSON = (SamtaleArt.JOBSAMTALE, SamtaleArt.FAELLESSAMTALE)


@dataclass(frozen=True, slots=True)
class Offer:
    """What `replacement.html` and Min Plan show. `choose`: where another time is found; None: it cannot be.

    `open`: it can still be accepted. `refusals`: why it could not.
    """

    id: uuid.UUID
    called_off: uuid.UUID
    why: str
    grounds: Why
    meeting: Meeting
    until: str
    choose: str | None
    open: bool = True
    refusals: list[Explanation] = field(default_factory=list)


def show(tilbud: uuid.UUID) -> str:
    return render_template("citizen/replacement.html", offer=database().read(lambda s: _one(s, tilbud)))


def accept(tilbud: uuid.UUID) -> Response | tuple[str, int]:
    now = clock.now()
    try:
        outcome = accept_replacement(AcceptReplacement(citizen().id, tilbud), database(), now)
    except UnknownOffer:
        abort(404)
    if isinstance(outcome, Refused):
        who = answering(outcome.person, now)
        told = who.refusals(outcome.decision)
        offer = database().read(lambda session: _one(session, tilbud, told))
        return render_template("citizen/replacement.html", offer=offer), 409
    return redirect(url_for("citizen.samtale.receipt", samtale=outcome.booking.public_id), 303)


def open_offers(session: Session, who: Asking, known: Iterable[BookingView]) -> list[Offer]:
    """What is offered to the person now; one statement where nothing is."""
    by_id = {booking.public_id: booking for booking in known}
    found = offers.open_of(session, who.person.person_id, who.now)
    return [_told(session, who, offer, by_id[offer.booking], is_open=True) for offer in found]


def notices(who: Asking, known: Iterable[BookingView], told: Iterable[Offer]) -> list[Notice]:
    """That the organisation has called a coming meeting off, where no offer tells it, and that a deadline
    does not count.
    """
    known, offered = tuple(known), {offer.called_off for offer in told}
    found = [
        _called_off(who, booking, known)
        for booking in known
        if _is_called_off(who, booking) and booking.public_id not in offered
    ]
    frist = who.situation.frist
    if frist is not None and not frist.frist.tider_fandtes and not frist.opfyldt and not frist.bortfaldet:
        found.append(_suspended(who, frist))
    return found


def _is_called_off(who: Asking, booking: BookingView) -> bool:
    by_us = booking.status is SamtaleStatus.AFLYST and booking.aflyst_af is AflystAf.MYNDIGHED
    return by_us and booking.start > who.now


def _called_off(who: Asking, booking: BookingView, known: Iterable[BookingView]) -> Notice:
    _ = who.reader.gettext
    text = _("{Holder} har aflyst din samtale {tid}. Du skal ikke komme, og det tæller ikke imod dig.")
    holder = capitalised(_(HOLDER[booking.holder]))
    told = text.format(Holder=holder, tid=moment(who.reader, booking.start))
    if booking.oprindelse is Oprindelse.INDKALDT and not _called_again(booking, known):
        told = f"{told} " + _("Du får en ny indkaldelse med et nyt tidspunkt.")
    return Notice(told, _why(who, booking))


def _called_again(called_off: BookingView, known: Iterable[BookingView]) -> bool:
    """Whether the organisation has called the person to such a meeting since."""
    return any(
        booking.id != called_off.id
        and booking.oprindelse is Oprindelse.INDKALDT
        and booking.art is called_off.art
        and booking.organisation.id == called_off.organisation.id
        and booking.booket is not None
        and called_off.aflyst is not None
        and booking.booket >= called_off.aflyst
        for booking in known
    )


def _why(who: Asking, booking: BookingView) -> Why:
    about = meeting.title(who.reader, booking.art, booking.organisation)
    return who.why(hvorfor.aflyst_af_myndighed(who.person.facts.samtale(booking.id)), about)


def _suspended(who: Asking, frist: BindendeFrist) -> Notice:
    _ = who.reader.gettext
    text = _(
        "Der var ingen ledige tider inden for din frist for at booke. Derfor gælder fristen ikke: Du bliver "
        "ikke afmeldt, fordi du ikke har booket. {Holder} giver dig besked om en ny frist."
    )
    asked = who.why(hvorfor.frist_uden_tider(frist), _("Frist for at booke en samtale"))
    return Notice(text.format(Holder=capitalised(_(HOLDER[frist.frist.af]))), asked)


def _one(session: Session, tilbud: uuid.UUID, refusals: list[Explanation] | None = None) -> Offer:
    who = asking(session)
    key = who.person.person_id
    offer = stop_if_missing(offers.get_own(session, key, tilbud))
    called_off = stop_if_missing(bookings.get_own(session, key, offer.booking))
    still = offers.is_open(session, offer.id, who.now)
    return _told(session, who, offer, called_off, is_open=still, refusals=refusals)


def _told(
    session: Session,
    who: Asking,
    offer: OfferView,
    called_off: BookingView,
    *,
    is_open: bool,
    refusals: list[Explanation] | None = None,
) -> Offer:
    _ = who.reader.gettext
    slot: SlotView = stop_if_missing(slots.get(session, offer.slot))
    why = _("{Holder} måtte aflyse din samtale {tid}. Vi holder en anden tid til dig.")
    may_choose = called_off.art in _CHOSEN_BY_THE_PERSON and bool(who.situation.bookable.windows)
    art = None if called_off.art is SamtaleArt.JOBSAMTALE else called_off.art.value
    return Offer(
        id=offer.public_id,
        called_off=offer.booking,
        why=why.format(
            Holder=capitalised(_(HOLDER[called_off.holder])), tid=moment(who.reader, called_off.start)
        ),
        grounds=_why(who, called_off),
        meeting=meeting.of_slot(who.reader, slot, called_off.art, offer.form, slot.slut),
        until=moment(who.reader, last_moment(offer.expires_at)),
        choose=url_for("citizen.find_time.show", art=art) if may_choose else None,
        open=is_open,
        refusals=refusals or [],
    )
