"""Letters as the tests write them: a decision that takes away selvbooking, by either authority."""

from __future__ import annotations

from datetime import date
from typing import Any

from portal.policy.facts import Aktoer
from portal.policy.fratagelse import FratagSpoergsmaal, Grundlag, Hoering
from portal.policy.law import Citation, Decision, Finding, Outcome
from portal.wording.letters import fratagelse
from portal.wording.letters.fratagelse import Said
from portal.wording.letters.letter import Letter
from portal.wording.letters.made import Between

A_KASSE, JOBCENTER = Aktoer.A_KASSE, Aktoer.JOBCENTER
HEARD = Hoering(date(2026, 11, 2), date(2026, 11, 10))
REASONS = "Vi aftalte én samtale om måneden.\nDu har booket fire i samme uge."


def between(holder: Aktoer = A_KASSE, **changed: Any) -> Between:
    values: dict[str, Any] = {
        "organisation": "A-kassen" if holder is A_KASSE else "Jobcenter København",
        "holder": holder,
        "phone": "70 10 20 30",
        "email": "post@organisation.example",
        "website": None,
        "signed_by": "Anna Sørensen",
        "receiver": "Kim Jensen",
        "day": date(2026, 11, 20),
    }
    return Between(**values | changed)


def decided(senest: str | None = "2026-12-18") -> Decision:
    met = Finding("fratagelse", Outcome.MET, (Citation("LAB", "§ 35"),))
    return Decision("fratag", (met,), {"klage": {"senest": senest}})


def revoked(
    holder: Aktoer = A_KASSE,
    hoering: Hoering = HEARD,
    grundlag: Grundlag = Grundlag.ANDEN_MAADE,
    senest: str | None = "2026-12-18",
    **said: str | None,
) -> Letter:
    question = FratagSpoergsmaal(holder, grundlag, REASONS, hoering)
    return fratagelse.revoked(
        between(holder), question, Said(**{"begrundelse": REASONS} | said), decided(senest)
    )
