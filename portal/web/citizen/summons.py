"""A meeting the person is called to: say that one comes, or ask for another time where one cannot move it.

Who can move it, moves it; who cannot come, calls it off and says why. Both are offered beside this.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal import clock
from portal.actions import answer_summons
from portal.actions.answer_summons import AskForAnotherTime, ConfirmSummons
from portal.actions.outcome import UnknownBooking
from portal.policy import hvorfor
from portal.policy.facts import Oprindelse, SamtaleStatus
from portal.store import bookings, summons
from portal.store.database import Session
from portal.store.summons import SummonsView
from portal.store.views import BookingView
from portal.web.citizen import meeting
from portal.web.citizen.asking import Asking, asking
from portal.web.citizen.decisions import Notice
from portal.web.citizen.meeting import Meeting
from portal.web.context import database
from portal.web.locale import _, reader
from portal.web.pages import stop_if_missing
from portal.web.signed_in import citizen
from portal.web.typed import unwritable
from portal.wording.explain import Why
from portal.wording.letters.glyphs import tidied
from portal.wording.reader import capitalised, day, moment
from portal.wording.words import HOLDER

LONGEST = 1000


@dataclass(frozen=True, slots=True)
class Answer:
    """How the summons stands, on the meeting's page. `confirm`, `ask`: where that is done, if it can be."""

    notice: Notice | None
    confirmed: str | None
    confirm: str | None
    ask: str | None
    letter: str


@dataclass(frozen=True, slots=True)
class Page:
    """What `another_time.html` shows."""

    samtale: uuid.UUID
    meeting: Meeting
    contact: str
    words: str = ""
    error: str | None = None

    @property
    def errors(self) -> list[tuple[str, str]]:
        return [("oenske", self.error)] if self.error else []


def of_meeting(session: Session, who: Asking, booking: BookingView) -> Answer | None:
    """Of a called meeting: how the summons stands. None for any other."""
    view = summons.of_booking(session, booking.id) if booking.oprindelse is Oprindelse.INDKALDT else None
    if view is None:
        return None
    coming = booking.status is SamtaleStatus.PLANLAGT and booking.start > who.now
    can_ask = coming and view.oensket is None
    return Answer(
        notice=_notice(who, booking, view) if coming else None,
        confirmed=_confirmed(who, view) if coming else None,
        confirm=_address("confirm", booking) if coming and not _answered(booking, view) else None,
        ask=_address("ask", booking)
        if can_ask and answer_summons.may_ask(who.person.facts, booking, who.now)
        else None,
        letter=url_for("citizen.letters.show", brev=view.letter),
    )


def notices(session: Session, who: Asking, known: Iterable[BookingView]) -> list[Notice]:
    """What Min Plan says of the summonses that wait for an answer, or whose other time was refused."""
    called = [b for b in known if b.oprindelse is Oprindelse.INDKALDT and b.status is SamtaleStatus.PLANLAGT]
    coming = sorted((b for b in called if b.start > who.now), key=lambda booking: booking.start)
    if not coming:
        return []
    views = summons.of_person(session, who.person.person_id)
    asked = [(b, views[b.id]) for b in coming if b.id in views and not _answered(b, views[b.id])]
    return [found for booking, view in asked if (found := _on_plan(who, booking, view)) is not None]


def confirm(samtale: uuid.UUID) -> Response:
    try:
        answer_summons.confirm_summons(ConfirmSummons(citizen().id, samtale), database(), clock.now())
    except UnknownBooking:
        abort(404)
    return redirect(url_for("citizen.samtale.show", samtale=samtale), 303)


def ask(samtale: uuid.UUID) -> str | Response:
    page = _page(samtale)
    return page if isinstance(page, Response) else render_template("citizen/another_time.html", page=page)


