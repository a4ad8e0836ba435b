"""A meeting missed with the jobcenter: the a-kasse is told, the member with it; then the result is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from portal.actions.casework import NotSeen
from portal.actions.close_notice import Closed, CloseNotice, NotClosed, close_notice
from portal.actions.write_in_notice import NotWritten, WriteInNotice, Written, write_in_notice
from portal.delivery import authority
from portal.policy.facts import Samtaleform, Skift
from portal.policy.underretning import Besked, Resultat
from portal.store import letters, underretninger
from portal.store.database import Session
from portal.store.tables_case import Audit, Outbox
from portal.store.underretninger import BeskedView, UnderretningView
from portal.wording.letters.letter import Letter, from_body
from tests.actions.courses import in_the_a_kasse, with_the_jobcenter
from tests.actions.meetings import HELD, LATER, MISSED, contact, correct, register
from tests.actions.test_revoke_selvbooking import public_id
from tests.delivery.outbox import drain
from tests.store.town import TEN, Town

SOON = LATER + timedelta(minutes=1)
NEXT_DAY = LATER + timedelta(days=1)
BY_PHONE = replace(MISSED, form=Samtaleform.TELEFON)


@pytest.fixture
def database_kind() -> str:
    """On both: `test_notices_kept.py`."""
    return "sqlite"


def delivered(town: Town, now: datetime = SOON) -> None:
    turned = drain(town.database, {"authority": authority.channel()}, now)
    assert (turned.retried, turned.given_up) == (0, 0)


def letters_of(town: Town, person: int) -> list[Letter]:
    """The first one first."""

    def read(session: Session) -> list[Letter]:
        found = []
        for view in reversed(letters.of_person(session, person)):
            full = letters.get_own(session, person, view.public_id)
            assert full is not None
            found.append(from_body(view.kind, view.version, view.title, full.body, view.language))
        return found

    return town.database.read(read)


def text(letter: Letter) -> str:
    return "\n".join(block.text for block in letter.blocks)


def seen_by(town: Town, person: int, organisation: int) -> list[UnderretningView]:
    return list(town.database.read(lambda s: underretninger.of_person(s, person, organisation)))


def said(town: Town, notice: UnderretningView) -> list[BeskedView]:
    return list(town.database.read(lambda s: underretninger.said(s, notice.id)))


def missed(town: Town, **more: Any) -> tuple[int, Any]:
    person = town.person(with_the_jobcenter(), **more)
    booking = town.book(person, town.jobcenter_slot())
    register(town, person, booking, MISSED, worker=town.jobcenter_worker)
    return person, booking


def close(
    town: Town,
    person: int,
    notice: UnderretningView,
    resultat: Resultat,
    forklaring: str | None = None,
    **k: Any,
) -> Closed | NotClosed:
    worker, now = k.get("worker", town.a_kasse_worker), k.get("now", NEXT_DAY)
    command = CloseNotice(worker, public_id(town, person), notice.public_id, resultat, forklaring)
    return close_notice(command, town.database, now)


def write(town: Town, person: int, notice: UnderretningView, worker: int, tekst: str) -> Written | NotWritten:
    command = WriteInNotice(worker, public_id(town, person), notice.public_id, tekst)
    return write_in_notice(command, town.database, NEXT_DAY)


def test_the_a_kasse_is_told_and_the_member_reads_the_same_in_the_same_moment(town: Town) -> None:
    person, _ = missed(town)
    assert seen_by(town, person, town.jobcenter) == []

    # What stays inside is done; nothing has left the house: the member is told, the a-kasse not yet.
    drain(town.database, {}, SOON)
    (letter,) = letters_of(town, person)
    assert seen_by(town, person, town.a_kasse) == []
    delivered(town)

    (notice,) = seen_by(town, person, town.a_kasse)
    assert (notice.dag, notice.form, notice.told_at) == (TEN.date(), Samtaleform.FREMMOEDE, SOON)
    assert [(one.art, one.received_at) for one in said(town, notice)] == [(Besked.UNDERRETNING, SOON)]
    assert (letter.kind, letter.sender.name) == ("underretning", "Jobcenter København")
    for words in (
        "din a-kasse, A-kassen",
        "Hvem: Kim Jensen",
        "udeblivelse fra en jobsamtale",
        "tirsdag den 10. september 2024 kl. 10.00",
        "Form: personligt fremmøde",
        "Kontakt os hurtigst muligt",
    ):
        assert words in text(letter)
    assert "skyldes dig" not in text(letter)
    rows = town.database.read(lambda s: s.scalars(select(Outbox)).all())
    assert not [row.payload for row in rows if "Kim" in str(row.payload)]


def test_what_is_told_later_reaches_the_a_kasse_and_not_the_member(town: Town) -> None:
    person, booking = missed(town, language="en")
    delivered(town)
    correct(town, person, booking, BY_PHONE, "Telefon.", worker=town.jobcenter_worker)
    delivered(town, NEXT_DAY)
    correct(
        town, person, booking, replace(BY_PHONE, aftaler="Ny aftale"), "Mere.", worker=town.jobcenter_worker
    )
    contact(town, person, booking, TEN.date(), worker=town.jobcenter_worker)
    delivered(town, NEXT_DAY + timedelta(days=2))

    (notice,) = seen_by(town, person, town.a_kasse)
    told = [(one.art, one.dag) for one in said(town, notice)]
    assert told == [
        (Besked.UNDERRETNING, None),
        (Besked.RETTELSE, None),
        (Besked.HENVENDELSE, TEN.date()),
    ]
    assert notice.form is Samtaleform.TELEFON
    (letter,) = letters_of(town, person)
    assert (letter.language, "absence from a job meeting" in text(letter)) == ("en", True)


def test_a_mistake_is_taken_back_and_a_new_absence_is_a_first_one_again(town: Town) -> None:
    person, booking = missed(town)
    delivered(town)
    correct(town, person, booking, HELD, "Personen var der.", worker=town.jobcenter_worker)
    delivered(town, NEXT_DAY)

    (notice,) = seen_by(town, person, town.a_kasse)
    assert (notice.withdrawn_at, notice.tilstand.trukket) == (NEXT_DAY, True)
    refused = close(town, person, notice, Resultat.SANKTION)
    assert isinstance(refused, NotClosed)
    assert [one.code for one in refused.decision.refusals] == ["underretning_trukket"]

    again = LATER + timedelta(hours=2)
    correct(town, person, booking, MISSED, "Det var en anden.", worker=town.jobcenter_worker, now=again)
    delivered(town, NEXT_DAY)
    assert len(seen_by(town, person, town.a_kasse)) == len(letters_of(town, person)) == 2


def test_what_was_corrected_before_anybody_was_told_is_not_told(town: Town) -> None:
    person, booking = missed(town)
    correct(town, person, booking, HELD, "Personen var der.", worker=town.jobcenter_worker)
    elsewhere = town.person(in_the_a_kasse())
    register(town, elsewhere, town.book(elsewhere, town.slot()), MISSED)

    delivered(town, NEXT_DAY)

    assert seen_by(town, person, town.jobcenter) == seen_by(town, elsewhere, town.a_kasse) == []
    assert letters_of(town, person) == letters_of(town, elsewhere) == []


def test_the_two_ask_and_answer_and_neither_says_what_is_the_others(town: Town) -> None:
    person, _ = missed(town)
    delivered(town)
    (notice,) = seen_by(town, person, town.a_kasse)

    too_early = write(town, person, notice, town.jobcenter_worker, "Intet spurgt.")
    assert isinstance(too_early, NotWritten)
    assert isinstance(write(town, person, notice, town.a_kasse_worker, " "), NotWritten)
    assert write(town, person, notice, town.a_kasse_worker, "Ringede I?") == Written()
    assert write(town, person, notice, town.a_kasse_worker, "Ringede I?") == Written(repeated=True)
    assert seen_by(town, person, town.jobcenter)[0].spurgt_at == NEXT_DAY
    assert write(town, person, notice, town.jobcenter_worker, "Ja, to gange.") == Written()

    (answered,) = seen_by(town, person, town.a_kasse)
    assert answered.spurgt_at is None
    assert [one.art for one in said(town, notice)][1:] == [Besked.SPOERGSMAAL, Besked.OPLYSNING]
    assert len(letters_of(town, person)) == 1
    refused = close(town, person, notice, Resultat.SANKTION, worker=town.jobcenter_worker)
    assert isinstance(refused, NotClosed)
    assert [one.code for one in refused.decision.refusals] == ["kun_a_kasse"]


def test_nobody_else_sees_it_and_who_had_it_still_answers_when_the_member_has_gone(town: Town) -> None:
    tomorrow = NEXT_DAY.date()
    other = town.database.write(lambda s: town.organisation(s, "a_kasse", "AK2", "Den anden a-kasse"))
    person = town.person(replace(with_the_jobcenter(), skift=(Skift(tomorrow, a_kasse="AK2"),)))
    booking = town.book(person, town.jobcenter_slot())
    register(town, person, booking, MISSED, worker=town.jobcenter_worker)
    delivered(town)
    (notice,) = seen_by(town, person, town.a_kasse)
    stranger, supervision = (
        town.worker_with_role("administrator", other),
        town.worker_with_role("supervision"),
    )

    for worker in (stranger, supervision):
        with pytest.raises(NotSeen):
            close(town, person, notice, Resultat.IRRELEVANT, worker=worker)
    with pytest.raises(NotSeen):
        close(town, town.person(with_the_jobcenter()), notice, Resultat.IRRELEVANT)
    tried = town.database.read(lambda s: s.scalars(select(Audit.outcome).order_by(Audit.id)).all())
    assert tried[-3:] == ["refused"] * 3
    assert isinstance(close(town, person, notice, Resultat.IRRELEVANT), Closed)
    assert "ingen betydning for dine dagpenge" in text(letters_of(town, person)[-1])
