"""Calling in, whoever the person is: every yes has its reason, and the series of a kontrolaktion its days."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.policy import facts as f
from portal.policy import indkaldelse, kontrolforloeb
from portal.policy.indkaldelse import Grund, IndkaldSpoergsmaal
from portal.policy.kalender import days_after, months_after
from tests.policy.people import Case, cases, days_around

THOROUGH = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
ACTORS = st.sampled_from([f.Aktoer.A_KASSE, f.Aktoer.JOBCENTER])


@THOROUGH
@given(
    case=cases(),
    af=ACTORS,
    art=st.sampled_from(f.SamtaleArt),
    form=st.sampled_from(f.Samtaleform),
    days=st.integers(0, 30),
    need=st.sampled_from([None, None, "Et kursus begynder."]),
)
def test_whoever_may_be_called_is_called_for_a_reason(
    case: Case, af: f.Aktoer, art: f.SamtaleArt, form: f.Samtaleform, days: int, need: str | None
) -> None:
    start = case.nu + timedelta(days=days, hours=1)
    question = IndkaldSpoergsmaal(af, art, start, form, med_kort_varsel=need is not None, kort_varsel=need)

    if not indkaldelse.indkald(case.facts, case.nu, question).allowed:
        return

    grund = indkaldelse.grund(case.facts, case.nu, question)
    booked = art in (f.SamtaleArt.JOBSAMTALE, f.SamtaleArt.FAELLESSAMTALE)
    assert booked is (grund not in (Grund.KONTROL, Grund.RAADIGHED, Grund.CV))
    assert (grund is Grund.KORT_VARSEL) is (booked and need is not None)


@THOROUGH
@given(case=cases(), af=ACTORS)
def test_a_kind_of_meeting_that_is_not_offered_is_refused(case: Case, af: f.Aktoer) -> None:
    offered = indkaldelse.arter(case.facts, case.nu, af)

    assert f.SamtaleArt.JOBSAMTALE in offered
    for art in f.SamtaleArt:
        refused = indkaldelse.arten(case.facts, case.nu, af, art)
        assert [finding.code for finding in refused] == ([] if art in offered else ["art_gaelder_ikke"])
        assert all(finding.citations for finding in refused)


@THOROUGH
@given(data=st.data(), case=cases(), udland=st.booleans())
def test_the_meeting_that_is_due_after_a_kontrolaktion_is_one_of_the_series(
    data: st.DataObject, case: Case, udland: bool
) -> None:
    message = data.draw(days_around(case.i_dag, 90, 0))
    controlled = tuple(
        replace(samtale, art=f.SamtaleArt.KONTROLSAMTALE) if data.draw(st.booleans()) else samtale
        for samtale in case.facts.samtaler
    )
    facts = replace(case.facts, kontrol=f.Kontrol(message, udland), samtaler=controlled)

    series = kontrolforloeb.raekke(facts, case.nu)

    assert series is not None
    assert series.senest_foerste == days_after(message, 7)
    assert series.dage[-1] <= series.slut
    assert {(b - a).days for a, b in zip(series.dage, series.dage[1:], strict=False)} <= {14}
    if series.begyndt and udland:
        assert series.slut == months_after(series.holdt[0], 3)
    if series.naeste is not None:
        assert series.naeste in series.dage
        assert len(series.holdt) <= series.dage.index(series.naeste) or not series.begyndt


def test_without_a_message_there_is_no_series() -> None:
    case = f.Facts(f.Person(f.date(1990, 2, 1)))

    assert kontrolforloeb.raekke(case, f.datetime(2024, 9, 2, 8, tzinfo=f.UTC)) is None
