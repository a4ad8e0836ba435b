"""The catalogues: from a Danish sentence to the same sentence in another language.

Danish is the source and needs no catalogue. The others are the `.po` files of `portal/translations`,
read once when the process starts, so that nothing has to be compiled before the portal runs.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from functools import cache
from gettext import GNUTranslations, NullTranslations
from importlib import resources
from typing import Final

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LANGUAGES: Final = {"da": "Dansk", "en": "English"}
"""Every language the portal speaks, by the name it gives itself. The first is the source."""

MISSING: Final = ("⟦", "⟧")
"""Stand around a sentence without a translation, where the catalogue was asked to mark it."""


@dataclass(frozen=True)
class CatalogueReader:
    """A language to read in; see `portal.wording.reader.Reader`."""

    language: str
    _translations: NullTranslations = field(repr=False)

    def gettext(self, message: str, /) -> str:
        return self._translations.gettext(message)

    def ngettext(self, one: str, many: str, count: int, /) -> str:
        return self._translations.ngettext(one, many, count)


class _Marking(NullTranslations):
    def gettext(self, message: str) -> str:
        return message.join(MISSING)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return super().ngettext(msgid1, msgid2, n).join(MISSING)


@cache
def reader_of(language: str, *, mark_missing: bool = False) -> CatalogueReader:
    """Whoever reads this language.

    A sentence without a translation stays Danish, or is marked (`MISSING`) so that a test sees it.

    :raises KeyError: the portal does not speak the language.
    """
    if language not in LANGUAGES:
        raise KeyError(language)
    if language == "da":
        return CatalogueReader(language, NullTranslations())
    translations = _compiled(language)
    if mark_missing:
        translations.add_fallback(_Marking())
    return CatalogueReader(language, translations)


def _compiled(language: str) -> GNUTranslations:
    source = resources.files("portal") / "translations" / language / "messages.po"
    with source.open("rb") as file:
        catalogue = read_po(file, locale=language, abort_invalid=True)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return GNUTranslations(compiled)
