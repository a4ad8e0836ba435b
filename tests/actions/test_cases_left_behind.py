"""A case that nothing was decided in when the course went on: its hearing carries nothing, and it ends."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from portal.actions import sagsskridt
from portal.actions.hear_person import Heard, HearPerson, hear_person
from portal.actions.lift_fratagelse import Lifted, LiftFratagelse, lift_fratagelse
from portal.actions.revoke_selvbooking import NotRevoked, Revoked, RevokeSelvbooking, revoke_selvbooking
from portal.actions.sager.answer_hearing import AnswerHearing, answer_hearing
from portal.actions.sager.own_case import Done
from portal.policy.facts import Aktoer, Indplacering, Skift
from portal.policy.fratagelse import Grundlag, Hoering, Undtagelse
from portal.policy.hoering import Emne
from portal.store import afgoerelser, facts
from portal.store.afgoerelser import Sag
from portal.store.tables import Membership, Organisation
from portal.store.tables_case import Outbox
from tests.actions.cases import HEARD_ON, LAST_TO_ANSWER, WHY, case_of, hear, revoke, steps
from tests.actions.courses import in_the_a_kasse
from tests.actions.test_revoke_selvbooking import booked, public_id
from tests.store.town import NOW, Town

DAY = timedelta(days=1)
OLD = Hoering(HEARD_ON.date(), LAST_TO_ANSWER)
ANEW = (Indplacering(date(2024, 8, 5)), Indplacering(date(2024, 8, 30)))
BY = Aktoer.A_KASSE


def someone_placed_anew(town: Town) -> int:
    return town.person(replace(booked(in_the_a_kasse()), indplaceringer=ANEW))


def another_a_kasse(town: Town) -> int:
    """Its caseworker's key."""

    def found(session: Session) -> int:
        return town.caseworker(session, town.organisation(session, "a_kasse", "AK2", "Den anden"), "Bo")

    return town.database.write(found)


def lapses(town: Town, person: int, sag: Sag, now: datetime) -> date | None:
    known = town.database.read(lambda session: facts.load(session, person, now)).facts
    return sagsskridt.bortfaldet(known, sag, now)


def cases(town: Town, person: int) -> tuple[Sag, ...]:
    return town.database.read(lambda session: afgoerelser.whole_of_person(session, person))


def decide(town: Town, person: int, hoering: Hoering, later: timedelta = DAY * 0) -> Revoked | NotRevoked:
    command = RevokeSelvbooking(
        town.a_kasse_worker, public_id(town, person), Grundlag.ANDEN_MAADE, WHY, hoering, svar=None
    )
    return revoke_selvbooking(command, town.database, NOW + later)


def test_an_old_hearing_and_its_answer_carry_no_decision_in_a_new_course_and_a_new_one_is_a_new_case(
    town: Town,
) -> None:
    person = someone_placed_anew(town)
    old = hear(town, person, BY)
    told = AnswerHearing(person, old.view.public_id, "Jeg vidste det ikke.")
    assert isinstance(answer_hearing(told, town.database, HEARD_ON + DAY), Done)

    refused = decide(town, person, OLD)

    assert isinstance(refused, NotRevoked)
    (finding,) = refused.decision.refusals
    assert (finding.code, finding.facts["mangler"]) == ("mangler_partshoering", "forloeb")
    assert finding.facts["hoering_forbi"] == "2024-08-30"
    before = town.count(Outbox)
    asked = HearPerson(
        town.a_kasse_worker,
        public_id(town, person),
        Emne.FRATAGELSE,
        WHY,
        (NOW + 8 * DAY).date(),
        Grundlag.ANDEN_MAADE,
    )
    assert isinstance(hear_person(asked, town.database, NOW), Heard)
    new, ended = cases(town, person)
    assert steps(ended) == ["aabnet", "hoert", "svaret", "frafaldet"]
    assert (steps(new), new.svar) == (["aabnet", "hoert"], None)
    assert town.count(Outbox) == before + 2

    heard = Hoering(NOW.date(), (NOW + 8 * DAY).date())
    assert isinstance(decide(town, person, heard, 9 * DAY), Revoked)
    new, ended = cases(town, person)
    assert (steps(new)[-1], steps(ended)[-1]) == ("afgjort", "frafaldet")


