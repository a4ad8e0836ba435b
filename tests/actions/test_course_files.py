"""Files of courses: what is written is read back, whoever wrote it; what is wrong has its place."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from portal.actions.course_in.fields import FIELDS, KEYS, PARTS, Part, Place, Values, written_value
from portal.actions.course_in.files import Read, read_csv, read_json
from portal.policy.kalender import month_ends
from portal.policy.oplysninger import Oplysning
from portal.store.cpr import Cpr
from portal.wording.import_words import PROBLEMS

CPRS = ("0101900001", "0202900011", "0303950022")
People = dict[str, list[tuple[Oplysning, Values]]]

DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))
TEXTS = {"telefon": "22 33 44 55", "mail": "kim@borger.example", "postnummer": "2200"}


def part_values(kind: Oplysning, part: Part) -> st.SearchStrategy[Any]:
    if part.kind == "dag":
        return DAYS
    if part.kind == "maaned":
        return DAYS.map(lambda day: day.replace(day=1))
    if part.kind == "timer":
        return st.decimals(0, 744, places=2)
    if part.kind == "ja_nej":
        return st.booleans()
    if part.kind == "ord":
        return st.sampled_from(part.choices)
    if kind.value in TEXTS or part.name == "mail":
        return st.just(TEXTS.get(kind.value, TEXTS["mail"]))
    alphabet = st.characters(categories=("L", "N", "P", "S"), include_characters=' ;,"')
    words = st.text(alphabet, min_size=1, max_size=20).map(str.strip)
    return words.filter(lambda text: bool(text) and not text.startswith("\ufeff"))


@st.composite
def facts(draw: st.DrawFn) -> tuple[Oplysning, Values]:
    kind = draw(st.sampled_from(list(Oplysning)))
    values = {part.name: draw(part_values(kind, part)) for part in FIELDS[kind]}
    if kind is Oplysning.TILMELDING and draw(st.booleans()):
        values |= {"til": None, "aarsag": None}
    if values.get("fra") and values.get("til"):
        values |= {"til": max(values["til"], values["fra"])}
    if kind is Oplysning.FORBRUG:
        values |= {"registreret": max(values["registreret"], month_ends(values["maaned"]))}
    if kind is Oplysning.CV and values["fyldestgoerende"]:
        values |= {"mangler": None}
    return kind, values


@st.composite
def people(draw: st.DrawFn) -> People:
    found = {}
    for cpr in draw(st.lists(st.sampled_from(CPRS), min_size=1, unique=True)):
        stated = draw(st.lists(facts(), min_size=1, max_size=5))
        once = {
            (kind, tuple(values[key] for key in KEYS.get(kind, ()))): (kind, values)
            for kind, values in stated
        }
        found[cpr] = list(once.values())
    return found


def as_csv(given: People, delimiter: str, decimal: str, mark: bool) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerow(["cpr", "felt", *PARTS])
    for cpr, stated in given.items():
        for kind, values in stated:
            written = {name: written_value(value) for name, value in values.items()}
            if decimal == "." and "timer" in written:
                written["timer"] = written["timer"].replace(",", ".")
            writer.writerow([cpr, kind.value, *(written.get(part, "") for part in PARTS)])
    return out.getvalue().encode("utf-8-sig" if mark else "utf-8")


def as_json(given: People) -> bytes:
    persons = []
    for cpr, stated in given.items():
        person: dict[str, Any] = {"cpr": cpr}
        for kind, values in stated:
            said = {name: _json(value) for name, value in values.items() if value is not None}
            person.setdefault(kind.value, []).append(said)
        persons.append(person)
    return json.dumps({"personer": persons}, ensure_ascii=False, indent=1).encode()


def _json(value: Any) -> Any:
    if isinstance(value, Decimal):
        return float(value)
    return value if isinstance(value, bool) else written_value(value)


def told(read: Read) -> dict[str, list[tuple[Oplysning, dict[str, Any]]]]:
    assert read.problems == ()
    return {cpr.reveal(): [(one.kind, dict(one.values)) for one in some] for cpr, some in read.people.items()}


@settings(max_examples=60, deadline=None)
@given(people(), st.sampled_from(";,"), st.sampled_from(",."), st.booleans())
def test_what_was_written_is_read_back(given: People, delimiter: str, decimal: str, mark: bool) -> None:
    expected = {cpr: [(kind, dict(values)) for kind, values in stated] for cpr, stated in given.items()}

    assert told(read_csv(as_csv(given, delimiter, decimal, mark))) == expected
    assert told(read_json(as_json(given))).keys() == expected.keys()
    for cpr, stated in told(read_json(as_json(given))).items():
        assert sorted(stated, key=str) == sorted(expected[cpr], key=str)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=60) | st.text(st.sampled_from('cprfelt;,"\n1 {}[]:æ'), max_size=60).map(str.encode))
def test_whatever_is_sent_is_read_or_named_by_its_place(content: bytes) -> None:
    for read in (read_csv(content), read_json(content)):
        assert read.problems
        for problem in read.problems:
            assert problem.place.line >= 1
            assert problem.place.column >= 1
            assert PROBLEMS[problem.code].format(**problem.gaps)


def test_a_place_in_json_is_the_line_and_column_where_the_value_stands() -> None:
    found = read_json(
        b'{"personer": [\n {"cpr": "0101900001",\n  "navn": "Kim",\n  "forbrug": {"maaned": 8}}]}'
    )

    assert [(one.code, one.place) for one in found.problems] == [
        ("maaned", Place(4, 25, "personer[0].forbrug.maaned")),
        ("mangler", Place(4, 14, "personer[0].forbrug")),
    ]


def test_a_cell_over_several_lines_counts_by_its_first_one_and_a_number_is_never_told() -> None:
    file = 'cpr;felt;vaerdi;noteret;dato;skriftlig\n0101900001;vejledning;;"a\nb";x;ja\n9;0101900001;;;;\n'
    found = read_csv(file.encode())

    places = [(one.code, one.place.line, one.place.column) for one in found.problems]
    assert places == [("dato", 2, 5), ("cpr", 4, 1), ("ukendt_felt", 4, 2)]
    assert "0101900001" not in str(found.problems)


def test_the_same_fact_twice_is_one_and_with_another_value_a_mistake() -> None:
    head = "cpr;felt;vaerdi\n"

    same = read_csv((head + "0101900001;navn;Kim\n" * 2).encode())
    other = read_csv((head + "0101900001;navn;Kim\n0101900001;navn;Ida\n").encode())

    assert (same.problems, same.facts) == ((), 1)
    assert [(one.code, one.place.line, dict(one.gaps)) for one in other.problems] == [
        ("modsiger", 3, {"linje": "2"})
    ]


def test_ten_thousand_lines_are_read_in_a_moment() -> None:
    line = "{cpr};forbrug;;;2024-{month:02};160,33;\n"
    lines = "".join(
        line.format(cpr=f"0101{year:02}{number:04}", month=month)
        for year in (80, 81)
        for number in range(1, 418)
        for month in range(1, 13)
    )
    read = read_csv(("cpr;felt;vaerdi;fra;maaned;timer;registreret\n" + lines).encode())

    assert (read.problems, read.facts) == ((), 2 * 417 * 12)
    assert len(read.people) == 2 * 417
    assert Cpr("0101800001") in read.people
