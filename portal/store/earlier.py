"""Who waits for an earlier time, the times that became free meanwhile, and who was told of which."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, exists, insert, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from portal.policy.facts import Aktoer, Oprindelse, SamtaleArt, Samtaleform, SamtaleStatus
from portal.store.tables import Office, Organisation
from portal.store.tables_case import Outbox
from portal.store.tables_earlier import EarlierOffer, EarlierPlace, EarlierWish, FreedSlot
from portal.store.tables_meeting import Booking, Slot
from portal.store.views import OrganisationView, SlotView

_FORMS = {
    Samtaleform.FREMMOEDE: EarlierWish.fremmoede,
    Samtaleform.TELEFON: EarlierWish.telefon,
    Samtaleform.VIDEO: EarlierWish.video,
}


@dataclass(frozen=True, slots=True)
class NewWish:
    """What is wanted at `at` (aware). `booking`: the meeting's key and start; None for whoever looks for one.

    `offices`: public ids; empty: all. `until`: the last Danish day on which to be told.
    """

    person_id: int
    booking: tuple[int, datetime] | None
    art: SamtaleArt
    a_kasse: OrganisationView | None
    jobcenter: OrganisationView | None
    former: frozenset[Samtaleform]
    offices: frozenset[uuid.UUID]
    until: date
    told_by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class WishView:
    """A wish that stands. `booking`, `booking_id`: its meeting, None for whoever looks for one.

    `person_id`: whose it is. `offices`: public ids. `asked_at`: aware.
    """

    id: int
    public_id: uuid.UUID
    person_id: int
    booking_id: int | None
    booking: uuid.UUID | None
    art: SamtaleArt
    former: frozenset[Samtaleform]
    offices: frozenset[uuid.UUID]
    until: date
    told_by: str
    asked_at: datetime

    def suits(self, form: Samtaleform, slot: SlotView) -> bool:
        """Whether it is one of the wished forms, and in person one of the wished places."""
        if form not in self.former or form not in slot.former:
            return False
        there = not self.offices or slot.office.public_id in self.offices
        return there or form is not Samtaleform.FREMMOEDE


@dataclass(frozen=True, slots=True)
class Freed:
    """A time that became free. `seen_at`: aware; None: nobody has looked at it yet."""

    id: int
    slot: uuid.UUID
    seen_at: datetime | None
    after_id: int


@dataclass(frozen=True, slots=True)
class Told:
    """That a person was told of a time. `booking`: the meeting it is earlier than; `told_by`: as wished."""

    id: int
    public_id: uuid.UUID
    person_id: int
    slot: uuid.UUID
    form: Samtaleform
    art: SamtaleArt
    booking_id: int | None
    booking: uuid.UUID | None
    told_by: str
    told_at: datetime
    organisation: str
    cvr: str | None


def save(session: Session, new: NewWish) -> WishView:
    """Keeps the wish; one that stands for the same is changed, and keeps its turn. Lock the person first."""
    standing = find(session, new.person_id, new.booking[0] if new.booking else None)
    chosen = {form.value: form in new.former for form in Samtaleform}
    chosen_too = {"until": new.until, "told_by": new.told_by}
    if standing is None:
        _end_those_of_before(session, new)
        values = _first(new) | chosen | chosen_too
        wish_id = session.execute(insert(EarlierWish).values(**values).returning(EarlierWish.id)).scalar_one()
    else:
        wish_id = standing.id
        session.execute(update(EarlierWish).where(EarlierWish.id == wish_id).values(**chosen, **chosen_too))
        session.execute(delete(EarlierPlace).where(EarlierPlace.wish_id == wish_id))
    offices = select(Office.id).where(Office.public_id.in_(list(new.offices)))
    rows = [{"wish_id": wish_id, "office_id": key} for key in session.scalars(offices)] if new.offices else []
    if rows:
        session.execute(insert(EarlierPlace), rows)
    (kept,) = _views(session, EarlierWish.id == wish_id)
    return kept


def find(session: Session, person_id: int, booking_id: int | None) -> WishView | None:
    """The person's own wish for that meeting; None for a meeting: the one of whoever looks for a time."""
    which = EarlierWish.booking_id.is_(None) if booking_id is None else EarlierWish.booking_id == booking_id
    found = _views(session, EarlierWish.person_id == person_id, which)
    return found[0] if found else None


def of_person(session: Session, person_id: int) -> tuple[WishView, ...]:
    """All that stand, the first one first."""
    return _views(session, EarlierWish.person_id == person_id)


def withdraw(session: Session, person_id: int, wish: uuid.UUID, at: datetime) -> bool:
    """It is no longer wanted from `at` (aware) on. False where the person has no such wish that stands."""
    own = (EarlierWish.public_id == wish, EarlierWish.person_id == person_id)
    statement = update(EarlierWish).where(*own, EarlierWish.withdrawn_at.is_(None)).values(withdrawn_at=at)
    return session.execute(statement.returning(EarlierWish.id)).first() is not None


