"""The letter that answers who asked to see the file of a case (FVL §§ 9, 15-16; AKS § 12; AKK § 3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from portal.policy.aktindsigt import Svar
from portal.policy.hoering import Emne
from portal.wording.letters.letter import Kind, Letter
from portal.wording.letters.made import Between, made, written


@dataclass(frozen=True, slots=True)
class Om:
    """What was asked, on the Danish day `anmodet`, and the last day to answer it."""

    emne: Emne
    anmodet: date
    senest: date


def answered(
    between: Between,
    om: Om,
    svar: Svar,
    words: str | None,
    *,
    ny_dag: date | None = None,
    klage_senest: date | None = None,
) -> Letter:
    """The answer. `words`: why not, or a word with it. `klage_senest`: of a no; None: nobody knows it."""
    gaps = {
        "afsender": between.organisation,
        "dag": written(between.day),
        "anmodet": written(om.anmodet),
        "senest": written(om.senest),
        "ny_dag": written(ny_dag) if ny_dag else "",
        "klage_senest": written(klage_senest) if klage_senest else "",
        "begrundelse": words or "",
        "kontakt": between.contact,
    }
    true = {between.holder.value, om.emne.value, svar.value, "digital" if klage_senest else "papir"}
    true |= {"begrundet"} if words else set()
    return made(Kind.AKTINDSIGT, between, true, gaps, klage=svar is Svar.NEJ)
