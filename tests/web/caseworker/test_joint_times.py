"""Times agreed with the a-kasse, where a caseworker books for somebody or calls them in."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
import time_machine

from portal.actions.choose_a_kasse_med import ChooseAKasseMed, choose_a_kasse_med
from portal.policy.facts import AKasseMed, Facts, Samtaleform, Valg
from portal.store import bookings
from portal.store.database import Session
from tests.actions.courses import with_the_jobcenter
from tests.store.town import NOW, TEN, Town
from tests.web.caseworker.conftest import Desk, page_of
from tests.web.citizen.conftest import limit

DAY = timedelta(days=1)
HERE = Samtaleform.FREMMOEDE


@pytest.fixture
def database_kind() -> str:
    """The statements are the citizens' own, tried there on both."""
    return "sqlite"


def said_yes(*, in_person: bool = False) -> Facts:
    return replace(with_the_jobcenter(), valg=Valg(AKasseMed.JA, in_person, NOW - DAY))


def agreed_with_another(town: Town) -> UUID:
    def work(session: Session) -> UUID:
        other = town.organisation(session, "a_kasse", "AK2", "Den anden")
        agreement = town.agree(session, town.jobcenter, other)
        return town.add_slot(
            session,
            TEN + 4 * DAY,
            organisation_id=town.jobcenter,
            office_id=town.jobcenter_office,
            caseworker_id=town.jobcenter_worker,
            agreement_id=agreement,
            a_kasse_id=other,
            a_kasse_form="video",
        )

    return town.database.write(work)


def published(town: Town) -> None:
    """A time without the a-kasse, one with it by video, one to which it comes, and one of another a-kasse."""
    town.jobcenter_slot()
    town.joint_slot(TEN + DAY, a_kasse_form="video")
    town.joint_slot(TEN + 2 * DAY)
    agreed_with_another(town)


def test_on_the_telephone_only_times_agreed_with_the_persons_a_kasse_are_shown_and_who_comes(
    town: Town, desk: Desk
) -> None:
    published(town)
    person, asks = town.person(said_yes()), town.person(said_yes(in_person=True))
    jens = desk(town.jobcenter_worker)

    page = jens.open(page_of(town, person)).follow("Book for personen i telefonen")

    assert page.options("tid") == [
        "Ons. 11. sep. 2024 kl. 10.00–11.00, Jens, a-kassen er med på video (Anna)",
        "Tors. 12. sep. 2024 kl. 10.00–11.00, Jens, a-kassen møder op (Anna)",
    ]
    check = page.press("Tjek", tid="Tors. 12. sep.")
    assert "A-kassen Anna A-kassen Møder op" in check.text
    check.press("Book samtalen")
    assert town.database.read(lambda s: bookings.list_own(s, person))[-1].joint
    # The a-kasse takes part in one of them: who wants another time for it has that one moved.
    again = jens.open(page_of(town, person)).follow("Book for personen i telefonen")
    assert again.options("tid") == []
    assert "Personen har allerede en samtale torsdag den 12. september" in again.text
    assert "Indkald til samtale" not in again.text
    assert [one[:12] for one in again.follow("Flyt").options("tid")] == ["Ons. 11. sep"]
    town.jobcenter_slot(TEN + 20 * DAY)
    later = jens.open(page_of(town, person)).follow("Book for personen i telefonen")
    assert [one[:14] for one in later.options("tid")] == ["Man. 30. sep. "]
    assert "Flyt den, hvis en anden tid med a-kassen passer bedre (LAB § 31, stk. 2" in later.text
    in_person = jens.open(page_of(town, asks)).follow("Book for personen i telefonen")
    assert in_person.options("tid") == [], "who asks that it comes sees no time to which it does not"


def test_a_jobcenter_that_calls_has_the_agreed_times_and_calls_in_place_of_a_meeting_without(
    town: Town, desk: Desk, clock: time_machine.Traveller
) -> None:
    limit(town, "jobcenter", faelles="indkaldelse")
    person = town.person(with_the_jobcenter())
    booked = town.book(person, town.jobcenter_slot(TEN - DAY), HERE)
    published(town)
    clock.shift(timedelta(minutes=1))
    choose_a_kasse_med(ChooseAKasseMed(person, AKasseMed.JA), town.database, NOW + timedelta(minutes=1))
    leader = town.worker_with_role("team_leader", town.jobcenter)

    home = desk(leader).open("/sagsbehandler")
    assert "Vil have a-kassen med på en anden måde end til den planlagte samtale" in home.text
    page = home.follow("Indkald Kim Jensen")

    assert [option for option in page.options("tid") if "Jens" in option] == [
        "Ons. 11. sep. 2024 kl. 10.00–11.00, Jens, a-kassen er med på video (Anna)",
        "Tors. 12. sep. 2024 kl. 10.00–11.00, Jens, a-kassen møder op (Anna)",
    ]
    letter = page.press("Se brevet og tjek", tid="Tors. 12. sep.")
    assert "Din a-kasse, A-kassen (Anna), er med og møder op." in letter.text
    assert "A-kassen A-kassen (Anna) Møder op" in letter.text
    letter.press("Send indkaldelsen")
    known = {b.public_id: b for b in town.database.read(lambda s: bookings.list_own(s, person))}
    assert known[booked.public_id].status.value == "aflyst"
    assert [b.joint for b in known.values() if b.status.value == "planlagt"] == [True]
    assert "Vil have a-kassen med" not in desk(leader).open("/sagsbehandler").text


def test_the_a_kasses_leader_reads_that_a_member_has_said_no_and_closes_the_line(
    town: Town, desk: Desk
) -> None:
    person = town.person(said_yes())
    town.book(person, town.joint_slot(), HERE)
    choose_a_kasse_med(ChooseAKasseMed(person, AKasseMed.NEJ), town.database, NOW)
    leader = desk(town.worker_with_role("team_leader"))

    page = leader.open("/sagsbehandler")

    told = "Har sagt nej til, at I er med til samtalen hos jobcentret, siden"
    assert f"Kim Jensen: {told}" in page.text
    assert "Indkald Kim Jensen" not in page.text
    assert told not in desk(town.worker_with_role("team_leader", town.jobcenter)).open("/sagsbehandler").text
    assert told not in page.press("Luk alarmen Kim Jensen").text
