"""Booking and moving for a person who is on the telephone: by the rules of the person's own booking.

Two steps: the time, then what the person is told before it is done.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Final

from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal import clock
from portal.actions import book_jobsamtale, find_times, move_jobsamtale, on_behalf
from portal.actions.book_jobsamtale import BookJobsamtale, UnknownSlot
from portal.actions.casework import NotSeen
from portal.actions.find_times import Filters, Times
from portal.actions.move_jobsamtale import MoveJobsamtale
from portal.actions.on_behalf import OnBehalf
from portal.actions.outcome import Refused, UnknownBooking, with_findings
from portal.policy import tider
from portal.policy.facts import SamtaleArt, Samtaleform, SamtaleStatus
from portal.policy.indsigt import Del
from portal.policy.law import Decision, Finding
from portal.store import bookings, slots
from portal.store.database import Session
from portal.store.views import BookingView, SlotView
from portal.web.caseworker import phone_form as form
from portal.web.caseworker.addresses import page_of_person
from portal.web.caseworker.person_meetings import kind, when
from portal.web.caseworker.phone_form import Typed
from portal.web.caseworker.request_tables import Need, needs_now
from portal.web.caseworker.seeing import Looking, look
from portal.web.caseworker.time_form import wrong_day
from portal.web.citizen import meeting
from portal.web.context import database
from portal.web.locale import _
from portal.web.signed_in import caseworker
from portal.wording import reader as say
from portal.wording.explain import explain_to_caseworker
from portal.wording.reader import brief_moment, capitalised
from portal.wording.words import ART, FORM

ACTION = "see_phone_booking"
SHOWN: Final = 16

Pairs = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Planned:
    """One of the person's meetings with the organisation, and where it is moved or called off for them."""

    text: str
    move: str
    call_off: str


@dataclass(frozen=True, slots=True)
class Page:
    """What `phone.html` and `phone_check.html` show. `key`: the person's, for the act itself.

    `moving`: when the meeting is that is to be moved; None: a new one is booked. `places`, `place`: where
    there are free times, and where those shown lie. `obstacles`: why nothing can be had; then there are no
    `times`. `note`: why some are not there. `call_in`: where the person is called instead. `rows`: what is
    about to be booked; empty where something is missing.
    """

    person: uuid.UUID
    samtale: uuid.UUID | None
    key: int
    name: str
    needs: list[Need]
    moving: str | None
    typed: Typed
    errors: dict[str, str]
    kinds: Pairs
    forms: Pairs
    places: Pairs
    place: str
    times: list[tuple[str, str, str]]
    obstacles: list[str]
    call_in: str | None
    planned: list[Planned]
    rows: list[tuple[str, list[str]]]
    told: list[str]
    submission: uuid.UUID
    note: str = ""

    @property
    def summary(self) -> Pairs:
        return list(self.errors.items())

    @property
    def addresses(self) -> dict[str, str]:
        """Of the three steps."""
        step = ("show", "check", "book") if self.samtale is None else ("show_move", "check_move", "move")
        parts = {"person": self.person} | ({"samtale": self.samtale} if self.samtale else {})
        found = (url_for(f"caseworker.phone.{name}", **parts) for name in step)  # type: ignore[arg-type]
        return dict(zip(("show", "check", "do"), found, strict=True))


def show(person: uuid.UUID) -> str:
    return render_template("caseworker/phone.html", page=_read(person, None, request.args))


def show_move(person: uuid.UUID, samtale: uuid.UUID) -> str:
    return render_template("caseworker/phone.html", page=_read(person, samtale, request.args))


def check(person: uuid.UUID) -> str | tuple[str, int]:
    return _check(person, None)


def check_move(person: uuid.UUID, samtale: uuid.UUID) -> str | tuple[str, int]:
    return _check(person, samtale)


def book(person: uuid.UUID) -> Response | tuple[str, int]:
    return _do(person, None)


def move(person: uuid.UUID, samtale: uuid.UUID) -> Response | tuple[str, int]:
    return _do(person, samtale)


def _check(person: uuid.UUID, samtale: uuid.UUID | None) -> str | tuple[str, int]:
    back = "ret" in request.form
    page = _read(person, samtale, request.form, judged=not back)
    if page.rows:
        return render_template("caseworker/phone_check.html", page=page)
    return render_template("caseworker/phone.html", page=page), 200 if back else 422


