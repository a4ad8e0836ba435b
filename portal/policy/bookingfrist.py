"""The booking deadline that binds, what fulfils it and when it has lapsed (BAB §§ 27, 28, 44; DBK § 23; RÅB §
11).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from portal.policy import sources as s
from portal.policy.facts import Aktoer, Facts, Frist, Oprindelse, SamtaleStatus
from portal.policy.kalender import day_after, days_after, midnight, utc
from portal.policy.koder import opfyldt
from portal.policy.law import Citation, Finding, Json
from portal.policy.lokale_graenser import BOOKBARE
from portal.policy.moede import Moede
from portal.policy.sag import Sag


@dataclass(frozen=True, slots=True)
class BindendeFrist:
    """The deadline issued last.

    `samtale_senest`: the last day of the meeting it takes. `opfyldt`: a meeting fulfils it, or did when it
    ran out. `udloebet`: it has run out. `bortfaldet`: whoever issued it no longer holds the kontaktforløb, or
    the person has changed to another a-kasse or kommune; then it asks for nothing. `finding`: what its days
    rest on.
    """

    frist: Frist
    samtale_senest: date
    opfyldt: bool
    udloebet: bool
    bortfaldet: bool
    finding: Finding

    @property
    def binder(self) -> bool:
        """Whether the person still has to book because of it."""
        return not (self.opfyldt or self.udloebet or self.bortfaldet)


def binding_deadline(facts: Facts, nu: datetime) -> BindendeFrist | None:
    """The deadline that binds at `nu` (aware); None where none was issued by then."""
    sag = Sag(facts, nu)
    frist = seneste(sag)
    if frist is None:
        return None
    return BindendeFrist(
        frist=frist,
        samtale_senest=samtale_senest(sag, frist.af, frist.frist),
        opfyldt=bool(opfyldt_af(sag, frist, udloeb(frist) if udloebet(sag, frist) else None)),
        udloebet=udloebet(sag, frist),
        bortfaldet=bortfaldet(sag, frist),
        finding=_finding(sag, frist),
    )


def _finding(sag: Sag, frist: Frist) -> Finding:
    last = samtale_senest(sag, frist.af, frist.frist)
    used: dict[str, Json] = {
        "holder": frist.af.value,
        "udstedt": frist.udstedt.isoformat(),
        "frist": frist.frist.isoformat(),
        "samtale_senest": last.isoformat(),
    }
    source: tuple[Citation, ...] = (s.BAB_44_1,)
    if last < samtale_dag(sag, frist.frist):
        # The a-kasse's last day comes first: then that is what the day rests on.
        used["slutdato"], source = last.isoformat(), (s.BAB_44_1, s.LAB_27)
    values = (sag.tal("bookingfrist_dage"), sag.tal("samtale_efter_frist_dage"))
    return opfyldt("bookingfrist", source, used, values)


def seneste(sag: Sag) -> Frist | None:
    """The deadline issued last, as known now; of two issued on one day the later one in the list."""
    issued = [frist for frist in sag.facts.frister if frist.udstedt <= sag.i_dag]
    return max(reversed(issued), key=lambda frist: frist.udstedt, default=None)


def udloebet(sag: Sag, frist: Frist) -> bool:
    return sag.i_dag > frist.frist


def samtale_dag(sag: Sag, frist: date) -> date:
    """The last day of the meeting by the deadline alone (BAB § 44, stk. 1)."""
    return days_after(frist, sag.antal("samtale_efter_frist_dage"))


def samtale_senest(sag: Sag, af: Aktoer, frist: date) -> date:
    """The last day of the meeting: with the a-kasse never after its last day in the course that the deadline
    lies in, where that is known.
    """
    last = samtale_dag(sag, frist)
    slutdato = sag.slutdato(sag.periode(frist)) if af is Aktoer.A_KASSE else None
    return last if slutdato is None else min(last, slutdato)


def bortfaldet(sag: Sag, frist: Frist) -> bool:
    """Whether the issuer no longer holds the kontaktforløb on the deadline day, or is no longer the person's
    own.
    """
    if sag.holder_eller_syg(frist.frist) is not frist.af:
        return True
    return sag.organisation(frist.af, frist.udstedt) != sag.organisation(frist.af, sag.i_dag)


def opfyldt_af(sag: Sag, frist: Frist, set_fra: datetime | None = None) -> list[Moede]:
    """The meetings that fulfil the deadline as things stand, or as they stood at `set_fra` (UTC).

    Self-booked with that holder, between the day of issue and the deadline + 7 days, booked before the
    deadline ran out and not called off by then. A meeting that was missed was booked all the same.
    """
    last = samtale_dag(sag, frist.frist)
    return [
        moede
        for moede in sag.moeder
        if moede.samtale.holder is frist.af
        and moede.samtale.art in BOOKBARE
        and moede.samtale.oprindelse is Oprindelse.SELVBOOKET
        and frist.udstedt <= moede.dag <= last
        and _booket_inden(moede, udloeb(frist))
        and not _aflyst_inden(moede, set_fra)
    ]


def udloeb(frist: Frist) -> datetime:
    """The moment the deadline runs out: the end of its day."""
    return midnight(day_after(frist.frist))


def _booket_inden(moede: Moede, udloeb: datetime) -> bool:
    booked = moede.samtale.booket
    return booked is None or utc(booked) < udloeb


def _aflyst_inden(moede: Moede, set_fra: datetime | None) -> bool:
    if moede.samtale.status is not SamtaleStatus.AFLYST:
        return False
    called_off = moede.samtale.aflyst
    return set_fra is None or called_off is None or utc(called_off) < set_fra
