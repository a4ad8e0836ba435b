"""The form on what became of a meeting: what was typed, kept as it was, and what is missing, named at its
field.

What a registration needs is the policy's to say (`portal.policy.afholdelse`). Here it is only read what was
typed, and each of the policy's findings is put where it can be mended.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, TypeVar

from portal.actions.call_off_jobsamtale import LawfulReason
from portal.policy.afholdelse import Emne, Rolle, Udfald
from portal.policy.facts import Samtaleform
from portal.policy.law import Decision, Finding
from portal.store.meeting_content import Content, Participant, Topic
from portal.store.views import BookingView
from portal.wording.explain import explain_to_caseworker
from portal.wording.held_words import EMNE
from portal.wording.letters.glyphs import tidied
from portal.wording.reader import Reader

E = TypeVar("E", bound=StrEnum)

ROWS: Final = 2
MOST_ROWS: Final = 8
"""Lines to write participants in: at first, and at most."""

LONGEST: Final = {"aftaler": 4000, "trin": 1000, "grund": 1000, "kommentar": 2000}
LONGEST_WHY: Final = 500
LONGEST_NAME: Final = 200
NO_REASON: Final = "ingen"
_NUMBERS: Final = frozenset(str(n) for n in range(1, MOST_ROWS + 1))


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed, word for word. `required`: what the law requires of the meeting."""

    booking: BookingView
    required: tuple[Emne, ...]
    values: Mapping[str, str]

    def __getitem__(self, name: str) -> str:
        return self.values.get(name, "")

    @property
    def kept(self) -> list[tuple[str, str]]:
        """For the next page's form."""
        return [
            (name, value) for name, value in self.values.items() if name not in ("csrf_token", "ret", "flere")
        ]

    @property
    def udfald(self) -> Udfald | None:
        return _one(Udfald, self["udfald"])

    @property
    def form(self) -> Samtaleform | None:
        return _one(Samtaleform, self["form"])

    @property
    def rows(self) -> range:
        """The numbers of the participants' lines: at least `ROWS`, as many as are filled in or were asked
        for.
        """
        filled = [n for n in range(1, MOST_ROWS + 1) if self[f"navn-{n}"].strip() or self[f"rolle-{n}"]]
        asked = int(self["linjer"]) if self["linjer"] in _NUMBERS else 0
        return range(1, max(ROWS, asked, *filled) + 1)

    def done(self, emne: Emne) -> bool:
        return bool(self[f"emne-{emne.value}"])

    def why_not(self, emne: Emne) -> str:
        return cleaned(self[f"hvorfor-{emne.value}"])

    @property
    def trin(self) -> str | None:
        return cleaned(self["trin"]) or None

    def content(self) -> Content:
        """What is said. Where no outcome was chosen, held stands in: the form then has an error.

        What belongs to another outcome is left out.
        """
        udfald = self.udfald or Udfald.AFHOLDT
        if udfald is Udfald.AFHOLDT:
            return Content(
                udfald,
                self.form or self.booking.form,
                deltagere=self._deltagere(),
                emner=tuple(self._topic(emne) for emne in self.required),
                aftaler=cleaned(self["aftaler"]) or None,
            )
        reason = _one(LawfulReason, self["afbud"]) if udfald is Udfald.AFBUD else None
        grund = (cleaned(self["grund"]) or None) if udfald is Udfald.AFLYST else None
        return Content(udfald, self.booking.form, grund=grund, reason=reason.value if reason else None)

    def _topic(self, emne: Emne) -> Topic:
        done = self.done(emne)
        return Topic(emne, done, None if done else self.why_not(emne) or None)

    def _deltagere(self) -> tuple[Participant, ...]:
        found = []
        for n in self.rows:
            rolle, navn = _one(Rolle, self[f"rolle-{n}"]), cleaned(self[f"navn-{n}"])
            if rolle is not None and navn:
                form = _one(Samtaleform, self[f"deltog-{n}"]) or self.form or self.booking.form
                found.append(Participant(rolle, navn, form))
        return tuple(found)


def as_typed(content: Content) -> dict[str, str]:
    """The content as it would have been typed, to begin a correction with."""
    values = {
        "udfald": content.udfald.value,
        "form": content.form.value,
        "aftaler": content.aftaler or "",
        "grund": content.grund or "",
        "afbud": (content.reason or NO_REASON) if content.udfald is Udfald.AFBUD else "",
    }
    for n, one in enumerate(content.deltagere[:MOST_ROWS], start=1):
        values |= {f"rolle-{n}": one.rolle.value, f"navn-{n}": one.navn, f"deltog-{n}": one.form.value}
    for topic in content.emner:
        values[f"emne-{topic.emne.value}"] = "ja" if topic.udfoert else ""
        values[f"hvorfor-{topic.emne.value}"] = topic.hvorfor_ikke or ""
    return values


