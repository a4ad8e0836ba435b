"""What was agreed in Min Plan: as it reads now, what of it is new to the person, its history and file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal import clock
from portal.actions.confirm_plan import ConfirmPlan, confirm_plan
from portal.policy.kalender import day_of
from portal.policy.uddannelsespaalaeg import i_maalgruppen
from portal.store import plan, uddannelsestrin
from portal.store.database import Session
from portal.store.tables_case import PLAN_FIELDS
from portal.store.views import PlanEntryView
from portal.web.citizen.asking import Asking, asking
from portal.web.citizen.decisions import Notice
from portal.web.context import database
from portal.web.ids import read_uuid
from portal.web.plan_parts import Change, Entry, Part, changes, parts
from portal.web.plan_response import as_file
from portal.web.signed_in import citizen
from portal.wording.reader import day

ANCHOR = "aftalt"


@dataclass(frozen=True, slots=True)
class Agreed:
    """`unseen`: the changes that the person has not confirmed, and `ids` what names them in the form."""

    parts: list[Part]
    unseen: list[Change]
    ids: str
    any: bool


def history() -> str:
    return render_template("citizen/min_plan_historik.html", changes=database().read(_history))


def file() -> Response:
    return database().read(_file)


def confirm() -> Response:
    """Those that were shown, and no other that was written since."""
    which = [found for text in request.form.get("vist", "").split() if (found := read_uuid(text)) is not None]
    confirm_plan(ConfirmPlan(citizen().id, which), database(), clock.now())
    return redirect(url_for("citizen.plan.show", _anchor=ANCHOR), 303)


def agreed(session: Session, who: Asking) -> Agreed:
    standing = plan.standing(session, who.person.person_id)
    unseen = [one for one in standing if one.seen_at is None]
    return Agreed(
        parts=[*_step(session, who), *_parts(who, standing)],
        unseen=changes(who.reader, unseen),
        ids=" ".join(str(one.public_id) for one in unseen),
        any=bool(standing),
    )


def unseen(session: Session, who: Asking) -> list[Change]:
    """The same changes alone, the latest first."""
    standing = plan.standing(session, who.person.person_id)
    news = [one for one in standing if one.seen_at is None]
    return changes(who.reader, sorted(news, key=lambda one: one.written_at, reverse=True))


def notices(who: Asking, found: Agreed) -> list[Notice]:
    """That there is something new in what was agreed."""
    if not found.unseen:
        return []
    count = len(found.unseen)
    text = who.reader.ngettext(
        "Der er {antal} ændring i det, I har aftalt, som du ikke har set.",
        "Der er {antal} ændringer i det, I har aftalt, som du ikke har set.",
        count,
    )
    return [Notice(text.format(antal=count), None, link=(who.reader.gettext("Se det nye"), f"#{ANCHOR}"))]


def _history(session: Session) -> list[Change]:
    who = asking(session)
    return changes(who.reader, plan.history(session, who.person.person_id))


def _file(session: Session) -> Response:
    who = asking(session)
    organisation = who.person.organisation(who.situation.responsible)
    found = [*_step(session, who), *_parts(who, plan.standing(session, who.person.person_id))]
    name = who.person.person.name
    return as_file(who.reader, name, organisation.name if organisation else "", day_of(who.now), found)


def _parts(who: Asking, entries: Iterable[PlanEntryView]) -> list[Part]:
    """A part that is for others, and in which nothing stands, is left out."""
    written = [one for one in entries if not one.ended]
    there = {one.felt for one in written}
    left_out = set()
    if not i_maalgruppen(who.situation.sag, who.situation.i_dag):
        left_out.add("uddannelsesmaal")
    if who.person.a_kasse is None:
        left_out.add("krav_til_jobsoegning")
    return parts(who.reader, written, [felt for felt in PLAN_FIELDS if felt in there or felt not in left_out])


def _step(session: Session, who: Asking) -> list[Part]:
    """The step of the uddannelsespålæg, a part of Min Plan (LAB § 30, stk. 11), once one is written."""
    if who.person.facts.visiteret is None:
        return []
    step, _ = uddannelsestrin.current(session, who.person.person_id), who.reader.gettext
    if step is None:
        return []
    written = _("Skrevet {dag} af {hvem}").format(
        dag=day(who.reader, step.written_at), hvem=f"{step.by}, {step.organisation}"
    )
    return [Part(_("Dit uddannelsespålæg: Det skal du nu"), "", [Entry(step.tekst, [], written)])]
