"""A person books: what is written together, what is refused and why, and that a form counts once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select, update

from portal.actions.book_jobsamtale import BookJobsamtale, UnknownSlot, book_jobsamtale
from portal.actions.choose_a_kasse_med import ChooseAKasseMed, choose_a_kasse_med
from portal.actions.outcome import Granted, Refused
from portal.policy.facts import AKasseMed, Aktoer, Facts, Frist, SamtaleArt, Samtaleform
from portal.store import decisions
from portal.store.tables import Base, Organisation
from portal.store.tables_case import Audit, Decision, Outbox
from portal.store.tables_meeting import Booking, Place
from tests.actions.courses import in_the_a_kasse, new_in_the_a_kasse, with_the_jobcenter
from tests.store.town import NOW, TEN, Town

DAY = timedelta(days=1)


def book(
    town: Town,
    person: int,
    slot: UUID,
    form: Samtaleform = Samtaleform.TELEFON,
    *,
    submission: UUID | None = None,
    art: SamtaleArt = SamtaleArt.JOBSAMTALE,
) -> Granted | Refused:
    command = BookJobsamtale(person, slot, art, form, submission or uuid4(), phone="12345678")
    return book_jobsamtale(command, town.database, NOW)


def codes(outcome: Granted | Refused) -> set[str]:
    return {finding.code for finding in outcome.decision.refusals}


def limit(town: Town, **limits: int | str) -> None:
    change = update(Organisation).where(Organisation.id == town.a_kasse).values(**limits)
    town.database.write(lambda session: session.execute(change) and None)


def counts(town: Town, *tables: type[Base]) -> list[int]:
    return [town.count(table) for table in tables]


def test_booking_writes_meeting_place_decision_audit_and_outbox_together(town: Town) -> None:
    person, slot = town.person(in_the_a_kasse()), town.slot()

    outcome = book(town, person, slot)

    assert isinstance(outcome, Granted)
    assert (outcome.booking.start, outcome.booking.form, outcome.booking.phone) == (
        TEN,
        Samtaleform.TELEFON,
        "12345678",
    )
    assert counts(town, Place, Decision, Audit, Outbox) == [1, 1, 1, 1]
    assert town.free(slot) == 0
    kept = town.database.read(lambda session: decisions.latest_of_booking(session, outcome.booking.id))
    assert kept == outcome.decision


def test_a_refusal_writes_nothing_but_the_decision_and_its_audit_entry(town: Town) -> None:
    person, slot = town.person(new_in_the_a_kasse()), town.slot()

    outcome = book(town, person, slot, Samtaleform.FREMMOEDE)

    assert isinstance(outcome, Refused)
    assert codes(outcome) == {"foerste_samtale_indkaldes"}
    assert counts(town, Booking, Place, Outbox, Decision, Audit) == [0, 0, 0, 1, 1]
    assert town.free(slot) == 1


def test_the_same_form_sent_twice_books_once(town: Town) -> None:
    person, slot, submission = town.person(in_the_a_kasse()), town.slot(), uuid4()

    first = book(town, person, slot, submission=submission)
    second = book(town, person, slot, submission=submission)

    assert isinstance(first, Granted)
    assert isinstance(second, Granted)
    assert (first.repeated, second.repeated) == (False, True)
    assert second.booking == first.booking
    assert second.decision == first.decision
    assert counts(town, Place, Outbox) == [1, 1]


def test_two_tabs_that_book_the_same_time_find_the_same_meeting(town: Town) -> None:
    person, slot = town.person(in_the_a_kasse()), town.slot()

    first, second = book(town, person, slot), book(town, person, slot)

    assert isinstance(first, Granted)
    assert isinstance(second, Granted)
    assert second.booking.id == first.booking.id
    assert second.repeated


def test_a_time_that_somebody_else_took_is_refused_with_the_nearest_ones(town: Town) -> None:
    slot, later = town.slot(), town.slot(TEN + DAY)
    book(town, town.person(in_the_a_kasse()), slot)

    outcome = book(town, town.person(in_the_a_kasse()), slot)

    assert isinstance(outcome, Refused)
    assert codes(outcome) == {"tiden_er_taget"}
    assert [near.public_id for near in outcome.nearest] == [later]


def test_the_nearest_times_are_those_in_which_the_meeting_can_be_held_as_chosen(town: Town) -> None:
    slot, _, third = town.slot(), town.slot(TEN + DAY, video=False), town.slot(TEN + 2 * DAY)
    book(town, town.person(in_the_a_kasse()), slot, Samtaleform.VIDEO)

    outcome = book(town, town.person(in_the_a_kasse()), slot, Samtaleform.VIDEO)

    assert isinstance(outcome, Refused)
    assert [near.public_id for near in outcome.nearest] == [third]


def test_where_no_time_is_left_in_that_form_the_nearest_are_those_in_another(town: Town) -> None:
    slot, other = town.slot(), town.slot(TEN + DAY, video=False)
    book(town, town.person(in_the_a_kasse()), slot, Samtaleform.VIDEO)

    outcome = book(town, town.person(in_the_a_kasse()), slot, Samtaleform.VIDEO)

    assert isinstance(outcome, Refused)
    assert [near.public_id for near in outcome.nearest] == [other]


def test_a_withdrawn_time_is_refused(town: Town) -> None:
    slot = town.slot(withdrawn_at=NOW)

    assert codes(book(town, town.person(in_the_a_kasse()), slot)) == {"tiden_er_taget"}


def test_a_form_that_the_time_does_not_offer_is_refused(town: Town) -> None:
    slot = town.slot(telefon=False)

    assert codes(book(town, town.person(in_the_a_kasse()), slot)) == {"form_ikke_i_tiden"}


def test_another_a_kasses_time_is_refused(town: Town) -> None:
    def another(session):
        other = town.organisation(session, "a_kasse", "AK2", "En anden")
        office = town.office(session, other, "1620")
        worker = town.caseworker(session, other, "Ole")
        return {"organisation_id": other, "office_id": office, "caseworker_id": worker}

    slot = town.slot(**town.database.write(another))

    assert codes(book(town, town.person(in_the_a_kasse()), slot)) == {"anden_aktoer_ansvarlig"}


def test_a_time_nobody_published_is_unknown(town: Town) -> None:
    with pytest.raises(UnknownSlot):
        book(town, town.person(in_the_a_kasse()), uuid4())


def test_a_caseworker_who_is_elsewhere_by_then_is_not_booked_twice(town: Town) -> None:
    one, overlapping = town.slot(), town.slot(TEN + timedelta(minutes=30))
    book(town, town.person(in_the_a_kasse()), one)

    outcome = book(town, town.person(in_the_a_kasse()), overlapping)

    assert codes(outcome) == {"tiden_er_taget"}
    assert town.free(overlapping) == 1


def test_the_persons_own_overlapping_meeting_is_the_reason_given(town: Town) -> None:
    def colleague(session):
        return town.caseworker(session, town.a_kasse, "Bo")

    person = town.person(in_the_a_kasse())
    book(town, person, town.slot())
    overlapping = town.slot(TEN + timedelta(minutes=30), caseworker_id=town.database.write(colleague))

    assert codes(book(town, person, overlapping)) == {"overlapper_samtale"}


def test_a_local_limit_refuses_while_another_time_keeps_it(town: Town) -> None:
    limit(town, mindst_dage_mellem=14)
    person = town.person(in_the_a_kasse())
    book(town, person, town.slot(TEN))
    near, far = town.slot(TEN + 7 * DAY), town.slot(TEN + 20 * DAY)

    refused = book(town, person, near)

    assert codes(refused) == {"samtaler_for_taet"}
    assert isinstance(refused, Refused)
    assert [slot.public_id for slot in refused.nearest] == [far]


def test_a_local_limit_gives_way_where_no_other_time_is_left_and_the_person_is_told(town: Town) -> None:
    limit(town, mindst_dage_mellem=14)
    person = town.person(in_the_a_kasse())
    book(town, person, town.slot(TEN))

    outcome = book(town, person, town.slot(TEN + 7 * DAY))

    assert isinstance(outcome, Granted)
    assert {finding.code for finding in outcome.decision.warnings} == {"taet_paa"}


def _with_a_deadline() -> Facts:
    frist = Frist(Aktoer.A_KASSE, date(2024, 9, 2), date(2024, 9, 10), vejledt=True)
    return replace(in_the_a_kasse(), frister=(frist,))


def test_the_number_of_planned_meetings_gives_way_to_a_deadline_only(town: Town) -> None:
    limit(town, hoejst_planlagte=1)
    pressed, free = town.person(_with_a_deadline()), town.person(in_the_a_kasse())

    def far_away(session):
        return town.caseworker(session, town.a_kasse, "Bo")

    colleague = town.database.write(far_away)
    assert isinstance(book(town, free, town.slot(TEN + 30 * DAY)), Granted)

    assert codes(book(town, free, town.slot(TEN + 31 * DAY))) == {"for_mange_planlagte"}
    assert codes(book(town, pressed, town.slot(TEN + 32 * DAY))) == {"efter_fristen"}
    assert isinstance(book(town, pressed, town.slot(TEN, caseworker_id=colleague)), Granted)


def test_a_joint_time_takes_both_sides_time(town: Town) -> None:
    person = town.person(with_the_jobcenter())
    choose_a_kasse_med(ChooseAKasseMed(person, AKasseMed.JA), town.database, NOW)
    joint, own = town.joint_slot(), town.slot(TEN + timedelta(minutes=30))

    outcome = book(town, person, joint, Samtaleform.FREMMOEDE)

    assert isinstance(outcome, Granted)
    assert outcome.booking.a_kasse is not None
    sides = town.database.read(lambda session: session.execute(select(Place.side)).scalars().all())
    assert sorted(sides) == ["a_kasse", "jobcenter"]
    assert codes(book(town, town.person(in_the_a_kasse()), own)) == {"tiden_er_taget"}


def test_somebody_who_wants_the_a_kasse_in_person_is_not_given_a_time_with_it_on_video(town: Town) -> None:
    person = town.person(with_the_jobcenter())
    choose_a_kasse_med(ChooseAKasseMed(person, AKasseMed.JA, a_kasse_fysisk=True), town.database, NOW)

    outcome = book(town, person, town.joint_slot(a_kasse_form="video"), Samtaleform.FREMMOEDE)

    assert codes(outcome) == {"a_kassen_kommer_ikke_i_person"}
