"""The form in which one books for somebody on the telephone: what was typed, and what of it is wrong."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Final

from portal.policy.facts import Samtaleform
from portal.policy.law import Decision
from portal.web.caseworker.time_form import TypedTime, wrong_day
from portal.web.citizen import phone
from portal.web.ids import read_uuid
from portal.wording.explain import explain_to_caseworker
from portal.wording.reader import Reader

FIELDS: Final = ("art", "form", "sted", "fra", "tid", "telefon")
"""In the order of the page."""


@dataclass(frozen=True, slots=True)
class Typed(TypedTime):
    """What was typed, and what it asks for."""

    asked = ("art", "form", "sted", "fra")
    fields = FIELDS

    @property
    def slot(self) -> uuid.UUID | None:
        return read_uuid(self["tid"])


def errors(typed: Typed, decision: Decision | None, reader: Reader) -> dict[str, str]:
    """What is wrong, by field: what cannot be read, then what the law says of the time."""
    _, found = reader.gettext, wrong_day(typed, reader)
    if decision is None:
        found["tid"] = _("Vælg en tid.")
    elif decision.refusals:
        found["tid"] = " ".join(explain_to_caseworker(finding, reader) for finding in decision.refusals)
    if typed.form is Samtaleform.TELEFON and typed.telefon is None:
        written = typed["telefon"].strip()
        found["telefon"] = _(phone.WRONG) if written else _("Skriv det nummer, personen vil ringes op på.")
    return {name: found[name] for name in FIELDS if name in found}
