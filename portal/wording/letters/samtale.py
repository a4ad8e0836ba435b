"""The letters about one meeting: booked, moved, called off, changed, another time held, a reminder.

They tell what was done and bind nobody, so they are written in the person's own language. What happens to
whoever stays away: RÅB §§ 12, 18.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from portal.policy.facts import SamtaleArt, Samtaleform
from portal.wording.catalogues import reader_of
from portal.wording.letters.letter import Kind, Letter
from portal.wording.letters.made import Between, made
from portal.wording.reader import N_, Reader, clock, last_moment, moment

_CALLED: Final[Mapping[SamtaleArt, str]] = {
    SamtaleArt.JOBSAMTALE: N_("jobsamtale"),
    # In the law's own words a kontrolsamtale is a jobsamtale, held for a reason of its own (LAB § 38).
    SamtaleArt.KONTROLSAMTALE: N_("jobsamtale"),
    SamtaleArt.FAELLESSAMTALE: N_("fællessamtale"),
    SamtaleArt.RAADIGHEDSSAMTALE: N_("rådighedssamtale"),
    SamtaleArt.CV_SAMTALE: N_("cv-samtale"),
}


@dataclass(frozen=True, slots=True)
class Meeting:
    """What the letter is about. `start`, `slut` aware; `place`: house and address in one line.

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
class CalledOff:
    """How a meeting was called off: by the `person` or by whoever was to hold it. `grund`: as it was typed.

    `coming`: before it began. `bortfaldet`: since the holder's part is over. `tilbud`: another time is held.
    `indkaldt`: the person had been called to it. `syg`: the person named sickness as the reason.
    `afloest`: the person was called to another one in its place.
    """

    person: bool
    coming: bool
    grund: str | None = None
    bortfaldet: bool = False
    tilbud: bool = False
    indkaldt: bool = False
    syg: bool = False
    afloest: bool = False


class Change(StrEnum):
    """What of a meeting is another than before."""

    FORM = "form"
    ROOM = "nyt_lokale"
    LINK = "nyt_link"
    A_KASSE = "uden_a_kassen"
    FORMER = "uden_tidligere_a_kasse"
    WORKER = "ny_medarbejder"
    A_KASSE_WORKER = "ny_fra_a_kassen"


def booked(between: Between, meeting: Meeting, *, dagpenge: bool) -> Letter:
    """The receipt. `dagpenge`: the person has dagpenge to lose."""
    return _told(Kind.KVITTERING, between, meeting, {stake(dagpenge)})


def moved(between: Between, meeting: Meeting, *, dagpenge: bool) -> Letter:
    """The meeting has another time, which is the one here."""
    return _told(Kind.FLYTNING, between, meeting, {stake(dagpenge)})


def reminder(between: Between, meeting: Meeting, *, dagpenge: bool) -> Letter:
    """The meeting is near."""
    return _told(Kind.PAAMINDELSE, between, meeting, {stake(dagpenge)})


def called_off(between: Between, meeting: Meeting, by: CalledOff, *, dagpenge: bool) -> Letter:
    """The meeting is not held."""
    maybe = {
        "af_dig": by.person,
        "af_os": not by.person,
        "kommende": by.coming,
        "bortfaldet": by.bortfaldet,
        "grund": bool(by.grund),
        "uden_grund": not (by.person or by.grund or by.bortfaldet or by.afloest),
        "syg": by.person and by.syg,
        "tilbud": by.tilbud,
        "afloest": by.afloest,
        "indkaldt": by.indkaldt and not (by.tilbud or by.afloest),
        "book_igen": not (by.indkaldt or by.tilbud or by.afloest),
    }
    true = {name for name, so in maybe.items() if so}
    return _told(Kind.AFBUD, between, meeting, {stake(dagpenge), *true}, {"grund": by.grund or ""})


def changed(
    between: Between, meeting: Meeting, what: Change, *, dagpenge: bool, begrundelse: str | None = None
) -> Letter:
    """It is held in another way. `begrundelse`: why the organisation decided that it is held in person."""
    true = {stake(dagpenge), "besluttet" if begrundelse else what.value}
    return _told(Kind.AENDRING, between, meeting, true, {"begrundelse": begrundelse or ""})


def held_for(between: Between, meeting: Meeting, instead_of: datetime, until: datetime) -> Letter:
    """Another time is held until `until` (aware), in place of the one at `instead_of` (aware)."""
    reader = reader_of(between.written_in(Kind.TILBUDT_TID))
    gaps = {"tidligere": moment(reader, instead_of), "udloeb": moment(reader, last_moment(until))}
    return _told(Kind.TILBUDT_TID, between, meeting, set(), gaps)


def stake(dagpenge: bool) -> str:
    """What the person has to lose, as passages ask for it."""
    return "dagpenge" if dagpenge else "anden_ydelse"


def called(reader: Reader, art: SamtaleArt) -> str:
    """What letters call a meeting of the kind."""
    return reader.gettext(_CALLED[art])


def facts_of(meeting: Meeting) -> set[str]:
    """What of the meeting the passages ask for."""
    maybe = {
        "adgang": bool(meeting.access),
        "lokale": bool(meeting.room),
        "nummer": meeting.phone is not None,
        "uden_nummer": meeting.phone is None,
        "medarbejder": meeting.caseworker is not None,
        "a_kassen_moeder_op": meeting.a_kasse is not None and meeting.a_kasse_in_person,
        "a_kassen_paa_video": meeting.a_kasse is not None and not meeting.a_kasse_in_person,
    }
    return {meeting.form.value} | {name for name, so in maybe.items() if so}


def gaps_of(reader: Reader, between: Between, meeting: Meeting) -> dict[str, str]:
    """What is filled in about the meeting, and about who holds it."""
    return {
        "afsender": between.organisation,
        "kontakt": between.contact_in(reader.language),
        "samtale": called(reader, meeting.art),
        "tid": moment(reader, meeting.start),
        "slut": clock(reader, meeting.slut),
        "sted": meeting.place,
        "adgang": meeting.access or "",
        "lokale": meeting.room or "",
        "nummer": meeting.phone or "",
        "medarbejder": meeting.caseworker or "",
        "a_kasse": meeting.a_kasse or "",
    }


def _told(
    kind: Kind,
    between: Between,
    meeting: Meeting,
    true: Collection[str],
    gaps: Mapping[str, str] | None = None,
) -> Letter:
    reader = reader_of(between.written_in(kind))
    return made(
        kind, between, facts_of(meeting) | set(true), gaps_of(reader, between, meeting) | dict(gaps or {})
    )
