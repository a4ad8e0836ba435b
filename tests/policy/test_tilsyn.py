"""Who the supervision of a-kasser counts, in which month, and with how many meetings (VEJ 10044 13.2)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from portal.policy import facts as f
from portal.policy.tilsyn import Maaned, TreMaaneder, tilsyn, tre_maaneder
from tests.policy.courses import at, day, meeting, month, with_the_jobcenter

NU = at("2024-09-02T10:00")
OVER = day("2024-05-31")


def held(*days: str, **changed: Any) -> tuple[f.Samtale, ...]:
    return tuple(meeting(n, f"{one}T10:00", **changed) for n, one in enumerate(days))


def counted(**changed: Any) -> tuple[TreMaaneder, ...]:
    return tre_maaneder(with_the_jobcenter(**changed), NU)


def test_three_months_are_over_with_the_a_kasses_last_day_and_meetings_count_up_to_it() -> None:
    meetings = held("2024-03-13", "2024-04-10", "2024-05-31", "2024-06-03")

    assert counted() == (TreMaaneder(OVER, "AK1", holdt=1, mindst=3),)
    assert counted(samtaler=meetings) == (TreMaaneder(OVER, "AK1", holdt=3, mindst=3),)
    late = (month("2024-03", "148"), month("2024-04", "160"), month("2024-05", "158", "2024-06-07"))
    (one,) = counted(samtaler=meetings, forbrug=late)
    assert (one.dag, one.holdt) == (day("2024-06-07"), 4)


def test_the_day_counts_once_it_is_over() -> None:
    facts = with_the_jobcenter()

    assert tre_maaneder(facts, at("2024-05-31T23:59")) == ()
    assert len(tre_maaneder(facts, at("2024-06-01T00:00"))) == 1


def test_meetings_with_the_jobcenter_count_and_raadighedssamtaler_and_missed_ones_do_not() -> None:
    of_all_kinds = (
        *held("2024-03-13", holder=f.Aktoer.JOBCENTER),
        meeting(1, "2024-03-20T10:00", art=f.SamtaleArt.KONTROLSAMTALE),
        meeting(2, "2024-03-27T10:00", art=f.SamtaleArt.FAELLESSAMTALE),
        meeting(3, "2024-04-03T10:00", art=f.SamtaleArt.RAADIGHEDSSAMTALE),
        meeting(4, "2024-04-10T10:00", status=f.SamtaleStatus.UDEBLEVET),
        meeting(5, "2024-04-17T10:00", status=f.SamtaleStatus.AFLYST),
    )

    assert [one.holdt for one in counted(samtaler=of_all_kinds)] == [3]


def test_whoever_changes_a_kasse_is_counted_where_they_are_at_three_months() -> None:
    person = f.Person(day("1989-07-06"), a_kasse="AK1")
    moved = (f.Skift(day("2024-05-01"), a_kasse="AK2"),)
    moved_later = (f.Skift(day("2024-06-01"), a_kasse="AK2"),)

    assert [one.a_kasse for one in counted(person=person, skift=moved)] == ["AK2"]
    assert [one.a_kasse for one in counted(person=person, skift=moved_later)] == ["AK1"]


@pytest.mark.parametrize(
    "changed",
    [
        {"forbrug": ()},
        {"forbrug": (month("2024-03", "148"), month("2024-04", "160"))},
        {"visiteret": day("2024-05-06")},
        {"udmeldt": day("2024-05-06")},
        {"tilmeldinger": (f.Tilmelding(day("2024-03-04"), day("2024-05-30"), f.AfmeldingAarsag.ARBEJDE),)},
        {"person": f.Person(day("2000-07-06"), erhvervskompetencegivende_uddannelse=False)},
        {"person": f.Person(day("1989-07-06"), maalgruppe=f.Maalgruppe.KONTANTHJAELP)},
        {
            "mindre_intensiv": (
                f.MindreIntensiv(f.MindreIntensivGrund.JOB, dokumenteret=True, starter=day("2024-06-10")),
            )
        },
    ],
)
def test_who_has_no_three_months_with_an_a_kasse_or_no_duty_by_then_is_not_counted(
    changed: dict[str, Any],
) -> None:
    assert counted(**changed) == ()


def test_who_had_three_months_before_the_law_or_is_under_the_earlier_rules_is_not_counted() -> None:
    before = f.Facts(
        person=f.Person(day("1989-07-06")),
        tilmeldinger=(f.Tilmelding(day("2023-08-07")),),
        indplaceringer=(f.Indplacering(day("2023-08-07")),),
        forbrug=(month("2023-08", "150"), month("2023-09", "150"), month("2023-10", "150")),
    )
    earlier_rules = replace(
        before,
        tilmeldinger=(f.Tilmelding(day("2023-11-06")),),
        indplaceringer=(f.Indplacering(day("2023-11-06")),),
        forbrug=(month("2023-11", "150"), month("2023-12", "150"), month("2024-01", "150")),
    )

    assert tre_maaneder(before, NU) == ()
    assert tre_maaneder(earlier_rules, NU) == ()
    assert len(tre_maaneder(replace(earlier_rules, a_kasseforsoeg=True), NU)) == 1
    told_when_it_began = (*before.forbrug[:2], month("2023-10", "150", "2024-01-01"))
    with_the_a_kasse = replace(before, forbrug=told_when_it_began, a_kasseforsoeg=True)
    assert [one.dag for one in tre_maaneder(with_the_a_kasse, NU)] == [day("2024-01-01")]


def test_each_course_is_counted_and_hours_told_only_in_the_next_one_are_not() -> None:
    second = (
        f.Tilmelding(day("2024-03-04"), day("2024-06-28"), f.AfmeldingAarsag.ARBEJDE),
        f.Tilmelding(day("2024-08-05")),
    )
    placed = (f.Indplacering(day("2024-03-04")), f.Indplacering(day("2024-08-05")))
    first = (month("2024-03", "148"), month("2024-04", "160"), month("2024-05", "158"))
    later = tuple(month(f"2024-{number:02}", "160") for number in (8, 9, 10))
    both = with_the_jobcenter(tilmeldinger=second, indplaceringer=placed, forbrug=(*first, *later))
    told_late = (*first[:2], month("2024-05", "158", "2024-08-20"))

    found = tre_maaneder(both, at("2024-12-02T10:00"))
    assert [(one.dag, one.holdt) for one in found] == [(OVER, 1), (day("2024-10-31"), 0)]
    assert tre_maaneder(replace(both, forbrug=told_late), NU) == ()


def test_the_months_of_every_long_run_are_told() -> None:
    over = [Maaned(day(f"2024-{number:02}-01"), 100, 21) for number in (1, 2, 3, 4, 5, 6, 8)]
    again = [Maaned(day(f"2025-{number:02}-01"), 100, 30) for number in range(1, 8)]

    found = tilsyn(at("2025-09-01T10:00"), [*again, *over])

    assert found.raekker == (
        (day("2024-01-01"), day("2024-06-01")),
        (day("2025-01-01"), day("2025-07-01")),
    )
    assert found.dialog
    assert not tilsyn(at("2024-07-01T10:00"), over[1:]).dialog
