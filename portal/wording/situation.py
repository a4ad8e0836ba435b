"""What the policy says of one person now, asked once and only as far as a page needs it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from functools import cached_property
from types import MappingProxyType
from typing import Final

from portal.policy import (
    afholdelse,
    beslutninger,
    bookingfrist,
    cv,
    faelles,
    kontaktforloeb,
    krav,
    mindre_intensiv,
    selvbooking,
)
from portal.policy.afholdelse import Udeblivelse
from portal.policy.bookingfrist import BindendeFrist
from portal.policy.cv import CvTilstand
from portal.policy.facts import (
    AKasseMed,
    Aktoer,
    Beslutning,
    BeslutningArt,
    Facts,
    MindreIntensiv,
    Samtale,
    SamtaleArt,
    Tilmelding,
)
from portal.policy.kalender import day_after, midnight
from portal.policy.kontaktforloeb import Ansvar, Ledighed
from portal.policy.krav import Krav
from portal.policy.law import Outcome
from portal.policy.sag import Sag
from portal.policy.window import Bookable

_NOBODY: Final[Mapping[int, date]] = MappingProxyType({})


class Situation:
    """One person at one moment. `nu` is aware; days are Danish ones. Each answer is worked out once.

    `henvendt`: on which day the person got in touch about a meeting they did not come to, by its key.
    """

    def __init__(self, facts: Facts, nu: datetime, henvendt: Mapping[int, date] = _NOBODY) -> None:
        self.facts = facts
        self.nu = nu
        self.henvendt = henvendt
        self.sag = Sag(facts, nu)

    @property
    def i_dag(self) -> date:
        return self.sag.i_dag

    @cached_property
    def ansvar(self) -> Ansvar:
        return kontaktforloeb.ansvar(self.facts, self.nu, self.i_dag)

    @cached_property
    def ledighed(self) -> Ledighed:
        return kontaktforloeb.ledighed(self.facts, self.nu)

    @cached_property
    def krav(self) -> tuple[Krav, ...]:
        return krav.krav(self.facts, self.nu, self.i_dag)

    @cached_property
    def cv(self) -> CvTilstand | None:
        """How it stands with the CV of the present registration."""
        return cv.tilstand(self.facts, self.nu)

    @cached_property
    def frist(self) -> BindendeFrist | None:
        """The deadline issued last, unless it has lapsed."""
        found = bookingfrist.binding_deadline(self.facts, self.nu)
        return found if found is not None and not found.bortfaldet else None

    @property
    def aaben_frist(self) -> BindendeFrist | None:
        """The deadline by which the person still has to book. An exemption takes that duty away (BAB § 45),
        and nobody has to book where there are no times (DBK § 13).
        """
        frist = self.frist
        if frist is None or not frist.binder or not frist.frist.tider_fandtes:
            return None
        exempt = beslutninger.bindende(self.sag, BeslutningArt.FRITAGELSE, frist.frist.frist)
        return frist if exempt is None else None

    @cached_property
    def bookable(self) -> Bookable:
        return selvbooking.bookable(self.facts, self.nu)

    @property
    def responsible(self) -> Aktoer:
        """Whom to turn to: who holds the kontaktforløb, also while the person is off the register."""
        part = self.sag.part(self.i_dag)
        return part if part is not Aktoer.INGEN else Aktoer.A_KASSE

    @cached_property
    def tilmelding(self) -> Tilmelding | None:
        """The registration that runs today."""
        return self.sag.tilmeldt(self.i_dag)

    @cached_property
    def planlagte(self) -> tuple[Samtale, ...]:
        """The meetings still to come, the next one first."""
        coming = [m.samtale for m in self.sag.moeder if m.er_planlagt and m.slut > self.sag.nu]
        return tuple(coming)

    @property
    def naeste_samtale(self) -> Samtale | None:
        return self.planlagte[0] if self.planlagte else None

    def beslutning(self, art: BeslutningArt) -> Beslutning | None:
        """The decision of that kind that binds the person today towards who is responsible now."""
        return beslutninger.bindende(self.sag, art, self.i_dag, self.ansvar.aktoer)

    def bortfald(self, beslutning: int) -> date | None:
        """The day from which the decision of that key binds no longer, although nobody lifted it."""
        found = next((one for one in self.facts.beslutninger if one.noegle == beslutning), None)
        return beslutninger.bortfald(self.sag, found) if found else None

    def beslutning_om(self, samtale: int, holder: Aktoer) -> Beslutning | None:
        """The holder's decision that this meeting is held in person, if it binds today (LAB § 33, stk. 2)."""
        return beslutninger.bindende(self.sag, BeslutningArt.FREMMOEDE, self.i_dag, holder, samtale)

    @cached_property
    def udeblivelse(self) -> Udeblivelse | None:
        """The meeting missed last about which the person has still to get in touch (RÅB § 18)."""
        standing = afholdelse.staaende(self.facts, self.nu, self.henvendt)
        return standing[0] if standing else None

    @cached_property
    def uden_pligt(self) -> MindreIntensiv | None:
        """The ground that frees the person from jobsamtaler today (LAB § 106)."""
        return mindre_intensiv.uden_pligt(self.sag, self.i_dag, self.ansvar.aktoer)

    def et_krav(self, *koder: str) -> Krav | None:
        """The first duty of today that has one of these codes and is not met."""
        unmet = (row for row in self.krav if row.finding.outcome is Outcome.NOT_MET)
        return next((row for row in unmet if row.kode in koder), None)

    @property
    def faellessamtale_due(self) -> bool:
        """Whether the 16-month meeting is still to be held, so that it can be booked (LAB § 32, stk. 2)."""
        return self.et_krav("seksten_maaneder") is not None

    @property
    def first_with_jobcenter(self) -> bool:
        """Whether a meeting now would be the first with the jobcenter, to which the a-kasse may come."""
        return faelles.kan_vaelges(self.sag, SamtaleArt.JOBSAMTALE, self.sag.nu)

    @property
    def first_with_jobcenter_from(self) -> date | None:
        """From which day it would be, while the a-kasse still holds the course and its last day is known."""
        last = self.ansvar.slutdato
        if self.ansvar.aktoer is not Aktoer.A_KASSE or last is None:
            return None
        first = day_after(last)
        chosen = faelles.kan_vaelges(self.sag, SamtaleArt.JOBSAMTALE, midnight(first))
        return first if chosen else None

    @property
    def may_choose_a_kasse(self) -> bool:
        """Whether there is a meeting ahead to which the person says whether the a-kasse comes."""
        ahead = self.first_with_jobcenter_from is not None
        return self.first_with_jobcenter or ahead or self.faellessamtale_due

    @property
    def a_kasse_sagt(self) -> AKasseMed | None:
        """What the person has said of the a-kasse at the joint meeting, if it still counts."""
        return faelles.sagt(self.sag)
