"""An organisation and its administrator, who sets it up."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select

from portal.actions import administer, set_contact, set_local_limits, set_team
from portal.actions.administer import NEW, Outcome, Outdated, Saved
from portal.actions.deactivate_caseworker import DeactivateCaseworker, deactivate_caseworker, mark_of
from portal.actions.set_caseworker import SetCaseworker, set_caseworker
from portal.actions.set_contact import SetContact
from portal.actions.set_local_limits import SetLocalLimits
from portal.actions.set_office import SetOffice, set_office
from portal.actions.set_team import SetTeam
from portal.store import ahead, offices, organisations, staff, teams
from portal.store.staff import WorkerRow
from portal.store.tables_case import Audit
from tests.store.town import NOW, Town


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


def saved(outcome: Outcome) -> UUID:
    assert isinstance(outcome, Saved)
    assert outcome.public_id is not None
    return outcome.public_id
