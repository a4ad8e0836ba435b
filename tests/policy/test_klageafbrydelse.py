"""The time to complain of a decision waits for the file, where the jobcenter decides it (FVL § 17)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from portal.policy import klageafbrydelse
from portal.policy.facts import Aktoer
from portal.policy.hoering import Emne
from portal.policy.sagsgang import Gang, Skridt, Trin

DECIDED, LAST = date(2024, 9, 2), date(2024, 9, 30)
OPENED = Skridt(Trin.AABNET, date(2024, 8, 20))
AFGJORT = Skridt(Trin.AFGJORT, DECIDED)
CASE = Gang(Emne.FRATAGELSE, Aktoer.JOBCENTER, (OPENED, AFGJORT), LAST)


def test_it_is_the_jobcenters_alone_and_only_while_one_can_still_complain() -> None:
    assert klageafbrydelse.kan_afbrydes(CASE, LAST)
    assert klageafbrydelse.kan_afbrydes(replace(CASE, klage_senest=None), date(2025, 1, 1))
    assert not klageafbrydelse.kan_afbrydes(CASE, date(2024, 10, 1))
    assert not klageafbrydelse.kan_afbrydes(CASE, date(2024, 9, 1))
    for other in (
        replace(CASE, af=Aktoer.A_KASSE),
        replace(CASE, skridt=(OPENED,)),
        replace(CASE, skridt=(OPENED, AFGJORT, Skridt(Trin.KLAGET, DECIDED))),
        replace(CASE, skridt=(OPENED, AFGJORT, Skridt(Trin.OPHAEVET, DECIDED))),
    ):
        assert not klageafbrydelse.kan_afbrydes(other, DECIDED)


@pytest.mark.parametrize(
    ("asked", "told", "until"),
    [
        (date(2024, 9, 3), date(2024, 9, 10), "2024-10-07"),  # 27 days were left
        (date(2024, 9, 26), date(2024, 10, 7), "2024-10-21"),  # four were: at least 14
        (LAST, date(2024, 10, 5), "2024-10-21"),  # a Saturday: moved to the next working day
    ],
)
def test_what_was_left_runs_from_the_answer_and_never_less_than_fourteen_days(
    asked: date, told: date, until: str
) -> None:
    finding = klageafbrydelse.afbryd(CASE, asked, told)

    assert finding.facts["senest"] == until
    assert [str(one) for one in finding.citations] == ["FVL § 17"]
    assert [one.name for one in finding.values] == ["klagefrist_efter_aktindsigt_dage"]


def test_nobody_knows_the_last_day_where_nobody_knows_when_the_answer_or_the_decision_arrives() -> None:
    assert klageafbrydelse.afbryd(CASE, DECIDED, None).facts["senest"] is None
    unknown = replace(CASE, klage_senest=None)
    assert klageafbrydelse.afbryd(unknown, DECIDED, LAST).facts["senest"] is None


def test_whoever_asked_for_it_in_vain_is_told_until_when() -> None:
    assert klageafbrydelse.afslaa(CASE).facts["senest"] == "2024-09-30"
    assert "senest" not in klageafbrydelse.afslaa(replace(CASE, klage_senest=None)).facts
