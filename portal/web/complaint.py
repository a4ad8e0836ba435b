"""Until when one can complain of what a letter decides, once it is known when the letter arrived.

The letter says what was expected when it was written; what holds is counted from the day it was in the
person's digital mailbox (law cases, point 9).
"""

from __future__ import annotations

from portal.clock import COPENHAGEN
from portal.policy.klage import sidste_dag
from portal.store.letters import LetterView
from portal.wording.letters.letter import Letter
from portal.wording.reader import Reader, day


def last_day(reader: Reader, kept: LetterView, letter: Letter) -> tuple[str, str] | None:
    """The day it arrived, and the last one to complain; None where there is none, or nobody knows it."""
    if not letter.klage or kept.delivered_at is None:
        return None
    arrived = kept.delivered_at.astimezone(COPENHAGEN).date()
    return day(reader, arrived), day(reader, sidste_dag(arrived))
