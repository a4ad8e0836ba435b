"""One act for several people of a list: looked at first, done at once, taken back while nothing is sent."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType
from typing import Final

from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal import clock
from portal.actions.do_for_many import AT_MOST, UNDO, DoForMany, do_for_many
from portal.actions.open_list import query_of, working
from portal.actions.propose_times import ToCall, propose
from portal.actions.refresh_overview import refresh_own
from portal.actions.undo_for_many import TooLate, UndoForMany, undo_for_many
from portal.policy import parameters
from portal.policy.kalender import day_of, days_after
from portal.store import batches, lists
from portal.store.batches import Act, BatchView, ItemView
from portal.store.database import Session
from portal.store.list_query import OF, Liste
from portal.store.lists import ListRow
from portal.store.views import SlotView
from portal.web.caseworker.lists.show import shown
from portal.web.caseworker.lists.words import ACTS, WORDS
from portal.web.caseworker.rows import Cell, Link, Mark, Table
from portal.web.caseworker.seeing import log_named
from portal.web.context import database
from portal.web.days import read_day
from portal.web.locale import _, reader
from portal.web.signed_in import caseworker
from portal.wording.explain import explain_to_caseworker
from portal.wording.reader import N_, brief_day, brief_moment
from portal.wording.reader import clock as clock_time

NONE_CHOSEN: Final = N_("Vælg mindst én borger.")


@dataclass(frozen=True, slots=True)
class Check:
    """What `batch_check.html` shows: whom, what, and for a summons when. `submission`: the form's own id."""

    liste: str
    list_name: str
    act: str
    title: str
    table: Table
    people: list[str]
    times: dict[str, str]
    submission: uuid.UUID
    frist: str = ""
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def summary(self) -> list[tuple[str, str]]:
        return list(self.errors.items())


@dataclass(frozen=True, slots=True)
class Done:
    """What `batch.html` shows. `until`: until what time of day it can be taken back, "" where it cannot."""

    title: str
    told: str
    kind: str
    batch: uuid.UUID
    until: str
    liste: str
    list_name: str
    table: Table


def chosen_people() -> tuple[uuid.UUID, ...]:
    """Whom the form names, each once."""
    found = []
    for value in dict.fromkeys(request.form.getlist("person")):
        try:
            found.append(uuid.UUID(value))
        except ValueError:
            continue
    return tuple(found[:AT_MOST])


def check(liste: str) -> str | tuple[str, int]:
    which, act = _asked(liste)
    if not chosen_people():
        return shown(which, {"vaelg-1": _(NONE_CHOSEN)}), 422
    return render_template("caseworker/batch_check.html", page=_check(which, act, clock.now()))


def do(liste: str) -> Response | tuple[str, int]:
    which, act = _asked(liste)
    now, people = clock.now(), chosen_people()
    frist, error = _day(request.form.get("frist", ""), now) if act == "saet_frist" else (None, "")
    try:
        submission = uuid.UUID(request.form.get("indsendelse", ""))
    except ValueError:
        abort(400)
    if error or not people:
        errors = {"frist": error} if error else {}
        return render_template("caseworker/batch_check.html", page=_check(which, act, now, errors)), 422
    command = DoForMany(caseworker().id, which.value, act, people, submission, frist, _times(people))
    batch = do_for_many(command, database(), now)
    return redirect(url_for("caseworker.lists.batches.show", batch=batch.public_id), 303)


def show(batch: uuid.UUID) -> str:
    found = database().read(lambda session: batches.get_own(session, caseworker().id, batch))
    if found is None:
        abort(404)
    items = database().read(lambda session: batches.items(session, found.id))
    return render_template("caseworker/batch.html", page=_done(found, items, clock.now()))


def undo(batch: uuid.UUID) -> Response | tuple[str, int]:
    try:
        undo_for_many(UndoForMany(caseworker().id, batch), database(), clock.now())
    except LookupError:
        abort(404)
    except TooLate:
        return show(batch), 422
    return redirect(url_for("caseworker.lists.batches.show", batch=batch), 303)


def _asked(liste: str) -> tuple[Liste, Act]:
    """The list, where the organisation has it, and what is done for several people of it."""
    try:
        which = Liste(liste)
    except ValueError:
        abort(404)
    if which not in OF[caseworker().organisation.holder] or which not in ACTS:
        abort(404)
    return which, ACTS[which]


