"""The form of a revocation: what was typed, kept as it was, and what is missing, named at its field.

What a decision needs is the policy's to say (`portal.policy.fratagelse`). Here it is only read what was
typed, and each of the policy's findings is put where it can be mended.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Final, TypeVar

from portal.actions.revoke_selvbooking import RevokeSelvbooking
from portal.actions.sagsskridt import told_in_all
from portal.policy.facts import Aktoer
from portal.policy.fratagelse import Grundlag, Hoering, Mangler, Undtagelse
from portal.policy.law import Decision, Finding
from portal.store.hearings import Hearing
from portal.web.caseworker import waiting
from portal.web.days import read_day
from portal.web.typed import unwritable
from portal.wording.explain import explain_to_caseworker
from portal.wording.letters.glyphs import tidied
from portal.wording.reader import Reader

T = TypeVar("T")

LONGEST: Final = {"begrundelse": 4000, "svar": 4000, "undtaget_fordi": 1000, "udsaet_fordi": 1000}
"""Characters. Together they fit into a form that the portal takes, whatever they are. What the person
answered in the case is not among them: it is told whole, however long."""

EXEMPTIONS: Final = {
    Aktoer.A_KASSE: (Undtagelse.AKS_6,),
    Aktoer.JOBCENTER: (Undtagelse.FVL_19_2, Undtagelse.FVL_20),
}
"""The paragraphs that each actor may rest on: the a-kasse's own rules, and the law of administration."""

FIELDS: Final = (
    "grundlag",
    "begrundelse",
    "hoering",
    "sendt",
    "frist",
    "svar",
    "undtaget",
    "undtaget_fordi",
    *waiting.FIELDS,
)
"""In the order of the page."""

ANSWERED: Final = "svaret_i_sagen"
"""Beside what was typed: what the person answered in the case. No field."""

SENT_ON: Final = "sendt_om"
"""Beside what was typed: the ground that the hearing named which was sent in the portal. No field."""


class Hoert(StrEnum):
    """How it went with the hearing."""

    HOERT = "hoert"
    UNDTAGET = "undtaget"


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed, word for word. `af`: the organisation that asks."""

    af: Aktoer
    values: Mapping[str, str]

    def __getitem__(self, name: str) -> str:
        return self.values.get(name, "")

    @property
    def kept(self) -> list[tuple[str, str]]:
        """For the next page's form."""
        return [(name, self[name]) for name in FIELDS]

    def ground(self, of: type[T]) -> T | None:
        """What the decision rests on, where it is one of those; None where nothing else was chosen."""
        return _one(of, self["grundlag"])

    @property
    def svar(self) -> str | None:
        """What the decision tells of the person's answer."""
        return told_in_all(self[ANSWERED], tidied(self["svar"]))

    @property
    def grundlag(self) -> Grundlag | None:
        return self.ground(Grundlag)

    @property
    def hoert(self) -> Hoert | None:
        return _one(Hoert, self["hoering"])

    @property
    def undtaget(self) -> Undtagelse | None:
        found = _one(Undtagelse, self["undtaget"])
        return found if found in EXEMPTIONS[self.af] else None

    def day(self, name: str) -> date | None:
        return read_day(self[name])

    @property
    def hoering(self) -> Hoering | None:
        if self.hoert is Hoert.UNDTAGET:
            return Hoering(undtaget=self.undtaget) if self.undtaget else None
        if self.hoert is Hoert.HOERT:
            answered = self.svar is not None
            return Hoering(self.day("sendt"), self.day("frist"), answered, grundlag=self[SENT_ON] or None)
        return None

    def command(self, caseworker_id: int, person: uuid.UUID) -> RevokeSelvbooking:
        """What is asked for. Where no ground was chosen, the first one stands in: the form then has an error.

        What belongs to the other way of hearing is left out.
        """
        heard = self.hoert is Hoert.HOERT
        return RevokeSelvbooking(
            caseworker_id=caseworker_id,
            person=person,
            grundlag=self.grundlag or Grundlag.ANDEN_MAADE,
            begrundelse=tidied(self["begrundelse"]),
            hoering=self.hoering,
            svar=self.svar if heard else None,
            undtaget_fordi=None if heard else tidied(self["undtaget_fordi"]) or None,
            fravigelse=waiting.claimed(self.values),
        )


