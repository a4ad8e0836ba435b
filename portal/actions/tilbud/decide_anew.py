"""What was decided on an offer is set aside, after a complaint: the jobcenter has to decide anew (RSL § 66).

An offer that was given leaves Min Plan, and the a-kasse that asked is told (BAB § 155). Where the person has
moved since, nobody there decides it any more: it falls away as others do.
"""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import datetime
from typing import Final

from portal.actions.casework import Seen
from portal.actions.tilbud.dialogmodul import GENOPTAGET, INDBAKKE, besked
from portal.store import indstillinger, outbox, plan
from portal.store.database import Session
from portal.store.indstillinger import IndstillingView
from portal.store.plan import NewPlanEntry
from portal.wording.reader import N_

TOPIC: Final = "indstilling.genoptaget"
SET_ASIDE: Final = N_("Afgørelsen om tilbuddet gælder ikke mere.")
"""Why it left Min Plan, as what a caseworker types does: in Danish."""


def decide_anew(
    session: Session, seen: Seen, indstilling: uuid.UUID, letter: uuid.UUID | None, now: datetime
) -> None:
    """Opens it again, where what was told by that letter is what stands in it."""
    of = indstillinger.get_own(session, seen.person.person_id, indstilling)
    if of is None or of.letter is None or of.letter != letter:
        return
    if of.item is not None:
        _out_of_the_plan(session, seen, of, of.item, now)
    indstillinger.decide_anew(session, of.id)
    if of.a_kasse is not None:
        told = besked(of, GENOPTAGET, til_jobcenter=False, tekst=None, by=seen.worker.id)
        INDBAKKE.send(session, replace(told, at=now))
    payload = {"indstilling": str(of.public_id), "art": of.art.value}
    outbox.enqueue(session, TOPIC, payload, of.person_id, now)


def _out_of_the_plan(
    session: Session, seen: Seen, of: IndstillingView, item: uuid.UUID, now: datetime
) -> None:
    standing = next((one for one in plan.current(session, of.person_id) if one.item == item), None)
    if standing is None:
        return
    plan.write(
        session,
        NewPlanEntry(
            person_id=of.person_id,
            felt=standing.felt,
            text=standing.text,
            af=seen.worker.organisation.holder,
            organisation_id=seen.worker.organisation.id,
            at=now,
            item=item,
            details=standing.details or None,
            caseworker_id=seen.worker.id,
            afsluttet_fordi=SET_ASIDE,
        ),
    )
