"""Edges that no case can ask for: questions of the pages alone, and what a finding says beside its code."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from portal.policy import facts as f
from portal.policy import fratagelse, frister, grundlag, kontaktforloeb, samtaleform, selvbooking
from portal.policy.beslutninger import bindende, binder, bortfald, key_of
from portal.policy.kalender import month_begins
from portal.policy.law import Decision
from portal.policy.oplysninger import Oplysning, retter
from portal.policy.sag import Sag
from portal.policy.samtaler import er_foerste_med_jobcentret
from portal.policy.selvbooking import BookSpoergsmaal, OmbookSpoergsmaal
from tests.policy.courses import at, booked, day, in_the_a_kasse, meeting, month, with_the_jobcenter

A_KASSE, JOBCENTER = f.Aktoer.A_KASSE, f.Aktoer.JOBCENTER
NU = at("2024-09-02T10:00")
PHONE, PRESENT = f.Samtaleform.TELEFON, f.Samtaleform.FREMMOEDE
FOURTEEN = f.Regler(mindst_dage_mellem=14, ombookning_senest_timer=48, hoejst_planlagte=1)


def codes(decision: Decision) -> list[str]:
    return [finding.code for finding in decision.findings]


def having(*meetings: f.Samtale, **more: object) -> f.Facts:
    return in_the_a_kasse(samtaler=(*in_the_a_kasse().samtaler, *meetings), **more)


def ask(start: str, holder: f.Aktoer = A_KASSE, *, alone: bool = True) -> BookSpoergsmaal:
    return BookSpoergsmaal(holder, at(start), PHONE, alternativ=alone)


def decided(art: f.BeslutningArt, af: f.Aktoer, dato: str, **more: object) -> f.Beslutning:
    return f.Beslutning(art, af, day(dato), **more)  # type: ignore[arg-type]


def test_a_chosen_form_is_answered_with_what_it_rests_on() -> None:
    def chosen(facts: f.Facts, form: f.Samtaleform, nu: str = "2024-09-02T10:00") -> Decision:
        return samtaleform.vaelg_form(facts, at(nu), 1, form)

    phone = having(booked(1, "2024-09-20T10:00"), regler_a_kasse=FOURTEEN)
    yes = chosen(phone, f.Samtaleform.VIDEO)
    assert (yes.question, codes(yes), yes.findings[0].facts) == (
        "vaelg_form",
        ["valg_af_form"],
        {"holder": "a_kasse"},
    )
    begun = chosen(phone, f.Samtaleform.VIDEO, "2024-09-20T10:00")
    assert (begun.question, codes(begun)) == ("vaelg_form", ["tid_i_fortiden"])
    assert begun.findings[0].facts == {"start": "2024-09-20T10:00"}
    late = chosen(phone, f.Samtaleform.VIDEO, "2024-09-18T10:01")
    assert late.findings[0].facts == {
        "holder": "a_kasse",
        "ombookning_senest_timer": 48,
        "ombookning_senest": "2024-09-18T10:00",
    }
    assert chosen(phone, f.Samtaleform.VIDEO, "2024-09-18T10:00").allowed
    first = in_the_a_kasse(samtaler=(booked(1, "2024-09-20T10:00"),))
    called = replace(
        first, beslutninger=(decided(f.BeslutningArt.FREMMOEDE, A_KASSE, "2024-09-01", samtale=1),)
    )
    assert codes(chosen(called, PHONE)) == ["fremmoede_besluttet", "foerste_samtale_fremmoede"]


def test_the_forms_are_told_with_the_rule_that_gives_them() -> None:
    def rule(facts: f.Facts, start: str) -> list[str]:
        return codes(samtaleform.former_decision(facts, NU, A_KASSE, at(start)))

    assert rule(in_the_a_kasse(samtaler=()), "2024-09-20T10:00") == ["foerste_samtale_fremmoede"]
    assert rule(in_the_a_kasse(), "2024-09-20T10:00") == ["valg_af_form"]
    assert rule(with_the_jobcenter(), "2024-09-20T10:00") == ["anden_aktoer_ansvarlig"]


def test_only_the_meetings_own_holder_decides_that_it_is_in_person() -> None:
    others = decided(f.BeslutningArt.FREMMOEDE, JOBCENTER, "2024-09-01", samtale=1)
    facts = having(booked(1, "2024-09-20T10:00"), beslutninger=(others,))
    question = OmbookSpoergsmaal(1, at("2024-09-21T10:00"), PHONE)
    assert selvbooking.ombook(facts, NU, question).allowed
    talk = booked(1, "2024-09-20T10:00", art=f.SamtaleArt.RAADIGHEDSSAMTALE)
    theirs = with_the_jobcenter(samtaler=(*with_the_jobcenter().samtaler, talk), beslutninger=(others,))
    assert selvbooking.ombook(theirs, NU, question).allowed


def test_giving_back_the_right_to_book_is_a_decision_of_its_own() -> None:
    revoked = in_the_a_kasse(beslutninger=(decided(f.BeslutningArt.FRATAGELSE, A_KASSE, "2024-08-20"),))
    found = fratagelse.ophaev(revoked, NU, fratagelse.OphaevSpoergsmaal(A_KASSE, "Aftalt"))
    assert found.question == "ophaev"
    assert [(one.code, dict(one.facts)) for one in found.findings] == [
        ("fratagelse_ophaevet", {"holder": "a_kasse"})
    ]
    refused = fratagelse.ophaev(revoked, NU, fratagelse.OphaevSpoergsmaal(A_KASSE, " "))
    assert [str(citation) for citation in refused.findings[0].citations] == ["FVL § 22"]


def test_of_two_revocations_the_latest_is_told() -> None:
    both = [decided(f.BeslutningArt.FRATAGELSE, A_KASSE, dato) for dato in ("2024-08-20", "2024-08-28")]
    for order in (both, both[::-1]):
        (refused,) = selvbooking.book(
            in_the_a_kasse(beslutninger=tuple(order)), NU, ask("2024-09-20T10:00")
        ).refusals
        assert refused.facts["dato"] == "2024-08-28"


def test_who_holds_the_course_is_told_with_its_own_paragraph() -> None:
    mine = selvbooking.book(in_the_a_kasse(), NU, ask("2024-09-20T10:00"))
    theirs = selvbooking.book(with_the_jobcenter(), NU, ask("2024-09-20T10:00", JOBCENTER))
    assert [str(one.findings[0].citations[0]) for one in (mine, theirs)] == [
        "LAB § 27, stk. 2",
        "LAB § 27, stk. 1",
    ]


def test_nobody_is_taken_to_register_again_who_does_not() -> None:
    off = (f.Tilmelding(day("2024-08-05"), day("2024-08-30"), f.AfmeldingAarsag.ARBEJDE),)
    facts = in_the_a_kasse(tilmeldinger=off)
    question = ask("2024-09-20T10:00")
    assert codes(selvbooking.book_sag(selvbooking.prepare(facts, NU), question)) == ["ikke_omfattet"]


def test_each_holder_has_its_own_limits() -> None:
    near = having(booked(1, "2024-09-20T10:00"), regler_a_kasse=FOURTEEN)
    found = selvbooking.book(near, NU, ask("2024-09-25T10:00"))
    assert codes(found) == ["for_mange_planlagte", "samtaler_for_taet"]
    late = OmbookSpoergsmaal(1, at("2024-10-10T10:00"), PHONE)
    assert codes(selvbooking.ombook(near, at("2024-09-19T10:00"), late)) == ["ombookning_for_sent"]
    other = replace(near, regler_a_kasse=f.Regler(), regler_jobcenter=FOURTEEN)
    assert selvbooking.book(other, NU, ask("2024-09-25T10:00")).allowed
    assert selvbooking.ombook(other, at("2024-09-19T10:00"), late).allowed


def test_a_meeting_may_be_moved_until_its_holders_limit_and_never_once_it_began() -> None:
    start = at("2024-09-20T10:00")
    mine = having(booked(1, "2024-09-20T10:00"))
    limited = replace(mine, regler_a_kasse=f.Regler(ombookning_senest_timer=24))
    assert selvbooking.ombook_senest(mine, NU, 1) == start
    assert selvbooking.ombook_senest(mine, start, 1) is None
    assert selvbooking.ombook_senest(limited, at("2024-09-19T10:00"), 1) == at("2024-09-19T10:00")
    assert selvbooking.ombook_senest(limited, at("2024-09-19T10:01"), 1) is None
    taken = replace(mine, beslutninger=(decided(f.BeslutningArt.FRATAGELSE, A_KASSE, "2024-08-20"),))
    assert selvbooking.ombook_senest(taken, NU, 1) is None
    called = replace(taken.samtaler[-1], oprindelse=f.Oprindelse.INDKALDT)
    assert selvbooking.ombook_senest(replace(taken, samtaler=(called,)), NU, 1) == start
    control = replace(called, art=f.SamtaleArt.KONTROLSAMTALE)
    assert selvbooking.ombook_senest(replace(mine, samtaler=(control,)), NU, 1) is None


def test_the_nearest_meeting_is_the_one_that_is_told() -> None:
    around = having(
        booked(1, "2024-09-10T10:00"),
        booked(2, "2024-09-22T10:00"),
        booked(3, "2024-10-01T10:00"),
        regler_a_kasse=f.Regler(mindst_dage_mellem=14),
    )
    (refused,) = selvbooking.book(around, NU, ask("2024-09-20T10:00")).refusals
    assert "2024-09-22" in refused.facts.values()


def test_a_meeting_that_begins_now_is_no_longer_planned_and_today_is_blocked_by_tomorrows() -> None:
    now = having(booked(1, "2024-09-02T10:00"), regler_a_kasse=f.Regler(hoejst_planlagte=1))
    assert selvbooking.book(now, NU, ask("2024-09-20T10:00")).allowed
    tomorrow = having(booked(1, "2024-09-03T10:00"), regler_a_kasse=f.Regler(mindst_dage_mellem=2))
    blocked = selvbooking.bookable(tomorrow, NU).windows[0].blocked_days
    assert day("2024-09-02") in blocked
    assert day("2024-09-01") not in blocked
    assert selvbooking.movable(tomorrow, NU, 1).windows[0].blocked_days == frozenset()


def test_the_jobcenters_meeting_on_the_a_kasses_last_day_is_not_the_first_after_it() -> None:
    early = booked(1, "2024-05-31T10:00", holder=JOBCENTER, status=f.SamtaleStatus.AFHOLDT)
    facts = with_the_jobcenter(samtaler=(*with_the_jobcenter().samtaler, early), valg=f.Valg(f.AKasseMed.JA))
    question = replace(ask("2024-09-20T10:00", JOBCENTER), faelles=True, aftalt_med="AK1")
    assert selvbooking.book(facts, NU, question).allowed


def test_the_holder_has_had_it_since_the_change_of_the_day_itself() -> None:
    def since(facts: f.Facts, on: str) -> object:
        return kontaktforloeb.ansvar(facts, at(f"{on}T12:00"), day(on)).siden

    assert since(with_the_jobcenter(), "2024-06-01") == day("2024-06-01")
    moved = in_the_a_kasse(skift=(f.Skift(day("2024-09-02"), a_kasse="AK2"),))
    assert since(moved, "2024-09-02") == day("2024-09-02")
    a_day_off = (
        f.Tilmelding(day("2024-08-05"), day("2024-08-20"), f.AfmeldingAarsag.ANDEN),
        f.Tilmelding(day("2024-08-22")),
    )
    assert since(in_the_a_kasse(tilmeldinger=a_day_off), "2024-09-02") == day("2024-08-22")
    unknown = f.Facts(f.Person(day("1984-02-11"), f.Maalgruppe.LEDIGHEDSYDELSE))
    assert since(unknown, "2024-09-02") is None


def test_on_another_benefit_both_counts_of_months_are_told() -> None:
    facts = f.Facts(f.Person(day("1984-02-11"), f.Maalgruppe.LEDIGHEDSYDELSE), ydelse_fra=day("2024-01-31"))
    found = kontaktforloeb.ledighed(facts, NU)
    assert (found.seks_maaneder, found.seksten_maaneder) == (day("2024-07-31"), day("2025-05-31"))
    assert found.timer == 0


def test_the_hours_of_a_month_are_added_and_those_of_another_period_left_out() -> None:
    facts = in_the_a_kasse(
        forbrug=(
            month("2024-07", "99"),
            month("2024-08", "60.5", "2024-08-20"),
            month("2024-08", "40", "2024-08-31"),
            month("2024-09", "10", "2024-09-30"),
        )
    )
    sag = Sag(facts, NU)
    assert sag.forbrugte_maaneder(sag.periode(sag.i_dag)) == {
        month_begins(day("2024-08-05")): Decimal("100.5")
    }


def test_the_kommune_is_the_one_of_the_latest_change_that_has_come() -> None:
    moves = (
        f.Skift(day("2024-08-20"), kommune="0147"),
        f.Skift(day("2024-08-10"), kommune="0157"),
        f.Skift(day("2024-09-10"), kommune="0167"),
    )
    sag = Sag(in_the_a_kasse(skift=moves), NU)
    on = {text: sag.kommune(day(text)) for text in ("2024-08-09", "2024-08-10", "2024-08-20", "2024-09-10")}
    assert list(on.values()) == ["0101", "0157", "0147", "0147"]


def test_a_change_back_on_the_next_day_is_a_change_of_its_own() -> None:
    back = (f.Skift(day("2024-08-21"), a_kasse="AK2"), f.Skift(day("2024-08-22"), a_kasse="AK1"))
    sag = Sag(in_the_a_kasse(skift=back), NU)
    assert sag.organisation_skiftet(A_KASSE, day("2024-08-21"), sag.i_dag) == day("2024-08-22")


def test_the_duty_is_upheld_towards_the_actor_that_decided_so_alone() -> None:
    job = f.MindreIntensiv(f.MindreIntensivGrund.JOB, dokumenteret=True, starter=day("2024-09-30"))
    upheld = in_the_a_kasse(
        mindre_intensiv=(job,),
        beslutninger=(decided(f.BeslutningArt.FASTHOLDT_PLIGT, A_KASSE, "2024-08-20"),),
    )
    own = frister.SaetFristSpoergsmaal(A_KASSE, day("2024-09-02"), day("2024-09-10"))
    assert frister.saet_frist(upheld, NU, own).allowed
    other = frister.saet_frist(upheld, NU, replace(own, af=JOBCENTER))
    assert codes(other) == ["kun_ansvarlig_aktoer", "mindre_intensiv_indsats"]


def test_of_sickness_the_day_is_told() -> None:
    def told(til: str, again: str) -> object:
        spells = (
            f.Tilmelding(day("2024-08-05"), day(til), f.AfmeldingAarsag.SYGDOM),
            f.Tilmelding(day(again)),
        )
        asked = frister.SaetFristSpoergsmaal(A_KASSE, day("2024-09-02"), day("2024-09-10"))
        found = frister.saet_frist(in_the_a_kasse(tilmeldinger=spells), NU, asked)
        return next(one.facts["dag"] for one in found.refusals if one.code == "syg")

    assert told("2024-08-30", "2024-09-05") == "2024-09-02"
    assert told("2024-09-05", "2024-09-20") == "2024-09-10"


def test_a_meeting_in_person_is_not_yet_held_by_being_called_off() -> None:
    gone = meeting(0, "2024-08-14T10:00", status=f.SamtaleStatus.UDEBLEVET)
    assert samtaleform.former(in_the_a_kasse(samtaler=(gone,)), NU, A_KASSE, at("2024-09-20T10:00")) == {
        PRESENT
    }


def test_without_dagpenge_months_are_counted_from_the_benefit() -> None:
    facts = f.Facts(f.Person(day("1984-02-11"), f.Maalgruppe.LEDIGHEDSYDELSE), ydelse_fra=day("2024-01-31"))
    sag = Sag(facts, NU)
    assert grundlag.ledighed(sag, sag.i_dag) == grundlag.ydelse(sag) != {}


def test_a_wrong_fact_is_corrected_by_whoever_registers_it_or_whom_the_person_turns_to_anyway() -> None:
    sag = Sag(in_the_a_kasse(), NU)
    assert retter(sag, Oplysning.FORBRUG, JOBCENTER) is A_KASSE
    assert retter(sag, Oplysning.NAVN, JOBCENTER) is JOBCENTER
    off = (f.Tilmelding(day("2024-08-05"), day("2024-08-30"), f.AfmeldingAarsag.ARBEJDE),)
    assert retter(Sag(in_the_a_kasse(tilmeldinger=off), NU), Oplysning.CV, A_KASSE) is A_KASSE


def test_unemployment_is_told_with_what_it_is_counted_by() -> None:
    found = kontaktforloeb.ledighed(with_the_jobcenter(), NU).finding
    assert (found.code, [str(one) for one in found.citations]) == ("ledighed", ["BAB § 7"])
    assert [value.name for value in found.values] == [
        "foerste_maaneder",
        "intensiveret_indsats_maaneder",
        "maaned_timer_fuldtid",
    ]
    facts = f.Facts(f.Person(day("1984-02-11"), f.Maalgruppe.LEDIGHEDSYDELSE), ydelse_fra=day("2024-01-31"))
    other = kontaktforloeb.ledighed(facts, NU).finding
    assert (other.code, [str(one) for one in other.citations]) == ("ledighed", ["LAB § 31, stk. 1"])
    assert dict(other.facts) == {"maalgruppe": "ledighedsydelse", "ydelse_fra": "2024-01-31"}


def test_a_decision_has_lapsed_from_the_day_it_bound_no_longer_though_nobody_lifted_it() -> None:
    def lapsed(facts: f.Facts, decision: f.Beslutning, nu: str = "2024-09-02T10:00") -> str | None:
        found = bortfald(Sag(facts, at(nu)), decision)
        return found.isoformat() if found else None

    art = f.BeslutningArt
    revoked = decided(art.FRATAGELSE, A_KASSE, "2024-05-10")
    handed = with_the_jobcenter()
    assert lapsed(handed, revoked) == "2024-06-01"
    assert lapsed(handed, revoked, "2024-06-01T10:00") == "2024-06-01"
    assert lapsed(handed, revoked, "2024-05-31T10:00") is None
    assert lapsed(handed, replace(revoked, ophaevet=day("2024-06-01"))) is None
    assert lapsed(handed, replace(revoked, ophaevet=day("2024-06-02"))) == "2024-06-01"
    assert lapsed(handed, replace(revoked, ophaevet=day("2024-07-02")), "2024-06-20T10:00") == "2024-06-01"
    assert lapsed(handed, replace(revoked, art=art.FRITAGELSE)) is None
    assert lapsed(handed, replace(revoked, dato=day("2024-09-03"))) is None
    assert lapsed(handed, replace(revoked, dato=day("2024-06-20"))) == "2024-06-20"
    later = with_the_jobcenter(skift=(f.Skift(day("2024-07-01"), kommune="0147"),))
    assert lapsed(later, replace(revoked, dato=day("2024-06-20"))) == "2024-06-20"
    moved = in_the_a_kasse(skift=(f.Skift(day("2024-09-02"), a_kasse="AK2"),))
    assert lapsed(moved, decided(art.FRATAGELSE, A_KASSE, "2024-08-20")) == "2024-09-02"
    today = decided(art.FRATAGELSE, A_KASSE, "2024-09-02")
    assert lapsed(in_the_a_kasse(), today) is None


def test_a_decision_on_the_day_of_a_change_is_that_of_whoever_took_it() -> None:
    art, on = f.BeslutningArt.FRATAGELSE, "2024-08-20"
    moved = in_the_a_kasse(skift=(f.Skift(day(on), a_kasse="AK2"),))
    first = moved.person.a_kasse
    left, came = decided(art, A_KASSE, on, organisation=first), decided(art, A_KASSE, on, organisation="AK2")

    def binds(*decisions: f.Beslutning) -> f.Beslutning | None:
        return bindende(Sag(replace(moved, beslutninger=decisions), NU), art, day("2024-09-02"), A_KASSE)

    assert binds(left) is None
    assert binds(left, came) == came
    assert binds(came) == came
    assert bortfald(Sag(moved, NU), left) == bortfald(Sag(moved, at(f"{on}T10:00")), left) == day(on)
    assert bortfald(Sag(moved, NU), came) is None


def test_revoked_lifted_and_revoked_again_on_one_day_is_two_decisions() -> None:
    art, on = f.BeslutningArt.FRATAGELSE, "2024-05-10"
    lifted = replace(decided(art, A_KASSE, on, noegle=1), ophaevet=day(on))
    again = decided(art, A_KASSE, on, noegle=2)
    facts = with_the_jobcenter(beslutninger=(lifted, again))
    before, after = Sag(facts, at("2024-05-31T10:00")), Sag(facts, at("2024-06-01T10:00"))
    assert bindende(before, art, before.i_dag, A_KASSE) == again
    assert not binder(before, lifted, before.i_dag)
    assert (key_of(lifted), key_of(again)) == (1, 2)
    with pytest.raises(ValueError, match=r"^a decision that nobody has kept$"):
        key_of(replace(again, noegle=None))
    assert bindende(after, art, after.i_dag, A_KASSE) is None
    assert (bortfald(after, lifted), bortfald(after, again)) == (None, day("2024-06-01"))


def test_a_time_at_which_the_first_with_the_jobcenter_is_planned_is_itself_the_first() -> None:
    planned = booked(1, "2024-09-20T10:00", holder=JOBCENTER)
    sag = Sag(with_the_jobcenter(samtaler=(*with_the_jobcenter().samtaler, planned)), NU)
    assert er_foerste_med_jobcentret(sag, at("2024-09-20T10:00"))
    assert not er_foerste_med_jobcentret(sag, at("2024-09-20T10:01"))
