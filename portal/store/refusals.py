"""What a database's own error means: which guard refused, whether a lock timed out, whether to try again.

PostgreSQL names the constraint. SQLite names a check or a trigger, but of a unique constraint only the
columns.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping

from psycopg import Error as PostgresError
from sqlalchemy.exc import DBAPIError

KINDS: Mapping[str, str] = {
    "place_taken_once": "place_taken",
    "slot_free_within_capacity": "place_taken",
    "booking_person_busy": "person_busy",
    "place_caseworker_busy": "caseworker_busy",
    "submission_pkey": "submission_used",
    "agreement_public_id_key": "submission_used",
    "person_cpr_lookup_key": "person_known",
    "slot_in_own_open_office": "office_closed",
    "booking_in_own_open_office": "office_closed",
    "slot_of_own_active_caseworker": "caseworker_gone",
    "caseworker_last_administrator": "last_administrator",
}

_SQLITE_UNIQUE: Mapping[str, str] = {
    "place.slot_id, place.side, place.number": "place_taken_once",
    "submission.id": "submission_pkey",
    "agreement.public_id": "agreement_public_id_key",
    "person.cpr_lookup": "person_cpr_lookup_key",
}

_DEADLOCK = "40P01"
_SERIALISATION = "40001"
_LOCK_NOT_AVAILABLE = "55P03"
_SQLITE_MOMENTARILY_BUSY = (sqlite3.SQLITE_BUSY_RECOVERY, sqlite3.SQLITE_BUSY_SNAPSHOT)


def conflict_of(error: DBAPIError) -> str | None:
    """The kind of conflict, or None where the error is none: then it is a fault of ours, not a race."""
    return KINDS.get(refused_by(error) or "")


def refused_by(error: DBAPIError) -> str | None:
    """The name of the constraint or trigger that refused, on either database."""
    if isinstance(error.orig, PostgresError):
        return error.orig.diag.constraint_name
    if not isinstance(error.orig, sqlite3.IntegrityError):
        return None
    what, _, which = str(error.orig).partition(" constraint failed: ")
    if not which:
        return what  # a trigger says its name and nothing else
    return _SQLITE_UNIQUE.get(which, which) if what == "UNIQUE" else which


def is_lock_timeout(error: DBAPIError) -> bool:
    """Whether a lock was waited for as long as allowed, and not had."""
    if isinstance(error.orig, PostgresError):
        return error.orig.sqlstate == _LOCK_NOT_AVAILABLE
    return _sqlite_code(error) == sqlite3.SQLITE_BUSY


def is_worth_another_try(error: DBAPIError) -> bool:
    """Whether the same transaction, begun anew, may well succeed."""
    if isinstance(error.orig, PostgresError):
        return error.orig.sqlstate in (_DEADLOCK, _SERIALISATION)
    return _sqlite_code(error) in _SQLITE_MOMENTARILY_BUSY


def _sqlite_code(error: DBAPIError) -> int | None:
    return error.orig.sqlite_errorcode if isinstance(error.orig, sqlite3.Error) else None
