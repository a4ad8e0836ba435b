"""A caseworker opens an agreement on joint times. What the other side has said since counts as seen.

Every caseworker of the two organisations may look. Only somebody who may answer makes it seen: else a
colleague who happens to look takes the news away from whom it is for.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from portal.actions import casework
from portal.actions.answer_agreement import UnknownAgreement
from portal.actions.times import whose
from portal.store import agreement_seen, agreements, stand_ins
from portal.store.agreements import AgreementView, IntervalView, StepView
from portal.store.database import Busy, Database, Session
from portal.store.views import CaseworkerView


@dataclass(frozen=True, slots=True)
class SeenAgreement:
    """All that has been said. `news` of the agreement: as it was before it was opened. `stand_ins`: as
    `stand_ins.of_agreement`.
    """

    worker: CaseworkerView
    agreement: AgreementView
    intervals: tuple[IntervalView, ...]
    steps: tuple[StepView, ...]
    replaced_by: AgreementView | None
    stand_ins: Mapping[int, list[tuple[datetime, str]]]


def find(session: Session, caseworker_id: int, public_id: uuid.UUID) -> tuple[CaseworkerView, AgreementView]:
    """The agreement, where the caseworker's organisation is one of the two. Raises UnknownAgreement."""
    worker = casework.working(session, caseworker_id)
    found = agreements.get(session, public_id, worker.organisation.id)
    if found is None:
        raise UnknownAgreement
    return worker, found


def see_agreement(caseworker_id: int, public_id: uuid.UUID, database: Database) -> SeenAgreement:
    """Raises UnknownAgreement."""

    def read(session: Session) -> SeenAgreement:
        worker, found = find(session, caseworker_id, public_id)
        return SeenAgreement(
            worker,
            found,
            agreements.intervals(session, found.id),
            agreements.steps(session, found.id),
            agreements.standing_change_of(session, found),
            stand_ins.of_agreement(session, found.id),
        )

    seen = database.read(read)
    if seen.agreement.news and whose.leads(seen.worker):
        own, last = seen.worker.organisation.id, seen.agreement.last_step
        # Where the database is busy just now, it stays news until it is opened again.
        with suppress(Busy):
            database.write(lambda session: agreement_seen.mark(session, seen.agreement.id, own, last))
    return seen
