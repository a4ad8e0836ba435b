"""Calling a person in on the pages: what may be called when, the letter before it is sent, the answers."""

from __future__ import annotations

from portal.policy.facts import SamtaleArt, Samtaleform
from portal.store import summons
from portal.store.database import Session
from portal.store.tables import Person
from portal.store.tables_calling import Indkaldelse
from portal.store.tables_case import Letter
from tests.actions.calling import DAY, called, controlled
from tests.actions.courses import in_the_a_kasse, new_in_the_a_kasse, with_the_jobcenter
from tests.store.town import NOW, TEN, Town
from tests.web.caseworker.conftest import Desk, page_of

NEXT, SEND = "Se brevet og tjek", "Send indkaldelsen"


def test_the_first_meeting_is_called_in_three_steps_and_stands_on_the_persons_page(
    town: Town, desk: Desk
) -> None:
    person = town.person(new_in_the_a_kasse())
    town.slot()
    page = desk().open(page_of(town, person)).follow("Indkald til samtale")
    assert "Første samtale holdt: senest mandag den 19. august 2024" in page.text
    assert page.options("tid") == [
        "Tirs. 10. sep. 2024 kl. 10.00–11.00, Anna",
        "Et andet tidspunkt, hvor du selv er ledig",
    ]

    check = page.press(NEXT, tid="Tirs. 10. sep.", besked="Tag dit cv med.")
    assert "breve på papir" not in check.text
    assert check.h1 == "Tjek indkaldelsen og brevet"
    assert "Personen kan indkaldes til tirsdag den 10. september 2024 kl. 10.00" in check.text
    assert "Tag dit cv med." in check.text
    assert town.count(Letter) == 0
    again = check.press("Ret")
    assert again.value("besked") == "Tag dit cv med."

    done = again.press(NEXT).press(SEND)

    assert done.address == page_of(town, person)
    assert "Tirs. 10. sep. 2024 kl. 10.00 Første jobsamtale 2. sep. 2024 Intet svar endnu" in done.text
    assert "Indkaldelse til en samtale" in done.links()
    assert (town.count(Letter), town.count(Indkaldelse)) == (1, 1)


def test_who_books_alone_is_not_called_and_the_next_step_is_said(town: Town, desk: Desk) -> None:
    person = town.person(in_the_a_kasse())
    town.slot()

    page = desk().open(page_of(town, person, "/indkald"))

    refused = page.section("Personen kan ikke indkaldes til det")
    assert "skal derfor ikke indkaldes (LAB § 34; BAB § 46)" in refused
    assert "Sæt en frist for at booke, eller begrund" in refused
    assert page.links()["Sæt en frist for at booke"] == page_of(town, person, "/frist")


def test_short_notice_takes_its_need_in_words_and_no_address_holds_them(town: Town, desk: Desk) -> None:
    person = town.person(in_the_a_kasse(), phone="20 30 40 50")
    town.slot()
    page = desk().open(page_of(town, person, "/indkald"))
    page = page.press("Vis tider", kort="ja", form="Telefon")

    empty = page.press(NEXT, tid="Tirs. 10. sep.")
    assert empty.status == 422
    assert empty.errors == ["Begrundelsen mangler (LAB § 34, stk. 2)."]
    check = empty.press(NEXT, kort_varsel="Du er tilbudt et kursus.")
    assert "Vi ringer til dig på 20 30 40 50." in check.text
    done = check.press(SEND)

    assert "Kort varsel" in done.text
    town.slot(TEN + DAY)
    new = done.follow("Giv en ny tid")
    assert new.value("kort_varsel") == "Du er tilbudt et kursus."
    again = new.press(NEXT, tid="Ons. 11. sep.").press(SEND)
    assert "Ons. 11. sep. 2024 kl. 10.00 Kort varsel" in again.text


def test_what_cannot_be_read_is_said_at_its_field_and_kept(town: Town, desk: Desk) -> None:
    person = town.person(new_in_the_a_kasse())
    page = desk().open(page_of(town, person, "/indkald"))

    assert page.press(NEXT).errors == ["Vælg en tid."]
    wrong = page.press(NEXT, tid="egen", dag="", kl="halv ni", lokale="x" * 101)
    assert wrong.status == 422
    assert wrong.errors == [
        "Skriv en dato.",
        "Skriv et klokkeslæt, for eksempel 9.30.",
        "Skriv højst 100 tegn. Nu er der 101.",
    ]
    assert wrong.value("kl") == "halv ni"
    today = page.press(NEXT, tid="egen", dag="2024-09-02", kl="15")
    assert today.errors == ["Samtalen kan tidligst holdes dagen efter indkaldelsen (RÅB § 12, stk. 2)."]
    assert town.count(Indkaldelse) == 0


