"""After a kontrolaktion (LAB § 38): the message, the meetings it leads to, and the next one in one click."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal import clock
from portal.actions import register_kontrol, summons_times
from portal.actions.casework import NotSeen
from portal.actions.register_kontrol import NotRegistered, RegisterKontrol
from portal.actions.summons_times import Offered, Wish
from portal.policy import kontrolforloeb
from portal.policy.facts import Aktoer, SamtaleArt, Samtaleform, SamtaleStatus
from portal.policy.indsigt import Del
from portal.policy.indstilling import tilbud_senest
from portal.policy.kalender import day_of
from portal.policy.kontrolforloeb import Raekke
from portal.policy.sag import Sag
from portal.store import bookings
from portal.store.database import Session
from portal.store.views import BookingView, SlotView
from portal.web.caseworker.rows import Cell, Mark, Table
from portal.web.caseworker.seeing import Looking, look
from portal.web.context import database
from portal.web.days import read_day
from portal.web.locale import _
from portal.web.signed_in import caseworker
from portal.wording.reader import brief_day, brief_moment, capitalised, day

ACTION = "see_kontrol"


@dataclass(frozen=True, slots=True)
class Next:
    """The meeting that is due. `senest`: its last day, in words. `planned`: when it is, where it is called.

    `fields`: what one click sends, and `text` what its button says; None where no time is free by then.
    `refusals`: why the law allows no time at all.
    """

    senest: str
    late: bool
    planned: str | None
    text: str | None
    fields: list[tuple[str, str]]
    refusals: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Page:
    """What `kontrol.html` shows. `series` is None where there was no message; `offer`: that one is due.

    `ask`: where the jobcenter is asked for it, or begins on it.
    """

    person: uuid.UUID
    name: str
    obstacles: list[tuple[str, str]]
    intro: str | None
    series: Table | None
    next: Next | None
    offer: str | None
    ask: str
    today: str
    values: dict[str, str]
    error: str | None = None

    @property
    def summary(self) -> list[tuple[str, str]]:
        return [("meddelelse", self.error)] if self.error else []


def show(person: uuid.UUID) -> str:
    return render_template("caseworker/kontrol.html", page=_page(person))


def register(person: uuid.UUID) -> Response | tuple[str, int]:
    received, wrong = _day(request.form.get("meddelelse", ""))
    if received is None:
        return render_template("caseworker/kontrol.html", page=_page(person, wrong)), 422
    command = RegisterKontrol(caseworker().id, person, received, "udland" in request.form)
    try:
        outcome = register_kontrol.register_kontrol(command, database(), clock.now())
    except NotSeen:
        abort(404)
    if isinstance(outcome, NotRegistered):
        return render_template("caseworker/kontrol.html", page=_page(person)), 409
    return redirect(url_for("caseworker.kontrol.show", person=person), 303)


def _day(text: str) -> tuple[date | None, str | None]:
    """The day that was typed, or what is wrong with it."""
    found = read_day(text)
    if found is None:
        return None, _("Skriv den dag, I fik meddelelsen.")
    if found > clock.today():
        return None, _("Datoen ligger i fremtiden. Skriv den dag, I fik meddelelsen.")
    return found, None


def _page(person: uuid.UUID, wrong: str | None = None) -> Page:
    def read(session: Session, looking: Looking) -> Page:
        facts = looking.seen.person.facts
        series = kontrolforloeb.raekke(facts, looking.now)
        known = bookings.list_own(session, looking.seen.person.person_id)
        decision = register_kontrol.judge(looking.seen, looking.now)
        mine = decision.allowed
        return Page(
            person=person,
            name=looking.seen.person.person.name,
            obstacles=looking.told(decision.refusals),
            intro=_intro(looking, series) if series and mine else None,
            series=_table(looking, series) if series and mine else None,
            next=_next(session, looking, series, known) if series and mine else None,
            offer=_offer(looking) if mine else None,
            ask=_ask(looking),
            today=day_of(looking.now).isoformat(),
            values=dict(request.form) if request.method == "POST" else {},
            error=wrong,
        )

    return look(person, ACTION, read, Del.STAMDATA)


def _intro(looking: Looking, series: Raekke) -> str:
    if series.udland:
        text = _(
            "Meddelelse om ophold i udlandet modtaget {dag}. Den første samtale skal holdes senest {senest}, "
            "derefter én hver 14. dag, til der er gået 3 måneder fra den første (LAB § 38)."
        )
    else:
        text = _("Meddelelse modtaget {dag}. Samtalen skal holdes senest {senest} (LAB § 38).")
    return text.format(
        dag=day(looking.reader, series.meddelelse), senest=day(looking.reader, series.senest_foerste)
    )


def _table(looking: Looking, series: Raekke) -> Table:
    return Table(
        caption=_("Samtalerne"),
        heads=(_("Nr."), _("Senest"), _("Status")),
        rows=tuple(
            (str(number + 1), brief_day(looking.reader, dag), _status(looking, series, number, dag))
            for number, dag in enumerate(series.dage)
        ),
    )


def _status(looking: Looking, series: Raekke, number: int, dag: date) -> Cell:
    if number < len(series.holdt):
        return _("Holdt {dag}").format(dag=brief_day(looking.reader, series.holdt[number]))
    if series.naeste is not None and dag == series.naeste:
        return Mark(_("Den næste"), "info")
    if series.naeste is not None and dag < series.naeste:
        return _("Ikke holdt")
    return _("Senere") if series.begyndt else _("Foreløbig; regnes fra den første, der bliver holdt")


def _next(session: Session, looking: Looking, series: Raekke, known: Iterable[BookingView]) -> Next | None:
    if series.naeste is None:
        return None
    coming = [
        booking
        for booking in known
        if booking.art is SamtaleArt.KONTROLSAMTALE
        and booking.status is SamtaleStatus.PLANLAGT
        and booking.start > looking.now
    ]
    planned = min(coming, key=lambda booking: booking.start, default=None)
    offered = None if planned else _offered(session, looking)
    slot = _in_time(offered, looking, series.naeste) if offered else None
    return Next(
        senest=capitalised(day(looking.reader, series.naeste)),
        late=series.naeste < day_of(looking.now),
        planned=brief_moment(looking.reader, planned.start) if planned else None,
        text=_button(looking, slot) if slot else None,
        fields=_fields(slot) if slot else [],
        refusals=looking.told(offered.refusals) if offered and not slot and not offered.any_hour else [],
    )


def _offered(session: Session, looking: Looking) -> Offered:
    wish = Wish(SamtaleArt.KONTROLSAMTALE, Samtaleform.FREMMOEDE)
    return summons_times.offered(session, looking.seen, wish, looking.now)


def _in_time(offered: Offered, looking: Looking, by: date) -> SlotView | None:
    """The first free time that the law allows, by that day; the caseworker's own first.

    Where the day has passed, the first at all.
    """
    late = by <= day_of(looking.now)
    in_time = (slot for slot in (*offered.own, *offered.others) if late or day_of(slot.start) <= by)
    return next(in_time, None)


def _offer(looking: Looking) -> str | None:
    """The offer that is due after the first meeting, whose it is to give, and by when."""
    due = tilbud_senest(Sag(looking.seen.person.facts, looking.now))
    if due is None:
        return None
    if looking.seen.worker.organisation.holder is Aktoer.JOBCENTER:
        text = _("Personen skal have et tilbud senest {dag} (LAB § 38, stk. 2).")
    else:
        text = _("Bed jobcentret om, at personen får et tilbud senest {dag} (LAB § 38, stk. 2).")
    return text.format(dag=day(looking.reader, due))


def _ask(looking: Looking) -> str:
    """Where the a-kasse asks for it, and the jobcenter begins on it."""
    return url_for("caseworker.tilbud.ny.show_kontrol", person=looking.seen.person.person.public_id)


def _button(looking: Looking, slot: SlotView) -> str:
    begins = brief_moment(looking.reader, slot.start)
    with_whom = slot.caseworker.name if slot.caseworker else slot.office.name
    return _("Indkald til {tid} med {navn}").format(tid=begins, navn=with_whom)


def _fields(slot: SlotView) -> list[tuple[str, str]]:
    return [
        ("art", SamtaleArt.KONTROLSAMTALE.value),
        ("form", Samtaleform.FREMMOEDE.value),
        ("tid", str(slot.public_id)),
        ("indsendelse", str(uuid.uuid4())),
    ]
