"""The fields in which an offer is described, by the a-kasse and by the jobcenter: read, and what is wrong."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from portal.policy.indstilling import TILBUD, Indhold, Indsats
from portal.policy.law import Decision, Finding
from portal.policy.tilbud import Arbejde, Bygger
from portal.store.hearings import Hearing
from portal.web.caseworker import hearing_form, waiting
from portal.web.caseworker.hearing_form import Grounds
from portal.web.caseworker.seeing import Looking
from portal.web.days import read_day
from portal.web.typed import unwritable
from portal.wording.letters.glyphs import tidied
from portal.wording.reader import Reader
from portal.wording.tilbud_words import INDSATS

LONGEST: Final = {"hvad": 300, "hvor": 300, "hvorfor": 2000, "begrundelse": 4000, "svar": 3000}
"""Characters."""

FIELDS: Final = (
    *("svaret", "indsats", "hvad", "hvor", "starter", "hvorfor", "arbejde", "timer", "begrundelse"),
    *("bygger_paa", "sendt", "hoeringsfrist", "svar"),
    *waiting.FIELDS,
)
"""In the order of the form."""

DAYS: Final = ("starter", "sendt", "hoeringsfrist")

_FIELD_OF: Final[Mapping[str, str]] = {
    "tilbud_begyndt": "starter",
    "starter_for_sent": "starter",
    "kun_kapitel_11_14": "indsats",
    "mangler_begrundelse": "begrundelse",
    "tilbud_skal_gives": "arbejde",
    "arbejde_kun_dagpenge": "arbejde",
    "for_faa_timer": "timer",
    "ikke_hoert_om_tilbud": "bygger_paa",
    "hoering_kan_naas": "bygger_paa",
    **waiting.FIELD_OF,
}
"""Where each thing that the law misses is mended; a missing description has a field for each part of it."""

MENDED: Final = frozenset({*_FIELD_OF, "tilbud_ikke_beskrevet", "mangler_partshoering"})

Pairs = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed, word for word."""

    values: Mapping[str, str]

    def __getitem__(self, name: str) -> str:
        return self.values.get(name, "")

    @property
    def indhold(self) -> Indhold:
        return Indhold(
            indsats=next((one for one in Indsats if one.value == self["indsats"]), None),
            hvad=tidied(self["hvad"]) or None,
            hvor=tidied(self["hvor"]) or None,
            hvorfor=tidied(self["hvorfor"]) or None,
            starter=read_day(self["starter"]),
        )

    @property
    def begrundelse(self) -> str | None:
        return tidied(self["begrundelse"]) or None

    @property
    def bygger_paa(self) -> Bygger | None:
        return next((one for one in Bygger if one.value == self["bygger_paa"]), None)

    @property
    def heard(self) -> Grounds:
        """The hearing, as every form asks it."""
        return Grounds(self.values)

    @property
    def arbejde(self) -> Arbejde | None:
        return next((one for one in Arbejde if one.value == self["arbejde"]), None)

    @property
    def timer(self) -> Decimal | None:
        """Hours a week, with a comma or a point; None where nothing can be read."""
        text = self["timer"].strip().replace(",", ".")
        return Decimal(text) if re.fullmatch(r"[0-9]{1,3}(\.[0-9]{1,2})?", text) else None


def prefilled(indhold: Indhold) -> Typed:
    """The same, of what somebody wrote before."""
    return Typed(
        {
            "indsats": indhold.indsats.value if indhold.indsats else "",
            "hvad": indhold.hvad or "",
            "hvor": indhold.hvor or "",
            "hvorfor": indhold.hvorfor or "",
            "starter": indhold.starter.isoformat() if indhold.starter else "",
        }
    )


def prefilled_hearing(sent: Hearing, svar: str | None) -> dict[str, str]:
    """The fields of a hearing that was sent in the portal, and of its answer."""
    known = hearing_form.prefilled(sent, svar).values
    return {name: text for name, text in known.items() if name != "begrundelse"}


def kinds(reader: Reader, *, after_a_check: bool) -> Pairs:
    """The choices of a kind: value and text."""
    every = TILBUD if after_a_check else tuple(Indsats)
    return [(one.value, reader.gettext(INDSATS[one])) for one in every]


def errors(looking: Looking, typed: Typed, decision: Decision) -> dict[str, str]:
    """What is wrong, by field, in the order of the form: what the law misses, and what cannot be read."""
    _, found = looking.reader.gettext, dict[str, str]()
    for finding in decision.refusals:
        found |= _of(looking, typed, finding)
    for name in DAYS:
        if typed[name].strip() and read_day(typed[name]) is None:
            found[name] = _("Skriv en dato.")
    if typed.arbejde is not None and typed.timer is None:
        found["timer"] = _("Skriv timerne om ugen som et tal.")
    for name, most in LONGEST.items():
        if wrong := unwritable(typed[name], most, looking.reader):
            found[name] = wrong
    return {name: found[name] for name in FIELDS if name in found}


def elsewhere(decision: Decision) -> list[Finding]:
    """What stands in the way whatever is typed."""
    return [finding for finding in decision.refusals if finding.code not in MENDED]


def _of(looking: Looking, typed: Typed, finding: Finding) -> dict[str, str]:
    _ = looking.reader.gettext
    if finding.code == "mangler_partshoering":
        why, next_step = looking.told([finding])[0]
        return {hearing_form.field_of(typed.heard, finding): f"{why} {next_step}"}
    if finding.code == "tilbud_ikke_beskrevet":
        missing = {
            "indsats": _("Vælg, hvad det er for en indsats."),
            "hvad": _("Skriv, hvad personen skal."),
            "hvor": _("Skriv, hvor det er."),
            "starter": _("Skriv, hvornår det begynder."),
            "hvorfor": _("Skriv, hvorfor personen skal det."),
        }
        named = finding.facts["mangler"]
        assert isinstance(named, list)  # noqa: S101 - the policy's own
        return {name: missing[name] for name in named}
    if finding.code not in _FIELD_OF:
        return {}
    ((why, next_step),) = looking.told([finding])
    return {_FIELD_OF[finding.code]: f"{why} {next_step}"}
