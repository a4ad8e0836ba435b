"""The statements that `facts.py` asks: built once, of one person (`person_id`) or of many (`person_ids`).

Both kinds are the same statements, and every row says whose it is.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    Boolean,
    ColumnElement,
    CompoundSelect,
    Date,
    Select,
    String,
    Table,
    bindparam,
    cast,
    literal,
    null,
    select,
    union_all,
)

from portal.store import tables as t
from portal.store import tables_case, tables_meeting, tables_people
from portal.store.bookings import REGRETTED
from portal.store.rows import organisation_columns
from portal.store.tables import table_of

Whose = Callable[[ColumnElement[Any]], ColumnElement[bool]]
"""The condition on a column that names the person."""

_people, _valg = table_of(t.Person), table_of(t.Valg)
_memberships, _organisations = table_of(t.Membership).c, table_of(t.Organisation)
_timer = table_of(t.Timer).c
_booking = table_of(tables_meeting.Booking).c
_beslutning = table_of(tables_case.Beslutning).c
_tilmelding, _indplacering, _kontrol = table_of(t.Tilmelding), table_of(t.Indplacering), table_of(t.Kontrol)
_mindre_intensiv, _frist = table_of(t.MindreIntensiv), table_of(tables_case.Frist)
_cv = table_of(tables_people.CvTjek)


@dataclass(frozen=True, slots=True)
class Statements:
    """Everything that is known of the persons asked about; `course`: the small tables of the course in one,
    words, days and flags side by side.
    """

    person: Select[Any]
    memberships: Select[Any]
    course: CompoundSelect[Any]
    hours: Select[Any]
    samtaler: Select[Any]
    beslutninger: Select[Any]


def _statements(whose: Whose) -> Statements:
    return Statements(
        person=_person(whose),
        memberships=_memberships_of(whose),
        course=_course(whose),
        hours=(
            select(_timer.person_id, _timer.kind, _timer.maaned, _timer.timer, _timer.registreret)
            .where(whose(_timer.person_id))
            .order_by(_timer.id)
        ),
        samtaler=_samtaler(whose),
        beslutninger=(
            select(
                _beslutning.id,
                _beslutning.person_id,
                _organisations.c.code.label("organisation"),
                _beslutning.art,
                _beslutning.af,
                _beslutning.dato,
                _beslutning.booking_id,
                _beslutning.ophaevet,
            )
            .join(_organisations, _organisations.c.id == _beslutning.organisation_id)
            .where(whose(_beslutning.person_id))
            .order_by(_beslutning.id)
        ),
    )


def _person(whose: Whose) -> Select[Any]:
    said = _valg.alias("said")
    latest = (
        select(said.c.id)
        .where(said.c.person_id == _people.c.id)
        .order_by(said.c.sagt.is_not(None).desc(), said.c.sagt.desc(), said.c.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    return (
        select(_people, _valg.c.a_kasse_med, _valg.c.a_kasse_fysisk, _valg.c.sagt)
        .select_from(_people)
        .outerjoin(_valg, _valg.c.id == latest)
        .where(whose(_people.c.id))
    )


def _memberships_of(whose: Whose) -> Select[Any]:
    return (
        select(
            _memberships.person_id,
            _memberships.holder,
            _memberships.fra,
            _organisations.c.mindst_dage_mellem,
            _organisations.c.hoejst_planlagte,
            _organisations.c.ombookning_senest_timer,
            _organisations.c.faelles,
            *organisation_columns(_organisations, "organisation_"),
        )
        .join(_organisations, _organisations.c.id == _memberships.organisation_id)
        .where(whose(_memberships.person_id))
        .order_by(_memberships.fra.is_not(None), _memberships.fra, _memberships.holder)
    )


def _course(whose: Whose) -> CompoundSelect[Any]:
    return union_all(
        _part(
            _tilmelding,
            whose,
            word=_tilmelding.c.aarsag,
            days=(_tilmelding.c.fra, _tilmelding.c.til),
        ),
        _part(_indplacering, whose, days=(_indplacering.c.dato,), flags=(_indplacering.c.loebende,)),
        _part(_kontrol, whose, days=(_kontrol.c.meddelelse,), flags=(_kontrol.c.udland,)),
        _part(
            _mindre_intensiv,
            whose,
            word=_mindre_intensiv.c.grund,
            days=(_mindre_intensiv.c.starter, _mindre_intensiv.c.fra, _mindre_intensiv.c.til),
            flags=(_mindre_intensiv.c.dokumenteret,),
        ),
        _part(_cv, whose, days=(_cv.c.dato,), flags=(_cv.c.fyldestgoerende,)),
        _part(
            _frist,
            whose,
            word=_frist.c.af,
            days=(_frist.c.udstedt, _frist.c.frist),
            flags=(_frist.c.vejledt, _frist.c.tider_fandtes, _frist.c.driftsforstyrrelse),
        ).where(_frist.c.withdrawn_at.is_(None)),
    ).order_by("table", "id")


def _part(
    table: Table,
    whose: Whose,
    *,
    word: Any = None,
    days: Sequence[Any] = (),
    flags: Sequence[Any] = (),
) -> Select[Any]:
    no_day, no_flag = cast(null(), Date), cast(null(), Boolean)
    day = [*days, *[no_day] * (3 - len(days))]
    flag = [*flags, *[no_flag] * (3 - len(flags))]
    return select(
        literal(table.name, String).label("table"),
        table.c.id.label("id"),
        table.c.person_id.label("person_id"),
        (cast(null(), String) if word is None else word).label("word"),
        *(column.label(f"day{number}") for number, column in enumerate(day, 1)),
        *(column.label(f"flag{number}") for number, column in enumerate(flag, 1)),
    ).where(whose(table.c.person_id))


def _samtaler(whose: Whose) -> Select[Any]:
    return (
        select(
            _booking.person_id,
            _booking.id,
            _booking.holder,
            _booking.start,
            _booking.slut,
            _booking.form,
            _booking.oprindelse,
            _booking.status,
            _booking.art,
            _booking.a_kasse_id,
            _booking.ombookninger,
            _booking.booket,
            _booking.aflyst_af,
            _booking.aflyst,
        )
        .where(whose(_booking.person_id), _booking.aflyst_grund.is_distinct_from(REGRETTED))
        .order_by(_booking.id)
    )


ONE = _statements(lambda column: column == bindparam("person_id"))
MANY = _statements(lambda column: column.in_(bindparam("person_ids", expanding=True)))
PERSON_LOCKED = ONE.person.with_for_update(of=_people, key_share=True)
