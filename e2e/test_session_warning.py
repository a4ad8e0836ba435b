"""Before the session ends one is told, and can stay with all that was chosen; else one reads why."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing

import pytest
from playwright.sync_api import Locator, expect

from e2e.browser import DESKTOP_IN_DANISH, KEYBOARD_IN_DANISH, PHONE_IN_ENGLISH
from e2e.demo import Demo
from e2e.journeys import Citizen

SESSION_MINUTES, WARNED_MINUTES = 30, 5

_IS_AT_THE_WARNING = """
() => document.activeElement === document.body || document.activeElement.closest(".fds-modal") !== null
"""


def waits(citizen: Citizen, minutes: float) -> None:
    """By the browser's own clock."""
    citizen.page.clock.fast_forward(int(minutes * 60_000))


def warning(citizen: Citizen) -> Locator:
    return citizen.page.get_by_role("alertdialog", name=citizen.words("Du bliver snart logget af"))


def sits_before_a_chosen_time(citizen: Citizen) -> Locator:
    citizen.signs_in_as("Sara Kjeldsen")
    citizen.page.clock.install()
    citizen.finds_a_time()
    chosen = citizen.main.get_by_role("radio").nth(2)
    citizen.hands.choose(chosen)
    return chosen


def change(demo: Demo, last_seen: str) -> None:
    """What the database knows of when the session was used; `last_seen` as SQLite reckons, `-10 minutes`."""
    with closing(sqlite3.connect(demo.database, timeout=10)) as database:
        moment = "strftime('%Y-%m-%d %H:%M:%f000', 'now', ?)"
        database.execute(f"UPDATE signin_session SET last_seen_at = {moment}", (last_seen,))
        database.commit()


def was_used_just_now(demo: Demo) -> bool:
    with closing(sqlite3.connect(demo.database, timeout=10)) as database:
        a_minute_ago = "strftime('%Y-%m-%d %H:%M:%f000', 'now', '-1 minute')"
        found = database.execute(f"SELECT max(last_seen_at) > {a_minute_ago} FROM signin_session")
        return bool(found.fetchone()[0])


@pytest.mark.parametrize("seat", [DESKTOP_IN_DANISH, PHONE_IN_ENGLISH, KEYBOARD_IN_DANISH], ids=str)
def test_who_is_warned_can_stay_and_finds_the_page_as_it_was(citizen: Citizen, demo: Demo) -> None:
    chosen = sits_before_a_chosen_time(citizen)
    waits(citizen, SESSION_MINUTES - WARNED_MINUTES - 1)
    expect(warning(citizen)).not_to_be_visible()
    waits(citizen, 1.1)
    expect(warning(citizen)).to_be_visible()
    expect(warning(citizen)).to_contain_text(
        citizen.words(
            "Det, du har skrevet eller valgt på siden og ikke har sendt, bliver ikke gemt. "
            "Bliver du logget ind, er det her stadig."
        )
    )
    change(demo, "-25 minutes")

    citizen.hands.press(warning(citizen).get_by_role("button", name=citizen.words("Bliv logget ind")))

    expect(warning(citizen)).not_to_be_visible()
    assert was_used_just_now(demo)
    assert chosen.is_checked()
    expect(chosen).to_be_focused()
    waits(citizen, SESSION_MINUTES - WARNED_MINUTES - 1)
    expect(warning(citizen)).not_to_be_visible()
    citizen.presses("Næste")
    citizen.sees_the_page("Sådan holdes samtalen")


@pytest.mark.parametrize(
    ("seat", "before", "after"),
    [(DESKTOP_IN_DANISH, "minutter", "sekunder"), (PHONE_IN_ENGLISH, "minutes", "seconds")],
    ids=str,
)
def test_the_time_that_is_left_is_counted_down_in_words(citizen: Citizen, before: str, after: str) -> None:
    sits_before_a_chosen_time(citizen)
    waits(citizen, SESSION_MINUTES - WARNED_MINUTES + 0.1)
    left = citizen.page.locator("#session-left")
    expect(left).to_contain_text(before)
    waits(citizen, WARNED_MINUTES - 1)
    expect(left).to_contain_text(after)
    expect(left).not_to_contain_text(before)


def test_while_the_warning_stands_nothing_behind_it_can_be_reached(citizen: Citizen) -> None:
    sits_before_a_chosen_time(citizen)
    waits(citizen, SESSION_MINUTES - WARNED_MINUTES + 0.1)
    expect(warning(citizen)).to_be_visible()
    for _ in range(6):
        citizen.page.keyboard.press("Tab")
        assert citizen.page.evaluate(_IS_AT_THE_WARNING)


@pytest.mark.parametrize("seat", [DESKTOP_IN_DANISH, PHONE_IN_ENGLISH], ids=str)
def test_who_does_nothing_is_signed_out_and_reads_so_and_comes_back_to_the_page(
    citizen: Citizen, demo: Demo
) -> None:
    sits_before_a_chosen_time(citizen)
    waits(citizen, SESSION_MINUTES - WARNED_MINUTES + 0.1)
    expect(warning(citizen)).to_be_visible()
    change(demo, "-31 minutes")
    waits(citizen, WARNED_MINUTES)
    citizen.page.wait_for_url(re.compile("/log-ind"))
    citizen.sees_the_page("Du er blevet logget af")
    assert not citizen.is_greeted_by_name
    citizen.presses_link("Log ind med MitID")
    citizen.stands_in_for_mitid("Sara Kjeldsen")
    citizen.sees_the_page("Find en tid")


def test_who_wants_to_stay_too_late_reads_that_it_is_too_late(citizen: Citizen, demo: Demo) -> None:
    sits_before_a_chosen_time(citizen)
    waits(citizen, SESSION_MINUTES - WARNED_MINUTES + 0.1)
    change(demo, "-31 minutes")
    citizen.follows(warning(citizen).get_by_role("button", name="Bliv logget ind"))
    citizen.sees_the_page("Du er blevet logget af")


def test_a_page_used_in_another_tab_takes_the_warning_away(citizen: Citizen) -> None:
    sits_before_a_chosen_time(citizen)
    waits(citizen, SESSION_MINUTES - WARNED_MINUTES + 0.1)
    expect(warning(citizen)).to_be_visible()
    other = citizen.opens_another_tab()
    other.page.clock.set_fixed_time(citizen.page.evaluate("() => Date.now()"))
    other.opens_min_plan()
    expect(warning(citizen)).not_to_be_visible()
