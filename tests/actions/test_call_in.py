"""A person is called in, in writing, at a free time of the caller, and answers; each in one transaction."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from portal.actions import casework, summons_times
from portal.actions.answer_summons import (
    AskForAnotherTime,
    ConfirmSummons,
    Done,
    RefuseAnotherTime,
    ask_for_another_time,
    confirm_summons,
    refuse_another_time,
)
from portal.actions.call_in import Called, CallIn, NotCalled, OwnMoment, call_in
from portal.actions.call_off_jobsamtale import CallOffJobsamtale, LawfulReason, call_off_jobsamtale
from portal.actions.casework import NotSeen
from portal.actions.outcome import UnknownBooking
from portal.actions.summons_times import Offered, Wish
from portal.policy.facts import (
    AKasseMed,
    Aktoer,
    Beslutning,
    BeslutningArt,
    Facts,
    Kontrol,
    Oprindelse,
    SamtaleArt,
    Samtaleform,
    SamtaleStatus,
    Valg,
)
from portal.policy.indkaldelse import Grund
from portal.store import bookings, letters, own_times, summons
from portal.store.tables import Organisation
from portal.store.tables_calling import Indkaldelse
from portal.store.tables_case import Audit, Decision, Letter, Outbox
from portal.store.tables_meeting import Booking, Slot
from portal.wording.letters.letter import from_body
from tests.actions.courses import in_the_a_kasse, new_in_the_a_kasse, with_the_jobcenter
from tests.actions.test_revoke_selvbooking import public_id
from tests.store.town import NOW, TEN, Town

DAY = timedelta(days=1)
NEED = "Du begynder måske i et virksomhedsforløb på mandag."


def call(town: Town, person: int, time: UUID | OwnMoment, **more: Any) -> Called | NotCalled:
    values: dict[str, Any] = {
        "caseworker_id": town.a_kasse_worker,
        "art": SamtaleArt.JOBSAMTALE,
        "form": Samtaleform.FREMMOEDE,
        "submission": uuid4(),
    }
    at = more.pop("at", NOW)
    tell_from = more.pop("tell_from", None)
    command = CallIn(person=public_id(town, person), time=time, **values | more)
    return call_in(command, town.database, at, tell_from=tell_from)


def called(town: Town, person: int, time: UUID | OwnMoment, **more: Any) -> Called:
    outcome = call(town, person, time, **more)
    assert isinstance(outcome, Called), outcome
    return outcome


def codes(outcome: Called | NotCalled) -> list[str]:
    assert isinstance(outcome, NotCalled)
    return [finding.code for finding in outcome.decision.refusals]


def words(town: Town, person: int, outcome: Called) -> str:
    assert outcome.letter is not None
    kept = town.database.read(lambda s: letters.get_own(s, person, outcome.letter))
    assert kept is not None
    letter = from_body(kept.view.kind, kept.view.version, kept.view.title, kept.body)
    return "\n".join(block.text for block in letter.blocks)


def own_moment(town: Town, start: datetime = TEN, minutes: int = 60) -> OwnMoment:
    (office, *_) = town.database.read(lambda s: own_times.offices(s, town.a_kasse, town.a_kasse_worker))
    return OwnMoment(start, minutes, office.public_id, "Lokale 4")


def revoked(facts: Facts) -> Facts:
    return replace(
        facts, beslutninger=(Beslutning(BeslutningArt.FRATAGELSE, Aktoer.A_KASSE, date(2024, 8, 20)),)
    )


def exempt(facts: Facts) -> Facts:
    return replace(
        facts, beslutninger=(Beslutning(BeslutningArt.FRITAGELSE, Aktoer.A_KASSE, date(2024, 8, 20)),)
    )


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
    start = threading.Barrier(len(people))

    def run(person: int) -> Called | NotCalled:
        start.wait(30)
        return call(town, person, slot)

    with ThreadPoolExecutor(len(people)) as pool:
        outcomes = list(pool.map(run, people))

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


def controlled(town: Town) -> tuple[int, Called]:
    person = town.person(replace(in_the_a_kasse(), kontrol=Kontrol(NOW.date(), udland=True)))
    return person, called(town, person, town.slot(TEN - 2 * DAY), art=SamtaleArt.KONTROLSAMTALE)


def test_the_person_confirms_once_and_the_log_knows(town: Town) -> None:
    person = town.person(new_in_the_a_kasse())
    outcome = called(town, person, town.slot())
    command = ConfirmSummons(person, outcome.booking.public_id)

    assert confirm_summons(command, town.database, NOW + DAY) is Done.DONE
    assert confirm_summons(command, town.database, NOW + DAY) is Done.REPEATED

    kept = town.database.read(lambda s: summons.of_booking(s, outcome.booking.id))
    assert kept is not None
    assert kept.bekraeftet == NOW + DAY
    entry = town.database.read(lambda s: s.scalars(select(Audit).order_by(Audit.id.desc())).first())
    assert entry is not None
    assert (entry.actor_kind, entry.action) == ("citizen", "confirm_summons")
    late = called(town, town.person(new_in_the_a_kasse()), town.slot(TEN + DAY))
    assert (
        confirm_summons(
            ConfirmSummons(late.booking.person_id, late.booking.public_id), town.database, TEN + DAY
        )
        is Done.NOT_NOW
    )
    with pytest.raises(UnknownBooking):
        confirm_summons(ConfirmSummons(late.booking.person_id, outcome.booking.public_id), town.database, NOW)


def test_where_a_meeting_cannot_be_moved_another_time_is_asked_for_and_answered(town: Town) -> None:
    person, outcome = controlled(town)
    booking = outcome.booking
    ask = AskForAnotherTime(person, booking.public_id, "Jeg passer børn om formiddagen.")
    refuse = RefuseAnotherTime(
        town.a_kasse_worker, public_id(town, person), booking.public_id, "Fristen er en uge."
    )

    assert refuse_another_time(refuse, town.database, NOW) is Done.NOT_NOW
    assert ask_for_another_time(ask, town.database, NOW) is Done.DONE
    assert ask_for_another_time(ask, town.database, NOW) is Done.REPEATED
    (waiting,) = town.database.read(lambda s: summons.waiting_answers(s, town.a_kasse))
    assert (waiting.kind, waiting.booking, waiting.since) == ("other_time", booking.public_id, NOW)
    assert town.database.read(lambda s: summons.waiting_answers(s, town.jobcenter)) == ()

    with pytest.raises(NotSeen):
        refuse_another_time(
            replace(refuse, caseworker_id=town.worker_with_role("supervision")), town.database, NOW
        )
    assert refuse_another_time(refuse, town.database, NOW + DAY) is Done.DONE
    kept = town.database.read(lambda s: summons.of_booking(s, booking.id))
    assert kept is not None
    assert (kept.oenske, kept.afslag, kept.waits) == (ask.words, "Fristen er en uge.", False)
    assert town.database.read(lambda s: summons.waiting_answers(s, town.a_kasse)) == ()


def test_whoever_can_move_the_meeting_alone_asks_nobody(town: Town) -> None:
    person = town.person(new_in_the_a_kasse())
    outcome = called(town, person, town.slot())

    answer = ask_for_another_time(
        AskForAnotherTime(person, outcome.booking.public_id, "Hellere torsdag."), town.database, NOW
    )

    assert answer is Done.NOT_NOW


def test_another_time_replaces_the_first_one_and_counts_as_no_move_of_the_persons(town: Town) -> None:
    person, outcome = controlled(town)
    ask_for_another_time(
        AskForAnotherTime(person, outcome.booking.public_id, "Jeg passer børn."), town.database, NOW
    )
    old = outcome.booking

    new = called(
        town,
        person,
        own_moment(town, old.start + timedelta(minutes=30)),  # overlaps the one that goes
        art=SamtaleArt.KONTROLSAMTALE,
        instead_of=old.public_id,
    )

    after = {b.id: b for b in town.database.read(lambda s: bookings.list_own(s, person))}
    assert after[old.id].status is SamtaleStatus.AFLYST
    assert after[old.id].aflyst_af == "myndighed"
    assert (after[new.booking.id].status, after[new.booking.id].ombookninger) == (SamtaleStatus.PLANLAGT, 0)
    assert town.database.read(lambda s: summons.waiting_answers(s, town.a_kasse)) == ()
    with pytest.raises(UnknownBooking):
        call(town, person, town.slot(TEN + DAY), instead_of=old.public_id)


def test_a_lawful_reason_calls_the_meeting_off_and_somebody_has_to_call_again(town: Town) -> None:
    person = town.person(new_in_the_a_kasse())
    outcome = called(town, person, town.slot())

    call_off_jobsamtale(
        CallOffJobsamtale(person, outcome.booking.public_id, LawfulReason.ARBEJDE), town.database, NOW + DAY
    )

    (waiting,) = town.database.read(lambda s: summons.waiting_answers(s, town.a_kasse))
    assert (waiting.kind, waiting.reason, waiting.since) == ("called_off", "arbejde", NOW + DAY)
    called(town, person, town.slot(TEN + DAY), at=NOW + 2 * DAY)
    assert town.database.read(lambda s: summons.waiting_answers(s, town.a_kasse)) == ()


@pytest.mark.parametrize(
    "statement",
    ["UPDATE indkaldelse SET grund = 'cv'", "DELETE FROM indkaldelse"],
    ids=["change", "deletion"],
)
def test_the_database_keeps_what_was_written(town: Town, statement: str) -> None:
    called(town, town.person(new_in_the_a_kasse()), town.slot())

    with pytest.raises(IntegrityError):
        town.database.write(lambda s: s.execute(text(statement)) and None)
