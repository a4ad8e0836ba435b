"""One meeting on a caseworker's page: what the law requires, what became of it, and its correction."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from flask.testing import FlaskClient

from portal.policy.afholdelse import Emne, Udfald
from portal.policy.facts import Samtaleform, Skift
from portal.store.meeting_content import Topic
from portal.store.tables_held import Registrering, Rettelse
from tests.actions.courses import in_the_a_kasse, new_in_the_a_kasse, with_the_jobcenter
from tests.actions.meetings import HELD, LATER, MISSED, register
from tests.store.town import NOW, TEN, Town
from tests.web.caseworker.conftest import Desk, page_of
from tests.web.citizen.browser import Page

DAY = timedelta(days=1)
REGISTER, CHECK, SAVE = "Registrér samtalen", "Se, hvad det ændrer", "Gem rettelsen"
APPLICATIONS = "Personens jobansøgninger er gennemgået"
ON_SQLITE = pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)


def opened(town: Town, desk: Desk, person: int, meeting: object, worker: int | None = None) -> Page:
    return desk(worker).open(page_of(town, person, f"/samtale/{meeting}"))


def test_a_meeting_is_registered_with_what_the_law_requires_and_who_took_part(
    town: Town, desk: Desk, clock: time_machine.Traveller
) -> None:
    person = town.person(new_in_the_a_kasse())
    town.book(person, town.slot())
    clock.move_to(LATER)
    page = desk().open(page_of(town, person)).follow("Registrér")
    assert "Min Plan udarbejdes sammen med personen (LAB § 42, stk. 1; AKV § 12)." in page.text

    missing = page.press(
        REGISTER, udfald="Samtalen er holdt", **{"emne-min_plan_udarbejdes": "ja", "rolle-1": "Tolk"}
    )

    assert missing.status == 422
    assert missing.errors == [
        f"{APPLICATIONS}: Sæt kryds, eller skriv, hvorfor det ikke er gjort (AKV § 13).",
        "Skriv navnet på deltageren.",
    ]
    assert town.count(Registrering) == 0
    more = missing.press("Skriv en deltager mere")
    assert more.value("rolle-3") == ""
    assert more.value("emne-min_plan_udarbejdes") == "ja"
    done = more.press(
        REGISTER,
        **{
            "navn-1": "Aisha Karim",
            "hvorfor-ansoegninger_gennemgaas": "Personen havde ingen med.",
            "aftaler": "Du søger to job.",
        },
    )

    assert done.address == page.address
    told = done.section("Det skete der")
    assert "Status Samtalen er holdt Form Personligt møde Gjort Min Plan er udarbejdet" in told
    assert "Ikke gjort: Personens jobansøgninger er gennemgået Personen havde ingen med." in told
    assert "Deltagere Tolk: Aisha Karim (personligt møde) Det, der blev aftalt Du søger to job." in told
    assert "Registreret Tirs. 10. sep. 2024 kl. 11.00 af Anna" in told
    assert REGISTER not in done.text


@ON_SQLITE
def test_whatever_is_missing_is_said_and_what_was_typed_is_kept(
    town: Town, desk: Desk, clock: time_machine.Traveller
) -> None:
    person = town.person(in_the_a_kasse())
    booking = town.book(person, town.slot(), Samtaleform.TELEFON)
    clock.move_to(LATER)
    page = opened(town, desk, person, booking.public_id)
    assert "Loven kræver ikke noget særligt af denne samtale." in page.text

    nothing = page.press(REGISTER, aftaler="Du ringer.", **{"navn-1": "Bo"})
    assert nothing.errors == ["Vælg, hvad der skete med samtalen."]
    assert nothing.value("aftaler") == "Du ringer."
    no_role = nothing.press(REGISTER, udfald="Samtalen er holdt")
    assert no_role.errors == ["Vælg, hvilken rolle Bo havde."]
    no_reason = no_role.press(REGISTER, udfald="Vi har aflyst samtalen")
    assert no_reason.errors == ["Begrundelsen mangler (DBK § 89, stk. 3)."]
    no_ground = no_role.press(REGISTER, udfald="Personen meldte afbud")
    assert no_ground.errors == ["Vælg grunden, eller at der ikke var en."]
    long = no_role.press(REGISTER, udfald="Vi har aflyst", grund="x" * 1001)
    assert long.errors == ["Skriv højst 1000 tegn. Nu er der 1001."]
    assert {one.status for one in (nothing, no_role, no_reason, no_ground, long)} == {422}
    assert town.count(Registrering) == 0


def test_before_it_begins_it_can_be_called_off_and_nothing_else(town: Town, desk: Desk) -> None:
    person = town.person(in_the_a_kasse())
    slot = town.slot()
    booking = town.book(person, slot, Samtaleform.TELEFON)
    page = opened(town, desk, person, booking.public_id)
    assert REGISTER not in page.text
    assert page.follow("Personen melder afbud").status == page.follow("Flyt for personen").status == 200
    assert page.press("Aflys samtalen").status == 422

    done = page.press("Aflys samtalen", grund="Din sagsbehandler er syg.")

    assert "Status Vi har aflyst samtalen Grund Din sagsbehandler er syg." in done.text
    assert town.free(slot) == 1


def test_a_no_show_stops_dagpenge_until_it_is_registered_that_the_person_got_in_touch(
    town: Town, desk: Desk, clock: time_machine.Traveller
) -> None:
    person = town.person(in_the_a_kasse())
    booking = town.book(person, town.slot())
    clock.move_to(LATER)
    page = opened(town, desk, person, booking.public_id).press(REGISTER, udfald="Personen kom ikke")
    assert "Dagpengene er stoppet, til den pågældende har henvendt sig til jer." in page.text
    assert "RÅB § 18, stk. 1" in page.text

    theirs = desk().open(page_of(town, person))
    assert (
        "Personen kom ikke til samtalen tirs. 10. sep. 2024 kl. 10.00. Dagpengene er stoppet" in theirs.text
    )
    form = theirs.follow("Personen har henvendt sig")
    assert form.value("dato") == "2024-09-10"
    late = form.press("Gem dagen", dato="2024-09-11")
    (error,) = late.errors
    assert error.startswith("Dagen skal ligge fra samtalens dag, tirsdag den 10. september 2024, til og med")
    assert form.press("Gem dagen", dato="i går").errors == ["Skriv den dag, personen henvendte sig."]
    done = form.press("Gem dagen")

    assert done.address == page.address
    assert "Personen kan få dagpenge igen fra onsdag den 11. september 2024" in done.text
    assert "Dagpengene er stoppet" not in desk().open(page_of(town, person)).text
    clock.move_to(LATER + DAY)
    again = desk().open(done.address).follow("Ret den dag, personen henvendte sig")
    wrong = again.press("Gem dagen", dato="2024-09-11")
    assert wrong.errors == ["Skriv, hvorfor dagen rettes."]
    put_right = wrong.press("Gem dagen", kommentar="Det var dagen efter.")
    assert "Personen henvendte sig onsdag den 11. september 2024." in put_right.text


def test_a_correction_shows_what_it_changes_before_it_is_made_and_stays(
    town: Town, desk: Desk, clock: time_machine.Traveller
) -> None:
    person = town.person(in_the_a_kasse())
    booking = town.book(person, town.slot())
    register(town, person, booking, HELD)
    clock.move_to(LATER + DAY)
    page = opened(town, desk, person, booking.public_id).follow("Ret registreringen")
    assert page.press(CHECK).status == 422
    blank = page.press(CHECK, udfald="Personen kom ikke")
    assert blank.errors == ["Begrundelsen mangler (DBK § 91, stk. 3)."]
    same = page.press(CHECK, kommentar="Ingenting.")
    assert "Der er ikke rettet noget" in same.text

    check = blank.press(CHECK, kommentar="Jeg tog den forkerte.")

    assert "Status Samtalen er holdt Personen kom ikke" in check.text
    assert "Personen kan ikke få dagpenge, før den pågældende har henvendt sig" in check.text
    assert "Krav: Samtaler i a-kassens tid 2 af 3" in check.section("Det ændrer rettelsen i forløbet")
    assert town.count(Rettelse) == 0
    back = check.press("Ret")
    assert back.value("kommentar") == "Jeg tog den forkerte."
    done = back.press(CHECK).press(SAVE)
    told = done.section("Rettelser")
    assert "Rettet ons. 11. sep. 2024 kl. 11.00 af Anna Jeg tog den forkerte." in told
    assert "Status Samtalen er holdt Personen kom ikke" in told


@ON_SQLITE
def test_only_who_holds_the_meeting_has_a_form_and_nobody_else_sees_more_than_before(
    town: Town, desk: Desk, clock: time_machine.Traveller, token: Callable[[FlaskClient], str]
) -> None:
    person = town.person(with_the_jobcenter())
    joint = town.book(person, town.joint_slot())
    alone = town.book(person, town.jobcenter_slot(TEN + 3 * DAY))
    clock.move_to(TEN + 4 * DAY)
    theirs = opened(town, desk, person, joint.public_id, town.jobcenter_worker)
    assert theirs.value("navn-1") == "Anna"
    assert REGISTER in theirs.text

    ours = opened(town, desk, person, joint.public_id)
    assert REGISTER not in ours.text
    assert "Den, der holder samtalen, registrerer, hvad der skete." in ours.text
    client, address = ours.browser.client, page_of(town, person, f"/samtale/{joint.public_id}")
    token = theirs.value("csrf_token") or ""
    assert client.post(address, data={"udfald": "afholdt", "csrf_token": token}).status_code in (
        400,
        404,
        422,
    )
    assert town.count(Registrering) == 0
    for meeting in (alone.public_id, uuid4()):
        for below in ("", "/ret", "/henvendt"):
            assert client.get(page_of(town, person, f"/samtale/{meeting}{below}")).status_code == 404


@ON_SQLITE
def test_a_meeting_held_before_the_person_left_is_registered_and_nothing_else_of_them_is_seen(
    town: Town, desk: Desk, clock: time_machine.Traveller
) -> None:
    town.database.write(lambda s: town.organisation(s, "a_kasse", "AK2", "Den anden a-kasse") and None)
    person = town.person(replace(in_the_a_kasse(), skift=(Skift((TEN + DAY).date(), a_kasse="AK2"),)))
    booking = town.book(person, town.slot())
    register(town, person, booking, MISSED)
    clock.move_to(TEN + 2 * DAY)

    page, changes = opened(town, desk, person, booking.public_id), desk().open("/sagsbehandler/skift")

    assert page.status == 200
    assert page_of(town, person, f"/samtale/{booking.public_id}") in changes.links().values()
    assert page_of(town, person) not in page.links().values()
    assert desk().client.get(page_of(town, person)).status_code == 404
    check = page.follow("Ret registreringen").press(
        CHECK, udfald="Samtalen er holdt", kommentar="Personen kom alligevel."
    )
    assert "Det ændrer rettelsen i forløbet" not in check.text


@ON_SQLITE
def test_after_the_handover_the_a_kasse_finds_the_meetings_it_registered_and_no_others(
    town: Town, desk: Desk, clock: time_machine.Traveller
) -> None:
    person = town.person(in_the_a_kasse())
    mine, other = town.book(person, town.slot()), town.book(person, town.slot(TEN + DAY))
    register(town, person, mine, MISSED)
    clock.move_to(TEN + 200 * DAY)

    page = desk().open(page_of(town, person))

    assert page_of(town, person, f"/samtale/{mine.public_id}") in page.links().values()
    opened = page.follow("Tirs. 10. sep. 2024 kl. 10.00")
    assert "Ret registreringen" in opened.links()
    # The jobcenter sees the meeting as a part of the course, and has no form for it.
    theirs = desk(town.jobcenter_worker).open(page_of(town, person, f"/samtale/{mine.public_id}"))
    assert "Ret registreringen" not in theirs.links()
    assert other.public_id != mine.public_id


def test_a_meeting_that_somebody_else_registered_meanwhile_is_told_and_not_overwritten(
    town: Town, desk: Desk, clock: time_machine.Traveller
) -> None:
    person = town.person(in_the_a_kasse())
    booking = town.book(person, town.slot())
    clock.move_to(LATER)
    page = opened(town, desk, person, booking.public_id)
    register(town, person, booking, HELD)

    late = page.press(REGISTER, udfald="Personen kom ikke")

    assert late.status == 422
    assert "Samtalen er allerede registreret (DBK § 91, stk. 3)." in late.text
    assert "Ret registreringen" in late.links()


@ON_SQLITE
def test_the_pages_send_a_bounded_number_of_statements(
    town: Town,
    desk: Desk,
    clock: time_machine.Traveller,
    statements: Callable[[], AbstractContextManager[list[str]]],
) -> None:
    person = town.person(in_the_a_kasse())
    missed = town.book(person, town.slot())
    coming = town.book(person, town.slot(TEN + 9 * DAY))
    register(town, person, missed, replace(MISSED, udfald=Udfald.UDEBLEVET))
    clock.move_to(NOW + 9 * DAY)
    browser = desk()
    for below in (
        f"{coming.public_id}",
        f"{missed.public_id}",
        f"{missed.public_id}/ret",
        f"{missed.public_id}/henvendt",
    ):
        with statements() as sent:
            assert browser.open(page_of(town, person, f"/samtale/{below}")).status == 200
        assert len(sent) <= 16, sent


@ON_SQLITE
def test_when_the_first_meeting_was_not_held_after_all_the_next_one_becomes_the_first(
    town: Town, desk: Desk, clock: time_machine.Traveller
) -> None:
    person = town.person(new_in_the_a_kasse())
    first = town.book(person, town.slot())
    done = (Topic(Emne.MIN_PLAN_UDARBEJDES, True), Topic(Emne.ANSOEGNINGER_GENNEMGAAS, True))
    register(town, person, first, replace(HELD, emner=done))
    town.book(person, town.slot(TEN + 9 * DAY), Samtaleform.VIDEO)
    clock.move_to(LATER + DAY)

    form = opened(town, desk, person, first.public_id).follow("Ret registreringen")
    changes = form.press(CHECK, udfald="Personen kom ikke", kommentar="Forkert person.").section(
        "Det ændrer rettelsen i forløbet"
    )

    assert "Krav: Første samtale holdt Ingen 0 af 1, senest 19. aug. 2024" in changes
    assert "Planlagt samtale tors. 19. sep. 2024 kl. 10.00 Kan stå Kunne ikke aftales i dag" in changes
