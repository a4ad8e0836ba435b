"""Signs that a person's bookings may hinder the course (VEJ 10044 4.2; LAB § 35): many planned, close
together, often moved.

They are figures to look at. Nothing follows from them by itself: a revocation takes a concrete assessment,
and a person may have good reasons for every one of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import pairwise

from portal.policy import sources as s
from portal.policy.facts import Aktoer, Facts, Oprindelse
from portal.policy.law import Citation
from portal.policy.lokale_graenser import medregnede
from portal.policy.moede import Moede
from portal.policy.sag import Sag


class TegnKode(StrEnum):
    MANGE_PLANLAGTE = "mange_planlagte"
    TAET_PAA = "taet_paa"
    HYPPIG_OMBOOKNING = "hyppig_ombookning"


@dataclass(frozen=True, slots=True)
class Tegn:
    """One figure.

    `antal`: planned meetings still to come; the fewest days between two meetings (None: there are not two);
    how often one meeting was moved, at most. `i_alt`: planned meetings, pairs of meetings nearer than the
    limit, moves of all meetings. `graense`: the holder's own published limit, or for moves the number from
    which it is told; None where the holder has none. `over`: the figure lies beyond it.
    """

    kode: TegnKode
    antal: int | None
    i_alt: int
    graense: int | None
    over: bool
    citations: tuple[Citation, ...]


def tegn(facts: Facts, nu: datetime, af: Aktoer) -> tuple[Tegn, ...]:
    """The three figures of the present course with that actor, whether or not they lie beyond a limit."""
    sag = Sag(facts, nu)
    nr = sag.periode(sag.i_dag).nr
    moeder = [moede for moede in medregnede(sag, af) if moede.periode == nr]
    return (_planlagte(sag, af, moeder), _afstand(sag, af, moeder), _ombookninger(sag, af, nr))


def _planlagte(sag: Sag, af: Aktoer, moeder: list[Moede]) -> Tegn:
    limit = sag.facts.regler(af).hoejst_planlagte
    planned = sum(moede.er_planlagt and moede.start > sag.nu for moede in moeder)
    over = limit is not None and planned > limit
    return Tegn(TegnKode.MANGE_PLANLAGTE, planned, planned, limit, over, (s.VEJ_4_2, s.LAB_35))


def _afstand(sag: Sag, af: Aktoer, moeder: list[Moede]) -> Tegn:
    limit = sag.facts.regler(af).mindst_dage_mellem
    # What the actor called the person to says nothing of how the person books.
    apart = [
        (later.dag - earlier.dag).days
        for earlier, later in pairwise(moeder)
        if Oprindelse.SELVBOOKET in (earlier.samtale.oprindelse, later.samtale.oprindelse)
    ]
    near = sum(days < limit for days in apart) if limit is not None else 0
    return Tegn(
        TegnKode.TAET_PAA, min(apart, default=None), near, limit, near > 0, (s.VEJ_4_2, s.LAB_34, s.LAB_35)
    )


def _ombookninger(sag: Sag, af: Aktoer, nr: int) -> Tegn:
    moved = [
        moede.samtale.ombookninger
        for moede in sag.moeder
        if moede.samtale.holder is af and moede.periode == nr and moede.er_jobsamtale
    ]
    most, often = max(moved, default=0), sag.antal("hyppig_ombookning_gange")
    return Tegn(TegnKode.HYPPIG_OMBOOKNING, most, sum(moved), often, most >= often, (s.VEJ_4_2, s.BAB_44_4))
