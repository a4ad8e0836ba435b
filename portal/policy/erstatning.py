"""Another time for a meeting that its holder called off (BAB § 44, stk. 4; DBK §§ 12, 13 and 87).

To the person it is a move of that meeting, and it is judged as one. Only the holder's cut-off is not read: it
is there so that the holder can plan (BAB § 44, stk. 4, 2. pkt.), and this plan the holder gave up.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from portal.policy import selvbooking
from portal.policy.facts import Facts, Regler, SamtaleStatus
from portal.policy.law import Decision
from portal.policy.selvbooking import OmbookSpoergsmaal


def erstat(facts: Facts, nu: datetime, spoergsmaal: OmbookSpoergsmaal) -> Decision:
    """May the person have this time in the stead of the meeting? Raises KeyError for an unknown meeting."""
    return selvbooking.ombook(som_om_den_stod(facts, spoergsmaal.samtale), nu, spoergsmaal)


def som_om_den_stod(facts: Facts, samtale: int) -> Facts:
    """The facts as though the meeting had not been called off, and could be moved however late it is."""
    samtaler = tuple(
        replace(one, status=SamtaleStatus.PLANLAGT, aflyst_af=None, aflyst=None)
        if one.noegle == samtale
        else one
        for one in facts.samtaler
    )
    return replace(
        facts,
        samtaler=samtaler,
        regler_a_kasse=_without_cut_off(facts.regler_a_kasse),
        regler_jobcenter=_without_cut_off(facts.regler_jobcenter),
    )


def _without_cut_off(regler: Regler) -> Regler:
    return replace(regler, ombookning_senest_timer=None)
