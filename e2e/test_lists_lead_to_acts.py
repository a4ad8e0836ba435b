"""Every line of a work list leads to what is to be done; a list is narrowed, printed and taken along."""

from __future__ import annotations

import csv
import sqlite3
from contextlib import closing
from pathlib import Path

from e2e.browser import DESKTOP_IN_DANISH
from e2e.caseworkers import Caseworker
from e2e.conftest import SitsDown
from e2e.demo import Demo
from portal.demo.staff import employees
from portal.policy.facts import Aktoer
from portal.store.list_query import OF
from portal.web.caseworker.lists.waiting import LISTS as OTHER_LISTS

NOT_OF_PEOPLE = ("uleveret", "underretninger", "sager", "dialog", "aftaler", "raadighedssamtaler")
"""Lists of messages, of notices, of cases, of agreements and of meetings."""

OF_THOSE_WHO_LEAD = "/konflikter"
"""What is done there only they can do."""


def at_work(sits_down: SitsDown, code: str) -> Caseworker:
    """A caseworker of that organisation of the demo, before the first page."""
    own = (one.worker for one in employees() if one.role == "caseworker" and one.worker.branch.code == code)
    somebody = sits_down(DESKTOP_IN_DANISH)
    worker = Caseworker(somebody.page, somebody.seat)
    worker.comes_to_work(next(own).subject)
    return worker


def withdraw_all_times(demo: Demo, code: str) -> None:
    with closing(sqlite3.connect(demo.database, timeout=10)) as database:
        database.execute(
            "UPDATE slot SET withdrawn_at = published_at"
            " WHERE organisation_id = (SELECT id FROM organisation WHERE code = ?)",
            (code,),
        )
        database.commit()


def test_every_line_leads_in_one_click_to_what_is_to_be_done(sits_down: SitsDown, demo: Demo) -> None:
    withdraw_all_times(demo, "AK01")
    found = {}
    for code in ("AK01", "0751"):
        worker = at_work(sits_down, code)
        for address in worker.lists:
            if address.endswith(OF_THOSE_WHO_LEAD):
                continue
            worker.opens(address)
            found[address.rpartition("/")[2]] = worker.page.request.get(worker.acts[0]).status
    every = {*OF[Aktoer.A_KASSE], *OF[Aktoer.JOBCENTER], *OTHER_LISTS, *NOT_OF_PEOPLE}
    assert found == dict.fromkeys(map(str, every), 200)


def test_a_list_is_narrowed_in_its_address_and_taken_along_on_paper_and_as_a_file(
    sits_down: SitsDown, demo: Demo, tmp_path: Path
) -> None:
    worker = at_work(sits_down, "AK01")
    worker.opens_the_list("Bookingfrister")
    worker.hands.select(worker.main.get_by_label("Dage", exact=True), "Alle")
    worker.presses("Vis")
    people = worker.lines
    assert people
    assert "dage=alle" in worker.page.url

    with worker.page.expect_download() as download:
        worker.main.get_by_role("link", name="Hent som CSV-fil").click()
    download.value.save_as(tmp_path / "list.csv")
    with (tmp_path / "list.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [row[0] for row in csv.reader(file, delimiter=";")][1:] == people

    worker.presses_link("Vis til udskrift")
    assert worker.acts == []
    worker.reads_exactly(*people)
