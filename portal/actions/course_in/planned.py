"""Everybody in a file, held against what is known, a few hundred at a time."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from itertools import islice
from typing import Any, Final

from portal.actions.course_in.files import Read
from portal.actions.course_in.plan import Asking, Plan, of_file
from portal.policy.aendringer import Forskel, forskelle, synlige
from portal.policy.oplysninger import Oplysning, ser
from portal.store import facts, people_in
from portal.store.cpr import Cpr, CprVault
from portal.store.database import Session
from portal.store.people_in import Change, as_json
from portal.store.views import CaseworkerView

_AT_ONCE: Final = 200


@dataclass(frozen=True, slots=True)
class Planned:
    """One person of the file. `known`: their key; None: nobody with that number is there."""

    cpr: Cpr
    known: people_in.Known | None
    name: str
    plan: Plan

    @property
    def person_id(self) -> int | None:
        return self.known.person_id if self.known is not None else None


def asking_of(session: Session, worker: CaseworkerView, now: datetime) -> Asking:
    return Asking(worker.organisation, now, people_in.organisations(session))


def in_portions(session: Session, asking: Asking, read: Read, vault: CprVault) -> Iterator[list[Planned]]:
    """In the order of the file; each portion is read when it is asked for."""
    everybody = iter(read.people)
    while some := list(islice(everybody, _AT_ONCE)):
        yield _planned(session, asking, read, vault, some)


def _planned(session: Session, asking: Asking, read: Read, vault: CprVault, some: list[Cpr]) -> list[Planned]:
    lookups = {vault.lookup(cpr): cpr for cpr in some}
    keys = {lookups[found]: key for found, key in people_in.ids_by_lookup(session, lookups).items()}
    known = people_in.known(session, keys.values(), asking.own.id)
    before = facts.load_many(session, list(keys.values()), asking.now)
    found = []
    for cpr in some:
        key = keys.get(cpr)
        one = known[key] if key is not None else None
        then = before[key] if key is not None else None
        stands = then.facts if then is not None else None
        plan = of_file(asking, cpr.birth_date, one, stands, read.people[cpr], read.first[cpr])
        found.append(Planned(cpr, one, then.person.name if then is not None else "", plan))
    return found


class Digest:
    """Tells whether two plans are the same, and nothing of what is in them."""

    def __init__(self) -> None:
        self._hash = hashlib.sha256()

    def add(self, one: Planned) -> None:
        words = [
            [change.felt, change.key, as_json(change.before), as_json(change.after)]
            for change in one.plan.changes
        ]
        self._hash.update(json.dumps([one.person_id, words], sort_keys=True).encode())

    def told(self) -> str:
        return self._hash.hexdigest()


def changed(one: Planned, at: datetime) -> dict[str, Any]:
    """What the file changes for somebody who is known, as a preview keeps it, in JSON values.

    `told`: the answers that change, as far as the organisation may be told; `answers`: all of them, which
    history keeps; `basis`: what they were worked out from. Of somebody else's person nothing is told but
    that they come over, and no answer is asked.
    """
    found = answers(one, at)
    sight = one.plan.sight
    told = synlige(found, sight) if found is not None and sight is not None else ()
    return {
        "name": one.name if one.plan.seen else None,
        "changes": [
            {
                "felt": change.felt,
                "foer": as_json(change.before) if _may_be_told(one.plan, change) else None,
                "efter": as_json(change.after),
            }
            for change in one.plan.changes
        ],
        "told": [asdict(difference) for difference in told],
        "answers": [asdict(difference) for difference in found] if found is not None else None,
        "basis": basis(one),
    }


def answers(one: Planned, at: datetime) -> tuple[Forskel, ...] | None:
    """Which answers the person's changes change together; None where it may not be asked."""
    return forskelle(one.plan.before, one.plan.after, at) if one.plan.seen else None


def basis(one: Planned) -> str:
    """Tells whether all that is known of the person is as it was."""
    return hashlib.sha256(repr(one.plan.before).encode()).hexdigest()


def _may_be_told(plan: Plan, change: Change) -> bool:
    return plan.sight is not None and plan.sight.egen and ser(plan.sight, Oplysning(change.felt))
