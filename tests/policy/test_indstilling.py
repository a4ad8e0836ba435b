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
    Art,
    ForeslaaSpoergsmaal,
    Hvem,
    Indhold,
    Indsats,
    Indstilling,
    Status,
    Syn,
    foreslaa,
    svar,
    syn,
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
    assert codes(wrote(controlled(), AFTER_A_CHECK, af=JOBCENTER)) == ["kun_ansvarlig_aktoer"]
    assert codes(wrote(in_the_a_kasse(), AFTER_A_CHECK)) == ["ingen_kontrolsamtale"]
    assert overblik(controlled(), NU).tilbud_senest == day("2024-09-11")
    months_later = at("2024-10-20T10:00")
    assert tilbud_senest(Sag(controlled(), months_later)) == day("2024-09-11"), (
        "it stays until it is asked for"
    )


def test_who_is_with_the_jobcenter_by_then_has_it_from_the_jobcenter_unasked_counted_from_the_first() -> None:
    """LAB § 38, stk. 1, 6. pkt., and stk. 2: whoever held the first meeting of the series."""
    for holder in (A_KASSE, JOBCENTER):
        held = meeting(0, "2024-07-30T10:00", holder=holder, art=f.SamtaleArt.KONTROLSAMTALE)
        handed_over = with_the_jobcenter(kontrol=f.Kontrol(day("2024-07-26"), False), samtaler=(held,))
        assert tilbud_senest(Sag(handed_over, NU)) == day("2024-08-13"), "it stays until it is decided"
        assert overblik(handed_over, NU).tilbud_senest == day("2024-08-13")
        decision = wrote(handed_over, AFTER_A_CHECK, af=JOBCENTER)
        assert (codes(decision), decision.result) == ([], {"frist": "2024-08-13"})
        assert decision.findings[0].code == "giv_tilbud"
    assert codes(wrote(handed_over, AFTER_A_CHECK)) == ["kun_ansvarlig_aktoer"]
    assert tilbud_senest(Sag(replace(handed_over, tilmeldinger=OFF), NU)) is None
    unasked = replace(handed_over.person, maalgruppe=f.Maalgruppe.UDDANNELSESHJAELP)
    assert tilbud_senest(Sag(replace(handed_over, person=unasked), NU)) is None


def test_nothing_is_sent_to_a_jobcenter_that_is_not_here_and_a_no_needs_none() -> None:
    asked = ForeslaaSpoergsmaal(A_KASSE, JOINT, OFFER, jobcenter=False)
    assert codes(foreslaa(in_the_a_kasse(), NU, asked)) == ["intet_jobcenter"]
    assert codes(svar(in_the_a_kasse(), NU, WAITING, enig=True, jobcenter=False)) == ["intet_jobcenter"]
    assert codes(svar(in_the_a_kasse(), NU, WAITING, enig=False, jobcenter=False)) == []


@pytest.mark.parametrize(
    ("aktoer", "kode", "egen", "ansvarlig", "seen"),
    [
        (A_KASSE, "AK1", True, True, Syn.HELT),
        (A_KASSE, "AK1", True, False, Syn.HELT),
        (A_KASSE, "AK1", False, False, Syn.SVAR),  # LAB § 180 a: the answer to what it asked
        (A_KASSE, "AK2", True, True, Syn.UDFALD),  # LAB § 27: what holds, for whoever holds the course now
        (A_KASSE, "AK2", True, False, Syn.INTET),
        (A_KASSE, "AK2", False, False, Syn.INTET),
        (JOBCENTER, "0101", True, False, Syn.HELT),
        (JOBCENTER, "0101", False, False, Syn.INTET),
        (JOBCENTER, "0147", True, True, Syn.INTET),
    ],
)
def test_who_asked_has_the_answer_and_who_has_the_course_now_sees_what_holds(
    aktoer: f.Aktoer, kode: str, egen: bool, ansvarlig: bool, seen: Syn
) -> None:
    assert syn(SENT, aktoer, kode, egen=egen, ansvarlig=ansvarlig) is seen
    if kode == "AK1" and not egen:
        assert syn(WAITING, aktoer, kode, egen=False, ansvarlig=False) is Syn.INTET, "nothing was sent"
    if seen is Syn.UDFALD:
        begun = replace(SENT, art=AFTER_A_CHECK, a_kasse=None)
        assert syn(begun, aktoer, kode, egen=True, ansvarlig=True) is Syn.INTET, "the jobcenter's own"


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


def test_it_is_taken_back_as_long_as_it_is_open() -> None:
    for status in Status:
        refused = [] if status in AABNE else ["indstilling_lukket"]
        for hvem in Hvem:
            assert codes(traek(replace(SENT, status=status), hvem)) == refused
    asked = replace(SENT, art=AFTER_A_CHECK)
    assert codes(traek(asked, Hvem.PERSON)) == ["kun_a_kasse"]
    assert codes(traek(asked, Hvem.A_KASSE)) == []
