"""The query finds the times that a window admits and that can be had: all of them, no other, page by page."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from portal.policy.facts import Aktoer, SamtaleArt, Samtaleform
from portal.policy.window import Window
from portal.store import holds, slots
from portal.store import slot_statements as statements
from portal.store.slot_query import understood
from portal.store.slots import Cursor, SlotQuery
from portal.store.tables import Organisation
from portal.store.tables_meeting import Booking, Place, Slot
from portal.store.tables_times import Absence
from portal.store.views import OrganisationView, SlotView
from tests.store.town import NOW, Town, add

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


def _admitted(world: World, published: Published) -> frozenset[Samtaleform]:
    """The forms in which some window admits the time: the law's own word on each single time."""
    return frozenset(
        form
        for form in published.offered
        for window in world.windows
        if published.owner == window.holder.value
        and window.admits(
            Aktoer(published.owner),
            published.start,
            world.minutes or published.minutes,
            form,
            faelles=published.joint_with is not None,
            aftalt_med={"a_kasse": "AK1", "foreign": "AK2", None: None}[published.joint_with],
        )
        and (window.a_kasse_form != "fremmoede" or published.a_kasse_form == "fremmoede")
    )


def _wanted(world: World, published: Published) -> bool:
    day = published.start.astimezone(COPENHAGEN).date()
    return (
        (world.from_day is None or day >= world.from_day)
        and (world.to_day is None or day <= world.to_day)
        and (world.minutes is None or published.minutes >= world.minutes)
        and (world.form is None or world.form in _admitted(world, published))
    )


def _can_be_had(world: World, index: int) -> bool:
    published = world.published[index]
    held = sum(1 for person, slot, hours in world.holds if slot == index and person != 0 and hours > 0)
    sends = published.joint_with is not None and published.a_kasse_sends
    return (
        published.free > held
        and not published.withdrawn
        and not _is_elsewhere(world, published.worker, published.start, published.slut)
        and not (sends and _is_elsewhere(world, 1, published.a_kasse_from, published.slut))
        and not _is_closed(world, published)
        and not any(
            worker == kept and start < until and since < slut
            for worker, start, slut in _caseworkers_time(published)
            for kept, since, until in _kept(world)
        )
    )


def _caseworkers_time(published: Published) -> list[tuple[int, datetime, datetime]]:
    """Whose time it takes, and when."""
    times = [(published.worker, published.start, published.slut)] if published.worker else []
    if published.joint_with is not None and published.a_kasse_sends:
        times.append((1, published.a_kasse_from, published.slut))
    return times


def _kept(world: World) -> list[tuple[int, datetime, datetime]]:
    """The caseworkers' time that others hold."""
    return [
        time
        for person, slot, hours in world.holds
        if person != 0 and hours > 0
        for time in _caseworkers_time(world.published[slot])
    ]


def _is_closed(world: World, published: Published) -> bool:
    """A joint time stands while one of its two is away, and is not to be had."""
    return published.joint_with is not None and any(
        worker == away and start < since + timedelta(minutes=minutes) and since < slut
        for worker, start, slut in _caseworkers_time(published)
        for away, since, minutes in world.away
    )


def _is_elsewhere(world: World, worker: int, start: datetime, slut: datetime) -> bool:
    return any(w == worker and taken < slut and start < taken + HALF_AN_HOUR for w, taken in world.elsewhere)


def _expected(world: World, index: int) -> frozenset[Samtaleform]:
    """The forms in which the time is to be found; empty where it is not."""
    published = world.published[index]
    if _wanted(world, published) and _can_be_had(world, index):
        return _admitted(world, published)
    return frozenset()


def _check(stage: Stage, world: World) -> None:
    ids, found, to_be_had = stage.find(world)

    expected = {ids[i]: _expected(world, i) for i in range(len(ids)) if _expected(world, i)}
    assert {slot.public_id: slot.former for slot in found} == expected
    assert len(found) == len(expected)
    assert to_be_had == [_can_be_had(world, index) for index in range(len(ids))]
    distance = {"1620": 780, "2450": 50, "2000": 10_400}
    order = [(slot.start, distance[slot.office.postcode], slot.public_id) for slot in found]
    assert order == sorted(order)


_SETTINGS = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_the_search_and_the_window_never_disagree(town: Town) -> None:
    stage = Stage(town)

    @settings(_SETTINGS, max_examples=250)
    @given(worlds())
    def agrees(world: World) -> None:
        _check(stage, world)

    agrees()


@pytest.mark.parametrize("database_kind", ["postgresql"], indirect=True)
def test_the_search_and_the_window_never_disagree_on_postgresql(town: Town) -> None:
    stage = Stage(town)

    @settings(_SETTINGS, max_examples=60)
    @given(worlds())
    def agrees(world: World) -> None:
        _check(stage, world)

    agrees()


def test_a_search_for_ordinary_times_asks_nothing_of_absences(town: Town) -> None:
    stage = Stage(town)
    windows = {
        joint: Window(
            holder=Aktoer.JOBCENTER,
            art=SamtaleArt.JOBSAMTALE,
            former=frozenset(Samtaleform),
            earliest=NOW,
            latest=None,
            blocked_days=frozenset(),
            busy=(),
            faelles=joint,
            aftalt_med="AK1" if joint else None,
            a_kasse_form="video_tilladt" if joint else None,
        )
        for joint in (False, True)
    }

    def asked(*, joint: bool) -> str:
        query = SlotQuery(
            windows=(windows[joint],), a_kasse=stage.a_kasse, jobcenter=stage.jobcenter, now=NOW
        )
        shape, _values = understood(query)
        return str(statements.page(shape))

    assert "absence" in asked(joint=True)
    assert "absence" not in asked(joint=False)
