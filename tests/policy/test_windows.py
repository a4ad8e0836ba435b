"""The windows and the single decision never disagree, whatever the person, the time and the form."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise, product
from random import Random

from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from portal.policy import selvbooking
from portal.policy.bookingfrist import binding_deadline
from portal.policy.facts import Aktoer, Oprindelse, SamtaleArt, Samtaleform, SamtaleStatus
from portal.policy.kalender import days_after
from portal.policy.law import Decision
from portal.policy.selvbooking import BookSpoergsmaal, OmbookSpoergsmaal
from portal.policy.window import Bookable
from tests.policy.people import Case, cases, edges, local, with_meeting

THOROUGH = settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
HOLDERS = (Aktoer.A_KASSE, Aktoer.JOBCENTER)
AGREED = (None, "AK1", "AK2")
AT_ONCE = 30


def starts_for(case: Case, bookable: Bookable, chance: Random) -> list[datetime]:
    """Times at which something may change, as the facts have it and as the windows have it."""
    found = set(edges(case))
    for window in (*bookable.windows, *(bookable.relaxed or bookable).windows):
        bounds = {window.earliest, window.latest or window.earliest + timedelta(days=40)}
        bounds |= {local(days_after(day, n), 20) for day in window.blocked_days for n in (-1, 0, 1)}
        found |= {bound + timedelta(minutes=n) for bound in bounds for n in (-1, 0, 1)}
    return chance.sample(sorted(found), min(AT_ONCE, len(found)))


def agree(*, strictly: bool, instead: bool, strict: Decision, relaxed: Decision, presses: bool) -> None:
    """`strictly`, `instead`: whether the windows, and the relaxed ones, hold the time.

    Where no deadline presses, the number of planned meetings stands, although the page would let it give way.
    """
    assert strictly == strict.allowed, strict
    stands = "for_mange_planlagte" in {finding.code for finding in strict.refusals} and not presses
    assert instead == (relaxed.allowed and not stands), relaxed
    event(f"{strict.question}: {strictly}, relaxed: {instead}, number stands: {stands}")


@THOROUGH
@given(
    case=cases(),
    art=st.sampled_from([SamtaleArt.JOBSAMTALE, SamtaleArt.JOBSAMTALE, SamtaleArt.FAELLESSAMTALE]),
    gentilmelder=st.sampled_from([False, False, True]),
    seed=st.integers(0, 2**16),
)
def test_a_booking_is_granted_exactly_where_a_window_holds_it(
    case: Case, art: SamtaleArt, gentilmelder: bool, seed: int
) -> None:
    bookable = selvbooking.bookable(case.facts, case.nu, art=art, gentilmelder=gentilmelder)
    sag = selvbooking.prepare(case.facts, case.nu, gentilmelder=gentilmelder)
    chance = Random(seed)
    frist = binding_deadline(sag.facts, case.nu)
    for start in starts_for(case, bookable, chance):
        for holder, faelles, form in product(HOLDERS, (False, True), Samtaleform):
            q = BookSpoergsmaal(
                holder,
                start,
                form,
                art,
                chance.choice((30, 60, 90)),
                faelles,
                chance.choice(AGREED),
                en_faelles=True,
            )
            agree(
                strictly=_holds(bookable, q),
                instead=_holds(bookable.relaxed or bookable, q),
                strict=selvbooking.book_sag(sag, q),
                relaxed=selvbooking.book_sag(sag, replace(q, alternativ=False)),
                presses=frist is not None and frist.binder and frist.frist.af is holder,
            )


def _holds(bookable: Bookable, q: BookSpoergsmaal) -> bool:
    return any(
        window.admits(q.holder, q.start, q.varighed, q.form, faelles=q.faelles, aftalt_med=q.aftalt_med)
        for window in bookable.windows
    )


@THOROUGH
@given(case=cases(least_meetings=1), seed=st.integers(0, 2**16))
def test_a_move_is_granted_exactly_where_a_window_holds_it(case: Case, seed: int) -> None:
    chance = Random(seed)
    facts = with_meeting(
        case.facts,
        noegle=99,
        start=case.nu + timedelta(days=chance.randint(-2, 40), hours=3),
        status=SamtaleStatus.PLANLAGT,
        holder=chance.choice(HOLDERS),
        oprindelse=chance.choice(list(Oprindelse)),
    )
    meeting = chance.choice([m for m in facts.samtaler if m.status is SamtaleStatus.PLANLAGT])
    bookable = selvbooking.movable(facts, case.nu, meeting.noegle)
    sag = selvbooking.prepare(facts, case.nu)
    for start in starts_for(case, bookable, chance):
        for form, agreed, faelles in product(Samtaleform, AGREED, (False, True)):
            q = OmbookSpoergsmaal(meeting.noegle, start, form, agreed, faelles=faelles)
            strictly, instead = (
                any(
                    window.admits(
                        meeting.holder,
                        start,
                        meeting.varighed,
                        form,
                        faelles=faelles,
                        aftalt_med=agreed,
                    )
                    for window in windows
                )
                for windows in (bookable.windows, (bookable.relaxed or bookable).windows)
            )
            agree(
                strictly=strictly,
                instead=instead,
                strict=selvbooking.ombook_sag(sag, q),
                relaxed=selvbooking.ombook_sag(sag, replace(q, alternativ=False)),
                presses=False,
            )


@THOROUGH
@given(case=cases())
def test_where_there_is_no_window_a_reason_says_why(case: Case) -> None:
    bookable = selvbooking.bookable(case.facts, case.nu)
    refusing = [finding for finding in bookable.findings if finding.outcome.value == "not_met"]
    assert bookable.windows or refusing
    assert bookable.findings


@THOROUGH
@given(case=cases())
def test_windows_follow_each_other_and_never_overlap(case: Case) -> None:
    windows = selvbooking.bookable(case.facts, case.nu).windows
    for earlier, later in pairwise(windows):
        assert earlier.latest is not None
        assert earlier.latest <= later.earliest
    assert all(window.earliest > case.nu for window in windows)
