"""The letter with a booking deadline (BAB § 44): until when, how, and what follows from not booking."""

from __future__ import annotations

from datetime import date

from portal.wording.letters.letter import Kind, Letter
from portal.wording.letters.made import Between, made, written


def issued(
    between: Between, frist: date, samtale_senest: date, *, dagpenge: bool, tidligere: date | None = None
) -> Letter:
    """The letter on a deadline. `samtale_senest`: the last day of the meeting. `dagpenge`: the person has
    dagpenge to lose. `tidligere`: the deadline that this one comes in place of.
    """
    gaps = {
        "frist": written(frist),
        "samtale_senest": written(samtale_senest),
        "tidligere": written(tidligere) if tidligere else "",
        "kontakt": between.contact,
    }
    true = {between.holder.value, "dagpenge" if dagpenge else "anden_ydelse"}
    return made(Kind.BOOKINGFRIST, between, true | ({"ny"} if tidligere else set()), gaps)
