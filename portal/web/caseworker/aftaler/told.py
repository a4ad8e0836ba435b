"""How agreements on joint times and their intervals are told, to either side."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Final

from portal.actions.times.links import OWN
from portal.clock import COPENHAGEN
from portal.policy.facts import Aktoer, Samtaleform
from portal.store.agreements import AgreementView, IntervalView
from portal.web.caseworker.rows import Mark
from portal.web.locale import _, ngettext, reader
from portal.wording.reader import N_, brief_day, capitalised, clock, listed, short_day
from portal.wording.words import FORM

A_KASSE_FORM: Final = {"fremmoede": N_("A-kassen møder op"), "video": N_("A-kassen er med på video")}


def period(agreement: AgreementView) -> str:
    """`1. mar. 2027 – 30. jun. 2027`; without a last day `fra 1. mar. 2027`."""
    first = brief_day(reader(), agreement.fra)
    last = agreement.ends_on or agreement.til
    if last is None:
        return _("fra {dag}").format(dag=first)
    return f"{first} – {brief_day(reader(), last)}"


def in_force(agreement: AgreementView, today: date) -> bool:
    """Agreed, and not over on that day; one that is to begin counts too."""
    last = agreement.ends_on or agreement.til
    if agreement.status == "ended":
        return last is not None and last >= today
    return agreement.status == "accepted" and (last is None or last >= today)


def status(agreement: AgreementView, today: date) -> Mark | str:
    """Where the agreement stands, as the side that looks reads it."""
    if agreement.turn is not None:
        return waits_for(agreement.turn, agreement.side)
    if agreement.status == "declined":
        return _("Ikke aftalt")
    if not in_force(agreement, today):
        return _("Slut")
    if agreement.status == "ended":
        last = brief_day(reader(), agreement.ends_on or today)
        return Mark(_("Slutter {dag}").format(dag=last), "warning")
    if agreement.fra > today:
        return Mark(_("Gælder fra {dag}").format(dag=brief_day(reader(), agreement.fra)), "success")
    return Mark(_("I kraft"), "success")


def interval_status(interval: IntervalView, side: Aktoer) -> Mark | str:
    """What has become of the interval; `side`: who looks."""
    if interval.status == "open":
        other = Aktoer.A_KASSE if interval.by_side is Aktoer.JOBCENTER else Aktoer.JOBCENTER
        return waits_for(other, side)
    if interval.status == "agreed":
        return Mark(_("Aftalt"), "success")
    return {
        "declined": _("Afvist"),
        "replaced": _("Erstattet af et modforslag"),
        "ended": _("Slut"),
    }[interval.status]


def waits_for(whom: Aktoer, side: Aktoer) -> Mark:
    """Whose answer is waited for; `side`: who looks."""
    if whom is side:
        return Mark(_("Venter på jer"), "warning")
    name = _("Venter på a-kassen") if whom is Aktoer.A_KASSE else _("Venter på jobcentret")
    return Mark(name, "info")


def hours(interval: IntervalView) -> str:
    """`09.00–12.00`."""
    return f"{clock(reader(), interval.start)}–{clock(reader(), interval.slut)}"


def meetings(interval: IntervalView) -> str:
    """`3 samtaler à 45 minutter`."""
    told = ngettext(
        "{antal} samtale à {minutter} minutter", "{antal} samtaler à {minutter} minutter", interval.count
    )
    return told.format(antal=interval.count, minutter=interval.minutes)


def when(interval: IntervalView) -> str:
    """The day, the hours and the meetings in them, a line each."""
    day = capitalised(short_day(reader(), interval.start))
    return f"{day}\n{hours(interval)}\n{meetings(interval)}"


def counted(agreed: int, declined: int, countered: int, lapsed: int) -> str:
    """`3 tidsrum aftalt, 1 afvist og 2 modforslag`: what an answer did; "": nothing."""
    counts = (
        (agreed, ngettext("{antal} tidsrum aftalt", "{antal} tidsrum aftalt", agreed)),
        (declined, ngettext("{antal} afvist", "{antal} afvist", declined)),
        (countered, ngettext("{antal} modforslag", "{antal} modforslag", countered)),
        (lapsed, ngettext("{antal} var begyndt uden svar", "{antal} var begyndt uden svar", lapsed)),
    )
    return listed(reader(), [text.format(antal=count) for count, text in counts if count])


def who_comes(interval: IntervalView, stand_ins: Iterable[tuple[datetime, str]] = ()) -> str:
    """Who comes from either side, in two lines; and to which times somebody else does, a line each."""
    theirs = interval.a_kasse_caseworker
    instead = _("Kl. {tid} i stedet: {navn}")
    return "\n".join(
        (
            _("Jobcentret: {navn}").format(navn=interval.caseworker.name),
            _("A-kassen: {navn}").format(navn=theirs.name if theirs else _("ikke valgt endnu")),
            *(instead.format(tid=clock(reader(), start), navn=name) for start, name in stand_ins),
        )
    )


def a_kasse_takes_part(interval: IntervalView) -> str:
    """How the a-kasse takes part, and how long it travels or where it meets."""
    told = _(A_KASSE_FORM[interval.a_kasse_form])
    if interval.a_kasse_form == "video":
        return f"{told}\n{link(interval)}" if interval.status in ("open", "agreed") else told
    if not interval.travel_before and not interval.travel_after:
        return told
    return f"{told}\n{travel(interval.travel_before, interval.travel_after)}"


def link(interval: IntervalView) -> str:
    """Where the a-kasse meets by video; the part that is another for each time is left out."""
    if interval.link is None:
        return _("Intet link til videomødet endnu")
    return _("Link: {link}").format(link=interval.link.replace(OWN, "…"))


def travel(before: int, after: int) -> str:
    """Both in minutes."""
    words = _("Transport: {foer} minutter før, {efter} minutter efter")
    return words.format(foer=before, efter=after)


def forms(former: frozenset[Samtaleform]) -> str:
    """`Fremmøde, telefon eller video`: what the citizen chooses from."""
    offered = [_(FORM[form]).lower() for form in Samtaleform if form in former]
    return capitalised(listed(reader(), offered, either=True))


def place(interval: IntervalView) -> str:
    return ", ".join(part for part in (interval.office.name, interval.room) if part)


def monday(at: datetime) -> date:
    """The Danish Monday of the week in which it is (aware)."""
    day = at.astimezone(COPENHAGEN).date()
    return day - timedelta(days=day.weekday())


def week(begins: date) -> str:
    """`Uge 37: 9. sep. 2024 – 15. sep. 2024`, of the week that begins on that Monday."""
    first, last = (brief_day(reader(), day) for day in (begins, begins + timedelta(days=6)))
    return _("Uge {uge}: {fra} – {til}").format(uge=begins.isocalendar()[1], fra=first, til=last)
