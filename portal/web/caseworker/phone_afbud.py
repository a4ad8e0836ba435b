"""Calling a meeting off for a person who says on the telephone that they cannot come (RÅB § 18, stk. 4)."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal import clock
from portal.actions.call_off_jobsamtale import CallOffJobsamtale, LawfulReason, call_off_jobsamtale
from portal.actions.casework import NotSeen
from portal.actions.on_behalf import OnBehalf
from portal.actions.outcome import Refused, UnknownBooking
from portal.policy import selvbooking
from portal.policy.facts import SamtaleStatus
from portal.policy.indsigt import Del
from portal.store import bookings
from portal.store.database import Session
from portal.web.caseworker.person_meetings import kind, when
from portal.web.caseworker.seeing import Looking, look
from portal.web.context import database
from portal.web.locale import _
from portal.web.signed_in import caseworker
from portal.wording.explain import explain_to_caseworker
from portal.wording.held_words import AFBUD

ACTION = "see_phone_booking"
NONE_OF_THEM = "ingen"


@dataclass(frozen=True, slots=True)
class Page:
    """What `phone_afbud.html` shows. `key`: the person's, for the act. `costs`: what the person is told."""

    person: uuid.UUID
    samtale: uuid.UUID
    key: int
    name: str
    rows: list[tuple[str, list[str]]]
    obstacles: list[tuple[str, str]]
    costs: list[str]
    reasons: list[tuple[str, str]]
    error: str | None = None

    @property
    def summary(self) -> list[tuple[str, str]]:
        return [("grund", self.error)] if self.error else []


def show(person: uuid.UUID, samtale: uuid.UUID) -> str:
    return render_template("caseworker/phone_afbud.html", page=_page(person, samtale))


def call_off(person: uuid.UUID, samtale: uuid.UUID) -> Response | tuple[str, int]:
    chosen = request.form.get("grund", "")
    if chosen not in {NONE_OF_THEM, *LawfulReason}:
        page = _page(person, samtale, _("Vælg, hvorfor personen ikke kan komme."))
        return render_template("caseworker/phone_afbud.html", page=page), 422
    reason = None if chosen == NONE_OF_THEM else LawfulReason(chosen)
    command = CallOffJobsamtale(
        _page(person, samtale).key, samtale, reason, OnBehalf(caseworker().id, person)
    )
    try:
        outcome = call_off_jobsamtale(command, database(), clock.now())
    except (NotSeen, UnknownBooking):
        abort(404)
    if isinstance(outcome, Refused):
        return render_template("caseworker/phone_afbud.html", page=_page(person, samtale)), 409
    return redirect(url_for("caseworker.person.show", person=person, _anchor="tidligere"), 303)


def _page(person: uuid.UUID, samtale: uuid.UUID, wrong: str | None = None) -> Page:
    def read(session: Session, looking: Looking) -> Page:
        seen = looking.seen
        booking = bookings.get_own(session, seen.person.person_id, samtale)
        ours = booking is not None and booking.organisation.id == seen.worker.organisation.id
        if booking is None or not ours or booking.status is not SamtaleStatus.PLANLAGT:
            raise UnknownBooking(samtale)
        decision = selvbooking.aflys(seen.person.facts, looking.now, booking.id)
        costs = [explain_to_caseworker(finding, looking.reader) for finding in decision.findings]
        if decision.result.get("udebliver"):
            costs.append(_("Uden en lovlig grund får personen ikke dagpenge for dagen. Det afgør a-kassen."))
        return Page(
            person=person,
            samtale=samtale,
            key=seen.person.person_id,
            name=seen.person.person.name,
            rows=[(_("Tid"), [when(looking, booking)]), (_("Samtale"), [kind(looking, booking)])],
            obstacles=looking.told(decision.refusals),
            costs=costs,
            reasons=[
                *((value, _(text)) for value, text in AFBUD.items()),
                (NONE_OF_THEM, _("Ingen lovlig grund")),
            ],
            error=wrong,
        )

    return look(person, ACTION, read, Del.FORLOEB)
