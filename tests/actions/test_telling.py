"""What is done with a meeting, or happens of itself, becomes a letter in the person's own language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from portal.delivery.routes import INSIDE
from portal.store import letters
from portal.store.tables_case import Outbox
from portal.wording.letters.letter import Letter, from_body
from tests.actions.courses import in_the_a_kasse
from tests.actions.test_book_jobsamtale import book
from tests.store.town import NOW, Town


@pytest.fixture
def database_kind() -> str:
    """The statements are the store's own, tried there on both."""
    return "sqlite"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the outbox, as whoever works on it sees it."""

    public_id: UUID
    person_id: int | None
    topic: str
    payload: dict[str, Any]
    created_at: datetime
    id: int = 0
    attempts: int = 0


def tell(town: Town, topic: str, now: datetime = NOW) -> list[Letter]:
    """Works on the rows of that topic; gives all letters there are then, the latest first."""

    def work(session: Any) -> None:
        rows = (
            session.execute(select(Outbox).where(Outbox.topic == topic).order_by(Outbox.id)).scalars().all()
        )
        assert rows, f"nothing is told of {topic}"
        for found in rows:
            values = (found.public_id, found.person_id, found.topic, found.payload, found.created_at)
            INSIDE[topic](session, Row(*values), now)

    town.database.write(work)
    return written(town)


def written(town: Town) -> list[Letter]:
    def read(session: Any) -> list[Letter]:
        people = session.execute(select(Outbox.person_id).distinct()).scalars().all()
        found = [view for person in people for view in letters.of_person(session, person)]
        full = [letters.get_own(session, view.person_id, view.public_id) for view in found]
        return [
            from_body(one.view.kind, one.view.version, one.view.title, one.body, one.view.language)
            for one in full
            if one is not None
        ]

    return town.database.read(read)


def text(letter: Letter) -> str:
    return "\n".join(block.text for block in letter.blocks)


def test_a_booking_is_told_in_a_receipt_in_the_persons_language(town: Town) -> None:
    book(town, town.person(in_the_a_kasse()), town.slot())

    (letter,) = tell(town, "booking.booked")

    assert (letter.kind, letter.language, letter.title) == ("kvittering", "da", "Din samtale er booket")
    assert letter.sender.signed_by == ""
    for said in (
        "Din jobsamtale med A-kassen",
        "tirsdag den 10. september 2024 kl. 10.00 til kl. 11.00",
        "12345678",
    ):
        assert said in text(letter)
    assert "kan du ikke få dagpenge" in text(letter)

    english = town.person(in_the_a_kasse(), language="en")
    book(town, english, town.slot(NOW.replace(day=16)))
