"""The pages on published times, from an empty week to a meeting that is called off and booked anew."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from portal.policy.facts import Aktoer, Frist, Samtaleform
from portal.store import timetable
from portal.store.tables import Caseworker, Office
from portal.store.tables_meeting import Agreement, Slot
from tests.actions.courses import in_the_a_kasse
from tests.conftest import SignIn
from tests.store.town import TEN, Town
from tests.web.caseworker.conftest import Desk
from tests.web.citizen.browser import Browser

DAY = timedelta(days=1)
WEEK_37 = "/sagsbehandler/tider?uge=2024-W37"
HOURS = {"d0_fra": "9", "d0_til": "12.00", "d1_fra": "9:00", "d1_til": "12:00"}


class Sender:
    """A caseworker's browser that sends several values of one name, and files."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client

    def post(self, address: str, *pairs: tuple[str, Any]) -> TestResponse:
        token = re.search(
            r'name="csrf_token" value="([^"]+)"', self.client.get("/sagsbehandler/fravaer").text
        )
        assert token is not None
        data = MultiDict([("csrf_token", token.group(1)), *pairs])
        answer = self.client.post(address, data=data)
        return self.client.get(answer.location) if answer.status_code == 303 else answer


@pytest.fixture
def sender(desk: Desk) -> Any:
    return lambda worker=None: Sender(desk(worker).client)


def text(answer: TestResponse) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.get_data(as_text=True)))


def key(town: Town, table: Any, row: int) -> UUID:
    query = select(table.public_id).where(table.id == row)
    return town.database.read(lambda session: session.execute(query).scalar_one())


def hidden(answer: TestResponse, *names: str) -> list[tuple[str, str]]:
    """What a form on the page sends along under these names."""
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', answer.text)
    return [(name, value) for name, value in found if name in names or not names]


def test_a_week_is_written_looked_at_and_published_and_stands_in_the_week(town: Town, desk: Desk) -> None:
    browser = desk()
    empty = browser.open(WEEK_37)
    assert empty.h1 == "Tider i uge 37"
    assert "Ingen udgivne tider i denne uge." in empty.text
    town.slot(TEN)
    form = empty.follow("Udgiv tider")

    wrong = form.press("Se, hvad der bliver udgivet", d0_fra="ni", laengde="x", fra_dag="")
    assert wrong.status == 422
    assert wrong.errors == [
        "Skriv den første dag.",
        "Mandag: Skriv klokkeslæt som 9.00, og det første før det andet.",
        "Skriv et antal minutter fra 10 til 240.",
    ]
    assert wrong.value("d0_fra") == "ni"
    check = wrong.press(
        "Se, hvad der bliver udgivet", d0_fra="9", laengde="45", fra_dag="2024-09-07", til_dag="2024-09-13"
    )

    assert "22 tider bliver udgivet." in check.text
    assert "Overlapper tider, der allerede findes: 1 tid (10. sep. 2024)" in check.text
    again = check.press("Ret")
    assert again.value("fra_dag") == "2024-09-07"
    done = check.press("Udgiv tiderne")
    assert "22 tider er udgivet." in done.text
    # The week of the first of them, which is not that of the first day asked for.
    assert "Mandag den 9. september" in done.text
    assert "09.00–09.45 Anna" in done.text
    assert town.count(Slot) == 23
    # Sent once more, as a browser does when one goes back: nothing more is published.
    check.press("Udgiv tiderne")
    assert town.count(Slot) == 23
    assert browser.open("/sagsbehandler/tider/udgiv").value("laengde") == "45"


