"""What the store hands out: frozen, complete, and cut off from the database. Times are aware, in UTC."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from portal.policy.facts import (
    AflystAf,
    Aktoer,
    Oprindelse,
    SamtaleArt,
    Samtaleform,
    SamtaleStatus,
)


@dataclass(frozen=True, slots=True)
class OrganisationView:
    """An a-kasse, or a kommune with its jobcenter. `code`: the kommune's or the a-kasse's.

    `letter_head`: the lines beside the name above its letters.
    """

    id: int
    public_id: uuid.UUID
    holder: Aktoer
    code: str
    name: str
    phone: str | None
    email: str | None
    website: str | None
    video_hosts: tuple[str, ...] = ()
    letter_head: str | None = None


@dataclass(frozen=True, slots=True)
class OfficeView:
    """A house where meetings are held. `access`: how to get in (lift, entrance, hearing loop …)."""

    id: int
    public_id: uuid.UUID
    name: str
    address: str
    postcode: str
    city: str
    kommune_code: str
    access: str | None
    phone: str | None


@dataclass(frozen=True, slots=True)
class CaseworkerName:
    """The caseworker as a citizen sees them."""

    public_id: uuid.UUID
    name: str


@dataclass(frozen=True, slots=True)
class CaseworkerView:
    """Somebody who works for an organisation, and what they may do there."""

    id: int
    public_id: uuid.UUID
    organisation: OrganisationView
    subject: str
    name: str
    email: str | None
    role: str
    active: bool


@dataclass(frozen=True, slots=True)
class PersonView:
    """A citizen. The CPR number is not here: it stays encrypted where it lies."""

    id: int
    public_id: uuid.UUID
    name: str
    foedselsdato: date
    phone: str | None
    email: str | None
    postcode: str | None
    language: str | None
    preferred_form: Samtaleform | None
    digital_post: bool


class _OfOneOrBoth:
    """What a published time and a meeting have in common: whose it is, how long, and whether both hold it."""

    __slots__ = ()

    organisation: OrganisationView
    start: datetime
    slut: datetime
    a_kasse: OrganisationView | None

    @property
    def holder(self) -> Aktoer:
        return self.organisation.holder

    @property
    def varighed(self) -> int:
        return minutes(self.start, self.slut)

    @property
    def joint(self) -> bool:
        return self.a_kasse is not None


@dataclass(frozen=True, slots=True)
class SlotView(_OfOneOrBoth):
    """A published time. `varighed` in minutes; `free`: places left.

    `former`: in a search, the forms in which this person may book it; where one slot was asked for by its
    id, all it offers. `joint`: the a-kasse `a_kasse_code` takes part, in the way `a_kasse_form` says.
    """

    id: int
    public_id: uuid.UUID
    organisation: OrganisationView
    office: OfficeView
    caseworker: CaseworkerName | None
    start: datetime
    slut: datetime
    former: frozenset[Samtaleform]
    free: int
    withdrawn: bool
    room: str | None
    has_video_link: bool
    a_kasse: OrganisationView | None = None
    a_kasse_form: str | None = None
    a_kasse_caseworker: CaseworkerName | None = None

    @property
    def a_kasse_code(self) -> str | None:
        return self.a_kasse.code if self.a_kasse else None


@dataclass(frozen=True, slots=True)
class BookingView(_OfOneOrBoth):
    """A meeting.

    `a_kasse`, `a_kasse_form` and `a_kasse_caseworker` say who comes along from the a-kasse, if any;
    `a_kasse_link` where it meets by video, however the person comes: no page of the person shows that one.
    """

    id: int
    public_id: uuid.UUID
    person_id: int
    art: SamtaleArt
    organisation: OrganisationView
    office: OfficeView | None
    caseworker: CaseworkerName | None
    slot_id: int | None
    start: datetime
    slut: datetime
    form: Samtaleform
    oprindelse: Oprindelse
    status: SamtaleStatus
    ombookninger: int
    sequence: int
    phone: str | None
    video_link: str | None
    room: str | None
    booket: datetime | None
    aflyst_af: AflystAf | None
    aflyst: datetime | None
    aflyst_grund: str | None
    updated_at: datetime
    a_kasse: OrganisationView | None = None
    a_kasse_form: str | None = None
    a_kasse_caseworker: CaseworkerName | None = None
    a_kasse_link: str | None = None

    @property
    def has_video_link(self) -> bool:
        return self.video_link is not None


@dataclass(frozen=True, slots=True)
class PlanEntryView:
    """One wording of a part of Min Plan. `felt` is one of `tables_case.PLAN_FIELDS`; `public_id` names the
    wording, `item` what it is a wording of.

    `changed`: the item read otherwise before. `replaced_at`: None for the one that stands.
    `afsluttet_fordi`: the item has ended, and why. `seen_at`: when the person said that they had seen it.
    Times are aware, in UTC.
    """

    public_id: uuid.UUID
    felt: str
    item: uuid.UUID
    text: str
    details: dict[str, object]
    af: Aktoer
    organisation: OrganisationView
    caseworker: CaseworkerName | None
    caseworker_id: int | None
    written_at: datetime
    seen_at: datetime | None
    replaced_at: datetime | None = None
    afsluttet_fordi: str | None = None
    changed: bool = False

    @property
    def ended(self) -> bool:
        return self.afsluttet_fordi is not None


def minutes(start: datetime, slut: datetime) -> int:
    """Whole minutes from `start` to `slut` (both aware)."""
    return int((slut - start).total_seconds() // 60)
