"""Meetings: booked, moved and called off, with the places they take (`places`) kept in step.

Before any of it the person is locked (`people.lock`), then the slot (`slots.lock`); only then is it looked
whether the place is free. The database has the last word: two bookings of one place, one person or one
caseworker in two places at once come out of `Database.write` as a Conflict.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import RowMapping, bindparam, func, select, update
from sqlalchemy import insert as insert_into
from sqlalchemy.orm import Session

from portal.policy.facts import (
    AflystAf,
    Oprindelse,
    SamtaleArt,
    Samtaleform,
    SamtaleStatus,
)
from portal.store import places
from portal.store.rows import (
    caseworker_columns,
    caseworker_name,
    office_columns,
    office_or_none,
    organisation_columns,
    organisation_or_none,
    organisation_view,
)
from portal.store.tables import Caseworker, Office, Organisation, table_of
from portal.store.tables_meeting import Booking, Slot, Submission
from portal.store.views import BookingView, SlotView

_OWN = (
    "id",
    "public_id",
    "person_id",
    "slot_id",
    "art",
    "form",
    "oprindelse",
    "status",
    "start",
    "slut",
    "ombookninger",
    "sequence",
    "phone",
    "video_link",
    "booket",
    "aflyst_af",
    "aflyst",
    "aflyst_grund",
    "updated_at",
    "a_kasse_form",
)
"""What a view takes from the meeting's own row."""


REGRETTED = "fortrudt"
"""Why a meeting was called off that was taken back before anybody was told: it is as if it had never been."""

_bookings, _slots = table_of(Booking), table_of(Slot)
_organisations, _offices, _caseworkers = table_of(Organisation), table_of(Office), table_of(Caseworker)
_a_kasser, _a_kasse_caseworkers = _organisations.alias("a_kasse"), _caseworkers.alias("a_kasse_caseworker")
_submissions = table_of(Submission)
_booking, _slot = _bookings.c, _slots.c

_VIEW = (
    select(
        *(_booking[name] for name in _OWN),
        _slot.room,
        func.coalesce(_slot.video_link, _slot.a_kasse_link).label("a_kasse_link"),
        *organisation_columns(_organisations, "organisation_"),
        *office_columns(_offices, "office_"),
        *caseworker_columns(_caseworkers, "caseworker_"),
        *organisation_columns(_a_kasser, "a_kasse_"),
        *caseworker_columns(_a_kasse_caseworkers, "a_kasse_caseworker_"),
    )
    .select_from(_bookings)
    .join(_organisations, _organisations.c.id == _booking.organisation_id)
    .outerjoin(_slots, _slot.id == _booking.slot_id)
    .outerjoin(_offices, _offices.c.id == _booking.office_id)
    .outerjoin(_caseworkers, _caseworkers.c.id == _booking.caseworker_id)
    .outerjoin(_a_kasser, _a_kasser.c.id == _booking.a_kasse_id)
    .outerjoin(_a_kasse_caseworkers, _a_kasse_caseworkers.c.id == _booking.a_kasse_caseworker_id)
)
"""All that a view shows of a meeting, in one row."""

_BY_KEY = _VIEW.where(_booking.id == bindparam("booking_id"))
_own = _VIEW.where(_booking.person_id == bindparam("person_id"))
_OWN_ONE = _own.where(_booking.public_id == bindparam("public_id"))
_OWN_ALL = _own.where(_booking.aflyst_grund.is_distinct_from(REGRETTED)).order_by(_booking.start, _booking.id)
_BY_SUBMISSION = select(_submissions.c.booking_id).where(
    _submissions.c.id == bindparam("submission"), _submissions.c.person_id == bindparam("person_id")
)

_INSERT = insert_into(_bookings).returning(_booking.id)
_SUBMIT = insert_into(_submissions)


