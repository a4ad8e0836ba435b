"""Third step: check all answers. Shows what will be booked, what is good to know, or why it cannot be had."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response

from portal.actions import find_times
from portal.actions.outcome import Refused
from portal.policy.facts import Samtaleform, SamtaleStatus
from portal.policy.law import Decision
from portal.store import bookings, holds, slots
from portal.store.database import Session
from portal.store.holds import HoldView
from portal.store.views import BookingView, SlotView
from portal.web.citizen import links, meeting, times
from portal.web.citizen.answers import Answers, Pairs, read, verdict
from portal.web.citizen.asking import Asking, answering, asking
from portal.web.citizen.meeting import Meeting
from portal.web.citizen.route import Route
from portal.web.citizen.times import Days
from portal.web.context import database
from portal.web.pages import stop_if_missing
from portal.wording.explain import Explanation
from portal.wording.reader import clock, moment

Row = tuple[str, list[str]] | tuple[str, list[str], str, str]


@dataclass(frozen=True, slots=True)
class Held:
    """Whether the time is kept. `seconds` left; None where it is not kept, or no longer."""

    text: str
    button: str
    seconds: int | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """What `check.html` shows.

    Where it is not `allowed`: the reasons, and the nearest times to choose instead.
    """

    title: str
    back: str
    route: Route
    allowed: bool
    kept: Pairs
    rows: list[Row] = field(default_factory=list)
    present: str | None = None
    warnings: list[Explanation] = field(default_factory=list)
    reasons: list[Explanation] = field(default_factory=list)
    refusals: list[Explanation] = field(default_factory=list)
    links: Pairs = field(default_factory=list)
    nearest: Days = field(default_factory=list)
    kept_for_another: Pairs = field(default_factory=list)
    all_times: str = ""
    held: Held | None = None
    way: str | None = None
    asks_phone: bool = False
    phone: str = ""
    phone_hint: str = ""
    phone_error: str | None = None
    submit: str = ""
    cancel: str = ""

    @property
    def errors(self) -> Pairs:
        if self.phone_error:
            return [("telefon", self.phone_error)]
        return [("afslag", explanation.text) for explanation in self.refusals]


def check(route: Route, values: Mapping[str, str]) -> str | Response:
    """The page, reached with a time and a form; where one is missing, back to where it is chosen."""
    given = read(values, route)
    if given.slot is None:
        return redirect(route.find([*given.search.kept(), ("mangler", "tid")]), 303)
    if given.form is None:
        return redirect(route.choose_form([*given.kept(), ("mangler", "form")]), 303)
    page = database().read(lambda session: _judged(session, route, given))
    return _to_receipt(page) if isinstance(page, BookingView) else _rendered(page)


def with_phone_error(route: Route, given: Answers, error: str) -> Response | tuple[str, int]:
    """The page again, as it was filled in, with what is wrong with the number."""
    page = database().read(lambda session: _judged(session, route, given))
    if isinstance(page, BookingView):
        return _to_receipt(page)
    return _rendered(replace(page, phone_error=error)), 422


def refused(route: Route, given: Answers, outcome: Refused, now: datetime) -> tuple[str, int]:
    """What an action answered with a no at `now` (aware), as a page."""
    who = answering(outcome.person, now)
    return _rendered(_refused(who, route, given, outcome.decision, outcome.nearest)), 409


def _rendered(page: Page) -> str:
    return render_template("citizen/check.html", page=page)


def _to_receipt(booking: BookingView) -> Response:
    return redirect(url_for("citizen.samtale.receipt", samtale=booking.public_id), 303)


def _judged(session: Session, route: Route, given: Answers) -> Page | BookingView:
    """The page; or the person's own meeting in this very time: they came back to what they had sent."""
    who = asking(session)
    assert given.slot is not None  # noqa: S101 - asked for only with both
    assert given.form is not None  # noqa: S101
    person = who.person.person_id
    moving = route.move.id if route.move else None
    slot = stop_if_missing(slots.get(session, given.slot, person_id=person, now=who.now, moving=moving))
    decision = verdict(session, who, route, given, slot, given.form)
    if decision.allowed:
        page = _allowed(who, route, given, slot, given.form, decision)
        return replace(page, held=_held(who, holds.of(session, person, who.now), slot))
    if (own := _own_meeting(session, who, slot)) is not None:
        return own
    nearest = find_times.nearest(
        session, who.person, who.now, slot.start, art=given.search.art, form=given.form, move=route.move
    )
    return _refused(who, route, given, decision, nearest)


