"""DFDG knows each meeting with the a-kasse as it stands, once, however often it is told of it."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
import requests
from sqlalchemy import update

from portal.actions.choose_a_kasse_med import ChooseAKasseMed, choose_a_kasse_med
from portal.actions.visiter import Visiter, visiter
from portal.delivery import dfdg
from portal.delivery.channel import NotNow, Row, Undeliverable
from portal.delivery.dfdg import codes
from portal.delivery.dfdg.report import Report, Reporter
from portal.delivery.dfdg.service import Dfdg
from portal.policy.facts import AKasseMed, Aktoer, Indplacering, Samtaleform
from portal.store import outbox
from portal.store.cpr import Cpr
from portal.store.tables_case import Outbox
from portal.store.tables_meeting import Booking
from portal.store.views import BookingView
from tests.actions.courses import in_the_a_kasse, with_the_jobcenter
from tests.actions.test_book_jobsamtale import book
from tests.actions.test_move_and_call_off import call_off, move
from tests.actions.test_people_in_acts import YOUNG
from tests.actions.test_revoke_selvbooking import public_id
from tests.actions.test_strike_off import late, strike
from tests.conftest import settings_for
from tests.delivery import dfdg as double
from tests.delivery.outbox import Turned, drain, rows, write
from tests.store.town import NOW, TEN, Town

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
BORN = "010290"
WITH_FRIST = f"{BORN}0003"
"""The town's third citizen has a deadline in DFDG."""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with double.running(tmp_path_factory.mktemp("dfdg"), NOW, [WITH_FRIST]) as found:
        yield found


class Office:
    """The portal's side: a town whose outbox is emptied into DFDG."""

    def __init__(self, town: Town, address: str) -> None:
        self.town = town
        self.address = address
        settings = settings_for("sqlite:////x", dfdg=double.settings(address))
        channel = dfdg.channel(settings)
        assert channel is not None
        self.channel = channel

    def tell(self, now: datetime = NOW) -> Turned:
        drain(self.town.database, {}, now)
        return drain(self.town.database, {"dfdg": self.channel}, now)

    def booked(
        self, person: int, slot: uuid.UUID | None = None, form: Any = Samtaleform.TELEFON
    ) -> BookingView:
        outcome = book(self.town, person, slot or self.town.slot(), form)
        found: BookingView = outcome.booking
        return found

    def found(self, person: int, path: str) -> Mapping[str, Any] | None:
        """What stands there in DFDG."""
        asked = headers(self.town.cpr(person))
        answer = requests.get(self.address + path, headers=asked, timeout=10)
        if answer.status_code == 404:
            return None
        assert answer.ok, answer.text
        known: dict[str, Any] = answer.json()
        return known

    def meeting(self, booking: BookingView) -> Mapping[str, Any] | None:
        return self.found(booking.person_id, f"/v2/Indkaldelse/{booking.public_id}")

    def reports(self) -> list[Outbox]:
        return [row for row in rows(self.town.database) if row.lane == "dfdg"]


@pytest.fixture
def office(town: Town, address: str) -> Office:
    return Office(town, address)


def headers(
    cpr: str, request_id: str | None = None, user_type: int = 3, user: str | None = None
) -> dict[str, str]:
    who = {"userFullName": "Kim", "requestUserTypeIdentifier": user_type, "userIdentifier": user}
    asked = {
        "x-civilregistrationIdentifier": cpr,
        "x-activeOrganisation": json.dumps({"organisationTypeIdentifier": 2, "organisationCode": "AK1"}),
        "x-requestUserMetadata": json.dumps(who),
    }
    return asked | ({"x-requestId": request_id} if request_id else {})


