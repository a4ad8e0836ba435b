"""Decisions against a person as cases, and every step that was taken in one (LAB §§ 35, 106, 204, 207)."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, Uuid, text
from sqlalchemy.orm import Mapped, mapped_column

from portal.policy.hoering import Emne
from portal.policy.sagsgang import Trin, Venter
from portal.store.tables import HOLDERS, Base, key, one_of, public_id, refers

KANALER = ("portal", "papir", "ankestyrelsen")
"""How a step came: the person took it here, it came on paper or by telephone, or Ankestyrelsen told of it."""

RESULTATER = (
    "fastholdt",
    "delvist",
    "medhold",
    "afvist",
    "stadfaestet",
    "hjemvist",
    "ophaevet",
    "aendret",
    "frist",
    "hensyn",
    "forhaler",
)
"""What came of looking again or of a complaint, or why a decision did not wait."""

BEFORE = (Trin.AABNET, Trin.HOERT, Trin.SVARET, Trin.UDEN_SVAR)
"""The steps after which nothing is decided yet."""

UNDECIDED = "trin IN ('aabnet', 'hoert', 'svaret', 'uden_svar')"
WAITING = "venter IS NOT NULL"


class Afgoerelse(Base):
    """One case. `trin`: the latest step. `naeste`, `venter`, `frist`, `snarest`: as `afgoerelse.naeste` says.

    `klage_senest`: the last Danish day to complain; None: nobody knows it. `beslutning_id`: what was decided,
    where that binds from a day on. `indstilling_id`: the offer that it is about. An organisation thinks of
    one decision of a kind at a time.
    """

    __tablename__ = "afgoerelse"
    __table_args__ = (
        one_of("emne", Emne),
        one_of("af", HOLDERS),
        one_of("trin", Trin),
        one_of("naeste", Trin, nullable=True),
        one_of("venter", Venter, nullable=True),
        CheckConstraint("(naeste IS NULL) = (venter IS NULL)", name="next_waits_for_somebody"),
        CheckConstraint(
            "(emne IN ('tilbud', 'tilbud_afslag')) = (indstilling_id IS NOT NULL)", name="offer_is_named"
        ),
        Index(
            "afgoerelse_undecided_once",
            "person_id",
            "organisation_id",
            "emne",
            unique=True,
            sqlite_where=text(UNDECIDED),
            postgresql_where=text(UNDECIDED),
        ),
        Index(
            "afgoerelse_due",
            "organisation_id",
            "venter",
            "frist",
            sqlite_where=text(WAITING),
            postgresql_where=text(WAITING),
        ),
        Index("afgoerelse_beslutning_id_idx", "beslutning_id"),
    )

    id: Mapped[int] = key()
    public_id: Mapped[uuid.UUID] = public_id()
    person_id: Mapped[int] = refers("person.id")
    organisation_id: Mapped[int] = refers("organisation.id", index=False)
    emne: Mapped[str] = mapped_column(String(30))
    af: Mapped[str] = mapped_column(String(20))
    grundlag: Mapped[str | None] = mapped_column(String(30))
    beslutning_id: Mapped[int | None] = refers("beslutning.id", index=False)
    aabnet_at: Mapped[datetime]
    trin: Mapped[str] = mapped_column(String(20))
    naeste: Mapped[str | None] = mapped_column(String(20))
    venter: Mapped[str | None] = mapped_column(String(20))
    frist: Mapped[date | None]
    snarest: Mapped[bool]
    klage_senest: Mapped[date | None]
    indstilling_id: Mapped[int | None] = refers("indstilling.id")


class AfgoerelseSkridt(Base):
    """One step, for good: nothing of it is ever changed or taken away.

    `dag`: the Danish day on which it happened, `at`: when it was written. `frist`: of a hearing. `til`:
    of a complaint upheld in part. `tekst`: its words, as they were typed. Without a caseworker it was the
    person, in the portal, or what came with time.
    """

    __tablename__ = "afgoerelse_skridt"
    __table_args__ = (
        UniqueConstraint("afgoerelse_id", "nr"),
        one_of("trin", Trin),
        one_of("resultat", RESULTATER, nullable=True),
        one_of("kanal", KANALER, nullable=True),
        CheckConstraint(
            "(trin IN ('genvurderet', 'udfald', 'ikke_udsat')) = (resultat IS NOT NULL)", name="resultat_said"
        ),
        CheckConstraint(
            "(trin = 'genvurderet' AND resultat = 'delvist') = (til IS NOT NULL)", name="in_part_has_a_day"
        ),
        CheckConstraint("trin <> 'ikke_udsat' OR tekst IS NOT NULL", name="not_waiting_has_words"),
        CheckConstraint("(trin = 'hoert') = (frist IS NOT NULL)", name="hearing_has_a_frist"),
        CheckConstraint("trin <> 'svaret' OR tekst IS NOT NULL", name="answer_has_words"),
        CheckConstraint(
            "(trin IN ('svaret', 'klaget', 'trukket')) = (kanal IS NOT NULL)", name="kanal_is_said"
        ),
    )

    id: Mapped[int] = key()
    public_id: Mapped[uuid.UUID] = public_id()
    afgoerelse_id: Mapped[int] = refers("afgoerelse.id", index=False)
    nr: Mapped[int]
    trin: Mapped[str] = mapped_column(String(20))
    dag: Mapped[date]
    frist: Mapped[date | None]
    tekst: Mapped[str | None] = mapped_column(Text)
    resultat: Mapped[str | None] = mapped_column(String(20))
    kanal: Mapped[str | None] = mapped_column(String(20))
    caseworker_id: Mapped[int | None] = refers("caseworker.id", index=False)
    decision_id: Mapped[int | None] = refers("decision.id", index=False)
    letter: Mapped[uuid.UUID | None] = mapped_column(Uuid, ForeignKey("letter.public_id"))
    at: Mapped[datetime]
    til: Mapped[date | None]