def _held(who: Asking, hold: HoldView | None, slot: SlotView) -> Held:
    _ = who.reader.gettext
    if hold is None or hold.slot != slot.public_id:
        text = _("Tiden bliver ikke holdt til dig lige nu. Du kan booke den, så længe den er ledig.")
        return Held(text, _("Hold tiden til mig i 5 minutter"))
    return Held(
        _("Vi holder tiden til dig til klokken {tid}.").format(tid=clock(who.reader, hold.expires_at)),
        _("Hold tiden i 5 minutter fra nu"),
        int((hold.expires_at - who.now).total_seconds()),
    )


def _own_meeting(session: Session, who: Asking, slot: SlotView) -> BookingView | None:
    own = bookings.list_own(session, who.person.person_id)
    return next((b for b in own if b.slot_id == slot.id and b.status is SamtaleStatus.PLANLAGT), None)


def _allowed(
    who: Asking, route: Route, given: Answers, slot: SlotView, form: Samtaleform, decision: Decision
) -> Page:
    _ = who.reader.gettext
    known = route.move.phone if route.move and route.move.phone else who.person.person.phone
    present = moment(who.reader, route.move.start) if route.move else None
    shown = meeting.of_slot(who.reader, slot, given.search.art, form, times.ends(slot, route.minutes))
    return Page(
        title=_("Tjek dine svar"),
        back=route.choose_form(given.kept()),
        route=route,
        allowed=True,
        kept=[*given.kept(), ("indsendelse", str(given.submission))],
        rows=_rows(who, route, given, shown),
        way=shown.way,
        present=_("Du flytter samtalen {tid}.").format(tid=present) if present else None,
        warnings=who.warnings(decision),
        reasons=who.reasons(decision),
        asks_phone=form is Samtaleform.TELEFON,
        phone=given.phone if given.phone is not None else known or "",
        phone_hint=_phone_hint(who, slot),
        submit=_("Flyt samtalen") if route.move else _("Book samtalen"),
        cancel=_("Behold den gamle tid") if route.move else _("Fortryd"),
    )


def _rows(who: Asking, route: Route, given: Answers, shown: Meeting) -> list[Row]:
    """The meeting, term by term; what was chosen can be chosen again from its own row."""
    _ = who.reader.gettext
    change = {
        _("Tid"): route.find(given.kept()),
        _("Sådan holdes samtalen"): route.choose_form(given.kept()),
    }
    return [
        (term, lines, change[term], _("Ret")) if term in change else (term, lines)
        for term, lines in shown.rows
    ]


def _phone_hint(who: Asking, slot: SlotView) -> str:
    _ = who.reader.gettext
    caller = slot.caseworker.name if slot.caseworker else slot.organisation.name
    return _(
        "{hvem} ringer til dig på det nummer. Ret det, hvis du hellere vil ringes op på et andet."
    ).format(hvem=caller)


def _refused(
    who: Asking, route: Route, given: Answers, decision: Decision, nearest: Sequence[SlotView]
) -> Page:
    _ = who.reader.gettext
    explained = who.refusals(decision)
    return Page(
        title=_("Du kan ikke få den tid"),
        back=route.find(given.kept("tid")),
        route=route,
        allowed=False,
        kept=[],
        refusals=explained,
        links=links.of(who.reader, explained, route, searching=True),
        nearest=times.by_day(who.reader, nearest, route.minutes),
        kept_for_another=[*given.kept("tid"), *([("telefon", given.phone)] if given.phone else [])],
        all_times=route.find(given.kept("tid")),
    )
