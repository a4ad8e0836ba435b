"""Messages of other authorities' kontrolaktioner (LAB § 38)."""

from __future__ import annotations

from datetime import date

from sqlalchemy import insert
from sqlalchemy.orm import Session

from portal.store.tables import Kontrol


def add(session: Session, person_id: int, meddelelse: date, *, udland: bool) -> None:
    """Keeps that a message was received on the Danish day. Of several, the latest one counts."""
    session.execute(insert(Kontrol).values(person_id=person_id, meddelelse=meddelelse, udland=udland))
