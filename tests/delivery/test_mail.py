"""Mail leaves over real SMTP: short, about nobody, each under its own number; and calendars follow it."""

from __future__ import annotations

import re
import ssl
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from icalendar import Calendar, Event
from sqlalchemy import update

from portal.actions import assess_availability
from portal.actions.choose_notices import ChooseNotices, choose_notices
from portal.actions.confirm_mail_address import Confirmed, ConfirmMailAddress, confirm_mail_address
from portal.actions.set_mail_address import CODES_A_DAY, Given, SetMailAddress, set_mail_address
from portal.actions.telling import calendar_mail
from portal.actions.telling.notice import notice
from portal.actions.write_plan import TOPIC
from portal.delivery.channel import NotNow, Row
from portal.delivery.mail import MailChannel
from portal.delivery.routes import INSIDE
from portal.policy.facts import AflystAf, Aktoer, Samtaleform
from portal.settings import SmtpSettings
from portal.store import bookings, letters, notices, outbox, people, plan, slots
from portal.store.database import Session
from portal.store.letters import NewLetter
from portal.store.notices import Told
from portal.store.plan import NewPlanEntry
from portal.store.tables_case import Letter, Outbox
from portal.store.views import BookingView
from tests import certificates
from tests.delivery.mailbox import SENDER, Mailbox, calendar_of, running, text_of
from tests.delivery.outbox import Turned, drain, rows
from tests.store.town import NOW, TEN, Town

ADDRESS = "kim@borger.example"
SOON = NOW + timedelta(minutes=1)
LATER = NOW + timedelta(minutes=5)
ON_SQLITE = pytest.mark.parametrize("database_kind", ["sqlite"])
"""Which kind it is makes no difference here."""


@pytest.fixture(scope="module")
def server() -> Iterator[Mailbox]:
    with running(Mailbox()) as mailbox:
        yield mailbox


@pytest.fixture
def mailbox(server: Mailbox) -> Mailbox:
    server.raw.clear()
    server.answers = {}
    return server


def sent(town: Town, mailbox: Mailbox, now: datetime = NOW) -> Turned:
    """The worker does what is due."""
    channels = {"mail": MailChannel(mailbox.smtp, "https://selvbooking.example")}
    return drain(town.database, channels, now, inside={"booking": calendar_mail.calendar_mail})


def with_address(town: Town, mailbox: Mailbox, now: datetime = NOW, **choice: Any) -> int:
    """Somebody who has shown that the address is theirs, and has chosen."""
    person = town.person()
    assert set_mail_address(SetMailAddress(person, ADDRESS), town.database, now) is Given.CODE_SENT
    sent(town, mailbox, now)
    command = ConfirmMailAddress(person, code_in(mailbox))
    assert confirm_mail_address(command, town.database, now) is Confirmed.YES
    mailbox.raw.clear()
    chooses(town, person, now, **choice)
    return person


def chooses(town: Town, person: int, now: datetime = NOW, **choice: Any) -> None:
    nothing = dict.fromkeys(("mail_news", "mail_calendar", "remind_days", "remind_hours"), False)
    command = ChooseNotices(person, **nothing | {"remind_by": "sms"} | choice)
    assert choose_notices(command, town.database, now)


def code_in(mailbox: Mailbox) -> str:
    found = re.search(r"\b\d{6}\b", text_of(mailbox.mails[-1]))
    assert found is not None
    return found[0]


def writes_letter(town: Town, person: int, now: datetime) -> UUID:
    def work(session: Session) -> UUID:
        of = {"person_id": person, "organisation_id": town.a_kasse, "kind": "indkaldelse", "version": 1}
        new = NewLetter(**of, language="da", title="Du er indkaldt til jobsamtale", body="Kom.", at=now)
        letter = letters.write(session, new)
        notice(session, person, letter, now)
        return letter

    return town.database.write(work)