def test_a_meeting_is_told_when_it_is_booked_moved_and_called_off(office: Office) -> None:
    town = office.town
    booking = office.booked(town.person(in_the_a_kasse()))

    assert office.tell().done == 1
    told = office.meeting(booking)

    assert told is not None
    assert {
        name: told[name] for name in ("samtaleType", "moedeGruppeType", "varighed", "ejersystemType")
    } == {
        "samtaleType": 7,
        "moedeGruppeType": 1,
        "varighed": 60,
        "ejersystemType": double.OWNER,
    }
    assert told["moedeStarttidspunkt"] == "2024-09-10T10:00:00+02:00"
    assert told["moedeSluttidspunkt"] == "2024-09-10T11:00:00+02:00"
    assert (told["selvbooket"], told["ombookingMulig"], told["aflysningMulig"]) == (True, True, True)
    assert (told["ombookingFrist"], told["aflysningsfrist"]) == ("2024-09-10", "2024-09-10")
    assert "digitaltMoedelink" not in told

    page = requests.get(f"{office.address}/", timeout=10).text
    mine = page.split(f'id="i{booking.public_id}"')[1].split("</article>")[0]
    for shown in ("Jobsamtale", f"{BORN}-xxxx", "AK1", "10.09.2024 kl. 10.00, 60 minutter"):
        assert shown in mine
    assert town.cpr(booking.person_id) not in page

    move(town, booking, town.slot(TEN + DAY), Samtaleform.VIDEO)
    assert office.tell().done == 1
    moved = office.meeting(booking)
    assert moved is not None
    assert (moved["moedeStarttidspunkt"], moved["afholdelsesform"]) == ("2024-09-11T10:00:00+02:00", 8)
    assert moved["digitaltMoedelink"].startswith("https://video.town.example/")

    call_off(town, booking)
    assert office.tell().done == 1
    assert office.meeting(booking) is None
    assert office.tell() == Turned()
    assert "0102" not in json.dumps([row.payload for row in office.reports()])


def test_of_several_changes_the_last_one_is_told_and_a_refusal_holds_up_nobody_else(
    office: Office,
) -> None:
    town = office.town
    booking, gone = (office.booked(town.person(in_the_a_kasse()), town.slot(TEN + n * DAY)) for n in (0, 1))
    move(town, booking, town.slot(TEN + 2 * DAY))
    call_off(town, gone)
    refused = office.booked(town.person(in_the_a_kasse()), town.slot(TEN + 3 * DAY))

    drain(town.database, {}, NOW)
    assert drain(town.database, {"dfdg": office.channel}, NOW) == Turned(done=4, given_up=1)

    told = office.meeting(booking)
    assert told is not None
    assert told["moedeStarttidspunkt"] == "2024-09-12T10:00:00+02:00"
    assert office.meeting(gone) is None
    assert [row.last_error for row in office.reports()][-1] == "dfdg_frist_findes"
    assert office.meeting(refused) is None


def test_an_answer_that_was_lost_is_looked_up_and_what_did_not_happen_is_asked_for_again(
    office: Office,
) -> None:
    town = office.town
    lost, burnt = (office.booked(town.person(in_the_a_kasse()), town.slot(TEN + n * DAY)) for n in (0, 1))
    drain(town.database, {}, NOW)
    first, second = office.reports()
    sent = Row(first.id, first.public_id, first.person_id, first.topic, first.payload, NOW, 0)
    message = town.database.read(lambda session: office.channel.prepare(session, sent, NOW))
    assert message is not None
    office.channel.send(message, sent)  # and dies before anybody knows of it
    refused = requests.post(
        f"{office.address}/v2/Indkaldelse/{burnt.public_id}",
        json={},
        headers=headers(town.cpr(burnt.person_id), str(second.public_id)),
        timeout=10,
    )
    assert refused.status_code == 400

    assert drain(town.database, {"dfdg": office.channel}, NOW).done == 2

    assert office.meeting(lost) is not None
    assert office.meeting(burnt) is not None
    call_off(town, lost)
    office.tell()
    assert office.meeting(lost) is None
    assert all(row.sent_at is not None for row in office.reports())


def test_where_dfdg_knows_another_state_than_the_portal_thinks_it_is_put_right(office: Office) -> None:
    town = office.town
    deleted, called = (office.booked(town.person(in_the_a_kasse()), town.slot(TEN + n * DAY)) for n in (0, 1))
    office.tell()
    for booking in (deleted, called):
        at = f"{office.address}/v2/Indkaldelse/{booking.public_id}"
        asked = headers(town.cpr(booking.person_id), str(uuid.uuid4()))
        assert requests.delete(at, headers=asked, timeout=10).status_code == 204

    move(town, deleted, town.slot(TEN + 2 * DAY))
    call_off(town, called)
    assert office.tell().done == 2

    told = office.meeting(deleted)
    assert told is not None
    assert told["moedeStarttidspunkt"] == "2024-09-12T10:00:00+02:00"


