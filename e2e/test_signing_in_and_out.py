"""Who gets in, who does not and what they read, and that signing out is the end of it."""

from __future__ import annotations

from datetime import date

import pytest

from e2e.browser import DESKTOP_IN_DANISH, DESKTOP_IN_ENGLISH, PHONE_IN_DANISH, Trouble
from e2e.conftest import SitsDown
from e2e.demo import Demo
from e2e.journeys import Citizen
from portal.demo.cpr import cpr_of_nobody
from portal.demo.identity import SUBSTANTIAL

LOW = SUBSTANTIAL.replace("Substantial", "Low")
STRANGER = {
    "name": "Ukendt Person",
    "dk.cpr": cpr_of_nobody(date(1971, 5, 6), 7),
    "loa": SUBSTANTIAL,
    "idp": "mitid",
    "identity_type": "private",
}
PERSONAL = ("Det næste, du skal gøre", "Ledige tider", "Dine planlagte samtaler")


@pytest.mark.parametrize("seat", [PHONE_IN_DANISH, DESKTOP_IN_ENGLISH], ids=str)
def test_after_signing_out_the_back_button_shows_nothing_personal(citizen: Citizen) -> None:
    citizen.signs_in_as("Sara Kjeldsen")
    citizen.finds_a_time()
    citizen.signs_out()
    for _ in range(5):
        citizen.goes_back()
        citizen.does_not_see(*PERSONAL)
        assert not citizen.is_greeted_by_name


def test_a_copy_of_the_cookie_opens_nothing_after_signing_out(sits_down: SitsDown) -> None:
    citizen, thief = sits_down(DESKTOP_IN_DANISH), sits_down(DESKTOP_IN_DANISH)
    citizen.signs_in_as("Sara Kjeldsen")
    thief.page.context.add_cookies(citizen.page.context.cookies())
    thief.opens_min_plan()
    thief.sees_the_page("Min Plan")

    citizen.signs_out()
    for address in ("/min-plan", "/find-tid", "/a-kassen-med"):
        thief.opens(address)
        assert "/log-ind" in thief.page.url
        thief.does_not_see(*PERSONAL)
        assert not thief.is_greeted_by_name


def test_signing_out_in_one_tab_is_signing_out_in_all(citizen: Citizen) -> None:
    citizen.signs_in_as("Sara Kjeldsen")
    citizen.finds_a_time()
    citizen.opens_another_tab().goes_to_sign_out()
    citizen.chooses_a_time(1)
    citizen.sees("Log ind med MitID")
    citizen.does_not_see(*PERSONAL)


@pytest.mark.parametrize("seat", [PHONE_IN_DANISH, DESKTOP_IN_ENGLISH], ids=str)
def test_somebody_the_portal_does_not_know_reads_what_to_do(
    citizen: Citizen, demo: Demo, trouble: Trouble
) -> None:
    demo.know("stranger", STRANGER)
    trouble.expected.add(403)
    citizen.signs_in_as_somebody_else("stranger")
    citizen.sees_the_page("Vi kender dig ikke i Selvbooking")
    citizen.sees("Er du lige blevet ledig, så meld dig ledig på jobnet.dk først.")
    citizen.opens_min_plan()
    citizen.sees("Log ind med MitID")


def test_somebody_who_signs_in_at_too_low_a_level_of_assurance_reads_what_to_use_instead(
    citizen: Citizen, demo: Demo, trouble: Trouble
) -> None:
    demo.know("careless", {**STRANGER, "loa": LOW})
    trouble.expected.add(403)
    citizen.signs_in_as_somebody_else("careless")
    citizen.sees_the_page("Dit login er ikke sikkert nok")
    citizen.sees("Brug MitID-appen eller en MitID-kodeviser sammen med din adgangskode.")
    citizen.opens_min_plan()
    citizen.sees("Log ind med MitID")


def test_somebody_who_turns_back_at_the_provider_can_try_again(citizen: Citizen) -> None:
    citizen.opens("/")
    citizen.presses_link("Log ind med MitID")
    citizen.follows(citizen.page.get_by_role("button", name="Fortryd"))
    citizen.sees_the_page("Du er ikke logget ind")
    citizen.presses_link("Prøv igen")
    citizen.stands_in_for_mitid("Sara Kjeldsen")
    citizen.sees_the_page("Min Plan")


def test_who_asks_for_a_page_before_signing_in_comes_to_that_page(citizen: Citizen) -> None:
    citizen.opens("/find-tid?maade=video")
    citizen.follows(citizen.main.get_by_role("link", name="Sara Kjeldsen"))
    citizen.stands_in_for_mitid("Sara Kjeldsen")
    citizen.sees_the_page("Find en tid")
    assert all("video" in time.lower() for time in citizen.times)