def _do(person: uuid.UUID, samtale: uuid.UUID | None) -> Response | tuple[str, int]:
    """The last step. What is no longer so since the one before is said as on the form."""
    page, typed = _read(person, samtale, request.form, judged=True), Typed(request.form)
    slot, by = typed.slot, OnBehalf(caseworker().id, person)
    if slot is None or "telefon" in page.errors:
        return render_template("caseworker/phone.html", page=page), 422
    try:
        if samtale is None:
            new = BookJobsamtale(page.key, slot, typed.art, typed.form, typed.submission, typed.telefon, by)
            outcome = book_jobsamtale.book_jobsamtale(new, database(), clock.now())
        else:
            other = MoveJobsamtale(page.key, samtale, slot, typed.form, typed.telefon, by)
            outcome = move_jobsamtale.move_jobsamtale(other, database(), clock.now())
    except (NotSeen, UnknownBooking, UnknownSlot):
        abort(404)
    if isinstance(outcome, Refused):
        page = _read(person, samtale, request.form, judged=True, refused=outcome.decision)
        return render_template("caseworker/phone.html", page=page), 409
    return redirect(url_for("caseworker.person.show", person=person, _anchor="samtaler"), 303)


def _read(
    person: uuid.UUID,
    samtale: uuid.UUID | None,
    values: Mapping[str, str],
    *,
    judged: bool = False,
    refused: Decision | None = None,
) -> Page:
    def read(session: Session, looking: Looking) -> Page:
        known = bookings.list_own(session, looking.seen.person.person_id)
        moving = _moving(looking, known, samtale)
        typed = Typed(_defaults(looking, moving) | dict(values))
        return _page(session, looking, typed, known, moving, judged=judged, refused=refused)

    return look(person, ACTION, read, Del.FORLOEB)


def _moving(
    looking: Looking, known: tuple[BookingView, ...], samtale: uuid.UUID | None
) -> BookingView | None:
    if samtale is None:
        return None
    found = next((booking for booking in _own(looking, known) if booking.public_id == samtale), None)
    if found is None:
        raise UnknownBooking(samtale)
    return found


def _own(looking: Looking, known: tuple[BookingView, ...]) -> list[BookingView]:
    """The organisation's own meetings with the person that are still to come, the next one first."""
    own = looking.seen.worker.organisation.id
    coming = [
        booking
        for booking in known
        if booking.status is SamtaleStatus.PLANLAGT
        and booking.start > looking.now
        and booking.organisation.id == own
    ]
    return sorted(coming, key=lambda booking: booking.start)


def _defaults(looking: Looking, moving: BookingView | None) -> dict[str, str]:
    person = looking.seen.person.person
    liked = moving.form if moving else person.preferred_form or Samtaleform.FREMMOEDE
    phone = (moving.phone if moving else None) or person.phone or ""
    art = moving.art if moving else SamtaleArt.JOBSAMTALE
    return {"form": liked.value, "telefon": phone, "art": art.value}


def _page(
    session: Session,
    looking: Looking,
    typed: Typed,
    known: tuple[BookingView, ...],
    moving: BookingView | None,
    *,
    judged: bool,
    refused: Decision | None,
) -> Page:
    seen = looking.seen
    person = seen.person.person.public_id
    times = _times(session, looking, typed, moving)
    slot = _slot(session, looking, typed, moving) if judged else None
    decision = refused or (_judge(session, looking, typed, slot, moving) if slot else None)
    errors = form.errors(typed, decision, looking.reader) if judged else wrong_day(typed, looking.reader)
    obstacles = _obstacles(times)
    offices = slots.offices(session, times.query) if times.query else ()
    office = typed.office or (offices[0].public_id if offices else None)
    options = [] if obstacles else _options(session, looking, times, office, moving)
    if judged and not options:
        # Where nothing is left to choose, there is no field to mend anything at.
        errors, obstacles = {}, obstacles or (decision.refusals if decision else ())
    ready = slot is not None and decision is not None and decision.allowed and not errors
    return Page(
        person=person,
        samtale=moving.public_id if moving else None,
        key=seen.person.person_id,
        name=seen.person.person.name,
        needs=needs_now(session, looking),
        moving=brief_moment(looking.reader, moving.start) if moving else None,
        typed=typed,
        errors=errors,
        kinds=[(art.value, _(ART[art])) for art in (SamtaleArt.JOBSAMTALE, SamtaleArt.FAELLESSAMTALE)],
        forms=[(one.value, _(FORM[one])) for one in Samtaleform],
        places=[(str(one.public_id), meeting.house(one)) for one in offices],
        place=str(office or ""),
        times=options,
        obstacles=[explain_to_caseworker(finding, looking.reader) for finding in obstacles],
        call_in=page_of_person("indkald", person) if _only_called(obstacles) else None,
        planned=[] if moving else [_planned(looking, booking) for booking in _own(looking, known)],
        rows=_rows(looking, typed, slot) if ready and slot else [],
        told=[explain_to_caseworker(finding, looking.reader) for finding in _said(decision)] if ready else [],
        submission=typed.submission,
        note="" if obstacles else _note(looking, times),
    )


