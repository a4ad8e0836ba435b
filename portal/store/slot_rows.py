"""A published time with all that is shown of it, in one row, and the view made from that row."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, RowMapping, Select, select

from portal.policy.facts import Samtaleform
from portal.store.free_times import FORM_COLUMNS
from portal.store.rows import (
    caseworker_columns,
    caseworker_name,
    office_columns,
    office_view,
    organisation_columns,
    organisation_or_none,
    organisation_view,
)
from portal.store.tables import Caseworker, Office, Organisation, table_of
from portal.store.tables_meeting import Slot
from portal.store.views import SlotView

_slots, _offices, _caseworkers = table_of(Slot), table_of(Office), table_of(Caseworker)
_organisations = table_of(Organisation)
_a_kasser = _organisations.alias("a_kasse")
_a_kasse_caseworkers = _caseworkers.alias("a_kasse_caseworker")
_slot = _slots.c


def all_of_a_slot(free: ColumnElement[int] | None = None) -> Select[*tuple[Any, ...]]:
    """`free`: how many of its places somebody can have; left out, how many are not taken."""
    return (
        select(
            _slot.id,
            _slot.public_id,
            _slot.start,
            _slot.slut,
            _slot.fremmoede,
            _slot.telefon,
            _slot.video,
            (_slot.free if free is None else free).label("free"),
            _slot.withdrawn_at,
            _slot.room,
            _slot.video_link,
            _slot.a_kasse_form,
            *organisation_columns(_organisations, "organisation_"),
            *office_columns(_offices, "office_"),
            *caseworker_columns(_caseworkers, "caseworker_"),
            *organisation_columns(_a_kasser, "a_kasse_"),
            *caseworker_columns(_a_kasse_caseworkers, "a_kasse_caseworker_"),
        )
        .join(_organisations, _organisations.c.id == _slot.organisation_id)
        .join(_offices, _offices.c.id == _slot.office_id)
        .outerjoin(_caseworkers, _caseworkers.c.id == _slot.caseworker_id)
        .outerjoin(_a_kasser, _a_kasser.c.id == _slot.a_kasse_id)
        .outerjoin(_a_kasse_caseworkers, _a_kasse_caseworkers.c.id == _slot.a_kasse_caseworker_id)
    )


def slot_view(row: RowMapping) -> SlotView:
    return SlotView(
        id=row["id"],
        public_id=row["public_id"],
        organisation=organisation_view(row, "organisation_"),
        office=office_view(row, "office_"),
        caseworker=caseworker_name(row, "caseworker_"),
        start=row["start"],
        slut=row["slut"],
        former=_can_be_chosen(row),
        free=row["free"],
        withdrawn=row["withdrawn_at"] is not None,
        room=row["room"],
        has_video_link=row["video_link"] is not None,
        a_kasse=organisation_or_none(row, "a_kasse_"),
        a_kasse_form=row["a_kasse_form"],
        a_kasse_caseworker=caseworker_name(row, "a_kasse_caseworker_"),
    )


def _can_be_chosen(row: RowMapping) -> frozenset[Samtaleform]:
    """The forms that the time offers: on video only where there is an address to meet at, and in person where
    the a-kasse comes in person, for it is together with the person (LAB § 33, stk. 4).
    """
    former = frozenset(form for form, column in FORM_COLUMNS.items() if row[column.key])
    if row["a_kasse_form"] == Samtaleform.FREMMOEDE.value:
        return former & {Samtaleform.FREMMOEDE}
    return former if row["video_link"] is not None else former - {Samtaleform.VIDEO}
