"""A letter reaches Digital Post once, or paper; what arrived is heard; and nothing says whom it was about."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
import requests
from sqlalchemy import select, update

from portal.actions import print_letter, send_letter
from portal.actions.telling.meetings import meeting_of
from portal.delivery import post
from portal.delivery.channel import Row
from portal.delivery.channels import channels
from portal.policy.facts import Aktoer
from portal.store import people
from portal.store.database import Session
from portal.store.tables import Organisation, Person
from portal.store.tables_case import Audit, Letter
from portal.store.tables_meeting import Booking
from portal.store.tables_people import Fuldmagt
from portal.store.tables_post import PrintItem
from portal.store.views import BookingView, OrganisationView
from portal.wording.letters import samtale
from portal.wording.letters.letter import Kind
from portal.wording.letters.made import Between, made
from tests.conftest import settings_for
from tests.delivery import double
from tests.delivery.outbox import drain, rows
from tests.store.town import NOW, TEN, Town

CVR = "90000001"
NUMBERS = ("0102900001", "0102900002", "0102900003")
"""The town's first three citizens: one as most are, one without Digital Post, one whose post gets lost."""

ADDRESS = {"street": "Gaden 1, 2. tv.", "postcode": "1620", "city": "København V"}
LATER = NOW + timedelta(minutes=1)
HOUR = timedelta(hours=1)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("post")
    with double.running(folder, exempt=NUMBERS[1:2], lost=NUMBERS[2:3]) as found:
        yield found


class Office:
    """Writes letters in the town, and sends them."""

    def __init__(self, town: Town, address: str, way: str = "sf1601") -> None:
        self.town = town
        self.address = address
        self.settings = settings_for("sqlite:////x", post=double.settings(address, way))
        known = update(Organisation).values(cvr=CVR)
        town.database.write(lambda session: session.execute(known))

    def letter(
        self, person: int, booking: int | None = None, reminds_of: BookingView | None = None
    ) -> uuid.UUID:
        organisation = OrganisationView(
            **{
                **dict.fromkeys(OrganisationView.__dataclass_fields__),
                "id": self.town.a_kasse,
                "holder": Aktoer.A_KASSE,
                "code": "AK1",
                "name": "A-kassen",
            }
        )
        between = Between("A-kassen", Aktoer.A_KASSE, None, None, None, "Anna", "Kim Jensen", NOW.date())
        gaps = {"afsender": "A-kassen", "fra": "1. maj 2026", "alder": "25", "kontakt": "A-kassen."}
        letter = made(Kind.VISITERET, between, set(), gaps)
        if reminds_of is not None:
            letter = samtale.reminder(between, meeting_of(reminds_of), dagpenge=True)
            booking = reminds_of.id

        def work(session: Session) -> uuid.UUID:
            found = people.by_id(session, person)
            assert found is not None
            return send_letter.write(
                session, person=found, organisation=organisation, letter=letter, now=NOW, booking_id=booking
            )

        return self.town.database.write(work)

    def send(self) -> Any:
        channel = post.channel(self.settings)
        assert channel is not None
        return drain(self.town.database, {"post": channel}, LATER)

    def hear(self) -> int:
        heard = post.receipts(self.settings)
        assert heard is not None
        return heard(self.town.database, LATER)

    def kept(self, letter: uuid.UUID) -> Letter:
        query = select(Letter).where(Letter.public_id == letter)
        return self.town.database.read(lambda session: session.scalars(query).one())

    def printed(self) -> list[str]:
        query = select(PrintItem.address).order_by(PrintItem.id)
        return self.town.database.read(lambda session: list(session.scalars(query)))

    def page(self) -> str:
        return requests.get(self.address, timeout=10).text


@pytest.fixture
def office(town: Town, address: str) -> Office:
    return Office(town, address)


