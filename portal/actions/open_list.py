"""A caseworker opens a work list: what presses is reckoned anew first, and that it was seen is kept."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Literal, TypeVar

from portal.actions import casework
from portal.actions.casework import FIGURES_ONLY, NotSeen
from portal.actions.refresh_overview import refresh_own
from portal.clock import COPENHAGEN
from portal.store import audit, lists, overview
from portal.store.database import Database, Session
from portal.store.list_query import DAYS_AHEAD, OF, FreeDays, Liste, ListQuery
from portal.store.lists import Choice, ListPage
from portal.store.overview import State
from portal.store.views import CaseworkerView, OrganisationView

T = TypeVar("T")

Purpose = Literal["see_list", "print_list", "export_list"]
"""What the list is opened for, as the log names it."""


@dataclass(frozen=True, slots=True)
class OpenList:
    """`narrowed`: what of a `ListQuery` the caseworker chose, by its names there."""

    caseworker_id: int
    organisation: OrganisationView
    liste: Liste
    purpose: Purpose
    narrowed: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Opened:
    """The list, what it can be narrowed down to, and how far it is known."""

    query: ListQuery
    page: ListPage
    choices: tuple[Choice, ...]
    state: State


def open_list(command: OpenList, database: Database, now: datetime) -> Opened:
    """The list at `now` (aware).

    Raises LookupError for a list that this kind of organisation has not, NotSeen for whoever sees nobody.
    """
    own = command.organisation
    if command.liste not in OF[own.holder]:
        raise LookupError(f"no list {command.liste} of {own.holder}")
    refresh_own(database, own, now)

    def read(session: Session) -> tuple[CaseworkerView, Opened]:
        worker = working(session, command.caseworker_id)
        query = query_of(session, own, command.liste, now, command.narrowed)
        page = lists.page(session, query)
        if query.offset and not page.rows:
            query = replace(query, offset=0)
            page = lists.page(session, query)
        chosen = lists.choices(session, own.id)
        return worker, Opened(query, page, chosen, overview.state(session, own.id, own.holder, query.today))

    worker, opened = database.read(read)
    details = {"liste": command.liste.value, "antal": len(opened.page.rows)}
    people = [row.public_id for row in opened.page.rows]
    log(database, worker, command.purpose, now, details, people)
    return opened


def query_of(
    session: Session, own: OrganisationView, liste: Liste, now: datetime, narrowed: dict[str, Any]
) -> ListQuery:
    """What is asked of the store; the free times are looked at where the list is about them."""
    free = FreeDays(None)
    if liste is Liste.INGEN_TIDER:
        free = lists.first_free_days(session, own.id, now)
    given = {"days": DAYS_AHEAD.get(liste)} | narrowed
    return ListQuery(
        liste=liste, organisation_id=own.id, holder=own.holder, today=day(now), free=free, **given
    )


def working(session: Session, caseworker_id: int) -> CaseworkerView:
    """The caseworker, who sees people. Raises NotSeen for one who sees figures only."""
    worker = casework.working(session, caseworker_id)
    if worker.role == FIGURES_ONLY:
        raise NotSeen(worker, None)
    return worker


def log(
    database: Database,
    worker: CaseworkerView,
    action: Purpose,
    now: datetime,
    details: dict[str, Any],
    people: Collection[uuid.UUID],
) -> None:
    """Keeps that a list was opened: which one, how many stood in it, and of each of them that they did."""
    opened = casework.entry(worker, action, now, person_id=None, details=details)

    def work(session: Session) -> None:
        audit.record(session, opened)
        casework.shown(session, worker.id, worker.organisation.id, action, people, now)

    database.write(work)


def log_export(
    database: Database,
    caseworker_id: int,
    now: datetime,
    name: str,
    people: Collection[uuid.UUID],
) -> None:
    """Keeps that a list that is read elsewhere was taken as a file. Raises NotSeen."""
    worker = database.read(lambda session: working(session, caseworker_id))
    log(database, worker, "export_list", now, {"liste": name, "antal": len(people)}, people)


def read_and_log(
    database: Database,
    caseworker_id: int,
    now: datetime,
    purpose: Purpose,
    name: str,
    read: Callable[[Session], tuple[T, ...]],
    whom: Callable[[T], uuid.UUID],
) -> tuple[T, ...]:
    """What `read` finds, for a list that is not made of overviews; that it was seen is kept.

    `whom`: the public id of the person whom one row of it is about.
    """

    def work(session: Session) -> tuple[CaseworkerView, tuple[T, ...]]:
        return working(session, caseworker_id), read(session)

    worker, found = database.read(work)
    people = list(dict.fromkeys(map(whom, found)))
    log(database, worker, purpose, now, {"liste": name, "antal": len(found)}, people)
    return found


def day(now: datetime) -> date:
    """The Danish day of an aware moment."""
    return now.astimezone(COPENHAGEN).date()
