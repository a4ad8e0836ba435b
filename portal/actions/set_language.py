"""A person chooses the portal's language; the choice is remembered."""

from __future__ import annotations

from dataclasses import dataclass

from portal.store import people
from portal.store.database import Database


@dataclass(frozen=True, slots=True)
class SetLanguage:
    """`language` is `da` or `en`; the database refuses all else."""

    person_id: int
    language: str


def set_language(command: SetLanguage, database: Database) -> None:
    database.write(lambda session: people.set_language(session, command.person_id, command.language))
