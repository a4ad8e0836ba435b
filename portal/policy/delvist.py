"""A complaint upheld in part (RSL § 66): what can be given, and to which day.

RSL § 66 does not say what a part is. § 35 takes the whole right to book, § 106, stk. 3 upholds one duty, and
BAB § 45 exempts from booking as such: what can be given in part is time, so the day it goes to is asked for.
Nor does stk. 2 say that such a complaint ends: what the person was not given is passed on with reasons,
unless the person takes the complaint back.
"""

from __future__ import annotations

from datetime import date

from portal.policy import sources as s
from portal.policy.kalender import day_after, days_after
from portal.policy.koder import afslag
from portal.policy.law import Finding
from portal.policy.sagsgang import OM_FRITAGELSE, Gang, Trin


def delvist_til(gang: Gang, i_dag: date, til: date | None) -> list[Finding]:
    """Refuses a day that gives the person nothing, or less than looking at it once before gave."""
    if til is None:
        return [afslag("delvist_uden_dag", {"emne": gang.emne.value}, (), (s.RSL_66,))]
    before = gang.seneste(Trin.GENVURDERET)
    given = before.til if before is not None else None
    # A decision that stops at the end of today is changed; an exemption that does gives nothing.
    first = i_dag
    if gang.emne in OM_FRITAGELSE:
        first = day_after(max(i_dag, given) if given else i_dag)
    elif given is not None and til >= given:
        last = days_after(given, -1).isoformat()
        return [afslag("delvist_dag_for_sen", {"senest": last}, (), (s.RSL_66,))]
    if til >= first:
        return []
    return [afslag("delvist_dag_for_tidlig", {"tidligst": first.isoformat()}, (), (s.RSL_66,))]
