"""The day of a caseworker, from an empty organisation to the first held meeting."""

from __future__ import annotations

from datetime import date, timedelta

from e2e.browser import PHONE_IN_DANISH, PHONE_IN_ENGLISH, Trouble
from e2e.conftest import SitsDown
from e2e.demo import Demo
from e2e.files import four_months_until, months_of_dagpenge, registered
from e2e.houses import House
from portal import clock
from portal.demo.cpr import cpr_of_nobody
from portal.demo.staff import employees
from portal.policy.facts import Aktoer

BO, GRETE, PIA = (cpr_of_nobody(born, 3) for born in (date(1984, 9, 3), date(1979, 6, 12), date(1988, 4, 6)))
CONTACT = "70 11 22 33"
NOBODY_CALLED, NOTHING_REGISTERED = "Første samtale mangler", "Samtaler uden registrering"
TAKEN_OVER = "Overtaget for nylig"


def test_in_an_a_kasse(sits_down: SitsDown, demo: Demo) -> None:
    house = House(demo, Aktoer.A_KASSE, "AK98", "Nørrebros A-kasse")
    house.stands_empty_but_for("Ada Holm", "ak98-ada")
    ada, karl = house.seats(sits_down), house.seats(sits_down)
    today = clock.today()

    ada.comes_to_work("ak98-ada")
    ada.sets("Kontakt og brevhoved", phone=CONTACT, email="post@noerrebro.example")
    ada.opens_an_office(
        name="Hjørnet",
        address="Nørrebrogade 7",
        postcode="2200",
        city="København N",
        kommune_code="Jobcenter København (0101)",
    )
    ada.opens_it_on_workdays("Hjørnet", "9", "15")
    ada.takes_in("Karl Friis", "ak98-karl", office="Hjørnet")
    house.knows("Karl Friis", "ak98-karl")
    ada.sets("Jeres egne grænser", mindst_dage_mellem="5", hoejst_planlagte="2", ombookning_senest_timer="24")
    ada.imports(*registered(BO, "Bo Lund", "AK98", "0101", today - timedelta(days=3)))
    assert ada.fact("Nye personer") == "1"
    ada.saves_what_the_file_says()

    karl.comes_to_work("ak98-karl")
    days = dict.fromkeys(("a_kasse-fra", "tilmelding-fra", "indplacering-dato"), str(today))
    karl.brings_in("Grete Dam", {"cpr": GRETE, **days})
    karl.publishes_times(today + timedelta(days=1), "8", "16")
    karl.opens_the_list(NOBODY_CALLED)
    assert karl.lines == ["Bo Lund", "Grete Dam"]

    karl.works_by_keyboard()
    karl.goes_by_keys_from_the_line_to_the_act("Grete Dam")
    karl.sees_the_page("Indkald til samtale")
    called = karl.looks_at_the_letter("Tag dit cv med.")
    karl.presses("Send indkaldelsen")
    karl.works_by_pointer()
    karl.opens_the_list(NOBODY_CALLED)
    assert karl.lines == ["Bo Lund"]

    grete = house.citizen(sits_down(PHONE_IN_DANISH), "grete-dam", "Grete Dam", GRETE)
    grete.sees_first("Mød op til din {art} med {holder} {start}.")
    assert called in grete.next_step.inner_text()
    grete.presses_link("Svar på indkaldelsen")
    grete.sees("Du er indkaldt", "Kommer du?")
    grete.presses("Ja, jeg kommer")
    grete.is_told("Du har {dag} svaret, at du kommer.")

    house.lets_the_meetings_pass()
    karl.opens_the_list(NOTHING_REGISTERED)
    karl.goes_from_the_line_to_the_act("Grete Dam")
    karl.says_what_became_of_it("Samtalen er holdt", aftaler="Du søger to job om ugen.")
    karl.sees("Min Plan er udarbejdet sammen med personen", "Personens jobansøgninger er gennemgået")
    karl.opens_the_work_lists()
    assert (karl.number_in(NOTHING_REGISTERED), karl.number_in(NOBODY_CALLED)) == (0, 1)

    grete.opens_min_plan()
    grete.sees("Book din næste samtale med din a-kasse.", "Du har holdt 1 af 3 samtaler.")
    grete.presses_link("Se samtalen")
    grete.reads_exactly("Du søger to job om ugen.")
    grete.opens_min_plan()
    grete.presses_link("Se, hvem der har set dine oplysninger")
    grete.sees("Skrev, hvad der skete med en samtale", "Karl Friis", "Nørrebros A-kasse")


