"""Offers that are asked of the jobcenter, and the messages that the two authorities write about them."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, Uuid, text
from sqlalchemy.orm import Mapped, mapped_column

from portal.policy.indstilling import Art, Indsats, Status
from portal.store.tables import Base, key, one_of, public_id, refers

BESKEDER = (*(one.value for one in Art), "svar", "trukket", "genoptaget")
"""The types of message: of each art its own, the jobcenter's reply, that it is taken back, and that it is to
be decided anew.
"""

ASKED_ONCE = "art = 'kontrolaktion_tilbud' AND status NOT IN ('trukket', 'udloebet')"


class Indstilling(Base):
    """A joint recommendation, or the request after a kontrolaktion. What it says never changes.

    Without an a-kasse: the jobcenter began on it itself, after a kontrolaktion.

    `frist`: the last Danish day on which the person is to have the offer, after a kontrolaktion. `enig_at`:
    the person said yes, noted for them by `noted_by` where they said it to a caseworker. `closed_at`: it got
    the status it will keep, by `closed_by` (None: by the person, or with time). `begrundelse`: the
    jobcenter's reasons. `item`: the offer in Min Plan. `read_at`: the person saw the answer first.
    """

    __tablename__ = "indstilling"
    __table_args__ = (
        one_of("art", Art),
        one_of("status", Status),
        one_of("indsats", Indsats, nullable=True),
        CheckConstraint(
            "art <> 'faelles_indstilling' OR (indsats IS NOT NULL AND hvad IS NOT NULL AND hvor IS NOT NULL"
            " AND hvorfor IS NOT NULL AND starter IS NOT NULL)",
            name="recommended_whole",
        ),
        CheckConstraint("art <> 'kontrolaktion_tilbud' OR frist IS NOT NULL", name="asked_by_a_day"),
        CheckConstraint(
            "art = 'kontrolaktion_tilbud' OR a_kasse_id IS NOT NULL", name="recommended_by_an_a_kasse"
        ),
        CheckConstraint(
            "art <> 'faelles_indstilling' OR sent_at IS NULL OR enig_at IS NOT NULL", name="sent_when_agreed"
        ),
        CheckConstraint("(sent_at IS NULL) = (jobcenter_id IS NULL)", name="sent_to_a_jobcenter"),
        CheckConstraint(
            "status NOT IN ('sendt', 'bevilget', 'afslaaet') OR sent_at IS NOT NULL",
            name="answered_when_sent",
        ),
        CheckConstraint(
            "(status IN ('foreslaaet', 'sendt')) = (closed_at IS NULL)", name="open_until_closed"
        ),
        CheckConstraint(
            "status NOT IN ('bevilget', 'afslaaet') OR (letter IS NOT NULL AND decision_id IS NOT NULL)",
            name="decided_by_letter",
        ),
        CheckConstraint("status <> 'afslaaet' OR begrundelse IS NOT NULL", name="refused_with_reasons"),
        CheckConstraint("(status = 'bevilget') = (item IS NOT NULL)", name="granted_into_the_plan"),
        Index(
            "indstilling_asked_once",
            "person_id",
            "frist",
            unique=True,
            sqlite_where=text(ASKED_ONCE),
            postgresql_where=text(ASKED_ONCE),
        ),
        Index("indstilling_a_kasse", "a_kasse_id", "status"),
        Index("indstilling_jobcenter", "jobcenter_id", "status"),
    )

    id: Mapped[int] = key()
    public_id: Mapped[uuid.UUID] = public_id()
    person_id: Mapped[int] = refers("person.id")
    art: Mapped[str] = mapped_column(String(30))
    status: Mapped[str] = mapped_column(String(20))
    a_kasse_id: Mapped[int | None] = refers("organisation.id", index=False)
    jobcenter_id: Mapped[int | None] = refers("organisation.id", index=False)
    caseworker_id: Mapped[int] = refers("caseworker.id", index=False)
    indsats: Mapped[str | None] = mapped_column(String(30))
    hvad: Mapped[str | None] = mapped_column(Text)
    hvor: Mapped[str | None] = mapped_column(Text)
    hvorfor: Mapped[str | None] = mapped_column(Text)
    starter: Mapped[date | None]
    frist: Mapped[date | None]
    written_at: Mapped[datetime]
    enig_at: Mapped[datetime | None]
    noted_by: Mapped[int | None] = refers("caseworker.id", index=False)
    sent_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    closed_by: Mapped[int | None] = refers("caseworker.id", index=False)
    begrundelse: Mapped[str | None] = mapped_column(Text)
    decision_id: Mapped[int | None] = refers("decision.id", index=False)
    letter: Mapped[uuid.UUID | None] = mapped_column(Uuid, ForeignKey("letter.public_id"))
    item: Mapped[uuid.UUID | None]
    read_at: Mapped[datetime | None]


class DialogBesked(Base):
    """A message from one authority to the other, about a recommendation. Both see it; it never changes.

    `caseworker_id`: who sent it; None: the person did it in the portal. `read_at`: the receiver saw it first.
    """

    __tablename__ = "dialogbesked"
    __table_args__ = (
        one_of("art", BESKEDER),
        CheckConstraint("fra_id <> til_id", name="to_somebody_else"),
        Index("dialogbesked_til", "til_id", "read_at"),
    )

    id: Mapped[int] = key()
    public_id: Mapped[uuid.UUID] = public_id()
    indstilling_id: Mapped[int] = refers("indstilling.id")
    art: Mapped[str] = mapped_column(String(30))
    fra_id: Mapped[int] = refers("organisation.id", index=False)
    til_id: Mapped[int] = refers("organisation.id", index=False)
    caseworker_id: Mapped[int | None] = refers("caseworker.id", index=False)
    tekst: Mapped[str | None] = mapped_column(Text)
    sent_at: Mapped[datetime]
    read_at: Mapped[datetime | None]
