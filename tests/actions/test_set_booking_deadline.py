"""A booking deadline is set where the law lets it be met, told in a letter, and binds from then on."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select

from portal.actions.casework import NotSeen
from portal.actions.set_booking_deadline import (
    DeadlineNotSet,
    DeadlineSet,
    SetBookingDeadline,
    set_booking_deadline,
)
from portal.policy import facts as f
from portal.policy.frister import BindendeFrist, binding_deadline
from portal.store import alarms, facts, guidance, letters
from portal.store.guidance import Guidance
from portal.store.tables_case import Audit, Decision, Frist, Letter, Outbox
from portal.wording.letters.letter import from_body
from tests.actions.courses import in_the_a_kasse, new_in_the_a_kasse, with_the_jobcenter
from tests.actions.test_revoke_selvbooking import public_id
from tests.store.town import NOW, TEN, Town
from tests.web.citizen.conftest import limit

DAY = timedelta(days=1)
TODAY, EIGHT_DAYS = date(2024, 9, 2), date(2024, 9, 10)
WRITTEN = (Frist, Letter, Outbox)


def guided(town: Town, person: int, day: date = date(2024, 8, 6), skriftlig: bool = True) -> None:
    told = Guidance(person, town.a_kasse, town.a_kasse_worker, day, skriftlig)
    town.database.write(lambda session: guidance.record(session, told))


def set_deadline(
    town: Town, person: int, frist: date = EIGHT_DAYS, now: datetime = NOW, **more: Any
) -> DeadlineSet | DeadlineNotSet:
    worker = more.pop("worker", town.a_kasse_worker)
    command = SetBookingDeadline(worker, public_id(town, person), frist, **more)
    return set_booking_deadline(command, town.database, now)


def codes(outcome: DeadlineSet | DeadlineNotSet) -> list[str]:
    assert isinstance(outcome, DeadlineNotSet), outcome
    return [finding.code for finding in outcome.decision.refusals]


def binding(town: Town, person: int, now: datetime = NOW) -> BindendeFrist | None:
    known = town.database.read(lambda session: facts.load(session, person, now)).facts
    return binding_deadline(known, now)


def words(town: Town, person: int) -> str:
    """The words of the person's latest letter."""
    listed = town.database.read(lambda session: letters.of_person(session, person))
    full = town.database.read(lambda session: letters.get_own(session, person, listed[0].public_id))
    assert full is not None
    found = from_body(full.view.kind, full.view.version, full.view.title, full.body)
    return "\n".join(block.text for block in found.blocks)


def test_a_deadline_is_row_decision_letter_log_and_outbox_in_one(town: Town) -> None:
    person = town.person(in_the_a_kasse())
    guided(town, person)
    town.slot(TEN + 7 * DAY)

    outcome = set_deadline(town, person)

    assert isinstance(outcome, DeadlineSet)
    assert (outcome.frist, outcome.samtale_senest) == (EIGHT_DAYS, date(2024, 9, 17))
    assert outcome.letter is not None
    assert outcome.frist_id is not None
    assert [town.count(table) for table in (Frist, Decision, Letter, Audit)] == [1, 1, 1, 1]
    found = binding(town, person)
    assert found is not None
    assert (found.frist, found.binder) == (f.Frist(f.Aktoer.A_KASSE, TODAY, EIGHT_DAYS, vejledt=True), True)
    told = words(town, person)
    assert "booke en jobsamtale senest tirsdag den 10. september 2024" in told
    assert "holdes senest tirsdag den 17. september 2024" in told
    assert "afmelder vi dig" in told
    sent = town.database.read(lambda session: session.scalars(select(Outbox).order_by(Outbox.id)).all())
    assert [row.topic for row in sent] == ["frist.set", "letter.written"]
    assert sent[0].payload["samtale_senest"] == "2024-09-17"
    (line,) = town.database.read(lambda session: session.scalars(select(Audit)).all())
    assert (line.action, line.outcome, line.person_id) == ("set_booking_deadline", "allowed", person)


def test_sent_twice_it_is_set_once_and_a_later_one_comes_in_its_place(town: Town) -> None:
    person = town.person(in_the_a_kasse())
    guided(town, person)
    town.slot(TEN + 3 * DAY)

    set_deadline(town, person)
    again = set_deadline(town, person)
    later = set_deadline(town, person, date(2024, 9, 12), NOW + DAY)

    assert isinstance(again, DeadlineSet)
    assert (again.repeated, again.letter, town.count(Frist)) == (True, None, 2)
    assert isinstance(later, DeadlineSet)
    found = binding(town, person, NOW + DAY)
    assert found is not None
    assert found.frist.frist == date(2024, 9, 12)
    assert "i stedet for din tidligere frist, tirsdag den 10. september 2024" in words(town, person)