@dataclass(frozen=True, slots=True)
class NewBooking:
    """A meeting in a published time that is locked. `at` (aware): the moment of booking.

    `phone`: the number that is called, for a meeting by telephone. `submission`: the form's own id, if a
    form it was.
    """

    person_id: int
    slot: SlotView
    art: SamtaleArt
    form: Samtaleform
    oprindelse: Oprindelse
    at: datetime
    submission: uuid.UUID | None = None
    phone: str | None = None


def get_own(session: Session, person_id: int, public_id: uuid.UUID) -> BookingView | None:
    """The person's own meeting of that id. Another person's is not found."""
    values = {"person_id": person_id, "public_id": public_id}
    row = session.execute(_OWN_ONE, values).mappings().one_or_none()
    return _view(row) if row else None


def list_own(session: Session, person_id: int) -> tuple[BookingView, ...]:
    """All the person's meetings, planned, held, missed and called off, by their start.

    One that was taken back before anybody was told is none.
    """
    return tuple(_view(row) for row in session.execute(_OWN_ALL, {"person_id": person_id}).mappings())


def by_submission(session: Session, person_id: int, submission: uuid.UUID) -> BookingView | None:
    """The meeting that this person's form of that id booked, as it stands now."""
    values = {"submission": submission, "person_id": person_id}
    booking_id = session.execute(_BY_SUBMISSION, values).scalar_one_or_none()
    return _by_key(session, booking_id) if booking_id is not None else None


def insert(session: Session, new: NewBooking) -> BookingView:
    """Books, and takes the places of both sides."""
    time = places.time_of(session, new.slot.id)
    places.one_less(session, new.slot.id)
    values = {
        "public_id": uuid.uuid4(),
        "person_id": new.person_id,
        "art": new.art.value,
        "oprindelse": new.oprindelse.value,
        "status": SamtaleStatus.PLANLAGT.value,
        "start": new.slot.start,
        "slut": new.slot.slut,
        "booket": new.at,
        "updated_at": new.at,
        **_of_slot(time, new.form, new.phone),
    }
    booking_id: int = session.execute(_INSERT, values).scalar_one()
    places.take(session, booking_id, time)
    if new.submission is not None:
        submitted = {
            "id": new.submission,
            "person_id": new.person_id,
            "booking_id": booking_id,
            "at": new.at,
        }
        session.execute(_SUBMIT, submitted)
    return _booked(booking_id, new, values, time)


def _booked(booking_id: int, new: NewBooking, values: Mapping[str, Any], time: RowMapping) -> BookingView:
    """The meeting as it was written a moment ago: all of it is known, and none of it has to be read again."""
    return BookingView(
        id=booking_id,
        public_id=values["public_id"],
        person_id=new.person_id,
        art=new.art,
        organisation=new.slot.organisation,
        office=new.slot.office,
        caseworker=new.slot.caseworker,
        slot_id=new.slot.id,
        start=new.slot.start,
        slut=new.slot.slut,
        form=new.form,
        oprindelse=new.oprindelse,
        status=SamtaleStatus.PLANLAGT,
        ombookninger=0,
        sequence=0,
        phone=new.phone,
        video_link=values["video_link"],
        room=new.slot.room,
        booket=new.at.astimezone(UTC),
        aflyst_af=None,
        aflyst=None,
        aflyst_grund=None,
        updated_at=new.at.astimezone(UTC),
        a_kasse=new.slot.a_kasse,
        a_kasse_form=new.slot.a_kasse_form,
        a_kasse_caseworker=new.slot.a_kasse_caseworker,
        a_kasse_link=_a_kasse_link(time),
    )


