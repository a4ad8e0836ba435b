"""The letters to a member about the jobcenter's notice to the a-kasse: what it says (BAB § 156), and what
came of it (AKS § 20).

They tell what was said and bind nobody, so they are written in the person's own language.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from portal.policy.facts import SamtaleArt, Samtaleform
from portal.policy.underretning import Resultat
from portal.wording.catalogues import reader_of
from portal.wording.letters.letter import Kind, Letter
from portal.wording.letters.made import Between, made
from portal.wording.letters.samtale import called
from portal.wording.reader import Reader, day, moment


@dataclass(frozen=True, slots=True)
class Missed:
    """The meeting that the notice is about. `start` is aware."""

    art: SamtaleArt
    form: Samtaleform
    start: datetime


@dataclass(frozen=True, slots=True)
class Closed:
    """What came of it. `tidligere`: the day of the result that this one corrects."""

    resultat: Resultat
    forklaring: str | None = None
    tidligere: date | None = None


def told(between: Between, missed: Missed, a_kasse: str) -> Letter:
    """What the jobcenter has told the a-kasse, by name."""
    reader = reader_of(between.written_in(Kind.UNDERRETNING))
    apart = set() if missed.form is Samtaleform.FREMMOEDE else {"ikke_fremmoede"}
    gaps = {
        "afsender": between.organisation,
        "navn": between.receiver,
        "a_kasse": a_kasse,
        "kontakt": between.contact_in(reader.language),
    }
    return made(Kind.UNDERRETNING, between, {missed.form.value, *apart}, gaps | _about(reader, missed))


def closed(between: Between, missed: Missed, jobcenter: str, result: Closed) -> Letter:
    """What came of it, and what the jobcenter, by name, is told of that."""
    reader = reader_of(between.written_in(Kind.UNDERRETNING_RESULTAT))
    maybe = {
        result.resultat.value: True,
        "relevant": result.resultat.relevant,
        "ingen_sanktion": result.resultat is not Resultat.SANKTION,
        "forklaring": bool(result.forklaring),
        "rettet": result.tidligere is not None,
    }
    gaps = {
        "jobcenter": jobcenter,
        "forklaring": result.forklaring or "",
        "tidligere": day(reader, result.tidligere) if result.tidligere else "",
        "kontakt": between.contact_in(reader.language),
    }
    true = {name for name, so in maybe.items() if so}
    return made(Kind.UNDERRETNING_RESULTAT, between, true, gaps | _about(reader, missed))


def _about(reader: Reader, missed: Missed) -> dict[str, str]:
    return {"samtale": called(reader, missed.art), "tid": moment(reader, missed.start)}
