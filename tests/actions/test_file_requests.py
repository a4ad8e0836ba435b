"""Requests to see a file: kept once, answered in part, complained of, and the case waits meanwhile."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError

from portal.actions import udsaettelse
from portal.actions.letter_arrived import letter_arrived
from portal.actions.sager import file_complaint
from portal.actions.sager.answer_file_request import AnswerFileRequest, answer_file_request
from portal.actions.sager.ask_to_see_file import AskToSeeFile, ask_to_see_file
from portal.actions.sager.file_complaint import ComplainOfAnswer, FileComplaint, complain_of_answer
from portal.actions.sager.note_file_request import Noted, NoteFileRequest, note_file_request
from portal.actions.sager.own_case import Done, NotDone, UnknownCase
from portal.actions.sager.step import NotTaken, Taken
from portal.policy.aktindsigt import Hensyn, Svar, Undtaget
from portal.policy.aktindsigt_klage import Resultat, Skridt
from portal.policy.facts import Aktoer
from portal.policy.sagsgang import Udfald
from portal.store import aktindsigt_skridt, aktindsigter
from portal.store.aktindsigt_skridt import Whole
from portal.store.tables_aktindsigt import AktindsigtSkridt, AktindsigtUndtaget
from portal.store.tables_case import Letter
from tests.actions.cases import case_of, hear, of, revoke, someone
from tests.store.town import NOW, Town

DAY = timedelta(days=1)
HELD = Undtaget("forloeb", "Sagens forløb", Hensyn.FVL_15B_5, "Det røber andre.", ("a", "b"))


def asked(town: Town, person: int) -> UUID:
    sag = case_of(town, person).view.public_id
    return ask_to_see_file(AskToSeeFile(person, sag), town.database, NOW).anmodning


def answer(town: Town, person: int, anmodning: UUID, svar: Svar, **more: Any) -> Taken | NotTaken:
    command = AnswerFileRequest(of(town, person), anmodning, svar, overvejet=True, papirer=3, **more)
    return answer_file_request(command, town.database, NOW)


def step(town: Town, person: int, anmodning: UUID, skridt: Skridt, **more: Any) -> Taken | NotTaken:
    command = FileComplaint(of(town, person), anmodning, skridt, NOW.date(), **more)
    return file_complaint.take(command, town.database, NOW)


def latest(town: Town, person: int) -> Whole:
    sag = case_of(town, person).view.public_id
    return town.database.read(lambda session: aktindsigt_skridt.of_case(session, sag))[0]


def waits(town: Town, person: int) -> list[bool]:
    sag = case_of(town, person)
    found = town.database.read(lambda session: udsaettelse.of(session, sag))
    return [one.venter for one in found.anmodninger]


def test_an_answer_in_part_is_kept_for_good_with_what_it_holds_back(town: Town) -> None:
    person = someone(town)
    hear(town, person)
    anmodning = asked(town, person)
    assert waits(town, person) == [True]
    first = answer(town, person, anmodning, Svar.DELVIS, undtaget=(HELD,))
    assert isinstance(first, Taken)
    again = answer(town, person, anmodning, Svar.DELVIS, undtaget=(HELD,))
    assert again == Taken(first.letter, repeated=True)
    assert isinstance(answer(town, person, anmodning, Svar.JA), NotTaken)

    kept = latest(town, person)
    assert (kept.view.svar, kept.view.granted, kept.view.naeste, kept.undtaget) == (
        Svar.DELVIS,
        True,
        None,
        (HELD,),
    )
    assert waits(town, person) == [False]
    for change in (
        update(AktindsigtSkridt).values(svar="ja"),
        delete(AktindsigtSkridt),
        update(AktindsigtUndtaget).values(navn="Andet"),
        delete(AktindsigtUndtaget),
    ):
        with pytest.raises(IntegrityError):
            town.database.write(lambda session, change=change: session.execute(change))


def test_a_complaint_is_dealt_with_step_by_step_and_each_is_kept_once(town: Town) -> None:
    person = someone(town)
    hear(town, person)
    sag, anmodning = case_of(town, person).view.public_id, asked(town, person)
    complaint = ComplainOfAnswer(person, sag, anmodning, "Uenig")
    assert isinstance(complain_of_answer(complaint, town.database, NOW), NotDone)
    with pytest.raises(UnknownCase):
        complain_of_answer(ComplainOfAnswer(person, sag, sag), town.database, NOW)
    answer(town, person, anmodning, Svar.NEJ, ord="Det røber andre.", hensyn=Hensyn.FVL_15B_5)
    received = complain_of_answer(complaint, town.database, NOW)
    assert isinstance(received, Done)
    assert complain_of_answer(complaint, town.database, NOW) == Done(received.letter, repeated=True)
    assert waits(town, person) == [True]

    part = {"resultat": Resultat.DELVIST, "undtaget": (HELD,), "papirer": 3}
    assert isinstance(step(town, person, anmodning, Skridt.SENDT), NotTaken)
    assert isinstance(step(town, person, anmodning, Skridt.GENVURDERET, **part), Taken)
    assert step(town, person, anmodning, Skridt.GENVURDERET, **part).repeated  # type: ignore[union-attr]
    assert (latest(town, person).view.naeste, latest(town, person).undtaget) == (Skridt.SENDT, (HELD,))
    assert isinstance(step(town, person, anmodning, Skridt.SENDT), Taken)
    assert waits(town, person) == [True]  # what Ankestyrelsen says is waited for as well
    assert latest(town, person).view.naeste is None
    assert isinstance(step(town, person, anmodning, Skridt.UDFALD, udfald=Udfald.AENDRET), Taken)
    assert latest(town, person).view.naeste is Skridt.SVARET
    later = (NOW + 5 * DAY).date()
    assert isinstance(answer(town, person, anmodning, Svar.SENERE, dag=later, ord="Mange"), NotTaken)
    later = (NOW + 20 * DAY).date()
    assert isinstance(answer(town, person, anmodning, Svar.SENERE, dag=later, ord="Mange"), Taken)
    assert latest(town, person).view.frist_naeste == later
    assert isinstance(answer(town, person, anmodning, Svar.JA), Taken)
    assert (latest(town, person).view.svar, latest(town, person).undtaget) == (Svar.JA, ())
    assert waits(town, person) == [False]
    steps = [one.trin.value for one in latest(town, person).skridt]
    assert steps == ["svaret", "klaget", "genvurderet", "sendt", "udfald", "udsat", "svaret"]
    kinds = town.database.read(lambda session: session.scalars(select(Letter.kind)).all())
    assert kinds.count("aktindsigt_klage") == 4
    assert kinds.count("aktindsigt") == 3


def test_the_time_to_complain_of_an_answer_counts_from_the_day_it_arrived(town: Town) -> None:
    person = someone(town)
    hear(town, person)
    refused = answer(
        town, person, asked(town, person), Svar.NEJ, ord="Det røber andre.", hensyn=Hensyn.FVL_15B_5
    )
    assert isinstance(refused, Taken)
    assert latest(town, person).gang(Aktoer.JOBCENTER).klage_senest == date(2024, 9, 30)
    sent = refused.letter
    assert sent is not None
    town.database.write(lambda session: letter_arrived(session, sent, NOW + 2 * DAY))
    assert latest(town, person).gang(Aktoer.JOBCENTER).klage_senest == date(2024, 10, 2)


def test_what_was_asked_by_telephone_is_noted_once_and_listed_by_its_day(town: Town) -> None:
    person = someone(town)
    hear(town, person)
    command = NoteFileRequest(of(town, person), date(2024, 8, 26), "telefon", "Alt")
    noted = note_file_request(command, town.database, NOW)
    assert isinstance(noted, Noted)
    assert noted.senest == date(2024, 9, 4)
    assert note_file_request(command, town.database, NOW) == noted
    other = NoteFileRequest(of(town, person), date(2024, 8, 27), "papir")
    assert isinstance(note_file_request(other, town.database, NOW), NotTaken)
    (listed,) = town.database.read(lambda session: aktindsigter.waiting(session, town.jobcenter))
    assert (listed.public_id, listed.dag, listed.frist_naeste) == (
        noted.anmodning,
        date(2024, 8, 26),
        noted.senest,
    )
    assert listed.noted_by is not None


def test_the_time_to_complain_of_the_decision_goes_on_from_the_answer(town: Town) -> None:
    person = someone(town)
    hear(town, person)
    revoke(town, person)
    sag = case_of(town, person)
    assert sag.view.klage_senest == date(2024, 9, 30)
    wish = AskToSeeFile(person, sag.view.public_id, frist_oenskes=True)
    anmodning = ask_to_see_file(wish, town.database, NOW).anmodning
    late = NOW + 40 * DAY
    command = AnswerFileRequest(of(town, person), anmodning, Svar.JA, afbryd=True)
    assert isinstance(answer_file_request(command, town.database, late), Taken)

    assert case_of(town, person).view.klage_senest == date(2024, 11, 11)  # after 28 days, a Saturday
    (given,) = latest(town, person).skridt
    assert (given.afbrudt, given.klagefrist) == (True, date(2024, 11, 11))
