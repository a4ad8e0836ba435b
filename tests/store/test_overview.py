"""Whose overview no longer says what is known of them is known to the database; many are read as one is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import Table, delete, select, text, update
from sqlalchemy.orm import Session
from sqlalchemy.sql.visitors import iterate

from portal.actions.refresh_overview import ON_OPENING, refresh, refresh_own
from portal.policy.facts import Aktoer, Facts, Skift
from portal.policy.overblik import overblik
from portal.store import course, facts, facts_statements, overview, tables, tables_case, tables_meeting
from portal.store.cpr import Cpr
from portal.store.database import Database
from portal.store.overview import Fresh, Waiting
from portal.store.tables import table_of
from portal.store.tables_overview import Overview
from portal.store.views import OrganisationView
from tests.actions.courses import in_the_a_kasse, new_in_the_a_kasse
from tests.store.counting import statements
from tests.store.everything import FACTS, fill
from tests.store.test_cases_through_store import FILES, _read
from tests.store.town import NOW, VAULT, Town

TODAY = date(2024, 9, 2)


def changed(town: Town, person: int) -> int:
    query = select(Overview.changed).where(Overview.person_id == person)
    return town.database.read(lambda session: session.execute(query).scalar_one())


def row(town: Town, person: int) -> Any:
    query = select(table_of(Overview)).where(Overview.person_id == person)
    return town.database.read(lambda session: session.execute(query).one())


def own(town: Town, holder: str = "a_kasse") -> OrganisationView:
    found = town.database.read(lambda session: facts.load(session, town.person(), NOW))
    organisation = found.a_kasse if holder == "a_kasse" else found.jobcenter
    assert organisation is not None
    return organisation


def tables_of_facts() -> set[str]:
    read = facts_statements.ONE
    asked = (read.person, read.memberships, read.course, read.hours, read.samtaler, read.beslutninger)
    return {
        element.name for statement in asked for element in iterate(statement) if isinstance(element, Table)
    }


def of_a_person() -> Iterator[tuple[str, type[tables.Base]]]:
    for entity in tables.Base.__subclasses__():
        if entity.__tablename__ in tables_of_facts() - {"person", "organisation"}:
            yield entity.__tablename__, entity


def test_every_table_that_facts_are_read_from_tells_of_its_changes(town: Town) -> None:
    """A table that is added to the facts and forgotten here would leave lists that lie."""
    person = fill(town)
    other = town.person()
    still = changed(town, other)
    entities = dict(of_a_person())
    assert len(entities) == 11

    for name, entity in entities.items():
        table = table_of(entity)
        mine = table.c.person_id == person
        before = changed(town, person)
        town.database.write(lambda s, t=table, m=mine: s.execute(update(t).where(m).values(id=t.c.id)))
        assert changed(town, person) > before, f"a change of {name} is not told"
        one = {
            column.name: value
            for column, value in _a_row(town, table, person).items()
            if column.name not in {"id", "public_id"}
        }
        if name not in {"booking", "membership", "frist", "beslutning"}:
            before = changed(town, person)
            town.database.write(lambda s, t=table, m=mine: s.execute(delete(t).where(m)))
            assert changed(town, person) > before, f"a deletion in {name} is not told"
            before = changed(town, person)
            town.database.write(lambda s, e=entity, one=one: s.add(e(**one)))
            assert changed(town, person) > before, f"a new row of {name} is not told"
    assert changed(town, other) == still


def _a_row(town: Town, table: Table, person: int) -> dict[Any, Any]:
    query = select(table).where(table.c.person_id == person).limit(1)
    found = town.database.read(lambda session: session.execute(query).one())
    return dict(zip(table.c, found, strict=True))


def test_a_person_is_told_of_as_far_as_the_law_asks_after_them(town: Town) -> None:
    person = town.person()
    before = changed(town, person)

    def change(**values: Any) -> int:
        town.database.write(
            lambda s: s.execute(update(tables.Person).where(tables.Person.id == person).values(**values))
        )
        return changed(town, person)

    assert change(phone="11223344", language="en") == before
    assert change(forsoergerpligt=True) == before + 1
    assert change(visiteret=TODAY) == before + 2


def test_an_organisation_that_changes_its_limits_changes_what_is_said_of_its_people(town: Town) -> None:
    person = town.person(in_the_a_kasse())
    refresh(town.database, NOW)

    def change(**values: Any) -> int:
        mine = tables.Organisation.id == town.a_kasse
        town.database.write(lambda s: s.execute(update(tables.Organisation).where(mine).values(**values)))
        return changed(town, person)

    before = changed(town, person)
    assert change(phone="70102030", hoejst_planlagte=None) == before
    assert change(hoejst_planlagte=2) == before + 1


def test_an_overview_is_kept_whole_and_only_made_anew_where_it_has_to_be(town: Town) -> None:
    person = town.person(FACTS)
    town.person(new_in_the_a_kasse())

    assert refresh(town.database, NOW) == 2
    assert refresh(town.database, NOW) == 0

    found = row(town, person)
    known = town.database.read(lambda session: facts.load(session, person, NOW))
    expected = overblik(known.facts, NOW)
    assert (found.aktoer, found.siden, found.overgang) == ("a_kasse", expected.siden, expected.overgang)
    assert (found.a_kasse_id, found.jobcenter_id) == (town.a_kasse, town.jobcenter)
    assert found.booking_id == expected.samtale
    assert (found.computed_on, found.computed_at) == (TODAY, NOW)
    assert refresh(town.database, NOW + timedelta(days=1)) == 2


def test_a_change_between_reading_and_keeping_is_never_taken_for_known(town: Town) -> None:
    person = town.person(in_the_a_kasse())
    (waiting,) = town.database.read(lambda session: overview.waiting(session, TODAY, 10))
    known = town.database.read(lambda session: facts.load(session, person, NOW))
    made = Fresh(waiting, overblik(known.facts, NOW), town.a_kasse, town.jobcenter, TODAY, NOW)

    town.database.write(lambda s: s.add(tables.Kontrol(person_id=person, meddelelse=TODAY)))
    town.database.write(lambda session: overview.save(session, [made]))
    state = town.database.read(lambda s: overview.state(s, town.a_kasse, Aktoer.A_KASSE, TODAY))

    assert state.missing == 1
    assert refresh(town.database, NOW) == 1
    # What was made from older facts does not come back over it.
    town.database.write(
        lambda session: overview.save(session, [replace(made, of=Waiting(person, waiting.changed - 1))])
    )
    assert refresh(town.database, NOW) == 0


def test_an_organisation_waits_for_its_own_people_only_and_for_the_pressing_ones_first(town: Town) -> None:
    strangers = town.database.write(lambda s: town.organisation(s, "a_kasse", "AK2", "Den anden"))
    assert strangers
    mine = town.person(in_the_a_kasse())
    person = replace(in_the_a_kasse().person, a_kasse="AK2")
    theirs = town.person(replace(in_the_a_kasse(), person=person))
    moving = town.person(replace(in_the_a_kasse(), skift=(Skift(date(2024, 9, 3), a_kasse="AK2"),)))
    house = own(town)
    refresh(town.database, NOW)
    tomorrow = NOW + timedelta(days=1)
    town.database.write(lambda s: s.add(tables.Kontrol(person_id=mine, meddelelse=TODAY)))

    waiting = town.database.read(
        lambda s: overview.waiting_of(s, town.a_kasse, Aktoer.A_KASSE, TODAY + timedelta(days=1), 10)
    )

    assert [one.person_id for one in waiting][:2] == [mine, moving]
    assert theirs not in {one.person_id for one in waiting}
    refresh_own(town.database, house, tomorrow)
    assert row(town, moving).a_kasse_id == strangers
    assert row(town, theirs).computed_on == TODAY


def test_opening_a_list_reckons_in_a_number_of_statements_that_does_not_grow(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = own(town)
    counted = []
    for people in (1, 12):
        for _ in range(people):
            town.person(new_in_the_a_kasse())
        with statements(town.database) as said:
            assert refresh_own(town.database, house, NOW) >= people
        counted.append(len(said))
    assert counted[0] == counted[1] <= 9

    monkeypatch.setattr("portal.actions.refresh_overview.ON_OPENING", 2)
    assert refresh_own(town.database, house, NOW + timedelta(days=1)) == 2 < ON_OPENING


def test_who_was_there_before_the_overview_has_a_row_too(town: Town) -> None:
    person = town.person()
    town.database.write(lambda session: session.execute(text("DELETE FROM overblik")))
    assert town.count(Overview) == 0

    town.database.write(
        lambda session: session.execute(text("INSERT INTO overblik (person_id) SELECT id FROM person"))
    )

    assert changed(town, person) == 1
    assert refresh(town.database, NOW) == 1


@pytest.fixture
def crowded(database: Database) -> tuple[Database, dict[int, datetime]]:
    """Everybody of the law cases in one database, each at the moment of their case."""
    people: dict[int, datetime] = {}

    def work(session: Session) -> None:
        known: dict[tuple[Aktoer, str], int] = {}
        for number, path in enumerate(FILES[::4]):
            case = _read(path)
            known |= {
                key: made
                for key, made in _organisations_of(session, case.facts, known).items()
                if key not in known
            }
            person = course.store_facts(
                session,
                case.facts,
                name=f"Kim {number}",
                cpr=_numbered(case.facts.person.foedselsdato, number),
                vault=VAULT,
                organisations=known,
                now=case.nu,
            )
            people[person] = case.nu

    database.write(work)
    return database, people


def _organisations_of(
    session: Session, known: Facts, there: dict[tuple[Aktoer, str], int]
) -> dict[tuple[Aktoer, str], int]:
    """The limits of the first case stand for all: they are the same for both ways of reading."""
    person = known.person
    wanted = {(Aktoer.A_KASSE, person.a_kasse), (Aktoer.JOBCENTER, person.kommune)}
    wanted |= {(Aktoer.A_KASSE, skift.a_kasse) for skift in known.skift if skift.a_kasse}
    wanted |= {(Aktoer.JOBCENTER, skift.kommune) for skift in known.skift if skift.kommune}
    missing = {key for key in wanted if key not in there and key[1]}
    return {key: made for key in missing for made in [_one(session, key[0], key[1])]}


def _one(session: Session, holder: Aktoer, code: str) -> int:
    made = tables.Organisation(holder=holder.value, code=code, name=code, video_hosts=[])
    session.add(made)
    session.flush()
    return made.id


def _numbered(born: date, number: int) -> Cpr:
    return Cpr(f"{born:%d%m%y}{'0' if born.year < 2000 else '4'}{number:03}")


def test_many_are_read_as_each_alone_is(crowded: tuple[Database, dict[int, datetime]]) -> None:
    database, people = crowded
    assert len(people) > 40
    now = max(people.values())
    with statements(database) as said:
        together = database.read(lambda session: facts.load_many(session, list(people), now))
    assert len(said) == 6
    assert together.keys() == people.keys()

    for person in people:
        alone = database.read(lambda session, key=person: facts.load(session, key, now))
        assert together[person] == alone
    assert database.read(lambda session: facts.load_many(session, [], now)) == {}
    assert database.read(lambda session: facts.load_many(session, [4711], now)) == {}
    assert refresh(database, datetime(2026, 1, 1, tzinfo=UTC)) == len(people)


def test_a_withdrawn_deadline_is_no_fact(town: Town) -> None:
    person = town.person(FACTS)
    mine = tables_case.Frist.person_id == person
    town.database.write(lambda s: s.execute(update(tables_case.Frist).where(mine).values(withdrawn_at=NOW)))

    found = town.database.read(lambda session: facts.load(session, person, NOW))

    assert found.facts.frister == ()
    assert found.facts.forbrug[0].timer == Decimal("160.33")
    assert town.count(tables_meeting.Booking) == 1
