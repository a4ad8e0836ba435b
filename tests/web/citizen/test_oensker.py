"""A person asks for something, sees that it waits, and reads the answer with its reasons."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from portal.policy.facts import Aktoer, Beslutning, BeslutningArt, Facts, Frist
from tests.actions.courses import in_the_a_kasse, new_in_the_a_kasse
from tests.actions.test_requests import answer, asked, exempt, wishes
from tests.policy.test_fritagelse import OFF
from tests.store.town import TEN, Town
from tests.web.citizen.browser import Browser, Page
from tests.web.citizen.conftest import Visit

ASK = "Bed om tolk, særlige lokaler, fritagelse eller en samtale"
GRANTED = (Beslutning(BeslutningArt.FRITAGELSE, Aktoer.A_KASSE, date(2024, 8, 20)),)


@pytest.fixture
def database_kind() -> str:
    return "sqlite"


def exempted() -> Facts:
    return replace(in_the_a_kasse(), beslutninger=GRANTED)


def ask_for(browser: Browser, what: str) -> Page:
    return browser.open("/min-plan").follow(ASK).follow(what)


def test_an_interpreter_is_asked_for_answered_and_the_answer_is_new_until_it_is_seen(
    visit: Visit, town: Town
) -> None:
    browser = visit(in_the_a_kasse())
    form = ask_for(browser, "Tolk til dine samtaler")
    assert "A-kassen svarer dig så hurtigt som muligt." in form.text

    empty = form.press("Send")
    assert (empty.status, empty.errors) == (
        422,
        ["Skriv, hvilket sprog der skal tolkes til.", "Vælg ja eller nej."],
    )
    kept = empty.press("Send", ord="Helst en kvinde").press("Send", sprog="Arabisk", booker_selv="Nej")

    assert kept.address == "/oensker"
    assert "Dit ønske er sendt." in kept.text
    assert "Tolk til dine samtaler Venter på svar" in kept.text
    assert "Arabisk" in kept.text
    assert "Helst en kvinde" in kept.text
    assert "Tolk til dine samtaler" not in kept.links()

    (wish,) = wishes(town, browser.person)
    answer(town, browser.person, wish.public_id, fritag=True, begrundelse="Tolken er bestilt fra nu af.")
    seen = browser.open("/min-plan")
    assert "Du har fået svar på 1 ønske." in seen.text
    listed = seen.follow("Se svaret")
    assert "Tolk til dine samtaler Ja Nyt svar" in listed.text
    assert "Ja, der kommer en tolk til dine samtaler." in listed.text
    assert "Tolken er bestilt fra nu af." in listed.text
    assert "Svar fra Anna, A-kassen, 2. september 2024" in listed.text
    assert "BAB § 45, stk. 2" in listed.links()
    assert listed.follow("Læs afgørelsen").h1 == "Du er fritaget for selv at booke jobsamtaler"
    assert "Nyt svar" not in browser.open("/oensker").text
    assert "fået svar" not in browser.open("/min-plan").text


def test_a_refusal_is_read_with_its_reasons(visit: Visit, town: Town) -> None:
    browser = visit(in_the_a_kasse())
    form = ask_for(browser, "At blive fritaget for selv at booke")
    form.press("Send", grund="Meget ringe it-kundskaber", ord="Ingen computer")
    (wish,) = wishes(town, browser.person)
    answer(town, browser.person, wish.public_id, ja=False, begrundelse="Du har booket før.")

    page = browser.open("/oensker")

    assert "Nej, du er ikke fritaget. Du skal stadig selv booke." in page.text
    assert "Du har booket før." in page.text
    assert "hvem du kan klage til" in page.follow("Læs afgørelsen").text
    assert "At blive fritaget for selv at booke" in page.links()


def test_the_form_is_kept_as_it_was_typed_and_says_what_is_missing(visit: Visit) -> None:
    browser = visit(in_the_a_kasse())
    form = ask_for(browser, "Adgang, teleslynge eller andet i lokalet")

    wrong = form.press("Send", grund="Andet", booker_selv="Ja")
    assert (wrong.status, wrong.errors) == (422, ["Skriv, hvad der er brug for."])
    long = wrong.press("Send", ord="x" * 1001)
    assert long.errors == ["Skriv højst 1000 tegn. Nu er der 1001."]
    assert (long.value("grund"), long.value("booker_selv"), long.value("ord")) == ("andet", "ja", "x" * 1001)
    assert browser.open("/oensker").text.count("Venter på svar") == 0
    assert long.press("Send", ord="En stol med armlæn").address == "/oensker"


def test_what_waits_is_not_asked_for_twice_and_is_taken_back(visit: Visit, town: Town) -> None:
    browser = visit(in_the_a_kasse())
    asked(town, browser.person)
    assert "Du har allerede bedt om det" in browser.open("/oensker/nyt?art=tolk").text

    page = browser.open("/oensker").press("Tag ønsket tilbage")

    assert "Taget tilbage" in page.text
    assert "Tolk til dine samtaler" in page.links()
    other = visit(in_the_a_kasse())
    theirs = asked(town, other.person)
    page = browser.open("/oensker")
    csrf = browser.open("/oensker/nyt?art=tolk").value("csrf_token") or ""
    gone = browser.client.post(f"/oensker/{theirs}/tag-tilbage", data={"csrf_token": csrf})
    assert gone.status_code == 404


def test_who_is_exempt_reads_that_they_may_book_and_can_ask_not_to_be(visit: Visit, town: Town) -> None:
    browser = visit(exempted())
    town.slot(TEN)

    plan = browser.open("/min-plan")

    assert "Du er fritaget for pligten til selv at booke, men du må stadig gerne." in plan.text
    assert "Find en tid" in plan.links()
    assert "Du bliver indkaldt til dine samtaler. Du må stadig gerne selv booke." in plan.text
    assert "Vil du hellere booke selv" not in plan.text
    assert "Vælg den tid" in browser.open("/find-tid").links()
    form = plan.follow("Vil du ikke længere være fritaget?")
    assert "At blive fritaget for selv at booke" not in browser.open("/oensker").links()
    form.press("Send")
    (wish,) = wishes(town, browser.person)
    assert wish.art.value == "booke_selv"
    assert exempt(town, browser.person) == [("a_kasse", None)]


def test_who_is_exempt_is_told_of_no_deadline(visit: Visit, town: Town) -> None:
    deadline = Frist(Aktoer.A_KASSE, date(2024, 8, 30), date(2024, 9, 12), vejledt=True)
    bound = replace(in_the_a_kasse(), frister=(deadline,))
    town.slot(TEN)

    assert "Frist for at booke en samtale" in visit(bound).open("/min-plan").text
    page = visit(replace(bound, beslutninger=GRANTED)).open("/min-plan")

    assert "Frist for at booke" not in page.text
    assert "Vent på indkaldelsen" in page.text


def test_before_the_first_meeting_nothing_is_said_of_booking_to_who_is_exempt(visit: Visit) -> None:
    browser = visit(replace(new_in_the_a_kasse(date(2024, 8, 26)), beslutninger=GRANTED))

    page = browser.open("/min-plan")

    assert "Du er fritaget for selv at booke. Hører du ikke noget, så kontakt A-kassen." in page.text


def test_a_meeting_is_asked_for_and_can_be_booked_at_once(visit: Visit, town: Town) -> None:
    browser = visit(in_the_a_kasse())
    town.slot(TEN)

    form = ask_for(browser, "En samtale")

    assert "Du kan selv booke en tid med det samme." in form.text
    assert form.follow("Find en tid").address == "/find-tid"
    assert "En samtale Venter på svar" in form.press("Send", ord="Om mit job").text


def test_while_nobody_is_responsible_nothing_can_be_asked_for(visit: Visit) -> None:
    browser = visit(replace(in_the_a_kasse(), tilmeldinger=OFF))

    page = browser.open("/oensker")

    assert "LAB § 27" in page.links()
    assert "Tolk til dine samtaler" not in page.links()
    assert browser.open("/oensker/nyt?art=tolk").status == 200
    assert browser.open("/oensker/nyt?art=noget").address == "/oensker"


def test_in_english(visit: Visit, town: Town) -> None:
    browser = visit(in_the_a_kasse(), language="en")
    asked(town, browser.person)

    page = browser.open("/oensker")

    assert page.h1 == "Requests and answers"
    assert "An interpreter for your meetings Waiting for an answer" in page.text
    assert browser.open("/oensker/nyt?art=fritagelse").options("grund")[0] == "Very weak IT skills"
