"""The citizens who are measured: signed in, each with a free time of their own to book."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from flask import Flask
from sqlalchemy import insert, select

from bench.country import ORGANISATION, PERSON, Country
from bench.raw import Driver
from portal.store.database import Database, Session
from portal.store.tables_meeting import Slot
from portal.store.tables_session import SigninSession

SOON = timedelta(days=3)


@dataclass(frozen=True)
class Visitor:
    """`values`: what a recorded statement may name of this citizen and of the time to book."""

    person: int
    cookie: str
    slot: UUID
    values: dict[str, Any]

    @property
    def check(self) -> str:
        """The address of the page that a booking is confirmed on."""
        return f"/tjek-svar?tid={self.slot}&form=telefon"


def searching(citizens: int, count: int) -> list[int]:
    """People of every situation: with the a-kasse, with the jobcenter, and about to be handed over."""
    first = PERSON + citizens * 9 // 10
    return [first + n for n in range(count)]


def booking(citizens: int, count: int) -> list[int]:
    """People who are with the a-kasse."""
    first = PERSON + citizens * 4 // 5
    found = [first + n for n in range(citizens // 10) if (first + n - PERSON) % 10 < 6]
    if len(found) < count:
        raise ValueError(f"{count} citizens are to book, and only {len(found)} can")
    return found[:count]


def arrive(
    app: Flask, database: Database, own: Driver, country: Country, people: Sequence[int]
) -> list[Visitor]:
    """Signs them in, and finds each of them a time with their a-kasse."""
    now = datetime.now(UTC)
    keys = [f"key-of-{person}-that-opens-nothing" for person in people]
    hashes = [hashlib.sha256(key.encode()).digest() for key in keys]
    database.write(lambda session: _sign_in(session, people, hashes, now))
    free = database.read(lambda session: _free_times(session, country, now + SOON))
    a_kasser = [(person - PERSON) % (country.organisations // 2) * 2 for person in people]
    chosen = [next(free[n]) for n in a_kasser]
    known = _known(own, [slot for slot, _ in chosen])
    return [
        Visitor(
            person,
            _cookie(app, key),
            public_id,
            {"person": person, "key": key_hash, "submission": _as_kept(uuid4(), known[slot]), **known[slot]},
        )
        for person, key, key_hash, (slot, public_id) in zip(people, keys, hashes, chosen, strict=True)
    ]


def _sign_in(session: Session, people: Sequence[int], hashes: Sequence[bytes], now: datetime) -> None:
    # Seen a little later than now: no page has to write down that the session was used.
    rows = [
        {
            "key_hash": key_hash,
            "person_id": person,
            "created_at": now,
            "last_seen_at": now + timedelta(hours=1),
        }
        for person, key_hash in zip(people, hashes, strict=True)
    ]
    session.execute(insert(SigninSession), rows)


def _free_times(session: Session, country: Country, since: datetime) -> dict[int, Iterator[tuple[int, UUID]]]:
    """For each a-kasse, free times from all over it, never the same one twice."""
    found = {}
    for n in range(0, country.organisations, 2):
        query = select(Slot.id, Slot.public_id).where(
            Slot.organisation_id == ORGANISATION + n, Slot.free > 0, Slot.start > since
        )
        query = query.where(Slot.id % max(1, country.total // country.organisations // 2000) == 0)
        times = [(row.id, row.public_id) for row in session.execute(query.order_by(Slot.id))]
        random.Random(n).shuffle(times)
        found[n] = iter(times)
    return found


def _known(own: Driver, slots: Sequence[int]) -> dict[int, dict[str, Any]]:
    """What is known of the times, as the driver itself hands it out."""
    names = ("slot", "slot_public", "organisation", "office", "caseworker", "start", "slut")
    rows = own.rows(
        "SELECT id, public_id, organisation_id, office_id, caseworker_id, start, slut FROM slot"
        f" WHERE id IN ({', '.join(map(str, slots))})"
    )
    return {row[0]: dict(zip(names, row, strict=True)) for row in rows}


def _as_kept(value: UUID, like: dict[str, Any]) -> Any:
    return value if isinstance(like["slot_public"], UUID) else value.hex


def _cookie(app: Flask, key: str) -> str:
    """The session cookie that the portal itself would have given."""
    interface: Any = app.session_interface
    signed = interface.get_signing_serializer(app).dumps(
        {"_user_id": key, "_fresh": True, "csrf_token": hashlib.sha256(key.encode()).hexdigest()}
    )
    return f"{app.config['SESSION_COOKIE_NAME']}={signed}"