def test_only_meetings_with_the_a_kasse_are_told_and_one_that_becomes_the_jobcenters_is_taken_back(
    office: Office,
) -> None:
    town = office.town
    booking = office.booked(town.person(in_the_a_kasse()))
    office.tell()
    theirs = town.book(town.person(with_the_jobcenter()), town.jobcenter_slot())
    for one in (booking, theirs):
        about = outbox.about(one) | {"sequence": 1, "holder": "jobcenter"}
        write(town.database, one.person_id, "inside", topic="booking.moved", payload=about)
    taken_over = update(Booking).where(Booking.id == booking.id)
    to = {"holder": "jobcenter", "organisation_id": town.jobcenter, "caseworker_id": town.jobcenter_worker}
    town.database.write(lambda s: s.execute(taken_over.values(**to, office_id=town.jobcenter_office)))

    assert office.tell().done == 1
    assert office.meeting(booking) is None
    assert len(office.reports()) == 2


def test_a_meeting_of_a_day_gone_by_is_not_told_and_a_digital_one_waits_for_its_link(office: Office) -> None:
    town = office.town
    late = office.booked(town.person(in_the_a_kasse()))
    drain(town.database, {}, NOW)
    assert drain(town.database, {"dfdg": office.channel}, TEN + DAY).done == 1
    assert office.meeting(late) is None

    booking = office.booked(town.person(in_the_a_kasse()), town.slot(TEN + DAY), Samtaleform.VIDEO)
    bare = update(Booking).where(Booking.id == booking.id).values(video_link=None)
    town.database.write(lambda session: session.execute(bare))
    assert office.tell().given_up == 1
    assert office.reports()[-1].last_error == "no_link"


def test_what_the_person_says_last_of_the_a_kasse_is_told(office: Office) -> None:
    town = office.town
    person = town.person(in_the_a_kasse())
    choose_a_kasse_med(ChooseAKasseMed(person, AKasseMed.JA, a_kasse_fysisk=True), town.database, NOW)
    choose_a_kasse_med(ChooseAKasseMed(person, AKasseMed.NEJ), town.database, NOW + MINUTE)

    assert office.tell(NOW + MINUTE).done == 2

    told = office.found(person, "/v2/Indkaldelse/deltagelsesvalg")
    assert told is not None
    assert (told["deltagelsesvalgType"], told["fysiskFremmoede"]) == (2, False)


def test_a_choice_that_counts_no_more_is_not_told_for_dfdg_unsets_it_itself(office: Office) -> None:
    """With a new placement, DBK §§ 24 and 87."""
    known = in_the_a_kasse()
    anew = (*known.indplaceringer, Indplacering((NOW + DAY).date()))
    born = replace(known.person, foedselsdato=date(1991, 3, 4))
    person = office.town.person(replace(known, person=born, indplaceringer=anew))
    choose_a_kasse_med(ChooseAKasseMed(person, AKasseMed.NEJ), office.town.database, NOW)

    assert office.tell(NOW + 2 * DAY).done == 1
    assert office.found(person, "/v2/Indkaldelse/deltagelsesvalg") is None


def test_who_is_sent_on_or_struck_off_is_told(office: Office) -> None:
    town = office.town
    young, struck = town.person(YOUNG), late(town)
    visiter(Visiter(town.a_kasse_worker, public_id(town, young)), town.database, NOW)
    strike(town, struck)

    assert office.tell().done == 2

    assert office.found(young, "/v1/Kontaktforloeb/visitation") == {"aarsagskode": 45, "dato": "2024-09-02"}
    gone = office.found(struck, "/v1/Tilmelding/afmelding")
    assert gone is not None
    assert gone["afmeldingsdato"] == "2024-09-02"


