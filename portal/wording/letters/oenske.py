"""The letter that answers what a person asked for (LAB § 32; BAB § 46), where no decision has its own."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from portal.policy.anmodning import OenskeArt
from portal.policy.facts import SamtaleArt
from portal.wording.catalogues import reader_of
from portal.wording.letters.letter import Kind, Letter
from portal.wording.letters.made import Between, made
from portal.wording.letters.samtale import called
from portal.wording.reader import day, moment

OTHER_TIME = "anden_tid"
"""What was asked for: another time for a meeting that the person was called to."""


def answered(
    between: Between, art: OenskeArt, asked: date, *, granted: bool, begrundelse: str | None
) -> Letter:
    """`asked`: the Danish day. `begrundelse`: the caseworker's words, as they were typed."""
    return _answered(between, art.value, asked, granted, begrundelse, {"samtale": "", "tid": ""})


def other_time_refused(
    between: Between, art: SamtaleArt, start: datetime, asked: date, begrundelse: str
) -> Letter:
    """The meeting of that kind stays at `start` (aware). `asked`: the Danish day."""
    reader = reader_of(between.written_in(Kind.SVAR))
    meeting = {"samtale": called(reader, art), "tid": moment(reader, start)}
    return _answered(between, OTHER_TIME, asked, False, begrundelse, meeting)


def _answered(
    between: Between,
    what: str,
    asked: date,
    granted: bool,
    begrundelse: str | None,
    meeting: Mapping[str, str],
) -> Letter:
    language = between.written_in(Kind.SVAR)
    gaps = {
        "anmodet": day(reader_of(language), asked),
        "begrundelse": begrundelse or "",
        "kontakt": between.contact_in(language),
    }
    true = {what, "ja" if granted else "nej"} | ({"begrundet"} if begrundelse else set())
    return made(Kind.SVAR, between, true, {**gaps, **meeting})