def test_in_a_jobcenter(sits_down: SitsDown, demo: Demo, trouble: Trouble) -> None:
    trouble.expected.add(422)  # what is asked too early
    house = House(demo, Aktoer.JOBCENTER, "0999", "Jobcenter Nyby")
    house.stands_empty_but_for("Ulla Krag", "0999-ulla")
    ulla, neighbour, mona = house.seats(sits_down), house.seats(sits_down), house.seats(sits_down)
    today = clock.today()

    ulla.comes_to_work("0999-ulla")
    ulla.sets("Kontakt og brevhoved", phone=CONTACT, letter_head="Rådhuspladsen 1")
    ulla.opens_an_office(
        name="Rådhuset",
        address="Rådhuspladsen 1",
        postcode="7990",
        city="Nyby",
        kommune_code="Jobcenter Nyby (0999)",
    )
    ulla.opens_it_on_workdays("Rådhuset", "8", "16")
    ulla.chooses_how_joint_meetings_are_agreed("Vi indkalder")
    ulla.takes_in("Mona Bech", "0999-mona", office="Rådhuset")
    house.knows("Mona Bech", "0999-mona")

    in_the_a_kasse = next(one.worker for one in employees() if one.role == "team_leader")
    months = four_months_until(today)
    neighbour.comes_to_work(in_the_a_kasse.subject)
    neighbour.imports(
        *registered(PIA, "Pia Juhl", in_the_a_kasse.branch.code, "0999", months[0]),
        *months_of_dagpenge(PIA, months),
    )
    neighbour.saves_what_the_file_says()

    mona.comes_to_work("0999-mona")
    mona.opens_the_list(TAKEN_OVER)
    mona.goes_from_the_line_to_the_act("Pia Juhl")
    mona.asks_for_the_nearest_deadline()
    mona.is_told("Der er ingen ledige tider, som personen kan få inden fristen {dag}")
    mona.publishes_times(today + timedelta(days=1), "9", "15")
    mona.opens_the_list(TAKEN_OVER)
    mona.goes_from_the_line_to_the_act("Pia Juhl")
    mona.asks_for_the_nearest_deadline()
    mona.sets_the_deadline()
    mona.finds(PIA, "Pia Juhl")
    mona.books_on_the_telephone("Personligt møde")

    pia = house.citizen(sits_down(PHONE_IN_ENGLISH), "pia-juhl", "Pia Juhl", PIA)
    pia.sees_first("Mød op til din {art} med {holder} {start}.")
    assert len(pia.planned) == 1

    house.lets_the_meetings_pass()
    mona.opens_the_work_lists()
    mona.presses_link("Registrér")
    mona.says_what_became_of_it("Personen kom ikke")
    pia.opens_min_plan()
    pia.sees_first("Kontakt {kontakt} nu: Du var ikke med til din {art} {start}.")
    assert CONTACT in pia.next_step.get_by_role("link").first.inner_text()
    mona.notes_that_the_person_got_in_touch()
    pia.opens_min_plan()
    pia.sees_first("Book din første samtale i jobcentret, som nu har ansvaret for dine samtaler.")

    mona.finds(PIA, "Pia Juhl")
    mona.books_on_the_telephone("Personligt møde")
    house.lets_the_meetings_pass()
    mona.opens_the_list(NOTHING_REGISTERED)
    mona.goes_from_the_line_to_the_act("Pia Juhl")
    mona.says_what_became_of_it("Samtalen er holdt", aftaler="Du søger tre job om ugen.")
    mona.opens_the_work_lists()
    assert mona.number_in(NOTHING_REGISTERED) == 0
    pia.opens_min_plan()
    pia.sees_first("Book din næste samtale med {holder}.")
