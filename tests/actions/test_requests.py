"""What a person asks for is kept, answered once by whoever holds the course, and all that follows is done."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from portal.actions.answer_request import Answered, AnswerRequest, NotAnswered, answer_request
from portal.actions.ask_for import Asked, AskFor, NotAsked, NoteRequest, Wish, ask_for, note_request
from portal.actions.casework import NotSeen
from portal.actions.lift_exemption import (
    ExemptionLifted,
    ExemptionStays,
    LiftExemption,
    lift_exemption,
)
from portal.actions.read_answers import ReadAnswers, read_answers
from portal.actions.withdraw_request import UnknownRequest, WithdrawRequest, withdraw_request
from portal.policy import facts as f
from portal.policy.anmodning import OenskeArt
from portal.policy.fratagelse import Hoering
from portal.policy.fritagelse import Fritagelsesgrund, Ophoer
from portal.store import beslutninger, facts, letters, requests
from portal.store.database import Conflict
from portal.store.requests import NewOenske, OenskeView
from portal.store.tables_case import Audit, Outbox
from portal.store.tables_requests import Oenske
from portal.wording.letters.letter import Letter, from_body
from tests.actions.courses import in_the_a_kasse, with_the_jobcenter
from tests.actions.test_revoke_selvbooking import public_id
from tests.store.town import NOW, Town

DAY = timedelta(days=1)
TODAY = date(2024, 9, 2)
INTERPRETER = Wish(OenskeArt.TOLK, sprog="Arabisk", booker_selv=False)
EXEMPTION = Wish(OenskeArt.FRITAGELSE, grund="it_kundskaber", ord="Jeg har ingen computer.")
HEARD = Hoering(date(2024, 8, 20), date(2024, 8, 28))


def asked(town: Town, person: int, wish: Wish = INTERPRETER, now: datetime = NOW) -> UUID:
    outcome = ask_for(AskFor(person, wish), town.database, now)
    assert isinstance(outcome, Asked)
    return outcome.oenske


def answer(
    town: Town, person: int, oenske: UUID, ja: bool = True, now: datetime = NOW, **more: Any
) -> Answered | NotAnswered:
    worker = more.pop("worker", town.a_kasse_worker)
    command = AnswerRequest(worker, public_id(town, person), oenske, ja, **more)
    return answer_request(command, town.database, now)


def lift(town: Town, person: int, **changed: Any) -> ExemptionLifted | ExemptionStays:
    values: dict[str, Any] = {
        "caseworker_id": town.a_kasse_worker,
        "person": public_id(town, person),
        "ophoer": Ophoer.ANMODNING,
        "begrundelse": "Du vil selv booke.",
    }
    return lift_exemption(LiftExemption(**values | changed), town.database, NOW)


def wishes(town: Town, person: int) -> tuple[OenskeView, ...]:
    return town.database.read(lambda session: requests.of_person(session, person))


def exempt(town: Town, person: int) -> list[tuple[str, date | None]]:
    """The exemptions: by whom, and when they were lifted."""
    known = town.database.read(lambda session: beslutninger.of_person(session, person))
    return [(one.af.value, one.ophaevet) for one in known if one.art is f.BeslutningArt.FRITAGELSE]


def letter(town: Town, person: int, public: UUID | None) -> Letter:
    assert public is not None
    found = town.database.read(lambda session: letters.get_own(session, person, public))
    assert found is not None
    return from_body(found.view.kind, found.view.version, found.view.title, found.body)


def text(of: Letter) -> str:
    return "\n".join(block.text for block in of.blocks)


def topics(town: Town) -> list[str]:
    rows = town.database.read(lambda session: session.scalars(select(Outbox).order_by(Outbox.id)).all())
    return [row.topic for row in rows]


def logged(town: Town) -> list[tuple[str, str, str]]:
    rows = town.database.read(lambda session: session.scalars(select(Audit).order_by(Audit.id)).all())
    return [(row.actor_kind, row.action, row.outcome) for row in rows]


def test_a_wish_waits_once_of_its_kind_and_is_told_and_logged(town: Town) -> None:
    person = town.person(in_the_a_kasse())

    first = asked(town, person)
    again = ask_for(AskFor(person, replace(INTERPRETER, sprog="Somali")), town.database, NOW + DAY)
    asked(town, person, EXEMPTION)

    assert again == Asked(first, repeated=True)
    exemption, interpreter = sorted(wishes(town, person), key=lambda wish: wish.art)
    assert (interpreter.sprog, interpreter.booker_selv, interpreter.is_open) == ("Arabisk", False, True)
    assert (exemption.grund, exemption.ord) == ("it_kundskaber", "Jeg har ingen computer.")
    assert topics(town) == ["oenske.asked", "oenske.asked"]
    assert logged(town) == [("citizen", "ask_for", "allowed")] * 2


def test_the_database_refuses_a_second_open_one_another_answer_and_any_change(town: Town) -> None:
    person = town.person(in_the_a_kasse())
    oenske = asked(town, person)
    answer(town, person, oenske)
    asked(town, person)

    def change(**values: Any) -> None:
        statement = update(Oenske).where(Oenske.public_id == oenske).values(**values)
        town.database.write(lambda session: session.execute(statement) and None)

    new = NewOenske(person, OenskeArt.TOLK, NOW, sprog="Somali")
    with pytest.raises((IntegrityError, Conflict)):
        town.database.write(lambda session: requests.ask(session, new))
    for values in ({"sprog": "Somali"}, {"granted": False}, {"answered_at": NOW + DAY}):
        with pytest.raises((IntegrityError, Conflict)):
            change(**values)
    change(read_at=NOW)


def test_an_interpreter_is_ordered_and_the_exemption_goes_along(town: Town) -> None:
    person = town.person(in_the_a_kasse())
    oenske = asked(town, person)

    outcome = answer(town, person, oenske, fritag=True, begrundelse="Tolken er bestilt.")

    assert isinstance(outcome, Answered)
    written = letter(town, person, outcome.letter)
    assert written.title == "Du er fritaget for selv at booke jobsamtaler"
    assert "kræver, at der er en tolk med" in text(written)
    assert exempt(town, person) == [("a_kasse", None)]
    (wish,) = wishes(town, person)
    assert (wish.granted, wish.begrundelse, wish.letter) == (True, "Tolken er bestilt.", outcome.letter)
    assert wish.organisation is not None
    assert wish.organisation.name == "A-kassen"
    assert [need.sprog for need in requests.standing(wishes(town, person))] == ["Arabisk"]
    assert topics(town) == ["oenske.asked", "letter.written", "oenske.answered"]
    again = answer(town, person, oenske, ja=False, begrundelse="Nej")
    assert again == Answered(outcome.letter, repeated=True)
    assert [action for kind, action, _ in logged(town) if kind == "caseworker"] == [
        "answer_request",
        "exempt_from_booking",
    ]


def test_who_wants_to_book_gets_the_interpreter_and_no_exemption(town: Town) -> None:
    person = town.person(in_the_a_kasse())
    oenske = asked(town, person, replace(INTERPRETER, booker_selv=True))

    refused = answer(town, person, oenske, fritag=True)
    assert isinstance(refused, NotAnswered)
    assert [finding.code for finding in refused.decision.refusals] == ["fritagelse_fravalgt"]
    assert wishes(town, person)[0].is_open
    assert answer(town, person, oenske) == Answered(None)
    assert exempt(town, person) == []


def test_an_exemption_is_granted_on_the_ground_the_caseworker_names(town: Town) -> None:
    person = town.person(in_the_a_kasse())
    oenske = asked(town, person, EXEMPTION)

    outcome = answer(town, person, oenske, grund=Fritagelsesgrund.FUNKTIONSNEDSAETTELSE)

    assert isinstance(outcome, Answered)
    assert "betydelig funktionsnedsættelse" in text(letter(town, person, outcome.letter))
    known = town.database.read(lambda session: facts.load(session, person, NOW)).facts
    assert [(one.art, one.dato) for one in known.beslutninger] == [(f.BeslutningArt.FRITAGELSE, TODAY)]
    refused = ask_for(AskFor(person, EXEMPTION), town.database, NOW + DAY)
    assert isinstance(refused, NotAsked)
    assert [finding.code for finding in refused.decision.refusals] == ["fritaget"]


def test_a_refusal_says_why_and_how_to_go_on_where_the_law_says_so(town: Town) -> None:
    member, resident = town.person(in_the_a_kasse()), town.person(with_the_jobcenter())
    of_member, of_resident = asked(town, member, EXEMPTION), asked(town, resident, EXEMPTION)

    without = answer(town, member, of_member, ja=False)
    a_kasses = answer(town, member, of_member, ja=False, begrundelse="Du booker i dag.")
    jobcenters = answer(
        town,
        resident,
        of_resident,
        ja=False,
        worker=town.jobcenter_worker,
        begrundelse="Du booker i dag.",
        egne_oplysninger=False,
        hoering=Hoering(NOW.date(), NOW.date() + timedelta(days=7), svaret=True),
        svar="Jeg kan ikke.",
    )

    assert isinstance(without, NotAnswered)
    assert isinstance(a_kasses, Answered)
    assert isinstance(jobcenters, Answered)
    to_member = text(letter(town, member, a_kasses.letter))
    assert "Du har mandag den 2. september 2024 bedt om at blive fritaget" in to_member
    assert "Du booker i dag." in to_member
    assert "Loven siger ikke, hvem du kan klage til" in to_member
    assert "Ankestyrelsen" not in to_member
    to_resident = text(letter(town, resident, jobcenters.letter))
    assert "Ankestyrelsens Beskæftigelsesudvalg" in to_resident
    assert "senest mandag den 30. september 2024" in to_resident
    assert "Jeg kan ikke." in to_resident
    assert exempt(town, member) == exempt(town, resident) == []


def test_whoever_does_not_hold_the_course_answers_nothing(town: Town) -> None:
    person = town.person(in_the_a_kasse())
    oenske = asked(town, person)
    other = town.person(in_the_a_kasse())

    with pytest.raises(NotSeen):
        answer(town, person, oenske, worker=town.jobcenter_worker)
    with pytest.raises(UnknownRequest):
        answer(town, other, oenske)
    assert wishes(town, person)[0].is_open
    assert logged(town)[-1] == ("caseworker", "answer_request", "refused")


def test_a_caseworker_writes_down_what_is_asked_on_the_phone(town: Town) -> None:
    person = town.person(in_the_a_kasse())
    command = NoteRequest(town.a_kasse_worker, public_id(town, person), EXEMPTION)

    outcome = note_request(command, town.database, NOW)

    assert isinstance(outcome, Asked)
    (wish,) = wishes(town, person)
    assert wish.noted_by == town.a_kasse_worker
    assert logged(town) == [("caseworker", "note_request", "allowed")]
    with pytest.raises(NotSeen):
        note_request(replace(command, caseworker_id=town.jobcenter_worker), town.database, NOW)


def test_a_wish_is_taken_back_and_is_then_not_wanted(town: Town) -> None:
    person, other = town.person(in_the_a_kasse()), town.person(in_the_a_kasse())
    oenske = asked(town, person)

    with pytest.raises(UnknownRequest):
        withdraw_request(WithdrawRequest(other, oenske), town.database, NOW)
    withdraw_request(WithdrawRequest(person, oenske), town.database, NOW)

    assert requests.standing(wishes(town, person)) == ()
    with pytest.raises(UnknownRequest):
        answer(town, person, oenske)
    assert asked(town, person) != oenske


def test_an_exemption_is_lifted_when_the_person_wants_to_book_also_by_the_next_actor(town: Town) -> None:
    granted = f.Beslutning(f.BeslutningArt.FRITAGELSE, f.Aktoer.A_KASSE, date(2024, 5, 20))
    person = town.person(replace(with_the_jobcenter(), beslutninger=(granted,)))
    asked(town, person, Wish(OenskeArt.BOOKE_SELV))

    outcome = lift(town, person, caseworker_id=town.jobcenter_worker)

    assert isinstance(outcome, ExemptionLifted)
    assert exempt(town, person) == [("a_kasse", TODAY)]
    written = letter(town, person, outcome.letter)
    assert "Du vil gerne selv booke igen." in text(written)
    assert "klage" not in text(written)
    assert [(wish.granted, wish.letter) for wish in wishes(town, person)] == [(True, outcome.letter)]
    assert lift(town, person, caseworker_id=town.jobcenter_worker) == ExemptionLifted(None, repeated=True)


def test_against_the_persons_wish_it_is_lifted_after_a_hearing_only(town: Town) -> None:
    granted = f.Beslutning(f.BeslutningArt.FRITAGELSE, f.Aktoer.A_KASSE, date(2024, 8, 20))
    person = town.person(replace(in_the_a_kasse(), beslutninger=(granted,)))
    gone = {"ophoer": Ophoer.GRUND_BORTFALDET, "egne_oplysninger": False}

    assert isinstance(lift(town, person, **gone), ExemptionStays)
    assert exempt(town, person) == [("a_kasse", None)]
    outcome = lift(town, person, **gone, hoering=HEARD)

    assert isinstance(outcome, ExemptionLifted)
    assert "Vi har ikke fået noget svar." in text(letter(town, person, outcome.letter))
    assert exempt(town, person) == [("a_kasse", TODAY)]


def test_an_answer_is_new_until_it_is_seen(town: Town) -> None:
    person = town.person(in_the_a_kasse())
    answer(town, person, asked(town, person))

    seen = [read_answers(ReadAnswers(person), town.database, NOW + n * DAY) for n in range(2)]

    assert [found[0].is_unread for found in seen] == [True, False]
    assert wishes(town, person)[0].read_at == NOW
    assert logged(town)[-1] == ("citizen", "read_answers", "allowed")


def test_who_waits_for_an_answer_is_told_to_their_own_organisation_of_today(town: Town) -> None:
    other = town.database.write(lambda session: town.organisation(session, "jobcenter", "0147", "Et andet"))
    moved, moving = (
        town.person(replace(in_the_a_kasse(), skift=(f.Skift(TODAY + n * DAY, kommune="0147"),)))
        for n in range(2)
    )
    answered = town.person(in_the_a_kasse())
    first, second = asked(town, moved, now=NOW - DAY), asked(town, moving)
    answer(town, answered, asked(town, answered))

    def waiting(organisation: int) -> list[UUID]:
        found = town.database.read(lambda session: requests.waiting(session, organisation, TODAY))
        return [one.oenske for one in found]

    assert waiting(town.a_kasse) == [first, second]
    assert waiting(other) == [first]
    assert waiting(town.jobcenter) == [second]
