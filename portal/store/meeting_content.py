"""What is said of a meeting: how it went, who took part, what was done of what the law requires of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, literal, null, select, union_all
from sqlalchemy.orm import Session

from portal.policy.afholdelse import Emne, Rolle, Udfald
from portal.policy.facts import Samtaleform
from portal.store.tables_held import Deltager, Emneraekke, Registrering


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody who took part beside the person and the caseworker, and in which form."""

    rolle: Rolle
    navn: str
    form: Samtaleform


@dataclass(frozen=True, slots=True)
class Topic:
    """What the law requires of the meeting: done, or why not."""

    emne: Emne
    udfoert: bool
    hvorfor_ikke: str | None = None


@dataclass(frozen=True, slots=True)
class Content:
    """What is said of a meeting. `form`: how it was held. `reason`: a lawful one, where the person called
    off.

    `aftaler`: what was agreed. `grund`: why the organisation called it off.
    """

    udfald: Udfald
    form: Samtaleform
    deltagere: tuple[Participant, ...] = ()
    emner: tuple[Topic, ...] = ()
    aftaler: str | None = None
    grund: str | None = None
    reason: str | None = None


def as_json(content: Content) -> dict[str, Any]:
    """The content as a correction keeps it."""
    return {
        "udfald": content.udfald.value,
        "form": content.form.value,
        "deltagere": [[one.rolle.value, one.navn, one.form.value] for one in content.deltagere],
        "emner": [[one.emne.value, one.udfoert, one.hvorfor_ikke] for one in content.emner],
        "aftaler": content.aftaler,
        "grund": content.grund,
        "reason": content.reason,
    }


def from_json(kept: Mapping[str, Any]) -> Content:
    """What `as_json` wrote."""
    return Content(
        udfald=Udfald(kept["udfald"]),
        form=Samtaleform(kept["form"]),
        deltagere=tuple(Participant(Rolle(r), navn, Samtaleform(f)) for r, navn, f in kept["deltagere"]),
        emner=tuple(Topic(Emne(emne), done, why) for emne, done, why in kept["emner"]),
        aftaler=kept["aftaler"],
        grund=kept["grund"],
        reason=kept["reason"],
    )


def participants_and_topics(
    session: Session, booking_id: int
) -> tuple[tuple[Participant, ...], tuple[Topic, ...]]:
    """Participants and topics, in the order they were written. One statement."""
    query: Any = union_all(
        select(
            literal("deltager").label("kind"),
            Deltager.id,
            Deltager.rolle.label("what"),
            Deltager.navn.label("words"),
            Deltager.form,
            null().label("done"),
        ).where(Deltager.booking_id == booking_id),
        select(
            literal("emne"),
            Emneraekke.id,
            Emneraekke.emne,
            Emneraekke.hvorfor_ikke,
            null(),
            Emneraekke.udfoert,
        ).where(Emneraekke.booking_id == booking_id),
    ).order_by("kind", "id")
    rows = session.execute(query).all()
    return (
        tuple(
            Participant(Rolle(row.what), row.words, Samtaleform(row.form))
            for row in rows
            if row.kind == "deltager"
        ),
        tuple(Topic(Emne(row.what), bool(row.done), row.words) for row in rows if row.kind == "emne"),
    )


def replace(session: Session, booking_id: int, content: Content, caseworker_id: int, at: datetime) -> None:
    """Writes the content in place of what stands. `at`: aware."""
    for table in (Registrering, Deltager, Emneraekke):
        session.execute(delete(table).where(table.booking_id == booking_id))
    _insert(
        session,
        Deltager,
        (
            {"booking_id": booking_id, "rolle": one.rolle.value, "navn": one.navn, "form": one.form.value}
            for one in content.deltagere
        ),
    )
    _insert(
        session,
        Emneraekke,
        (
            {
                "booking_id": booking_id,
                "emne": one.emne.value,
                "udfoert": one.udfoert,
                "hvorfor_ikke": one.hvorfor_ikke,
            }
            for one in content.emner
        ),
    )
    session.execute(
        insert(Registrering).values(
            booking_id=booking_id,
            caseworker_id=caseworker_id,
            aftaler=content.aftaler,
            grund=content.grund,
            at=at,
        )
    )


def _insert(session: Session, table: type[Any], rows: Iterable[dict[str, Any]]) -> None:
    listed = list(rows)
    if listed:
        session.execute(insert(table), listed)
