"""A letter made of its kind's present text: who writes to whom, and the text's gaps filled."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from portal.policy.facts import Aktoer
from portal.policy.law import Decision
from portal.wording.catalogues import reader_of
from portal.wording.letters.letter import Kind, Letter, Sender
from portal.wording.letters.texts import CURRENT, Text, languages, text_of
from portal.wording.reader import capitalised, day

_DANISH: Final = reader_of("da")

_WAYS: Final = {"da": ("telefon", "mail"), "en": ("telephone", "email")}


@dataclass(frozen=True, slots=True)
class Between:
    """Who writes to whom, and on which Danish day. `signed_by`: the caseworker's name, "" where there is
    none.

    `letter_head`: the organisation's own lines beside its name, above how it is reached. `language`: the
    person's, for letters that are written in it.
    """

    organisation: str
    holder: Aktoer
    phone: str | None
    email: str | None
    website: str | None
    signed_by: str
    receiver: str
    day: date
    letter_head: str | None = None
    language: str = "da"

    def written_in(self, kind: Kind) -> str:
        """The language that a letter of the kind is written in."""
        return self.language if self.language in languages(kind) else "da"

    @property
    def contact(self) -> str:
        """The ways to reach the organisation in one sentence, in Danish."""
        return self.contact_in("da")

    def contact_in(self, language: str) -> str:
        """The same in that language."""
        telephone, mail = _WAYS[language]
        ways = [self.organisation]
        ways += [f"{telephone} {self.phone}"] if self.phone else []
        ways += [f"{mail} {self.email}"] if self.email else []
        ways += [self.website] if self.website else []
        return f"{', '.join(ways)}."

    def sender_in(self, language: str) -> Sender:
        own = [line.strip() for line in (self.letter_head or "").split("\n")]
        telephone = f"{capitalised(_WAYS[language][0])} {self.phone}" if self.phone else ""
        lines = [*own, telephone, self.email or "", self.website or ""]
        return Sender(self.organisation, tuple(line for line in lines if line), self.signed_by)


def made(
    kind: Kind, between: Between, true: Collection[str], gaps: Mapping[str, str], *, klage: bool = False
) -> Letter:
    """The letter, in the kind's present text. `true`: what holds of the case, for the passages that ask.

    `klage`: one can complain of what it decides.
    """
    text = text_of(kind, CURRENT[kind], between.written_in(kind))
    return in_text(text, between, true, gaps, klage=klage)


def in_text(
    text: Text, between: Between, true: Collection[str], gaps: Mapping[str, str], *, klage: bool = False
) -> Letter:
    """The same in any text, whatever its version and language."""
    return Letter(
        kind=text.kind,
        version=text.version,
        title=text.title(true),
        sender=between.sender_in(text.language),
        receiver=between.receiver,
        day=between.day,
        blocks=text.filled(true, gaps),
        greeting=text.greeting,
        language=text.language,
        klage=klage,
    )


def last_day_to_complain(decision: Decision) -> date | None:
    """None where nobody knows it yet: the decision goes on paper."""
    complaint = decision.result["klage"]
    last_day = complaint.get("senest") if isinstance(complaint, dict) else None
    return date.fromisoformat(last_day) if last_day else None


def written(value: date) -> str:
    """A day as letters write it."""
    return day(_DANISH, value)
