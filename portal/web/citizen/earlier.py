"""To be told of an earlier time: asked for from a meeting, or while looking for a time; changed, taken back.

Also what Min Plan says of a time that the person was told of.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from flask import abort, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from portal import clock
from portal.actions.ask_for_earlier import (
    AskForEarlier,
    Choices,
    NotAsked,
    ask_for_earlier,
    coming,
    judge,
    withdraw_earlier,
)
from portal.actions.outcome import UnknownBooking
from portal.clock import COPENHAGEN
from portal.policy import selvbooking
from portal.policy.facts import SamtaleArt, Samtaleform, SamtaleStatus
from portal.policy.tider import FAELLES_PLANLAGT
from portal.store import bookings, earlier, notices, offices, slots
from portal.store.database import Session
from portal.store.earlier import Told, WishView
from portal.store.views import BookingView
from portal.web.citizen import meeting
from portal.web.citizen.asking import Asking, asking
from portal.web.citizen.decisions import Notice
from portal.web.citizen.search import ARTER
from portal.web.context import database, settings
from portal.web.days import read_day
from portal.web.locale import reader
from portal.web.signed_in import citizen
from portal.wording.explain import Explanation
from portal.wording.reader import day, moment
from portal.wording.words import FORM

LONGEST: Final = timedelta(days=180)
"""For so long somebody who looks for a time may wait."""
TOLD_FOR: Final = timedelta(days=1)
"""So long Min Plan tells of a time."""

Pairs = list[tuple[str, str]]
Values = Mapping[str, list[str]]


@dataclass(frozen=True, slots=True)
class Page:
    """What `earlier.html` shows. `refusals`: why there is nothing to wait for; then there is no form.

    `wish`: the one that stands, and until when. `places`: all that are open. `instead`: what the person waits
    for in another way, and where.
    """

    title: str
    lead: str
    back: str
    action: str
    refusals: list[Explanation] = field(default_factory=list)
    wish: tuple[uuid.UUID, str] | None = None
    saved: bool = False
    former: Pairs = field(default_factory=list)
    places: Pairs = field(default_factory=list)
    told_by: list[tuple[str, str, str | None]] = field(default_factory=list)
    values: Values = field(default_factory=dict)
    until: str = ""
    latest: str = ""
    today: str = ""
    errors: dict[str, str] = field(default_factory=dict)
    instead: tuple[str, str, str] | None = None

    @property
    def summary(self) -> Pairs:
        return list(self.errors.items())


def of_meeting(samtale: uuid.UUID) -> str:
    return _shown(samtale, SamtaleArt.JOBSAMTALE)


def save_of_meeting(samtale: uuid.UUID) -> Response | tuple[str, int]:
    return _save(samtale, SamtaleArt.JOBSAMTALE)


def looking() -> str:
    return _shown(None, _art(request.args.get("art")))


def save_looking() -> Response | tuple[str, int]:
    return _save(None, _art(request.form.get("art")))


def withdraw(oenske: uuid.UUID) -> Response:
    if not withdraw_earlier(citizen().id, oenske, database(), clock.now()):
        abort(404)
    return redirect(url_for("citizen.plan.show"), 303)


def address(booking: BookingView | None, art: SamtaleArt = SamtaleArt.JOBSAMTALE) -> str:
    """Where the person asks to be told."""
    if booking is not None:
        return url_for("citizen.earlier.of_meeting", samtale=booking.public_id)
    return url_for("citizen.earlier.looking", art=None if art is SamtaleArt.JOBSAMTALE else art.value)


def told_of(session: Session, who: Asking) -> list[Notice]:
    """What Min Plan says of the times that the person was told of lately."""
    found = earlier.told_lately(session, who.person.person_id, who.now, TOLD_FOR)
    return [_told(session, who, one) for one in found]


def _told(session: Session, who: Asking, told: Told) -> Notice:
    _ = who.reader.gettext
    slot = slots.get(session, told.slot, person_id=told.person_id, now=who.now, moving=told.booking_id)
    if slot is None or slot.withdrawn or slot.free < 1 or slot.start <= who.now:
        text = _(
            "Der var en tidligere tid til dig, men den er ikke ledig længere. "
            "Du hører, hvis der kommer en ny."
        )
        return Notice(text, None)
    text = _(
        "Der er en tidligere tid: {tid}. {sted}. Den bliver ikke holdt til dig, så tag den, mens den er der."
    )
    short = meeting.short(who.reader, {told.form}, slot.office, slot.organisation)
    return Notice(
        text.format(tid=moment(who.reader, slot.start), sted=short),
        None,
        link=(_("Se tiden"), _choose(told)),
    )


def _choose(told: Told) -> str:
    """The page where that very time is taken; where it is gone by then, it says so and shows the nearest."""
    if told.booking is not None:
        return url_for("citizen.move.choose_form", samtale=told.booking, tid=told.slot, form=told.form.value)
    art = None if told.art is SamtaleArt.JOBSAMTALE else told.art.value
    return url_for("citizen.book.choose_form", tid=told.slot, art=art, form=told.form.value)


def _art(text: str | None) -> SamtaleArt:
    return SamtaleArt(text) if text in {art.value for art in ARTER} else SamtaleArt.JOBSAMTALE


def _shown(samtale: uuid.UUID | None, art: SamtaleArt) -> str:
    return _rendered(samtale, art, None, {})


def _save(samtale: uuid.UUID | None, art: SamtaleArt) -> Response | tuple[str, int]:
    values = request.form.to_dict(flat=False)
    page = _read_page(samtale, art)
    choices, errors = _read(request.form, page)
    if choices is None:
        return _rendered(samtale, art, values, errors), 422
    command = AskForEarlier(citizen().id, samtale, art, choices)
    try:
        outcome = ask_for_earlier(command, database(), clock.now())
    except UnknownBooking:
        abort(404)
    if isinstance(outcome, NotAsked):
        return _rendered(samtale, art, values, {}), 409
    if samtale is not None:
        return redirect(url_for("citizen.earlier.of_meeting", samtale=samtale, gemt="ja"), 303)
    kept = None if art is SamtaleArt.JOBSAMTALE else art.value
    return redirect(url_for("citizen.earlier.looking", art=kept, gemt="ja"), 303)


def _read(form: MultiDict[str, str], page: Page) -> tuple[Choices | None, dict[str, str]]:
    """What was chosen of what the page offers; None with what is wrong, field by field."""
    _, errors = reader().gettext, {}
    former = frozenset(one for one in Samtaleform if one.value in form.getlist("maade"))
    if not former:
        errors["maade"] = _("Vælg mindst én måde.")
    places = set(form.getlist("sted"))
    if not places <= {place for place, _name in page.places}:
        errors["sted"] = _("Vælg et sted på listen. Et af dem, du har valgt, er der ikke længere.")
    until, latest = read_day(form.get("til", "")), date.fromisoformat(page.latest)
    if until is None or not clock.today() <= until <= latest:
        errors["til"] = _("Vælg en dag fra i dag til og med {dag}.").format(dag=day(reader(), latest))
    told_by = form.get("besked", "")
    if told_by not in {way for way, *_rest in page.told_by}:
        errors["besked"] = _("Vælg, hvordan du vil have besked.")
    if errors or until is None:
        return None, errors
    return Choices(former, frozenset(map(uuid.UUID, places)), until, told_by), {}


def _rendered(
    samtale: uuid.UUID | None, art: SamtaleArt, values: Values | None, errors: dict[str, str]
) -> str:
    return render_template(
        "citizen/earlier.html", page=_read_page(samtale, art, values, errors), art=art.value
    )


def _read_page(
    samtale: uuid.UUID | None,
    art: SamtaleArt,
    values: Values | None = None,
    errors: dict[str, str] | None = None,
) -> Page:
    try:
        return database().read(lambda session: _page(session, samtale, art, values, errors or {}))
    except UnknownBooking:
        abort(404)


def _page(
    session: Session,
    samtale: uuid.UUID | None,
    art: SamtaleArt,
    values: Values | None,
    errors: dict[str, str],
) -> Page:
    who = asking(session)
    person = who.person
    booking = coming(session, person.person_id, samtale, who.now) if samtale else None
    decision = judge(person, booking, art, who.now)
    wish = earlier.find(session, person.person_id, booking.id if booking else None)
    latest = _latest(who, booking)
    return Page(
        title=who.reader.gettext("Få besked om en tidligere tid")
        if booking
        else who.reader.gettext("Få besked om en ledig tid"),
        lead=_lead(who, booking),
        back=url_for("citizen.samtale.show", samtale=samtale)
        if samtale
        else url_for("citizen.find_time.show", art=art.value),
        action=url_for("citizen.earlier.save_of_meeting", samtale=samtale)
        if samtale
        else url_for("citizen.earlier.save_looking"),
        refusals=who.refusals(decision),
        wish=(wish.public_id, day(who.reader, wish.until)) if wish else None,
        saved=request.args.get("gemt") == "ja",
        former=_former(who, booking, art),
        places=_places(session, who, booking),
        told_by=_told_by(session, who),
        values=values if values is not None else _standing(who, wish, booking),
        until=_until(values, wish, latest),
        latest=latest.isoformat(),
        today=who.situation.i_dag.isoformat(),
        errors=errors,
        instead=None if booking else _instead(session, who, art),
    )


def _instead(session: Session, who: Asking, art: SamtaleArt) -> tuple[str, str, str] | None:
    """An earlier time for the planned meeting with the a-kasse: that one is moved, no other booked."""
    findings = selvbooking.bookable(who.person.facts, who.now, art=art).findings
    if not any(finding.code == FAELLES_PLANLAGT for finding in findings):
        return None
    planned = [
        one
        for one in bookings.list_own(session, who.person.person_id)
        if one.joint and one.art is art and one.status is SamtaleStatus.PLANLAGT and one.start > who.now
    ]
    if not planned:
        return None
    _ = who.reader.gettext
    text = _("Vil du have en tidligere tid, hvor din a-kasse er med, så bed om det til den samtale, du har.")
    return text, _("Få besked om en tidligere tid"), address(planned[0])


def _lead(who: Asking, booking: BookingView | None) -> str:
    _ = who.reader.gettext
    if booking is None:
        return _("Passer ingen af de ledige tider, så kan du få besked, når der kommer en ny.")
    text = _("Din samtale er nu {tid}. Du kan få besked, når en tidligere tid bliver ledig.")
    return text.format(tid=moment(who.reader, booking.start))


def _latest(who: Asking, booking: BookingView | None) -> date:
    """The last day that makes sense: the meeting's own."""
    if booking is None:
        return who.situation.i_dag + LONGEST
    return booking.start.astimezone(COPENHAGEN).date()


