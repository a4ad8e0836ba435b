"""What an organisation's administrator sets: contact, letter head, local limits, joint meetings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from portal.policy.facts import Aktoer, FaellesMaade
from portal.store.tables import Organisation

_COLUMNS = (
    "name",
    "phone",
    "email",
    "website",
    "letter_head",
    "cvr",
    "mindst_dage_mellem",
    "hoejst_planlagte",
    "ombookning_senest_timer",
)


@dataclass(frozen=True, slots=True)
class SettingsView:
    """An organisation's own settings. A limit that is None is none; `code`: the kommune's or a-kasse's."""

    holder: Aktoer
    code: str
    name: str
    phone: str | None
    email: str | None
    website: str | None
    letter_head: str | None
    cvr: str | None
    video_hosts: tuple[str, ...]
    mindst_dage_mellem: int | None
    hoejst_planlagte: int | None
    ombookning_senest_timer: int | None
    faelles: FaellesMaade


def find(session: Session, holder: Aktoer, code: str) -> int | None:
    """The key of the a-kasse or the jobcenter of that code."""
    query = select(Organisation.id).where(Organisation.holder == holder.value, Organisation.code == code)
    return session.execute(query).scalar_one_or_none()


def add(session: Session, holder: Aktoer, code: str, name: str) -> int:
    """A new organisation, of which nothing is set yet. Gives its key."""
    row = Organisation(holder=holder.value, code=code, name=name, video_hosts=[])
    session.add(row)
    session.flush()
    return row.id


def lock(session: Session, organisation_id: int) -> None:
    """Nobody else sets anything of the organisation until the transaction ends. Bookings go on meanwhile."""
    query = select(Organisation.id).where(Organisation.id == organisation_id)
    session.execute(query.with_for_update(key_share=True)).one()


def settings(session: Session, organisation_id: int) -> SettingsView:
    """The settings as they are now. Raises NoResultFound for an unknown organisation."""
    query = select(
        Organisation.holder,
        Organisation.code,
        Organisation.video_hosts,
        Organisation.faelles,
        *(getattr(Organisation, name) for name in _COLUMNS),
    )
    row = session.execute(query.where(Organisation.id == organisation_id)).mappings().one()
    return SettingsView(
        holder=Aktoer(row["holder"]),
        code=row["code"],
        video_hosts=tuple(row["video_hosts"]),
        faelles=FaellesMaade(row["faelles"]),
        **{name: row[name] for name in _COLUMNS},
    )


def change(session: Session, organisation_id: int, values: dict[str, Any]) -> None:
    """Sets these columns."""
    session.execute(update(Organisation).where(Organisation.id == organisation_id).values(values))


def any_cvr(session: Session) -> str | None:
    """The CVR number of the first organisation that has one; None: none has."""
    query = select(Organisation.cvr).where(Organisation.cvr.is_not(None)).order_by(Organisation.id).limit(1)
    return session.scalar(query)


def kommuner(session: Session) -> tuple[tuple[str, str], ...]:
    """(code, name of its jobcenter) of every kommune that the portal knows, by name."""
    query = select(Organisation.code, Organisation.name).where(Organisation.holder == Aktoer.JOBCENTER.value)
    return tuple((row.code, row.name) for row in session.execute(query.order_by(Organisation.name)))