def test_without_guidance_in_writing_there_is_no_duty_and_no_deadline(town: Town) -> None:
    person = town.person(in_the_a_kasse())
    town.slot(TEN)

    assert codes(set_deadline(town, person)) == ["mangler_vejledning"]
    guided(town, person, skriftlig=False)
    assert codes(set_deadline(town, person)) == ["mangler_vejledning"]
    assert codes(set_deadline(town, person, vejledt=TODAY + DAY)) == ["mangler_vejledning"]
    assert [town.count(table) for table in WRITTEN] == [0, 0, 0]
    assert isinstance(set_deadline(town, person, vejledt=date(2024, 8, 30)), DeadlineSet)
    assert town.database.read(lambda session: guidance.given(session, person)) == date(2024, 8, 30)


@pytest.mark.parametrize(
    ("course", "frist", "refused"),
    [
        (in_the_a_kasse(), date(2024, 9, 9), "frist_for_kort"),
        (new_in_the_a_kasse(), EIGHT_DAYS, "foerste_samtale_indkaldes"),
        (
            replace(
                in_the_a_kasse(),
                beslutninger=(f.Beslutning(f.BeslutningArt.FRITAGELSE, f.Aktoer.A_KASSE, date(2024, 8, 20)),),
            ),
            EIGHT_DAYS,
            "fritaget",
        ),
        (with_the_jobcenter(), EIGHT_DAYS, "kun_ansvarlig_aktoer"),
    ],
    ids=["too short", "the first is called", "exempt", "not the holder"],
)
def test_what_the_law_refuses_leaves_nothing_but_the_log(
    town: Town, course: f.Facts, frist: date, refused: str
) -> None:
    person = town.person(course)
    guided(town, person)
    town.slot(TEN)

    assert codes(set_deadline(town, person, frist)) == [refused]
    assert [town.count(table) for table in WRITTEN] == [0, 0, 0]
    assert town.count(Decision) == 1


def test_a_deadline_needs_a_time_that_this_person_can_have_within_it(town: Town) -> None:
    person = town.person(in_the_a_kasse())
    guided(town, person)
    town.slot(TEN + 8 * DAY)  # a day after the last day of the meeting
    town.jobcenter_slot(TEN)
    taken = town.slot(TEN + DAY)
    town.book(town.person(in_the_a_kasse()), taken)

    assert codes(set_deadline(town, person)) == ["ingen_tider_inden_fristen"]
    assert codes(set_deadline(town, person)) == ["ingen_tider_inden_fristen"]
    (alarm,) = town.database.read(lambda session: alarms.open_alarms(session, town.a_kasse, NOW))
    assert (alarm.kind, alarm.person) == ("ingen_tider", public_id(town, person))

    assert isinstance(set_deadline(town, person, EIGHT_DAYS + DAY), DeadlineSet)
    assert town.database.read(lambda session: alarms.open_alarms(session, town.a_kasse, NOW)) == ()


def test_a_deadline_that_would_lapse_at_the_handover_is_not_set(town: Town) -> None:
    hours = tuple(f.Timer(date(2024, month, 1), Decimal(205), date(2024, month, 2)) for month in (8, 9))
    person = town.person(replace(in_the_a_kasse(), forbrug=hours))
    guided(town, person)
    town.slot(datetime(2024, 9, 27, 8, tzinfo=UTC))

    later = set_deadline(town, person, date(2024, 10, 1))
    in_time = set_deadline(town, person, date(2024, 9, 30))

    assert codes(later) == ["frist_uden_virkning"]
    assert isinstance(in_time, DeadlineSet)
    assert in_time.samtale_senest == date(2024, 9, 30)


def test_the_local_limits_give_way_to_a_deadline(town: Town) -> None:
    near = f.Samtale(
        1,
        f.Aktoer.A_KASSE,
        datetime(2024, 9, 4, 8, tzinfo=UTC),
        f.Samtaleform.FREMMOEDE,
        f.Oprindelse.INDKALDT,
        f.SamtaleStatus.PLANLAGT,
    )
    course = in_the_a_kasse()
    person = town.person(replace(course, samtaler=(*course.samtaler, near)))
    guided(town, person)
    town.slot(TEN)

    limit(town, mindst_dage_mellem=14)

    assert isinstance(set_deadline(town, person), DeadlineSet)


def test_a_jobcenters_deadline_says_from_which_day_one_is_struck_off(town: Town) -> None:
    person = town.person(with_the_jobcenter())
    guided(town, person)
    town.jobcenter_slot(TEN)

    outcome = set_deadline(town, person, worker=town.jobcenter_worker, tell_from=NOW + DAY)

    assert isinstance(outcome, DeadlineSet)
    assert "fra dagen efter fristen" in words(town, person)
    sent = town.database.read(lambda session: session.scalars(select(Outbox)).all())
    assert {row.next_attempt_at for row in sent} == {NOW + DAY}


def test_whoever_is_a_stranger_sets_nothing(town: Town) -> None:
    person = town.person(in_the_a_kasse())

    def stranger(session: Any) -> int:
        return town.caseworker(session, town.organisation(session, "a_kasse", "AK2", "En anden"), "Eva")

    with pytest.raises(NotSeen):
        set_deadline(town, person, worker=town.database.write(stranger))
    assert town.count(Frist) == 0
