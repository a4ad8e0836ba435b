"""The organisation's figures: its own, never who, and few are not told apart."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime, timedelta

from sqlalchemy import insert

from portal.store.tables_meeting import Booking
from tests.actions.courses import in_the_a_kasse, with_the_jobcenter
from tests.store.town import NOW, TEN, Town
from tests.web.admin.conftest import Desk
from tests.web.caseworker.conftest import page_of
from tests.web.citizen.browser import Browser

Statements = Callable[[], AbstractContextManager[list[str]]]

AT_MOST = 16
DAY = timedelta(days=1)


def met(
    town: Town,
    person: int,
    number: int,
    status: str,
    organisation: int,
    until: datetime = TEN - timedelta(days=12),
) -> None:
    """So many meetings, one a day, the last one in August."""
    values = [
        {
            "person_id": person,
            "organisation_id": organisation,
            "holder": "a_kasse" if organisation == town.a_kasse else "jobcenter",
            "form": "telefon",
            "oprindelse": "selvbooket",
            "status": status,
            "start": until - n * DAY,
            "slut": until - n * DAY + timedelta(hours=1),
            "aflyst_af": "person" if status == "aflyst" else None,
            "updated_at": NOW,
            "registered_at": NOW if status in ("afholdt", "udeblevet") else None,
        }
        for n in range(number)
    ]
    town.database.write(lambda session: session.execute(insert(Booking), values) and None)


def test_figures_are_the_organisations_own_and_fewer_than_five_are_not_told(town: Town, desk: Desk) -> None:
    people = [town.person(in_the_a_kasse()) for _ in range(5)]
    town.person(with_the_jobcenter())
    met(town, people[0], 7, "afholdt", town.a_kasse)
    met(town, people[1], 4, "udeblevet", town.a_kasse)
    met(town, people[2], 9, "aflyst", town.jobcenter)
    for number, person in enumerate(people):
        town.book(person, town.slot(TEN + number * timedelta(hours=2)))

    page = desk("supervision").open("/sagsbehandler")

    assert page.address == "/tal"
    assert "Hos jer 5 Hos jobcentret færre end 5" in page.text
    assert "Uge 36, fra 2. september 2024 færre end 5 Uge 37, fra 9. september 2024 5" in page.text
    # The five first meetings of the courses were held in August too.
    assert "August 2024 12 færre end 5 færre end 5 færre end 5" in page.text
    assert "Kim" not in page.text
    assert "Anna" not in page.text
    jobcenter = desk("supervision", town.jobcenter).open("/tal")
    assert "Hos jer færre end 5 Hos a-kassen 5" in jobcenter.text
    assert "August 2024 færre end 5 færre end 5 9 færre end 5" in jobcenter.text


def test_supervision_opens_figures_and_nothing_about_anybody(town: Town, desk: Desk) -> None:
    person = town.person(in_the_a_kasse())
    browser = desk("supervision")

    assert "Find borger" not in browser.open("/tal").links()
    for address in (
        "/sagsbehandler/find-borger",
        "/administration",
        page_of(town, person),
    ):
        assert browser.client.get(address).status_code == 403, address
    assert desk("caseworker").client.get("/tal").status_code == 403
    leader = desk("team_leader").open("/sagsbehandler")
    assert "Tal" in leader.links()
    assert "Administration" not in leader.links()


def test_the_pages_send_as_many_statements_for_much_as_for_little(
    town: Town, desk: Desk, statements: Statements
) -> None:
    browser = desk()
    person = town.person(in_the_a_kasse())
    town.book(person, town.slot())
    browser.open("/administration/team").press("Gem", name="Hold 1")
    pages = [
        "/tal",
        "/tal/aftaler",
        "/tal/tilsyn",
        "/tal/tilsyn/borgere?maaned=2024-08",
        "/administration",
        *browser.open("/administration").links().values(),
        *_first_links(browser, "kontorer", "teams", "medarbejdere"),
    ]
    pages = [page for page in dict.fromkeys(pages) if page.startswith(("/tal", "/administration"))]

    def counted() -> dict[str, int]:
        found = {}
        for page in pages:
            browser.open(page)
            with statements() as sent:
                assert browser.open(page).status == 200
            found[page] = len(sent)
        return found

    little = counted()
    for number in range(12):
        town.book(town.person(in_the_a_kasse()), town.slot(TEN + number * DAY, caseworker_id=None))
        town.slot(TEN + number * DAY + timedelta(hours=3))
        town.joint_slot(TEN + number * DAY + timedelta(hours=5))
        town.worker_with_role("caseworker")
        browser.open("/administration/team").press("Gem", name=f"Hold {number + 2}")
        town.database.write(lambda s, n=number: town.office(s, town.a_kasse, f"{2000 + n}"))

    assert counted() == little
    assert max(little.values()) <= AT_MOST, little


def _first_links(browser: Browser, *lists: str) -> list[str]:
    """The page of the first one in each list, and the page on which it is closed."""
    found: list[str] = []
    for name in lists:
        links = browser.open(f"/administration/{name}").links().values()
        own = [link for link in links if link.count("/") == 3]
        found += [*own[:1], f"{own[0]}/{'fjern-adgang' if name == 'medarbejdere' else 'luk'}"]
    return found
