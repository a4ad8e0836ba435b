"""Many at once, over HTTP, against four worker processes: a place is given once, the others are told so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
import requests
from sqlalchemy import select

from portal.actions.book_jobsamtale import ACTION
from portal.actions.choose_a_kasse_med import ChooseAKasseMed, choose_a_kasse_med
from portal.policy.facts import AKasseMed, Facts, SamtaleStatus
from portal.store import bookings
from portal.store.database import Database
from portal.store.tables_case import Audit, Decision, Outbox
from portal.store.tables_meeting import Booking, Hold, Place, Slot
from tests.actions.courses import in_the_a_kasse, with_the_jobcenter
from tests.at_once import at_once
from tests.load.portal import Browser, Form, Portal, running_portal, text_of
from tests.store.town import Town

pytestmark = pytest.mark.alone

KEYS = (b"e" * 32, b"h" * 32)  # the town's
WORKERS = 4
CITIZENS = 64
HOLDERS = 32
TABS = 20
HELD = select(Slot.public_id).join(Hold, Hold.slot_id == Slot.id)


class City:
    """A town with a portal that is running, and citizens who are signed in to it."""

    def __init__(self, town: Town, portal: Portal) -> None:
        self.town = town
        self.portal = portal
        noon = datetime.now(UTC).replace(hour=11, minute=0, second=0, microsecond=0)
        self.soon = noon + timedelta(days=10)

    def citizens(self, facts: Sequence[Facts]) -> list[tuple[int, Browser]]:
        keys = [self.town.person(known) for known in facts]
        cprs = [self.town.cpr(key) for key in keys]
        for key, cpr in zip(keys, cprs, strict=True):
            self.portal.knows(f"citizen-{key}", cpr)
        with ThreadPoolExecutor(8) as pool:
            browsers = list(pool.map(self._signed_in, keys))
        return list(zip(keys, browsers, strict=True))

    def _signed_in(self, key: int) -> Browser:
        browser = Browser(self.portal)
        browser.sign_in(f"citizen-{key}")
        return browser

    def colleague(self) -> int:
        return self.town.database.write(
            lambda session: self.town.caseworker(session, self.town.a_kasse, "Bo")
        )


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("load") / "portal.log"


@pytest.fixture
def city(migrated_url: str, log: Path) -> Iterator[City]:
    with _town(migrated_url) as town, running_portal(migrated_url, KEYS, WORKERS, log) as portal:
        yield City(town, portal)


@contextmanager
def _town(url: str) -> Iterator[Town]:
    database = Database(url, lock_timeout_ms=20_000)
    yield Town(database)
    database.close()


def checked(browser: Browser, slot: UUID, form: str = "telefon") -> Form:
    return browser.form(f"/tjek-svar?tid={slot}&form={form}", "/book")


def hold_at_once(signed_in: Sequence[tuple[int, Browser]], wanted: Sequence[UUID]) -> list[requests.Response]:
    """Each sends the second step's form for a time; the answers, before any redirect is followed."""
    times = zip(signed_in, wanted, strict=True)
    with ThreadPoolExecutor(8) as pool:
        forms = list(
            pool.map(lambda each: each[0][1].form(f"/find-tid/form?tid={each[1]}", "/tjek-svar"), times)
        )
    return at_once(
        *(
            (lambda browser=browser, form=form: browser.send(form))
            for (_, browser), form in zip(signed_in, forms, strict=True)
        )
    )


def booking_form(browser: Browser, form: Form) -> Callable[[], requests.Response]:
    typed = {"telefon": "20304050"} if "telefon" in form.fields else {}
    return lambda: browser.send(form, **typed)


def statuses(answers: Sequence[requests.Response]) -> Counter[int]:
    return Counter(answer.status_code for answer in answers)


def test_of_64_citizens_at_once_one_gets_the_place_and_63_read_why_not(city: City) -> None:
    slot, later = city.town.slot(city.soon), city.town.slot(city.soon + timedelta(days=1))
    signed_in = city.citizens([in_the_a_kasse(long_ago(28))] * CITIZENS)
    with ThreadPoolExecutor(8) as pool:
        forms = list(pool.map(lambda each: checked(each[1], slot), signed_in))

    answers = at_once(
        *(booking_form(browser, form) for (_, browser), form in zip(signed_in, forms, strict=True))
    )

    assert statuses(answers) == {303: 1, 409: CITIZENS - 1}
    for answer in answers:
        if answer.status_code == 409:
            words = text_of(answer)
            assert "Du kan ikke få den tid" in words
            assert "De nærmeste ledige tider" in words
            assert str(later) in answer.text
    assert city.town.count(Place) == city.town.count(Outbox) == 1
    assert city.town.count(Booking) == CITIZENS + 1  # each one's first meeting, long held, and this one
    assert city.town.count(Decision) == CITIZENS
    assert audited(city) == {"allowed": 1, "refused": CITIZENS - 1}
    assert city.town.free(later) == 1