def close_past(session: Session, today: date, at: datetime) -> None:
    """Nobody waits by a wish whose last day lies more than a day before the Danish day `today`: until then,
    what was told on that day is shown.
    """
    past = update(EarlierWish).where(EarlierWish.until < today - timedelta(days=1))
    session.execute(past.where(EarlierWish.withdrawn_at.is_(None)).values(withdrawn_at=at))


def due(session: Session, now: datetime, most: int) -> tuple[Freed, ...]:
    """Times that somebody may be told of at `now` (aware): first what nobody was asked about yet, of that the
    earliest.
    """
    query = (
        select(FreedSlot.id, Slot.public_id, FreedSlot.seen_at, FreedSlot.after_id)
        .join(Slot, Slot.id == FreedSlot.slot_id)
        .where(or_(FreedSlot.next_at.is_(None), FreedSlot.next_at <= now))
        .order_by(FreedSlot.seen_at.is_not(None), Slot.start, FreedSlot.id)
        .limit(most)
    )
    return tuple(Freed(*row) for row in session.execute(query))


def claim(session: Session, freed: Freed, now: datetime) -> Freed | None:
    """The same, kept from other workers until the transaction ends; None where one of them has it, or had."""
    query = (
        select(FreedSlot.id, FreedSlot.seen_at, FreedSlot.after_id)
        .where(FreedSlot.id == freed.id, or_(FreedSlot.next_at.is_(None), FreedSlot.next_at <= now))
        .with_for_update(skip_locked=True)
    )
    row = session.execute(query).one_or_none()
    return Freed(row.id, freed.slot, row.seen_at, row.after_id) if row else None


def put_off(session: Session, freed_id: int, seen_at: datetime, next_at: datetime, after_id: int) -> None:
    """Nobody is told of it before `next_at`; then whoever comes after that wish (all aware)."""
    values = {"seen_at": seen_at, "next_at": next_at, "after_id": after_id}
    session.execute(update(FreedSlot).where(FreedSlot.id == freed_id).values(**values))


def done(session: Session, freed_id: int) -> None:
    """Nobody else is told of it, until it becomes free once more."""
    session.execute(delete(FreedSlot).where(FreedSlot.id == freed_id))


def waiting(
    session: Session, slot: SlotView, seen_at: datetime, today: date, after_id: int, most: int
) -> tuple[WishView, ...]:
    """Whom the time may suit, who asked first on top: before it was seen to be free (aware), in one of the
    wished forms, in person in one of the wished places, earlier than the meeting; and who was told of
    nothing today (Danish day).
    """
    whose = EarlierWish.a_kasse_id if slot.holder is Aktoer.A_KASSE else EarlierWish.jobcenter_id
    told_today = exists().where(
        EarlierOffer.person_id == EarlierWish.person_id, EarlierOffer.told_on == today
    )
    told_of_it = exists().where(EarlierOffer.wish_id == EarlierWish.id, EarlierOffer.slot_id == slot.id)
    places = exists().where(EarlierPlace.wish_id == EarlierWish.id)
    here = exists().where(EarlierPlace.wish_id == EarlierWish.id, EarlierPlace.office_id == slot.office.id)
    return _views(
        session,
        whose == slot.organisation.id,
        EarlierWish.id > after_id,
        EarlierWish.until >= today,
        EarlierWish.asked_at <= seen_at,
        or_(*(_FORMS[form] for form in slot.former)),
        or_(~places, here, *(_FORMS[form] for form in slot.former - {Samtaleform.FREMMOEDE})),
        or_(EarlierWish.booking_id.is_(None), EarlierWish.start_then > slot.start),
        ~told_of_it,
        ~told_today,
        most=most,
    )


def offer(
    session: Session, wish: WishView, slot_id: int, form: Samtaleform, at: datetime, today: date
) -> uuid.UUID | None:
    """The person is told; None where somebody told them of another time on the same Danish day meanwhile."""
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    public_id = uuid.uuid4()
    values = {
        "public_id": public_id,
        "wish_id": wish.id,
        "person_id": wish.person_id,
        "slot_id": slot_id,
        "form": form.value,
        "told_at": at,
        "told_on": today,
    }
    statement = dialect.insert(EarlierOffer).values(**values).on_conflict_do_nothing()
    told = session.execute(statement.returning(EarlierOffer.id)).first()
    return public_id if told else None


def told(session: Session, offer_id: uuid.UUID, now: datetime) -> Told | None:
    """What somebody was told, as long as the wish stands and the time is there (`now` aware)."""
    there = (Slot.free > 0, Slot.withdrawn_at.is_(None), Slot.start > now)
    found = _told(session, EarlierOffer.public_id == offer_id, *there)
    return found[0] if found else None


def latest_message(session: Session, person_id: int) -> tuple[str, datetime] | None:
    """By which way (a topic) and when (aware) the latest message left that told the person of a time."""
    query = select(Outbox.topic, Outbox.sent_at).where(
        Outbox.person_id == person_id,
        Outbox.topic.in_(("mail.send", "sms.send")),
        Outbox.sent_at.is_not(None),
        Outbox.last_error.is_(None),
        Outbox.payload["what"].as_string() == "earlier",
    )
    row = session.execute(query.order_by(Outbox.sent_at.desc()).limit(1)).one_or_none()
    return (row.topic, row.sent_at) if row else None


