"""Two who agree on the same times at once, and one who says the same twice: it is settled once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from portal.actions.answer_agreement import (
    Accept,
    Answered,
    Decline,
    Outdated,
    Refused,
    Withdrawn,
    WithdrawProposal,
    answer_agreement,
    withdraw_proposal,
)
from portal.actions.propose_agreement import Proposed, propose_agreement
from portal.store import agreement_writes, agreements
from portal.store.database import Session
from portal.store.tables import Caseworker, Office, Organisation
from portal.store.tables_times import Absence
from tests.actions.agreeing import MINUTE, NINE, Agreeing, codes, counter
from tests.actions.courses import in_the_a_kasse
from tests.at_once import at_once
from tests.store.town import NOW


def test_a_time_that_is_booked_just_as_it_becomes_travel_is_told_and_nothing_is_agreed(
    agreeing: Agreeing, monkeypatch: pytest.MonkeyPatch
) -> None:
    town = agreeing.town
    on_the_way = town.slot(NINE - 30 * MINUTE, 30)
    agreement = agreeing.propose()
    town.book(town.person(in_the_a_kasse()), on_the_way)
    seen = agreement_writes.busy
    looks = iter([lambda *_: ()] * 2 + [seen] * 9)
    monkeypatch.setattr(agreement_writes, "busy", lambda *given: next(looks)(*given))

    assert codes(agreeing.answer(agreement)) == ["aftale_booket"]
    assert (agreeing.slots(), town.count(Absence)) == ([], 0)
    assert {one.status for one in agreeing.intervals(agreement)} == {"open"}


def test_an_answer_that_is_sent_twice_is_given_once_and_another_one_is_too_late(agreeing: Agreeing) -> None:
    town = agreeing.town
    agreement = agreeing.propose()
    first, second = agreeing.intervals(agreement)
    said = {first.public_id: counter(first.start), second.public_id: Accept(agreeing.anna)}
    command = agreeing.answering(agreement, said, message="Kan vi?")
    done = answer_agreement(command, town.database, NOW)
    assert isinstance(done, Answered)

    assert answer_agreement(command, town.database, NOW) == replace(done, repeated=True)
    assert answer_agreement(replace(command, message=None), town.database, NOW) == Outdated(2)
    changed = said | {first.public_id: counter(first.start, hours=2)}
    assert answer_agreement(replace(command, answers=changed), town.database, NOW) == Outdated(2)
    assert (len(agreeing.intervals(agreement)), len(agreeing.slots())) == (3, 3)
    wish = WithdrawProposal(agreeing.jobcenter_leader, agreement, 2)
    twice = [withdraw_proposal(wish, town.database, NOW) for _ in range(2)]
    assert twice == [Withdrawn("accepted"), Withdrawn("accepted")]
    assert agreeing.view(agreement).last_step == 3


def test_two_leaders_who_answer_at_once_settle_it_once(agreeing: Agreeing) -> None:
    town = agreeing.town
    agreement = agreeing.propose()
    other = town.worker_with_role("administrator", town.a_kasse)
    commands = [agreeing.answering(agreement), agreeing.answering(agreement, Decline(), caseworker_id=other)]

    found = at_once(*(lambda c=c: answer_agreement(c, town.database, NOW) for c in commands))

    assert sorted(type(one).__name__ for one in found) == ["Answered", "Outdated"]
    assert agreeing.view(agreement).last_step == 2
    assert len(agreeing.slots()) in (0, 6)


def test_two_agreements_on_the_same_minutes_of_one_caseworker_are_not_both_made(agreeing: Agreeing) -> None:
    """Two jobcentres ask for Anna at the same time, and two of her leaders say yes at once."""
    town = agreeing.town
    mine = agreeing.propose()

    def another(session: Session) -> tuple[int, int, int]:
        house = town.organisation(session, "jobcenter", "0147", "Jobcenter Frederiksberg")
        return house, town.office(session, house, "2000", "0147"), town.caseworker(session, house, "Frida")

    house, office, frida = town.database.write(another)
    leader = town.worker_with_role("team_leader", house)
    there = agreeing.public(Organisation, town.a_kasse)
    command = agreeing.proposal(
        caseworker_id=leader,
        a_kasse=there,
        office=agreeing.public(Office, office),
        workers=(agreeing.public(Caseworker, frida),),
    )
    done = propose_agreement(command, town.database, NOW)
    assert isinstance(done, Proposed)
    key = town.database.read(lambda s: agreements.get(s, done.agreement, house))
    assert key is not None
    theirs = town.database.read(lambda s: agreements.intervals(s, key.id))
    second = replace(
        agreeing.answering(mine),
        agreement=done.agreement,
        answers={one.public_id: Accept(agreeing.anna) for one in theirs},
    )

    found = at_once(
        *(lambda c=c: answer_agreement(c, town.database, NOW) for c in (agreeing.answering(mine), second))
    )

    assert sorted(type(one).__name__ for one in found) == ["Answered", "Refused"]
    refused = next(one for one in found if isinstance(one, Refused))
    assert {one.code for one in refused.decision.refusals} == {"aftale_andet_sted"}
    assert len(agreeing.slots()) == 6