def send_wish(samtale: uuid.UUID) -> Response | tuple[str, int]:
    words = request.form.get("oenske", "")
    wrong = unwritable(words, LONGEST, reader())
    if wrong is None and not tidied(words):
        wrong = _("Skriv, hvorfor tiden ikke passer, og hvornår du kan.")
    if wrong:
        page = _page(samtale, words, wrong)
        if isinstance(page, Response):
            return page
        return render_template("citizen/another_time.html", page=page), 422
    command = AskForAnotherTime(citizen().id, samtale, tidied(words))
    try:
        answer_summons.ask_for_another_time(command, database(), clock.now())
    except UnknownBooking:
        abort(404)
    # Where it can be moved, or is over, the meeting's own page says so.
    return redirect(url_for("citizen.samtale.show", samtale=samtale), 303)


def _page(samtale: uuid.UUID, words: str = "", wrong: str | None = None) -> Page | Response:
    """The page, or the way back to the meeting where there is nothing to ask."""

    def read(session: Session) -> Page | None:
        who = asking(session)
        booking = stop_if_missing(bookings.get_own(session, who.person.person_id, samtale))
        answer = stop_if_missing(of_meeting(session, who, booking))
        if answer.ask is None:
            return None
        return Page(
            samtale=samtale,
            meeting=meeting.of_booking(who.reader, booking),
            contact=who.contacts.of(booking.holder).words(who.reader),
            words=words,
            error=wrong,
        )

    return database().read(read) or redirect(url_for("citizen.samtale.show", samtale=samtale), 303)


def _answered(booking: BookingView, view: SummonsView) -> bool:
    """Whether the person has said yes: in so many words, or by choosing another time."""
    return view.bekraeftet is not None or booking.ombookninger > 0


def _confirmed(who: Asking, view: SummonsView) -> str | None:
    if view.bekraeftet is None:
        return None
    text = who.reader.gettext("Du har {dag} svaret, at du kommer.")
    return text.format(dag=day(who.reader, view.bekraeftet))


def _notice(who: Asking, booking: BookingView, view: SummonsView) -> Notice | None:
    """What became of the wish for another time, with the words of it."""
    if view.bekraeftet is not None or view.oensket is None:
        return None
    holder = capitalised(who.reader.gettext(HOLDER[booking.holder]))
    if view.waits:
        text = _("Du har bedt om en anden tid. {Holder} svarer dig. Indtil da gælder tiden her.")
        return Notice(text.format(Holder=holder), _why(who, booking), reason=view.oenske)
    text = _("{Holder} kan ikke give dig en anden tid. Tiden her gælder. Spørgsmål: Kontakt {kontakt}.")
    contact = who.contacts.of(booking.holder).words(who.reader)
    return Notice(text.format(Holder=holder, kontakt=contact), _why(who, booking), reason=view.afslag)


def _on_plan(who: Asking, booking: BookingView, view: SummonsView) -> Notice | None:
    holder = capitalised(who.reader.gettext(HOLDER[booking.holder]))
    link = url_for("citizen.samtale.show", samtale=booking.public_id)
    when = moment(who.reader, booking.start)
    if view.waits:
        return None
    if view.afslaaet is not None:
        text = _("{Holder} kan ikke give dig en anden tid end {tid}. Du skal stadig komme.")
        return Notice(text.format(Holder=holder, tid=when), _why(who, booking), link=(_("Læs svaret"), link))
    text = _("{Holder} har indkaldt dig til en samtale {tid}. Svar, om du kommer.")
    answer = (_("Svar på indkaldelsen"), link)
    return Notice(text.format(Holder=holder, tid=when), _why(who, booking), link=answer)


def _why(who: Asking, booking: BookingView) -> Why:
    about = meeting.title(who.reader, booking.art, booking.organisation)
    return who.why(hvorfor.indkaldt(who.person.facts.samtale(booking.id)), about)


def _address(view: str, booking: BookingView) -> str:
    return url_for(f"citizen.summons.{view}", samtale=booking.public_id)
