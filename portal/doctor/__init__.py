"""`portal doctor`: does each thing that the portal needs work? One line each, and what to do where not.

Nothing is changed, nothing is sent, and no line holds a secret or anything about a person. The checks run
side by side, and one that gets no answer holds up nobody longer than its time.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from queue import Empty, SimpleQueue
from typing import Any, Final

from portal.doctor import house, issuers, ways
from portal.doctor.line import About, Check, Line, NotAsked, State, fails
from portal.settings import Settings
from portal.store.database import Database

CHECKS: Final[Mapping[str, Check]] = {
    "database": house.database,
    "CPR keys": house.cpr_keys,
    "sign-in of citizens": issuers.citizens,
    "sign-in of caseworkers": issuers.caseworkers,
    "address": ways.address,
    "mail": ways.mail,
    "Digital Post": ways.digital_post,
    "receipts": ways.receipts,
    "text messages": ways.text_messages,
    "reports to DFDG": ways.reports,
    "outbox": house.outbox,
    "undeliverable": house.given_up,
    "worker": house.worker,
    "daily run": house.daily,
    "numbers of the law": house.law,
    "accessibility statement": house.statement,
}
"""In the order in which they are told."""

LIMIT_SECONDS: Final = 30.0

_SHOWN: Final[Mapping[State, str]] = {"works": "works", "fails": "FAILS", "not set up": "not set up"}


@dataclass(frozen=True, slots=True)
class Checked:
    """What was looked at, and what was found."""

    name: str
    line: Line


def examine(
    settings: Settings,
    now: datetime,
    checks: Mapping[str, Check] = CHECKS,
    limit_seconds: float = LIMIT_SECONDS,
) -> tuple[Checked, ...]:
    """All checks at `now` (aware). None of them raises, and each has an answer after `limit_seconds`."""
    database = Database(settings.database_url, settings.lock_timeout_ms)
    about = About(settings, database, now)
    answers = [(name, _begun(check, about)) for name, check in checks.items()]
    give_up = time.monotonic() + limit_seconds
    checked = tuple(Checked(name, _line(answer, give_up)) for name, answer in answers)
    database.close()
    return checked


def of_settings(problems: Sequence[str]) -> tuple[Checked, ...]:
    """What is wrong with the settings themselves, before anything can be looked at."""
    return tuple(Checked("settings", fails(problem, "")) for problem in problems)


def all_well(checked: Sequence[Checked]) -> bool:
    """Whether nothing fails. What is not set up is somebody's choice."""
    return all(one.line.state != "fails" for one in checked)


def told(checked: Sequence[Checked]) -> list[str]:
    """A line each, and one for all."""
    failing = sum(one.line.state == "fails" for one in checked)
    last = "All that is set up works." if failing == 0 else f"{failing} of {len(checked)} fail."
    return [*(_told(one) for one in checked), last]


def as_json(checked: Sequence[Checked]) -> dict[str, Any]:
    return {
        "ok": all_well(checked),
        "checks": [
            {"name": one.name, "state": one.line.state, "found": one.line.found, "advice": one.line.advice}
            for one in checked
        ],
    }


def _told(one: Checked) -> str:
    said = " ".join(filter(None, (one.line.found, one.line.advice)))
    return f"{_SHOWN[one.line.state]:<10}  {one.name:<23}  {said}"


def _begun(check: Check, about: About) -> SimpleQueue[Line]:
    """A daemon thread: one that hangs does not keep the command from ending."""
    answer: SimpleQueue[Line] = SimpleQueue()
    threading.Thread(target=lambda: answer.put(_answer(check, about)), daemon=True).start()
    return answer


def _answer(check: Check, about: About) -> Line:
    try:
        return check(about)
    except NotAsked:
        return fails("It cannot be looked at.", "See the line of the database first.")
    except Exception as error:  # noqa: BLE001 - whatever is wrong with one thing, the others are looked at
        # What it says might be about somebody.
        return fails(f"The check itself broke ({type(error).__name__}).", "Tell whoever develops the portal.")


def _line(answer: SimpleQueue[Line], give_up: float) -> Line:
    try:
        return answer.get(timeout=max(0.001, give_up - time.monotonic()))
    except Empty:
        return fails("There was no answer in time.", "See whether a firewall or a proxy is in between.")
