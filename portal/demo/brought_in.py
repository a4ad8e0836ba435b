"""What the demo's organisations brought in beside the courses: guidance, CVs, a fuldmagt, who is to move."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final

from portal.demo.citizens import Citizen
from portal.demo.houses import Keys
from portal.demo.staff import Worker
from portal.demo.workdays import workday_from
from portal.policy.facts import Maalgruppe, Tilmelding
from portal.policy.kalender import day_of
from portal.store import bulk, people_in
from portal.store.database import Session
from portal.store.people_in import By, Change
from portal.store.tables import Base
from portal.store.tables_people import CvTjek, Fuldmagt, Vejledning

LACKS_A_CV: Final = "erik-thygesen"
GUIDED_AFTER, CV_AFTER = timedelta(days=1), timedelta(days=8)
MOVES_IN = timedelta(days=20)


def write(
    session: Session, keys: Keys, citizen: Citizen, person_id: int, worker: Worker, now: datetime
) -> None:
    """`worker`: whom the person meets in the a-kasse. `now`: aware."""
    facts, today = citizen.facts, day_of(now)
    if facts.person.maalgruppe is Maalgruppe.DAGPENGE and facts.tilmeldinger:
        bulk.add(session, _guided(keys, person_id, worker, facts.tilmeldinger[0].fra, today))
        good = citizen.key != LACKS_A_CV
        for registered in facts.tilmeldinger:
            bulk.add(session, _looked_at(keys, person_id, worker, registered, today, good=good))
    if citizen.key == "erik-thygesen":
        bulk.add(session, [_daughter(keys, person_id, worker, today)])
    if citizen.key == "sara-kjeldsen":
        _moves(session, keys, person_id, now)


def _guided(keys: Keys, person_id: int, worker: Worker, registered: date, today: date) -> list[Base]:
    """The person is guided in writing the day after registering."""
    day, words = registered + GUIDED_AFTER, "Selvbooking, frister, og hvad der sker, hvis du ikke booker."
    if day > today:
        return []
    return [Vejledning(**_of(keys, person_id, worker), dato=day, skriftlig=True, noteret=words)]


def _looked_at(
    keys: Keys, person_id: int, worker: Worker, registered: Tilmelding, today: date, *, good: bool
) -> list[Base]:
    """The CV is looked at a week after registering."""
    day = workday_from(registered.fra + CV_AFTER)
    if day > (registered.til or today):
        return []
    missing = None if good else "Skriv, hvilke job du har haft siden 2010, og dine kørekort."
    return [CvTjek(**_of(keys, person_id, worker), dato=day, fyldestgoerende=good, mangler=missing)]


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
