"""What a decision against a person rests on, as a form asks it: the person's own words, or a hearing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from portal.actions.sagsskridt import told_in_all
from portal.policy.fratagelse import Hoering, Mangler
from portal.policy.law import Decision, Finding
from portal.store.hearings import Hearing
from portal.web.caseworker import waiting
from portal.web.days import read_day
from portal.web.typed import unwritable
from portal.wording.explain import explain_to_caseworker
from portal.wording.letters.glyphs import tidied
from portal.wording.reader import Reader

LONGEST: Final = {"begrundelse": 4000, "svar": 4000, "udsaet_fordi": 1000}
"""Characters. What the person answered in the case is told whole, however long."""

ANSWERED: Final = "svaret_i_sagen"
"""Beside what was typed: what the person answered in the case. No field."""

OWN, HEARD = "egne", "hoert"
FIELDS: Final = ("begrundelse", "bygger_paa", "sendt", "hoeringsfrist", "svar", *waiting.FIELDS)
"""In the order of the form."""


@dataclass(frozen=True, slots=True)
class Grounds:
    """What was typed, word for word."""

    values: Mapping[str, str]

    def __getitem__(self, name: str) -> str:
        return self.values.get(name, "")

    @property
    def begrundelse(self) -> str:
        return tidied(self["begrundelse"])

    @property
    def egne(self) -> bool:
        """Whether it rests on the person's own words alone."""
        return self["bygger_paa"] == OWN

    @property
    def svar(self) -> str | None:
        """What the decision tells of the person's answer."""
        return told_in_all(self[ANSWERED], tidied(self["svar"]))

    def day(self, name: str) -> date | None:
        return read_day(self[name])

    @property
    def hoering(self) -> Hoering | None:
        if self.egne:
            return None
        return Hoering(self.day("sendt"), self.day("hoeringsfrist"), svaret=self.svar is not None)


def prefilled(sent: Hearing | None, svar: str | None = None) -> Grounds:
    """What stands in the form before anything is typed: the hearing that was sent, and its answer."""
    if sent is None:
        return Grounds({})
    values = {
        "begrundelse": sent.baggrund,
        "bygger_paa": HEARD,
        "sendt": sent.sendt.isoformat(),
        "hoeringsfrist": sent.frist.isoformat(),
        "svar": svar or "",
    }
    return Grounds(values)


def with_answer(typed: Grounds, svar: str | None) -> Grounds:
    """The same, with what the person answered in the case."""
    return Grounds({**typed.values, ANSWERED: svar or ""})


def as_sent(typed: Grounds, sent: Hearing | None) -> Grounds:
    """What was typed, with the days of the hearing that was sent where those run longer."""
    last = typed.day("hoeringsfrist")
    if sent is None or last is None or last >= sent.frist:
        return typed
    days = {"sendt": sent.sendt.isoformat(), "hoeringsfrist": sent.frist.isoformat()}
    return Grounds({**typed.values, **days})


def errors(typed: Grounds, today: date, reader: Reader) -> dict[str, str]:
    """What cannot be read, by field."""
    _, found = reader.gettext, {}
    for name, most in LONGEST.items():
        if wrong := unwritable(typed[name], most, reader):
            found[name] = wrong
    if typed["bygger_paa"] not in (OWN, HEARD):
        found["bygger_paa"] = _("Vælg, hvad afgørelsen bygger på.")
    if typed["bygger_paa"] == HEARD:
        sent = typed.day("sendt")
        if sent is not None and sent > today:
            found["sendt"] = _("Datoen ligger i fremtiden. Skriv den dag, høringen blev sendt.")
        for name in ("sendt", "hoeringsfrist"):
            if typed[name].strip() and typed.day(name) is None:
                found[name] = _("Skriv en dato.")
    return found


def missing(typed: Grounds, decision: Decision, reader: Reader) -> dict[str, str]:
    """What the law misses, by the field at which it can be mended."""
    found: dict[str, str] = {}
    for finding in decision.refusals:
        for name in _where(typed, finding):
            found.setdefault(name, explain_to_caseworker(finding, reader))
    return found


def elsewhere(decision: Decision) -> tuple[Finding, ...]:
    """What stands in the way whatever is typed: it has no field."""
    return tuple(f for f in decision.refusals if f.code not in _MENDED_HERE)


def field_of(typed: Grounds, finding: Finding) -> str:
    """The first field at which what is missing of a hearing can be mended."""
    return next(iter(_where(typed, finding)), "bygger_paa")


_MENDED_HERE: Final = frozenset(
    {"mangler_begrundelse", "mangler_partshoering", "hoering_loeber", *waiting.FIELD_OF}
)


def _where(typed: Grounds, finding: Finding) -> tuple[str, ...]:
    if finding.code == "mangler_begrundelse":
        return ("begrundelse",)
    if finding.code == "hoering_loeber":
        return ("bygger_paa",)
    if finding.code in waiting.FIELD_OF:
        return (waiting.FIELD_OF[finding.code],)
    if finding.code != "mangler_partshoering" or typed["bygger_paa"] != HEARD:
        return ()
    lacking = finding.facts.get("mangler")
    if lacking == Mangler.FRIST.value:
        return ("hoeringsfrist",)
    if lacking == Mangler.SVAR.value:
        return ("svar",)
    if lacking in (Mangler.FORLOEB.value, Mangler.SAG.value):
        return ("sendt",)
    return tuple(name for name in ("sendt", "hoeringsfrist") if typed.day(name) is None) or ("bygger_paa",)
