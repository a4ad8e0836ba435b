"""What DFDG was told."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from portal.store.columns import JsonColumn, Key
from portal.store.tables import Base, key, refers


class DfdgIndkaldelse(Base):
    """A meeting as DFDG knows it, in DFDG's own words; `indhold` None: it was taken back.

    `organisation_id`: the a-kasse in whose name it stands there.
    """

    __tablename__ = "dfdg_indkaldelse"

    id: Mapped[int] = key()
    booking_id: Mapped[int] = mapped_column(Key, ForeignKey("booking.id"), unique=True)
    organisation_id: Mapped[int] = refers("organisation.id", index=False)
    indhold: Mapped[dict[str, Any] | None] = mapped_column(JsonColumn)
    told_at: Mapped[datetime]
