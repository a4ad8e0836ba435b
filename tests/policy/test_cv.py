"""How it stands with a CV, and what may be registered of one (LAB § 23)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from portal.policy import cv
from portal.policy import facts as f
from portal.policy.cv import CvSpoergsmaal
from portal.policy.facts import Aktoer, CvKontrol, Maalgruppe, Tilmelding
from portal.policy.law import Finding, Outcome
from portal.policy.overblik import overblik
from tests.policy.courses import at, in_the_a_kasse

NU = at("2024-08-12T10:00")

TODAY = NU.date()
BEGAN = in_the_a_kasse().tilmeldinger[0].fra


def state(facts: f.Facts, nu: datetime = NU) -> cv.CvTilstand:
    found = cv.tilstand(facts, nu)
    assert found is not None
    return found


def checked(*found: tuple[date, bool]) -> f.Facts:
    return in_the_a_kasse(cv=tuple(CvKontrol(day, good) for day, good in found))


def test_it_is_due_two_weeks_after_registering_and_stays_due_until_it_is_found_sufficient() -> None:
    nobody_looked = state(in_the_a_kasse())

    assert (nobody_looked.senest, nobody_looked.mangler) == (BEGAN + timedelta(days=14), True)
    assert nobody_looked.finding.outcome is Outcome.NOT_MET
    assert state(checked((TODAY, False))).mangler
    good = state(checked((TODAY - timedelta(days=1), False), (TODAY, True)))
    assert (good.mangler, good.finding.code, good.finding.outcome) == (False, "cv_i_orden", Outcome.MET)
    assert state(checked((BEGAN, True), (TODAY, False))).mangler
    assert state(checked((TODAY, True), (TODAY, False))).mangler  # by two organisations


def shape(finding: Finding) -> tuple[str, Outcome, str, dict[str, object], list[str]]:
    cited = ", ".join(map(str, finding.citations))
    return finding.code, finding.outcome, cited, dict(finding.facts), [value.name for value in finding.values]


@pytest.mark.parametrize(
    ("target_group", "away", "places"),
    [
        (False, False, "LAB § 23, stk. 4, RÅB § 17"),
        (True, False, "LAB § 23, stk. 5, RÅB § 17"),
        (False, True, "LAB § 23, stk. 4, LAB § 23, stk. 6, RÅB § 17"),
        (True, True, "LAB § 23, stk. 5, LAB § 23, stk. 7, RÅB § 17"),
    ],
)
def test_how_it_stands_rests_on_the_paragraph_of_the_group_and_on_the_days_registered(
    target_group: bool, away: bool, places: str
) -> None:
    age = 22 if target_group else 40
    person = f.Person(date(TODAY.year - age, 1, 1), erhvervskompetencegivende_uddannelse=not target_group)
    left = BEGAN - timedelta(days=60)
    before = Tilmelding(left - timedelta(days=50), left, f.AfmeldingAarsag.ARBEJDE)
    registered = (*((before,) if away else ()), Tilmelding(BEGAN))
    facts = in_the_a_kasse(person=person, tilmeldinger=registered)
    looked_at = replace(facts, cv=(CvKontrol(BEGAN, fyldestgoerende=False),))
    known: dict[str, object] = {"tilmeldt": BEGAN.isoformat(), "holder": "a_kasse"}
    known |= {"afmeldt": left.isoformat()} if away else {"senest": (BEGAN + timedelta(days=14)).isoformat()}
    code = "cv_loebende" if away else "cv_fyldestgoerende"
    outcome = Outcome.MET if away else Outcome.NOT_MET

    found = state(facts)

    assert (found.tilmeldt, found.holder, found.kontrol) == (BEGAN, Aktoer.A_KASSE, None)
    assert shape(found.finding) == (code, outcome, places, known, ["cv_dage", "cv_maaneder"])
    known["cv_set"] = BEGAN.isoformat()
    assert shape(state(looked_at).finding) == (code, outcome, places, known, ["cv_dage", "cv_maaneder"])


def test_a_check_counts_for_the_registration_its_day_lies_in_and_not_before_its_day() -> None:
    assert state(checked((BEGAN - timedelta(days=1), True))).mangler
    assert state(checked((TODAY + timedelta(days=1), True))).mangler
    assert not state(checked((BEGAN, True))).mangler
    ended = Tilmelding(BEGAN, BEGAN + timedelta(days=5), f.AfmeldingAarsag.ARBEJDE)
    for days, counts in ((5, True), (6, False)):
        found = cv.seneste(checked((BEGAN + timedelta(days=days), True)), ended, TODAY)
        assert (found is not None) is counts


@pytest.mark.parametrize(("months", "due"), [(2, False), (4, True)])
def test_who_was_away_for_less_than_three_months_needs_no_check_within_two_weeks(
    months: int, due: bool
) -> None:
    left = BEGAN - timedelta(days=30 * months)
    before = Tilmelding(left - timedelta(days=50), left, f.AfmeldingAarsag.ARBEJDE)
    facts = in_the_a_kasse(tilmeldinger=(before, Tilmelding(BEGAN)))

    found = state(facts)

    assert found.mangler is due
    assert (found.senest is not None) is due
    assert found.finding.code == ("cv_fyldestgoerende" if due else "cv_loebende")
    assert overblik(facts, NU).cv_senest == found.senest


def test_who_is_not_registered_on_dagpenge_has_no_days_to_keep() -> None:
    ended = Tilmelding(BEGAN, BEGAN + timedelta(days=5), f.AfmeldingAarsag.ARBEJDE)
    for facts in (
        in_the_a_kasse(tilmeldinger=(ended,)),
        in_the_a_kasse(udmeldt=BEGAN),
        f.Facts(f.Person(date(1990, 1, 1), Maalgruppe.KONTANTHJAELP), ydelse_fra=BEGAN),
        f.Facts(f.Person(date(1990, 1, 1), Maalgruppe.KONTANTHJAELP), (Tilmelding(BEGAN),), ydelse_fra=BEGAN),
    ):
        assert cv.tilstand(facts, NU) is None


def asked(facts: f.Facts, **values: object) -> tuple[list[str], dict[str, object]]:
    question = {"af": Aktoer.A_KASSE, "dato": TODAY, "fyldestgoerende": True} | values
    decision = cv.kontroller(facts, NU, CvSpoergsmaal(**question))
    return [finding.code for finding in decision.findings], dict(decision.result)


def test_a_check_says_what_is_missing_or_that_nothing_is() -> None:
    facts = in_the_a_kasse()

    assert asked(facts)[0] == ["cv_kontrol"]
    assert asked(facts)[1] == {
        "tilmeldt": BEGAN.isoformat(),
        "senest": (BEGAN + timedelta(days=14)).isoformat(),
        "gaelder": True,
    }
    assert asked(facts, fyldestgoerende=False, mangler="Uddannelse.")[0] == ["cv_kontrol"]
    assert asked(facts, fyldestgoerende=False, mangler=" ")[0] == ["cv_mangler_ikke_sagt"]
    assert asked(facts, mangler="Uddannelse.")[0] == ["cv_intet_mangler"]
    assert asked(facts, dato=TODAY + timedelta(days=1))[0] == ["dag_i_fremtiden"]
    assert asked(facts, af=Aktoer.JOBCENTER)[0] == ["kun_ansvarlig_aktoer"]
    assert asked(facts, dato=BEGAN - timedelta(days=1))[0] == ["ikke_omfattet"]


@pytest.mark.parametrize(
    ("values", "code", "places"),
    [
        ({}, "cv_kontrol", "LAB § 23, stk. 6"),
        ({"dato": TODAY + timedelta(days=1)}, "dag_i_fremtiden", "LAB § 23, stk. 6"),
        ({"mangler": "Uddannelse."}, "cv_intet_mangler", "VEJ 10044 8"),
        ({"fyldestgoerende": False}, "cv_mangler_ikke_sagt", "VEJ 10044 8"),
        ({"af": Aktoer.JOBCENTER}, "kun_ansvarlig_aktoer", "LAB § 23, stk. 6"),
        ({"dato": BEGAN - timedelta(days=1)}, "ikke_omfattet", None),
    ],
)
def test_each_answer_keeps_what_was_asked_and_the_paragraph(
    values: dict[str, object], code: str, places: str | None
) -> None:
    question: dict[str, object] = {"af": Aktoer.A_KASSE, "dato": TODAY, "fyldestgoerende": True} | values

    decision = cv.kontroller(in_the_a_kasse(), NU, CvSpoergsmaal(**question))

    (finding,) = decision.findings
    assert (decision.question, finding.code, decision.allowed) == ("cv", code, code == "cv_kontrol")
    if places is not None:
        assert ", ".join(map(str, finding.citations)) == places
        assert finding.facts["af"] == question["af"]
        assert finding.facts["dag"] == str(question["dato"])
        assert (
            finding.facts.get("fyldestgoerende", question["fyldestgoerende"]) is question["fyldestgoerende"]
        )
        assert ("fyldestgoerende" in finding.facts) is (code != "kun_ansvarlig_aktoer")
    if code != "cv_kontrol":
        assert finding.outcome is Outcome.NOT_MET


def test_an_older_day_changes_nothing_where_a_later_one_was_looked_at() -> None:
    assert asked(checked((TODAY, True)), dato=TODAY - timedelta(days=1))[1]["gaelder"] is False
    assert asked(checked((TODAY, True)))[1]["gaelder"] is True


@pytest.mark.parametrize(
    ("group", "place"),
    [(Maalgruppe.KONTANTHJAELP, "§ 23, stk. 7"), (Maalgruppe.LEDIGHEDSYDELSE, "§ 23, stk. 8")],
)
def test_the_jobcenter_looks_at_the_cvs_of_the_other_groups_all_along(group: Maalgruppe, place: str) -> None:
    facts = f.Facts(f.Person(date(1990, 1, 1), group), (Tilmelding(BEGAN),), ydelse_fra=BEGAN)
    question = CvSpoergsmaal(Aktoer.JOBCENTER, TODAY, fyldestgoerende=True)

    decision = cv.kontroller(facts, NU, question)

    assert decision.allowed
    assert [citation.place for citation in decision.findings[0].citations] == [place]
    assert decision.result["tilmeldt"] is None
