"""What the jobcenter decides on an offer is a case: heard on, complained of, set aside, decided anew; and
what the jobcenter owes after a kontrolaktion it gives unasked.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from portal.actions.hear_person import Heard, HearPerson, NotHeard, hear_person
from portal.actions.sager.complain import Complain, complain
from portal.actions.sager.own_case import Done
from portal.actions.sager.pass_on_complaint import PassOnComplaint, pass_on_complaint
from portal.actions.sager.reconsider import Reconsider, reconsider
from portal.actions.sager.register_outcome import RegisterOutcome, register_outcome
from portal.actions.sager.step import OfCase, Taken
from portal.actions.tilbud.decide_recommendation import DecisionMade, NotDecided
from portal.actions.tilbud.expire_recommendations import expire
from portal.actions.tilbud.recommend_offer import Recommended, RecommendOffer, recommend_offer
from portal.actions.tilbud.withdraw_recommendation import Withdrawn, WithdrawOwn, withdraw_own
from portal.policy import facts as f
from portal.policy.hoering import Emne
from portal.policy.indstilling import INTET, Art, Status
from portal.policy.sagsgang import Genvurdering, Udfald
from portal.policy.tilbud import Bygger
from portal.store import afgoerelser, migrate, offer_cases, plan
from portal.store.afgoerelser import Sag
from portal.store.database import Database
from tests.actions.cases import steps
from tests.actions.courses import in_the_a_kasse, with_the_jobcenter
from tests.actions.test_revoke_selvbooking import public_id
from tests.actions.test_tilbud import (
    OFFER,
    decided,
    letter,
    messages,
    one,
    recommended,
    said,
    sent,
)
from tests.store.town import NOW, Town

LAST = NOW.date() + timedelta(days=8)


def case(town: Town, person: int, which: UUID) -> Sag:
    """The latest case about that offer."""
    of = one(town, person, which)
    found = town.database.read(lambda session: offer_cases.latest(session, person))[of.id]
    sag = town.database.read(lambda session: afgoerelser.get(session, found))
    assert sag is not None
    return sag


def of(town: Town, person: int, which: UUID) -> OfCase:
    sag = case(town, person, which).view.public_id
    return OfCase(town.jobcenter_worker, public_id(town, person), sag)


def heard(town: Town, person: int, which: UUID | None, **changed: Any) -> Heard | NotHeard:
    values = {"worker": town.jobcenter_worker, "emne": Emne.TILBUD_AFSLAG} | changed
    who = public_id(town, person)
    command = HearPerson(values["worker"], who, values["emne"], "Pladsen er taget.", LAST, indstilling=which)
    return hear_person(command, town.database, NOW)


def refused(town: Town, person: int, which: UUID) -> Sag:
    made = decided(town, person, which, ja=False, begrundelse="Pladsen er taget.", bygger_paa=Bygger.EGNE)
    assert isinstance(made, DecisionMade)
    return case(town, person, which)


def complained(town: Town, person: int, which: UUID) -> OfCase:
    sag = case(town, person, which).view.public_id
    assert isinstance(complain(Complain(person, sag, "Den er ledig."), town.database, NOW), Done)
    return of(town, person, which)


def test_both_answers_are_cases_with_four_weeks_to_complain(town: Town) -> None:
    """LAB § 204; RSL § 67."""
    person = town.person(in_the_a_kasse())
    first, second = sent(town, person), recommended(town, person, what=replace(OFFER, hvad="Truckkursus"))
    assert isinstance(second, Recommended)
    assert isinstance(decided(town, person, first), DecisionMade)

    sag = case(town, person, first)
    assert (sag.view.emne, sag.view.organisation.name) == (Emne.TILBUD, "Jobcenter København")
    assert (sag.view.klage_senest, steps(sag)) == (date(2024, 9, 30), ["aabnet", "afgjort"])
    other = town.person(in_the_a_kasse())
    no = refused(town, other, sent(town, other))
    assert (no.view.emne, no.skridt[-1].tekst) == (Emne.TILBUD_AFSLAG, "Pladsen er taget.")


def test_who_is_right_has_the_refusal_set_aside_and_the_jobcenter_has_it_before_it_again(town: Town) -> None:
    person = town.person(in_the_a_kasse())
    which = sent(town, person)
    refused(town, person, which)
    command = Reconsider(complained(town, person, which), Genvurdering.MEDHOLD, "")

    assert isinstance(reconsider(command, town.database, NOW), Taken)

    again = one(town, person, which)
    assert (again.status, again.letter, again.begrundelse) == (Status.SENDT, None, None)
    assert steps(case(town, person, which)) == ["aabnet", "afgjort", "klaget", "genvurderet", "ophaevet"]
    assert messages(town, again)[-1] == ("Jobcenter København", "genoptaget", None)
    assert isinstance(decided(town, person, which), DecisionMade)
    assert steps(case(town, person, which)) == ["aabnet", "afgjort"], "the new decision is a case of its own"


@pytest.mark.parametrize("udfald", [Udfald.OPHAEVET, Udfald.HJEMVIST, Udfald.STADFAESTET])
def test_an_offer_that_is_set_aside_leaves_min_plan(town: Town, udfald: Udfald) -> None:
    person = town.person(in_the_a_kasse())
    which = sent(town, person)
    assert isinstance(decided(town, person, which), DecisionMade)
    case_of = complained(town, person, which)
    stands = Reconsider(case_of, Genvurdering.FASTHOLDT, "Du kan deltage.")
    assert isinstance(reconsider(stands, town.database, NOW), Taken)
    assert isinstance(pass_on_complaint(PassOnComplaint(case_of), town.database, NOW), Taken)
    assert len(town.database.read(lambda session: plan.current(session, person))) == 1

    outcome = RegisterOutcome(case_of, NOW.date(), udfald)
    assert isinstance(register_outcome(outcome, town.database, NOW), Taken)

    binds = udfald is Udfald.STADFAESTET
    assert len(town.database.read(lambda session: plan.current(session, person))) == int(binds)
    assert one(town, person, which).status is (Status.BEVILGET if binds else Status.SENDT)


def test_the_person_is_heard_on_one_offer_at_a_time_and_nothing_is_decided_while_the_days_run(
    town: Town,
) -> None:
    """FVL § 19."""
    person = town.person(in_the_a_kasse())
    which = sent(town, person)
    other = recommended(town, person, what=replace(OFFER, hvad="Truckkursus"))
    assert isinstance(other, Recommended)
    for nothing in (None, other.indstilling):  # it is not sent
        assert isinstance(heard(town, person, nothing), NotHeard)
    by_the_a_kasse = heard(town, person, which, worker=town.a_kasse_worker)
    assert isinstance(by_the_a_kasse, NotHeard)
    assert next(one.code for one in by_the_a_kasse.decision.refusals) == "kun_jobcenter"

    assert isinstance(heard(town, person, which), Heard)
    assert steps(case(town, person, which)) == ["aabnet", "hoert"]
    early = decided(town, person, which, ja=False, begrundelse="Nej", bygger_paa=Bygger.EGNE)
    assert isinstance(early, NotDecided)
    yes = decided(town, person, which)
    assert isinstance(yes, DecisionMade), "a yes to what was asked for waits for nobody"
    assert steps(case(town, person, which)) == ["aabnet", "afgjort"]
    every = town.database.read(lambda session: afgoerelser.of_person(session, person))
    assert [(one.emne, one.trin.value) for one in every] == [
        (Emne.TILBUD, "afgjort"),
        (Emne.TILBUD_AFSLAG, "frafaldet"),
    ]


def test_while_one_is_heard_on_another_is_not_refused(town: Town) -> None:
    person = town.person(in_the_a_kasse())
    first = sent(town, person)
    assert isinstance(heard(town, person, first), Heard)
    other = recommended(town, person, what=replace(OFFER, hvad="Truckkursus"))
    assert isinstance(other, Recommended)
    said(town, person, other.indstilling)

    no = decided(town, person, other.indstilling, ja=False, begrundelse="Nej", bygger_paa=Bygger.EGNE)

    assert isinstance(no, NotDecided)
    assert "anden_indstilling_hoeres" in [finding.code for finding in no.decision.refusals]
    assert isinstance(heard(town, person, other.indstilling), NotHeard)


def test_what_is_taken_back_or_falls_away_ends_the_case_in_which_it_was_thought_of(town: Town) -> None:
    person = town.person(in_the_a_kasse())
    which = sent(town, person)
    assert isinstance(heard(town, person, which), Heard)

    assert withdraw_own(WithdrawOwn(person, which), town.database, NOW) == Withdrawn()

    assert steps(case(town, person, which)) == ["aabnet", "hoert", "frafaldet"]
    moves = f.Skift(NOW.date() + timedelta(days=2), kommune="0147")
    town.database.write(lambda session: town.organisation(session, "jobcenter", "0147", "Frederiksberg"))
    leaves = town.person(replace(in_the_a_kasse(), skift=(moves,)))
    left = sent(town, leaves)
    assert isinstance(heard(town, leaves, left), Heard)
    assert expire(town.database, NOW + timedelta(days=3)) == 1
    assert steps(case(town, leaves, left))[-1] == "frafaldet"


def test_after_a_kontrolaktion_the_jobcenter_gives_an_offer_unasked(town: Town) -> None:
    """LAB § 38, stk. 2, 1. pkt."""
    first = replace(
        in_the_a_kasse().samtaler[0],
        art=f.SamtaleArt.KONTROLSAMTALE,
        start=NOW - timedelta(days=60),
        noegle=1,
    )
    told = f.Kontrol((NOW - timedelta(days=62)).date(), False)
    person = town.person(replace(with_the_jobcenter(), kontrol=told, samtaler=(first,)))
    who = public_id(town, person)
    ask = RecommendOffer(town.jobcenter_worker, who, Art.KONTROLAKTION_TILBUD, INTET)
    begun = recommend_offer(ask, town.database, NOW)
    assert isinstance(begun, Recommended)
    assert recommend_offer(ask, town.database, NOW) == Recommended(begun.indstilling, repeated=True)

    made = decided(town, person, begun.indstilling, bygger_paa=Bygger.EGNE)

    assert isinstance(made, DecisionMade)
    given = one(town, person, begun.indstilling)
    assert (given.a_kasse, given.author.name, given.status) == (None, "Jobcenter København", Status.BEVILGET)
    assert messages(town, given) == []
    text = "\n".join(block.text for block in letter(town, person, made.letter).blocks)
    assert "Efter en kontrolaktion skal vi give dig et tilbud." in text
    assert "har fået besked" not in text
    (entry,) = town.database.read(lambda session: plan.current(session, person))
    assert entry.text == "Praktik i en boghandel"


def test_what_was_decided_before_there_were_such_cases_can_be_complained_of(
    town: Town, migrated_url: str
) -> None:
    person = town.person(in_the_a_kasse())
    which = sent(town, person)
    before = refused(town, person, which)
    town.database.close()

    migrate.downgrade(migrated_url, "0040")
    migrate.upgrade(migrated_url)
    town.database = Database(migrated_url, lock_timeout_ms=10_000)

    after = case(town, person, which)
    assert after.view.public_id != before.view.public_id
    assert replace(after.view, id=0, public_id=before.view.public_id) == replace(before.view, id=0)
    kept = [(one.trin, one.dag, one.letter) for one in before.skridt]
    assert [(one.trin, one.dag, one.letter) for one in after.skridt] == kept
    complained(town, person, which)
    town.database.close()
