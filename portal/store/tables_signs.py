"""When that which runs beside the pages was last at work, for whoever looks after the portal."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from portal.store.tables import Base, one_of

RUNS = ("worker", "daily")


class SignOfLife(Base):
    """That `what` was last at work at `at`: the worker each minute, the daily run when it is through."""

    __tablename__ = "sign_of_life"
    __table_args__ = (one_of("what", RUNS),)

    what: Mapped[str] = mapped_column(String(10), primary_key=True)
    at: Mapped[datetime]
