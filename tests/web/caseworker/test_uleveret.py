"""What could not be delivered stands on the front page, in a list, and on a page that asks what to do."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from portal.delivery.channel import Undeliverable
from portal.store.tables_case import Audit
from tests.actions.courses import in_the_a_kasse
from tests.delivery.outbox import Receiver, drain, rows, write
from tests.store.town import NOW, Town
from tests.web.caseworker.conftest import Desk, page_of
from tests.web.caseworker.test_export import read
from tests.web.caseworker.test_lists import named

HOME = "/sagsbehandler"
LIST = "/sagsbehandler/uleveret"
LOGGED = ("see_undelivered", "print_list", "export_list")


@pytest.fixture
def database_kind() -> str:
    return "sqlite"


def test_the_front_page_leads_to_the_list_and_that_to_the_acts(town: Town, desk: Desk) -> None:
    person = town.person(in_the_a_kasse())
    payload = {"holder": "a_kasse", "organisation": "AK1"}
    letter = write(town.database, person, payload=payload)
    mail = write(town.database, person, "mail", topic="mail.send", payload=payload)
    refused = {letter: [Undeliverable("no_cvr")], mail: [Undeliverable("smtp_550")]}
    post = Receiver(refused)
    drain(town.database, {"post": post, "mail": post}, NOW)
    browser = desk()

    home = browser.open(HOME)
    assert "Det skal I gøre noget ved nu" not in home.text
    listed = home.follow("2 Kunne ikke leveres")
    assert listed.address == LIST
    assert listed.links()["Kim Jensen"] == page_of(town, person)
    for words in ("Et brev", "Jeres CVR-nummer mangler", "En mail", "afviste beskeden (smtp_550)"):
        assert words in listed.text

    page = browser.open(f"{LIST}/{mail}")
    assert page.options("hvad") == ["Prøv at sende igen", "Luk uden at sende"]
    assert page.press("Gem").errors == ["Vælg, hvad der skal ske."]
    silent = page.press("Gem", hvad="luk")
    assert silent.errors == ["Skriv, hvorfor beskeden ikke skal sendes."]
    assert silent.value("hvad") == "luk"
    assert "kan ikke" not in page.press("Gem", hvad="luk", kommentar="Forkert adresse").text

    page = listed.follow("Tag stilling Kim Jensen: Et brev")
    assert page.options("hvad") == ["Prøv at sende igen", "Send brevet på papir", "Luk uden at sende"]
    assert page.press("Gem", hvad="igen").text.endswith("Alt, hvad I har sendt, er leveret eller på vej.")
    assert [row.settled_how for row in rows(town.database)] == [None, "closed"]
    assert browser.open(f"{LIST}/{mail}").status == 404


def test_the_list_is_printed_and_taken_as_a_file_and_both_are_kept(town: Town, desk: Desk) -> None:
    browser = desk()
    assert "Hent som CSV-fil" not in browser.open(LIST).links()
    person = named(in_the_a_kasse(), town, "=1+1")
    payload = {"holder": "a_kasse", "organisation": "AK1"}
    lost = write(town.database, person, payload=payload)
    drain(town.database, {"post": Receiver({lost: [Undeliverable("no_cvr")]})}, NOW, {}, {})
    for _again in range(2):
        listed = browser.open(LIST)

    printed = listed.follow("Vis til udskrift")
    assert "Jeres CVR-nummer mangler" in printed.text
    for pressed in ("Handling", "Tag stilling", "Hent som CSV-fil"):
        assert pressed not in printed.text
    head, line = read(browser.client.get(listed.links()["Hent som CSV-fil"]).get_data(as_text=True))
    assert head == ["Borger", "Hvad", "Hvorfor", "Opgivet"]
    assert line[:2] == ["'=1+1", "Et brev"]
    assert line[3].endswith("2. sep. 2024 kl. 10.00")
    head, line = read(desk(language="en").client.get(f"{LIST}.csv").get_data(as_text=True))
    assert (head[0], line[:2]) == ("Citizen", ["'=1+1", "A letter"])

    kept = select(Audit.action, Audit.person_id, Audit.details).where(Audit.action.in_(LOGGED))
    told = {"liste": "uleveret", "antal": 1}
    assert town.database.read(lambda s: [tuple(row) for row in s.execute(kept.order_by(Audit.id))]) == [
        ("see_undelivered", person, None),
        ("print_list", None, told),
        ("print_list", person, None),
        ("export_list", None, told),
        ("export_list", person, None),
        ("export_list", None, told),
    ]


def test_everybody_is_told_that_nothing_is_sent_and_leaders_what_to_do(town: Town, desk: Desk) -> None:
    leader, worker = desk(town.worker_with_role("team_leader")), desk()
    write(town.database, None, "post", NOW - timedelta(hours=1))  # not set up: it waits for that
    write(town.database, None, "inside", NOW - timedelta(minutes=15))
    for browser in (leader, worker):
        assert "bliver ikke sendt" not in browser.open(HOME).text

    write(town.database, None, "inside", NOW - timedelta(minutes=16))
    told = "Breve og beskeder bliver ikke sendt, det ældste siden man. 2. sep. 2024 kl. 09.44."
    assert f"{told} Sig det til jeres it-drift." in leader.open(HOME).text
    plainly = worker.open(HOME).text
    assert f"{told} De kommer af sted, når det virker igen. Ring selv til borgeren" in plainly
    assert "Det skal I gøre noget ved nu" not in plainly

    person = town.person(in_the_a_kasse())
    lost = write(town.database, person, payload={"holder": "a_kasse", "organisation": "AK1"})
    drain(town.database, {"post": Receiver({lost: [Undeliverable("no_address")]})}, NOW, {}, {})
    home = leader.open(HOME)
    assert "1 besked: Kunne ikke leveres. Vælg, hvad der skal ske." in home.text
    assert home.links()["1 besked"] == LIST


def test_what_is_no_organisations_own_is_on_the_administrators_lists_and_names_nobody(
    town: Town, desk: Desk
) -> None:
    nobodys = write(town.database, town.person(in_the_a_kasse()), topic="authority.notice")
    drain(town.database, {"post": Receiver({nobodys: [Undeliverable("no_address")]})}, NOW, {}, {})
    assert rows(town.database)[0].organisation_id is None
    administrators = [
        desk(town.worker_with_role("administrator")),
        desk(town.worker_with_role("administrator", town.jobcenter)),
    ]

    for browser in administrators:
        listed = browser.open(HOME).follow("1 Kunne ikke leveres")
        assert "En underretning til en anden myndighed" in listed.text
        assert "Kim Jensen" not in listed.text
    for browser in (desk(), desk(town.worker_with_role("team_leader"))):
        assert "0 Kunne ikke leveres" in browser.open(HOME).text
        assert browser.open(f"{LIST}/{nobodys}").status == 404

    page = listed.follow("Tag stilling En underretning til en anden myndighed")
    page.press("Gem", hvad="luk", kommentar="Ingen skal have den")
    assert "0 Kunne ikke leveres" in administrators[0].open(HOME).text
