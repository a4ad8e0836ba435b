"""An administrator's pages: what is typed wrong is said where it stands, what is saved is seen elsewhere."""

from __future__ import annotations

import re
from uuid import UUID

import pytest
from sqlalchemy import select

from portal.store import ahead, offices, staff, tables, teams
from portal.web.urls import ADDRESSES
from tests.actions.courses import in_the_a_kasse
from tests.conftest import SignIn
from tests.store.town import TEN, Town
from tests.web.admin.conftest import Desk
from tests.web.citizen.browser import Browser, Page

ADMINISTRATION = "/administration"
WRONG = {
    "phone": "ring",
    "email": "post@",
    "website": "http://a-kassen.example",
    "letter_head": "Gaden 1 ☃",
    "cvr": "1",
    "video_hosts": "video.example\nen vært",
}
OFFICE = {
    "name": "Nørrebro",
    "address": "Gaden 2",
    "postcode": "2200",
    "city": "København N",
    "kommune_code": "0101",
    "access": "Elevator",
}


@pytest.fixture
def database_kind() -> str:
    """What the two databases may see differently is in `tests/actions/test_administer.py`."""
    return "sqlite"


def office_of(town: Town, name: str) -> UUID:
    found = town.database.read(lambda session: offices.of(session, town.a_kasse))
    return next(one.public_id for one in found if one.name == name)


def worker_page(town: Town, name: str, below: str = "") -> str:
    found = town.database.read(lambda session: staff.of(session, town.a_kasse))
    key = next(one.public_id for one in found if one.name == name)
    return f"{ADMINISTRATION}/medarbejder/{key}{below}"


def to(browser: Browser, *path: str) -> Page:
    """Along these links from the administrator's first page."""
    page = browser.open(ADMINISTRATION)
    for link in path:
        page = page.follow(link)
    return page


def test_what_is_typed_wrong_is_said_at_its_field_and_kept_and_nothing_is_saved(
    town: Town, desk: Desk
) -> None:
    browser = desk()
    answer = to(browser, "Kontakt og brevhoved").press("Gem", **WRONG)

    assert answer.status == 422
    assert answer.errors == [
        "Skriv et telefonnummer med cifre, eventuelt med + foran.",
        "Skriv en mailadresse som post@eksempel.dk.",
        "Skriv en adresse, der begynder med https://.",
        "Et brev kan ikke vise ☃. Skriv det på en anden måde.",
        "Skriv et CVR-nummer med otte cifre.",
        "»en vært« er ikke navnet på en vært. Skriv for eksempel video.eksempel.dk.",
    ]
    assert {name: answer.value(name) for name in WRONG} == WRONG
    limits = to(browser, "Jeres egne grænser").press(
        "Gem", mindst_dage_mellem="0", hoejst_planlagte="to", ombookning_senest_timer="169"
    )
    assert [text[-45:] for text in limits.errors] == [
        "et helt tal fra 1 til 60, eller lad feltet stå tomt."[-45:],
        "et helt tal fra 1 til 20, eller lad feltet stå tomt."[-45:],
        "et helt tal fra 1 til 168, eller lad feltet stå tomt."[-45:],
    ]
    office = to(browser, "Kontorer", "Opret kontor").press("Gem", postcode="0000", name="x" * 201)
    assert len(office.errors) == 5
    worker = to(browser, "Medarbejdere", "Opret medarbejder").press("Gem", email="nina", role="caseworker")
    assert worker.errors == [
        "Skriv medarbejderens identitet.",
        "Skriv medarbejderens navn.",
        "Skriv en mailadresse som post@eksempel.dk.",
    ]
    assert to(browser, "Teams", "Opret team").press("Gem").errors == ["Skriv teamets navn."]
    assert "ingen ændringer" in to(browser, "Ændringer").text


