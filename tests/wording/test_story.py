"""Every law case can be told in both languages: nothing of it is left out, and the answer is the policy's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from functools import cache
from typing import Any

import pytest

from portal.policy import cases
from portal.policy.cases import Answered
from portal.wording import regelbog
from portal.wording.catalogues import LANGUAGES, MISSING, reader_of
from portal.wording.reader import COPENHAGEN, Reader, moment, month, plain_day
from portal.wording.story import Story, tell
from portal.wording.story_teller import Teller
from tests.policy.case_files import FILES, name_of

READERS = [reader_of(language, mark_missing=True) for language in LANGUAGES]
DA = READERS[0]


@cache
def answered() -> tuple[Answered, ...]:
    return tuple(cases.answer(file) for file in FILES)


def lines(story: Story) -> list[str]:
    known = [f"{line.text} {line.quoted or ''}" for line in story.known]
    return [story.moment, *story.facts, *known, story.question, *story.answer, *story.reasons]


def case(name: str) -> Answered:
    return next(one for one in answered() if name_of(one.fil) == name)


def written(value: Any) -> Iterator[str]:
    """Every text in what a case holds, however deep."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for one in value:
            yield from written(one)
    elif isinstance(value, str):
        yield value


def as_told(text: str, reader: Reader) -> str | None:
    """A day, a month or a time of a case as a story writes it."""
    if re.fullmatch(r"\d{4}-\d\d", text):
        return month(reader, date.fromisoformat(f"{text}-01"))
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return plain_day(reader, date.fromisoformat(text))
    if re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d", text):
        return moment(reader, datetime.fromisoformat(text).replace(tzinfo=COPENHAGEN))
    return None


@pytest.mark.parametrize("reader", READERS, ids=list(LANGUAGES))
def test_every_case_is_told_whole(reader: Reader) -> None:
    for one in answered():
        told = "\n".join(lines(tell(one, reader)))
        named = {key: value for key, value in one.sag.items() if key != "svar"}
        days = {day for text in written(named) if (day := as_told(text, reader))}
        assert {day for day in days if day.lower() not in told.lower()} == set(), one.fil
        assert MISSING[0] not in told, one.fil
        assert "{" not in told, one.fil
        assert "None" not in told, one.fil


def test_the_answer_is_the_one_the_case_expects() -> None:
    for one in answered():
        assert one.differences == []
        story = tell(one, DA)
        assert story.question.endswith("?")
        if "udfald" in one.svar:
            assert story.answer[0] == {"ja": "Ja.", "nej": "Nej."}[one.sag["svar"]["udfald"]], one.fil
        if one.svar.get("grunde"):
            assert story.reasons, one.fil


def test_a_story_reads_as_one() -> None:
    story = tell(case("book/efter-fristen"), DA)

    assert story.facts[0] == "Kim er født den 14. april 1994 og får dagpenge."
    assert story.question.startswith("Kan Kim booke en jobsamtale hos a-kassen ")
    assert story.answer == ["Nej."]
    assert [reason for reason in story.reasons if reason.endswith("(BAB § 44, stk. 1).")]


def test_requirements_are_told_with_their_count_day_and_paragraph() -> None:
    story = tell(case("krav/planlagt-er-ikke-afholdt"), DA)

    (row,) = [line for line in story.answer if line.startswith("Samtaler i a-kassens tid")]
    assert "a-kassen, 2 af 3 holdt, senest den " in row
    assert row.endswith("(LAB § 31, stk. 1; VEJ 10044 15.4).")


def test_words_that_somebody_wrote_stand_apart_from_the_portals_own() -> None:
    story = tell(case("indkald/kort-varsel"), READERS[1])

    (line,) = [line for line in story.known if line.quoted]
    assert line.text == "The reason for the short notice:"
    assert line.quoted == case("indkald/kort-varsel").sag["spoerg"]["indkald"]["kort_varsel"].strip()


@pytest.mark.parametrize("key", ["person", "samtaler", "forloeb", "frister", "regler", "spoerg"])
def test_a_key_without_words_is_an_error_and_not_left_out(key: str) -> None:
    one = next(one for one in answered() if one.sag.get(key) and (key != "frister" or one.sag["frister"][0]))
    held = one.sag[key]
    if key == "spoerg":
        held = next(iter(held.values()))
    inner = held[0] if isinstance(held, list) else held
    inner["ukendt"] = 1
    try:
        with pytest.raises(KeyError):
            tell(one, DA)
    finally:
        del inner["ukendt"]


def test_the_book_holds_every_rule_with_its_cases_in_both_languages() -> None:
    for reader in READERS:
        told = [
            rule for chapter in regelbog.chapters(reader) for rule in regelbog.rules(chapter.name, reader)
        ]
        assert len(told) == 146
        assert all(rule.examples or rule.left for rule in told)
        assert all(number.since for rule in told for number in rule.numbers)
        assert not [said for rule in told for said in rule.said if MISSING[0] in said.text]


def test_a_meeting_is_named_by_when_it_is() -> None:
    sag = {"samtaler": [{"start": "2024-10-02T10:00"}]}

    assert Teller(DA, sag).meeting(0) == "onsdag den 2. oktober 2024 kl. 10.00"
