"""One agreement on joint times: where it stands, what both sides said, its intervals; and taking it back."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Final

from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal import clock
from portal.actions import answer_agreement
from portal.actions.answer_agreement import Outdated, Refused, UnknownAgreement, WithdrawProposal
from portal.actions.see_agreement import SeenAgreement, see_agreement
from portal.policy.facts import Aktoer
from portal.policy.law import Decision
from portal.store.agreements import AgreementView, IntervalView
from portal.web.caseworker.aftaler import told
from portal.web.caseworker.aftaler.trin import Step, own_name, steps
from portal.web.caseworker.rows import Cell, Mark
from portal.web.caseworker.times.week import week_of
from portal.web.context import database
from portal.web.locale import _, ngettext, reader
from portal.web.signed_in import caseworker
from portal.web.urls import may_open
from portal.wording.explain import explain_to_caseworker, next_step_for_caseworker
from portal.wording.reader import capitalised, plain_day

LONGEST_MESSAGE: Final = 2000

ANSWER, CHANGE, END, WITHDRAW = (
    "caseworker.aftaler.svar.show",
    "caseworker.aftaler.foreslaa.change",
    "caseworker.aftaler.afslut.show",
    "caseworker.aftaler.aftale.withdraw",
)


@dataclass(frozen=True, slots=True)
class ByWeek:
    """A table of intervals; each week's rows stand under what the week is called."""

    caption: str
    heads: tuple[str, ...]
    weeks: list[tuple[str, list[tuple[Cell, ...]]]]


@dataclass(frozen=True, slots=True)
class Page:
    """What `aftaler/aftale.html` shows.

    `turn`: what the side that looks can do now; `act`: the link that does it. `ways`: what else there is to
    do. `error`: about the message of a withdrawal; `stopped`: why it could not be withdrawn.
    """

    agreement: AgreementView
    status: Mark | str
    turn: str
    act: tuple[str, str] | None
    rows: list[tuple[str, str]]
    links: list[tuple[str, str]]
    ways: list[tuple[str, str]]
    may_withdraw: bool
    steps: list[Step]
    ahead: ByWeek
    others: ByWeek
    done: str = ""
    typed: str = ""
    error: str = ""
    stopped: tuple[tuple[str, str], ...] = ()
    outdated: bool = False

    @property
    def summary(self) -> list[tuple[str, str]]:
        return [("besked", self.error)] if self.error else []


def show(aftale: uuid.UUID) -> str:
    return _render(aftale, done=_done())


def withdraw(aftale: uuid.UUID) -> Response | tuple[str, int]:
    """The jobcenter takes back what nobody has answered."""
    message = request.form.get("besked", "").strip()
    if error := message_error(message):
        return _render(aftale, typed=message, error=error), 422
    command = WithdrawProposal(caseworker().id, aftale, seen_number(), message or None)
    try:
        done = answer_agreement.withdraw_proposal(command, database(), clock.now())
    except UnknownAgreement:
        abort(404)
    if isinstance(done, Outdated):
        return _render(aftale, typed=message, outdated=True), 409
    if isinstance(done, Refused):
        return _render(aftale, typed=message, stopped=tuple(refusals(done.decision))), 422
    return redirect(url_for("caseworker.aftaler.aftale.show", aftale=aftale, gjort="trukket"), 303)


def seen_number() -> int:
    """The number of the last step that the form showed; 0, as before all steps, where it names none."""
    number = request.form.get("set", "")
    return int(number) if number.isdecimal() and len(number) < 7 else 0


def message_error(message: str) -> str:
    if len(message) <= LONGEST_MESSAGE:
        return ""
    return _("Skriv højst {antal} tegn.").format(antal=LONGEST_MESSAGE)


def refusals(decision: Decision) -> list[tuple[str, str]]:
    """What stands in the way, and what to do."""
    return [
        (explain_to_caseworker(one, reader()), next_step_for_caseworker(one, reader()))
        for one in decision.refusals
    ]


def _render(
    aftale: uuid.UUID,
    *,
    done: str = "",
    typed: str = "",
    error: str = "",
    stopped: tuple[tuple[str, str], ...] = (),
    outdated: bool = False,
) -> str:
    try:
        seen = see_agreement(caseworker().id, aftale, database())
    except UnknownAgreement:
        abort(404)
    page = _page(seen, clock.now(), done, typed, error, stopped, outdated)
    return render_template("caseworker/aftaler/aftale.html", page=page)


