"""The statements that `facts.py` asks: built once, each with `person_id` as its only value."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    BindParameter,
    Boolean,
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
from portal.store import tables_case, tables_meeting
from portal.store.rows import organisation_columns
from portal.store.tables import table_of

_OF: BindParameter[Any] = bindparam("person_id")

_people, _valg = table_of(t.Person), table_of(t.Valg)
_memberships, _organisations = table_of(t.Membership).c, table_of(t.Organisation)
_timer = table_of(t.Timer).c
_booking = table_of(tables_meeting.Booking).c
_beslutning = table_of(tables_case.Beslutning).c
_tilmelding, _indplacering, _kontrol = table_of(t.Tilmelding), table_of(t.Indplacering), table_of(t.Kontrol)
_mindre_intensiv, _frist = table_of(t.MindreIntensiv), table_of(tables_case.Frist)


def _person() -> Select[Any]:
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
        .where(_people.c.id == _OF)
    )


def _part(
    table: Table,
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
        (cast(null(), String) if word is None else word).label("word"),
        *(column.label(f"day{number}") for number, column in enumerate(day, 1)),
        *(column.label(f"flag{number}") for number, column in enumerate(flag, 1)),
    ).where(table.c.person_id == _OF)


PERSON = _person()
PERSON_LOCKED = PERSON.with_for_update(of=_people, key_share=True)

MEMBERSHIPS = (
    select(
        _memberships.holder,
        _memberships.fra,
        _organisations.c.mindst_dage_mellem,
        _organisations.c.hoejst_planlagte,
        _organisations.c.ombookning_senest_timer,
        _organisations.c.faelles,
        *organisation_columns(_organisations, "organisation_"),
    )
    .join(_organisations, _organisations.c.id == _memberships.organisation_id)
    .where(_memberships.person_id == _OF)
    .order_by(_memberships.fra.is_not(None), _memberships.fra, _memberships.holder)
)

COURSE = union_all(
    _part(
        _tilmelding,
        word=_tilmelding.c.aarsag,
        days=(_tilmelding.c.fra, _tilmelding.c.til),
    ),
    _part(_indplacering, days=(_indplacering.c.dato,), flags=(_indplacering.c.loebende,)),
    _part(_kontrol, days=(_kontrol.c.meddelelse,), flags=(_kontrol.c.udland,)),
    _part(
        _mindre_intensiv,
        word=_mindre_intensiv.c.grund,
        days=(_mindre_intensiv.c.starter, _mindre_intensiv.c.fra, _mindre_intensiv.c.til),
        flags=(_mindre_intensiv.c.dokumenteret,),
    ),
    _part(
        _frist,
        word=_frist.c.af,
        days=(_frist.c.udstedt, _frist.c.frist),
        flags=(_frist.c.vejledt, _frist.c.tider_fandtes, _frist.c.driftsforstyrrelse),
    ),
).order_by("table", "id")
"""The small tables of the course in one statement: words, days and flags, side by side."""

HOURS = (
    select(_timer.kind, _timer.maaned, _timer.timer, _timer.registreret)
    .where(_timer.person_id == _OF)
    .order_by(_timer.id)
)

SAMTALER = (
    select(
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
    .where(_booking.person_id == _OF)
    .order_by(_booking.id)
)

BESLUTNINGER = (
    select(_beslutning.art, _beslutning.af, _beslutning.dato, _beslutning.booking_id, _beslutning.ophaevet)
    .where(_beslutning.person_id == _OF)
    .order_by(_beslutning.id)
)
