"""The tables that the rest of the store writes and reads: people, organisations, their times and their meetings.

`tables_case.py` holds what is decided and told about a person. Bigint keys inside, a UUID where a row is named in an
address. Danish columns are the statute's words and hold the values of `portal.policy.facts`.
"""

from __future__ import annotations

import uuid
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    Date,
    ForeignKey,
    Index,
    LargeBinary,
    Numeric,
    String,
    Text,
    UniqueConstraint,
    Uuid,
    false,
    text,
    true,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from portal.policy.facts import (
    AfmeldingAarsag,
    AKasseMed,
    AflystAf,
    FaellesMaade,
    Forsikring,
    Maalgruppe,
    MindreIntensivGrund,
    Oprindelse,
    SamtaleArt,
    Samtaleform,
    SamtaleStatus,
)
from portal.store.columns import AwareTime, JsonColumn, Key


class Base(DeclarativeBase):
    """Every table. `type_annotation_map` gives plain annotations the house's column types."""

    type_annotation_map = {datetime: AwareTime, date: Date, uuid.UUID: Uuid, dict[str, Any]: JsonColumn}


def one_of(column: str, values: Any, *, nullable: bool = False) -> CheckConstraint:
    """The column holds one of the enumeration's values, and the database sees to it."""
    listed = ", ".join(f"'{value}'" for value in values)
    condition = f"{column} IN ({listed})"
    return CheckConstraint(f"{column} IS NULL OR {condition}" if nullable else condition, name=f"{column}_known")


HOLDERS = ("a_kasse", "jobcenter")


def key() -> Mapped[int]:
    return mapped_column(Key, primary_key=True)


def public_id() -> Mapped[uuid.UUID]:
    return mapped_column(Uuid, unique=True, default=uuid.uuid4)


def refers(target: str, *, index: bool = True) -> Any:
    return mapped_column(Key, ForeignKey(target), index=index)


class Organisation(Base):
    """An a-kasse, or a kommune with its jobcenter: the tenant that everything of a caseworker's belongs to."""

    __tablename__ = "organisation"
    __table_args__ = (
        UniqueConstraint("holder", "code"),
        one_of("holder", HOLDERS),
        one_of("faelles", FaellesMaade),
        CheckConstraint("mindst_dage_mellem >= 0", name="mindst_dage_mellem_positive"),
        CheckConstraint("hoejst_planlagte >= 1", name="hoejst_planlagte_positive"),
        CheckConstraint("ombookning_senest_timer >= 0", name="ombookning_senest_timer_positive"),
    )

    id: Mapped[int] = key()
    public_id: Mapped[uuid.UUID] = public_id()
    holder: Mapped[str] = mapped_column(String(20))
    code: Mapped[str] = mapped_column(String(20))  # kommune code, or the a-kasse's
    name: Mapped[str] = mapped_column(String(200))
    region: Mapped[str | None] = mapped_column(String(100))
    phone: Mapped[str | None] = mapped_column(String(30))
    email: Mapped[str | None] = mapped_column(String(200))
    website: Mapped[str | None] = mapped_column(String(300))
    letter_head: Mapped[str | None] = mapped_column(Text)
    video_hosts: Mapped[list[str]] = mapped_column(JsonColumn, default=list)
    mindst_dage_mellem: Mapped[int | None]
    hoejst_planlagte: Mapped[int | None]
    ombookning_senest_timer: Mapped[int | None]
    faelles: Mapped[str] = mapped_column(String(20), default=FaellesMaade.SELVBOOKING.value)


class Office(Base):
    __tablename__ = "office"

    id: Mapped[int] = key()
    public_id: Mapped[uuid.UUID] = public_id()
    organisation_id: Mapped[int] = refers("organisation.id")
    name: Mapped[str] = mapped_column(String(200))
    address: Mapped[str] = mapped_column(String(200))
    postcode: Mapped[str] = mapped_column(String(4))
    city: Mapped[str] = mapped_column(String(100))
    kommune_code: Mapped[str] = mapped_column(String(4))  # where the house stands; own kommune comes first in a search
    access: Mapped[str | None] = mapped_column(Text)  # lift, entrance, hearing loop …
    phone: Mapped[str | None] = mapped_column(String(30))


class Team(Base):
    __tablename__ = "team"

    id: Mapped[int] = key()
    public_id: Mapped[uuid.UUID] = public_id()
    organisation_id: Mapped[int] = refers("organisation.id")
    office_id: Mapped[int | None] = refers("office.id", index=False)
    name: Mapped[str] = mapped_column(String(200))


