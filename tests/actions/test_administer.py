"""An administrator sets the organisation up: one at a time, within the own house, and all of it logged."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from portal.actions import administer, casework, send_letter, set_contact, set_local_limits, set_team
from portal.actions.add_organisation import AddOrganisation, HasAdministrator, add_organisation
from portal.actions.administer import NEW, NotAdministrator, NotOwn, Outcome, Outdated, Refused, Saved, Why
from portal.actions.close_office import CloseOffice, close_office, open_office
from portal.actions.close_team import CloseTeam, close_team
from portal.actions.deactivate_caseworker import (
    ActivateCaseworker,
    DeactivateCaseworker,
    activate_caseworker,
    deactivate_caseworker,
    mark_of,
)
from portal.actions.set_caseworker import SetCaseworker, set_caseworker
from portal.actions.set_contact import SetContact
from portal.actions.set_joint_meetings import SetJointMeetings, set_joint_meetings
from portal.actions.set_local_limits import SetLocalLimits
from portal.actions.set_office import SetOffice, set_office
from portal.actions.set_team import SetTeam
from portal.policy.facts import Aktoer, FaellesMaade
from portal.store import ahead, caseworkers, facts, offices, organisations, people, staff, tables, teams
from portal.store.database import Conflict
from portal.store.staff import WorkerRow
from portal.store.tables_case import Audit
from portal.store.tables_meeting import Slot
from tests.actions.courses import in_the_a_kasse
from tests.at_once import at_once
from tests.store.town import NOW, TEN, Town

HOUR = timedelta(hours=1)


class House:
    """The a-kasse of the town, and its administrator."""

    def __init__(self, town: Town, organisation: int, chief: int | None = None) -> None:
        self.town, self.database = town, town.database
        self.organisation = organisation
        self.chief = chief or town.worker_with_role("administrator", organisation)

    def settings(self) -> organisations.SettingsView:
        return self.database.read(lambda session: organisations.settings(session, self.organisation))

    def offices(self) -> tuple[offices.OfficeRow, ...]:
        return self.database.read(lambda session: offices.of(session, self.organisation))

    def teams(self) -> tuple[teams.TeamRow, ...]:
        return self.database.read(lambda session: teams.of(session, self.organisation))

    def worker(self, key: int) -> WorkerRow:
        found = self.database.read(lambda session: staff.of(session, self.organisation))
        return next(one for one in found if one.id == key)

    def limits(self, seen: str | None = None, **limits: int | None) -> Saved | Outdated:
        values = dict.fromkeys(set_local_limits.FIELDS) | limits
        mark = seen or administer.settings_mark(self.settings(), set_local_limits.FIELDS)
        command = SetLocalLimits(self.chief, mark, **values)
        return set_local_limits.set_local_limits(command, self.database, NOW)

    def contact(self, **changed: Any) -> Outcome:
        seen = self.settings()
        values = {name: getattr(seen, name) for name in set_contact.FIELDS} | changed
        mark = administer.settings_mark(seen, set_contact.FIELDS)
        return set_contact.set_contact(SetContact(self.chief, mark, **values), self.database, NOW)

    def office(self, office: UUID | None = None, seen: str | None = None, **changed: Any) -> Outcome:
        before = next((one for one in self.offices() if one.public_id == office), None)
        values: dict[str, Any] = {
            "name": "Nørrebro",
            "address": "Gaden 2",
            "postcode": "2200",
            "city": "København N",
            "kommune_code": "0101",
            "access": None,
            "phone": None,
        }
        mark = administer.mark(before) if before else NEW
        command = SetOffice(self.chief, office, mark if seen is None else seen, **values | changed)
        return set_office(command, self.database, NOW)

    def team(self, *members: int, team: UUID | None = None, name: str = "Hold 1", **more: Any) -> Outcome:
        known = self.database.read(
            lambda session: (teams.of(session, self.organisation), staff.of(session, self.organisation))
        )
        before = next((one for one in known[0] if one.public_id == team), None)
        mark = set_team.mark_of(before, known[1]) if before else NEW
        who = frozenset(self.worker(member).public_id for member in members)
        command = SetTeam(self.chief, team, mark, name, more.get("office"), who)
        return set_team.set_team(replace(command, **more), self.database, NOW)

    def person(self, key: int | None = None, **changed: Any) -> Outcome:
        """Adds a caseworker, or changes the one of that key."""
        before = self.worker(key) if key else None
        values: dict[str, Any] = {
            "caseworker_id": self.chief,
            "caseworker": before.public_id if before else None,
            "seen": administer.mark(before) if before else NEW,
            "subject": f"ny-{uuid4()}",
            "name": before.name if before else "Nina",
            "email": before.email if before else "nina@a-kassen.example",
            "role": before.role if before else "caseworker",
            "office": before.office_id if before else None,
            "team": before.team_id if before else None,
        }
        return set_caseworker(SetCaseworker(**values | changed), self.database, NOW)

    def deactivate(self, key: int, *, by: int | None = None, confirmed: bool = True) -> Any:
        theirs = self.database.read(lambda session: ahead.of_caseworker(session, key, NOW))
        command = DeactivateCaseworker(
            by or self.chief, self.worker(key).public_id, mark_of(theirs), confirmed=confirmed
        )
        return deactivate_caseworker(command, self.database, NOW)

    def log(self) -> list[tuple[str, str, dict[str, Any]]]:
        query = select(Audit.action, Audit.outcome, Audit.details).order_by(Audit.id)
        query = query.where(Audit.actor_kind == "caseworker", Audit.organisation_id == self.organisation)
        return self.database.read(lambda session: [tuple(row) for row in session.execute(query)])


@pytest.fixture
def house(town: Town) -> House:
    return House(town, town.a_kasse)


def saved(outcome: Outcome) -> UUID:
    assert isinstance(outcome, Saved)
    assert outcome.public_id is not None
    return outcome.public_id


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
