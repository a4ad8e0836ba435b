"""What goes wrong where the law is read too fast: one test for each such place (T1-T25)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from portal.policy import facts as f
from portal.policy import (
    fratagelse,
    frister,
    indkaldelse,
    klage,
    kontaktforloeb,
    krav,
    parameters,
    samtaleform,
)
from portal.policy import fritagelse as exemption
from portal.policy.kontrolforloeb import raekke
from portal.policy.law import Decision
from portal.policy.sag import Sag
from portal.policy.selvbooking import BookSpoergsmaal, aflys, book
from portal.policy.uddannelsespaalaeg import maalgruppe
from tests.policy.courses import at, booked, day, deadline, in_the_a_kasse, meeting, month, with_the_jobcenter

A_KASSE, JOBCENTER, INGEN = f.Aktoer.A_KASSE, f.Aktoer.JOBCENTER, f.Aktoer.INGEN
PHONE, PRESENT = f.Samtaleform.TELEFON, f.Samtaleform.FREMMOEDE
ANKE = "ankestyrelsens_beskaeftigelsesudvalg"
HEARD = fratagelse.Hoering(undtaget=fratagelse.Undtagelse.FVL_20)


def refused(decision: Decision) -> set[str]:
    return {finding.code for finding in decision.refusals}


def course(registered: str, **more: object) -> f.Facts:
    return in_the_a_kasse(
        tilmeldinger=(f.Tilmelding(day(registered)),),
        indplaceringer=(f.Indplacering(day(registered)),),
        **{"samtaler": (), **more},
    )


def full_time(first: str) -> tuple[f.Timer, ...]:
    """7.4 hours on every working day from a day in January 2024, and after that whole months of 160.33."""
    days = [day(first) + timedelta(days=n) for n in range((day("2024-01-31") - day(first)).days + 1)]
    worked = sum(one.weekday() < 5 for one in days) * Decimal("7.4")
    return (month("2024-01", str(worked)), *(month(f"2024-0{n}", "160.33") for n in (2, 3, 4)))


def after_six_months(**more: object) -> f.Facts:
    hours = tuple(month(f"2024-0{n}", "160.33") for n in range(1, 7))
    held = (meeting(0, "2024-01-17T10:00"),)
    return course("2024-01-08", **{"forbrug": hours, "samtaler": held, **more})


def test_t1_the_handover_comes_at_410_hours_and_not_above_them() -> None:
    nu = at("2024-05-02T10:00")
    early, late = (
        kontaktforloeb.ansvar(course(first, forbrug=full_time(first)), nu, nu.date())
        for first in ("2024-01-15", "2024-01-16")
    )
    assert (early.slutdato, late.slutdato) == (day("2024-03-31"), day("2024-04-30"))
    exact = course("2024-01-15", forbrug=(month("2024-01", "410"),))
    assert Sag(exact, at("2024-02-02T10:00")).holder(day("2024-02-01")) is JOBCENTER


def test_t2_six_and_sixteen_months_are_hours_of_their_own_and_not_the_rest_of_the_a_kasses() -> None:
    full, part = (
        Sag(
            course("2024-01-08", person=f.Person(day("1990-01-01"), forsikring=insured)),
            at("2024-02-01T10:00"),
        )
        for insured in f.Forsikring
    )
    names = ("foerste_maaneder", "intensiveret_indsats_maaneder")
    assert [full.timer_for_maaneder(name) for name in names] == [Decimal("961.98"), Decimal("2565.28")]
    assert [part.timer_for_maaneder(name) for name in names] == [780, 2080]


def test_t3_hours_counted_in_the_next_month_end_the_a_kasses_part_on_the_day_of_counting() -> None:
    late = (month("2024-01", "160"), month("2024-02", "160"), month("2024-03", "90", "2024-04-08"))
    found = kontaktforloeb.ansvar(
        course("2024-01-08", forbrug=late), at("2024-04-09T10:00"), day("2024-04-09")
    )
    assert found.slutdato == day("2024-04-08")


def test_t4_the_two_counters_run_by_themselves() -> None:
    subsidised = (f.Loentilskud(day("2024-02-01"), Decimal(1000)),)
    sag = Sag(course("2024-01-08", loentilskud=subsidised), at("2024-03-05T10:00"))
    assert sag.holder(sag.i_dag) is A_KASSE
    assert sag.seks_maaneder(sag.i_dag)


def test_t5_the_jobcenters_first_meeting_after_the_handover_is_not_the_first_jobsamtale() -> None:
    def forms(facts: f.Facts) -> frozenset[f.Samtaleform]:
        return samtaleform.former(facts, at("2024-06-05T10:00"), JOBCENTER, at("2024-06-20T10:00"))

    assert forms(with_the_jobcenter()) == frozenset(f.Samtaleform)
    young = f.Person(day("2002-07-06"), erhvervskompetencegivende_uddannelse=False)
    assert forms(course("2024-05-06", person=young, visiteret=day("2024-05-10"))) == {PRESENT}


def test_t6_who_turns_25_before_being_sent_on_is_read_on_that_day_and_then_stays() -> None:
    turning = f.Person(day("1999-08-10"), erhvervskompetencegivende_uddannelse=False)
    nu = at("2024-08-20T10:00")
    not_sent = course("2024-08-05", person=turning)
    assert not maalgruppe(not_sent, nu, day("2024-08-20")).allowed
    sent = replace(not_sent, visiteret=day("2024-08-09"))
    assert maalgruppe(sent, nu, day("2024-08-20")).allowed


def test_t7_the_first_joint_meeting_is_chosen_and_the_later_one_is_left_out_by_choice() -> None:
    def said(facts: f.Facts, art: f.SamtaleArt, *, joint: bool, nu: str) -> set[str]:
        start = at(nu) + timedelta(days=14)
        return refused(book(facts, at(nu), BookSpoergsmaal(JOBCENTER, start, PHONE, art, 60, joint, "AK1")))

    first, common = f.SamtaleArt.JOBSAMTALE, f.SamtaleArt.FAELLESSAMTALE
    assert said(with_the_jobcenter(), first, joint=False, nu="2024-06-05T10:00") == set()
    assert said(with_the_jobcenter(), first, joint=True, nu="2024-06-05T10:00") == {"faelles_ikke_valgt"}
    chosen = with_the_jobcenter(valg=f.Valg(f.AKasseMed.JA))
    assert said(chosen, first, joint=False, nu="2024-06-05T10:00") == {"faelles_valgt"}
    assert said(after_six_months(), common, joint=True, nu="2024-08-01T10:00") == set()
    assert said(after_six_months(), common, joint=False, nu="2024-08-01T10:00") == {"faelles_valgt"}


def test_t8_without_the_a_kasse_the_meeting_before_16_months_is_booked_and_still_a_faellessamtale() -> None:
    out = after_six_months(
        valg=f.Valg(f.AKasseMed.NEJ), regler_jobcenter=f.Regler(faelles=f.FaellesMaade.INDKALDELSE)
    )
    nu = at("2024-08-01T10:00")
    question = BookSpoergsmaal(JOBCENTER, at("2024-08-15T10:00"), PHONE, f.SamtaleArt.FAELLESSAMTALE)
    assert book(out, nu, question).allowed
    with_them = replace(out, valg=f.Valg())
    assert "faelles_indkaldes" in refused(book(with_them, nu, question))
    held = meeting(1, "2024-07-20T10:00", holder=JOBCENTER, art=f.SamtaleArt.FAELLESSAMTALE)
    done = replace(out, samtaler=(*out.samtaler, held))
    assert [row.kode for row in krav.krav(out, nu, day("2024-08-01"))] == ["seksten_maaneder"]
    assert krav.krav(done, nu, day("2024-08-01")) == ()


def test_t9_from_the_letter_of_2_september_every_day_follows() -> None:
    nu = at("2024-09-02T10:00")
    facts = with_the_jobcenter(tilmeldinger=(f.Tilmelding(day("2024-03-04")),))
    assert frister.tidligste_frist(facts, nu) == day("2024-09-10")
    asked = frister.SaetFristSpoergsmaal(JOBCENTER, day("2024-09-02"), day("2024-09-10"))
    assert frister.saet_frist(facts, nu, asked).result == {"samtale_senest": "2024-09-17"}
    given = replace(facts, frister=(deadline("2024-09-02", "2024-09-10", af=JOBCENTER),))
    assert frister.afmeld(given, at("2024-09-11T10:00"), day("2024-09-11")).result == {
        "virkning_fra": "2024-09-11"
    }
    struck = f.Tilmelding(day("2024-03-04"), day("2024-09-10"), f.AfmeldingAarsag.MANGLENDE_BOOKING)
    off = replace(given, tilmeldinger=(struck,))
    for again, senest in (("2024-09-13", "2024-09-23"), ("2024-12-10", "2024-12-20"), ("2024-12-11", None)):
        found = frister.gentilmeld(off, at(f"{again}T10:00"), day(again))
        assert found.samtale_senest == (day(senest) if senest else None)


def test_t10_a_deadline_gives_no_time_past_the_a_kasses_last_day() -> None:
    nu = at("2024-03-18T10:00")
    hours = (month("2024-01", "200"), month("2024-02", "200"), month("2024-03", "10", "2024-03-15"))
    facts = course(
        "2024-01-02",
        forbrug=hours,
        samtaler=(meeting(0, "2024-01-10T10:00"),),
        frister=(deadline("2024-03-18", "2024-03-28"),),
    )
    frist = frister.binding_deadline(facts, nu)
    assert frist is not None
    assert frist.samtale_senest == day("2024-03-31")
    assert refused(book(facts, nu, BookSpoergsmaal(A_KASSE, at("2024-04-04T10:00"), PHONE))) == {
        "anden_aktoer_ansvarlig"
    }


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"frister": (deadline("2024-09-02", "2024-09-10", tider_fandtes=False),)}, "ingen_tider"),
        ({"frister": (deadline("2024-09-02", "2024-09-10", vejledt=False),)}, "mangler_vejledning"),
        ({"frister": (deadline("2024-09-02", "2024-09-10", driftsforstyrrelse=True),)}, "driftsforstyrrelse"),
        (
            {"beslutninger": (f.Beslutning(f.BeslutningArt.FRITAGELSE, A_KASSE, day("2024-09-05")),)},
            "fritaget",
        ),
        (
            {"beslutninger": (f.Beslutning(f.BeslutningArt.FRATAGELSE, A_KASSE, day("2024-09-05")),)},
            "selvbooking_frataget",
        ),
        (
            {"tilmeldinger": (f.Tilmelding(day("2024-08-05"), day("2024-09-08"), f.AfmeldingAarsag.SYGDOM),)},
            "syg",
        ),
        (
            {"mindre_intensiv": (f.MindreIntensiv(f.MindreIntensivGrund.JOB, True, day("2024-10-01")),)},
            "mindre_intensiv_indsats",
        ),
    ],
)
def test_t11_nobody_is_struck_off_who_could_not_or_need_not_book(more: dict[str, object], why: str) -> None:
    given = in_the_a_kasse(**{"frister": (deadline("2024-09-02", "2024-09-10"),), **more})
    assert refused(frister.afmeld(given, at("2024-09-11T10:00"), day("2024-09-11"))) == {why}
    plain = in_the_a_kasse(frister=(deadline("2024-09-02", "2024-09-10"),))
    assert frister.afmeld(plain, at("2024-09-11T10:00"), day("2024-09-11")).allowed


def test_t12_what_the_a_kasse_decided_lapses_at_the_handover() -> None:
    art = f.BeslutningArt
    of_the_a_kasse = tuple(
        f.Beslutning(one, A_KASSE, day("2024-05-10"), 1 if one is art.FREMMOEDE else None)
        for one in (art.FRATAGELSE, art.FREMMOEDE)
    )
    facts = with_the_jobcenter(beslutninger=of_the_a_kasse)
    question = BookSpoergsmaal(JOBCENTER, at("2024-06-20T10:00"), PHONE)
    assert book(facts, at("2024-06-05T10:00"), question).allowed
    before = BookSpoergsmaal(A_KASSE, at("2024-05-30T10:00"), PHONE)
    assert refused(book(facts, at("2024-05-20T10:00"), before)) == {"selvbooking_frataget"}


def test_t13_a_complaint_over_the_jobcenter_rests_on_59_a_and_one_over_the_a_kasse_on_59_b() -> None:
    sag = Sag(with_the_jobcenter(), at("2024-06-05T10:00"))
    for af, paragraph in ((JOBCENTER, "RSL § 59 a"), (A_KASSE, "RSL § 59 b")):
        answer, finding = klage.vejledning(sag, af, sag.i_dag)
        assert answer["instans"] == ANKE
        assert [str(one) for one in finding.citations if one.place.startswith("§ 59")] == [paragraph]


def test_t14_whoever_may_not_book_is_called_also_while_a_complaint_runs() -> None:
    revoked = in_the_a_kasse(
        beslutninger=(f.Beslutning(f.BeslutningArt.FRATAGELSE, A_KASSE, day("2024-09-01")),)
    )
    call = indkaldelse.IndkaldSpoergsmaal(A_KASSE, f.SamtaleArt.JOBSAMTALE, at("2024-09-10T10:00"), PHONE)
    assert indkaldelse.indkald(revoked, at("2024-09-02T10:00"), call).allowed
    asked = fratagelse.FratagSpoergsmaal(A_KASSE, fratagelse.Grundlag.ANDEN_MAADE, "Grund", HEARD)
    mine = in_the_a_kasse(samtaler=(*in_the_a_kasse().samtaler, booked(1, "2024-09-10T10:00")))
    complaint = fratagelse.fratag(mine, at("2024-09-02T10:00"), asked).result["klage"]
    assert isinstance(complaint, dict)
    assert complaint["opsaettende"] is False


def test_t15_of_an_a_kasses_no_to_an_exemption_no_way_to_complain_is_made_up() -> None:
    asked = exemption.AfslagSpoergsmaal(A_KASSE, "Du kan bruge Jobnet.")
    found = exemption.afslaa(in_the_a_kasse(), at("2024-09-02T10:00"), asked)
    assert found.result["klage"] is None
    assert [finding.code for finding in found.findings][-1] == "klagevej_ikke_fastsat"


def test_t16_the_meetings_after_a_stay_abroad_are_counted_from_the_first_held() -> None:
    message = f.Kontrol(day("2024-02-05"), udland=True)
    told = raekke(course("2024-01-08", kontrol=message), at("2024-02-05T10:00"))
    assert told is not None
    assert told.senest_foerste == day("2024-02-12")
    first = meeting(0, "2024-02-08T10:00", art=f.SamtaleArt.KONTROLSAMTALE)
    facts = course("2024-01-08", kontrol=message, samtaler=(first,))
    found = raekke(facts, at("2024-02-09T10:00"))
    assert found is not None
    assert [one.isoformat()[5:] for one in found.dage[1:]] == [
        "02-22",
        "03-07",
        "03-21",
        "04-04",
        "04-18",
        "05-02",
    ]
    assert found.slut == day("2024-05-08")
    rows = {row.kode: row.senest for row in krav.krav(facts, at("2024-02-09T10:00"), day("2024-02-09"))}
    assert rows["tilbud_efter_kontrol"] == day("2024-02-22")


def test_t17_work_sharing_frees_from_jobsamtaler_to_its_last_day_and_never_from_raadighedssamtaler() -> None:
    shared = f.MindreIntensiv(
        f.MindreIntensivGrund.ARBEJDSFORDELING, False, fra=day("2024-08-05"), til=day("2024-11-30")
    )
    art = f.SamtaleArt

    def absent(kind: f.SamtaleArt, on: str) -> object:
        facts = in_the_a_kasse(mindre_intensiv=(shared,), samtaler=(booked(1, f"{on}T10:00", art=kind),))
        return aflys(facts, at("2024-09-02T10:00"), 1).result["udebliver"]

    assert absent(art.JOBSAMTALE, "2024-11-30") is False
    assert absent(art.JOBSAMTALE, "2024-12-01") is True
    assert absent(art.RAADIGHEDSSAMTALE, "2024-11-20") is True


def test_t18_six_weeks_before_a_job_are_forty_two_days() -> None:
    job = f.MindreIntensiv(f.MindreIntensivGrund.JOB, True, starter=day("2024-03-20"))
    facts = course("2024-01-08", mindre_intensiv=(job,))
    nu = at("2024-02-01T10:00")

    def free(on: str) -> bool:
        call = indkaldelse.IndkaldSpoergsmaal(A_KASSE, f.SamtaleArt.JOBSAMTALE, at(f"{on}T10:00"), PRESENT)
        return "mindre_intensiv_indsats" in refused(indkaldelse.indkald(facts, nu, call))

    assert [free(on) for on in ("2024-02-06", "2024-02-07", "2024-03-19", "2024-03-20")] == [
        False,
        True,
        True,
        False,
    ]


def test_t19_one_day_off_the_register_ends_the_earlier_rules() -> None:
    spells = (
        f.Tilmelding(day("2023-12-01"), day("2024-02-06"), f.AfmeldingAarsag.SYGDOM),
        f.Tilmelding(day("2024-02-08")),
    )
    facts = replace(course("2023-12-01"), tilmeldinger=spells)
    sag = Sag(facts, at("2024-02-10T10:00"))
    assert [sag.regelsaet(day(on)) for on in ("2024-02-06", "2024-02-08")] == [2020, 2024]


@pytest.mark.parametrize(
    ("back", "checked"), [("2024-06-10", False), ("2024-06-19", False), ("2024-06-20", True)]
)
def test_t20_the_cv_is_seen_to_again_only_three_months_after_the_last_registered_day(
    back: str, checked: bool
) -> None:
    spells = (
        f.Tilmelding(day("2024-01-08"), day("2024-03-20"), f.AfmeldingAarsag.ARBEJDE),
        f.Tilmelding(day(back)),
    )
    rows = krav.krav(replace(course("2024-01-08"), tilmeldinger=spells), at(f"{back}T10:00"), day(back))
    assert ("cv_fyldestgoerende" in {row.kode for row in rows}) is checked


def test_t21_a_complaint_that_would_end_at_christmas_ends_on_the_next_working_day() -> None:
    sag = Sag(with_the_jobcenter(), at("2024-11-27T10:00"))
    answer, _ = klage.vejledning(sag, JOBCENTER, day("2024-11-27"))
    assert answer["senest"] == "2024-12-27"


def test_t22_the_choice_of_form_has_no_end_at_six_months() -> None:
    found = samtaleform.former(after_six_months(), at("2024-08-01T10:00"), JOBCENTER, at("2024-08-15T10:00"))
    assert found == frozenset(f.Samtaleform)


def test_t23_striking_off_and_registering_again_rest_on_the_paragraphs_that_say_so_now() -> None:
    def places(decision_or_more: object) -> list[str]:
        return [str(one) for finding in decision_or_more.findings for one in finding.citations]  # type: ignore[attr-defined]

    given = in_the_a_kasse(frister=(deadline("2024-09-02", "2024-09-10"),))
    struck = frister.afmeld(given, at("2024-09-11T10:00"), day("2024-09-11"))
    assert places(struck) == ["BAB § 28, stk. 1, nr. 4"]
    spell = f.Tilmelding(day("2024-08-05"), day("2024-09-10"), f.AfmeldingAarsag.MANGLENDE_BOOKING)
    off = in_the_a_kasse(tilmeldinger=(spell,))
    again = frister.gentilmeld(off, at("2024-09-13T10:00"), day("2024-09-13"))
    assert places(again) == ["BAB § 30, stk. 3"]


def test_t24_a_graduate_in_the_waiting_month_is_registered_and_has_no_kontaktforloeb() -> None:
    graduate = course("2024-08-05", person=f.Person(day("1998-01-01"), f.Maalgruppe.DIMITTEND))
    sag = Sag(graduate, at("2024-08-10T10:00"))
    assert sag.tilmeldt(sag.i_dag) is not None
    assert sag.holder(sag.i_dag) is INGEN


def test_t25_no_deadline_rests_on_the_guidelines_alone() -> None:
    dated = parameters.entries()
    for name in ("bookingfrist_dage", "samtale_efter_frist_dage", "gentilmelding_dage", "klage_uger"):
        assert {entry.applied.citation.law for entry in dated[name]} <= {"BAB", "RSL"}
    assert date(2024, 1, 1) == dated["bookingfrist_dage"][0].applied.first_day