@pytest.mark.long
def test_of_32_citizens_who_hold_at_once_one_does_and_the_others_are_shown_another_time(city: City) -> None:
    slot, later = city.town.slot(city.soon), city.town.slot(city.soon + timedelta(days=1))
    signed_in = city.citizens([in_the_a_kasse(long_ago(28))] * HOLDERS)

    answers = hold_at_once(signed_in, [slot] * HOLDERS)

    assert statuses(answers) == {303: HOLDERS}
    pages = [
        browser.get(answer.headers["Location"])
        for (_, browser), answer in zip(signed_in, answers, strict=True)
    ]
    holders = [n for n, page in enumerate(pages) if "Vi holder tiden til dig" in text_of(page)]
    assert len(holders) == city.town.count(Hold) == 1
    for n, page in enumerate(pages):
        if n not in holders:
            assert "Tiden er netop blevet taget" in text_of(page)
            assert str(later) in page.text
    _, holder = signed_in[holders[0]]
    assert booking_form(holder, checked(holder, slot))().status_code == 303
    assert city.town.free(slot) == city.town.count(Hold) == 0


@pytest.mark.long
def test_of_a_joint_time_and_one_sides_own_time_held_at_once_one_is_held(city: City) -> None:
    rounds = 8
    pairs = []
    for day in range(rounds):
        start = city.soon + timedelta(days=day)
        pairs.append((city.town.joint_slot(start), city.town.slot(start + timedelta(minutes=30))))
    joint_people = city.citizens([with_the_jobcenter(long_ago(140))] * rounds)
    own_people = city.citizens([in_the_a_kasse(long_ago(28))] * rounds)
    for key, _ in joint_people:
        choose_a_kasse_med(ChooseAKasseMed(key, AKasseMed.JA), city.town.database, datetime.now(UTC))
    everybody = [person for pair in zip(joint_people, own_people, strict=True) for person in pair]

    hold_at_once(everybody, [slot for pair in pairs for slot in pair])

    held = city.town.database.read(lambda session: set(session.execute(HELD).scalars()))
    assert len(held) == rounds
    for pair in pairs:
        assert len(held.intersection(pair)) == 1


def test_one_citizen_in_20_tabs_books_one_of_the_overlapping_times(city: City) -> None:
    colleagues = [city.colleague() for _ in range(TABS)]
    times = [
        city.town.slot(city.soon + timedelta(minutes=2 * n), caseworker_id=colleague)
        for n, colleague in enumerate(colleagues)
    ]
    ((person, browser),) = city.citizens([in_the_a_kasse(long_ago(28))])
    tabs = [browser.tab() for _ in times]
    forms = [checked(tab, time) for tab, time in zip(tabs, times, strict=True)]

    answers = at_once(*(booking_form(tab, form) for tab, form in zip(tabs, forms, strict=True)))

    assert statuses(answers) == {303: 1, 409: TABS - 1}
    assert len(planned(city, person)) == 1
    assert sum(city.town.free(time) for time in times) == TABS - 1


def test_a_form_sent_20_times_at_once_books_once_and_shows_one_receipt(city: City) -> None:
    time = city.town.slot(city.soon)
    ((person, browser),) = city.citizens([in_the_a_kasse(long_ago(28))])
    form = checked(browser, time)

    answers = at_once(*(booking_form(browser.tab(), form) for _ in range(TABS)))

    assert statuses(answers) == {303: TABS}
    assert len({answer.headers["Location"] for answer in answers}) == 1
    assert len(planned(city, person)) == 1
    assert city.town.count(Outbox) == 1


@pytest.mark.long
def test_of_a_joint_time_and_one_sides_own_time_at_once_one_is_given(city: City) -> None:
    rounds = 8
    pairs = []
    for day in range(rounds):
        start = city.soon + timedelta(days=day)
        pairs.append((city.town.joint_slot(start), city.town.slot(start + timedelta(minutes=30))))
    joint_people = city.citizens([with_the_jobcenter(long_ago(140))] * rounds)
    own_people = city.citizens([in_the_a_kasse(long_ago(28))] * rounds)
    for key, _ in joint_people:
        choose_a_kasse_med(ChooseAKasseMed(key, AKasseMed.JA), city.town.database, datetime.now(UTC))
    sends = []
    for (joint, own), (_, one), (_, other) in zip(pairs, joint_people, own_people, strict=True):
        sends.append(booking_form(one, checked(one, joint, "fremmoede")))
        sends.append(booking_form(other, checked(other, own)))

    answers = at_once(*sends)

    assert statuses(answers) == {303: rounds, 409: rounds}
    for pair in zip(answers[::2], answers[1::2], strict=True):
        assert sorted(answer.status_code for answer in pair) == [303, 409]
    taken = select(Slot.free)
    left = city.town.database.read(lambda session: session.execute(taken).scalars().all())
    assert sum(left) == rounds


def long_ago(days: int) -> date:
    return datetime.now(UTC).date() - timedelta(days=days)


def audited(city: City) -> Counter[str]:
    """How the bookings that were tried came out, as the audit log has it; a conflict is a refusal too."""
    outcomes = select(Audit.outcome).where(Audit.action == ACTION)
    found = city.town.database.read(lambda session: session.execute(outcomes).scalars().all())
    return Counter("allowed" if outcome == "allowed" else "refused" for outcome in found)


def planned(city: City, person: int) -> list[UUID]:
    own = city.town.database.read(lambda session: bookings.list_own(session, person))
    return [booking.public_id for booking in own if booking.status is SamtaleStatus.PLANLAGT]
