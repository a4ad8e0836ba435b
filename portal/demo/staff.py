"""Who works in the demo's offices, with or without meetings, and which of them can be signed in as."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from portal.demo.places import AGENCY, Branch, branches, invented_name
from portal.policy.facts import Aktoer

_A_KASSE_OFFICES_OF_TWO = frozenset({"0101", "0751"})


@dataclass(frozen=True, slots=True)
class Worker:
    """A caseworker. `number` counts all of them; `subject` is the identity provider's lasting name."""

    number: int
    branch: Branch
    subject: str
    name: str

    @property
    def mail(self) -> str:
        return f"{self.subject}@{self.branch.holder.value.replace('_', '-')}.example"


@dataclass(frozen=True, slots=True)
class Employee:
    """A caseworker who can be signed in as, and in Danish and English who that is."""

    worker: Worker
    role: str
    situation: str
    situation_en: str


@lru_cache(maxsize=1)
def workers() -> tuple[Worker, ...]:
    """Everyone, office by office. The first of a house's first office also holds its joint meetings."""
    found: list[Worker] = []
    for branch in branches():
        for _ in range(_how_many(branch)):
            number = len(found)
            found.append(Worker(number, branch, f"{branch.code.lower()}-{number}", invented_name(number)))
    return tuple(found)


@lru_cache(maxsize=1)
def desks() -> tuple[Worker, ...]:
    """Those who hold no meetings: they set the organisation up, or look at its figures."""
    first = len(workers())
    return tuple(
        Worker(
            first + number,
            _branch(holder, code, kommune),
            f"{code.lower()}-{role}",
            invented_name(first + number),
        )
        for number, (holder, code, kommune, role, _danish, _english) in enumerate(_DESKS)
    )


def _branch(holder: Aktoer, code: str, kommune: str) -> Branch:
    if holder is AGENCY.holder:
        return Branch(holder, code, "", "", "", "")
    return office_for(holder, code, kommune, "0000")


@lru_cache(maxsize=512)
def workers_of(branch: Branch) -> tuple[Worker, ...]:
    return tuple(worker for worker in workers() if worker.branch == branch)


def office_for(holder: Aktoer, code: str, kommune: str, postcode: str) -> Branch:
    """Where a person who lives there is met: in the own kommune, else where the postcode is nearest."""
    own = [branch for branch in branches() if (branch.holder, branch.code) == (holder, code)]
    return min(own, key=lambda b: (b.kommune != kommune, abs(int(b.postcode) - int(postcode))))


def employees() -> tuple[Employee, ...]:
    """Those who can be signed in as."""
    return (
        *(
            Employee(workers_of(office_for(holder, code, kommune, "0000"))[0], role, danish, english)
            for holder, code, kommune, role, danish, english in _EMPLOYEES
        ),
        *(
            Employee(worker, role, danish, english)
            for worker, (_holder, _code, _kommune, role, danish, english) in zip(desks(), _DESKS, strict=True)
        ),
    )


_EMPLOYEES = (
    (
        Aktoer.A_KASSE, "AK01", "0751", "caseworker",
        "Sagsbehandler i Faglig Fælles A-kasse (3F), Aarhus.",
        "Caseworker at Faglig Fælles A-kasse (3F), Aarhus.",
    ),
    (
        Aktoer.A_KASSE, "AK02", "0101", "team_leader",
        "Teamleder i Akademikernes A-kasse, København.",
        "Team leader at Akademikernes A-kasse, Copenhagen.",
    ),
    (
        Aktoer.JOBCENTER, "0751", "0751", "caseworker",
        "Sagsbehandler i Jobcenter Aarhus.",
        "Caseworker at Jobcenter Aarhus.",
    ),
    (
        Aktoer.JOBCENTER, "0461", "0461", "team_leader",
        "Teamleder i Jobcenter Odense.",
        "Team leader at Jobcenter Odense.",
    ),
    (
        Aktoer.JOBCENTER, "0851", "0851", "administrator",
        "Administrator i Jobcenter Aalborg, som indkalder til fælles samtaler.",
        "Administrator at Jobcenter Aalborg, which calls to joint meetings itself.",
    ),
)  # fmt: skip

_DESKS = (
    (
        Aktoer.A_KASSE, "AK01", "0751", "administrator",
        "Administrator i Faglig Fælles A-kasse (3F). Sætter kontorer, medarbejdere og grænser op.",
        "Administrator at Faglig Fælles A-kasse (3F). Sets up offices, staff and limits.",
    ),
    (
        Aktoer.A_KASSE, "AK01", "0751", "supervision",
        "Tilsyn i Faglig Fælles A-kasse (3F). Ser kun tal.",
        "Supervision at Faglig Fælles A-kasse (3F). Sees figures only.",
    ),
    (
        Aktoer.JOBCENTER, "0751", "0751", "administrator",
        "Administrator i Jobcenter Aarhus. Sætter kontorer, medarbejdere og grænser op.",
        "Administrator at Jobcenter Aarhus. Sets up offices, staff and limits.",
    ),
    (
        Aktoer.JOBCENTER, "0751", "0751", "supervision",
        "Tilsyn i Jobcenter Aarhus. Ser kun tal.",
        "Supervision at Jobcenter Aarhus. Sees figures only.",
    ),
    (
        AGENCY.holder, AGENCY.code, "", "supervision",
        "Styrelsen for Arbejdsmarked og Rekruttering. Ser alle a-kassers tal for tilsynet og ingen borgere.",
        "The Danish Agency for Labour Market and Recruitment. Sees every a-kasse's figures, and no citizens.",
    ),
)  # fmt: skip


def _how_many(branch: Branch) -> int:
    return 2 if branch.holder is Aktoer.JOBCENTER or branch.kommune in _A_KASSE_OFFICES_OF_TWO else 1
