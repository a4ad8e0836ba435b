"""A letter goes on paper: to whoever has no Digital Post, and where Digital Post could not deliver it."""

from __future__ import annotations

import re
import uuid
from datetime import date, datetime

from portal.actions.letter_arrived import day_unknown
from portal.clock import COPENHAGEN
from portal.store import post, print_queue
from portal.store.database import Session
from portal.store.post import LetterInPost, StandsIn


def print_letter(
    session: Session, letter_public_id: uuid.UUID, now: datetime, fuldmagt: uuid.UUID | None = None
) -> bool:
    """Puts the letter among those to be printed, once. False: nobody knows where it goes to.

    `fuldmagt`: the copy of whoever has that fuldmagt. Raises LookupError for an unknown letter.
    """
    letter = post.letter(session, letter_public_id)
    if letter is None:
        raise LookupError("no such letter")
    lines = own_lines(letter) if fuldmagt is None else lines_of(post.stands_in(session, fuldmagt))
    if not lines:
        return False
    onto_paper(session, letter, lines, now, fuldmagt)
    return True


def onto_paper(
    session: Session,
    letter: LetterInPost,
    lines: tuple[str, ...],
    now: datetime,
    fuldmagt: uuid.UUID | None = None,
) -> None:
    """The same, to these lines, the name first: from then on nobody knows when it arrives."""
    print_queue.put(session, letter.id, letter.organisation_id, lines, now, fuldmagt)
    if fuldmagt is None and not letter.delivered:
        day_unknown(session, letter.public_id, now)


def own_lines(letter: LetterInPost) -> tuple[str, ...]:
    """The person's name and address; none where the address is not known."""
    return (letter.receiver, *letter.address) if letter.address else ()


def lines_of(one: StandsIn | None) -> tuple[str, ...]:
    """The same, of whoever stands in for the person. What was typed is broken at its commas."""
    if one is None or not one.address:
        return ()
    typed = (line.strip() for line in re.split(r"[,\n]", one.address))
    return (one.name, *(line for line in typed if line))


def stood_in(one: StandsIn | None, letter: LetterInPost) -> bool:
    """Whether the fuldmagt held on the Danish day of the letter: whose it was not, sees nothing of it."""
    if one is None:
        return False
    written: date = letter.written_at.astimezone(COPENHAGEN).date()
    return one.fra <= written and (one.til is None or written <= one.til)
