"""The law's numbers are dated, cited and checked."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from portal import clock
from portal.cli import main
from portal.policy import parameters, sources
from portal.policy.koder import ADVARSLER, CITATIONS, PRAKTISKE
from portal.policy.law import Citation

ENTRY: dict[str, Any] = {
    "value": "8",
    "unit": "dage",
    "first_day": date(2024, 1, 1),
    "law": "BAB",
    "place": "§ 44, stk. 1",
    "checked": date(2026, 11, 20),
}


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("a_kasse_timer_fuldtid", "410"),
        ("a_kasse_timer_deltid", "333"),
        ("maaned_timer_fuldtid", "160.33"),
        ("maaned_timer_deltid", "130"),
        ("uge_timer_fuldtid", "37"),
        ("uge_timer_deltid", "30"),
        ("bookingfrist_dage", "8"),
        ("samtale_efter_frist_dage", "7"),
        ("gentilmelding_dage", "10"),
        ("foerste_samtale_dage", "14"),
        ("mangelfuld_procent", "20"),
    ],
)
def test_the_number_stands_from_its_first_day(name: str, number: str) -> None:
    applied = parameters.value(name, date(2024, 1, 1))
    assert applied.value == Decimal(number)
    assert applied.name == name


def test_asking_before_the_first_day_is_an_error() -> None:
    with pytest.raises(LookupError, match="first day is 2024-01-01"):
        parameters.value("bookingfrist_dage", date(2023, 12, 31))


def test_asking_for_an_unknown_number_is_an_error() -> None:
    with pytest.raises(KeyError):
        parameters.value("held", date(2024, 1, 1))


def test_a_later_entry_takes_over_on_its_first_day() -> None:
    history = parameters.history_of("x", [ENTRY, {**ENTRY, "value": "9", "first_day": date(2025, 7, 1)}])
    assert [entry.applied.value for entry in history] == [Decimal(8), Decimal(9)]


@pytest.mark.parametrize("later", [date(2024, 1, 1), date(2023, 1, 1)])
def test_first_days_rise_strictly(later: date) -> None:
    with pytest.raises(ValueError, match="do not rise"):
        parameters.history_of("x", [ENTRY, {**ENTRY, "first_day": later}])


def test_every_number_is_cited_and_checked_after_its_first_day() -> None:
    assert parameters.entries()
    for history in parameters.entries().values():
        for entry in history:
            assert sources.address(entry.applied.citation) is not None
            assert entry.checked >= entry.applied.first_day
            assert entry.unit


def test_every_paragraph_that_is_named_can_be_read_somewhere() -> None:
    named = [value for value in vars(sources).values() if isinstance(value, Citation)]
    assert len(named) > 50
    assert len(set(named)) == len(named)
    for citation in named:
        address = sources.address(citation)
        assert address is not None
        assert address.startswith("https://www.retsinformation.dk/eli/")
        assert sources.full_name(citation) != citation.law


def test_a_text_that_is_not_named_has_no_address() -> None:
    unknown = Citation("XYZ", "§ 1")
    assert sources.address(unknown) is None
    assert sources.full_name(unknown) == "XYZ"


def test_every_code_cites_its_paragraph_but_the_practical_ones() -> None:
    assert {code for code, citations in CITATIONS.items() if not citations} == PRAKTISKE
    assert set(CITATIONS) >= ADVARSLER


def test_a_number_is_stale_once_it_was_checked_longer_ago_than_that(monkeypatch: pytest.MonkeyPatch) -> None:
    older = {**ENTRY, "value": "9", "checked": date(2026, 11, 1)}
    history = {"y": parameters.history_of("y", [ENTRY]), "x": parameters.history_of("x", [older])}
    monkeypatch.setattr(parameters, "entries", lambda: history)
    day = date(2026, 12, 1)
    assert parameters.stale(day, 30) == ()
    assert [entry.applied.name for entry in parameters.stale(day, 29)] == ["x"]
    assert [entry.applied.name for entry in parameters.stale(day, 10)] == ["x", "y"]


@pytest.mark.parametrize(
    ("day", "code", "said"),
    [
        ("2027-11-20", 0, "0 of"),
        ("2027-11-21", 1, "2026-11-20  bookingfrist_dage = 8 dage from 2024-01-01  (BAB § 44, stk. 1)"),
    ],
)
def test_the_command_lists_what_nobody_has_checked_for_a_year_and_says_so_in_its_exit(
    day: str, code: int, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "today", lambda: date.fromisoformat(day))
    result = CliRunner().invoke(main, ["law", "stale"])
    assert result.exit_code == code
    assert said in result.stdout


def test_each_set_of_rules_begins_on_its_day() -> None:
    assert parameters.begins("regelsaet", 2020) == date(2020, 1, 1)
    assert parameters.begins("regelsaet", 2024) == date(2024, 1, 1)
    with pytest.raises(LookupError, match="never 1999"):
        parameters.begins("regelsaet", 1999)


def test_no_date_stands_in_the_rules_themselves() -> None:
    written = re.compile(r"\bdate\(\s*\d|fromisoformat\(\s*[\"']")
    rules = list(Path(parameters.__file__).parent.parent.glob("*.py"))
    assert len(rules) > 40
    assert [file.name for file in rules if written.search(file.read_text(encoding="utf-8"))] == []


def test_from_february_2026_the_number_is_the_same_and_rests_on_the_new_text() -> None:
    before, after = (
        parameters.value("krav_til_jobsoegning_dage", date(2026, *on)) for on in ((1, 31), (2, 1))
    )
    assert before.value == after.value == 14
    assert [str(one.citation) for one in (before, after)] == ["RÅB § 14, stk. 12", "RÅB 2026 § 14, stk. 12"]
