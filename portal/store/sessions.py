"""The sessions of those who are signed in: begun, found by the hash of their key, ended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import and_, bindparam, delete, func, literal, or_, select, update
from sqlalchemy.orm import Session

from portal.store.rows import organisation_columns, organisation_or_none
from portal.store.tables import Caseworker, Organisation, Person, table_of
from portal.store.tables_session import SigninSession
from portal.store.views import OrganisationView

KEPT = timedelta(days=1)
"""How long a session's row stays after it was last used. What is long over is deleted at the next sign-in."""


@dataclass(frozen=True, slots=True)
class SessionView:
    """A session that is going on: of a citizen, or of a caseworker with their organisation."""

    id: int
    person_id: int | None
    caseworker_id: int | None
    name: str
    language: str | None
    organisation: OrganisationView | None
    role: str | None
    last_seen_at: datetime


@dataclass(frozen=True, slots=True)
class EndedSession:
    """A session that was ended just now."""

    person_id: int | None
    caseworker_id: int | None
    id_token_hint: str | None


def start(
    session: Session,
    key_hash: bytes,
    *,
    person_id: int | None = None,
    caseworker_id: int | None = None,
    id_token_hint: str | None = None,
    at: datetime,
) -> None:
    """Begin a session of this citizen or this caseworker; one of the two is named."""
    session.execute(delete(SigninSession).where(SigninSession.last_seen_at < at - KEPT))
    session.add(
        SigninSession(
            key_hash=key_hash,
            person_id=person_id,
            caseworker_id=caseworker_id,
            id_token_hint=id_token_hint,
            created_at=at,
            last_seen_at=at,
        )
    )
    session.flush()


def find(session: Session, key_hash: bytes, *, since: datetime) -> SessionView | None:
    """The session of this key, if it has not ended and was used at `since` or later. One statement.

    Of a caseworker who is no longer active, nothing.
    """
    found = session.execute(_FIND, {"key": key_hash, "since": since}).mappings().one_or_none()
    if found is None:
        return None
    return SessionView(
        id=found["id"],
        person_id=found["person_id"],
        caseworker_id=found["caseworker_id"],
        name=found["name"],
        language=found["language"],
        organisation=organisation_or_none(found, "organisation_"),
        role=found["role"],
        last_seen_at=found["last_seen_at"],
    )


_session, _person = table_of(SigninSession), table_of(Person)
_caseworker, _organisation = table_of(Caseworker), table_of(Organisation)
_FIND = (
    select(
        _session.c.id,
        _session.c.person_id,
        _session.c.caseworker_id,
        _session.c.last_seen_at,
        func.coalesce(_person.c.name, _caseworker.c.name).label("name"),
        _person.c.language,
        _caseworker.c.role,
        *organisation_columns(_organisation, "organisation_"),
    )
    .select_from(_session)
    .outerjoin(_person, _person.c.id == _session.c.person_id)
    .outerjoin(_caseworker, and_(_caseworker.c.id == _session.c.caseworker_id, _caseworker.c.active))
    .outerjoin(_organisation, _organisation.c.id == _caseworker.c.organisation_id)
    .where(
        _session.c.key_hash == bindparam("key"),
        _session.c.ended_at.is_(None),
        _session.c.last_seen_at >= bindparam("since"),
        or_(_person.c.id.is_not(None), _caseworker.c.id.is_not(None)),
    )
)


def touch(session: Session, session_id: int, *, at: datetime) -> None:
    """The session was used."""
    session.execute(update(SigninSession).where(SigninSession.id == session_id).values(last_seen_at=at))


def end(session: Session, key_hash: bytes, *, at: datetime) -> EndedSession | None:
    """End the session of this key. None where it had ended before, or never was."""
    found = session.execute(
        select(SigninSession).where(SigninSession.key_hash == key_hash, SigninSession.ended_at.is_(None))
    ).scalar_one_or_none()
    if found is None:
        return None
    ended = EndedSession(found.person_id, found.caseworker_id, found.id_token_hint)
    found.ended_at = at
    found.id_token_hint = None
    session.flush()
    return ended


def answers(session: Session) -> bool:
    """Whether the database answers at all."""
    return session.execute(select(literal(1))).scalar_one() == 1