def test_an_address_counts_once_its_code_is_typed_and_few_codes_are_sent_and_tried(
    town: Town, mailbox: Mailbox
) -> None:
    person, database = town.person(), town.database

    def gives(address: str | None, now: datetime = NOW) -> Given:
        return set_mail_address(SetMailAddress(person, address), database, now)

    def types(code: str, now: datetime = NOW) -> Confirmed:
        return confirm_mail_address(ConfirmMailAddress(person, code), database, now)

    assert types("123456") is Confirmed.OVER
    gives("slip@borger.example")
    gives(ADDRESS, SOON)
    sent(town, mailbox, SOON)
    (mail,) = mailbox.mails  # the code that was replaced goes nowhere
    assert (mail["To"], mail["From"]) == (ADDRESS, f"Selvbooking <{SENDER}>")
    right = code_in(mailbox)
    wrong = f"{(int(right) + 1) % 1_000_000:06}"
    assert [types(wrong) for _ in range(5)] == [Confirmed.WRONG] * 4 + [Confirmed.OVER]
    assert types(right) is Confirmed.OVER

    gives(ADDRESS, LATER)
    sent(town, mailbox, LATER)
    assert types(code_in(mailbox), LATER + timedelta(hours=25)) is Confirmed.OVER
    assert types(code_in(mailbox), LATER) is Confirmed.YES
    assert gives(ADDRESS) is Given.KNOWN

    again = [gives(f"kim{n}@borger.example", LATER) for n in range(CODES_A_DAY)]
    assert again == [Given.CODE_SENT] * (CODES_A_DAY - 3) + [Given.TOO_OFTEN] * 3
    assert gives(None) is Given.REMOVED


@ON_SQLITE
def test_a_change_in_min_plan_is_news_until_the_person_has_seen_it(town: Town, mailbox: Mailbox) -> None:
    first, second = (with_address(town, mailbox, mail_news=True) for _ in range(2))
    channels = {"mail": MailChannel(mailbox.smtp, "https://selvbooking.example")}

    def changed(session: Session, person: int) -> None:
        of = {"felt": "jobmaal", "text": "Tømrer", "af": Aktoer.A_KASSE, "organisation_id": town.a_kasse}
        plan.write(session, NewPlanEntry(person, **of, at=NOW))
        (entry,) = plan.standing(session, person)
        outbox.enqueue(session, TOPIC, {"entry": str(entry.public_id), "felt": entry.felt}, person, NOW)
        if person == second:
            plan.mark_seen(session, person, [entry.public_id], NOW)

    for person in (first, second):
        town.database.write(lambda session, person=person: changed(session, person))
    drain(town.database, channels, NOW, inside=INSIDE)

    assert ["Der er nyt" in text_of(mail) for mail in mailbox.mails] == [True]


@ON_SQLITE
def test_whoever_was_assessed_hears_that_there_is_news_and_nothing_of_what_it_is(
    town: Town, mailbox: Mailbox
) -> None:
    person, other = with_address(town, mailbox, mail_news=True), with_address(town, mailbox, mail_news=False)
    told = {"booking": str(uuid4()), "vurdering": "staar_ikke_til_raadighed"}

    def assessed(session: Session) -> None:
        for one in (person, other):
            outbox.enqueue(session, assess_availability.TOPIC, told, one, NOW)

    town.database.write(assessed)
    channels = {"mail": MailChannel(mailbox.smtp, "https://selvbooking.example")}
    drain(town.database, channels, NOW, inside=INSIDE)

    (mail,) = mailbox.mails
    assert "Der er nyt" in text_of(mail)
    assert "rådighed" not in text_of(mail)


@ON_SQLITE
def test_there_is_news_in_one_mail_that_says_nothing_of_what_it_is(town: Town, mailbox: Mailbox) -> None:
    person = with_address(town, mailbox, mail_news=True)
    other = town.person()
    for whose in (person, person, other):
        writes_letter(town, whose, NOW)
    opened = writes_letter(town, person, SOON)
    town.database.write(
        lambda session: session.execute(update(Letter).where(Letter.public_id == opened).values(read_at=SOON))
    )

    sent(town, mailbox)
    assert len(mailbox.mails) == 1
    sent(town, mailbox, SOON)
    assert len(mailbox.mails) == 1
    writes_letter(town, person, LATER)
    sent(town, mailbox, LATER)

    first, second = mailbox.mails
    assert first["Message-ID"] != second["Message-ID"]
    assert (first["Subject"], first["Auto-Submitted"]) == ("Der er nyt i Selvbooking", "auto-generated")
    assert "Log på for at læse det.\n\nhttps://selvbooking.example" in text_of(first).replace("\r", "")
    everything = mailbox.raw[0].decode() + text_of(first)
    for private in ("Kim", "A-kassen", "indkaldt", "jobsamtale", town.cpr(person)):
        assert private not in everything.replace(ADDRESS, ""), private
    assert all(row.sent_at for row in rows(town.database))


