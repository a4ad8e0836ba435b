"""A decision waits for whoever has asked to see the file of the case (FVL §§ 9 b, 21; AKS §§ 9, 12).

FVL § 9 b names no days in which the file is read: a right to see it would be empty if the decision came the
same day, so the person has the days of a hearing from when it was given, or until they have answered. An
a-kasse gives access by AKS § 12, which does not say that its decision waits; VEJ 10044 4.2 asks the usual
formal requirements of it, so wanting to see the file is read as asking it to wait (AKS § 9). What is looked
at once more after a complaint waits in the same way. Nothing that is in the person's favour does, and
nothing waits for what the law lets be held back, unless that is complained of (FVL § 16, stk. 4).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from portal.policy import parameters
from portal.policy import sources as s
from portal.policy.facts import Aktoer
from portal.policy.kalender import days_after
from portal.policy.koder import afslag, opfyldt
from portal.policy.law import Citation, Finding, Json
from portal.policy.myndighed import begrundelse
from portal.policy.sag import LAW_BEGINS


class Vigende(StrEnum):
    """Why the decision need not wait."""

    FRIST = "frist"  # a deadline for the decision would be broken (FVL § 9 b, stk. 2; AKS § 9, stk. 2, nr. 2)
    HENSYN = "hensyn"  # weighty public or private interests (FVL § 9 b, stk. 2)
    FORHALER = (
        "forhaler"  # the person's words are not needed, and it is only put off (AKS § 9, stk. 2, nr. 1)
    )


UNDTAGELSER: Final = MappingProxyType(
    {
        Aktoer.JOBCENTER: (Vigende.FRIST, Vigende.HENSYN),
        Aktoer.A_KASSE: (Vigende.FORHALER, Vigende.FRIST),
    }
)
"""What each actor may rest on."""


@dataclass(frozen=True, slots=True)
class Anmodning:
    """Somebody asked to see the file. `venter`: it is not answered, or a complaint of the answer is not.

    `givet`: the Danish day on which they could see it, or what of it is given; None: they could not.
    """

    venter: bool
    givet: date | None = None


@dataclass(frozen=True, slots=True)
class Udsaettelse:
    """Who asked to see the file of the case, and, if the actor will not wait, why: in a word and in words."""

    anmodninger: tuple[Anmodning, ...] = ()
    vigende: Vigende | None = None
    fordi: str | None = None


INGEN_VENTER: Final = Udsaettelse()
"""Nobody has asked to see the file."""


def venter(af: Aktoer, i_dag: date, q: Udsaettelse, svaret: date | None = None) -> Finding | None:
    """Why the decision has to wait on the Danish day `i_dag`, whatever exception is claimed; None: it need
    not. `svaret`: the day of the person's latest answer in the case.
    """
    if any(one.venter for one in q.anmodninger):
        return afslag("afgoerelse_venter", {"holder": af.value}, (), kilder(af))
    given = max((one.givet for one in q.anmodninger if one.givet is not None), default=None)
    if given is None or (svaret is not None and svaret >= given):
        return None
    days = parameters.value("partshoering_dage", max(i_dag, LAW_BEGINS))
    last = days_after(given, int(days.value))
    if last < i_dag:
        return None
    used: dict[str, Json] = {"holder": af.value, "svar_senest": last.isoformat()}
    return afslag("aktindsigt_laeses", used, (days,), (*kilder(af), _SVAR[af]))


def stopper(af: Aktoer, i_dag: date, q: Udsaettelse, svaret: date | None = None) -> tuple[Finding, ...]:
    """What refuses to decide now, or the exception that lets it be decided; empty where nothing waits."""
    waits = venter(af, i_dag, q, svaret)
    if waits is None:
        return ()
    if q.vigende is None or q.vigende not in UNDTAGELSER[af]:
        return (waits,)
    source = undtagelse(af)
    if begrundelse(q.fordi, source):
        return (afslag("udsaettelse_uden_grund", {"holder": af.value}, (), source),)
    return (opfyldt("udsaettes_ikke", source, {"holder": af.value, "undtagelse": q.vigende.value}),)


def kilder(af: Aktoer) -> tuple[Citation, ...]:
    """What makes the decision wait."""
    return (s.FVL_9B,) if af is Aktoer.JOBCENTER else (s.AKS_12, s.VEJ_4_2)


def undtagelse(af: Aktoer) -> tuple[Citation, ...]:
    """What lets it be decided all the same."""
    return (s.FVL_9B_2,) if af is Aktoer.JOBCENTER else (s.AKS_9_2,)


_SVAR: Final = MappingProxyType({Aktoer.JOBCENTER: s.FVL_21, Aktoer.A_KASSE: s.AKS_9})
