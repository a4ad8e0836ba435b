"""What the jobcenter decides on an offer: asked for together, or owed after a kontrolaktion (LAB §§ 38, 100,
180 a; BAB § 58; FVL § 19).
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from portal.policy import facts as f
from portal.policy.fratagelse import Hoering
from portal.policy.hoering import Emne, HoerSpoergsmaal, hoer
from portal.policy.indstilling import Indhold, Indsats, Indstilling
from portal.policy.law import Decision
from portal.policy.tilbud import AfgoerSpoergsmaal, Arbejde, Bygger, afgoer, fristen_naas_ikke
from tests.policy.courses import at, day, in_the_a_kasse, with_the_jobcenter
from tests.policy.test_indstilling import (
    A_KASSE,
    AFTER_A_CHECK,
    JOBCENTER,
    NU,
    OFF,
    OFFER,
    SENT,
    WAITING,
    codes,
    controlled,
)

ASKED = replace(SENT, art=AFTER_A_CHECK, frist=day("2024-09-11"))
HEARD = Hoering(day("2024-08-20"), day("2024-08-27"))
NO_WORK = "tilbud_skal_gives"


def decided(
    of: Indstilling = SENT, ja: bool = True, facts: f.Facts | None = None, **changed: Any
) -> Decision:
    values: dict[str, Any] = {"af": JOBCENTER, "indhold": OFFER, "bygger_paa": Bygger.EGNE}
    values |= {"begrundelse": "Grunden"}
    return afgoer(facts or in_the_a_kasse(), NU, AfgoerSpoergsmaal(indstilling=of, ja=ja, **values | changed))


def works(hours: str | None, kind: Arbejde = Arbejde.FAST, facts: f.Facts | None = None) -> Decision:
    timer = Decimal(hours) if hours else None
    return decided(ASKED, ja=False, facts=facts or controlled(), arbejde=kind, timer=timer)


def test_the_jobcenter_alone_grants_it_also_while_the_a_kasse_holds_the_course() -> None:
    decision = decided()

    assert decision.allowed
    assert decision.result["afgoerelse"] is True
    assert decision.result["klage"] == {
        "instans": "ankestyrelsens_beskaeftigelsesudvalg",
        "senest": "2024-09-30",
        "genvurdering": True,
        "opsaettende": False,
    }
    assert decided(facts=with_the_jobcenter()).allowed
    assert codes(decided(af=A_KASSE)) == ["kun_jobcenter"]
    assert codes(decided(WAITING)) == ["indstilling_lukket"]
    assert codes(decided(replace(SENT, kommune="0147"))) == ["indstilling_flyttet"]
    assert codes(decided(facts=in_the_a_kasse(tilmeldinger=OFF))) == ["ikke_omfattet"]
    assert codes(decided(indhold=Indhold(starter=day("2024-09-01")))) == [
        "tilbud_ikke_beskrevet",
        "tilbud_begyndt",
    ]


def test_the_jobcenter_is_not_bound_and_refuses_with_reasons() -> None:
    refused = decided(ja=False, digital=False)

    assert [str(c) for c in refused.findings[0].citations] == ["LAB § 180 a", "VEJ 10044 10", "BAB § 132"]
    assert refused.result["klage"]["senest"] is None  # type: ignore[index,call-overload]
    assert codes(decided(ja=False, begrundelse=" ", bygger_paa=None)) == [
        "mangler_begrundelse",
        "ikke_hoert_om_tilbud",
    ]
    assert codes(decided(ja=False, facts=in_the_a_kasse(tilmeldinger=OFF))) == []
    assert codes(decided(ja=False, anden_hoering=True)) == ["anden_indstilling_hoeres"]


def test_a_refusal_on_what_the_person_does_not_know_waits_for_the_hearing() -> None:
    def heard(hearing: Hoering | None) -> list[str]:
        return codes(decided(ja=False, bygger_paa=Bygger.HOERT, hoering=hearing))

    assert heard(None) == ["mangler_partshoering"]
    assert heard(HEARD) == []  # the days have gone by
    assert heard(replace(HEARD, frist=day("2024-09-02"))) == ["mangler_partshoering"]
    assert heard(replace(HEARD, frist=day("2024-09-02"), svaret=True)) == []
    assert heard(replace(HEARD, frist=day("2024-08-22"), svaret=True)) == ["mangler_partshoering"]


def test_the_jobcenter_hears_on_what_it_has_before_it_whoever_holds_the_course() -> None:
    """FVL § 19."""

    def hears(af: f.Aktoer, venter: bool, facts: f.Facts | None = None) -> list[str]:
        q = HoerSpoergsmaal(af, Emne.TILBUD_AFSLAG, "Pladsen er taget.", day("2024-09-10"), venter=venter)
        return codes(hoer(facts or in_the_a_kasse(), NU, q))

    assert hears(JOBCENTER, venter=True) == []
    assert hears(JOBCENTER, venter=True, facts=in_the_a_kasse(tilmeldinger=OFF)) == []
    assert hears(JOBCENTER, venter=False) == ["intet_tilbud_venter"]
    assert hears(A_KASSE, venter=True) == ["kun_jobcenter"]


@pytest.mark.parametrize(("frist", "short"), [("2024-09-09", True), ("2024-09-10", False)])
def test_an_offer_may_be_given_unheard_only_where_a_hearing_would_run_past_its_day(
    frist: str, short: bool
) -> None:
    """FVL § 19, stk. 2, nr. 2. Answers may come on the last day; the decision follows it."""
    of = replace(ASKED, frist=day(frist))
    refused = [] if short else ["hoering_kan_naas"]

    assert fristen_naas_ikke(controlled(), NU, of) is short
    assert codes(decided(of, facts=controlled(), bygger_paa=Bygger.FRISTEN)) == refused
    never = works("25")
    assert never.allowed
    unheard = decided(of, False, controlled(), bygger_paa=Bygger.FRISTEN, arbejde=Arbejde.FAST, timer=25)
    assert codes(unheard) == ["hoering_kan_naas"], "a no is never given unheard for the sake of a day"
    assert not fristen_naas_ikke(controlled(), NU, SENT)


def test_after_a_kontrolaktion_there_has_to_be_an_offer_of_chapters_11_to_14() -> None:
    assert decided(ASKED, facts=controlled()).allowed
    assert codes(decided(ASKED, ja=False, facts=controlled())) == [NO_WORK]
    assert codes(decided(ASKED, ja=False, facts=controlled(tilmeldinger=OFF))) == []
    other = replace(OFFER, indsats=Indsats.UNDERSTOETTENDE_INDSATS)
    assert codes(decided(ASKED, indhold=other, bygger_paa=None)) == [
        "kun_kapitel_11_14",
        "ikke_hoert_om_tilbud",
    ]


@pytest.mark.parametrize("kind", list(Arbejde))
@pytest.mark.parametrize(
    ("hours", "refused"),
    [("20", []), ("20.01", []), ("19.99", ["for_faa_timer"]), (None, ["for_faa_timer"])],
)
def test_the_duty_ends_by_20_hours_of_ordinary_work_a_week(
    kind: Arbejde, hours: str | None, refused: list[str]
) -> None:
    decision = works(hours, kind)

    assert codes(decision) == refused
    if not refused:
        ended = next(one for one in decision.findings if one.code == "pligt_til_tilbud_bortfaldet")
        assert [str(c) for c in ended.citations] == ["BAB § 58, stk. 1", "LAB § 100, stk. 1"]
        assert (ended.facts["arbejde"], ended.values[0].value) == (kind.value, Decimal(20))
        assert decision.result["afgoerelse"] is True


def test_work_ends_the_duty_of_who_has_dagpenge_only() -> None:
    """BAB § 58 is about § 1, nr. 1."""
    facts = controlled()
    other = replace(facts, person=replace(facts.person, maalgruppe=f.Maalgruppe.KONTANTHJAELP))

    assert codes(works("37", facts=other)) == ["arbejde_kun_dagpenge"]


def test_whoever_is_free_of_the_duty_need_not_be_given_an_offer() -> None:
    """LAB § 100, stk. 1, 2. pkt."""
    ground = f.MindreIntensiv(f.MindreIntensivGrund.JOB, True, starter=day("2024-09-20"))

    decision = decided(ASKED, ja=False, facts=controlled(mindre_intensiv=(ground,)))

    assert codes(decision) == []
    assert "ingen_pligt_til_tilbud" in [one.code for one in decision.findings]
    later = at("2024-09-25T10:00")
    q = AfgoerSpoergsmaal(JOBCENTER, ASKED, ja=False, begrundelse="Grunden", bygger_paa=Bygger.EGNE)
    assert codes(afgoer(controlled(), later, q)) == [NO_WORK]
