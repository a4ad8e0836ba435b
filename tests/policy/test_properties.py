"""What holds for every person and every question, whatever the facts."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from portal.policy import facts as f
from portal.policy import (
    fratagelse,
    frister,
    indkaldelse,
    kontaktforloeb,
    krav,
    min_plan,
    samtaleform,
    selvbooking,
    tilsyn,
)
from portal.policy.kalender import COPENHAGEN, days_after
from portal.policy.koder import ADVARSLER, CITATIONS, PRAKTISKE
from portal.policy.law import Decision, Outcome
from portal.policy.selvbooking import BookSpoergsmaal, OmbookSpoergsmaal
from tests.policy.people import Case, cases, edges, local, with_meeting

THOROUGH = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
HOLDERS = st.sampled_from([f.Aktoer.A_KASSE, f.Aktoer.JOBCENTER])
FORMS = st.sampled_from(f.Samtaleform)
BOOKABLE = st.sampled_from([f.SamtaleArt.JOBSAMTALE, f.SamtaleArt.FAELLESSAMTALE])
DAYS = st.integers(-40, 90)


@st.composite
def asked(draw: st.DrawFn, case: Case) -> list[Decision]:
    """One decision on each question that has a yes and a no."""
    facts, nu = case.facts, case.nu
    start = draw(st.sampled_from(edges(case)))
    af, form, day = draw(HOLDERS), draw(FORMS), days_after(case.i_dag, draw(st.integers(-3, 30)))
    words = draw(st.sampled_from([None, "", "En konkret grund"]))
    book = BookSpoergsmaal(
        af,
        start,
        form,
        draw(BOOKABLE),
        faelles=draw(st.booleans()),
        aftalt_med=draw(st.sampled_from([None, "AK1"])),
        alternativ=draw(st.booleans()),
    )
    call = indkaldelse.IndkaldSpoergsmaal(
        af, draw(st.sampled_from(f.SamtaleArt)), start, form, draw(st.booleans()), words
    )
    hearing = fratagelse.Hoering(days_after(case.i_dag, -draw(st.integers(0, 20))), day, draw(st.booleans()))
    found = [
        selvbooking.book(facts, nu, book),
        indkaldelse.indkald(facts, nu, call),
        frister.saet_frist(facts, nu, frister.SaetFristSpoergsmaal(af, case.i_dag, day)),
        frister.afmeld(facts, nu, day),
        fratagelse.fratag(
            facts,
            nu,
            fratagelse.FratagSpoergsmaal(
                af, fratagelse.Grundlag.ANDEN_MAADE, words, draw(st.sampled_from([None, hearing]))
            ),
        ),
        min_plan.ret_plan(facts, nu, af, draw(st.sampled_from(min_plan.Felt))),
    ]
    for meeting in facts.samtaler:
        found.append(selvbooking.aflys(facts, nu, meeting.noegle))
        change = samtaleform.AendrFormSpoergsmaal(af, meeting.noegle, form, words)
        found.append(samtaleform.aendr_form(facts, nu, change))
        if meeting.status is f.SamtaleStatus.PLANLAGT:
            move = OmbookSpoergsmaal(meeting.noegle, start, form, "AK1", draw(st.booleans()))
            found.append(selvbooking.ombook(facts, nu, move))
    return found


@THOROUGH
@given(data=st.data(), case=cases())
def test_nothing_is_allowed_and_refused_at_once(data: st.DataObject, case: Case) -> None:
    for decision in data.draw(asked(case)):
        assert decision.allowed is (decision.refusals == ())
        assert any(finding.outcome is Outcome.MET for finding in decision.findings) is decision.allowed
        if not decision.allowed:
            assert decision.warnings == ()


@THOROUGH
@given(data=st.data(), case=cases())
def test_every_reason_is_on_the_page_and_cites_its_paragraph(data: st.DataObject, case: Case) -> None:
    for decision in data.draw(asked(case)):
        for finding in decision.refusals:
            assert finding.code in CITATIONS
            assert finding.code not in ADVARSLER
            assert bool(finding.citations) is (finding.code not in PRAKTISKE)
        assert {finding.code for finding in decision.warnings} <= ADVARSLER


@THOROUGH
@given(data=st.data(), case=cases())
def test_a_decision_survives_being_kept_as_json(data: st.DataObject, case: Case) -> None:
    for decision in data.draw(asked(case)):
        assert Decision.from_json(decision.as_json()) == decision


@THOROUGH
@given(data=st.data(), case=cases())
def test_what_stands_alone_stands_alone(data: st.DataObject, case: Case) -> None:
    for decision in data.draw(asked(case)):
        codes = {finding.code for finding in decision.refusals}
        for alone in ("ikke_omfattet", "foer_udloeb", "frist_bortfaldet"):
            assert alone not in codes or codes == {alone}
        if "anden_aktoer_ansvarlig" in codes:
            assert codes <= {"anden_aktoer_ansvarlig", *PRAKTISKE}
        if "kun_ansvarlig_aktoer" in codes and decision.question == "indkald":
            assert codes <= {"kun_ansvarlig_aktoer", *PRAKTISKE}


@THOROUGH
@given(case=cases(), holder=HOLDERS, form=FORMS, days=DAYS, ago=st.integers(1, 60), art=BOOKABLE)
def test_one_more_held_meeting_never_makes_a_meeting_first_again(
    case: Case, holder: f.Aktoer, form: f.Samtaleform, days: int, ago: int, art: f.SamtaleArt
) -> None:
    start = local(days_after(case.i_dag, days), 20)
    held = case.nu - timedelta(days=ago)
    more = with_meeting(case.facts, noegle=99, start=held, holder=holder, art=art)
    before = samtaleform.former(case.facts, case.nu, holder, start)
    assert before <= samtaleform.former(more, case.nu, holder, start)
    q = BookSpoergsmaal(holder, start, form)
    first = {"foerste_samtale_indkaldes", "foerste_samtale_fremmoede"}
    said = first & {finding.code for finding in selvbooking.book(more, case.nu, q).refusals}
    assert said <= {finding.code for finding in selvbooking.book(case.facts, case.nu, q).refusals}


@THOROUGH
@given(data=st.data(), case=cases())
def test_an_actor_outside_its_part_of_the_course_can_change_nothing(data: st.DataObject, case: Case) -> None:
    facts, nu = case.facts, case.nu
    holds = kontaktforloeb.holder_on(facts, nu, case.i_dag)
    af = f.Aktoer.JOBCENTER if holds is f.Aktoer.A_KASSE else f.Aktoer.A_KASSE
    start = local(days_after(case.i_dag, data.draw(st.integers(1, 30))), 20)
    arts = [
        art for art in f.SamtaleArt if art not in (f.SamtaleArt.RAADIGHEDSSAMTALE, f.SamtaleArt.CV_SAMTALE)
    ]
    call = indkaldelse.IndkaldSpoergsmaal(
        af, data.draw(st.sampled_from(arts)), start, f.Samtaleform.FREMMOEDE, True, "Haster"
    )
    heard = fratagelse.Hoering(undtaget=fratagelse.Undtagelse.FVL_20)
    revoke = fratagelse.FratagSpoergsmaal(af, fratagelse.Grundlag.FORLOEBET_HINDRES, "Grunde", heard)
    deadline = frister.SaetFristSpoergsmaal(af, case.i_dag, days_after(case.i_dag, 10))
    found = [
        indkaldelse.indkald(facts, nu, call),
        frister.saet_frist(facts, nu, deadline),
        fratagelse.fratag(facts, nu, revoke),
        min_plan.ret_plan(facts, nu, af, min_plan.Felt.JOBMAAL),
    ]
    for meeting in facts.samtaler:
        if meeting.art is not f.SamtaleArt.RAADIGHEDSSAMTALE:
            change = samtaleform.AendrFormSpoergsmaal(
                af, meeting.noegle, f.Samtaleform.FREMMOEDE, "En konkret grund"
            )
            found.append(samtaleform.aendr_form(facts, nu, change))
    assert not any(decision.allowed for decision in found)


@THOROUGH
@given(data=st.data(), case=cases(), holder=HOLDERS, form=FORMS)
def test_local_limits_never_stop_what_the_law_allows_where_no_other_time_is_left(
    data: st.DataObject, case: Case, holder: f.Aktoer, form: f.Samtaleform
) -> None:
    start = data.draw(st.sampled_from(edges(case)))
    q = BookSpoergsmaal(holder, start, form, alternativ=False)
    unlimited = {
        name: replace(getattr(case.facts, name), mindst_dage_mellem=None, hoejst_planlagte=None)
        for name in ("regler_a_kasse", "regler_jobcenter")
    }
    without = selvbooking.book(replace(case.facts, **unlimited), case.nu, q)
    assert selvbooking.book(case.facts, case.nu, q).allowed is without.allowed


@THOROUGH
@given(case=cases(), days=st.integers(8, 20))
def test_a_deadline_that_presses_leaves_a_window_whatever_the_local_limits(case: Case, days: int) -> None:
    holder = kontaktforloeb.holder_on(case.facts, case.nu, case.i_dag)
    issued = f.Frist(holder, case.i_dag, days_after(case.i_dag, days), vejledt=True)
    limits = f.Regler(mindst_dage_mellem=365, hoejst_planlagte=0)
    pressed = replace(case.facts, frister=(issued,))
    free = replace(pressed, regler_a_kasse=f.Regler(), regler_jobcenter=f.Regler())
    tight = replace(pressed, regler_a_kasse=limits, regler_jobcenter=limits)
    frist = frister.binding_deadline(free, case.nu)
    assert frist is not None
    assume(frist.binder)
    wanted = {w.latest for w in selvbooking.bookable(free, case.nu).windows if w.holder is frist.frist.af}
    bookable = selvbooking.bookable(tight, case.nu)
    found = {w.latest for w in (bookable.relaxed or bookable).windows if w.holder is frist.frist.af}
    assert wanted == found


@THOROUGH
@given(case=cases(), days=DAYS)
def test_exactly_one_of_three_is_responsible(case: Case, days: int) -> None:
    day = days_after(case.i_dag, days)
    responsible = kontaktforloeb.ansvar(case.facts, case.nu, day).aktoer
    for holder in (f.Aktoer.A_KASSE, f.Aktoer.JOBCENTER):
        forms = samtaleform.former(case.facts, case.nu, holder, local(day, 20))
        assert bool(forms) is (holder is responsible)


@THOROUGH
@given(case=cases(), days=DAYS)
def test_the_holder_has_held_it_since_the_day_that_is_told(case: Case, days: int) -> None:
    day = days_after(case.i_dag, days)
    found = kontaktforloeb.ansvar(case.facts, case.nu, day)
    if found.siden is None:
        return
    assert found.siden <= day
    between = range((day - found.siden).days + 1)
    assert {kontaktforloeb.holder_on(case.facts, case.nu, days_after(day, -n)) for n in between} == {
        found.aktoer
    }


@THOROUGH
@given(case=cases(), days=DAYS)
def test_requirements_are_asked_only_while_somebody_holds_the_course(case: Case, days: int) -> None:
    day = days_after(case.i_dag, days)
    rows = krav.krav(case.facts, case.nu, day)
    if kontaktforloeb.holder_on(case.facts, case.nu, day) is f.Aktoer.INGEN:
        assert case.facts.person.maalgruppe is f.Maalgruppe.SYGEDAGPENGE or rows == ()
    assert len({row.kode for row in rows}) == len(rows)
    for row in rows:
        assert row.holder is not f.Aktoer.INGEN
        assert (row.mindst is None) is (row.afholdt is None)


@THOROUGH
@given(data=st.data(), case=cases())
def test_the_zone_in_which_a_time_is_written_changes_nothing(data: st.DataObject, case: Case) -> None:
    zone = ZoneInfo("America/New_York")
    start = data.draw(st.sampled_from(edges(case)))
    facts = replace(
        case.facts,
        samtaler=tuple(replace(m, start=m.start.astimezone(COPENHAGEN)) for m in case.facts.samtaler),
    )
    q = BookSpoergsmaal(data.draw(HOLDERS), start, data.draw(FORMS))
    elsewhere = replace(q, start=start.astimezone(zone))
    there = selvbooking.book(facts, case.nu.astimezone(COPENHAGEN), elsewhere)
    assert there == selvbooking.book(case.facts, case.nu, q)


@given(cases())
@settings(THOROUGH, max_examples=60)
def test_nobody_is_wanting_of_whom_the_law_requires_no_more_meetings(case: Case) -> None:
    """The figure and the duty are read alike: on the day itself, the duty is open for whoever is wanting."""
    for one in tilsyn.tre_maaneder(case.facts, case.nu):
        duty = [row for row in krav.krav(case.facts, case.nu, one.dag) if row.kode == "a_kasse_samtaler"]
        assert one.dag < case.i_dag
        if one.holdt < one.mindst:
            assert [(row.afholdt, row.senest) for row in duty] == [(one.holdt, one.dag)]
        else:
            assert not [row for row in duty if row.afholdt != one.holdt]
