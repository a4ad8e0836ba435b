"""Calling off: what it costs, moving first, a reason, a second confirmation."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from portal.policy.facts import (
    AflystAf,
    Aktoer,
    Facts,
    Frist,
    MindreIntensiv,
    MindreIntensivGrund,
    Oprindelse,
    Samtaleform,
    SamtaleStatus,
)
from portal.store import bookings
from portal.store.views import BookingView
from tests.actions.courses import in_the_a_kasse
from tests.store.town import NOW, TEN, Town
from tests.web.citizen.browser import Browser
from tests.web.citizen.conftest import Visit

DAY = timedelta(days=1)


def with_deadline(facts: Facts) -> Facts:
    deadline = Frist(Aktoer.A_KASSE, date(2024, 9, 1), date(2024, 9, 9), vejledt=True)
    return replace(facts, frister=(deadline,))


def latest(town: Town, browser: Browser) -> BookingView:
    return town.database.read(lambda session: bookings.list_own(session, browser.person))[-1]


def test_calling_off_takes_a_reason_and_a_second_yes(visit: Visit, town: Town) -> None:
    browser = visit(in_the_a_kasse())
    slot = town.slot()
    town.book(browser.person, slot)

    first = browser.open("/min-plan").follow("Aflys")
    second = first.press("Næste", grund="Ingen af dem")

    assert latest(town, browser).status is SamtaleStatus.PLANLAGT
    assert second.h1 == "Er du sikker?"
    receipt = second.press("Ja, aflys samtalen")
    assert receipt.h1 == "Samtalen er aflyst"
    called_off = latest(town, browser)
    assert (called_off.status, called_off.aflyst_af) == (SamtaleStatus.AFLYST, AflystAf.PERSON)
    assert called_off.aflyst_grund is None
    assert town.free(slot) == 1


def test_it_says_what_it_costs_with_the_paragraph_and_the_deadline_it_opens_again(
    visit: Visit, town: Town
) -> None:
    browser = visit(with_deadline(in_the_a_kasse()))
    town.book(browser.person, town.slot())

    first = browser.open("/min-plan").follow("Aflys")
    second = first.press("Næste", grund="Ingen af dem")

    cost = "Du får ikke dagpenge for tirsdag den 10. september 2024"
    assert f"{cost}, medmindre du har en lovlig grund til ikke at komme." in first.text
    assert "RÅB § 18, stk. 4" in first.links()
    assert "uden en lovlig grund får du ikke dagpenge for tirsdag den 10. september 2024" in first.text
    assert "Tæller som udeblivelse Ja" in second.text
    opened = (
        "Du skal booke en ny samtale senest mandag den 9. september 2024, og den skal holdes senest mandag "
        "den 16. september 2024."
    )
    assert opened in first.text
    assert f"{cost}." in second.text
    assert opened in second.text
    receipt = second.press("Ja, aflys samtalen")
    assert "Du skal booke en ny samtale senest mandag den 9. september 2024." in receipt.text


def test_a_reason_is_kept_and_the_a_kasse_is_said_to_judge_it(visit: Visit, town: Town) -> None:
    browser = visit(in_the_a_kasse())
    town.book(browser.person, town.slot())

    second = browser.open("/min-plan").follow("Aflys").press("Næste", grund="Jeg er syg")

    assert "Din a-kasse afgør, om din grund er lovlig." in second.text
    assert "grund" not in second.address
    receipt = second.press("Ja, aflys samtalen")
    assert "Gem det, der viser det." in receipt.text
    assert latest(town, browser).aflyst_grund == "sygdom"


def test_moving_is_offered_first(visit: Visit, town: Town) -> None:
    browser = visit(in_the_a_kasse())
    town.book(browser.person, town.slot())
    town.slot(TEN + DAY)

    page = browser.open("/min-plan").follow("Aflys")

    assert page.text.index("Flyt samtalen i stedet") < page.text.index("Hvorfor kan du ikke komme?")
    assert page.follow("Find en anden tid").h1 == "Find en ny tid"


def test_without_an_answer_the_question_is_asked_again(visit: Visit, town: Town) -> None:
    browser = visit(in_the_a_kasse())
    town.book(browser.person, town.slot())

    again = browser.open("/min-plan").follow("Aflys").press("Næste")

    assert (again.status, again.errors) == (422, ["Vælg, hvorfor du ikke kan komme."])
    assert latest(town, browser).status is SamtaleStatus.PLANLAGT


def test_the_last_page_sent_twice_shows_the_same_receipt(visit: Visit, town: Town) -> None:
    browser = visit(in_the_a_kasse())
    town.book(browser.person, town.slot())
    second = browser.open("/min-plan").follow("Aflys").press("Næste", grund="Ingen af dem")

    first_time, second_time = second.press("Ja, aflys samtalen"), second.press("Ja, aflys samtalen")

    assert (first_time.h1, second_time.h1) == ("Samtalen er aflyst", "Samtalen er aflyst")


def test_who_has_no_duty_to_come_is_told_that_it_costs_nothing(visit: Visit, town: Town) -> None:
    job = MindreIntensiv(MindreIntensivGrund.JOB, dokumenteret=True, starter=date(2024, 10, 1))
    browser = visit(replace(in_the_a_kasse(), mindre_intensiv=(job,)))
    booked = town.book(browser.person, town.slot())

    page = browser.open(f"/samtale/{booked.public_id}/aflys")

    assert "Det koster dig ikke noget, at du aflyser den samtale." in page.text
    assert "Hvorfor? Hvis du aflyser" in page.text
    assert "Den dag har du ikke pligt til at komme. Grunden er: job på fuld tid." in page.text
    assert "om: mindre intensiv indsats" in page.text
    assert "LAB § 106, stk. 1" in page.links()


def test_a_meeting_that_has_begun_cannot_be_called_off(visit: Visit, town: Town) -> None:
    browser = visit(in_the_a_kasse())
    booked = town.book(browser.person, town.slot(NOW - timedelta(minutes=10)))

    page = browser.open(f"/samtale/{booked.public_id}/aflys")

    assert (
        "Tidspunktet er passeret. Kom du ikke til samtalen, så kontakt A-kassen med det samme." in page.text
    )
    assert page.options("grund") == []


def test_what_the_organisation_called_off_does_not_count_against_the_person(visit: Visit, town: Town) -> None:
    facts = in_the_a_kasse()
    theirs = replace(
        facts.samtaler[0],
        noegle=1,
        start=TEN - 10 * DAY,
        form=Samtaleform.TELEFON,
        oprindelse=Oprindelse.SELVBOOKET,
        status=SamtaleStatus.AFLYST,
        aflyst_af=AflystAf.MYNDIGHED,
        aflyst=NOW - 5 * DAY,
    )
    browser = visit(replace(facts, samtaler=(*facts.samtaler, theirs)))

    plan = browser.open("/min-plan")
    shown = browser.open(f"/samtale/{latest(town, browser).public_id}")

    assert "Aflyst af din a-kasse. Det tæller ikke imod dig." in plan.text
    assert "Aflyst af din a-kasse. Det tæller ikke imod dig." in shown.text


def test_another_persons_meeting_cannot_be_called_off(visit: Visit, town: Town) -> None:
    owner, stranger = visit(in_the_a_kasse()), visit(in_the_a_kasse())
    booked = town.book(owner.person, town.slot())
    own = town.book(stranger.person, town.slot(TEN + DAY))
    page = stranger.open(f"/samtale/{own.public_id}/aflys").press("Næste", grund="Ingen af dem")

    token = page.value("csrf_token") or ""
    fields = [("csrf_token", token), ("grund", "ingen")]
    answer = stranger.send("post", f"/samtale/{booked.public_id}/aflys/bekraeft", fields)

    assert answer.status == 404
    assert latest(town, owner).status is SamtaleStatus.PLANLAGT