def test_withdrawing_a_booked_time_takes_a_yes_and_the_person_says_yes_to_another(
    town: Town, desk: Desk, sender: Any, signed_in_client: SignIn
) -> None:
    frist = Frist(Aktoer.A_KASSE, date(2024, 8, 28), date(2024, 9, 10), vejledt=True)
    person = town.person(replace(in_the_a_kasse(), frister=(frist,)), phone="20304050")
    taken, nearest = town.slot(TEN), town.slot(TEN + DAY)
    town.book(person, taken, Samtaleform.TELEFON)
    week = desk().open(WEEK_37)
    assert "10.00–11.00 Anna" in week.text
    assert "Booket Kim Jensen" in week.text
    anna = sender()
    nothing = anna.post("/sagsbehandler/tider/valgte", ("uge", "2024-W37"), ("handling", "traek"))
    assert nothing.status_code == 422
    assert "Vælg mindst én tid eller en hel dag." in text(nothing)

    chosen = anna.post(
        "/sagsbehandler/tider/valgte", ("uge", "2024-W37"), ("handling", "traek"), ("dag", "2024-09-10")
    )
    assert "1 tid er booket" in text(chosen)
    assert "Kim Jensen" in text(chosen)
    kept = hidden(chosen, "tid", "samtale", "uge")
    refused = anna.post("/sagsbehandler/tider/traek", *kept)
    assert refused.status_code == 422
    assert "Sæt kryds, hvis samtalerne skal aflyses." in text(refused)
    done = anna.post("/sagsbehandler/tider/traek", *kept, ("forstaaet", "ja"))
    assert "En anden tid holdes til personen" in text(done)

    citizen = Browser(signed_in_client(person), person)
    plan = citizen.open("/min-plan")
    offer = plan.section("En ny tid til din samtale")
    assert "Onsdag den 11. september 2024 kl. 10.00–11.00" in offer
    assert "Vi holder tiden til tirsdag den 10. september 2024 kl. 23.59." in offer
    assert "Din a-kasse måtte aflyse din samtale tirsdag den 10. september 2024 kl. 10.00." in offer
    receipt = plan.press("Ja tak til tiden")
    assert receipt.h1 == "Din samtale er booket"
    assert "onsdag den 11. september 2024" in receipt.text
    assert "En ny tid til din samtale" not in citizen.open("/min-plan").text
    assert not town.free(nearest)
    stranger = Browser(signed_in_client(town.person(in_the_a_kasse())), person)
    assert stranger.client.get(f"/ny-tid/{nearest}").status_code == 404


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_whoever_takes_an_agreed_time_back_reads_that_the_a_kasse_is_told(town: Town, sender: Any) -> None:
    agreed, alone = town.joint_slot(), town.jobcenter_slot(TEN + DAY)
    jens = sender(town.jobcenter_worker)

    def chosen(slot: UUID) -> str:
        return text(jens.post("/sagsbehandler/tider/valgte", ("handling", "traek"), ("tid", str(slot))))

    assert "Én af tiderne er aftalt med en a-kasse. A-kassen får det at vide." in chosen(agreed)
    assert "A-kassen får det at vide" not in chosen(alone)
    jens.post("/sagsbehandler/tider/traek", ("tid", str(agreed)))
    leader = sender(town.worker_with_role("team_leader")).client
    steps = text(leader.get(f"/sagsbehandler/aftale/{key(town, Agreement, town.agreement)}"))
    assert "Jobcenter København trak 1 aftalt tid tilbage. Tirs. 10. sep. 2024 kl. 10.00" in steps


def test_with_no_other_time_the_person_reads_that_the_deadline_does_not_count(
    town: Town, sender: Any, signed_in_client: SignIn
) -> None:
    frist = Frist(Aktoer.A_KASSE, date(2024, 8, 28), date(2024, 9, 10), vejledt=True)
    person = town.person(replace(in_the_a_kasse(), frister=(frist,)))
    taken = town.slot(TEN)
    town.book(person, taken)

    chosen = sender().post("/sagsbehandler/tider/valgte", ("handling", "traek"), ("tid", str(taken)))
    done = sender().post("/sagsbehandler/tider/traek", *hidden(chosen, "tid", "samtale"), ("forstaaet", "ja"))

    assert "Fristen gælder ikke længere, og der er slået alarm." in text(done)
    plan = Browser(signed_in_client(person), person).open("/min-plan")
    assert "Du bliver ikke afmeldt, fordi du ikke har booket." in plan.text
    assert "DBK § 87" in plan.text
    assert "Book en samtale senest" not in plan.text


