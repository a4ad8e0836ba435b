"""A person reads who has looked at them: name, organisation, when and what, and nobody else's."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import partial

import pytest
import time_machine

from portal.policy.facts import Aktoer, Frist
from portal.store import alarms, audit
from portal.store.audit import AuditEntry
from tests.actions.courses import in_the_a_kasse
from tests.actions.test_requests import answer, asked
from tests.conftest import SignIn
from tests.store.town import NOW, TEN, Town
from tests.web.caseworker.conftest import page_of
from tests.web.citizen.conftest import Visit

ON_ONE = pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)


def log(town: Town, person: int, action: str, minutes: int, outcome: str = "allowed") -> None:
    entry = AuditEntry(
        at=NOW + timedelta(minutes=minutes),
        actor_kind="caseworker",
        actor_id=town.a_kasse_worker,
        organisation_id=town.a_kasse,
        person_id=person,
        action=action,
        outcome=outcome,
    )
    town.database.write(lambda session: audit.record(session, entry))


def test_what_caseworkers_saw_and_did_is_read_latest_first_and_not_ones_own(
    visit: Visit, town: Town, signed_in_caseworker: SignIn
) -> None:
    browser, other = visit(in_the_a_kasse()), town.person(in_the_a_kasse())
    assert "Ingen har set noget om dig endnu." in browser.open("/hvem-har-set").text
    signed_in_caseworker(town.a_kasse_worker).get(page_of(town, browser.person))
    signed_in_caseworker(town.jobcenter_worker).get(page_of(town, browser.person, "/frist"))
    log(town, other, "see_letter", 1)
    answer(town, browser.person, asked(town, browser.person), now=NOW + timedelta(minutes=5))

    page = browser.open("/min-plan").follow("Se, hvem der har set dine oplysninger")

    rows = page.text.partition("Hvad ")[2]
    assert rows.startswith("Mandag den 2. september 2024 kl. 10.05 Anna A-kassen Svarede på et ønske fra dig")
    assert "Jens Jobcenter København Så din frist for at booke (blev afvist)" in rows
    assert "Anna A-kassen Så siden om dig" in rows
    assert "Så et brev" not in rows
    assert rows.count("kl.") == 3


def test_whoever_saw_one_in_a_list_is_told_once_a_day_for_each_thing_seen(
    visit: Visit, town: Town, signed_in_caseworker: SignIn, clock: time_machine.Traveller
) -> None:
    frist = Frist(Aktoer.A_KASSE, NOW.date(), date(2024, 9, 6), vejledt=True)
    browser, other = visit(in_the_a_kasse()), town.person(replace(in_the_a_kasse(), frister=(frist,)))
    asked(town, browser.person)
    town.book(browser.person, town.slot(TEN))
    third = town.person(in_the_a_kasse())
    alarm = partial(alarms.raise_alarm, kind="ingen_tider", at=NOW, person_id=third)
    town.database.write(lambda session: alarm(session, town.a_kasse))
    leader = town.worker_with_role("team_leader")
    waiting, times = "/sagsbehandler/liste/venter-paa-svar", "/sagsbehandler/tider?uge=2024-W37"
    addresses = ("/sagsbehandler", waiting, waiting, f"{waiting}?udskriv=1", f"{waiting}.csv", times, times)
    for _day in range(2):
        worker, boss = signed_in_caseworker(town.a_kasse_worker), signed_in_caseworker(leader)
        for address in addresses:
            assert worker.get(address).status_code == 200
        for address in ("/sagsbehandler", "/sagsbehandler/liste/frister", "/sagsbehandler/liste/frister"):
            assert boss.get(address).status_code == 200
        clock.shift(timedelta(days=1))

    def seen(person: int) -> list[str]:
        found = town.database.read(lambda session: audit.looked(session, person, skip=0, limit=50))
        assert {one.organisation for one in found} == {"A-kassen"}
        return sorted(one.action for one in found)

    once = ["export_list", "print_list", "see_agenda", "see_home", "see_list"]
    assert seen(browser.person) == sorted(once * 2)
    assert seen(other) == ["see_list", "see_list"]
    assert seen(third) == ["see_home", "see_home"]


@ON_ONE
def test_a_long_log_is_read_page_by_page(visit: Visit, town: Town) -> None:
    browser = visit(in_the_a_kasse())
    for number in range(51):
        log(town, browser.person, "see_person" if number else "of an older day", number)

    first = browser.open("/hvem-har-set")
    second = first.follow("Ældre")

    assert first.text.count("Så siden om dig") == 50
    assert "Nyere" not in first.links()
    assert "Arbejdede med din sag" in second.text
    assert "Ældre" not in second.links()
    assert second.follow("Nyere").text == first.text
    for strange in ("x", "-1", "0", "9" * 30, "²"):
        assert browser.open(f"/hvem-har-set?side={strange}").status == 200


@ON_ONE
def test_in_english(visit: Visit, town: Town) -> None:
    browser = visit(in_the_a_kasse(), language="en")
    log(town, browser.person, "revoke_selvbooking", 0, "refused")

    page = browser.open("/hvem-har-set")

    assert page.h1 == "Who has looked at your information?"
    assert "Anna A-kassen Decided on your right to book (was refused)" in page.text
