"""The sessions of those who are signed in: begun, found by the hash of their key, ended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import and_, delete, func, literal, or_, select, update
from sqlalchemy.orm import Session

from portal.store.rows import organisation_columns, organisation_or_none
from portal.store.tables import Caseworker, Organisation, Person
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
    query = (
        select(
            SigninSession.id,
            SigninSession.person_id,
            SigninSession.caseworker_id,
            SigninSession.last_seen_at,
            func.coalesce(Person.name, Caseworker.name).label("name"),
            Person.language,
            *organisation_columns(Organisation, "organisation_"),
        )
        .outerjoin(Person, Person.id == SigninSession.person_id)
        .outerjoin(Caseworker, and_(Caseworker.id == SigninSession.caseworker_id, Caseworker.active))
        .outerjoin(Organisation, Organisation.id == Caseworker.organisation_id)
        .where(
            SigninSession.key_hash == key_hash,
            SigninSession.ended_at.is_(None),
            SigninSession.last_seen_at >= since,
            or_(Person.id.is_not(None), Caseworker.id.is_not(None)),
        )
    )
    found = session.execute(query).mappings().one_or_none()
    if found is None:
        return None
    return SessionView(
        id=found["id"],
        person_id=found["person_id"],
        caseworker_id=found["caseworker_id"],
        name=found["name"],
        language=found["language"],
        organisation=organisation_or_none(found, "organisation_"),
        last_seen_at=found["last_seen_at"],
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
