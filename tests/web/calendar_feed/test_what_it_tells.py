"""What a calendar program is told of meetings: little, and always how they stand now."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from flask.testing import FlaskClient

from portal.actions.show_place_in_calendar import show_place_in_calendar
from portal.policy.facts import Samtaleform
from portal.store import people
from portal.store.feeds import Owner
from portal.web.calendar_feed import KEPT
from tests.actions.courses import new_in_the_a_kasse
from tests.conftest import SignIn
from tests.store.town import NOW, TEN, Town
from tests.web.calendar_feed.reading import LATER, Open, call_off, events, feed_of, move, one, value


def test_it_follows_a_meeting_that_is_booked_moved_and_called_off(
    client: FlaskClient, town: Town, person: int, open_feed: Open
) -> None:
    feed = open_feed(person_id=person)
    assert events(client.get(feed)) == []

    booking = town.book(person, town.slot())
    booked = one(client.get(feed))
    booking = move(town, person, booking, town.slot(TEN + timedelta(days=1)))
    moved = one(client.get(feed))
    call_off(town, person, booking, LATER + timedelta(minutes=1))
    called_off = one(client.get(feed))

    told = [booked, moved, called_off]
    assert {value(event, "UID") for event in told} == {str(booking.public_id)}
    assert [value(event, "SEQUENCE") for event in told] == ["0", "1", "2"]
    assert [value(event, "STATUS") for event in told] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]
    assert [value(event, "DTSTART") for event in told] == [
        "20240910T100000",
        "20240911T100000",
        "20240911T100000",
    ]
    assert [value(event, "DTSTAMP") for event in told] == [
        "20240902T080000Z",
        "20240902T080500Z",
        "20240902T080600Z",
    ]


@pytest.mark.parametrize("form", list(Samtaleform))
@pytest.mark.parametrize("shows_place", [False, True])
def test_it_says_that_there_is_an_appointment_and_the_place_where_that_was_chosen(
    client: FlaskClient, town: Town, person: int, open_feed: Open, form: Samtaleform, shows_place: bool
) -> None:
    link = "https://video.example/rum/7"
    town.book(person, town.slot(video_link=link, room="Lokale 4"), form)

    text = client.get(open_feed(person_id=person, shows_place=shows_place)).text

    place = "Kontoret i 1620\\, Gaden 1\\, 1620 København"
    plain = text.replace("\r\n ", "")
    assert (f"LOCATION:{place}" in plain) == (shows_place and form is Samtaleform.FREMMOEDE)
    assert "SUMMARY:Aftale\r\n" in text
    assert "NAME:Aftaler\r\n" in text
    told = plain.replace(place, "").lower()
    for said in (
        "kim",
        "jensen",
        "anna",
        "a-kasse",
        "kontoret",
        "lokale",
        "video",
        "telefon",
        "samtale",
        "job",
    ):
        assert said not in told, said
    assert "https:" not in told
    assert "DESCRIPTION" not in text
    assert town.cpr(person) not in text


def test_the_place_comes_and_goes_as_the_person_chooses(
    client: FlaskClient, town: Town, person: int, open_feed: Open
) -> None:
    feed = open_feed(person_id=person)
    town.book(person, town.slot())

    show_place_in_calendar(Owner(person_id=person), True, town.database, NOW)
    assert "LOCATION" in one(client.get(feed))
    show_place_in_calendar(Owner(person_id=person), False, town.database, NOW)
    assert "LOCATION" not in one(client.get(feed))


def test_it_speaks_the_persons_language_and_otherwise_the_one_it_was_made_in(
    client: FlaskClient, town: Town, person: int, open_feed: Open
) -> None:
    town.book(person, town.slot())
    feed = open_feed(person_id=person, language="en")
    assert value(one(client.get(feed)), "SUMMARY") == "Appointment"

    town.database.write(lambda session: people.set_language(session, person, "da"))

    assert value(one(client.get(feed, headers={"Accept-Language": "en"})), "SUMMARY") == "Aftale"


def test_meetings_stay_for_ninety_days_whatever_became_of_them(
    client: FlaskClient, town: Town, person: int, open_feed: Open, clock: time_machine.Traveller
) -> None:
    feed = open_feed(person_id=person)
    called_off = town.book(person, town.slot())
    call_off(town, person, called_off)
    town.book(person, town.slot(TEN + timedelta(hours=2)))

    clock.move_to(TEN + KEPT)
    assert [value(event, "STATUS") for event in events(client.get(feed))] == ["CANCELLED", "CONFIRMED"]
    clock.move_to(TEN + KEPT + timedelta(minutes=1))
    assert [value(event, "STATUS") for event in events(client.get(feed))] == ["CONFIRMED"]


def test_one_person_sees_nothing_of_another(
    client: FlaskClient, town: Town, person: int, open_feed: Open
) -> None:
    town.book(town.person(new_in_the_a_kasse()), town.slot())
    mine = town.book(person, town.slot(TEN + timedelta(hours=2)))

    assert value(one(client.get(open_feed(person_id=person))), "UID") == str(mine.public_id)


@pytest.mark.parametrize("form", [Samtaleform.FREMMOEDE, Samtaleform.TELEFON])
def test_a_caseworkers_says_how_and_where_and_never_with_whom(
    client: FlaskClient, town: Town, person: int, open_feed: Open, form: Samtaleform
) -> None:
    town.book(person, town.slot(room="Lokale 4", video_link="https://video.example/rum/7"), form)

    answer = client.get(open_feed(caseworker_id=town.a_kasse_worker))

    event = one(answer)
    assert event["SUMMARY"] == "Jobsamtale"
    in_person = form is Samtaleform.FREMMOEDE
    assert event["DESCRIPTION"] == ("Personligt møde" if in_person else "Telefon")
    assert event.get("LOCATION") == (
        "Lokale 4, Kontoret i 1620, Gaden 1, 1620 København" if in_person else None
    )
    assert "kim" not in answer.text.lower()
    assert "https:" not in answer.text
    assert events(client.get(open_feed(caseworker_id=town.jobcenter_worker))) == []


def test_both_caseworkers_of_a_joint_meeting_have_it(
    client: FlaskClient, town: Town, person: int, open_feed: Open
) -> None:
    booking = town.book(person, town.joint_slot())

    for worker in (town.a_kasse_worker, town.jobcenter_worker):
        assert value(one(client.get(open_feed(caseworker_id=worker))), "UID") == str(booking.public_id)


def test_a_meeting_that_goes_to_a_colleague_leaves_the_calendar(
    client: FlaskClient, town: Town, person: int, open_feed: Open
) -> None:
    feed = open_feed(caseworker_id=town.a_kasse_worker)
    booking = town.book(person, town.slot())
    colleague = town.database.write(lambda session: town.caseworker(session, town.a_kasse, "Bo"))

    move(town, person, booking, town.slot(TEN + timedelta(days=1), caseworker_id=colleague))

    assert events(client.get(feed)) == []
    assert len(events(client.get(open_feed(caseworker_id=colleague)))) == 1


def test_it_is_the_same_whoever_is_signed_in_and_touches_no_session(
    client: FlaskClient, town: Town, person: int, open_feed: Open, signed_in_client: SignIn
) -> None:
    town.book(person, town.slot())
    feed = open_feed(person_id=person)
    other = signed_in_client(town.person(new_in_the_a_kasse()))

    assert other.get(feed).data == client.get(feed).data


def test_a_program_that_has_it_already_is_told_so(
    client: FlaskClient, town: Town, person: int, open_feed: Open, clock: time_machine.Traveller
) -> None:
    feed = open_feed(person_id=person)
    booking = town.book(person, town.slot())
    first = client.get(feed)
    tag = first.headers["ETag"]
    assert first.headers["Cache-Control"] == "private, no-cache"
    assert first.mimetype == "text/calendar"
    assert first.mimetype_params == {"charset": "utf-8"}

    clock.move_to(NOW + timedelta(days=1))
    again = client.get(feed, headers={"If-None-Match": tag})
    assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", tag)
    assert again.headers["Cache-Control"] == "private, no-cache"
    assert client.get(feed, headers={"If-None-Match": f'"other", W/{tag}'}).status_code == 304
    assert client.get(feed, headers={"If-None-Match": '"other"'}).data == first.data

    move(town, person, booking, town.slot(TEN + timedelta(days=2)), NOW + timedelta(days=1))
    moved = client.get(feed, headers={"If-None-Match": tag})
    assert moved.status_code == 200
    assert moved.headers["ETag"] != tag


def test_a_head_request_tells_the_same_without_the_calendar(
    client: FlaskClient, person: int, open_feed: Open
) -> None:
    feed = open_feed(person_id=person)

    whole, head = client.get(feed), client.head(feed)

    assert head.data == b""
    assert head.headers["ETag"] == whole.headers["ETag"]


def test_when_it_was_used_is_written_down_once_an_hour(
    client: FlaskClient,
    town: Town,
    person: int,
    open_feed: Open,
    clock: time_machine.Traveller,
    statements: Any,
) -> None:
    feed = open_feed(person_id=person)

    def used() -> datetime | None:
        found = feed_of(town, Owner(person_id=person))
        assert found is not None
        return found.last_used_at

    def writes() -> list[str]:
        with statements() as sent:
            client.get(feed)
        assert len(sent) <= 4
        return [statement for statement in sent if statement.startswith("UPDATE")]

    assert used() is None
    assert len(writes()) == 1
    assert used() == NOW
    clock.move_to(NOW + timedelta(minutes=59))
    assert writes() == []
    clock.move_to(NOW + timedelta(minutes=60))
    assert len(writes()) == 1
    assert used() == NOW + timedelta(minutes=60)


def test_many_meetings_take_no_more_statements(
    client: FlaskClient, town: Town, person: int, open_feed: Open, statements: Any
) -> None:
    feed = open_feed(person_id=person)
    for day in range(8):
        town.book(person, town.slot(TEN + timedelta(days=day)))

    with statements() as sent:
        assert len(events(client.get(feed))) == 8

    selects = [statement for statement in sent if statement.startswith("SELECT")]
    assert len(selects) == 2