def test_others_see_that_a_time_is_booked_and_not_by_whom(town: Town, desk: Desk) -> None:
    person, slot = town.person(in_the_a_kasse()), town.slot(TEN)
    town.book(person, slot)
    anna = key(town, Caseworker, town.a_kasse_worker)

    for role in ("caseworker", "team_leader"):
        page = desk(town.worker_with_role(role)).open(f"{WEEK_37}&hvem=person:{anna}")
        assert "Booket" in page.text
        assert "Kim Jensen" not in page.text
    jens = desk(town.jobcenter_worker)
    assert jens.client.get(f"{WEEK_37}&hvem=person:{anna}").status_code == 404


def test_many_are_changed_at_once_and_what_cannot_be_is_named(town: Town, sender: Any) -> None:
    person, first, second = town.person(in_the_a_kasse()), town.slot(TEN), town.slot(TEN + DAY)
    town.book(person, first, Samtaleform.TELEFON)
    both = [("tid", str(first)), ("tid", str(second))]
    form = sender().post("/sagsbehandler/tider/valgte", ("handling", "ret"), *both)
    assert "Du har valgt 2 tider." in text(form)

    wrong = sender().post("/sagsbehandler/tider/ret", *both, ("hvem", "-1"))
    assert b"hvem=" not in wrong.get_data(), "no link to a choice that is none"
    assert wrong.status_code == 422
    change = [*both, ("ret_former", "ja"), ("former", "fremmoede"), ("ret_lokale", "ja"), ("lokale", "B 2")]
    check = sender().post("/sagsbehandler/tider/ret", *change)
    assert "1 tid bliver rettet." in text(check)
    assert "Bliver ikke rettet: Nogen har booket tiden, eller den holdes til dem" in text(check)
    done = sender().post("/sagsbehandler/tider/ret/bekraeft", *change, ("uge", "2024-W37"))
    assert "1 tid er rettet." in text(done)
    assert "Kontoret i 1620, B 2" in text(done)


def test_absence_withdraws_what_is_free_and_can_be_taken_back(town: Town, desk: Desk) -> None:
    town.slot(TEN)
    form = desk().open("/sagsbehandler/fravaer")

    assert form.press("Se, hvad det betyder", fra="").errors == ["Skriv den første dag."]
    check = form.press("Se, hvad det betyder", fra="2024-09-09", til="2024-09-11")
    assert "Anna: 9. sep. 2024 – 11. sep. 2024" in check.text
    assert "1 tid, som ingen har booket, forsvinder." in check.text
    saved = check.press("Skriv fraværet ind")
    assert "Fraværet er skrevet ind" in saved.text
    assert "Ingen udgivne tider i denne uge." in desk().open(WEEK_37).text
    assert "Intet fravær fra i dag og frem." in saved.press("Slet 9. sep. 2024 – 11. sep. 2024").text


def test_a_csv_file_says_each_mistake_at_its_place_and_is_published_once(town: Town, sender: Any) -> None:
    anna = sender()

    def send(content: str) -> TestResponse:
        return anna.post(
            "/sagsbehandler/tider/fil", ("slags", "csv"), ("csvfil", (io.BytesIO(content.encode()), "t.csv"))
        )

    assert send("").status_code == 422
    wrong = send("dato;fra;til;medarbejder;former\n2024-09-10;9.00;8.00;Anna;telefon\nx;1;2;Jens;brev\n")
    assert wrong.status_code == 422
    assert "Linje 2 til Tiden slutter, før den begynder. 8.00" in text(wrong)
    assert "Linje 3 dato Skriv datoen som 2027-03-01 eller 01-03-2027. x" in text(wrong)
    assert town.count(Slot) == 0
    check = send("dato;fra;til;medarbejder;former\n10-09-2024;9.00;9.45;anna;telefon+fremmøde\n")
    assert "1 ny tid" in text(check)
    target = re.search(r'action="(/sagsbehandler/tider/fil/[0-9a-f-]+)"', check.text)
    assert target is not None
    assert "1 tid er hentet ind." in text(anna.post(target.group(1)))
    assert "1 tid er hentet ind." in text(anna.post(target.group(1)))
    assert town.count(Slot) == 1
    assert "Der er intet nyt i filen." in text(
        send("dato;fra;til;medarbejder;former\n10-09-2024;9.00;9.45;anna;telefon\n")
    )
    example = anna.client.get("/sagsbehandler/tider/fil/eksempel.csv")
    assert example.mimetype == "text/csv"


