"""A file of people comes in whole, or nothing of it does; and what it would change is told before."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from unittest.mock import Mock
from uuid import UUID

import pytest
from sqlalchemy import select

from portal.actions import import_people, save_import
from portal.actions.correct_course import CorrectCourse, correct_course
from portal.actions.course_in import planned
from portal.actions.import_people import Started
from portal.actions.save_import import Changed
from portal.policy.facts import Indplacering, Tilmelding, Timer
from portal.policy.oplysninger import Oplysning
from portal.store import corrections, import_progress, imports, people_in, tables
from portal.store.database import Database, Session
from portal.store.imports import SILENT_FOR, RunView
from portal.store.tables_case import Audit, Outbox
from portal.store.tables_people import ImportChange, ImportRun, Rettelse
from tests.actions.courses import in_the_a_kasse
from tests.actions.importing import (
    HEAD,
    IDA,
    KIM,
    NEW,
    bring_in,
    key_of,
    known_of,
    looked,
    problems,
    run_of,
    start,
)
from tests.store.town import NOW, VAULT, Town


def public_id(town: Town, person: int) -> UUID:
    row = tables.Person
    return town.database.read(
        lambda session: session.execute(select(row.public_id).where(row.id == person)).scalar_one()
    )


def answers_of(town: Town, person: int) -> list[list[dict[str, Any]] | None]:
    """The answers that each correction of the person changed, as history keeps them."""
    found = town.database.read(lambda session: corrections.of_person(session, person))
    return [one.svar for one in found]


def test_new_people_come_in_with_their_courses(town: Town) -> None:
    run = bring_in(town, NEW)

    known = known_of(town, KIM)
    assert known.person.name == "Kim Ny"
    assert known.facts.person.foedselsdato == date(1990, 2, 2)
    assert known.facts.tilmeldinger == (Tilmelding(date(2024, 8, 5)),)
    assert known.facts.indplaceringer == (Indplacering(date(2024, 8, 5)),)
    assert known.facts.forbrug == (Timer(date(2024, 8, 1), Decimal("150.50"), date(2024, 8, 31)),)
    assert (known.a_kasse and known.a_kasse.code, known.jobcenter and known.jobcenter.code) == ("AK1", "0101")
    assert (run.state, run.people_done, run.people_new, run.people_changed) == ("gemt", 1, 1, 0)
    assert town.count(Rettelse) == 0


def test_the_same_file_again_changes_nothing_and_says_so(town: Town) -> None:
    bring_in(town, NEW)

    run, people = looked(town, NEW)

    assert (run.people_all, run.people_new, run.people_changed) == (1, 0, 0)
    assert people == []


def test_the_preview_tells_what_changes_and_which_answers(town: Town) -> None:
    bring_in(town, NEW)

    run, (person,) = looked(town, f"{HEAD}\n{KIM};forbrug;;;;;;;2024-08;420;31-08-2024\n{KIM};navn;Kim Nyt\n")

    assert person["name"] == "Kim Ny"
    assert [one["felt"] for one in person["changes"]] == ["forbrug", "navn"]
    assert person["changes"][0]["foer"]["timer"] == "150.50"
    answers = {one["svar"]: (one["foer"], one["efter"]) for one in person["told"]}
    assert answers["ansvarlig"] == ({"aktoer": "a_kasse"}, {"aktoer": "jobcenter"})
    assert answers["slutdato"] == ({"dag": None}, {"dag": "2024-08-31"})
    assert (run.people_changed, run.people_affected) == (1, 1)


def test_what_is_corrected_keeps_its_history_and_is_logged(town: Town) -> None:
    bring_in(town, NEW)

    run = bring_in(town, f"{HEAD}\n{KIM};forbrug;;;;;;;2024-08;160,33;31-08-2024\n")

    person = key_of(town, KIM)
    assert person is not None
    (one,) = town.database.read(lambda s: corrections.of_person(s, person))
    assert one.foer is not None
    assert one.efter is not None
    assert (one.foer["timer"], one.efter["timer"]) == ("150.50", "160.33")
    assert one.import_run_id == run.id
    assert one.caseworker is not None
    logged = town.database.read(
        lambda s: s.execute(select(Audit.action).where(Audit.person_id == person)).scalars().all()
    )
    assert list(logged) == ["import_people", "see_import", "import_people"]


def test_a_file_keeps_which_answers_it_changed_for_everybody_as_a_correction_by_form_does(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(planned, "_AT_ONCE", 2)
    by_form, books, *others, renamed = (town.person(in_the_a_kasse()) for _ in range(6))
    hours = {"maaned": date(2024, 8, 1), "timer": Decimal("420.00"), "registreret": date(2024, 8, 31)}
    for_one = CorrectCourse(
        town.a_kasse_worker, public_id(town, by_form), Oplysning.FORBRUG, None, None, hours, ""
    )
    file = [f"{town.cpr(renamed)};navn;Ida"]
    for person in (books, *others):
        file += [f"{town.cpr(person)};forbrug;;;;;;;2024-08;420;31-08-2024", f"{town.cpr(person)};navn;Kim"]

    run, people = looked(town, "\n".join([HEAD, *file]))
    assert (run.people_done, run.people_changed, run.people_affected) == (5, 5, 4)
    assert [bool(one["told"]) for one in people] == [True, True, True, True, False]
    correct_course(for_one, town.database, NOW)
    # After the preview one of them books: for them, and for nobody else, it is asked anew.
    town.book(books, town.slot())
    assert import_people.confirm(run, town.database, NOW)
    told: list[int] = []
    monkeypatch.setattr(import_progress, "tell", lambda _database, _run, done, _at: told.append(done))
    asked = Mock(wraps=save_import.answers)
    monkeypatch.setattr(save_import, "answers", asked)
    save_import.save(run, town.database, VAULT, lambda: NOW)

    assert told == [2, 4, 5]
    assert [call.args[0].person_id for call in asked.call_args_list] == [books]
    (expected,) = answers_of(town, by_form)
    assert {"ansvarlig", "slutdato"} <= {one["svar"] for one in expected}
    for person in others:
        assert answers_of(town, person) == [expected, expected]
    for found in answers_of(town, books):
        assert [one for one in found if one["svar"] not in ("samtale", "booking")] == [
            one for one in expected if one["svar"] != "booking"
        ]
        assert "samtale" in {one["svar"] for one in found}
    assert answers_of(town, renamed) == [[]]
    assert town.count(ImportChange) == 0


def test_while_it_is_saved_others_see_how_far_it_is_and_one_whose_process_is_gone_is_over(town: Town) -> None:
    run, _people = looked(town, NEW)
    assert import_people.confirm(run, town.database, NOW)
    elsewhere = Database(str(town.database.engine.url.render_as_string(hide_password=False)), 500)

    def watched(now: datetime = NOW) -> RunView:
        found = import_people.watched(elsewhere, town.a_kasse, run.public_id, now)
        assert found is not None
        return found

    def work(session: Session) -> None:
        town.add_slot(session, NOW)
        later = NOW + timedelta(minutes=2)
        import_progress.tell(town.database, run.id, 1, later)
        assert (watched(later).people_done, watched(later + SILENT_FOR).state) == (1, "gemmes")
        session.rollback()

    assert watched().people_done == 0
    town.database.write(work)
    over = watched(NOW + timedelta(minutes=2, seconds=1) + SILENT_FOR)
    elsewhere.close()
    assert (over.state, over.failed, key_of(town, KIM)) == ("fejlet", "afbrudt", None)
    assert bring_in(town, NEW).state == "gemt"


def test_every_mistake_is_named_by_its_line_and_column_and_nothing_is_kept(town: Town) -> None:
    wrong = f"""{HEAD}
{KIM};navn;Kim Ny
{KIM};forbrug;;;;;;;2024-13;150,555;31-08-2024
12;navn;X
{KIM};hund;ja
{KIM};tilmelding;;;2024-08-05;2024-08-01;arbejde
"""

    assert problems(start(town, wrong)) == [
        ("maaned", 3, 9),
        ("timer", 3, 10),
        ("cpr", 4, 1),
        ("ukendt_felt", 5, 2),
        ("til_foer_fra", 6, 6),
    ]
    assert town.count(ImportRun) == 0


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (f"{IDA};loentilskud;;;;;;;2024-08;20", "kun_jobcenter"),
        (f"{IDA};kommune;;0999", "ukendt_organisation"),
        (f"{IDA};forbrug;;;;;;;2024-08;20;2024-09-03", "i_fremtiden"),
        (f"{IDA};tilmelding;;;2024-09-01", "overlapper"),
        (f"{IDA};visiteret;;;;;;2024-09-02", "ikke_maalgruppe"),
        (f"{IDA};a_kasse;;AK1;2024-09-03", "i_fremtiden"),
    ],
)
def test_what_law_or_calendar_forbids_is_refused_where_it_stands(town: Town, line: str, code: str) -> None:
    file = f"{HEAD}\n{IDA};navn;Ida\n{IDA};a_kasse;;AK1\n{IDA};tilmelding;;;2024-08-05\n{line}\n"

    found = problems(start(town, file))

    assert found == [(code, 5, 2)]


def test_of_a_young_member_what_a_visitation_hangs_on_has_to_be_said(town: Town) -> None:
    young = "0202024033"
    file = f"{HEAD}\n{young};navn;Ung Person\n{young};a_kasse;;AK1\n"

    assert problems(start(town, file)) == [("mangler_kriterium", 2, 1)] * 2
    bring_in(town, f"{file}{young};uddannelse;nej\n{young};forsoergerpligt;nej\n")
    assert not known_of(town, young).facts.person.erhvervskompetencegivende_uddannelse


def test_nobody_is_brought_in_by_an_organisation_they_do_not_belong_to(town: Town) -> None:
    stranger = f"{HEAD}\n{KIM};navn;Kim\n{KIM};a_kasse;;AK2\n"
    town.database.write(lambda s: town.organisation(s, "a_kasse", "AK2", "En anden"))

    assert problems(start(town, stranger)) == [("ikke_egen", 2, 1)]
    assert problems(start(town, f"{HEAD}\n{KIM};navn;Kim\n")) == [("ikke_egen", 2, 1)]


def test_somebody_elses_person_comes_over_and_nothing_of_what_was_known_is_shown(town: Town) -> None:
    other = town.database.write(lambda s: town.organisation(s, "a_kasse", "AK2", "En anden"))
    worker = town.database.write(lambda s: town.caseworker(s, other, "Olga"))
    bring_in(town, NEW)
    file = f"{HEAD}\n{KIM};a_kasse;;AK2;2024-09-01\n"
    guess = f"{file}{KIM};navn;Kim Ny\n{KIM};tilmelding;;;2024-08-01\n"
    assert problems(start(town, guess, worker=worker)) == [("foerst_skiftet", 3, 2), ("foerst_skiftet", 4, 2)]
    unknown, known = (f"{HEAD}\n{cpr};navn;Kim Ny\n" for cpr in (IDA, KIM))
    told = [problems(start(town, either, worker=worker)) for either in (unknown, known)]
    assert told == [[("ikke_egen", 2, 1)], [("ikke_egen", 2, 1)]]

    started = start(town, file, worker=worker)
    assert isinstance(started, Started)
    run = run_of(town, started.run, other)
    import_people.look(run, town.database, VAULT, lambda: NOW)
    (person,) = import_people.people(run, worker, town.database, VAULT, NOW)
    assert (person["name"], person["told"], person["answers"]) == (None, [], None)
    assert all(one["foer"] is None for one in person["changes"])

    run = run_of(town, started.run, other)
    assert import_people.confirm(run, town.database, NOW)
    save_import.save(run, town.database, VAULT, lambda: NOW)
    now_with = known_of(town, KIM).a_kasse
    assert now_with is not None
    assert now_with.id == other
    (told,) = town.database.read(lambda s: s.execute(select(Outbox.payload)).scalars().all())
    assert (told["before"], told["after"], told["fra"]) == (None, "AK2", "2024-09-01")


def test_nothing_is_written_where_what_is_known_has_changed_since_the_preview(town: Town) -> None:
    bring_in(town, NEW)
    run, _people = looked(town, f"{HEAD}\n{KIM};telefon;22334455\n{IDA};navn;Ida\n{IDA};a_kasse;;AK1\n")
    person = key_of(town, KIM)
    change = people_in.Change("telefon", None, {"vaerdi": None}, {"vaerdi": "99887766"})
    assert person is not None
    by = people_in.By(town.a_kasse, town.a_kasse_worker, NOW)
    town.database.write(lambda s: people_in.write(s, {person: [change]}, by))

    assert import_people.confirm(run, town.database, NOW)
    with pytest.raises(Changed):
        save_import.save(run, town.database, VAULT, lambda: NOW)

    assert key_of(town, IDA) is None
    assert run_of(town, run.public_id).state == "fejlet"
    assert town.database.read(lambda s: imports.content(s, run.id)) is None


def test_a_fault_half_way_leaves_nothing_behind(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    run, _people = looked(town, NEW)
    before = town.count(tables.Person)
    assert import_people.confirm(run, town.database, NOW)
    monkeypatch.setattr(imports, "done", lambda *_given: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        save_import.save(run, town.database, VAULT, lambda: NOW)

    assert (town.count(tables.Person), town.count(tables.Tilmelding)) == (before, 0)
    assert run_of(town, run.public_id).state == "fejlet"


def test_who_confirms_twice_writes_once_and_the_file_is_gone(town: Town) -> None:
    run, _people = looked(town, NEW)

    assert [import_people.confirm(run, town.database, NOW) for _ in range(2)] == [True, False]
    save_import.save(run, town.database, VAULT, lambda: NOW)
    with pytest.raises(Changed):
        save_import.save(run, town.database, VAULT, lambda: NOW)
    assert town.database.read(lambda s: imports.content(s, run.id)) is None


def test_the_file_and_what_it_changes_lie_sealed_until_the_run_is_over(town: Town) -> None:
    bring_in(town, NEW)
    run, _people = looked(town, f"{HEAD}\n{KIM};navn;Kim Nyt\n")

    content = town.database.read(lambda s: imports.content(s, run.id))
    (kept,) = town.database.read(lambda s: imports.changes(s, run.id))
    assert content is not None
    assert b"Kim" not in content + kept.content
    assert KIM.encode() not in content
    import_people.cancel(run, town.database, NOW)
    assert (town.count(ImportChange), run_of(town, run.public_id).state) == (0, "fortrudt")


def test_json_says_the_same_as_csv(town: Town) -> None:
    file = f"""{{"personer": [{{"cpr": "{KIM}", "navn": "Kim Ny", "a_kasse": "AK1", "kommune": "0101",
      "tilmelding": [{{"fra": "2024-08-05"}}], "indplacering": {{"dato": "2024-08-05"}},
      "forbrug": [{{"maaned": "2024-08", "timer": 150.5}}]}}]}}"""
    bring_in(town, NEW)

    started = start(town, file, "folk.json")
    assert isinstance(started, Started)
    run = run_of(town, started.run)
    import_people.look(run, town.database, VAULT, lambda: NOW)

    assert run_of(town, started.run).people_changed == 0
    assert problems(start(town, '{"personer": [{"cpr": "x"}]}', "x.json")) == [("cpr", 1, 23)]


def test_a_course_that_is_there_is_corrected_by_what_the_file_says_and_keeps_the_rest(town: Town) -> None:
    person = town.person(in_the_a_kasse())
    cpr = town.cpr(person)

    bring_in(town, f"{HEAD}\n{cpr};tilmelding;;;2024-08-05;2024-08-30;arbejde\n")

    known = known_of(town, cpr)
    assert known.facts.tilmeldinger[0].til == date(2024, 8, 30)
    assert known.facts.indplaceringer == in_the_a_kasse().indplaceringer
    assert len(known.facts.samtaler) == 1


def test_a_file_that_nobody_confirms_goes_and_a_run_that_was_cut_off_is_over(town: Town) -> None:
    waiting, _people = looked(town, NEW)
    import_people.put_away(town.database, NOW + timedelta(hours=23))
    assert run_of(town, waiting.public_id).state == "klar"
    import_people.put_away(town.database, NOW + timedelta(hours=25))
    assert run_of(town, waiting.public_id).state == "fortrudt"

    started = start(town, NEW)
    assert isinstance(started, Started)
    import_people.put_away(town.database, NOW + timedelta(minutes=11))
    cut_off = run_of(town, started.run)
    assert cut_off.state == "fejlet"
    assert town.database.read(lambda s: imports.content(s, cut_off.id)) is None


def test_a_new_file_takes_the_place_of_one_that_waits(town: Town) -> None:
    first, _people = looked(town, NEW)
    second, _people = looked(town, NEW)

    assert run_of(town, first.public_id).state == "fortrudt"
    assert not import_people.confirm(first, town.database, NOW)
    assert run_of(town, second.public_id).state == "klar"