def prefilled(sent: Hearing | None, svar: str | None = None) -> dict[str, str]:
    """What stands in the form before anything is typed: the hearing that was sent, and its answer."""
    if sent is None:
        return {}
    return {
        "grundlag": sent.grundlag.value if sent.grundlag else "",
        "begrundelse": sent.baggrund,
        "hoering": Hoert.HOERT.value,
        "sendt": sent.sendt.isoformat(),
        "frist": sent.frist.isoformat(),
        ANSWERED: svar or "",
        SENT_ON: sent.grundlag.value if sent.grundlag else "",
    }


def with_answer(values: Mapping[str, str], svar: str | None, sent: Hearing | None) -> Mapping[str, str]:
    """What was typed, with what the person answered in the case: a decision has to tell it. And with the
    days of the hearing that was sent, where those run longer, and the ground it named.
    """
    if values.get("hoering") != Hoert.HOERT.value:
        return values
    known = {SENT_ON: "", ANSWERED: svar or ""}
    found, last = dict(values) | known, read_day(values.get("frist", ""))
    if sent is not None and last is not None and last < sent.frist:
        found |= {"sendt": sent.sendt.isoformat(), "frist": sent.frist.isoformat()}
    if sent is not None and sent.grundlag and read_day(found.get("sendt", "")) == sent.sendt:
        found[SENT_ON] = sent.grundlag.value
    return found


def errors(
    typed: Typed, decision: Decision, today: date, reader: Reader, grounds: type[StrEnum] = Grundlag
) -> dict[str, str]:
    """What is wrong, by field, in the order of the page: what cannot be read, then what the law misses.

    `grounds`: what the decision may rest on.
    """
    found = _unreadable(typed, today, reader, grounds)
    for finding in decision.refusals:
        for name in _where(typed, finding):
            found.setdefault(name, explain_to_caseworker(finding, reader))
    return {name: found[name] for name in FIELDS if name in found}


def elsewhere(decision: Decision) -> tuple[Finding, ...]:
    """What stands in the way whatever is typed: it has no field."""
    return tuple(finding for finding in decision.refusals if finding.code not in _FIELDS_OF)


def wrong_in(name: str, text: str, reader: Reader) -> str | None:
    """Why a letter cannot hold what was typed into the field; None where it can."""
    return unwritable(text, LONGEST[name], reader)


def _unreadable(typed: Typed, today: date, reader: Reader, grounds: type[StrEnum]) -> dict[str, str]:
    _, found = reader.gettext, {}
    if typed.ground(grounds) is None:
        found["grundlag"] = _("Vælg, hvad afgørelsen bygger på.")
    if typed.hoert is Hoert.HOERT:
        sent = typed.day("sendt")
        if sent is not None and sent > today:
            found["sendt"] = _("Datoen ligger i fremtiden. Skriv den dag, høringen blev sendt.")
        for name in ("sendt", "frist"):
            if typed[name].strip() and typed.day(name) is None:
                found[name] = _("Skriv en dato.")
    for name in LONGEST:
        if wrong := wrong_in(name, typed[name], reader):
            found[name] = wrong
    return found


def _where(typed: Typed, finding: Finding) -> tuple[str, ...]:
    """The fields at which a finding can be mended."""
    of = _FIELDS_OF.get(finding.code)
    return of(typed, finding) if of else ()


def _of_hearing(typed: Typed, finding: Finding) -> tuple[str, ...]:
    lacking = finding.facts.get("mangler")
    if lacking == Mangler.FRIST.value:
        return ("frist",)
    if lacking == Mangler.SVAR.value:
        return ("svar",)
    if lacking == Mangler.GRUNDLAG.value:
        return ("grundlag",)
    if lacking in (Mangler.FORLOEB.value, Mangler.SAG.value):
        return ("sendt",)
    if typed.hoert is Hoert.UNDTAGET:
        return ("undtaget",)
    if typed.hoert is Hoert.HOERT:
        return tuple(name for name in ("sendt", "frist") if typed.day(name) is None)
    return ("hoering",)


def _of_waiting(_typed: Typed, finding: Finding) -> tuple[str, ...]:
    return (waiting.FIELD_OF[finding.code],)


_FIELDS_OF: Final[Mapping[str, Callable[[Typed, Finding], tuple[str, ...]]]] = {
    "mangler_begrundelse": lambda _typed, _finding: ("begrundelse",),
    "mangler_partshoering": _of_hearing,
    "hoering_loeber": lambda _typed, _finding: ("hoering",),
    **dict.fromkeys(waiting.FIELD_OF, _of_waiting),
}


def _one(of: type[T], text: str) -> T | None:
    return _read(of, text)


def _read(make: Callable[[Any], T], text: str) -> T | None:
    try:
        return make(text.strip())
    except ValueError:
        return None
