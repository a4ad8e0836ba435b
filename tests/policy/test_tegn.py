"""Signs are figures: they say how somebody books, and mark what lies beyond a limit."""

from __future__ import annotations

from portal.policy import facts as f
from portal.policy.tegn import Tegn, TegnKode, tegn
from tests.policy.courses import at, booked, in_the_a_kasse, meeting, with_the_jobcenter

A_KASSE, JOBCENTER = f.Aktoer.A_KASSE, f.Aktoer.JOBCENTER
NOW = at("2024-09-02T10:00")
FIRST = meeting(0, "2024-08-14T10:00")


def signs(*samtaler: f.Samtale, af: f.Aktoer = A_KASSE, **limits: int) -> dict[TegnKode, Tegn]:
    facts = in_the_a_kasse(samtaler=(FIRST, *samtaler), regler_a_kasse=f.Regler(**limits))
    return {found.kode: found for found in tegn(facts, NOW, af)}


def test_all_three_figures_are_always_there_and_rest_on_a_paragraph() -> None:
    found = tegn(in_the_a_kasse(), NOW, A_KASSE)

    assert [sign.kode for sign in found] == list(TegnKode)
    assert all(sign.citations for sign in found)
    assert not any(sign.over for sign in found)


def test_planned_meetings_are_counted_against_the_holders_own_limit() -> None:
    three = [booked(n, f"2024-09-{3 + 7 * n:02}T10:00") for n in (1, 2, 3)]

    found = signs(*three, hoejst_planlagte=2)[TegnKode.MANGE_PLANLAGTE]
    assert (found.antal, found.graense, found.over) == (3, 2, True)
    assert not signs(*three, hoejst_planlagte=3)[TegnKode.MANGE_PLANLAGTE].over


def test_without_a_limit_the_figure_is_shown_and_marks_nothing() -> None:
    near = (booked(1, "2024-09-10T10:00"), booked(2, "2024-09-11T10:00"))

    found = signs(*near)

    assert (found[TegnKode.MANGE_PLANLAGTE].antal, found[TegnKode.MANGE_PLANLAGTE].graense) == (2, None)
    assert (found[TegnKode.TAET_PAA].antal, found[TegnKode.TAET_PAA].graense) == (1, None)
    assert not any(sign.over for sign in found.values())


def test_meetings_close_together_are_counted_in_days_and_a_called_pair_says_nothing_of_the_person() -> None:
    called = (
        meeting(1, "2024-09-10T10:00", status=f.SamtaleStatus.PLANLAGT),
        meeting(2, "2024-09-11T10:00", status=f.SamtaleStatus.PLANLAGT),
    )
    near = (booked(1, "2024-09-10T10:00"), booked(2, "2024-09-13T10:00"))

    found = signs(*near, mindst_dage_mellem=7)[TegnKode.TAET_PAA]
    assert (found.antal, found.i_alt, found.over) == (3, 1, True)
    assert not signs(*near, mindst_dage_mellem=3)[TegnKode.TAET_PAA].over
    assert signs(*called, mindst_dage_mellem=7)[TegnKode.TAET_PAA].antal is None


def test_a_meeting_moved_three_times_is_marked_and_all_moves_are_counted() -> None:
    often = signs(
        booked(1, "2024-09-10T10:00", ombookninger=3), booked(2, "2024-09-24T10:00", ombookninger=1)
    )
    seldom = signs(booked(1, "2024-09-10T10:00", ombookninger=2))

    found = often[TegnKode.HYPPIG_OMBOOKNING]
    assert (found.antal, found.i_alt, found.graense, found.over) == (3, 4, 3, True)
    assert not seldom[TegnKode.HYPPIG_OMBOOKNING].over


def test_what_was_called_off_counts_in_moves_and_not_among_the_planned() -> None:
    off = booked(
        1, "2024-09-10T10:00", status=f.SamtaleStatus.AFLYST, aflyst_af=f.AflystAf.PERSON, ombookninger=4
    )

    found = signs(off)
    assert found[TegnKode.MANGE_PLANLAGTE].antal == 0
    assert found[TegnKode.HYPPIG_OMBOOKNING].over


def test_the_other_actors_meetings_and_an_earlier_course_are_not_looked_at() -> None:
    with_jobcenter = with_the_jobcenter(
        samtaler=(
            booked(0, "2024-04-10T10:00", status=f.SamtaleStatus.AFHOLDT, ombookninger=5),
            booked(1, "2024-09-10T10:00", holder=JOBCENTER),
        )
    )
    found = {sign.kode: sign for sign in tegn(with_jobcenter, NOW, JOBCENTER)}
    assert (found[TegnKode.MANGE_PLANLAGTE].antal, found[TegnKode.HYPPIG_OMBOOKNING].antal) == (1, 0)

    again = in_the_a_kasse(
        indplaceringer=(f.Indplacering(at("2023-01-02T00:00").date()), f.Indplacering(FIRST.start.date())),
        samtaler=(booked(0, "2023-02-10T10:00", status=f.SamtaleStatus.AFHOLDT, ombookninger=5),),
    )
    assert {sign.kode: sign for sign in tegn(again, NOW, A_KASSE)}[TegnKode.HYPPIG_OMBOOKNING].antal == 0
