"""The letter that answers what a person asked for (LAB § 32); a decision on exemption has its own."""

from __future__ import annotations

from datetime import date

from portal.policy.anmodning import OenskeArt
from portal.wording.catalogues import reader_of
from portal.wording.letters.letter import Kind, Letter
from portal.wording.letters.made import Between, made
from portal.wording.reader import day


def answered(
    between: Between, art: OenskeArt, asked: date, *, granted: bool, begrundelse: str | None
) -> Letter:
    """`asked`: the Danish day. `begrundelse`: the caseworker's words, as they were typed."""
    language = between.written_in(Kind.SVAR)
    gaps = {
        "anmodet": day(reader_of(language), asked),
        "begrundelse": begrundelse or "",
        "kontakt": between.contact_in(language),
    }
    true = {art.value, "ja" if granted else "nej"} | ({"begrundet"} if begrundelse else set())
    return made(Kind.SVAR, between, true, gaps)
