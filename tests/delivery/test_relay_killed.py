"""Killed at any of its steps, the relay loses nothing; who honours the id gets nothing twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from portal.store.outbox_claims import LEASE
from tests.delivery.killed import TOPIC, OnFile, to_letter
from tests.delivery.outbox import drain, rows, write
from tests.killer import dying
from tests.store.town import NOW, Town


@pytest.mark.parametrize(
    "database_kind", ["sqlite", pytest.param("postgresql", marks=pytest.mark.long)], indirect=True
)
def test_whenever_the_relay_is_killed_each_letter_is_written_and_arrives_once_and_in_order(
    town: Town, migrated_url: str, tmp_path: Path
) -> None:
    file = tmp_path / "received"
    post, person = OnFile(file), town.person()
    with dying("tests.delivery.killed", migrated_url, str(file)) as died:
        for moment in range(1, 200):
            write(town.database, person, "inside", topic=TOPIC)
            killed = died(moment)

            # By then what the dead one held has come free.
            drain(town.database, {"post": post}, NOW + LEASE, {TOPIC: to_letter}, {})
            known = rows(town.database)
            letters = [str(row.public_id) for row in known if row.lane == "post"]
            assert len(letters) == moment
            assert post.taken() == letters
            assert all(row.sent_at is not None for row in known)
            if not killed:
                break
    assert moment > 20
