"""One person is brought in, sent on, and changes organisation: who sees what, before and after."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
import time_machine
from sqlalchemy import select

from portal.policy.facts import Person, Tilmelding
from portal.store import facts
from portal.store.tables_case import Audit, Decision, Outbox
from portal.store.tables_session import SigninSession
from tests.actions.courses import in_the_a_kasse, new_in_the_a_kasse
from tests.actions.importing import KIM, key_of, known_of
from tests.conftest import SignIn
from tests.store.town import NOW, TEN, Town
from tests.web.caseworker.conftest import Desk, page_of
from tests.web.caseworker.test_export import read
from tests.web.citizen.browser import Browser

NEW = "/sagsbehandler/ny-borger"
MOVES = "/sagsbehandler/skift"


@pytest.fixture
def database_kind() -> str:
    return "sqlite"


def young(town: Town) -> int:
    person = Person(date(2003, 2, 1), erhvervskompetencegivende_uddannelse=False)
    return town.person(replace(new_in_the_a_kasse(date(2024, 8, 26)), person=person))


def outbox(town: Town, topic: str) -> list[dict[str, object]]:
    query = select(Outbox.payload).where(Outbox.topic == topic)
    return [dict(found) for found in town.database.read(lambda s: s.execute(query).scalars().all())]


def read_file(browser: Browser, address: str) -> list[list[str]]:
    return read(browser.client.get(address).get_data(as_text=True))


def test_somebody_new_is_brought_in_by_a_form_that_keeps_what_was_typed(town: Town, desk: Desk) -> None:
    form = desk().open(NEW)

    wrong = form.press("Opret borgeren", **{"cpr": "1", "tilmelding-fra": "2024-08-05", "mail-vaerdi": "x"})
    assert wrong.status == 422
    assert wrong.errors == [
        "Skriv et CPR-nummer med ti cifre.",
        "Udfyld feltet.",
        "Skriv en mailadresse, for eksempel navn@eksempel.dk.",
    ]
    assert wrong.value("tilmelding-fra") == "2024-08-05"

    page = wrong.press(
        "Opret borgeren",
        **{
            "cpr": KIM,
            "navn-vaerdi": "Kim Ny",
            "mail-vaerdi": "",
            "kommune-kode": "Jobcenter København",
            "indplacering-dato": "2024-08-05",
        },
    )

    assert page.h1 == "Kim Ny"
    known = known_of(town, KIM)
    assert known.facts.tilmeldinger == (Tilmelding(date(2024, 8, 5)),)
    assert (known.a_kasse and known.a_kasse.code, known.jobcenter and known.jobcenter.code) == ("AK1", "0101")
    assert desk().open(NEW).press("Opret borgeren", **{"cpr": KIM, "navn-vaerdi": "En"}).h1 == "Kim Ny"


def test_somebody_elses_person_is_taken_over_only_when_that_is_confirmed(town: Town, desk: Desk) -> None:
    other = town.database.write(lambda s: town.organisation(s, "a_kasse", "AK2", "Den anden"))
    person = town.person(in_the_a_kasse())
    cpr = town.cpr(person)
    form = desk(town.worker_with_role("caseworker", other)).open(NEW)

    undated = form.press("Opret borgeren", **{"cpr": cpr, "navn-vaerdi": "X"})
    assert undated.errors == ["Personen har en anden i dag. Skriv, fra hvilken dag det er ændret."]

    sure = undated.press("Opret borgeren", **{"cpr": cpr, "a_kasse-fra": "2024-09-02"})
    assert sure.h1 == "Borgeren kommer fra en anden"
    assert "Kim Jensen" not in sure.text
    assert known_of(town, cpr).a_kasse == known_of(town, cpr).a_kasse

    page = sure.press("Ja, registrér skiftet", cpr=cpr)

    assert page.h1 == "Kim Jensen"
    found = known_of(town, cpr)
    assert found.a_kasse is not None
    assert found.a_kasse.code == "AK2"
    assert [told["after"] for told in outbox(town, "membership.changed")] == ["AK2"]


def test_a_change_of_kommune_is_listed_with_both_and_each_sees_its_own(
    town: Town, desk: Desk, clock: time_machine.Traveller
) -> None:
    town.database.write(lambda s: town.organisation(s, "jobcenter", "0147", "Jobcenter Frederiksberg"))
    there = town.database.read(lambda s: town.organisations(s))
    new = next(key for (_holder, code), key in there.items() if code == "0147")
    old_worker, new_worker = town.jobcenter_worker, town.worker_with_role("caseworker", new)
    person = town.person(in_the_a_kasse())
    town.book(person, town.jobcenter_slot(TEN))

    form = desk(old_worker).open(page_of(town, person, "/skift")).follow("Registrér ny kommune")
    check = form.press("Se, hvad det ændrer", kode="Jobcenter Frederiksberg", fra="2024-09-05")
    assert check.press("Gem").status == 200
    listed = "Kim Jensen 5. sep. 2024 Jobcenter Frederiksberg tirs. 10. sep. 2024 kl. 10.00, Jobsamtale"
    assert listed in desk(old_worker).open(MOVES).text
    assert "Kim Jensen" not in desk(new_worker).open(MOVES).text
    assert desk(new_worker).open(page_of(town, person)).status == 404

    clock.move_to(datetime(2024, 9, 6, 8, 0, tzinfo=UTC))

    assert desk(old_worker).open(page_of(town, person)).status == 404
    after = desk(old_worker).open(MOVES)
    assert listed in after.text
    assert "Kim Jensen" not in after.links()
    coming = desk(new_worker).open(MOVES)
    assert "Kim Jensen 5. sep. 2024 Jobcenter København" in coming.text
    for worker in (old_worker, new_worker):
        desk(worker).open(MOVES)
    seen = select(Audit.actor_id).where(Audit.action == "see_changes", Audit.person_id == person)
    once_a_day = [old_worker, old_worker, new_worker]
    assert town.database.read(lambda s: s.execute(seen.order_by(Audit.id)).scalars().all()) == once_a_day
    files = {worker: read_file(desk(worker), MOVES + ".csv") for worker in (old_worker, new_worker)}
    assert files[old_worker][1][:4] == [
        "Går fra jer",
        "Kim Jensen",
        "5. sep. 2024",
        "Jobcenter Frederiksberg",
    ]
    assert files[new_worker][0][:4] == ["Liste", "Person", "Fra", "Til"]
    assert files[new_worker][1][:3] == ["Er kommet til jer", "Kim Jensen", "5. sep. 2024"]
    taken = select(Audit.actor_id).where(Audit.action == "export_list", Audit.person_id == person)
    assert town.database.read(lambda s: s.execute(taken).scalars().all()) == [old_worker, new_worker]
    # The a-kasse holds the kontaktforløb: the new jobcenter sees only what it has itself.
    assert "Ingen planlagte samtaler, I kan se." in coming.follow("Se planlagte samtaler").text


def test_the_new_a_kasse_sees_the_course_that_is_passed_on_and_the_old_one_no_longer(
    town: Town, desk: Desk
) -> None:
    other = town.database.write(lambda s: town.organisation(s, "a_kasse", "AK2", "Den anden"))
    person = town.person(in_the_a_kasse())
    cpr = town.cpr(person)
    town.book(person, town.slot(TEN))
    browser = desk(town.worker_with_role("caseworker", other))
    typed = {"cpr": cpr, "navn-vaerdi": "X", "a_kasse-fra": "2024-09-02"}
    browser.open(NEW).press("Opret borgeren", **typed).press("Ja, registrér skiftet", cpr=cpr)

    assert "Tirs. 10. sep. 2024 kl. 10.00" in browser.open(page_of(town, person, "/skift")).text
    assert desk().open(page_of(town, person)).status == 404
    assert "tirs. 10. sep. 2024 kl. 10.00" in desk().open(MOVES).text
    assert "registreres af den a-kasse" in browser.open(page_of(town, person, "/skift")).text


def test_a_person_of_the_target_group_is_sent_on_with_code_45(town: Town, desk: Desk) -> None:
    person = young(town)
    town.book(person, town.slot(TEN))
    page = desk().open(page_of(town, person, "/visiter"))
    assert "skal visiteres senest mandag den 9. september 2024" in page.text
    assert "Under 25 år (født 1. februar 2003) Ja" in page.text
    assert "Tirs. 10. sep. 2024 kl. 10.00" in page.text

    done = page.press("Visitér personen i dag")

    assert "Personen er visiteret mandag den 2. september 2024" in done.text
    assert "Tirs. 10. sep. 2024 kl. 10.00" in done.text
    assert [told["aarsagskode"] for told in outbox(town, "dfdg.visitation")] == [45]
    assert len(outbox(town, "person.visiteret")) == 1
    assert [told["kind"] for told in outbox(town, "letter.written")] == ["visiteret"]
    known = town.database.read(lambda s: facts.load(s, person, NOW))
    assert known.facts.visiteret == date(2024, 9, 2)
    assert town.count(Decision) == 1
    # Once is enough, however often the button is pressed.
    assert page.press("Visitér personen i dag").status == 200
    assert len(outbox(town, "dfdg.visitation")) == 1


def test_nobody_outside_the_target_group_is_sent_on_and_no_jobcenter_sends_anybody(
    town: Town, desk: Desk
) -> None:
    grown = town.person(in_the_a_kasse())
    page = desk().open(page_of(town, grown, "/visiter"))

    assert "Personen er ikke i målgruppen for uddannelsespålæg (LAB § 27, stk. 3)." in page.text
    token = page.browser.open(page_of(town, grown, "/forloeb/ret/cv")).value("csrf_token") or ""
    refused = page.browser.client.post(page_of(town, grown, "/visiter"), data={"csrf_token": token})
    assert refused.status_code == 422
    assert desk(town.jobcenter_worker).open(page_of(town, young(town), "/visiter")).status == 404
    assert outbox(town, "dfdg.visitation") == []


def test_who_was_asked_for_by_a_stranger_is_in_the_log(town: Town, desk: Desk) -> None:
    other = town.database.write(lambda s: town.organisation(s, "a_kasse", "AK2", "Den anden"))
    person = town.person(in_the_a_kasse())
    worker = town.worker_with_role("caseworker", other)
    typed = {"cpr": town.cpr(person), "navn-vaerdi": "X", "a_kasse-fra": "2024-09-01"}

    desk(worker).open(NEW).press("Opret borgeren", **typed)

    query = select(Audit.outcome).where(Audit.person_id == person, Audit.actor_id == worker)
    assert town.database.read(lambda s: s.execute(query).scalars().all()) == ["refused"]
    assert key_of(town, town.cpr(person)) == person


def test_a_fuldmagt_is_shown_to_the_organisation_and_to_the_person_and_opens_no_account(
    town: Town, desk: Desk, signed_in_client: SignIn
) -> None:
    person = town.person(in_the_a_kasse())
    form = desk().open(page_of(town, person, "/forloeb/ret/fuldmagt"))
    typed = {"navn": "Ida Holm", "omfang": "Breve", "fra": "2024-09-01", "til": "2024-12-31"}
    assert form.press("Se, hvad det ændrer", **typed).errors == [
        "Skriv en adresse eller en mailadresse til den, der har fuldmagten."
    ]

    form.press("Se, hvad det ændrer", **typed, mail="ida@holm.example").press("Gem")

    assert "Fuldmagt Ida Holm Breve, til og med 31. dec. 2024" in desk().open(page_of(town, person)).text
    letters = Browser(signed_in_client(person), person).open("/breve")
    assert "Ida Holm (breve fra A-kassen, til og med 31. december 2024)" in letters.text
    assert "Ida Holm" not in desk(town.jobcenter_worker).open(page_of(town, person)).text
    assert town.count(SigninSession) == 4


def test_guidance_and_the_cv_are_on_the_persons_page_with_who_looked(town: Town, desk: Desk) -> None:
    person = town.person(in_the_a_kasse())
    assert "Vejledt om selvbooking Ikke noteret" in desk().open(page_of(town, person)).text

    for kind, typed in (
        ("vejledning", {"dato": "2024-08-06", "skriftlig": "Ja"}),
        ("cv", {"dato": "2024-08-12", "fyldestgoerende": "Nej"}),
    ):
        form = desk().open(page_of(town, person, f"/forloeb/ret/{kind}"))
        check = form.press("Se, hvad det ændrer", **typed)
        # A CV or guidance is a fact of its own: the law's answers go by dates.
        assert "Rettelsen ændrer ingen svar" in check.text
        check.press("Gem")

    page = desk().open(page_of(town, person))
    assert "Vejledt om selvbooking 6. aug. 2024" in page.text
    assert "CV set igennem 12. aug. 2024: ikke fyldestgørende A-kassen" in page.text
