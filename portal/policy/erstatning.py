"""Another time for a meeting that its holder called off (BAB § 44, stk. 4, and § 46; DBK §§ 12, 13 and 87).

Of a meeting that the person had booked it is a move, and it is judged as one. Only the holder's cut-off is
not read: it is there so that the holder can plan (BAB § 44, stk. 4, 2. pkt.), and this plan the holder gave
up.

Whom the holder had called is called anew, in writing, and it is judged as a summons (`indkaldelse`). Here it
is said by when the other time has to lie, and in which forms.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from types import MappingProxyType
from typing import Final

from portal.policy import faelles, selvbooking
from portal.policy.bookingfrist import BindendeFrist, binding_deadline
from portal.policy.bookingregler import fremmoede_besluttet
from portal.policy.facts import Aktoer, Facts, Regler, SamtaleArt, Samtaleform, SamtaleStatus
from portal.policy.kalender import day_of, midnight
from portal.policy.krav import krav
from portal.policy.law import Decision, Outcome
from portal.policy.lokale_graenser import BOOKBARE
from portal.policy.moede import JOBSAMTALER
from portal.policy.sag import Sag
from portal.policy.selvbooking import OmbookSpoergsmaal

_MEETS: Final[Mapping[str, frozenset[SamtaleArt]]] = MappingProxyType(
    {
        "foerste_samtale": JOBSAMTALER,
        "a_kasse_samtaler": JOBSAMTALER,
        "kontrolsamtale": frozenset({SamtaleArt.KONTROLSAMTALE}),
    }
)
"""The requirements that have a last day, and the meetings that count for each."""


def erstat(facts: Facts, nu: datetime, spoergsmaal: OmbookSpoergsmaal) -> Decision:
    """May the person have this time in the stead of the meeting? Raises KeyError for an unknown meeting.

    Not with the a-kasse where they have booked another one with it since: the a-kasse takes part in one.
    """
    decision = selvbooking.ombook(som_om_den_stod(facts, spoergsmaal.samtale), nu, spoergsmaal)
    if not spoergsmaal.faelles or not decision.allowed:
        return decision
    sag = Sag(facts, nu)
    booked = faelles.planlagt_med(sag, sag.moede(spoergsmaal.samtale).samtale.art)
    return Decision(decision.question, tuple(booked)) if booked else decision


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


def fristens_dag(binding: BindendeFrist | None, holder: Aktoer, dag: date) -> date | None:
    """The last day that the deadline leaves for a meeting with the holder that lay on `dag`; None where it
    asks for none, or asked for an earlier one.
    """
    if binding is None or binding.bortfaldet or binding.frist.af is not holder:
        return None
    return binding.samtale_senest if dag <= binding.samtale_senest else None


def indkaldes_senest(facts: Facts, nu: datetime, samtale: int) -> date | None:
    """The last day for another time than that of a called meeting: the first of those last days that the
    meeting would have kept. None where it kept none. Raises KeyError for an unknown meeting.
    """
    sag = Sag(facts, nu)
    moede = sag.moede(samtale)
    holder, art = moede.samtale.holder, moede.samtale.art
    days = [
        row.senest
        for row in krav(facts, nu, sag.i_dag)
        if row.senest is not None
        and row.holder is holder
        and row.finding.outcome is Outcome.NOT_MET
        and art in _MEETS.get(row.kode, ())
        and moede.dag <= row.senest
    ]
    if art in BOOKBARE:
        last = fristens_dag(binding_deadline(facts, nu), holder, moede.dag)
        days += [last] if last is not None else []
    return min(days, default=None)


def indkaldes_i(facts: Facts, nu: datetime, samtale: int) -> tuple[Samtaleform, ...]:
    """The forms for another time than that of a called meeting, its own first. What is not in person is none
    where it was decided that the meeting is (LAB § 33, stk. 2 and 3). Raises KeyError for an unknown meeting.
    """
    sag = Sag(facts, nu)
    moede = sag.moede(samtale)
    own = moede.samtale.form
    others = (form for form in Samtaleform if form is not own and not fremmoede_besluttet(sag, moede, form))
    return (own, *others)


def indkaldes_inden(start: datetime) -> datetime:
    """Until when a summons to a meeting at `start` (aware) can be in time: the end of the day before (RÅB §
    12, stk. 2).
    """
    return midnight(day_of(start))


def _without_cut_off(regler: Regler) -> Regler:
    return replace(regler, ombookning_senest_timer=None)
