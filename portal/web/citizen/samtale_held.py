"""What became of a meeting, as the person reads it: what was done, agreed and corrected, and who came.

The authorities' registrations are the person's to see (DBK § 27, stk. 6; § 92, stk. 2).
"""

from __future__ import annotations

from dataclasses import dataclass

from portal.policy.afholdelse import Udfald
from portal.policy.facts import SamtaleArt, SamtaleStatus
from portal.store import held, raadighed
from portal.store.database import Session
from portal.store.meeting_content import Content
from portal.store.views import BookingView
from portal.web.citizen import no_show
from portal.web.citizen.asking import Asking
from portal.web.citizen.decisions import Notice
from portal.wording.codes_held import HELD_MET
from portal.wording.held_words import ROLLE
from portal.wording.raadighed_words import TIL_BORGEREN
from portal.wording.reader import capitalised, day


@dataclass(frozen=True, slots=True)
class Held:
    """What `samtale.html` shows of a meeting that is over. `typed`: (term, lines) in a caseworker's words.

    `availability`: what the a-kasse found of it, and its reasons as they were typed. `corrections`: (when it
    was corrected, why), as it was typed.
    """

    missed: Notice | None
    rows: list[tuple[str, list[str]]]
    typed: list[tuple[str, list[str]]]
    availability: tuple[str, str] | None
    corrections: list[tuple[str, str]]


def of_meeting(session: Session, who: Asking, booking: BookingView) -> Held | None:
    """None while nothing is registered, and for what the person called off."""
    if booking.status is SamtaleStatus.PLANLAGT:
        return None
    standing = held.of_meeting(session, booking)
    content = standing.content
    if content is None or content.udfald is Udfald.AFBUD:
        return None
    corrections = held.corrections(session, booking.id) if standing.at is not None else ()
    return Held(
        missed=no_show.of_meeting(who, booking, standing.henvendt),
        rows=_rows(who, content),
        typed=_typed(who, content),
        availability=_availability(session, who, booking),
        corrections=[(capitalised(day(who.reader, one.at)), one.kommentar) for one in corrections],
    )


def _availability(session: Session, who: Asking, booking: BookingView) -> tuple[str, str] | None:
    """Of a rådighedssamtale, once it is written (DBK § 92, stk. 2)."""
    if booking.art is not SamtaleArt.RAADIGHEDSSAMTALE:
        return None
    found = raadighed.of_meetings(session, [booking.id])[booking.id].found
    if found is None:
        return None
    until = day(who.reader, found.frist) if found.frist else ""
    return who.reader.gettext(TIL_BORGEREN[found.vurdering]).format(frist=until), found.begrundelse


def _rows(who: Asking, content: Content) -> list[tuple[str, list[str]]]:
    _ = who.reader.gettext
    done = [_(HELD_MET[topic.emne.value].citizen[0]) for topic in content.emner if topic.udfoert]
    others = [f"{one.navn}, {_(ROLLE[one.rolle]).lower()}" for one in content.deltagere]
    return [
        (term, lines)
        for term, lines in ((_("Det nåede I"), done), (_("Andre, der var med"), others))
        if lines
    ]


def _typed(who: Asking, content: Content) -> list[tuple[str, list[str]]]:
    _ = who.reader.gettext
    agreed, why = (content.aftaler or "").splitlines(), (content.grund or "").splitlines()
    told = ((_("Det, der blev aftalt"), agreed), (_("Grund"), why))
    return [(term, lines) for term, lines in told if lines]
