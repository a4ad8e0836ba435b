"""Complaints about a revocation of self-booking (LAB §§ 204, 207; RSL §§ 59 a, 59 b, 66, 67, 72; law cases,
point 9).
"""

from __future__ import annotations

from datetime import date

from portal.policy import sources as s
from portal.policy.facts import Aktoer
from portal.policy.kalender import days_after, next_working_day
from portal.policy.koder import opfyldt
from portal.policy.law import Finding, Json
from portal.policy.sag import Sag

INSTANS = "ankestyrelsens_beskaeftigelsesudvalg"
_WEEK = 7


def vejledning(sag: Sag, af: Aktoer, modtaget: date | None) -> tuple[dict[str, Json], Finding]:
    """Where and until when to complain of a decision that reached the person on `modtaget`, and who looks
    first.

    `modtaget` None: nobody knows the day, as with a letter on paper; then `senest` is None.
    """
    weeks = sag.tal("klage_uger")
    senest = modtaget and next_working_day(days_after(modtaget, int(weeks.value) * _WEEK))
    reconsiders = af is Aktoer.JOBCENTER
    answer: dict[str, Json] = {
        "instans": INSTANS,
        "senest": senest.isoformat() if senest else None,
        "genvurdering": reconsiders,
        "opsaettende": False,
    }
    source = (s.LAB_204, s.RSL_59A, s.RSL_66, s.RSL_67) if reconsiders else (s.LAB_207_3, s.RSL_59B)
    return answer, opfyldt("klagevejledning", (*source, s.RSL_72), answer, (weeks,))
