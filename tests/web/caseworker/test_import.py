"""A team leader brings in a file: mistakes are listed by place, changes are shown, then it is saved."""

from __future__ import annotations

import io
import time
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from portal.actions import import_people
from portal.actions.course_in import files
from portal.store.tables_people import ImportRun
from portal.web import background
from portal.web.caseworker import people_import
from tests.actions.courses import in_the_a_kasse
from tests.actions.importing import HEAD, IDA, KIM, NEW, key_of, known_of
from tests.store.town import Town
from tests.web.caseworker.conftest import Desk, page_of
from tests.web.citizen.browser import Browser, Page

IMPORT = "/sagsbehandler/import"


@pytest.fixture
def leader(town: Town, desk: Desk) -> Browser:
    return desk(town.worker_with_role("team_leader"))


def upload(browser: Browser, content: str | bytes, name: str = "folk.csv") -> Page:
    token = browser.open(IMPORT).value("csrf_token") or ""
    given = content.encode() if isinstance(content, str) else content
    answer = browser.client.post(IMPORT, data={"csrf_token": token, "fil": (io.BytesIO(given), name)})
    return browser._shown(answer)


def settled(page: Page) -> Page:
    """The run's page, once it is no longer at work."""
    until = time.monotonic() + 20
    while page.h1 in ("Filen bliver tjekket", "Filen bliver gemt"):
        assert time.monotonic() < until, page.text
        time.sleep(0.02)
        page = page.browser.open(page.address)
    return page


def test_a_file_is_looked_at_confirmed_and_saved_whole(town: Town, leader: Browser) -> None:
    preview = settled(upload(leader, NEW))

    assert preview.h1 == "Tjek, hvad filen ændrer"
    assert "Nye personer 1" in preview.text
    assert "Ansvar for de nye i dag a-kassen: 1" in preview.text
    assert key_of(town, KIM) is None

    receipt = settled(preview.press("Gem det hele"))

    assert receipt.h1 == "Filen er gemt"
    assert known_of(town, KIM).person.name == "Kim Ny"
    again = settled(upload(leader, NEW))
    assert "Filen ændrer ingenting." in again.text
    dropped = again.press("Drop filen")
    assert dropped.h1 == "Importen er fortrudt"


