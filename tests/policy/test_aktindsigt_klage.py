"""Complaining of what is held back of a file: who looks at it, by when, and what the case waits for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from portal.policy import aktindsigt_klage
from portal.policy.aktindsigt import Hensyn, Svar, Undtaget
from portal.policy.aktindsigt_klage import Klagegang, KlageSpoergsmaal, Naeste, Resultat, Skridt
from portal.policy.facts import Aktoer
from portal.policy.law import Decision
from portal.policy.sagsgang import Udfald, Venter

A_KASSE, JOBCENTER = Aktoer.A_KASSE, Aktoer.JOBCENTER
ANSWERED, COMPLAINED, LAST = date(2024, 9, 2), date(2024, 9, 4), date(2024, 9, 30)
DAY = timedelta(days=1)
PART = Undtaget("brev-1", "Høring", Hensyn.FVL_15B_5, "Det røber, hvem der klagede.")

OPEN = Klagegang(JOBCENTER, None)
REFUSED = Klagegang(JOBCENTER, Svar.NEJ, ANSWERED, LAST)
GONE_ON = replace(REFUSED, klaget=COMPLAINED, genvurderet=(Resultat.FASTHOLDT, COMPLAINED), sendt=COMPLAINED)


def take(gang: Klagegang, skridt: Skridt, dag: date = COMPLAINED, **more: Any) -> Decision:
    return aktindsigt_klage.tag(gang, COMPLAINED + DAY, KlageSpoergsmaal(skridt, dag, **more))


def codes(decision: Decision) -> list[str]:
    return [finding.code for finding in decision.refusals]


def following(gang: Klagegang, today: date = COMPLAINED) -> Naeste:
    found = aktindsigt_klage.naeste(gang, today)
    assert found is not None
    return found


def test_a_complaint_is_taken_in_however_late_where_something_is_held_back() -> None:
    assert take(REFUSED, Skridt.KLAGET).result == {"skridt": "klaget", "rettidig": True}
    late = replace(REFUSED, klage_senest=ANSWERED + DAY)
    assert take(late, Skridt.KLAGET).result["rettidig"] is False
    unknown = take(replace(REFUSED, klage_senest=None), Skridt.KLAGET)
    assert unknown.allowed
    assert unknown.result["rettidig"] is None
    assert codes(take(OPEN, Skridt.KLAGET)) == ["aktindsigt_ikke_besvaret"]
    assert codes(take(replace(REFUSED, svar=Svar.JA), Skridt.KLAGET)) == ["aktindsigt_givet"]
    assert codes(take(GONE_ON, Skridt.KLAGET)) == ["allerede_klaget"]
    assert codes(take(REFUSED, Skridt.KLAGET, ANSWERED - DAY)) == ["klage_foer_afgoerelsen"]
    assert codes(take(REFUSED, Skridt.KLAGET, COMPLAINED + 2 * DAY)) == ["dag_i_fremtiden"]


@pytest.mark.parametrize(("af", "paragraph"), [(A_KASSE, "AKK § 3"), (JOBCENTER, "RSL § 66")])
def test_it_is_looked_at_again_before_it_goes_on_and_an_answer_that_stands_has_its_reasons(
    af: Aktoer, paragraph: str
) -> None:
    gang = replace(REFUSED, af=af, klaget=COMPLAINED)
    held = replace(PART, hensyn=Hensyn.AKS_12_3) if af is A_KASSE else PART
    assert codes(take(REFUSED, Skridt.GENVURDERET)) == ["ikke_klaget"]
    assert codes(take(gang, Skridt.SENDT)) == ["aktindsigt_genvurderes_foerst"]
    assert codes(take(gang, Skridt.GENVURDERET, resultat=Resultat.FASTHOLDT)) == ["mangler_begrundelse"]
    assert codes(take(gang, Skridt.GENVURDERET, resultat=Resultat.DELVIST)) == ["aktindsigt_intet_undtaget"]
    for given in (
        {"resultat": Resultat.MEDHOLD},
        {"resultat": Resultat.FASTHOLDT, "ord": "Det står vi ved."},
        {"resultat": Resultat.DELVIST, "undtaget": (held,), "papirer": 3},
    ):
        decision = take(gang, Skridt.GENVURDERET, **given)
        assert decision.allowed
        assert str(decision.findings[0].citations[0]) == paragraph
    again = replace(gang, genvurderet=(Resultat.MEDHOLD, COMPLAINED))
    assert codes(take(again, Skridt.GENVURDERET)) == ["aktindsigt_genvurderet"]
    assert codes(take(again, Skridt.SENDT)) == ["klage_medhold"]


def test_a_complaint_is_sent_once_and_decided_once() -> None:
    assert codes(take(REFUSED, Skridt.SENDT)) == ["ikke_klaget"]
    assert codes(take(GONE_ON, Skridt.SENDT)) == ["aktindsigt_klage_sendt"]
    assert take(replace(GONE_ON, sendt=None), Skridt.SENDT).allowed
    assert codes(take(REFUSED, Skridt.UDFALD)) == ["aktindsigt_klage_ikke_sendt"]
    assert take(GONE_ON, Skridt.UDFALD).allowed
    over = replace(GONE_ON, udfald=(Udfald.STADFAESTET, COMPLAINED))
    assert codes(take(over, Skridt.UDFALD)) == ["aktindsigt_udfald_kendt"]


def test_the_a_kasse_sends_it_on_within_four_weeks_and_at_once_where_it_gave_some() -> None:
    gang = replace(REFUSED, af=A_KASSE, klaget=COMPLAINED)
    last = date(2024, 10, 2)
    again = following(gang)
    assert (again.skridt, again.venter, again.frist, again.snarest) == (
        Skridt.GENVURDERET,
        Venter.OS,
        last,
        False,
    )
    upheld = following(replace(gang, genvurderet=(Resultat.FASTHOLDT, COMPLAINED + DAY)))
    assert (upheld.skridt, upheld.frist, str(upheld.citations[0])) == (Skridt.SENDT, last, "AKK § 3, stk. 4")
    part = following(replace(gang, svar=Svar.DELVIS, genvurderet=(Resultat.DELVIST, COMPLAINED + DAY)))
    assert (part.skridt, part.frist, part.snarest) == (Skridt.SENDT, COMPLAINED + DAY, True)


def test_the_jobcenter_must_not_wait_with_it() -> None:
    gang = replace(REFUSED, klaget=COMPLAINED)
    for known, skridt in ((gang, Skridt.GENVURDERET), (replace(GONE_ON, sendt=None), Skridt.SENDT)):
        after = following(known)
        assert (after.skridt, after.frist, after.snarest) == (skridt, COMPLAINED, True)


def test_what_is_next_is_nothing_once_all_is_given_or_the_days_are_over() -> None:
    assert following(REFUSED).skridt is Skridt.KLAGET
    assert following(replace(REFUSED, klage_senest=None)).venter is Venter.PERSON
    assert following(GONE_ON).venter is Venter.ANKESTYRELSEN
    given = replace(GONE_ON, sendt=None, svar=Svar.JA, genvurderet=(Resultat.MEDHOLD, COMPLAINED))
    stands = replace(GONE_ON, udfald=(Udfald.STADFAESTET, COMPLAINED))
    for over in (OPEN, replace(REFUSED, svar=Svar.JA), given, stands):
        assert aktindsigt_klage.naeste(over, COMPLAINED) is None
    assert aktindsigt_klage.naeste(REFUSED, LAST + DAY) is None
    for udfald in (Udfald.HJEMVIST, Udfald.OPHAEVET, Udfald.AENDRET):
        assert following(replace(GONE_ON, udfald=(udfald, COMPLAINED))).skridt is Skridt.SVARET


def test_the_case_waits_while_the_answer_or_the_complaint_is_not_dealt_with() -> None:
    complained = replace(REFUSED, klaget=COMPLAINED)
    given = replace(complained, svar=Svar.JA, genvurderet=(Resultat.MEDHOLD, COMPLAINED))
    stands = replace(GONE_ON, udfald=(Udfald.STADFAESTET, COMPLAINED))
    anew = replace(GONE_ON, udfald=(Udfald.HJEMVIST, COMPLAINED))
    waits = [aktindsigt_klage.stopper(one) for one in (OPEN, complained, GONE_ON, anew)]
    goes_on = [aktindsigt_klage.stopper(one) for one in (REFUSED, given, stands)]

    assert waits == [True] * 4
    assert goes_on == [False] * 3


def test_what_is_given_after_all_is_the_answer_from_then_on() -> None:
    after = {one: aktindsigt_klage.efter(Svar.NEJ, one) for one in Resultat}

    assert after == {
        Resultat.FASTHOLDT: Svar.NEJ,
        Resultat.DELVIST: Svar.DELVIS,
        Resultat.MEDHOLD: Svar.JA,
    }