class Caseworker(Base):
    """Somebody who works for an organisation. `subject` is the identity provider's lasting name for the person."""

    __tablename__ = "caseworker"
    __table_args__ = (
        UniqueConstraint("organisation_id", "subject"),
        one_of("role", ("caseworker", "team_leader", "administrator", "supervision")),
    )

    id: Mapped[int] = key()
    public_id: Mapped[uuid.UUID] = public_id()
    organisation_id: Mapped[int] = refers("organisation.id")
    office_id: Mapped[int | None] = refers("office.id", index=False)
    team_id: Mapped[int | None] = refers("team.id", index=False)
    subject: Mapped[str] = mapped_column(String(200))
    name: Mapped[str] = mapped_column(String(200))
    email: Mapped[str | None] = mapped_column(String(200))
    role: Mapped[str] = mapped_column(String(20), default="caseworker")
    active: Mapped[bool] = mapped_column(server_default=true(), default=True)


class Person(Base):
    """A citizen. The CPR number is kept encrypted; `cpr_lookup` is its keyed hash, the only way to find a row by it."""

    __tablename__ = "person"
    __table_args__ = (
        one_of("maalgruppe", Maalgruppe),
        one_of("forsikring", Forsikring),
        one_of("language", ("da", "en"), nullable=True),
        one_of("preferred_form", Samtaleform, nullable=True),
    )

    id: Mapped[int] = key()
    public_id: Mapped[uuid.UUID] = public_id()
    cpr_encrypted: Mapped[bytes] = mapped_column(LargeBinary)
    cpr_lookup: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    foedselsdato: Mapped[date]
    maalgruppe: Mapped[str] = mapped_column(String(20), default=Maalgruppe.DAGPENGE.value)
    forsikring: Mapped[str] = mapped_column(String(10), default=Forsikring.FULDTID.value)
    erhvervskompetencegivende_uddannelse: Mapped[bool] = mapped_column(server_default=true(), default=True)
    forsoergerpligt: Mapped[bool] = mapped_column(server_default=false(), default=False)
    opholdstilladelse: Mapped[date | None]
    a_kasseforsoeg: Mapped[bool] = mapped_column(server_default=false(), default=False)
    visiteret: Mapped[date | None]
    udmeldt: Mapped[date | None]
    ydelse_fra: Mapped[date | None]
    henvendelse: Mapped[date | None]
    sygefravaer_fra: Mapped[date | None]
    phone: Mapped[str | None] = mapped_column(String(30))
    email: Mapped[str | None] = mapped_column(String(200))
    postcode: Mapped[str | None] = mapped_column(String(4))
    language: Mapped[str | None] = mapped_column(String(2))
    preferred_form: Mapped[str | None] = mapped_column(String(20))
    digital_post: Mapped[bool] = mapped_column(server_default=true(), default=True)


class Membership(Base):
    """The person's a-kasse or kommune from a day on. The first of each kind has `fra` None: it was always there."""

    __tablename__ = "membership"
    __table_args__ = (
        UniqueConstraint("person_id", "holder", "fra"),
        one_of("holder", HOLDERS),
        Index(
            "membership_first_once", "person_id", "holder", unique=True,
            sqlite_where=text("fra IS NULL"), postgresql_where=text("fra IS NULL"),
        ),
    )

    id: Mapped[int] = key()
    person_id: Mapped[int] = refers("person.id")
    holder: Mapped[str] = mapped_column(String(20))
    organisation_id: Mapped[int] = refers("organisation.id")
    fra: Mapped[date | None]


class Tilmelding(Base):
    __tablename__ = "tilmelding"
    __table_args__ = (
        UniqueConstraint("person_id", "fra"),
        one_of("aarsag", AfmeldingAarsag, nullable=True),
        CheckConstraint("til IS NULL OR til >= fra", name="til_after_fra"),
    )

    id: Mapped[int] = key()
    person_id: Mapped[int] = refers("person.id")
    fra: Mapped[date]
    til: Mapped[date | None]
    aarsag: Mapped[str | None] = mapped_column(String(20))


class Indplacering(Base):
    __tablename__ = "indplacering"
    __table_args__ = (UniqueConstraint("person_id", "dato"),)

    id: Mapped[int] = key()
    person_id: Mapped[int] = refers("person.id")
    dato: Mapped[date]
    loebende: Mapped[bool] = mapped_column(server_default=false(), default=False)


class Timer(Base):
    """Hours of one month: `forbrug` as the a-kasse registered them, or `loentilskud`."""

    __tablename__ = "timer"
    __table_args__ = (
        one_of("kind", ("forbrug", "loentilskud")),
        CheckConstraint("timer >= 0", name="timer_positive"),
        CheckConstraint("kind = 'loentilskud' OR registreret IS NOT NULL", name="forbrug_registered"),
    )

    id: Mapped[int] = key()
    person_id: Mapped[int] = refers("person.id")
    kind: Mapped[str] = mapped_column(String(20))
    maaned: Mapped[date]  # the month's first day
    timer: Mapped[Decimal] = mapped_column(Numeric(7, 2))
    registreret: Mapped[date | None]


