"""What an a-kasse may say of a rådighedssamtale (RÅB §§ 38-43)."""

from __future__ import annotations

from datetime import date

import pytest

from portal.policy import facts as f
from portal.policy import raadighed
from portal.policy.facts import Aktoer, SamtaleArt, SamtaleStatus
from portal.policy.raadighed import Aarsag, Vurdering, VurderSpoergsmaal
from tests.policy.courses import at, in_the_a_kasse, meeting

NU = at("2024-09-02T10:00")

HELD_DAY = "2024-08-20T10:00"


def knowing(**values: object) -> f.Facts:
    talk = meeting(0, HELD_DAY, **({"art": SamtaleArt.RAADIGHEDSSAMTALE} | values))
    return in_the_a_kasse(samtaler=(talk,))


def found(facts: f.Facts, **values: object) -> list[str]:
    asked = {
        "af": Aktoer.A_KASSE,
        "samtale": 0,
        "aarsag": Aarsag.TVIVL,
        "vurdering": Vurdering.STAAR_TIL_RAADIGHED,
        "begrundelse": "Søger to job om ugen.",
    }
    decision = raadighed.vurder(facts, NU, VurderSpoergsmaal(**(asked | values)))
    return [finding.code for finding in decision.findings]


@pytest.mark.parametrize(
    ("values", "codes"),
    [
        ({}, ["raadighed_vurderet"]),
        ({"vurdering": Vurdering.STAAR_IKKE_TIL_RAADIGHED}, ["raadighed_vurderet"]),
        ({"begrundelse": " "}, ["mangler_begrundelse"]),
        ({"aarsag": None}, ["raadighed_aarsag_mangler"]),
        ({"af": Aktoer.JOBCENTER}, ["kun_a_kasse"]),
        ({"vurdering": Vurdering.FRIST}, ["raadighed_frist"]),
        ({"vurdering": Vurdering.FRIST, "frist": NU.date()}, ["raadighed_frist"]),
        ({"vurdering": Vurdering.FRIST, "frist": date(2024, 11, 20)}, ["raadighed_vurderet"]),
        ({"vurdering": Vurdering.FRIST, "frist": date(2024, 11, 21)}, ["raadighed_frist"]),
    ],
)
def test_what_is_found_takes_a_cause_reasons_and_at_most_three_months(
    values: dict[str, object], codes: list[str]
) -> None:
    assert found(knowing(), **values) == codes


def test_only_a_raadighedssamtale_that_was_held_is_assessed() -> None:
    assert found(knowing(status=SamtaleStatus.PLANLAGT)) == ["raadighed_ikke_holdt"]
    assert found(knowing(art=SamtaleArt.JOBSAMTALE)) == ["ikke_raadighedssamtale"]
    assert raadighed.frist_senest(knowing(), NU, 0) == date(2024, 11, 20)


@pytest.mark.parametrize("aarsag", list(Aarsag))
def test_each_cause_rests_on_its_own_paragraph_and_takes_words(aarsag: Aarsag) -> None:
    for af, words, code in (
        (Aktoer.A_KASSE, "Kom ikke til kurset.", "raadighed_aarsag"),
        (Aktoer.A_KASSE, None, "mangler_begrundelse"),
        (Aktoer.JOBCENTER, "Kom ikke til kurset.", "kun_a_kasse"),
    ):
        (finding,) = raadighed.begrund(knowing(), NU, af, 0, aarsag, words).findings
        assert finding.code == code
        assert code == "kun_a_kasse" or finding.citations == raadighed.AARSAGER[aarsag]
