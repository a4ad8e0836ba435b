"""Striking off who did not book in time, by a caseworker, today (BAB §§ 27, 28; law cases, point 8).

Whether the deadline allows it is `frister.afmeld`'s to say. Here is asked besides who strikes off, and
whether there still is a registration to end: the one in which the deadline ran out.
"""

from __future__ import annotations

from datetime import datetime

from portal.policy import bookingfrist, frister
from portal.policy.bookingregler import ikke_omfattet
from portal.policy.facts import Aktoer, Facts
from portal.policy.koder import afslag
from portal.policy.law import Decision
from portal.policy.sag import Sag


def afmeld_nu(facts: Facts, nu: datetime, af: Aktoer) -> Decision:
    """May `af` strike the person off on the day of `nu` (aware)? Result as of `frister.afmeld`."""
    sag = Sag(facts, nu)
    decision = frister.afmeld(facts, nu, sag.i_dag)
    frist = bookingfrist.seneste(sag)
    if not decision.allowed or frist is None:
        return decision
    if frist.af is not af:
        refused = {"dag": sag.i_dag.isoformat(), "af": af.value, "ansvarlig": frist.af.value}
        return Decision("afmeld", (afslag("kun_ansvarlig_aktoer", {**refused}),))
    present = sag.tilmeldt(sag.i_dag)
    # Nobody else is struck off for it (BAB § 1, nr. 1).
    if not sag.paa_dagpenge or present is None or present.fra > frist.frist:
        return Decision("afmeld", (ikke_omfattet(sag, sag.i_dag),))
    return decision