@ON_SQLITE
def test_what_the_server_says_decides_whether_it_is_tried_again_under_the_same_number(
    town: Town, mailbox: Mailbox
) -> None:
    person = with_address(town, mailbox, mail_news=True)
    mailbox.answers = {ADDRESS: [f"451 try later, {ADDRESS}", f"550 no {ADDRESS} here"]}
    writes_letter(town, person, NOW)
    assert sent(town, mailbox) == Turned(retried=1)
    assert rows(town.database)[-1].last_error == "smtp_451"

    assert sent(town, mailbox, LATER) == Turned(given_up=1)
    assert rows(town.database)[-1].last_error == "smtp_550"

    away = SmtpSettings("127.0.0.1", 1, "none", SENDER)
    with pytest.raises(NotNow, match=r"^smtp_ConnectionRefusedError$"):
        MailChannel(away, "https://selvbooking.example").check()


@ON_SQLITE
def test_a_mail_that_is_sent_again_is_the_same_mail(town: Town, mailbox: Mailbox) -> None:
    """The portal died between the server's answer and keeping that it was sent."""
    person = with_address(town, mailbox, mail_news=True, mail_calendar=True)
    booking = town.book(person, town.slot())
    writes_letter(town, person, NOW)
    town.database.write(lambda session: calendar_mail.tell(session, person, booking.public_id, NOW))
    channel = MailChannel(mailbox.smtp, "https://selvbooking.example")
    waiting = [as_row(row) for row in rows(town.database) if row.sent_at is None]

    for row in waiting:
        for now in (NOW, LATER):
            message = town.database.read(lambda session, row=row, now=now: channel.prepare(session, row, now))
            assert message is not None
            channel.send(message, row)

    keys = [row.public_id for row in waiting]
    assert [mail["Message-ID"] for mail in mailbox.mails[::2]] == [
        f"<{keys[0]}@selvbooking.example>",
        f"<{keys[1]}.0@selvbooking.example>",
    ]
    assert mailbox.raw[::2] == mailbox.raw[1::2]


def as_row(row: Outbox) -> Row:
    return Row(row.id, row.public_id, row.person_id, row.topic, row.payload, row.created_at, row.attempts)


def moves(town: Town, booking: BookingView, start: datetime, now: datetime) -> BookingView:
    slot = town.slot(start)

    def work(session: Session) -> BookingView:
        people.lock(session, booking.person_id)
        found = slots.lock(session, slot)
        assert found is not None
        moved = bookings.move(session, booking, found, Samtaleform.FREMMOEDE, None, now)
        outbox.enqueue(session, "booking", outbox.about(moved), booking.person_id, now)
        return moved

    return town.database.write(work)


def calls_off(town: Town, booking: BookingView, now: datetime) -> None:
    def work(session: Session) -> None:
        people.lock(session, booking.person_id)
        off = bookings.call_off(session, booking, AflystAf.PERSON, None, now)
        outbox.enqueue(session, "booking", outbox.about(off), booking.person_id, now)

    town.database.write(work)


def told(mailbox: Mailbox) -> list[tuple[str, int, datetime]]:
    """Method, number and beginning of each calendar part since last asked, all of one meeting."""
    found = []
    for mail in mailbox.mails:
        calendar = Calendar.from_ical(calendar_of(mail))
        (event,) = calendar.events
        assert isinstance(event, Event)
        found.append((str(calendar["METHOD"]), int(event["SEQUENCE"]), event.start.astimezone(UTC)))
    assert len({event_id(mail) for mail in mailbox.mails}) <= 1
    mailbox.raw.clear()
    return found


def event_id(mail: Any) -> str:
    (event,) = Calendar.from_ical(calendar_of(mail)).events
    return str(event["UID"])


