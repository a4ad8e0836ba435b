"""What a caseworker sees of a person: what the organisation's present tasks in law require, and no more
(FVL § 32; AKS § 16; LAB §§ 27, 31-35, 41, 42; RÅB §§ 14, 40).

An organisation sees its own people only: the a-kasse its members, the jobcenter those who live in the
kommune, as of today. Of them it sees the whole course while it holds the kontaktforløb, and otherwise only
the parts that the law puts into its hands whoever holds it. `DELE` is the one table of that.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from portal.policy import sources as s
from portal.policy.facts import Aktoer, Facts, SamtaleArt
from portal.policy.koder import afslag, opfyldt
from portal.policy.law import Citation, Finding, Json
from portal.policy.sag import Sag


class Del(StrEnum):
    """A part of what is known of a person. Those of Min Plan are called as `min_plan.Felt` calls them."""

    STAMDATA = "stamdata"  # name, day of birth, how the person is reached, who holds the kontaktforløb
    FORLOEB = "forloeb"  # registration, hours, what the law requires, and how the person has booked
    SAMTALER = "samtaler"  # every meeting of the course, whoever held it
    EGNE_PLANLAGTE = "egne_planlagte"  # meetings that the organisation itself is to hold
    FAELLES_SAMTALER = "faelles_samtaler"  # the jobcenter's meetings in which the a-kasse takes part
    RAADIGHEDSSAMTALER = "raadighedssamtaler"  # the a-kasse's own; outside the kontaktforløb
    BESLUTNINGER = "beslutninger"  # which decisions were taken, by whom, from when, until when
    EGNE_BESLUTNINGER = "egne_beslutninger"  # the organisation's own, with reasons, hearing and letters
    SAGER = "sager"  # the organisation's own decisions as cases: heard, complained of, sent on
    UNDERRETNINGER = "underretninger"  # what jobcenter and a-kasse tell each other of missed meetings
    INDSTILLINGER = "indstillinger"  # offers that the jobcenter is asked for, and its answers
    TRE_MAANEDER = "tre_maaneder"  # how many meetings were held when three months with the a-kasse were over
    OENSKER = "oensker"  # what the person has asked for, and what was answered
    JOBMAAL = "jobmaal"
    UDDANNELSESMAAL = "uddannelsesmaal"
    KRAV_TIL_JOBSOEGNING = "krav_til_jobsoegning"
    TILBUD = "tilbud"
    UNDERSTOETTENDE_INDSATSER = "understoettende_indsatser"
    OEVRIGE_INDSATSER = "oevrige_indsatser"


class Naar(StrEnum):
    """When an actor sees a part of its own person's course."""

    ALTID = "altid"
    ANSVARLIG = "ansvarlig"  # while it holds the kontaktforløb
    ALDRIG = "aldrig"


@dataclass(frozen=True, slots=True)
class Adgang:
    """When the a-kasse and the jobcenter see one part, and the task that it is needed for."""

    a_kasse: Naar
    jobcenter: Naar
    citations: tuple[Citation, ...]

    def naar(self, aktoer: Aktoer) -> Naar:
        return self.a_kasse if aktoer is Aktoer.A_KASSE else self.jobcenter


DELE: Final[Mapping[Del, Adgang]] = MappingProxyType(
    {
        Del.STAMDATA: Adgang(Naar.ALTID, Naar.ALTID, (s.LAB_27,)),
        Del.FORLOEB: Adgang(Naar.ANSVARLIG, Naar.ANSVARLIG, (s.LAB_27, s.LAB_31_1)),
        Del.SAMTALER: Adgang(Naar.ANSVARLIG, Naar.ANSVARLIG, (s.LAB_27, s.LAB_31_1)),
        Del.EGNE_PLANLAGTE: Adgang(Naar.ALTID, Naar.ALTID, (s.LAB_33_1, s.LAB_34)),
        Del.FAELLES_SAMTALER: Adgang(Naar.ALTID, Naar.ANSVARLIG, (s.LAB_31_2, s.LAB_32_2)),
        Del.RAADIGHEDSSAMTALER: Adgang(Naar.ALTID, Naar.ALDRIG, (s.RAAB_40, s.VEJ_5)),
        Del.BESLUTNINGER: Adgang(Naar.ANSVARLIG, Naar.ANSVARLIG, (s.LAB_27, s.LAB_35)),
        Del.EGNE_BESLUTNINGER: Adgang(Naar.ALTID, Naar.ALTID, (s.LAB_35, s.LAB_204, s.LAB_207_3)),
        Del.SAGER: Adgang(Naar.ALTID, Naar.ALTID, (s.LAB_204, s.LAB_207, s.RSL_66)),
        Del.UNDERRETNINGER: Adgang(Naar.ALTID, Naar.ALTID, (s.LAB_180, s.LAB_181, s.BAB_147)),
        Del.INDSTILLINGER: Adgang(Naar.ALTID, Naar.ALTID, (s.LAB_38_2, s.LAB_180A)),
        Del.TRE_MAANEDER: Adgang(Naar.ALTID, Naar.ALDRIG, (s.VEJ_13_2,)),
        Del.OENSKER: Adgang(Naar.ANSVARLIG, Naar.ANSVARLIG, (s.LAB_32_1, s.BAB_45)),
        Del.JOBMAAL: Adgang(Naar.ANSVARLIG, Naar.ANSVARLIG, (s.LAB_42, s.VEJ_9_3)),
        Del.UDDANNELSESMAAL: Adgang(Naar.ANSVARLIG, Naar.ALTID, (s.LAB_41_2, s.VEJ_9_3)),
        Del.KRAV_TIL_JOBSOEGNING: Adgang(Naar.ALTID, Naar.ANSVARLIG, (s.RAAB_14_12, s.VEJ_9_3)),
        Del.TILBUD: Adgang(Naar.ANSVARLIG, Naar.ALTID, (s.LAB_41_2, s.VEJ_9_3)),
        Del.UNDERSTOETTENDE_INDSATSER: Adgang(Naar.ANSVARLIG, Naar.ALTID, (s.LAB_41_2, s.VEJ_9_3)),
        Del.OEVRIGE_INDSATSER: Adgang(Naar.ANSVARLIG, Naar.ALTID, (s.LAB_41_2, s.VEJ_9_3)),
    }
)
"""Every part. Where an actor may write a part of Min Plan (`min_plan.ret_plan`), it sees that part."""