def _only_called(obstacles: Collection[Finding]) -> bool:
    """What is in the way leaves a summons; who has the meeting already has it moved."""
    return bool({finding.code for finding in obstacles} - {tider.FAELLES_PLANLAGT})


def _note(looking: Looking, times: Times) -> str:
    """That no earlier time with the a-kasse is shown, since that meeting is planned."""
    planned = next((one for one in times.bookable.findings if one.code == tider.FAELLES_PLANLAGT), None)
    return explain_to_caseworker(planned, looking.reader) if planned else ""


def _times(session: Session, looking: Looking, typed: Typed, moving: BookingView | None) -> Times:
    """What the person may book, in the organisation's own times."""
    filters = Filters(from_day=typed.from_day, form=typed.form, limit=SHOWN)
    person, now, own = looking.seen.person, looking.now, looking.seen.worker.organisation.holder
    times = find_times.times_for(session, person, now, art=typed.art, move=moving, filters=filters)
    if times.query is None:
        return times
    windows = tuple(window for window in times.query.windows if window.holder is own)
    return replace(times, query=replace(times.query, windows=windows) if windows else None)


def _obstacles(times: Times) -> tuple[Finding, ...]:
    """Why nothing can be had, whatever the day; empty where something can, or no time is free just now."""
    if times.query is not None:
        return ()
    return times.refusals or (tider.ikke_egen(),)


def _options(
    session: Session,
    looking: Looking,
    times: Times,
    office: uuid.UUID | None,
    moving: BookingView | None,
) -> list[tuple[str, str, str]]:
    """The first free times in the office, which is the nearest one unless another was chosen."""
    assert times.query is not None  # noqa: S101 - there are no obstacles
    found = slots.search(session, replace(times.query, office=office)).slots
    return [_option(looking, slot) for slot in found if not moving or slot.id != moving.slot_id]


def _option(looking: Looking, slot: SlotView) -> tuple[str, str, str]:
    begins = capitalised(brief_moment(looking.reader, slot.start))
    parts = [f"{begins}–{say.clock(looking.reader, slot.slut)}"]
    parts += [slot.caseworker.name] if slot.caseworker else []
    parts += [meeting.a_kasse_comes(looking.reader, slot)] if slot.joint else []
    return str(slot.public_id), ", ".join(parts), meeting.house(slot.office)


def _slot(session: Session, looking: Looking, typed: Typed, moving: BookingView | None) -> SlotView | None:
    if typed.slot is None:
        return None
    key = looking.seen.person.person_id
    return slots.get(
        session, typed.slot, person_id=key, now=looking.now, moving=moving.id if moving else None
    )


def _judge(
    session: Session, looking: Looking, typed: Typed, slot: SlotView, moving: BookingView | None
) -> Decision:
    person, now = looking.seen.person, looking.now
    if moving is None:
        new = BookJobsamtale(person.person_id, slot.public_id, typed.art, typed.form, typed.submission)
        decision = book_jobsamtale.judge(session, new, slot, person, now)
    else:
        other = MoveJobsamtale(person.person_id, moving.public_id, slot.public_id, typed.form)
        decision = move_jobsamtale.judge(session, other, moving, slot, person, now)
    return with_findings(decision, on_behalf.against(looking.seen, slot))


def _said(decision: Decision | None) -> tuple[Finding, ...]:
    """What a yes rests on, and what the person is to be told with it."""
    return decision.findings if decision else ()


def _planned(looking: Looking, booking: BookingView) -> Planned:
    person, samtale = looking.seen.person.person.public_id, booking.public_id
    return Planned(
        text=f"{when(looking, booking)}: {kind(looking, booking)}",
        move=url_for("caseworker.phone.show_move", person=person, samtale=samtale),
        call_off=url_for("caseworker.phone_afbud.show", person=person, samtale=samtale),
    )


def _rows(looking: Looking, typed: Typed, slot: SlotView) -> list[tuple[str, list[str]]]:
    begins = capitalised(brief_moment(looking.reader, slot.start))
    rows = [
        (_("Samtale"), [_(ART[typed.art])]),
        (_("Tid"), [begins]),
        (_("Form"), [_(FORM[typed.form]), *([typed.telefon] if typed.telefon else [])]),
        (_("Sted"), [meeting.house(slot.office)] if typed.form is Samtaleform.FREMMOEDE else []),
        (_("Med"), [slot.caseworker.name] if slot.caseworker else []),
        (
            _("A-kassen"),
            meeting.a_kasse_lines(looking.reader, slot.a_kasse, slot.a_kasse_form, slot.a_kasse_caseworker),
        ),
    ]
    return [(term, lines) for term, lines in rows if lines]
