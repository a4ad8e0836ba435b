"""Correcting, bringing in and sending on: whole or not at all, whoever comes first, on both databases."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import func, select

from portal.actions.bring_in_person import BringInPerson, BroughtIn, bring_in_person
from portal.actions.casework import NotSeen
from portal.actions.correct_course import (
    CorrectCourse,
    Corrected,
    NotCorrected,
    Outdated,
    correct_course,
)
from portal.actions.course_in.fields import NOWHERE
from portal.actions.course_in.files import Stated
from portal.actions.visiter import NotVisited, Visited, Visiter, visiter
from portal.policy.facts import Facts, Person
from portal.policy.oplysninger import Oplysning
from portal.store import corrections, facts, letters, people, people_in, tables
from portal.store.cpr import Cpr
from portal.store.tables_case import Audit, Outbox
from portal.store.tables_people import Rettelse
from tests.actions.courses import in_the_a_kasse, new_in_the_a_kasse, with_the_jobcenter
from tests.store.town import NOW, VAULT, Town

SPELL = {"fra": "2024-08-05"}
AFTER = {"fra": date(2024, 8, 5), "til": date(2024, 8, 30), "aarsag": "arbejde"}
YOUNG = replace(
    new_in_the_a_kasse(date(2024, 8, 26)),
    person=Person(date(2003, 2, 1), erhvervskompetencegivende_uddannelse=False),
)


def public_id(town: Town, person: int) -> UUID:
    found = town.database.read(lambda session: people.by_id(session, person))
    assert found is not None
    return found.public_id


def correct(town: Town, person: int, worker: int | None = None, **changed: Any) -> Any:
    own = town.a_kasse
    known = town.database.read(lambda s: people_in.known(s, [person], own))[person]
    (row,) = known.rows["tilmelding"]
    values: dict[str, Any] = {
        "kind": Oplysning.TILMELDING,
        "key": row.key,
        "expected": SPELL,
        "after": AFTER,
        "why": "Fået job",
        **changed,
    }
    command = CorrectCourse(worker or town.a_kasse_worker, public_id(town, person), **values)
    return correct_course(command, town.database, NOW)


def test_a_correction_its_history_and_the_log_are_one(town: Town) -> None:
    person = town.person(in_the_a_kasse())

    outcome = correct(town, person)

    assert isinstance(outcome, Corrected)
    (kept,) = town.database.read(lambda s: corrections.of_person(s, person))
    assert (kept.foer, kept.begrundelse) == (SPELL, "Fået job")
    assert {"svar": "ansvarlig", "om": "", "foer": {"aktoer": "a_kasse"}, "efter": {"aktoer": "ingen"}} in (
        kept.svar or []
    )
    query = select(Audit.action, Audit.outcome).where(Audit.person_id == person)
    assert town.database.read(lambda s: s.execute(query).all()) == [("correct_course", "allowed")]


def test_what_was_shown_must_still_stand_and_nothing_is_written_twice(town: Town) -> None:
    person = town.person(in_the_a_kasse())
    correct(town, person)

    with pytest.raises(Outdated):
        correct(town, person, after=AFTER | {"til": date(2024, 8, 29)})
    shown = {"fra": "2024-08-05", "til": "2024-08-30", "aarsag": "arbejde"}
    assert correct(town, person, expected=shown) == Corrected(None)
    assert town.count(Rettelse) == 1


def test_a_fact_sent_twice_stands_once_and_another_in_its_place_is_pointed_to_the_first(town: Town) -> None:
    person = town.person(in_the_a_kasse())
    new = {"key": None, "expected": None}
    day, fra = date(2024, 8, 30), date(2024, 9, 1)
    deputy = {"navn": "Bo", "adresse": None, "mail": "bo@b.example", "omfang": "alt", "fra": fra, "til": None}
    month = {"maaned": date(2024, 8, 1), "registreret": date(2024, 9, 2)}
    for kind, after, other in (
        (Oplysning.FORBRUG, month | {"timer": Decimal(160)}, {"timer": Decimal(100)}),
        (Oplysning.CV, {"dato": day, "fyldestgoerende": True, "mangler": None}, {"fyldestgoerende": False}),
        (Oplysning.VEJLEDNING, {"dato": day, "skriftlig": True, "noteret": None}, {"noteret": "Alt"}),
        (Oplysning.FULDMAGT, deputy, {"til": date(2025, 9, 1)}),
        (Oplysning.A_KASSE, {"kode": "AK1", "fra": fra}, None),
    ):
        added = correct(town, person, kind=kind, after=after, **new)
        assert isinstance(added, Corrected)
        assert added.judged is not None
        assert correct(town, person, kind=kind, after=after, **new) == Corrected(None)
        if other is not None:
            refused = correct(town, person, kind=kind, after=after | other, **new)
            assert isinstance(refused, NotCorrected)
            assert [one.code for one in refused.judged.plan.problems] == ["findes_allerede"]
    assert town.count(Rettelse) == 5
    first_again = correct(town, person, kind=Oplysning.A_KASSE, after={"kode": "AK1", "fra": None}, **new)
    assert first_again == Corrected(None)


def test_what_the_law_gives_to_another_is_not_corrected_and_that_somebody_tried_is_kept(town: Town) -> None:
    person = town.person(in_the_a_kasse())
    new = {"kind": Oplysning.LOENTILSKUD, "key": None, "expected": None}
    hours = {"maaned": date(2024, 8, 1), "timer": 20}

    outcome = correct(town, person, **new, after=hours)

    assert isinstance(outcome, NotCorrected)
    assert [one.finding.code for one in outcome.judged.plan.refusals] == ["kun_jobcenter"]
    assert town.count(Rettelse) == 0
    query = select(Audit.outcome).where(Audit.person_id == person)
    assert town.database.read(lambda s: s.execute(query).scalars().all()) == ["refused"]


def test_a_stranger_corrects_nothing(town: Town) -> None:
    person = town.person(in_the_a_kasse())
    other = town.database.write(lambda s: town.organisation(s, "a_kasse", "AK2", "En anden"))
    worker = town.worker_with_role("caseworker", other)

    with pytest.raises(NotSeen):
        correct(town, person, worker)

    assert town.count(Rettelse) == 0


def test_two_who_bring_in_the_same_person_at_once_make_one(town: Town) -> None:
    stated = (
        Stated(Oplysning.NAVN, {"vaerdi": "Kim Ny"}, NOWHERE),
        Stated(Oplysning.A_KASSE, {"kode": "AK1", "fra": None}, NOWHERE),
    )
    command = BringInPerson(town.a_kasse_worker, Cpr("0202800011"), stated)

    with ThreadPoolExecutor(4) as pool:
        tries = [pool.submit(bring_in_person, command, town.database, VAULT, NOW) for _ in range(4)]
        outcomes = [one.result() for one in tries]

    assert all(isinstance(outcome, BroughtIn) for outcome in outcomes)
    assert len({outcome.person for outcome in outcomes if isinstance(outcome, BroughtIn)}) == 1
    count = select(func.count()).select_from(tables.Person)
    assert town.database.read(lambda s: s.execute(count).scalar_one()) == 1


@pytest.mark.parametrize(
    ("course", "code"),
    [
        (in_the_a_kasse(), "uddannelsespaalaeg"),
        (replace(with_the_jobcenter(), person=YOUNG.person), "kun_ansvarlig_aktoer"),
        (Facts(YOUNG.person), "uddannelsespaalaeg"),
    ],
)
def test_nobody_is_sent_on_outside_the_target_group_or_the_a_kasses_own_part(
    town: Town, course: Facts, code: str
) -> None:
    person = town.person(course)

    outcome = visiter(Visiter(town.a_kasse_worker, public_id(town, person)), town.database, NOW)

    assert isinstance(outcome, NotVisited)
    assert [finding.code for finding in outcome.decision.refusals] == [code]
    assert town.count(Outbox) == 0


def test_sending_on_happens_once_and_the_jobcenter_holds_the_course_from_the_next_day(town: Town) -> None:
    person = town.person(YOUNG)
    command = Visiter(town.a_kasse_worker, public_id(town, person))

    outcomes = [visiter(command, town.database, NOW) for _ in range(2)]

    assert all(isinstance(outcome, Visited) for outcome in outcomes)
    assert [outcome.decision is None for outcome in outcomes if isinstance(outcome, Visited)] == [False, True]
    assert town.count(Outbox) == 3
    (letter,) = town.database.read(lambda s: letters.of_person(s, person))
    assert letter.kind == "visiteret"
    written = town.database.read(lambda s: letters.get_own(s, person, letter.public_id))
    assert written is not None
    assert "Fra tirsdag den 3. september 2024 er det jobcentret, der har ansvaret" in written.body
    tomorrow = NOW + timedelta(days=1)
    known = town.database.read(lambda s: facts.load(s, person, tomorrow)).facts
    assert known.visiteret == date(2024, 9, 2)
    with pytest.raises(NotSeen):
        visiter(Visiter(town.jobcenter_worker, command.person), town.database, NOW)
