"""A page on which somebody writes a week of times: what was answered, and what there is to choose from."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace
from typing import Self

from werkzeug.datastructures import MultiDict

from portal import clock
from portal.store.timetable import House, Who
from portal.web.caseworker.times import fields, week_form
from portal.web.caseworker.times.fields import Pairs
from portal.web.ids import read_uuid


@dataclass(frozen=True, slots=True)
class WeekAnswers:
    """`typed`: each field as it was typed; `workers`: public ids; `submission`: the form's own id."""

    typed: dict[str, str]
    former: tuple[str, ...]
    workers: tuple[str, ...]
    submission: uuid.UUID

    @classmethod
    def sent(cls, form: MultiDict[str, str], *names: str) -> Self:
        """What stands in the form. `names`: the fields that are typed as they are."""
        return cls(
            fields.typed(form, *names),
            tuple(form.getlist("former")),
            tuple(form.getlist("medarbejder")),
            read_uuid(form.get("indsendelse")) or uuid.uuid4(),
        )

    def at(self, office: str, workers: tuple[str, ...]) -> Self:
        return replace(self, typed=self.typed | {"kontor": office}, workers=workers)

    @property
    def kept(self) -> Pairs:
        """For a form onwards: everything that was answered."""
        pairs = [(name, value) for name, value in self.typed.items() if value]
        pairs += [("former", form) for form in self.former]
        pairs += [("medarbejder", worker) for worker in self.workers]
        return [*pairs, ("indsendelse", str(self.submission))]

    def number(self, name: str, least: int, most: int) -> int | None:
        return week_form.number(self.typed, name, least, most)


@dataclass(frozen=True, slots=True)
class WeekPage:
    """What such a page shows of the form. `errors`: by field. `link_hint`: what a link to video is like."""

    answers: WeekAnswers
    errors: dict[str, str]
    house: House
    link_hint: str

    @property
    def typed(self) -> dict[str, str]:
        return self.answers.typed

    @property
    def former(self) -> tuple[str, ...]:
        return self.answers.former

    @property
    def summary(self) -> Pairs:
        return list(self.errors.items())

    @property
    def offices(self) -> Pairs:
        return fields.offices(self.house)

    @property
    def workers(self) -> Pairs:
        """Who belongs to the office that was chosen, or to none."""
        return [(str(one.public_id), one.name) for one in self.near]

    @property
    def near(self) -> list[Who]:
        office = self.house.office(read_uuid(self.typed["kontor"]))
        return [one for one in self.house.workers if office is None or one.office_id in (office.id, None)]

    @property
    def form_choices(self) -> Pairs:
        return fields.form_choices()

    @property
    def weekdays(self) -> list[tuple[int, str]]:
        return week_form.weekdays()

    @property
    def today(self) -> str:
        return clock.today().isoformat()


def first_office(house: House, wanted: uuid.UUID | None, own: Who) -> str:
    """Where the form begins: the office that was asked for, or one's own, or any; "" where there is none."""
    found = house.office(wanted) or next((one for one in house.offices if one.id == own.office_id), None)
    if found is None and house.offices:
        found = house.offices[0]
    return str(found.public_id) if found else ""
