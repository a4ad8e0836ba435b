"""The form that calls a person in: what was typed into it, and what of it is wrong, named at its field.

Whom one may call to what and when is the policy's to say (`portal.actions.call_in`). Here it is only read
what was typed, and each of the policy's findings is put where it can be mended.
"""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Final

from portal.actions.call_in import Because, CallIn, OwnMoment
from portal.clock import COPENHAGEN
from portal.policy.facts import SamtaleArt, Samtaleform
from portal.policy.law import Decision, Finding
from portal.policy.lokale_graenser import BOOKBARE
from portal.policy.raadighed import Aarsag
from portal.web.caseworker.time_form import TypedTime, wrong_day
from portal.web.citizen import phone
from portal.web.days import read_day
from portal.web.ids import read_uuid
from portal.web.typed import unwritable
from portal.wording.explain import explain_to_caseworker
from portal.wording.letters.glyphs import tidied
from portal.wording.reader import Reader

OWN: Final = "egen"
"""Chosen instead of a published time: a moment of the caseworker's own."""

LONGEST: Final = {"kort_varsel": 1000, "anledning": 2000, "besked": 2000, "lokale": 100}
"""Characters."""

LENGTHS: Final = (30, 45, 60, 90)
"""Minutes of a meeting in a moment of the caseworker's own."""

QUESTION: Final = ("art", "form", "kort", "fra", "sted", "i_stedet")
"""What is chosen first, and stands in the address."""

FIELDS: Final = (
    "art",
    "form",
    "fra",
    "tid",
    "dag",
    "kl",
    "minutter",
    "kontor",
    "lokale",
    "telefon",
    "kort_varsel",
    "aarsag",
    "anledning",
    "besked",
)
"""In the order of the page."""

_CLOCK: Final = re.compile(r"(\d{1,2})(?:[.:](\d{2}))?")


@dataclass(frozen=True, slots=True)
class Typed(TypedTime):
    """What was typed, and what it asks for."""

    asked = QUESTION
    fields = FIELDS

    @property
    def short(self) -> bool:
        """Whether it is to be at short notice: of what a person books by themselves only."""
        return bool(self["kort"]) and self.art in BOOKBARE

    @property
    def availability(self) -> bool:
        """Whether it is said why: of a rådighedssamtale that is called to anew."""
        return self.art is SamtaleArt.RAADIGHEDSSAMTALE and self.instead_of is None

    @property
    def aarsag(self) -> Because | None:
        known = {one.value: one for one in Aarsag}
        found, words = known.get(self["aarsag"]), tidied(self["anledning"])
        return Because(found, words) if self.availability and found and words else None

    @property
    def own(self) -> bool:
        return self["tid"] == OWN

    @property
    def instead_of(self) -> uuid.UUID | None:
        return read_uuid(self["i_stedet"])

    def day(self, name: str) -> date | None:
        return read_day(self[name])

    @property
    def start(self) -> datetime | None:
        """The moment of the caseworker's own, in UTC; None where none was written."""
        day, at = self.day("dag"), read_clock(self["kl"])
        if day is None or at is None:
            return None
        start = datetime.combine(day, at, COPENHAGEN).astimezone(UTC)
        return start if start.astimezone(COPENHAGEN).time() == at else None

    @property
    def time(self) -> uuid.UUID | OwnMoment | None:
        """The time that was chosen; None where none was, or not in full."""
        if not self.own:
            return read_uuid(self["tid"])
        office = read_uuid(self["kontor"])
        if self.start is None or office is None or self["minutter"] not in map(str, LENGTHS):
            return None
        return OwnMoment(self.start, int(self["minutter"]), office, tidied(self["lokale"]) or None)

    def command(self, caseworker_id: int, person: uuid.UUID) -> CallIn | None:
        """What is asked for; None where no time was chosen."""
        chosen = self.time
        if chosen is None:
            return None
        return CallIn(
            caseworker_id=caseworker_id,
            person=person,
            art=self.art,
            form=self.form,
            time=chosen,
            submission=self.submission,
            kort_varsel=tidied(self["kort_varsel"]) if self.short else None,
            besked=tidied(self["besked"]) or None,
            phone=self.telefon,
            instead_of=self.instead_of,
            aarsag=self.aarsag,
        )


def errors(typed: Typed, decision: Decision | None, reader: Reader) -> dict[str, str]:
    """What is wrong, by field, in the order of the page: what cannot be read, then what the law misses."""
    found = _unreadable(typed, reader)
    for finding in decision.refusals if decision else ():
        name, text = _where(typed, finding, reader)
        found.setdefault(name, text)
    return {name: found[name] for name in FIELDS if name in found}


def read_clock(text: str) -> time | None:
    """`9.30`, `09:30` or `9`; None for anything else."""
    found = _CLOCK.fullmatch(text.strip())
    if found is None:
        return None
    hour, minute = int(found.group(1)), int(found.group(2) or 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _unreadable(typed: Typed, reader: Reader) -> dict[str, str]:
    _, found = reader.gettext, wrong_day(typed, reader)
    if not typed["tid"]:
        found["tid"] = _("Vælg en tid.")
    if typed.own:
        found |= _wrong_moment(typed, reader)
    if typed.form is Samtaleform.TELEFON and typed["telefon"].strip() and typed.telefon is None:
        found["telefon"] = _(phone.WRONG)
    if typed.availability and typed.aarsag is None:
        found |= _no_cause(typed, reader)
    for name, most in LONGEST.items():
        if wrong := unwritable(typed[name], most, reader):
            found[name] = wrong
    return found


def _no_cause(typed: Typed, reader: Reader) -> dict[str, str]:
    _, found = reader.gettext, {}
    if typed["aarsag"] not in set(Aarsag):
        found["aarsag"] = _("Vælg, hvorfor samtalen holdes.")
    if not tidied(typed["anledning"]):
        found["anledning"] = _("Skriv, hvad det handler om.")
    return found


def _wrong_moment(typed: Typed, reader: Reader) -> dict[str, str]:
    _, found = reader.gettext, {}
    if typed.day("dag") is None:
        found["dag"] = _("Skriv en dato.")
    if read_clock(typed["kl"]) is None or (typed.day("dag") and typed.start is None):
        found["kl"] = _("Skriv et klokkeslæt, for eksempel 9.30.")
    if typed["minutter"] not in map(str, LENGTHS):
        found["minutter"] = _("Vælg, hvor lang samtalen er.")
    if read_uuid(typed["kontor"]) is None:
        found["kontor"] = _("Vælg et kontor.")
    return found


def _where(typed: Typed, finding: Finding, reader: Reader) -> tuple[str, str]:
    """The field at which a finding can be mended, and what is said there."""
    said = explain_to_caseworker(finding, reader)
    if finding.code == "mangler_begrundelse":
        return "kort_varsel", said
    if finding.code == "art_gaelder_ikke":
        return "art", said
    if finding.code in ("foerste_samtale_fremmoede", "form_ikke_i_tiden"):
        return "form", said
    if finding.code == "tiden_er_taget" and typed.own:
        return "kl", reader.gettext("Du er optaget på det tidspunkt.")
    return ("dag" if typed.own else "tid"), said
