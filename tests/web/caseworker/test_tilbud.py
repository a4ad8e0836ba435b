"""An offer on its way through the pages: the a-kasse, the citizen, the jobcenter, and back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from flask.testing import FlaskClient

from portal.policy import facts as f
from tests.actions.courses import in_the_a_kasse, with_the_jobcenter
from tests.store.town import NOW, Town
from tests.web.caseworker.conftest import Desk, page_of
from tests.web.citizen.browser import Browser

OFFER = {
    "indsats": "Virksomhedspraktik",
    "hvad": "Praktik i en boghandel",
    "hvor": "Boghandelen",
    "starter": "2024-09-16",
    "hvorfor": "Du kan vise, hvad du kan.",
}


@pytest.fixture
def database_kind() -> str:
    return "sqlite"


def test_an_offer_is_recommended_agreed_on_refused_and_read_by_all_three(
    town: Town, desk: Desk, signed_in_client: Callable[[int], FlaskClient]
) -> None:
    person = town.person(in_the_a_kasse())
    a_kasse, citizen = desk(), Browser(signed_in_client(person), person)
    page = a_kasse.open(page_of(town, person)).follow("Indstil til et tilbud, eller se indstillingerne")
    form = page.follow("Fælles indstilling")
    empty = form.press("Spørg personen", starter="i morgen")
    assert (empty.status, len(empty.errors)) == (422, 5)
    late = empty.press("Spørg personen", **OFFER | {"starter": "2025-06-01"})
    assert late.errors[0].startswith("Tilbuddet begynder søndag den 1. juni 2025.")
    written = late.press("Spørg personen", starter="2024-09-16")
    assert "Status: Venter på personens svar" in written.text

    plan = citizen.open("/min-plan")
    assert "A-kassen vil bede jobcentret om et tilbud til dig. Er du enig?" in plan.text
    agreed = plan.follow("Svar ja eller nej").press("Ja, jeg er enig")
    assert "Jobcentret har den og afgør, om du får et tilbud." in agreed.text

    jobcenter = desk(town.jobcenter_worker)
    assert "1 Tilbud, I skal afgøre" in jobcenter.open("/sagsbehandler").text
    inbox = jobcenter.open("/sagsbehandler").follow("1 Tilbud, I skal afgøre")
    assert "Fælles indstilling" in inbox.section("Venter på jer")
    waiting = inbox.follow("Fælles indstilling")
    assert waiting.value("hvad") == "Praktik i en boghandel"
    assert waiting.press("Afgør og send brevet").errors == ["Vælg ja eller nej."]
    without = waiting.press("Afgør og send brevet", svaret="nej")
    assert [error.split(" (")[0] for error in without.errors] == [
        "Begrundelsen mangler",
        "Personen skal kende det, afgørelsen bygger på, eller være hørt om det",
    ]
    done = without.press("Afgør og send brevet", begrundelse="Der er ingen plads.", hoert="ja")
    assert "Status: Afslået" in done.text

    news = a_kasse.open("/sagsbehandler").follow("1 Nye svar fra jobcentret om tilbud")
    assert "Nyt svar: Afslået" in news.section("Nye svar")
    assert "Der er ingen plads." in news.follow("Fælles indstilling").section("Jobcentrets begrundelse")
    assert "0 Nye svar fra jobcentret om tilbud" in a_kasse.open("/sagsbehandler").text
    answer = citizen.open("/min-plan").follow("Se svaret")
    assert "Der er ingen plads." in answer.text
    assert "Nyt svar" in answer.text
    assert "Ankestyrelsen" in answer.follow("Læs afgørelsen, og se, hvordan du klager").text
    assert "Nyt svar" not in citizen.open("/indstillinger").text


def test_who_says_no_is_shown_the_way_to_the_jobcenter_and_nothing_is_sent(
    town: Town, desk: Desk, signed_in_client: Callable[[int], FlaskClient]
) -> None:
    person = town.person(in_the_a_kasse())
    a_kasse, citizen = desk(), Browser(signed_in_client(person), person)
    written = a_kasse.open(page_of(town, person, "/tilbud/ny")).press("Spørg personen", **OFFER)
    below = written.address.removeprefix(page_of(town, person))
    assert desk(town.jobcenter_worker).client.get(page_of(town, person, below)).status_code == 404

    tab = citizen.open("/indstillinger")
    no = tab.press("Nej, jeg er ikke enig")
    assert "Vil du have et tilbud, kan du selv bede jobcentret om det: Jobcenter København." in no.text
    late = tab.press("Ja, jeg er enig")
    assert late.status == 409
    assert "Den er allerede besvaret" in late.text
    assert "Personen er ikke enig" in a_kasse.open(page_of(town, person, "/tilbud")).text
    assert "Der er ikke noget nyt til jer." in desk(town.jobcenter_worker).open("/sagsbehandler/dialog").text


def test_the_offer_after_a_kontrolaktion_stands_on_the_work_list_until_the_jobcenter_is_asked(
    town: Town, desk: Desk
) -> None:
    first = replace(
        in_the_a_kasse().samtaler[0],
        art=f.SamtaleArt.KONTROLSAMTALE,
        start=NOW - timedelta(days=20),
        noegle=1,
    )
    course = replace(in_the_a_kasse(), kontrol=f.Kontrol(date(2024, 8, 12), False), samtaler=(first,))
    person, a_kasse = town.person(course), desk()

    listed = a_kasse.open("/sagsbehandler").follow("1 Tilbud efter kontrolaktion")
    assert "27. aug. 2024, overskredet" in listed.text
    asked = listed.follow("Bed om tilbud").press("Send anmodningen", hvorfor="Efter en kontrolaktion.")

    assert "Status: Hos jobcentret" in asked.text
    assert "0 Tilbud efter kontrolaktion" in a_kasse.open("/sagsbehandler").text
    jobcenter = desk(town.jobcenter_worker)
    waiting = jobcenter.open("/sagsbehandler/dialog").follow("Anmodning efter kontrolaktion")
    assert waiting.options("svaret") == []
    given = waiting.press("Afgør og send brevet", **OFFER, hoert="ja")
    assert "Status: Bevilget" in given.text
    assert "Praktik i en boghandel" in jobcenter.open(page_of(town, person)).text


def test_who_is_with_the_jobcenter_is_not_recommended_by_the_a_kasse(town: Town, desk: Desk) -> None:
    person = town.person(with_the_jobcenter())

    for worker in (town.a_kasse_worker, town.jobcenter_worker):
        assert (
            "I kan ikke skrive til jobcentret" in desk(worker).open(page_of(town, person, "/tilbud/ny")).text
        )
    assert "Skriv til jobcentret" not in desk().open(page_of(town, person, "/tilbud")).text