def test_a_letter_arrives_with_its_meeting_and_the_day_it_arrived_is_known(office: Office) -> None:
    town = office.town
    person = town.person(**ADDRESS)
    assert town.cpr(person) == NUMBERS[0]
    booking = town.book(person, town.slot())
    letter = office.letter(person, booking.id)

    assert office.send().done == 1
    assert office.hear() == 2
    assert office.hear() == 0

    (row,) = rows(town.database)
    message = office.page().split(f"b{row.public_id}")[-1].split("</article>")[0]
    assert "Fra</dt><dd>A-kassen" in message
    assert "Til</dt><dd>010290-xxxx" in message
    assert "AFTALE" in message
    assert "10.09.2024 kl. 10.00 til 10.09.2024 kl. 11.00, Gaden 1, 1620 København" in message
    assert f'href="http://localhost/samtale/{booking.public_id}/flyt"' in message
    document = requests.get(f"{office.address}/besked/{row.public_id}/dokument", timeout=10)
    assert document.content.startswith(b"%PDF-")
    assert office.kept(letter).delivered_at == LATER
    assert office.printed() == []
    logged = town.database.read(
        lambda s: s.scalars(select(Audit).where(Audit.action == "letter_arrived")).one()
    )
    assert (logged.person_id, logged.actor_kind) == (person, "system")


def test_the_same_letter_sent_again_is_one_letter_and_is_told_of_as_one_that_arrived(office: Office) -> None:
    town = office.town
    person = town.person()
    booking = town.book(person, town.slot())
    office.letter(person, booking.id)
    (row,) = rows(town.database)
    channel = post.channel(office.settings)
    assert channel is not None
    sent = Row(row.id, row.public_id, person, row.topic, row.payload, NOW, 0)

    def ready(session: Session) -> Any:
        return channel.prepare(session, sent, NOW)

    first = channel.send(town.database.read(ready), sent)
    again = channel.send(town.database.read(ready), sent)
    elsewhere = update(Booking).where(Booking.id == booking.id).values(start=TEN + HOUR, slut=TEN + 2 * HOUR)
    town.database.write(lambda session: session.execute(elsewhere))
    moved = channel.send(town.database.read(ready), sent)

    assert first == again is not None
    assert moved is None  # the first that arrived holds
    assert office.page().count(f'id="b{row.public_id}"') == 1
    assert "10.09.2024" in office.page().split(f"b{row.public_id}")[-1].split("</article>")[0]


def test_who_has_no_digital_post_or_gets_lost_in_it_gets_paper(office: Office) -> None:
    town = office.town
    known = [town.person(**ADDRESS), town.person(**ADDRESS), town.person(**ADDRESS)]
    exempt = town.person(digital_post=False, **ADDRESS)
    assert tuple(map(town.cpr, known)) == NUMBERS
    for person in (known[1], exempt, known[2]):
        office.letter(person)

    office.send()
    assert len(office.printed()) == 2
    office.hear()
    office.send()
    office.hear()
    office.send()

    assert office.printed() == ["Kim Jensen\nGaden 1, 2. tv.\n1620 København V"] * 3
    assert all(row.sent_at is not None for row in rows(town.database))


def test_where_digital_post_is_not_set_up_only_those_who_have_none_get_their_letters(office: Office) -> None:
    town = office.town
    settings = replace(office.settings, post=None)
    office.letter(town.person(**ADDRESS))
    exempt = town.person(digital_post=False, **ADDRESS)
    for _ in range(2):
        office.letter(exempt)
    later_exempt = town.person(**ADDRESS)
    office.letter(later_exempt)

    def send() -> tuple[int, int]:
        turned = drain(town.database, channels(settings), LATER)
        return turned.done, turned.rows

    assert send() == (2, 2)
    assert send() == (0, 0)
    assert [row.attempts for row in rows(town.database) if row.sent_at is None] == [0, 0]
    told = update(Person).where(Person.id == later_exempt).values(digital_post=False)
    town.database.write(lambda session: session.execute(told))
    assert send() == (1, 1)
    assert len(office.printed()) == 3
    assert office.send().done == 1  # whoever waited gets the letter in Digital Post once that is set up
    assert len(office.printed()) == 3


def test_without_an_address_it_stays_undelivered_until_there_is_one(office: Office) -> None:
    town = office.town
    person = town.person(digital_post=False, street="Gaden 1", postcode="1620")
    letter = office.letter(person)

    assert office.send().given_up == 1
    (row,) = rows(town.database)
    assert row.last_error == "no_address"

    def on_paper(session: Session) -> bool:
        return print_letter.print_letter(session, letter, NOW)

    assert town.database.write(on_paper) is False
    moved = update(Person).where(Person.id == person).values(city="København V", care_of="Ida")
    town.database.write(lambda session: session.execute(moved))
    assert town.database.write(on_paper) is True
    assert town.database.write(on_paper) is True
    assert office.printed() == ["Kim Jensen\nc/o Ida\nGaden 1\n1620 København V"]


