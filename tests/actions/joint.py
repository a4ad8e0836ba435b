"""A town with agreed times, and a leader and a colleague on each side of them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.actions.book_jobsamtale import BookJobsamtale, book_jobsamtale
from portal.actions.choose_a_kasse_med import ChooseAKasseMed, choose_a_kasse_med
from portal.actions.outcome import Granted, Refused
from portal.actions.send_another import Refused as NotSent
from portal.actions.send_another import SendAnother, Sent, send_another
from portal.policy.facts import AKasseMed, SamtaleArt, Samtaleform
from portal.store import joint_conflicts, slots, timetable
from portal.store.joint_conflicts import Conflict
from portal.store.tables import Caseworker
from portal.store.tables_agreement import AgreementInterval
from portal.store.tables_times import Absence
from tests.actions.courses import with_the_jobcenter
from tests.store.town import NOW, TEN, Town, add

HOUR = timedelta(hours=1)
IN_PERSON = Samtaleform.FREMMOEDE


class Joint:
    """Bo is the colleague of the a-kasse's Anna, Jette that of the jobcenter's Jens."""

    def __init__(self, town: Town) -> None:
        self.town = town
        self.a_kasses = town.worker_with_role("team_leader")
        self.jobcenters = town.worker_with_role("team_leader", town.jobcenter)
        self.bo = town.database.write(lambda session: town.caseworker(session, town.a_kasse, "Bo"))
        self.jette = town.database.write(lambda s: town.caseworker(s, town.jobcenter, "Jette"))

    def away(self, worker: int, start: datetime = TEN, slut: datetime | None = None) -> None:
        """As a calendar brings it in, whoever's it is."""
        stretch = (start, slut or start + HOUR, None, None)
        self.town.database.write(
            lambda s: timetable.add_absence(s, worker, [stretch], "optaget", worker, NOW)
        )

    def person(self) -> int:
        person = self.town.person(with_the_jobcenter())
        choose_a_kasse_med(ChooseAKasseMed(person, AKasseMed.JA), self.town.database, NOW)
        return person

    def book(self, person: int, slot: UUID) -> Granted | Refused:
        command = BookJobsamtale(person, slot, SamtaleArt.JOBSAMTALE, IN_PERSON, uuid4())
        return book_jobsamtale(command, self.town.database, NOW)

    def conflicts(self, organisation: int) -> list[Conflict]:
        return list(self.town.database.read(lambda s: joint_conflicts.of(s, organisation, NOW)))

    def counted(self, organisation: int) -> tuple[int, ...]:
        booked, closed = joint_conflicts.how_many(organisation, NOW)
        return self.town.database.read(lambda s: tuple(s.execute(select(booked, closed)).one()))

    def key(self, worker: int) -> UUID:
        return self.town.database.read(lambda s: s.get_one(Caseworker, worker).public_id)

    def send(self, leader: int, slot: UUID, worker: int, *, whole: bool = False) -> Sent | NotSent:
        command = SendAnother(leader, slot, self.key(worker), whole)
        return send_another(command, self.town.database, NOW)

    def free(self, slot: UUID) -> int:
        found = self.town.database.read(lambda s: slots.get(s, slot, now=NOW))
        assert found is not None
        return found.free

    def row(self, table: type[Any], *where: Any) -> Any:
        return self.town.database.read(lambda s: s.execute(select(table).where(*where)).scalars().one())

    def interval(self, hours: int = 2) -> tuple[int, list[UUID]]:
        """An agreed stretch from ten on, an hour each; the a-kasse's Anna travels half an hour each way."""
        town, slut = self.town, TEN + hours * HOUR

        def work(session: Session) -> tuple[int, list[UUID]]:
            key = add(
                session,
                AgreementInterval(
                    agreement_id=town.agreement,
                    by_side="jobcenter",
                    status="agreed",
                    start=TEN,
                    slut=slut,
                    minutes=60,
                    pause=0,
                    office_id=town.jobcenter_office,
                    a_kasse_form="fremmoede",
                    travel_before=30,
                    travel_after=30,
                    fremmoede=True,
                    telefon=False,
                    video=False,
                    caseworker_id=town.jobcenter_worker,
                    a_kasse_caseworker_id=town.a_kasse_worker,
                    settled_at=NOW,
                ),
            )
            for start in (TEN - HOUR / 2, slut):
                add(
                    session,
                    Absence(
                        caseworker_id=town.a_kasse_worker,
                        kind="optaget",
                        start=start,
                        slut=start + HOUR / 2,
                        entered_by=town.a_kasse_worker,
                        entered_at=NOW,
                        interval_id=key,
                    ),
                )
            return key, []

        key, _ = town.database.write(work)
        times = [town.joint_slot(TEN + n * HOUR, interval_id=key) for n in range(hours)]
        return key, times
