"""A file of people comes in whole, or nothing of it does; and what it would change is told before."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select

from portal.actions import import_people
from portal.actions.import_people import Changed, Started
from portal.policy.facts import Indplacering, Tilmelding, Timer
from portal.store import corrections, imports, people_in, tables
from portal.store.tables_case import Audit, Outbox
from portal.store.tables_people import ImportRun, Rettelse
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

    _run, preview = looked(town, NEW)

    assert (preview["new"], preview["changed"], preview["unchanged"]) == (0, 0, 1)
    assert preview["people"] == []


def test_the_preview_tells_what_changes_and_which_answers(town: Town) -> None:
    bring_in(town, NEW)

    _run, preview = looked(town, f"{HEAD}\n{KIM};forbrug;;;;;;;2024-08;420;31-08-2024\n{KIM};navn;Kim Nyt\n")

    (person,) = preview["people"]
    assert person["name"] == "Kim Ny"
    assert [one["felt"] for one in person["changes"]] == ["forbrug", "navn"]
    assert person["changes"][0]["foer"]["timer"] == "150.50"
    answers = {one["svar"]: (one["foer"], one["efter"]) for one in person["differences"]}
    assert answers["ansvarlig"] == ({"aktoer": "a_kasse"}, {"aktoer": "jobcenter"})
    assert answers["slutdato"] == ({"dag": None}, {"dag": "2024-08-31"})
    assert preview["affected"] == 1


def test_what_is_corrected_keeps_its_history_and_is_logged(town: Town) -> None:
    bring_in(town, NEW)

    bring_in(town, f"{HEAD}\n{KIM};forbrug;;;;;;;2024-08;160,33;31-08-2024\n")

    person = key_of(town, KIM)
    assert person is not None
    (one,) = town.database.read(lambda s: corrections.of_person(s, person))
    assert one.foer is not None
    assert one.efter is not None
    assert (one.foer["timer"], one.efter["timer"]) == ("150.50", "160.33")
    assert one.imported
    assert one.caseworker is not None
    logged = town.database.read(
        lambda s: s.execute(select(Audit.action).where(Audit.person_id == person)).scalars().all()
    )
    assert list(logged) == ["import_people", "see_import", "import_people"]


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
    preview = town.database.read(lambda s: import_people.preview(s, run, VAULT))
    assert preview is not None
    assert preview["people"][0]["name"] is None
    assert all(one["foer"] is None for one in preview["people"][0]["changes"])
    assert preview["people"][0]["differences"] == []

    run = run_of(town, started.run, other)
    assert import_people.confirm(run, town.database, NOW)
    import_people.save(run, town.database, VAULT, lambda: NOW)
    now_with = known_of(town, KIM).a_kasse
    assert now_with is not None
    assert now_with.id == other
    (told,) = town.database.read(lambda s: s.execute(select(Outbox.payload)).scalars().all())
    assert (told["before"], told["after"], told["fra"]) == (None, "AK2", "2024-09-01")


def test_nothing_is_written_where_what_is_known_has_changed_since_the_preview(town: Town) -> None:
    bring_in(town, NEW)
    run, _preview = looked(town, f"{HEAD}\n{KIM};telefon;22334455\n{IDA};navn;Ida\n{IDA};a_kasse;;AK1\n")
    person = key_of(town, KIM)
    change = people_in.Change("telefon", None, {"vaerdi": None}, {"vaerdi": "99887766"})
    assert person is not None
    by = people_in.By(town.a_kasse, town.a_kasse_worker, NOW)
    town.database.write(lambda s: people_in.write(s, {person: [change]}, by))

    assert import_people.confirm(run, town.database, NOW)
    with pytest.raises(Changed):
        import_people.save(run, town.database, VAULT, lambda: NOW)

    assert key_of(town, IDA) is None
    assert run_of(town, run.public_id).state == "fejlet"
    assert town.database.read(lambda s: imports.content(s, run.id)) is None


def test_a_fault_half_way_leaves_nothing_behind(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    run, _preview = looked(town, NEW)
    before = town.count(tables.Person)
    assert import_people.confirm(run, town.database, NOW)
    monkeypatch.setattr(imports, "done", lambda *_given: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        import_people.save(run, town.database, VAULT, lambda: NOW)

    assert (town.count(tables.Person), town.count(tables.Tilmelding)) == (before, 0)
    assert run_of(town, run.public_id).state == "fejlet"


def test_who_confirms_twice_writes_once_and_the_file_is_gone(town: Town) -> None:
    run, _preview = looked(town, NEW)

    assert [import_people.confirm(run, town.database, NOW) for _ in range(2)] == [True, False]
    import_people.save(run, town.database, VAULT, lambda: NOW)
    with pytest.raises(Changed):
        import_people.save(run, town.database, VAULT, lambda: NOW)
    assert town.database.read(lambda s: imports.content(s, run.id)) is None


def test_the_file_lies_sealed(town: Town) -> None:
    run, _preview = looked(town, NEW)

    content = town.database.read(lambda s: imports.content(s, run.id))
    preview = town.database.read(lambda s: imports.preview(s, run.id))
    assert content is not None
    assert preview is not None
    assert KIM.encode() not in content
    assert b"Kim" not in content + preview


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
    waiting, _preview = looked(town, NEW)
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
    first, _preview = looked(town, NEW)
    second, _preview = looked(town, NEW)

    assert run_of(town, first.public_id).state == "fortrudt"
    assert not import_people.confirm(first, town.database, NOW)
    assert run_of(town, second.public_id).state == "klar"
