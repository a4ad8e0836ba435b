"""What was done with a meeting is told whatever else became of it before the relay came to it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import update

from portal.actions.change_times import ChangeTimes, change_times
from portal.policy.facts import Samtaleform
from portal.store.tables import Organisation
from tests.actions.courses import in_the_a_kasse
from tests.actions.joint import Joint
from tests.actions.test_move_and_call_off import move
from tests.actions.test_require_fremmoede import REASON, require
from tests.actions.test_telling import text, told
from tests.store.town import NOW, TEN, Town

DAY = timedelta(days=1)


@pytest.fixture
def database_kind() -> str:
    """The statements are the store's own, tried there on both."""
    return "sqlite"


def test_what_was_booked_moved_or_decided_is_told_whatever_else_changes_before_it_could_be(
    town: Town,
) -> None:
    joint = Joint(town)
    mover, called = town.person(in_the_a_kasse()), joint.person()
    slot, another = town.slot(TEN + DAY), town.joint_slot(TEN + 3 * DAY)
    move(town, town.book(mover, town.slot(), Samtaleform.VIDEO), slot, Samtaleform.VIDEO)
    hosts = update(Organisation).values(video_hosts=["video.example"])
    town.database.write(lambda session: session.execute(hosts))
    link = ChangeTimes(town.a_kasse_worker, frozenset({slot}), video_link="https://video.example/2")
    change_times(link, town.database, NOW)
    stays = town.book(called, another, Samtaleform.VIDEO)
    require(town, called, stays.public_id, worker=town.jobcenter_worker)
    joint.send(joint.jobcenters, another, joint.jette)

    assert [letter.kind for letter in told(town, mover)] == ["flytning", "aendring"]
    decided, worker = told(town, called)
    assert REASON in text(decided)
    assert "Tiden er den samme" in text(worker)
