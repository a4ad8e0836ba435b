"""Booking, decision, audit entry and outbox row commit together or not at all.

The process is killed after every statement of an action, and before and after its commit, one moment
after the other until the action got through. What is then in the database is all of it or nothing of it.
"""

from __future__ import annotations

import json
from uuid import uuid4

import pytest

from portal.actions.book_jobsamtale import BookJobsamtale, book_jobsamtale
from portal.actions.outcome import Granted
from portal.actions.revoke_selvbooking import Revoked
from portal.policy.facts import SamtaleArt, Samtaleform
from portal.store.database import Database
from portal.store.tables import Base
from portal.store.tables_case import Audit, Beslutning, Decision, Letter, Outbox
from portal.store.tables_meeting import Booking, Place, Submission
from tests.actions.courses import in_the_a_kasse
from tests.actions.test_revoke_selvbooking import public_id, revoke
from tests.killer import dying
from tests.store.town import NOW, TEN, Town

TABLES: tuple[type[Base], ...] = (Booking, Place, Decision, Audit, Outbox, Submission, Beslutning, Letter)


def state(town: Town) -> list[int]:
    return [town.count(table) for table in TABLES]


def every_moment(town: Town, url: str, command: dict[str, str | int]) -> list[list[int]]:
    """The counts after each kill, the last one after the action got through."""
    found: list[list[int]] = []
    with dying("tests.actions.killed", url, json.dumps(command)) as died:
        for moment in range(1, 200):
            through = not died(moment)
            found.append(state(town))
            if through:
                return found
    raise AssertionError("the action never got through")


@pytest.mark.parametrize("action", ["book", "move", "call_off", "revoke", "lift", "require"])
def test_an_action_killed_at_any_moment_is_done_whole_or_not_at_all(
    town: Town, migrated_url: str, action: str
) -> None:
    person, slot, other = town.person(in_the_a_kasse()), town.slot(), town.slot(TEN.replace(day=17))
    command: dict[str, str | int] = {"action": action, "person": person, "slot": str(slot)}
    command["submission"] = str(uuid4())
    if action != "book":
        command |= {"booking": str(_book(town.database, person, slot)), "slot": str(other)}
    command |= {"worker": town.a_kasse_worker, "who": str(public_id(town, person))}
    if action == "lift":
        assert isinstance(revoke(town, person), Revoked)
    before = state(town)

    after_each = every_moment(town, migrated_url, command)

    whole = after_each[-1]
    rises = [now - then for now, then in zip(whole, before, strict=True)]
    assert (
        rises
        == {
            "book": [1, 1, 1, 1, 1, 1, 0, 0],
            "move": [0, 0, 1, 1, 1, 0, 0, 0],
            "call_off": [0, -1, 1, 1, 1, 0, 0, 0],
            "revoke": [0, 0, 1, 1, 1, 0, 1, 1],
            "lift": [0, 0, 1, 1, 1, 0, 0, 1],
            "require": [0, 0, 1, 1, 1, 0, 1, 0],
        }[action]
    )
    assert len(after_each) >= 8
    # Killed after its commit, the action is done although nobody was told: the next try finds it done.
    committed = after_each.index(whole)
    assert committed >= 6
    assert after_each[:committed] == [before] * committed
    assert after_each[committed:] == [whole] * (len(after_each) - committed)


def _book(database: Database, person: int, slot: object) -> object:
    command = BookJobsamtale(person, slot, SamtaleArt.JOBSAMTALE, Samtaleform.TELEFON, uuid4())
    outcome = book_jobsamtale(command, database, NOW)
    assert isinstance(outcome, Granted)
    return outcome.booking.public_id