def test_a_hearing_names_its_ground_and_the_decision_takes_that_one(town: Town) -> None:
    person = town.person(booked(in_the_a_kasse()))
    hear(town, person, BY)
    command = RevokeSelvbooking(
        town.a_kasse_worker, public_id(town, person), Grundlag.FORLOEBET_HINDRES, WHY, OLD
    )

    refused = revoke_selvbooking(command, town.database, NOW)

    assert isinstance(refused, NotRevoked)
    assert [one.facts["mangler"] for one in refused.decision.refusals] == ["grundlag"]
    assert isinstance(decide(town, person, OLD), Revoked)


def test_who_comes_back_to_an_a_kasse_is_heard_by_it_anew(town: Town) -> None:
    another_a_kasse(town)
    away, back = Skift(date(2024, 8, 26), a_kasse="AK2"), Skift(date(2024, 8, 31), a_kasse="AK1")
    person = town.person(replace(booked(in_the_a_kasse()), skift=(away, back)))
    hear(town, person, BY)

    assert isinstance(decide(town, person, OLD), NotRevoked)
    assert steps(case_of(town, person)) == ["aabnet", "hoert"]


def test_revoked_lifted_and_revoked_again_on_a_day_each_case_has_its_own_lapse(town: Town) -> None:
    another_a_kasse(town)
    leaves = Skift((NOW + 5 * DAY).date(), a_kasse="AK2")
    person = town.person(replace(booked(in_the_a_kasse()), skift=(leaves,)))
    first = revoke(town, person, BY)
    lifting = LiftFratagelse(town.a_kasse_worker, public_id(town, person), "Aftalt på ny")
    assert isinstance(lift_fratagelse(lifting, town.database, NOW), Lifted)
    second = revoke(
        town, person, BY, hoering=Hoering(undtaget=Undtagelse.AKS_6), undtaget_fordi="Du ved det."
    )

    later = NOW + 6 * DAY
    assert [lapses(town, person, one, later) for one in (first, second)] == [None, (NOW + 5 * DAY).date()]


def test_two_a_kasser_decide_on_the_day_of_the_change_and_each_has_its_own_decision(town: Town) -> None:
    worker = another_a_kasse(town)
    person = town.person(booked(in_the_a_kasse()))
    left = revoke(town, person, BY)
    changes(town, person, NOW.date())

    knows = Hoering(undtaget=Undtagelse.AKS_6)
    command = RevokeSelvbooking(
        worker, public_id(town, person), Grundlag.ANDEN_MAADE, WHY, knows, undtaget_fordi="Du ved det."
    )
    own = revoke_selvbooking(command, town.database, NOW + DAY / 24)
    assert isinstance(own, Revoked)
    assert not own.repeated
    lifting = LiftFratagelse(worker, public_id(town, person), "Aftalt på ny")
    assert isinstance(lift_fratagelse(lifting, town.database, NOW + DAY / 12), Lifted)

    came, first = cases(town, person)
    assert (steps(came)[-1], steps(first)[-1]) == ("ophaevet", "afgjort")
    assert lapses(town, person, left, NOW + DAY / 12) == NOW.date()


def changes(town: Town, person: int, fra: date) -> None:
    def change(session: Session) -> None:
        new = select(Organisation.id).where(Organisation.code == "AK2").scalar_subquery()
        values = {"person_id": person, "holder": "a_kasse", "organisation_id": new, "fra": fra}
        session.execute(insert(Membership).values(**values))

    town.database.write(change)
