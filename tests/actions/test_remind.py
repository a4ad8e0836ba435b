"""Reminders: when they are due, to whom, and never twice, too late, or of what is not held."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select, update

from portal.actions.choose_notices import ChooseNotices, choose_notices
from portal.actions.outcome import Granted
from portal.actions.remind import (
    DAYS,
    HOURS,
    TOPIC_LETTER,
    at_night,
    moment_of,
    next_morning,
    remind,
    still_time,
)
from portal.delivery.channel import NotNow, Row, Undeliverable
from portal.delivery.mail import MailChannel
from portal.delivery.post.memo import Memo, Sms
from portal.delivery.sms import SmsChannel
from portal.policy.facts import AflystAf, Samtaleform
from portal.settings import SmtpSettings
from portal.store import bookings, letters, notices, people
from portal.store.cpr import Cpr
from portal.store.database import Session
from portal.store.tables import Organisation
from portal.store.tables_case import Outbox
from portal.store.tables_meeting import Booking
from portal.store.tables_notice import Reminder
from portal.wording import notices as words
from portal.wording.catalogues import reader_of
from tests.actions.courses import in_the_a_kasse
from tests.actions.test_move_and_call_off import move
from tests.delivery.outbox import drain
from tests.store.town import NOW, TEN, VAULT, Town

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
TWO_DAYS = TEN - timedelta(days=2)
TWO_HOURS = TEN - timedelta(hours=2)
MINUTE = timedelta(minutes=1)
ON_SQLITE = pytest.mark.parametrize("database_kind", ["sqlite"])
"""Which kind it is makes no difference here."""


@pytest.mark.parametrize(
    ("start", "moment"),
    [
        ("2027-03-10 10:00", "2027-03-08 10:00"),
        ("2027-03-10 07:15", "2027-03-08 08:00"),  # not early
        ("2027-03-10 20:30", "2027-03-08 20:00"),  # nor late
        ("2027-03-29 10:00", "2027-03-27 10:00"),  # 47 hours, for the clock went forward between them
        ("2027-11-01 10:00", "2027-10-30 10:00"),  # 49 hours, for it went back
    ],
)
def test_two_days_ahead_is_the_same_time_of_day_but_neither_early_nor_late(start: str, moment: str) -> None:
    assert moment_of(DAYS, danish(start)) == danish(moment)


@pytest.mark.parametrize(
    ("start", "moment"),
    [
        ("2027-03-10 10:00", "2027-03-10 08:00"),
        ("2027-03-28 04:00", "2027-03-28 01:00"),  # the hour from two to three was not there
        ("2027-10-31 03:30", "2027-10-31 02:30"),  # the hour from two to three came twice
    ],
)
def test_two_hours_ahead_are_two_hours_whatever_the_clock_does(start: str, moment: str) -> None:
    found = moment_of(HOURS, danish(start).astimezone(UTC))

    assert danish(start).astimezone(UTC) - found == timedelta(hours=2)
    assert found.astimezone(COPENHAGEN).replace(tzinfo=None) == danish(moment).replace(tzinfo=None)


FROM, UNTIL = datetime(2026, 1, 1), datetime(2030, 1, 1)  # noqa: DTZ001 - the zone is added


@settings(deadline=None)
@given(st.datetimes(FROM, UNTIL, timezones=st.just(UTC)))
def test_a_reminder_is_due_while_it_still_helps_and_the_first_comes_by_day(start: datetime) -> None:
    days, hours = moment_of(DAYS, start), moment_of(HOURS, start)

    assert days < hours < start
    assert still_time(DAYS, start, days)
    assert still_time(HOURS, start, hours)
    assert not at_night(DAYS, days)
    assert not still_time(HOURS, start, start)
    assert timedelta(0) < next_morning(start) - start <= timedelta(hours=25)
    assert not at_night(DAYS, next_morning(start))


def danish(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=COPENHAGEN)


@settings(deadline=None)
@given(st.dates(date(2026, 1, 1), date(2035, 1, 1)), st.times(), st.sampled_from(["da", "en"]))
def test_a_text_message_has_room_for_every_day_and_says_when_and_nothing_else(
    day: date, at: time, language: str
) -> None:
    text = words.sms_reminder(reader_of(language), datetime.combine(day, at, COPENHAGEN))

    assert len(text) <= words.LONGEST_SMS
    for private in ("samtale", "meeting with", "kasse", "jobcenter", "kommune", "http"):
        assert private not in text.lower()


def wants(town: Town, now: datetime = NOW, person: int | None = None, **choice: Any) -> int:
    person = town.person() if person is None else person
    nothing = {"mail_news": False, "mail_calendar": False, "remind_days": False, "remind_hours": False}
    town.database.write(lambda session: notices.save(session, person, email="kim@borger.example"))
    command = ChooseNotices(person, **nothing | {"remind_by": "sms"} | choice)
    assert choose_notices(command, town.database, now)
    return person


def told(town: Town) -> list[tuple[str, str]]:
    """Which way out and which reminder, in order."""
    return [
        (row.lane, row.payload["kind"])
        for row in waiting(town)
        if row.payload.get("what") == "reminder" and row.topic != TOPIC_LETTER
    ]


def waiting(town: Town) -> list[Outbox]:
    query = select(Outbox).order_by(Outbox.id)
    return list(town.database.read(lambda session: session.scalars(query).all()))


def letters_of(town: Town, person: int) -> list[str]:
    return [one.kind for one in town.database.read(lambda session: letters.of_person(session, person))]


def test_each_is_reminded_once_as_they_chose_whatever_happens_to_the_meeting(town: Town) -> None:
    both, late, by_mail, nobody = (
        wants(town, remind_days=True, remind_hours=True),
        wants(town, TWO_DAYS + MINUTE, remind_days=True, remind_hours=True),
        wants(town, remind_days=True, remind_by="mail"),
        town.person(),
    )
    for person in (both, late, by_mail, nobody):
        town.book(person, town.slot(caseworker_id=None))

    assert [remind(town.database, now) for now in (NOW, TWO_DAYS - MINUTE, TWO_DAYS)] == [0, 0, 2]
    assert sorted(told(town)) == [("mail", "days"), ("sms", "days")]
    assert remind(town.database, TWO_DAYS + MINUTE) == 0

    # A change of form is no new meeting; and to choose again is not to be reminded again.
    def changes(session: Session) -> None:
        session.execute(update(Booking).values(sequence=Booking.sequence + 1, form="telefon"))

    town.database.write(changes)
    wants(town, NOW, by_mail, remind_days=True)
    assert remind(town.database, TWO_DAYS + MINUTE) == 0
    assert remind(town.database, TWO_HOURS + MINUTE) == 2  # the two who want it then, and not the third
    assert remind(town.database, TEN - MINUTE) == 0


def test_nobody_is_reminded_after_the_meeting_of_one_called_off_or_for_a_moment_that_is_over(
    town: Town,
) -> None:
    person = wants(town, NOW, town.person(in_the_a_kasse()), remind_days=True, remind_hours=True)
    booking = town.book(person, town.slot())
    assert remind(town.database, TEN) == 0
    assert remind(town.database, TWO_DAYS.replace(hour=21)) == 0  # at night: the morning will do

    later = town.slot(TEN + timedelta(hours=1))
    now = TWO_DAYS + timedelta(hours=2)
    moved = move(town, booking, later, now=now)  # an hour after the moment of its first reminder
    assert isinstance(moved, Granted)
    assert remind(town.database, now + MINUTE) == 0

    def calls_off(session: Session) -> None:
        people.lock(session, person)
        bookings.call_off(session, moved.booking, AflystAf.PERSON, None, TWO_DAYS + timedelta(hours=3))

    town.database.write(calls_off)
    assert remind(town.database, TWO_HOURS + timedelta(hours=1)) == 0
    assert town.count(Reminder) == 0


@ON_SQLITE
def test_a_reminder_goes_late_and_once_though_all_but_the_time_was_changed_while_nobody_sent_any(
    town: Town,
) -> None:
    """A meeting that stands where it was booked, and one that was moved there before the moment came."""
    stands, moved = (wants(town, NOW, town.person(in_the_a_kasse()), remind_days=True) for _ in range(2))
    hour = town.slot(TEN + timedelta(hours=1))
    booked = town.book(stands, town.slot())
    other = town.book(moved, town.slot(TEN + timedelta(days=9)))
    assert isinstance(move(town, other, hour), Granted)
    late = TWO_DAYS + timedelta(hours=2)
    town.database.write(lambda s: bookings.change_form(s, booked, Samtaleform.VIDEO, None, late) and None)
    with_another = town.slot(TEN + timedelta(hours=1), caseworker_id=None)
    assert isinstance(move(town, other, with_another, now=late), Granted)

    assert [remind(town.database, late + MINUTE), remind(town.database, late + 2 * MINUTE)] == [2, 0]
    assert told(town) == [("sms", "days"), ("sms", "days")]


class Ways:
    """Digital Post, where some are not registered; keeps what it was handed."""

    def __init__(self, registered: bool = True) -> None:
        self.is_registered = registered
        self.messages: list[Memo | Sms] = []

    def registered(self, cpr: Cpr, sender_cvr: str, now: datetime, *, sms: bool = False) -> bool:
        assert sms
        return self.is_registered

    def hand_over(self, memo: Memo | Sms, now: datetime) -> str | None:
        self.messages.append(memo)
        return "t"


@ON_SQLITE
def test_a_text_message_goes_to_whoever_takes_them_unless_the_meeting_is_another_by_then(town: Town) -> None:
    person = wants(town, remind_days=True, remind_hours=True)
    town.book(person, town.slot(), Samtaleform.TELEFON)
    way = Ways()
    channels = {"sms": SmsChannel(way, VAULT)}
    remind(town.database, TWO_DAYS)
    assert drain(town.database, channels, TWO_DAYS).given_up == 1  # who sends it is nobody in Digital Post
    assert way.messages == []

    town.database.write(lambda session: session.execute(update(Organisation).values(cvr="12345678")))
    remind(town.database, TWO_HOURS)
    drain(town.database, channels, TWO_HOURS)
    (sms,) = way.messages
    assert isinstance(sms, Sms)
    assert sms.notification == (
        "Husk: Du har en aftale tirsdag den 10. september kl. 10.00. Log på Selvbooking for at se mere."
    )
    assert (sms.recipient.reveal(), sms.sender_cvr) == (town.cpr(person), "12345678")

    other = wants(town, remind_hours=True)
    town.book(other, town.slot(TEN + timedelta(hours=3)))
    way.is_registered = False
    now = TWO_HOURS + timedelta(hours=3)
    remind(town.database, now)
    assert drain(town.database, channels, now).done == 1
    assert len(way.messages) == 1
    kept = town.database.read(lambda session: notices.of(session, other))
    assert kept.sms_refused_at == now  # their page says so


@ON_SQLITE
def test_two_days_ahead_there_is_a_letter_as_long_as_the_meeting_stands(
    town: Town,
) -> None:
    stands, falls_away = wants(town, remind_days=True), wants(town, remind_days=True)
    town.book(stands, town.slot())
    booking = town.book(falls_away, town.slot(TEN + timedelta(hours=1)))
    remind(town.database, TWO_DAYS + timedelta(hours=1))
    remind(town.database, TWO_DAYS + timedelta(hours=2))
    off = AflystAf.PERSON
    town.database.write(lambda session: bookings.call_off(session, booking, off, None, TWO_DAYS))
    drain(town.database, {}, TWO_DAYS + timedelta(hours=2))

    assert letters_of(town, stands) == ["paamindelse"]
    assert letters_of(town, falls_away) == []


@ON_SQLITE
def test_a_reminder_that_waits_is_looked_at_again_when_it_leaves(town: Town) -> None:
    person = wants(town, remind_days=True, remind_by="mail")
    booking = town.book(person, town.slot())
    remind(town.database, TWO_DAYS)
    row = next(one for one in waiting(town) if one.topic != TOPIC_LETTER)
    due = Row(row.id, row.public_id, row.person_id, row.topic, row.payload, row.created_at, 0)
    channel = MailChannel(
        SmtpSettings("mail.example", 25, "none", "post@portal.example"), "https://x.example"
    )

    def at(now: datetime) -> bool:
        return town.database.read(lambda session: channel.prepare(session, due, now)) is not None

    assert at(TWO_DAYS)
    with pytest.raises(NotNow) as night:
        at(TWO_DAYS.replace(hour=20))  # ten in the evening, in Denmark
    assert night.value.until == TWO_DAYS.replace(hour=6) + timedelta(days=1)
    assert not at(TEN - timedelta(days=1))

    town.database.write(lambda session: session.execute(update(Booking).values(start=TEN - MINUTE)))
    assert not at(TWO_DAYS)
    town.database.write(lambda session: session.execute(update(Booking).values(start=TEN)))
    assert at(TWO_DAYS)
    wants(town, TWO_DAYS, person, remind_hours=True)
    assert not at(TWO_DAYS)

    strange = Row(1, booking.public_id, person, "mail.send", {"what": "else"}, NOW, 0)
    with pytest.raises(Undeliverable):
        town.database.read(lambda session: channel.prepare(session, strange, NOW))


def test_the_database_refuses_a_second_reminder_and_forgets_none(town: Town) -> None:
    person = wants(town, remind_days=True)
    town.book(person, town.slot())
    remind(town.database, TWO_DAYS)

    def again(session: Session) -> None:
        (one,) = session.scalars(select(Reminder)).all()
        same = {"booking_id": one.booking_id, "kind": one.kind, "start": one.start}
        session.add(Reminder(**same, way="mail", at=NOW))

    def forgets(session: Session) -> None:
        session.delete(session.scalars(select(Reminder)).one())

    for refused in (again, forgets):
        with pytest.raises(Exception, match=r"(?i)reminder"):
            town.database.write(refused)


def test_workers_that_look_at_the_same_moment_remind_each_once(town: Town) -> None:
    for number in range(4):
        town.book(wants(town, remind_days=True), town.slot(TEN + timedelta(hours=number)))
    now = TEN.replace(hour=18) - timedelta(days=2)

    with ThreadPoolExecutor(4) as workers:
        sent = list(workers.map(lambda _: remind(town.database, now), range(4)))

    assert sum(sent) == len(told(town)) == town.count(Reminder) == 4