def test_a_calendar_becomes_times_or_tells_when_somebody_is_taken(town: Town, sender: Any) -> None:
    town.slot(TEN)
    ics = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:x
BEGIN:VEVENT
UID:a
DTSTAMP:20240901T000000Z
DTSTART;TZID=Europe/Copenhagen:20240910T093000
DURATION:PT1H
RRULE:FREQ=DAILY;COUNT=3
SUMMARY:Tandlæge
END:VEVENT
END:VCALENDAR
"""
    anna = sender()

    def send(*pairs: tuple[str, str]) -> TestResponse:
        file = ("kalenderfil", (io.BytesIO(ics.encode()), "k.ics"))
        return anna.post("/sagsbehandler/tider/fil", ("slags", "kalender"), *pairs, file)

    assert "Vælg, hvad begivenhederne er." in text(send())
    busy = send(("som", "optaget"))
    assert "3 nye optagede tider" in text(busy)
    assert "1 ledig tid overlapper og bliver trukket tilbage." in text(busy)
    assert "Tandlæge" not in text(busy)
    target = re.search(r'action="(/sagsbehandler/tider/fil/[0-9a-f-]+)"', busy.text)
    assert target is not None
    anna.post(target.group(1))
    assert "3 er her allerede" in text(send(("som", "optaget")))
    assert "Ingen udgivne tider" in text(anna.client.get(WEEK_37))
    office = str(key(town, Office, town.a_kasse_office))
    times = send(("som", "tider"), ("former", "telefon"), ("kontor", office))
    assert "3 er udeladt: hele dage, eller de overlapper tider eller fravær." in text(times)


def test_an_administrator_sets_opening_hours_of_an_own_office_only(town: Town, desk: Desk) -> None:
    administrator = desk(town.worker_with_role("administrator"))
    office = key(town, Office, town.a_kasse_office)
    page = administrator.open(f"/administration/kontor/{office}/aabningstider")

    wrong = page.press("Gem", d0_fra="9", d0_til="8")
    assert wrong.errors == ["Mandag: Skriv klokkeslæt som 9.00, og det første før det andet."]
    midday = {"d1_fra": "9", "d1_til": "12", "d1_fra2": "11", "d1_til2": "17"}
    overlap = wrong.press("Gem", d0_fra="9", d0_til="15.30", **midday)
    assert overlap.errors == ["Tirsdag: De to tidsrum overlapper."]
    saved = overlap.press("Gem", d1_fra2="13")
    assert "Ændringen er gemt." in saved.text
    known = town.database.read(lambda session: timetable.opening(session, town.a_kasse_office))
    assert known == {0: ((540, 930),), 1: ((540, 720), (780, 1020))}
    again = administrator.open(f"/administration/kontor/{office}/aabningstider")
    assert (again.value("d1_til"), again.value("d1_fra2")) == ("12:00", "13:00")
    elsewhere = key(town, Office, town.jobcenter_office)
    client = administrator.client
    assert client.get(f"/administration/kontor/{elsewhere}/aabningstider").status_code == 404


def test_a_week_takes_as_many_statements_however_much_is_in_it(
    town: Town, desk: Desk, statements: Any
) -> None:
    client = desk().client
    sent = []
    for count in (2, 12):
        for n in range(count):
            slot = town.slot(TEN + timedelta(minutes=30 * len(sent) * 12 + 30 * n), 30)
            town.book(town.person(in_the_a_kasse()), slot)
        with statements() as seen:
            client.get(WEEK_37)
        sent.append(len(seen))

    assert sent[0] == sent[1] <= 16
