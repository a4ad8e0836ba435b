"""The supervision of a-kasser: whose months are seen, how they are judged, and who lacked meetings."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from portal.actions.add_supervisor import AddSupervisor, add_supervisor
from portal.actions.refresh_overview import refresh
from portal.policy.facts import Facts, Skift
from portal.store.tables import Caseworker, Organisation, Person, Timer, table_of
from portal.store.tables_case import Audit
from portal.store.tables_tilsyn import TreMaaneder
from tests.actions.courses import with_the_jobcenter
from tests.conftest import SignIn
from tests.store.town import NOW, Town
from tests.web.admin.conftest import Desk
from tests.web.admin.test_figures import met
from tests.web.citizen.browser import Browser

ADDRESS = "/tal/tilsyn"
PEOPLE = f"{ADDRESS}/borgere"
STAR = AddSupervisor("STAR", "Styrelsen for Arbejdsmarked og Rekruttering", "star-1", "Ida Lund")


@pytest.fixture
def database_kind() -> str:
    return "sqlite"


def with_meetings(held: int) -> Facts:
    """Handed over on 31 July 2024, with so many meetings held."""
    facts = with_the_jobcenter()
    (one,) = facts.samtaler
    again = (replace(one, noegle=n, start=one.start + timedelta(days=n)) for n in range(held))
    return replace(facts, samtaler=tuple(again))


def earlier(town: Town, month: date, people: int, without: int) -> None:
    """So many people of earlier months, as the daily run had counted them."""
    found = [town.person() for _ in range(people)]
    refresh(town.database, NOW)
    rows = [
        {
            "person_id": person,
            "dag": month,
            "maaned": month,
            "a_kasse_id": town.a_kasse,
            "holdt": 0 if number < without else 3,
            "mindst": 3,
        }
        for number, person in enumerate(found)
    ]
    town.database.write(lambda session: session.execute(insert(table_of(TreMaaneder)), rows) and None)


def test_an_a_kasse_sees_its_months_judged_and_may_take_them_as_files(town: Town, desk: Desk) -> None:
    for number in range(25):
        town.person(with_meetings(2 if number < 6 else 3))
    browser = desk("supervision")

    page = browser.open("/tal").follow("Tilsyn med samtaler i a-kassen")

    assert "Juli 2024 25 6 24 % Mangelfuld" in page.text
    assert "Juni 2024 færre end 5 færre end 5 – –" in page.text
    assert "Januar 2024" in page.text
    assert "December 2023" not in page.text
    assert "August 2024" in page.text
    assert "September 2024" not in page.text.split("Måned for måned")[1]
    assert "Kim" not in page.text
    assert PEOPLE not in " ".join(page.links().values())
    rows = browser.client.get(f"{ADDRESS}.csv").get_data(as_text=True).splitlines()
    assert "A-kassen;AK1;2024-07;25;6;24;Ja;Nej" in rows
    told = browser.client.get(f"{ADDRESS}.json").get_json()
    (one,) = told["a_kasser"]
    assert (told["graense_procent"], one["kode"], one["dialog"]) == (20, "AK1", False)
    assert one["maaneder"][-2] == {
        "maaned": "2024-07",
        "personer": 25,
        "uden_tre": 6,
        "andel": 24.0,
        "mangelfuld": True,
    }
    assert one["maaneder"][-1]["andel"] is None


def test_six_wanting_months_in_a_row_are_raised(town: Town, desk: Desk) -> None:
    for number in range(1, 7):
        earlier(town, date(2024, number, 1), 7, 5)
    browser = desk("team_leader")

    page = browser.open(ADDRESS)

    assert "Mangelfuld indsats mindst 6 måneder i træk A-kassen: januar 2024 til juni 2024" in page.text
    assert browser.client.get(f"{ADDRESS}.json").get_json()["a_kasser"][0]["raekker"] == [
        {"fra": "2024-01", "til": "2024-06"}
    ]


def test_a_leader_sees_who_of_their_own_lacked_meetings_and_it_is_logged(town: Town, desk: Desk) -> None:
    town.database.write(lambda s: town.organisation(s, "a_kasse", "AK2", "En anden a-kasse"))
    wanting = town.person(with_meetings(1))
    town.person(with_meetings(3))
    town.person(replace(with_meetings(1), skift=(Skift(date(2024, 8, 20), a_kasse="AK2"),)))
    leader = desk("team_leader")

    page = leader.open(ADDRESS).follow("Juli 2024 Se, hvem der manglede samtaler")

    public_id = town.database.read(lambda s: s.scalar(select(Person.public_id).where(Person.id == wanting)))
    assert page.text.count("Kim Jensen") == 1
    assert "Kim Jensen 31. jul. 2024 1 af 3" in page.text
    assert "1 borger, der er talt med, er ikke medlem hos jer længere" in page.text
    assert f"/sagsbehandler/person/{public_id}" in page.links().values()
    seen = select(Audit.person_id).where(Audit.action == "see_list", Audit.person_id.is_not(None))
    assert town.database.read(lambda s: s.scalars(seen).all()) == [wanting]
    assert "Ingen af jeres medlemmer" in leader.open(f"{PEOPLE}?maaned=2024-06").text
    for unknown in ("", "2024-09", "2023-12", "x"):
        assert leader.client.get(f"{PEOPLE}?maaned={unknown}").status_code == 404


def test_a_jobcenter_is_not_supervised_and_only_leaders_see_who(town: Town, desk: Desk) -> None:
    theirs = desk("team_leader", town.jobcenter)

    assert "Tilsyn med samtaler i a-kassen" not in theirs.open("/tal").links()
    for address in (ADDRESS, f"{ADDRESS}.csv", f"{ADDRESS}.json", f"{PEOPLE}?maaned=2024-07"):
        assert theirs.client.get(address).status_code == 404
    assert desk("supervision").client.get(f"{PEOPLE}?maaned=2024-07").status_code == 403
    assert desk("caseworker").client.get(ADDRESS).status_code == 403


def test_what_is_corrected_later_changes_the_figure(town: Town, desk: Desk) -> None:
    person = town.person(with_meetings(1))
    browser = desk("administrator")

    def kept() -> list[tuple[object, ...]]:
        browser.open(ADDRESS)
        return [tuple(row) for row in town.database.read(lambda s: s.execute(select(table_of(TreMaaneder))))]

    assert kept() == [(person, date(2024, 7, 31), date(2024, 7, 1), town.a_kasse, 1, 3)]
    met(town, person, 2, "afholdt", town.a_kasse, until=datetime(2024, 7, 31, 8, tzinfo=UTC))
    assert [row[4] for row in kept()] == [3]
    town.database.write(lambda s: s.execute(delete(Timer)) and None)
    assert kept() == []


def test_the_supervising_agency_sees_every_a_kasse_and_nothing_else(
    town: Town, desk: Desk, signed_in_caseworker: SignIn
) -> None:
    other = town.database.write(lambda s: town.organisation(s, "a_kasse", "AK2", "En anden a-kasse"))
    for number in range(1, 7):
        earlier(town, date(2024, number, 1), 7, 5)
    add_supervisor(STAR, town.database, NOW)
    worker = town.database.read(
        lambda s: s.scalar(select(Caseworker.id).where(Caseworker.subject == "star-1"))
    )
    assert worker is not None
    browser = Browser(signed_in_caseworker(worker), worker)

    page = browser.open("/sagsbehandler")

    assert page.address == ADDRESS
    assert "A-kassen: januar 2024 til juni 2024" in page.text
    assert "A-kassen – 6 måneder Dialog En anden a-kasse – 0 måneder –" in page.text
    theirs = page.follow("A-kassen")
    assert "Juni 2024 7 5 71,4 % Mangelfuld" in theirs.text
    assert PEOPLE not in " ".join(theirs.links().values())
    assert [one["kode"] for one in browser.client.get(f"{ADDRESS}.json").get_json()["a_kasser"]] == [
        "AK1",
        "AK2",
    ]
    refused = ("/sagsbehandler/find-borger", "/administration", f"{PEOPLE}?maaned=2024-07")
    assert [browser.client.get(address).status_code for address in refused] == [403, 403, 403]
    assert browser.client.get(f"{ADDRESS}?a_kasse={uuid4()}").status_code == 404
    assert browser.client.get("/sagsbehandler/kalender").status_code == 200

    supervised = town.database.read(lambda s: s.get_one(Organisation, other).public_id)
    assert desk("supervision").client.get(f"{ADDRESS}?a_kasse={supervised}").status_code == 404
    more = update(Caseworker).where(Caseworker.id == worker).values(role="team_leader")
    with pytest.raises(IntegrityError):
        town.database.write(lambda s: s.execute(more) and None)
    add_supervisor(replace(STAR, ends=True), town.database, NOW)
    assert browser.client.get(ADDRESS).status_code == 303
    with pytest.raises(LookupError):
        add_supervisor(replace(STAR, ends=True), town.database, NOW)
