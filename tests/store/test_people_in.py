"""What is brought in of people: guidance, fuldmagter, corrections that stay, facts that read as foretold."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from portal.actions.course_in import facts_after
from portal.policy.facts import Facts, Indplacering, Loentilskud, Person, Skift, Tilmelding, Timer
from portal.store import brought_in, corrections, facts, guidance, people_in
from portal.store.guidance import Guidance
from portal.store.people_in import By, Change
from portal.store.refusals import refused_by
from portal.store.tables_case import Outbox
from portal.store.tables_people import Fuldmagt, Rettelse, Vejledning
from tests.actions.courses import in_the_a_kasse
from tests.actions.test_revoke_selvbooking import booked, revoke
from tests.store.town import NOW, Town

DAY = date(2024, 9, 2)


def test_the_first_guidance_that_counts_is_the_day_the_duty_begins(town: Town) -> None:
    person = town.person()

    def give(organisation: int, dato: date, *, skriftlig: bool) -> None:
        told = Guidance(person, organisation, None, dato, skriftlig)
        town.database.write(lambda session: guidance.record(session, told))

    def given() -> date | None:
        return town.database.read(lambda session: guidance.given(session, person))

    assert given() is None
    give(town.a_kasse, date(2024, 8, 1), skriftlig=False)
    assert given() is None
    give(town.jobcenter, date(2024, 8, 20), skriftlig=False)
    assert given() == date(2024, 8, 20)
    give(town.a_kasse, date(2024, 8, 1), skriftlig=True)
    assert given() == date(2024, 8, 1)
    assert town.count(Vejledning) == 2


def test_letters_go_to_whoever_has_a_fuldmagt_for_them_with_that_organisation(town: Town) -> None:
    person = town.person(booked(in_the_a_kasse()))

    def stand_in(navn: str, organisation: int, **more: Any) -> None:
        values = {"omfang": "breve", "fra": date(2024, 8, 1), "mail": "x@y.example", **more}
        row = Fuldmagt(person_id=person, organisation_id=organisation, navn=navn, **values)
        town.database.write(lambda session: session.add(row))

    stand_in("Letters", town.a_kasse, til=DAY)
    stand_in("All", town.a_kasse, omfang="alt", mail=None, adresse="Gaden 1")
    stand_in("Ended", town.a_kasse, til=date(2024, 9, 1))
    stand_in("Not yet", town.a_kasse, fra=date(2024, 9, 3))
    stand_in("Booking", town.a_kasse, omfang="booking")
    stand_in("Elsewhere", town.jobcenter)

    revoke(town, person)

    query = select(Outbox.payload).where(Outbox.topic == "letter.copy").order_by(Outbox.id)
    copies = town.database.read(lambda session: session.execute(query).scalars().all())
    known = town.database.read(lambda s: brought_in.of_person(s, person, DAY)).representatives
    names = {str(one.public_id): one.navn for one in known}
    assert [(names[copy["fuldmagt"]], copy["by_mail"]) for copy in copies] == [
        ("Letters", True),
        ("All", False),
    ]
    assert "Elsewhere" in names.values()


@pytest.mark.parametrize("statement", ["UPDATE rettelse SET felt = 'x'", "DELETE FROM rettelse"])
def test_what_was_corrected_is_told_for_ever(town: Town, statement: str) -> None:
    person = town.person()
    change = Change("telefon", None, {"vaerdi": None}, {"vaerdi": "22334455"})
    by = By(town.a_kasse, town.a_kasse_worker, NOW, why="Ny mobil")
    town.database.write(lambda s: people_in.write(s, {person: [change]}, by))

    with pytest.raises(DBAPIError) as refused:
        town.database.write(lambda s: s.execute(text(statement)))

    assert refused_by(refused.value) == "rettelse_append_only"
    (kept,) = town.database.read(lambda s: corrections.of_person(s, person))
    assert (kept.foer, kept.efter, kept.begrundelse) == ({}, {"vaerdi": "22334455"}, "Ny mobil")
    assert town.count(Rettelse) == 1


COURSE = Facts(
    person=Person(date(1990, 2, 1)),
    tilmeldinger=(Tilmelding(date(2024, 8, 5)),),
    indplaceringer=(Indplacering(date(2024, 8, 5)),),
    forbrug=(Timer(date(2024, 8, 1), Decimal("150.50"), date(2024, 8, 31)),),
    loentilskud=(Loentilskud(date(2024, 8, 1), Decimal(20)),),
    skift=(Skift(date(2024, 9, 1), a_kasse="AK2", kommune="0147"),),
)
SPELL = {"fra": date(2024, 8, 5), "til": None, "aarsag": None}
HOURS = {"maaned": date(2024, 8, 1), "timer": Decimal("150.50"), "registreret": date(2024, 8, 31)}

CHANGES: list[tuple[str, dict[str, Any] | None, dict[str, Any] | None]] = [
    ("tilmelding", SPELL, SPELL | {"til": date(2024, 9, 1), "aarsag": "sygdom"}),
    ("tilmelding", None, {"fra": date(2024, 3, 1), "til": date(2024, 4, 1), "aarsag": "arbejde"}),
    ("indplacering", {"dato": date(2024, 8, 5), "loebende": False}, None),
    ("forbrug", HOURS, HOURS | {"timer": Decimal("160.33")}),
    ("forbrug", None, HOURS | {"registreret": date(2024, 9, 1)}),
    ("loentilskud", {"maaned": date(2024, 8, 1), "timer": Decimal("20.00")}, None),
    ("kommune", {"kode": "0147", "fra": date(2024, 9, 1)}, None),
    ("a_kasse", {"kode": "AK2", "fra": date(2024, 9, 1)}, {"kode": "AK1", "fra": date(2024, 9, 2)}),
    ("kommune", {"kode": "0101", "fra": None}, {"kode": "0147", "fra": None}),
    ("visiteret", {"dato": None}, {"dato": date(2024, 9, 2)}),
    ("maalgruppe", {"vaerdi": "dagpenge"}, {"vaerdi": "dimittend"}),
    ("uddannelse", {"vaerdi": True}, {"vaerdi": False}),
    ("a_kasseforsoeg", {"vaerdi": False}, {"vaerdi": True}),
    ("navn", {"vaerdi": "Kim Jensen"}, {"vaerdi": "Kim Holm"}),
    (
        "mindre_intensiv",
        None,
        {"grund": "job", "starter": date(2024, 10, 1), "fra": None, "til": None, "dokumenteret": True},
    ),
    ("cv", None, {"dato": date(2024, 8, 12), "fyldestgoerende": True}),
]


def test_the_facts_after_a_correction_read_as_they_were_foretold(town: Town) -> None:
    def found(session: Any) -> None:
        town.organisation(session, "a_kasse", "AK2", "En anden")
        town.organisation(session, "jobcenter", "0147", "Frederiksberg")

    town.database.write(found)
    person = town.person(COURSE)
    by = By(town.a_kasse, town.a_kasse_worker, NOW)

    for felt, before, after in CHANGES:
        known = town.database.read(lambda s: people_in.known(s, [person], town.a_kasse))[person]
        row = next(
            (row for row in known.rows[felt] if before is not None and dict(row.values) == before), None
        )
        assert (row is None) is (before is None), (felt, known.rows[felt])
        change = Change(felt, row.key if row else None, before, after)
        told = facts_after.after(town.database.read(lambda s: facts.load(s, person, NOW)).facts, [change])
        town.database.write(lambda s, change=change: people_in.write(s, {person: [change]}, by))
        read = town.database.read(lambda s: facts.load(s, person, NOW)).facts
        regler = {"regler_a_kasse": told.regler_a_kasse, "regler_jobcenter": told.regler_jobcenter}
        assert replace(read, **regler) == told, felt

    assert town.count(Rettelse) == len(CHANGES)
