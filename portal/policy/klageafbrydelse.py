"""The time to complain of a decision is stopped while the person waits to see the file (FVL § 17).

The paragraph gives nobody a right: the authority "kan bestemme" it. It speaks to public authorities, so to
the jobcenter; of an a-kasse no text says so. It is read so that the person may ask for it with the file, and
is told what was decided; that it counts from the day the file was asked for; and that it can be decided as
long as the file was asked for in time, also where the last day to complain has gone by since.
"""

from __future__ import annotations

from datetime import date

from portal.policy import parameters
from portal.policy import sources as s
from portal.policy.facts import Aktoer
from portal.policy.kalender import days_after, next_working_day
from portal.policy.koder import opfyldt
from portal.policy.law import AppliedValue, Finding, Json
from portal.policy.sag import LAW_BEGINS
from portal.policy.sagsgang import Gang, Trin


def kan_afbrydes(gang: Gang, bedt: date) -> bool:
    """Whether the jobcenter may decide it, where the file was asked for on the Danish day `bedt`."""
    decided = gang.seneste(Trin.AFGJORT)
    if gang.af is not Aktoer.JOBCENTER or decided is None or bedt < decided.dag:
        return False
    if gang.har(Trin.KLAGET) or gang.har(Trin.OPHAEVET):
        return False
    return gang.klage_senest is None or bedt <= gang.klage_senest


def afbryd(gang: Gang, bedt: date, meddelt: date | None) -> Finding:
    """That it is decided. Among its facts `senest`: the new last day to complain, a Danish day.

    It goes on from `meddelt`, the day the answer reaches the person, for what was left, at least 14 days;
    None, where nobody knows that day: then `senest` is None too.
    """
    least = parameters.value("klagefrist_efter_aktindsigt_dage", max(bedt, LAW_BEGINS))
    last = _ny_frist(gang, bedt, meddelt, least) if meddelt and gang.klage_senest else None
    used: dict[str, Json] = {"holder": gang.af.value, "senest": last.isoformat() if last else None}
    return opfyldt("klagefrist_afbrudt", (s.FVL_17,), used, (least,))


def afslaa(gang: Gang) -> Finding:
    """That it was asked for, and is not decided: the days run on."""
    used: dict[str, Json] = {"holder": gang.af.value}
    if gang.klage_senest is not None:
        used["senest"] = gang.klage_senest.isoformat()
    return opfyldt("klagefrist_ikke_afbrudt", (s.FVL_17,), used)


def _ny_frist(gang: Gang, bedt: date, meddelt: date, least: AppliedValue) -> date:
    left = (gang.klage_senest - bedt).days if gang.klage_senest else 0
    return next_working_day(days_after(meddelt, max(left, int(least.value))))
