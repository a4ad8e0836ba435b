"""What the demo's organisations brought in beside the courses: guidance, CVs, a fuldmagt, who is to move."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from portal.demo.citizens import Citizen
from portal.demo.houses import Keys
from portal.demo.staff import Worker
from portal.demo.workdays import workday_from
from portal.policy.facts import Maalgruppe
from portal.policy.kalender import day_of
from portal.store import bulk, people_in
from portal.store.database import Session
from portal.store.people_in import By, Change
from portal.store.tables import Base
from portal.store.tables_people import CvTjek, Fuldmagt, Vejledning

GUIDED_AFTER, CV_AFTER = timedelta(days=1), timedelta(days=8)
MOVES_IN = timedelta(days=20)


def write(
    session: Session, keys: Keys, citizen: Citizen, person_id: int, worker: Worker, now: datetime
) -> None:
    """`worker`: whom the person meets in the a-kasse. `now`: aware."""
    facts, today = citizen.facts, day_of(now)
    if facts.person.maalgruppe is Maalgruppe.DAGPENGE and facts.tilmeldinger:
        registered = facts.tilmeldinger[0].fra
        bulk.add(session, _ordinary(keys, person_id, worker, registered, today))
    if citizen.key == "erik-thygesen":
        bulk.add(session, [_daughter(keys, person_id, worker, today)])
    if citizen.key == "sara-kjeldsen":
        _moves(session, keys, person_id, now)


def _ordinary(keys: Keys, person_id: int, worker: Worker, registered: date, today: date) -> list[Base]:
    """The person is guided in writing the day after registering, and the CV is looked at a week later."""
    of = _of(keys, person_id, worker)
    rows: list[Base] = []
    if (day := registered + GUIDED_AFTER) <= today:
        words = "Selvbooking, frister, og hvad der sker, hvis du ikke booker."
        rows.append(Vejledning(**of, dato=day, skriftlig=True, noteret=words))
    if (day := workday_from(registered + CV_AFTER)) <= today:
        rows.append(CvTjek(**of, dato=day, fyldestgoerende=True))
    return rows


def _daughter(keys: Keys, person_id: int, worker: Worker, today: date) -> Base:
    return Fuldmagt(
        **_of(keys, person_id, worker),
        navn="Karen Thygesen",
        adresse="Opdigtet Vej 7, 4700 Næstved",
        mail="karen.thygesen@borger.example",
        omfang="alt",
        fra=today - timedelta(days=20),
        til=today + timedelta(days=160),
    )


def _moves(session: Session, keys: Keys, person_id: int, now: datetime) -> None:
    """From Odense to Aarhus, as the jobcenter there registered it."""
    worker = next(one for one in keys.workers if one.branch.code == "0461")
    by = By(
        keys.organisation(worker.branch), keys.workers[worker], now - timedelta(days=2), why="Meldt flytning"
    )
    move = Change("kommune", None, None, {"kode": "0751", "fra": day_of(now) + MOVES_IN})
    people_in.write(session, {person_id: [move]}, by)


def _of(keys: Keys, person_id: int, worker: Worker) -> dict[str, int]:
    return {
        "person_id": person_id,
        "organisation_id": keys.organisation(worker.branch),
        "caseworker_id": keys.workers[worker],
    }
