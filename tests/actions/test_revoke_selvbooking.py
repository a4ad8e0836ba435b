"""A caseworker revokes and gives back the right to book: whole or not at all, and by whom the law names."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select, update

from portal.actions import casework
from portal.actions.casework import NotSeen
from portal.actions.lift_fratagelse import Lifted, LiftFratagelse, NotLifted, lift_fratagelse
from portal.actions.revoke_selvbooking import (
    NotRevoked,
    Revoked,
    RevokeSelvbooking,
    revoke_selvbooking,
)
from portal.policy import facts as f
from portal.policy import selvbooking
from portal.policy.fratagelse import Grundlag, Hoering, Undtagelse
from portal.store import beslutninger, decisions, facts, letters, outbox, people, tables
from portal.store.beslutninger import BeslutningView
from portal.store.tables import Base
from portal.store.tables_case import Audit, Beslutning, Decision, Letter, Outbox
from portal.wording.letters.letter import from_body
from tests.actions.courses import in_the_a_kasse, with_the_jobcenter
from tests.store.town import NOW, TEN, Town

REASONS = "Vi aftalte én samtale om måneden.\nDu har booket fire i samme uge."
HEARD = Hoering(date(2024, 8, 20), date(2024, 8, 28))
WRITTEN: tuple[type[Base], ...] = (Beslutning, Decision, Letter, Audit, Outbox)


def booked(course: f.Facts, holder: f.Aktoer = f.Aktoer.A_KASSE) -> f.Facts:
    """The course, with a meeting that the person has booked."""
    own = f.Samtale(
        noegle=len(course.samtaler),
        holder=holder,
        start=TEN,
        form=f.Samtaleform.TELEFON,
        oprindelse=f.Oprindelse.SELVBOOKET,
        status=f.SamtaleStatus.PLANLAGT,
        ombookninger=4,
    )
    return replace(course, samtaler=(*course.samtaler, own))


def public_id(town: Town, person: int) -> UUID:
    found = town.database.read(lambda session: people.by_id(session, person))
    assert found is not None
    return found.public_id


def command(town: Town, person: int, **changed: Any) -> RevokeSelvbooking:
    values: dict[str, Any] = {
        "caseworker_id": town.a_kasse_worker,
        "person": public_id(town, person),
        "grundlag": Grundlag.FORLOEBET_HINDRES,
        "begrundelse": REASONS,
        "hoering": HEARD,
    }
    return RevokeSelvbooking(**values | changed)


def revoke(town: Town, person: int, now: datetime = NOW, **changed: Any) -> Revoked | NotRevoked:
    return revoke_selvbooking(command(town, person, **changed), town.database, now)


def lift(town: Town, person: int, words: str = "Aftalt på ny", **changed: Any) -> Lifted | NotLifted:
    asked = LiftFratagelse(changed.pop("caseworker_id", town.a_kasse_worker), public_id(town, person), words)
    return lift_fratagelse(asked, town.database, changed.pop("now", NOW))


def state(town: Town) -> list[int]:
    return [town.count(table) for table in WRITTEN]


def decided(town: Town, person: int) -> list[BeslutningView]:
    return list(town.database.read(lambda session: beslutninger.of_person(session, person)))


def may_book(town: Town, person: int, now: datetime = NOW) -> bool:
    known = town.database.read(lambda session: facts.load(session, person, now)).facts
    return bool(selvbooking.bookable(known, now).windows)


def logged(town: Town) -> list[tuple[str, str, int | None, int | None, int | None]]:
    rows = town.database.read(lambda session: session.scalars(select(Audit).order_by(Audit.id)).all())
    return [(r.action, r.outcome, r.actor_id, r.organisation_id, r.person_id) for r in rows]


def test_a_revocation_is_decision_reasons_letter_log_and_outbox_in_one(town: Town) -> None:
    person = town.person(booked(in_the_a_kasse()))
    assert may_book(town, person)

    outcome = revoke(town, person)

    assert isinstance(outcome, Revoked)
    assert state(town) == [1, 1, 1, 1, 1]
    (kept,) = decided(town, person)
    assert (kept.dato, kept.grundlag, kept.begrundelse) == (date(2024, 9, 2), "forloebet_hindres", REASONS)
    assert kept.hoering == {"sendt": "2024-08-20", "frist": "2024-08-28"}
    assert kept.klage_senest == date(2024, 9, 30)
    assert kept.caseworker is not None
    assert kept.caseworker.name == "Anna"
    assert logged(town) == [
        ("revoke_selvbooking", "allowed", town.a_kasse_worker, town.a_kasse, person),
    ]
    assert not may_book(town, person)


def test_the_findings_are_kept_beside_the_decision(town: Town) -> None:
    person = town.person(booked(in_the_a_kasse()))

    outcome = revoke(town, person)

    row = town.database.read(lambda session: session.scalars(select(Beslutning)).one())
    assert row.decision_id is not None
    key = row.decision_id
    kept = town.database.read(lambda session: decisions.by_id(session, key))
    assert isinstance(outcome, Revoked)
    assert kept == outcome.decision
    assert kept is not None
    assert [str(c) for c in kept.findings[0].citations] == ["LAB § 35"]


def test_the_letter_is_kept_with_its_words_and_version_and_told_to_whoever_sends_it(town: Town) -> None:
    person = town.person(booked(in_the_a_kasse()))

    outcome = revoke(town, person, svar="Jeg var syg.")

    assert isinstance(outcome, Revoked)
    assert outcome.letter is not None
    key = outcome.letter
    kept = town.database.read(lambda session: letters.get_own(session, person, key))
    assert kept is not None
    assert (kept.view.kind, kept.view.version, kept.view.language) == ("fratagelse", 1, "da")
    assert kept.view.beslutning_id == decided(town, person)[0].id
    words = [block.text for block in from_body(kept.view.kind, 1, kept.view.title, kept.body).blocks]
    assert REASONS in words
    assert "Jeg var syg." in words
    row = town.database.read(lambda session: session.scalars(select(Outbox)).one())
    assert (row.topic, row.person_id) == ("letter.written", person)
    assert row.payload["letter"] == str(outcome.letter)
    assert row.payload["digital_post"] is True


def test_on_paper_there_is_no_last_day_to_complain_in_decision_or_letter(town: Town) -> None:
    person = town.person(booked(in_the_a_kasse()))
    change = update(tables.Person).where(tables.Person.id == person).values(digital_post=False)
    town.database.write(lambda session: session.execute(change) and None)

    outcome = revoke(town, person)

    assert isinstance(outcome, Revoked)
    assert outcome.decision is not None
    assert outcome.decision.result["klage"]["senest"] is None
    assert decided(town, person)[0].klage_senest is None
    body = town.database.read(lambda session: session.scalars(select(Letter)).one().body)
    assert "fire uger fra du har modtaget brevet" in body


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"begrundelse": "  "}, "mangler_begrundelse"),
        ({"hoering": None}, "mangler_partshoering"),
        ({"hoering": Hoering(date(2024, 8, 26), date(2024, 9, 2))}, "mangler_partshoering"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_decided(
    town: Town, changed: dict[str, Any], code: str
) -> None:
    person = town.person(booked(in_the_a_kasse()))

    outcome = revoke(town, person, **changed)

    assert isinstance(outcome, NotRevoked)
    assert [finding.code for finding in outcome.decision.refusals] == [code]
    assert state(town) == [0, 1, 0, 1, 0]
    assert logged(town)[0][:2] == ("revoke_selvbooking", "refused")
    assert may_book(town, person)


def test_somebody_who_never_booked_cannot_lose_the_right_to(town: Town) -> None:
    outcome = revoke(town, town.person(in_the_a_kasse()))

    assert isinstance(outcome, NotRevoked)
    assert [finding.code for finding in outcome.decision.refusals] == ["ingen_bookinger"]


def test_sent_twice_it_is_revoked_once(town: Town) -> None:
    person = town.person(booked(in_the_a_kasse()))
    revoke(town, person)
    before = state(town)

    again = revoke(town, person)

    assert isinstance(again, Revoked)
    assert again.repeated
    assert state(town) == before


def test_the_actor_that_does_not_hold_the_course_is_refused_by_the_law(town: Town) -> None:
    person = town.person(booked(in_the_a_kasse()))

    outcome = revoke(town, person, caseworker_id=town.jobcenter_worker)

    assert isinstance(outcome, NotRevoked)
    assert "kun_ansvarlig_aktoer" in [finding.code for finding in outcome.decision.refusals]


def test_after_the_handover_it_is_the_jobcenters_to_decide(town: Town) -> None:
    person = town.person(booked(with_the_jobcenter(), f.Aktoer.JOBCENTER))

    assert isinstance(revoke(town, person), NotRevoked)
    assert isinstance(revoke(town, person, caseworker_id=town.jobcenter_worker), Revoked)
    assert decided(town, person)[0].af is f.Aktoer.JOBCENTER


def stranger(town: Town) -> int:
    def found(session: Any) -> int:
        other = town.organisation(session, "a_kasse", "AK2", "Den anden a-kasse")
        return town.caseworker(session, other, "Fremmed")

    return town.database.write(found)


def test_somebody_elses_person_is_as_if_nobody_were_there_and_the_log_keeps_the_attempt(town: Town) -> None:
    person, worker = town.person(booked(in_the_a_kasse())), stranger(town)

    with pytest.raises(NotSeen):
        revoke(town, person, caseworker_id=worker)
    with pytest.raises(NotSeen):
        lift(town, person, caseworker_id=worker)
    with pytest.raises(NotSeen):
        revoke_selvbooking(replace(command(town, person), person=uuid4()), town.database, NOW)

    assert state(town)[:3] == [0, 0, 0]
    assert [(action, outcome) for action, outcome, *_ in logged(town)] == [
        ("revoke_selvbooking", "refused"),
        ("lift_fratagelse", "refused"),
        ("revoke_selvbooking", "refused"),
    ]
    assert [about for *_, about in logged(town)] == [person, person, None]


def test_whoever_sees_figures_only_decides_nothing(town: Town) -> None:
    person = town.person(booked(in_the_a_kasse()))
    change = update(tables.Caseworker).where(tables.Caseworker.id == town.a_kasse_worker)
    town.database.write(lambda session: session.execute(change.values(role="supervision")) and None)

    with pytest.raises(NotSeen):
        revoke(town, person)


def test_whoever_works_there_no_longer_decides_nothing(town: Town) -> None:
    person = town.person(booked(in_the_a_kasse()))
    change = update(tables.Caseworker).where(tables.Caseworker.id == town.a_kasse_worker)
    town.database.write(lambda session: session.execute(change.values(active=False)) and None)

    with pytest.raises(LookupError, match="no active caseworker"):
        revoke(town, person)


def test_a_transaction_that_breaks_off_leaves_nothing(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    person = town.person(booked(in_the_a_kasse()))

    def broken(*_: object) -> None:
        raise RuntimeError("the last thing that is written")

    monkeypatch.setattr(outbox, "enqueue", broken)

    with pytest.raises(RuntimeError):
        revoke(town, person)
    assert state(town) == [0, 0, 0, 0, 0]


def test_lifted_the_person_books_at_once_and_has_a_letter(town: Town) -> None:
    person = town.person(booked(in_the_a_kasse()))
    revoke(town, person)
    later = NOW + timedelta(days=3)

    outcome = lift(town, person, now=later)

    assert isinstance(outcome, Lifted)
    assert may_book(town, person, later)
    (kept,) = decided(town, person)
    assert kept.ophaevet == date(2024, 9, 5)
    assert [letter.kind for letter in town.database.read(lambda s: letters.of_person(s, person))] == [
        "fratagelse_ophaevet",
        "fratagelse",
    ]
    assert logged(town)[-1][:2] == ("lift_fratagelse", "allowed")
    assert town.count(Outbox) == 2


def test_it_can_be_lifted_on_its_own_day_and_taken_again_but_not_on_the_same_hearing(town: Town) -> None:
    person = town.person(booked(in_the_a_kasse()))
    revoke(town, person)

    assert isinstance(lift(town, person), Lifted)
    assert may_book(town, person)
    again = revoke(town, person)
    assert isinstance(again, NotRevoked)
    assert [finding.facts["mangler"] for finding in again.decision.refusals] == ["sag"]
    knows = {"hoering": Hoering(undtaget=Undtagelse.AKS_6), "undtaget_fordi": "Du kender oplysningerne."}
    assert isinstance(revoke(town, person, **knows), Revoked)
    assert not may_book(town, person)
    assert isinstance(lift(town, person), Lifted)
    assert may_book(town, person)


def test_lifting_without_a_reason_changes_nothing(town: Town) -> None:
    person = town.person(booked(in_the_a_kasse()))
    revoke(town, person)

    outcome = lift(town, person, " ")

    assert isinstance(outcome, NotLifted)
    assert [finding.code for finding in outcome.decision.refusals] == ["mangler_begrundelse"]
    assert not may_book(town, person)


def test_lifting_what_does_not_bind_does_nothing(town: Town) -> None:
    person = town.person(booked(in_the_a_kasse()))

    outcome = lift(town, person)

    assert isinstance(outcome, Lifted)
    assert outcome.repeated
    assert state(town) == [0, 0, 0, 0, 0]


def test_the_jobcenter_does_not_lift_what_the_a_kasse_decided(town: Town) -> None:
    person = town.person(booked(in_the_a_kasse()))
    revoke(town, person)

    outcome = lift(town, person, caseworker_id=town.jobcenter_worker)

    assert isinstance(outcome, Lifted)
    assert outcome.repeated
    assert not may_book(town, person)


def test_the_decision_lapses_at_the_handover_and_the_jobcenter_has_to_take_its_own(town: Town) -> None:
    may = datetime(2024, 5, 20, 8, 0, tzinfo=UTC)
    course = with_the_jobcenter()
    own = replace(booked(course).samtaler[-1], start=may + timedelta(days=5))
    person = town.person(replace(course, samtaler=(*course.samtaler, own)))

    before = revoke(
        town, person, may, hoering=Hoering(date(2024, 5, 8), date(2024, 5, 16)), begrundelse="Fordi"
    )

    assert isinstance(before, Revoked)
    assert not may_book(town, person, may)
    assert may_book(town, person, NOW)


def test_a_person_is_seen_by_whoever_works_for_their_own_organisations(town: Town) -> None:
    person = town.person(in_the_a_kasse())
    who = public_id(town, person)

    seen = town.database.read(lambda s: casework.see(s, town.a_kasse_worker, who, NOW))

    assert seen.worker.name == "Anna"
    assert seen.indsigt.ansvarlig
    seen = town.database.read(lambda s: casework.see(s, town.jobcenter_worker, who, NOW))
    assert not seen.indsigt.ansvarlig
