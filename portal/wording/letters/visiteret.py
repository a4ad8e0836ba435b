"""The letter to whoever the a-kasse sends on to the jobcenter (LAB § 27, stk. 3)."""

from __future__ import annotations

from datetime import date

from portal.wording.letters.letter import Kind, Letter
from portal.wording.letters.made import Between, made, written


def sent_on(between: Between, fra: date, alder: int) -> Letter:
    """`fra`: the first Danish day that the jobcenter answers for. `alder`: the law's age, in years."""
    gaps = {
        "afsender": between.organisation,
        "fra": written(fra),
        "alder": str(alder),
        "kontakt": between.contact,
    }
    return made(Kind.VISITERET, between, set(), gaps)