def test_whoever_stands_in_gets_a_copy_on_paper_where_the_address_is_known(office: Office) -> None:
    town = office.town
    person = town.person(**ADDRESS)
    of = {"person_id": person, "organisation_id": town.a_kasse, "fra": NOW.date()}
    town.database.write(
        lambda session: session.add_all(
            [
                Fuldmagt(**of, navn="Ida Jensen", adresse="Vejen 2,  8000 Aarhus C", omfang="breve"),
                Fuldmagt(**of, navn="Bo Jensen", mail="bo@borger.example", omfang="alt"),
                Fuldmagt(**of, navn="Er Væk", adresse="Stien 3, 9000 Aalborg", omfang="alt"),
            ]
        )
    )
    office.letter(person)
    gone = update(Fuldmagt).where(Fuldmagt.navn == "Er Væk")
    yesterday = NOW.date() - timedelta(days=1)
    town.database.write(lambda s: s.execute(gone.values(fra=date(2024, 1, 1), til=yesterday)))

    assert office.send().given_up == 1

    assert office.printed() == ["Ida Jensen\nVejen 2\n8000 Aarhus C"]
    assert [row.last_error for row in rows(town.database) if row.gave_up_at] == ["no_address"]


def test_a_letter_that_was_taken_back_is_not_sent_and_one_of_nobody_is_given_up(office: Office) -> None:
    town = office.town
    letter = office.letter(town.person(**ADDRESS))
    back = update(Letter).where(Letter.public_id == letter).values(withdrawn_at=NOW)
    town.database.write(lambda session: session.execute(back))
    before = office.page().count("<article")

    assert office.send().done == 1
    assert office.page().count("<article") == before
    town.database.write(lambda session: session.execute(update(Organisation).values(cvr=None)))
    office.letter(town.person(**ADDRESS))
    assert office.send().given_up == 1
    assert rows(town.database)[-1].last_error == "no_cvr"


def test_a_reminder_comes_in_time_and_of_the_meeting_as_it_is_or_not_at_all(office: Office) -> None:
    town = office.town
    in_time, has_none, gets_lost = (town.person(**ADDRESS) for _ in NUMBERS)
    exempt, moved, called_off, gone_by = (town.person(digital_post=n > 0, **ADDRESS) for n in range(4))
    stands_in = Fuldmagt(
        person_id=in_time,
        organisation_id=town.a_kasse,
        navn="Ida Jensen",
        adresse="Vejen 2, 8000 Aarhus C",
        omfang="breve",
        fra=NOW.date(),
    )
    town.database.write(lambda session: session.add(stands_in))
    meetings = {}
    for person in (in_time, has_none, gets_lost, exempt, moved, called_off, gone_by):
        meetings[person] = town.book(person, town.slot(caseworker_id=None))
        office.letter(person, reminds_of=meetings[person])

    def meanwhile(session: Session) -> None:
        for person, values in {
            moved: {"start": TEN - HOUR, "updated_at": LATER},
            called_off: {"status": "aflyst", "aflyst_af": "person", "aflyst": NOW},
            gone_by: {"start": NOW, "slut": NOW + HOUR},
        }.items():
            session.execute(update(Booking).where(Booking.id == meetings[person].id).values(**values))

    town.database.write(meanwhile)
    before = office.page().count("<article")

    office.send()
    office.hear()
    office.send()

    assert office.page().count("<article") == before + 2  # one of them is lost on its way
    assert office.printed() == []
    assert all(row.sent_at is not None for row in rows(town.database))


def test_a_sender_system_of_ones_own_is_told_the_same(town: Town, address: str) -> None:
    office = Office(town, address, "own")
    known = [town.person(**ADDRESS), town.person(**ADDRESS)]
    office.letter(known[0])
    office.letter(known[1])

    assert office.send().done == 2

    assert f'id="b{rows(town.database)[0].public_id}"' in office.page()
    assert len(office.printed()) == 1
