"""A planned meeting is moved: the same search, the old time in sight, up to the cut-off."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from portal.policy.facts import Oprindelse, Samtaleform, SamtaleStatus
from portal.store import bookings
from tests.actions.courses import in_the_a_kasse
from tests.store.town import NOW, TEN, Town
from tests.web.citizen.browser import Browser
from tests.web.citizen.conftest import Visit, limit

DAY = timedelta(days=1)


def planned(town: Town, browser: Browser) -> list[tuple[object, Samtaleform, int]]:
    known = town.database.read(lambda session: bookings.list_own(session, browser.person))
    return [(b.start, b.form, b.ombookninger) for b in known if b.start >= TEN - 8 * DAY]


def test_a_meeting_is_moved_with_its_old_time_in_sight(visit: Visit, town: Town) -> None:
    browser = visit(in_the_a_kasse())
    town.book(browser.person, town.slot(), Samtaleform.VIDEO)
    town.slot(TEN + DAY)

    search = browser.open("/min-plan").follow("Flyt")
    check = search.follow("Vælg den tid").press("Næste")

    assert search.h1 == "Find en ny tid"
    assert "Din samtale er nu tirsdag den 10. september 2024 kl. 10.00." in search.text
    assert "Du flytter samtalen tirsdag den 10. september 2024 kl. 10.00." in check.text
    receipt = check.press("Flyt samtalen")
    assert receipt.h1 == "Din samtale er flyttet"
    assert planned(town, browser) == [(TEN + DAY, Samtaleform.VIDEO, 1)]


def test_a_move_sent_twice_moves_once(visit: Visit, town: Town) -> None:
    browser = visit(in_the_a_kasse())
    town.book(browser.person, town.slot(), Samtaleform.VIDEO)
    town.slot(TEN + DAY)
    check = browser.open("/min-plan").follow("Flyt").follow("Vælg den tid").press("Næste")

    first, second = check.press("Flyt samtalen"), check.press("Flyt samtalen")

    assert (first.h1, second.h1) == ("Din samtale er flyttet", "Din samtale er flyttet")
    assert planned(town, browser) == [(TEN + DAY, Samtaleform.VIDEO, 1)]


def test_a_taken_time_leaves_the_meeting_where_it_is(visit: Visit, town: Town) -> None:
    browser = visit(in_the_a_kasse())
    town.book(browser.person, town.slot(), Samtaleform.VIDEO)
    other = town.slot(TEN + DAY)
    town.slot(TEN + 2 * DAY)
    check = browser.open("/min-plan").follow("Flyt").follow("Vælg den tid").press("Næste")
    town.book(town.person(in_the_a_kasse()), other)

    refused = check.press("Flyt samtalen")

    assert refused.status == 409
    assert "Tiden er netop blevet taget." in refused.text
    assert planned(town, browser) == [(TEN, Samtaleform.VIDEO, 0)]
    again = refused.press("Næste", tid="Torsdag den 12. september").press("Flyt samtalen")
    assert again.h1 == "Din samtale er flyttet"


def test_after_the_cut_off_nothing_can_be_moved_and_it_is_said_why(visit: Visit, town: Town) -> None:
    limit(town, ombookning_senest_timer=24)
    browser = visit(in_the_a_kasse())
    booked = town.book(browser.person, town.slot(NOW + timedelta(hours=3)), Samtaleform.VIDEO)
    town.slot(TEN)

    plan = browser.open("/min-plan")
    shown = browser.open(f"/samtale/{booked.public_id}")
    search = browser.open(f"/samtale/{booked.public_id}/flyt")

    told = "Du kunne flytte den indtil søndag den 1. september 2024 kl. 13.00."
    assert "Flyt" not in {label.split(" ")[0] for label in plan.links()}
    assert told in shown.text
    assert told in search.text
    assert "Kan du ikke komme, så kontakt A-kassen før samtalen." in search.text
    assert "BAB § 44, stk. 4" in search.links()


def test_moving_often_is_told_and_does_not_refuse(visit: Visit, town: Town) -> None:
    facts = in_the_a_kasse()
    planned_meeting = replace(facts.samtaler[0], noegle=1, start=TEN, ombookninger=2)
    moved = replace(planned_meeting, status=SamtaleStatus.PLANLAGT, oprindelse=Oprindelse.SELVBOOKET)
    town.slot(TEN + DAY)
    browser = visit(replace(facts, samtaler=(*facts.samtaler, moved)))

    check = browser.open("/min-plan").follow("Flyt").follow("Vælg den tid").press("Næste", form="Video")

    assert "Du har så flyttet samtalen 3 gange." in check.text
    assert check.press("Flyt samtalen").h1 == "Din samtale er flyttet"


def test_another_persons_meeting_cannot_be_moved(visit: Visit, town: Town) -> None:
    owner, stranger = visit(in_the_a_kasse()), visit(in_the_a_kasse())
    booked = town.book(owner.person, town.slot())
    slot = town.slot(TEN + DAY)

    assert stranger.open(f"/samtale/{booked.public_id}/flyt").status == 404
    assert stranger.open(f"/samtale/{booked.public_id}/flyt/tjek?tid={slot}&form=video").status == 404
    assert stranger.open(f"/samtale/{booked.public_id}").status == 404