def test_what_changes_is_shown_with_the_answers_that_change_and_stands_in_the_history(
    town: Town, leader: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(people_import, "ON_A_PAGE", 1)
    other = town.person(in_the_a_kasse())
    settled(settled(upload(leader, NEW)).press("Gem det hele"))
    file = f"{HEAD}\n{town.cpr(other)};navn;Ida\n{KIM};navn;Kim Nyt\n"

    preview = settled(upload(leader, f"{file}{KIM};forbrug;;;;;;;2024-08;420;31-08-2024\n"))

    assert "Personer, der ændres 2 Personer, hvor et svar ændrer sig 1" in preview.text
    assert "Person 1–1 af 2." in preview.text
    assert "Timer med dagpenge: Måned: august 2024, timer: 150,50" in preview.text
    assert "→ Måned: august 2024, timer: 420,00" in preview.text
    assert "Ansvaret for forløbet i dag: A-kassen → Jobcentret" in preview.text
    assert "A-kassens sidste dag: Ikke kendt → 31. aug. 2024" in preview.text
    assert "Kim Jensen" not in preview.text
    assert "Kim Jensen Navn: Kim Jensen → Ida –" in preview.follow("Næste side").text
    answer = leader.client.get(f"{preview.address}.csv")
    lines = answer.get_data(as_text=True).splitlines()
    assert "attachment" in answer.headers["Content-Disposition"]
    assert [line.partition(";")[0] for line in lines[1:]] == ["Kim Ny", "Kim Jensen"]
    assert "Ansvaret for forløbet i dag: A-kassen → Jobcentret" in lines[1]

    receipt = settled(preview.press("Gem det hele"))
    assert "Personer, hvor et svar ændrer sig 1" in receipt.text
    assert leader.client.get(f"{preview.address}.csv").status_code == 404
    person = key_of(town, KIM)
    assert person is not None
    history = leader.open(page_of(town, person, "/forloeb/historik")).text
    assert history.count("Ansvaret for forløbet i dag: A-kassen → Jobcentret") == 1
    assert "Navn Kim Ny Kim Nyt Se linjen ovenfor: samme fil Import af en fil" in history


def test_every_mistake_is_listed_by_line_and_column_and_no_number_is_shown(
    town: Town, leader: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = upload(leader, f"{HEAD}\n{KIM};hund;ja\n{KIM};loentilskud;;;;;;;2024-08;x\n12;{KIM};x\n")

    assert page.status == 422
    assert page.errors == ["Antal fejl i filen: 4. Intet er gemt."]
    assert "2 2 – Oplysningen »hund« er ukendt." in page.text
    assert "3 10 loentilskud: timer Skriv timer" in page.text
    assert KIM not in page.text
    file = NEW + f"{KIM};loentilskud;;;;;;;2024-08;20\n{KIM};forbrug;;;;;;;2024-09;1;2024-09-03\n"
    wrong = (
        "8 2 loentilskud Kun jobcentret kan gøre det (BAB § 7, stk. 1; DBK § 43). "
        "9 2 forbrug: registreret Datoen ligger i fremtiden."
    )
    assert wrong in upload(leader, file).text
    assert town.count(ImportRun) == 0
    monkeypatch.setattr(import_people, "AT_ONCE", 0)
    long = settled(upload(leader, file))
    assert long.h1 == "Filen er ikke gemt"
    assert "Der er fejl i filen. Intet er gemt" in long.text
    assert wrong in long.text
    assert key_of(town, KIM) is None


@pytest.mark.parametrize(
    ("content", "name", "told"),
    [
        (b"x", "folk.xlsx", "Vælg en fil, der ender på .csv eller .json."),
        (b"\xff\xfecpr", "folk.csv", "Antal fejl i filen: 1. Intet er gemt."),
        (b"linje\n" * 70_000, "folk.csv", "Filen er større end 0 MB. Del den i flere filer."),
        (b"", "folk.json", "Antal fejl i filen: 1. Intet er gemt."),
    ],
)
def test_what_is_no_such_file_is_told_in_a_sentence(
    leader: Browser, monkeypatch: pytest.MonkeyPatch, content: bytes, name: str, told: str
) -> None:
    monkeypatch.setattr(files, "MOST_BYTES", 400_000)
    page = upload(leader, content, name)

    assert page.status == 422
    assert page.errors == [told]


def test_a_run_is_its_own_organisations_alone(town: Town, leader: Browser, desk: Desk) -> None:
    run = settled(upload(leader, NEW)).address
    stranger = desk(town.worker_with_role("team_leader", town.jobcenter))

    assert stranger.open(run).status == 404
    token = stranger.open(IMPORT).value("csrf_token") or ""
    assert stranger.client.post(f"{run}/bekraeft", data={"csrf_token": token}).status_code == 404
    assert key_of(town, KIM) is None


def test_the_examples_are_read_as_they_stand_but_for_the_number(
    town: Town, desk: Desk, clock: time_machine.Traveller
) -> None:
    clock.move_to(datetime(2025, 1, 2, 8, 0, tzinfo=UTC))
    for organisation, cpr in ((town.a_kasse, KIM), (town.jobcenter, IDA)):
        browser = desk(town.worker_with_role("team_leader", organisation))
        for kind, told in (("csv", "Nye personer 1"), ("json", "Filen ændrer ingenting.")):
            answer = browser.client.get(f"{IMPORT}/eksempel.{kind}")
            assert "attachment" in answer.headers["Content-Disposition"]
            given = answer.get_data(as_text=True).replace("ddmmaaxxxx", cpr)
            preview = settled(upload(browser, given, f"eksempel.{kind}"))
            assert told in preview.text
            if kind == "csv":
                settled(preview.press("Gem det hele"))


def test_a_run_that_was_cut_off_says_that_nothing_is_saved(
    town: Town, leader: Browser, monkeypatch: pytest.MonkeyPatch, clock: time_machine.Traveller
) -> None:
    monkeypatch.setattr(background, "start", lambda _name, _work: None)
    page = upload(leader, NEW)
    assert page.h1 == "Filen bliver tjekket"
    assert "0 af 1 personer er tjekket." in page.text

    clock.shift(timedelta(minutes=4))

    over = leader.open(page.address)
    assert over.h1 == "Filen er ikke gemt"
    assert "Importen blev afbrudt, før den var færdig. Intet er gemt" in over.text
    assert key_of(town, KIM) is None
