"""Every law case, written into the database and read back, is the same case and gets the same Decision.

The pages load a person's facts from the store; the law cases are read from files. Both are the same facts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.orm import Session

from portal.policy import case_questions
from portal.policy.case_facts import read_facts
from portal.policy.case_reader import Mapping, load, moment
from portal.policy.facts import Aktoer, Facts, Regler, Skift
from portal.policy.law import Decision
from portal.store import course, facts
from portal.store.cpr import Cpr
from portal.store.database import Database
from portal.store.facts import PersonFacts
from portal.store.tables import Organisation
from tests.policy import case_files
from tests.store.town import VAULT, add


@dataclass(frozen=True)
class Case:
    """A case file: the facts, the moment, and the question as it was written."""

    facts: Facts
    nu: datetime
    question: str
    asked: dict[str, Any]

    def ask(self, facts: Facts) -> Any:
        """The policy's whole answer: the Decision itself where the question is answered by one."""
        asked = Mapping(dict(self.asked), "spoerg")
        return case_questions.OF_A_PERSON[self.question](asked, facts, self.nu).svar


def _read(path: Path) -> Case:
    case = Mapping(load(path), "")
    spoerg = case.take("spoerg", lambda value, _key: value)
    ((question, asked),) = spoerg.items()
    return Case(read_facts(case), case.take("nu", moment), question, asked)


FILES = [path for path in case_files.FILES if "tilsyn:" not in path.read_text()]
"""All but the question that is about nobody."""


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def shared(request: pytest.FixtureRequest, databases: Any) -> Iterator[Database]:
    """One database for all cases: each takes back what it wrote."""
    url = databases.create(request.param, migrated=True)
    database = Database(url, lock_timeout_ms=5000)
    yield database
    database.close()
    databases.drop(url)


@pytest.fixture(autouse=True)
def questions_as_the_pages_ask_them(monkeypatch: pytest.MonkeyPatch) -> None:
    """A Decision stays whole, and a meeting is named by the key it has in the facts."""
    monkeypatch.setattr(case_questions, "outcome", lambda decision: decision)
    monkeypatch.setattr(case_questions, "_meeting", _key_of_meeting)


def _key_of_meeting(asked: Mapping, known: Facts) -> int:
    index = asked.take("samtale", lambda value, _key: value)
    return known.samtaler[index].noegle


def _organisations(session: Session, known: Facts) -> dict[tuple[Aktoer, str], int]:
    """The case's a-kasser and kommuner, with the limits that the case gives them."""
    codes = {(Aktoer.A_KASSE, known.person.a_kasse), (Aktoer.JOBCENTER, known.person.kommune)}
    codes |= {(Aktoer.A_KASSE, skift.a_kasse) for skift in known.skift if skift.a_kasse}
    codes |= {(Aktoer.JOBCENTER, skift.kommune) for skift in known.skift if skift.kommune}
    return {
        (holder, code): _organisation(session, holder, code, known.regler(holder)) for holder, code in codes
    }


def _organisation(session: Session, holder: Aktoer, code: str, regler: Regler) -> int:
    return add(
        session,
        Organisation(
            holder=holder.value,
            code=code,
            name=code,
            video_hosts=[],
            mindst_dage_mellem=regler.mindst_dage_mellem,
            hoejst_planlagte=regler.hoejst_planlagte,
            ombookning_senest_timer=regler.ombookning_senest_timer,
            faelles=regler.faelles.value,
        ),
    )


def _through(database: Database, case: Case) -> PersonFacts:
    def work(session: Session) -> PersonFacts:
        person_id = course.store_facts(
            session,
            case.facts,
            name="Kim Jensen",
            cpr=_cpr(case.facts.person.foedselsdato),
            vault=VAULT,
            organisations=_organisations(session, case.facts),
            now=case.nu,
        )
        found = facts.load(session, person_id, case.nu)
        session.rollback()
        return found

    return database.write(work)


def _cpr(born: date) -> Cpr:
    return Cpr(f"{born:%d%m%y}{'0' if born.year < 2000 else '4'}001")


def _by_index(found: Facts) -> Facts:
    """The same facts with meetings named as a case names them, by their place in the list, and decisions not
    named at all.
    """
    index = {samtale.noegle: number for number, samtale in enumerate(found.samtaler)}
    return replace(
        found,
        samtaler=tuple(replace(samtale, noegle=index[samtale.noegle]) for samtale in found.samtaler),
        beslutninger=tuple(
            replace(
                beslutning,
                samtale=None if beslutning.samtale is None else index[beslutning.samtale],
                noegle=None,
                organisation=None,
            )
            for beslutning in found.beslutninger
        ),
    )


def _in_order(known: Facts) -> Facts:
    """Changes of a-kasse and kommune in the order of their days, one change a day."""
    days: dict[date, Skift] = {}
    for skift in sorted(known.skift, key=lambda skift: skift.dato):
        before = days.get(skift.dato, Skift(skift.dato))
        days[skift.dato] = Skift(skift.dato, skift.a_kasse or before.a_kasse, skift.kommune or before.kommune)
    return replace(known, skift=tuple(days.values()))


@pytest.mark.parametrize("path", FILES, ids=case_files.name_of)
def test_a_case_gets_the_same_decision_through_the_store(shared: Database, path: Path) -> None:
    case = _read(path)

    found = _through(shared, case)

    assert _by_index(found.facts) == _in_order(case.facts)
    answer = case.ask(case.facts)
    assert case.ask(found.facts) == answer
    if isinstance(answer, Decision):
        assert Decision.from_json(answer.as_json()).as_json() == answer.as_json()


def test_the_cases_are_there() -> None:
    assert len(FILES) > 100
    assert {_read(path).question for path in FILES} >= {
        "ansvar",
        "former",
        "book",
        "ombook",
        "uddannelsespaalaeg",
    }
