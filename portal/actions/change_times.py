"""A caseworker changes many published times at once: forms, room, link, places.

What somebody has booked, or has been offered, stays as it is: a form, or a place, that is taken is not taken
away. Nor are the forms that were agreed on with an a-kasse changed here: that takes both. Those times are
left as they are, and it is said why.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from portal.actions import casework
from portal.actions.publish_times import check_link
from portal.actions.times import links, whose
from portal.policy.facts import Samtaleform
from portal.store import audit, outbox, published
from portal.store.database import Database, Session
from portal.store.published import Published

LOGGED_AS = "change_times"


@dataclass(frozen=True, slots=True)
class ChangeTimes:
    """`slots`: public ids. None of the others: that stays. `room` "": none any more. `video_link` may hold
    `links.OWN`.
    """

    caseworker_id: int
    slots: frozenset[uuid.UUID]
    former: frozenset[Samtaleform] | None = None
    room: str | None = None
    video_link: str | None = None
    capacity: int | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """`why` a time stays as it is: `former_aftalt`, `form_i_brug`, `pladser_i_brug`, `ikke_et_team`,
    `video_uden_link`, `ikke_video`; None: it is changed. `after`: with the forms and the link it has then.
    """

    time: Published
    why: str | None
    after: Published


def preview(session: Session, command: ChangeTimes, now: datetime) -> tuple[Verdict, ...]:
    """What would become of each of the times. Writes nothing. Raises WrongLink."""
    worker = casework.working(session, command.caseworker_id)
    if command.video_link is not None:
        check_link(frozenset({Samtaleform.VIDEO}), command.video_link, worker.organisation.video_hosts)
    found = published.chosen(session, worker.organisation.id, command.slots, now)
    return tuple(_verdict(command, time) for time in found if whose.may_touch(worker, time))


def change_times(command: ChangeTimes, database: Database, now: datetime) -> tuple[Verdict, ...]:
    """Changes what can be changed, in one transaction, and says of each time whether it was.

    Raises WrongLink, Busy.
    """
    return database.write(lambda session: _change(session, command, now))


def _change(session: Session, command: ChangeTimes, now: datetime) -> tuple[Verdict, ...]:
    worker = casework.working(session, command.caseworker_id)
    mine = [verdict.time.id for verdict in preview(session, command, now)]
    if mine:
        published.lock(session, mine)
    verdicts = preview(session, command, now)
    changed = [verdict.time for verdict in verdicts if verdict.why is None]
    for time in changed:
        _one(session, command, time, now)
    if changed:
        details: dict[str, Any] = {"times": len(changed), "what": _what(command)}
        audit.record(session, casework.entry(worker, LOGGED_AS, now, person_id=None, details=details))
    return verdicts


def _one(session: Session, command: ChangeTimes, time: Published, now: datetime) -> None:
    former = command.former or time.former
    values: dict[str, Any] = {}
    if command.former is not None:
        values |= published.form_values(command.former)
    if command.room is not None:
        values["room"] = command.room or None
    if Samtaleform.VIDEO not in former:
        values["video_link"] = None
        if command.video_link is not None:
            values["a_kasse_link"] = links.filled(command.video_link)
    elif command.video_link is not None:
        values["video_link"] = links.filled(command.video_link)
    if command.capacity is not None:
        values["capacity"] = command.capacity
    published.change(session, time.id, values)
    link = values.get("video_link")
    if link is not None:
        for person_id, booking in published.follow_link(session, time.id, link, now):
            payload = {"booking": str(booking), "start": time.start.isoformat()}
            outbox.enqueue(session, "booking.link_changed", payload, person_id, now)
    if "room" in values and values["room"] != time.room:
        for meeting in time.booked:
            payload = {"booking": str(meeting.public_id), "start": time.start.isoformat()}
            outbox.enqueue(session, "booking.room_changed", payload, meeting.person_id, now)


def _verdict(command: ChangeTimes, time: Published) -> Verdict:
    why = _why_not(command, time)
    if why is not None:
        return Verdict(time, why, time)
    link = command.video_link or time.video_link or time.a_kasse_link
    return Verdict(time, None, replace(time, former=command.former or time.former, video_link=link))


def _why_not(command: ChangeTimes, time: Published) -> str | None:
    former = command.former or time.former
    if time.joint and former != time.former:
        return "former_aftalt"
    held_in_it = time.held > 0 and not time.former <= former
    if held_in_it or any(meeting.form not in former for meeting in time.booked):
        return "form_i_brug"
    link = command.video_link or time.video_link
    if command.former is not None and Samtaleform.VIDEO in former and not link:
        return "video_uden_link"
    if command.video_link is not None and not replace(time, former=former).meets_by_video:
        return "ikke_video"
    if command.capacity is None:
        return None
    if time.caseworker_id is not None or time.joint:
        return "ikke_et_team"
    return "pladser_i_brug" if command.capacity < time.capacity - time.free + time.held else None


def _what(command: ChangeTimes) -> list[str]:
    named = {
        "former": command.former,
        "room": command.room,
        "video_link": command.video_link,
        "capacity": command.capacity,
    }
    return [name for name, value in named.items() if value is not None]
