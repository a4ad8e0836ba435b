"""Words that somebody typed freely: whether they can be kept, and shown in a letter."""

from __future__ import annotations

from portal.wording.letters.glyphs import missing, tidied
from portal.wording.reader import Reader


def unwritable(text: str, most: int, reader: Reader) -> str | None:
    """Why a letter cannot hold the text, of which at most so many characters are kept; None where it can."""
    _, words = reader.gettext, tidied(text)
    if signs := missing(words):
        return _("Et brev kan ikke vise {tegn}. Skriv det på en anden måde.").format(tegn=" ".join(signs[:5]))
    if len(words) > most:
        return _("Skriv højst {antal} tegn. Nu er der {nu}.").format(antal=most, nu=len(words))
    return None
