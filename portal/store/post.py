"""What sending a letter must know: its words, whose it is, who writes, where the person or whoever stands in
for them lives, and the meeting it is about.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import RowMapping, select, update
from sqlalchemy.orm import Session

from portal.policy.facts import Aktoer, Samtaleform, SamtaleStatus
from portal.store.tables import Office, Organisation, Person
from portal.store.tables_case import Letter, Outbox
from portal.store.tables_meeting import Booking
from portal.store.tables_people import Fuldmagt


@dataclass(frozen=True, slots=True)
class MeetingInPost:
    """The meeting as it stands now, since `changed`. Times aware; `place`: the address, for one in person,
    without the name of the house: a calendar is seen by others."""

    public_id: uuid.UUID
    start: datetime
    slut: datetime
    form: Samtaleform
    planned: bool
    changed: datetime
    place: str | None


@dataclass(frozen=True, slots=True)
class LetterInPost:
    """A letter on its way. `withdrawn`: it was taken back before anybody saw it. `delivered`: it is known to
    have arrived.

    `address`: the lines under the person's name, none where the address is not known. `cpr` is encrypted.
    `cvr`: who writes is that in Digital Post; None: nobody has said.
    """

    id: int
    public_id: uuid.UUID
    kind: str
    version: int
    language: str
    title: str
    body: str
    written_at: datetime
    withdrawn: bool
    delivered: bool
    organisation_id: int
    organisation: str
    holder: Aktoer
    cvr: str | None
    person_id: int
    receiver: str
    cpr: bytes
    digital_post: bool
    address: tuple[str, ...]
    meeting: MeetingInPost | None


@dataclass(frozen=True, slots=True)
class StandsIn:
    """Who gets a copy of a letter. `address` as it was typed; None: they are reached by mail alone."""

    public_id: uuid.UUID
    name: str
    address: str | None
    fra: date
    til: date | None


def letter(session: Session, public_id: uuid.UUID) -> LetterInPost | None:
    """One statement."""
    query = (
        select(
            Letter.id,
            Letter.public_id,
            Letter.kind,
            Letter.version,
            Letter.language,
            Letter.title,
            Letter.body,
            Letter.written_at,
            Letter.withdrawn_at,
            Letter.delivered_at,
            Letter.person_id,
            Organisation.id.label("organisation_id"),
            Organisation.name.label("organisation"),
            Organisation.holder,
            Organisation.cvr,
            Person.name.label("receiver"),
            Person.cpr_encrypted,
            Person.digital_post,
            Person.street,
            Person.care_of,
            Person.postcode,
            Person.city,
            Booking.public_id.label("booking"),
            Booking.start,
            Booking.slut,
            Booking.form,
            Booking.status,
            Booking.updated_at.label("changed"),
            Office.address.label("office_address"),
            Office.postcode.label("office_postcode"),
            Office.city.label("office_city"),
        )
        .join(Organisation, Organisation.id == Letter.organisation_id)
        .join(Person, Person.id == Letter.person_id)
        .outerjoin(Booking, Booking.id == Letter.booking_id)
        .outerjoin(Office, Office.id == Booking.office_id)
        .where(Letter.public_id == public_id)
    )
    row = session.execute(query).mappings().one_or_none()
    return _letter(row) if row is not None else None


def stands_in(session: Session, public_id: uuid.UUID) -> StandsIn | None:
    """Whoever has the fuldmagt of that id; None where it was taken away."""
    query = select(Fuldmagt.public_id, Fuldmagt.navn, Fuldmagt.adresse, Fuldmagt.fra, Fuldmagt.til)
    row = session.execute(query.where(Fuldmagt.public_id == public_id)).one_or_none()
    return StandsIn(row.public_id, row.navn, row.adresse, row.fra, row.til) if row is not None else None


def letter_of_message(session: Session, message: uuid.UUID) -> uuid.UUID | None:
    """The letter that went out under the id of that row of the outbox."""
    query = select(Outbox.payload).where(Outbox.public_id == message, Outbox.topic == "letter.written")
    payload = session.execute(query).scalar_one_or_none()
    return uuid.UUID(payload["letter"]) if payload is not None else None


def went_on_paper(session: Session, message: uuid.UUID) -> bool:
    """Whether the message of that id, which did not arrive, was already sent on to paper."""
    lost = select(Outbox.person_id).where(Outbox.public_id == message).scalar_subquery()
    rows = select(Outbox.payload).where(Outbox.person_id == lost, Outbox.topic == "letter.written")
    return any(payload.get("on_paper") == str(message) for payload in session.execute(rows).scalars())


def arrived(session: Session, public_id: uuid.UUID, at: datetime) -> int | None:
    """The letter reached the person at `at` (aware). Gives the person; None where that was known before."""
    first = update(Letter).where(Letter.public_id == public_id, Letter.delivered_at.is_(None))
    return session.execute(first.values(delivered_at=at).returning(Letter.person_id)).scalar_one_or_none()


def _letter(row: RowMapping) -> LetterInPost:
    return LetterInPost(
        id=row["id"],
        public_id=row["public_id"],
        kind=row["kind"],
        version=row["version"],
        language=row["language"],
        title=row["title"],
        body=row["body"],
        written_at=row["written_at"],
        withdrawn=row["withdrawn_at"] is not None,
        delivered=row["delivered_at"] is not None,
        organisation_id=row["organisation_id"],
        organisation=row["organisation"],
        holder=Aktoer(row["holder"]),
        cvr=row["cvr"],
        person_id=row["person_id"],
        receiver=row["receiver"],
        cpr=row["cpr_encrypted"],
        digital_post=row["digital_post"],
        address=_address(row),
        meeting=_meeting(row) if row["booking"] is not None else None,
    )


def _address(row: RowMapping) -> tuple[str, ...]:
    if not (row["street"] and row["postcode"] and row["city"]):
        return ()
    care_of = (f"c/o {row['care_of']}",) if row["care_of"] else ()
    return (*care_of, row["street"], f"{row['postcode']} {row['city']}")


def _meeting(row: RowMapping) -> MeetingInPost:
    form = Samtaleform(row["form"])
    place = None
    if form is Samtaleform.FREMMOEDE and row["office_address"] is not None:
        place = f"{row['office_address']}, {row['office_postcode']} {row['office_city']}"
    return MeetingInPost(
        public_id=row["booking"],
        start=row["start"],
        slut=row["slut"],
        form=form,
        planned=row["status"] == SamtaleStatus.PLANLAGT.value,
        changed=row["changed"],
        place=place,
    )
