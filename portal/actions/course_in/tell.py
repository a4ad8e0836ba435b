"""Whom a change of a-kasse or kommune is told: both organisations hear of it, by ids and days alone."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from datetime import datetime
from typing import Final

from portal.actions import former_a_kasse
from portal.policy.oplysninger import Oplysning
from portal.store import outbox
from portal.store.database import Session
from portal.store.people_in import Change

TOPIC: Final = "membership.changed"

_HOLDERS: Final = {Oplysning.A_KASSE.value: "a_kasse", Oplysning.KOMMUNE.value: "jobcenter"}


def moved(
    session: Session, person_id: int, public_id: uuid.UUID, changes: Collection[Change], now: datetime
) -> None:
    """Enqueues a message for each a-kasse or kommune that the person, who was known before, gets or loses.

    An a-kasse that is the former one already takes part in no meeting ahead any more.
    """
    for change in changes:
        if change.felt not in _HOLDERS:
            continue
        before, after = change.before or {}, change.after or {}
        fra = after.get("fra") or before.get("fra")
        payload = {
            "person": str(public_id),
            "holder": _HOLDERS[change.felt],
            "before": before.get("kode"),
            "after": after.get("kode"),
            "fra": fra.isoformat() if fra else None,
        }
        outbox.enqueue(session, TOPIC, payload, person_id, now)
    if any(change.felt == Oplysning.A_KASSE.value for change in changes):
        former_a_kasse.leaves(session, person_id, now)
