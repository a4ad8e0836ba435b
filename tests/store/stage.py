"""Puts a made-up world into the database, and asks the search what it finds there."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from portal.policy.facts import Aktoer, Samtaleform
from portal.store import holds, slots
from portal.store.slots import Cursor, SlotQuery
from portal.store.tables import Organisation
from portal.store.tables_meeting import Booking, Place, Slot
from portal.store.tables_times import Absence
from portal.store.views import OrganisationView, SlotView
from tests.store.town import NOW, Town, add
from tests.store.worlds import HALF_AN_HOUR, Published, World


class Stage:
    """A town in which one world after the other is set up, searched, and taken back."""

    def __init__(self, town: Town) -> None:
        self.town = town
        self.people = [town.person() for _ in range(3)]
        town.database.write(self._build)

    def _build(self, session: Session) -> None:
        town = self.town
        foreign = town.organisation(session, "a_kasse", "AK2", "Den anden a-kasse")
        self.organisations = {"a_kasse": town.a_kasse, "jobcenter": town.jobcenter, "foreign": foreign}
        agreed_with_foreign = town.agree(session, town.jobcenter, foreign)
        self.agreements = {"a_kasse": town.agreement, "foreign": agreed_with_foreign}
        self.workers = [None, town.a_kasse_worker, town.jobcenter_worker]
        further = {
            owner: town.office(session, key, "2000", kommune="0147")
            for owner, key in self.organisations.items()
        }
        self.offices = {
            "a_kasse": (town.a_kasse_office, further["a_kasse"]),
            "jobcenter": (town.jobcenter_office, further["jobcenter"]),
            "foreign": (further["foreign"],) * 2,
        }
        self.a_kasse = organisation_view(session, town.a_kasse)
        self.jobcenter = organisation_view(session, town.jobcenter)

    def find(self, world: World) -> tuple[list[UUID], list[SlotView], list[bool]]:
        """The ids of the world's times, what the search finds, all pages of it, and of each of the times
        whether the person can have it when it is looked at alone.
        """

        def work(session: Session) -> tuple[list[UUID], list[SlotView], list[bool]]:
            ids = self._set_up(session, world)
            found = _all_pages(session, self.query(world))
            each = [slots.get(session, one, person_id=self.people[0], now=NOW) for one in ids]
            session.rollback()
            return ids, found, [bool(one and one.free and not one.withdrawn) for one in each]

        return self.town.database.write(work)

    def query(self, world: World) -> SlotQuery:
        return SlotQuery(
            windows=world.windows,
            a_kasse=self.a_kasse,
            jobcenter=self.jobcenter,
            now=NOW,
            form=world.form,
            from_day=world.from_day,
            to_day=world.to_day,
            least_minutes=world.minutes,
            limit=world.limit,
            own_postcode="2400",
            own_kommune="0101",
            exclude_person=self.people[0],
        )

    def _set_up(self, session: Session, world: World) -> list[UUID]:
        rows = [self._slot(published) for published in world.published]
        session.add_all(rows)
        session.flush()
        ids = [row.public_id for row in rows]
        for person, slot, hours in world.holds:
            expires = NOW + timedelta(hours=hours)
            holds.put(session, self.people[person], rows[slot].id, Samtaleform.TELEFON, expires)
        for number, (worker, start) in enumerate(world.elsewhere, 1):
            self._take(session, rows[0].id, number, worker, start)
        session.add_all(self._away(*away) for away in world.away)
        session.flush()
        return ids

    def _slot(self, published: Published) -> Slot:
        joint: dict[str, Any] = {}
        if published.joint_with is not None:
            joint = {
                "agreement_id": self.agreements[published.joint_with],
                "a_kasse_id": self.organisations[published.joint_with],
                "a_kasse_caseworker_id": self.town.a_kasse_worker if published.a_kasse_sends else None,
                "a_kasse_form": published.a_kasse_form,
                "a_kasse_from": published.a_kasse_from,
                "a_kasse_until": published.slut,
            }
        return Slot(
            public_id=uuid4(),
            organisation_id=self.organisations[published.owner],
            office_id=self.offices[published.owner][published.office],
            caseworker_id=self.workers[published.worker],
            start=published.start,
            slut=published.slut,
            fremmoede=Samtaleform.FREMMOEDE in published.former,
            telefon=Samtaleform.TELEFON in published.former,
            video=Samtaleform.VIDEO in published.former,
            video_link="https://video.example/1" if Samtaleform.VIDEO in published.former else None,
            capacity=max(published.free, 1),
            free=published.free,
            published_at=NOW,
            withdrawn_at=NOW if published.withdrawn else None,
            **joint,
        )

    def _away(self, worker: int, start: datetime, minutes: int) -> Absence:
        key = self.workers[worker]
        return Absence(
            public_id=uuid4(),
            caseworker_id=key,
            kind="fravaer",
            start=start,
            slut=start + timedelta(minutes=minutes),
            entered_by=key,
            entered_at=NOW,
        )

    def _take(self, session: Session, slot: int, number: int, worker: int, start: datetime) -> None:
        ends = start + HALF_AN_HOUR
        booking = add(
            session,
            Booking(
                person_id=self.people[1],
                organisation_id=self.town.a_kasse,
                holder="a_kasse",
                form="telefon",
                oprindelse="indkaldt",
                status="afholdt",
                start=start,
                slut=ends,
                updated_at=NOW,
            ),
        )
        session.add(
            Place(
                booking_id=booking,
                slot_id=slot,
                side="a_kasse",
                number=number,
                caseworker_id=self.workers[worker],
                start=start,
                slut=ends,
            )
        )


def organisation_view(session: Session, key: int) -> OrganisationView:
    row = session.get_one(Organisation, key)
    return OrganisationView(row.id, row.public_id, Aktoer(row.holder), row.code, row.name, None, None, None)


def _all_pages(session: Session, query: SlotQuery) -> list[SlotView]:
    found: list[SlotView] = []
    cursor: Cursor | None = None
    while True:
        page = slots.search(session, replace(query, after=cursor))
        assert len(page.slots) <= query.limit
        found += page.slots
        if page.next is None:
            return found
        assert len(page.slots) == query.limit
        cursor = Cursor.parse(str(page.next))
