"""An administrator sets up offices, teams and limits: one at a time, in the own house, all of it logged."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import insert
from sqlalchemy.orm import Session

from portal.actions import administer, casework, send_letter, set_local_limits, set_team
from portal.actions.administer import NotAdministrator, NotOwn, Outdated, Refused, Saved, Why
from portal.actions.close_office import CloseOffice, close_office, open_office
from portal.actions.close_team import CloseTeam, close_team
from portal.actions.deactivate_caseworker import (
    ActivateCaseworker,
    DeactivateCaseworker,
    activate_caseworker,
    deactivate_caseworker,
)
from portal.actions.set_joint_meetings import SetJointMeetings, set_joint_meetings
from portal.actions.set_team import SetTeam
from portal.policy.facts import FaellesMaade
from portal.store import facts, offices, people, tables
from portal.store.database import Conflict
from tests.actions.administering import House, saved
from tests.actions.courses import in_the_a_kasse
from tests.store.town import NOW, TEN, Town

HOUR = timedelta(hours=1)


def test_limits_are_read_by_the_next_decision_and_the_log_keeps_what_they_were(
    town: Town, house: House
) -> None:
    person = town.person(in_the_a_kasse())

    assert house.limits(mindst_dage_mellem=7, hoejst_planlagte=2) == Saved()
    assert house.limits(mindst_dage_mellem=5, hoejst_planlagte=2) == Saved()
    assert house.limits(mindst_dage_mellem=5, hoejst_planlagte=2) == Saved()

    regler = town.database.read(lambda session: facts.load(session, person, NOW)).facts.regler_a_kasse
    assert (regler.mindst_dage_mellem, regler.hoejst_planlagte) == (5, 2)
    first, second = house.log()  # what changes nothing is no change
    assert first[2]["changes"] == {"mindst_dage_mellem": [None, 7], "hoejst_planlagte": [None, 2]}
    assert second == ("set_local_limits", "allowed", {"of": None, "changes": {"mindst_dage_mellem": [7, 5]}})


def test_a_form_opened_before_somebody_else_saved_saves_nothing(town: Town, house: House) -> None:
    seen = administer.settings_mark(house.settings(), set_local_limits.FIELDS)
    house.limits(mindst_dage_mellem=7)
    office = saved(house.office())
    as_opened = administer.mark(house.offices()[-1])
    house.office(office, access="Elevator")
    team = saved(house.team())
    members = SetTeam(house.chief, team, "an older mark", "Hold 2", None, frozenset())

    assert house.limits(seen, hoejst_planlagte=1) == Outdated()
    assert house.office(office, as_opened, name="Et andet") == Outdated()
    assert set_team.set_team(members, house.database, NOW) == Outdated()
    assert house.person(town.a_kasse_worker, seen="an older mark", name="Anne") == Outdated()

    assert house.settings().hoejst_planlagte is None
    assert {one.name for one in house.offices()} == {"Kontoret i 1620", "Nørrebro"}
    # Another page of the organisation was not in the way.
    assert house.contact(phone="70 10 20 30") == Saved()


def test_only_an_active_administrator_administers_and_the_role_counts_at_that_moment(
    town: Town, house: House
) -> None:
    for role in ("caseworker", "team_leader", "supervision"):
        house.chief = town.worker_with_role(role)
        with pytest.raises(NotAdministrator):
            house.limits(hoejst_planlagte=1)

    assert house.settings().hoejst_planlagte is None


def test_what_another_organisation_has_is_not_there_and_the_attempt_is_logged(
    town: Town, house: House
) -> None:
    other = House(town, town.jobcenter)
    office = other.offices()[0].public_id
    team = saved(other.team())
    worker = other.worker(town.jobcenter_worker).public_id
    own = house.offices()[0]
    tries: dict[str, Callable[[], Any]] = {
        "set_office": lambda: house.office(office),
        "close_office": lambda: close_office(CloseOffice(house.chief, office), house.database, NOW),
        "open_office": lambda: open_office(CloseOffice(house.chief, office), house.database, NOW),
        "set_team": lambda: house.team(team=team),
        "close_team": lambda: close_team(CloseTeam(house.chief, team), house.database, NOW),
        "set_caseworker": lambda: house.person(caseworker=worker),
        "deactivate_caseworker": lambda: deactivate_caseworker(
            DeactivateCaseworker(house.chief, worker, "", confirmed=True), house.database, NOW
        ),
        "activate_caseworker": lambda: activate_caseworker(
            ActivateCaseworker(house.chief, worker), house.database, NOW
        ),
        "set_joint_meetings": lambda: set_joint_meetings(
            SetJointMeetings(house.chief, "", FaellesMaade.INDKALDELSE), house.database, NOW
        ),
    }
    before = (other.offices(), other.teams(), other.worker(town.jobcenter_worker))

    for one in tries.values():
        with pytest.raises(NotOwn):
            one()
    # Nor can anything of one's own be made to lie in another house.
    assert house.team(office=office) == Refused(Why.CHOICE_GONE)
    assert house.team(members=frozenset({worker})) == Refused(Why.CHOICE_GONE)
    assert house.person(office=office) == Refused(Why.CHOICE_GONE)
    assert house.person(team=team) == Refused(Why.CHOICE_GONE)

    assert (other.offices(), other.teams(), other.worker(town.jobcenter_worker)) == before
    assert house.offices() == (own,)
    assert house.log() == [(action, "refused", None) for action in tries]


def test_the_database_itself_keeps_the_houses_apart_and_closed_doors_closed(town: Town, house: House) -> None:
    closed = saved(house.office())
    close_office(CloseOffice(house.chief, closed), house.database, NOW)
    key = next(one.id for one in house.offices() if one.public_id == closed)
    team = tables.Team.__table__
    writes: dict[str | None, Any] = {
        "office_closed": lambda: town.slot(office_id=key),
        None: lambda: town.database.write(
            lambda session: session.execute(
                insert(team).values(
                    public_id=uuid4(), organisation_id=town.a_kasse, name="x", office_id=town.jobcenter_office
                )
            )
        ),
    }

    for kind, write in writes.items():
        with pytest.raises(Exception) as refused:  # noqa: PT011 - a Conflict, or the database's own error
            write()
        assert getattr(refused.value, "kind", None) == kind
    with pytest.raises(Conflict, match="office_closed"):
        town.slot(office_id=town.jobcenter_office)
    with pytest.raises(Conflict, match="caseworker_gone"):
        town.slot(caseworker_id=town.jobcenter_worker)


def test_an_office_closes_when_nothing_lies_ahead_there_and_opens_again(town: Town, house: House) -> None:
    office = house.offices()[0]
    close = CloseOffice(house.chief, office.public_id)
    person = town.person(in_the_a_kasse())
    time = town.slot()
    team = saved(house.team(town.a_kasse_worker, office=office.public_id))
    house.person(town.a_kasse_worker, office=office.public_id)

    assert close_office(close, house.database, NOW) == Refused(Why.SOMETHING_AHEAD, 1)
    town.book(person, time)
    assert close_office(close, house.database, NOW) == Refused(Why.SOMETHING_AHEAD, 1)
    assert close_office(close, house.database, TEN + HOUR) == Saved(office.public_id)

    assert house.offices()[0].closed_at == TEN + HOUR
    assert house.worker(town.a_kasse_worker).office is None
    assert next(one.office for one in house.teams() if one.public_id == team) is None
    assert house.person(town.a_kasse_worker, office=office.public_id) == Refused(Why.CHOICE_GONE)
    assert open_office(close, house.database, TEN + HOUR) == Saved(office.public_id)
    assert house.offices()[0].closed_at is None
    assert [action for action, _, _ in house.log()][-2:] == ["close_office", "open_office"]


def test_an_office_that_closes_and_a_time_that_is_published_there_see_each_other(
    town: Town, house: House
) -> None:
    office = house.offices()[0]
    under_way, halfway = threading.Event(), threading.Event()

    def publish(session: Session) -> None:
        town.add_slot(session, TEN)
        under_way.set()
        halfway.wait(0.5)

    def close(session: Session) -> None:
        offices.one(session, town.a_kasse, office.public_id, for_update=True)
        offices.change(session, office.id, {"closed_at": NOW})
        under_way.set()
        halfway.wait(0.5)

    with ThreadPoolExecutor(1) as pool:
        publishing = pool.submit(town.database.write, publish)
        assert under_way.wait(30)
        command = CloseOffice(house.chief, office.public_id)
        assert close_office(command, house.database, NOW) == Refused(Why.SOMETHING_AHEAD, 1)
        publishing.result(30)
        under_way.clear()
        closing = pool.submit(town.database.write, close)
        assert under_way.wait(30)
        with pytest.raises(Conflict, match="office_closed"):
            town.slot(TEN + HOUR)
        closing.result(30)


def test_two_open_offices_or_teams_never_go_by_one_name(town: Town, house: House) -> None:
    first, team = saved(house.office()), saved(house.team())
    assert house.office(name="NØRREBRO") == Refused(Why.NAME_TAKEN)
    assert house.team(name="hold 1") == Refused(Why.NAME_TAKEN)

    close_office(CloseOffice(house.chief, first), house.database, NOW)
    close_team(CloseTeam(house.chief, team), house.database, NOW)
    assert saved(house.office(name="NØRREBRO")) != first
    assert saved(house.team(name="hold 1")) != team
    assert open_office(CloseOffice(house.chief, first), house.database, NOW) == Refused(Why.NAME_TAKEN)


def test_a_team_has_its_members_and_they_leave_the_team_they_were_in(town: Town, house: House) -> None:
    second = town.worker_with_role("caseworker")
    first = saved(house.team(town.a_kasse_worker, second))
    other = saved(house.team(second, name="Hold 2"))

    def names() -> dict[str, str | None]:
        return {house.worker(key).name: house.worker(key).team for key in (town.a_kasse_worker, second)}

    assert names() == {"Anna": "Hold 1", "En caseworker": "Hold 2"}
    town.slot(caseworker_id=None, team_id=house.teams()[0].id, capacity=2)
    assert close_team(CloseTeam(house.chief, first), house.database, NOW) == Refused(Why.SOMETHING_AHEAD, 1)
    assert close_team(CloseTeam(house.chief, other), house.database, NOW) == Saved(other)
    assert names() == {"Anna": "Hold 1", "En caseworker": None}
    assert house.team(team=first, name="Holdet") == Saved(first)
    assert names() == {"Anna": None, "En caseworker": None}
    assert house.log()[-1][2]["changes"] == {"name": ["Hold 1", "Holdet"], "members": [["Anna"], []]}


def test_a_video_host_stays_while_a_meeting_ahead_needs_it(town: Town, house: House) -> None:
    house.contact(video_hosts=("video.example", "andet.example"))
    town.slot(video_link="https://video.example/rum-1")

    assert house.contact(video_hosts=("andet.example",)) == Refused(Why.HOST_IN_USE, 1)
    assert house.contact(video_hosts=("video.example",)) == Saved()
    assert house.settings().video_hosts == ("video.example",)


def test_the_letter_head_stands_in_the_next_letter(town: Town, house: House) -> None:
    house.contact(letter_head="Gaden 1\n1620 København V", phone="70 10 20 30")
    person = town.person(in_the_a_kasse())

    def between(session: Session) -> Any:
        found = people.by_id(session, person)
        assert found is not None
        seen = casework.see(session, town.a_kasse_worker, found.public_id, NOW)
        return send_letter.between(seen, NOW)

    sender = town.database.read(between).sender_in("da")
    assert sender.name == "A-kassen"
    assert sender.lines == ("Gaden 1", "1620 København V", "Telefon 70 10 20 30")


def test_joint_meetings_are_the_jobcenters_to_decide(town: Town) -> None:
    jobcenter = House(town, town.jobcenter)
    seen = administer.settings_mark(jobcenter.settings(), ("faelles",))
    command = SetJointMeetings(jobcenter.chief, seen, FaellesMaade.INDKALDELSE)

    assert set_joint_meetings(command, town.database, NOW) == Saved()
    assert jobcenter.settings().faelles is FaellesMaade.INDKALDELSE
    # The same form once more is no older than what it asks for; another one is.
    assert set_joint_meetings(command, town.database, NOW) == Saved()
    other = replace(command, faelles=FaellesMaade.SELVBOOKING)
    assert set_joint_meetings(other, town.database, NOW) == Outdated()
    assert jobcenter.log()[-1][2]["changes"] == {"faelles": ["selvbooking", "indkaldelse"]}
