"""The free times a person may have: the policy draws the windows, the store looks into them.

The one place where the two meet. Pages list what it finds; booking and moving ask it whether another
time is left.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from portal.clock import COPENHAGEN
from portal.policy import selvbooking
from portal.policy.facts import SamtaleArt, Samtaleform
from portal.policy.law import Decision, Finding, Outcome
from portal.policy.tider import ingen_tider
from portal.policy.window import Bookable
from portal.store import slots
from portal.store.database import Session
from portal.store.facts import PersonFacts
from portal.store.slots import Cursor, SlotQuery
from portal.store.views import BookingView, SlotView

NEAREST = 3
LOCAL_LIMITS = frozenset({"samtaler_for_taet", "for_mange_planlagte"})


@dataclass(frozen=True, slots=True)
class Filters:
    """What the person narrows the list down to. Days are Danish calendar days, both inside."""

    from_day: date | None = None
    to_day: date | None = None
    form: Samtaleform | None = None
    office: uuid.UUID | None = None
    caseworker: uuid.UUID | None = None
    after: Cursor | None = None
    limit: int = 60


@dataclass(frozen=True, slots=True)
class Times:
    """What may be booked and the query that finds it.

    `relaxed`: the local limits give way, since no free time keeps them (then the policy is asked with
    `alternativ=False`). `query` is None where nothing may be booked.
    """

    bookable: Bookable
    relaxed: bool
    query: SlotQuery | None

    @property
    def refusals(self) -> tuple[Finding, ...]:
        """Why there is nothing: the policy's reasons, or that no time is free."""
        if self.query is not None:
            return (ingen_tider(),)
        return tuple(f for f in self.bookable.findings if f.outcome is Outcome.NOT_MET)


def times_for(
    session: Session,
    person: PersonFacts,
    now: datetime,
    *,
    art: SamtaleArt = SamtaleArt.JOBSAMTALE,
    move: BookingView | None = None,
    filters: Filters | None = None,
) -> Times:
    """The times in which the person may book a meeting of `art`, or to which `move` may be moved."""
    if move is not None:
        bookable = selvbooking.movable(person.facts, now, move.id)
    else:
        bookable = selvbooking.bookable(person.facts, now, art=art)
    relaxed = bookable.relaxed
    if relaxed is None or _any_free(session, person, now, bookable, move):
        return Times(bookable, False, _query(person, now, bookable, move, filters))
    return Times(relaxed, True, _query(person, now, relaxed, move, filters))


def only_local_limits(decision: Decision) -> bool:
    """Whether nothing but the holder's own limits refuses; they give way where no other time is left."""
    return {f.code for f in decision.refusals} <= LOCAL_LIMITS


def nearest(
    session: Session,
    person: PersonFacts,
    now: datetime,
    wanted: datetime,
    *,
    art: SamtaleArt = SamtaleArt.JOBSAMTALE,
    form: Samtaleform | None = None,
    move: BookingView | None = None,
) -> tuple[SlotView, ...]:
    """The free times nearest to `wanted` (aware): the first from that day on, else the first at all.

    Those that can be held in `form`, as long as there are any.
    """
    day = wanted.astimezone(COPENHAGEN).date()
    for held_in, from_day in ((form, day), (form, None), (None, day), (None, None)):
        filters = Filters(from_day=from_day, form=held_in, limit=NEAREST)
        times = times_for(session, person, now, art=art, move=move, filters=filters)
        if times.query is None:
            return ()
        if found := slots.search(session, times.query).slots:
            return found
    return ()


def first_until(session: Session, person: PersonFacts, now: datetime, last_day: date) -> SlotView | None:
    """The first free time the person may book up to and with that Danish day, whatever the kind of meeting.

    The local limits give way where no time keeps them.
    """
    for art in (SamtaleArt.JOBSAMTALE, SamtaleArt.FAELLESSAMTALE):
        strict = selvbooking.bookable(person.facts, now, art=art)
        for bookable in (strict, strict.relaxed):
            query = bookable and _query(person, now, bookable, None, Filters(to_day=last_day))
            if query and (first := slots.first_free(session, query)) is not None:
                return first
    return None


def _any_free(
    session: Session, person: PersonFacts, now: datetime, bookable: Bookable, move: BookingView | None
) -> bool:
    query = _query(person, now, bookable, move, None)
    return query is not None and slots.any_free(session, query)


def _query(
    person: PersonFacts,
    now: datetime,
    bookable: Bookable,
    move: BookingView | None,
    filters: Filters | None,
) -> SlotQuery | None:
    if not bookable.windows:
        return None
    wish = filters or Filters()
    return SlotQuery(
        windows=bookable.windows,
        a_kasse=person.a_kasse,
        jobcenter=person.jobcenter,
        now=now,
        from_day=wish.from_day,
        to_day=wish.to_day,
        form=wish.form,
        office=wish.office,
        caseworker=wish.caseworker,
        own_postcode=person.postcode,
        own_kommune=person.jobcenter.code if person.jobcenter else None,
        after=wish.after,
        limit=wish.limit,
        exclude_person=person.person_id,
        moving=move.id if move else None,
        least_minutes=move.varighed if move else None,
    )
