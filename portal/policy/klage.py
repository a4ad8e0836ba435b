"""Complaints about decisions on self-booking and on § 106, stk. 3 (LAB §§ 204, 207; RSL §§ 59 a, 59 b, 66,
67, 72; law cases, point 9).
"""

from __future__ import annotations

from datetime import date

from portal.policy import parameters
from portal.policy import sources as s
from portal.policy.facts import Aktoer
from portal.policy.kalender import days_after, next_working_day
from portal.policy.koder import opfyldt
from portal.policy.law import AppliedValue, Citation, Finding, Json
from portal.policy.sag import LAW_BEGINS, Sag

INSTANS = "ankestyrelsens_beskaeftigelsesudvalg"
_WEEK = 7


def vejledning(
    sag: Sag, af: Aktoer, modtaget: date | None, over_a_kassen: Citation = s.LAB_207_3
) -> tuple[dict[str, Json], Finding]:
    """Where and until when to complain of a decision that reached the person on `modtaget`, and who looks
    first.

    `modtaget` None: nobody knows the day, as with a letter on paper; then `senest` is None. `over_a_kassen`:
    what lets the person complain where the a-kasse decided.
    """
    weeks = sag.tal("klage_uger")
    senest = modtaget and _efter(modtaget, weeks)
    reconsiders = af is Aktoer.JOBCENTER
    answer: dict[str, Json] = {
        "instans": INSTANS,
        "senest": senest.isoformat() if senest else None,
        "genvurdering": reconsiders,
        "opsaettende": False,
    }
    source = (s.LAB_204, s.RSL_59A, s.RSL_66, s.RSL_67) if reconsiders else (over_a_kassen, s.RSL_59B)
    return answer, opfyldt("klagevejledning", (*source, s.RSL_72), answer, (weeks,))


def sidste_dag(modtaget: date) -> date:
    """The last day to complain of a decision that was in the person's digital mailbox on the Danish day
    `modtaget`, whatever the letter expected when it was written.
    """
    return _efter(modtaget, parameters.value("klage_uger", max(modtaget, LAW_BEGINS)))


def _efter(modtaget: date, weeks: AppliedValue) -> date:
    return next_working_day(days_after(modtaget, int(weeks.value) * _WEEK))
