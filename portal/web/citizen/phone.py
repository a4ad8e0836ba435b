"""The number that is called for a telephone meeting."""

from __future__ import annotations

import re
from typing import Final

from portal.policy.facts import Samtaleform
from portal.wording.reader import N_

MISSING: Final = N_("Skriv det telefonnummer, du vil ringes op på.")
WRONG: Final = N_("Skriv et telefonnummer med 8 cifre, eller begynd med + og landekoden.")

_DANISH: Final = re.compile(r"(?:(?:\+|00)45)?([2-9]\d{7})")
_ABROAD: Final = re.compile(r"(?:\+|00)([1-9]\d{6,13})")


def read(text: str) -> str | None:
    """The number as it is kept: `12 34 56 78`, or `+46…` from abroad.

    None where it is no telephone number.
    """
    digits = re.sub(r"[\s().-]", "", text)
    if found := _DANISH.fullmatch(digits):
        number = found.group(1)
        return " ".join(number[i : i + 2] for i in range(0, 8, 2))
    if (found := _ABROAD.fullmatch(digits)) and not found.group(1).startswith("45"):
        return "+" + found.group(1)
    return None


def asked_for(text: str | None, form: Samtaleform) -> tuple[str | None, str | None]:
    """The number and what is wrong with it (a Danish sentence). Only a telephone meeting asks for one."""
    if form is not Samtaleform.TELEFON:
        return None, None
    if not (text or "").strip():
        return None, MISSING
    number = read(text or "")
    return (number, None) if number else (None, WRONG)