class MindreIntensiv(Base):
    """A ground for mindre intensiv indsats (LAB § 106)."""

    __tablename__ = "mindre_intensiv"
    __table_args__ = (one_of("grund", MindreIntensivGrund),)

    id: Mapped[int] = key()
    person_id: Mapped[int] = refers("person.id")
    grund: Mapped[str] = mapped_column(String(30))
    starter: Mapped[date | None]
    fra: Mapped[date | None]
    til: Mapped[date | None]
    dokumenteret: Mapped[bool] = mapped_column(server_default=false(), default=False)


class Kontrol(Base):
    """A kontrolaktion's message (LAB § 38). The latest one counts."""

    __tablename__ = "kontrol"

    id: Mapped[int] = key()
    person_id: Mapped[int] = refers("person.id")
    meddelelse: Mapped[date]
    udland: Mapped[bool] = mapped_column(server_default=false(), default=False)


class Valg(Base):
    """What the person said of the a-kasse at the joint meeting. Every saying is kept; the latest one counts.

    `sagt` None: said before everything else that is known.
    """

    __tablename__ = "valg"
    __table_args__ = (one_of("a_kasse_med", AKasseMed, nullable=True),)

    id: Mapped[int] = key()
    person_id: Mapped[int] = refers("person.id")
    a_kasse_med: Mapped[str | None] = mapped_column(String(3))
    a_kasse_fysisk: Mapped[bool] = mapped_column(server_default=false(), default=False)
    sagt: Mapped[datetime | None]


class Agreement(Base):
    """What a jobcenter and an a-kasse have agreed on times for joint meetings (LAB § 34; VEJ 10044 4.2)."""

    __tablename__ = "agreement"
    __table_args__ = (one_of("status", ("proposed", "countered", "accepted", "declined", "ended")),)

    id: Mapped[int] = key()
    public_id: Mapped[uuid.UUID] = public_id()
    jobcenter_id: Mapped[int] = refers("organisation.id")
    a_kasse_id: Mapped[int] = refers("organisation.id")
    status: Mapped[str] = mapped_column(String(20))
    fra: Mapped[date]
    til: Mapped[date | None]
    terms: Mapped[dict[str, Any]] = mapped_column(JsonColumn, default=dict)
    updated_at: Mapped[datetime]


class Slot(Base):
    """A published time. `free` is how many places are left, kept in the same transaction as the places themselves.

    A joint slot belongs to the jobcenter, carries the agreement's a-kasse, and takes the time of `caseworker_id` and
    of `a_kasse_caseworker_id`. A team's slot has no caseworker and may have several places.
    """

    __tablename__ = "slot"
    __table_args__ = (
        CheckConstraint("slut > start", name="slut_after_start"),
        CheckConstraint("capacity >= 1 AND free >= 0 AND free <= capacity", name="free_within_capacity"),
        CheckConstraint("fremmoede OR telefon OR video", name="some_form"),
        CheckConstraint("a_kasse_id IS NULL OR agreement_id IS NOT NULL", name="joint_is_agreed"),
        CheckConstraint("video_link IS NULL OR video", name="link_only_for_video"),
        one_of("a_kasse_form", ("fremmoede", "video"), nullable=True),
        Index(
            "slot_free", "organisation_id", "a_kasse_id", "start", "id",
            sqlite_where=text("free > 0 AND withdrawn_at IS NULL"),
            postgresql_where=text("free > 0 AND withdrawn_at IS NULL"),
        ),
        Index("slot_caseworker", "caseworker_id", "start"),
    )

    id: Mapped[int] = key()
    public_id: Mapped[uuid.UUID] = public_id()
    organisation_id: Mapped[int] = refers("organisation.id", index=False)
    office_id: Mapped[int] = refers("office.id")
    caseworker_id: Mapped[int | None] = refers("caseworker.id", index=False)
    team_id: Mapped[int | None] = refers("team.id", index=False)
    agreement_id: Mapped[int | None] = refers("agreement.id")
    a_kasse_id: Mapped[int | None] = refers("organisation.id", index=False)
    a_kasse_caseworker_id: Mapped[int | None] = refers("caseworker.id")
    a_kasse_form: Mapped[str | None] = mapped_column(String(20))  # how the a-kasse takes part in a joint slot
    a_kasse_from: Mapped[datetime | None]  # the a-kasse's time that is taken: longer than the meeting where
    a_kasse_until: Mapped[datetime | None]  # somebody has to travel; None: the meeting's own time
    start: Mapped[datetime]
    slut: Mapped[datetime]
    fremmoede: Mapped[bool] = mapped_column(server_default=true(), default=True)
    telefon: Mapped[bool] = mapped_column(server_default=true(), default=True)
    video: Mapped[bool] = mapped_column(server_default=true(), default=True)
    capacity: Mapped[int] = mapped_column(server_default=text("1"), default=1)
    free: Mapped[int] = mapped_column(server_default=text("1"), default=1)
    room: Mapped[str | None] = mapped_column(String(100))
    video_link: Mapped[str | None] = mapped_column(String(500))
    published_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]