def test_a_moment_of_ones_own_that_is_taken_meanwhile_is_refused_with_what_was_typed(
    town: Town, desk: Desk
) -> None:
    person, other = town.person(new_in_the_a_kasse()), town.person(in_the_a_kasse())
    typed = {"tid": "egen", "dag": "2024-09-10", "kl": "9.30", "lokale": "Lokale 4"}
    check = desk().open(page_of(town, person, "/indkald")).press(NEXT, **typed)
    assert "kl. 09.30–10.30" in check.text
    town.book(other, town.slot(), Samtaleform.TELEFON)

    late = check.press(SEND)

    assert late.status == 409
    assert late.errors == ["Du er optaget på det tidspunkt."]
    assert late.value("lokale") == "Lokale 4"
    assert town.count(Indkaldelse) == 0


def test_a_wish_for_another_time_is_answered_with_one_or_with_a_reason(town: Town, desk: Desk) -> None:
    person, outcome = controlled(town)
    wish = "Jeg passer børn om formiddagen."
    town.database.write(lambda s: summons.wish(s, outcome.booking.id, wish, NOW))
    town.slot(TEN - DAY)
    page = desk().open(page_of(town, person))
    assert "Ønsker en anden tid" in page.text

    answer = page.follow("Svar på ønsket")
    assert wish in answer.text
    assert answer.press("Behold tiden, og svar personen", begrundelse=" ").errors == [
        "Skriv, hvorfor tiden ikke kan ændres."
    ]
    new = answer.follow("Giv en ny tid")
    assert wish in new.text
    assert new.value("art") == SamtaleArt.KONTROLSAMTALE.value
    done = new.press(NEXT, tid="Man. 9. sep.").press(SEND)

    assert "Aflyst af jer" in done.text
    assert "Man. 9. sep. 2024 kl. 10.00 Kontrolaktion" in done.text


def test_no_is_said_with_its_reason(town: Town, desk: Desk) -> None:
    person, outcome = controlled(town)
    town.database.write(lambda s: summons.wish(s, outcome.booking.id, "Hellere onsdag.", NOW))
    address = page_of(town, person, f"/indkaldelse/{outcome.booking.public_id}")

    done = desk().open(address).press("Behold tiden, og svar personen", begrundelse="Fristen er en uge.")

    assert "Ønskede en anden tid; afslået 2. sep. 2024" in done.text
    assert "Fristen er en uge." in desk().open(address).text


def test_others_do_not_find_the_pages(town: Town, desk: Desk) -> None:
    person, outcome = controlled(town)
    other = town.database.write(lambda s: town.organisation(s, "a_kasse", "AK2", "Den anden"))
    stranger = desk(town.database.write(lambda s: town.caseworker(s, other, "Ny")))

    for below in ("/indkald", f"/indkaldelse/{outcome.booking.public_id}"):
        assert stranger.client.get(page_of(town, person, below)).status_code == 404
    jobcenters = desk(town.jobcenter_worker)
    address = page_of(town, person, f"/indkaldelse/{outcome.booking.public_id}")
    assert jobcenters.client.get(address).status_code == 404
    assert "har kontaktforløbet" in jobcenters.open(page_of(town, person, "/indkald")).text


def test_a_letter_on_paper_has_to_be_there_the_day_before(town: Town, desk: Desk) -> None:
    person = town.person(new_in_the_a_kasse())
    town.slot()

    def on_paper(session: Session) -> None:
        session.get_one(Person, person).digital_post = False

    town.database.write(on_paper)
    page = desk().open(page_of(town, person, "/indkald")).press(NEXT, tid="Tirs. 10. sep.")

    assert "skal være modtaget senest dagen før samtalen (RÅB § 12, stk. 2)" in page.text


def test_after_the_handover_the_a_kasse_sees_of_its_summonses_those_to_come_only(
    town: Town, desk: Desk
) -> None:
    person = town.person(with_the_jobcenter())
    called(town, person, town.slot(TEN - DAY), art=SamtaleArt.RAADIGHEDSSAMTALE)
    page = desk().open(page_of(town, person))

    assert "Man. 9. sep. 2024 kl. 10.00 Rådighed" in page.text
    assert "Book for personen i telefonen" not in page.links()
    jobcenters = desk(town.jobcenter_worker).open(page_of(town, person))
    assert "Rådighed" not in jobcenters.text
