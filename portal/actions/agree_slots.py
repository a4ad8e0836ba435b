"""Both sides have said yes to intervals: they become times to be booked, and the a-kasse's travel busy time.

Nobody is agreed into two places. Whoever is away, has a meeting or has agreed on other times cannot come;
times of their own that nobody has booked stand beside, since whichever is booked first closes the other.
Between two intervals in the same house nobody travels. A meeting that is booked in an agreement that is
changed stays where it is, and the new times lie around it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final

from portal.actions.times import links
from portal.policy.facts import Aktoer
from portal.policy.kalender import day_of, days_after, midnight
from portal.policy.tidsaftale import Optaget, Vej
from portal.store import agreement_writes, agreements, published, timetable
from portal.store.agreement_writes import Busy, JointTime
from portal.store.agreements import AgreementView, IntervalView, Stretch
from portal.store.database import Conflict, Session

_VEJ: Final = {"fravaer": Vej.FRAVAER, "booket": Vej.BOOKET, "aftalt": Vej.AFTALT}
_DAY: Final = timedelta(days=1)

Leg = tuple[int, datetime, datetime]
"""The key of an interval, and from when to when (aware) somebody travels to or from it."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """An interval that is to be agreed; `worker_id`: who comes from the a-kasse, None: nobody does yet.

    `link`: where the a-kasse meets by video, of an interval that does not say.
    """

    interval: IntervalView
    worker_id: int | None
    link: str | None = None

    @property
    def a_kasse_link(self) -> str | None:
        """Where the a-kasse alone comes by video."""
        mine = self.interval
        if mine.a_kasse_form != "video" or mine.video_link is not None:
            return None
        return mine.a_kasse_link or self.link

    @property
    def lacks_link(self) -> bool:
        mine = self.interval
        return mine.a_kasse_form == "video" and mine.link is None and self.link is None

    def seen(self) -> IntervalView:
        return replace(self.interval, a_kasse_caseworker_id=self.worker_id)


def workers_of(wanted: Iterable[Wanted]) -> set[int]:
    """The keys of all who come."""
    found: set[int] = set()
    for one in wanted:
        found |= {one.interval.caseworker_id, *([] if one.worker_id is None else [one.worker_id])}
    return found


def lock(session: Session, agreement: AgreementView, wanted: Sequence[Wanted], now: datetime) -> None:
    """Nobody else takes the time of those who are to come until the transaction ends, nor books a time of
    theirs that travel takes.
    """
    ways: defaultdict[int, list[Stretch]] = defaultdict(list)
    for one in wanted:
        if one.worker_id is not None and one.interval.a_kasse_form == "fremmoede":
            ways[one.worker_id].append(one.interval.away)
    meanwhile = [
        key
        for worker, spans in ways.items()
        for key in _own(session, agreement.a_kasse.id, worker, spans, now)
    ]
    published.lock(session, meanwhile)
    timetable.lock_workers(session, workers_of(wanted))


def in_the_way(
    session: Session, wanted: Sequence[Wanted], leaving: tuple[int, date] | None = None
) -> Mapping[int, tuple[Optaget, ...]]:
    """What stands in the way of each (by the interval's key), the others among them: the later one gives way.

    `leaving`: the key of an agreement that ends, and the first Danish day on which it holds no more.
    """
    if not wanted:
        return {}
    workers = workers_of(wanted)
    since = min(one.interval.away[0] for one in wanted) - _DAY
    until = max(one.interval.away[1] for one in wanted) + _DAY
    every = agreements.agreed_of(session, workers, since, until)
    going = [one for one in every if leaving is not None and leaves(one, leaving)]
    agreed = [one for one in every if one not in going]
    busy = agreement_writes.busy(session, workers, since, until)
    found: dict[int, tuple[Optaget, ...]] = {}
    for one in sorted(wanted, key=lambda each: (each.interval.start, each.interval.id)):
        mine = one.seen()
        alike = {each.id for each in going if held_alike(each, mine.a_kasse_form, mine.office.id)}
        in_its_way = [each for each in busy if each.interval_id not in alike or not _inside(each, mine)]
        found[mine.id] = (*_busy(mine, in_its_way, agreed), *_agreed(mine, agreed))
        agreed.append(mine)
    return found


def leaves(interval: IntervalView, leaving: tuple[int, date]) -> bool:
    """Whether the interval goes with the agreement that ends (its key, and the first day without it)."""
    return interval.agreement_id == leaving[0] and day_of(interval.start) >= leaving[1]


def held_alike(interval: IntervalView, a_kasse_form: str, office_id: int) -> bool:
    """Whether the a-kasse takes part in the interval in that way, and in that house."""
    return interval.a_kasse_form == a_kasse_form and interval.office.id == office_id


def times_of(session: Session, wanted: Sequence[Wanted]) -> Mapping[int, tuple[Stretch, ...]]:
    """The times that come of each (by the interval's key): none where somebody has a meeting that stays."""
    if not wanted:
        return {}
    since = min(one.interval.start for one in wanted)
    until = max(one.interval.slut for one in wanted)
    busy = agreement_writes.busy(session, workers_of(wanted), since, until)
    booked = [one for one in busy if one.kind == "booket"]
    return {one.interval.id: _beside(one, booked) for one in wanted}


def agree(
    session: Session,
    agreement: AgreementView,
    wanted: Sequence[Wanted],
    made: Mapping[int, Sequence[Stretch]],
    by: int,
    now: datetime,
) -> None:
    """Makes times of them, and busy time of the travel. The agreement is `accepted`, and nothing is in the
    way. `made`: as `times_of` says; `by`: the key of the caseworker who acts.

    Raises Conflict where somebody has booked a time that now lies in the travel since that was looked at.
    """
    days: defaultdict[int, list[date]] = defaultdict(list)
    for one in wanted:
        interval, worker = one.interval, one.worker_id
        if worker is None:
            raise ValueError(f"nobody comes to interval {interval.id} from the a-kasse")
        agreement_writes.agree(session, interval.id, worker, one.a_kasse_link, now)
        times = [
            JointTime(
                interval.id, start, slut, links.filled(interval.video_link), links.filled(one.a_kasse_link)
            )
            for start, slut in made[interval.id]
        ]
        agreement_writes.publish_joint(session, agreement, interval, worker, times, now)
        if interval.a_kasse_form == "fremmoede":
            days[worker].append(day_of(interval.start))
    new = {one.interval.id for one in wanted}
    for worker, theirs in days.items():
        legs = lay_travel(session, agreement.a_kasse.id, worker, theirs, by, now)
        mine = [(start, slut) for key, start, slut in legs if key in new]
        if agreement_writes.booked_meanwhile(session, worker, mine):
            raise Conflict("caseworker_busy")


def lay_travel(
    session: Session, a_kasse_id: int, worker_id: int, days: Iterable[date], by: int, now: datetime
) -> Sequence[Leg]:
    """Makes the caseworker's travel on these Danish days what their agreed intervals ask for, and gives it.

    Their own times meanwhile that nobody has booked are withdrawn.
    """
    wanted = frozenset(days)
    if not wanted:
        return ()
    since, until = midnight(min(wanted)), midnight(days_after(max(wanted), 1))
    agreed = agreements.agreed_of(session, [worker_id], since, until)
    theirs = [one for one in agreed if one.a_kasse_caseworker_id == worker_id and day_of(one.start) in wanted]
    legs = list(travel(theirs))
    keys = [one.id for one in theirs]
    agreement_writes.set_travel(session, worker_id, keys, legs, by, now)
    # A meeting that stays of an agreement that was changed keeps its travel, but not over the new times.
    cores = [(one.start, one.slut) for one in theirs]
    if cores:
        agreement_writes.drop_travel(session, worker_id, keys, cores)
    if not legs:
        return ()
    meanwhile = _own(session, a_kasse_id, worker_id, [(start, slut) for _, start, slut in legs], now)
    published.withdraw_unbooked(session, meanwhile, now)
    return legs


def travel(intervals: Iterable[IntervalView]) -> Iterable[Leg]:
    """From when to when somebody travels, with the key of the interval, where these are all of theirs.

    They stay in the house between two intervals there, so nobody travels while the other one lasts.
    """
    every = sorted((one for one in intervals), key=lambda one: one.start)
    for one in every:
        there = [other for other in every if other.id != one.id and _same_house(one, other)]
        start, slut = one.away
        start = max([start, *(other.slut for other in there if other.slut <= one.start)])
        slut = min([slut, *(other.start for other in there if other.start >= one.slut)])
        if start < one.start:
            yield one.id, start, one.start
        if one.slut < slut:
            yield one.id, one.slut, slut


def _own(
    session: Session, a_kasse_id: int, worker_id: int, spans: Sequence[Stretch], now: datetime
) -> list[int]:
    """The keys of the caseworker's own times that touch any of these stretches; there is one at least."""
    first, last = min(start for start, _ in spans), max(slut for _, slut in spans)
    own = published.touched(session, a_kasse_id, worker_id, first, last, now)
    return [time.id for time in own if any(_meet((time.start, time.slut), span) for span in spans)]


def _busy(mine: IntervalView, busy: Iterable[Busy], agreed: Iterable[IntervalView]) -> list[Optaget]:
    in_the_house = {one.id for one in agreed if _same_house(mine, one)}
    found = []
    for one in busy:
        for side, worker in _those_who_come(mine):
            # From a meeting in another interval of the house there is no way to go.
            span = _span(mine, worker, stays=one.interval_id in in_the_house)
            if one.caseworker_id == worker and _meet(span, (one.start, one.slut)):
                found.append(Optaget(side, _VEJ[one.kind], one.start, one.slut))
    return found


def _agreed(mine: IntervalView, agreed: Iterable[IntervalView]) -> list[Optaget]:
    found = []
    for other in agreed:
        stays = _same_house(mine, other)
        for side, worker in _those_who_come(mine):
            comes_there = worker in (other.caseworker_id, other.a_kasse_caseworker_id)
            spans = (_span(one, worker, stays=stays) for one in (mine, other))
            if comes_there and _meet(*spans):
                found.append(Optaget(side, Vej.AFTALT, other.start, other.slut))
    return found


def _beside(one: Wanted, booked: Iterable[Busy]) -> tuple[Stretch, ...]:
    mine = [each for each in booked if each.caseworker_id in (one.interval.caseworker_id, one.worker_id)]
    return tuple(
        time
        for time in one.interval.meetings
        if not any(_meet(time, (each.start, each.slut)) for each in mine)
    )


def _inside(one: Busy, interval: IntervalView) -> bool:
    return one.kind == "booket" and interval.start <= one.start and one.slut <= interval.slut


def _those_who_come(interval: IntervalView) -> list[tuple[Aktoer, int]]:
    found = [(Aktoer.JOBCENTER, interval.caseworker_id)]
    if interval.a_kasse_caseworker_id is not None:
        found.append((Aktoer.A_KASSE, interval.a_kasse_caseworker_id))
    return found


def _span(interval: IntervalView, worker: int, *, stays: bool) -> Stretch:
    """When the interval takes the caseworker's time; `stays`: no travel is reckoned in."""
    travels = worker == interval.a_kasse_caseworker_id and not stays
    return interval.away if travels else (interval.start, interval.slut)


def _meet(one: Stretch, other: Stretch) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _same_house(one: IntervalView, other: IntervalView) -> bool:
    in_person = one.a_kasse_form == other.a_kasse_form == "fremmoede"
    return in_person and one.office.id == other.office.id
