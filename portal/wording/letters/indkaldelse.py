"""The summons: in writing and to the person (BAB § 46), with when, where, how and why, and how to answer.

What happens to whoever stays away: RÅB §§ 12, 18.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from portal.policy.facts import SamtaleArt, Samtaleform
from portal.policy.indkaldelse import Grund
from portal.wording.catalogues import reader_of
from portal.wording.letters.letter import Kind, Letter
from portal.wording.letters.made import Between, made
from portal.wording.reader import clock, moment

_DANISH: Final = reader_of("da")


@dataclass(frozen=True, slots=True)
class Meeting:
    """What the person is called to. `start`, `slut` aware; `place`: house and address in one line.

    `a_kasse`: who comes along from the jobcenter's meetings, in person where `a_kasse_in_person`.
    """

    art: SamtaleArt
    form: Samtaleform
    start: datetime
    slut: datetime
    place: str
    access: str | None = None
    room: str | None = None
    caseworker: str | None = None
    phone: str | None = None
    a_kasse: str | None = None
    a_kasse_in_person: bool = False


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
        "adgang": bool(meeting.access),
        "lokale": bool(meeting.room),
        "nummer": meeting.phone is not None,
        "uden_nummer": meeting.phone is None,
        "medarbejder": meeting.caseworker is not None,
        "a_kassen_moeder_op": meeting.a_kasse is not None and meeting.a_kasse_in_person,
        "a_kassen_paa_video": meeting.a_kasse is not None and not meeting.a_kasse_in_person,
        "udland": why.udland,
        "besked": bool(why.besked),
        "kan_flyttes": rights.moves,
        "kan_ikke_flyttes": not rights.moves,
        "valgfri_form": rights.chooses_form,
        "dagpenge": rights.dagpenge,
        "anden_ydelse": not rights.dagpenge,
    }
    # In the law's own words a kontrolsamtale is a jobsamtale, held for a reason of its own (LAB § 38).
    controlled = meeting.art is SamtaleArt.KONTROLSAMTALE
    art = SamtaleArt.JOBSAMTALE if controlled else meeting.art
    given = {art.value, meeting.form.value, f"grund_{why.grund.value}"}
    return given | {name for name, so in maybe.items() if so}


def _gaps(between: Between, meeting: Meeting, why: Why) -> dict[str, str]:
    return {
        "afsender": between.organisation,
        "kontakt": between.contact,
        "tid": moment(_DANISH, meeting.start),
        "slut": clock(_DANISH, meeting.slut),
        "sted": meeting.place,
        "adgang": meeting.access or "",
        "lokale": meeting.room or "",
        "nummer": meeting.phone or "",
        "medarbejder": meeting.caseworker or "",
        "a_kasse": meeting.a_kasse or "",
        "kort_varsel": why.kort_varsel or "",
        "besked": why.besked or "",
    }
