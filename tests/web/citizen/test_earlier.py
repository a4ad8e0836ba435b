"""To be told of an earlier time: asked for, corrected, told in Min Plan, taken, gone, taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine

from portal.actions.offer_freed import offer_freed
from portal.policy.facts import Samtaleform
from portal.settings import PostSettings, Settings, SmtpSettings
from portal.store import notices
from tests.actions.courses import in_the_a_kasse, new_in_the_a_kasse
from tests.store.town import NOW, TEN, Town
from tests.web.citizen.conftest import Visit

DAY = timedelta(days=1)
SOON = NOW + timedelta(minutes=1)


@pytest.fixture
def database_kind() -> str:
    return "sqlite"


def test_an_earlier_time_is_asked_for_told_and_taken(
    visit: Visit, town: Town, clock: time_machine.Traveller
) -> None:
    town.database.write(lambda s: town.office(s, town.a_kasse, "8000"))
    browser = visit(in_the_a_kasse())
    meeting = town.book(browser.person, town.slot(TEN + 9 * DAY))

    page = browser.open(f"/samtale/{meeting.public_id}").follow("Få besked om en tidligere tid")
    assert "Din samtale er nu torsdag den 19. september 2024 kl. 10.00." in page.text
    wrong = page.press("Gem", maade="", til="2024-09-20", besked="brevdue")
    assert wrong.status == 422
    assert wrong.errors == [
        "Vælg mindst én måde.",
        "Vælg en dag fra i dag til og med torsdag den 19. september 2024.",
        "Vælg, hvordan du vil have besked.",
    ]
    gone = wrong.press("Gem", maade="fremmoede", sted="et sted", til="2024-09-18", besked="portal")
    assert (gone.status, len(gone.errors)) == (422, 1)
    assert gone.errors[0].startswith("Vælg et sted på listen.")
    saved = gone.press("Gem", maade="fremmoede", til="2024-09-18", besked="portal")
    assert "Dit ønske er gemt." in saved.text
    assert "Du får besked til og med onsdag den 18. september 2024." in saved.text
    again = browser.open(f"/samtale/{meeting.public_id}").follow("Du får besked om en tidligere tid")
    assert again.press("Gem").status == 200

    town.slot(TEN)
    assert offer_freed(town.database, SOON) == 1
    clock.move_to(SOON)
    plan = browser.open("/min-plan")
    assert "Der er en tidligere tid: tirsdag den 10. september 2024 kl. 10.00. Personligt møde" in plan.text
    moved = plan.follow("Se tiden").press("Næste").press("Flyt samtalen")
    assert moved.h1 == "Din samtale er flyttet"
    assert "tidligere tid:" not in browser.open("/min-plan").text

    waits_again = browser.open(f"/samtale/{meeting.public_id}/tidligere")
    saved = waits_again.press("Gem", maade="telefon", til="2024-09-09", besked="portal")
    assert "Du får besked til og med mandag den 9. september 2024." in saved.text


def test_a_time_that_is_gone_says_so_and_refuses_as_always(
    visit: Visit, town: Town, clock: time_machine.Traveller
) -> None:
    browser = visit(in_the_a_kasse(), language="en")
    asked = browser.open("/find-tid").follow("Does no time suit you?")
    saved = asked.press("Save", maade="telefon", besked="portal")
    assert "Your wish is saved." in saved.text

    slot = town.slot(TEN)
    town.slot(TEN + DAY)
    assert offer_freed(town.database, SOON) == 1
    clock.move_to(SOON)
    link = browser.open("/min-plan").links()["See the time"]
    town.book(town.person(in_the_a_kasse()), slot)

    assert "no longer free" in browser.open("/min-plan").text
    gone = browser.open(link)
    assert gone.h1 == "You cannot have that time"
    assert "The nearest free times" in gone.text
    assert "Wednesday 11 September" in gone.text
    over = browser.open("/find-tid/besked").press("I no longer want to be told")
    assert over.h1.startswith("Min Plan")
    assert "no longer free" not in over.text


def test_nobody_waits_for_what_is_not_theirs(visit: Visit, town: Town) -> None:
    browser = visit(new_in_the_a_kasse())
    other = town.person(in_the_a_kasse())
    meeting = town.book(other, town.slot(), Samtaleform.TELEFON)

    assert browser.open(f"/samtale/{meeting.public_id}/tidligere").status == 404
    page = browser.open("/find-tid/besked?art=faellessamtale")
    assert "Der er ingen tid, du kan vente på" in page.text
    assert "besked om en ledig tid" in page.text


def test_nobody_is_promised_a_way_that_is_not_set_up(
    visit: Visit, town: Town, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = visit(in_the_a_kasse())
    town.database.write(lambda s: notices.save(s, browser.person, email="kim@borger.example"))
    page = browser.open("/find-tid/besked")
    assert (page.options("besked"), page.value("besked")) == (["Kun her i Selvbooking"], "portal")
    for way in ("sms", "mail"):
        refused = page.press("Gem", maade="telefon", besked=way)
        assert (refused.status, refused.errors) == (422, ["Vælg, hvordan du vil have besked."])

    smtp = SmtpSettings("mail.example", 587, "starttls", "post@selvbooking.example")
    both = replace(settings, smtp=smtp, post=PostSettings("sf1601", "https://post.example"))
    monkeypatch.setattr("portal.web.citizen.earlier.settings", lambda: both)
    page = browser.open("/find-tid/besked")
    assert page.value("besked") == "sms"
    assert [way.partition(" (")[0] for way in page.options("besked")] == [
        "Med sms",
        "Med mail til kim@borger.example",
        "Kun her i Selvbooking",
    ]
    assert page.press("Gem", maade="telefon", besked="mail").status == 200