def test_a_calendar_is_told_of_what_was_booked_before_and_then_of_each_change(
    town: Town, mailbox: Mailbox
) -> None:
    first = town.person()
    town.book(first, town.slot(TEN + timedelta(days=20)))
    person = with_address(town, mailbox)
    booking = town.book(person, town.slot())
    chooses(town, person, mail_calendar=True)
    sent(town, mailbox)
    assert event_id(mailbox.mails[0]) == str(booking.public_id)
    assert told(mailbox) == [("REQUEST", 0, TEN)]

    later = TEN + timedelta(days=1)
    moved = moves(town, booking, later, SOON)
    sent(town, mailbox, SOON)
    assert mailbox.mails[0]["Subject"] == "En aftale er flyttet"
    assert told(mailbox) == [("REQUEST", 1, later)]

    # Two changes before the mail leaves: what the meeting is by then is told once.
    moved = moves(town, moved, later + timedelta(days=1), LATER)
    moved = moves(town, moved, later + timedelta(days=2), LATER)
    sent(town, mailbox, LATER)
    assert told(mailbox) == [("REQUEST", 3, later + timedelta(days=2))]

    calls_off(town, moved, LATER)
    sent(town, mailbox, LATER)
    assert mailbox.mails[0]["Subject"] == "En aftale er aflyst"
    assert told(mailbox) == [("CANCEL", 4, later + timedelta(days=2))]
    same = Told(ADDRESS, 4, TEN, TEN, called_off=False)
    with pytest.raises(Exception, match="calendar_mail_rises"):
        town.database.write(lambda session: notices.keep_told(session, booking.id, same, LATER))
    chooses(town, person, LATER, mail_calendar=False)
    chooses(town, person, LATER, mail_calendar=True)
    sent(town, mailbox, LATER)
    assert told(mailbox) == []


@ON_SQLITE
def test_a_meeting_in_the_calendar_stays_right_there_also_for_whoever_wants_no_more(
    town: Town, mailbox: Mailbox
) -> None:
    person = with_address(town, mailbox)
    booking = town.book(person, town.slot())
    chooses(town, person, mail_calendar=True)
    sent(town, mailbox)
    chooses(town, person, mail_calendar=False)
    new = town.book(person, town.slot(TEN + timedelta(days=3)))
    town.database.write(lambda session: outbox.enqueue(session, "booking", outbox.about(new), person, NOW))
    sent(town, mailbox)
    assert told(mailbox) == [("REQUEST", 0, TEN)]  # that it was taken off the list calls no meeting off

    moves(town, booking, TEN + timedelta(days=1), SOON)
    sent(town, mailbox, SOON)
    assert told(mailbox) == [("REQUEST", 1, TEN + timedelta(days=1))]

    set_mail_address(SetMailAddress(person, None), town.database, LATER)
    calls_off(town, new, LATER)
    sent(town, mailbox, LATER)
    assert told(mailbox) == []


@ON_SQLITE
def test_what_was_called_off_before_the_calendar_heard_of_it_is_not_told(
    town: Town, mailbox: Mailbox
) -> None:
    """But where a mail was begun and nobody knows whether it arrived, the calendar is told."""
    person = with_address(town, mailbox, mail_calendar=True)
    for begun in (0, 1):
        booking = town.book(person, town.slot(TEN + timedelta(days=begun)))
        town.database.write(
            lambda session, booking=booking: calendar_mail.tell(session, person, booking.public_id, NOW)
        )
        calls_off(town, booking, NOW)
        town.database.write(
            lambda session, begun=begun: session.execute(
                update(Outbox).where(Outbox.sent_at.is_(None)).values(attempts=begun)
            )
        )
        sent(town, mailbox, SOON)
        assert [method for method, *_ in told(mailbox)] == ["CANCEL"] * begun


def test_a_password_is_shown_only_to_a_server_that_proves_who_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    certificate = certificates.make(tmp_path)
    tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    tls.load_cert_chain(*certificate)
    with running(Mailbox(), tls) as mailbox:

        def asks(password: str = "secret") -> None:
            smtp = SmtpSettings("127.0.0.1", mailbox.port, "starttls", SENDER, "portal", password)
            MailChannel(smtp, "https://selvbooking.example").check()

        with pytest.raises(NotNow, match=r"^smtp_SSLCertVerificationError$"):
            asks()
        assert mailbox.signed_in == []
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
        asks()
        with pytest.raises(NotNow, match=r"^smtp_535$"):
            asks("wrong")
        assert set(mailbox.signed_in) == {"portal"}