class Booking(Base):
    """A meeting, however it came about. A row is never deleted: moving changes its time, calling off its status.

    On PostgreSQL an exclusion constraint, on SQLite a trigger, forbids one person two planned meetings at once.
    `submission` is the form's own id: the same form sent twice is the same booking.
    """

    __tablename__ = "booking"
    __table_args__ = (
        one_of("holder", HOLDERS),
        one_of("art", SamtaleArt),
        one_of("form", Samtaleform),
        one_of("oprindelse", Oprindelse),
        one_of("status", SamtaleStatus),
        one_of("aflyst_af", AflystAf, nullable=True),
        CheckConstraint("slut > start", name="slut_after_start"),
        CheckConstraint("(status = 'aflyst') = (aflyst_af IS NOT NULL)", name="called_off_by_somebody"),
        Index("booking_person", "person_id", "start"),
        Index("booking_organisation", "organisation_id", "start"),
        Index("booking_caseworker", "caseworker_id", "start"),
    )

    id: Mapped[int] = key()
    public_id: Mapped[uuid.UUID] = public_id()
    person_id: Mapped[int] = refers("person.id", index=False)
    organisation_id: Mapped[int] = refers("organisation.id", index=False)
    holder: Mapped[str] = mapped_column(String(20))
    office_id: Mapped[int | None] = refers("office.id", index=False)
    caseworker_id: Mapped[int | None] = refers("caseworker.id", index=False)
    slot_id: Mapped[int | None] = refers("slot.id")
    art: Mapped[str] = mapped_column(String(20), default=SamtaleArt.JOBSAMTALE.value)
    form: Mapped[str] = mapped_column(String(20))
    oprindelse: Mapped[str] = mapped_column(String(20))
    status: Mapped[str] = mapped_column(String(20), default=SamtaleStatus.PLANLAGT.value)
    start: Mapped[datetime]
    slut: Mapped[datetime]
    a_kasse_id: Mapped[int | None] = refers("organisation.id", index=False)  # takes part, where set
    a_kasse_caseworker_id: Mapped[int | None] = refers("caseworker.id", index=False)
    a_kasse_form: Mapped[str | None] = mapped_column(String(20))
    phone: Mapped[str | None] = mapped_column(String(30))  # the number that is called, for a phone meeting
    video_link: Mapped[str | None] = mapped_column(String(500))
    ombookninger: Mapped[int] = mapped_column(server_default=text("0"), default=0)
    sequence: Mapped[int] = mapped_column(server_default=text("0"), default=0)
    submission: Mapped[uuid.UUID | None] = mapped_column(Uuid, unique=True)
    booket: Mapped[datetime | None]
    aflyst_af: Mapped[str | None] = mapped_column(String(20))
    aflyst: Mapped[datetime | None]
    aflyst_grund: Mapped[str | None] = mapped_column(String(30))  # the lawful reason named, if any
    registered_at: Mapped[datetime | None]  # when held or missed was registered
    updated_at: Mapped[datetime]


class Place(Base):
    """One place of a slot, taken. Both sides of a joint time have a row: `caseworker_id` is whose time it takes.

    The unique index forbids two bookings of a place. On PostgreSQL an exclusion constraint, on SQLite a trigger, forbids
    one caseworker two places at once. A freed place's rows are deleted.
    """

    __tablename__ = "place"
    __table_args__ = (
        UniqueConstraint("slot_id", "side", "number", name="place_taken_once"),
        UniqueConstraint("booking_id", "side"),
        one_of("side", HOLDERS),
        CheckConstraint("slut > start", name="slut_after_start"),
        CheckConstraint("number >= 1", name="number_positive"),
        Index("place_caseworker", "caseworker_id", "start"),
    )

    id: Mapped[int] = key()
    booking_id: Mapped[int] = refers("booking.id", index=False)
    slot_id: Mapped[int] = refers("slot.id", index=False)
    side: Mapped[str] = mapped_column(String(20))
    number: Mapped[int]
    caseworker_id: Mapped[int | None] = refers("caseworker.id", index=False)
    start: Mapped[datetime]
    slut: Mapped[datetime]


class Hold(Base):
    """A place kept for somebody who is checking the answers. One per person; past `expires_at` it holds nothing."""

    __tablename__ = "hold"

    id: Mapped[int] = key()
    person_id: Mapped[int] = mapped_column(Key, ForeignKey("person.id"), unique=True)
    slot_id: Mapped[int] = refers("slot.id")
    form: Mapped[str] = mapped_column(String(20))
    expires_at: Mapped[datetime]
