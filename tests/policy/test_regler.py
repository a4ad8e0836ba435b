"""The rules are held against the code, the numbers and the cases, so that the rule book cannot drift."""

from __future__ import annotations

import tomllib

from portal.policy import parameters, sources
from portal.policy.case_questions import OF_A_PERSON, OF_NOBODY
from portal.policy.case_reader import load
from portal.policy.koder import CITATIONS
from portal.policy.regler import Regel, emner, engelsk, fil, regler, steder
from portal.wording.explain import RESTS_ON
from tests.policy.case_files import FOLDERS, name_of
from tests.policy.shapes import KEPT

NAMES = [f"R{number}" for number in range(1, 121)] + [f"F{number}" for number in range(1, 27)]


def codes() -> set[str]:
    """Every code that a finding has, that a case asks for, or that a question is called by."""
    kept = tomllib.loads(KEPT.read_text(encoding="utf-8"))
    found = {code for kind, forms in kept.items() if kind != "answer" for code in forms}
    return {*CITATIONS, *found, *OF_A_PERSON, *OF_NOBODY, *RESTS_ON}


def every() -> list[Regel]:
    return list(regler().values())


def test_every_rule_is_there_once_and_in_order() -> None:
    assert list(regler()) == NAMES


def test_every_rule_is_said_in_one_sentence_in_both_languages_and_no_two_alike() -> None:
    for words in ([one.ord.da for one in every()], [one.ord.en for one in every()]):
        assert len(set(words)) == len(NAMES)
        assert all(text[0].isupper() and text.endswith(".") for text in words)
    assert not [one.navn for one in every() if one.ord.da == one.ord.en]


def test_every_paragraph_stands_in_a_text_that_can_be_read() -> None:
    for one in every():
        assert one.kilder, one.navn
        assert all(sources.address(citation) for citation in one.kilder), one.navn


def test_every_number_is_one_of_the_dated_ones_and_each_of_those_belongs_to_a_rule() -> None:
    named = {name for one in every() for name in one.tal}
    assert named <= set(parameters.entries())
    assert {entry.applied.name for one in every() for entry in one.daterede_tal} == named
    assert set(parameters.entries()) - named == set()


def test_every_code_is_one_that_decides() -> None:
    known = codes()
    assert {(one.navn, code) for one in every() for code in one.koder if code not in known} == set()


def test_every_code_of_a_refusal_belongs_to_a_rule() -> None:
    practical = {code for code, citations in CITATIONS.items() if not citations}
    named = {code for one in every() for code in one.koder}
    assert set(CITATIONS) - practical - named == set()


def test_every_rule_has_a_case_that_is_there_or_is_left_to_people_with_the_reason() -> None:
    for one in every():
        assert one.sager or one.overladt, one.navn
        assert bool(one.sager) is bool(one.koder), one.navn
        assert [name for name in one.sager if not fil(name).is_file()] == [], one.navn


def test_of_a_rule_that_refuses_a_case_shows_the_refusal() -> None:
    silent = set()
    for one in every():
        said: set[str] = set()
        for name in one.sager:
            svar = load(fil(name))["svar"]
            said |= {*svar.get("grunde", ()), *svar.get("advarsler", ()), *svar.get("emner", ())}
        refusing = {code for code in one.koder if code in CITATIONS}
        silent |= {(one.navn, code) for code in refusing - said}
    assert silent == set()


def test_the_portal_holds_the_cases_of_its_rules_and_no_others() -> None:
    told = {name for one in every() for name in one.sager}
    assert {name_of(file) for file in FOLDERS[0].rglob("*.yaml")} == told


def test_every_rule_stands_in_one_chapter() -> None:
    told = [one.navn for emne in emner().values() for one in emne.regler]
    assert sorted(told) == sorted(NAMES)
    titles = [(emne.ord, emne.om) for emne in emner().values()]
    assert len(set(titles)) == len(titles)
    assert emner()["cv"].om.paa("da") != emner()["cv"].om.paa("en")


def test_every_code_has_one_place_in_the_book() -> None:
    assert set(steder()) == {code for one in every() for code in one.koder}
    assert all(code in _codes_of(sted.emne) and sted.anker == code for code, sted in steder().items())


def _codes_of(emne: str) -> set[str]:
    return {code for one in emner()[emne].regler for code in one.koder}


def test_what_each_case_shows_is_said_in_english_too() -> None:
    assert set(engelsk()) == {name for one in every() for name in one.sager}
    assert len(set(engelsk().values())) == len(engelsk())
