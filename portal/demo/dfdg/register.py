"""What the double was told. In memory, of one process."""

from __future__ import annotations

import threading
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from portal.demo.dfdg.contract import BESIDE_NO_FRIST, NOT_AUTHORISED, Asking, Refused

KEPT: Final = timedelta(days=7)
"""How long a request id is remembered."""

UNKNOWN: Final = "90036"


@dataclass(frozen=True, slots=True)
class Indkaldelse:
    """`body` None: it was deleted. `at` (aware): when it was told last; `changes`: how often."""

    id: str
    cpr: str
    organisation: tuple[int, str]
    body: Mapping[str, Any] | None
    at: datetime
    changes: int


@dataclass(frozen=True, slots=True)
class Told:
    """Something else that was told of a person: `kind` is what the address calls it."""

    kind: str
    cpr: str
    organisation: tuple[int, str]
    body: Mapping[str, Any]
    at: datetime


class Register:
    """`with_frist`: the CPR numbers of those who have a deadline to book a meeting. Safe in threads."""

    def __init__(self, with_frist: Collection[str] = ()) -> None:
        self._with_frist = frozenset(with_frist)
        self._requests: dict[str, datetime] = {}
        self._indkaldelser: dict[str, Indkaldelse] = {}
        self._told: dict[tuple[str, str], Told] = {}
        self._lock = threading.Lock()

    def once(self, request_id: str, now: datetime) -> None:
        """Remembers the request, whatever becomes of it. Raises Refused for one that came before."""
        with self._lock:
            before = self._requests.get(request_id)
            if before is not None and now - before < KEPT:
                raise Refused("requestid_brugt", 412)
            self._requests[request_id] = now

    def create(self, key: str, by: Asking, body: Mapping[str, Any], now: datetime) -> None:
        with self._lock:
            found = self._indkaldelser.get(key)
            if found is not None and found.body is not None:
                raise Refused("indkaldelse_findes", 409)
            self._insist_on_no_frist(by, body, now)
            self._put(key, by, body, now)

    def change(self, key: str, by: Asking, body: Mapping[str, Any], now: datetime) -> None:
        with self._lock:
            found = self._own(key, by)
            owner = found.body.get("ejersystemType") if found.body is not None else None
            if owner is not None and owner != body.get("ejersystemType"):
                raise Refused(NOT_AUTHORISED)
            self._insist_on_no_frist(by, body, now)
            self._put(key, by, body, now)

    def delete(self, key: str, by: Asking, now: datetime) -> None:
        with self._lock:
            self._own(key, by)
            self._put(key, by, None, now)

    def get(self, key: str, cpr: str) -> Mapping[str, Any]:
        """Raises Refused where there is none of that person's."""
        with self._lock:
            found = self._indkaldelser.get(key)
            if found is None or found.body is None or found.cpr != cpr:
                raise Refused(UNKNOWN, 404)
            return found.body

    def tell(self, kind: str, by: Asking, body: Mapping[str, Any], now: datetime) -> None:
        with self._lock:
            self._told[kind, by.cpr] = Told(kind, by.cpr, by.organisation, body, now)

    def told(self, kind: str, cpr: str) -> Mapping[str, Any]:
        """Raises Refused where nothing was told."""
        with self._lock:
            found = self._told.get((kind, cpr))
            if found is None:
                raise Refused(UNKNOWN, 404)
            return found.body

    def indkaldelser(self) -> tuple[Indkaldelse, ...]:
        """What was told last comes first."""
        with self._lock:
            return tuple(sorted(self._indkaldelser.values(), key=lambda one: one.at, reverse=True))

    def others(self) -> tuple[Told, ...]:
        with self._lock:
            return tuple(sorted(self._told.values(), key=lambda one: one.at, reverse=True))

    def _own(self, key: str, by: Asking) -> Indkaldelse:
        found = self._indkaldelser.get(key)
        if found is None or found.body is None or found.cpr != by.cpr:
            raise Refused(UNKNOWN, 404)
        if found.organisation != by.organisation:
            raise Refused(NOT_AUTHORISED)
        return found

    def _put(self, key: str, by: Asking, body: Mapping[str, Any] | None, now: datetime) -> None:
        before = self._indkaldelser.get(key)
        changes = before.changes + 1 if before is not None else 0
        self._indkaldelser[key] = Indkaldelse(key, by.cpr, by.organisation, body, now, changes)

    def _insist_on_no_frist(self, by: Asking, body: Mapping[str, Any], now: datetime) -> None:
        ahead = datetime.fromisoformat(body["moedeStarttidspunkt"]) > now
        if ahead and body["samtaleType"] in BESIDE_NO_FRIST and by.cpr in self._with_frist:
            raise Refused("frist_findes")
