"""Somebody changes their mind about the a-kasse, a meeting planned: told what it means, and what to do."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import update

from portal.actions.move_jobsamtale import MoveJobsamtale, move_jobsamtale
from portal.policy.facts import AKasseMed, Samtaleform, Skift, Timer, Valg
from portal.store import bookings
from portal.store.tables import Organisation
from portal.store.views import BookingView
from tests.actions.courses import in_the_a_kasse, with_the_jobcenter
from tests.conftest import SignIn
from tests.store.town import NOW, TEN, Town
from tests.web.caseworker.conftest import page_of
from tests.web.citizen.browser import Browser
from tests.web.citizen.conftest import Visit, limit

DAY = timedelta(days=1)
HERE = Samtaleform.FREMMOEDE
SAID_YES = replace(with_the_jobcenter(), valg=Valg(AKasseMed.JA, sagt=NOW - DAY))
HANDED_OVER_SOON = replace(
    in_the_a_kasse(date(2024, 7, 1)),
    forbrug=(
        Timer(date(2024, 7, 1), Decimal(150), date(2024, 7, 31)),
        Timer(date(2024, 8, 1), Decimal(150), date(2024, 8, 31)),
        Timer(date(2024, 9, 1), Decimal(120), date(2024, 9, 2)),
    ),
)
"""The jobcenter takes over on the first of October."""


@pytest.fixture
def database_kind() -> str:
    """The statements are tried on both in `tests/actions/test_change_of_mind.py`."""
    return "sqlite"


def planned(town: Town, browser: Browser) -> BookingView:
    return town.database.read(lambda session: bookings.list_own(session, browser.person))[-1]


def test_a_late_yes_shows_the_agreed_times_and_the_meeting_is_moved_in_one_go(
    visit: Visit, town: Town
) -> None:
    limit(town, "jobcenter", mindst_dage_mellem=14)
    browser = visit(with_the_jobcenter())
    booking = town.book(browser.person, town.jobcenter_slot(), HERE)
    town.joint_slot(TEN + DAY)
    town.jobcenter_slot(TEN + 2 * DAY)

    told = browser.open("/a-kassen-med").press("Næste", a_kasse_med="Ja")

    assert told.h1 == "Din a-kasse er ikke med til din samtale"
    assert "Samtalen gælder, indtil du har flyttet den." in told.text
    assert "Onsdag den 11. september, 10.00–11.00 Personligt møde. Din a-kasse møder op." in told.text
    assert "12. september" not in told.text
    plan = browser.open("/min-plan")
    assert "Din samtale tirsdag den 10. september 2024 kl. 10.00 er booket uden den." in plan.text
    every = told.follow("Se alle tider")
    assert "Du ser kun tider, hvor din a-kasse er med." in every.text
    checked = told.follow("Onsdag den 11. september, 10.00–11.00").press("Næste", form="Personligt møde")
    assert "Din a-kasse er med Anna A-kassen Møder op" in checked.text
    receipt = checked.press("Flyt samtalen")
    assert "Din a-kasse er med Anna A-kassen Møder op" in receipt.text
    assert "Din a-kasse møder op." in browser.open("/min-plan").text
    moved = planned(town, browser)
    assert (moved.public_id, moved.sequence, moved.joint) == (booking.public_id, 1, True)
    assert browser.open(f"/a-kassen-med/{booking.public_id}").h1 == "Jobsamtale med jobcentret"


def test_a_late_no_keeps_the_time_or_shows_others(visit: Visit, town: Town) -> None:
    browser = visit(SAID_YES)
    booking = town.book(browser.person, town.joint_slot(), HERE)
    town.jobcenter_slot(TEN + 2 * DAY)

    told = browser.open("/min-plan").follow("Vælg om").press("Næste", a_kasse_med="Nej")

    assert told.h1 == "Din a-kasse er stadig med til din samtale"
    assert "Torsdag den 12. september" in told.text
    page = browser.open(f"/samtale/{booking.public_id}").follow("Se, hvad du kan gøre")
    kept = page.press("Behold tiden uden a-kassen")
    assert "Dit valg er gemt. Samtalen har samme tid, og din a-kasse er ikke med." in kept.text
    assert "Møder op" not in kept.text
    assert (planned(town, browser).joint, planned(town, browser).start) == (False, booking.start)


def test_who_asks_that_it_comes_is_told_when_no_such_time_is_free_and_what_then(
    visit: Visit, town: Town
) -> None:
    browser = visit(SAID_YES)
    town.joint_slot(TEN + DAY, a_kasse_form="video")
    asked = browser.open("/a-kassen-med").press("Næste", a_kasse_med="Ja", a_kasse_fysisk="ja")
    assert "Der er lige nu ingen ledige tider, hvor din a-kasse møder op." in asked.text
    assert "Vælg om" in asked.links()

    by_video = asked.follow("Vælg om").press("Næste", a_kasse_med="Ja", a_kasse_fysisk=None)
    receipt = by_video.follow("Vælg den tid").press("Næste", form="Personligt møde").press("Book samtalen")
    assert "Er med på video" in receipt.text
    again = browser.open("/a-kassen-med").press("Næste", a_kasse_med="Ja", a_kasse_fysisk="ja")
    assert again.h1 == "Din a-kasse er med på video"
    assert "Behold din samtale med a-kassen på video" in again.text


def test_where_it_cannot_be_moved_or_the_jobcenter_calls_the_page_says_why(visit: Visit, town: Town) -> None:
    limit(town, "jobcenter", ombookning_senest_timer=24 * 14)
    late = visit(with_the_jobcenter())
    town.book(late.person, town.jobcenter_slot(), HERE)
    plan = late.open("/min-plan")
    assert "Du kan vælge, om din a-kasse skal være med." in plan.text
    told = plan.follow("Vælg, om din a-kasse er med").press("Næste", a_kasse_med="Ja")
    assert "Du kan ikke selv flytte samtalen" in told.text
    limit(town, "jobcenter", ombookning_senest_timer=1, faelles="indkaldelse")
    told = late.open("/a-kassen-med").press("Næste", a_kasse_med="Ja")
    assert "Jobcentret indkalder selv til samtaler, hvor din a-kasse er med. Det har fået besked" in told.text


def test_who_is_still_with_the_a_kasse_may_choose_ahead_and_a_stranger_finds_nothing(
    visit: Visit, town: Town
) -> None:
    browser = visit(HANDED_OVER_SOON)
    town.jobcenter_slot(TEN + 30 * DAY)
    joint = town.joint_slot(TEN + 31 * DAY)
    found = browser.open("/find-tid")
    assert "Du kan vælge, at din a-kasse er med til den første samtale med jobcentret." in found.text
    asked = found.follow("Vælg om")
    assert "Fra tirsdag den 1. oktober 2024 har jobcentret ansvaret" in asked.text
    chosen = asked.press("Næste", a_kasse_med="Ja")
    assert "Hos jobcentret ser du kun tider, hvor din a-kasse er med." in chosen.text
    assert len(chosen.options("tid")) == 1

    booking = town.book(browser.person, joint, HERE)
    stranger = visit(with_the_jobcenter())
    assert stranger.client.get(f"/a-kassen-med/{booking.public_id}").status_code == 404


def test_who_has_changed_to_another_a_kasse_is_told_and_the_former_one_leaves_the_meeting(
    visit: Visit, town: Town
) -> None:
    town.database.write(lambda session: town.organisation(session, "a_kasse", "AK2", "Den nye"))
    browser = visit(replace(SAID_YES, skift=(Skift(NOW.date(), a_kasse="AK2"),)))
    booking = town.book(browser.person, town.joint_slot(), HERE)

    told = browser.open("/min-plan").follow("Se, hvad du kan gøre")

    assert told.h1 == "Din tidligere a-kasse er med til din samtale"
    assert "Lige nu er der ingen ledige tider, som er aftalt med din nye a-kasse." in told.text
    told.press("Behold tiden uden a-kassen")
    assert (planned(town, browser).joint, planned(town, browser).start) == (False, booking.start)


def test_where_the_a_kasse_meets_by_video_only_caseworkers_see_unless_the_citizen_comes_by_video_too(
    visit: Visit, town: Town, signed_in_caseworker: SignIn
) -> None:
    alone, together = "https://video.example/anna", "https://video.example/alle"
    hosts = update(Organisation).where(Organisation.holder == "a_kasse").values(video_hosts=["video.example"])
    town.database.write(lambda session: session.execute(hosts) and None)
    browser = visit(SAID_YES)
    by_video = {"a_kasse_form": "video"}
    booked = town.book(browser.person, town.joint_slot(video=False, a_kasse_link=alone, **by_video), HERE)
    here = page_of(town, browser.person, f"/samtale/{booked.public_id}")

    def both_sides() -> set[str]:
        pages = (
            Browser(signed_in_caseworker(worker), worker).open(here)
            for worker in (town.jobcenter_worker, town.a_kasse_worker)
        )
        return {page.links()["Åbn videomødet"] for page in pages}

    assert both_sides() == {alone}
    assert "video.example" not in browser.open("/min-plan").text
    assert alone not in browser.open(f"/samtale/{booked.public_id}").links().values()
    every = town.joint_slot(TEN + DAY, video_link=together, **by_video)
    moved = MoveJobsamtale(browser.person, booked.public_id, every, Samtaleform.VIDEO)
    move_jobsamtale(moved, town.database, NOW)

    assert both_sides() == {together}
    assert together in browser.open(f"/samtale/{booked.public_id}").links().values()
