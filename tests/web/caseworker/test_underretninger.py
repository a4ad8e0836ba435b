"""The a-kasse finds what it was told, asks and closes it; the jobcenter answers and reads the result."""

from __future__ import annotations

import pytest
import time_machine
from sqlalchemy import select

from portal.store.database import Session
from portal.store.tables_case import Audit
from tests.actions.meetings import HELD, correct
from tests.actions.test_notices import NEXT_DAY, delivered, missed, said, seen_by
from tests.store.town import Town
from tests.web.caseworker.conftest import Desk, page_of

LIST = "/sagsbehandler/underretninger"
MEETING = "tirs. 10. sep. 2024 kl. 10.00"


@pytest.fixture
def database_kind() -> str:
    return "sqlite"


def test_a_notice_is_found_asked_about_answered_closed_and_its_result_read(
    town: Town, desk: Desk, clock: time_machine.Traveller
) -> None:
    person, _ = missed(town)
    assert "Kim Jensen" not in desk().open(LIST).text
    delivered(town)
    clock.move_to(NEXT_DAY)
    a_kasse, jobcenter = desk(), desk(town.jobcenter_worker)

    home = a_kasse.open("/sagsbehandler")
    assert "1 Underretninger, der venter på jer" in home.text
    assert "0 Underretninger, der venter på jer" in jobcenter.open("/sagsbehandler").text
    page = home.follow("1 Underretninger, der venter på jer").follow(MEETING)
    for words in ("Udeblev fra en samtale", "Personligt møde", "Fra Jobcenter København", "Til A-kassen"):
        assert words in page.text
    assert "AKS § 20" in page.links()
    empty = page.press("Send spørgsmålet")
    assert (empty.status, empty.errors) == (422, ["Skriv, hvad du vil spørge om eller svare."])
    asked = empty.press("Send spørgsmålet", tekst="Ringede I\ntil medlemmet?")
    assert "A-kassen spurgte" in asked.text
    assert "er på vej" in asked.text
    assert "Venter på svar fra jobcentret Samtale Person" in a_kasse.open(LIST).text

    theirs = jobcenter.open(LIST).follow(MEETING)
    assert "Ringede I" not in theirs.text  # it has not come yet
    delivered(town, NEXT_DAY)
    theirs = jobcenter.open(LIST).follow(MEETING)
    assert "Ringede I" in theirs.text
    answered = theirs.press("Send svaret", tekst="Ja, to gange.")
    assert "Jobcentret svarede" in answered.text
    delivered(town, NEXT_DAY)

    page = a_kasse.open(page_of(town, person)).follow(MEETING)
    missing = page.press("Send resultatet", forklaring="Medlemmet var syg.")
    assert (missing.status, missing.errors) == (422, ["Vælg, hvad underretningen førte til."])
    assert "Medlemmet var syg." in missing.text
    closed = missing.press("Send resultatet", resultat="uden_sanktion")
    assert "Relevant, ingen sanktion. Personen fik et brev om det" in closed.text
    assert "Ret resultatet" in closed.text
    letter = closed.follow("Se jeres brev til personen")
    assert "Underretningen er relevant." in letter.text
    delivered(town, NEXT_DAY)
    assert "Relevant, ingen sanktion" in jobcenter.open(LIST).text
    file = jobcenter.client.get(jobcenter.open(LIST).links()["Hent som CSV-fil"])
    assert file.get_data(as_text=True).splitlines()[1].startswith("Afsluttet de seneste 60 dage;tirs.")
    assert "Medlemmet var syg." in jobcenter.open(LIST).follow(MEETING).text
    seen = select(Audit.actor_id).where(Audit.action == "see_notices", Audit.person_id == person)
    once = [town.a_kasse_worker, town.jobcenter_worker]
    assert town.database.read(lambda s: s.execute(seen.order_by(Audit.id)).scalars().all()) == once


def test_nobody_elses_notice_is_there_and_one_taken_back_asks_for_nothing(
    town: Town, desk: Desk, clock: time_machine.Traveller
) -> None:
    def other(session: Session) -> int:
        return town.organisation(session, "a_kasse", "AK2", "Den anden a-kasse")

    person, booking = missed(town)
    delivered(town)
    clock.move_to(NEXT_DAY)
    (notice,) = seen_by(town, person, town.a_kasse)
    address = page_of(town, person, f"/underretning/{notice.public_id}")
    stranger = desk(town.worker_with_role("administrator", town.database.write(other)))

    assert stranger.open(address).status == 404
    assert "Kim Jensen" not in stranger.open(LIST).text
    somebody = town.person()
    assert desk().open(page_of(town, somebody, f"/underretning/{notice.public_id}")).status == 404

    correct(town, person, booking, HELD, "Personen var der.", worker=town.jobcenter_worker)
    delivered(town, NEXT_DAY)
    page = desk(language="en").open(address)
    assert "The jobcentre has taken the notice back" in page.text
    assert "Send the result" not in page.text
    assert len(said(town, notice)) == 2
