"""Joint times that somebody cannot come to stand on both sides' lists, and each side does its part."""

from __future__ import annotations

from uuid import uuid4

import pytest

from portal.actions.outcome import Granted
from portal.policy.facts import Samtaleform
from portal.store import offers
from portal.store.tables_meeting import Booking
from portal.store.tables_times import Absence
from tests.actions.joint import HOUR, Joint
from tests.store.town import NOW, TEN, Town
from tests.web.caseworker.conftest import Desk
from tests.web.caseworker.test_export import read

HOME, LIST = "/sagsbehandler", "/sagsbehandler/aftaler/konflikter"
WHEN = "tirs. 10. sep. 2024 kl. 10.00–11.00"


@pytest.fixture
def database_kind() -> str:
    return "sqlite"


@pytest.fixture
def joint(town: Town) -> Joint:
    return Joint(town)


def test_both_sides_have_the_line_until_the_a_kasse_sends_somebody_else(joint: Joint, desk: Desk) -> None:
    town = joint.town
    _key, (first, _second) = joint.interval()
    town.book(joint.person(), first, Samtaleform.FREMMOEDE)
    jobcenter, a_kasse, worker = desk(joint.jobcenters), desk(joint.a_kasses), desk()
    assert "0 Fælles tider i konflikt" in jobcenter.open(HOME).text
    assert "Der kommer nogen fra begge sider" in jobcenter.open(LIST).text
    open_since = jobcenter.open(f"/sagsbehandler/aftaler/konflikt/{first}")
    joint.away(town.a_kasse_worker, TEN, TEN + 2 * HOUR)

    for browser in (jobcenter, a_kasse):
        listed = browser.open(HOME).follow("2 Fælles tider i konflikt")
        assert listed.address == LIST
        for words in ("Anna er optaget", "Jens", "Booket", "Lukket", "Jobcenter København"):
            assert words in listed.text
        assert "Kim Jensen" not in listed.text, "no citizen's name"
    assert "Sig det til jeres teamleder" in worker.open(LIST).text
    assert worker.open(f"/sagsbehandler/aftaler/konflikt/{first}").status == 403

    waiting = jobcenter.open(f"/sagsbehandler/aftaler/konflikt/{first}").text
    assert "A-kassen kan sende en anden De har den samme linje på deres liste." in waiting
    assert open_since.press("Send en anden").errors == ["Vælg, hvem der kommer."]
    page = a_kasse.open(LIST).follow(f"Find en løsning {WHEN}")
    assert "Bo (kan alle 2 tider)" in page.text
    assert "Kan ingen af jer komme?" in page.text
    assert page.press("Send en anden").errors == ["Vælg, hvem der kommer."]
    stranger = str(joint.key(town.jobcenter_worker))
    wrong = page.press("Send en anden", medarbejder=stranger)
    assert (wrong.status, wrong.errors) == (422, ["Vælg en af jeres egne medarbejdere."])
    done = page.press("Send en anden", medarbejder=str(joint.key(joint.bo)), hvilke="alle")

    twice = page.press("Send en anden", medarbejder=str(joint.key(joint.bo)), hvilke="alle")
    assert "En anden kommer i stedet" in done.text
    assert "En anden kommer i stedet" in twice.text
    assert "Der kommer nogen fra begge sider" in done.text
    assert "0 Fælles tider i konflikt" in jobcenter.open(HOME).text
    assert joint.row(Booking, Booking.status == "planlagt").a_kasse_caseworker_id == joint.bo


def test_the_jobcenter_withdraws_the_time_of_a_meeting_and_another_agreed_one_is_held(
    joint: Joint, desk: Desk
) -> None:
    town = joint.town
    slot, other, person = town.joint_slot(), town.joint_slot(TEN + 48 * HOUR), joint.person()
    town.jobcenter_slot(TEN + 24 * HOUR)
    assert isinstance(joint.book(person, slot), Granted)
    joint.away(town.jobcenter_worker)
    joint.away(joint.jette)
    browser = desk(joint.jobcenters)

    page = browser.open(f"/sagsbehandler/aftaler/konflikt/{slot}")
    assert "Jette" not in page.text
    check = page.press("Se, hvad det betyder")
    check.press("Træk tiderne tilbage", forstaaet="ja")

    assert "Der kommer nogen fra begge sider" in browser.open(LIST).text
    (offer,) = town.database.read(lambda s: offers.open_of(s, person, NOW))
    assert offer.slot == other, "the agreed one, not the jobcenter's own a day before"


def test_the_list_is_a_file_and_a_print_and_one_time_is_nobody_elses(joint: Joint, desk: Desk) -> None:
    town = joint.town
    slot = town.joint_slot()
    joint.away(town.jobcenter_worker)
    browser = desk(joint.a_kasses)

    printed = browser.open(f"{LIST}?udskriv=1")
    assert "Jens er optaget" in printed.text
    assert "Find en løsning" not in printed.text
    head, line = read(browser.client.get(f"{LIST}.csv").get_data(as_text=True))
    assert head == ["Tid", "Fra jobcentret", "Fra a-kassen", "I vejen", "Tiden er"]
    assert line[3:] == ["Jens er optaget", "Lukket"]
    other = town.database.write(lambda s: town.organisation(s, "a_kasse", "AK9", "En anden"))
    stranger = desk(town.worker_with_role("team_leader", other))
    assert "Jens" not in stranger.open(LIST).text
    for address in (slot, uuid4(), town.slot(TEN + 24 * HOUR)):
        assert stranger.open(f"/sagsbehandler/aftaler/konflikt/{address}").status == 404
        assert stranger.client.post(f"/sagsbehandler/aftaler/konflikt/{address}").status_code in (
            400,
            404,
            422,
        )


def test_whoever_enters_an_absence_is_told_what_it_closes(joint: Joint, desk: Desk) -> None:
    town = joint.town
    town.joint_slot(TEN + HOUR)
    booked = town.joint_slot()
    town.book(joint.person(), booked)
    page = desk().open("/sagsbehandler/fravaer")

    check = page.press("Se, hvad det betyder", fra="2024-09-10")

    assert "2 aftalte fælles tider bliver lukket, så længe det varer." in check.text
    assert "1 er booket. Samtalen bliver ikke aflyst" in check.text
    assert "Ingen udgivne tider" not in check.text
    check.press("Skriv fraværet ind")
    assert town.count(Absence) == 1
    assert joint.counted(town.jobcenter) == (1, 1)
    week = desk(town.jobcenter_worker).open("/sagsbehandler/tider?uge=2024-W37").text
    assert week.index("Booket, i konflikt") < week.index("Lukket")
