"""Ending an agreement on joint times: the last day, what it means for what is booked, and a yes."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal import clock
from portal.actions import end_agreement
from portal.actions.answer_agreement import Outdated, UnknownAgreement
from portal.actions.end_agreement import EndAgreement, Ended, Ending
from portal.policy.facts import Aktoer
from portal.policy.law import Finding
from portal.store.agreements import AgreementView
from portal.store.database import Session
from portal.web.caseworker.aftaler.aftale import message_error, seen_number
from portal.web.caseworker.times import chosen, fields
from portal.web.caseworker.times.fields import Pairs
from portal.web.context import database
from portal.web.days import read_day
from portal.web.locale import _, ngettext, reader
from portal.web.signed_in import caseworker
from portal.wording.explain import explain_to_caseworker, next_step_for_caseworker
from portal.wording.reader import plain_day

AT: Final = {"aftale_varsel": "sidste", "aftale_slutter_foer": "sidste"}
"""The field that a refusal is about."""

KEEP, CALL_OFF = "bliver", "aflys"


@dataclass(frozen=True, slots=True)
class Page:
    """What `aftaler/afslut.html` and `aftaler/afslut_check.html` show.

    `choices`: what can become of booked meetings; empty for an a-kasse, which calls none off. `means`: what
    the end does, sentence by sentence. `stopped`: why it cannot end at all.
    """

    agreement: AgreementView
    earliest: date
    typed: dict[str, str]
    choices: list[tuple[str, str, str]]
    errors: dict[str, str] = field(default_factory=dict)
    stopped: Pairs = field(default_factory=list)
    warnings: Pairs = field(default_factory=list)
    means: list[str] = field(default_factory=list)
    outdated: bool = False

    @property
    def summary(self) -> Pairs:
        return list(self.errors.items())

    @property
    def notice(self) -> str:
        text = _("Tidligst {dag}, så varslet på {antal} dage er holdt.")
        return text.format(dag=plain_day(reader(), self.earliest), antal=self.agreement.notice_days)

    @property
    def last(self) -> str:
        day = read_day(self.typed["sidste"])
        return plain_day(reader(), day) if day else ""

    @property
    def kept(self) -> Pairs:
        """For a form onwards: everything that was answered."""
        return [*self.typed.items(), ("set", str(self.agreement.last_step))]


def show(aftale: uuid.UUID) -> str:
    return _form(_page(aftale, {}))


def check(aftale: uuid.UUID) -> str | tuple[str, int]:
    """What the end would mean. `ret`: back to the form, as it was typed."""
    typed = _typed()
    errors = {} if "ret" in request.form else _errors(typed)
    page = _page(aftale, typed, errors, judged="ret" not in request.form and not errors)
    if page.outdated:
        return _form(page), 409
    if page.errors or page.stopped:
        return _form(page), 422
    if "ret" in request.form:
        return _form(page)
    return render_template("caseworker/aftaler/afslut_check.html", page=page)


def end(aftale: uuid.UUID) -> Response | str | tuple[str, int]:
    typed = _typed()
    if errors := _errors(typed):
        return _form(_page(aftale, typed, errors)), 422
    try:
        done = end_agreement.end_agreement(_command(aftale, typed), database(), clock.now())
    except UnknownAgreement:
        abort(404)
    if isinstance(done, Ended):
        return _done(aftale, done)
    page = _page(aftale, typed, judged=True)
    return _form(page), 409 if isinstance(done, Outdated) else 422


def _form(page: Page) -> str:
    return render_template("caseworker/aftaler/afslut.html", page=page)


def _done(aftale: uuid.UUID, done: Ended) -> Response | str:
    """With what became of each meeting that was called off."""
    address = url_for("caseworker.aftaler.aftale.show", aftale=aftale, gjort="afsluttet")
    if not done.called_off:
        return redirect(address, 303)
    called_off = chosen.called_off_told(done.called_off)
    return render_template(
        "caseworker/aftaler/afsluttet.html",
        called_off=called_off,
        means=_became(done),
        agreement=url_for("caseworker.aftaler.aftale.show", aftale=aftale),
    )


def _typed() -> dict[str, str]:
    return fields.typed(request.form, "sidste", "samtaler", "besked")


def _errors(typed: dict[str, str]) -> dict[str, str]:
    found = {}
    if read_day(typed["sidste"]) is None:
        found["sidste"] = _("Skriv aftalens sidste dag.")
    if message := message_error(typed["besked"]):
        found["besked"] = message
    return found


def _command(aftale: uuid.UUID, typed: dict[str, str]) -> EndAgreement:
    return EndAgreement(
        caseworker_id=caseworker().id,
        agreement=aftale,
        seen=seen_number(),
        last=read_day(typed.get("sidste")) or clock.today(),
        keep_booked=typed.get("samtaler") != CALL_OFF,
        message=typed.get("besked") or None,
    )


def _page(
    aftale: uuid.UUID,
    typed: dict[str, str],
    errors: dict[str, str] | None = None,
    *,
    judged: bool = False,
) -> Page:
    command = _command(aftale, typed)

    def read(session: Session) -> Ending:
        return end_agreement.preview(session, command, clock.now())

    try:
        found = database().read(read)
    except UnknownAgreement:
        abort(404)
    refused = found.decision.refusals if judged else ()
    # Before a day is chosen, only what no day would mend is told.
    hopeless = [one for one in found.decision.refusals if one.code not in AT]
    start = {"sidste": found.earliest.isoformat(), "samtaler": KEEP, "besked": ""}
    at_fields = (errors or {}) | {AT[one.code]: _told(one)[0] for one in refused if one.code in AT}
    outdated = judged and command.seen != found.agreement.last_step
    return Page(
        agreement=found.agreement,
        earliest=found.earliest,
        typed=start | typed,
        choices=_choices(found.agreement),
        errors={} if hopeless else at_fields,  # there are no fields then
        stopped=[_told(one) for one in hopeless],
        warnings=[_told(one) for one in found.decision.warnings],
        means=_means(found, calls_off=not command.keep_booked),
        outdated=outdated,
    )


def _told(one: Finding) -> tuple[str, str]:
    return explain_to_caseworker(one, reader()), next_step_for_caseworker(one, reader())


def _choices(agreement: AgreementView) -> list[tuple[str, str, str]]:
    if agreement.side is not Aktoer.JOBCENTER:
        return []
    return [
        (KEEP, _("De bliver stående"), _("Begge parter holder dem som aftalt.")),
        (
            CALL_OFF,
            _("De bliver aflyst"),
            _("Borgeren får besked og bliver tilbudt en anden aftalt tid, hvis der er en."),
        ),
    ]


def _means(found: Ending, *, calls_off: bool) -> list[str]:
    free = ngettext(
        "{antal} ledig tid efter den dag bliver trukket tilbage.",
        "{antal} ledige tider efter den dag bliver trukket tilbage.",
        found.free,
    ).format(antal=found.free)
    if not found.booked:
        return [free, _("Ingen har booket en samtale efter den dag.")]
    if calls_off:
        text = ngettext(
            "{antal} booket samtale efter den dag bliver aflyst. Borgeren og begge parter får besked.",
            "{antal} bookede samtaler efter den dag bliver aflyst. Borgerne og begge parter får besked.",
            found.booked,
        )
    else:
        text = ngettext(
            "{antal} booket samtale efter den dag bliver stående.",
            "{antal} bookede samtaler efter den dag bliver stående.",
            found.booked,
        )
    return [free, text.format(antal=found.booked)]


def _became(done: Ended) -> list[str]:
    withdrawn = ngettext(
        "{antal} ledig tid er trukket tilbage.", "{antal} ledige tider er trukket tilbage.", done.withdrawn
    )
    kept = ngettext(
        "{antal} samtale kunne ikke aflyses og står endnu. Træk tiden tilbage fra ugen.",
        "{antal} samtaler kunne ikke aflyses og står endnu. Træk tiderne tilbage fra ugen.",
        done.kept,
    )
    return [withdrawn.format(antal=done.withdrawn)] + ([kept.format(antal=done.kept)] if done.kept else [])
