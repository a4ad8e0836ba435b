"""Figures of agreed times, on the page and in the file: every time, but not how long one or two waited."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from portal.policy.facts import AKasseMed
from portal.store import valg
from tests.store.town import NOW, TEN, Town
from tests.web.admin.conftest import Desk

ADDRESS = "/tal/aftaler"
DAY = timedelta(days=1)


@pytest.fixture
def database_kind() -> str:
    return "sqlite"


def uses(town: Town, number: int) -> None:
    """Somebody says yes today, and books an agreed time so many days after a week and a day."""
    person, time = town.person(), town.joint_slot(TEN + number * DAY)
    town.database.write(lambda s: valg.say(s, person, AKasseMed.JA, False, NOW))
    town.book(person, time)


def test_both_organisations_see_what_became_of_their_times_and_nobody_in_it(town: Town, desk: Desk) -> None:
    ours, theirs = desk("team_leader", town.jobcenter), desk("supervision")
    assert "I har ikke aftalt tider med nogen endnu." not in ours.open(ADDRESS).text
    assert "A-kassen 0 0 0 0 Ingen ledige tider færre end 3 borgere" in ours.open(ADDRESS).text
    for number in (0, 1):
        uses(town, number)
    town.joint_slot(NOW - 30 * DAY)
    town.joint_slot(NOW - 29 * DAY, withdrawn_at=NOW)
    town.joint_slot(TEN + 30 * DAY)
    town.joint_slot(TEN + 400 * DAY)

    page = ours.open("/tal").follow("Aftalte tider til fælles samtaler")

    total = "6 2 2 2 Om 38 dage: 10. okt. 2024 færre end 3 borgere"
    assert f"A-kassen {total}" in page.text
    assert f"Jobcenter København {total}" in theirs.open(ADDRESS).text
    months = (
        "August 2024 2 0 0 2 1 gik ubrugt og 1 trukket tilbage færre end 3 borgere"
        " September 2024 2 2 0 0 færre end 3 borgere"
        " Oktober 2024 1 0 1 0 færre end 3 borgere"
        " Fra 1. apr. 2025 1 0 1 0 færre end 3 borgere"
    )
    assert months in page.text
    assert months in page.follow("A-kassen").section("Måned for måned: A-kassen")
    assert not {"Kim", "Anna", "Jens"} & set(page.text.split())

    uses(town, 2)
    assert "September 2024 3 3 0 0 9 dage" in ours.open(ADDRESS).text
    rows = ours.client.get(f"{ADDRESS}.csv").get_data(as_text=True).splitlines()
    assert rows[1] == "Jobcenter København;A-kassen;I alt;7;3;2;2;1;0;1;38;9"
    assert rows[3] == "Jobcenter København;A-kassen;September 2024;3;3;0;0;0;0;0;;9"
    assert theirs.client.get(f"{ADDRESS}.csv").get_data(as_text=True).splitlines() == rows


def test_nobody_opens_others_figures_and_not_every_role_opens_ones_own(town: Town, desk: Desk) -> None:
    alone = town.database.write(lambda s: town.organisation(s, "jobcenter", "0751", "Jobcenter Aarhus"))
    page = desk("administrator", alone).open(ADDRESS)

    assert "I har ikke aftalt tider med nogen endnu." in page.text
    assert "A-kassen" not in page.text
    for unknown in (uuid4(), "x"):
        assert desk("supervision").client.get(f"{ADDRESS}?med={unknown}").status_code == 404
    for address in (ADDRESS, f"{ADDRESS}.csv"):
        assert desk("caseworker").client.get(address).status_code == 403
