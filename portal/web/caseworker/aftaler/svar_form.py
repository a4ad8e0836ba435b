"""The form that answers the other side's times: one answer to all of them, or another one to each.

Each open interval is a row with a number of its own; its fields' names end with it. In a counter-proposal
whatever is left empty stays as it was proposed.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from itertools import count
from typing import Final

from werkzeug.datastructures import MultiDict

from portal.actions.agreement_answers import Accept, Answer, Counter, Decline
from portal.actions.answer_agreement import AnswerAgreement
from portal.actions.times.pattern import Stretch, stretch
from portal.clock import COPENHAGEN
from portal.policy.facts import Aktoer, Samtaleform
from portal.policy.tidsaftale import MINUTTER, PAUSE, TRANSPORT
from portal.store.agreements import IntervalView
from portal.web.caseworker.aftaler.aftale import message_error, seen_number
from portal.web.caseworker.aftaler.foreslaa_form import IN_PERSON, ON_VIDEO
from portal.web.caseworker.times import fields, week_form
from portal.web.caseworker.times.fields import Pairs
from portal.web.days import read_day
from portal.web.ids import read_uuid
from portal.web.locale import _

ALL: Final = "alle"
"""What the names of the fields end with that are about all of them."""

YES, NO, OTHER = "ja", "nej", "andet"
LONGEST_ROOM: Final = 100

PARTS: Final = (
    "svar",
    "hvem",
    "link",
    "dag",
    "fra",
    "til",
    "laengde",
    "ophold",
    "form",
    "foer",
    "efter",
    "lokale",
)


@dataclass(frozen=True, slots=True)
class Row:
    """What was typed for one interval, or for all: `parts` by the names of `PARTS`, and the forms.

    `key`: what its fields' names end with.
    """

    key: str
    parts: Mapping[str, str]
    former: tuple[str, ...] = ()

    def __getitem__(self, part: str) -> str:
        return self.parts.get(part, "")

    def changes(self, side: Aktoer) -> bool:
        """Whether anything is typed that would be another than proposed. Who comes from the a-kasse is for
        it to say whatever its answer, and so is a link for whoever has one.
        """
        said = ("svar", "link") if side is Aktoer.JOBCENTER else ("svar", "link", "hvem")
        parts = [part for part in PARTS if part not in said]
        return bool(self.former) or any(self[part] for part in parts)

    @property
    def kept(self) -> Pairs:
        pairs = [(f"{part}-{self.key}", value) for part, value in self.parts.items() if value]
        return pairs + [(f"former-{self.key}", form) for form in self.former]


@dataclass(frozen=True, slots=True)
class Typed:
    """`seen`: the number of the last step that the form showed; `rows`: by the interval's public id."""

    seen: int
    message: str
    all: Row
    rows: Mapping[uuid.UUID, Row]

    @property
    def kept(self) -> Pairs:
        """For a form onwards: everything that was answered."""
        pairs = [("set", str(self.seen)), ("besked", self.message), *self.all.kept]
        for interval, row in self.rows.items():
            pairs += [(f"tid-{row.key}", str(interval)), *row.kept]
        return pairs

    def row(self, interval: IntervalView, key: str) -> Row:
        """What was typed for it, under another number if it has got one."""
        known = self.rows.get(interval.public_id)
        return Row(key, known.parts, known.former) if known else Row(key, {})


def from_request(form: MultiDict[str, str]) -> Typed:
    rows: dict[uuid.UUID, Row] = {}
    for number in count(1):
        named = read_uuid(form.get(f"tid-{number}"))
        if named is None:
            break
        rows[named] = _row(form, str(number))
    return Typed(seen_number(), form.get("besked", "").strip(), _row(form, ALL), rows)


def fresh(seen: int) -> Typed:
    return Typed(seen, "", Row(ALL, {}), {})


def _row(form: MultiDict[str, str], key: str) -> Row:
    parts = {part: form.get(f"{part}-{key}", "").strip() for part in PARTS}
    return Row(key, parts, tuple(form.getlist(f"former-{key}")))


@dataclass(frozen=True, slots=True)
class Reading:
    """The answers, by the interval's public id, and what is wrong, by field."""

    answers: dict[uuid.UUID, Answer]
    errors: dict[str, str]

    def command(self, caseworker_id: int, agreement: uuid.UUID, typed: Typed) -> AnswerAgreement | None:
        """None where something is wrong."""
        if self.errors:
            return None
        return AnswerAgreement(caseworker_id, agreement, typed.seen, self.answers, typed.message or None)


class _Wrong(ValueError):
    """`at`: the field."""

    def __init__(self, at: str, text: str) -> None:
        super().__init__(text)
        self.at = at
        self.text = text


