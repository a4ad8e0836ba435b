"""The summons as it goes out: what the person is called to, why, and what they may do about it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from portal.actions.casework import Seen
from portal.actions.send_letter import between
from portal.policy import samtaleform, selvbooking
from portal.policy.facts import (
    Aktoer,
    Facts,
    Oprindelse,
    Samtale,
    SamtaleArt,
    Samtaleform,
    SamtaleStatus,
)
from portal.policy.sag import Sag
from portal.store.views import CaseworkerName, OfficeView, OrganisationView, SlotView
from portal.wording.letters import indkaldelse as letters
from portal.wording.letters.indkaldelse import Rights, Why
from portal.wording.letters.letter import Letter
from portal.wording.letters.samtale import Meeting


@dataclass(frozen=True, slots=True)
class Appointment:
    """The time that a person is called to: a published one, or one that the caseworker has free.

    `start` and `slut` aware; `phone`: the number that is called, for a meeting by telephone.
    """

    art: SamtaleArt
    form: Samtaleform
    start: datetime
    slut: datetime
    office: OfficeView
    former: frozenset[Samtaleform]
    room: str | None = None
    caseworker: CaseworkerName | None = None
    phone: str | None = None
    a_kasse: str | None = None
    a_kasse_in_person: bool = False

    @property
    def varighed(self) -> int:
        return int((self.slut - self.start).total_seconds() // 60)


def who_comes(a_kasse: OrganisationView | None, caseworker: CaseworkerName | None) -> str | None:
    """`A-kassen (Anna Holm)`: who takes part from the a-kasse; None where nobody does."""
    if a_kasse is None:
        return None
    return f"{a_kasse.name} ({caseworker.name})" if caseworker else a_kasse.name


def in_slot(slot: SlotView, art: SamtaleArt, form: Samtaleform, phone: str | None) -> Appointment:
    return Appointment(
        art=art,
        form=form,
        start=slot.start,
        slut=slot.slut,
        office=slot.office,
        former=slot.former,
        room=slot.room,
        caseworker=slot.caseworker,
        phone=phone if form is Samtaleform.TELEFON else None,
        a_kasse=who_comes(slot.a_kasse, slot.a_kasse_caseworker),
        a_kasse_in_person=slot.a_kasse_form == Samtaleform.FREMMOEDE.value,
    )


def letter(seen: Seen, known: Facts, time: Appointment, why: Why, now: datetime) -> Letter:
    """The letter on a summons that the law allows. `known`: the facts without the meeting it replaces."""
    rights = _rights(known, time, seen.worker.organisation.holder, now)
    return letters.summoned(between(seen, now), in_time(time), why, rights)


def in_time(time: Appointment) -> Meeting:
    """The meeting as letters tell of it."""
    return Meeting(
        art=time.art,
        form=time.form,
        start=time.start,
        slut=time.slut,
        place=place(time.office),
        access=time.office.access,
        room=time.room,
        caseworker=time.caseworker.name if time.caseworker else None,
        phone=time.phone,
        a_kasse=time.a_kasse,
        a_kasse_in_person=time.a_kasse_in_person,
    )


def _rights(known: Facts, time: Appointment, holder: Aktoer, now: datetime) -> Rights:
    """What the policy will say of the meeting once it is planned."""
    key = max((samtale.noegle for samtale in known.samtaler), default=0) + 1
    planned = Samtale(
        noegle=key,
        holder=holder,
        start=time.start,
        form=time.form,
        oprindelse=Oprindelse.INDKALDT,
        status=SamtaleStatus.PLANLAGT,
        art=time.art,
        varighed=time.varighed,
        a_kasse_deltager=time.a_kasse is not None,
        booket=now,
    )
    after = replace(known, samtaler=(*known.samtaler, planned))
    others = time.former - {time.form}
    return Rights(
        moves=bool(selvbooking.movable(after, now, key).windows),
        chooses_form=any(samtaleform.vaelg_form(after, now, key, form).allowed for form in others),
        dagpenge=Sag(after, now).paa_dagpenge,
    )


def place(office: OfficeView) -> str:
    """House and address in one line; a house that is called by its address is named once."""
    house = office.address if office.name.startswith(office.address) else f"{office.name}, {office.address}"
    return f"{house}, {office.postcode} {office.city}"
