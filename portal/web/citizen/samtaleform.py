"""How a planned meeting is held: chosen anew up to the cut-off, without moving it (LAB § 33, stk. 1)."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace

from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal import clock
from portal.actions.change_samtaleform import ChangeSamtaleform, change_samtaleform, judge
from portal.actions.outcome import Refused, UnknownBooking
from portal.policy.facts import Samtaleform, SamtaleStatus
from portal.policy.law import Decision
from portal.store import bookings, slots
from portal.store.database import Session
from portal.store.views import BookingView
from portal.web.citizen import phone
from portal.web.citizen.answers import Pairs
from portal.web.citizen.asking import Asking, asking
from portal.web.citizen.search import read_form
from portal.web.context import database
from portal.web.locale import _
from portal.web.pages import stop_if_missing
from portal.web.signed_in import citizen
from portal.wording.explain import Explanation
from portal.wording.reader import capitalised, moment
from portal.wording.words import FORM, FORM_MEANS

IN_PERSON_ONLY = frozenset({"foerste_samtale_fremmoede", "fremmoede_besluttet"})
"""Why a meeting stays in person; where it is in person already, there is nothing to do about it."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The forms a planned meeting may have, its own among them, and why it may not have the others.

    `phone`: the number to call, as far as it is known.
    """

    booking: BookingView
    allowed: list[Samtaleform]
    why_not: list[Explanation]
    phone: str

    @property
    def address(self) -> str:
        return url_for("citizen.samtaleform.show", samtale=self.booking.public_id)

    @property
    def to_phone(self) -> bool:
        """A video meeting can be held by telephone instead, in one step."""
        return self.booking.form is Samtaleform.VIDEO and Samtaleform.TELEFON in self.allowed

    @property
    def anything_to_change(self) -> bool:
        """Another form; or, by telephone, another number."""
        return len(self.allowed) > 1 or Samtaleform.TELEFON in self.allowed


@dataclass(frozen=True, slots=True)
class Page:
    """What `samtaleform.html` shows. `options`: value, text, and what it means."""

    title: str
    back: str
    moment: str
    choice: Choice
    options: list[tuple[str, str, str]]
    selected: str | None
    phone: str
    form_error: str | None = None
    phone_error: str | None = None

    @property
    def errors(self) -> Pairs:
        found = {"form": self.form_error, "telefon": self.phone_error}
        return [(name, text) for name, text in found.items() if text]


def show(samtale: uuid.UUID) -> str:
    return _rendered(_read(samtale))


def change(samtale: uuid.UUID) -> str | Response | tuple[str, int]:
    form, typed = read_form(request.form.get("form")), request.form.get("telefon")
    if form is None:
        page = _read(samtale)
        error = _("Vælg, hvordan samtalen skal holdes.")
        return _rendered(replace(page, form_error=error, phone=typed or page.phone)), 422
    number, wrong = phone.asked_for(typed, form)
    if wrong:
        page = _read(samtale)
        return _rendered(replace(page, selected=form.value, phone=typed or "", phone_error=_(wrong))), 422
    try:
        command = ChangeSamtaleform(citizen().id, samtale, form, number)
        outcome = change_samtaleform(command, database(), clock.now())
    except UnknownBooking:
        abort(404)
    if isinstance(outcome, Refused):
        return _rendered(_read(samtale)), 409
    return redirect(url_for("citizen.samtale.show", samtale=samtale, gemt="form"), 303)


def choice(session: Session, who: Asking, booking: BookingView) -> Choice:
    """What can be chosen for a planned meeting, and why not the rest."""
    slot = slots.of_booking(session, booking)
    verdicts = {form: judge(booking, slot, form, who.person, who.now) for form in Samtaleform}
    return Choice(
        booking,
        allowed=[form for form, decision in verdicts.items() if decision.allowed],
        why_not=_why_not(who, booking, verdicts),
        phone=booking.phone or who.person.person.phone or "",
    )


def _why_not(who: Asking, booking: BookingView, verdicts: dict[Samtaleform, Decision]) -> list[Explanation]:
    """Each reason once. Where a meeting is and stays in person, no other form is there to be offered."""
    found: dict[str, Explanation] = {}
    for decision in verdicts.values():
        for explanation in who.refusals(decision):
            found.setdefault(explanation.code, explanation)
    stays = [replace(found[code], next_step="") for code in found if code in IN_PERSON_ONLY]
    return stays if stays and booking.form is Samtaleform.FREMMOEDE else list(found.values())


def _read(samtale: uuid.UUID) -> Page:
    return database().read(lambda session: _page(session, samtale))


def _page(session: Session, samtale: uuid.UUID) -> Page:
    who = asking(session)
    booking = stop_if_missing(bookings.get_own(session, who.person.person_id, samtale))
    if booking.status is not SamtaleStatus.PLANLAGT:
        abort(404)
    found = choice(session, who, booking)
    gettext = who.reader.gettext
    return Page(
        title=gettext("Sådan holdes samtalen"),
        back=url_for("citizen.samtale.show", samtale=samtale),
        moment=capitalised(moment(who.reader, booking.start)),
        choice=found,
        options=[(form.value, gettext(FORM[form]), gettext(FORM_MEANS[form])) for form in found.allowed],
        selected=booking.form.value,
        phone=found.phone,
    )


def _rendered(page: Page) -> str:
    return render_template("citizen/samtaleform.html", page=page)
