"""An administrator brings people in, gives them a role, lets them go; one administrator always stays."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from portal.actions import administer, casework
from portal.actions.add_organisation import AddOrganisation, HasAdministrator, add_organisation
from portal.actions.administer import Outdated, Refused, Saved, Why
from portal.actions.deactivate_caseworker import (
    ActivateCaseworker,
    DeactivateCaseworker,
    activate_caseworker,
    deactivate_caseworker,
    mark_of,
)
from portal.actions.set_caseworker import SetCaseworker, set_caseworker
from portal.policy.facts import Aktoer
from portal.store import ahead, caseworkers, tables
from portal.store.database import Conflict
from portal.store.tables_meeting import Slot
from tests.actions.administering import House, saved
from tests.actions.courses import in_the_a_kasse
from tests.at_once import at_once
from tests.store.town import NOW, TEN, Town

HOUR = timedelta(hours=1)


def test_somebody_new_signs_in_under_their_own_name_and_nobody_elses(town: Town, house: House) -> None:
    saved(house.person(subject="nina", role="team_leader"))

    found = town.database.read(lambda session: caseworkers.find_by_subject(session, "AK1", "nina"))
    assert found is not None
    assert (found.name, found.role) == ("Nina", "team_leader")
    assert house.person(subject="nina") == Refused(Why.SUBJECT_TAKEN)
    # Another organisation may know the same person.
    saved(House(town, town.jobcenter).person(subject="nina"))


def test_nobody_takes_their_own_role_and_an_organisation_keeps_an_administrator(
    town: Town, house: House
) -> None:
    assert house.person(house.chief, role="caseworker") == Refused(Why.OWN_ROLE)
    assert house.deactivate(house.chief) == Refused(Why.OWN_ROLE)
    second = town.worker_with_role("administrator")
    assert isinstance(house.person(second, role="caseworker"), Saved)
    alone = update(tables.Caseworker).where(tables.Caseworker.id == house.chief)
    for loss in ({"active": False}, {"role": "caseworker"}, {"organisation_id": town.jobcenter}):
        with pytest.raises(Conflict, match="last_administrator"):
            town.database.write(lambda session, loss=loss: session.execute(alone.values(**loss)) and None)


def test_whoever_has_meetings_ahead_does_not_become_somebody_who_sees_no_citizen(
    town: Town, house: House
) -> None:
    town.slot()

    assert house.person(town.a_kasse_worker, role="supervision") == Refused(Why.SOMETHING_AHEAD)
    assert isinstance(house.person(town.a_kasse_worker, role="team_leader"), Saved)
    assert isinstance(house.person(town.worker_with_role("caseworker"), role="supervision"), Saved)


def test_an_organisation_begins_with_an_administrator_and_gets_no_second_one_that_way(town: Town) -> None:
    first = AddOrganisation(Aktoer.A_KASSE, "AK9", "Den nye a-kasse", "ny-1", "Nina")
    add_organisation(first, town.database, NOW)

    nina = town.database.read(lambda session: caseworkers.find_by_subject(session, "AK9", "ny-1"))
    assert nina is not None
    assert (nina.role, nina.organisation.name) == ("administrator", "Den nye a-kasse")
    with pytest.raises(HasAdministrator):
        add_organisation(replace(first, subject="ny-2"), town.database, NOW)
    # She takes the others in.
    house = House(town, nina.organisation.id, nina.id)
    assert isinstance(house.person(subject="ny-2"), Saved)
    assert isinstance(house.office(), Saved)
    # The a-kasse of the town has lost its last one, and gets one back.
    add_organisation(replace(first, code="AK1", subject="ny-3"), town.database, NOW)
    assert town.database.read(lambda s: caseworkers.find_by_subject(s, "AK1", "ny-3")) is not None


@pytest.mark.parametrize("how", ["role", "access"])
def test_of_two_administrators_who_remove_each_other_at_once_one_stays(
    town: Town, house: House, how: str
) -> None:
    second = town.worker_with_role("administrator")
    pair = ((house.chief, second), (second, house.chief))
    marks = {key: house.worker(key) for key in (house.chief, second)}

    def remove(by: int, whom: int) -> Any:
        before = marks[whom]
        try:
            if how == "access":
                gone = DeactivateCaseworker(by, before.public_id, mark_of(ahead.Ahead(())), confirmed=True)
                return deactivate_caseworker(gone, house.database, NOW)
            command = SetCaseworker(
                by, before.public_id, administer.mark(before), "", before.name, None, "caseworker", None, None
            )
            return set_caseworker(command, house.database, NOW)
        except LookupError as lost:
            return lost

    results = at_once(*(lambda one=one: remove(*one) for one in pair))

    assert sum(isinstance(result, Saved) for result in results) == 1
    left = [key for key in marks if house.worker(key).active and house.worker(key).role == "administrator"]
    assert len(left) == 1


def test_past_the_actions_too_the_database_keeps_one_of_two_administrators(town: Town, house: House) -> None:
    second = town.worker_with_role("administrator")

    def demote(key: int) -> str:
        def work(session: Session) -> None:
            change = update(tables.Caseworker).where(tables.Caseworker.id == key)
            session.execute(change.values(role="caseworker"))

        try:
            town.database.write(work)
        except Conflict as conflict:
            return conflict.kind
        return "done"

    results = at_once(*(lambda key=key: demote(key) for key in (house.chief, second)))
    assert sorted(results) == ["done", "last_administrator"]


def test_whoever_leaves_opens_nothing_more_and_says_first_what_they_leave(town: Town, house: House) -> None:
    person = town.person(in_the_a_kasse())
    booked, _free = town.slot(), town.slot(TEN + HOUR)
    town.book(person, booked)
    town.joint_slot(TEN + 2 * HOUR)
    anna = house.worker(town.a_kasse_worker)

    assert house.deactivate(anna.id, confirmed=False) == Refused(Why.NOT_CONFIRMED)
    older = DeactivateCaseworker(house.chief, anna.public_id, mark_of(ahead.Ahead(())), confirmed=True)
    assert deactivate_caseworker(older, house.database, NOW) == Outdated()
    assert house.worker(anna.id).active
    assert house.deactivate(anna.id) == Saved(anna.public_id)

    assert not house.worker(anna.id).active
    withdrawn = select(Slot.withdrawn_at)
    assert town.database.read(lambda s: set(s.execute(withdrawn).scalars())) == {NOW}
    # The meeting stands: somebody else holds it, or moves it.
    left = town.database.read(lambda s: ahead.of_caseworker(s, anna.id, NOW))
    assert (left.times, left.meetings, left.joint) == (0, 1, 0)
    changes = {"active": [True, False], "times": [1, 0], "joint": [1, 0]}
    assert house.log()[-1][2] == {"of": "Anna", "changes": changes}
    with pytest.raises(LookupError):
        town.database.read(lambda session: casework.working(session, anna.id))
    activate_caseworker(ActivateCaseworker(house.chief, anna.public_id), house.database, NOW)
    assert house.worker(anna.id).active
