"""When a hearing that was sent carries a decision: in its own stretch of the course, on its own ground."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from portal.policy import facts as f
from portal.policy.fastholdelse import Fastholdelsesgrund, FastholdSpoergsmaal, fasthold
from portal.policy.fratagelse import FratagSpoergsmaal, Grundlag, Hoering, Mangler, fratag, hoering_forbi
from portal.policy.fritagelse import (
    AfslagSpoergsmaal,
    OphaevFritagelseSpoergsmaal,
    Ophoer,
    afslaa,
    ophaev_fritagelse,
)
from portal.policy.law import Decision
from portal.policy.sag import Sag
from tests.policy.courses import at, booked, day, in_the_a_kasse, meeting, with_the_jobcenter

A_KASSE, JOBCENTER = f.Aktoer.A_KASSE, f.Aktoer.JOBCENTER
NU = at("2024-09-17T10:00")
SENT = Hoering(day("2024-09-05"), day("2024-09-13"), grundlag="anden_maade", sag_kendt=True)
AFMELDT, SICK = f.AfmeldingAarsag.ARBEJDE, f.AfmeldingAarsag.SYGDOM
MEETINGS = (meeting(0, "2024-08-14T10:00"), booked(1, "2024-09-25T10:00"))
"""From a registration on 5 August."""


def off_between(reason: f.AfmeldingAarsag) -> tuple[f.Tilmelding, ...]:
    first = f.Tilmelding(day("2024-08-05"), day("2024-09-09"), reason)
    return first, f.Tilmelding(day("2024-09-12"))


def ground(from_day: str, grund: f.MindreIntensivGrund) -> f.MindreIntensiv:
    return f.MindreIntensiv(grund, dokumenteret=True, starter=day(from_day))


def revocation(facts: f.Facts, hoering: Hoering = SENT, **changed: Any) -> Decision:
    question = FratagSpoergsmaal(A_KASSE, Grundlag.ANDEN_MAADE, "Flyttet fire gange", hoering)
    return fratag(facts, NU, replace(question, **changed))


def lacks(decision: Decision) -> dict[str, Any]:
    (finding,) = decision.refusals
    assert finding.code == "mangler_partshoering"
    assert [str(one) for one in finding.citations] in (["AKS § 4", "AKS § 6"], ["FVL § 19"])
    if finding.facts["mangler"] != "hoering":
        assert finding.values == ()
    return dict(finding.facts)


@pytest.mark.parametrize(
    ("changed", "over"),
    [
        ({"indplaceringer": (f.Indplacering(day("2024-08-05")), f.Indplacering(day("2024-09-10")))}, "09-10"),
        ({"skift": (f.Skift(day("2024-09-11"), a_kasse="AK2"),)}, "09-11"),
        (
            {"skift": (f.Skift(day("2024-09-08"), a_kasse="AK2"), f.Skift(day("2024-09-14"), a_kasse="AK1"))},
            "09-08",
        ),
        ({"tilmeldinger": off_between(AFMELDT)}, "09-10"),
    ],
)
def test_a_hearing_of_another_stretch_of_the_course_carries_nothing(
    changed: dict[str, Any], over: str
) -> None:
    said = lacks(revocation(in_the_a_kasse(samtaler=MEETINGS, **changed)))

    assert said == {"sendt": "2024-09-05", "mangler": "forloeb", "hoering_forbi": f"2024-{over}"}
    answered = replace(SENT, svaret=True)
    assert lacks(revocation(in_the_a_kasse(samtaler=MEETINGS, **changed), answered))["mangler"] == "forloeb"
    exempt = Hoering(undtaget=None, sag_kendt=True)
    assert lacks(revocation(in_the_a_kasse(samtaler=MEETINGS, **changed), exempt)) == {"mangler": "hoering"}


def test_who_was_off_the_register_on_the_day_of_the_hearing_or_is_today_is_in_no_stretch() -> None:
    facts = in_the_a_kasse(tilmeldinger=off_between(AFMELDT))

    assert hoering_forbi(Sag(facts, NU), A_KASSE, day("2024-09-11")) == day("2024-09-11")
    assert hoering_forbi(Sag(facts, at("2024-09-10T10:00")), A_KASSE, day("2024-09-05")) == day("2024-09-10")
    assert hoering_forbi(Sag(facts, NU), A_KASSE, day("2024-09-12")) is None


@pytest.mark.parametrize(
    "changed",
    [
        {},
        {"tilmeldinger": off_between(SICK)},
        {
            "indplaceringer": (
                f.Indplacering(day("2024-08-05")),
                f.Indplacering(day("2024-09-10"), loebende=True),
            )
        },
        {"skift": (f.Skift(day("2024-09-11"), kommune="0147"),)},
    ],
)
def test_in_the_same_stretch_it_carries_and_no_number_of_days_makes_it_too_old(
    changed: dict[str, Any],
) -> None:
    facts = in_the_a_kasse(samtaler=MEETINGS, **changed)

    assert revocation(facts).allowed
    old = replace(SENT, sendt=day("2024-08-06"), frist=day("2024-08-14"))
    assert revocation(in_the_a_kasse(samtaler=MEETINGS), old).allowed


def test_what_was_heard_on_in_the_a_kasses_part_is_heard_on_again_by_the_jobcenter() -> None:
    held = booked(1, "2024-06-25T10:00", holder=JOBCENTER, status=f.SamtaleStatus.AFHOLDT)
    handed = with_the_jobcenter(samtaler=(meeting(0, "2024-05-14T10:00"), held))
    sent = replace(SENT, sendt=day("2024-05-20"), frist=day("2024-05-28"))

    assert lacks(revocation(handed, sent, af=JOBCENTER)) == {
        "sendt": "2024-05-20",
        "mangler": "forloeb",
        "hoering_forbi": "2024-05-20",
    }
    assert revocation(
        handed, replace(sent, sendt=day("2024-06-03"), frist=day("2024-06-11")), af=JOBCENTER
    ).allowed
    codes = [finding.code for finding in revocation(handed, sent).refusals]
    assert codes == ["kun_ansvarlig_aktoer", "ingen_bookinger"]


def test_a_hearing_names_its_ground_and_carries_no_other() -> None:
    facts = in_the_a_kasse(samtaler=MEETINGS)

    other = revocation(facts, grundlag=Grundlag.FORLOEBET_HINDRES)
    assert lacks(other) == {"sendt": "2024-09-05", "mangler": "grundlag", "hoert_om_andet": "2024-09-05"}
    unknown = replace(SENT, grundlag=None)
    assert revocation(facts, unknown, grundlag=Grundlag.FORLOEBET_HINDRES).allowed


def test_what_was_decided_on_a_hearing_is_not_decided_on_it_again() -> None:
    art = f.BeslutningArt.FRATAGELSE
    lifted = f.Beslutning(art, A_KASSE, day("2024-09-14"), ophaevet=day("2024-09-14"))
    facts = in_the_a_kasse(samtaler=MEETINGS, beslutninger=(lifted,))

    assert lacks(revocation(facts)) == {"sendt": "2024-09-05", "mangler": "sag", "sag_fra": "2024-09-14"}
    before = in_the_a_kasse(samtaler=MEETINGS, beslutninger=(replace(lifted, dato=day("2024-09-05")),))
    assert revocation(before).allowed
    others = in_the_a_kasse(samtaler=MEETINGS, beslutninger=(replace(lifted, af=JOBCENTER),))
    assert revocation(others).allowed


@pytest.mark.parametrize(
    ("grounds", "since"),
    [
        ((ground("2024-10-15", f.MindreIntensivGrund.JOB),), None),
        ((ground("2024-11-01", f.MindreIntensivGrund.BARSEL),), None),
        (
            (
                ground("2024-09-10", f.MindreIntensivGrund.JOB),
                ground("2024-10-25", f.MindreIntensivGrund.BARSEL),
            ),
            "2024-09-13",
        ),
    ],
)
def test_a_duty_is_upheld_on_a_hearing_about_the_ground_that_frees_now(
    grounds: tuple[f.MindreIntensiv, ...], since: str | None
) -> None:
    upheld = Fastholdelsesgrund.TIL_FORDEL
    sent = replace(SENT, grundlag=upheld.value)
    facts = in_the_a_kasse(mindre_intensiv=grounds)
    decision = fasthold(facts, at("2024-09-27T10:00"), FastholdSpoergsmaal(A_KASSE, upheld, "Usikkert", sent))

    assert decision.allowed is (since is None)
    if since is not None:
        assert lacks(decision) == {"sendt": "2024-09-05", "mangler": "sag", "sag_fra": since}


def test_a_refused_request_and_a_lifted_exemption_are_no_older_than_the_hearing() -> None:
    refusal = AfslagSpoergsmaal(A_KASSE, "Du booker.", egne_oplysninger=False, hoering=SENT)
    for asked, mangler in ((None, None), (day("2024-09-05"), None), (day("2024-09-06"), Mangler.SAG)):
        decision = afslaa(in_the_a_kasse(), NU, replace(refusal, anmodet=asked))
        assert [one.facts["mangler"] for one in decision.refusals] == ([mangler.value] if mangler else [])
    lift = OphaevFritagelseSpoergsmaal(A_KASSE, Ophoer.GRUND_BORTFALDET, "Du booker.", False, SENT)
    for granted, carries in (("2024-09-05", True), ("2024-09-06", False)):
        exempt = f.Beslutning(f.BeslutningArt.FRITAGELSE, A_KASSE, day(granted))
        assert ophaev_fritagelse(in_the_a_kasse(beslutninger=(exempt,)), NU, lift).allowed is carries


def test_a_hearing_of_an_organisation_that_the_person_had_left_that_day_is_over_from_the_first() -> None:
    sag = Sag(in_the_a_kasse(), NU)

    assert hoering_forbi(sag, A_KASSE, day("2024-09-05")) is None
    assert hoering_forbi(sag, A_KASSE, day("2024-09-05"), sag.a_kasse(sag.i_dag)) is None
    assert hoering_forbi(sag, A_KASSE, day("2024-09-05"), "AK9") == day("2024-09-05")
