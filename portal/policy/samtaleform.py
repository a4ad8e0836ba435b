"""How a meeting is held (LAB § 33): the first in person, later ones as the person chooses."""

from __future__ import annotations

from datetime import datetime

from portal.policy import sources as s
from portal.policy.facts import Aktoer, Facts, Samtaleform
from portal.policy.kalender import day_of, utc
from portal.policy.koder import afslag, opfyldt
from portal.policy.law import Decision, Json
from portal.policy.sag import Sag
from portal.policy.samtaler import er_foerste


def former(facts: Facts, nu: datetime, holder: Aktoer, start: datetime) -> frozenset[Samtaleform]:
    """The forms the person may choose for a jobsamtale at `start` (aware), as known at `nu`.

    Empty where the holder does not hold the kontaktforløb that day.
    """
    sag, moment = Sag(facts, nu), utc(start)
    if sag.holder(day_of(moment)) is not holder:
        return frozenset()
    if er_foerste(sag, moment):
        return frozenset({Samtaleform.FREMMOEDE})
    return frozenset(Samtaleform)


def former_decision(facts: Facts, nu: datetime, holder: Aktoer, start: datetime) -> Decision:
    """`former` with the reason; result `former`, sorted."""
    sag, dag = Sag(facts, nu), day_of(start)
    found = former(facts, nu, holder, start)
    listed: list[Json] = sorted((form.value for form in found), key=str)
    used: dict[str, Json] = {"dag": dag.isoformat(), "holder": holder.value}
    if not found:
        ansvarlig = sag.holder(dag)
        code = "ikke_omfattet" if ansvarlig is Aktoer.INGEN else "anden_aktoer_ansvarlig"
        return Decision("former", (afslag(code, {**used, "ansvarlig": ansvarlig.value}),), {"former": listed})
    code = "foerste_samtale_fremmoede" if len(found) == 1 else "valg_af_form"
    return Decision("former", (opfyldt(code, (s.LAB_33_1,), used),), {"former": listed})
