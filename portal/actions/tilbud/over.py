"""Where an offer that the jobcenter has before it comes to nothing, nobody decides it: the case in which that
was thought of ends, and its hearing with it.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final

from portal.actions import sagsskridt
from portal.policy.hoering import OM_TILBUD
from portal.policy.kalender import day_of
from portal.policy.sagsgang import Trin
from portal.store import afgoerelser, hearings
from portal.store.afgoerelser import NewSkridt
from portal.store.database import Session
from portal.store.indstillinger import IndstillingView
from portal.wording.reader import N_

NOTHING_LEFT: Final = N_("Indstillingen er trukket tilbage eller bortfaldet.")
"""Stands in the case, as what a caseworker types does: in Danish."""


def nothing_to_decide(session: Session, of: IndstillingView, now: datetime) -> None:
    """Ends the undecided case about it, if there is one."""
    if of.jobcenter is None:
        return
    for emne in OM_TILBUD:
        sag = afgoerelser.undecided(session, of.person_id, of.jobcenter.id, emne)
        if sag is not None and sag.view.indstilling_id == of.id:
            step = NewSkridt(Trin.FRAFALDET, day_of(now), now, tekst=NOTHING_LEFT)
            sagsskridt.kept(session, sag, step)
            hearings.close(session, of.person_id, of.jobcenter.id, emne, now)
