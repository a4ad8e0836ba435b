"""A jobcenter and an a-kasse that agree on times: who leads on either side, and what they propose."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select, update

from portal.actions.answer_agreement import (
    Accept,
    Answer,
    AnswerAgreement,
    Answered,
    Counter,
    Outdated,
    Refused,
    answer_agreement,
)
from portal.actions.propose_agreement import ProposeAgreement, Proposed, propose_agreement
from portal.actions.propose_agreement import Refused as NotProposed
from portal.actions.times.pattern import Pattern
from portal.policy.facts import Samtaleform
from portal.store import agreements
from portal.store.agreements import AgreementView, IntervalView
from portal.store.tables import Caseworker, Office, Organisation, table_of
from portal.store.tables_meeting import Slot
from tests.store.town import NOW, TEN, Town

TUESDAYS = Pattern({1: ((9 * 60, 12 * 60),)}, length=45, pause=15)
"""Three meetings from nine to a quarter to twelve, by the clock on the wall."""

LINK = "https://video.town.example/{tid}"


MINUTE = timedelta(minutes=1)
NINE = TEN - 60 * MINUTE
"""When the first interval begins: Tuesday 10 September 2024, nine in Denmark."""


class Agreeing:
    """The town's two organisations, each with a leader, and video to meet by."""

    def __init__(self, town: Town) -> None:
        self.town = town
        self.jobcenter_leader = town.worker_with_role("team_leader", town.jobcenter)
        self.a_kasse_leader = town.worker_with_role("team_leader", town.a_kasse)
        self.jens = self.public(Caseworker, town.jobcenter_worker)
        self.anna = self.public(Caseworker, town.a_kasse_worker)
        hosts = update(Organisation).values(video_hosts=["video.town.example"])
        town.database.write(lambda session: session.execute(hosts))

    def public(self, table: Any, key: int) -> UUID:
        query = select(table.public_id).where(table.id == key)
        return self.town.database.read(lambda session: session.execute(query).scalar_one())

    def proposal(self, **more: Any) -> ProposeAgreement:
        """Two Tuesdays from 10 September 2024, in person, half an hour away."""
        values: dict[str, Any] = {
            "caseworker_id": self.jobcenter_leader,
            "submission": uuid4(),
            "a_kasse": self.public(Organisation, self.town.a_kasse),
            "first": date(2024, 9, 9),
            "last": date(2024, 9, 20),
            "pattern": TUESDAYS,
            "office": self.public(Office, self.town.jobcenter_office),
            "workers": (self.jens,),
            "a_kasse_form": "fremmoede",
            "former": frozenset({Samtaleform.FREMMOEDE}),
            "travel_before": 30,
            "travel_after": 30,
        }
        return ProposeAgreement(**(values | more))

    def propose(self, **more: Any) -> UUID:
        done = propose_agreement(self.proposal(**more), self.town.database, NOW)
        assert isinstance(done, Proposed), done
        return done.agreement

    def by_video(self, **more: Any) -> UUID:
        every = {"former": frozenset(Samtaleform), "video_link": LINK, "a_kasse_form": "video"}
        return self.propose(**(every | {"travel_before": None, "travel_after": None} | more))

    def view(self, agreement: UUID, organisation: int | None = None) -> AgreementView:
        own = organisation or self.town.jobcenter
        found = self.town.database.read(lambda session: agreements.get(session, agreement, own))
        assert found is not None
        return found

    def intervals(self, agreement: UUID, status: str | None = None) -> list[IntervalView]:
        key = self.view(agreement).id
        every = self.town.database.read(lambda session: agreements.intervals(session, key))
        return [one for one in every if status in (None, one.status)]

    def answering(
        self, agreement: UUID, answers: Mapping[UUID, Answer] | Answer | None = None, **more: Any
    ) -> AnswerAgreement:
        """The a-kasse's yes to all of it, with Anna, unless told otherwise."""
        said = answers or Accept(self.anna)
        if not isinstance(said, Mapping):
            said = {one.public_id: said for one in self.intervals(agreement, "open")}
        values = {"caseworker_id": self.a_kasse_leader, "seen": self.view(agreement).last_step}
        return AnswerAgreement(agreement=agreement, answers=said, **(values | more))

    def answer(
        self, agreement: UUID, answers: Mapping[UUID, Answer] | Answer | None = None, **more: Any
    ) -> Answered | Refused | Outdated:
        return answer_agreement(self.answering(agreement, answers, **more), self.town.database, NOW)

    def slots(self) -> list[Any]:
        """The joint times that stand, in order."""
        slot = table_of(Slot).c
        query = select(*slot).where(slot.interval_id.is_not(None), slot.withdrawn_at.is_(None))
        read = self.town.database.read
        return list(read(lambda session: session.execute(query.order_by(slot.start, slot.id)).all()))


def rows(town: Town, *columns: Any) -> list[Any]:
    return list(town.database.read(lambda session: session.execute(select(*columns)).all()))


def count_of(town: Town, *tables: Any) -> tuple[int, ...]:
    return tuple(town.count(table) for table in tables)


def codes(outcome: Any) -> list[str]:
    assert isinstance(outcome, Refused | NotProposed), outcome
    return [one.code for one in outcome.decision.refusals]


def counter(start: datetime, hours: int = 3, **more: Any) -> Counter:
    """From that time on, as it was proposed but for what is told."""
    values: dict[str, Any] = {
        "start": start,
        "slut": start + timedelta(hours=hours),
        "a_kasse_form": "fremmoede",
        "former": frozenset({Samtaleform.FREMMOEDE}),
        "travel_before": 30,
        "travel_after": 30,
    }
    return Counter(**(values | more))