def test_the_double_refuses_what_dfdg_refuses(address: str) -> None:
    body = {
        "samtaleType": 7,
        "moedeGruppeType": 1,
        "afholdelsesform": 2,
        "moedeStarttidspunkt": "2024-09-10T10:00:00+02:00",
        "moedeSluttidspunkt": "2024-09-10T11:00:00+02:00",
        "ombookingMulig": False,
        "aflysningMulig": False,
    }
    cpr = f"{BORN}0009"

    def asked(cpr: str = cpr, request_id: str | None = None, **changed: Any) -> str:
        sent = {name: value for name, value in (body | changed).items() if value is not None}
        answer = requests.post(
            f"{address}/v2/Indkaldelse/{uuid.uuid4()}",
            json=sent,
            headers=headers(cpr, request_id or str(uuid.uuid4())),
            timeout=10,
        )
        return str(answer.json().get("fejlkode", answer.status_code))

    assert asked() == "201"
    for code, changed in (
        ("90000", {"afholdelsesform": 77}),
        ("90001", {"samtaleType": 99}),
        ("90002", {"moedeStarttidspunkt": "2024-09-01T23:59:00+02:00"}),
        ("90004", {"moedeSluttidspunkt": "2024-09-10T09:00:00+02:00"}),
        ("90005", {"moedeGruppeType": 9}),
        ("90009", {"ombookingFrist": "2024-09-09"}),
        ("90010", {"ombookingMulig": True}),
        ("90014", {"aflysningsfrist": "2024-09-09"}),
        ("digitalt_moedelink_mangler", {"afholdelsesform": 8}),
        ("selvbooket_uden_borger", {"selvbooket": True}),
        ("1014", {"moedeStarttidspunkt": "2024-09-10T10:00:00"}),
        ("1014", {"samtaleType": None}),
        ("1014", {"andet": 1}),
        ("1014", {"request_id": "x" * 47}),
        ("1001", {"cpr": "6102900009"}),
        ("frist_findes", {"cpr": WITH_FRIST}),
        ("frist_findes", {"cpr": WITH_FRIST, "samtaleType": 4}),
        ("201", {"cpr": WITH_FRIST, "samtaleType": 15}),
    ):
        assert asked(**changed) == code, (code, changed)
    once = str(uuid.uuid4())
    assert [asked(request_id=once), asked(request_id=once)] == ["201", "requestid_brugt"]


REPORT = Report(
    codes.INDKALDELSE, Reporter(Aktoer.A_KASSE, "AK1"), Cpr(f"{BORN}0001"), {"a": 1}, id=uuid.UUID(int=1)
)


@pytest.mark.parametrize(
    ("answers", "error"),
    [
        ([(503, "")], NotNow("http_503")),
        ([(403, "")], NotNow("http_403")),
        ([(400, '{"fejlkode": 90010}')], Undeliverable("dfdg_90010")),
        ([(400, '{"fejlkode": "Kim Jensen 0102900001"}')], Undeliverable("dfdg_400")),
        ([(422, "no json")], Undeliverable("dfdg_422")),
        ([(400, "[]")], Undeliverable("dfdg_400")),
        ([(412, ""), (503, "")], NotNow("http_503")),
        ([(412, ""), (400, "")], Undeliverable("dfdg_400")),
        ([(412, ""), (200, "no json")], NotNow("dfdg_200")),
        ([(412, ""), (404, ""), (412, "")], NotNow("dfdg_412")),
        ([(400, '{"fejlkode": 90036}'), (404, ""), (400, '{"fejlkode": 1010}')], Undeliverable("dfdg_1010")),
    ],
)
def test_what_is_refused_is_given_up_and_what_may_pass_is_tried_again(
    monkeypatch: pytest.MonkeyPatch, answers: list[tuple[int, str]], error: Exception
) -> None:
    left, ids = list(answers), []

    def answer(_method: str, _url: str, **asked: Any) -> requests.Response:
        ids.append(asked["headers"].get("x-requestId"))
        found = requests.Response()
        status, content = left.pop(0)
        found.status_code, found._content = status, content.encode()
        return found

    monkeypatch.setattr(requests, "request", answer)
    row = Row(1, uuid.UUID(int=7), 1, "dfdg.indkaldelse", {}, NOW, 21)
    with pytest.raises(type(error)) as raised:
        Dfdg(double.settings("https://dfdg.example")).bring(REPORT, row)

    assert str(raised.value) == str(error)
    assert left == []
    assert ids == [str(row.public_id), None, f"{row.public_id}-22"][: len(answers)]
    assert all(len(one) <= 46 for one in ids if one)


def test_a_row_about_nobody_or_of_another_kind_is_given_up(office: Office) -> None:
    person = office.town.person()

    def ready(topic: str, person: int | None, **payload: str) -> Any:
        row = Row(1, uuid.uuid4(), person, topic, payload, NOW, 0)
        return lambda session: office.channel.prepare(session, row, NOW)

    for work in (
        ready("dfdg.indkaldelse", None),
        ready("dfdg.indkaldelse", person, booking=str(uuid.uuid4())),
        ready("dfdg.andet", person),
    ):
        with pytest.raises(Undeliverable):
            office.town.database.read(work)
