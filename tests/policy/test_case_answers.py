"""An answer has the keys of its question and no others; a bent case is answered or refused, never a crash."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from portal.cli import main
from portal.policy import cases
from portal.policy.case_reader import load
from tests.policy.case_files import FILES, FOLDERS

DECIDED = {"udfald", "grunde", "advarsler"}
KEYS: dict[str, tuple[set[str], set[str]]] = {
    "ansvar": ({"aktoer", "slutdato", "regelsaet"}, set()),
    "krav": ({"krav"}, set()),
    "former": ({"former"}, set()),
    "book": (DECIDED, {"a_kasse_form"}),
    "ombook": (DECIDED, {"a_kasse_form"}),
    "aflys": (DECIDED | {"udebliver"}, set()),
    "indkald": (DECIDED, set()),
    "aendr_form": (DECIDED | {"afgoerelse"}, set()),
    "fratag": (DECIDED, {"afgoerelse", "klage"}),
    "saet_frist": (DECIDED, {"samtale_senest"}),
    "afmeld": (DECIDED, {"virkning_fra"}),
    "gentilmeld": ({"samtale_senest"}, set()),
    "ret_plan": (DECIDED, set()),
    "uddannelsespaalaeg": ({"udfald", "senest"}, set()),
    "vejled": ({"emner"}, set()),
    "tilsyn": ({"andel", "mangelfuld", "dialog"}, set()),
}
"""By question: the keys that are always there, and those that are there in some answers only."""

BENT_WITH: list[Any] = [None, True, 0, -1, 3.5, float("nan"), float("inf"), 10**30, "", " ", "x", [], {}, [1]]
BENT_WITH += ["2024-01-01", "2024-02-30", "0001-01-01", "9999-12-31", "9999-12-31T23:59", "0001-01", {"a": 1}]
BENT = 300


def answers() -> Iterator[tuple[str, dict[str, Any]]]:
    """(question, answer) of every case, as `portal law answer` prints them."""
    result = CliRunner().invoke(main, ["law", "answer", *map(str, FOLDERS)])
    assert result.exit_code == 0, result.stderr
    for line in map(json.loads, result.stdout.splitlines()):
        assert list(line) == ["fil", "navn", "svar"]
        (question,) = load(Path(line["fil"]))["spoerg"]
        yield question, line["svar"]


@pytest.fixture(scope="module")
def answered() -> list[tuple[str, dict[str, Any]]]:
    return list(answers())


def test_an_answer_has_the_keys_of_its_question_and_no_others(
    answered: list[tuple[str, dict[str, Any]]],
) -> None:
    for question, svar in answered:
        always, sometimes = KEYS[question]
        assert always <= svar.keys() <= always | sometimes, (question, svar)


def test_a_yes_has_no_reasons_and_a_no_has_no_warnings(answered: list[tuple[str, dict[str, Any]]]) -> None:
    decided = [svar for _, svar in answered if "grunde" in svar]
    assert {svar["udfald"] for svar in decided} == {"ja", "nej"}
    for svar in decided:
        assert bool(svar["grunde"]) == (svar["udfald"] == "nej"), svar
        assert not (svar["advarsler"] and svar["udfald"] == "nej"), svar


def test_what_only_a_yes_holds_is_there_with_every_yes(answered: list[tuple[str, dict[str, Any]]]) -> None:
    held = {
        "fratag": {"afgoerelse", "klage"},
        "saet_frist": {"samtale_senest"},
        "afmeld": {"virkning_fra"},
    }
    for question, svar in answered:
        if question in held:
            assert (held[question] <= svar.keys()) == (svar["udfald"] == "ja"), svar


def test_every_row_and_every_complaint_has_all_its_keys(answered: list[tuple[str, dict[str, Any]]]) -> None:
    for _, svar in answered:
        for row in svar.get("krav", ()):
            assert set(row) == {"kode", "holder", "mindst", "afholdt", "senest"}
        if "klage" in svar:
            assert set(svar["klage"]) == {"instans", "senest", "genvurdering", "opsaettende"}
        for share in svar.get("andel", {}).values():
            assert share == round(share, 1)


@pytest.mark.parametrize("seed", range(BENT))
def test_a_bent_case_is_answered_or_refused_with_its_name(seed: int, tmp_path: Path) -> None:
    chance = Random(seed)
    case = load(chance.choice(FILES))
    _bend(case, chance)
    fil = tmp_path / "bent.yaml"
    fil.write_text(yaml.safe_dump(case, allow_unicode=True, sort_keys=False), encoding="utf-8")
    result = CliRunner().invoke(main, ["law", "check", str(fil)])
    assert isinstance(result.exception, SystemExit | None), result.exception
    assert result.exit_code in {0, 1, 2}
    assert result.stderr.startswith(f"{fil}: ") == (result.exit_code == 2)
    assert (f"{fil}: " in result.stdout) == (result.exit_code == 1)


NO_RULES = "expected a day from 2020-01-01 on: no rules are known before it"


@pytest.mark.parametrize(
    ("key", "value", "expected"),
    [
        ("forbrug", ".nan", "forloeb.forbrug[0].timer: expected a number of hours"),
        ("forbrug", ".inf", "forloeb.forbrug[0].timer: expected a number of hours"),
        ("forbrug", "-1", "forloeb.forbrug[0].timer: expected a number of hours"),
        ("dato", "0001-01-01", "spoerg.krav.dato: expected a date, YYYY-MM-DD, between 1900 and 2199"),
        ("dato", "2019-12-31", f"spoerg.krav.dato: {NO_RULES}"),
        ("nu", "2019-12-31T23:59", f"nu: {NO_RULES}"),
        ("dato", "9999-12-31", "spoerg.krav.dato: expected a date, YYYY-MM-DD, between 1900 and 2199"),
        ("timer", str(10**30), "regler.ombookning_senest_timer: expected a whole number, at most 10000000"),
    ],
)
def test_a_number_or_a_date_beyond_reckoning_is_refused(
    key: str, value: str, expected: str, tmp_path: Path
) -> None:
    known = {"nu": "2024-02-06T09:00", "forbrug": "130", "dato": "2024-02-06", "timer": "24"}
    values = known | {key: value}
    fil = tmp_path / "beyond.yaml"
    fil.write_text(BEYOND.format(**values), encoding="utf-8")
    with pytest.raises(cases.Refused) as refused:
        cases.answer(fil)
    assert str(refused.value) == f"{fil}: {expected}"


BEYOND = """\
navn: Et tal eller en dag, der ikke kan regnes med
kilde: [BAB § 7]
nu: {nu}
person: {{foedselsdato: 1992-02-02}}
forloeb:
  tilmeldinger: [{{fra: 2024-01-08}}]
  indplaceringer: [{{dato: 2024-01-08}}]
  forbrug: [{{maaned: 2024-01, timer: {forbrug}}}]
regler: {{ombookning_senest_timer: {timer}}}
spoerg:
  krav: {{dato: {dato}}}
svar:
  krav: []
"""


def _bend(case: Any, chance: Random) -> None:
    """Takes a key away, names it otherwise, or puts something else in its place."""
    container, key = chance.choice(list(_places(case)))
    way = chance.random()
    if way < 0.2:
        del container[key]
    elif way < 0.3 and isinstance(container, dict):
        container[f"{key}x"] = container.pop(key)
    else:
        container[key] = chance.choice(BENT_WITH)


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    if isinstance(value, dict | list):
        for key, inner in list(value.items() if isinstance(value, dict) else enumerate(value)):
            yield value, key
            yield from _places(inner)
