"""A list as a file: text and nothing but text to a spreadsheet, whole, and known to have been taken."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.web.caseworker.lists.csv_file import BYTE_ORDER_MARK, safe, written
from portal.web.caseworker.rows import Link, Mark
from tests.actions.courses import in_the_a_kasse
from tests.store.town import Town
from tests.web.caseworker.conftest import Desk
from tests.web.caseworker.test_lists import DEADLINES, liste, log, named, with_deadline

FILE = liste(DEADLINES) + ".csv"


def read(text: str) -> list[list[str]]:
    assert text.startswith(BYTE_ORDER_MARK)
    return list(csv.reader(io.StringIO(text[1:], newline=""), delimiter=";"))


@pytest.mark.parametrize("evil", ['=HYPERLINK("http://x")', "+1+1", "-2", "@SUM(A1)", "\t=1", "\r=1", "\n=1"])
def test_no_cell_is_run_as_a_formula(evil: str) -> None:
    ((cell,),) = read(written(["Borger"], [[evil]]))[1:]

    assert cell.startswith("'")


@given(st.lists(st.lists(st.text(), min_size=2, max_size=2), max_size=4))
def test_whatever_is_in_a_cell_the_file_has_its_rows_and_begins_no_formula(rows: list[list[str]]) -> None:
    found = read(written(["A", "B"], rows))

    assert len(found) == len(rows) + 1
    assert all(len(row) == 2 for row in found)
    assert not any(cell[:1] in tuple("=+-@\t\r\n") and cell for row in found for cell in row)


def test_what_is_harmless_stays_as_it_is() -> None:
    assert safe("Kim Æbleløv; født 1. maj") == "Kim Æbleløv; født 1. maj"
    table = read(written(["Borger", "Hos"], [[Link("Kim", "/x"), Mark("A\nB", "info")]]))
    assert table == [["Borger", "Hos"], ["Kim", "A, B"]]


def test_the_file_has_the_whole_list_as_it_is_narrowed_down_and_that_it_was_taken_is_kept(
    town: Town, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("portal.web.caseworker.lists.show.ON_A_PAGE", 1)
    named(with_deadline(date(2024, 9, 6)), town, "=cmd|'/c calc'!A1")
    named(with_deadline(date(2024, 9, 9)), town, "Åse Ærlig")
    named(with_deadline(date(2024, 12, 9)), town, "Langt Ude")
    named(in_the_a_kasse(), town, "Uden Frist")
    browser = desk()
    page = browser.open(liste(DEADLINES, "orden=-dag"))

    answer = browser.client.get(page.links()["Hent som CSV-fil"])

    assert answer.mimetype == "text/csv"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="frister-2024-09-02.csv"'
    assert answer.headers["Cache-Control"] == "no-store"
    rows = read(answer.get_data().decode())
    assert rows[0] == ["Borger", "Frist for at booke", "Samtale senest", "Næste samtale", "Hos"]
    assert [row[0] for row in rows[1:]] == ["Åse Ærlig", "'=cmd|'/c calc'!A1"]
    assert rows[1][1:4] == ["9. sep. 2024", "16. sep. 2024", "Ingen"]
    assert log(town, "export_list") == [{"liste": DEADLINES, "antal": 2}]
    assert len(read(browser.client.get(FILE + "?dage=alle").get_data().decode())) == 4
    assert browser.client.get(liste("findes-ikke") + ".csv").status_code == 404
    waiting = browser.client.get(liste("venter-paa-svar") + ".csv").get_data().decode()
    assert read(waiting) == [["Borger", "Siden", "Hvad"]]
