"""What the forms on times have in common: hours as they are typed, forms, how a time is told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Final

from portal.policy.facts import Samtaleform
from portal.store.joint_conflicts import Closed
from portal.store.published import Published
from portal.store.timetable import House
from portal.web.locale import _, ngettext, reader
from portal.wording.reader import brief_day, clock, listed
from portal.wording.words import FORM

Pairs = list[tuple[str, str]]

_HOURS: Final = ("%H:%M", "%H.%M", "%H")


def minutes_of(text: str) -> int | None:
    """Minutes after midnight of an hour as it is typed: `9`, `9.30` or `09:30`; `24` ends a day."""
    words = text.strip()
    if words in ("24", "24:00", "24.00"):
        return 24 * 60
    for pattern in _HOURS:
        try:
            at = datetime.strptime(words, pattern)  # noqa: DTZ007 - an hour, of no day
        except ValueError:
            continue
        return at.hour * 60 + at.minute
    return None


def hour_text(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def former_of(values: list[str]) -> frozenset[Samtaleform]:
    known = {form.value: form for form in Samtaleform}
    return frozenset(known[value] for value in values if value in known)


def form_choices() -> Pairs:
    return [(form.value, _(FORM[form])) for form in Samtaleform]


def forms_told(former: frozenset[Samtaleform]) -> str:
    return listed(reader(), [_(FORM[form]) for form in Samtaleform if form in former])


def offices(house: House) -> Pairs:
    return [(str(one.public_id), one.name) for one in house.offices]


def when(time: Published) -> str:
    """`09.00–09.45`."""
    return f"{clock(reader(), time.start)}–{clock(reader(), time.slut)}"


def day_and_hour(time: Published) -> str:
    return f"{brief_day(reader(), time.start)}, {when(time)}"


def whose(time: Published) -> str:
    return time.caseworker or time.team or time.office


def status(time: Published, viewer: int) -> tuple[str, str]:
    """What is with the time, and its badge. Who has booked is told to nobody but whose time it is."""
    if time.withdrawn:
        return _("Booket, kan ikke bookes igen"), "info"
    if time.capacity > 1:
        return _("{ledige} af {pladser} ledige").format(ledige=time.free, pladser=time.capacity), "none"
    if time.closed:
        return (_("Lukket"), "warning") if time.free else (_("Booket, i konflikt"), "error")
    if time.free and time.held:
        return _("Holdes til en borger"), "info"
    if time.free:
        return _("Ledig"), "success"
    return _("Booket"), "info"


def without_link(found: Iterable[Published]) -> str:
    """That nobody can choose video in some of the times, since there is no link; "" where there are none."""
    lacking = [time for time in found if time.lacks_link]
    if not lacking:
        return ""
    told = ngettext(
        "{antal} ledig tid tilbyder video, men har intet link. Borgere kan ikke vælge video i den.",
        "{antal} ledige tider tilbyder video, men har intet link. Borgere kan ikke vælge video i dem.",
        len(lacking),
    ).format(antal=len(lacking))
    hidden = sum(time.former == {Samtaleform.VIDEO} for time in lacking)
    if not hidden:
        return told
    only = ngettext(
        "{antal} tid er kun på video og bliver slet ikke vist.",
        "{antal} tider er kun på video og bliver slet ikke vist.",
        hidden,
    )
    return f"{told} {only.format(antal=hidden)}"


def closed(found: Closed) -> str:
    """What an absence does to times that were agreed with another organisation; "" where nothing."""
    if not found.times:
        return ""
    told = ngettext(
        "{antal} aftalt fælles tid bliver lukket, så længe det varer.",
        "{antal} aftalte fælles tider bliver lukket, så længe det varer.",
        found.times,
    ).format(antal=found.times)
    if not found.booked:
        return told
    booked = ngettext(
        "{antal} er booket. Samtalen bliver ikke aflyst: Find en løsning under Fælles tider i konflikt.",
        "{antal} er booket. Samtalerne bliver ikke aflyst: Find en løsning under Fælles tider i konflikt.",
        found.booked,
    )
    return f"{told} {booked.format(antal=found.booked)}"


def times(count: int) -> str:
    """`3 tider`."""
    return ngettext("{antal} tid", "{antal} tider", count).format(antal=count)


def typed(values: Mapping[str, str], *names: str) -> dict[str, str]:
    return {name: values.get(name, "").strip() for name in names}
