"""Which meeting is the first (LAB §§ 31, 33, 34; law cases, point 3).

The first jobsamtale is the first one held in the kontaktforløb, whoever holds it. A planned one counts as the
first for every meeting that lies after it.
"""

from __future__ import annotations

from datetime import date, datetime

from portal.policy.facts import Aktoer, Maalgruppe
from portal.policy.kalender import day_of
from portal.policy.moede import Moede
from portal.policy.sag import Sag

_INDKALDES_FOERST = frozenset({Maalgruppe.KONTANTHJAELP, Maalgruppe.UDDANNELSESHJAELP})


def er_foerste(sag: Sag, start: datetime, undtagen: int | None = None) -> bool:
    """Whether a meeting at `start` (UTC) would be the first jobsamtale. `undtagen`: the meeting itself."""
    nr = sag.periode(day_of(start)).nr
    return not any(
        moede.periode == nr and moede.start < start and moede.samtale.noegle != undtagen and moede.staar
        for moede in sag.moeder
        if moede.er_jobsamtale
    )


def foerste_indkaldes(sag: Sag, holder: Aktoer) -> bool:
    """Whether the first jobsamtale with that holder is called, never booked (LAB § 34, stk. 2)."""
    return holder is Aktoer.A_KASSE or sag.facts.person.maalgruppe in _INDKALDES_FOERST


def ingen_holdt_eller_planlagt(sag: Sag, dag: date) -> bool:
    """Whether the kontaktforløb of that day has no jobsamtale at all, held or planned."""
    nr = sag.periode(dag).nr
    return not any(moede.er_jobsamtale and moede.staar and moede.periode == nr for moede in sag.moeder)


def jobcentrets_dag(sag: Sag, dag: date) -> date | None:
    """The a-kasse's last day where the day lies in a jobcenter's part that follows an a-kasse's part; else
    None.
    """
    last = sag.slutdato(sag.periode(dag))
    if last is None or dag <= last or sag.regelsaet(dag) != 2024 or sag.part(dag) is not Aktoer.JOBCENTER:
        return None
    return last


def jobcentrets_siden(sag: Sag, last: date) -> list[Moede]:
    """The jobcenter's jobsamtaler after the a-kasse's last day, held or planned, in the same period."""
    nr = sag.periode(last).nr
    return [
        moede
        for moede in sag.moeder
        if moede.er_jobsamtale
        and moede.staar
        and moede.periode == nr
        and moede.dag > last
        and moede.samtale.holder is Aktoer.JOBCENTER
    ]


def er_foerste_med_jobcentret(sag: Sag, start: datetime, undtagen: int | None = None) -> bool:
    """Whether a meeting at `start` (UTC) would be the first with the jobcenter after the a-kasse's part (§
    31, stk. 2). `undtagen`: the meeting itself.
    """
    last = jobcentrets_dag(sag, day_of(start))
    return last is not None and not any(
        moede.start < start and moede.samtale.noegle != undtagen for moede in jobcentrets_siden(sag, last)
    )
