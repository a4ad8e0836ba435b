"""Changing one planned meeting to in person, on the page; and what the person sees of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

from flask.testing import FlaskClient

from portal.policy.facts import Samtaleform, Skift
from portal.store.tables_case import Beslutning
from tests.actions.courses import in_the_a_kasse, new_in_the_a_kasse, with_the_jobcenter
from tests.conftest import SignIn
from tests.store.town import NOW, TEN, Town
from tests.web.caseworker.conftest import Desk, page_of
from tests.web.citizen.browser import Browser

REASON = "Vi skal planlægge et længere forløb."
DECIDE = "Lad samtalen holdes ved fremmøde"


def test_a_telephone_meeting_becomes_one_in_person_and_the_person_is_told_why(
    town: Town, desk: Desk, signed_in_client: SignIn
) -> None:
    person = town.person(in_the_a_kasse(), phone="20 30 40 50")
    booking = town.book(person, town.slot(), Samtaleform.TELEFON)
    page = desk().open(page_of(town, person)).follow("Kræv fremmøde")
    assert "Form nu Telefon" in page.text
    assert "ikke en afgørelse, der kan klages over" in page.text

    done = page.press(DECIDE, begrundelse=REASON)

    assert done.address == page_of(town, person)
    assert "(LAB § 33, stk. 2): tirs. 10. sep. 2024 kl. 10.00 Anna 2. sep. 2024 Gælder" in done.text
    assert "Kræv fremmøde" not in done.links()
    citizen: FlaskClient = signed_in_client(person)
    plan = Browser(citizen, person).open("/min-plan")
    assert "besluttet, at du skal møde op til samtalen tirsdag den 10. september 2024" in plan.text
    assert REASON in plan.text
    meeting = Browser(citizen, person).open(f"/samtale/{booking.public_id}")
    assert REASON in meeting.text
    assert "Personligt møde" in meeting.text


def test_without_a_reason_nothing_changes_and_it_is_said_at_the_field(town: Town, desk: Desk) -> None:
    person = town.person(in_the_a_kasse())
    town.book(person, town.slot(), Samtaleform.TELEFON)

    page = desk().open(page_of(town, person)).follow("Kræv fremmøde").press(DECIDE, begrundelse=" ")

    assert page.status == 422
    assert page.errors == ["Begrundelsen mangler (LAB § 33, stk. 2; VEJ 10044 4.1)."]
    assert town.count(Beslutning) == 0


def test_it_is_offered_for_ones_own_meetings_by_phone_or_video_only(town: Town, desk: Desk) -> None:
    ours = town.person(in_the_a_kasse())
    town.book(ours, town.slot())
    assert "Kræv fremmøde" not in desk().open(page_of(town, ours)).links()

    joint = town.person(with_the_jobcenter())
    town.book(joint, town.joint_slot(TEN + timedelta(days=1)), Samtaleform.VIDEO)
    assert "Kræv fremmøde" not in " ".join(desk().open(page_of(town, joint)).links())
    jobcenters = desk(town.jobcenter_worker).open(page_of(town, joint))
    assert "Kræv fremmøde" in " ".join(jobcenters.links())


def test_a_meeting_with_the_a_kasse_the_person_has_left_is_not_the_new_ones_to_change(
    town: Town, desk: Desk
) -> None:
    town.database.write(lambda s: town.organisation(s, "a_kasse", "AK2", "Den anden a-kasse") and None)
    person = town.person(replace(in_the_a_kasse(), skift=(Skift(NOW.date(), a_kasse="AK2"),)))
    booking = town.book(person, town.slot(), Samtaleform.TELEFON)
    key = town.database.read(lambda s: town.organisations(s))
    new = next(value for (_, code), value in key.items() if code == "AK2")
    worker = town.database.write(lambda s: town.caseworker(s, new, "Ny"))

    browser = desk(worker)

    assert "10. sep. 2024" in browser.open(page_of(town, person)).text
    assert "Kræv fremmøde" not in " ".join(browser.open(page_of(town, person)).links())
    address = page_of(town, person, f"/samtale/{booking.public_id}/fremmoede")
    assert browser.client.get(address).status_code == 404


def test_a_meeting_that_is_not_there_or_somebody_elses_has_no_page(town: Town, desk: Desk) -> None:
    person, other = town.person(new_in_the_a_kasse()), town.person(in_the_a_kasse())
    strangers = town.book(other, town.slot(), Samtaleform.TELEFON)
    browser = desk()

    for meeting in (uuid4(), strangers.public_id):
        assert browser.client.get(page_of(town, person, f"/samtale/{meeting}/fremmoede")).status_code == 404
