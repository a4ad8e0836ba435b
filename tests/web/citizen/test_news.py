"""What happened of itself stands first in Min Plan until it is read, and is found again afterwards."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from flask.testing import FlaskClient

from portal.actions.daily import follow
from portal.policy import facts as f
from portal.policy.dagligt import Haendelsesart
from portal.policy.law import Citation
from portal.store import haendelser
from portal.store.haendelser import HaendelseView
from portal.wording import haendelse_words
from portal.wording.catalogues import reader_of
from tests.actions.courses import AUGUST, in_the_a_kasse, new_in_the_a_kasse, with_the_jobcenter
from tests.store.town import NOW, TEN, Town
from tests.web.citizen.conftest import Visit

NEWS = "Det er sket, siden du sidst var her"
LAST_WEEK = datetime(2024, 8, 31, 22, 30, tzinfo=UTC)
REVOKED = f.Beslutning(f.BeslutningArt.FRATAGELSE, f.Aktoer.A_KASSE, date(2024, 8, 12))
OVER = replace(
    new_in_the_a_kasse(date(2024, 6, 3)),
    forbrug=with_the_jobcenter(date(2024, 6, 3)).forbrug,
    beslutninger=(REVOKED,),
)
"""Handed over yesterday: the a-kasse's last day was 31 August. No meeting was held."""


@pytest.fixture
def database_kind() -> str:
    return "sqlite"


def test_the_handover_is_told_with_what_fell_away_and_the_wish_is_asked_at_once(
    visit: Visit, town: Town
) -> None:
    browser = visit(OVER)
    town.book(browser.person, town.slot(TEN))
    follow(town.database, LAST_WEEK)

    plan = browser.open("/min-plan")

    news = plan.section(NEWS)
    assert "Fra søndag den 1. september 2024 er det jobcentret, der har ansvaret for dine samtaler." in news
    assert "Din a-kasses sidste dag var lørdag den 31. august 2024." in news
    assert "DBK § 63" in news
    assert "Din samtale med din a-kasse tirsdag den 10. september 2024" in news
    assert "det ikke længere, at du ikke selv kan booke samtaler" in news
    assert plan.text.count("det tæller ikke imod dig") == 1
    assert "Din a-kasse har aflyst din samtale" not in plan.text
    assert plan.follow("Vælg, om din a-kasse er med").status == 200


def test_it_is_there_until_it_is_read_and_stands_on_its_own_page_afterwards(visit: Visit, town: Town) -> None:
    browser = visit(OVER)
    follow(town.database, LAST_WEEK)

    after = browser.open("/min-plan").press("Det har jeg læst")

    assert (after.h1, NEWS in after.text) == ("Min Plan", False)
    page = after.follow("Det er sket i dit forløb, og beslutninger om dig")
    assert "Fra søndag den 1. september 2024 er det jobcentret" in page.text
    assert "Bortfaldet: Den gælder ikke længere for dig." in page.text
    assert page.follow("Tilbage til Min Plan").h1 == "Min Plan"


def test_only_what_was_shown_is_read_and_only_ones_own(visit: Visit, town: Town) -> None:
    first, second = visit(OVER), visit(OVER)
    follow(town.database, LAST_WEEK)
    mine = town.database.read(lambda session: haendelser.of_person(session, first.person))

    after = second.open("/min-plan").press("Det har jeg læst", vist=f"{mine[0].public_id} x")

    assert after.status == 200
    assert NEWS in first.open("/min-plan").text
    assert NEWS in second.open("/min-plan").text


def test_a_deadline_that_ran_out_is_urgent_and_leads_to_a_time(visit: Visit, town: Town) -> None:
    frist = f.Frist(f.Aktoer.A_KASSE, date(2024, 8, 19), date(2024, 8, 30), vejledt=True)
    browser = visit(replace(in_the_a_kasse(), frister=(frist,)))
    town.slot(TEN)
    follow(town.database, NOW)

    news = browser.open("/min-plan")

    assert "Din frist for at booke var fredag den 30. august 2024, og du havde ikke booket." in news.text
    assert "BAB § 28, stk. 1, nr. 4" in news.section(NEWS)
    assert news.follow("Se ledige tider").status == 200


def test_decisions_are_listed_as_they_stand(visit: Visit) -> None:
    exempt = f.Beslutning(f.BeslutningArt.FRITAGELSE, f.Aktoer.A_KASSE, date(2024, 8, 20))
    lifted = f.Beslutning(
        f.BeslutningArt.FASTHOLDT_PLIGT, f.Aktoer.A_KASSE, AUGUST, ophaevet=date(2024, 8, 20)
    )
    page = visit(replace(in_the_a_kasse(), beslutninger=(exempt, lifted))).open("/nyt")

    assert "Der er ikke sket noget af sig selv i dit forløb." in page.text
    assert "Fra tirsdag den 20. august 2024, A-kassen Gælder" in page.text
    assert "Ophævet tirsdag den 20. august 2024" in page.text


def test_a_page_without_anything_says_so_and_needs_signing_in(visit: Visit, client: FlaskClient) -> None:
    plan = visit(in_the_a_kasse()).open("/min-plan")

    assert NEWS not in plan.text
    assert "Det er sket i dit forløb, og beslutninger om dig" not in plan.links()
    assert client.get("/nyt").status_code in (302, 303)


@pytest.mark.parametrize("art", list(Haendelsesart))
def test_everything_that_can_happen_has_its_words_in_both_languages(art: Haendelsesart) -> None:
    known = dict.fromkeys(("fra", "slutdato", "frist", "dag", "dato"), "2024-08-31")
    known |= {"start": TEN.isoformat(), "holder": "a_kasse", "beslutning": "fratagelse"}
    one = HaendelseView(uuid4(), art, date(2024, 8, 31), known, (Citation("LAB", "§ 27"),), None, None)
    danish, english = reader_of("da"), reader_of("en")

    assert haendelse_words.told(danish, one) != haendelse_words.told(english, one)
    assert haendelse_words.told_to_staff(danish, one) != haendelse_words.told_to_staff(english, one)
    for reader in (danish, english):
        told = [*haendelse_words.told(reader, one), haendelse_words.told_to_staff(reader, one)]
        assert all(text.strip() and "{" not in text for text in told)
