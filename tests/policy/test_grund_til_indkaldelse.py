"""Why a person is called, to which kinds of meeting, and what the person's own choice says against a time."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from portal.policy import facts as f
from portal.policy.indkaldelse import Grund, IndkaldSpoergsmaal, arten, arter, grund, tiden
from portal.policy.kalender import month_ends
from tests.policy.courses import at, day, in_the_a_kasse, with_the_jobcenter

A_KASSE, JOBCENTER = f.Aktoer.A_KASSE, f.Aktoer.JOBCENTER
NU = at("2024-09-02T10:00")
START = at("2024-09-20T10:00")
ART = f.SamtaleArt


def asked(af: f.Aktoer, art: f.SamtaleArt = ART.JOBSAMTALE, *, short: bool = False) -> IndkaldSpoergsmaal:
    return IndkaldSpoergsmaal(af, art, START, f.Samtaleform.FREMMOEDE, short, "Haster" if short else None)


def decided(art: f.BeslutningArt, af: f.Aktoer) -> tuple[f.Beslutning, ...]:
    return (f.Beslutning(art, af, day("2024-08-20")),)


def after_six_months(**more: object) -> f.Facts:
    months = [day(f"2024-0{number}-01") for number in range(1, 8)]
    hours = tuple(f.Timer(month, Decimal("160.33"), month_ends(month)) for month in months)
    placed = day("2024-01-01")
    facts = with_the_jobcenter(
        tilmeldinger=(f.Tilmelding(placed),), indplaceringer=(f.Indplacering(placed),), forbrug=hours
    )
    return replace(facts, **more)  # type: ignore[arg-type]


def earlier_rules() -> f.Facts:
    placed = day("2023-12-01")
    return in_the_a_kasse(tilmeldinger=(f.Tilmelding(placed),), indplaceringer=(f.Indplacering(placed),))


@pytest.mark.parametrize(
    ("facts", "q", "why"),
    [
        (in_the_a_kasse(), asked(A_KASSE, ART.KONTROLSAMTALE), Grund.KONTROL),
        (in_the_a_kasse(), asked(A_KASSE, ART.RAADIGHEDSSAMTALE), Grund.RAADIGHED),
        (earlier_rules(), asked(A_KASSE, ART.CV_SAMTALE), Grund.CV),
        (in_the_a_kasse(), asked(A_KASSE, short=True), Grund.KORT_VARSEL),
        (in_the_a_kasse(samtaler=()), asked(A_KASSE), Grund.FOERSTE),
        (
            with_the_jobcenter(
                valg=f.Valg(f.AKasseMed.JA),
                regler_jobcenter=f.Regler(faelles=f.FaellesMaade.INDKALDELSE),
            ),
            asked(JOBCENTER),
            Grund.FAELLES,
        ),
        (
            in_the_a_kasse(beslutninger=decided(f.BeslutningArt.FRITAGELSE, A_KASSE)),
            asked(A_KASSE),
            Grund.FRITAGET,
        ),
        (
            in_the_a_kasse(beslutninger=decided(f.BeslutningArt.FRATAGELSE, A_KASSE)),
            asked(A_KASSE),
            Grund.FRATAGET,
        ),
    ],
)
def test_the_ground_of_a_summons_is_told(facts: f.Facts, q: IndkaldSpoergsmaal, why: Grund) -> None:
    assert grund(facts, NU, q) is why


def test_a_meeting_that_the_person_books_has_no_ground() -> None:
    with pytest.raises(ValueError, match="the person books"):
        grund(in_the_a_kasse(), NU, asked(A_KASSE))


def test_each_actor_calls_to_the_kinds_that_are_its_own() -> None:
    assert arter(in_the_a_kasse(), NU, A_KASSE) == (ART.JOBSAMTALE, ART.RAADIGHEDSSAMTALE)
    assert arter(with_the_jobcenter(), NU, JOBCENTER) == (ART.JOBSAMTALE,)
    assert arter(after_six_months(), NU, JOBCENTER) == (ART.JOBSAMTALE, ART.FAELLESSAMTALE)
    controlled = in_the_a_kasse(kontrol=f.Kontrol(day("2024-09-01"), False))
    assert ART.KONTROLSAMTALE in arter(controlled, NU, A_KASSE)
    assert ART.CV_SAMTALE in arter(earlier_rules(), NU, A_KASSE)
    assert ART.FAELLESSAMTALE in arter(earlier_rules(), NU, JOBCENTER)


def test_another_kind_is_refused_by_name() -> None:
    assert arten(in_the_a_kasse(), NU, A_KASSE, ART.JOBSAMTALE) == ()
    (refused,) = arten(in_the_a_kasse(), NU, A_KASSE, ART.FAELLESSAMTALE)
    assert refused.code == "art_gaelder_ikke"
    assert refused.facts == {"af": "a_kasse", "art": "faellessamtale"}


def test_a_joint_time_is_called_to_only_where_the_a_kasse_is_to_come_and_the_time_is_agreed_with_it() -> None:
    def said(facts: f.Facts, art: f.SamtaleArt, agreed: str | None, *, joint: bool = True) -> list[str]:
        found = tiden(facts, NU, art, START, faelles_tid=joint, aftalt_med=agreed)
        return [finding.code for finding in found]

    wanted = with_the_jobcenter(valg=f.Valg(f.AKasseMed.JA))
    assert said(wanted, ART.JOBSAMTALE, "AK1") == []
    assert said(wanted, ART.JOBSAMTALE, "AK2") == ["faelles_tid_ikke_aftalt"]
    assert said(wanted, ART.JOBSAMTALE, None, joint=False) == ["faelles_valgt"]
    assert said(wanted, ART.KONTROLSAMTALE, "AK1") == ["faelles_kan_ikke_vaelges"]
    assert said(wanted, ART.KONTROLSAMTALE, None, joint=False) == []
    assert said(earlier_rules(), ART.FAELLESSAMTALE, "AK1") == []
