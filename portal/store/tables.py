"""The tables of organisations, of people and of a person's course.

`tables_meeting.py` holds times and meetings, `tables_case.py` what is decided and told about a person. Bigint
keys inside, a UUID where a row is named in an address. Danish columns are the statute's words and hold the
values of `portal.policy.facts`.
"""

from __future__ import annotations

import uuid
from datetime import date, datetime
from decimal import Decimal
from typing import Any, ClassVar, cast

from sqlalchemy import (
    CheckConstraint,
    Date,
    ForeignKey,
    Index,
    LargeBinary,
    MetaData,
    String,
    Table,
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
    FaellesMaade,
    Forsikring,
    Maalgruppe,
    MindreIntensivGrund,
    Samtaleform,
)
from portal.store.columns import AwareTime, Hours, JsonColumn, Key

NAMES = {
    "pk": "%(table_name)s_pkey",
    "uq": "%(table_name)s_%(column_0_N_name)s_key",
    "fk": "%(table_name)s_%(column_0_name)s_fkey",
    "ck": "%(table_name)s_%(constraint_name)s",
    "ix": "%(table_name)s_%(column_0_N_name)s_idx",
}
"""Every constraint has a name, on both databases: a refusal is told by it, and a migration finds it again."""


class Base(DeclarativeBase):
    """Every table. `type_annotation_map` gives plain annotations the house's column types."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: AwareTime,
        date: Date,
        uuid.UUID: Uuid,
        dict[str, Any]: JsonColumn,
    }


def table_of(entity: type[Base]) -> Table:
    """The bare table, for statements that are built once and asked on every page: the ORM, which would look
    at each of them anew, has no part in them.
    """
    return cast(Table, entity.__table__)


def one_of(column: str, values: Any, *, nullable: bool = False) -> CheckConstraint:
    """The column holds one of the enumeration's values, and the database sees to it."""
    listed = ", ".join(f"'{value}'" for value in values)
    condition = f"{column} IN ({listed})"
    return CheckConstraint(
        f"{column} IS NULL OR {condition}" if nullable else condition, name=f"{column}_known"
    )


HOLDERS = ("a_kasse", "jobcenter")
ORGANISATIONS = (*HOLDERS, "ingen")


def key() -> Mapped[int]:
    return mapped_column(Key, primary_key=True)


def public_id() -> Mapped[uuid.UUID]:
    return mapped_column(Uuid, unique=True, default=uuid.uuid4)


def refers(target: str, *, index: bool = True) -> Any:
    return mapped_column(Key, ForeignKey(target), index=index)


class Organisation(Base):
    """An a-kasse, or a kommune with its jobcenter: the tenant that all of a caseworker's work belongs to.

    One whose holder is `ingen` is the agency that supervises the a-kasser: no person is its own, and the
    database lets nobody work there in another role than `supervision`.
    """

    __tablename__ = "organisation"
    __table_args__ = (
        UniqueConstraint("holder", "code"),
        one_of("holder", ORGANISATIONS),
        one_of("faelles", FaellesMaade),
        CheckConstraint("mindst_dage_mellem >= 0", name="mindst_dage_mellem_positive"),
        CheckConstraint("hoejst_planlagte >= 1", name="hoejst_planlagte_positive"),
        CheckConstraint("ombookning_senest_timer >= 0", name="ombookning_senest_timer_positive"),
        CheckConstraint("length(cvr) = 8", name="cvr_has_eight_digits"),
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
    cvr: Mapped[str | None] = mapped_column(String(8))  # who it is in Digital Post


class Office(Base):
    __tablename__ = "office"
    __table_args__ = (
        # A search counts with postcodes: what is no number must not get in.
        CheckConstraint("CAST(postcode AS INTEGER) BETWEEN 1 AND 9999", name="postcode_is_a_number"),
    )

    id: Mapped[int] = key()
    public_id: Mapped[uuid.UUID] = public_id()
    organisation_id: Mapped[int] = refers("organisation.id")
    name: Mapped[str] = mapped_column(String(200))
    address: Mapped[str] = mapped_column(String(200))
    postcode: Mapped[str] = mapped_column(String(4))
    city: Mapped[str] = mapped_column(String(100))
    kommune_code: Mapped[str] = mapped_column(
        String(4)
    )  # where the house stands; own kommune comes first in a search
    access: Mapped[str | None] = mapped_column(Text)  # lift, entrance, hearing loop …
    phone: Mapped[str | None] = mapped_column(String(30))
    closed_at: Mapped[datetime | None]


class Team(Base):
    __tablename__ = "team"

    id: Mapped[int] = key()
    public_id: Mapped[uuid.UUID] = public_id()
    organisation_id: Mapped[int] = refers("organisation.id")
    office_id: Mapped[int | None] = refers("office.id", index=False)
    name: Mapped[str] = mapped_column(String(200))
    closed_at: Mapped[datetime | None]


class Caseworker(Base):
    """Somebody who works for an organisation. `subject` is the identity provider's lasting name for them."""

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
    """A citizen.

    The CPR number is kept encrypted; its keyed hash `cpr_lookup` is the only way to find a row.
    """

    __tablename__ = "person"
    __table_args__ = (
        one_of("maalgruppe", Maalgruppe),
        one_of("forsikring", Forsikring),
        one_of("language", ("da", "en"), nullable=True),
        one_of("preferred_form", Samtaleform, nullable=True),
        Index("person_foedselsdato", "foedselsdato"),
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
    street: Mapped[str | None] = mapped_column(String(200))
    care_of: Mapped[str | None] = mapped_column(String(100))
    city: Mapped[str | None] = mapped_column(String(100))


class Membership(Base):
    """The person's a-kasse or kommune from a day on.

    The first of each has `fra` None: it was always there.
    """

    __tablename__ = "membership"
    __table_args__ = (
        UniqueConstraint("person_id", "holder", "fra"),
        one_of("holder", HOLDERS),
        Index(
            "membership_changes",
            "holder",
            "fra",
            sqlite_where=text("fra IS NOT NULL"),
            postgresql_where=text("fra IS NOT NULL"),
        ),
        Index(
            "membership_first_once",
            "person_id",
            "holder",
            unique=True,
            sqlite_where=text("fra IS NULL"),
            postgresql_where=text("fra IS NULL"),
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
    timer: Mapped[Decimal] = mapped_column(Hours)
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