def _check(liste: Liste, act: Act, now: datetime, errors: dict[str, str] | None = None) -> Check:
    worker, people = caseworker(), chosen_people()
    own = worker.organisation

    def read(session: Session) -> tuple[tuple[ListRow, ...], dict[uuid.UUID, SlotView]]:
        working(session, worker.id)
        query = query_of(session, own, liste, now, {"days": None, "every": True})
        rows = sorted(
            lists.chosen(session, query, people), key=lambda row: (row.day is None, row.day, row.name)
        )
        if act != "indkald":
            return tuple(rows), {}
        # Who has letters on paper has none until it has come by post: that takes somebody's own look.
        to_call = [ToCall(row.public_id, row.postcode, row.day) for row in rows if row.digital_post]
        return tuple(rows), propose(session, own, worker.id, to_call, now)

    refresh_own(database(), own, now)
    rows, times = database().read(read)
    log_named("see_list", {row.public_id for row in rows}, now)
    shown = [row for row in rows if act != "indkald" or row.public_id in times]
    return Check(
        liste=liste.value,
        list_name=_(WORDS[liste].name),
        act=act,
        title=_(_TITLES[act]),
        table=_check_table(act, rows, times),
        people=[str(row.public_id) for row in shown],
        times={str(row.public_id): str(times[row.public_id].public_id) for row in shown if times},
        submission=uuid.uuid4(),
        frist=request.form.get("frist") or _earliest(now).isoformat(),
        errors=errors or {},
    )


_TITLES: Final = MappingProxyType(
    {"saet_frist": N_("Sæt frist for at booke"), "indkald": N_("Indkald til de næste ledige tider")}
)


def _check_table(act: Act, rows: tuple[ListRow, ...], times: dict[uuid.UUID, SlotView]) -> Table:
    heads = (_("Borger"), _("Tid"), _("Sted")) if act == "indkald" else (_("Borger"),)

    def cells(row: ListRow) -> tuple[Cell, ...]:
        who = Link(row.name, url_for("caseworker.person.show", person=row.public_id))
        if act != "indkald":
            return (who,)
        slot = times.get(row.public_id)
        if not row.digital_post:
            return who, Mark(_("Får breve på papir. Indkald personen for sig."), "warning"), "–"
        if slot is None:
            return who, Mark(_("Ingen ledig tid"), "warning"), "–"
        return who, brief_moment(reader(), slot.start), slot.office.name

    return Table(
        _("De valgte"), heads, tuple(cells(row) for row in rows), _("Ingen af de valgte er i listen.")
    )


def _times(people: tuple[uuid.UUID, ...]) -> dict[uuid.UUID, uuid.UUID]:
    """The times that were looked at, by the person."""
    found = {}
    for person in people:
        try:
            found[person] = uuid.UUID(request.form.get(f"tid-{person}", ""))
        except ValueError:
            continue
    return found


def _day(text: str, now: datetime) -> tuple[date | None, str]:
    """The deadline that was typed, or what is wrong with it."""
    day = read_day(text)
    if day is None:
        return None, _("Skriv en dato.")
    if day < _earliest(now):
        told = _("Fristen kan tidligst være {dag} (BAB § 44, stk. 1).")
        return None, told.format(dag=brief_day(reader(), _earliest(now)))
    return day, ""


def _earliest(now: datetime) -> date:
    """Counted from the day on which they are told."""
    told = day_of(now + UNDO)
    return days_after(told, int(parameters.value("bookingfrist_dage", told).value))


def _done(batch: BatchView, items: tuple[ItemView, ...], now: datetime) -> Done:
    open_ = batch.undone_at is None and now < batch.undo_until and any(i.outcome == "done" for i in items)
    until = clock_time(reader(), batch.undo_until)
    if batch.undone_at is not None:
        told, kind = _("Det er fortrudt. Der er ikke sendt noget."), "success"
    elif open_:
        told, kind = (
            _("Der er ikke sendt noget endnu. Du kan fortryde indtil kl. {tid}.").format(tid=until),
            "info",
        )
    else:
        told, kind = _("Det er sendt, og det kan ikke længere fortrydes her."), "info"
    return Done(
        title=_(_TITLES[batch.act]),
        told=told,
        kind=kind,
        batch=batch.public_id,
        until=until if open_ else "",
        liste=batch.liste,
        list_name=_(WORDS[Liste(batch.liste)].name),
        table=Table(
            _("Sådan gik det"),
            (_("Borger"), _("Resultat")),
            tuple(_result(batch, item) for item in items),
            _("Der er ikke gjort noget."),
        ),
    )


def _result(batch: BatchView, item: ItemView) -> tuple[Cell, ...]:
    who = Link(item.name, url_for("caseworker.person.show", person=item.public_id))
    if item.outcome == "refused" and item.decision is not None:
        why = [explain_to_caseworker(finding, reader()) for finding in item.decision.refusals]
        return who, "\n".join([_("Ikke gjort:"), *why])
    if item.outcome == "done":
        return who, Mark(_("Frist sat") if batch.act == "saet_frist" else _("Indkaldt"), "success")
    if item.outcome == "undone":
        return who, _("Fortrudt")
    return who, _("Står ved magt: Borgeren har allerede set det eller svaret.")
