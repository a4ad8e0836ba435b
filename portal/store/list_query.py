"""Which people stand in which work list: the days that the policy gave, compared with a calendar."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, exists, false, not_, or_, true

from portal.policy.facts import Aktoer, Samtaleform
from portal.policy.indstilling import BORTFALDET, Art, Status
from portal.store.tables import table_of
from portal.store.tables_indstilling import Indstilling
from portal.store.tables_overview import Overview

_row, _asked = table_of(Overview).c, table_of(Indstilling).c

Condition = ColumnElement[bool]


class Liste(StrEnum):
    """A list, as addresses name it."""

    FOERSTE_SAMTALE = "foerste-samtale"
    FRISTER = "frister"
    INGEN_TIDER = "ingen-tider"
    TRE_SAMTALER = "tre-samtaler"
    VISITATION = "visitation"
    CV = "cv"
    OVERGANGE = "overgange"
    OVERTAGET = "overtaget"
    SEKSTEN_MAANEDER = "seksten-maaneder"
    TILBUD = "tilbud-efter-kontrol"
    TEGN = "tegn"


OF: Final[Mapping[Aktoer, tuple[Liste, ...]]] = MappingProxyType(
    {
        Aktoer.A_KASSE: (
            Liste.INGEN_TIDER,
            Liste.FOERSTE_SAMTALE,
            Liste.VISITATION,
            Liste.FRISTER,
            Liste.CV,
            Liste.TILBUD,
            Liste.TRE_SAMTALER,
            Liste.OVERGANGE,
            Liste.TEGN,
        ),
        Aktoer.JOBCENTER: (
            Liste.INGEN_TIDER,
            Liste.FOERSTE_SAMTALE,
            Liste.FRISTER,
            Liste.CV,
            Liste.TILBUD,
            Liste.OVERTAGET,
            Liste.SEKSTEN_MAANEDER,
            Liste.TEGN,
        ),
    }
)
"""The lists of each kind of organisation, the most urgent first."""

DAYS_AHEAD: Final[Mapping[Liste, int]] = MappingProxyType(
    {
        Liste.FOERSTE_SAMTALE: 14,
        Liste.FRISTER: 14,
        Liste.TRE_SAMTALER: 31,
        Liste.VISITATION: 14,
        Liste.CV: 14,
        Liste.OVERTAGET: 31,
        Liste.SEKSTEN_MAANEDER: 120,
    }
)
"""How far a list looks, where nobody says otherwise; `overtaget` looks back. The others look at no day."""

DUE: Final[Mapping[Liste, Any]] = MappingProxyType(
    {
        Liste.FOERSTE_SAMTALE: _row.foerste_samtale_senest,
        Liste.FRISTER: _row.frist,
        Liste.INGEN_TIDER: _row.frist,
        Liste.TRE_SAMTALER: _row.overgang,
        Liste.VISITATION: _row.visitation_senest,
        Liste.CV: _row.cv_senest,
        Liste.OVERGANGE: _row.overgang,
        Liste.OVERTAGET: _row.siden,
        Liste.SEKSTEN_MAANEDER: _row.seksten_maaneder,
        Liste.TILBUD: _row.tilbud_senest,
        Liste.TEGN: _row.siden,
    }
)


class Order(StrEnum):
    """What a list is sorted by, as addresses name it."""

    DAG = "dag"
    NAVN = "navn"
    NAESTE = "naeste"
    HOS = "hos"


@dataclass(frozen=True, slots=True)
class FreeDays:
    """The first Danish day on which an organisation has a time that can be had; None: on none.

    `joint`: by the key of the a-kasse that takes part.
    """

    ordinary: date | None
    joint: Mapping[int, date] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListQuery:
    """Whose list, of which Danish day, and what it is narrowed down to.

    `days`: how far it looks; None: as far as it goes. `office`, `team`, `caseworker`: of the meeting that is
    planned with the person, or was held last; `form`: of that meeting. `every`: also those with whom nothing
    has to be done any more, where the list knows of any. `limit` None: all of them.
    """

    liste: Liste
    organisation_id: int
    holder: Aktoer
    today: date
    free: FreeDays
    days: int | None = None
    office: uuid.UUID | None = None
    team: uuid.UUID | None = None
    caseworker: uuid.UUID | None = None
    form: Samtaleform | None = None
    every: bool = False
    order: Order = Order.DAG
    descending: bool = False
    offset: int = 0
    limit: int | None = 50


def wanted(query: ListQuery) -> tuple[Condition, ...]:
    """What the list holds, of those whose course the organisation holds."""
    today, due = query.today, DUE[query.liste]
    near = true() if query.days is None else due <= today + timedelta(days=query.days)
    match query.liste:
        case Liste.FOERSTE_SAMTALE:
            return due.is_not(None), near, true() if query.every else not_(_row.foerste_samtale_i_tide)
        case Liste.FRISTER | Liste.VISITATION | Liste.CV | Liste.SEKSTEN_MAANEDER:
            return due.is_not(None), near
        case Liste.TRE_SAMTALER:
            return _row.a_kasse_mangler > 0, near
        case Liste.INGEN_TIDER:
            return due >= today, _nothing_free(query.free)
        case Liste.OVERGANGE:
            return (leaving(today),)
        case Liste.OVERTAGET:
            since = true() if query.days is None else due >= today - timedelta(days=query.days)
            return due.is_not(None), since
        case Liste.TILBUD:
            jobcenter = query.holder is Aktoer.JOBCENTER
            return due.is_not(None), not_(_decided() if jobcenter else _asked_for())
        case Liste.TEGN:
            return (_row.tegn.is_not(None),)


def _asked_for() -> Condition:
    """The jobcenter was asked for the offer that is due on that day; one that has not decided it is the
    person's own still: else it has fallen away, although nobody has closed it yet.
    """
    stands = or_(_asked.status != Status.SENDT.value, _asked.jobcenter_id == _row.jobcenter_id)
    return _due_offer(_asked.status.not_in([one.value for one in BORTFALDET]), stands)


def _decided() -> Condition:
    """The jobcenter has decided on the offer that is due on that day."""
    return _due_offer(_asked.status.in_([Status.BEVILGET.value, Status.AFSLAAET.value]))


def _due_offer(*conditions: Condition) -> Condition:
    return exists().where(
        _asked.person_id == _row.person_id,
        _asked.art == Art.KONTROLAKTION_TILBUD.value,
        _asked.frist == _row.tilbud_senest,
        *conditions,
    )


def leaving(today: date) -> Condition:
    """Handed over between today and the end of next month."""
    following = (today.replace(day=1) + timedelta(days=62)).replace(day=1)
    return and_(_row.overgang >= today, _row.overgang < following)


def _nothing_free(free: FreeDays) -> Condition:
    """No time can be had by the last day of the meeting that the deadline asks for."""
    last = _row.frist_samtale_senest
    ordinary = true() if free.ordinary is None else last < free.ordinary
    late = [and_(_row.a_kasse_id == a_kasse, last < day) for a_kasse, day in free.joint.items()]
    agreed = _row.a_kasse_id.in_(free.joint) if free.joint else false()
    joint = or_(_row.a_kasse_id.is_(None), not_(agreed), *late)
    return or_(and_(not_(_row.frist_faelles), ordinary), and_(_row.frist_faelles, joint))
