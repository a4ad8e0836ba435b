"""A caseworker looks at a deadline that ran out, and strikes off with the letter in sight, or not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select, update

from portal.actions.daily import follow
from portal.policy.facts import Aktoer, Beslutning, BeslutningArt
from portal.store.tables import Membership, Organisation
from portal.store.tables_case import Frist, Letter
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
    assert browser.open(page_of(town, person, "/frist")).follow("Tag stilling til afmelding").status == 200
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
    person = late(town)
    browser = desk()
    form = browser.open(page_of(town, person, "/afmeld"))
    assert form.press(STRIKE, frist="x", tjekket="ja").status == 422
    assert form.press(STRIKE, frist="2024-08-29", tjekket="ja").status == 409
    town.database.write(lambda session: session.execute(update(Frist).values(tider_fandtes=False)))

    refused = form.press(STRIKE, tjekket="ja")

    assert refused.status == 409
    assert "Personen kan ikke afmeldes for manglende booking" in refused.text
    assert STRIKE not in refused.text
    assert "Tag stilling til afmelding" not in browser.open(page_of(town, person)).text
    assert registrations(town, person)[0].til is None


def test_the_jobcenter_strikes_off_in_english_and_on_paper(town: Town, desk: Desk) -> None:
    person = late_with_the_jobcenter(town)
    on_paper(town, person)
    page = desk(town.jobcenter_worker, language="en").open(page_of(town, person, "/afmeld"))

    assert "Struck off from Saturday 31 August 2024" in page.text
    assert "The person gets the letter on paper." in page.text
    assert "Send klagen til os" in page.text


def test_nobody_elses_caseworker_finds_anything_here(town: Town, desk: Desk) -> None:
    person, own = late(town), desk().open
    form = own(page_of(town, late(town), "/afmeld"))
    stranger = town.database.write(lambda s: town.organisation(s, "a_kasse", "AK9", "En anden a-kasse"))

    assert (
        desk(town.worker_with_role("caseworker", stranger)).open(page_of(town, person, "/afmeld")).status
        == 404
    )
    leave(town)
    assert form.press(STRIKE, tjekket="ja").status == 404


def leave(town: Town) -> None:
    """Everybody has been in another a-kasse for a week."""
    other = select(Organisation.id).where(Organisation.code == "AK9").scalar_subquery()
    own = Membership.organisation_id == town.a_kasse
    town.database.write(lambda s: s.execute(update(Membership).where(own).values(organisation_id=other)))


def test_what_happened_of_itself_stands_on_the_persons_page(town: Town, desk: Desk) -> None:
    revoked = Beslutning(BeslutningArt.FRATAGELSE, Aktoer.A_KASSE, date(2024, 7, 10))
    person = town.person(replace(with_the_jobcenter(date(2024, 6, 3)), beslutninger=(revoked,)))
    follow(town.database, NOW)
    page = desk(town.jobcenter_worker).open(page_of(town, person))

    assert "Jobcentret har ansvaret. A-kassens sidste dag var lørdag den 31. august 2024." in page.text
    assert "Fratagelse af selvbooking af onsdag den 10. juli 2024 er bortfaldet." in page.text
    assert "Ikke endnu" in page.text
