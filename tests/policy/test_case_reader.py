"""A case that does not fit the page is refused with the file, the key and what was expected."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from portal.cli import main
from portal.policy import cases
from tests.policy.case_files import FILES

GOOD = """\
navn: Den første samtale i a-kassen kan ikke selvbookes
kilde: [LAB § 34]
nu: 2024-02-06T09:00
person: {foedselsdato: 1992-02-02}
forloeb:
  tilmeldinger: [{fra: 2024-02-05}]
  indplaceringer: [{dato: 2024-02-05}]
spoerg:
  book: {holder: a_kasse, start: 2024-02-13T09:00, form: fremmoede}
svar:
  udfald: nej
  grunde: [foerste_samtale_indkaldes]
"""


def refused(folder: Path, text: str, *, read_svar: bool = True) -> str:
    """The reason why the case is refused."""
    fil = folder / "case.yaml"
    fil.write_text(text, encoding="utf-8")
    with pytest.raises(cases.Refused) as caught:
        cases.answer(fil, read_svar=read_svar)
    reason = str(caught.value)
    assert reason.startswith(f"{fil}: ")
    return reason.removeprefix(f"{fil}: ")


def test_the_case_that_the_others_are_made_from_fits(tmp_path: Path) -> None:
    fil = tmp_path / "case.yaml"
    fil.write_text(GOOD, encoding="utf-8")
    assert cases.answer(fil).differences == []


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        (
            "navn: Den første samtale i a-kassen kan ikke selvbookes\n",
            "",
            "navn: expected the key to be there",
        ),
        ("kilde: [LAB § 34]", "kilde: []", "kilde: expected at least one source"),
        ("kilde: [LAB § 34]", "kilde: LAB", "kilde: expected a list"),
        ("nu: 2024-02-06T09:00", "nu: 2024-02-06", "nu: expected a local time, YYYY-MM-DDTHH:MM"),
        ("nu: 2024-02-06T09:00", "nu: 2024-02-30T09:00", "nu: expected a local time, YYYY-MM-DDTHH:MM"),
        ("nu: 2024-02-06T09:00", "nu: 2024-03-31T02:30", "nu: expected a time that the clocks show"),
        ("person:", "persn:", "person: expected the key to be there"),
        (
            "1992-02-02}",
            "1992-02-02, alder: 5}",
            "person.alder: expected no such key; known here: foedselsdato",
        ),
        ("1992-02-02}", "02-02-1992}", "person.foedselsdato: expected a date, YYYY-MM-DD"),
        (
            "1992-02-02}",
            "1992-02-02, maalgruppe: su}",
            "person.maalgruppe: expected one of dagpenge, dimittend",
        ),
        (
            "1992-02-02}",
            "1992-02-02, kommune: 0147}",
            "person.kommune: expected a quoted code of four digits",
        ),
        ("1992-02-02}", "1992-02-02, forsoergerpligt: ja}", "person.forsoergerpligt: expected true or false"),
        (
            "[{fra: 2024-02-05}]",
            "[{fra: 2024-02-05, til: 2024-02-01}]",
            "tilmeldinger[0].til: expected a day not",
        ),
        ("[{fra: 2024-02-05}]", "2024-02-05", "forloeb.tilmeldinger: expected a list"),
        (
            "forloeb:\n",
            "forloeb:\n  forbrug: [{maaned: 2024-13, timer: 1}]\n",
            "maaned: expected a month, YYYY-MM",
        ),
        (
            "forloeb:\n",
            "forloeb:\n  forbrug: [{maaned: 2024-03, timer: ti}]\n",
            "timer: expected a number of hours",
        ),
        ("svar:", "samtaler: {}\nsvar:", "samtaler: expected a list"),
        (
            "svar:",
            "regler: {hoejst_planlagte: -1}\nsvar:",
            "regler.hoejst_planlagte: expected a whole number, 0",
        ),
        ("svar:", "valg: {a_kasse_med: maaske}\nsvar:", "valg.a_kasse_med: expected one of ja, nej"),
        ("svar:", "frist: 3\nsvar:", "frist: expected no such key"),
        (
            "svar:",
            "beslutninger: [{art: fremmoede, af: a_kasse, dato: 2024-02-05}]\nsvar:",
            "[0].samtale: expected the",
        ),
        (
            "svar:",
            "beslutninger: [{art: fremmoede, af: a_kasse, dato: 2024-02-05, samtale: 0}]\nsvar:",
            "beslutninger[0].samtale: expected the index of a meeting; the case has 0",
        ),
        (
            "svar:",
            "mindre_intensiv: [{grund: job, dokumenteret: true}]\nsvar:",
            "[0].starter: expected the key",
        ),
        (
            "svar:",
            "mindre_intensiv: [{grund: hjemsendelse, dokumenteret: true}]\nsvar:",
            "[0].fra: expected the key",
        ),
        ("  book: {", "  bok: {", "spoerg: expected exactly one question of ansvar, krav, former, book"),
        ("  book: {", "  ansvar: {dato: 2024-02-05}\n  book: {", "spoerg: expected exactly one question of"),
        ("  book: {", "  bok: {}\n  book: {", "spoerg.bok: expected no such key"),
        (
            "  book: {holder: a_kasse, start: 2024-02-13T09:00, form: fremmoede}",
            "  aendr_form: {af: a_kasse, samtale: 0, form: fremmoede, begrundelse: 3}",
            "spoerg.aendr_form.samtale: expected the index of a meeting",
        ),
        (
            "  book: {holder: a_kasse, start: 2024-02-13T09:00, form: fremmoede}",
            "  fratag: {af: a_kasse, grundlag: anden_maade, begrundelse: 3, hoering: null}",
            "spoerg.fratag.begrundelse: expected words, or null",
        ),
        ("form: fremmoede}", "form: brev}", "spoerg.book.form: expected one of fremmoede, telefon, video"),
        ("form: fremmoede}", "form: fremmoede, sted: her}", "spoerg.book.sted: expected no such key"),
        (
            "form: fremmoede}",
            "form: fremmoede, varighed: 0}",
            "spoerg.book.varighed: expected a whole number, 1",
        ),
        (
            "form: fremmoede}",
            "form: fremmoede, art: cv_samtale}",
            "spoerg.book.art: expected one of jobsamtale, fae",
        ),
        ("holder: a_kasse", "holder: ingen", "spoerg.book.holder: expected one of a_kasse, jobcenter"),
        (
            "  grunde: [foerste_samtale_indkaldes]",
            "  grunde: foerste",
            "svar.grunde: expected a list of codes",
        ),
        (
            "  udfald: nej",
            "  udfald: nej\n  senest: null",
            "svar.senest: expected no such key; known here: udfald",
        ),
        (
            "svar:\n  udfald: nej\n  grunde: [foerste_samtale_indkaldes]",
            "svar: {}",
            "svar: expected the expected ans",
        ),
        ("svar:", "nu: 2024-02-06T09:00\nsvar:", "nu: expected the key once"),
        ("svar:", "---\nsvar:", "the file: expected one YAML document"),
        ("svar:", "svar: [\nx", "the file: expected one YAML document"),
    ],
)
def test_what_does_not_fit_is_named(tmp_path: Path, old: str, new: str, reason: str) -> None:
    assert old in GOOD
    assert reason in refused(tmp_path, GOOD.replace(old, new, 1))


MEETING = (
    "samtaler: [{holder: a_kasse, start: 2024-02-14T10:00, form: fremmoede, oprindelse: indkaldt, %s}]\nsvar:"
)


@pytest.mark.parametrize(
    ("meeting", "reason"),
    [
        ("status: aflyst", "samtaler[0].aflyst_af: expected the key to be there"),
        (
            "status: planlagt, aflyst: 2024-02-13T10:00",
            "samtaler[0].aflyst: expected the key only where `status`",
        ),
        (
            "status: planlagt, aflyst_af: person",
            "samtaler[0].aflyst_af: expected the key only where `status`",
        ),
        ("status: holdt", "samtaler[0].status: expected one of planlagt, afholdt, udeblevet, aflyst"),
        ("status: planlagt, varighed: true", "samtaler[0].varighed: expected a whole number, 1 or more"),
    ],
)
def test_a_meeting_that_does_not_fit_is_named(tmp_path: Path, meeting: str, reason: str) -> None:
    assert reason in refused(tmp_path, GOOD.replace("svar:", MEETING % meeting, 1))


def test_only_a_planned_meeting_can_be_asked_to_move(tmp_path: Path) -> None:
    text = GOOD.replace("svar:", MEETING % "status: afholdt", 1)
    text = text.replace("book: {holder: a_kasse,", "ombook: {samtale: 0,")
    assert "spoerg.ombook.samtale: expected a planned meeting" in refused(tmp_path, text)


def test_an_empty_file_and_a_list_are_no_case(tmp_path: Path) -> None:
    assert refused(tmp_path, "") == "the file: expected a mapping"
    assert refused(tmp_path, "- 1") == "the file: expected a mapping"


def test_a_file_that_is_not_text_or_not_there_is_refused(tmp_path: Path) -> None:
    fil = tmp_path / "latin.yaml"
    fil.write_bytes("navn: første".encode("latin-1"))
    with pytest.raises(cases.Refused, match="expected UTF-8 text"):
        cases.answer(fil)
    with pytest.raises(cases.Refused, match="expected a readable file"):
        cases.answer(tmp_path / "nothing.yaml")


def test_the_expected_answer_is_not_read_where_only_the_answer_is_asked_for(tmp_path: Path) -> None:
    fil = tmp_path / "case.yaml"
    fil.write_text(GOOD.split("svar:")[0] + "svar: {what: ever}\n", encoding="utf-8")
    assert cases.answer(fil, read_svar=False).svar["grunde"] == ["foerste_samtale_indkaldes"]
    fil.write_text(GOOD.split("svar:")[0], encoding="utf-8")
    assert cases.answer(fil, read_svar=False).differences == []


def test_supervision_takes_each_month_once_and_no_more_than_there_are(tmp_path: Path) -> None:
    head = "navn: Tilsyn\nkilde: [VEJ 10044 13.2]\nnu: 2024-08-15T09:00\nspoerg:\n  tilsyn:\n    a_kasse:\n"
    month = "      - {maaned: 2024-05, personer: 10, uden_tre: %s}\n"
    tail = "svar: {dialog: false}\n"
    assert "expected each month once" in refused(tmp_path, head + month % 1 + month % 2 + tail)
    assert "uden_tre: expected no more than `personer`" in refused(tmp_path, head + month % 11 + tail)


def test_an_empty_key_that_may_be_absent_is_absent(tmp_path: Path) -> None:
    fil = tmp_path / "case.yaml"
    fil.write_text(GOOD.replace("svar:", "samtaler:\nkontrol: null\nsvar:", 1), encoding="utf-8")
    assert cases.answer(fil).differences == []


def test_the_command_prints_one_json_line_per_case_and_leaves_with_0(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "b.yaml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "README.md").write_text("no case")
    result = CliRunner().invoke(main, ["law", "answer", str(tmp_path)])
    lines = result.stdout.splitlines()
    assert result.exit_code == 0
    assert len(lines) == 2
    assert f'"fil": "{tmp_path / "a.yaml"}", "navn": "Den første samtale' in lines[0]
    assert '"svar": {"udfald": "nej", "grunde": ["foerste_samtale_indkaldes"], "advarsler": []}' in lines[1]


def test_a_case_that_does_not_fit_is_told_apart_and_leaves_with_2(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "b.yaml").write_text(GOOD.replace("nu:", "nuh:"), encoding="utf-8")
    result = CliRunner().invoke(main, ["law", "answer", str(tmp_path)])
    assert result.exit_code == 2
    assert len(result.stdout.splitlines()) == 1
    assert result.stderr == f"{tmp_path / 'b.yaml'}: nu: expected the key to be there\n"
    assert CliRunner().invoke(main, ["law", "check", str(tmp_path)]).exit_code == 2


def test_a_folder_without_cases_is_refused_and_leaves_with_2(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["law", "check", str(tmp_path)])
    assert result.exit_code == 2
    assert "expected at least one *.yaml" in result.stderr


def test_each_difference_is_printed_and_leaves_with_1(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(GOOD.replace("udfald: nej", "udfald: ja"), encoding="utf-8")
    result = CliRunner().invoke(main, ["law", "check", str(tmp_path)])
    assert result.exit_code == 1
    assert 'udfald: expected "ja", answered "nej"' in result.stdout
    assert result.stdout.splitlines()[-1] == "1 cases answered: 0 as expected, 1 otherwise; 0 refused"


def test_all_as_expected_leaves_with_0(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(GOOD, encoding="utf-8")
    assert CliRunner().invoke(main, ["law", "check", str(tmp_path / "a.yaml")]).exit_code == 0


@pytest.mark.alone
def test_two_hundred_and_fifty_cases_take_less_than_two_seconds() -> None:
    files = FILES[:250]
    command = [sys.executable, "-c", "from portal.cli import main; main()", "law", "check", *map(str, files)]
    began = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    assert time.perf_counter() - began < 2
