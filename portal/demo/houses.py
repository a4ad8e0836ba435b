"""Writes the demo's houses: organisations, offices, teams and caseworkers, and what they have agreed."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from portal.clock import COPENHAGEN
from portal.demo.places import AGENCY, Branch, House, branches, houses, nobodys_phone
from portal.demo.staff import Worker, desks, employees, office_for, workers, workers_of
from portal.demo.times import TEAMS, Joint, Time, pairs
from portal.policy.facts import Aktoer, Samtaleform
from portal.store import bulk
from portal.store import organisations as added
from portal.store.database import Session
from portal.store.tables import Caseworker, Office, Organisation, Team
from portal.store.tables_meeting import Agreement

VIDEO_HOST = "video.example"
_ACCESS = (
    "Indgang fra gaden, elevator til alle etager.",
    "Niveaufri adgang. Teleslynge ved skranken.",
    "Indgang fra gården. Ring på, hvis du har brug for hjælp til trappen.",
)


@dataclass(frozen=True)
class Keys:
    """What the database calls the demo's houses and people who work there."""

    organisations: dict[tuple[Aktoer, str], int]
    offices: dict[Branch, int]
    workers: dict[Worker, int]
    teams: dict[tuple[Aktoer, str], int]
    agreements: dict[tuple[str, str], int]

    def organisation(self, branch: Branch) -> int:
        return self.organisations[branch.holder, branch.code]

    def agreement(self, offered: Time, side: Joint) -> int:
        """The one that the joint time is agreed in."""
        return self.agreements[offered.worker.branch.code, side.worker.branch.code]


def write(session: Session, now: datetime) -> Keys:
    """Writes all that is there before anybody becomes unemployed. `now`: aware."""
    organisations = {(house.holder, house.code): _organisation(house) for house in houses()}
    bulk.add(session, organisations.values())
    keys = {name: row.id for name, row in organisations.items()}
    agency = AGENCY.holder, AGENCY.code
    keys[agency] = added.add(session, *agency, AGENCY.name)
    offices = {branch: _office(branch, organisations[branch.holder, branch.code]) for branch in branches()}
    bulk.add(session, offices.values())
    teams = {(holder, code): _team(holder, code, offices, keys) for holder, code in TEAMS}
    bulk.add(session, teams.values())
    roles = {employee.worker: employee.role for employee in employees()}
    staff = {worker: _caseworker(worker, offices, keys, roles) for worker in workers()}
    for (holder, code), team in teams.items():
        for worker in workers_of(office_for(holder, code, code, "1000")):
            staff[worker].team_id = team.id
    at_desks = [_caseworker(worker, offices, keys, roles) for worker in desks()]
    bulk.add(session, [*staff.values(), *at_desks])
    agreements = {
        (pair.jobcenter.branch.code, pair.a_kasse.branch.code): _agreement(
            keys[Aktoer.JOBCENTER, pair.jobcenter.branch.code],
            keys[Aktoer.A_KASSE, pair.a_kasse.branch.code],
            now,
        )
        for pair in pairs()
    }
    bulk.add(session, agreements.values())
    return Keys(
        organisations=keys,
        offices={branch: row.id for branch, row in offices.items()},
        workers={worker: row.id for worker, row in staff.items()},
        teams={name: row.id for name, row in teams.items()},
        agreements={codes: row.id for codes, row in agreements.items()},
    )


def slots(
    keys: Keys, times: Iterable[Time], intervals: Mapping[tuple[int, datetime], int], now: datetime
) -> Iterator[dict[str, Any]]:
    """The rows of these times, with the same columns in each. `intervals`: the keys of the agreed ones, by
    the agreement's and when they begin.
    """
    for offered in times:
        joint = offered.joint
        agreed = intervals[keys.agreement(offered, joint), offered.start] if joint else None
        yield slot(keys, offered, now) | {"interval_id": agreed}


def slot(keys: Keys, offered: Time, now: datetime) -> dict[str, Any]:
    branch = offered.worker.branch
    of_a_team = offered.places > 1
    return {
        "public_id": uuid.uuid4(),
        "organisation_id": keys.organisation(branch),
        "office_id": keys.offices[branch],
        "caseworker_id": None if of_a_team else keys.workers[offered.worker],
        "team_id": keys.teams[branch.holder, branch.code] if of_a_team else None,
        "start": offered.start,
        "slut": offered.slut,
        "fremmoede": Samtaleform.FREMMOEDE in offered.former,
        "telefon": Samtaleform.TELEFON in offered.former,
        "video": Samtaleform.VIDEO in offered.former,
        "capacity": offered.places,
        "free": offered.places,
        "room": f"Lokale {offered.worker.number % 9 + 1}"
        if Samtaleform.FREMMOEDE in offered.former
        else None,
        "video_link": _video_link(offered),
        "published_at": now - timedelta(days=28),
        **_joint(keys, offered),
    }


