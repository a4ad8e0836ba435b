"""What becomes of each topic of the outbox: one readable table, and nothing is sent that is not in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from portal.actions.telling import meetings
from portal.delivery.channel import Inside

INSIDE: Final[Mapping[str, Inside]] = {
    "booking.booked": meetings.booked,
}
"""Topics that are worked on inside the house: they become letters, messages and notices."""

KEPT: Final[Mapping[str, str]] = {}
"""Topics that nobody needs to be told of: each with the reason, and where it is seen instead."""
