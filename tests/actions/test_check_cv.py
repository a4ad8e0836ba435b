"""Looking at a CV: kept with its history, told to the person, and off the list once it is good enough."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from portal.actions.casework import NotSeen
from portal.actions.check_cv import CheckCv, Checked, NotChecked, check_cv
from portal.actions.refresh_overview import refresh
from portal.store import cv, letters, people
from portal.store.tables_case import Audit, Outbox
from portal.store.tables_overview import Overview
from portal.store.tables_people import CvTjek, Rettelse
from tests.actions.courses import new_in_the_a_kasse, with_the_jobcenter
from tests.store.town import NOW, Town

TODAY = NOW.date()
REGISTERED = TODAY - timedelta(days=5)
MISSING = "Skriv dit arbejde fra 2019 til 2022."


def look(town: Town, person: int, *, by: int | None = None, **said: object) -> Checked | NotChecked:
    found = town.database.read(lambda s: people.by_id(s, person))
    assert found is not None
    values = {"dato": TODAY, "fyldestgoerende": True} | said
    return check_cv(CheckCv(by or town.a_kasse_worker, found.public_id, **values), town.database, NOW)


def due(town: Town, person: int) -> date | None:
    refresh(town.database, NOW)
    return town.database.read(lambda s: s.get_one(Overview, person).cv_senest)


def test_what_is_missing_is_told_in_a_letter_and_is_due_until_the_cv_is_good(town: Town) -> None:
    person = town.person(new_in_the_a_kasse(REGISTERED))
    assert due(town, person) == REGISTERED + timedelta(days=14)

    first = look(town, person, fyldestgoerende=False, mangler=MISSING)
    again = look(town, person, fyldestgoerende=False, mangler=MISSING)

    assert isinstance(first, Checked)
    assert isinstance(again, Checked)
    assert again.repeated
    (letter,) = town.database.read(lambda s: letters.of_person(s, person))
    assert (letter.public_id, letter.kind) == (first.letter, "cv_mangler")
    assert due(town, person) == REGISTERED + timedelta(days=14)

    good = look(town, person)

    assert isinstance(good, Checked)
    assert good.letter is None
    assert due(town, person) is None
    (row,) = town.database.read(lambda s: cv.of_person(s, person))
    assert (row.dato, row.fyldestgoerende, row.mangler, row.by) == (TODAY, True, None, "Anna")
    kept = town.database.read(lambda s: s.scalars(select(Rettelse).order_by(Rettelse.id)).all())
    assert [one.efter["fyldestgoerende"] for one in kept] == [False, True]
    assert kept[1].foer["mangler"] == MISSING
    asked = select(func.count()).where(Audit.action == "check_cv", Audit.person_id == person)
    assert town.database.read(lambda s: s.scalar(asked)) == 2
    sent = town.database.read(lambda s: s.scalars(select(Outbox).where(Outbox.topic == "cv.checked")).all())
    assert [one.payload["fyldestgoerende"] for one in sent] == [False, True]


def test_nothing_is_written_that_says_not_what_is_missing_or_is_anothers_to_say(town: Town) -> None:
    person = town.person(new_in_the_a_kasse(REGISTERED))

    refused = look(town, person, fyldestgoerende=False)

    assert isinstance(refused, NotChecked)
    assert [finding.code for finding in refused.decision.refusals] == ["cv_mangler_ikke_sagt"]
    with pytest.raises(NotSeen):
        look(town, person, by=town.jobcenter_worker)
    with pytest.raises(NotSeen):
        look(town, town.person(with_the_jobcenter()))
    assert town.count(CvTjek) == 0
