"""The course of meetings as a line through time: what was, what is planned, what the law requires, and
when.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from flask import url_for

from portal.policy import hvorfor
from portal.policy.facts import Aktoer, SamtaleStatus
from portal.policy.kalender import day_after, day_of, month_begins
from portal.policy.krav import Krav
from portal.policy.law import Finding, Outcome
from portal.store.views import BookingView
from portal.web.citizen import meeting
from portal.wording.explain import Why
from portal.wording.krav_words import KRAV
from portal.wording.reader import Reader, capitalised, day, moment, number
from portal.wording.situation import Situation

_STATES = {
    SamtaleStatus.PLANLAGT: "planned",
    SamtaleStatus.AFHOLDT: "done",
    SamtaleStatus.UDEBLEVET: "missed",
    SamtaleStatus.AFLYST: "called-off",
}
Asked = Callable[[Finding, str], Why]
"""What lies behind a finding, and what it is asked about."""


@dataclass(frozen=True, slots=True)
class Item:
    """`state` is one of the time line's own; `dato` None: no day is known, and it stands after all that
    have one. `href`: the page of a meeting that is over, with what was agreed there.
    """

    state: str
    title: str
    when: str
    dato: date | None = None
    lines: list[str] = field(default_factory=list)
    rank: int = 0
    why: Why | None = None
    href: str | None = None


def timeline(reader: Reader, s: Situation, bookings: Iterable[BookingView], why: Asked) -> list[Item]:
    """Everything of the present course, in the order of its days."""
    items = [_told(item, finding, why) for item, finding in _registered(reader, s)]
    items += _meetings(reader, s, bookings)
    items += [_told(item, s.ansvar.findings[0], why) for item in _handover(reader, s)]
    items += [_told(item, s.ledighed.finding, why) for item in _months(reader, s)]
    items += [_told(_required(reader, s, row), row.finding, why) for row in s.krav]
    items += [_told(item, s.frist.finding, why) for item in _deadline(reader, s) if s.frist]
    items.append(Item("now", reader.gettext("I dag"), capitalised(day(reader, s.i_dag)), s.i_dag, rank=1))
    return sorted(items, key=lambda item: (item.dato is None, item.dato or s.i_dag, item.rank))


def _told(item: Item, finding: Finding, why: Asked) -> Item:
    return replace(item, why=why(finding, item.title))


def numbers(reader: Reader, s: Situation) -> list[tuple[str, str]]:
    """The numbers beside the line: (so many of so many, of what)."""
    _ = reader.gettext
    found = []
    for row in s.krav:
        words = KRAV[row.kode]
        if words.count and row.mindst is not None and row.afholdt is not None:
            found.append((_("{antal} af {ialt}").format(antal=row.afholdt, ialt=row.mindst), _(words.count)))
    if not s.sag.paa_dagpenge:
        return found
    if s.ansvar.aktoer is Aktoer.A_KASSE and s.ansvar.slutdato is None:
        limit = s.sag.a_kasse_timer.value
        text = _("{antal} af {ialt}").format(antal=number(reader, _forbrug(s)), ialt=number(reader, limit))
        found.append((text, _("timer med dagpenge, før jobcentret overtager")))
    elif s.ansvar.aktoer is Aktoer.JOBCENTER:
        months = s.ledighed.timer / s.sag.maaned_timer.value
        found.append((number(reader, round(months, 1)), _("måneders ledighed, talt i timer")))
    return found


def _forbrug(s: Situation) -> int | float:
    """Hours of dagpenge registered in the present course, the way the handover counts them (BAB § 7, stk.

    2).
    """
    placed = s.sag.periode(s.i_dag).indplaceret
    made = [
        f.timer
        for f in s.facts.forbrug
        if f.registreret <= s.i_dag and (placed is None or f.maaned >= month_begins(placed))
    ]
    return float(sum(made))


def _registered(reader: Reader, s: Situation) -> Iterator[tuple[Item, Finding]]:
    _ = reader.gettext
    nr = s.sag.periode(s.i_dag).nr
    for tilmelding in s.facts.tilmeldinger:
        if tilmelding.fra <= s.i_dag and s.sag.periode(tilmelding.fra).nr == nr:
            title = _("Du blev tilmeldt som ledig")
            when = capitalised(day(reader, tilmelding.fra))
            yield Item("event", title, when, tilmelding.fra), hvorfor.tilmeldt(tilmelding)
        if tilmelding.til and tilmelding.til < s.i_dag and s.sag.periode(tilmelding.til).nr == nr:
            left = day_after(tilmelding.til)
            item = Item("event", _("Du er ikke længere tilmeldt"), capitalised(day(reader, left)), left)
            yield item, hvorfor.afmeldt(tilmelding.til)


def _meetings(reader: Reader, s: Situation, bookings: Iterable[BookingView]) -> Iterator[Item]:
    nr = s.sag.periode(s.i_dag).nr
    for booking in bookings:
        dato = day_of(booking.start)
        if s.sag.periode(dato).nr != nr:
            continue
        coming = booking.status is SamtaleStatus.PLANLAGT and booking.slut > s.nu
        lines = [meeting.forms(reader, {booking.form})]
        if booking.status in (SamtaleStatus.AFLYST, SamtaleStatus.UDEBLEVET):
            lines.append(meeting.status(reader, booking))
        yield Item(
            state=_STATES[booking.status],
            title=meeting.title(reader, booking.art, booking.organisation),
            when=capitalised(moment(reader, booking.start)),
            dato=dato,
            lines=lines,
            rank=0 if booking.start <= s.nu else 2,
            href=None if coming else url_for("citizen.samtale.show", samtale=booking.public_id),
        )


def _handover(reader: Reader, s: Situation) -> Iterator[Item]:
    """The day the jobcenter takes over; for who stays where they are there is none."""
    _ = reader.gettext
    if s.ansvar.regelsaet != 2024:
        return
    last = s.ansvar.slutdato
    if last is None:
        if s.ansvar.aktoer is Aktoer.A_KASSE:
            line = _("Det sker, når du har fået dagpenge i omkring 3 måneder.")
            yield Item(
                "event",
                _("Jobcentret overtager ansvaret"),
                _("Dagen kendes ikke endnu"),
                None,
                [line],
                rank=1,
            )
        return
    if s.sag.udmeldt is not None and last == s.sag.udmeldt:
        yield Item("event", _("Du meldte dig ud af din a-kasse"), capitalised(day(reader, last)), last)
        return
    first = day_after(last)
    over = first <= s.i_dag
    title = _("Jobcentret overtog ansvaret") if over else _("Jobcentret overtager ansvaret")
    yield Item("event", title, capitalised(day(reader, first)), first)


def _months(reader: Reader, s: Situation) -> Iterator[Item]:
    _ = reader.gettext
    if not s.sag.paa_dagpenge:
        return
    reached = ((6, s.ledighed.seks_maaneder), (16, s.ledighed.seksten_maaneder))
    for rank, (months, dato) in enumerate(reached):
        title = _("{antal} måneders ledighed").format(antal=months)
        when = capitalised(day(reader, dato)) if dato else _("Dagen kendes ikke endnu")
        yield Item("event", title, when, dato, rank=3 + 2 * rank)


def _required(reader: Reader, s: Situation, row: Krav) -> Item:
    _ = reader.gettext
    title = _(KRAV[row.kode].title).format(mindst=row.mindst)
    lines = []
    if row.mindst and row.mindst > 1 and row.afholdt is not None:
        lines.append(_("{antal} af {ialt} holdt").format(antal=row.afholdt, ialt=row.mindst))
    approved = row.kode == "cv_fyldestgoerende" and s.cv is not None and s.cv.fyldestgoerende
    if approved:
        lines.append(_("Det er godkendt"))
    when = _("Senest {dag}").format(dag=day(reader, row.senest)) if row.senest else _("Der er ingen fast dag")
    state = "done" if approved or row.finding.outcome is Outcome.MET else "required"
    return Item(state, title, when, row.senest, lines, rank=0 if row.kode == "a_kasse_samtaler" else 2)


def _deadline(reader: Reader, s: Situation) -> Iterator[Item]:
    frist = s.aaben_frist
    if frist is None:
        return
    _ = reader.gettext
    last = _("Samtalen skal holdes senest {dag}.").format(dag=day(reader, frist.samtale_senest))
    when = _("Senest {dag}").format(dag=day(reader, frist.frist.frist))
    yield Item("required", _("Frist for at booke en samtale"), when, frist.frist.frist, [last])
