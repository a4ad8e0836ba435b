"""What the law costs: one decision, and a thousand times judged for one person, on facts already loaded."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from datetime import datetime

from portal.policy import selvbooking
from portal.policy.facts import Facts, Samtaleform
from portal.policy.selvbooking import BookSpoergsmaal
from portal.store.views import SlotView

TIMES = 1000


def decision_us(everybody: Sequence[tuple[Facts, SlotView]], now: datetime) -> float:
    """Microseconds for `selvbooking.book`, facts to Decision, as the median of these people."""
    found = []
    for facts, slot in everybody:
        asked = BookSpoergsmaal(slot.holder, slot.start, Samtaleform.FREMMOEDE, varighed=slot.varighed)
        assert selvbooking.book(facts, now, asked).allowed
        found.append(_median_seconds(lambda f=facts, q=asked: selvbooking.book(f, now, q), 100))
    return statistics.median(found) * 1e6


def thousand_times_ms(facts: Facts, slots: Sequence[SlotView], now: datetime) -> float:
    """Milliseconds to say of a thousand times which the person may have, by windows as the pages do."""
    asked = [slots[n % len(slots)] for n in range(TIMES)]

    def judge() -> int:
        windows = selvbooking.bookable(facts, now).windows
        return sum(
            any(
                window.admits(slot.holder, slot.start, slot.varighed, Samtaleform.TELEFON)
                for window in windows
            )
            for slot in asked
        )

    assert judge() > 0
    return _median_seconds(judge, 3) * 1e3


def _median_seconds(work: Callable[[], object], repeats: int) -> float:
    found = []
    for _ in range(15):
        begun = time.perf_counter()
        for _ in range(repeats):
            work()
        found.append((time.perf_counter() - begun) / repeats)
    return statistics.median(found)
