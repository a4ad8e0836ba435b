"""Who sends a person on to the jobcenter, and when (LAB § 27, stk. 3)."""

from __future__ import annotations

from portal.policy import facts as f
from portal.policy.law import Decision
from portal.policy.uddannelsespaalaeg import kriterier, maalgruppe, visiter
from tests.policy.courses import at, day, in_the_a_kasse, with_the_jobcenter

NU = at("2024-09-02T10:00")
YOUNG = f.Person(day("2004-09-02"), erhvervskompetencegivende_uddannelse=False)


def codes(decision: Decision) -> list[str]:
    return [finding.code for finding in decision.refusals]


def test_the_a_kasse_sends_on_whoever_is_in_the_target_group_while_it_holds_the_course() -> None:
    assert visiter(in_the_a_kasse(person=YOUNG), NU).allowed
    assert codes(visiter(in_the_a_kasse(), NU)) == ["uddannelsespaalaeg"]
    assert codes(visiter(with_the_jobcenter(person=YOUNG), NU)) == ["kun_ansvarlig_aktoer"]


def test_the_age_is_read_on_the_day_of_the_visitation_and_then_stays() -> None:
    turning = f.Person(day("1999-09-02"), erhvervskompetencegivende_uddannelse=False)
    on_the_day, the_day_before = day("2024-09-02"), day("2024-09-01")
    assert not maalgruppe(in_the_a_kasse(person=turning), NU, on_the_day).allowed
    assert maalgruppe(in_the_a_kasse(person=turning), NU, the_day_before).allowed
    sent_on = in_the_a_kasse(person=turning, visiteret=the_day_before)
    assert maalgruppe(sent_on, NU, on_the_day).allowed


def test_each_criterion_is_told_by_itself() -> None:
    parent = f.Person(day("2004-09-02"), erhvervskompetencegivende_uddannelse=True, forsoergerpligt=True)
    found = kriterier(in_the_a_kasse(person=parent), NU, day("2024-09-02"))
    assert (found.ung, found.uden_uddannelse, found.uden_forsoergerpligt) == (True, False, False)
