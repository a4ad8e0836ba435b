"""The shape of what a code says. The sentences stand in `codes_booking.py` and `codes_casework.py`."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Action(StrEnum):
    """Where a next step leads: the web turns it into a link."""

    FIND_TID = "find_tid"
    A_KASSEN_MED = "a_kassen_med"
    MIN_PLAN = "min_plan"
    JOBNET = "jobnet"
    AFGOERELSE = "afgoerelse"
    KONTAKT = "kontakt"
    INTET = "intet"


@dataclass(frozen=True, slots=True)
class Words:
    """What one code says.

    Each text may stand in several versions. The first one whose gaps the finding's own facts fill is
    used, so that a sentence names the day where the day is known, and is still a sentence where it is
    not. Gaps that are always filled: `holder` and `Holder` (who the finding is about; `Holder` begins a
    sentence) and `kontakt` (name and telephone number). `citizen` and `caseworker` end with a full stop;
    the paragraph is added where it is shown. `calling_off` replaces `next_step` where the question was to
    call a meeting off. A warning has no next step.
    """

    citizen: tuple[str, ...]
    caseworker: tuple[str, ...]
    next_step: tuple[str, ...] = ()
    action: Action = Action.INTET
    calling_off: tuple[str, ...] = ()
