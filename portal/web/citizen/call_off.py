"""Call a meeting off, in two steps: what it costs and why, then yes or no. Moving is offered first.

The reason may tell of sickness, so it travels in forms alone and never in an address.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field, replace

from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal import clock
from portal.actions.call_off_jobsamtale import CallOffJobsamtale, LawfulReason, call_off_jobsamtale
from portal.actions.outcome import Refused, UnknownBooking
from portal.policy import selvbooking
from portal.policy.facts import SamtaleStatus
from portal.policy.law import Decision
from portal.store import bookings
from portal.store.database import Session
from portal.store.views import BookingView
from portal.web.citizen import meeting
from portal.web.citizen.answers import Pairs
from portal.web.citizen.asking import Asking, asking
from portal.web.citizen.call_off_costs import costs
from portal.web.citizen.meeting import Meeting, Row
from portal.web.context import database
from portal.web.locale import _
from portal.web.pages import stop_if_missing
from portal.web.signed_in import citizen
from portal.wording.explain import Explanation, Why
from portal.wording.reader import N_

NONE_OF_THEM = "ingen"
REASONS: dict[str, tuple[str, str | None]] = {
    LawfulReason.ARBEJDE: (N_("Jeg skal arbejde"), None),
    LawfulReason.JOBSAMTALE_HOS_ARBEJDSGIVER: (N_("Jeg skal til jobsamtale hos en arbejdsgiver"), None),
    LawfulReason.SYGDOM: (N_("Jeg er syg"), N_("Husk også at melde dig syg på jobnet.dk.")),
    LawfulReason.ANDEN_INDKALDELSE: (
        N_("Jeg er indkaldt til noget andet"),
        N_("For eksempel af din a-kasse, jobcentret eller en domstol."),
    ),
    NONE_OF_THEM: (N_("Ingen af dem"), None),
}
"""What may excuse, as the law counts it up, and none of it; the second text is a help to the first."""


@dataclass(frozen=True, slots=True)
class Page:
    """What `call_off.html` and `call_off_confirm.html` show. `move`: where moving is done, if it can be."""

    title: str
    booking: BookingView
    meeting: Meeting
    costs: list[str] = field(default_factory=list)
    refusals: list[Explanation] = field(default_factory=list)
    why: Why | None = None
    move: str | None = None
    reasons: list[tuple[str, str, str | None]] = field(default_factory=list)
    selected: str | None = None
    error: str | None = None

    @property
    def errors(self) -> Pairs:
        return [("grund", self.error)] if self.error else []

    @property
    def rows(self) -> list[Row]:
        """The meeting's rows, and the reason that was given."""
        given = [(_("Din grund"), [_(REASONS[self.selected][0])])] if self.selected else []
        return [*self.meeting.rows, *given]


def show(samtale: uuid.UUID) -> str:
    return render_template("citizen/call_off.html", page=_read(samtale))


def confirm(samtale: uuid.UUID) -> str | tuple[str, int]:
    """The second page: the same once more, with what this reason means, to say yes or no to."""
    reason = request.form.get("grund", "")
    if reason not in REASONS:
        page = replace(_read(samtale), error=_("Vælg, hvorfor du ikke kan komme."))
        return render_template("citizen/call_off.html", page=page), 422
    page = _read(samtale, reason)
    template = "call_off" if page.refusals else "call_off_confirm"
    return render_template(f"citizen/{template}.html", page=page)


def call_off(samtale: uuid.UUID) -> Response | tuple[str, int]:
    reason = request.form.get("grund", "")
    if reason not in REASONS:
        return redirect(url_for("citizen.call_off.show", samtale=samtale), 303)
    lawful = LawfulReason(reason) if reason != NONE_OF_THEM else None
    try:
        outcome = call_off_jobsamtale(
            CallOffJobsamtale(citizen().id, samtale, lawful), database(), clock.now()
        )
    except UnknownBooking:
        abort(404)
    if isinstance(outcome, Refused):
        return render_template("citizen/call_off.html", page=_read(samtale)), 409
    return redirect(url_for("citizen.samtale.receipt", samtale=samtale), 303)


def _read(samtale: uuid.UUID, reason: str | None = None) -> Page:
    return database().read(lambda session: _page(session, samtale, reason))


def _page(session: Session, samtale: uuid.UUID, reason: str | None) -> Page:
    who = asking(session)
    booking = stop_if_missing(bookings.get_own(session, who.person.person_id, samtale))
    if booking.status is not SamtaleStatus.PLANLAGT:
        abort(404)
    decision = selvbooking.aflys(who.person.facts, who.now, booking.id)
    return _judged(who, booking, decision, reason)


def _judged(who: Asking, booking: BookingView, decision: Decision, reason: str | None) -> Page:
    page = Page(
        title=who.reader.gettext("Er du sikker?") if reason else who.reader.gettext("Aflys samtalen"),
        booking=booking,
        meeting=meeting.of_booking(who.reader, booking),
        refusals=who.refusals(decision),
    )
    if page.refusals:
        return page
    movable = selvbooking.movable(who.person.facts, who.now, booking.id).windows
    return replace(
        page,
        costs=costs(
            who, booking, decision, reason if reason != NONE_OF_THEM else None, asked=reason is not None
        ),
        why=who.why(decision.findings[0], who.reader.gettext("Hvis du aflyser"), "aflys"),
        move=url_for("citizen.move.find_time", samtale=booking.public_id) if movable else None,
        reasons=[(value, _(text), _(hint) if hint else None) for value, (text, hint) in REASONS.items()],
        selected=reason,
    )
