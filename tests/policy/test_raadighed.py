"""What an a-kasse may say of a rådighedssamtale (RÅB §§ 38-43)."""

from __future__ import annotations

from datetime import date

import pytest

from portal.policy import facts as f
from portal.policy import raadighed
from portal.policy.facts import Aktoer, SamtaleArt, SamtaleStatus
from portal.policy.law import Decision
from portal.policy.raadighed import Aarsag, Vurdering, VurderSpoergsmaal
from tests.policy.courses import at, in_the_a_kasse, meeting

NU = at("2024-09-02T10:00")

HELD_DAY = "2024-08-20T10:00"


def knowing(**values: object) -> f.Facts:
    talk = meeting(0, HELD_DAY, **({"art": SamtaleArt.RAADIGHEDSSAMTALE} | values))
    return in_the_a_kasse(samtaler=(talk,))


def decided(facts: f.Facts, **values: object) -> Decision:
    asked = {
        "af": Aktoer.A_KASSE,
        "samtale": 0,
        "aarsag": Aarsag.TVIVL,
        "vurdering": Vurdering.STAAR_TIL_RAADIGHED,
        "begrundelse": "Søger to job om ugen.",
    }
    return raadighed.vurder(facts, NU, VurderSpoergsmaal(**(asked | values)))


def shapes(decision: Decision) -> list[tuple[str, str, dict[str, object], list[str]]]:
    """Of each finding: code, paragraphs, facts, numbers. Those that refuse refuse, the others do not."""
    return [
        (one.code, ", ".join(map(str, one.citations)), dict(one.facts), [value.name for value in one.values])
        for one in (decision.findings if decision.allowed else decision.refusals)
    ]


STAAR, FRIST, IKKE = Vurdering
LATE: dict[str, object] = {"senest": "2024-11-20"}


@pytest.mark.parametrize(
    ("values", "code", "places", "facts"),
    [
        ({}, "raadighed_vurderet", "RÅB § 40, RÅB § 38, stk. 2", {"af": "a_kasse", "vurdering": STAAR.value}),
        (
            {"vurdering": IKKE, "frist": date(2024, 10, 1)},
            "raadighed_vurderet",
            "RÅB § 40, RÅB § 43",
            {"af": "a_kasse", "vurdering": IKKE.value},
        ),
        ({"begrundelse": " "}, "mangler_begrundelse", "RÅB § 38, stk. 2", {}),
        ({"begrundelse": None, "vurdering": IKKE}, "mangler_begrundelse", "RÅB § 43", {}),
        ({"aarsag": None}, "raadighed_aarsag_mangler", "RÅB § 38", {}),
        ({"af": Aktoer.JOBCENTER}, "kun_a_kasse", "RÅB § 40, VEJ 10044 5", {"af": "jobcenter"}),
        ({"vurdering": FRIST}, "raadighed_frist", "RÅB § 42, stk. 1", LATE),
        ({"vurdering": FRIST, "frist": NU.date()}, "raadighed_frist", "RÅB § 42, stk. 1", LATE),
        (
            {"vurdering": FRIST, "frist": date(2024, 11, 20)},
            "raadighed_vurderet",
            "RÅB § 40, RÅB § 42, stk. 1",
            {"af": "a_kasse", "vurdering": FRIST.value},
        ),
        ({"vurdering": FRIST, "frist": date(2024, 11, 21)}, "raadighed_frist", "RÅB § 42, stk. 1", LATE),
    ],
)
def test_what_is_found_takes_a_cause_reasons_and_at_most_three_months(
    values: dict[str, object], code: str, places: str, facts: dict[str, object]
) -> None:
    decision = decided(knowing(), **values)

    numbers = ["raadighed_frist_maaneder"] if code == "raadighed_frist" else []
    assert shapes(decision) == [(code, places, facts, numbers)]
    assert decision.question == "raadighed"
    assert decision.allowed is (code == "raadighed_vurderet")
    if decision.allowed:
        kept = str(values["frist"]) if values.get("vurdering") is FRIST else None
        assert decision.result == {"frist": kept}


def test_only_a_raadighedssamtale_that_was_held_is_assessed() -> None:
    not_held = [("raadighed_ikke_holdt", "RÅB § 40", {"samtaledag": "2024-08-20"}, [])]
    another = [("ikke_raadighedssamtale", "RÅB § 40, VEJ 10044 5", {"art": "jobsamtale"}, [])]

    assert shapes(decided(knowing(status=SamtaleStatus.PLANLAGT))) == not_held
    assert shapes(decided(knowing(art=SamtaleArt.JOBSAMTALE))) == another
    assert raadighed.frist_senest(knowing(), NU, 0) == date(2024, 11, 20)


@pytest.mark.parametrize("aarsag", list(Aarsag))
def test_each_cause_rests_on_its_own_paragraph_and_takes_words(aarsag: Aarsag) -> None:
    own = ", ".join(map(str, raadighed.AARSAGER[aarsag]))
    for af, words, expected in (
        (Aktoer.A_KASSE, "Kom.", ("raadighed_aarsag", own, {"af": "a_kasse", "aarsag": aarsag.value}, [])),
        (Aktoer.A_KASSE, None, ("mangler_begrundelse", own, {}, [])),
        (Aktoer.JOBCENTER, "Kom.", ("kun_a_kasse", "RÅB § 40, VEJ 10044 5", {"af": "jobcenter"}, [])),
    ):
        decision = raadighed.begrund(knowing(), NU, af, 0, aarsag, words)
        assert shapes(decision) == [expected]
        assert decision.question == "raadighed_aarsag"


@pytest.mark.parametrize(
    ("status", "aarsag", "vurdering", "frist", "lacks"),
    [
        (SamtaleStatus.PLANLAGT, None, None, None, True),
        (SamtaleStatus.PLANLAGT, Aarsag.TVIVL, None, None, False),
        (SamtaleStatus.UDEBLEVET, None, None, None, False),
        (SamtaleStatus.AFHOLDT, None, STAAR, None, True),
        (SamtaleStatus.AFHOLDT, Aarsag.TVIVL, None, None, True),
        (SamtaleStatus.AFHOLDT, Aarsag.TVIVL, STAAR, None, False),
        (SamtaleStatus.AFHOLDT, Aarsag.TVIVL, FRIST, NU.date(), False),
        (SamtaleStatus.AFHOLDT, Aarsag.TVIVL, FRIST, date(2024, 9, 1), True),
    ],
)
def test_what_the_a_kasse_still_has_to_write_and_that_it_assesses_anew_after_the_days_to_document(
    status: SamtaleStatus, aarsag: Aarsag | None, vurdering: Vurdering | None, frist: date | None, lacks: bool
) -> None:
    assert raadighed.mangler(status, aarsag, vurdering, frist, NU.date()) is lacks