def test_contact_stands_at_once_on_the_citizens_pages_as_it_was_typed(
    town: Town, desk: Desk, signed_in_client: SignIn
) -> None:
    browser = desk()
    new = {
        "phone": "70 10 20 30",
        "email": "post@a-kassen.example",
        "website": "https://a-kassen.example/kontakt",
        "letter_head": "<b>Gaden 1</b>\n1620 København V",
        "cvr": "90 00 00 01",
        "video_hosts": "https://Video.Example/",
    }

    answer = to(browser, "Kontakt og brevhoved").press("Gem", **new)

    assert "Ændringen er gemt." in answer.text
    assert to(browser, "Kontakt og brevhoved").value("video_hosts") == "video.example"
    citizen = signed_in_client(town.person(in_the_a_kasse())).get("/min-plan").text
    assert "70 10 20 30" in citizen
    assert "post@a-kassen.example" in browser.client.get("/sagsbehandler/kalender").text
    history = browser.client.get(f"{ADMINISTRATION}/historik").text
    assert "Telefon: intet → 70 10 20 30" in history
    assert "CVR-nummer: intet → 90000001" in history
    assert "&lt;b&gt;Gaden 1&lt;/b&gt;" in history


def test_whoever_comes_second_is_told_what_the_first_saved_and_keeps_what_was_typed(
    town: Town, desk: Desk
) -> None:
    first, second = desk(), desk()
    opened = to(second, "Jeres egne grænser")
    to(first, "Jeres egne grænser").press("Gem", mindst_dage_mellem="7")

    answer = opened.press("Gem", hoejst_planlagte="3")

    assert answer.status == 409
    assert "Dage mellem samtaler 7" in answer.section("En anden har gemt, siden du åbnede siden")
    assert answer.value("hoejst_planlagte") == "3"
    assert "Ændringen er gemt." in answer.press("Gem", mindst_dage_mellem="7").text
    assert to(first, "Jeres egne grænser").value("hoejst_planlagte") == "3"
    assert to(first, "Ændringer").text.count("Egne grænser ændret") == 2


def test_an_office_is_opened_changed_and_closed_when_nothing_lies_ahead_there(town: Town, desk: Desk) -> None:
    browser = desk()
    to(browser, "Kontorer", "Opret kontor").press("Gem", **OFFICE)
    page = to(browser, "Kontorer", "Nørrebro")
    assert {name: page.value(name) for name in OFFICE} == OFFICE
    assert page.press("Gem", name="Kontoret i 1620").errors == [
        "Navnet er brugt. Vælg et andet, så de kan skelnes."
    ]
    key = town.database.read(
        lambda s: s.execute(
            select(tables.Office.id).where(tables.Office.public_id == office_of(town, "Nørrebro"))
        ).scalar_one()
    )
    town.book(town.person(in_the_a_kasse()), town.slot(office_id=key))
    town.slot(TEN.replace(day=17), office_id=key)

    refused = page.follow("Luk kontoret")

    assert "Kontoret kan ikke lukkes endnu" in refused.text
    assert "Nørrebro Anna 1 1 10. sep. 2024 17. sep. 2024" in refused.text
    assert (
        browser.client.post(refused.address, data={"csrf_token": page.value("csrf_token") or ""}).status_code
        == 409
    )
    empty = to(browser, "Kontorer", "Opret kontor").press("Gem", **OFFICE | {"name": "Lageret"})
    closed = empty.follow("Lageret").follow("Luk kontoret").press("Luk kontoret")
    assert "Lukket" in closed.text
    assert "Lukket" not in closed.follow("Lageret").press("Åbn kontoret igen").text


def test_a_team_takes_its_members_and_says_where_they_are_now(town: Town, desk: Desk) -> None:
    browser = desk()
    anna = worker_page(town, "Anna").rpartition("/")[2]
    to(browser, "Teams", "Opret team").press("Gem", name="Hold 1", members=anna)

    assert "Anna Er nu i Hold 1." in to(browser, "Teams", "Opret team").text
    listed = to(browser, "Teams")
    assert "Hold 1 – Anna Åbent" in listed.text
    closed = listed.follow("Hold 1").follow("Luk teamet").press("Luk teamet")
    assert "Hold 1 – – Lukket" in closed.text
    assert town.database.read(lambda session: teams.of(session, town.a_kasse))[0].closed_at is not None


