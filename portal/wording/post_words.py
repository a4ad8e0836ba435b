"""What Digital Post says around a letter: what is read on a telephone, in a calendar and on a button.

None of it says what the letter is about: others see a telephone and a calendar too.
"""

from __future__ import annotations

from typing import Final

from portal.policy.facts import Samtaleform
from portal.wording.catalogues import reader_of
from portal.wording.reader import N_

NOTIFICATION: Final = N_("Du har fået et nyt brev i Digital Post.")
APPOINTMENT: Final = N_("Aftale")
DESCRIPTION: Final = N_("Aftale. Læs mere i brevet i Digital Post.")
INTO_CALENDAR: Final = N_("Læg aftalen i din kalender")
MOVE: Final = N_("Flyt eller se samtalen i Selvbooking")
OPEN_LETTER: Final = N_("Se brevet i Selvbooking")
PLACE: Final = {Samtaleform.TELEFON: N_("Telefon"), Samtaleform.VIDEO: N_("Video"), None: N_("Se brevet")}
"""Where a meeting is that is at no address."""

COMPLAIN_FROM_ARRIVAL: Final = N_(
    "Du får brevet på papir. Derfor regnes fristen for at klage fra den dag, du har modtaget det, også hvis "
    "der står en anden dag i brevet."
)
"""On the paper letter of a decision, which may have been written for Digital Post and not come through."""

PRINTED: Final = N_("Breve til post {dag}")
"""The title of a file of letters that are printed together."""


def said(language: str, words: str, **gaps: str) -> str:
    """One of the above, in the letter's language."""
    return reader_of(language).gettext(words).format(**gaps)
