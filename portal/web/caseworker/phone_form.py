"""The form in which one books for somebody on the telephone: what was typed, and what of it is wrong."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from portal.policy.facts import SamtaleArt, Samtaleform
from portal.policy.law import Decision
from portal.web.caseworker.indkald_form import read_uuid
from portal.web.citizen import phone
from portal.web.days import read_day
from portal.wording.explain import explain_to_caseworker
from portal.wording.reader import Reader

FIELDS: Final = ("art", "form", "sted", "fra", "tid", "telefon")
"""In the order of the page."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed, word for word."""

    values: Mapping[str, str]

    def __getitem__(self, name: str) -> str:
        return self.values.get(name, "")

    @property
    def kept(self) -> list[tuple[str, str]]:
        """For the next page's form."""
        return [(name, self[name]) for name in (*FIELDS, "indsendelse")]

    @property
    def question(self) -> list[tuple[str, str]]:
        """What was chosen first, for the form that follows."""
        return [(name, self[name]) for name in ("art", "form", "sted", "fra")]

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
    def slot(self) -> uuid.UUID | None:
        return read_uuid(self["tid"])

    @property
    def phone(self) -> str | None:
        """The number to call, for a meeting by telephone."""
        return phone.read(self["telefon"]) if self.form is Samtaleform.TELEFON else None

    @property
    def submission(self) -> uuid.UUID:
        return read_uuid(self["indsendelse"]) or uuid.uuid4()


def errors(typed: Typed, decision: Decision | None, reader: Reader) -> dict[str, str]:
    """What is wrong, by field: what cannot be read, then what the law says of the time."""
    _, found = reader.gettext, wrong_day(typed, reader)
    if decision is None:
        found["tid"] = _("Vælg en tid.")
    elif decision.refusals:
        found["tid"] = " ".join(explain_to_caseworker(finding, reader) for finding in decision.refusals)
    if typed.form is Samtaleform.TELEFON and typed.phone is None:
        written = typed["telefon"].strip()
        found["telefon"] = _(phone.WRONG) if written else _("Skriv det nummer, personen vil ringes op på.")
    return {name: found[name] for name in FIELDS if name in found}


def wrong_day(typed: Typed, reader: Reader) -> dict[str, str]:
    """What is wrong with the question itself."""
    if typed["fra"].strip() and typed.from_day is None:
        return {"fra": reader.gettext("Skriv en dato.")}
    return {}
