"""The form in which something is asked for, by the person or by a caseworker who writes it down for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from portal.actions.ask_for import Wish
from portal.policy.anmodning import STAAENDE, OenskeArt
from portal.wording.letters.glyphs import tidied
from portal.wording.reader import Reader
from portal.wording.request_words import GRUND, GRUNDE_TIL

LONGEST_LANGUAGE: Final = 60
LONGEST_WORDS: Final = 1000
"""Characters."""

BOOKER_SELV: Final = ("ja", "nej")


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed, word for word. The form's fields are those that the kind of wish has."""

    art: OenskeArt
    values: Mapping[str, str]

    def __getitem__(self, name: str) -> str:
        return self.values.get(name, "")

    @property
    def asks_grund(self) -> bool:
        return self.art in GRUNDE_TIL

    @property
    def asks_sprog(self) -> bool:
        return self.art is OenskeArt.TOLK

    @property
    def asks_booker_selv(self) -> bool:
        return self.art in STAAENDE

    def grunde(self, reader: Reader) -> list[tuple[str, str]]:
        """The choices of a ground: value and text."""
        return [(value, reader.gettext(GRUND[value])) for value in GRUNDE_TIL.get(self.art, ())]

    def wish(self) -> Wish:
        """What is asked for; of a form without errors only."""
        return Wish(
            art=self.art,
            grund=self["grund"] if self.asks_grund else None,
            sprog=tidied(self["sprog"]) if self.asks_sprog else None,
            ord=tidied(self["ord"]) or None,
            booker_selv=self["booker_selv"] != "nej" if self.asks_booker_selv else True,
        )


def read_art(text: str | None) -> OenskeArt | None:
    """The kind that an address or a form names, if any."""
    try:
        return OenskeArt(text or "")
    except ValueError:
        return None


def errors(typed: Typed, reader: Reader) -> dict[str, str]:
    """What is missing or too long, by field, in the order of the form."""
    _, found = reader.gettext, {}
    language, words = tidied(typed["sprog"]), tidied(typed["ord"])
    if typed.asks_sprog and not language:
        found["sprog"] = _("Skriv, hvilket sprog der skal tolkes til.")
    elif typed.asks_sprog and len(language) > LONGEST_LANGUAGE:
        found["sprog"] = _("Skriv højst {antal} tegn.").format(antal=LONGEST_LANGUAGE)
    if typed.asks_grund and typed["grund"] not in GRUNDE_TIL[typed.art]:
        found["grund"] = _("Vælg en af mulighederne.")
    if typed.asks_booker_selv and typed["booker_selv"] not in BOOKER_SELV:
        found["booker_selv"] = _("Vælg ja eller nej.")
    if len(words) > LONGEST_WORDS:
        found["ord"] = _("Skriv højst {antal} tegn. Nu er der {nu}.").format(
            antal=LONGEST_WORDS, nu=len(words)
        )
    elif typed["grund"] == "andet" and typed.asks_grund and not words:
        found["ord"] = _("Skriv, hvad der er brug for.")
    return found
