"""Until when one can complain of what a letter decides, once it is known when the letter arrived.

The letter says what was expected when it was written; what holds is counted from the day it was in the
person's digital mailbox (law cases, point 9).
"""

from __future__ import annotations

from datetime import date

from portal.clock import COPENHAGEN
from portal.policy.klage import sidste_dag
from portal.store.letters import LetterView
from portal.wording.letters.letter import Letter
from portal.wording.reader import Reader, day


def last_day(
    reader: Reader, kept: LetterView, letter: Letter, waited: date | None = None
) -> tuple[str, str] | None:
    """The day it arrived, and the last one to complain; None where there is none, or nobody knows it.

    `waited`: the last day where the time has waited for the papers of the case (FVL § 17).
    """
    if not letter.klage or kept.delivered_at is None:
        return None
    arrived = kept.delivered_at.astimezone(COPENHAGEN).date()
    last = sidste_dag(arrived)
    return day(reader, arrived), day(reader, max(last, waited or last))
