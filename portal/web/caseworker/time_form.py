"""A form on which a caseworker chooses a time for somebody: which meeting, in which form, and when."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from portal.policy.facts import SamtaleArt, Samtaleform
from portal.web.citizen import phone
from portal.web.days import read_day
from portal.web.ids import read_uuid
from portal.wording.reader import Reader


@dataclass(frozen=True, slots=True)
class TypedTime:
    """What was typed, word for word. `asked`: the fields of the question, which come first and stand in the
    address; `fields`: those after it.
    """

    asked: ClassVar[tuple[str, ...]]
    fields: ClassVar[tuple[str, ...]]

    values: Mapping[str, str]

    def __getitem__(self, name: str) -> str:
        return self.values.get(name, "")

    @property
    def kept(self) -> list[tuple[str, str]]:
        """For the next page's form."""
        return [(name, self[name]) for name in dict.fromkeys((*self.asked, *self.fields, "indsendelse"))]

    @property
    def question(self) -> list[tuple[str, str]]:
        """What was chosen first, for the form that follows."""
        return [(name, self[name]) for name in self.asked]

    @property
    def art(self) -> SamtaleArt:
        known = {art.value: art for art in SamtaleArt}
        return known.get(self["art"], SamtaleArt.JOBSAMTALE)

    @property
    def form(self) -> Samtaleform:
        known = {form.value: form for form in Samtaleform}
        return known.get(self["form"], Samtaleform.FREMMOEDE)

    @property
    def from_day(self) -> date | None:
        return read_day(self["fra"])

    @property
    def office(self) -> uuid.UUID | None:
        return read_uuid(self["sted"])

    @property
    def telefon(self) -> str | None:
        """The number to call, for a meeting by telephone."""
        return phone.read(self["telefon"]) if self.form is Samtaleform.TELEFON else None

    @property
    def submission(self) -> uuid.UUID:
        return read_uuid(self["indsendelse"]) or uuid.uuid4()


def wrong_day(typed: TypedTime, reader: Reader) -> dict[str, str]:
    """What is wrong with the question itself."""
    if typed["fra"].strip() and typed.from_day is None:
        return {"fra": reader.gettext("Skriv en dato.")}
    return {}
