"""Proposing times for joint meetings to an a-kasse, in three steps: the form, every interval of it, sent.

A change of what holds is proposed by the same form, filled with what holds.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import groupby
from typing import Final

from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal import clock
from portal.actions import propose_agreement, publish_times
from portal.actions.propose_agreement import PlannedInterval, Preview, Proposed
from portal.actions.publish_times import WrongLink
from portal.actions.times.links import OWN
from portal.actions.times.whose import NotTheirs
from portal.policy.facts import Aktoer, Samtaleform
from portal.policy.law import Decision
from portal.store import agreements
from portal.store.agreements import AgreementView
from portal.store.database import Session
from portal.store.timetable import House
from portal.store.views import CaseworkerView
from portal.web.caseworker.aftaler import told
from portal.web.caseworker.aftaler.foreslaa_form import MOST, Answers, changing, fresh, from_request
from portal.web.caseworker.rows import Table
from portal.web.caseworker.times import fields
from portal.web.caseworker.times.fields import Pairs
from portal.web.caseworker.times.left_out import left_out
from portal.web.caseworker.times.publish import link_hint
from portal.web.caseworker.times.week_page import WeekPage, first_office
from portal.web.context import database
from portal.web.ids import read_uuid
from portal.web.locale import _, ngettext, reader
from portal.web.pages import stop_if_missing
from portal.web.signed_in import caseworker
from portal.wording.explain import explain_to_caseworker, next_step_for_caseworker
from portal.wording.reader import capitalised, short_day
from portal.wording.reader import clock as hour
from portal.wording.times_words import LINK

AT: Final[Mapping[str, str]] = {
    "aftale_perioden": "til_dag",
    "aftale_for_langt_frem": "til_dag",
    "aftale_varsel": "fra_dag",
    "aftale_ingen_tider": "fra_dag",
    "aftale_laengde": "laengde",
    "aftale_uden_transport": "rejse_foer",
    "aftale_transport": "rejse_foer",
    "aftale_transport_video": "rejse_foer",
    "aftale_uden_form": "former",
    "aftale_moedes": "former",
    "aftale_uden_videolink": "videolink",
    "aftale_varsel_laengde": "varsel",
}
"""The field at which what stands in the way is said, by its code; what is not named here stands above all."""


@dataclass(frozen=True, slots=True)
class Week:
    """The intervals of a week."""

    heading: str
    table: Table


@dataclass(frozen=True, slots=True)
class Shown:
    """What would be proposed, to be read once more. `left_out`: for each caseworker, what is not made."""

    lead: str
    facts: Pairs
    message: list[str]
    weeks: list[Week]
    warnings: Pairs


@dataclass(frozen=True, slots=True)
class Page(WeekPage):
    """What `foreslaa.html` and `foreslaa_check.html` show.

    `changes`: the agreement that it is a change of, and `changes_with` whom. `obstacles`: why it cannot be
    proposed, where no field of the form is about it. `shown`: what would be proposed, if it can be.
    """

    answers: Answers
    changes: AgreementView | None
    a_kasser: Pairs
    left_out: list[tuple[str, list[tuple[str, str, list[str]]]]] = field(default_factory=list)
    obstacles: Pairs = field(default_factory=list)
    shown: Shown | None = None

    @property
    def workers(self) -> Pairs:
        """Whoever was chosen stays to choose from, wherever they belong."""
        chosen = [one for one in self.house.workers if str(one.public_id) in self.answers.workers]
        shown = dict.fromkeys((*self.near, *chosen))
        return [(str(one.public_id), one.name) for one in shown]

    @property
    def takes_part(self) -> Pairs:
        return [(form, _(words)) for form, words in told.A_KASSE_FORM.items()]


def show() -> str:
    return render_template("caseworker/aftaler/foreslaa.html", page=database().read(_fresh))


def change(aftale: uuid.UUID) -> str:
    """The form of a change, filled with what holds."""
    page = database().read(lambda session: _changing(session, aftale))
    return render_template("caseworker/aftaler/foreslaa.html", page=page)


def check() -> str | tuple[str, int]:
    """The second step. `ret`: back to the form, with everything as it was typed."""
    page = database().read(_checked)
    if "ret" in request.form:
        return render_template("caseworker/aftaler/foreslaa.html", page=page)
    if page.shown is None:
        return render_template("caseworker/aftaler/foreslaa.html", page=page), 422
    return render_template("caseworker/aftaler/foreslaa_check.html", page=page)


def send() -> Response | tuple[str, int]:
    """The third step. What is no longer so since the second is said as on the form."""
    page = database().read(_checked)
    command = page.answers.command(caseworker().id)
    if page.shown is None or command is None:
        return render_template("caseworker/aftaler/foreslaa.html", page=page), 422
    with suppress(NotTheirs):
        done = propose_agreement.propose_agreement(command, database(), clock.now())
        if isinstance(done, Proposed):
            sent = url_for("caseworker.aftaler.aftale.show", aftale=done.agreement, gjort="foreslaaet")
            return redirect(sent, 303)
    return render_template("caseworker/aftaler/foreslaa.html", page=database().read(_checked)), 409


def _proposes(session: Session) -> tuple[CaseworkerView, House]:
    """Who proposes, and among whom and where they choose. Nobody but a jobcenter does."""
    worker, house = publish_times.of_the_house(session, caseworker().id)
    if worker.organisation.holder is not Aktoer.JOBCENTER:
        abort(404)
    return worker, house


def _fresh(session: Session) -> Page:
    worker, house = _proposes(session)
    own = house.worker_by_id(worker.id)
    wanted = read_uuid(request.args.get("kontor"))
    workers = () if house.office(wanted) else (str(own.public_id),)
    answers = fresh(clock.today()).at(first_office(house, wanted, own), workers)
    return _page(session, worker, house, answers)


def _changing(session: Session, aftale: uuid.UUID) -> Page:
    worker, house = _proposes(session)
    agreement = stop_if_missing(agreements.get(session, aftale, worker.organisation.id))
    if agreement.status != "accepted":
        abort(404)
    intervals = agreements.intervals(session, agreement.id)
    return _page(session, worker, house, changing(agreement, intervals, clock.today()))


def _checked(session: Session) -> Page:
    worker, house = _proposes(session)
    answers = from_request(request.form)
    errors = answers.errors(clock.today())
    command = answers.command(worker.id)
    if errors or command is None:
        return _page(session, worker, house, answers, errors)
    try:
        found = propose_agreement.preview(session, command, clock.now())
    except WrongLink as wrong:
        return _page(session, worker, house, answers, {"videolink": _(LINK[wrong.why])})
    except NotTheirs:
        lost = {"kontor": _("Vælg igen. Noget af det er lukket siden.")}
        return _page(session, worker, house, answers, lost)
    return _page(session, worker, house, answers, errors, found)


def _page(
    session: Session,
    worker: CaseworkerView,
    house: House,
    answers: Answers,
    errors: dict[str, str] | None = None,
    found: Preview | None = None,
) -> Page:
    errors = errors or {}
    changes = agreements.get(session, answers.replaces, worker.organisation.id) if answers.replaces else None
    a_kasser = [(str(one.public_id), one.name) for one in agreements.partners(session, Aktoer.A_KASSE)]
    obstacles: Pairs = []
    if found is not None:
        errors |= _at_fields(found.decision) | _too_many(found)
        obstacles = _told(found.decision, refuses=True)
    allowed = found is not None and not errors and not obstacles and found.decision.allowed
    return Page(
        answers=answers,
        errors=errors,
        house=house,
        link_hint=_link_hint(worker),
        changes=changes,
        a_kasser=[("", _("Vælg")), *a_kasser],
        left_out=_left_out(found) if found else [],
        obstacles=obstacles,
        shown=_shown(answers, found, dict(a_kasser), house) if found and allowed else None,
    )


def _link_hint(worker: CaseworkerView) -> str:
    told = _("Uden borgere på video kan a-kassen selv skrive det, når den svarer.")
    return f"{link_hint(worker)} {told}"


def _at_fields(decision: Decision) -> dict[str, str]:
    return {
        AT[finding.code]: explain_to_caseworker(finding, reader())
        for finding in decision.refusals
        if finding.code in AT
    }


def _too_many(found: Preview) -> dict[str, str]:
    if len(found.intervals) <= MOST:
        return {}
    text = _("Det bliver {antal} tidsrum. Foreslå højst {hoejst} ad gangen: færre medarbejdere eller dage.")
    return {"til_dag": text.format(antal=len(found.intervals), hoejst=MOST)}


def _told(decision: Decision, *, refuses: bool) -> Pairs:
    """What stands in the way, or is to be considered, and what to do about it."""
    findings = decision.refusals if refuses else decision.warnings
    return [
        (explain_to_caseworker(one, reader()), next_step_for_caseworker(one, reader()))
        for one in findings
        if one.code not in AT
    ]


def _left_out(found: Preview) -> list[tuple[str, list[tuple[str, str, list[str]]]]]:
    """For each caseworker by name."""
    names = dict.fromkeys(one.caseworker for one in found.left_out)
    return [
        (name, left_out([one.left_out for one in found.left_out if one.caseworker == name])) for name in names
    ]


def _shown(answers: Answers, found: Preview, a_kasser: dict[str, str], house: House) -> Shown:
    lead = ngettext(
        "{antal} tidsrum med plads til {samtaler} samtaler bliver foreslået.",
        "{antal} tidsrum med plads til {samtaler} samtaler bliver foreslået.",
        len(found.intervals),
    )
    return Shown(
        lead=lead.format(antal=len(found.intervals), samtaler=found.meetings),
        facts=_facts(answers, a_kasser, house),
        message=[line for line in answers.typed["besked"].splitlines() if line.strip()],
        weeks=weeks(found.intervals),
        warnings=_told(found.decision, refuses=False),
    )


def _link(answers: Answers) -> str:
    """Where those meet who come by video, if anybody does."""
    by_video = answers.typed["a_kasse_form"] == "video" or Samtaleform.VIDEO in answers.former
    return answers.typed["videolink"].replace(OWN, "…") if by_video else ""


def weeks(intervals: Iterable[PlannedInterval]) -> list[Week]:
    heads = (_("Dag"), _("Tid"), _("Fra jobcentret"), _("Samtaler"))
    ordered = sorted(intervals, key=lambda one: (one.start, one.caseworker))
    found = []
    for monday, of_it in groupby(ordered, key=lambda one: told.monday(one.start)):
        heading = told.week(monday)
        rows = tuple(
            (
                capitalised(short_day(reader(), one.start)),
                f"{hour(reader(), one.start)}–{hour(reader(), one.slut)}",
                one.caseworker,
                str(one.count),
            )
            for one in of_it
        )
        found.append(Week(heading, Table(heading, heads, rows)))
    return found


def _facts(answers: Answers, a_kasser: dict[str, str], house: House) -> Pairs:
    typed = answers.typed
    office = house.office(read_uuid(typed["kontor"]))
    takes_part = told.A_KASSE_FORM[typed["a_kasse_form"]]
    notice = ngettext("{antal} dag", "{antal} dage", int(typed["varsel"]))
    travel = ""
    if answers.number("rejse_foer", 0, 240) is not None and typed["a_kasse_form"] == "fremmoede":
        travel = told.travel(int(typed["rejse_foer"]), int(typed["rejse_efter"]))
    return [
        (_("A-kasse"), a_kasser.get(typed["a_kasse"], "")),
        (_("Sted"), ", ".join(part for part in (office.name if office else "", typed["lokale"]) if part)),
        (_("Hver samtale"), _("{antal} minutter").format(antal=typed["laengde"])),
        (_("Sådan deltager a-kassen"), _(takes_part)),
        (_("A-kassens transport"), travel),
        (_("Link til videomøde"), _link(answers)),
        (_("Samtaler kan holdes"), told.forms(fields.former_of(list(answers.former)))),
        (_("Varsel, før den kan slutte eller ændres"), notice.format(antal=typed["varsel"])),
    ]
