"""Whose person somebody is on a day: the a-kasse or kommune that was entered last of all that have begun."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, exists, or_, select

from portal.store.tables import Membership, table_of


def belongs(person_id: Any, organisation_id: Any, today: Any) -> ColumnElement[bool]:
    """That the person is that organisation's on the Danish day `today`, whatever has been done of a change
    since midnight. Columns or values.
    """
    mine, later = table_of(Membership).alias(), table_of(Membership).alias()
    newer = select(later.c.id).where(
        later.c.person_id == mine.c.person_id,
        later.c.holder == mine.c.holder,
        later.c.fra <= today,
        or_(mine.c.fra.is_(None), later.c.fra > mine.c.fra),
    )
    return exists().where(
        mine.c.person_id == person_id,
        mine.c.organisation_id == organisation_id,
        or_(mine.c.fra.is_(None), mine.c.fra <= today),
        ~newer.exists(),
    )


def takes_part(booking: Any, caseworker_id: int, today: date) -> ColumnElement[bool]:
    """That the caseworker (key) comes to the meeting, from whoever holds it, or from the a-kasse that the
    person is a member of on the Danish day `today`: a former one's has no part in it (FVL § 32; AKS § 16;
    DBK §§ 24, 87).
    """
    member = belongs(booking.person_id, booking.a_kasse_id, today)
    return or_(
        booking.caseworker_id == caseworker_id,
        (booking.a_kasse_caseworker_id == caseworker_id) & or_(booking.a_kasse_id.is_(None), member),
    )
