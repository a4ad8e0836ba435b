"""Writes the demo's citizens: their course, whom they meet and where, what was decided, their Min Plan."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

from portal.actions.print_letter import print_letter
from portal.demo import brought_in, houses, letters, plans, registrations, summonses
from portal.demo.citizens import Citizen
from portal.demo.houses import Keys
from portal.demo.places import nobodys_mobile
from portal.demo.staff import Worker, office_for, workers_of
from portal.demo.times import Calendar, Time
from portal.policy.facts import Aktoer, BeslutningArt, Oprindelse, Samtale, Samtaleform, SamtaleStatus
from portal.policy.kalender import day_of
from portal.policy.selvbooking import BookSpoergsmaal, book
from portal.store import brought_in as standing_in
from portal.store import bulk, course, decisions
from portal.store import letters as kept_letters
from portal.store import people as persons
from portal.store.cpr import Cpr, CprVault
from portal.store.database import Session
from portal.store.tables_case import Beslutning
from portal.store.tables_meeting import Booking, Place, Slot

PHONES: Final = 95
"""So many numbers are kept that are nobody's; whoever comes after them has no phone."""


def write(
    session: Session, keys: Keys, people: Sequence[Citizen], vault: CprVault, now: datetime, taken: Calendar
) -> None:
    """Writes them all. Their planned meetings take places, and are added to `taken`. `now`: aware."""
    for number, citizen in enumerate(people):
        street, city = citizen.address
        contact = course.Contact(
            nobodys_mobile(number) if number < PHONES else None,
            citizen.mail,
            citizen.postcode,
            street,
            city,
            citizen.digital_post,
        )
        person_id = course.store_facts(
            session,
            citizen.facts,
            name=citizen.name,
            cpr=Cpr(citizen.cpr),
            vault=vault,
            organisations=keys.organisations,
            now=now,
            contact=contact,
        )
        for booking, samtale in _meetings(session, citizen, person_id):
            worker = worker_of(citizen, samtale.holder)
            _meet(booking, samtale, worker, keys, contact)
            if samtale.status is SamtaleStatus.PLANLAGT:
                offered = Time(worker, samtale.start, frozenset(Samtaleform))
                taken.take(offered)
                _put_into(session, booking, samtale, Slot(**houses.slot(keys, offered, now) | {"free": 0}))
                _keep_decision(session, booking, samtale, citizen)
            registrations.write(session, booking, samtale, citizen, now)
        _decisions(session, keys, citizen, person_id)
        _summonses(session, citizen, person_id, now)
        if citizen.facts.person.a_kasse:
            brought_in.write(session, keys, citizen, person_id, worker_of(citizen, Aktoer.A_KASSE), now)
        if not citizen.digital_post:
            _on_paper(session, person_id, now)
        plans.write(session, keys, citizen, person_id, worker_of, now)


def _on_paper(session: Session, person_id: int, now: datetime) -> None:
    """Their letters, and the copies of whoever stands in for them, wait to be printed."""
    for letter in kept_letters.of_person(session, person_id):
        print_letter(session, letter.public_id, now)
        for one in standing_in.for_letters(session, person_id, letter.organisation.id, day_of(now)):
            print_letter(session, letter.public_id, now, one.public_id)


def worker_of(citizen: Citizen, holder: Aktoer) -> Worker:
    """Whom the person meets at their a-kasse or jobcenter."""
    person = citizen.facts.person
    code = person.a_kasse if holder is Aktoer.A_KASSE else person.kommune
    return workers_of(office_for(holder, code, person.kommune, citizen.postcode))[-1]


def _meetings(session: Session, citizen: Citizen, person_id: int) -> Iterator[tuple[Booking, Samtale]]:
    """The rows that `course` wrote, each beside what it tells."""
    rows = bulk.rows_of(session, Booking, person_id)
    yield from zip(rows, citizen.facts.samtaler, strict=True)


def _meet(booking: Booking, samtale: Samtale, worker: Worker, keys: Keys, contact: course.Contact) -> None:
    """Says with whom and where a meeting is, and when it was written down."""
    booking.office_id = keys.offices[worker.branch]
    booking.caseworker_id = keys.workers[worker]
    if samtale.form is Samtaleform.TELEFON:
        booking.phone = contact.phone
    if samtale.status is SamtaleStatus.PLANLAGT:
        booking.updated_at = samtale.booket or booking.updated_at
    elif samtale.status is SamtaleStatus.AFLYST:
        booking.updated_at = samtale.aflyst or booking.updated_at
    else:
        booking.registered_at = booking.updated_at = samtale.slut


def _keep_decision(session: Session, booking: Booking, samtale: Samtale, citizen: Citizen) -> None:
    """How it was decided when the person booked it, as the law had it then."""
    if samtale.oprindelse is not Oprindelse.SELVBOOKET or samtale.booket is None:
        return
    others = tuple(one for one in citizen.facts.samtaler if one is not samtale)
    asked = BookSpoergsmaal(
        samtale.holder, samtale.start, samtale.form, samtale.art, samtale.varighed, samtale.a_kasse_deltager
    )
    decision = book(replace(citizen.facts, samtaler=others), samtale.booket, asked)
    if decision.allowed:
        decisions.save(session, booking.person_id, decision, booking.id, samtale.booket)


def _put_into(session: Session, booking: Booking, samtale: Samtale, slot: Slot) -> None:
    """A planned meeting stands in a published time of the caseworker's, as if it had been booked there."""
    bulk.add(session, [slot])
    booking.slot_id = slot.id
    if samtale.form is Samtaleform.VIDEO:
        booking.video_link = slot.video_link
    place = Place(
        booking_id=booking.id,
        slot_id=slot.id,
        side=samtale.holder.value,
        number=1,
        caseworker_id=slot.caseworker_id,
        start=slot.start,
        slut=slot.slut,
    )
    bulk.add(session, [place])


def _decisions(session: Session, keys: Keys, citizen: Citizen, person_id: int) -> None:
    rows = bulk.rows_of(session, Beslutning, person_id)
    for beslutning, words, row in zip(citizen.facts.beslutninger, citizen.reasons, rows, strict=True):
        row.caseworker_id = keys.workers[worker_of(citizen, beslutning.af)]
        row.begrundelse = words
        if beslutning.art is BeslutningArt.FRATAGELSE:
            worker = worker_of(citizen, beslutning.af)
            letters.revoked(session, citizen.facts, beslutning, row, worker.name)
    if citizen.facts.visiteret is not None:
        worker = worker_of(citizen, Aktoer.A_KASSE)
        letters.sent_on(session, person_id, citizen.facts.visiteret, worker.name)


def _summonses(session: Session, citizen: Citizen, person_id: int, now: datetime) -> None:
    person = persons.by_id(session, person_id)
    assert person is not None  # noqa: S101 - written a moment ago
    rows = bulk.rows_of(session, Booking, person_id)
    workers = {row.id: row.caseworker_id for row in rows if row.caseworker_id is not None}
    summonses.write(session, citizen.key, person, workers, now)
