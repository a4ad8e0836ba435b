"""A member's availability for work: why the a-kasse looks into it, and what it finds (RÅB §§ 10, 38-43; VEJ
10044 5).

A rådighedssamtale lies outside the kontaktforløb and never counts there; the a-kasse alone calls to it, in
any part of the course (`indkaldelse`). That a member loses dagpenge is a decision of its own, which is not
taken here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from portal.policy import sources as s
from portal.policy.facts import Aktoer, Facts, SamtaleArt, SamtaleStatus
from portal.policy.kalender import months_after
from portal.policy.koder import afslag, opfyldt
from portal.policy.law import Citation, Decision, Finding, Json, Outcome
from portal.policy.moede import Moede
from portal.policy.myndighed import begrundelse
from portal.policy.sag import Sag


class Aarsag(StrEnum):
    """Why the a-kasse looks into it."""

    TVIVL = "tvivl"
    UNDERRETNING = "underretning"  # the jobcenter reports a breach towards an anden aktør
    ANMODNING = "anmodning"  # the jobcenter asks for it, with its reasons


class Vurdering(StrEnum):
    """What the a-kasse finds at the meeting."""

    STAAR_TIL_RAADIGHED = "staar_til_raadighed"
    FRIST = "frist"  # available, yet in doubt: days to document the search for work
    STAAR_IKKE_TIL_RAADIGHED = "staar_ikke_til_raadighed"


AARSAGER: Final[Mapping[Aarsag, tuple[Citation, ...]]] = MappingProxyType(
    {
        Aarsag.TVIVL: (s.RAAB_38, s.RAAB_40),
        Aarsag.UNDERRETNING: (s.RAAB_41_1,),
        Aarsag.ANMODNING: (s.RAAB_41_2,),
    }
)
VURDERINGER: Final[Mapping[Vurdering, tuple[Citation, ...]]] = MappingProxyType(
    {
        Vurdering.STAAR_TIL_RAADIGHED: (s.RAAB_38_2,),
        Vurdering.FRIST: (s.RAAB_42,),
        Vurdering.STAAR_IKKE_TIL_RAADIGHED: (s.RAAB_43,),
    }
)

KODER: Final = frozenset(
    {"ikke_raadighedssamtale", "raadighed_ikke_holdt", "raadighed_aarsag_mangler", "raadighed_frist"}
)
"""What this room alone refuses by."""


@dataclass(frozen=True, slots=True)
class VurderSpoergsmaal:
    """May the actor find this of its rådighedssamtale? `frist`: the last day to document, a Danish day.

    `aarsag`: why it was called to; None: nobody has said so yet.
    """

    af: Aktoer
    samtale: int
    aarsag: Aarsag | None
    vurdering: Vurdering
    begrundelse: str | None
    frist: date | None = None


def begrund(
    facts: Facts, nu: datetime, af: Aktoer, samtale: int, aarsag: Aarsag, words: str | None
) -> Decision:
    """May the actor say this of why it holds the meeting? KeyError for an unknown one."""
    moede = Sag(facts, nu).moede(samtale)
    blocked = _kun_a_kassen(af, moede)
    found = blocked or begrundelse(words, AARSAGER[aarsag])
    used: dict[str, Json] = {"af": af.value, "aarsag": aarsag.value}
    met = opfyldt("raadighed_aarsag", AARSAGER[aarsag], used)
    return Decision("raadighed_aarsag", tuple(found) or (met,))


def vurder(facts: Facts, nu: datetime, q: VurderSpoergsmaal) -> Decision:
    """May this be found of the meeting? Result `frist`. KeyError for an unknown meeting."""
    sag = Sag(facts, nu)
    moede = sag.moede(q.samtale)
    blocked = _kun_a_kassen(q.af, moede) or _ikke_klar(moede, q)
    found = blocked or [*begrundelse(q.begrundelse, VURDERINGER[q.vurdering]), *_frist(sag, moede, q)]
    return Decision(
        "raadighed",
        tuple(found) or (vurderet(q.af, q.vurdering),),
        {"frist": q.frist.isoformat() if q.frist and q.vurdering is Vurdering.FRIST else None},
    )


def vurderet(af: Aktoer, vurdering: Vurdering) -> Finding:
    """That the actor has found this."""
    used: dict[str, Json] = {"af": af.value, "vurdering": vurdering.value}
    return opfyldt("raadighed_vurderet", (s.RAAB_40, *VURDERINGER[vurdering]), used)


def mangler(
    status: SamtaleStatus, aarsag: Aarsag | None, vurdering: Vurdering | None, frist: date | None, dag: date
) -> bool:
    """Whether the a-kasse still has to write something of such a meeting on the Danish day `dag`: the cause,
    what it found, or, once the days to document are over, what it finds then (RÅB § 42, stk. 2).
    """
    if status is SamtaleStatus.UDEBLEVET:
        return False
    if aarsag is None or status is not SamtaleStatus.AFHOLDT:
        return aarsag is None
    return vurdering is None or (frist is not None and frist < dag)


def frist_senest(facts: Facts, nu: datetime, samtale: int) -> date:
    """The last day that can be given to document the search for work after the meeting (RÅB § 42)."""
    sag = Sag(facts, nu)
    return months_after(sag.moede(samtale).dag, sag.antal("raadighed_frist_maaneder"))


def _kun_a_kassen(af: Aktoer, moede: Moede) -> list[Finding]:
    if moede.samtale.art is not SamtaleArt.RAADIGHEDSSAMTALE:
        used: dict[str, Json] = {"art": moede.samtale.art.value}
        return [_afslag("ikke_raadighedssamtale", (s.RAAB_40, s.VEJ_5), used)]
    if af is not Aktoer.A_KASSE:
        return [afslag("kun_a_kasse", {"af": af.value}, (), (s.RAAB_40, s.VEJ_5))]
    return []


def _ikke_klar(moede: Moede, q: VurderSpoergsmaal) -> list[Finding]:
    if moede.samtale.status is not SamtaleStatus.AFHOLDT:
        return [_afslag("raadighed_ikke_holdt", (s.RAAB_40,), {"samtaledag": moede.dag.isoformat()})]
    return [] if q.aarsag else [_afslag("raadighed_aarsag_mangler", (s.RAAB_38,), {})]


def _frist(sag: Sag, moede: Moede, q: VurderSpoergsmaal) -> list[Finding]:
    """At most three months from the meeting, and not over yet."""
    if q.vurdering is not Vurdering.FRIST:
        return []
    value = sag.tal("raadighed_frist_maaneder")
    last = months_after(moede.dag, int(value.value))
    if q.frist is not None and sag.i_dag < q.frist <= last:
        return []
    used: dict[str, Json] = {"senest": last.isoformat()}
    return [Finding("raadighed_frist", Outcome.NOT_MET, (s.RAAB_42,), MappingProxyType(used), (value,))]


def _afslag(code: str, citations: tuple[Citation, ...], facts: Mapping[str, Json]) -> Finding:
    return Finding(code, Outcome.NOT_MET, citations, MappingProxyType(dict(facts)))
