"""What the demo's jobcentres and a-kasser are still talking about: done as people do it, act after act.

A proposal that waits for the a-kasse, one with other times that waits for the jobcenter, an agreement that
ends with its notice, citizens who book what was agreed, and a caseworker who cannot come to one of these
times. In weeks full of holidays there may be less to talk about.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from portal.actions import find_times
from portal.actions.agreement_answers import Answer, Counter, Decline
from portal.actions.answer_agreement import AnswerAgreement, answer_agreement
from portal.actions.book_jobsamtale import BookJobsamtale, book_jobsamtale
from portal.actions.choose_a_kasse_med import ChooseAKasseMed, choose_a_kasse_med
from portal.actions.end_agreement import EndAgreement, earliest, end_agreement
from portal.actions.enter_absence import EnterAbsence, enter_absence
from portal.actions.find_times import Filters
from portal.actions.propose_agreement import ProposeAgreement, Proposed, propose_agreement
from portal.actions.times.pattern import Minutes, Pattern
from portal.demo.course import Days
from portal.demo.crowd import handed_over_last
from portal.demo.houses import VIDEO_HOST
from portal.demo.staff import Worker, employees, office_for, workers_of
from portal.policy.facts import AKasseMed, Aktoer, SamtaleArt, Samtaleform
from portal.store import agreements, caseworkers, facts, people, slots, timetable
from portal.store.agreements import AgreementView
from portal.store.cpr import Cpr, CprVault
from portal.store.database import Database, Session
from portal.store.timetable import Who
from portal.store.views import CaseworkerView, PersonView, SlotView

AARHUS, ODENSE, THREE_F, AKADEMIKERNE = "0751", "0461", "AK01", "AK02"
ENDS: Final = "AK16"
"""The a-kasse whose agreement with Jobcenter Odense ends."""

_HALF_AN_HOUR = timedelta(minutes=30)
_MORNING: Final[tuple[Minutes, ...]] = ((9 * 60, 12 * 60),)
_LATE: Final[tuple[Minutes, ...]] = ((15 * 60 + 15, 16 * 60),)


def write(database: Database, vault: CprVault, now: datetime) -> None:
    """Does it all, in the days before `now` (aware)."""
    _waits_for_the_a_kasse(database, now)
    _waits_for_the_jobcenter(database, now)
    _ends(database, now)
    _is_booked(database, vault, now)
    _is_away(database, now)


def _waits_for_the_a_kasse(database: Database, now: datetime) -> None:
    """Jobcenter Aarhus wants 3F to come on two mornings a week."""
    message = "Mange venter på en fælles samtale. Kan I komme onsdag og fredag formiddag?"
    wish = _proposal(database, THREE_F, {2: _MORNING, 4: _MORNING}, message, now)
    propose_agreement(wish, database, now - timedelta(days=2))


def _waits_for_the_jobcenter(database: Database, now: datetime) -> None:
    """Akademikernes A-kasse asks for other hours than Jobcenter Aarhus proposed, and cannot come once."""
    message = "Vi har brug for tider sidst på dagen. I kan være med på video."
    wish = _proposal(database, AKADEMIKERNE, {0: _LATE, 1: _LATE, 2: _LATE}, message, now, video=True)
    if not isinstance(propose_agreement(wish, database, now - timedelta(days=4)), Proposed):
        return

    def read(session: Session) -> AnswerAgreement | None:
        leader = _signed_in(session, AKADEMIKERNE, "team_leader")
        found = agreements.get(session, wish.submission, leader.organisation.id)
        if found is None:
            return None
        comes = _who(session, leader, _colleagues(Aktoer.A_KASSE, AKADEMIKERNE)[0])
        answers: dict[uuid.UUID, Answer] = {
            one.public_id: Counter(
                start=one.start - timedelta(minutes=45),
                slut=one.slut - timedelta(minutes=45),
                a_kasse_form=one.a_kasse_form,
                former=one.former,
                worker=comes.public_id,
            )
            for one in agreements.intervals(session, found.id)
        }
        answers |= dict.fromkeys(list(answers)[-1:], Decline())
        told = "Vi kan, hvis det er tre kvarter tidligere. Den sidste dag er vi på kursus."
        return AnswerAgreement(leader.id, found.public_id, found.last_step, answers, told)

    answer = database.read(read)
    if answer is not None:
        answer_agreement(answer, database, now - timedelta(days=1))


def _ends(database: Database, now: datetime) -> None:
    """Jobcenter Odense has ended an agreement: it holds some weeks yet."""
    said = now - timedelta(days=10)

    def read(session: Session) -> EndAgreement:
        leader = _signed_in(session, ODENSE, "team_leader")
        found = _with(session, leader, ENDS)
        told = "Der er for få af jeres medlemmer hos os til en fast tid om ugen. Tak for samarbejdet."
        return EndAgreement(leader.id, found.public_id, found.last_step, earliest(found, said), message=told)

    end_agreement(database.read(read), database, said)


def _is_booked(database: Database, vault: CprVault, now: datetime) -> None:
    """Those whom Jobcenter Aarhus took over last want 3F along, and have booked the next times."""
    said, at = now - timedelta(days=3), now - timedelta(days=2)
    later = Filters(from_day=Days(now).ahead(1), limit=1)
    for citizen in handed_over_last(now):
        person = _person(database, vault.lookup(Cpr(citizen.cpr)))
        choose_a_kasse_med(ChooseAKasseMed(person.id, AKasseMed.JA), database, said)

        def first(session: Session, person_id: int = person.id) -> SlotView | None:
            known = facts.load(session, person_id, at)
            query = find_times.times_for(session, known, at, filters=later).query
            return slots.first_free(session, query) if query else None

        slot = database.read(first)
        if slot is not None and slot.joint:
            form = min(slot.former)
            wish = BookJobsamtale(person.id, slot.public_id, SamtaleArt.JOBSAMTALE, form, uuid.uuid4())
            book_jobsamtale(wish, database, at)


def _is_away(database: Database, now: datetime) -> None:
    """A caseworker of 3F in Aarhus cannot come to a joint time: both sides have it on their list."""

    def read(session: Session) -> EnterAbsence | None:
        worker = _signed_in(session, THREE_F, "caseworker")
        agreement = _with(session, worker, AARHUS)
        soon = now + timedelta(days=7)
        later = [one for one in agreements.intervals(session, agreement.id) if one.start > soon]
        if not later:
            return None
        me = _who(session, worker, _colleagues(Aktoer.A_KASSE, THREE_F)[0])
        start, slut = later[0].start - _HALF_AN_HOUR, later[0].slut + _HALF_AN_HOUR
        return EnterAbsence(worker.id, me.public_id, start, slut)

    absence = database.read(read)
    if absence is not None:
        enter_absence(absence, database, now - timedelta(hours=1))


def _proposal(
    database: Database,
    a_kasse: str,
    hours: Mapping[int, tuple[Minutes, ...]],
    message: str,
    now: datetime,
    *,
    video: bool = False,
) -> ProposeAgreement:
    """Jobcenter Aarhus proposes four weeks, with a caseworker who has no joint times yet."""

    def read(session: Session) -> ProposeAgreement:
        leader = _signed_in(session, AARHUS, "administrator")
        who = _who(session, leader, _colleagues(Aktoer.JOBCENTER, AARHUS)[1])
        offices = timetable.house(session, leader.organisation.id).offices
        partner = next(one for one in agreements.partners(session, Aktoer.A_KASSE) if one.code == a_kasse)
        return ProposeAgreement(
            caseworker_id=leader.id,
            submission=uuid.uuid4(),
            a_kasse=partner.public_id,
            first=Days(now).ahead(14),
            last=Days(now).ahead(41),
            pattern=Pattern(hours=hours, pause=15),
            office=next(one.public_id for one in offices if one.id == who.office_id),
            workers=(who.public_id,),
            a_kasse_form="video" if video else "fremmoede",
            former=frozenset(Samtaleform) if video else frozenset({Samtaleform.FREMMOEDE}),
            travel_before=None if video else 30,
            travel_after=None if video else 30,
            room="Lokale 4",
            video_link=f"https://{VIDEO_HOST}/{{tid}}" if video else None,
            message=message,
        )

    return database.read(read)


def _person(database: Database, lookup: bytes) -> PersonView:
    found = database.read(lambda session: people.find_by_cpr(session, lookup))
    if found is None:
        raise LookupError("a citizen of the demo who is not there")
    return found


def _colleagues(holder: Aktoer, code: str) -> tuple[Worker, ...]:
    """Those who hold meetings in Aarhus."""
    return workers_of(office_for(holder, code, AARHUS, "0000"))


def _signed_in(session: Session, code: str, role: str) -> CaseworkerView:
    """Somebody who can be signed in as."""
    one = next(one.worker for one in employees() if (one.worker.branch.code, one.role) == (code, role))
    found = caseworkers.find_by_subject(session, code, one.subject)
    if found is None:
        raise LookupError(f"no {role} of {code}")
    return found


def _who(session: Session, colleague: CaseworkerView, worker: Worker) -> Who:
    house = timetable.house(session, colleague.organisation.id)
    return next(one for one in house.workers if one.subject == worker.subject)


def _with(session: Session, worker: CaseworkerView, other: str) -> AgreementView:
    """The organisation's agreement with the other one."""
    every = agreements.all_of(session, worker.organisation.id)
    return next(one for one in every if one.status == "accepted" and one.other.code == other)
