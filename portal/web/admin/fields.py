"""Reads an administrator's form: each field once, tidied, and what is wrong with it in a sentence.

What is typed is kept as it was, so that the page can show it again. What the law or the database has to say
of it is asked elsewhere.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlsplit

from werkzeug.datastructures import MultiDict

from portal.web.ids import read_uuid
from portal.wording.letters.glyphs import missing
from portal.wording.reader import Reader

MARK: Final = "som_vist"
"""The field that carries the mark of what the form showed (`portal.actions.administer.mark`)."""

_PHONE: Final = re.compile(r"\+?[0-9][0-9 ]{2,19}")
_MAIL: Final = re.compile(r"[^@\s]+@[^@\s.]+(?:\.[^@\s.]+)+")
_HOST: Final = re.compile(r"(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}")
_CVR: Final = re.compile(r"[1-9][0-9]{7}")
_POSTCODE: Final = re.compile(r"(?!0000)[0-9]{4}")


@dataclass(slots=True)
class Reading:
    """One form that was sent. `errors`: by field, in the order in which the fields were read."""

    form: MultiDict[str, str]
    reader: Reader
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def typed(self) -> dict[str, str]:
        """What stood in each field, as it was typed; of several values the first."""
        return self.form.to_dict()

    @property
    def mark(self) -> str:
        return self.form.get(MARK, "")

    def line(self, name: str, most: int, required: str | None = None) -> str:
        """One line of text; `required`: what is said where it is empty. Empty where nothing was typed."""
        words = _line(self.form.get(name, ""))
        if not words and required:
            self.errors[name] = required
        return self._no_longer(name, words, most)

    def lines(self, name: str, most: int) -> str | None:
        """Several lines of text, none of them empty at the ends; None where nothing was typed."""
        typed = self.form.get(name, "").replace("\r\n", "\n").replace("\r", "\n").split("\n")
        words = "\n".join(_line(line) for line in typed).strip("\n")
        return self._no_longer(name, words, most) or None

    def letter_lines(self, name: str, most: int) -> str | None:
        """Several lines that a letter can show."""
        _, words = self.reader.gettext, self.lines(name, most)
        if signs := missing(words or ""):
            text = _("Et brev kan ikke vise {tegn}. Skriv det på en anden måde.")
            self.errors[name] = text.format(tegn=" ".join(signs[:5]))
        return words

    def phone(self, name: str) -> str | None:
        text = self.reader.gettext("Skriv et telefonnummer med cifre, eventuelt med + foran.")
        return self._matching(name, 30, _PHONE, text)

    def mail(self, name: str) -> str | None:
        text = self.reader.gettext("Skriv en mailadresse som post@eksempel.dk.")
        return self._matching(name, 200, _MAIL, text)

    def cvr(self, name: str) -> str | None:
        """Eight digits, however they were parted."""
        words = self.line(name, 20).replace(" ", "")
        if words and not _CVR.fullmatch(words):
            self.errors.setdefault(name, self.reader.gettext("Skriv et CVR-nummer med otte cifre."))
        return words or None

    def website(self, name: str) -> str | None:
        """An address that begins with https://."""
        words = self.line(name, 300)
        if words and not _is_address(words):
            text = self.reader.gettext("Skriv en adresse, der begynder med https://.")
            self.errors.setdefault(name, text)
        return words or None

    def hosts(self, name: str) -> tuple[str, ...]:
        """Names of hosts, one on each line, each once."""
        _, found = self.reader.gettext, []
        for line in (self.lines(name, 2000) or "").split("\n"):
            host = line.lower().removeprefix("https://").rstrip("/")
            if host and not _HOST.fullmatch(host):
                text = _("»{linje}« er ikke navnet på en vært. Skriv for eksempel video.eksempel.dk.")
                self.errors.setdefault(name, text.format(linje=line))
            if host and host not in found:
                found.append(host)
        return tuple(found)

    def postcode(self, name: str) -> str:
        text = self.reader.gettext("Skriv et postnummer med fire cifre.")
        words = self.line(name, 4, text)
        if name not in self.errors and not _POSTCODE.fullmatch(words):
            self.errors[name] = text
        return words

    def number(self, name: str, least: int, most: int) -> int | None:
        """A whole number from `least` to `most`; None where nothing was typed."""
        words = self.line(name, 20)
        if not words:
            return None
        if re.fullmatch(r"[0-9]{1,6}", words) and least <= int(words) <= most:
            return int(words)
        text = self.reader.gettext("Skriv et helt tal fra {mindst} til {hoejst}, eller lad feltet stå tomt.")
        self.errors[name] = text.format(mindst=least, hoejst=most)
        return None

    def choice(self, name: str, offered: Collection[str], required: str) -> str:
        """One of the offered values; `required`: what is said of anything else."""
        words = self.form.get(name, "")
        if words not in offered:
            self.errors[name] = required
        return words

    def chosen(self, name: str) -> uuid.UUID | None:
        """What was chosen in a list that may stand empty."""
        return read_uuid(self.form.get(name, ""))

    def all_chosen(self, name: str) -> frozenset[uuid.UUID]:
        """What was ticked."""
        return frozenset(found for text in self.form.getlist(name) if (found := read_uuid(text)))

    def _matching(self, name: str, most: int, pattern: re.Pattern[str], wrong: str) -> str | None:
        words = self.line(name, most)
        if words and not pattern.fullmatch(words):
            self.errors.setdefault(name, wrong)
        return words or None

    def _no_longer(self, name: str, words: str, most: int) -> str:
        if len(words) > most:
            text = self.reader.gettext("Skriv højst {antal} tegn. Nu er der {nu}.")
            self.errors[name] = text.format(antal=most, nu=len(words))
        return words


def as_typed(values: Mapping[str, object]) -> dict[str, str]:
    """What is saved, as it stands in the fields."""
    return {name: _field(value) for name, value in values.items()}


def _field(value: object) -> str:
    if value is None:
        return ""
    return "\n".join(value) if isinstance(value, tuple) else str(value)


def _line(text: str) -> str:
    """Spaces made single, and no sign that cannot be seen."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def _is_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
        host = parts.hostname or ""
    except ValueError:
        return False
    return parts.scheme == "https" and " " not in text and bool(_HOST.fullmatch(host))
