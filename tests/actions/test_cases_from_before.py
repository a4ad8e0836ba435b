"""Exemptions that were refused or lifted before there were cases are cases once the database is migrated."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from portal.actions.sager.complain import Complain, complain
from portal.actions.sager.own_case import Done
from portal.policy.facts import Aktoer, Beslutning, BeslutningArt
from portal.policy.fritagelse import Ophoer
from portal.store import afgoerelser, migrate
from portal.store.afgoerelser import Sag
from portal.store.database import Database
from tests.actions.cases import steps
from tests.actions.courses import in_the_a_kasse, with_the_jobcenter
from tests.actions.test_requests import EXEMPTION, answer, asked, lift
from tests.store.town import NOW, Town

BEFORE_CASES, BEFORE_THESE = "0029", "0039"
EXEMPT = (Beslutning(BeslutningArt.FRITAGELSE, Aktoer.A_KASSE, date(2024, 5, 20)),)
GONE = {"ophoer": Ophoer.GRUND_BORTFALDET, "begrundelse": "Du har fået en computer."}


def test_what_was_refused_or_lifted_can_be_complained_of_as_if_there_had_always_been_cases(
    town: Town, migrated_url: str
) -> None:
    people = decided(town)
    as_taken = {person: told(town, person) for person in people}

    moved(town, migrated_url, BEFORE_CASES)

    assert {person: told(town, person) for person in people} == as_taken
    complained = people[1]
    (sag,) = cases(town, complained)
    assert isinstance(complain(Complain(complained, sag.view.public_id), town.database, NOW), Done)

    moved(town, migrated_url, BEFORE_THESE)

    assert [len(cases(town, person)) for person in people] == [1, 1, 1, 1, 0]
    assert steps(cases(town, complained)[0]) == ["aabnet", "afgjort", "klaget"]
    town.database.close()


def decided(town: Town) -> list[int]:
    """One refused by each actor, one lifted by each since its ground was gone, one lifted on a wish."""
    member, resident = in_the_a_kasse(), with_the_jobcenter()
    exempt_member = replace(EXEMPT[0], dato=date(2024, 8, 20))
    people = [
        town.person(member),
        town.person(resident),
        town.person(replace(member, beslutninger=(exempt_member,))),
        town.person(replace(resident, beslutninger=EXEMPT)),
        town.person(replace(resident, beslutninger=EXEMPT)),
    ]
    for person, worker in zip(people, (town.a_kasse_worker, town.jobcenter_worker), strict=False):
        answer(
            town, person, asked(town, person, EXEMPTION), ja=False, worker=worker, begrundelse="Du booker."
        )
    lift(town, people[2], **GONE)
    for person, why in zip(people[3:], (GONE, {}), strict=True):
        lift(town, person, caseworker_id=town.jobcenter_worker, **why)
    return people


def moved(town: Town, url: str, revision: str) -> None:
    """Down to that revision, with all that lies there, and up again."""
    town.database.close()
    migrate.downgrade(url, revision)
    migrate.upgrade(url)
    town.database = Database(url, lock_timeout_ms=10_000)


def cases(town: Town, person: int) -> tuple[Sag, ...]:
    return town.database.read(lambda session: afgoerelser.whole_of_person(session, person))


def told(town: Town, person: int) -> list[Any]:
    """What each of the person's cases says but for its own numbers."""
    return [
        (
            replace(sag.view, id=0, public_id=sag.view.person),
            steps(sag),
            [replace(one, public_id=sag.view.person) for one in sag.skridt[1:]],
        )
        for sag in cases(town, person)
    ]
