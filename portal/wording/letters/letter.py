"""A letter: from whom, to whom, when, and its words, block by block.

It is kept as it went out. A block's text is plain text, whoever wrote it: nothing in it is ever read as
markup, neither on a page nor in a PDF.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Final

from portal.wording.catalogues import reader_of
from portal.wording.reader import plain_day

_FORMAT: Final = 1


class Kind(StrEnum):
    """What a letter is about."""

    FRATAGELSE = "fratagelse"  # LAB § 35
    FRATAGELSE_OPHAEVET = "fratagelse_ophaevet"
    FASTHOLDT_PLIGT = "fastholdt_pligt"  # LAB § 106, stk. 3
    FASTHOLDT_PLIGT_OPHAEVET = "fastholdt_pligt_ophaevet"
    SAG_FRAFALDET = "sag_frafaldet"  # heard, and nothing decided
    KLAGE = "klage"  # LAB §§ 204, 207
    OVERSENDELSE = "oversendelse"  # the cover of a case's file; to Ankestyrelsen, or to the person
    AKTINDSIGT = "aktindsigt"  # AKS § 12; FVL §§ 9, 16
    AKTINDSIGT_KLAGE = "aktindsigt_klage"  # AKK § 3; FVL § 16, stk. 4
    FRITAGELSE = "fritagelse"  # BAB § 45
    FRITAGELSE_AFSLAG = "fritagelse_afslag"
    FRITAGELSE_OPHAEVET = "fritagelse_ophaevet"
    BOOKINGFRIST = "bookingfrist"  # BAB § 44
    INDKALDELSE = "indkaldelse"  # BAB § 46
    AFMELDT = "afmeldt"  # BAB §§ 27, 28
    CV_MANGLER = "cv_mangler"  # LAB § 23
    VISITERET = "visiteret"  # LAB § 27, stk. 3
    PARTSHOERING = "partshoering"  # AKS § 4; FVL § 19
    KVITTERING = "kvittering"  # a meeting is booked
    FLYTNING = "flytning"
    AFBUD = "afbud"
    AENDRING = "aendring"  # how or in which room a meeting is held
    TILBUDT_TID = "tilbudt_tid"
    PAAMINDELSE = "paamindelse"
    OVERGANG = "overgang"  # LAB § 27
    NYT = "nyt"  # what happened of itself
    SVAR = "svar"  # on a wish
    INDSTILLING = "indstilling"  # an offer that the jobcenter is asked for
    TILBUD = "tilbud"  # LAB §§ 38, 180 a
    TILBUD_AFSLAG = "tilbud_afslag"
    UNDERRETNING = "underretning"  # BAB § 156
    UNDERRETNING_RESULTAT = "underretning_resultat"  # AKS § 20


class BlockKind(StrEnum):
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    QUOTE = "quote"  # the words of the law, of the caseworker or of the person
    ITEM = "item"  # one line of a list


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of a letter. `text`: a line break in it is one; an empty line parts two paragraphs."""

    kind: BlockKind
    text: str

    @property
    def paragraphs(self) -> tuple[tuple[str, ...], ...]:
        """The paragraphs, each in its lines."""
        parts = [part for part in self.text.split("\n\n") if part.strip()]
        return tuple(tuple(line for line in part.split("\n") if line.strip()) for part in parts)


@dataclass(frozen=True, slots=True)
class Sender:
    """The organisation, the lines that say how to reach it, and who signs; "": nobody but it."""

    name: str
    lines: tuple[str, ...]
    signed_by: str


@dataclass(frozen=True, slots=True)
class Letter:
    """A whole letter. `version`: of the text it was made from. `day`: the Danish day it is of.

    `greeting`: what stands above the names at its end. `language`: `da` or `en`. `klage`: one
    can complain of what it decides within a time that counts from its arrival.
    """

    kind: Kind
    version: int
    title: str
    sender: Sender
    receiver: str
    day: date
    blocks: tuple[Block, ...]
    greeting: str
    language: str = "da"
    klage: bool = False

    @property
    def written_day(self) -> str:
        """The day as it stands in the letter."""
        return plain_day(reader_of(self.language), self.day)

    def body(self) -> str:
        """All but kind, version, language and title, as text to be kept."""
        kept = {
            "format": _FORMAT,
            "sender": {
                "name": self.sender.name,
                "lines": self.sender.lines,
                "signed_by": self.sender.signed_by,
            },
            "receiver": self.receiver,
            "day": self.day.isoformat(),
            "greeting": self.greeting,
            "klage": self.klage,
            "blocks": [[block.kind.value, block.text] for block in self.blocks],
        }
        return json.dumps(kept, ensure_ascii=False)


def from_body(kind: str, version: int, title: str, body: str, language: str = "da") -> Letter:
    """The letter as `Letter.body` kept it. Raises ValueError for what was not kept that way."""
    kept: Mapping[str, Any] = json.loads(body)
    if kept.get("format") != _FORMAT:
        raise ValueError("a letter kept in a way this version does not know")
    sender = kept["sender"]
    return Letter(
        kind=Kind(kind),
        version=version,
        title=title,
        sender=Sender(sender["name"], tuple(sender["lines"]), sender["signed_by"]),
        receiver=kept["receiver"],
        day=date.fromisoformat(kept["day"]),
        blocks=tuple(Block(BlockKind(kind), text) for kind, text in kept["blocks"]),
        greeting=kept["greeting"],
        language=language,
        klage=kept.get("klage", False),
    )