TIDLIGERE: Final = frozenset({Del.EGNE_PLANLAGTE, Del.UNDERRETNINGER, Del.SAGER, Del.INDSTILLINGER})
"""What an organisation still sees of a person who has left it: the meetings it has planned itself, and has to
call off, the notices of missed meetings that it has sent or has to answer, its own decisions as cases, which
may be complained of and which it alone can look at again, and the jobcenter's answer to what it asked for
(`indstilling.syn`; LAB §§ 27, 180, 180 a, 181, 204, 207; RSL § 66; FVL § 32; AKS §§ 16, 20). All else goes
with the person.
"""

_INTET: Final[frozenset[Del]] = frozenset()


@dataclass(frozen=True, slots=True)
class Indsigt:
    """What an organisation sees of a person today. `dele` is empty for somebody else's person.

    `egen`: its own person. `ansvarlig`: it holds the kontaktforløb today. `finding` says why.
    """

    aktoer: Aktoer
    egen: bool
    ansvarlig: bool
    dele: frozenset[Del]
    finding: Finding

    def ser(self, part: Del | str) -> bool:
        """Whether it sees the part, which may be given by its name. ValueError for an unknown one."""
        return Del(part) in self.dele

    def ser_samtale(self, art: SamtaleArt, *, holder_selv: bool, deltager_selv: bool, kommende: bool) -> bool:
        """Whether it sees a meeting.

        `holder_selv`, `deltager_selv`: this very organisation holds it, or takes part. `kommende`: planned
        and not over yet.
        """
        if art is SamtaleArt.RAADIGHEDSSAMTALE:
            return holder_selv and Del.RAADIGHEDSSAMTALER in self.dele
        if Del.SAMTALER in self.dele:
            return True
        if deltager_selv and Del.FAELLES_SAMTALER in self.dele:
            return True
        return holder_selv and kommende and Del.EGNE_PLANLAGTE in self.dele


def indsigt(facts: Facts, nu: datetime, aktoer: Aktoer, organisation: str) -> Indsigt:
    """What the organisation with this code sees of the person at `nu` (aware): `aktoer` says what it is."""
    sag = Sag(facts, nu)
    holder = sag.holder(sag.i_dag)
    used: dict[str, Json] = {"dag": sag.i_dag.isoformat(), "af": aktoer.value, "ansvarlig": holder.value}
    if not _egen(sag, aktoer, organisation):
        refused = afslag("kun_ansvarlig_aktoer", used, (), _fortrolighed(aktoer))
        return Indsigt(aktoer, egen=False, ansvarlig=False, dele=_INTET, finding=refused)
    ansvarlig = holder is aktoer
    dele = frozenset(part for part, adgang in DELE.items() if _ser(adgang.naar(aktoer), ansvarlig=ansvarlig))
    met = opfyldt("indsigt", (s.LAB_27, *_fortrolighed(aktoer)), used | {"hele_forloebet": ansvarlig})
    return Indsigt(aktoer, egen=True, ansvarlig=ansvarlig, dele=dele, finding=met)


def _ser(naar: Naar, *, ansvarlig: bool) -> bool:
    return naar is Naar.ALTID or (naar is Naar.ANSVARLIG and ansvarlig)


def _egen(sag: Sag, aktoer: Aktoer, organisation: str) -> bool:
    """Whether the person is a member of that a-kasse, or lives in that kommune, today."""
    if not organisation or sag.organisation(aktoer, sag.i_dag) != organisation:
        return False
    ended = sag.udmeldt_i(sag.periode(sag.i_dag)) if aktoer is Aktoer.A_KASSE else None
    return ended is None or sag.i_dag <= ended


def _fortrolighed(aktoer: Aktoer) -> tuple[Citation, ...]:
    return (s.AKS_16,) if aktoer is Aktoer.A_KASSE else (s.FVL_32,)
