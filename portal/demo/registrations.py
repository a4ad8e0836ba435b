"""What the demo's caseworkers registered of meetings: what was done at them, who came, who called after."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Final

from portal.demo.citizens import Citizen
from portal.policy.afholdelse import Emne, Rolle
from portal.policy.facts import Samtale, SamtaleStatus
from portal.policy.kalender import day_after, day_of
from portal.policy.vejledning import vejled
from portal.store import bulk
from portal.store.database import Session
from portal.store.tables_held import Deltager, Emneraekke, Henvendelse, Registrering
from portal.store.tables_meeting import Booking

NOT_YET_IN_TOUCH: Final = timedelta(days=5)
"""Who did not come a shorter time ago than this has not got in touch."""


def write(session: Session, booking: Booking, samtale: Samtale, citizen: Citizen, now: datetime) -> None:
    """Registers the meeting as `samtale` says it went, right after it ended. `now`: aware."""
    if samtale.status is SamtaleStatus.PLANLAGT:
        return
    of: dict[str, Any] = {"booking_id": booking.id}
    by = of | {"caseworker_id": booking.caseworker_id, "at": samtale.slut}
    rows: list[Any] = [Registrering(**by, aftaler=_agreed(citizen, samtale))]
    if samtale.status is SamtaleStatus.AFHOLDT:
        topics = vejled(citizen.facts, samtale.slut, samtale.noegle).emner
        rows += [Emneraekke(**of, emne=emne.value, udfoert=True) for emne in Emne if emne.value in topics]
        if citizen.companion and samtale.noegle == 0:
            rows.append(
                Deltager(**of, rolle=Rolle.BISIDDER.value, navn=citizen.companion, form=samtale.form.value)
            )
    if samtale.status is SamtaleStatus.UDEBLEVET and samtale.start < now - NOT_YET_IN_TOUCH:
        rows.append(Henvendelse(**by, dato=day_after(day_of(samtale.start))))
    bulk.add(session, rows)


def _agreed(citizen: Citizen, samtale: Samtale) -> str | None:
    """What Min Plan got on the day of the meeting is what was agreed."""
    same_day = [text.text for text in citizen.plan if text.day == day_of(samtale.start)]
    return "\n".join(same_day) or None
