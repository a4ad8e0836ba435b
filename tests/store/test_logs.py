"""Decisions, the audit log, the outbox and Min Plan keep what they are given."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

from sqlalchemy import select

from portal.policy.facts import Aktoer
from portal.policy.law import Decision, Outcome
from portal.store import audit, caseworkers, decisions, outbox, plan
from portal.store.audit import AuditEntry
from portal.store.plan import NewPlanEntry
from portal.store.tables import Caseworker
from portal.store.tables_case import Audit, Outbox, PlanEntry
from tests.store.everything import DECISION
from tests.store.town import NOW, TEN, Town


def test_a_decision_comes_back_with_its_findings(town: Town) -> None:
    person = town.person()

    key = town.database.write(lambda session: decisions.save(session, person, DECISION, None, NOW))

    assert town.database.read(lambda session: decisions.by_id(session, key)) == DECISION
    assert town.database.read(lambda session: decisions.by_id(session, key + 1)) is None


def test_what_stands_of_a_meeting_is_the_last_decision_that_granted_something(town: Town) -> None:
    booking = town.book(town.person(), town.slot())
    granted = Decision("book", (replace(DECISION.findings[0], outcome=Outcome.MET),))

    def standing_after(decision: Decision) -> Decision | None:
        town.database.write(lambda s: decisions.save(s, booking.person_id, decision, booking.id, NOW))
        return town.database.read(lambda s: decisions.latest_of_booking(s, booking.id))

    assert standing_after(DECISION) is None
    assert standing_after(granted) == granted
    assert standing_after(DECISION) == granted


def test_an_audit_entry_is_kept_as_it_was_given(town: Town) -> None:
    entry = AuditEntry(
        at=NOW,
        actor_kind="citizen",
        actor_id=1,
        person_id=1,
        action="book_jobsamtale",
        outcome="refused",
        details={"grunde": ["efter_fristen"]},
    )

    town.database.write(lambda session: audit.record(session, entry))

    row = town.database.read(lambda session: session.scalars(select(Audit)).one())
    assert (row.at, row.actor_kind, row.action, row.outcome) == (NOW, "citizen", "book_jobsamtale", "refused")
    assert row.details == {"grunde": ["efter_fristen"]}


def test_what_is_to_be_sent_waits_with_its_receiver_s_key(town: Town) -> None:
    booking = town.book(town.person(), town.slot())

    key = town.database.write(
        lambda s: outbox.enqueue(s, "booking.booked", outbox.about(booking), booking.person_id, NOW)
    )

    row = town.database.read(lambda session: session.scalars(select(Outbox)).one())
    assert (row.public_id, row.topic, row.attempts, row.sent_at) == (key, "booking.booked", 0, None)
    assert row.next_attempt_at == NOW
    assert row.payload["booking"] == str(booking.public_id)
    assert row.payload["start"] == TEN.isoformat()
    assert row.payload["sequence"] == 0


def test_the_plan_reads_in_the_law_s_order_and_keeps_what_it_replaced(town: Town) -> None:
    person = town.person()

    def entry(felt: str, text: str, **more: object) -> NewPlanEntry:
        return NewPlanEntry(
            person_id=person,
            felt=felt,
            text=text,
            af=Aktoer.A_KASSE,
            organisation_id=town.a_kasse,
            at=NOW,
            **more,  # type: ignore[arg-type]
        )

    def write(new: NewPlanEntry) -> object:
        return town.database.write(lambda session: plan.write(session, new))

    write(entry("tilbud", "Kursus", details={"sted": "Odense"}))
    item = write(entry("jobmaal", "Tømrer"))
    write(entry("jobmaal", "Snedker", item=item, caseworker_id=town.a_kasse_worker))

    found = town.database.read(lambda session: plan.current(session, person))

    assert [(part.felt, part.text) for part in found] == [("jobmaal", "Snedker"), ("tilbud", "Kursus")]
    assert found[0].caseworker is not None
    assert (found[0].caseworker.name, found[0].organisation.code) == ("Anna", "AK1")
    assert found[1].details == {"sted": "Odense"}
    assert town.count(PlanEntry) == 3


def test_a_part_of_the_plan_reads_one_way_at_a_time_for_each_person(town: Town) -> None:
    person, other, item = town.person(), town.person(), uuid4()
    for who in (person, other):
        new = NewPlanEntry(
            person_id=who,
            felt="jobmaal",
            text="Tømrer",
            af=Aktoer.A_KASSE,
            organisation_id=town.a_kasse,
            at=NOW + timedelta(hours=1),
            item=item,
        )
        town.database.write(lambda session, new=new: plan.write(session, new))

    assert len(town.database.read(lambda session: plan.current(session, person))) == 1
    assert len(town.database.read(lambda session: plan.current(session, other))) == 1


def test_a_caseworker_is_found_by_organisation_and_lasting_name(town: Town) -> None:
    subject = town.database.read(
        lambda s: s.scalars(select(Caseworker.subject).where(Caseworker.id == town.a_kasse_worker)).one()
    )

    def find(organisation: str | None, name: str) -> object:
        return town.database.read(lambda s: caseworkers.find_by_subject(s, organisation, name))

    found = find("AK1", subject)
    assert found is not None
    assert found == find(None, subject)
    assert found == town.database.read(lambda s: caseworkers.by_id(s, town.a_kasse_worker))
    assert find("0101", subject) is None
    assert find("AK1", "nobody") is None


def test_a_caseworker_who_left_and_a_name_that_two_houses_know_find_nobody(town: Town) -> None:
    def add(organisation: int, subject: str, *, active: bool) -> None:
        row = Caseworker(organisation_id=organisation, subject=subject, name="X", active=active)
        town.database.write(lambda session: session.add(row))

    add(town.a_kasse, "gone", active=False)
    add(town.a_kasse, "both", active=True)
    add(town.jobcenter, "both", active=True)

    def find(organisation: str | None, name: str) -> object:
        return town.database.read(lambda s: caseworkers.find_by_subject(s, organisation, name))

    assert find(None, "gone") is None
    assert find(None, "both") is None
    assert find("0101", "both") is not None
