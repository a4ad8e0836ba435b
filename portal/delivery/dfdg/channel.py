"""The way to DFDG: each row becomes what is to stand there now, whatever the row was written for."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Final

from portal.clock import COPENHAGEN
from portal.delivery.channel import Row, Undeliverable
from portal.delivery.dfdg import codes, report
from portal.delivery.dfdg.report import Report, Reporter
from portal.delivery.dfdg.service import Dfdg
from portal.policy import faelles, selvbooking
from portal.policy.facts import Aktoer, Oprindelse, SamtaleStatus
from portal.policy.sag import Sag
from portal.store import bookings, dfdg, facts, people
from portal.store.cpr import Cpr, CprVault
from portal.store.database import Session
from portal.store.dfdg import Told
from portal.store.views import BookingView

UNKNOWN: Final = "unknown_report"


class DfdgChannel:
    """The channel of lane `dfdg`. `owner_system`: which system DFDG is to know the meetings by."""

    def __init__(self, service: Dfdg, vault: CprVault, owner_system: int) -> None:
        self._service = service
        self._vault = vault
        self._owner_system = owner_system

    def prepare(self, session: Session, row: Row, now: datetime) -> Report | None:
        """None where what stands there is right already, or a later row tells of it. Raises Undeliverable."""
        if row.person_id is None:
            raise Undeliverable("nobody")
        cpr = self._vault.decrypt(people.encrypted_cpr(session, row.person_id))
        match row.topic:
            case "dfdg.indkaldelse":
                return self._indkaldelse(session, row, row.person_id, cpr, now)
            case "dfdg.deltagelsesvalg":
                return _deltagelsesvalg(session, row, row.person_id, cpr, now)
            case "dfdg.visitation":
                told_by = Reporter(Aktoer.A_KASSE, row.payload["a_kasse"])
                return Report(codes.VISITATION, told_by, cpr, report.visitation(row.payload))
            case "dfdg.afmelding":
                return Report(codes.AFMELDING, _reporter(row), cpr, report.afmelding(row.payload))
            case _:
                raise Undeliverable(UNKNOWN)

    def send(self, message: Report, row: Row) -> str | None:
        self._service.bring(message, row)
        return None

    def sent(self, session: Session, row: Row, message: Report, receipt: str | None, now: datetime) -> None:
        """Keeps what DFDG knows of a meeting by now."""
        del row, receipt
        if message.booking_id is not None and message.organisation_id is not None:
            dfdg.keep(session, message.booking_id, message.organisation_id, message.body, now)

    def _indkaldelse(
        self, session: Session, row: Row, person_id: int, cpr: Cpr, now: datetime
    ) -> Report | None:
        booking = bookings.get_own(session, person_id, uuid.UUID(row.payload["booking"]))
        if booking is None:
            raise Undeliverable(UNKNOWN)
        told = dfdg.told(session, booking.id)
        if booking.status is SamtaleStatus.AFLYST or booking.holder is not Aktoer.A_KASSE:
            return _gone(booking, told, cpr)
        if booking.status is not SamtaleStatus.PLANLAGT or _is_over(booking, now):
            return None
        known = facts.load(session, person_id, now)
        senest = selvbooking.ombook_senest(known.facts, now, booking.id)
        body = report.indkaldelse(booking, senest, self._owner_system, now)
        if told is not None and told.indhold == body:
            return None
        own = booking.oprindelse is Oprindelse.SELVBOOKET
        return Report(
            way=codes.INDKALDELSE,
            reporter=Reporter(booking.holder, booking.organisation.code),
            cpr=cpr,
            body=body,
            told=told is not None and told.indhold is not None,
            id=booking.public_id,
            citizen=known.person.name if own else None,
            booking_id=booking.id,
            organisation_id=booking.organisation.id,
        )


def _gone(booking: BookingView, told: Told | None, cpr: Cpr) -> Report | None:
    """It is to stand there no more: also where nobody kept that it was told, for it may have been.

    Whoever told it takes it back. The jobcenter's own is never the portal's to take back.
    """
    if told is not None and told.indhold is None:
        return None
    if told is None and booking.holder is not Aktoer.A_KASSE:
        return None
    organisation_id = told.organisation_id if told is not None else booking.organisation.id
    a_kasse = told.a_kasse if told is not None else booking.organisation.code
    return Report(
        way=codes.INDKALDELSE,
        reporter=Reporter(Aktoer.A_KASSE, a_kasse),
        cpr=cpr,
        body=None,
        id=booking.public_id,
        booking_id=booking.id,
        organisation_id=organisation_id,
    )


def _is_over(booking: BookingView, now: datetime) -> bool:
    """DFDG takes no meeting of a day that has gone by."""
    return booking.start.astimezone(COPENHAGEN).date() < now.astimezone(COPENHAGEN).date()


def _deltagelsesvalg(session: Session, row: Row, person_id: int, cpr: Cpr, now: datetime) -> Report | None:
    """What was said last; where that is not what the row was written for, a later one tells it.

    Nothing is told of a choice that counts no more: DFDG unsets it itself, after the meeting, with a new
    placement and with another a-kasse (DBK §§ 24, 87).
    """
    known = facts.load(session, person_id, now).facts
    valg = known.valg
    if valg.sagt != datetime.fromisoformat(row.payload["sagt"]) or faelles.sagt(Sag(known, now)) is None:
        return None
    body = report.deltagelsesvalg(valg)
    return Report(codes.DELTAGELSESVALG, _reporter(row), cpr, body) if body is not None else None


def _reporter(row: Row) -> Reporter:
    return Reporter(Aktoer(row.payload["holder"]), row.payload["organisation"])
