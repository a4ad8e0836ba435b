"""What the supervision of a-kasser counts (`portal.policy.tilsyn`): made anew with a person's overview."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from portal.store.columns import Key
from portal.store.tables import Base, refers


class TreMaaneder(Base):
    """Three months of a person with the a-kasse were over with the Danish day `dag`; `maaned`: its first day.

    `holdt`: how many meetings were held by then, of the `mindst` that the law requires. No fact: every row
    can be made anew from the facts, and is, when they change.
    """

    __tablename__ = "tilsyn_tre_maaneder"
    __table_args__ = (
        CheckConstraint("holdt >= 0", name="holdt_counted"),
        CheckConstraint("mindst >= 1", name="mindst_required"),
        CheckConstraint("maaned <= dag", name="maaned_of_dag"),
        Index("tilsyn_tre_maaneder_of", "a_kasse_id", "maaned", "holdt", "mindst"),
    )

    person_id: Mapped[int] = mapped_column(
        Key, ForeignKey("person.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    dag: Mapped[date] = mapped_column(primary_key=True)
    maaned: Mapped[date]
    a_kasse_id: Mapped[int] = refers("organisation.id", index=False)
    holdt: Mapped[int]
    mindst: Mapped[int]
