"""Worlds of published, taken and held times around a day of 23, 24 or 25 hours, made up by Hypothesis."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from portal.policy.facts import Aktoer, SamtaleArt, Samtaleform
from portal.policy.window import Window

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
DAYS = (date(2025, 3, 30), date(2024, 10, 27), date(2024, 9, 12))
"""A day of 23 hours, one of 25, and one of 24."""

FORMS = st.frozensets(st.sampled_from(Samtaleform), min_size=1)
ALL_FORMS = st.just(frozenset(Samtaleform))
HALF_AN_HOUR = timedelta(minutes=30)

WORKERS = {"a_kasse": 1, "jobcenter": 2, "foreign": 0}


@dataclass(frozen=True)
class Published:
    """One time as it lies in the database. `desk`, `office`: which of its owner's; desk 0 is nobody's."""

    owner: str
    start: datetime
    minutes: int
    former: frozenset[Samtaleform]
    places: int
    withdrawn: bool
    joint_with: str | None
    a_kasse_form: str
    may_send: bool
    desk: int
    office: int

    @property
    def offered(self) -> frozenset[Samtaleform]:
        """Where the a-kasse comes in person, so does the person."""
        together = self.joint_with is not None and self.a_kasse_form == "fremmoede"
        return self.former & {Samtaleform.FREMMOEDE} if together else self.former

    @property
    def worker(self) -> int:
        """Which of the town's workers: 1 is the a-kasse's, 2 the jobcenter's, 0 nobody."""
        return WORKERS[self.owner] if self.desk else 0

    @property
    def a_kasse_sends(self) -> bool:
        """Whether a joint time takes the time of the a-kasse's worker."""
        return self.may_send and self.joint_with == "a_kasse"

    @property
    def slut(self) -> datetime:
        return self.start + timedelta(minutes=self.minutes)

    @property
    def a_kasse_from(self) -> datetime:
        """Who comes in person has half an hour to travel."""
        return self.start - HALF_AN_HOUR if self.a_kasse_form == "fremmoede" else self.start

    @property
    def free(self) -> int:
        return min(self.places, 1) if self.worker or self.joint_with else self.places


@dataclass(frozen=True)
class World:
    """All that one search meets.

    `elsewhere`: half hours in which a caseworker is taken. `away`: times at which one cannot be met, for so
    many minutes. `holds`: who (0: the person), of what, until when.
    """

    published: tuple[Published, ...]
    windows: tuple[Window, ...]
    elsewhere: tuple[tuple[int, datetime], ...]
    away: tuple[tuple[int, datetime, int], ...]
    holds: tuple[tuple[int, int, int], ...]
    form: Samtaleform | None
    from_day: date | None
    to_day: date | None
    minutes: int | None
    limit: int


def _near(day: date) -> st.SearchStrategy[datetime]:
    """Half hours of the days around, so that times meet, touch, and fall into the hour that changes."""
    midnight = datetime(day.year, day.month, day.day, tzinfo=COPENHAGEN).astimezone(UTC)
    return st.integers(-20, 2 * 30).map(lambda half: midnight + half * HALF_AN_HOUR)


def _mostly(*often: Any, rarely: Any) -> st.SearchStrategy[Any]:
    return st.sampled_from([*often * (8 // len(often)), rarely])


def _published(day: date) -> st.SearchStrategy[Published]:
    return st.builds(
        Published,
        owner=_mostly("a_kasse", "jobcenter", "jobcenter", rarely="foreign"),
        start=_near(day),
        minutes=st.sampled_from([30, 45, 60, 90]),
        former=ALL_FORMS | FORMS,
        places=_mostly(1, 2, rarely=0),
        withdrawn=_mostly(False, rarely=True),
        joint_with=_mostly(None, None, "a_kasse", rarely="foreign"),
        a_kasse_form=st.sampled_from(["fremmoede", "video"]),
        may_send=st.booleans(),
        desk=st.integers(0, 2),
        office=st.integers(0, 1),
    ).map(lambda time: time if time.owner == "jobcenter" else replace(time, joint_with=None))


def _some_days(day: date) -> st.SearchStrategy[frozenset[date]]:
    return st.frozensets(st.integers(-1, 1).map(lambda days: day + timedelta(days=days)), max_size=2)


@st.composite
def _windows(draw: st.DrawFn, day: date, moments: list[datetime]) -> Window:
    """Its bounds are often the very moments at which a time begins or ends."""
    moment = st.sampled_from(moments) | _near(day)
    faelles = draw(st.sampled_from([False, False, True]))
    blocked = draw(st.just(frozenset()) | st.just(frozenset()) | _some_days(day))
    busy = draw(st.lists(st.tuples(moment, st.sampled_from([-60, -30, 30, 60])), max_size=1))
    return Window(
        holder=draw(st.sampled_from([Aktoer.A_KASSE, Aktoer.JOBCENTER])),
        art=SamtaleArt.JOBSAMTALE,
        former=draw(ALL_FORMS | FORMS),
        earliest=draw(st.just(min(moments)) | moment),
        latest=draw(st.none() | moment),
        blocked_days=blocked,
        busy=tuple(tuple(sorted((at, at + timedelta(minutes=minutes)))) for at, minutes in busy),
        faelles=faelles,
        aftalt_med="AK1" if faelles else None,
        a_kasse_form=draw(st.sampled_from(["fremmoede", "video_tilladt"])) if faelles else None,
    )


@st.composite
def worlds(draw: st.DrawFn) -> World:
    day = draw(st.sampled_from(DAYS))
    some_day = _mostly(None, rarely=day)
    published = draw(st.lists(_published(day), min_size=3, max_size=12))
    moments = [moment for time in published for moment in (time.start, time.slut)]
    taken = st.tuples(st.integers(1, 2), st.sampled_from([time.start for time in published]) | _near(day))
    away = st.tuples(taken, st.sampled_from([30, 180, 24 * 60, 35 * 60])).map(
        lambda drawn: (*drawn[0], drawn[1])
    )
    hold = st.tuples(st.integers(0, 2), st.integers(0, len(published) - 1), st.integers(-1, 1))
    return World(
        published=tuple(published),
        windows=tuple(draw(st.lists(_windows(day, moments), min_size=1, max_size=3))),
        elsewhere=tuple(draw(st.lists(taken, max_size=4, unique=True))),
        away=tuple(draw(st.lists(away, max_size=3))),
        holds=tuple(draw(st.lists(hold, max_size=3, unique_by=lambda hold: hold[0]))),
        form=draw(_mostly(None, rarely=Samtaleform.TELEFON)),
        from_day=draw(some_day),
        to_day=draw(some_day),
        minutes=draw(st.sampled_from([None, None, None, 45])),
        limit=draw(st.integers(1, 5)),
    )
