"""A person is called in, in writing, at a free time of the caller, in one transaction."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from portal.actions import casework, summons_times
from portal.actions.call_in import Called
from portal.actions.casework import NotSeen
from portal.actions.summons_times import Offered, Wish
from portal.policy.facts import (
    AKasseMed,
    Facts,
    Kontrol,
    Oprindelse,
    SamtaleArt,
    Samtaleform,
    Valg,
)
from portal.policy.indkaldelse import Grund
from portal.store import summons
from portal.store.tables import Organisation
from portal.store.tables_calling import Indkaldelse
from portal.store.tables_case import Audit, Decision, Letter, Outbox
from portal.store.tables_meeting import Booking, Slot
from tests.actions.calling import DAY, NEED, call, called, codes, exempt, own_moment, revoked, words
from tests.actions.courses import in_the_a_kasse, new_in_the_a_kasse, with_the_jobcenter
from tests.actions.test_revoke_selvbooking import public_id
from tests.at_once import at_once
from tests.store.town import NOW, TEN, Town


def test_the_first_meeting_is_called_in_writing_with_all_of_it_kept_together(town: Town) -> None:
    person = town.person(new_in_the_a_kasse())
    slot = town.slot()

    outcome = called(town, person, slot, besked="Tag dit cv med.", tell_from=NOW + timedelta(minutes=10))

    booking = outcome.booking
    assert (booking.oprindelse, booking.start, booking.form) == (
        Oprindelse.INDKALDT,
        TEN,
        Samtaleform.FREMMOEDE,
    )
    assert town.free(slot) == 0
    kept = town.database.read(lambda s: summons.of_booking(s, booking.id))
    assert kept is not None
    assert (kept.grund, kept.letter, kept.by, kept.waits) == (Grund.FOERSTE, outcome.letter, "Anna", False)
    letter = words(town, person, outcome)
    for said in (
        "A-kassen indkalder dig til en jobsamtale.",
        "Tid: tirsdag den 10. september 2024 kl. 10.00 til kl. 11.00",
        "Kontoret i 1620, Gaden 1, 1620 København",
        "§ 33, stk. 1, og § 34, stk. 2, i lov om en aktiv beskæftigelsesindsats",
        "Tag dit cv med.",
        "flyt samtalen i Selvbooking",
        "ikke få dagpenge, før du har henvendt dig til os",
    ):
        assert said in letter
    assert "Du vælger selv, om samtalen holdes" not in letter
    entry = town.database.read(lambda s: s.scalars(select(Audit)).one())
    assert (entry.action, entry.outcome, entry.booking_id) == ("call_in", "allowed", booking.id)
    told = town.database.read(lambda s: s.scalars(select(Outbox).order_by(Outbox.topic)).all())
    assert [row.topic for row in told] == ["booking.called", "letter.written"]
    assert {row.next_attempt_at for row in told} == {NOW + timedelta(minutes=10)}


def test_sent_twice_the_person_is_called_once(town: Town) -> None:
    person = town.person(new_in_the_a_kasse())
    slot, submission = town.slot(), uuid4()
    first = called(town, person, slot, submission=submission)

    again = called(town, person, slot, submission=submission)

    assert again.repeated
    assert again.booking.id == first.booking.id
    assert [town.count(table) for table in (Indkaldelse, Letter, Booking, Decision)] == [1, 1, 1, 1]


@pytest.mark.parametrize(
    ("facts", "more", "expected"),
    [
        (in_the_a_kasse(), {}, ["kan_selv_booke"]),
        (in_the_a_kasse(), {"kort_varsel": " "}, ["mangler_begrundelse"]),
        (new_in_the_a_kasse(), {"form": Samtaleform.TELEFON}, ["foerste_samtale_fremmoede"]),
        (new_in_the_a_kasse(), {"at": TEN - timedelta(hours=1)}, ["tidligst_dagen_efter"]),
        (in_the_a_kasse(), {"art": SamtaleArt.KONTROLSAMTALE}, ["art_gaelder_ikke"]),
        (in_the_a_kasse(), {"art": SamtaleArt.CV_SAMTALE}, ["art_gaelder_ikke"]),
    ],
)
def test_who_may_not_be_called_is_not_and_nothing_is_left_of_it_but_the_log(
    town: Town, facts: Facts, more: dict[str, Any], expected: list[str]
) -> None:
    person = town.person(facts)
    slot = town.slot()
    before = town.count(Booking)

    assert codes(call(town, person, slot, **more)) == expected
    assert town.free(slot) == 1
    assert (town.count(Booking), town.count(Letter), town.count(Outbox)) == (before, 0, 0)
    entry = town.database.read(lambda s: s.scalars(select(Audit)).one())
    assert (entry.action, entry.outcome) == ("call_in", "refused")


@pytest.mark.parametrize(
    ("facts", "more", "grund", "said"),
    [
        (revoked(in_the_a_kasse()), {}, Grund.FRATAGET, "§ 35 i lov om en aktiv"),
        (exempt(in_the_a_kasse()), {}, Grund.FRITAGET, "§§ 45 og 46 i bekendtgørelse"),
        (in_the_a_kasse(), {"kort_varsel": NEED}, Grund.KORT_VARSEL, NEED),
        (in_the_a_kasse(), {"art": SamtaleArt.RAADIGHEDSSAMTALE}, Grund.RAADIGHED, "en rådighedssamtale"),
        (
            replace(in_the_a_kasse(), kontrol=Kontrol(NOW.date(), udland=True)),
            {"art": SamtaleArt.KONTROLSAMTALE},
            Grund.KONTROL,
            "hver 14. dag",
        ),
    ],
)
def test_the_letter_says_why_and_the_person_chooses_the_form_of_a_later_meeting(
    town: Town, facts: Facts, more: dict[str, Any], grund: Grund, said: str
) -> None:
    person = town.person(facts, phone="20 30 40 50")

    outcome = called(town, person, town.slot(), form=Samtaleform.TELEFON, **more)

    kept = town.database.read(lambda s: summons.of_booking(s, outcome.booking.id))
    assert kept is not None
    assert kept.grund is grund
    letter = words(town, person, outcome)
    assert said in letter
    assert "Vi ringer til dig på 20 30 40 50." in letter
    assert "Du vælger selv, om samtalen holdes" in letter
    moves_it_alone = grund is not Grund.KONTROL
    assert ("flyt samtalen i Selvbooking til en anden ledig tid" in letter) is moves_it_alone
    assert ("bed om en anden tid i Selvbooking" in letter) is not moves_it_alone


def test_only_the_callers_own_times_and_people(town: Town) -> None:
    person = town.person(new_in_the_a_kasse())
    assert "anden_aktoer_ansvarlig" in codes(call(town, person, town.jobcenter_slot()))

    other = town.database.write(lambda s: town.organisation(s, "a_kasse", "AK2", "Den anden"))
    stranger = town.database.write(lambda s: town.caseworker(s, other, "Ny"))
    with pytest.raises(NotSeen):
        call(town, person, town.slot(), caseworker_id=stranger)
    assert "kun_ansvarlig_aktoer" in codes(
        call(town, person, town.jobcenter_slot(TEN + DAY), caseworker_id=town.jobcenter_worker)
    )


def test_a_free_moment_of_the_caseworkers_own_becomes_a_time_with_that_meeting_in_it(town: Town) -> None:
    person, other = town.person(new_in_the_a_kasse()), town.person(new_in_the_a_kasse())

    outcome = called(town, person, own_moment(town, minutes=45))

    assert outcome.booking.slut - outcome.booking.start == timedelta(minutes=45)
    assert outcome.booking.room == "Lokale 4"
    assert outcome.booking.caseworker is not None
    (slot,) = town.database.read(lambda s: s.scalars(select(Slot)).all())
    assert (slot.capacity, slot.free, slot.video) == (1, 0, False)
    assert codes(call(town, other, own_moment(town, TEN + timedelta(minutes=30)))) == ["tiden_er_taget"]
    assert codes(call(town, other, own_moment(town), form=Samtaleform.VIDEO)) == [
        "foerste_samtale_fremmoede",
        "form_ikke_i_tiden",
    ]
    assert town.count(Slot) == 1
    with pytest.raises(NotSeen):
        call(town, other, replace(own_moment(town, TEN + DAY), office=uuid4()))


def test_a_person_in_two_places_at_once_is_refused(town: Town) -> None:
    person = town.person(revoked(in_the_a_kasse()))
    called(town, person, town.slot())

    assert codes(call(town, person, town.slot(caseworker_id=None))) == ["overlapper_samtale"]


def test_of_two_callers_who_want_one_time_one_gets_it_and_the_other_is_told(town: Town) -> None:
    slot = town.slot()
    people = [town.person(new_in_the_a_kasse()) for _ in range(4)]

    outcomes = at_once(*(lambda person=person: call(town, person, slot) for person in people))

    assert [type(outcome) for outcome in outcomes].count(Called) == 1
    for outcome in outcomes:
        assert isinstance(outcome, Called) or codes(outcome) == ["tiden_er_taget"]
    assert town.count(Letter) == town.count(Indkaldelse) == town.count(Booking) == 1


def offered(town: Town, person: int, wish: Wish, worker: int | None = None) -> Offered:
    def work(session: Any) -> Offered:
        seen = casework.see(session, worker or town.a_kasse_worker, public_id(town, person), NOW)
        return summons_times.offered(session, seen, wish, NOW)

    return town.database.read(work)


def test_the_times_offered_are_those_the_law_allows_the_callers_own_first(town: Town) -> None:
    person = town.person(new_in_the_a_kasse())
    colleague = town.database.write(lambda s: town.caseworker(s, town.a_kasse, "Bo"))
    theirs = town.slot(TEN - DAY, caseworker_id=colleague)
    mine = town.slot()
    town.slot(NOW + timedelta(hours=2))  # today: too early
    town.slot(TEN + DAY, fremmoede=False)  # the first is in person
    wish = Wish(SamtaleArt.JOBSAMTALE, Samtaleform.FREMMOEDE)

    found = offered(town, person, wish)

    assert [slot.public_id for slot in found.own] == [mine]
    assert [slot.public_id for slot in found.others] == [theirs]
    assert found.first is not None
    assert found.first.public_id == theirs
    assert found.any_hour
    books = offered(town, town.person(in_the_a_kasse()), wish)
    assert (books.first, books.any_hour) == (None, False)
    assert [finding.code for finding in books.refusals] == ["kan_selv_booke"]


def test_whoever_has_more_times_than_are_looked_at_does_not_find_the_rest_among_the_colleagues(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(summons_times, "OWN", 1)
    mine = town.slot()
    town.slot(TEN + DAY)

    found = offered(
        town, town.person(new_in_the_a_kasse()), Wish(SamtaleArt.JOBSAMTALE, Samtaleform.FREMMOEDE)
    )

    assert ([slot.public_id for slot in found.own], found.others) == ([mine], ())


def test_a_joint_meeting_is_called_in_an_agreed_time_only(town: Town) -> None:
    person = town.person(replace(with_the_jobcenter(), valg=Valg(AKasseMed.JA, sagt=NOW - DAY)))

    def calls_itself(session: Any) -> None:
        session.get_one(Organisation, town.jobcenter).faelles = "indkaldelse"

    town.database.write(calls_itself)
    ordinary, joint = town.jobcenter_slot(), town.joint_slot(TEN + DAY)
    worker = town.jobcenter_worker

    found = offered(town, person, Wish(SamtaleArt.JOBSAMTALE, Samtaleform.FREMMOEDE), worker)

    assert [slot.public_id for slot in found.own] == [joint]
    assert codes(call(town, person, ordinary, caseworker_id=worker)) == ["faelles_valgt"]
    outcome = called(town, person, joint, caseworker_id=worker)
    assert "Din a-kasse, A-kassen (Anna), er med og møder op." in words(town, person, outcome)
    kept = town.database.read(lambda s: summons.of_booking(s, outcome.booking.id))
    assert kept is not None
    assert kept.grund is Grund.FAELLES


@pytest.mark.parametrize(
    "statement",
    ["UPDATE indkaldelse SET grund = 'cv'", "DELETE FROM indkaldelse"],
    ids=["change", "deletion"],
)
def test_the_database_keeps_what_was_written(town: Town, statement: str) -> None:
    called(town, town.person(new_in_the_a_kasse()), town.slot())

    with pytest.raises(IntegrityError):
        town.database.write(lambda s: s.execute(text(statement)) and None)
