"""Revoking and giving back the right to book: what is missing is named, and how long it binds."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from portal.policy import facts as f
from portal.policy import fratagelse, selvbooking
from portal.policy.fratagelse import FratagSpoergsmaal, Grundlag, Hoering, Mangler, OphaevSpoergsmaal
from tests.policy.courses import at, booked, day, in_the_a_kasse, meeting, with_the_jobcenter

A_KASSE, JOBCENTER = f.Aktoer.A_KASSE, f.Aktoer.JOBCENTER
NOW = at("2024-09-17T10:00")
HEARD = Hoering(day("2024-09-05"), day("2024-09-13"))


def books(**changed: Any) -> f.Facts:
    return in_the_a_kasse(samtaler=(meeting(0, "2024-08-14T10:00"), booked(1, "2024-09-25T10:00")), **changed)


def asked(hoering: Hoering | None = HEARD, **changed: Any) -> FratagSpoergsmaal:
    values: dict[str, Any] = {
        "af": A_KASSE,
        "grundlag": Grundlag.FORLOEBET_HINDRES,
        "begrundelse": "Flyttet fire gange",
        "hoering": hoering,
    }
    return FratagSpoergsmaal(**values | changed)


def missing(hoering: Hoering | None) -> Any:
    (finding,) = fratagelse.fratag(books(), NOW, asked(hoering)).refusals
    assert finding.code == "mangler_partshoering"
    return finding.facts["mangler"]


@pytest.mark.parametrize(
    ("hoering", "mangler"),
    [
        (None, Mangler.HOERING),
        (Hoering(sendt=day("2024-09-05")), Mangler.HOERING),
        (Hoering(frist=day("2024-09-13")), Mangler.HOERING),
        (Hoering(day("2024-09-05"), day("2024-09-11"), svaret=True), Mangler.FRIST),
        (Hoering(day("2024-09-10"), day("2024-09-17")), Mangler.SVAR),
    ],
)
def test_the_finding_says_what_of_the_hearing_is_missing(hoering: Hoering | None, mangler: Mangler) -> None:
    assert missing(hoering) == mangler.value


def test_a_digital_decision_has_a_last_day_to_complain_and_one_on_paper_has_none() -> None:
    digital = fratagelse.fratag(books(), NOW, asked())
    paper = fratagelse.fratag(books(), NOW, asked(digital=False))

    assert digital.result["klage"]["senest"] == "2024-10-15"
    assert paper.result["klage"]["senest"] is None
    assert paper.result["klage"]["instans"] == digital.result["klage"]["instans"]


def revoked(on: str = "2024-09-10") -> f.Facts:
    return books(beslutninger=(f.Beslutning(f.BeslutningArt.FRATAGELSE, A_KASSE, day(on)),))


def test_what_is_lifted_no_longer_binds_that_very_day() -> None:
    facts = revoked()
    assert not selvbooking.bookable(facts, NOW).windows

    decision = fratagelse.ophaev(facts, NOW, OphaevSpoergsmaal(A_KASSE, "Aftalt på ny"))
    assert decision.allowed
    assert decision.findings[0].citations

    lifted = replace(facts, beslutninger=(replace(facts.beslutninger[0], ophaevet=NOW.date()),))
    assert selvbooking.bookable(lifted, NOW).windows


@pytest.mark.parametrize("words", [None, "", "  \n"])
def test_lifting_takes_a_reason(words: str | None) -> None:
    decision = fratagelse.ophaev(revoked(), NOW, OphaevSpoergsmaal(A_KASSE, words))

    assert [finding.code for finding in decision.refusals] == ["mangler_begrundelse"]


def test_only_what_binds_can_be_lifted_and_only_by_whoever_decided_it() -> None:
    lapsed = replace(
        with_the_jobcenter(),
        beslutninger=(f.Beslutning(f.BeslutningArt.FRATAGELSE, A_KASSE, day("2024-05-02")),),
    )
    for facts, af in ((books(), A_KASSE), (revoked(), JOBCENTER), (lapsed, A_KASSE), (lapsed, JOBCENTER)):
        with pytest.raises(ValueError, match="no revocation"):
            fratagelse.ophaev(facts, NOW, OphaevSpoergsmaal(af, "Aftalt på ny"))
