"""A caseworker answers what a person asks for, writes it down for them, and lifts an exemption."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from portal.actions.ask_for import Wish
from portal.policy.anmodning import OenskeArt
from portal.policy.facts import Aktoer, Beslutning, BeslutningArt
from tests.actions.courses import in_the_a_kasse, with_the_jobcenter
from tests.actions.test_requests import EXEMPTION, answer, asked, exempt, wishes
from tests.policy.test_fritagelse import after_six_months
from tests.store.town import TEN, Town
from tests.web.caseworker.conftest import Desk, page_of


@pytest.fixture
def database_kind() -> str:
    return "sqlite"


def test_a_wish_is_found_on_the_persons_page_answered_and_then_stands_beside_every_meeting(
    town: Town, desk: Desk
) -> None:
    person = town.person(in_the_a_kasse())
    asked(town, person, Wish(OenskeArt.TOLK, sprog="Arabisk", booker_selv=False))
    browser = desk()

    page = browser.open(page_of(town, person))
    assert "Tolk: Arabisk (ikke besvaret)" in page.text
    form = page.follow("Tolk")
    assert "Har ventet 0 dage, siden mandag den 2. september 2024." in form.text
    assert "AKS § 22" in form.links()
    assert "Vil selv booke Nej, vil hellere indkaldes" in form.text
    unanswered = form.press("Send svaret")
    assert (unanswered.status, unanswered.errors) == (422, ["Vælg ja eller nej."])
    without = unanswered.press("Send svaret", svaret="nej")
    assert without.errors[0].startswith("Begrundelsen mangler (AKS § 23)")

    done = without.press("Send svaret", svaret="ja", fritag="ja")

    assert "Svaret af Anna, A-kassen" in done.text
    assert exempt(town, person) == [("a_kasse", None)]
    after = browser.open(page_of(town, person))
    assert "Tolk: Arabisk (bestilt)" in after.text
    assert "fra mandag den 2. september 2024 fritaget for selv at booke" in after.text
    assert "Fritaget for selvbooking (BAB § 45) Anna 2. sep. 2024 Gælder" in after.text


def test_what_the_person_needs_stands_wherever_a_meeting_is_prepared(town: Town, desk: Desk) -> None:
    person = town.person(in_the_a_kasse())
    asked(town, person, Wish(OenskeArt.TOLK, sprog="Arabisk"))
    loop = asked(town, person, Wish(OenskeArt.TILGAENGELIGHED, grund="teleslynge"))
    answer(town, person, loop, ja=False, begrundelse="Der er ingen.")
    meeting = town.book(person, town.slot(TEN))
    browser = desk()

    for below in ("", f"/samtale/{meeting.public_id}", "/book", "/indkald"):
        page = browser.open(page_of(town, person, below))
        assert "Tolk: Arabisk (ikke besvaret)" in page.text, below
        assert "Teleslynge (ikke muligt)" in page.text, below
    assert "Personligt møde Tolk eller særlige lokaler" in browser.open("/sagsbehandler").text


def test_an_exemption_is_refused_with_reasons_and_a_hearing_where_others_have_told(
    town: Town, desk: Desk
) -> None:
    person = town.person(in_the_a_kasse())
    oenske = asked(town, person, EXEMPTION, datetime(2024, 8, 20, 8, tzinfo=UTC))
    form = desk().open(page_of(town, person, f"/oensker/{oenske}"))
    assert "Jeg har ingen computer." in form.text

    wrong = form.press(
        "Send svaret", svaret="nej", begrundelse="Du har booket før.", bygger_paa="Også på andet"
    )
    assert wrong.status == 422
    assert [error.split(" (")[0] for error in wrong.errors] == [
        "Personen er ikke hørt: mindst 7 dage til at svare, og et svar eller en frist, der er gået"
    ] * 2
    short = wrong.press("Send svaret", sendt="2024-08-28", hoeringsfrist="2024-09-01")
    assert short.errors[0].startswith("Personen fik kun 4 dage")
    assert short.value("begrundelse") == "Du har booket før."
    early = short.press("Send svaret", sendt="2024-08-19", hoeringsfrist="2024-08-28")
    assert "men det, der skal afgøres, er først fra tirsdag den 20. august 2024" in early.errors[0]
    done = early.press("Send svaret", sendt="2024-08-20", hoeringsfrist="2024-08-28")

    assert "Status Nej" in done.text
    assert "Du har booket før." in done.text
    assert exempt(town, person) == []


def test_a_meeting_that_has_to_be_given_cannot_be_refused(town: Town, desk: Desk) -> None:
    person = town.person(after_six_months())
    oenske = asked(town, person, Wish(OenskeArt.SAMTALE, ord="Om mit job"))

    form = desk(town.jobcenter_worker).open(page_of(town, person, f"/oensker/{oenske}"))
    refused = form.press("Send svaret", svaret="nej", begrundelse="Ikke nu")

    assert "Personen har ret til samtalen." in form.text
    assert form.options("svaret") == ["Ja, personen får en samtale"]
    assert refused.status == 422
    assert refused.errors[0].startswith(
        "Personen har ret til samtalen, når personen beder om den (LAB § 32, stk. 1)"
    )
    assert "Status Ja" in refused.press("Send svaret", svaret="ja", begrundelse="Vi indkalder dig.").text


def test_what_is_asked_on_the_phone_is_written_down_and_answered(town: Town, desk: Desk) -> None:
    person = town.person(in_the_a_kasse())
    listed = desk().open(page_of(town, person)).follow("Alle ønsker og svar")
    assert "Personen har ikke bedt om noget." in listed.text

    form = listed.follow("Fritagelse for selvbooking")
    empty = form.press("Notér ønsket")
    assert (empty.status, empty.errors) == (422, ["Vælg en af mulighederne."])
    noted = empty.press("Notér ønsket", grund="Meget ringe it-kundskaber", ord="Ringede i dag")

    assert "Noteret af en sagsbehandler Ja" in noted.text
    granted = noted.press("Send svaret", svaret="ja", grund="Meget ringe it-kundskaber")
    assert "Status Ja" in granted.text
    assert exempt(town, person) == [("a_kasse", None)]
    assert wishes(town, person)[0].noted_by == town.a_kasse_worker


def test_an_exemption_is_lifted_on_its_page_by_whoever_holds_the_course_now(town: Town, desk: Desk) -> None:
    granted = Beslutning(BeslutningArt.FRITAGELSE, Aktoer.A_KASSE, date(2024, 5, 20))
    person = town.person(replace(with_the_jobcenter(), beslutninger=(granted,)))
    oenske = asked(town, person, Wish(OenskeArt.BOOKE_SELV))
    browser = desk(town.jobcenter_worker)

    page = browser.open(page_of(town, person, f"/oensker/{oenske}")).follow("Tag stilling til fritagelsen")
    assert "Personen har bedt om selv at booke igen." in page.text
    empty = page.press("Ophæv fritagelsen og send brevet")
    assert (empty.status, [e.split(" (")[0] for e in empty.errors]) == (422, ["Begrundelsen mangler"])
    against = empty.press("Ophæv fritagelsen og send brevet", ophoer="Grunden", begrundelse="Du har lært it.")
    assert against.errors == ["Vælg, hvad afgørelsen bygger på."]

    done = against.press(
        "Ophæv fritagelsen og send brevet",
        ophoer="Personen vil selv booke igen",
        begrundelse="Du bad om det.",
    )

    assert done.address == page_of(town, person)
    assert exempt(town, person) == [("a_kasse", date(2024, 9, 2))]
    assert "Personen er ikke fritaget" in browser.open(page_of(town, person, "/fritagelse")).text
    assert [wish.granted for wish in wishes(town, person)] == [True]


def test_whoever_does_not_hold_the_course_sees_no_wish_and_a_need_only_beside_a_meeting(
    town: Town, desk: Desk
) -> None:
    person = town.person(with_the_jobcenter())
    oenske = asked(town, person, Wish(OenskeArt.TOLK, sprog="Arabisk"))
    browser = desk()

    for below in ("/oensker", f"/oensker/{oenske}", "/fritagelse", "/frist", "/oensker/nyt?art=tolk"):
        assert browser.client.get(page_of(town, person, below)).status_code == 404
    assert "Arabisk" not in browser.open(page_of(town, person)).text
    town.book(person, town.joint_slot(TEN))
    assert "Tolk: Arabisk" in browser.open(page_of(town, person)).text


def test_in_english(town: Town, desk: Desk) -> None:
    person = town.person(in_the_a_kasse())
    oenske = asked(town, person, EXEMPTION)
    browser = desk(language="en")

    form = browser.open(page_of(town, person, f"/oensker/{oenske}"))

    assert form.h1 == "Exemption from self-booking (BAB § 45)"
    assert form.press("Send the answer").errors == ["Choose yes or no."]
    assert browser.open(page_of(town, person, "/fritagelse")).text.endswith("Back to the citizen")
