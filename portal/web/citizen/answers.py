"""What a person has answered on the way to a meeting, and what the law says of it."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace

from portal.actions import book_jobsamtale, move_jobsamtale
from portal.actions.book_jobsamtale import BookJobsamtale
from portal.actions.move_jobsamtale import MoveJobsamtale
from portal.policy.facts import Samtaleform
from portal.policy.law import Decision
from portal.store.database import Session
from portal.store.views import SlotView
from portal.web.citizen import search as searching
from portal.web.citizen.asking import Asking
from portal.web.citizen.route import Route
from portal.web.citizen.search import Search
from portal.web.ids import read_uuid

Pairs = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Answers:
    """The time, how the meeting is held, and the telephone number as typed.

    `submission`: the form's own id.
    """

    search: Search
    slot: uuid.UUID | None
    form: Samtaleform | None
    phone: str | None
    submission: uuid.UUID

    def kept(self, *without: str) -> Pairs:
        """For a link or a form onwards. Never the telephone number, which no address may hold."""
        pairs = self.search.kept()
        if self.slot:
            pairs.append(("tid", str(self.slot)))
        if self.form:
            pairs.append(("form", self.form.value))
        return [(name, value) for name, value in pairs if name not in without]


def read(values: Mapping[str, str], route: Route) -> Answers:
    """From an address or a form. What cannot be read was not answered."""
    search = searching.read(values)
    return Answers(
        search=replace(search, art=route.move.art) if route.move else search,
        slot=read_uuid(values.get("tid")),
        form=searching.read_form(values.get("form")),
        phone=values.get("telefon"),
        submission=read_uuid(values.get("indsendelse")) or uuid.uuid4(),
    )


def verdict(
    session: Session, who: Asking, route: Route, given: Answers, slot: SlotView, form: Samtaleform
) -> Decision:
    """What the policy says of this time in this form. Nothing is written."""
    if route.move:
        move = move_command(who.person.person_id, route, given, slot.public_id, form)
        return move_jobsamtale.judge(session, move, route.move, slot, who.person, who.now)
    book = book_command(who.person.person_id, given, slot.public_id, form)
    return book_jobsamtale.judge(session, book, slot, who.person, who.now)


def book_command(
    person_id: int, given: Answers, slot: uuid.UUID, form: Samtaleform, phone: str | None = None
) -> BookJobsamtale:
    return BookJobsamtale(
        person_id=person_id,
        slot=slot,
        art=given.search.art,
        form=form,
        submission=given.submission,
        phone=phone,
    )


def move_command(
    person_id: int, route: Route, given: Answers, slot: uuid.UUID, form: Samtaleform, phone: str | None = None
) -> MoveJobsamtale:
    assert route.move is not None  # noqa: S101 - asked for only where a meeting is moved
    return MoveJobsamtale(
        person_id=person_id, booking=route.move.public_id, slot=slot, form=form, phone=phone
    )
