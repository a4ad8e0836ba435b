"""An organisation that begins: taken in with nobody but its first administrator."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta

from e2e.browser import DESKTOP_IN_DANISH
from e2e.caseworkers import Caseworker
from e2e.conftest import SitsDown
from e2e.demo import Demo
from e2e.journeys import Citizen
from portal import clock
from portal.actions.add_organisation import AddOrganisation, add_organisation
from portal.demo.identity import SUBSTANTIAL
from portal.policy.facts import Aktoer
from portal.store.database import Database

PATIENCE_MS = 10_000


class House:
    """An a-kasse or a jobcenter in the demo that was not there before."""

    def __init__(self, demo: Demo, holder: Aktoer, code: str, name: str) -> None:
        self.demo = demo
        self.holder = holder
        self.code = code
        self.name = name

    def stands_empty_but_for(self, administrator: str, subject: str) -> None:
        """As `portal add-organisation` takes it in."""
        command = AddOrganisation(self.holder, self.code, self.name, subject, administrator)
        database = Database(f"sqlite:///{self.demo.database}", PATIENCE_MS)
        try:
            add_organisation(command, database, clock.now())
        finally:
            database.close()
        self.knows(administrator, subject)

    def knows(self, name: str, subject: str) -> None:
        """The organisation's own sign-in lets them in; what they may do, the portal's administrator says."""
        claims = {"name": name, "organisation": self.code, "loa": SUBSTANTIAL, "idp": "mitid"}
        self.demo.know(subject, claims | {"identity_type": "professional"})

    def is_led_by(self, name: str, subject: str) -> None:
        """One of those who work there leads from now on."""
        with closing(sqlite3.connect(self.demo.database, timeout=10)) as database:
            database.execute("UPDATE caseworker SET role = 'team_leader' WHERE subject = ?", (subject,))
            database.commit()
        self.knows(name, subject)

    def seats(self, sits_down: SitsDown) -> Caseworker:
        somebody = sits_down(DESKTOP_IN_DANISH)
        return Caseworker(somebody.page, somebody.seat)

    def citizen(self, somebody: Citizen, subject: str, name: str, cpr: str) -> Citizen:
        """Somebody who signs in with MitID for the first time, and comes to Min Plan."""
        claims = {"name": name, "dk.cpr": cpr, "loa": SUBSTANTIAL, "idp": "mitid", "identity_type": "private"}
        self.demo.know(subject, claims)
        somebody.signs_in_as_somebody_else(subject)
        return somebody

    def lets_the_meetings_pass(self) -> None:
        """The house's planned meetings are over since a moment ago."""
        begun, over = (_as_stored(clock.now() - timedelta(minutes=minutes)) for minutes in (20, 5))
        with closing(sqlite3.connect(self.demo.database, timeout=10)) as database:
            database.execute(
                "UPDATE booking SET start = ?, slut = ? WHERE status = 'planlagt' AND organisation_id ="
                " (SELECT id FROM organisation WHERE code = ? AND holder = ?)",
                (begun, over, self.code, self.holder.value),
            )
            database.commit()


def _as_stored(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M:%S.%f}"