def _page(
    seen: SeenAgreement,
    now: datetime,
    done: str,
    typed: str,
    error: str,
    stopped: tuple[tuple[str, str], ...],
    outdated: bool,
) -> Page:
    agreement, today = seen.agreement, now.astimezone(clock.COPENHAGEN).date()
    this_week = told.monday(now)
    stands = {
        one.id
        for one in seen.intervals
        if one.status in ("open", "agreed") and told.monday(one.start) >= this_week
    }
    return Page(
        agreement=agreement,
        status=told.status(agreement, today),
        turn=_turn(agreement),
        act=_act(agreement),
        rows=_rows(agreement),
        links=_links(seen, now),
        ways=_ways(seen, today),
        may_withdraw=_of_the_jobcenter(agreement) and agreement.turn is not None and may_open(WITHDRAW),
        steps=steps(agreement, seen.steps),
        ahead=_by_week(_("Tidsrum"), seen, (one for one in seen.intervals if one.id in stands)),
        others=_by_week(
            _("Tidsrum, der er forbi, afvist eller erstattet"),
            seen,
            (one for one in seen.intervals if one.id not in stands),
        ),
        done=done,
        typed=typed,
        error=error,
        stopped=stopped,
        outdated=outdated,
    )


def _of_the_jobcenter(agreement: AgreementView) -> bool:
    return agreement.side is Aktoer.JOBCENTER


def _turn(agreement: AgreementView) -> str:
    """What the side that looks does next, or waits for."""
    if agreement.waits_for_us:
        text = ngettext(
            "{antal} tidsrum venter på jeres svar.", "{antal} tidsrum venter på jeres svar.", agreement.open
        )
        sentence = text.format(antal=agreement.open)
        if may_open(ANSWER):
            return sentence
        whose = _("En teamleder eller administrator skal svare.")
        return f"{sentence} {whose}"
    if agreement.turn is None:
        return ""
    text = ngettext(
        "{antal} tidsrum venter på svar fra {navn}.",
        "{antal} tidsrum venter på svar fra {navn}.",
        agreement.open,
    )
    return text.format(antal=agreement.open, navn=agreement.other.name)


def _act(agreement: AgreementView) -> tuple[str, str] | None:
    if not agreement.waits_for_us or not may_open(ANSWER):
        return None
    return _("Svar på forslaget"), url_for(ANSWER, aftale=agreement.public_id)


def _rows(agreement: AgreementView) -> list[tuple[str, str]]:
    notice = ngettext("{antal} dag", "{antal} dage", agreement.notice_days).format(
        antal=agreement.notice_days
    )
    return [
        (_("Mellem"), f"{own_name(agreement)}\n{agreement.other.name}"),
        (_("Periode"), capitalised(told.period(agreement))),
        (_("Varsel, før den kan slutte eller ændres"), notice),
        (_("Sidste dag"), plain_day(reader(), agreement.ends_on) if agreement.ends_on else ""),
    ]


def _links(seen: SeenAgreement, now: datetime) -> list[tuple[str, str]]:
    """To the calendar, in the week where something lies ahead; to the agreement before and after it."""
    agreement = seen.agreement
    ahead = [one.start for one in seen.intervals if one.slut > now and one.status in ("agreed", "open")]
    week = week_of(min(ahead).astimezone(clock.COPENHAGEN).date()) if ahead else None
    links = [
        (
            _("Se den fælles kalender"),
            url_for("caseworker.aftaler.kalender.show", aftale=agreement.public_id, uge=week),
        )
    ]
    for text, other in (
        (_("Se den aftale, som denne ændrer"), agreement.replaces),
        (_("Se ændringen af aftalen"), seen.replaced_by.public_id if seen.replaced_by else None),
    ):
        if other is not None:
            links.append((text, url_for("caseworker.aftaler.aftale.show", aftale=other)))
    return links


def _ways(seen: SeenAgreement, today: date) -> list[tuple[str, str]]:
    """What can be done with an agreement that holds, unless a change of it is under way."""
    agreement = seen.agreement
    if agreement.status != "accepted" or not told.in_force(agreement, today):
        return []
    ways = []
    if _of_the_jobcenter(agreement) and seen.replaced_by is None:
        ways.append((_("Foreslå en ændring"), CHANGE))
    ways.append((_("Afslut aftalen"), END))
    return [(text, url_for(end, aftale=agreement.public_id)) for text, end in ways if may_open(end)]


def _by_week(caption: str, seen: SeenAgreement, found: Iterable[IntervalView]) -> ByWeek:
    heads = (_("Tid"), _("Hvem kommer"), _("A-kassen"), _("Form og sted"), _("Status"))
    weeks = [
        (told.week(monday), [_row(seen, one) for one in of_it])
        for monday, of_it in groupby(found, key=lambda one: told.monday(one.start))
    ]
    return ByWeek(caption, heads, weeks)


def _row(seen: SeenAgreement, one: IntervalView) -> tuple[Cell, ...]:
    return (
        told.when(one),
        told.who_comes(one, seen.stand_ins.get(one.id, ())),
        told.a_kasse_takes_part(one),
        f"{told.forms(one.former)}\n{told.place(one)}",
        told.interval_status(one, seen.agreement.side),
    )


def _done() -> str:
    """What has just been done, as the address of a redirect says it."""
    return {
        "foreslaaet": _("Forslaget er sendt til a-kassen."),
        "svaret": _("Svaret er sendt."),
        "trukket": _("Forslaget er trukket tilbage."),
        "afsluttet": _("Aftalen er afsluttet, og den anden part har fået besked."),
    }.get(request.args.get("gjort", ""), "")
