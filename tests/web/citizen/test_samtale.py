"""One meeting's page: what it is, where, how to get in, and what can be done with it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import update

from portal.policy.facts import Samtaleform
from portal.store.tables import Office, Organisation
from tests.actions.courses import in_the_a_kasse
from tests.store.town import TEN, Town
from tests.web.citizen.conftest import Visit

HOST = "video.a-kassen.example"


def named(town: Town) -> None:
    change = update(Organisation).where(Organisation.id == town.a_kasse).values(video_hosts=[HOST])
    town.database.write(lambda session: session.execute(change) and None)


def test_a_meeting_in_person_says_where_and_how_to_get_in(visit: Visit, town: Town) -> None:
    change = update(Office).where(Office.id == town.a_kasse_office).values(access="Elevator til 2. sal.")
    town.database.write(lambda session: session.execute(change) and None)
    browser = visit(in_the_a_kasse())
    booked = town.book(browser.person, town.slot(room="Lokale 4"))

    text = browser.open(f"/samtale/{booked.public_id}").text

    assert "Sted Kontoret i 1620 Gaden 1 1620 København" in text
    assert "Sådan kommer du ind Elevator til 2. sal." in text
    assert "Lokale Lokale 4" in text
    assert "Med Anna A-kassen" in text


@pytest.mark.parametrize(
    ("link", "shown"),
    [
        (f"https://{HOST}/rum/7", True),
        ("https://stranger.example/rum/7", False),
        (f"http://{HOST}/rum/7", False),
        (f"https://stranger.example/@{HOST}/", False),
    ],
)
def test_a_video_link_is_shown_if_it_leads_to_the_organisations_own_house(
    visit: Visit, town: Town, link: str, shown: bool
) -> None:
    named(town)
    browser = visit(in_the_a_kasse())
    booked = town.book(browser.person, town.slot(video_link=link), Samtaleform.VIDEO)

    page = browser.open(f"/samtale/{booked.public_id}")

    assert (page.links().get("Åbn videomødet") == link) is shown
    assert (link in page.links().values()) is shown


def test_a_link_is_of_no_use_for_a_telephone_meeting(visit: Visit, town: Town) -> None:
    named(town)
    browser = visit(in_the_a_kasse())
    booked = town.book(browser.person, town.slot(video_link=f"https://{HOST}/7"), Samtaleform.TELEFON)

    assert "Åbn videomødet" not in browser.open(f"/samtale/{booked.public_id}").links()


def test_a_moved_meeting_keeps_its_length_in_what_is_shown(visit: Visit, town: Town) -> None:
    browser = visit(in_the_a_kasse())
    town.book(browser.person, town.slot(minutes=30), Samtaleform.VIDEO)
    town.slot(TEN + timedelta(days=1), minutes=60)

    search = browser.open("/min-plan").follow("Flyt")
    check = search.follow("Vælg den tid").press("Næste")

    assert "10.00–10.30" in search.options("tid")[0]
    assert "kl. 10.00–10.30" in check.text
    assert "kl. 10.00–10.30" in check.press("Flyt samtalen").text
