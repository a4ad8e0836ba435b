"""What a person and a caseworker see of a case when the course has gone on: nothing is decided on an old
hearing, and a decision that lapsed is shown as that.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from flask.testing import FlaskClient

from portal.actions.lift_fratagelse import LiftFratagelse, lift_fratagelse
from portal.policy.facts import Aktoer, Indplacering, Skift
from portal.policy.fratagelse import Hoering, Undtagelse
from tests.actions.cases import WHY, case_of, hear, revoke
from tests.actions.courses import in_the_a_kasse
from tests.actions.test_requests import EXEMPTION, answer, asked
from tests.actions.test_revoke_selvbooking import booked, public_id
from tests.store.town import NOW, Town
from tests.web.citizen.browser import Browser

BY = Aktoer.A_KASSE
ANEW = (Indplacering(date(2024, 8, 5)), Indplacering(date(2024, 8, 30)))
DAY = timedelta(days=1)
KNOWS = {"hoering": Hoering(undtaget=Undtagelse.AKS_6), "undtaget_fordi": "Du ved det."}


@pytest.fixture
def database_kind() -> str:
    return "sqlite"


@pytest.fixture
def seat(signed_in_client: Callable[[int], FlaskClient]) -> Callable[[int], Browser]:
    return lambda person: Browser(signed_in_client(person), person)


@pytest.fixture
def desk(signed_in_caseworker: Callable[[int], FlaskClient]) -> Callable[[int], Browser]:
    return lambda worker: Browser(signed_in_caseworker(worker), worker)


def test_an_old_hearing_asks_nobody_any_more_and_decides_nothing(
    town: Town, seat: Callable[[int], Browser], desk: Callable[[int], Browser]
) -> None:
    person = town.person(replace(booked(in_the_a_kasse()), indplaceringer=ANEW))
    hear(town, person, BY, at=NOW - 5 * DAY, frist=(NOW + 4 * DAY).date())
    at = f"/sager/{case_of(town, person).view.public_id}"

    browser = seat(person)
    assert "overvejer en afgørelse om dig" not in browser.open("/min-plan").text
    case = browser.open(at)
    assert (
        "Fra fredag den 30. august 2024 er dit forløb et andet end det, A-kassen spurgte dig i." in case.text
    )

    worker, who = desk(town.a_kasse_worker), public_id(town, person)
    of_ours = worker.open(f"/sagsbehandler/person/{who}{at.replace('/sager/', '/sag/')}")
    assert "Den gælder ikke for en afgørelse nu: hør personen igen, eller lad sagen falde." in of_ours.text
    assert of_ours.follow("Hør personen igen").status == 200
    page = worker.open(f"/sagsbehandler/person/{who}/fratag").press("Se brevet og tjek", svar="Nej")
    assert page.status == 422
    assert "og siden fredag den 30. august 2024 er forløbet et andet" in page.text


def test_a_hearing_names_its_ground_on_the_form_too(town: Town, desk: Callable[[int], Browser]) -> None:
    person = town.person(booked(in_the_a_kasse()))
    hear(town, person, BY)
    page = desk(town.a_kasse_worker).open(f"/sagsbehandler/person/{public_id(town, person)}/fratag")

    other = page.press(
        "Se brevet og tjek",
        grundlag="Personen booker på en måde, der gør, at forløbet ikke kan gennemføres efter hensigten",
    )

    assert other.status == 422
    assert "handlede om et andet grundlag" in other.text
    assert (
        other.press("Se brevet og tjek", grundlag="Personen booker på en anden måde end aftalt").status == 200
    )


def test_what_lapsed_is_shown_in_the_right_case_and_follows_to_nobody(
    town: Town, seat: Callable[[int], Browser]
) -> None:
    town.database.write(lambda session: town.organisation(session, "a_kasse", "AK2", "Den anden"))
    leaves = Skift(NOW.date(), a_kasse="AK2")
    person = town.person(replace(booked(in_the_a_kasse()), skift=(leaves,)))
    before = NOW - DAY
    revoke(town, person, BY, before, **KNOWS)
    first = case_of(town, person)
    lift_fratagelse(LiftFratagelse(town.a_kasse_worker, public_id(town, person), WHY), town.database, before)
    second = revoke(town, person, BY, before, **KNOWS)
    answer(
        town, person, asked(town, person, EXEMPTION, before), ja=False, now=before, begrundelse="Du booker."
    )
    refusal = case_of(town, person)

    browser = seat(person)
    lifted, lapsed, refused = (
        browser.open(f"/sager/{one.view.public_id}").text for one in (first, second, refusal)
    )
    assert "Afgørelsen er ophævet og gælder ikke mere." in lifted
    for told in (lapsed, refused):
        assert "Afgørelsen gælder ikke fra mandag den 2. september 2024" in told
        assert "den, der har ansvaret nu, skal selv træffe en afgørelse" in told
    assert "Du kan bede den, der har ansvaret nu, om at fritage dig." in refused
    assert [browser.open("/sager").text.count(word) for word in ("Gælder ikke mere", "Ophævet")] == [2, 1]
    assert "Bortfaldet" in browser.open("/nyt").text