def with_a_line_more(values: Mapping[str, str]) -> dict[str, str]:
    """What was typed, with one line more for participants than stood there."""
    stood = values.get("linjer", "")
    lines = int(stood) if stood in _NUMBERS else ROWS
    return {**values, "linjer": str(min(MOST_ROWS, lines + 1))}


def errors(typed: Typed, decision: Decision | None, reader: Reader) -> dict[str, str]:
    """What is wrong, by field, in the order of the page: what cannot be read, and what the law misses."""
    found = _unreadable(typed, reader)
    if decision is not None:
        for finding in decision.refusals:
            field = field_of(finding)
            if field is not None:
                found.setdefault(field, _missing(finding, reader))
    return {name: found[name] for name in _order(typed) if name in found}


def _order(typed: Typed) -> list[str]:
    """The fields, from top to bottom."""
    topics = [f"hvorfor-{emne.value}" for emne in typed.required]
    people = [f"{field}-{n}" for n in typed.rows for field in ("rolle", "navn")]
    return ["udfald", "form", *topics, "trin", "aftaler", *people, "afbud", "grund", "kommentar"]


def _missing(finding: Finding, reader: Reader) -> str:
    """What is missing, in words; of several topics, which."""
    if finding.code != "emne_uden_svar":
        return explain_to_caseworker(finding, reader)
    text = reader.gettext("{hvad}: Sæt kryds, eller skriv, hvorfor det ikke er gjort ({paragraf}).")
    topic = reader.gettext(EMNE[Emne(str(finding.facts["emne"]))])
    return text.format(hvad=topic, paragraf="; ".join(str(citation) for citation in finding.citations))


def elsewhere(decision: Decision) -> Sequence[Finding]:
    """What stands in the way whatever is typed: it has no field."""
    return tuple(finding for finding in decision.refusals if field_of(finding) is None)


def field_of(finding: Finding) -> str | None:
    """The field at which a finding can be mended."""
    of = _FIELD_OF.get(finding.code)
    return of(finding) if of else None


def _unreadable(typed: Typed, reader: Reader) -> dict[str, str]:
    _, found = reader.gettext, {}
    if typed.udfald is None:
        found["udfald"] = _("Vælg, hvad der skete med samtalen.")
    if typed.udfald is Udfald.AFHOLDT:
        if typed.form is None:
            found["form"] = _("Vælg, hvordan samtalen blev holdt.")
        found |= _participants(typed, reader)
    if typed.udfald is Udfald.AFBUD and not typed["afbud"]:
        found["afbud"] = _("Vælg grunden, eller at der ikke var en.")
    longest = LONGEST | {f"hvorfor-{emne.value}": LONGEST_WHY for emne in typed.required}
    longest |= {f"navn-{n}": LONGEST_NAME for n in typed.rows}
    for name, most in longest.items():
        if (now := len(cleaned(typed[name]))) > most:
            text = _("Skriv højst {antal} tegn. Nu er der {nu}.")
            found[name] = text.format(antal=most, nu=now)
    return found


def _participants(typed: Typed, reader: Reader) -> dict[str, str]:
    _, found = reader.gettext, {}
    for n in typed.rows:
        role, name = typed[f"rolle-{n}"], typed[f"navn-{n}"].strip()
        if name and not role:
            found[f"rolle-{n}"] = _("Vælg, hvilken rolle {navn} havde.").format(navn=name)
        if role and not name:
            found[f"navn-{n}"] = _("Skriv navnet på deltageren.")
    return found


_FIELD_OF: Final[Mapping[str, Callable[[Finding], str]]] = {
    "emne_uden_svar": lambda finding: f"hvorfor-{finding.facts['emne']}",
    "mangler_begrundelse": lambda finding: str(finding.facts["mangler"]),
    "foerste_samtale_fremmoede": lambda _finding: "form",
}


def _one(of: type[E], text: str) -> E | None:
    return of(text) if text in {member.value for member in of} else None


def cleaned(text: str) -> str:
    """The text as it is kept: tidied, and without signs that nobody typed."""
    return tidied("".join(sign for sign in text if sign.isprintable() or sign in "\r\n\t"))
