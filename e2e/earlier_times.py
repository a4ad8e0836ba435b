"""The walk of a citizen who waits for an earlier time."""

from __future__ import annotations

from datetime import timedelta

from e2e.visitor import Visitor
from portal import clock

MEETINGS = "main .meeting-list h3 a"


def who_waits_for_an_earlier_time(visitor: Visitor) -> None:
    """Asked for with mistakes and without, changed, told of, taken by somebody else, and taken back."""
    visitor.comes_in_as("borger", "noah-damgaard", "Noah Damgaard")
    visitor.looks_at("/find-tid/besked")
    visitor.sends("/find-tid/besked")
    visitor.opens("/min-plan")
    meeting = visitor.addresses(MEETINGS)[-1]
    wait = f"{meeting}/tidligere"
    visitor.looks_at(wait)
    visitor.sends(wait)
    until = (clock.today() + timedelta(days=3)).isoformat()
    visitor.sends(wait, maade="telefon", til=until, besked="sms")
    visitor.looks_at(wait, meeting)
    _is_told(visitor)
    visitor.looks_at("/min-plan")
    visitor.changes("UPDATE slot SET free = 0 WHERE id IN (SELECT slot_id FROM earlier_offer)")
    visitor.looks_at("/min-plan")
    visitor.opens(wait)
    (takes_back,) = [form for form in visitor.forms() if form.startswith("/tidligere/")]
    visitor.sends_as_it_stands(takes_back)


def _is_told(visitor: Visitor) -> None:
    """As the worker does, of the first time that is free."""
    now = clock.now().strftime("%Y-%m-%d %H:%M:%S.%f")
    visitor.changes(
        "INSERT INTO earlier_offer (public_id, wish_id, person_id, slot_id, form, told_at, told_on)"
        " SELECT '0123456789abcdef0123456789abcdef', w.id, w.person_id,"
        " (SELECT id FROM slot WHERE free > 0 AND withdrawn_at IS NULL AND start > ? ORDER BY start LIMIT 1),"
        " 'telefon', ?, ? FROM earlier_wish w LIMIT 1",
        now,
        now,
        clock.today().isoformat(),
    )
