"""A person who is called in sees it at once, and answers: yes, another time, or why not."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from portal.policy.facts import Facts, Kontrol, SamtaleArt, SamtaleStatus
from portal.store import bookings, summons
from tests.actions.calling import Called, called
from tests.actions.courses import in_the_a_kasse, new_in_the_a_kasse
from tests.store.town import NOW, TEN, Town
from tests.web.citizen.browser import Browser
from tests.web.citizen.conftest import Visit

DAY = timedelta(days=1)


def summoned(town: Town, visit: Visit, facts: Facts, **more: object) -> tuple[Browser, Called]:
    browser = visit(facts)
    return browser, called(town, browser.person, town.slot(TEN), **more)


def under_control() -> Facts:
    return replace(in_the_a_kasse(), kontrol=Kontrol(NOW.date(), udland=True))


def test_min_plan_says_so_and_yes_is_one_click(town: Town, visit: Visit) -> None:
    browser, outcome = summoned(town, visit, new_in_the_a_kasse())
    plan = browser.open("/min-plan")
    assert "har indkaldt dig til en samtale tirsdag den 10. september 2024 kl. 10.00" in plan.text

    meeting = plan.follow("Svar på indkaldelsen")
    assert "Du er indkaldt." in meeting.text
    assert "Din første jobsamtale" not in meeting.text
    assert "Hvis du bliver væk" in meeting.follow("Læs indkaldelsen").text
    done = meeting.press("Ja, jeg kommer")

    assert "Du har mandag den 2. september 2024 svaret, at du kommer." in done.text
    assert "Kommer du?" not in done.text
    assert "Svar på indkaldelsen" not in browser.open("/min-plan").links()
    kept = town.database.read(lambda s: summons.of_booking(s, outcome.booking.id))
    assert kept is not None
    assert kept.bekraeftet == NOW


def test_a_first_meeting_is_moved_to_another_free_time_without_asking_anybody(
    town: Town, visit: Visit
) -> None:
    browser, outcome = summoned(town, visit, new_in_the_a_kasse())
    town.slot(TEN + DAY)
    address = f"/samtale/{outcome.booking.public_id}"
    meeting = browser.open(address)
    assert "Bed om en anden tid" not in meeting.links()
    assert browser.open(f"{address}/anden-tid").address == address

    meeting.follow("Flyt til en anden tid").press("Næste", tid="Onsdag").press("Næste").press("Flyt samtalen")

    moved = town.database.read(lambda s: bookings.get_own(s, browser.person, outcome.booking.public_id))
    assert moved is not None
    assert (moved.start, moved.status) == (TEN + DAY, SamtaleStatus.PLANLAGT)
    assert "Kommer du?" not in browser.open(address).text
    assert "Svar på indkaldelsen" not in browser.open("/min-plan").links()


def test_where_it_cannot_be_moved_another_time_is_asked_for_and_the_answer_is_read(
    town: Town, visit: Visit
) -> None:
    browser, outcome = summoned(town, visit, under_control(), art=SamtaleArt.KONTROLSAMTALE)
    meeting = browser.open(f"/samtale/{outcome.booking.public_id}")
    assert "Flyt til en anden tid" not in meeting.links()
    meeting.press("Ja, jeg kommer")  # and thinks again
    form = browser.open(meeting.address).follow("Bed om en anden tid")
    empty = form.press("Send", oenske=" ")
    assert (empty.status, empty.errors) == (422, ["Skriv, hvorfor tiden ikke passer, og hvornår du kan."])

    asked = form.press("Send", oenske="Jeg passer børn om formiddagen.")

    assert "Du har bedt om en anden tid. Din a-kasse svarer dig." in asked.text
    assert "Jeg passer børn om formiddagen." in asked.text
    town.database.write(
        lambda s: summons.refuse(s, outcome.booking.id, town.a_kasse_worker, "Fristen er en uge.", NOW)
    )
    plan = browser.open("/min-plan")
    assert "Din a-kasse kan ikke give dig en anden tid end tirsdag" in plan.text
    assert "Fristen er en uge." in plan.follow("Læs svaret").text


def test_a_lawful_reason_goes_the_way_of_calling_off(town: Town, visit: Visit) -> None:
    browser, outcome = summoned(town, visit, new_in_the_a_kasse())
    meeting = browser.open(f"/samtale/{outcome.booking.public_id}")

    off = meeting.follow("Nej, jeg kan ikke komme").press("Næste", grund="Jeg skal arbejde")
    assert "Du er indkaldt til samtalen. Du kan regne med at blive indkaldt igen." in off.text
    off.press("Ja, aflys samtalen")

    after = town.database.read(lambda s: bookings.get_own(s, browser.person, outcome.booking.public_id))
    assert after is not None
    assert (after.status, after.aflyst_grund) == (SamtaleStatus.AFLYST, "arbejde")
    assert "Kommer du?" not in browser.open(f"/samtale/{outcome.booking.public_id}").text


def test_nobody_answers_for_another_and_what_one_booked_is_no_summons(town: Town, visit: Visit) -> None:
    browser, outcome = summoned(town, visit, new_in_the_a_kasse())
    mine = visit(in_the_a_kasse())
    own = town.book(mine.person, town.slot(TEN + 2 * DAY))

    for address in (f"/samtale/{outcome.booking.public_id}", f"/samtale/{own.public_id}"):
        assert mine.client.get(f"{address}/anden-tid").status_code == 404
        token = mine.open("/samtaleform").value("csrf_token") or ""
        answer = mine.client.post(f"{address}/bekraeft", data={"csrf_token": token})
        assert (answer.status_code, bool(token)) == (404, True)
    kept = town.database.read(lambda s: summons.of_booking(s, outcome.booking.id))
    assert kept is not None
    assert kept.bekraeftet is None
    assert "Kommer du?" not in mine.open(f"/samtale/{own.public_id}").text
    assert "Kommer du?" in browser.open(f"/samtale/{outcome.booking.public_id}").text
