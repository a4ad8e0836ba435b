"""What the jobcenter and the a-kasse tell each other of a meeting that a member did not come to, and what the
member is told of it (BAB §§ 147, 156; AKS § 20; DBK §§ 123, 124, 129; VEJ 10044 14).

`REGLER` is the one table of who tells what. The member is told twice: when the a-kasse is told first, and
what came of it. What the two ask each other in between reaches the member from neither (VEJ 10044 14.2).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from portal.policy import sources as s
from portal.policy.afholdelse import udeblivelse
from portal.policy.facts import Aktoer, Facts, SamtaleStatus
from portal.policy.koder import afslag, opfyldt
from portal.policy.law import Citation, Decision, Finding, Json, Outcome
from portal.policy.myndighed import begrundelse


class Besked(StrEnum):
    """What one tells the other."""

    UNDERRETNING = "underretning"  # that the member did not come: the initial one
    RETTELSE = "rettelse"  # of what it said
    TILBAGEKALDELSE = "tilbagekaldelse"  # it was a mistake
    HENVENDELSE = "henvendelse"  # the member got in touch, on which day
    SPOERGSMAAL = "spoergsmaal"
    OPLYSNING = "oplysning"  # the answer to a question
    RESULTAT = "resultat"  # what came of it; a later one corrects it


@dataclass(frozen=True, slots=True)
class Regel:
    """`fra`: who tells it. `til_personen`: whether the member has a letter about it at the same time."""

    fra: Aktoer
    til_personen: bool
    citations: tuple[Citation, ...]


REGLER: Final[Mapping[Besked, Regel]] = MappingProxyType(
    {
        Besked.UNDERRETNING: Regel(Aktoer.JOBCENTER, True, (s.BAB_147, s.BAB_156)),
        Besked.RETTELSE: Regel(Aktoer.JOBCENTER, False, (s.DBK_124_2, s.VEJ_14_2)),
        Besked.TILBAGEKALDELSE: Regel(Aktoer.JOBCENTER, False, (s.DBK_124_2, s.VEJ_14_2)),
        Besked.HENVENDELSE: Regel(Aktoer.JOBCENTER, False, (s.RAAB_18_3, s.LAB_180)),
        Besked.SPOERGSMAAL: Regel(Aktoer.A_KASSE, False, (s.DBK_129_5, s.VEJ_14_2)),
        Besked.OPLYSNING: Regel(Aktoer.JOBCENTER, False, (s.DBK_124_3, s.VEJ_14_2)),
        Besked.RESULTAT: Regel(Aktoer.A_KASSE, True, (s.AKS_20, s.VEJ_14_2)),
    }
)
MED_ORD: Final = frozenset({Besked.SPOERGSMAAL, Besked.OPLYSNING})
"""What says nothing without words."""


class Resultat(StrEnum):
    """What the a-kasse made of it (VEJ 10044 14.2: relevant or not, a sanction or not)."""

    IRRELEVANT = "irrelevant"
    UDEN_SANKTION = "uden_sanktion"
    SANKTION = "sanktion"

    @property
    def relevant(self) -> bool:
        return self is not Resultat.IRRELEVANT


@dataclass(frozen=True, slots=True)
class Tilstand:
    """How a notice stands. `trukket`: taken back. `spurgt`: a question waits. `resultat`: the latest one."""

    trukket: bool = False
    spurgt: bool = False
    resultat: Resultat | None = None


def fortael(facts: Facts, nu: datetime, samtale: int, *, staar: bool) -> Besked | None:
    """What the jobcenter has to tell the a-kasse of a meeting as it is registered at `nu`; None: nothing.

    `staar`: the a-kasse was told of this meeting, and it was not taken back. KeyError for an unknown one.
    """
    absence = udeblivelse(facts, nu, samtale)
    found = absence.samtale
    missed = found.status is SamtaleStatus.UDEBLEVET and found.holder is Aktoer.JOBCENTER
    if missed and absence.dagpenge:
        return Besked.RETTELSE if staar else Besked.UNDERRETNING
    return Besked.TILBAGEKALDELSE if staar else None


def sig(
    tilstand: Tilstand, af: Aktoer, besked: Besked, words: str | None, resultat: Resultat | None = None
) -> Decision:
    """May the actor tell the other this, of a notice that stands so?

    `resultat`: with `Besked.RESULTAT`, and only with it (ValueError). Result `til_personen`.
    """
    if (besked is Besked.RESULTAT) is not (resultat is not None):
        raise ValueError(f"{besked.value} with the result {resultat}")
    regel = REGLER[besked]
    used: dict[str, Json] = {"besked": besked.value, "af": af.value}
    found = _imod(tilstand, af, besked, words, used)
    if resultat is not None:
        used["resultat"] = resultat.value
    met = opfyldt("underretning", regel.citations, used)
    return Decision("underretning", tuple(found) or (met,), {"til_personen": regel.til_personen})


def _imod(
    tilstand: Tilstand, af: Aktoer, besked: Besked, words: str | None, used: dict[str, Json]
) -> list[Finding]:
    regel = REGLER[besked]
    if af is not regel.fra:
        code = "kun_a_kasse" if regel.fra is Aktoer.A_KASSE else "kun_jobcenter"
        return [afslag(code, used, (), regel.citations)]
    if tilstand.trukket:
        return [_afslag("underretning_trukket", (s.DBK_124_2,), used)]
    if besked is Besked.OPLYSNING and not tilstand.spurgt:
        return [_afslag("intet_spoergsmaal", (s.DBK_124_3,), used)]
    return begrundelse(words, regel.citations) if besked in MED_ORD else []


def _afslag(code: str, citations: tuple[Citation, ...], facts: Mapping[str, Json]) -> Finding:
    return Finding(code, Outcome.NOT_MET, citations, MappingProxyType(dict(facts)))


KODER: Final = frozenset({"underretning_trukket", "intet_spoergsmaal"})
"""What this room alone refuses by."""
