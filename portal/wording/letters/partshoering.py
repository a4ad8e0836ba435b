"""The hearing before a decision against the person (AKS §§ 4, 7, 9; FVL §§ 19, 21).

It says what is considered, what that rests on, until when to answer, and what follows from not answering.
"""

from __future__ import annotations

from datetime import date

from portal.policy.fastholdelse import Fastholdelsesgrund
from portal.policy.fratagelse import Grundlag
from portal.policy.hoering import Emne
from portal.wording.letters.letter import Kind, Letter
from portal.wording.letters.made import Between, made, written


def heard(
    between: Between,
    emne: Emne,
    baggrund: str,
    frist: date,
    grundlag: Grundlag | Fastholdelsesgrund | None = None,
) -> Letter:
    """`baggrund`: what it rests on, as it was typed. `frist`: the last Danish day to answer.

    `grundlag`: of a revocation, or of a duty that may be upheld.
    """
    gaps = {
        "afsender": between.organisation,
        "baggrund": baggrund,
        "frist": written(frist),
        "kontakt": between.contact,
    }
    true = {between.holder.value, emne.value} | ({grundlag.value} if grundlag else set())
    return made(Kind.PARTSHOERING, between, true, gaps)
