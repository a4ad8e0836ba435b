"""Free times as they are shown: grouped by day, each with its hour, its forms and its place."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

from portal.store.views import SlotView
from portal.web.citizen import meeting
from portal.wording.reader import COPENHAGEN, Reader, capitalised, clock, short_day


@dataclass(frozen=True, slots=True)
class Time:
    """One time to choose. `place` ends with who it is with, `forms` with how the a-kasse takes part."""

    id: str
    clock: str
    forms: str
    place: str


Days = list[tuple[str, list[Time]]]


def by_day(reader: Reader, found: Iterable[SlotView], minutes: int | None = None) -> Days:
    """The times under their days, in the order they came in.

    `minutes`: how long the meeting is, where it is not as long as the time: a moved one keeps its length.
    """
    return [
        (capitalised(short_day(reader, date)), [time_of(reader, slot, minutes) for slot in slots])
        for date, slots in groupby(found, lambda slot: slot.start.astimezone(COPENHAGEN).date())
    ]


def time_of(reader: Reader, slot: SlotView, minutes: int | None = None) -> Time:
    place = meeting.where(slot.office, slot.organisation)
    if slot.caseworker:
        place = reader.gettext("{sted}, med {navn}").format(sted=place, navn=slot.caseworker.name)
    forms = meeting.forms(reader, slot.former)
    if slot.joint:
        forms = f"{forms}. {meeting.with_a_kasse(reader, slot.a_kasse_form)}"
    return Time(
        id=str(slot.public_id),
        clock=f"{clock(reader, slot.start)}–{clock(reader, ends(slot, minutes))}",
        forms=forms,
        place=place,
    )


def ends(slot: SlotView, minutes: int | None) -> datetime:
    """When a meeting in that time ends."""
    return slot.slut if minutes is None else slot.start + timedelta(minutes=minutes)


def selected(text: str | None) -> str | None:
    """The time an address names, as it is written in the list; None where it names none."""
    try:
        return str(uuid.UUID(text or ""))
    except ValueError:
        return None