def told_lately(session: Session, person_id: int, now: datetime, back: timedelta) -> tuple[Told, ...]:
    """What the person was told since so long ago, of wishes that stand; the latest first."""
    return _told(session, EarlierOffer.person_id == person_id, EarlierOffer.told_at > now - back)


def _end_those_of_before(session: Session, new: NewWish) -> None:
    """Something came of the person's wish for the same, and now there is a new one: one of them is open."""
    booking_id = new.booking[0] if new.booking else None
    which = EarlierWish.booking_id.is_(None) if booking_id is None else EarlierWish.booking_id == booking_id
    before = (EarlierWish.person_id == new.person_id, which, EarlierWish.withdrawn_at.is_(None))
    session.execute(update(EarlierWish).where(*before).values(withdrawn_at=new.at))


def _first(new: NewWish) -> dict[str, Any]:
    return {
        "public_id": uuid.uuid4(),
        "person_id": new.person_id,
        "booking_id": new.booking[0] if new.booking else None,
        "start_then": new.booking[1] if new.booking else None,
        "art": new.art.value,
        "a_kasse_id": new.a_kasse.id if new.a_kasse else None,
        "jobcenter_id": new.jobcenter.id if new.jobcenter else None,
        "asked_at": new.at,
    }


def _stands() -> ColumnElement[bool]:
    """It was not taken back, and nothing earlier has come of it.

    Of a meeting: it is still planned, and not earlier than it was. Of whoever looks for one: none was booked.
    """
    of_meeting = and_(Booking.status == SamtaleStatus.PLANLAGT.value, Booking.start >= EarlierWish.start_then)
    own = Booking.__table__.alias("own")
    has_one = exists().where(
        own.c.person_id == EarlierWish.person_id,
        own.c.art == EarlierWish.art,
        own.c.oprindelse == Oprindelse.SELVBOOKET.value,
        own.c.status == SamtaleStatus.PLANLAGT.value,
        own.c.booket > EarlierWish.asked_at,
    )
    looking = and_(EarlierWish.booking_id.is_(None), ~has_one)
    return and_(EarlierWish.withdrawn_at.is_(None), or_(of_meeting, looking))


def _views(
    session: Session, *conditions: ColumnElement[bool], most: int | None = None
) -> tuple[WishView, ...]:
    """Those that stand. Two statements, the second only where places were chosen."""
    query = (
        select(EarlierWish, Booking.public_id.label("booking"))
        .outerjoin(Booking, Booking.id == EarlierWish.booking_id)
        .where(_stands(), *conditions)
        .order_by(EarlierWish.id)
        .limit(most)
    )
    rows = session.execute(query.execution_options(populate_existing=True)).all()
    places = _places(session, [wish.id for wish, _ in rows])
    return tuple(_view(wish, booking, places) for wish, booking in rows)


def _places(session: Session, wishes: Collection[int]) -> dict[int, set[uuid.UUID]]:
    found: dict[int, set[uuid.UUID]] = {}
    if wishes:
        query = (
            select(EarlierPlace.wish_id, Office.public_id)
            .join(Office, Office.id == EarlierPlace.office_id)
            .where(EarlierPlace.wish_id.in_(list(wishes)))
        )
        for wish_id, office in session.execute(query):
            found.setdefault(wish_id, set()).add(office)
    return found


def _view(
    wish: EarlierWish, booking: uuid.UUID | None, places: Mapping[int, Collection[uuid.UUID]]
) -> WishView:
    return WishView(
        id=wish.id,
        public_id=wish.public_id,
        person_id=wish.person_id,
        booking_id=wish.booking_id,
        booking=booking,
        art=SamtaleArt(wish.art),
        former=frozenset(form for form in Samtaleform if getattr(wish, form.value)),
        offices=frozenset(places.get(wish.id, ())),
        until=wish.until,
        told_by=wish.told_by,
        asked_at=wish.asked_at,
    )


def _told(session: Session, *conditions: ColumnElement[bool]) -> tuple[Told, ...]:
    query = (
        select(
            EarlierOffer.id,
            EarlierOffer.public_id,
            EarlierOffer.person_id,
            Slot.public_id.label("slot"),
            EarlierOffer.form,
            EarlierWish.art,
            EarlierWish.booking_id,
            Booking.public_id.label("booking"),
            EarlierWish.told_by,
            EarlierOffer.told_at,
            Organisation.name.label("organisation"),
            Organisation.cvr,
        )
        .join(EarlierWish, EarlierWish.id == EarlierOffer.wish_id)
        .join(Slot, Slot.id == EarlierOffer.slot_id)
        .join(Organisation, Organisation.id == Slot.organisation_id)
        .outerjoin(Booking, Booking.id == EarlierWish.booking_id)
        .where(_stands(), *conditions)
        .order_by(EarlierOffer.told_at.desc(), EarlierOffer.id.desc())
    )
    return tuple(
        Told(
            **dict(row) | {"form": Samtaleform(row["form"]), "art": SamtaleArt(row["art"])},
        )
        for row in session.execute(query).mappings()
    )
