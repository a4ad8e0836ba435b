"""A change of mind about the a-kasse once a meeting is planned (LAB §§ 31, stk. 2; 32, stk. 2; 33, stk. 4).

Nothing is changed behind the person's back: the meeting stays as it is until they move it, or keep its time
without the a-kasse. To which times it may be moved `faelles` and `selvbooking.movable` say.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from portal.policy import faelles
from portal.policy.facts import AKasseMed, Aktoer, Facts, FaellesMaade
from portal.policy.hvorfor import a_kasse_valgt
from portal.policy.kalender import written
from portal.policy.koder import afslag
from portal.policy.law import Decision, Json
from portal.policy.lokale_graenser import BOOKBARE
from portal.policy.sag import Sag

QUESTION = "uden_a_kassen"


class Skift(StrEnum):
    """What a planned meeting is not, of what the person has said since."""

    MED = "med"  # they have said yes, and the a-kasse does not take part
    UDEN = "uden"  # they have said no, and it takes part
    SKIFTET = "skiftet"  # they have changed to another a-kasse, and the former one takes part
    I_PERSON = "i_person"  # they have asked that it comes, and it takes part by video


@dataclass(frozen=True, slots=True)
class Deltagelse:
    """Which a-kasse takes part in a meeting, by its code, and how: `fremmoede` or `video`."""

    a_kasse: str
    form: str


def skift(sag: Sag, samtale: int, deltagelse: Deltagelse | None) -> Skift | None:
    """What the planned meeting is not any more; None where it is as the person wants it, or has begun.

    `deltagelse`: None where the a-kasse does not take part. Raises KeyError for an unknown meeting.
    """
    moede = sag.moede(samtale)
    one = moede.samtale
    if not moede.er_planlagt or moede.start <= sag.nu:
        return None
    if one.art not in BOOKBARE or one.holder is not Aktoer.JOBCENTER:
        return None
    if deltagelse is None:
        return Skift.MED if faelles.oensker_med(sag, moede, moede.start) else None
    if faelles.sagt(sag) is AKasseMed.NEJ:
        return Skift.UDEN
    if er_tidligere(sag, deltagelse):
        return Skift.SKIFTET
    asked_to_come = faelles.a_kasse_form(sag) == "fremmoede"
    return Skift.I_PERSON if asked_to_come and deltagelse.form != "fremmoede" else None


def er_tidligere(sag: Sag, deltagelse: Deltagelse) -> bool:
    """Whether the a-kasse that takes part is one that the person has left (DBK §§ 24, 87)."""
    return deltagelse.a_kasse != sag.a_kasse(sag.i_dag)


def indkaldes_i_stedet(facts: Facts, nu: datetime, samtale: int) -> bool:
    """Whether the jobcenter may call the person to one with the a-kasse in place of this meeting without it.

    They want it along, and such meetings the jobcenter calls (LAB § 34, stk. 1, 2. pkt.). Raises KeyError for
    an unknown meeting.
    """
    sag = Sag(facts, nu)
    calls = sag.facts.regler_jobcenter.faelles is FaellesMaade.INDKALDELSE
    return calls and skift(sag, samtale, None) is Skift.MED


def behold(facts: Facts, nu: datetime, samtale: int, deltagelse: Deltagelse | None) -> Decision:
    """May the person keep the meeting's time without the a-kasse that takes part in it? `nu` aware.

    Yes wherever they have said no to it: who takes part is theirs to say, and so it is where the jobcenter
    called them. And where it is not theirs any more, with which the choice is unset (DBK §§ 24, 87). Of the
    meeting nothing else changes; a fællessamtale stays one (VEJ 10044 3.3). Raises KeyError for an unknown
    meeting.
    """
    sag = Sag(facts, nu)
    moede = sag.moede(samtale)
    if moede.start <= sag.nu:
        return Decision(QUESTION, (afslag("tid_i_fortiden", {"start": written(moede.start)}),))
    if skift(sag, samtale, deltagelse) not in (Skift.UDEN, Skift.SKIFTET):
        used: dict[str, Json] = {"dag": moede.dag.isoformat(), "faelles": False}
        return Decision(QUESTION, (afslag("faelles_valgt", used),))
    return Decision(QUESTION, (a_kasse_valgt(AKasseMed.NEJ, moede.samtale.art),))
