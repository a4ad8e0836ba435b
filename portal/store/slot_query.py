"""What is looked for among the published times, and what of it shapes the statement that looks."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from portal.policy.facts import Aktoer, Samtaleform
from portal.policy.window import Window
from portal.store.free_times import Outline, Values, day_begins, outline_of, values_of
from portal.store.views import OrganisationView

OTHER_KOMMUNE = 10_000
"""Further away than any two postcodes are."""


@dataclass(frozen=True, slots=True)
class Cursor:
    """The last time of a page. As text it goes into an address and comes back."""

    start: datetime
    rank: int
    slot: uuid.UUID

    def __str__(self) -> str:
        return f"{self.start.astimezone(UTC):%Y%m%dT%H%M%S}.{self.rank}.{self.slot.hex}"

    @classmethod
    def parse(cls, text: str) -> Cursor:
        """Raises ValueError for anything that `str` of a cursor did not write."""
        try:
            start, rank, slot = text.split(".")
            moment = datetime.strptime(start, "%Y%m%dT%H%M%S").replace(tzinfo=UTC)
            found = cls(moment, int(rank), uuid.UUID(hex=slot))
        except ValueError:
            found = None
        if found is None or found.rank not in range(2 * OTHER_KOMMUNE):
            raise ValueError("no place in a list of times")
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotQuery:
    """What to look for: the law's windows, whose they are, and what the person narrows them down to.

    `now` (aware) tells which holds have run out. Days are Danish calendar days, both inside.
    `exclude_person`: whose own hold counts for nothing. `moving`, `least_minutes`: the booking that is to
    be moved, which would give up its place, and its length, which it keeps. `after`: the last time of the
    page before.
    """

    windows: tuple[Window, ...]
    a_kasse: OrganisationView | None
    jobcenter: OrganisationView | None
    now: datetime
    a_kasse_fysisk: bool = False
    from_day: date | None = None
    to_day: date | None = None
    form: Samtaleform | None = None
    office: uuid.UUID | None = None
    caseworker: uuid.UUID | None = None
    own_postcode: str | None = None
    own_kommune: str | None = None
    after: Cursor | None = None
    limit: int = 60
    exclude_person: int | None = None
    moving: int | None = None
    least_minutes: int | None = None

    def organisation(self, holder: Aktoer) -> OrganisationView | None:
        return self.a_kasse if holder is Aktoer.A_KASSE else self.jobcenter


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """What of a query changes the words of its statements: which conditions there are, not their values.

    `windows`: those in which any time can lie. `reaches_after`: those of them that have not ended where the
    page before did.
    """

    windows: tuple[Outline, ...]
    reaches_after: frozenset[int]
    a_kasse_fysisk: bool
    from_day: bool
    to_day: bool
    office: bool
    caseworker: bool
    own_postcode: bool
    own_kommune: bool
    after: bool
    of_person: bool
    moving: bool
    limit: int


def understood(query: SlotQuery) -> tuple[Shape, Values]:
    """The query's shape, and what the parameters of its statements stand for."""
    a_kasse, outlines, values = query.a_kasse, [], _values(query)
    for nth, window in enumerate(query.windows):
        organisation = query.organisation(window.holder)
        agreed_with = a_kasse.id if a_kasse is not None and a_kasse.code == window.aftalt_med else None
        outline = outline_of(nth, window, agreed_with, query.form, query.least_minutes)
        if organisation is not None and outline is not None:
            outlines.append(outline)
            values |= values_of(outline, window, organisation.id, agreed_with)
    return _shape(query, tuple(outlines)), values


def _shape(query: SlotQuery, outlines: tuple[Outline, ...]) -> Shape:
    after = query.after
    return Shape(
        windows=outlines,
        reaches_after=frozenset(
            outline.nth
            for outline in outlines
            if after is not None and _begins_before_the_end(after.start, query, query.windows[outline.nth])
        ),
        a_kasse_fysisk=query.a_kasse_fysisk,
        from_day=query.from_day is not None,
        to_day=query.to_day is not None,
        office=query.office is not None,
        caseworker=query.caseworker is not None,
        own_postcode=query.own_postcode is not None and query.own_postcode.isdecimal(),
        own_kommune=query.own_kommune is not None,
        after=after is not None,
        of_person=query.exclude_person is not None,
        moving=query.moving is not None,
        limit=query.limit,
    )


def _values(query: SlotQuery) -> Values:
    postcode = query.own_postcode
    values: Values = {
        "now": query.now,
        "office": query.office,
        "caseworker": query.caseworker,
        "own_postcode": int(postcode) if postcode and postcode.isdecimal() else None,
        "own_kommune": query.own_kommune,
        "person_id": query.exclude_person,
        "moving": query.moving,
        "minutes": query.least_minutes,
    }
    if query.from_day is not None:
        values["from_day"] = day_begins(query.from_day)
    if query.to_day is not None:
        values["to_day"] = day_begins(query.to_day + timedelta(days=1))
    if query.after is not None:
        values |= {
            "after_start": query.after.start,
            "after_rank": query.after.rank,
            "after_slot": query.after.slot,
        }
    return values


def _begins_before_the_end(start: datetime, query: SlotQuery, window: Window) -> bool:
    return (window.latest is None or start < window.latest) and (
        query.to_day is None or start < day_begins(query.to_day + timedelta(days=1))
    )
