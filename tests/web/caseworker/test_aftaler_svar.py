"""The pages on which a jobcenter proposes times for joint meetings, and either side answers the other's."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import insert, select, update

from portal.clock import COPENHAGEN
from portal.store.tables import Caseworker, Organisation
from portal.store.tables_agreement import AgreementInterval, AgreementStep
from portal.store.tables_meeting import Agreement, Slot
from portal.store.tables_times import Absence
from tests.store.town import NOW, TEN, Town
from tests.web.caseworker.conftest import Desk
from tests.web.citizen.browser import Browser

NEW = "/sagsbehandler/aftaler/ny"
LOOK, SEE = "Se, hvad der bliver foreslået", "Se, hvad svaret betyder"
LINK = "https://video.town.example/{tid}"
MORNINGS = {
    "a_kasse": "A-kassen",
    "fra_dag": "2024-09-09",
    "til_dag": "2024-09-20",
    "videolink": LINK,
}
"""Tuesdays from nine to twelve: two of them, with room for three meetings each."""


@pytest.fixture
def jobcenter(town: Town, desk: Desk) -> Browser:
    """A leader of the jobcenter; both organisations have a house to meet in by video."""
    hosts = update(Organisation).values(video_hosts=["video.town.example"])
    town.database.write(lambda session: session.execute(hosts) and None)
    return desk(town.worker_with_role("team_leader", town.jobcenter))


@pytest.fixture
def a_kasse(town: Town, desk: Desk) -> Browser:
    return desk(town.worker_with_role("administrator", town.a_kasse))


def proposed(jobcenter: Browser, **more: str) -> str:
    """The page of what is proposed to the a-kasse."""
    return jobcenter.open(NEW).press(LOOK, **MORNINGS | more).press("Send forslaget").address


def rows(town: Town, table: Any) -> list[Any]:
    return town.database.read(lambda session: list(session.scalars(select(table).order_by(table.id))))


def hours(interval: AgreementInterval | Slot) -> str:
    """`10. 9–11.45`, by the clock in Denmark."""
    start, slut = (one.astimezone(COPENHAGEN) for one in (interval.start, interval.slut))
    return f"{start:%-d. %-H.%M}–{slut:%-H.%M}".replace(".00", "")


def away(town: Town, worker: int, start: datetime, hours: int) -> None:
    values = {"caseworker_id": worker, "kind": "fravaer", "start": start, "entered_by": worker}
    values |= {"slut": start + timedelta(hours=hours), "entered_at": NOW, "public_id": uuid4()}
    town.database.write(lambda session: session.execute(insert(Absence).values(**values)).rowcount)


def choice_of(town: Town, worker: int) -> str:
    """What a choice of that caseworker sends."""
    query = select(Caseworker.public_id).where(Caseworker.id == worker)
    return str(town.database.read(lambda session: session.execute(query).scalar_one()))


def test_what_is_wrong_is_said_at_its_field_and_what_is_left_out_with_its_reason(
    town: Town, jobcenter: Browser
) -> None:
    away(town, jobcenter.person, TEN - timedelta(hours=1), 2)
    form = jobcenter.open(NEW)

    typed = {"fra_dag": "", "d1_fra": "ni", "laengde": "x", "antal": "0", "rejse_foer": "x", "varsel": "3"}
    wrong = form.press(LOOK, **typed, besked="x" * 2001, lokale="y" * 101)
    assert wrong.status == 422
    assert wrong.errors == [
        "Vælg a-kassen.",
        "Skriv den første dag.",
        "Tirsdag: Skriv klokkeslæt som 9.00, og det første før det andet.",
        "Skriv et antal minutter fra 10 til 240.",
        "Skriv et antal fra 1 til 50, eller lad feltet stå tomt.",
        "Skriv et antal minutter fra 0 til 240.",
        "Skriv højst 100 tegn.",
        "Skriv et antal dage fra 14 til 180.",
        "Skriv højst 2000 tegn.",
    ]
    assert [wrong.value(name) for name in typed] == list(typed.values())
    # What the law asks for stands at its field too.
    in_person = form.press(LOOK, **MORNINGS, a_kasse_form="fremmoede")
    assert in_person.status == 422
    assert len(in_person.errors) == 2
    nothing = form.press(LOOK, **MORNINGS | {"til_dag": "2024-09-10", "d1_til": "9.50"})
    assert (nothing.status, len(nothing.errors)) == (422, 1)
    assert "En team_leader" in nothing.section("Udeladt")
    everyday = {f"d{day}_{part}": hour for day in range(7) for part, hour in (("fra", "8"), ("til", "16"))}
    year = form.press(LOOK, **MORNINGS | everyday | {"til_dag": "2025-09-20"}).errors
    assert len(year) == 1
    assert "Foreslå højst 200 ad gangen" in year[0]

    check = form.press(LOOK, **MORNINGS, besked="Vi begynder\nmed tirsdag.")
    assert "2 tidsrum med plads til 4 samtaler bliver foreslået." in check.text
    assert "Tirsdag den 10. september 11.00–11.45 En team_leader 1" in check.text
    assert "Fravær og optaget tid: 2 tider (10. sep. 2024)" in check.section("Udeladt")
    assert check.press("Ret").value("besked") == "Vi begynder\nmed tirsdag."
    sent = check.press("Send forslaget")
    assert "Forslaget er sendt til a-kassen." in sent.text
    assert "Vi begynder med tirsdag." in sent.text
    check.press("Send forslaget")
    assert town.count(Agreement) == 2, "sent twice, it is proposed once; the town's own is the other"
    assert [hours(one) for one in rows(town, AgreementInterval)] == ["10. 11–11.45", "17. 9–11.45"]
    assert town.count(Slot) == 0, "nothing can be booked before the a-kasse has said yes"


def test_either_side_answers_each_time_and_what_is_agreed_can_be_booked(
    town: Town, jobcenter: Browser, a_kasse: Browser
) -> None:
    here = proposed(jobcenter, til_dag="2024-09-27", besked="Passer det?", videolink="")
    form = a_kasse.open(f"{here}/svar")
    assert "Intet link til videomødet endnu" in form.text
    assert form.h1 == "Svar på forslag fra Jobcenter København"
    assert "Passer det?" in form.text

    assert form.press(SEE).errors == ["Vælg et svar til alle tider, eller til hver af dem."]
    nobody = form.press(SEE, **{"svar-alle": "ja", "svar-2": "andet"})
    assert nobody.errors == ["Vælg, hvem der kommer fra jer.", "Skriv, hvad der skal være anderledes."]
    unsaid = form.press(SEE, **{"svar-alle": "ja", "hvem-alle": "Anna", "fra-2": "10"})
    assert unsaid.status == 422
    assert unsaid.value("fra-2") == "10"
    answers = {"svar-alle": "ja", "hvem-alle": "Anna", "svar-2": "andet", "fra-2": "ti", "svar-3": "nej"}
    assert form.press(SEE, **answers).errors == ["Skriv klokkeslæt som 9.00."]
    clocks_change = answers | {"dag-2": "2025-03-30", "fra-2": "2.30"}
    assert form.press(SEE, **clocks_change).errors == [
        "Klokkeslættet findes ikke den dag, fordi uret stilles."
    ]
    answers |= {"fra-2": "10", "besked": "Ikke så tidligt."}
    missing = form.press(SEE, **answers)
    assert "Der er ingen adresse til videomødet" in missing.errors[0]
    elsewhere = form.press(SEE, **answers, **{"link-alle": "https://elsewhere.example/x"})
    assert elsewhere.links()[elsewhere.errors[0]] == "#link-alle"
    check = form.press(SEE, **answers, **{"link-alle": LINK})

    assert "Dit svar: 1 tidsrum aftalt, 1 afvist og 1 modforslag." in check.text
    assert "3 samtaler kan bookes med det samme." in check.text
    assert "Jobcenter København skal svare på jeres modforslag." in check.text
    assert "Ja: Anna kommer fra a-kassen Link: https://video.town.example/…" in check.text
    assert "I stedet foreslår I: Tirsdag den 17. september 10.00–12.45 3 samtaler" in check.text
    assert check.press("Ret").value("fra-2") == "10"
    assert town.count(Slot) == 0
    for _twice in range(2):
        assert "Svaret er sendt." in check.press("Send svaret").text
    assert [hours(one) for one in rows(town, Slot)] == ["10. 9–9.45", "10. 10–10.45", "10. 11–11.45"]
    assert "Der er intet, I skal svare på nu." in a_kasse.open(f"{here}/svar").text

    counter = jobcenter.open(f"{here}/svar")
    assert counter.h1 == "Svar på forslag fra A-kassen"
    assert "Ikke så tidligt." in counter.text
    assert "Tirsdag den 17. september 10.00–12.45" in counter.text
    done = counter.press(SEE, **{"svar-1": "ja"}).press("Send svaret")
    assert "I kraft" in done.text or "Gælder fra" in done.text
    assert [hours(one) for one in rows(town, Slot)][3:] == ["17. 10–10.45", "17. 11–11.45", "17. 12–12.45"]


def test_a_counter_to_all_changes_how_the_a_kasse_takes_part_and_the_jobcenter_sends_another(
    town: Town, jobcenter: Browser, a_kasse: Browser
) -> None:
    here = proposed(jobcenter)
    form = a_kasse.open(f"{here}/svar")
    answers = {"svar-alle": "andet", "hvem-alle": "Anna", "form-alle": "A-kassen møder op"}
    assert len(form.press(SEE, **answers).errors) == 2, "how long the travel is has to be said"
    check = form.press(SEE, **answers, **{"foer-alle": "30", "efter-alle": "0", "dag-2": "2024-09-18"})
    assert check.status == 422, "a day that is typed where the answer is not that"
    answers |= {"foer-alle": "30", "efter-alle": "0"}
    form.press(SEE, **answers).press("Send svaret")

    form = jobcenter.open(f"{here}/svar")
    assert "Transport: 30 minutter før, 0 minutter efter" in form.text
    answers = {"svar-alle": "nej", "svar-1": "andet", "hvem-1": "Jens", "dag-1": "2024-09-11"}
    wrong = form.press(SEE, **answers, **{"laengde-1": "4", "lokale-1": "2.14"})
    assert wrong.errors == ["Skriv et antal minutter fra 5 til 240."]
    assert wrong.value("lokale-1") == "2.14"
    answers |= {"laengde-1": "40", "ophold-1": "5", "lokale-1": "2.14"}
    check = form.press(SEE, **answers)
    assert "3 samtaler à 40 minutter" in check.text
    assert "Lokale: 2.14 Fra jer: Jens" in check.text
    check.press("Send svaret")
    now = [one for one in rows(town, AgreementInterval) if one.status == "open"]
    assert [hours(one) for one in now] == ["11. 9–11.10"]
    (one,) = now
    assert (one.minutes, one.pause, one.room) == (40, 5, "2.14")
    assert (one.caseworker_id, one.a_kasse_caseworker_id) == (town.jobcenter_worker, town.a_kasse_worker)
    assert (one.a_kasse_form, one.travel_before, one.telefon) == ("fremmoede", 30, False)


def test_what_stands_in_the_way_of_a_time_is_said_at_its_row_and_nothing_is_agreed(
    town: Town, jobcenter: Browser, a_kasse: Browser
) -> None:
    here = proposed(jobcenter)
    away(town, town.a_kasse_worker, TEN + timedelta(days=7), 1)

    check = a_kasse.open(f"{here}/svar").press(SEE, **{"svar-alle": "ja", "hvem-alle": "Anna"})
    assert check.status == 422
    assert len(check.errors) == 1
    assert check.links()[check.errors[0]] == "#svar-2"
    answers = {"svar-alle": "ja", "hvem-alle": "Anna", "hvem-2": "En administrator"}
    good = a_kasse.open(f"{here}/svar").press(SEE, **answers)
    assert "Ja: En administrator kommer fra a-kassen" in good.text
    away(town, a_kasse.person, TEN + timedelta(days=7), 8)
    late = good.press("Send svaret")
    assert (late.status, town.count(Slot)) == (422, 0)
    assert late.value("hvem-2") == choice_of(town, a_kasse.person)


def test_whoever_is_overtaken_sees_what_was_said_and_keeps_what_was_typed(
    town: Town, desk: Desk, jobcenter: Browser, a_kasse: Browser
) -> None:
    here = proposed(jobcenter)
    yes = {"svar-alle": "ja", "hvem-alle": "Anna"}
    mine = a_kasse.open(f"{here}/svar").press(SEE, **yes, besked="Vi kommer begge tirsdage.")
    form = a_kasse.open(f"{here}/svar")
    colleague = desk(town.worker_with_role("team_leader", town.a_kasse))
    answers = {"svar-1": "nej", "svar-2": "andet", "fra-2": "10", "hvem-alle": "Anna"}
    colleague.open(f"{here}/svar").press(SEE, **answers, besked="Kun den ene.").press("Send svaret")

    for late in (mine.press("Send svaret"), form.press(SEE, **yes)):
        assert late.status == 409
        changed = late.section("Aftalen er ændret i mellemtiden")
        assert "A-kassen svarede: 1 afvist og 1 modforslag" in changed
        assert "Kun den ene." in changed
    assert "Du havde skrevet Vi kommer begge tirsdage." in mine.press("Send svaret").text
    assert (town.count(Slot), town.count(AgreementStep)) == (0, 2)

    # The jobcenter counters as well: it is the a-kasse's turn again, and the old form can be answered anew.
    countered = jobcenter.open(f"{here}/svar").press(SEE, **{"svar-1": "andet", "til-1": "11.45"})
    countered.press("Send svaret")
    late = form.press(SEE, **yes)
    assert (late.status, late.value("hvem-alle")) == (409, choice_of(town, town.a_kasse_worker))
    assert late.press(SEE).press("Send svaret").status == 200
    assert [hours(one) for one in rows(town, Slot)] == ["17. 10–10.45", "17. 11–11.45"]


def test_a_change_begins_from_what_holds_and_a_proposal_that_has_begun_can_be_closed(
    town: Town, desk: Desk, jobcenter: Browser, a_kasse: Browser, clock: Any
) -> None:
    more = {"d1_pause_fra": "10", "d1_pause_til": "10.30", "a_kasse_form": "fremmoede"}
    travel = {"rejse_foer": "20", "rejse_efter": "15", "til_dag": "2024-12-20", "former": "fremmoede"}
    here = proposed(jobcenter, **more, **travel)
    assert jobcenter.client.get(f"{here}/aendr").status_code == 404, "nothing holds yet"
    a_kasse.open(f"{here}/svar").press(SEE, **{"svar-alle": "ja", "hvem-alle": "Anna"}).press("Send svaret")

    form = jobcenter.open(f"{here}/aendr")
    assert form.h1 == "Foreslå en ændring af fælles tider"
    kept = ("d1_fra", "d1_til", "d1_pause_fra", "d1_pause_til", "rejse_efter", "fra_dag", "a_kasse_form")
    assert [form.value(name) for name in kept] == [
        "09:00",
        "11:15",
        "09:45",
        "10:30",
        "15",
        "2024-09-30",
        "fremmoede",
    ]
    too_soon = form.press(LOOK, fra_dag="2024-09-29")
    assert (too_soon.status, len(too_soon.errors)) == (422, 1)
    there = form.press(LOOK, til_dag="2024-10-04").press("Send forslaget").address
    assert there != here
    again = jobcenter.open(f"{here}/aendr").press(LOOK)
    assert "Tiderne kan ikke foreslås" in again.text, "another change waits for its answer"

    clock.move_to(NOW + timedelta(days=60))
    closing = desk(a_kasse.person).open(f"{there}/svar")
    assert "Alle tider i forslaget er begyndt" in closing.text
    check = closing.press(SEE)
    assert "Dit svar: 2 var begyndt uden svar." in check.text
    assert "Ikke aftalt" in check.press("Send svaret").text


def test_the_pages_are_there_in_english_and_for_leaders_of_the_two_alone(
    town: Town, desk: Desk, jobcenter: Browser
) -> None:
    here = proposed(jobcenter)
    leader = town.worker_with_role("team_leader", town.a_kasse)
    english = desk(leader, language="en")
    check = english.open(f"{here}/svar").press("See what the answer means", **{"svar-alle": "nej"})
    assert check.h1 == "Check before the answer is sent"
    assert english.client.get(NEW).status_code == 404, "only a jobcenter proposes"
    assert desk(town.jobcenter_worker).client.get(NEW).status_code == 403
    assert desk().client.get(f"{here}/svar").status_code == 403
