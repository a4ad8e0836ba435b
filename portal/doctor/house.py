"""What is in the house: the database and its keys, the outbox, and what runs beside the pages."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from cryptography.exceptions import InvalidTag

from portal.clock import COPENHAGEN
from portal.doctor.line import About, Line, fails, not_set_up, works
from portal.policy import parameters
from portal.store import people, signs, undelivered
from portal.store.condition import Condition, Unreachable
from portal.store.cpr import CprVault
from portal.store.database import Session
from portal.store.undelivered import Waiting

CLOCKS_APART: Final = timedelta(seconds=5)
WORKER_SILENT: Final = timedelta(minutes=3)
DAILY_LATE: Final = timedelta(hours=26)
UNSEEN: Final = timedelta(days=7)
LAW_STALE_DAYS: Final = 365

KINDS: Final = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}

_UNREACHABLE: Final[Mapping[str, tuple[str, str]]] = {
    "no_file": ("There is no such file.", "Run `portal migrate`, or mend PORTAL_DATABASE_URL."),
    "read_only": ("It cannot be written to.", "Give the file and its folder to whoever runs the portal."),
    "no_database": ("The file is no database.", "Mend PORTAL_DATABASE_URL."),
    "password": ("It refuses the password.", "Mend the password in PORTAL_DATABASE_URL."),
    "unknown": ("It knows no such user or database.", "Make it there, or mend PORTAL_DATABASE_URL."),
    "no_server": (
        "No database answers there.",
        "Start it, or mend host and port in PORTAL_DATABASE_URL.",
    ),
    "full": ("It has no connection free.", "Raise its max_connections, or start fewer processes."),
    "other": ("It cannot be reached.", "Try PORTAL_DATABASE_URL with psql from this machine."),
}


def database(about: About) -> Line:
    found = about.condition
    if isinstance(found, Unreachable):
        return fails(*_UNREACHABLE[found.why])
    if found.revision is None:
        return fails("It is empty.", "Run `portal migrate`.")
    if not found.known:
        return fails(
            f"It is of another version of the portal (revision {found.revision}).",
            "Start that version, or restore a database of this one.",
        )
    if not found.is_current:
        behind = f"It stands at revision {found.revision}, and this version needs {found.needed}."
        return fails(behind, "Run `portal migrate`.")
    return _clock(found)


def _clock(found: Condition) -> Line:
    where = f"{KINDS[found.kind]} at revision {found.revision}"
    if found.ahead is None:
        return works(f"{where}.")
    apart = f"{abs(found.ahead).total_seconds():.1f} seconds"
    if abs(found.ahead) > CLOCKS_APART:
        return fails(f"Its clock is {apart} from this machine's.", "Set both clocks from the same source.")
    return works(f"{where}; its clock is {apart} from this machine's.")


def cpr_keys(about: About) -> Line:
    kept = about.read(people.latest_number)
    if kept is None:
        return works("Nobody is known yet, so there is no number to try them on.")
    encrypted, lookup = kept
    vault = CprVault(about.settings.cpr_encryption_key, about.settings.cpr_hash_key)
    try:
        number = vault.decrypt(encrypted)
    except (InvalidTag, ValueError):
        return fails(
            "People's numbers cannot be read with PORTAL_CPR_ENCRYPTION_KEY.",
            "Set the key that they were written with.",
        )
    if vault.lookup(number) != lookup:
        return fails(
            "Nobody can be found with PORTAL_CPR_HASH_KEY.", "Set the key that people were brought in with."
        )
    return works("They open and find the number of whoever came in last.")


def outbox(about: About) -> Line:
    waiting = about.read(lambda session: undelivered.waiting(session, about.now))
    if not waiting:
        return works("Nothing waits.")
    told = ", ".join(_waiting(one, about) for one in waiting) + "."
    alarm = timedelta(minutes=about.settings.outbox_alarm_minutes)
    if any(one.lane in about.settings.lanes and about.now - one.since > alarm for one in waiting):
        return fails(told, "See whether the worker runs, and what it logs.")
    return works(told)


def _waiting(one: Waiting, about: About) -> str:
    held = "" if one.lane in about.settings.lanes else " (not set up)"
    return f"{one.lane}: {one.rows}, the oldest for {_long(about.now - one.since)}{held}"


def given_up(about: About) -> Line:
    def found(session: Session) -> tuple[int, datetime | None]:
        return undelivered.given_up(session), undelivered.given_up_since(session)

    count, since = about.read(found)
    if since is None:
        return works("Nothing that nobody has seen to.")
    if about.now - since > UNSEEN:
        advice = "Have caseworkers see to their list of what could not be delivered."
        return fails(f"{count} lie there, the first for {_long(about.now - since)}.", advice)
    return works(f"{count} on the caseworkers' lists, the first for {_long(about.now - since)}.")


def worker(about: About) -> Line:
    seen = about.read(lambda session: signs.last(session, signs.WORKER))
    advice = "Start `portal worker`, and have it started again whenever it ends."
    if seen is None:
        return fails("It has never run.", advice)
    if about.now - seen > WORKER_SILENT:
        return fails(f"It was last seen {_day_and_time(seen)}.", advice)
    return works(f"It was seen {_long(about.now - seen)} ago.")


def daily(about: About) -> Line:
    seen = about.read(lambda session: signs.last(session, signs.DAILY))
    advice = "Have `portal daily` run every day, shortly after midnight."
    if seen is None:
        return fails("It has never been through.", advice)
    if about.now - seen > DAILY_LATE:
        return fails(f"It was last through {_day_and_time(seen)}.", advice)
    return works(f"It was through {_day_and_time(seen)}.")


def law(about: About) -> Line:
    old = parameters.stale(about.now.astimezone(COPENHAGEN).date(), LAW_STALE_DAYS)
    if old:
        return fails(
            f"{len(old)} were checked more than a year ago.", "`portal law stale` lists them: check them."
        )
    return works("All were checked within a year.")


def statement(about: About) -> Line:
    if about.settings.accessibility_statement_url is None:
        return not_set_up(
            "The address /was leads nowhere.", "Set PORTAL_ACCESSIBILITY_STATEMENT_URL to its address."
        )
    return works("The address /was leads to it.")


def _long(duration: timedelta) -> str:
    """As somebody would say it: seconds, minutes, hours or days."""
    seconds = max(0, int(duration.total_seconds()))
    for size, unit in ((86_400, "day"), (3600, "hour"), (60, "minute")):
        if seconds >= size:
            count = seconds // size
            return f"{count} {unit}{'' if count == 1 else 's'}"
    return f"{seconds} second{'' if seconds == 1 else 's'}"


def _day_and_time(moment: datetime) -> str:
    return f"{moment.astimezone(COPENHAGEN):%Y-%m-%d at %H:%M}"
