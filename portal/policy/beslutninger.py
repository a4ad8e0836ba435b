"""Whether a caseworker's decision still binds (LAB §§ 33, 35, 106; BAB § 45; law cases, point 5).

A `fritagelse` goes on towards everybody until it is lifted. The others bind in the deciding actor's own part
of the kontaktforløb and towards that actor's meetings only: they lapse at the handover, at a change of the
deciding a-kasse or kommune, and when a new period begins. One that was taken after that part was over, as a
change registered late shows, has bound nobody else either: it lapsed on its own day. What was decided on the
day of a new indplacering was decided in the new course.
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
        if (af is None or art is BeslutningArt.FRITAGELSE or beslutning.af is af) and binder(
            sag, beslutning, dag
        ):
            return beslutning
    return None


def binder(sag: Sag, beslutning: Beslutning, dag: date) -> bool:
    """Whether that very decision binds on the day, whatever else was decided."""
    if dag < beslutning.dato or (beslutning.ophaevet is not None and dag >= beslutning.ophaevet):
        return False
    return beslutning.art is BeslutningArt.FRITAGELSE or not _lapsed(sag, beslutning, dag)


def key_of(beslutning: Beslutning) -> int:
    """What the decision is kept under. ValueError for one that is not kept."""
    if beslutning.noegle is None:
        raise ValueError("a decision that nobody has kept")
    return beslutning.noegle


def bortfald(sag: Sag, beslutning: Beslutning) -> date | None:
    """The day, up to today, from which the decision binds no longer although nobody lifted it; None: none.

    A `fritagelse` never lapses.
    """
    if beslutning.art is BeslutningArt.FRITAGELSE or beslutning.dato > sag.i_dag:
        return None
    until = sag.i_dag if beslutning.ophaevet is None else min(sag.i_dag, days_after(beslutning.ophaevet, -1))
    return forbi(sag, beslutning.af, beslutning.dato, until, beslutning.organisation)


def forbi(sag: Sag, af: Aktoer, fra: date, til: date, organisation: str | None = None) -> date | None:
    """The first day, from `fra` up to `til`, on which the actor's part of the course that `fra` lies in is
    over: handed over, begun anew, or with another a-kasse or kommune. None: it runs.

    `organisation`: the code of whose part it is; None: the person's own on `fra`.
    """
    days = {*sag.skifter(), *(skift.dato for skift in sag.facts.skift), fra}
    between = sorted(dag for dag in days if fra <= dag <= til)
    return next((dag for dag in between if _over(sag, af, fra, dag, organisation)), None)


def _lapsed(sag: Sag, beslutning: Beslutning, dag: date) -> bool:
    return _over(sag, beslutning.af, beslutning.dato, dag, beslutning.organisation)


def _over(sag: Sag, af: Aktoer, fra: date, dag: date, organisation: str | None) -> bool:
    if organisation is not None and sag.organisation(af, fra) != organisation:
        return True
    if sag.periode(fra).nr != sag.periode(dag).nr:
        return True
    if sag.organisation_skiftet(af, fra, dag) is not None:
        return True
    between = [day for day in sag.skifter() if fra < day < dag]
    return any(sag.part(day) is not af for day in (fra, *between, dag))
