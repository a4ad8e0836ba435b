"""A sign-in's session: found while it goes on, by its own key, and gone when it is over."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal.store import sessions
from portal.store.database import Database
from portal.store.tables import Caseworker
from portal.store.tables_session import SigninSession
from tests.store.town import NOW, Town

KEY = b"k" * 32
OTHER = b"o" * 32


@pytest.fixture
def person(town: Town, database: Database) -> int:
    person = town.person()
    database.write(
        lambda db: sessions.start(db, KEY, person_id=person, id_token_hint="the provider's", at=NOW)
    )
    return person


def found(
    database: Database, key: bytes = KEY, *, since: timedelta = timedelta()
) -> sessions.SessionView | None:
    return database.read(lambda db: sessions.find(db, key, since=NOW + since))


def test_a_session_is_found_by_its_own_key_alone(database: Database, person: int) -> None:
    session = found(database)

    assert session is not None
    assert (session.person_id, session.caseworker_id, session.name) == (person, None, "Kim Jensen")
    assert session.organisation is None
    assert found(database, OTHER) is None


def test_a_caseworkers_session_names_the_organisation(database: Database, town: Town) -> None:
    database.write(lambda db: sessions.start(db, KEY, caseworker_id=town.a_kasse_worker, at=NOW))

    session = found(database)

    assert session is not None
    assert session.organisation is not None
    assert (session.name, session.organisation.name) == ("Anna", "A-kassen")


def test_the_session_of_a_caseworker_who_has_left_is_not_found(database: Database, town: Town) -> None:
    database.write(lambda db: sessions.start(db, KEY, caseworker_id=town.a_kasse_worker, at=NOW))
    database.write(lambda db: setattr(db.get_one(Caseworker, town.a_kasse_worker), "active", False))

    assert found(database) is None


def test_a_session_that_was_used_lately_goes_on_and_another_does_not(database: Database, person: int) -> None:
    assert found(database, since=timedelta(seconds=1)) is None

    session = found(database)
    assert session is not None
    database.write(lambda db: sessions.touch(db, session.id, at=NOW + timedelta(minutes=5)))

    assert found(database, since=timedelta(minutes=5)) is not None


def test_an_ended_session_is_over_and_its_id_token_forgotten(database: Database, person: int) -> None:
    ended = database.write(lambda db: sessions.end(db, KEY, at=NOW))

    assert ended == sessions.EndedSession(person, None, "the provider's")
    assert found(database) is None
    assert database.write(lambda db: sessions.end(db, KEY, at=NOW)) is None

    def hint(db: Session) -> str | None:
        return db.query(SigninSession.id_token_hint).scalar()

    assert database.read(hint) is None


def test_a_session_ends_alone(database: Database, person: int) -> None:
    database.write(lambda db: sessions.start(db, OTHER, person_id=person, at=NOW))

    database.write(lambda db: sessions.end(db, KEY, at=NOW))

    assert found(database, OTHER) is not None


def test_what_is_long_over_is_deleted_when_somebody_signs_in(
    database: Database, town: Town, person: int
) -> None:
    later = NOW + sessions.KEPT + timedelta(seconds=1)
    database.write(lambda db: sessions.start(db, OTHER, person_id=person, at=later))

    assert town.count(SigninSession) == 1


def test_a_session_is_of_one_person_or_one_caseworker(database: Database, town: Town, person: int) -> None:
    for whose in ({}, {"person_id": person, "caseworker_id": town.a_kasse_worker}):
        with pytest.raises(IntegrityError):
            database.write(lambda db, whose=whose: sessions.start(db, OTHER, at=NOW, **whose))


def test_the_database_answers(database: Database) -> None:
    assert database.read(sessions.answers)
