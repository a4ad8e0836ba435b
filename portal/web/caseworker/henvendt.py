"""That a person who did not come has got in touch: the day, and then dagpenge again (RÅB § 18, stk. 3)."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date

from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal import clock
from portal.actions.casework import NotSeen
from portal.actions.outcome import UnknownBooking
from portal.actions.register_contact import Contacted, NotContacted, RegisterContact, register_contact
from portal.policy.facts import SamtaleStatus
from portal.store.database import Session
from portal.store.views import BookingView
from portal.web.caseworker import samtale_page as parts
from portal.web.caseworker.samtale_form import LONGEST, cleaned
from portal.web.caseworker.samtale_page import Frame
from portal.web.caseworker.seeing import Looking, look_at_meeting
from portal.web.context import database
from portal.web.days import read_day
from portal.web.locale import reader
from portal.web.signed_in import caseworker
from portal.wording.explain import explain_to_caseworker
from portal.wording.reader import day

ACTION = "see_meeting"


@dataclass(frozen=True, slots=True)
class Page:
    """What `henvendt.html` shows. `since`: the day that stands; another one takes a comment."""

    frame: Frame
    since: str | None
    earliest: str
    today: str
    dato: str
    kommentar: str
    errors: dict[str, str]

    @property
    def summary(self) -> list[tuple[str, str]]:
        return list(self.errors.items())


def show(person: uuid.UUID, samtale: uuid.UUID) -> str:
    return render_template("caseworker/henvendt.html", page=_page(person, samtale, None, {}))


def save(person: uuid.UUID, samtale: uuid.UUID) -> Response | tuple[str, int]:
    values = request.form.to_dict()
    dato, errors = _read(values)
    if dato is None or errors:
        return render_template("caseworker/henvendt.html", page=_page(person, samtale, values, errors)), 422
    kommentar = cleaned(values.get("kommentar", "")) or None
    command = RegisterContact(caseworker().id, person, samtale, dato, kommentar)
    try:
        outcome = register_contact(command, database(), clock.now())
    except (NotSeen, UnknownBooking):
        abort(404)
    if isinstance(outcome, Contacted):
        return redirect(url_for("caseworker.samtale.show", person=person, samtale=samtale), 303)
    page = _page(person, samtale, values, _refused(outcome))
    return render_template("caseworker/henvendt.html", page=page), 422


def _read(values: dict[str, str]) -> tuple[date | None, dict[str, str]]:
    _, errors, dato = reader().gettext, {}, read_day(values.get("dato"))
    if dato is None:
        errors["dato"] = _("Skriv den dag, personen henvendte sig.")
    most, now = LONGEST["kommentar"], len(cleaned(values.get("kommentar", "")))
    if now > most:
        errors["kommentar"] = _("Skriv højst {antal} tegn. Nu er der {nu}.").format(antal=most, nu=now)
    return dato, errors


def _refused(outcome: NotContacted) -> dict[str, str]:
    if outcome.decision is None:
        return {"kommentar": reader().gettext("Skriv, hvorfor dagen rettes.")}
    return {"dato": explain_to_caseworker(outcome.decision.refusals[0], reader())}


def _page(
    person: uuid.UUID, samtale: uuid.UUID, values: dict[str, str] | None, errors: dict[str, str]
) -> Page:
    def read(session: Session, looking: Looking, booking: BookingView) -> Page:
        known = parts.known(session, looking, booking)
        if booking.status is not SamtaleStatus.UDEBLEVET or not known.own:
            raise UnknownBooking(samtale)
        since = known.standing.henvendt
        today = looking.now.astimezone(clock.COPENHAGEN).date()
        typed = values if values is not None else {"dato": today.isoformat()}
        return Page(
            frame=parts.frame(known),
            since=day(looking.reader, since) if since else None,
            earliest=booking.start.astimezone(clock.COPENHAGEN).date().isoformat(),
            today=today.isoformat(),
            # A field for a day shows nothing else.
            dato="" if read_day(typed.get("dato")) is None else typed["dato"],
            kommentar=typed.get("kommentar", ""),
            errors=errors,
        )

    return look_at_meeting(person, samtale, ACTION, read)
