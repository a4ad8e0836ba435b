"""A small town for tests: an a-kasse and a jobcenter with offices, caseworkers, published times and
citizens.
"""

from __future__ import annotations

import itertools
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.policy.facts import Aktoer, Facts, Oprindelse, Person, SamtaleArt, Samtaleform
from portal.store import bookings, course, people, slots, tables, tables_meeting
from portal.store.bookings import NewBooking
from portal.store.cpr import Cpr, CprVault
from portal.store.database import Database
from portal.store.views import BookingView, SlotView

NOW = datetime(2024, 9, 2, 8, 0, tzinfo=UTC)
TEN = datetime(2024, 9, 10, 8, 0, tzinfo=UTC)
"""Ten o'clock in Denmark, a week and a day after NOW."""

VAULT = CprVault(b"e" * 32, b"h" * 32)


class Town:
    """Everything in it is written at once; more is added as a test asks for it.

    Keys are the database's own.
    """

    def __init__(self, database: Database) -> None:
        self.database = database
        self._cprs = itertools.count(1)
        database.write(self._found)

    def _found(self, session: Session) -> None:
        self.a_kasse = self.organisation(session, "a_kasse", "AK1", "A-kassen")
        self.jobcenter = self.organisation(session, "jobcenter", "0101", "Jobcenter København")
        self.a_kasse_office = self.office(session, self.a_kasse, "1620")
        self.jobcenter_office = self.office(session, self.jobcenter, "2450")
        self.a_kasse_worker = self.caseworker(session, self.a_kasse, "Anna")
        self.jobcenter_worker = self.caseworker(session, self.jobcenter, "Jens")
        self.agreement = self.agree(session, self.jobcenter, self.a_kasse)

    def agree(self, session: Session, jobcenter: int, a_kasse: int) -> int:
        """An agreement on joint times, without any times yet."""
        agreed = tables_meeting.Agreement(
            jobcenter_id=jobcenter,
            a_kasse_id=a_kasse,
            status="accepted",
            fra=date(2024, 1, 1),
            terms={},
            updated_at=NOW,
        )
        return add(session, agreed)

    def organisation(self, session: Session, holder: str, code: str, name: str, **more: Any) -> int:
        return add(session, tables.Organisation(holder=holder, code=code, name=name, video_hosts=[], **more))

    def office(self, session: Session, organisation: int, postcode: str, kommune: str = "0101") -> int:
        return add(
            session,
            tables.Office(
                organisation_id=organisation,
                name=f"Kontoret i {postcode}",
                address="Gaden 1",
                postcode=postcode,
                city="København",
                kommune_code=kommune,
            ),
        )

    def caseworker(self, session: Session, organisation: int, name: str) -> int:
        return add(
            session, tables.Caseworker(organisation_id=organisation, subject=f"{name}-{uuid4()}", name=name)
        )

    def worker_with_role(self, role: str, organisation: int | None = None) -> int:
        """Somebody new who works for the a-kasse, unless told otherwise, in that role."""

        def work(session: Session) -> int:
            values = {"subject": f"{role}-{uuid4()}", "name": f"En {role}", "role": role}
            return add(session, tables.Caseworker(organisation_id=organisation or self.a_kasse, **values))

        return self.database.write(work)

    def slot(self, start: datetime = TEN, minutes: int = 60, **more: Any) -> UUID:
        """A time of the a-kasse's Anna, unless told otherwise."""
        return self.database.write(lambda session: self.add_slot(session, start, minutes, **more))

    def add_slot(self, session: Session, start: datetime, minutes: int = 60, **more: Any) -> UUID:
        values = {
            "organisation_id": self.a_kasse,
            "office_id": self.a_kasse_office,
            "caseworker_id": self.a_kasse_worker,
            "start": start,
            "slut": start + timedelta(minutes=minutes),
            "published_at": NOW,
            "public_id": uuid4(),
        } | more
        values.setdefault("free", values.get("capacity", 1))
        if values.get("video", True):
            values.setdefault("video_link", f"https://video.town.example/{values['public_id']}")
        session.add(tables_meeting.Slot(**values))
        session.flush()
        public_id: UUID = values["public_id"]
        return public_id

    def jobcenter_slot(self, start: datetime = TEN, minutes: int = 60, **more: Any) -> UUID:
        own = {
            "organisation_id": self.jobcenter,
            "office_id": self.jobcenter_office,
            "caseworker_id": self.jobcenter_worker,
        }
        return self.slot(start, minutes, **own | more)

    def joint_slot(self, start: datetime = TEN, minutes: int = 60, **more: Any) -> UUID:
        joint = {
            "agreement_id": self.agreement,
            "a_kasse_id": self.a_kasse,
            "a_kasse_caseworker_id": self.a_kasse_worker,
            "a_kasse_form": "fremmoede",
        }
        return self.jobcenter_slot(start, minutes, **joint | more)

    def person(self, facts: Facts | None = None, **contact: Any) -> int:
        """A citizen of the a-kasse and the kommune."""
        facts = facts or Facts(Person(date(1990, 2, 1)))
        return self.database.write(lambda session: self.add_person(session, facts, **contact))

    def add_person(self, session: Session, facts: Facts, **contact: Any) -> int:
        born = facts.person.foedselsdato
        return course.store_facts(
            session,
            facts,
            name="Kim Jensen",
            cpr=Cpr(f"{born:%d%m%y}{next(self._cprs):04}"),
            vault=VAULT,
            organisations=self.organisations(session),
            now=NOW,
            contact=course.Contact(**contact),
        )

    def cpr(self, person: int) -> str:
        """The number that opens this citizen's pages."""
        sealed = self.database.read(lambda session: people.encrypted_cpr(session, person))
        return VAULT.decrypt(sealed).reveal()

    def organisations(self, session: Session) -> dict[tuple[Aktoer, str], int]:
        row = tables.Organisation
        found = session.execute(select(row.holder, row.code, row.id))
        return {(Aktoer(holder), code): key for holder, code, key in found}

    def book(
        self,
        person: int,
        slot: UUID,
        form: Samtaleform = Samtaleform.FREMMOEDE,
        submission: UUID | None = None,
    ) -> BookingView:
        """Locks as an action does, looks at nothing, and books."""

        def work(session: Session) -> BookingView:
            people.lock(session, person)
            found = slots.lock(session, slot)
            assert found is not None
            return bookings.insert(session, new_booking(person, found, form, submission))

        return self.database.write(work)

    def free(self, slot: UUID) -> int:
        found = self.database.read(lambda session: slots.get(session, slot))
        assert found is not None
        return found.free

    def count(self, table: type[tables.Base]) -> int:
        return self.database.read(
            lambda session: session.execute(select(func.count()).select_from(table)).scalar_one()
        )


def new_booking(
    person: int,
    slot: SlotView,
    form: Samtaleform = Samtaleform.FREMMOEDE,
    submission: UUID | None = None,
) -> NewBooking:
    return NewBooking(
        person_id=person,
        slot=slot,
        art=SamtaleArt.JOBSAMTALE,
        form=form,
        oprindelse=Oprindelse.SELVBOOKET,
        at=NOW,
        submission=submission,
    )


def add(session: Session, row: Any) -> int:
    session.add(row)
    session.flush()
    key: int = row.id
    return key
