"""Min Plan is written part by part by whom the law names; the person sees each change and says so."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from portal.store import plan
from portal.store.tables_case import Audit, Outbox, PlanEntry
from tests.actions.courses import in_the_a_kasse, new_in_the_a_kasse, with_the_jobcenter
from tests.store.town import NOW, Town
from tests.web.caseworker.conftest import Desk, page_of
from tests.web.citizen.browser import Browser
from tests.wording.pdf_text import opened, structure, words

ME = {"tekst": "To job om ugen", "fag": "Kontor", "omraade": "Fyn", "steder": "Jobnet"}
OFFER = {"hvor": "I Odense", "hvornaar": "Hele oktober", "hvorfor": "Du mangler et kørekort til truck."}
SAVE = "Gem i planen"

Citizen = Callable[[int], FlaskClient]


@pytest.fixture
def database_kind() -> str:
    return "sqlite"


def written(town: Town, person: int) -> list[tuple[str, str]]:
    return [(one.felt, one.text) for one in town.database.read(lambda s: plan.current(s, person))]


def done(town: Town, person: int) -> list[tuple[str, str]]:
    query = select(Audit.action, Audit.outcome).where(Audit.person_id == person).order_by(Audit.id)
    return [
        (row.action, row.outcome)
        for row in town.database.read(lambda session: session.execute(query).all())
        if not row.action.startswith(("see_", "print_"))
    ]


def test_the_a_kasse_writes_what_is_its_own_and_is_told_whom_to_ask_for_the_rest(
    town: Town, desk: Desk
) -> None:
    person = town.person(in_the_a_kasse())
    page = desk().open(page_of(town, person)).follow("Skriv i Min Plan")
    due = "skulle have fastlagt dem senest mandag den 19. august 2024 (RÅB § 14, stk. 12)"
    assert due in page.section("Krav til jobsøgning")
    new = desk().open(page_of(town, town.person(new_in_the_a_kasse(NOW.date())), "/plan"))
    assert "A-kassen skal fastlægge dem senest mandag den 16. september 2024" in new.text
    others = page.section("Tilbud")
    assert "Kun jobcentret kan gøre det (LAB § 41, stk. 2; VEJ 10044 9.3)." in others
    assert "Kontakt personens jobcenter. Det er Jobcenter København." in others

    form = page.follow("Skriv krav til jobsøgning")
    wrong = form.press(SAVE, **(ME | {"omraade": " ", "steder": "☃"}))
    assert wrong.status == 422
    assert wrong.errors == [
        "Udfyld »Geografisk område«. Det skal stå i planen (RÅB § 14, stk. 7).",
        "Et brev kan ikke vise ☃. Skriv det på en anden måde.",
    ]
    assert wrong.value("fag") == "Kontor"
    assert written(town, person) == []

    saved = wrong.press(SAVE, **ME)
    assert saved.h1 == "Borgerens Min Plan"
    assert "Formålet er, at personen hurtigst muligt kommer i ordinær" in saved.text
    wrong.press(SAVE, **ME)  # sent twice, it stands once
    assert written(town, person) == [("krav_til_jobsoegning", "To job om ugen")]
    assert town.count(PlanEntry) == 1
    assert "Borgeren har ikke bekræftet at have set det." in saved.section("Krav til jobsøgning")
    assert done(town, person) == [("write_plan", "allowed")]
    topics = town.database.read(lambda session: session.scalars(select(Outbox.topic)).all())
    assert topics == ["plan.changed"]

    refused = desk().open(page_of(town, person, "/plan/tilbud"))
    assert "I skriver ikke den del af planen" in refused.text
    assert "LAB § 41, stk. 2" in refused.links()
    assert desk().client.get(page_of(town, person, "/plan/findes-ikke")).status_code == 404


def test_two_who_write_at_once_lose_nothing(town: Town, desk: Desk) -> None:
    person = town.person(in_the_a_kasse())
    desk().open(page_of(town, person, "/plan/jobmaal")).press(SAVE, tekst="Tømrer")
    mine, theirs = (desk().open(page_of(town, person, "/plan")).follow("Ret Jobmål: Tømrer") for _ in "12")
    ending = desk().open(page_of(town, person, "/plan")).follow("Afslut Jobmål:")
    theirs.press(SAVE, tekst="Snedker")

    late = mine.press(SAVE, tekst="Murer")
    assert late.status == 409
    assert "En anden har skrevet her, siden du åbnede siden" in late.text
    assert "Snedker" in late.text
    assert late.value("tekst") == "Murer"
    assert written(town, person) == [("jobmaal", "Snedker")]
    outdated = ending.press("Afslut", fordi="Det var en fejl.")
    assert (outdated.status, outdated.value("fordi")) == (409, "Det var en fejl.")

    late.press(SAVE, tekst="Murer")
    assert written(town, person) == [("jobmaal", "Murer")]

    changing = desk().open(page_of(town, person, "/plan")).follow("Ret Jobmål:")
    ending = desk().open(page_of(town, person, "/plan")).follow("Afslut Jobmål:")
    assert ending.press("Afslut").errors == ["Skriv, hvorfor det slutter. Borgeren kan læse det."]
    ending.press("Afslut", fordi="Du har fået job.")
    assert ending.press("Afslut", fordi="Du har fået job.").h1 == "Borgerens Min Plan"
    assert written(town, person) == []
    assert desk().client.get(changing.address).status_code == 404
    gone = changing.press(SAVE, tekst="Gartner")
    assert gone.status == 409
    assert "En anden har afsluttet det, siden du åbnede siden." in gone.text
    gone.press(SAVE, tekst="Gartner")
    assert written(town, person) == [("jobmaal", "Gartner")]

    history = desk().open(page_of(town, person, "/plan/historik"))
    for line in ("Jobmål: Afsluttet", "Hvorfor: Du har fået job.", "Jobmål: Ændret", "Tømrer", "Snedker"):
        assert line in history.text


def test_the_person_sees_what_is_new_says_so_and_takes_it_along(
    town: Town, desk: Desk, signed_in_client: Citizen
) -> None:
    person = town.person(with_the_jobcenter(), email="nina@example.dk")
    form = desk(town.jobcenter_worker).open(page_of(town, person, "/plan/tilbud"))
    form.press(SAVE, tekst="Truckkursus", **OFFER)
    me = Browser(signed_in_client(person), person)

    page = me.open("/min-plan")
    assert "Der er 1 ændring i det, I har aftalt, som du ikke har set." in page.text
    assert "Nyt Truckkursus Hvor I Odense Hvornår Hele oktober" in page.section("Tilbud")
    assert "Tilbud: Skrevet" in me.open("/nyt").section("Nyt i det, I har aftalt")
    form = desk(town.jobcenter_worker).open(page_of(town, person, "/plan/jobmaal"))
    form.press(SAVE, tekst="Lagerarbejder")  # written after the page was shown
    seen = page.press("Jeg har set ændringerne")

    assert "Nyt" not in seen.section("Tilbud")
    assert "Nyt Lagerarbejder" in seen.section("Jobmål")
    assert ("confirm_plan", "allowed") in done(town, person)
    assert "Set af borgeren" in desk(town.jobcenter_worker).open(page_of(town, person, "/plan")).text
    history = seen.follow("Se, hvad der er ændret").text
    assert "Du bekræftede, at du har set det," in history
    assert "Ikke bekræftet set" in history

    answer = me.client.get("/min-plan.pdf")
    file = opened(answer.data)
    assert "min-plan-2024-09-02.pdf" in answer.headers["Content-Disposition"]
    assert {"Title", "H1", "BlockQuote"} <= {tag for tag, _ in structure(file)}
    for word in (
        "Truckkursus",
        "IOdense",
        "Jobmål",
        "Lagerarbejder",
        "Dina-kasseharikkeskrevetdinekravendnu.",
    ):
        assert word in words(file)
    theirs = desk(town.a_kasse_worker).client.get(page_of(town, person, "/plan.pdf"))
    assert "Truckkursus" not in words(opened(theirs.data))
    assert "HerstårkundedeleafplanensomA-kassenser" in words(opened(theirs.data)).replace(",", "")


def test_the_first_meeting_with_the_a_kasse_leads_to_the_plan(town: Town, desk: Desk) -> None:
    person = town.person(in_the_a_kasse())
    page = desk().open(page_of(town, person))
    meetings = [address for text, address in page.links().items() if "/samtale/" in address]
    assert any("Skriv Min Plan" in desk().open(one).text for one in meetings)
