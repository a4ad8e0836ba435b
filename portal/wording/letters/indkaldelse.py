"""The summons: in writing and to the person (BAB § 46), with when, where, how and why, and how to answer.

What happens to whoever stays away: RÅB §§ 12, 18.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from portal.policy.facts import SamtaleArt
from portal.policy.indkaldelse import Grund
from portal.wording.catalogues import reader_of
from portal.wording.letters.letter import Kind, Letter
from portal.wording.letters.made import Between, made
from portal.wording.letters.samtale import Meeting, facts_of, gaps_of, stake

_DANISH: Final = reader_of("da")


@dataclass(frozen=True, slots=True)
class Why:
    """Why the person is called. `kort_varsel` and `besked` as the caseworker typed them.

    `udland`: the doubt of a kontrolaktion is about a stay abroad.
    """

    grund: Grund
    kort_varsel: str | None = None
    besked: str | None = None
    udland: bool = False


@dataclass(frozen=True, slots=True)
class Rights:
    """What the person may do, and what is at stake."""

    moves: bool
    chooses_form: bool
    dagpenge: bool


def summoned(between: Between, meeting: Meeting, why: Why, rights: Rights) -> Letter:
    """The letter that calls the person in."""
    return made(Kind.INDKALDELSE, between, _true(meeting, why, rights), _gaps(between, meeting, why))


def _true(meeting: Meeting, why: Why, rights: Rights) -> set[str]:
    """What the passages ask for."""
    maybe = {
        "udland": why.udland,
        "besked": bool(why.besked),
        "kan_flyttes": rights.moves,
        "kan_ikke_flyttes": not rights.moves,
        "valgfri_form": rights.chooses_form,
    }
    # In the law's own words a kontrolsamtale is a jobsamtale, held for a reason of its own (LAB § 38).
    controlled = meeting.art is SamtaleArt.KONTROLSAMTALE
    art = SamtaleArt.JOBSAMTALE if controlled else meeting.art
    given = {art.value, f"grund_{why.grund.value}", stake(rights.dagpenge)}
    return given | facts_of(meeting) | {name for name, so in maybe.items() if so}


def _gaps(between: Between, meeting: Meeting, why: Why) -> dict[str, str]:
    said = {"kort_varsel": why.kort_varsel or "", "besked": why.besked or ""}
    return gaps_of(_DANISH, between, meeting) | said