def _joint(keys: Keys, offered: Time) -> dict[str, Any]:
    joint = offered.joint
    if joint is None:
        columns = ("agreement_id", "a_kasse_id", "a_kasse_caseworker_id", "a_kasse_form", "a_kasse_link")
        return dict.fromkeys(columns)
    alone = joint.form is Samtaleform.VIDEO and Samtaleform.VIDEO not in offered.former
    return {
        "agreement_id": keys.agreement(offered, joint),
        "a_kasse_id": keys.organisation(joint.worker.branch),
        "a_kasse_caseworker_id": keys.workers[joint.worker],
        "a_kasse_form": joint.form.value,
        "a_kasse_link": _room(offered) if alone else None,
    }


def _video_link(offered: Time) -> str | None:
    return _room(offered) if Samtaleform.VIDEO in offered.former else None


def _room(offered: Time) -> str:
    return f"https://{VIDEO_HOST}/{offered.worker.subject}-{int(offered.start.timestamp()) // 60:x}"


def _organisation(house: House) -> Organisation:
    kind = house.holder.value.replace("_", "-")
    site = f"{kind}-{house.code.lower()}.example"
    limits = house.limits
    return Organisation(
        holder=house.holder.value,
        code=house.code,
        name=house.name,
        region=house.region,
        phone=nobodys_phone(100_000 + len(site) * 1000 + int(house.code.removeprefix("AK"))),
        email=f"post@{site}",
        website=f"https://{site}",
        letter_head=_letter_head(house),
        video_hosts=[VIDEO_HOST],
        mindst_dage_mellem=limits.mindst_dage_mellem,
        hoejst_planlagte=limits.hoejst_planlagte,
        ombookning_senest_timer=limits.ombookning_senest_timer,
        faelles=limits.faelles.value,
        cvr=f"{90_000_000 + len(site) * 1000 + int(house.code.removeprefix('AK'))}",
    )


def _letter_head(house: House) -> str:
    """Where its main office is."""
    main = next(branch for branch in branches() if (branch.holder, branch.code) == (house.holder, house.code))
    return f"{main.address}\n{main.postcode} {main.city}"


def _office(branch: Branch, house: Organisation) -> Office:
    """One that has no other beside it goes by the name of its house."""
    number = int(branch.postcode)
    beside = [other for other in branches() if (other.holder, other.code) == (branch.holder, branch.code)]
    return Office(
        organisation_id=house.id,
        name=house.name if len(beside) == 1 else f"{house.name}, {branch.city}",
        address=branch.address,
        postcode=branch.postcode,
        city=branch.city,
        kommune_code=branch.kommune,
        access=_ACCESS[number % len(_ACCESS)],
        phone=nobodys_phone(200_000 + number),
    )


def _team(
    holder: Aktoer, code: str, offices: dict[Branch, Office], keys: dict[tuple[Aktoer, str], int]
) -> Team:
    office = offices[office_for(holder, code, code, "1000")]
    return Team(organisation_id=keys[holder, code], office_id=office.id, name="Telefonteamet")


def _caseworker(
    worker: Worker,
    offices: dict[Branch, Office],
    keys: dict[tuple[Aktoer, str], int],
    roles: dict[Worker, str],
) -> Caseworker:
    office = offices.get(worker.branch)
    return Caseworker(
        organisation_id=keys[worker.branch.holder, worker.branch.code],
        office_id=office.id if office else None,
        subject=worker.subject,
        name=worker.name,
        email=worker.mail,
        role=roles.get(worker, "caseworker"),
    )


def _agreement(jobcenter: int, a_kasse: int, now: datetime) -> Agreement:
    agreed = now - timedelta(days=119)
    return Agreement(
        jobcenter_id=jobcenter,
        a_kasse_id=a_kasse,
        status="accepted",
        fra=agreed.astimezone(COPENHAGEN).date(),
        til=(agreed + timedelta(days=365)).astimezone(COPENHAGEN).date(),
        updated_at=agreed,
    )
