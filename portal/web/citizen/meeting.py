"""A meeting, or a time that may become one, in the words that every page uses for it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from urllib.parse import urlencode, urlsplit

from portal.policy.facts import AflystAf, Aktoer, SamtaleArt, Samtaleform, SamtaleStatus
from portal.store.views import BookingView, CaseworkerName, OfficeView, OrganisationView, SlotView
from portal.wording.reader import AsWritten, Reader, capitalised, clock, listed, moment
from portal.wording.words import ART, FORM, STATUS, Contact

Row = tuple[str, list[str]]

MAP: Final = "https://www.openstreetmap.org/search"
"""Open to everybody, and asks nobody who they are."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """What is shown of a meeting.

    `rows`: terms and their lines, for a page; `short`: form and place in one line. `video_link`: where a
    planned video meeting is held; None for any other. `way`: a map of the place, for a meeting in person.
    """

    title: str
    moment: str
    short: str
    rows: list[Row]
    video_link: str | None = None
    way: str | None = None


def of_booking(reader: Reader, booking: BookingView) -> Meeting:
    """A meeting the person has, or had."""
    _ = reader.gettext
    when = _span(reader, booking.start, booking.slut)
    return Meeting(
        title=title(reader, booking.art, booking.organisation),
        moment=when,
        short=short(reader, {booking.form}, booking.office, booking.organisation),
        rows=[(_("Tid"), [when]), *_booking_rows(reader, booking)],
        video_link=video_link(booking),
        way=way(booking.office, booking.form) if booking.status is SamtaleStatus.PLANLAGT else None,
    )


def video_link(booking: BookingView) -> str | None:
    """The meeting's link, if it leads to a house that the organisation has named as its own, or the a-kasse
    that takes part.
    """
    if booking.form is not Samtaleform.VIDEO or booking.status is not SamtaleStatus.PLANLAGT:
        return None
    return known_link(booking.video_link, (booking.organisation, booking.a_kasse))


def a_kasse_link(booking: BookingView) -> str | None:
    """Where the a-kasse meets by video: for caseworkers alone, unless the person comes by video too."""
    if booking.a_kasse is None or booking.status is not SamtaleStatus.PLANLAGT:
        return None
    return known_link(booking.a_kasse_link, (booking.organisation, booking.a_kasse))


def known_link(link: str | None, houses: Iterable[OrganisationView | None]) -> str | None:
    """The link, if it leads to where one of these meets."""
    parts = urlsplit(link or "")
    hosts = {host for house in houses if house is not None for host in house.video_hosts}
    return link if parts.scheme == "https" and parts.hostname in hosts else None


def way(office: OfficeView | None, form: Samtaleform) -> str | None:
    """Where the address is shown on a map; None for a meeting that is not held there."""
    if office is None or form is not Samtaleform.FREMMOEDE:
        return None
    return f"{MAP}?{urlencode({'query': f'{office.address}, {office.postcode} {office.city}'})}"


def _booking_rows(reader: Reader, booking: BookingView) -> list[Row]:
    """With whom, where and how; of a meeting that is over or called off, what became of it."""
    _ = reader.gettext
    rows: list[Row] = []
    if booking.status is not SamtaleStatus.PLANLAGT:
        rows.append((_("Status"), [status(reader, booking)]))
    rows += _who(reader, booking.organisation, booking.caseworker)
    if booking.status is SamtaleStatus.AFLYST:
        return rows
    held = form_rows(
        reader, booking.form, booking.organisation, booking.office, booking.caseworker, booking.phone
    )
    rows += held if _can_be_joined(booking) else [held[0], (_("Link"), [_no_link(reader, booking)])]
    if booking.room and booking.form is Samtaleform.FREMMOEDE:
        rows.append((_("Lokale"), [booking.room]))
    return [*rows, *_joint(reader, booking.a_kasse, booking.a_kasse_form, booking.a_kasse_caseworker)]


def _can_be_joined(booking: BookingView) -> bool:
    planned_video = booking.form is Samtaleform.VIDEO and booking.status is SamtaleStatus.PLANLAGT
    return not planned_video or video_link(booking) is not None


def _no_link(reader: Reader, booking: BookingView) -> str:
    contact = Contact(booking.organisation.name, booking.organisation.phone).words(reader)
    return reader.gettext(
        "Der er intet link til videomødet, som vi kan vise dig. Kontakt {kontakt}, eller skift til telefon."
    ).format(kontakt=contact)


def of_slot(reader: Reader, slot: SlotView, art: SamtaleArt, form: Samtaleform, slut: datetime) -> Meeting:
    """A time that is about to be booked, held in `form` until `slut` (aware)."""
    _ = reader.gettext
    when = _span(reader, slot.start, slut)
    rows: list[Row] = [(_("Samtale"), [title(reader, art, slot.organisation)]), (_("Tid"), [when])]
    rows += _who(reader, slot.organisation, slot.caseworker)
    held = form_rows(reader, form, slot.organisation, slot.office, slot.caseworker, None)
    # The page asks for the number to call, and says there who calls.
    rows += held[:1] if form is Samtaleform.TELEFON else held
    rows += _joint(reader, slot.a_kasse, slot.a_kasse_form, slot.a_kasse_caseworker)
    return Meeting(
        title=title(reader, art, slot.organisation),
        moment=when,
        short=short(reader, {form}, slot.office, slot.organisation),
        rows=rows,
        way=way(slot.office, form),
    )


def title(reader: Reader, art: SamtaleArt, organisation: OrganisationView) -> str:
    """`Jobsamtale med din a-kasse`."""
    _ = reader.gettext
    if organisation.holder is Aktoer.JOBCENTER:
        return _("{art} med jobcentret").format(art=_(ART[art]))
    return _("{art} med din a-kasse").format(art=_(ART[art]))


def form_rows(
    reader: Reader,
    form: Samtaleform,
    organisation: OrganisationView,
    office: OfficeView | None,
    caseworker: CaseworkerName | None,
    phone: str | None,
) -> list[Row]:
    """How the meeting is held, and what the person does for that."""
    _ = reader.gettext
    rows: list[Row] = [(_("Sådan holdes samtalen"), [_(FORM[form])])]
    if form is Samtaleform.FREMMOEDE:
        if office is not None:
            rows.append((_("Sted"), address_lines(office)))
        if office is not None and office.access:
            rows.append((_("Sådan kommer du ind"), [AsWritten(office.access)]))
        return rows
    if form is Samtaleform.TELEFON:
        caller = caseworker.name if caseworker else organisation.name
        call = _("{hvem} ringer til dig på {telefon}.").format(hvem=caller, telefon=phone) if phone else None
        return [*rows, (_("Opkald"), [call or _("{hvem} ringer til dig.").format(hvem=caller)])]
    return [
        *rows,
        (_("Link"), [_("Du finder linket til videomødet her i Selvbooking, når du er logget ind.")]),
    ]


def address_lines(office: OfficeView) -> list[str]:
    return [*_house(office), f"{office.postcode} {office.city}"]


def _house(office: OfficeView) -> list[str]:
    """Name and address; a house that is called by its address is named once."""
    return [office.address] if office.name.startswith(office.address) else [office.name, office.address]


def short(
    reader: Reader, former: Collection[Samtaleform], office: OfficeView | None, organisation: OrganisationView
) -> str:
    """`Personligt møde eller telefon.

    Jobcenter Aarhus, Værkmestergade 5`, with the place where one may have to go, if there is one.
    """
    named = forms(reader, former)
    place = where(office if Samtaleform.FREMMOEDE in former else None, organisation)
    return f"{named}. {place}"


def forms(reader: Reader, former: Iterable[Samtaleform]) -> str:
    """`Personligt møde, telefon eller video`, always in that order."""
    chosen = set(former)
    names = [reader.gettext(FORM[form]) for form in Samtaleform if form in chosen]
    return listed(reader, [names[0], *(name.lower() for name in names[1:])], either=True) if names else ""


def where(office: OfficeView | None, organisation: OrganisationView) -> str:
    """The house in one line; the organisation alone where there is no house."""
    return house(office) if office else organisation.name


def house(office: OfficeView) -> str:
    """`Jobcenter Aarhus, Værkmestergade 5, Aarhus C`; the town once, where the house is called by it."""
    lines = _house(office)
    named = any(line.endswith(f", {office.city}") for line in lines)
    return ", ".join(lines if named else [*lines, office.city])


def status(reader: Reader, booking: BookingView) -> str:
    """`Holdt`, `Aflyst af dig` … What the organisation called off never counts against the person, and
    says so.
    """
    _ = reader.gettext
    if booking.status is not SamtaleStatus.AFLYST:
        return _(STATUS[booking.status])
    if booking.aflyst_af is AflystAf.PERSON:
        return _("Aflyst af dig")
    if booking.holder is Aktoer.JOBCENTER:
        return _("Aflyst af jobcentret. Det tæller ikke imod dig.")
    return _("Aflyst af din a-kasse. Det tæller ikke imod dig.")


def _span(reader: Reader, start: datetime, slut: datetime) -> str:
    return f"{capitalised(moment(reader, start))}–{clock(reader, slut)}"


def _who(reader: Reader, organisation: OrganisationView, caseworker: CaseworkerName | None) -> list[Row]:
    lines = [caseworker.name, organisation.name] if caseworker else [organisation.name]
    return [(reader.gettext("Med"), lines)]


def _joint(
    reader: Reader,
    a_kasse: OrganisationView | None,
    a_kasse_form: str | None,
    caseworker: CaseworkerName | None,
) -> list[Row]:
    lines = a_kasse_lines(reader, a_kasse, a_kasse_form, caseworker)
    return [(reader.gettext("Din a-kasse er med"), lines)] if lines else []


def a_kasse_lines(
    reader: Reader,
    a_kasse: OrganisationView | None,
    a_kasse_form: str | None,
    caseworker: CaseworkerName | None,
) -> list[str]:
    """Who comes from the a-kasse, and how; empty where it does not take part."""
    if a_kasse is None:
        return []
    _ = reader.gettext
    how = _("Møder op") if a_kasse_form == "fremmoede" else _("Er med på video")
    return [*([caseworker.name] if caseworker else []), a_kasse.name, how]


def with_a_kasse(reader: Reader, a_kasse_form: str | None) -> str:
    """That the person's a-kasse takes part, and how, as a sentence."""
    if a_kasse_form == "fremmoede":
        return reader.gettext("Din a-kasse møder op.")
    return reader.gettext("Din a-kasse er med på video.")


def a_kasse_comes(reader: Reader, slot: SlotView) -> str:
    """How the a-kasse takes part in a time, to stand in a list; empty where it does not."""
    if not slot.joint:
        return ""
    _ = reader.gettext
    how = _("a-kassen møder op") if slot.a_kasse_form == "fremmoede" else _("a-kassen er med på video")
    return f"{how} ({slot.a_kasse_caseworker.name})" if slot.a_kasse_caseworker else how
