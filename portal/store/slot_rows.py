"""A published time with all that is shown of it, in one row, and the view made from that row."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, RowMapping, Select, select
from sqlalchemy.orm import aliased

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
from portal.store.tables import Caseworker, Office, Organisation
from portal.store.tables_meeting import Slot
from portal.store.views import SlotView

_AKasse = aliased(Organisation, name="a_kasse")
_AKasseCaseworker = aliased(Caseworker, name="a_kasse_caseworker")


def all_of_a_slot(free: ColumnElement[int] | None = None) -> Select[*tuple[Any, ...]]:
    """`free`: how many of its places somebody can have; left out, how many are not taken."""
    return (
        select(
            Slot.id,
            Slot.public_id,
            Slot.start,
            Slot.slut,
            Slot.fremmoede,
            Slot.telefon,
            Slot.video,
            (Slot.free if free is None else free).label("free"),
            Slot.withdrawn_at,
            Slot.room,
            Slot.video_link,
            Slot.a_kasse_form,
            *organisation_columns(Organisation, "organisation_"),
            *office_columns(Office, "office_"),
            *caseworker_columns(Caseworker, "caseworker_"),
            *organisation_columns(_AKasse, "a_kasse_"),
            *caseworker_columns(_AKasseCaseworker, "a_kasse_caseworker_"),
        )
        .join(Organisation, Organisation.id == Slot.organisation_id)
        .join(Office, Office.id == Slot.office_id)
        .outerjoin(Caseworker, Caseworker.id == Slot.caseworker_id)
        .outerjoin(_AKasse, _AKasse.id == Slot.a_kasse_id)
        .outerjoin(_AKasseCaseworker, _AKasseCaseworker.id == Slot.a_kasse_caseworker_id)
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
        former=frozenset(form for form, column in FORM_COLUMNS.items() if row[column.key]),
        free=row["free"],
        withdrawn=row["withdrawn_at"] is not None,
        room=row["room"],
        has_video_link=row["video_link"] is not None,
        a_kasse=organisation_or_none(row, "a_kasse_"),
        a_kasse_form=row["a_kasse_form"],
        a_kasse_caseworker=caseworker_name(row, "a_kasse_caseworker_"),
    )
