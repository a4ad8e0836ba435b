"""An offer is recommended, agreed on, sent and decided, asked for, taken back, and falls away."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from portal.actions.casework import NotSeen
from portal.actions.telling import tilbud as telling
from portal.actions.tilbud.answer_recommendation import (
    Answered,
    AnswerRecommendation,
    NotAnswered,
    NoteAnswer,
    answer_recommendation,
    note_answer,
)
from portal.actions.tilbud.decide_recommendation import (
    DecideRecommendation,
    DecisionMade,
    NotDecided,
    decide_recommendation,
)
from portal.actions.tilbud.expire_recommendations import expire
from portal.actions.tilbud.known import UnknownIndstilling
from portal.actions.tilbud.read_recommendations import read_messages
from portal.actions.tilbud.recommend_offer import (
    NotRecommended,
    Recommended,
    RecommendOffer,
    recommend_offer,
)
from portal.actions.tilbud.withdraw_recommendation import (
    Stays,
    Withdrawn,
    WithdrawOwn,
    WithdrawWritten,
    withdraw_own,
    withdraw_written,
)
from portal.policy import facts as f
from portal.policy.indstilling import Art, Indhold, Indsats, Status
from portal.policy.tilbud import Bygger
from portal.store import dialogbeskeder, indstillinger, letters, plan, tables
from portal.store.database import Session
from portal.store.indstillinger import IndstillingView
from portal.store.tables_indstilling import DialogBesked, Indstilling
from portal.wording.letters.letter import Letter, from_body
from tests.actions.courses import in_the_a_kasse
from tests.actions.test_requests import logged, topics
from tests.actions.test_revoke_selvbooking import public_id
from tests.store.town import NOW, Town

OFFER = Indhold(
    Indsats.VIRKSOMHEDSPRAKTIK, "Praktik i en boghandel", "Boghandelen", "Du kan faget", date(2024, 9, 16)
)
MONTHS = timedelta(days=120)


def recommended(town: Town, person: int, **changed: Any) -> Recommended | NotRecommended:
    values: dict[str, Any] = {"worker": town.a_kasse_worker, "art": Art.FAELLES_INDSTILLING, "what": OFFER}
    given = values | changed
    command = RecommendOffer(given["worker"], public_id(town, person), given["art"], given["what"])
    return recommend_offer(command, town.database, NOW)


def proposed(town: Town, person: int) -> UUID:
    outcome = recommended(town, person)
    assert isinstance(outcome, Recommended)
    return outcome.indstilling


def said(town: Town, person: int, which: UUID, enig: bool = True) -> Answered | NotAnswered:
    return answer_recommendation(AnswerRecommendation(person, which, enig), town.database, NOW)


def sent(town: Town, person: int) -> UUID:
    which = proposed(town, person)
    assert said(town, person, which) == Answered()
    return which


def decided(town: Town, person: int, which: UUID, **changed: Any) -> DecisionMade | NotDecided:
    values: dict[str, Any] = {"ja": True, "indhold": OFFER}
    worker = changed.pop("worker", town.jobcenter_worker)
    command = DecideRecommendation(worker, public_id(town, person), which, **values | changed)
    return decide_recommendation(command, town.database, NOW)


def one(town: Town, person: int, which: UUID) -> IndstillingView:
    found = town.database.read(lambda session: indstillinger.get_own(session, person, which))
    assert found is not None
    return found


def messages(town: Town, of: IndstillingView) -> list[tuple[str, str, str | None]]:
    found = town.database.read(lambda session: dialogbeskeder.about(session, of.id))
    return [(message.fra, message.art, message.tekst) for message in found]


def inbox(town: Town, organisation: int, since: datetime) -> list[UUID]:
    found = town.database.read(
        lambda session: indstillinger.of_organisation(session, organisation, NOW.date(), since)
    )
    return [listed.public_id for listed in found]


def letter(town: Town, person: int, which: UUID | None) -> Letter:
    assert which is not None
    found = town.database.read(lambda session: letters.get_own(session, person, which))
    assert found is not None
    return from_body(found.view.kind, found.view.version, found.view.title, found.body, found.view.language)


def test_what_person_and_a_kasse_agree_on_is_granted_by_the_jobcenter_and_stands_in_min_plan(
    town: Town,
) -> None:
    person = town.person(in_the_a_kasse())
    which = proposed(town, person)
    assert recommended(town, person) == Recommended(which, repeated=True)
    with pytest.raises(UnknownIndstilling):
        decided(town, person, which)  # it was never sent: the jobcenter has no part in it

    assert said(town, person, which) == Answered()
    assert said(town, person, which) == Answered(repeated=True)
    made = decided(town, person, which, indhold=replace(OFFER, hvor="Den anden boghandel"))
    assert isinstance(made, DecisionMade)
    assert decided(town, person, which) == DecisionMade(made.letter, repeated=True)

    of = one(town, person, which)
    assert (of.status, of.jobcenter and of.jobcenter.name) == (Status.BEVILGET, "Jobcenter København")
    (entry,) = town.database.read(lambda session: plan.current(session, person))
    assert (entry.felt, entry.af, entry.text, entry.item) == (
        "tilbud",
        f.Aktoer.JOBCENTER,
        "Praktik i en boghandel",
        of.item,
    )
    assert entry.details["hvor"] == "Den anden boghandel"
    assert entry.details["hvornaar"] == "Fra mandag den 16. september 2024"
    (first, answer) = messages(town, of)
    assert first == ("A-kassen", "faelles_indstilling", "Du kan faget")
    assert answer[:2] == ("Jobcenter København", "svar")
    assert topics(town)[:2] == ["indstilling.foreslaaet", "indstilling.sendt"]
    assert topics(town)[-1] == "indstilling.afgjort"
    assert logged(town) == [
        ("caseworker", "recommend_offer", "allowed"),
        ("citizen", "answer_recommendation", "allowed"),
        ("caseworker", "decide_recommendation", "allowed"),
    ]


def test_a_refusal_is_told_with_its_reasons_to_the_person_by_letter_and_to_the_a_kasse_in_the_inbox(
    town: Town,
) -> None:
    person = town.person(in_the_a_kasse())
    which = sent(town, person)
    without = decided(town, person, which, ja=False, bygger_paa=Bygger.EGNE)
    assert isinstance(without, NotDecided)
    assert [finding.code for finding in without.decision.refusals] == ["mangler_begrundelse"]

    made = decided(town, person, which, ja=False, begrundelse="Der er ingen plads.", bygger_paa=Bygger.EGNE)

    assert isinstance(made, DecisionMade)
    written = letter(town, person, made.letter)
    text = "\n".join(block.text for block in written.blocks)
    assert "Der er ingen plads." in text
    assert "Ankestyrelsens Beskæftigelsesudvalg" in text
    assert "Du skal klage senest mandag den 30. september 2024." in text
    assert written.klage
    of = one(town, person, which)
    assert messages(town, of)[-1] == ("Jobcenter København", "svar", "Der er ingen plads.")
    listed = {key: inbox(town, key, NOW + MONTHS) for key in (town.a_kasse, town.jobcenter)}
    assert listed == {town.a_kasse: [which], town.jobcenter: []}  # until the a-kasse has read it
    read_messages(town.database, person, which, town.a_kasse, NOW)
    assert inbox(town, town.a_kasse, NOW + MONTHS) == []
    assert town.database.read(lambda session: plan.current(session, person)) == ()


def test_what_the_person_does_not_agree_to_is_never_sent(town: Town) -> None:
    person = town.person(in_the_a_kasse())
    which = proposed(town, person)

    assert said(town, person, which, enig=False) == Answered()

    of = one(town, person, which)
    assert (of.status, of.jobcenter, messages(town, of)) == (Status.UENIG, None, [])
    refused = said(town, person, which)
    assert isinstance(refused, NotAnswered)
    assert refused.decision.refusals[0].code == "indstilling_lukket"
    with pytest.raises(IntegrityError, match="sent_when_agreed"):  # nor does the database let it
        town.database.write(lambda session: _send_anyway(session, town, of))


def _send_anyway(session: Session, town: Town, of: IndstillingView) -> None:
    values = {"status": "sendt", "sent_at": NOW, "jobcenter_id": town.jobcenter, "closed_at": None}
    session.execute(update(Indstilling).where(Indstilling.id == of.id).values(**values))


def test_an_answer_on_the_phone_is_noted_by_the_a_kasse_that_wrote_it(town: Town) -> None:
    person = town.person(in_the_a_kasse())
    which, who = proposed(town, person), public_id(town, person)
    with pytest.raises(UnknownIndstilling):
        note_answer(NoteAnswer(town.jobcenter_worker, who, which, True), town.database, NOW)

    command = NoteAnswer(town.a_kasse_worker, who, which, True)
    assert note_answer(command, town.database, NOW) == Answered()
    assert note_answer(command, town.database, NOW) == Answered(repeated=True)
    of = one(town, person, which)
    assert (of.status, of.noted_by) == (Status.SENDT, town.a_kasse_worker)


def test_after_a_kontrolaktion_it_is_sent_at_once_and_once(town: Town) -> None:
    held = replace(
        in_the_a_kasse().samtaler[0], art=f.SamtaleArt.KONTROLSAMTALE, start=NOW - timedelta(days=5), noegle=1
    )
    person = town.person(
        replace(in_the_a_kasse(), kontrol=f.Kontrol(date(2024, 8, 26), False), samtaler=(held,))
    )
    ask = {"art": Art.KONTROLAKTION_TILBUD, "what": Indhold(hvorfor="Efter en kontrolaktion")}
    outcome = recommended(town, person, **ask)
    assert isinstance(outcome, Recommended)

    of = one(town, person, outcome.indstilling)
    assert (of.status, of.frist, of.enig_at) == (Status.SENDT, date(2024, 9, 11), None)
    assert recommended(town, person, **ask) == Recommended(outcome.indstilling, repeated=True)
    own = withdraw_own(WithdrawOwn(person, outcome.indstilling), town.database, NOW)
    assert isinstance(own, Stays)
    no = decided(town, person, outcome.indstilling, ja=False, begrundelse="Nej", bygger_paa=Bygger.EGNE)
    assert isinstance(no, NotDecided)
    assert isinstance(decided(town, person, outcome.indstilling, bygger_paa=Bygger.EGNE), DecisionMade)


def test_after_a_kontrolaktion_the_jobcenter_that_the_person_moves_to_is_asked_anew(town: Town) -> None:
    town.database.write(lambda session: town.organisation(session, "jobcenter", "0147", "Frederiksberg"))
    held = replace(in_the_a_kasse().samtaler[0], art=f.SamtaleArt.KONTROLSAMTALE, start=NOW, noegle=1)
    moves, later = f.Skift(NOW.date() + timedelta(days=2), kommune="0147"), NOW + timedelta(days=3)
    check = {"kontrol": f.Kontrol(NOW.date(), False), "samtaler": (held,)}
    person = town.person(replace(in_the_a_kasse(), skift=(moves,), **check))
    what = Indhold(hvorfor="Efter en kontrolaktion")
    ask = RecommendOffer(town.a_kasse_worker, public_id(town, person), Art.KONTROLAKTION_TILBUD, what)
    first = recommend_offer(ask, town.database, NOW)
    assert isinstance(first, Recommended)

    assert expire(town.database, later) == 1
    second = recommend_offer(ask, town.database, later)

    assert isinstance(second, Recommended)
    assert not second.repeated
    asked = one(town, person, second.indstilling)
    assert asked.jobcenter is not None
    assert (asked.status, asked.jobcenter.code) == (Status.SENDT, "0147")
    assert asked.frist == one(town, person, first.indstilling).frist
    assert recommend_offer(ask, town.database, later) == Recommended(second.indstilling, repeated=True)


def test_it_is_taken_back_by_either_and_the_jobcenter_is_told(town: Town) -> None:
    person = town.person(in_the_a_kasse())
    first, who = sent(town, person), public_id(town, person)
    assert withdraw_own(WithdrawOwn(person, first), town.database, NOW) == Withdrawn()
    assert withdraw_own(WithdrawOwn(person, first), town.database, NOW) == Withdrawn()
    assert messages(town, one(town, person, first))[-1] == ("A-kassen", "trukket", None)

    second = proposed(town, person)
    with pytest.raises(UnknownIndstilling):
        withdraw_written(WithdrawWritten(town.jobcenter_worker, who, second), town.database, NOW)
    mine = WithdrawWritten(town.a_kasse_worker, who, second)
    assert withdraw_written(mine, town.database, NOW) == Withdrawn()
    assert withdraw_written(mine, town.database, NOW) == Withdrawn()
    assert messages(town, one(town, person, second)) == []


def test_the_daily_run_closes_what_the_handover_has_overtaken_and_the_person_is_told(town: Town) -> None:
    person = town.person(in_the_a_kasse())
    waiting, kept = proposed(town, person), town.person(in_the_a_kasse())
    stays = sent(town, kept)

    assert expire(town.database, NOW) == 0
    assert expire(town.database, NOW + MONTHS) == 1  # the day it was to begin has gone by
    assert expire(town.database, NOW + MONTHS) == 0

    assert one(town, person, waiting).status is Status.UDLOEBET
    assert one(town, kept, stays).status is Status.SENDT
    assert topics(town)[-1] == "indstilling.udloebet"


def test_both_letters_that_tell_are_written_in_the_persons_language(town: Town) -> None:
    person = town.person(in_the_a_kasse())
    which = proposed(town, person)
    town.database.write(lambda session: session.execute(update(tables.Person).values(language="en")))

    town.database.write(lambda session: telling.proposed(session, Row(person, which), NOW))
    expire(town.database, NOW + MONTHS)
    town.database.write(lambda session: telling.proposed(session, Row(person, which), NOW))  # no longer asked
    town.database.write(lambda session: telling.expired(session, Row(person, which), NOW))

    told = town.database.read(lambda session: letters.of_person(session, person))
    assert sorted(one.title for one in told) == [
        "A recommendation of an offer no longer applies",
        "Do you agree that we ask the jobcentre for an offer for you?",
    ]


class Row:
    """A row of the outbox, as far as the letters ask."""

    def __init__(self, person: int, which: UUID) -> None:
        self.public_id, self.person_id, self.topic, self.created_at = which, person, "", NOW
        self.payload = {"indstilling": str(which), "kode": "tilbud_begyndt"}


def test_what_was_written_stays_and_strangers_find_nothing(town: Town) -> None:
    person = town.person(in_the_a_kasse())
    which = sent(town, person)
    of = one(town, person, which)
    for statement in (
        update(Indstilling).where(Indstilling.id == of.id).values(hvad="Noget andet"),
        update(DialogBesked).values(tekst="Noget andet"),
    ):
        with pytest.raises(IntegrityError):
            town.database.write(lambda session, asked=statement: session.execute(asked))
    other = town.database.write(lambda session: town.organisation(session, "jobcenter", "0147", "Andet"))
    stranger = town.worker_with_role("caseworker", other)
    with pytest.raises(NotSeen):
        decided(town, person, which, worker=stranger)
    with pytest.raises(UnknownIndstilling):
        said(town, town.person(in_the_a_kasse()), which)