def read(typed: Typed, intervals: Iterable[IntervalView], side: Aktoer) -> Reading:
    """What is answered to these open intervals, whose rows are numbered as they come."""
    answers: dict[uuid.UUID, Answer] = {}
    errors: dict[str, str] = {}
    for number, interval in enumerate(intervals, 1):
        try:
            answers[interval.public_id] = _answer(interval, typed.row(interval, str(number)), typed.all, side)
        except _Wrong as wrong:
            errors.setdefault(wrong.at, wrong.text)
    if too_long := message_error(typed.message):
        errors["besked"] = too_long
    return Reading(answers, errors)


def _answer(interval: IntervalView, row: Row, of_all: Row, side: Aktoer) -> Answer:
    for one in (of_all, row):
        if one["svar"] != OTHER and one.changes(side):
            text = _("Du har skrevet noget andet end foreslået. Svar »Foreslå noget andet«, eller slet det.")
            raise _Wrong(f"svar-{one.key}", text)
    by = row if row["svar"] else of_all
    if by["svar"] == NO:
        return Decline()
    link = of_all["link"] or None
    if by["svar"] == YES:
        who = _who(interval, row, of_all) if side is Aktoer.A_KASSE else None
        return Accept(who, link)
    if by["svar"] != OTHER:
        raise _Wrong(f"svar-{ALL}", _("Vælg et svar til alle tider, eller til hver af dem."))
    if not (by.changes(side) or link):
        raise _Wrong(f"fra-{by.key}", _("Skriv, hvad der skal være anderledes."))
    who = _who(interval, row, of_all) if side is Aktoer.A_KASSE else read_uuid(by["hvem"])
    start, slut = _when(interval, by)
    form = by["form"] if by["form"] in (IN_PERSON, ON_VIDEO) else interval.a_kasse_form
    same = form == interval.a_kasse_form
    return Counter(
        start,
        slut,
        form,
        _former(interval, by, form),
        _minutes(by, "foer", interval.travel_before if same else None),
        _minutes(by, "efter", interval.travel_after if same else None),
        who,
        room=_room(by) if side is Aktoer.JOBCENTER else None,
        minutes=_minutes(by, "laengde", None, MINUTTER),
        pause=_minutes(by, "ophold", None, PAUSE),
        link=link,
    )


def _who(interval: IntervalView, row: Row, of_all: Row) -> uuid.UUID | None:
    """Who comes from the a-kasse; None: whoever the interval names."""
    who = read_uuid(row["hvem"]) or read_uuid(of_all["hvem"])
    if who is None and interval.a_kasse_caseworker is None:
        raise _Wrong(f"hvem-{ALL}", _("Vælg, hvem der kommer fra jer."))
    return who


def _when(interval: IntervalView, row: Row) -> Stretch:
    """The time that is proposed instead. With a new beginning alone it is as long as it was."""
    begins, ends = (one.astimezone(COPENHAGEN) for one in (interval.start, interval.slut))
    day = read_day(row["dag"]) if row["dag"] else begins.date()
    if day is None:
        raise _Wrong(f"dag-{row.key}", _("Skriv dagen."))
    start, slut = _hour(row, "fra"), _hour(row, "til")
    if slut is None:
        length = (interval.slut - interval.start) // timedelta(minutes=1)
        slut = ends.hour * 60 + ends.minute if start is None else start + length
    if start is None:
        start = begins.hour * 60 + begins.minute
    if slut <= start:
        raise _Wrong(f"til-{row.key}", _("Tiden slutter, før den begynder."))
    found = stretch(day, (start, slut))
    if found is None:
        raise _Wrong(f"fra-{row.key}", _("Klokkeslættet findes ikke den dag, fordi uret stilles."))
    return found


def _hour(row: Row, part: str) -> int | None:
    minutes = fields.minutes_of(row[part])
    if row[part] and minutes is None:
        raise _Wrong(f"{part}-{row.key}", _("Skriv klokkeslæt som 9.00."))
    return minutes


def _minutes(row: Row, part: str, before: int | None, bounds: tuple[int, int] = TRANSPORT) -> int | None:
    minutes = week_form.number(row.parts, part, *bounds)
    if row[part] and minutes is None:
        text = _("Skriv et antal minutter fra {mindst} til {hoejst}.")
        raise _Wrong(f"{part}-{row.key}", text.format(mindst=bounds[0], hoejst=bounds[1]))
    return before if minutes is None else minutes


def _room(row: Row) -> str | None:
    if len(row["lokale"]) > LONGEST_ROOM:
        raise _Wrong(f"lokale-{row.key}", _("Skriv højst {antal} tegn.").format(antal=LONGEST_ROOM))
    return row["lokale"] or None


def _former(interval: IntervalView, row: Row, form: str) -> frozenset[Samtaleform]:
    if row.former:
        return fields.former_of(list(row.former))
    if form == IN_PERSON:
        return frozenset({Samtaleform.FREMMOEDE})
    return interval.former
