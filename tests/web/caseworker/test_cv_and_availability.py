"""CVs and rådighedssamtaler from a caseworker's side to the person's own page."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from portal.actions.assess_availability import Assess, Noted, SayWhy, assess, say_why
from portal.policy.facts import SamtaleArt
from portal.policy.raadighed import Aarsag, Vurdering
from portal.store import bookings, raadighed
from portal.store.tables_raadighed import Raadighedsvurdering
from tests.actions.courses import new_in_the_a_kasse, with_the_jobcenter
from tests.actions.meetings import HELD, LATER, of_kind, register
from tests.conftest import SignIn
from tests.store.town import NOW, TEN, Town
from tests.web.caseworker.conftest import Desk, page_of, public_id
from tests.web.citizen.browser import Browser

DAY = timedelta(days=1)
CHECK = "Se brevet og tjek"
REGISTERED = NOW.date() - timedelta(days=5)
LIST, ALL = "/sagsbehandler/liste/cv", "/sagsbehandler/raadighedssamtaler"


@pytest.fixture
def database_kind() -> str:
    return "sqlite"


def test_a_cv_goes_from_the_work_list_by_way_of_a_letter_to_min_plan(
    town: Town, desk: Desk, signed_in_client: SignIn
) -> None:
    person = town.person(new_in_the_a_kasse(REGISTERED))
    browser = desk()
    listed = browser.open(LIST)
    assert "11. sep. 2024" in listed.text
    form = listed.follow("Registrér")
    assert "CV'et skal være i orden senest onsdag den 11. september 2024." in form.text

    empty = form.press("Gem", dato="2024-09-03")
    assert "Vælg, om CV'et er fyldestgørende." in empty.text
    ahead = form.press("Gem", dato="2024-09-03", fyldestgoerende="Ja")
    assert "Dagen ligger i fremtiden (LAB § 23, stk. 6)." in ahead.text
    wordless = form.press("Gem", fyldestgoerende="Nej")
    assert "Personen skal have at vide, hvad der mangler i CV'et (VEJ 10044 8)." in wordless.text

    saved = form.press("Gem", fyldestgoerende="Nej", mangler="Skriv din uddannelse.")

    assert "Ikke fyldestgørende Skriv din uddannelse. Anna A-kassen" in saved.text
    own = Browser(signed_in_client(person), person)
    section = own.open("/min-plan").section("Dit CV")
    assert "skal være udfyldt og godkendt senest onsdag den 11. september 2024" in section
    assert "Det er ikke fyldestgørende endnu. Skriv din uddannelse." in section
    assert "Dit CV på Jobnet skal rettes" in own.open("/breve").text

    form.press("Gem", fyldestgoerende="Ja", mangler="")

    assert "Dit CV på jobnet.dk er godkendt." in own.open("/min-plan").section("Dit CV")
    assert "Alle CV'er er fundet fyldestgørende" in browser.open(LIST).text


def test_a_raadighedssamtale_is_listed_with_its_cause_and_outcome_and_read_by_the_person(
    town: Town, desk: Desk, signed_in_client: SignIn
) -> None:
    person = town.person(with_the_jobcenter())
    booking = town.book(person, town.slot())
    of_kind(town, booking, art=SamtaleArt.RAADIGHEDSSAMTALE.value)
    register(town, person, booking, HELD)
    browser = desk()
    page = browser.open(ALL)
    assert "Ikke skrevet Ikke skrevet" in page.section("Årsag eller vurdering mangler")
    form = browser.open(page_of(town, person, f"/samtale/{booking.public_id}/raadighed"))

    missing = form.press("Gem vurderingen", vurdering="Står til rådighed", begrundelse="Søger nok.")
    assert "Det er ikke skrevet, hvorfor I holder samtalen (RÅB § 38)." in missing.text
    caused = form.press("Gem årsagen", aarsag="Tvivl om rådigheden", anledning="To job på en måned.")
    late = caused.press(
        "Gem vurderingen",
        vurdering="Står til rådighed, men får en frist til at dokumentere sin jobsøgning",
        begrundelse="Søger kun deltid.",
        frist="2025-03-01",
    )
    assert "Fristen skal ligge efter i dag og senest" in late.text
    assert late.value("begrundelse") == "Søger kun deltid."
    caused.press("Gem vurderingen", vurdering="Står til rådighed", begrundelse="Søger nok.")

    listed = browser.open(ALL)
    assert "Tvivl om rådigheden Står til rådighed" in listed.section("Afsluttet de seneste 90 dage")
    assert "Rådighedssamtaler" in browser.open(page_of(town, person)).text
    told = Browser(signed_in_client(person), person).open(f"/samtale/{booking.public_id}")
    assert "Din a-kasse har vurderet, at du står til rådighed. Søger nok." in told.text
    jobcenter = desk(town.jobcenter_worker)
    for hidden in (ALL, page_of(town, person, f"/samtale/{booking.public_id}/raadighed")):
        assert jobcenter.client.get(hidden).status_code == 404

    named = (town.a_kasse_worker, public_id(town, person), booking.public_id)
    same_cause = SayWhy(*named, Aarsag.TVIVL, "To job på en måned.")
    assert say_why(same_cause, town.database, LATER) == Noted(repeated=True)
    same = Assess(*named, Vurdering.STAAR_TIL_RAADIGHED, "Søger nok.")
    assert assess(same, town.database, LATER) == Noted(repeated=True)
    assert town.count(Raadighedsvurdering) == 1


def test_whoever_has_days_to_document_is_told_and_stays_on_the_list_until_assessed_anew(
    town: Town, desk: Desk, signed_in_client: SignIn
) -> None:
    person = town.person(with_the_jobcenter())
    booking = town.book(person, town.slot())
    of_kind(town, booking, art=SamtaleArt.RAADIGHEDSSAMTALE.value)
    register(town, person, booking, HELD)
    named = (town.a_kasse_worker, public_id(town, person), booking.public_id)
    say_why(SayWhy(*named, Aarsag.TVIVL, "To job på en måned."), town.database, LATER)
    frist = LATER.date() + timedelta(days=60)
    found = assess(Assess(*named, Vurdering.FRIST, "Søger kun deltid.", frist), town.database, LATER)
    assert found == Noted()

    def listed(after: int) -> tuple[bool, int]:
        """Whether it lacks something so many days later, and how many do."""
        today = LATER.date() + after * DAY
        (one,) = town.database.read(
            lambda s: raadighed.of_organisation(s, town.a_kasse, LATER + (after - 1) * DAY)
        )
        many = select(raadighed.how_many_lack(town.a_kasse, today))
        return one.lacks(today), town.database.read(lambda s: s.execute(many).scalar_one())

    assert [listed(after) for after in (0, 60, 61, 400)] == [(False, 0), (False, 0), (True, 1), (True, 1)]
    last = "til og med lørdag den 9. november 2024"
    own = Browser(signed_in_client(person), person)
    assert f"Du skal dokumentere din jobsøgning i joblog {last}." in own.open("/min-plan").text
    assert "Søger kun deltid." in own.open("/min-plan").follow("Se a-kassens begrundelse").text
    running = "Frist til at dokumentere jobsøgningen løber"
    assert "til og med 9. nov. 2024" in desk().open(ALL).section(running)
    again = LATER + 61 * DAY
    with time_machine.travel(again, tick=False):
        assert last not in Browser(signed_in_client(person), person).open("/min-plan").text
        lacking = desk().open(ALL).section("Årsag eller vurdering mangler")
    assert "Fristen var 9. nov. 2024: Vurdér rådigheden igen (RÅB § 42, stk. 2)" in lacking
    assess(Assess(*named, Vurdering.STAAR_TIL_RAADIGHED, "Søger nok."), town.database, again)
    assert listed(62) == (False, 0)


def test_who_is_called_to_a_raadighedssamtale_is_called_for_a_cause_that_goes_with_it(
    town: Town, desk: Desk
) -> None:
    person = town.person(with_the_jobcenter())
    town.slot()
    town.slot(TEN + DAY)
    browser, page = desk(), page_of(town, person, "/indkald?art=raadighedssamtale&form=fremmoede")
    form = browser.open(page)
    wordless = form.press(CHECK, tid="Tirs. 10. sep.", aarsag="Underretning fra jobcentret")
    assert "Skriv, hvad det handler om." in wordless.text
    assert "Vælg, hvorfor samtalen holdes." not in wordless.text

    check = form.press(
        CHECK, tid="Tirs. 10. sep.", aarsag="Underretning fra jobcentret", anledning="Kom ikke til kurset."
    )

    assert "Årsag Underretning fra jobcentret Kom ikke til kurset." in check.text
    check.press("Send indkaldelsen")
    assert "Planlagt Underretning fra jobcentret –" in browser.open(ALL).text
    known = town.database.read(lambda s: bookings.list_own(s, person))
    (called,) = (one for one in known if one.art is SamtaleArt.RAADIGHEDSSAMTALE)
    anew = browser.open(page_of(town, person, f"/indkald?i_stedet={called.public_id}"))
    anew.press(CHECK, tid="Ons. 11. sep.").press("Send indkaldelsen")
    assert "Ons. 11. sep. 2024 kl. 10.00" in browser.open(ALL).text
    assert "Planlagt Underretning fra jobcentret –" in browser.open(ALL).text
