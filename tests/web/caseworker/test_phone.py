"""A caseworker books, moves and calls off for somebody on the telephone, as they could by themselves."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from portal.actions.book_jobsamtale import BookJobsamtale, book_jobsamtale
from portal.actions.casework import NotSeen
from portal.actions.on_behalf import OnBehalf
from portal.policy.facts import Aktoer, Beslutning, BeslutningArt, Oprindelse, SamtaleArt, Samtaleform
from portal.store import bookings
from portal.store.tables_calling import PhoneAct
from portal.store.tables_case import Audit
from portal.store.tables_meeting import Booking
from tests.actions.courses import in_the_a_kasse, new_in_the_a_kasse, with_the_jobcenter
from tests.conftest import SignIn
from tests.store.town import NOW, TEN, Town
from tests.web.caseworker.conftest import Desk, page_of, public_id
from tests.web.citizen.browser import Browser

DAY = timedelta(days=1)


def test_it_is_the_persons_own_booking_and_the_log_and_the_person_know_who_made_it(
    town: Town, desk: Desk, signed_in_client: SignIn
) -> None:
    person = town.person(in_the_a_kasse(), phone="20 30 40 50")
    slot = town.slot()
    page = desk().open(page_of(town, person)).follow("Book for personen i telefonen")
    page = page.press("Vis tider", form="Telefon")
    assert page.press("Tjek").errors == ["Vælg en tid."]
    wrong = page.press("Tjek", tid="Tirs. 10. sep.", telefon="12")
    assert wrong.errors == ["Skriv et telefonnummer med 8 cifre, eller begynd med + og landekoden."]

    cleared = wrong.press("Tjek", telefon="")
    assert cleared.errors == ["Skriv det nummer, personen vil ringes op på."]
    check = cleared.press("Tjek", telefon="21 22 23 24")
    assert "Personen booker selv samtalen (LAB § 34, stk. 1)." in check.text
    done = check.press("Book samtalen")

    assert "Jobsamtale med a-kassen, selvbooket" in done.text
    assert town.free(slot) == 0
    (booking,) = [b for b in town.database.read(lambda s: bookings.list_own(s, person)) if b.start > NOW]
    assert (booking.oprindelse, booking.phone) == (Oprindelse.SELVBOOKET, "21 22 23 24")
    entry = town.database.read(
        lambda s: s.scalars(select(Audit).where(Audit.action == "book_jobsamtale")).one()
    )
    assert (entry.actor_kind, entry.actor_id, entry.organisation_id, entry.details) == (
        "caseworker",
        town.a_kasse_worker,
        town.a_kasse,
        {"telefon": True},
    )
    citizen = Browser(signed_in_client(person), person)
    told = "Anna, A-kassen, bookede samtalen for dig i telefonen mandag den 2. september 2024."
    assert told in citizen.open(f"/samtale/{booking.public_id}").text


def test_the_meeting_is_moved_and_called_off_in_the_same_way(
    town: Town, desk: Desk, signed_in_client: SignIn
) -> None:
    person = town.person(in_the_a_kasse())
    booking = town.book(person, town.slot())
    other = town.slot(TEN + DAY)
    page = desk().open(page_of(town, person, "/book"))
    assert "Tirs. 10. sep. 2024 kl. 10.00: Jobsamtale" in page.text

    page.follow("Flyt").press("Tjek", tid="Ons. 11. sep.").press("Flyt samtalen")
    assert town.free(other) == 0
    off = desk().open(page_of(town, person, "/book")).follow("Meld afbud")
    assert "Uden en lovlig grund får personen ikke dagpenge for dagen." in off.text
    assert off.press("Aflys samtalen for personen").errors == ["Vælg, hvorfor personen ikke kan komme."]
    done = off.press("Aflys samtalen for personen", grund="Sygdom")

    assert "Aflyst af personen" in done.text
    assert town.free(other) == 1
    acts = town.database.read(lambda s: s.scalars(select(PhoneAct.act).order_by(PhoneAct.id)).all())
    assert acts == ["move", "call_off"]
    shown = Browser(signed_in_client(person), person).open(f"/samtale/{booking.public_id}").text
    assert "flyttede samtalen for dig i telefonen" in shown
    assert "aflyste samtalen for dig i telefonen" in shown


def test_what_the_person_may_not_book_the_caseworker_does_not_either(town: Town, desk: Desk) -> None:
    first = town.person(new_in_the_a_kasse())
    revoked = Beslutning(BeslutningArt.FRATAGELSE, Aktoer.A_KASSE, date(2024, 8, 20))
    second = town.person(replace(in_the_a_kasse(), beslutninger=(revoked,)))
    slot = town.slot()

    for person, why in ((first, "Den første samtale skal"), (second, "Retten til at booke selv er frataget")):
        page = desk().open(page_of(town, person, "/book"))
        refused = page.section("Personen kan ikke selv booke det")
        assert why in refused
        assert page_of(town, person, "/indkald") in page.links().values()
        found = re.search(r'name="csrf_token" value="([^"]+)"', page.browser.client.get("/cookies").text)
        assert found is not None
        token = found.group(1)
        fields = {"csrf_token": token, "art": "jobsamtale", "form": "fremmoede", "tid": str(slot)}
        assert page.browser.client.post(page_of(town, person, "/book/gem"), data=fields).status_code == 409
    assert town.free(slot) == 1


def test_only_whoever_holds_the_course_books_and_only_in_own_times(town: Town, desk: Desk) -> None:
    person, before = town.person(with_the_jobcenter()), town.count(Booking)
    slot = town.slot()
    assert desk().client.get(page_of(town, person, "/book")).status_code == 404
    mine = OnBehalf(town.a_kasse_worker, public_id(town, person))
    command = BookJobsamtale(
        person, slot, SamtaleArt.JOBSAMTALE, Samtaleform.FREMMOEDE, public_id(town, person), by=mine
    )
    with pytest.raises(NotSeen):
        book_jobsamtale(command, town.database, NOW)
    other = town.person(in_the_a_kasse())
    wrong = replace(mine, person=public_id(town, other))
    with pytest.raises(NotSeen):
        book_jobsamtale(replace(command, by=wrong), town.database, NOW)
    assert town.count(Booking) == before + 1  # the meeting that `other` was held


def test_who_did_it_is_never_changed(town: Town, desk: Desk) -> None:
    person = town.person(in_the_a_kasse())
    town.slot()
    page = desk().open(page_of(town, person, "/book"))
    page.press("Tjek", tid="Tirs. 10. sep.").press("Book samtalen")

    for statement in ("UPDATE phone_act SET act = 'move'", "DELETE FROM phone_act"):
        with pytest.raises(IntegrityError):
            town.database.write(lambda s, statement=statement: s.execute(text(statement)) and None)
