"""Upholding the duty to take part under § 106, stk. 3: what it takes, whom it binds, and how it is lifted."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from portal.policy import facts as f
from portal.policy import fastholdelse, mindre_intensiv
from portal.policy.fastholdelse import Fastholdelsesgrund, FastholdSpoergsmaal, OphaevFastholdelseSpoergsmaal
from portal.policy.fratagelse import Hoering, Undtagelse
from portal.policy.law import Decision
from portal.policy.sag import Sag
from tests.policy.courses import at, day, in_the_a_kasse, with_the_jobcenter

A_KASSE, JOBCENTER = f.Aktoer.A_KASSE, f.Aktoer.JOBCENTER
NOW = at("2024-09-17T10:00")
HEARD = Hoering(day("2024-09-05"), day("2024-09-13"))
JOB = f.MindreIntensiv(f.MindreIntensivGrund.JOB, dokumenteret=True, starter=day("2024-10-15"))
STUDY = f.MindreIntensiv(f.MindreIntensivGrund.JOBRETTET_UDDANNELSE, dokumenteret=True, fra=day("2024-09-02"))


def asked(facts: f.Facts, **changed: Any) -> Decision:
    values: dict[str, Any] = {
        "af": A_KASSE,
        "grundlag": Fastholdelsesgrund.TIL_FORDEL,
        "begrundelse": "Jobbet er usikkert",
        "hoering": HEARD,
    }
    return fastholdelse.fasthold(facts, NOW, FastholdSpoergsmaal(**values | changed))


def codes(decision: Decision) -> list[str]:
    return [finding.code for finding in decision.refusals]


@pytest.mark.parametrize(
    ("facts", "af", "paragraph", "again"),
    [
        (in_the_a_kasse(mindre_intensiv=(JOB,)), A_KASSE, "LAB § 207, stk. 2", False),
        (with_the_jobcenter(mindre_intensiv=(JOB,)), JOBCENTER, "LAB § 204", True),
    ],
)
def test_whoever_holds_the_course_decides_and_says_how_to_complain(
    facts: f.Facts, af: f.Aktoer, paragraph: str, again: bool
) -> None:
    decision = asked(facts, af=af)

    assert decision.allowed
    assert decision.result["klage"] == {
        "instans": "ankestyrelsens_beskaeftigelsesudvalg",
        "senest": "2024-10-15",
        "genvurdering": again,
        "opsaettende": False,
    }
    assert paragraph in [str(citation) for citation in decision.findings[1].citations]
    assert asked(facts, af=af, digital=False).result["klage"]["senest"] is None


def test_what_is_missing_is_named() -> None:
    free = in_the_a_kasse(mindre_intensiv=(JOB,))

    assert codes(asked(free, hoering=None, begrundelse=" ")) == [
        "mangler_begrundelse",
        "mangler_partshoering",
    ]
    assert codes(asked(free, hoering=Hoering(undtaget=Undtagelse.AKS_6))) == []
    assert codes(asked(free, af=JOBCENTER, begrundelse="")) == ["kun_ansvarlig_aktoer", "mangler_begrundelse"]
    assert codes(asked(in_the_a_kasse())) == ["ikke_fri"]
    assert codes(asked(in_the_a_kasse(mindre_intensiv=(STUDY,)))) == ["ikke_fri"]
    assert codes(asked(in_the_a_kasse(mindre_intensiv=(replace(JOB, dokumenteret=False),)))) == ["ikke_fri"]
    gone = in_the_a_kasse(tilmeldinger=(f.Tilmelding(day("2024-08-05"), day("2024-09-10")),))
    assert codes(asked(gone)) == ["ikke_omfattet"]


def test_it_takes_the_freedom_away_until_it_is_lifted_by_who_decided_it() -> None:
    upheld = f.Beslutning(f.BeslutningArt.FASTHOLDT_PLIGT, A_KASSE, day("2024-09-10"))
    facts = in_the_a_kasse(mindre_intensiv=(JOB,), beslutninger=(upheld,))
    assert mindre_intensiv.uden_pligt(Sag(facts, NOW), NOW.date()) is None

    for af, words, refused in ((A_KASSE, "Jobbet er sikkert nu", []), (A_KASSE, "", ["mangler_begrundelse"])):
        q = OphaevFastholdelseSpoergsmaal(af, words)
        assert codes(fastholdelse.ophaev_fastholdelse(facts, NOW, q)) == refused
    with pytest.raises(ValueError, match="no duty upheld"):
        fastholdelse.ophaev_fastholdelse(facts, NOW, OphaevFastholdelseSpoergsmaal(JOBCENTER, "Nej"))

    jobcenter = with_the_jobcenter(mindre_intensiv=(JOB,), beslutninger=(replace(upheld, af=JOBCENTER),))
    for words, refused in (("Jobbet er sikkert nu", []), (None, ["mangler_begrundelse"])):
        q = OphaevFastholdelseSpoergsmaal(JOBCENTER, words)
        assert codes(fastholdelse.ophaev_fastholdelse(jobcenter, NOW, q)) == refused
