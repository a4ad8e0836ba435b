"""Who may exempt a person from booking, on what, and what a person may ask for (BAB § 45; LAB § 32)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings

from portal.policy import facts as f
from portal.policy import frister, selvbooking
from portal.policy.anmodning import OenskeArt, SvarSpoergsmaal, anmod, svar
from portal.policy.fratagelse import Hoering, Undtagelse
from portal.policy.frister import SaetFristSpoergsmaal
from portal.policy.fritagelse import (
    PAA_ANMODNING,
    AfslagSpoergsmaal,
    Fritagelsesgrund,
    FritagSpoergsmaal,
    OphaevFritagelseSpoergsmaal,
    Ophoer,
    afslaa,
    fritag,
    ophaev_fritagelse,
)
from portal.policy.indkaldelse import IndkaldSpoergsmaal, indkald
from portal.policy.law import Decision
from tests.actions.courses import in_the_a_kasse, with_the_jobcenter
from tests.policy.people import Case, cases

A_KASSE, JOBCENTER = f.Aktoer.A_KASSE, f.Aktoer.JOBCENTER
NU = datetime(2024, 9, 2, 8, tzinfo=UTC)
TODAY = date(2024, 9, 2)
HEARD = Hoering(date(2024, 8, 20), date(2024, 8, 28))
OFF = (f.Tilmelding(date(2024, 8, 5), date(2024, 8, 30), f.AfmeldingAarsag.ARBEJDE),)


def codes(decision: Decision) -> list[str]:
    return [finding.code for finding in decision.refusals]


def exempt(facts: f.Facts, af: f.Aktoer = A_KASSE, dato: date = date(2024, 8, 20)) -> f.Facts:
    return replace(facts, beslutninger=(f.Beslutning(f.BeslutningArt.FRITAGELSE, af, dato),))


def after_six_months() -> f.Facts:
    """With the jobcenter, and 6 months of unemployment behind."""
    placed = date(2024, 1, 1)
    hours = tuple(
        f.Timer(date(2024, month, 1), Decimal("160.33"), date(2024, month, 28)) for month in range(1, 8)
    )
    return replace(with_the_jobcenter(placed), forbrug=hours)


@pytest.mark.parametrize("grund", PAA_ANMODNING)
def test_who_holds_the_course_exempts_whoever_asks_on_a_ground_of_the_law(grund: Fritagelsesgrund) -> None:
    decision = fritag(in_the_a_kasse(), NU, FritagSpoergsmaal(A_KASSE, grund, anmodet=True))

    assert decision.allowed
    assert decision.result == {"afgoerelse": True}
    assert [str(c) for c in decision.findings[0].citations] == ["BAB § 45, stk. 1"]
    unasked = fritag(in_the_a_kasse(), NU, FritagSpoergsmaal(A_KASSE, grund, anmodet=False))
    assert codes(unasked) == ["mangler_anmodning"]


@pytest.mark.parametrize("grund", [Fritagelsesgrund.TOLK, Fritagelsesgrund.LOKALER])
def test_an_interpreter_or_premises_exempt_unless_the_person_does_not_want_it(
    grund: Fritagelsesgrund,
) -> None:
    asked = FritagSpoergsmaal(A_KASSE, grund, anmodet=False)

    assert fritag(in_the_a_kasse(), NU, asked).allowed
    assert codes(fritag(in_the_a_kasse(), NU, replace(asked, fravalgt=True))) == ["fritagelse_fravalgt"]


def test_nobody_else_exempts_and_off_the_register_nobody_does() -> None:
    ground = Fritagelsesgrund.IT_KUNDSKABER
    other = fritag(in_the_a_kasse(), NU, FritagSpoergsmaal(JOBCENTER, ground, anmodet=True))
    off = replace(in_the_a_kasse(), tilmeldinger=OFF)

    assert codes(other) == ["kun_ansvarlig_aktoer"]
    assert fritag(with_the_jobcenter(), NU, FritagSpoergsmaal(JOBCENTER, ground, anmodet=True)).allowed
    assert codes(fritag(off, NU, FritagSpoergsmaal(A_KASSE, ground, anmodet=True))) == ["ikke_omfattet"]
    assert codes(fritag(exempt(in_the_a_kasse()), NU, FritagSpoergsmaal(A_KASSE, ground, anmodet=True))) == [
        "fritaget"
    ]


def test_off_the_register_nothing_is_refused_or_lifted_either() -> None:
    off = replace(exempt(in_the_a_kasse()), tilmeldinger=OFF)
    refusal = AfslagSpoergsmaal(A_KASSE, "Du kan bruge Jobnet.")
    lifting = OphaevFritagelseSpoergsmaal(A_KASSE, Ophoer.ANMODNING, "Du vil selv booke.")

    assert codes(afslaa(off, NU, refusal)) == ["ikke_omfattet"]
    assert codes(ophaev_fritagelse(off, NU, lifting)) == ["ikke_omfattet"]
    with pytest.raises(ValueError, match="no exemption binds"):
        ophaev_fritagelse(in_the_a_kasse(), NU, lifting)


def test_an_exemption_frees_from_deadlines_lets_call_in_and_leaves_the_right_to_book() -> None:
    facts = exempt(in_the_a_kasse())
    start = datetime(2024, 9, 10, 8, tzinfo=UTC)
    called = IndkaldSpoergsmaal(A_KASSE, f.SamtaleArt.JOBSAMTALE, start, f.Samtaleform.FREMMOEDE)

    assert codes(frister.saet_frist(facts, NU, SaetFristSpoergsmaal(A_KASSE, TODAY, date(2024, 9, 12)))) == [
        "fritaget"
    ]
    assert indkald(facts, NU, called).allowed
    assert selvbooking.bookable(facts, NU).windows == selvbooking.bookable(in_the_a_kasse(), NU).windows


def test_a_refusal_takes_reasons_and_a_hearing_on_what_others_have_said() -> None:
    asked = AfslagSpoergsmaal(A_KASSE, "Du booker selv i dag.")

    assert afslaa(in_the_a_kasse(), NU, asked).allowed
    assert codes(afslaa(in_the_a_kasse(), NU, replace(asked, begrundelse=" "))) == ["mangler_begrundelse"]
    unheard = replace(asked, egne_oplysninger=False)
    assert codes(afslaa(in_the_a_kasse(), NU, unheard)) == ["mangler_partshoering"]
    for hearing in (HEARD, Hoering(undtaget=Undtagelse.AKS_6)):
        assert afslaa(in_the_a_kasse(), NU, replace(unheard, hoering=hearing)).allowed


def test_of_the_jobcenters_refusal_one_complains_and_of_the_a_kasses_the_law_names_nobody() -> None:
    a_kasse = afslaa(in_the_a_kasse(), NU, AfslagSpoergsmaal(A_KASSE, "Grunde"))
    jobcenter = afslaa(with_the_jobcenter(), NU, AfslagSpoergsmaal(JOBCENTER, "Grunde"))
    on_paper = afslaa(with_the_jobcenter(), NU, AfslagSpoergsmaal(JOBCENTER, "Grunde", digital=False))

    assert a_kasse.result["klage"] is None
    assert [finding.code for finding in a_kasse.findings] == ["fritagelse_afslag", "klagevej_ikke_fastsat"]
    assert jobcenter.result["klage"] == {
        "instans": "ankestyrelsens_beskaeftigelsesudvalg",
        "senest": "2024-09-30",
        "genvurdering": True,
        "opsaettende": False,
    }
    complaint = on_paper.result["klage"]
    assert isinstance(complaint, dict)
    assert complaint["senest"] is None


def test_the_next_actor_lifts_what_the_last_one_granted() -> None:
    granted = exempt(with_the_jobcenter(), A_KASSE, date(2024, 5, 20))
    asked = OphaevFritagelseSpoergsmaal(JOBCENTER, Ophoer.ANMODNING, "Du vil selv booke.")

    assert ophaev_fritagelse(granted, NU, asked).result == {"afgoerelse": True, "klage": None}
    assert codes(ophaev_fritagelse(granted, NU, replace(asked, af=A_KASSE))) == ["kun_ansvarlig_aktoer"]
    with pytest.raises(ValueError, match="no exemption"):
        ophaev_fritagelse(with_the_jobcenter(), NU, asked)


def test_against_the_persons_wish_it_is_lifted_with_reasons_a_hearing_and_a_way_to_complain() -> None:
    granted = exempt(with_the_jobcenter(), JOBCENTER, date(2024, 8, 20))
    gone = OphaevFritagelseSpoergsmaal(JOBCENTER, Ophoer.GRUND_BORTFALDET, "Du har lært it.", False, None)

    assert codes(ophaev_fritagelse(granted, NU, gone)) == ["mangler_partshoering"]
    heard = ophaev_fritagelse(granted, NU, replace(gone, hoering=HEARD))
    assert heard.allowed
    assert heard.result["klage"] is not None
    assert codes(ophaev_fritagelse(granted, NU, replace(gone, hoering=HEARD, begrundelse=None))) == [
        "mangler_begrundelse"
    ]


def test_after_six_months_a_meeting_that_is_asked_for_has_to_be_given() -> None:
    no = SvarSpoergsmaal(JOBCENTER, OenskeArt.SAMTALE, ja=False, begrundelse="Ikke nu")

    assert anmod(after_six_months(), NU, OenskeArt.SAMTALE).result == {"ret": True}
    assert codes(svar(after_six_months(), NU, no)) == ["har_ret_til_samtale"]
    assert svar(after_six_months(), NU, replace(no, ja=True, begrundelse=None)).allowed
    assert anmod(with_the_jobcenter(), NU, OenskeArt.SAMTALE).result == {"ret": False}
    assert svar(with_the_jobcenter(), NU, no).allowed
    assert codes(svar(with_the_jobcenter(), NU, replace(no, begrundelse=""))) == ["mangler_begrundelse"]
    assert codes(svar(with_the_jobcenter(), NU, replace(no, af=A_KASSE))) == ["kun_ansvarlig_aktoer"]


def test_only_who_is_exempt_asks_to_book_again_and_only_who_is_not_asks_to_be() -> None:
    free, bound = in_the_a_kasse(), exempt(in_the_a_kasse())

    assert codes(anmod(free, NU, OenskeArt.BOOKE_SELV)) == ["ikke_fritaget"]
    assert codes(anmod(bound, NU, OenskeArt.FRITAGELSE)) == ["fritaget"]
    assert anmod(free, NU, OenskeArt.FRITAGELSE).allowed
    assert anmod(bound, NU, OenskeArt.BOOKE_SELV).allowed
    for art in OenskeArt:
        assert codes(anmod(replace(free, tilmeldinger=OFF), NU, art)) == ["ikke_omfattet"]
        assert codes(svar_on_nobody(art)) == ["ikke_omfattet"]


def svar_on_nobody(art: OenskeArt) -> Decision:
    """What is answered of somebody whom nobody holds; an exemption is answered elsewhere."""
    if art in (OenskeArt.FRITAGELSE, OenskeArt.BOOKE_SELV):
        with pytest.raises(ValueError, match="decided in fritagelse"):
            svar(in_the_a_kasse(), NU, SvarSpoergsmaal(A_KASSE, art, ja=True))
        art = OenskeArt.SAMTALE
    off = replace(in_the_a_kasse(), tilmeldinger=OFF)
    return svar(off, NU, SvarSpoergsmaal(A_KASSE, art, ja=True))


def test_a_deadline_without_a_free_time_is_not_set() -> None:
    asked = SaetFristSpoergsmaal(A_KASSE, TODAY, date(2024, 9, 10), tider_findes=False)

    assert codes(frister.saet_frist(in_the_a_kasse(), NU, asked)) == ["ingen_tider_inden_fristen"]
    assert frister.tidligste_frist(in_the_a_kasse(), NU) == date(2024, 9, 10)
    # What stands in the way anyway is said first, and alone.
    short = replace(asked, frist=date(2024, 9, 9))
    assert codes(frister.saet_frist(in_the_a_kasse(), NU, short)) == ["frist_for_kort"]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(cases())
def test_whatever_the_course_the_earliest_deadline_is_never_too_short_and_a_yes_is_the_holders(
    case: Case,
) -> None:
    for af in (A_KASSE, JOBCENTER):
        earliest = frister.tidligste_frist(case.facts, case.nu)
        decision = frister.saet_frist(case.facts, case.nu, SaetFristSpoergsmaal(af, case.i_dag, earliest))
        assert "frist_for_kort" not in codes(decision)
    yes = [
        af
        for af in (A_KASSE, JOBCENTER)
        if fritag(case.facts, case.nu, FritagSpoergsmaal(af, Fritagelsesgrund.SPROG, anmodet=True)).allowed
    ]
    assert len(yes) <= 1
