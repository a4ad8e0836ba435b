"""What the a-kasse may ask of the jobcenter, together with the person or after a kontrolaktion, and what the
jobcenter may answer (LAB §§ 38, 41, 180 a; VEJ 10044 6 and 10).
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from portal.policy import facts as f
from portal.policy.indstilling import (
    AABNE,
    AfgoerSpoergsmaal,
    Art,
    ForeslaaSpoergsmaal,
    Hvem,
    Indhold,
    Indsats,
    Indstilling,
    Status,
    afgoer,
    foreslaa,
    svar,
    tilbud_senest,
    traek,
    udloeber,
)
from portal.policy.law import Decision, Outcome
from portal.policy.min_plan import Felt
from portal.policy.overblik import overblik
from portal.policy.sag import Sag
from portal.wording.catalogues import LANGUAGES, MISSING, reader_of
from portal.wording.explain import explain, explain_to_caseworker, next_step_for_caseworker
from tests.policy.courses import at, day, in_the_a_kasse, meeting, month, with_the_jobcenter
from tests.wording.test_explain import CONTACTS

A_KASSE, JOBCENTER = f.Aktoer.A_KASSE, f.Aktoer.JOBCENTER
NU = at("2024-09-02T10:00")
OFFER = Indhold(
    indsats=Indsats.VIRKSOMHEDSPRAKTIK,
    hvad="Praktik i en boghandel",
    hvor="Boghandelen på torvet",
    hvorfor="Så du kan vise, hvad du kan",
    starter=day("2024-09-16"),
)
JOINT, AFTER_A_CHECK = Art.FAELLES_INDSTILLING, Art.KONTROLAKTION_TILBUD
WAITING = Indstilling(JOINT, Status.FORESLAAET, "AK1", starter=OFFER.starter)
SENT = Indstilling(JOINT, Status.SENDT, "AK1", "0101", OFFER.starter)
OFF = (f.Tilmelding(day("2024-08-05"), day("2024-08-30"), f.AfmeldingAarsag.ARBEJDE),)


def codes(decision: Decision) -> list[str]:
    """What refuses, having been told in both languages, with a next step."""
    for finding in decision.findings:
        for language in LANGUAGES:
            reader = reader_of(language)
            told = explain(finding, reader, CONTACTS, question=decision.question)
            for text in (told.text, explain_to_caseworker(finding, reader)):
                assert text
                assert "{" not in text
                assert MISSING[0] not in text
            if finding.outcome is Outcome.NOT_MET:
                assert told.next_step
                assert next_step_for_caseworker(finding, reader)
    return [finding.code for finding in decision.refusals]


def controlled(first: str | None = "2024-08-28T10:00", holder: f.Aktoer = A_KASSE, **more: Any) -> f.Facts:
    """With a message of a kontrolaktion on 26 August, and the first meeting after it held."""
    held = meeting(1, first, holder=holder, art=f.SamtaleArt.KONTROLSAMTALE) if first else None
    known = (meeting(0, "2024-08-14T10:00"), *((held,) if held else ()))
    return in_the_a_kasse(kontrol=f.Kontrol(day("2024-08-26"), False), samtaler=known, **more)


def wrote(facts: f.Facts, art: Art = JOINT, af: f.Aktoer = A_KASSE, **changed: Any) -> Decision:
    late = changed.pop("i_forlaengelse", False)
    return foreslaa(facts, NU, ForeslaaSpoergsmaal(af, art, replace(OFFER, **changed), late))


def decided(
    of: Indstilling = SENT, ja: bool = True, facts: f.Facts | None = None, **changed: Any
) -> Decision:
    values: dict[str, Any] = {"af": JOBCENTER, "indhold": OFFER, "hoert": True, "begrundelse": "Grunden"}
    return afgoer(facts or in_the_a_kasse(), NU, AfgoerSpoergsmaal(indstilling=of, ja=ja, **values | changed))


def test_the_a_kasse_recommends_in_its_own_part_and_nobody_else_does() -> None:
    decision = wrote(in_the_a_kasse())

    assert decision.allowed
    assert [str(c) for c in decision.findings[0].citations] == ["LAB § 180 a", "VEJ 10044 10"]
    assert codes(wrote(in_the_a_kasse(), af=JOBCENTER)) == ["kun_a_kasse"]
    assert codes(wrote(with_the_jobcenter())) == ["kun_ansvarlig_aktoer"]
    assert codes(wrote(in_the_a_kasse(tilmeldinger=OFF))) == ["ikke_omfattet"]
    assert {one.felt for one in Indsats} == {Felt.TILBUD, Felt.UNDERSTOETTENDE_INDSATSER}


def test_it_says_what_where_when_and_why() -> None:
    blank = wrote(in_the_a_kasse(), indsats=None, hvad=" ", hvor=None, hvorfor="", starter=None)

    assert codes(blank) == ["tilbud_ikke_beskrevet"]
    assert blank.findings[0].facts["mangler"] == ["indsats", "hvad", "hvor", "starter", "hvorfor"]
    assert "BAB § 51" in [str(c) for c in blank.findings[0].citations]


@pytest.mark.parametrize(
    ("starter", "refused"),
    [
        ("2024-09-01", ["tilbud_begyndt"]),
        ("2024-09-02", []),
        ("2024-10-31", []),
        ("2024-11-01", []),  # right after the a-kasse's last day
        ("2024-11-02", ["starter_for_sent"]),
    ],
)
def test_it_begins_in_the_a_kassens_part_or_right_after_it(starter: str, refused: list[str]) -> None:
    known = in_the_a_kasse(
        forbrug=(month("2024-08", "160.33"), month("2024-09", "160.33"), month("2024-10", "160.33"))
    )
    # The hours of October are not registered yet: the day is an estimate, and reads the same.
    decision = foreslaa(known, NU, ForeslaaSpoergsmaal(A_KASSE, JOINT, replace(OFFER, starter=day(starter))))

    assert codes(decision) == refused
    if refused == ["starter_for_sent"]:
        assert wrote(known, starter=day(starter), i_forlaengelse=True).allowed


def test_where_nobody_can_tell_the_last_day_no_day_is_too_late() -> None:
    assert wrote(in_the_a_kasse(indplaceringer=()), starter=day("2025-09-01")).allowed


def test_after_a_kontrolaktion_the_a_kasse_asks_within_14_days_of_its_first_meeting() -> None:
    decision = wrote(controlled(), AFTER_A_CHECK, hvad=None, hvor=None, hvorfor=None, starter=None)

    assert decision.result == {"frist": "2024-09-11"}
    assert [value.name for value in decision.findings[0].values] == ["tilbud_efter_kontrol_dage"]
    assert codes(wrote(controlled(), AFTER_A_CHECK, starter=day("2024-09-01"))) == ["tilbud_begyndt"]
    assert codes(wrote(controlled(None), AFTER_A_CHECK)) == ["ingen_kontrolsamtale"]
    assert codes(wrote(controlled(holder=JOBCENTER), AFTER_A_CHECK)) == ["ingen_kontrolsamtale"]
    assert codes(wrote(in_the_a_kasse(), AFTER_A_CHECK)) == ["ingen_kontrolsamtale"]
    assert overblik(controlled(), NU).tilbud_senest == day("2024-09-11")
    months_later = at("2024-10-20T10:00")
    assert tilbud_senest(Sag(controlled(), months_later)) == day("2024-09-11"), (
        "it stays until it is asked for"
    )
    handed_over = with_the_jobcenter(
        kontrol=f.Kontrol(day("2024-07-26"), False),
        samtaler=(meeting(0, "2024-07-30T10:00", art=f.SamtaleArt.KONTROLSAMTALE),),
    )
    assert tilbud_senest(Sag(handed_over, NU)) is None


def test_the_persons_yes_sends_it_and_their_no_never_does() -> None:
    assert codes(svar(in_the_a_kasse(), NU, WAITING, enig=True)) == []
    assert codes(svar(in_the_a_kasse(), NU, WAITING, enig=False)) == []
    for closed in set(Status) - {Status.FORESLAAET}:
        once = replace(WAITING, status=closed)
        assert codes(svar(in_the_a_kasse(), NU, once, enig=True)) == ["indstilling_lukket"]
    assert codes(svar(with_the_jobcenter(), NU, WAITING, enig=True)) == ["indstilling_overgang"]
    assert codes(svar(with_the_jobcenter(), NU, WAITING, enig=False)) == []


def test_one_that_waits_falls_away_at_the_handover_and_one_that_was_sent_only_with_the_kommune() -> None:
    def gone(facts: f.Facts, of: Indstilling) -> str | None:
        found = udloeber(facts, NU, of)
        return found.code if found else None

    moved = in_the_a_kasse(skift=(f.Skift(day("2024-09-01"), kommune="0147"),))
    changed = in_the_a_kasse(skift=(f.Skift(day("2024-09-01"), a_kasse="AK2"),))
    assert gone(in_the_a_kasse(), WAITING) is None
    assert gone(with_the_jobcenter(), WAITING) == "indstilling_overgang"
    assert gone(changed, WAITING) == "indstilling_overgang"
    assert gone(moved, WAITING) is None
    assert gone(in_the_a_kasse(), replace(WAITING, starter=day("2024-09-01"))) == "tilbud_begyndt"
    assert gone(in_the_a_kasse(), replace(WAITING, starter=None)) is None
    assert gone(with_the_jobcenter(), SENT) is None
    assert gone(changed, SENT) is None
    assert gone(moved, SENT) == "indstilling_flyttet"


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
    assert codes(decided(ja=False, begrundelse=" ", hoert=False)) == [
        "mangler_begrundelse",
        "ikke_hoert_om_tilbud",
    ]
    assert codes(decided(ja=False, facts=in_the_a_kasse(tilmeldinger=OFF))) == []


def test_after_a_kontrolaktion_there_has_to_be_an_offer_of_chapters_11_to_14() -> None:
    asked = replace(SENT, art=AFTER_A_CHECK)

    assert decided(asked, facts=controlled()).allowed
    assert codes(decided(asked, ja=False, facts=controlled())) == ["tilbud_skal_gives"]
    assert codes(decided(asked, ja=False, facts=controlled(tilmeldinger=OFF))) == []
    other = replace(OFFER, indsats=Indsats.UNDERSTOETTENDE_INDSATS)
    assert codes(decided(asked, indhold=other, hoert=False)) == ["kun_kapitel_11_14", "ikke_hoert_om_tilbud"]


def test_it_is_taken_back_as_long_as_it_is_open() -> None:
    for status in Status:
        refused = [] if status in AABNE else ["indstilling_lukket"]
        for hvem in Hvem:
            assert codes(traek(replace(SENT, status=status), hvem)) == refused
    asked = replace(SENT, art=AFTER_A_CHECK)
    assert codes(traek(asked, Hvem.PERSON)) == ["kun_a_kasse"]
    assert codes(traek(asked, Hvem.A_KASSE)) == []
