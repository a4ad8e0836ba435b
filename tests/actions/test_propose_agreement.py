"""A jobcenter proposes times for joint meetings, takes back what waits, or changes what was agreed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest

from portal.actions.answer_agreement import (
    Accept,
    Answered,
    Decline,
    Outdated,
    UnknownAgreement,
    Withdrawn,
    WithdrawProposal,
    answer_agreement,
    check_answer,
    withdraw_proposal,
)
from portal.actions.enter_absence import EnterAbsence, enter_absence
from portal.actions.propose_agreement import Proposed, preview, propose_agreement
from portal.actions.times.pattern import Pattern, Why
from portal.actions.times.whose import NotTheirs
from portal.store.database import Session
from portal.store.tables_times import Absence
from tests.actions.agreeing import MINUTE, NINE, Agreeing, codes, rows
from tests.actions.courses import in_the_a_kasse
from tests.store.town import NOW, TEN


def test_the_preview_shows_what_is_proposed_and_what_is_left_out(agreeing: Agreeing) -> None:
    town = agreeing.town
    town.book(town.person(in_the_a_kasse()), town.jobcenter_slot(TEN, 45))
    enter_absence(
        EnterAbsence(town.jobcenter_worker, agreeing.jens, NINE + timedelta(days=7), TEN + timedelta(days=7)),
        town.database,
        NOW,
    )
    command = agreeing.proposal(count=2, first=date(2024, 9, 3), last=date(2024, 12, 24))

    found = town.database.read(lambda session: preview(session, command, NOW))

    assert found.decision.allowed
    by_day = [(one.start.date(), one.count) for one in found.intervals]
    assert by_day[:4] == [
        (date(2024, 9, 3), 2),
        (date(2024, 9, 10), 1),
        (date(2024, 9, 10), 1),
        (date(2024, 9, 17), 2),
    ]
    assert [(one.left_out.day, one.left_out.why) for one in found.left_out] == [
        (date(2024, 9, 10), Why.OVERLAP),
        (date(2024, 9, 17), Why.FRAVAER),
        (date(2024, 12, 24), Why.HELLIGDAG),
    ]
    autumn = [
        one.start for one in found.intervals if one.start.date() in (date(2024, 10, 22), date(2024, 10, 29))
    ]
    assert [one.hour for one in autumn] == [7, 8]
    assert propose_agreement(command, town.database, NOW) == Proposed(
        command.submission, found.decision, len(found.intervals), found.meetings
    )


def test_a_form_sent_twice_proposes_once_and_only_leaders_of_the_two_take_part(agreeing: Agreeing) -> None:
    town = agreeing.town
    command = agreeing.proposal()
    first, second = (propose_agreement(command, town.database, NOW) for _ in range(2))
    assert isinstance(first, Proposed)
    assert second == replace(first, repeated=True)
    assert len(agreeing.intervals(first.agreement)) == 2

    with pytest.raises(NotTheirs):
        propose_agreement(agreeing.proposal(caseworker_id=town.jobcenter_worker), town.database, NOW)
    with pytest.raises(NotTheirs):
        propose_agreement(agreeing.proposal(workers=(agreeing.anna,)), town.database, NOW)
    with pytest.raises(NotTheirs):
        agreeing.answer(first.agreement, caseworker_id=town.a_kasse_worker)
    with pytest.raises(NotTheirs):
        agreeing.answer(first.agreement, {uuid4(): Decline()})

    def stranger(session: Session) -> int:
        return town.organisation(session, "a_kasse", "AK2", "En anden a-kasse")

    other = town.worker_with_role("team_leader", town.database.write(stranger))
    with pytest.raises(UnknownAgreement):
        agreeing.answer(first.agreement, caseworker_id=other)
    with pytest.raises(UnknownAgreement):
        withdraw_proposal(WithdrawProposal(other, first.agreement, 1), town.database, NOW)
    assert codes(propose_agreement(agreeing.proposal(last=date(2024, 9, 9)), town.database, NOW)) == [
        "aftale_ingen_tider"
    ]


def test_the_jobcenter_takes_back_what_waits_and_what_has_begun_lapses(agreeing: Agreeing) -> None:
    town = agreeing.town
    agreement = agreeing.propose()
    first, second = agreeing.intervals(agreement)
    command = agreeing.answering(agreement)
    late = first.start + MINUTE

    seen = town.database.read(lambda session: check_answer(session, command, late))
    done = answer_agreement(
        replace(command, answers={second.public_id: Accept(agreeing.anna)}), town.database, late
    )

    assert isinstance(done, Answered)
    assert seen == done
    assert (done.agreed, done.lapsed, done.status) == (1, 1, "accepted")
    assert [one.status for one in agreeing.intervals(agreement)] == ["ended", "agreed"]

    other = agreeing.propose(first=date(2024, 9, 23), last=date(2024, 9, 24))
    wish = WithdrawProposal(agreeing.jobcenter_leader, other, 1, "Vi kan ikke alligevel")
    not_theirs = withdraw_proposal(replace(wish, caseworker_id=agreeing.a_kasse_leader), town.database, NOW)
    assert codes(not_theirs) == ["aftale_kun_jobcentret"]
    assert withdraw_proposal(replace(wish, seen=0), town.database, NOW) == Outdated(1)
    assert withdraw_proposal(wish, town.database, NOW) == Withdrawn("declined")
    assert [one.status for one in agreeing.intervals(other)] == ["ended"]
    assert codes(withdraw_proposal(replace(wish, seen=2), town.database, NOW)) == ["aftale_lukket"]


def test_a_change_ends_what_it_changes_the_day_before_and_only_once_somebody_says_yes(
    agreeing: Agreeing,
) -> None:
    town = agreeing.town
    old = agreeing.propose(last=date(2024, 10, 15), notice_days=14)
    agreeing.answer(old)
    assert len(agreeing.slots()) == 18
    soon = agreeing.proposal(replaces=old, first=date(2024, 9, 15), last=date(2024, 10, 20))
    assert codes(propose_agreement(soon, town.database, NOW)) == ["aftale_varsel"]

    new = agreeing.propose(replaces=old, first=date(2024, 9, 16), last=date(2024, 10, 20), travel_before=0)

    assert (agreeing.view(new).replaces, len(agreeing.slots())) == (old, 18)
    again = agreeing.proposal(replaces=old, first=date(2024, 9, 16), last=date(2024, 10, 20))
    assert codes(propose_agreement(again, town.database, NOW)) == ["aftale_aendres_allerede"]
    done = agreeing.answer(new)
    assert isinstance(done, Answered)
    assert (agreeing.view(old).status, agreeing.view(old).ends_on) == ("ended", date(2024, 9, 15))
    by_agreement = [one.agreement_id for one in agreeing.slots()]
    assert by_agreement == [agreeing.view(old).id] * 3 + [agreeing.view(new).id] * 15
    legs = rows(town, Absence.start, Absence.slut)
    assert len(legs) == 2 + 5


def test_a_meeting_that_is_booked_stays_when_the_agreement_is_changed_around_it(agreeing: Agreeing) -> None:
    town = agreeing.town
    old = agreeing.propose(notice_days=14)
    agreeing.answer(old)
    booked = agreeing.slots()[4]
    meeting = town.book(town.person(in_the_a_kasse()), booked.public_id)
    wider = Pattern({1: ((9 * 60, 13 * 60),)}, length=45, pause=15)
    change = {"replaces": old, "first": date(2024, 9, 16), "last": date(2024, 9, 20)}
    new = agreeing.propose(**change, pattern=wider)
    (interval,) = agreeing.intervals(new)
    assert interval.count == 4
    command = agreeing.answering(new)
    seen = town.database.read(lambda session: check_answer(session, command, NOW))

    done = answer_agreement(command, town.database, NOW)

    assert seen == done
    assert isinstance(done, Answered)
    assert (done.meetings, done.agreed) == (3, 1)
    at = [one.start for one in agreeing.slots() if one.start >= interval.start]
    assert at == [start for start, _ in interval.meetings if start != meeting.start]
    legs = rows(town, Absence.start, Absence.slut)
    over = [one for one in legs if one.start < interval.slut and one.slut > interval.start]
    assert (over, (interval.start - 30 * MINUTE, interval.start) in legs) == ([], True)
