"""A time that becomes free is told to who asked first, once a day, and never where it could not be had."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import delete, select, update

from portal.actions.ask_for_earlier import (
    Asked,
    AskForEarlier,
    Choices,
    NotAsked,
    ask_for_earlier,
    withdraw_earlier,
)
from portal.actions.book_jobsamtale import BookJobsamtale
from portal.actions.daily import follow
from portal.actions.hold_time import hold_time
from portal.actions.offer_freed import HEAD_START, NOTICE, offer_freed
from portal.actions.outcome import UnknownBooking
from portal.delivery.channel import Row
from portal.delivery.mail import Mail, MailChannel
from portal.delivery.sms import SmsChannel, Text
from portal.policy.facts import Aktoer, Beslutning, BeslutningArt, Facts, SamtaleArt, Samtaleform
from portal.settings import SmtpSettings
from portal.store import earlier, notices
from portal.store.database import Session
from portal.store.earlier import WishView
from portal.store.tables import Office, Organisation
from portal.store.tables_case import Outbox
from portal.store.tables_earlier import EarlierOffer, FreedSlot
from portal.store.tables_meeting import Slot
from portal.store.views import BookingView
from tests.actions.courses import in_the_a_kasse, new_in_the_a_kasse
from tests.actions.test_move_and_call_off import move
from tests.delivery.outbox import drain
from tests.store.town import NOW, TEN, VAULT, Town

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
FREED = TEN + DAY
PHONE = Samtaleform.TELEFON
ALL = frozenset(Samtaleform)
SMTP = SmtpSettings(host="localhost", port=25, sender="post@portal.example", security="none")


@pytest.fixture
def database_kind() -> str:
    """On both: `test_offer_freed_at_once.py`."""
    return "sqlite"


def waits(
    town: Town, booking: BookingView | None, person: int, former: frozenset[Samtaleform] = ALL, **more: Any
) -> WishView:
    outcome = asks(town, booking, person, former, **more)
    assert isinstance(outcome, Asked)
    return outcome.wish


def asks(
    town: Town, booking: BookingView | None, person: int, former: frozenset[Samtaleform] = ALL, **more: Any
) -> Asked | NotAsked:
    choices = Choices(
        former,
        more.get("offices", frozenset()),
        more.get("until", (TEN + 30 * DAY).date()),
        more.get("told_by", "portal"),
    )
    meeting = booking.public_id if booking else None
    command = AskForEarlier(person, meeting, more.get("art", SamtaleArt.JOBSAMTALE), choices)
    return ask_for_earlier(command, town.database, more.get("now", NOW))


def planned(town: Town, day: int, facts: Facts | None = None) -> tuple[int, BookingView]:
    """Somebody with a meeting so many days after `TEN`."""
    person = town.person(facts or in_the_a_kasse())
    return person, town.book(
        person, town.slot(TEN + day * DAY + len(_days(town)) * timedelta(hours=1)), PHONE
    )


def _days(town: Town) -> list[int]:
    return town.database.read(lambda s: list(s.scalars(select(Slot.id))))


def told(town: Town) -> list[tuple[int, UUID]]:
    """(whom, of which time), in the order they were told."""

    def read(session: Session) -> list[tuple[int, UUID]]:
        query = (
            select(EarlierOffer.person_id, Slot.public_id)
            .join(Slot, Slot.id == EarlierOffer.slot_id)
            .order_by(EarlierOffer.id)
        )
        return [(row[0], row[1]) for row in session.execute(query)]

    return town.database.read(read)


def looked(town: Town, now: datetime = NOW + MINUTE) -> int:
    return offer_freed(town.database, now)


def test_a_person_is_told_of_one_time_a_day_and_of_each_time_once(town: Town) -> None:
    person, booking = planned(town, 20)
    waits(town, booking, person)
    early, late = town.slot(FREED), town.slot(FREED + DAY)

    assert looked(town) == 1
    assert looked(town, NOW + 2 * HEAD_START) == 0
    assert looked(town, NOW + DAY - timedelta(hours=3)) == 1  # the next morning
    assert looked(town, NOW + DAY + 2 * HEAD_START) == 0
    assert told(town) == [(person, early), (person, late)]


def test_what_is_free_anew_is_told_at_once_however_many_were_published_before_it(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("portal.actions.offer_freed.PORTION", 2)
    person, booking = planned(town, 20)
    waits(town, booking, person, frozenset({Samtaleform.VIDEO}))
    for hour in range(5):
        town.slot(FREED + hour * timedelta(hours=1), caseworker_id=None, video=False)
    late = town.slot(FREED + DAY)
    assert looked(town) == 1  # in one look, though a portion is less
    assert told(town) == [(person, late)]

    monkeypatch.setattr("portal.actions.offer_freed.PORTIONS", 1)
    again = town.slot(FREED + 2 * DAY)
    assert looked(town, NOW + DAY) == 1  # before the five that nobody wanted yesterday
    assert told(town)[1:] == [(person, again)]


def test_only_the_forms_and_places_that_were_chosen_and_what_is_earlier_are_told(town: Town) -> None:
    elsewhere = town.database.write(lambda s: town.office(s, town.a_kasse, "8000"))
    person, booking = planned(town, 2)
    office = town.database.read(lambda s: s.get_one(Office, elsewhere).public_id)
    in_person = frozenset({Samtaleform.FREMMOEDE})
    waits(town, booking, person, in_person, offices=frozenset({office}))

    town.slot(FREED, office_id=elsewhere, fremmoede=False)
    town.slot(FREED + timedelta(hours=2))
    town.slot(TEN + 3 * DAY, office_id=elsewhere)
    town.slot(NOW + NOTICE - MINUTE, office_id=elsewhere, caseworker_id=None)
    assert looked(town) == 0
    right = town.slot(FREED + timedelta(hours=4), office_id=elsewhere)
    assert looked(town) == 1
    assert told(town) == [(person, right)]
    # On the telephone a place is nobody's concern.
    caller, later = planned(town, 4)
    waits(town, later, caller, in_person | {PHONE}, offices=frozenset({office}))
    anywhere = town.slot(TEN + 3 * DAY + timedelta(hours=5))
    assert looked(town, NOW + 2 * MINUTE) == 1
    form = town.database.read(lambda s: s.scalars(select(EarlierOffer.form).order_by(EarlierOffer.id)).all())
    assert (told(town)[-1], form) == ((caller, anywhere), ["fremmoede", "telefon"])


def test_nobody_is_told_of_what_the_law_would_refuse_them(town: Town) -> None:
    revoked = replace(
        in_the_a_kasse(),
        beslutninger=(Beslutning(BeslutningArt.FRATAGELSE, Aktoer.A_KASSE, (NOW + DAY).date()),),
    )
    first, one = planned(town, 20, revoked)
    second, two = planned(town, 10)
    waits(town, one, first)
    waits(town, two, second)
    # Too near to another meeting of the second one's own, where another time would keep the distance.
    town.book(second, town.slot(TEN))
    limit = update(Organisation).where(Organisation.id == town.a_kasse).values(mindst_dage_mellem=3)
    town.database.write(lambda s: s.execute(limit) and None)
    near, free = town.slot(FREED), town.slot(TEN + 5 * DAY)

    assert looked(town, NOW + DAY) == 1
    assert told(town) == [(second, free)]
    assert near not in [slot for _, slot in told(town)]


def test_what_somebody_else_holds_is_told_once_it_is_let_go(town: Town) -> None:
    person, booking = planned(town, 20)
    waits(town, booking, person)
    slot = town.slot(FREED)
    other = town.person(in_the_a_kasse())
    command = BookJobsamtale(other, slot, SamtaleArt.JOBSAMTALE, PHONE, uuid4())
    assert hold_time(command, town.database, NOW) is not None

    assert looked(town) == 0
    assert looked(town, NOW + timedelta(hours=1)) == 1


def test_who_looks_for_a_time_is_told_until_one_is_booked_and_a_wish_ends_by_itself(town: Town) -> None:
    looking, person = town.person(in_the_a_kasse()), town.person(in_the_a_kasse())
    wish = waits(town, None, looking, now=NOW - MINUTE)
    booking = town.book(person, town.slot(TEN + 20 * DAY), PHONE)
    waits(town, booking, person, until=NOW.date())

    first = town.slot(FREED)
    assert looked(town) == 1
    assert told(town) == [(looking, first)]
    town.book(looking, first)
    town.slot(TEN)
    assert looked(town, NOW + DAY) == 0
    assert town.database.read(lambda s: earlier.of_person(s, looking)) == ()
    assert withdraw_earlier(looking, wish.public_id, town.database, NOW)
    assert not withdraw_earlier(looking, wish.public_id, town.database, NOW)


def test_a_wish_whose_last_day_is_over_is_closed_and_nobody_is_looked_for_after_it(town: Town) -> None:
    """What somebody was told on the last day is shown on the day after; then no free time is kept."""
    person, booking = planned(town, 20)
    waits(town, booking, person, until=NOW.date())
    town.slot(FREED)
    assert looked(town) == 1

    def shown_and_kept(days: int) -> tuple[int, int]:
        now = NOW + days * DAY
        follow(town.database, now)
        town.database.write(lambda s: s.execute(delete(FreedSlot)) and None)
        town.slot(FREED + days * DAY, caseworker_id=None)
        assert looked(town, now) == 0
        shown = town.database.read(lambda s: earlier.told_lately(s, person, now, DAY + MINUTE))
        return len(shown), town.count(FreedSlot)

    assert [shown_and_kept(days) for days in (1, 2)] == [(1, 1), (0, 0)]
    assert waits(town, booking, person, now=NOW + 2 * DAY).asked_at == NOW + 2 * DAY


def test_an_earlier_time_that_was_taken_ends_the_wish_and_one_withdrawn_is_over(town: Town) -> None:
    (moved, one), (gone, two) = planned(town, 20), planned(town, 21)
    waits(town, one, moved)
    wish = waits(town, two, gone)
    assert not withdraw_earlier(moved, wish.public_id, town.database, NOW)
    assert withdraw_earlier(gone, wish.public_id, town.database, NOW)
    early = town.slot(FREED)
    assert looked(town) == 1
    move(town, one, early)
    town.slot(TEN)

    assert looked(town, NOW + DAY) == 0
    assert told(town) == [(moved, early)]


def test_nobody_waits_for_what_they_may_not_have(town: Town) -> None:
    first = asks(town, None, town.person(new_in_the_a_kasse()))

    assert isinstance(first, NotAsked)
    assert [one.code for one in first.decision.refusals] == ["foerste_samtale_indkaldes"]
    person, booking = planned(town, 20)
    with pytest.raises(UnknownBooking):
        asks(town, booking, town.person(in_the_a_kasse()))
    with pytest.raises(UnknownBooking):
        asks(town, booking, person, now=booking.start)


def test_the_news_goes_by_mail_or_text_message_as_was_chosen_and_says_nothing(town: Town) -> None:
    people = {}
    for day, told_by in ((20, "sms"), (21, "mail"), (22, "portal"), (23, "mail")):
        person, booking = planned(town, day)
        waits(town, booking, person, told_by=told_by)
        people[day] = person
    shown = {"email": "kim@borger.example", "pending": None}
    town.database.write(lambda s: notices.save(s, people[21], **shown))  # the other has shown no address
    cvr = update(Organisation).where(Organisation.id == town.a_kasse).values(cvr="12345678")
    town.database.write(lambda s: s.execute(cvr) and None)
    for hour in range(4):
        town.slot(FREED + hour * timedelta(hours=2))

    assert looked(town) == 4
    drain(town.database, {}, NOW + MINUTE)

    rows = town.database.read(
        lambda s: s.scalars(select(Outbox).where(Outbox.sent_at.is_(None)).order_by(Outbox.id)).all()
    )
    assert [(row.topic, row.person_id) for row in rows] == [
        ("sms.send", people[20]),
        ("mail.send", people[21]),
    ]
    text, mail = said(town, rows)
    assert isinstance(text, Text)
    assert text.sms.notification == "Der er nyt til dig i Selvbooking. Log på for at læse det."
    assert isinstance(mail, Mail)
    assert (mail.to, mail.words.subject) == ("kim@borger.example", "Der er nyt i Selvbooking")
    town.database.write(lambda s: s.execute(update(Slot).values(free=0)) and None)
    assert said(town, rows) == [None, None]  # it is gone: there is nothing to tell any more


def test_a_message_that_was_late_is_the_only_one_of_its_day(town: Town) -> None:
    """Of what was told before it left it tells too; what is told after it waits for the next morning."""
    person, booking = planned(town, 20)
    waits(town, booking, person, told_by="mail")
    town.database.write(lambda s: notices.save(s, person, email="kim@borger.example", pending=None))
    mail = Left()

    def free_and_look(day: int, now: datetime) -> None:
        town.slot(FREED + day * DAY)
        assert looked(town, now) == 1
        drain(town.database, {}, now)

    free_and_look(0, NOW)
    free_and_look(1, NOW + DAY)
    drain(town.database, {"mail": mail}, NOW + DAY + HEAD_START)  # the mail server was away since yesterday
    assert len(mail.left) == 1
    free_and_look(2, NOW + 2 * DAY)
    drain(town.database, {"mail": mail}, NOW + 3 * DAY - 4 * HEAD_START)
    free_and_look(3, NOW + 3 * DAY)
    drain(town.database, {"mail": mail}, NOW + 3 * DAY + MINUTE)

    assert len(mail.left) == 2
    drain(town.database, {"mail": mail}, NOW + 4 * DAY)
    # What was over before it could leave is no message: another one leaves on that day.
    free_and_look(5, NOW + 5 * DAY)
    town.database.write(lambda s: s.execute(update(Slot).values(free=0)) and None)
    drain(town.database, {"mail": mail}, NOW + 6 * DAY)
    free_and_look(6, NOW + 6 * DAY + MINUTE)
    drain(town.database, {"mail": mail}, NOW + 6 * DAY + 2 * MINUTE)

    assert [at.date() for at in mail.left] == [(NOW + day * DAY).date() for day in (1, 3, 4, 6)]


class Left(MailChannel):
    """Sends nothing, and keeps when it would have left."""

    def __init__(self) -> None:
        super().__init__(SMTP, "https://portal.example")
        self.left: list[datetime] = []

    def send(self, message: Mail, row: Row) -> None:
        assert (message.what, row.topic) == ("earlier", "mail.send")

    def sent(self, session: Session, row: Row, message: Mail, receipt: str | None, now: datetime) -> None:
        self.left.append(now)


def said(town: Town, rows: Iterable[Outbox]) -> list[Text | Mail | None]:
    """What the two ways out make of the rows."""
    ways = {"sms.send": SmsChannel(object(), VAULT), "mail.send": MailChannel(SMTP, "https://portal.example")}  # type: ignore[arg-type]

    def read(session: Session) -> list[Text | Mail | None]:
        return [
            ways[row.topic].prepare(
                session,
                Row(row.id, row.public_id, row.person_id, row.topic, row.payload, row.created_at, 0),
                NOW + MINUTE,
            )
            for row in rows
        ]

    return town.database.read(read)