def _former(who: Asking, booking: BookingView | None, art: SamtaleArt) -> Pairs:
    """Those that the law leaves for any of the times."""
    facts = who.person.facts
    if booking is not None:
        bookable = selvbooking.movable(facts, who.now, booking.id)
    else:
        bookable = selvbooking.bookable(facts, who.now, art=art)
    windows = bookable.windows or (bookable.relaxed.windows if bookable.relaxed else ())
    allowed = {form for window in windows for form in window.former}
    return [(form.value, who.reader.gettext(FORM[form])) for form in Samtaleform if form in allowed]


def _places(session: Session, who: Asking, booking: BookingView | None) -> Pairs:
    """The open places of whoever holds the meeting, or would hold it today."""
    own = booking.organisation if booking else who.person.organisation(who.situation.responsible)
    found = offices.of(session, own.id) if own else ()
    return [
        (str(office.public_id), f"{office.name}, {office.postcode} {office.city}")
        for office in found
        if office.closed_at is None
    ]


def _told_by(session: Session, who: Asking) -> list[tuple[str, str, str | None]]:
    """The ways that are set up; by mail only to an address that the person has shown to be theirs."""
    _ = who.reader.gettext
    email = notices.of(session, who.person.person_id).email
    found: list[tuple[str, str, str | None]] = []
    if settings().post is not None:
        found.append(("sms", _("Med sms (NemSMS)"), _("Sms’en siger kun, at der er nyt i Selvbooking.")))
    if email and settings().smtp is not None:
        found.append(("mail", _("Med mail til {mail}").format(mail=email), None))
    return [*found, ("portal", _("Kun her i Selvbooking"), None)]


def _standing(who: Asking, wish: WishView | None, booking: BookingView | None) -> Values:
    """What is filled in before anything was typed."""
    if wish is None:
        form = (booking.form if booking else who.person.person.preferred_form) or Samtaleform.FREMMOEDE
        here = booking.office if booking else None
        places = [str(here.public_id)] if here else []
        way = "sms" if settings().post is not None else "portal"
        return {"maade": [form.value], "sted": places, "besked": [way]}
    return {
        "maade": [form.value for form in wish.former],
        "sted": [str(office) for office in wish.offices],
        "besked": [wish.told_by],
    }


def _until(values: Values | None, wish: WishView | None, latest: date) -> str:
    if values is not None:
        typed = (values.get("til") or [""])[0]
        return typed if read_day(typed) else ""
    return min(wish.until if wish else latest, latest).isoformat()
