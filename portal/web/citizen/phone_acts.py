"""What a caseworker did with a meeting while the person was on the telephone, told to the person."""

from __future__ import annotations

from portal.store import phone_acts
from portal.store.database import Session
from portal.store.views import BookingView
from portal.wording.reader import N_, Reader, day

_TEXTS = {
    "book": N_("{navn}, {organisation}, bookede samtalen for dig i telefonen {dag}."),
    "move": N_("{navn}, {organisation}, flyttede samtalen for dig i telefonen {dag}."),
    "call_off": N_("{navn}, {organisation}, aflyste samtalen for dig i telefonen {dag}."),
}


def told(session: Session, reader: Reader, booking: BookingView) -> list[str]:
    """A sentence for each act, the first first."""
    return [
        reader.gettext(_TEXTS[act.act]).format(
            navn=act.by, organisation=act.organisation, dag=day(reader, act.at)
        )
        for act in phone_acts.of_booking(session, booking.id)
    ]
