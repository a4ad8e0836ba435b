"""What the answers to an agreement's intervals mean, and what stands in their way (`answer_agreement`)."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, date, datetime
from types import MappingProxyType

from portal.actions import agree_slots, casework
from portal.actions.agree_slots import Wanted
from portal.actions.publish_times import check_link
from portal.actions.times import whose
from portal.actions.times.whose import NotTheirs
from portal.policy import tidsaftale
from portal.policy.facts import Aktoer, Samtaleform
from portal.policy.kalender import day_of
from portal.policy.law import Decision, Finding
from portal.policy.tidsaftale import Modforslag, Optaget, Svar, Vilkaar
from portal.store import agreements, timetable
from portal.store.agreement_writes import NewInterval
from portal.store.agreements import AgreementView, IntervalView
from portal.store.database import Session
from portal.store.timetable import House
from portal.store.views import CaseworkerView


@dataclass(frozen=True, slots=True)
class Accept:
    """`worker`: who comes from the a-kasse (public id), chosen by the a-kasse; None: whoever the interval
    names already, which is all a jobcenter can say yes to. `link`: where the a-kasse meets by video, on a
    host of the own house, where the interval does not say; it may hold `links.OWN`.
    """

    worker: uuid.UUID | None = None
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Decline:
    """No."""


@dataclass(frozen=True, slots=True)
class Counter:
    """Another interval in the place of this one.

    From `start` to `slut` (aware), the same Danish day or another one. Travel in minutes; None: not said.
    `worker`: who comes from the own side (public id); None: whoever the interval names. `room`: the
    jobcenter's alone to change; None: as it is. `minutes`, `pause`: how long each meeting is, and how long
    it is to the next; None: as it was. `link`: where whoever comes by video meets, on a host of the own
    house; None: as it is.
    """

    start: datetime
    slut: datetime
    a_kasse_form: str
    former: frozenset[Samtaleform]
    travel_before: int | None = None
    travel_after: int | None = None
    worker: uuid.UUID | None = None
    room: str | None = None
    minutes: int | None = None
    pause: int | None = None
    link: str | None = None


Answer = Accept | Decline | Counter


@dataclass(frozen=True, slots=True)
class Refused:
    """Nothing was done. `decision`: why; `by_interval`: what is in the way of which one, by its public id."""

    decision: Decision
    by_interval: Mapping[uuid.UUID, tuple[Finding, ...]] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Outdated:
    """Somebody took a step since the form was made, and nothing was done. `last_step`: the last one now."""

    last_step: int


class UnknownAgreement(LookupError):
    """The organisation has no such agreement."""


@dataclass(frozen=True, slots=True)
class Countered:
    """`said`: the answer; `interval`: what would stand in the place of the one that is answered."""

    said: Counter
    interval: IntervalView


@dataclass(frozen=True, slots=True)
class Read:
    """The answers, sorted. `declined`, `lapsed`: keys of intervals; `unanswered`: how many have no answer.

    `older`: the agreement that still stands and would be changed; `agreed`: what was agreed before.
    """

    accepted: tuple[Wanted, ...]
    declined: tuple[int, ...]
    countered: tuple[Countered, ...]
    lapsed: tuple[int, ...]
    unanswered: int
    agreed: tuple[IntervalView, ...]
    older: AgreementView | None


def form_of(answers: Mapping[uuid.UUID, Answer], message: str | None) -> str:
    """What a form says, in a few letters: the same form sent again says the same."""
    said = {str(key): [type(answer).__name__, asdict(answer)] for key, answer in answers.items()}
    text = json.dumps([said, message], sort_keys=True, default=_plain)
    return hashlib.sha256(text.encode()).hexdigest()


def leader(session: Session, caseworker_id: int) -> CaseworkerView:
    """Who speaks for the organisation. Raises NotTheirs for whoever does not."""
    worker = casework.working(session, caseworker_id)
    if not whose.leads(worker):
        raise NotTheirs
    return worker


def known(agreement: AgreementView | None) -> AgreementView:
    if agreement is None:
        raise UnknownAgreement
    return agreement


def read(
    session: Session,
    agreement: AgreementView,
    worker: CaseworkerView,
    answers: Mapping[uuid.UUID, Answer],
    now: datetime,
) -> Read:
    """Raises NotTheirs for an interval that is not open, and for a caseworker who is not of the own house;
    WrongLink for an address that cannot be used.
    """
    every = agreements.intervals(session, agreement.id)
    open_ = {one.public_id: one for one in every if one.status == "open"}
    if not open_.keys() >= answers.keys():
        raise NotTheirs
    house = timetable.house(session, worker.organisation.id)
    for one in answers.values():
        if not isinstance(one, Decline) and one.link:
            check_link(frozenset({Samtaleform.VIDEO}), one.link, worker.organisation.video_hosts)
    lapsed = [one for one in open_.values() if one.start <= now]
    said = [(one, answers.get(key)) for key, one in open_.items() if one not in lapsed]
    return Read(
        accepted=tuple(
            Wanted(one, _who_comes(one, answer, agreement.side, house), answer.link)
            for one, answer in said
            if isinstance(answer, Accept)
        ),
        declined=tuple(one.id for one, answer in said if isinstance(answer, Decline)),
        countered=tuple(
            Countered(answer, _instead(one, answer, agreement.side, house))
            for one, answer in said
            if isinstance(answer, Counter)
        ),
        lapsed=tuple(one.id for one in lapsed),
        unanswered=sum(answer is None for _, answer in said),
        agreed=tuple(one for one in every if one.status == "agreed"),
        older=_older(session, agreement),
    )


def judge(session: Session, agreement: AgreementView, found: Read, now: datetime) -> Decision | Refused:
    """Whether it can be answered so at `now` (aware)."""
    agreed = (*(one.interval for one in found.accepted), *found.agreed)
    question = Svar(
        side=agreement.side,
        status=agreement.status,
        ubesvarede=found.unanswered,
        aftales=len(found.accepted),
        aendrer_fra=agreement.fra if found.older else None,
        former=frozenset(form for one in agreed for form in one.former),
        fysisk=any(one.a_kasse_form == "fremmoede" for one in agreed),
    )
    decision = tidsaftale.svar(question, day_of(now))
    by_interval = _obstacles(session, agreement, found, now)
    if not by_interval and decision.allowed:
        return decision
    refusing = (*decision.refusals, *(one for each in by_interval.values() for one in each))
    return Refused(Decision(decision.question, refusing), by_interval)


def new_interval(agreement: AgreementView, one: IntervalView) -> NewInterval:
    """What is put forward in the place of the interval that it was made from."""
    return NewInterval(
        by_side=agreement.side,
        start=one.start,
        slut=one.slut,
        minutes=one.minutes,
        pause=one.pause,
        office_id=one.office.id,
        a_kasse_form=one.a_kasse_form,
        travel_before=one.travel_before,
        travel_after=one.travel_after,
        former=one.former,
        video_link=one.video_link,
        a_kasse_link=one.a_kasse_link,
        room=one.room,
        caseworker_id=one.caseworker_id,
        a_kasse_caseworker_id=one.a_kasse_caseworker_id,
        stands_for_id=one.id,
    )


def _plain(value: object) -> object:
    return sorted(value) if isinstance(value, frozenset) else str(value)


def _older(session: Session, agreement: AgreementView) -> AgreementView | None:
    if agreement.replaces is None:
        return None
    own = agreement.jobcenter if agreement.side is Aktoer.JOBCENTER else agreement.a_kasse
    older = agreements.get(session, agreement.replaces, own.id)
    return older if older is not None and older.status == "accepted" else None


def _who_comes(interval: IntervalView, answer: Accept, side: Aktoer, house: House) -> int | None:
    """The key of who comes from the a-kasse."""
    if answer.worker is None:
        return interval.a_kasse_caseworker_id
    if side is not Aktoer.A_KASSE:
        raise NotTheirs
    return _of_the_house(house, answer.worker)


def _instead(interval: IntervalView, answer: Counter, side: Aktoer, house: House) -> IntervalView:
    """The interval as it is countered; it ends with its last meeting."""
    start, slut = answer.start.astimezone(UTC), answer.slut.astimezone(UTC)
    minutes = interval.minutes if answer.minutes is None else answer.minutes
    pause = interval.pause if answer.pause is None else answer.pause
    # What is no length for a meeting is refused (`tidsaftale.vilkaar`), and no meetings are reckoned by it.
    meetings = agreements.meetings_in(start, slut, minutes, pause) if minutes > 0 and pause >= 0 else ()
    in_person = Samtaleform.FREMMOEDE in answer.former
    room = (answer.room if side is Aktoer.JOBCENTER else None) or interval.room
    link = answer.link or interval.video_link or interval.a_kasse_link
    by_video = Samtaleform.VIDEO in answer.former
    counter = replace(
        interval,
        start=start,
        slut=meetings[-1][1] if meetings else slut,
        minutes=minutes,
        pause=pause,
        a_kasse_form=answer.a_kasse_form,
        travel_before=answer.travel_before or 0,
        travel_after=answer.travel_after or 0,
        former=answer.former,
        video_link=link if by_video else None,
        a_kasse_link=link if answer.a_kasse_form == "video" and not by_video else None,
        room=room if in_person else None,
    )
    if answer.worker is None:
        return counter
    worker = _of_the_house(house, answer.worker)
    if side is Aktoer.A_KASSE:
        return replace(counter, a_kasse_caseworker_id=worker)
    return replace(counter, caseworker_id=worker)


def _of_the_house(house: House, worker: uuid.UUID) -> int:
    found = house.worker(worker)
    if found is None:
        raise NotTheirs
    return found.id


def _obstacles(
    session: Session, agreement: AgreementView, found: Read, now: datetime
) -> dict[uuid.UUID, tuple[Finding, ...]]:
    leaving = (found.older.id, agreement.fra) if found.older else None
    there, active = _around(session, found.accepted, leaving)
    obstacles = {one.interval.public_id: _against_agreeing(one, there, active) for one in found.accepted}
    countered = [Wanted(one.interval, one.interval.a_kasse_caseworker_id) for one in found.countered]
    there, _ = _around(session, countered, leaving)
    for counter in found.countered:
        own = [each for each in there.get(counter.interval.id, ()) if each.side is agreement.side]
        obstacles[counter.interval.public_id] = (
            *tidsaftale.modforslag(_asked(agreement, counter), now),
            *tidsaftale.kan_aftales((), own),
        )
    return {key: findings for key, findings in obstacles.items() if findings}


def _around(
    session: Session, wanted: Sequence[Wanted], leaving: tuple[int, date] | None
) -> tuple[Mapping[int, tuple[Optaget, ...]], Collection[int]]:
    """What stands in the way of each, and who of those who are to come still works there."""
    active = timetable.active(session, agree_slots.workers_of(wanted))
    return agree_slots.in_the_way(session, wanted, leaving), active


def _against_agreeing(
    one: Wanted, there: Mapping[int, tuple[Optaget, ...]], active: Collection[int]
) -> tuple[Finding, ...]:
    sides = ((Aktoer.JOBCENTER, one.interval.caseworker_id), (Aktoer.A_KASSE, one.worker_id))
    nobody = tuple(side for side, worker in sides if worker not in active)
    return tidsaftale.kan_aftales(nobody, there.get(one.interval.id, ()), uden_link=one.lacks_link)


def _asked(agreement: AgreementView, one: Countered) -> Modforslag:
    interval, said = one.interval, one.said
    terms = Vilkaar(
        minutter=interval.minutes,
        pause=interval.pause,
        a_kasse_form=interval.a_kasse_form,
        former=interval.former,
        transport_foer=said.travel_before,
        transport_efter=said.travel_after,
        videolink=interval.video_link is not None,
    )
    return Modforslag(interval.start, interval.slut, terms, agreement.fra, agreement.til)