def test_somebody_new_gets_in_with_their_role_and_is_out_the_moment_it_is_taken(
    town: Town, desk: Desk, signed_in_caseworker: SignIn
) -> None:
    browser = desk()
    new = {"subject": "nina-1", "name": "Nina", "role": "Teamleder"}
    to(browser, "Medarbejdere", "Opret medarbejder").press("Gem", **new)
    nina = town.database.read(
        lambda s: s.execute(select(tables.Caseworker.id).where(tables.Caseworker.name == "Nina")).scalar_one()
    )
    hers = signed_in_caseworker(nina)
    assert hers.get("/tal").status_code == 200
    assert hers.get(ADMINISTRATION).status_code == 403
    page = browser.open(worker_page(town, "Nina"))
    assert page.press("Gem", role="Administrator").status == 200
    assert hers.get(ADMINISTRATION).status_code == 200

    town.book(town.person(in_the_a_kasse()), town.slot(caseworker_id=nina))
    town.slot(TEN.replace(day=17), caseworker_id=nina)
    town.joint_slot(TEN.replace(day=18), a_kasse_caseworker_id=nina)
    leaving = browser.open(worker_page(town, "Nina")).follow("Fjern medarbejderens adgang")
    assert "Den ledige fælles tid, der er aftalt med et jobcenter, bliver lukket" in leaving.text
    assert "Den ledige tid bliver trukket tilbage" in leaving.text
    assert "Tirs. 10. sep. 2024 kl. 10.00 Personligt møde Kontoret i 1620 Se borgeren" in leaving.text
    assert leaving.press("Fjern adgangen").errors == ["Sæt kryds, hvis det skal ske."]
    gone = leaving.press("Fjern adgangen", bekraeft="ja")

    assert "Nina Administrator – – Ingen adgang" in gone.text
    assert hers.get(ADMINISTRATION).status_code == 303
    left = town.database.read(lambda s: ahead.of_caseworker(s, nina, TEN.replace(day=1)))
    assert (left.times, left.meetings, left.joint) == (0, 1, 0)
    gone.follow("Nina").press("Giv adgang igen")
    assert "Nina Administrator – – Aktiv" in to(browser, "Medarbejdere").text


def test_an_administrator_is_told_that_their_own_role_is_not_theirs_to_take(town: Town, desk: Desk) -> None:
    browser = desk()

    answer = browser.open(worker_page(town, "En administrator")).press("Gem", role="Tilsyn")

    assert answer.errors == [
        "Du kan ikke fjerne din egen adgang som administrator. Bed en anden administrator."
    ]
    assert "Fjern medarbejderens adgang" not in answer.links()


def test_joint_meetings_are_set_by_jobcentres_only(town: Town, desk: Desk) -> None:
    jobcenter = desk(organisation=town.jobcenter)
    answer = to(jobcenter, "Fælles samtaler").press("Gem", faelles="Vi indkalder")

    assert "Ændringen er gemt." in answer.text
    assert "Fælles samtaler: Borgerne booker selv → Vi indkalder" in to(jobcenter, "Ændringer").text
    a_kasse = desk()
    assert "Fælles samtaler" not in a_kasse.open(ADMINISTRATION).links()
    assert a_kasse.client.get(f"{ADMINISTRATION}/faelles").status_code == 404


def test_an_administrator_of_another_organisation_finds_nothing_at_any_address(
    town: Town, desk: Desk
) -> None:
    own = desk()
    to(own, "Teams", "Opret team").press("Gem", name="Hold 1")
    team = town.database.read(lambda session: teams.of(session, town.a_kasse))[0].public_id
    named = {
        "kontor": str(office_of(town, "Kontoret i 1620")),
        "team": str(team),
        "sagsbehandler": worker_page(town, "Anna").rpartition("/")[2],
    }
    stranger = desk(organisation=town.jobcenter)
    token = stranger.open(f"{ADMINISTRATION}/kontakt").value("csrf_token") or ""
    rules = [a for a in ADDRESSES if a.rule.startswith(ADMINISTRATION) and "<uuid:" in a.rule]

    assert len(rules) >= 13
    for address in rules:
        path = re.sub(r"<uuid:(\w+)>", lambda found: named[found.group(1)], address.rule)
        form = {"csrf_token": token, **OFFICE, "role": "caseworker", "bekraeft": "ja"}
        data = form if address.methods == ("POST",) else None
        answer = stranger.client.open(path, method=address.methods[0], data=data)
        assert answer.status_code == 404, address
        assert own.client.open(path).status_code in (200, 405), address
