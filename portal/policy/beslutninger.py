"""Whether a caseworker's decision still binds (LAB §§ 33, 35, 106; BAB § 45; law cases, point 5).

A `fritagelse` goes on towards everybody until it is lifted. The others bind in the deciding actor's own part
of the kontaktforløb and towards that actor's meetings only: they lapse at the handover, at a change of the
deciding a-kasse or kommune, and when a new period begins.
"""

from __future__ import annotations

from datetime import date

from portal.policy.facts import Aktoer, Beslutning, BeslutningArt
from portal.policy.kalender import days_after
from portal.policy.sag import Sag


def bindende(
    sag: Sag, art: BeslutningArt, dag: date, af: Aktoer | None = None, samtale: int | None = None
) -> Beslutning | None:
    """The decision that binds on `dag`, the latest one first; None where none does.

    `af`: only this actor's (a `fritagelse` binds whoever decided it). `samtale`: only those on this meeting.
    """
    for beslutning in sorted(sag.facts.beslutninger, key=lambda b: b.dato, reverse=True):
        if beslutning.art is not art or (samtale is not None and beslutning.samtale != samtale):
            continue
        if _binds(sag, beslutning, dag, af):
            return beslutning
    return None


def bortfald(sag: Sag, beslutning: Beslutning) -> date | None:
    """The day, up to today, from which the decision binds no longer although nobody lifted it; None: none.

    A `fritagelse` never lapses. One that never bound has no such day.
    """
    if beslutning.art is BeslutningArt.FRITAGELSE or beslutning.dato > sag.i_dag:
        return None
    until = sag.i_dag if beslutning.ophaevet is None else min(sag.i_dag, days_after(beslutning.ophaevet, -1))
    days = {*sag.skifter(), *(skift.dato for skift in sag.facts.skift), beslutning.dato}
    lapsed = (
        dag for dag in sorted(days) if beslutning.dato <= dag <= until and _lapsed(sag, beslutning, dag)
    )
    first = next(lapsed, None)
    return None if first == beslutning.dato else first


def _binds(sag: Sag, beslutning: Beslutning, dag: date, af: Aktoer | None) -> bool:
    if dag < beslutning.dato or (beslutning.ophaevet is not None and dag >= beslutning.ophaevet):
        return False
    if beslutning.art is BeslutningArt.FRITAGELSE:
        return True
    return (af is None or beslutning.af is af) and not _lapsed(sag, beslutning, dag)


def _lapsed(sag: Sag, beslutning: Beslutning, dag: date) -> bool:
    if sag.periode(beslutning.dato).nr != sag.periode(dag).nr:
        return True
    if sag.organisation_skiftet(beslutning.af, beslutning.dato, dag) is not None:
        return True
    between = [day for day in sag.skifter() if beslutning.dato < day < dag]
    return any(sag.part(day) is not beslutning.af for day in (beslutning.dato, *between, dag))
