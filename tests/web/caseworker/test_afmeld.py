"""A caseworker looks at a deadline that ran out, and strikes off with the letter in sight, or not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from portal.actions.daily import follow
from portal.policy.facts import Aktoer, Beslutning, BeslutningArt
from portal.store.tables_case import Letter
from tests.actions.courses import with_the_jobcenter
from tests.actions.test_strike_off import late, late_with_the_jobcenter, on_paper, registrations
from tests.store.town import NOW, Town
from tests.web.caseworker.conftest import Desk, page_of

STRIKE = "Afmeld og send brevet"


@pytest.fixture
def database_kind() -> str:
    return "sqlite"


def test_from_the_persons_page_over_the_letter_to_struck_off(town: Town, desk: Desk) -> None:
    person = late(town)
    browser = desk()

    page = browser.open(page_of(town, person))
    assert "Fristen for at booke, fredag den 30. august 2024, er gået uden booking." in page.text
    form = page.follow("Tag stilling til afmelding")
    assert "Afmeldt fra og med mandag den 2. september 2024" in form.text
    assert "BAB § 28, stk. 1, nr. 4" in form.text
    assert "Du er afmeldt som jobsøgende" in form.text
    unchecked = form.press(STRIKE)
    assert (unchecked.status, unchecked.errors) == (
        422,
        ["Bekræft, at du har set efter, om der er noget, der undskylder."],
    )
    assert registrations(town, person)[0].til is None
    done = unchecked.press(STRIKE, tjekket="ja")

    assert "Personen er afmeldt fra og med mandag den 2. september 2024" in done.text
    assert registrations(town, person)[0].til == date(2024, 9, 1)
    assert town.count(Letter) == 1


def test_what_stands_in_the_way_is_said_and_nothing_can_be_sent(town: Town, desk: Desk) -> None:
    person = late(town, tider_fandtes=False)
    browser = desk()
    page = browser.open(page_of(town, person, "/afmeld"))

    assert "Personen kan ikke afmeldes for manglende booking" in page.text
    assert STRIKE not in page.text
    assert "Tag stilling til afmelding" not in browser.open(page_of(town, person)).text
    sent = [("tjekket", "ja"), ("frist", "2024-08-30")]
    assert browser.send("post", page_of(town, person, "/afmeld"), sent).status == 409
    assert browser.send("post", page_of(town, person, "/afmeld"), [("frist", "x")]).status == 422


def test_the_jobcenter_strikes_off_in_english_and_on_paper(town: Town, desk: Desk) -> None:
    person = late_with_the_jobcenter(town)
    on_paper(town, person)
    page = desk(town.jobcenter_worker, language="en").open(page_of(town, person, "/afmeld"))

    assert "Struck off from Saturday 31 August 2024" in page.text
    assert "The person gets the letter on paper." in page.text
    assert "Send klagen til os" in page.text


def test_nobody_elses_caseworker_finds_anything_here(town: Town, desk: Desk) -> None:
    person = late(town)
    stranger = town.database.write(lambda s: town.organisation(s, "a_kasse", "AK9", "En anden a-kasse"))
    browser = desk(town.worker_with_role("caseworker", stranger))

    assert browser.open(page_of(town, person, "/afmeld")).status == 404
    sent = [("tjekket", "ja"), ("frist", "2024-08-30")]
    assert browser.send("post", page_of(town, person, "/afmeld"), sent).status == 404


def test_what_happened_of_itself_stands_on_the_persons_page(town: Town, desk: Desk) -> None:
    revoked = Beslutning(BeslutningArt.FRATAGELSE, Aktoer.A_KASSE, date(2024, 7, 10))
    person = town.person(replace(with_the_jobcenter(date(2024, 6, 3)), beslutninger=(revoked,)))
    follow(town.database, NOW)
    page = desk(town.jobcenter_worker).open(page_of(town, person))

    assert "Jobcentret har ansvaret. A-kassens sidste dag var lørdag den 31. august 2024." in page.text
    assert "Fratagelse af selvbooking af onsdag den 10. juli 2024 er bortfaldet." in page.text
    assert "Ikke endnu" in page.text