def move(
    session: Session, booking: BookingView, slot: SlotView, form: Samtaleform, phone: str | None, at: datetime
) -> BookingView:
    """Gives up the old places, takes the new ones, and keeps the meeting's length; `at` is aware.

    The meeting keeps its row and its id; `sequence` rises, and `ombookninger` where the time is another.
    """
    time = places.time_of(session, slot.id)
    if slot.id != booking.slot_id:
        places.give_up(session, booking.id, booking.slot_id)
        places.one_less(session, slot.id)
    session.execute(
        update(Booking)
        .where(Booking.id == booking.id)
        .values(
            start=slot.start,
            slut=slot.start + timedelta(minutes=booking.varighed),
            ombookninger=Booking.ombookninger + int(slot.start != booking.start),
            sequence=Booking.sequence + 1,
            updated_at=at,
            **_of_slot(time, form, phone),
        )
    )
    if slot.id != booking.slot_id:
        places.take(session, booking.id, time)
    return _by_key(session, booking.id)


def change_form(
    session: Session, booking: BookingView, form: Samtaleform, phone: str | None, at: datetime
) -> BookingView:
    """The same meeting at the same time in another form; `at` is aware. `sequence` rises, nothing was moved.

    A video meeting has its time's link; one that lies in no published time keeps its own.
    """
    values: dict[str, Any] = {"form": form.value, "phone": phone, "updated_at": at}
    if booking.slot_id is not None:
        link = select(Slot.video_link).where(Slot.id == booking.slot_id).scalar_subquery()
        values["video_link"] = link if form is Samtaleform.VIDEO else None
    session.execute(
        update(Booking).where(Booking.id == booking.id).values(sequence=Booking.sequence + 1, **values)
    )
    return _by_key(session, booking.id)


def call_off(
    session: Session,
    booking: BookingView,
    by: AflystAf,
    reason: str | None,
    at: datetime,
    *,
    said: datetime | None = None,
) -> BookingView:
    """Calls off a planned meeting at `at` (aware) and gives up its places.

    `reason`: the lawful one named, if any. `said` (aware): when it was called off, where it is written down
    later.
    """
    session.execute(
        update(Booking)
        .where(Booking.id == booking.id)
        .values(
            status=SamtaleStatus.AFLYST.value,
            aflyst_af=by.value,
            aflyst=said or at,
            aflyst_grund=reason,
            sequence=Booking.sequence + 1,
            updated_at=at,
        )
    )
    places.give_up(session, booking.id, booking.slot_id)
    return _by_key(session, booking.id)


def _of_slot(time: RowMapping, form: Samtaleform, phone: str | None) -> dict[str, Any]:
    return {
        "slot_id": time["id"],
        "organisation_id": time["organisation_id"],
        "holder": time["holder"],
        "office_id": time["office_id"],
        "caseworker_id": time["caseworker_id"],
        "a_kasse_id": time["a_kasse_id"],
        "a_kasse_caseworker_id": time["a_kasse_caseworker_id"],
        "a_kasse_form": time["a_kasse_form"],
        "form": form.value,
        "phone": phone,
        "video_link": time["video_link"] if form is Samtaleform.VIDEO else None,
    }


def _by_key(session: Session, booking_id: int) -> BookingView:
    return _view(session.execute(_BY_KEY, {"booking_id": booking_id}).mappings().one())


def _view(row: RowMapping) -> BookingView:
    own = {name: row[name] for name in _OWN}
    return BookingView(
        **own
        | {
            "art": SamtaleArt(own["art"]),
            "form": Samtaleform(own["form"]),
            "oprindelse": Oprindelse(own["oprindelse"]),
            "status": SamtaleStatus(own["status"]),
            "aflyst_af": AflystAf(own["aflyst_af"]) if own["aflyst_af"] else None,
        },
        room=row["room"],
        organisation=organisation_view(row, "organisation_"),
        office=office_or_none(row, "office_"),
        caseworker=caseworker_name(row, "caseworker_"),
        a_kasse=organisation_or_none(row, "a_kasse_"),
        a_kasse_caseworker=caseworker_name(row, "a_kasse_caseworker_"),
        a_kasse_link=_a_kasse_link(row),
    )


def _a_kasse_link(row: RowMapping) -> str | None:
    """Where the a-kasse meets, of a row that says how it takes part."""
    link: str | None = row["a_kasse_link"] if row["a_kasse_form"] == "video" else None
    return link
