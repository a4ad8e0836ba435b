"""After a kontrolaktion: the message, the series of meetings, the next in one click, over the handover."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from portal.policy import kontrolforloeb
from portal.policy.facts import Kontrol, SamtaleArt
from portal.store import bookings
from portal.store.tables import Kontrol as KontrolRow
from tests.actions.courses import _held, in_the_a_kasse, with_the_jobcenter
from tests.store.town import NOW, TEN, Town
from tests.web.caseworker.conftest import Desk, page_of

DAY = timedelta(days=1)
TODAY = "2024-09-02"


@pytest.fixture
def database_kind() -> str:
    return "sqlite"


def controlled(*held: date, meddelelse: date = date(2024, 2, 5)):  # type: ignore[no-untyped-def]
    meetings = [
        replace(_held(day), noegle=n + 1, art=SamtaleArt.KONTROLSAMTALE) for n, day in enumerate(held)
    ]
    facts = in_the_a_kasse(date(2024, 1, 2))
    return replace(facts, kontrol=Kontrol(meddelelse, udland=True), samtaler=(*facts.samtaler, *meetings))


def test_the_series_is_laid_out_from_the_first_one_held() -> None:
    at = datetime(2024, 2, 9, 9, tzinfo=UTC)
    series = kontrolforloeb.raekke(controlled(date(2024, 2, 8)), at)

    assert series is not None
    assert series.senest_foerste == date(2024, 2, 12)
    assert series.dage == tuple(
        date(2024, *day) for day in [(2, 8), (2, 22), (3, 7), (3, 21), (4, 4), (4, 18), (5, 2)]
    )
    assert (series.naeste, series.slut, series.begyndt) == (date(2024, 2, 22), date(2024, 5, 8), True)
    over = kontrolforloeb.raekke(controlled(date(2024, 2, 8)), datetime(2024, 5, 9, 9, tzinfo=UTC))
    assert over is not None
    assert over.naeste is None


def test_the_message_leads_to_the_first_meeting_in_one_click_and_then_to_the_next(
    town: Town, desk: Desk, clock: time_machine.Traveller
) -> None:
    person = town.person(in_the_a_kasse())
    slot = town.slot(TEN - 2 * DAY)
    page = desk().open(page_of(town, person)).follow("Kontrolaktion")

    assert page.press("Registrér").errors == ["Skriv den dag, I fik meddelelsen."]
    late = page.press("Registrér", meddelelse="2024-09-03", udland="ja")
    assert late.errors == ["Datoen ligger i fremtiden. Skriv den dag, I fik meddelelsen."]
    assert late.value("meddelelse") == "2024-09-03"
    registered = page.press("Registrér", meddelelse=TODAY, udland="ja")

    assert "Senest: Mandag den 9. september 2024" in registered.text
    called = registered.press("Indkald til søn. 8. sep. 2024 kl. 10.00 med Anna")
    assert "Kontrolaktion" in called.text
    assert town.free(slot) == 0
    again = called.follow("Kontrolaktion")
    assert "Personen er indkaldt til søn. 8. sep. 2024 kl. 10.00." in again.text
    assert again.press("Registrér", meddelelse=TODAY, udland="ja").status == 200
    assert town.count(KontrolRow) == 1


def test_the_jobcenter_goes_on_with_the_same_series(town: Town, desk: Desk) -> None:
    held = replace(_held(date(2024, 8, 22)), noegle=1, art=SamtaleArt.KONTROLSAMTALE)
    facts = with_the_jobcenter()
    facts = replace(facts, kontrol=Kontrol(date(2024, 8, 19), udland=True), samtaler=(*facts.samtaler, held))
    person = town.person(facts)
    town.jobcenter_slot(TEN - 6 * DAY)

    a_kasse = desk().open(page_of(town, person, "/kontrol"))
    assert "har kontaktforløbet" in a_kasse.section("I kan ikke registrere en kontrolaktion")
    page = desk(town.jobcenter_worker).open(page_of(town, person, "/kontrol"))
    assert "Holdt 22. aug. 2024" in page.text
    assert "Personen skal have et tilbud senest torsdag den 5. september 2024" in page.text
    assert "Senest: Torsdag den 5. september 2024" in page.text
    page.press("Indkald til ons. 4. sep. 2024 kl. 10.00 med Jens")

    mine = town.database.read(lambda s: bookings.list_own(s, person))
    assert [b.art for b in mine if b.start > NOW] == [SamtaleArt.KONTROLSAMTALE]


def test_where_no_time_is_free_in_time_one_writes_ones_own(town: Town, desk: Desk) -> None:
    person = town.person(replace(in_the_a_kasse(), kontrol=Kontrol(NOW.date(), udland=False)))
    town.slot(TEN + DAY)

    page = desk().open(page_of(town, person, "/kontrol"))

    assert "I har ingen ledig tid inden da." in page.text
    form = page.follow("Skriv en tid, hvor du selv er ledig")
    assert form.value("art") == SamtaleArt.KONTROLSAMTALE.value
