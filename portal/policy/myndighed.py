"""What is asked of an actor that acts: to hold the kontaktforløb, and to give its reasons (LAB § 27; FVL §
22).
"""

from __future__ import annotations

from datetime import date

from portal.policy.facts import Aktoer
from portal.policy.koder import afslag
from portal.policy.law import Citation, Finding, Json
from portal.policy.sag import Sag


def kun_ansvarlig(
    sag: Sag, af: Aktoer, *dage: date, source: tuple[Citation, ...] | None = None
) -> list[Finding]:
    """Refuses an actor that does not hold the kontaktforløb on every one of the days.

    A person off the register for sickness is read as if registered.
    """
    for dag in dage:
        ansvarlig = sag.holder_eller_syg(dag)
        if ansvarlig is not af:
            facts: dict[str, Json] = {"dag": dag.isoformat(), "af": af.value, "ansvarlig": ansvarlig.value}
            return [afslag("kun_ansvarlig_aktoer", facts, (), source)]
    return []


def begrundelse(words: str | None, source: tuple[Citation, ...]) -> list[Finding]:
    """Refuses where there are no words: none, empty or blank."""
    if words is not None and words.strip():
        return []
    return [afslag("mangler_begrundelse", {}, (), source)]
