"""The person's letters: found wherever booking was offered, read as a page or a PDF, new until opened."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select, update

from portal.actions.letter_arrived import letter_arrived
from portal.actions.lift_fratagelse import LiftFratagelse, lift_fratagelse
from portal.actions.print_letter import print_letter
from portal.store import beslutninger, letters
from portal.store.tables import Person
from portal.store.tables_case import Audit
from tests.actions.courses import in_the_a_kasse
from tests.actions.test_revoke_selvbooking import REASONS, booked, public_id, revoke
from tests.store.town import NOW, TEN, Town
from tests.web.citizen.browser import Browser
from tests.web.citizen.conftest import Visit
from tests.wording.pdf_text import opened, words


@pytest.fixture
def viktor(visit: Visit, town: Town) -> Browser:
    """Somebody whose right to book was revoked this morning."""
    browser = visit(booked(in_the_a_kasse()))
    revoke(town, browser.person)
    return browser


def letter_of(town: Town, person: int) -> str:
    return f"/breve/{town.database.read(lambda s: letters.of_person(s, person))[0].public_id}"


def test_wherever_booking_was_offered_the_decision_and_its_letter_are_there(
    viktor: Browser, town: Town
) -> None:
    town.slot()
    plan = viktor.open("/min-plan")
    assert "Du har 1 ulæst brev." in plan.text
    assert "Book en samtale" not in plan.links()
    search = viktor.open("/find-tid")
    assert "ikke selv kan booke samtaler" in search.text

    for letter in (plan.follow("Se sagen").follow("Læs brevet"), search.follow("Læs afgørelsen")):
        assert letter.h1 == "Du kan ikke længere selv booke jobsamtaler"
        assert "Du har booket fire i samme uge." in letter.text


def test_a_letter_is_new_until_it_is_opened(viktor: Browser, town: Town) -> None:
    listed = viktor.open("/min-plan").follow("Gå til dine breve")
    assert "Afgørelse: Du kan ikke selv booke Ulæst A-kassen, 2. september 2024" in listed.text

    listed.follow("Afgørelse: Du kan ikke selv booke")

    assert "Ulæst" not in viktor.open("/breve").text
    plan = viktor.open("/min-plan")
    assert "ulæst" not in plan.text
    assert plan.follow("Dine breve").h1 == "Breve"
    rows = town.database.read(lambda s: s.scalars(select(Audit).where(Audit.action == "read_letter")).all())
    assert [(row.actor_kind, row.person_id) for row in rows] == [("citizen", viktor.person)]


def test_the_file_is_the_letter_and_opening_it_is_reading_it(viktor: Browser, town: Town) -> None:
    address = letter_of(town, viktor.person)

    file = viktor.client.get(f"{address}/pdf")

    assert file.mimetype == "application/pdf"
    assert file.headers["Content-Disposition"] == 'attachment; filename="brev-2024-09-02.pdf"'
    assert file.headers["Cache-Control"] == "no-store"
    assert "".join(REASONS.split()) in words(opened(file.data))
    assert town.database.read(lambda s: letters.count(s, viktor.person)) == (1, 0)


def test_somebody_elses_letter_is_not_there(viktor: Browser, town: Town, visit: Visit) -> None:
    address = letter_of(town, viktor.person)
    other = visit(in_the_a_kasse())

    for path in (address, f"{address}/pdf", f"/breve/{uuid4()}"):
        assert other.client.get(path).status_code == 404
    assert town.database.read(lambda s: letters.count(s, viktor.person)) == (1, 1)
    assert other.open("/breve").text == "Tilbage Breve Du har ingen breve her."


def test_who_has_no_letter_on_it_is_led_to_the_list(visit: Visit) -> None:
    assert visit(in_the_a_kasse()).open("/breve/selvbooking").address == "/breve"


def test_given_back_the_person_has_a_letter_and_books_at_once(viktor: Browser, town: Town) -> None:
    town.slot(TEN + timedelta(days=1))
    lift_fratagelse(
        LiftFratagelse(town.a_kasse_worker, public_id(town, viktor.person), "Aftalt på ny."),
        town.database,
        NOW,
    )

    listed = viktor.open("/breve")

    assert listed.text.count("Ulæst") == 2
    assert "Aftalt på ny." in listed.follow("Afgørelse: Du kan selv booke igen").text
    search = viktor.open("/find-tid")
    assert "ikke selv kan booke" not in search.text
    assert "Vælg den tid" in search.links()


def test_in_english_the_page_says_that_the_danish_letter_counts(visit: Visit, town: Town) -> None:
    browser = visit(booked(in_the_a_kasse()), language="en")
    revoke(town, browser.person)

    page = browser.open(letter_of(town, browser.person))

    assert "it is the Danish text that counts" in page.text
    assert "In short: You cannot book job meetings yourself." in page.text
    assert "Vores begrundelse" in page.text
    assert browser.client.get(letter_of(town, browser.person)).text.count('lang="da"') >= 2


def test_the_last_day_to_complain_counts_from_the_day_the_letter_was_in_digital_post(
    viktor: Browser, town: Town
) -> None:
    address = letter_of(town, viktor.person)
    assert "Du kan klage til og med" not in viktor.open(address).text

    found = UUID(address.rpartition("/")[2])
    home = update(Person).values(street="Gaden 1", postcode="1620", city="København V")
    town.database.write(lambda s: s.execute(home))
    assert town.database.write(lambda s: print_letter(s, found, NOW))
    on_paper = "Derfor regnes fristen for at klage fra den dag, du har modtaget det"
    assert on_paper in viktor.open(address).text

    friday = datetime(2024, 9, 6, 22, 30, tzinfo=UTC)  # Saturday in Denmark; four weeks on is a Saturday too
    assert town.database.write(lambda s: letter_arrived(s, found, friday))
    assert not town.database.write(lambda s: letter_arrived(s, found, friday + timedelta(days=9)))

    told = viktor.open(address).text
    assert "i Digital Post lørdag den 7. september 2024" in told
    assert "Du kan klage til og med mandag den 7. oktober 2024" in told
    assert on_paper not in told
    (kept,) = town.database.read(lambda s: beslutninger.of_person(s, viktor.person))
    assert kept.klage_senest == date(2024, 10, 7)
