"""How a law case is told: days, times and the people in it, in the reader's language.

The person of every case is called Kim, which says neither man nor woman. Whoever wrote the case wrote dates
and local times as text (`portal.policy.case_reader`); here they are written out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Final

from portal.wording.reader import (
    COPENHAGEN,
    N_,
    Reader,
    capitalised,
    listed,
    moment,
    month,
    number,
    plain_day,
)

HOLDER: Final = MappingProxyType({"a_kasse": N_("a-kassen"), "jobcenter": N_("jobcentret")})
EN: Final = MappingProxyType(
    {
        "jobsamtale": N_("en jobsamtale"),
        "raadighedssamtale": N_("en rådighedssamtale"),
        "kontrolsamtale": N_("en kontrolsamtale"),
        "cv_samtale": N_("en CV-samtale"),
        "faellessamtale": N_("en fællessamtale"),
    }
)
"""The same with its article."""

FORM: Final = MappingProxyType(
    {"fremmoede": N_("som et personligt møde"), "telefon": N_("på telefon"), "video": N_("på video")}
)


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence, and after it what somebody wrote in Danish, if that belongs to it."""

    text: str
    quoted: str | None = None


@dataclass(frozen=True, slots=True)
class Teller:
    """Who reads, and the case as it is written."""

    reader: Reader
    sag: Mapping[str, Any]

    def say(self, sentence: str, **gaps: str) -> str:
        """The sentence in the reader's language, its gaps filled."""
        return self.reader.gettext(sentence).format_map(gaps)

    def word(self, words: Mapping[str, str], code: str) -> str:
        """What a code is called. KeyError for one without words."""
        return self.reader.gettext(words[code])

    def day(self, written: str) -> str:
        return plain_day(self.reader, date.fromisoformat(written))

    def moment(self, written: str) -> str:
        return moment(self.reader, datetime.fromisoformat(written).replace(tzinfo=COPENHAGEN))

    def month(self, written: str) -> str:
        return month(self.reader, date.fromisoformat(f"{written}-01"))

    def number(self, written: float) -> str:
        return number(self.reader, Decimal(str(written)))

    def listed(self, parts: list[str]) -> str:
        return listed(self.reader, parts)

    def holder(self, code: str) -> str:
        return self.word(HOLDER, code)

    def holder_first(self, code: str) -> str:
        """To begin a sentence."""
        return capitalised(self.holder(code))

    def meeting(self, index: int) -> str:
        """When a meeting of the case is held."""
        return self.moment(self.sag["samtaler"][index]["start"])
