"""The holder's own published limits (LAB §§ 34, 35; law cases, point 6).

They are read between jobsamtaler and fællessamtaler with the same holder, planned or held. They never stop a
person from meeting a deadline, or from a meeting the person is entitled to: then they are only told.
"""

from __future__ import annotations

from datetime import date, datetime

from portal.policy.facts import Aktoer, SamtaleArt
from portal.policy.kalender import day_of, days_after
from portal.policy.koder import advarsel, afslag
from portal.policy.law import Finding, Json
from portal.policy.moede import Moede
from portal.policy.sag import Sag

BOOKBARE = frozenset({SamtaleArt.JOBSAMTALE, SamtaleArt.FAELLESSAMTALE})
"""The kinds a person books; kontrolsamtaler and rådighedssamtaler are not read here."""


def afstand(
    sag: Sag, holder: Aktoer, start: datetime, *, alternativ: bool, undtagen: int | None = None
) -> list[Finding]:
    """Whether a meeting at `start` (UTC) keeps its distance: a refusal, a warning, or nothing."""
    limit = sag.facts.regler(holder).mindst_dage_mellem
    if limit is None:
        return []
    dag = day_of(start)
    near = [m.dag for m in medregnede(sag, holder, undtagen) if abs((m.dag - dag).days) < limit]
    if not near:
        return []
    nearest = min(near, key=lambda day: abs((day - dag).days))
    facts: dict[str, Json] = {
        "holder": holder.value,
        "dag": dag.isoformat(),
        "mindst_dage_mellem": limit,
        "anden_samtale": nearest.isoformat(),
    }
    if viger(sag, dag, alternativ=alternativ):
        return [advarsel("taet_paa", facts)]
    return [afslag("samtaler_for_taet", facts)]


def antal_planlagte(sag: Sag, holder: Aktoer, start: datetime, *, alternativ: bool) -> list[Finding]:
    """Whether one more planned meeting keeps the number: a refusal, a warning, or nothing."""
    limit = sag.facts.regler(holder).hoejst_planlagte
    if limit is None:
        return []
    planned = planlagte(sag, holder)
    if planned + 1 <= limit:
        return []
    facts: dict[str, Json] = {"holder": holder.value, "hoejst_planlagte": limit, "planlagte": planned}
    if viger(sag, day_of(start), alternativ=alternativ):
        return [advarsel("mange_planlagte", facts)]
    return [afslag("for_mange_planlagte", facts)]


def planlagte(sag: Sag, holder: Aktoer) -> int:
    """How many meetings are planned with the holder now."""
    return sum(m.er_planlagt and m.start > sag.nu for m in medregnede(sag, holder))


def viger(sag: Sag, dag: date, *, alternativ: bool) -> bool:
    """Whether the limits give way: no other time keeps them, or the person is entitled to the meeting (§ 32,
    stk. 1).
    """
    return not alternativ or sag.seks_maaneder(dag)


def spaerrede_dage(sag: Sag, holder: Aktoer, dag: date, undtagen: int | None = None) -> frozenset[date]:
    """The days from today on that lie too near another meeting; none where the limit gives way on `dag`."""
    limit = sag.facts.regler(holder).mindst_dage_mellem
    if limit is None or viger(sag, dag, alternativ=True):
        return frozenset()
    near = (
        days_after(moede.dag, days)
        for moede in medregnede(sag, holder, undtagen)
        for days in range(1 - limit, limit)
    )
    return frozenset(day for day in near if day >= sag.i_dag)


def medregnede(sag: Sag, holder: Aktoer, undtagen: int | None = None) -> list[Moede]:
    """The meetings that the limits are read between."""
    return [
        moede
        for moede in sag.moeder
        if moede.samtale.holder is holder
        and moede.samtale.art in BOOKBARE
        and moede.staar
        and moede.samtale.noegle != undtagen
    ]
