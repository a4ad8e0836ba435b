"""A decision as a case on the pages: from the hearing to the board's answer, in order, with its file."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine

from portal.actions.sager.answer_hearing import AnswerHearing, answer_hearing
from portal.actions.sager.ask_to_see_file import AskToSeeFile, ask_to_see_file
from portal.actions.sager.own_case import Done
from portal.policy.facts import Aktoer, MindreIntensiv, MindreIntensivGrund
from tests.actions.cases import case_of, complain, hear, of, revoke, someone, steps
from tests.actions.courses import in_the_a_kasse
from tests.store.town import NOW, Town
from tests.web.caseworker.conftest import Desk, page_of
from tests.wording.pdf_text import opened, words, words_by_page

LIST = "/sagsbehandler/sager"
WHAT = "Retten til selv at booke (LAB § 35)"
JOB = MindreIntensiv(MindreIntensivGrund.JOB, dokumenteret=True, starter=(NOW + timedelta(days=30)).date())


@pytest.fixture
def database_kind() -> str:
    return "sqlite"


def test_a_revocation_is_answered_decided_complained_of_upheld_and_set_aside_by_the_board(
    town: Town, desk: Desk, clock: time_machine.Traveller
) -> None:
    person = someone(town)
    hear(town, person)
    jobcenter = desk(town.jobcenter_worker)
    home = jobcenter.open("/sagsbehandler")
    assert "1 Sager med frist" in home.text
    page = home.follow("1 Sager med frist")
    assert "Afgør sagen, eller lad den falde Snarest muligt" in page.section("Venter på jer")
    case = page.follow("Kim Jensen")
    assert case.h1 == WHAT
    for told in ("Personen blev hørt", "Venter på jer", "Ikke afgjort"):
        assert told in case.text
    assert "RSL § 3" in case.links()

    form = case.follow("Skriv personens svar ned")
    empty = form.press("Gem svaret", dag="", tekst="")
    assert (empty.status, empty.errors) == (422, ["Skriv en dato.", "Skriv en tekst."])
    early = empty.press("Gem svaret", dag="2024-08-20", tekst="Jeg var syg.")
    assert (early.status, early.errors) == (
        422,
        ["Svaret kan ikke være kommet, før høringen blev sendt (FVL § 19; FVL § 21)."],
    )
    assert early.press("Gem svaret", dag="2024-09-03", tekst="Nej").errors == ["Dagen ligger i fremtiden."]
    case = early.press("Gem svaret", dag="2024-08-28", tekst="Jeg var syg.")
    assert "Jeg var syg." in case.text
    checked = case.follow("Afgør sagen").press("Se brevet og tjek", svar="")
    assert "Jeg var syg." in checked.text  # what was answered stands in the letter, left out or not
    decided = checked.press("Træf afgørelsen og send brevet")
    assert "Personen kan klage" in decided.section("Jeres sager")

    clock.shift(timedelta(days=50))
    case = desk(town.jobcenter_worker).open(page_of(town, person)).follow(WHAT)
    assert "Der er ikke mere at gøre i sagen." in case.text
    form = case.follow("Registrér en klage")
    assert form.press("Registrér klagen og send kvitteringen", tekst="Uenig").errors == [
        "Vælg, hvordan klagen er kommet."
    ]
    case = form.press("Registrér klagen og send kvitteringen", kanal="papir", tekst="Jeg er uenig.")
    assert "Klagen udsætter ikke afgørelsen (RSL § 72)" in case.text
    out_of_turn = case.browser.open(f"{case.address}/sendt")
    assert "Sagen skal genvurderes, før klagen kan sendes" in out_of_turn.text
    form = case.follow("Vurdér sagen igen")
    assert form.press("Gem genvurderingen", resultat="fastholdt").errors == ["Skriv en tekst."]
    case = form.press("Gem genvurderingen", resultat="fastholdt", tekst="Vi står ved det.")
    case = case.follow("Send klagen til Ankestyrelsen").press("Klagen og akterne er sendt")
    assert "Venter på Ankestyrelsen" in case.text
    case = case.follow("Registrér, hvad Ankestyrelsen har afgjort").press(
        "Registrér afgørelsen og send brevet", dag="2024-10-22", resultat="ophaevet"
    )
    assert "Afgørelsen er ophævet" in case.text
    assert "Fratag retten til selv at booke" in case.follow("Kim Jensen").text

    file = case.browser.client.get(case.links()["Hent sagens akter (PDF)"])
    assert file.mimetype == "application/pdf"
    pdf = opened(file.data)
    said = words(pdf)
    assert pdf.Root.MarkInfo.Marked
    for told in (
        "Jegeruenig.",
        "Vistårveddet.",
        "Bilag1:",
        "Jegvarsyg.",
        "Vurderingerefterloven",
        "Sagensforløb",
    ):
        assert told in said, told
    pages = words_by_page(pdf)
    index = re.findall(r"Bilag(\d+):[^•]*?,side(\d+)", pages[0])
    assert [number for number, _page in index] == [str(at) for at in range(1, len(index) + 1)]
    assert len(index) > 4
    for number, page in index:
        assert pages[int(page) - 1].startswith(f"Bilag{number}"), number
    for at, page in enumerate(pages, start=1):
        assert f"{at}/{len(pages)}" in page


def test_a_complaint_is_upheld_in_part_on_its_form_and_what_is_left_is_taken_back(
    town: Town, desk: Desk
) -> None:
    person = someone(town)
    revoke(town, person)
    complain(town, person, NOW)
    form = desk(town.jobcenter_worker).open(page_of(town, person)).follow(WHAT).follow("Vurdér sagen igen")
    assert "Sidste dag, personen ikke selv kan booke" in form.text

    empty = form.press("Gem genvurderingen", resultat="delvist")
    assert (empty.status, empty.errors) == (422, ["Skriv en dato.", "Skriv en tekst."])
    early = form.press("Gem genvurderingen", resultat="delvist", til="2024-09-01", tekst="Kun kort.")
    assert early.errors == ["Dagen skal være mandag den 2. september 2024 eller senere (RSL § 66)."]
    case = early.press("Gem genvurderingen", til="2024-09-20")
    for told in (
        "Gælder til og med fredag den 20. september 2024",
        "Personen får delvist medhold",
        "Send klagen til Ankestyrelsen",
    ):
        assert told in case.text, told
    cover = words(opened(case.browser.client.get(case.links()["Hent sagens akter (PDF)"]).data))
    assert "delvistmedhold" in cover
    assert "20.september2024" in cover

    assert "Gælder til og med 20. sep. 2024" in case.follow("Kim Jensen").section("Beslutninger")

    back = case.follow("Registrér, at klagen er trukket tilbage")
    assert "Klagen er trukket tilbage" in back.text
    case = back.press("Registrér, at klagen er trukket tilbage", dag="2024-09-02", tekst="Det er fint nu.")
    assert "Personen kan klage" in case.section("Det næste")


def test_whoever_asked_to_see_the_file_is_waited_for_on_the_form_of_the_decision(
    town: Town, desk: Desk
) -> None:
    person = someone(town)
    case = hear(town, person)
    ask_to_see_file(AskToSeeFile(person, case.view.public_id), town.database, NOW)
    form = desk(town.jobcenter_worker).open(page_of(town, person, "/fratag"))
    assert "Personen har bedt om at se papirerne i sagen." in form.text
    assert "FVL § 9 b" in form.links()
    assert form.follow("Se anmodningen").status == 200

    stopped = form.press("Se brevet og tjek")
    assert stopped.status == 422
    assert len(stopped.errors) == 1
    assert "Afgørelsen skal vente" in stopped.errors[0]
    silent = stopped.press("Se brevet og tjek", udsaet="hensyn")
    assert silent.errors == ["Skriv konkret, hvorfor afgørelsen ikke kan vente (FVL § 9 b, stk. 2)."]
    checked = silent.press("Se brevet og tjek", udsaet_fordi="En anden borger venter.")
    done = checked.press("Træf afgørelsen og send brevet")
    told = done.follow(WHAT).text
    assert "Afgørelsen ventede ikke på, at personen så papirerne" in told
    assert "En anden borger venter." in told


def test_all_that_a_person_answered_fits_into_the_decision_and_what_came_besides_too(
    town: Town, desk: Desk
) -> None:
    person = someone(town)
    sag = hear(town, person).view.public_id
    for sign in "æøå":
        said = AnswerHearing(person, sag, sign * 4000)
        assert isinstance(answer_hearing(said, town.database, NOW), Done)
    form = desk(town.jobcenter_worker).open(page_of(town, person, "/fratag"))
    assert "æ" * 4000 in form.text

    too_long = form.press("Se brevet og tjek", svar="x" * 4001)
    assert too_long.errors == ["Skriv højst 4000 tegn. Nu er der 4001."]
    checked = too_long.press("Se brevet og tjek", svar="å" * 4000)
    assert checked.text.count("å" * 4000) == 2  # among what was typed, and in the letter: once each
    more = form.press("Se brevet og tjek", svar="Også i telefonen.")
    for told in ("æ" * 4000, "ø" * 4000, "å" * 4000, "Også i telefonen."):
        assert told in more.text
    more.press("Træf afgørelsen og send brevet")
    assert steps(case_of(town, person))[-1] == "afgjort"


def test_a_duty_is_upheld_and_lifted_on_its_pages(town: Town, desk: Desk) -> None:
    person = town.person(replace(in_the_a_kasse(), mindre_intensiv=(JOB,)))
    page = desk().open(page_of(town, person))

    form = page.follow("Fasthold pligten til samtaler")
    empty = form.press("Se brevet og tjek")
    assert empty.status == 422
    assert len(empty.errors) == 3
    checked = empty.press(
        "Se brevet og tjek",
        grundlag="misbrug",
        begrundelse="Jobbet begynder aldrig.",
        hoering="hoert",
        sendt="2024-08-20",
        frist="2024-08-28",
    )
    assert "§ 106, stk. 3" in checked.text
    done = checked.press("Træf afgørelsen og send brevet")
    assert "Personen har fra mandag den 2. september 2024 stadig pligt" in done.text
    again = done.browser.open(page_of(town, person, "/fasthold"))
    lift = again.follow("Ophæv afgørelsen")
    assert lift.press("Ophæv afgørelsen og send brevet").status == 422
    assert (
        "Fasthold pligten"
        in lift.press("Ophæv afgørelsen og send brevet", begrundelse="Jobbet er sikkert.").text
    )
    nothing = desk().open(page_of(town, someone(town, Aktoer.A_KASSE), "/fasthold"))
    assert "Pligten kan ikke fastholdes" in nothing.text


def test_a_case_is_dropped_and_nobody_else_finds_it(town: Town, desk: Desk) -> None:
    person = someone(town)
    hear(town, person)
    address = page_of(town, person, f"/sag/{of(town, person).sag}")
    for below in ("", "/frafaldet", "/akter.pdf"):
        assert desk().client.get(f"{address}{below}").status_code == 404
    jobcenter = desk(town.jobcenter_worker, language="en")
    opened_before = jobcenter.open(f"{address}/svaret")

    case = jobcenter.open(f"{address}/frafaldet").press("Drop the case", tekst="Det var en fejl.")

    assert "There is nothing more to do in the case." in case.text
    assert "The case was dropped." in jobcenter.open(f"{address}/svaret").text
    late = opened_before.press("Save the answer", dag="2024-09-02", tekst="Jeg var syg.")
    assert late.status == 422
    assert "The case was dropped." in late.text
    assert jobcenter.open(f"{address}/afgjort").status == 404
    assert "Kim Jensen" not in jobcenter.open(LIST).text
