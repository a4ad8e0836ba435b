"""Find a time: the free times this person may have, day by day, and how they are narrowed down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from flask import redirect, render_template, request
from werkzeug.wrappers import Response

from portal.actions.find_times import Times, times_for
from portal.policy.facts import SamtaleArt, Samtaleform
from portal.store import slots
from portal.store.database import Session
from portal.store.slots import SlotPage, SlotQuery
from portal.store.views import CaseworkerName, OfficeView, SlotView
from portal.web.citizen import a_kasse_med, earlier, links, meeting, times
from portal.web.citizen.asking import Asking, asking
from portal.web.citizen.bounds import Bound, bounds, without_times
from portal.web.citizen.route import Route, address
from portal.web.citizen.search import ALL, Search, read, unfiltered
from portal.web.citizen.times import Days, Time
from portal.web.context import database
from portal.web.ids import read_uuid
from portal.wording.explain import Explanation
from portal.wording.reader import capitalised, moment
from portal.wording.words import FORM

Link = tuple[str, str]
NEAREST_PLACES = 3


@dataclass(frozen=True, slots=True)
class Choices:
    """What the filters offer and hold: (value, text) pairs, what was typed, and what was wrong with it."""

    forms: list[Link]
    offices: list[Link]
    caseworkers: list[Link]
    values: dict[str, str]
    errors: dict[str, str]


@dataclass(frozen=True, slots=True)
class Page:
    """Everything `find_time.html` shows.

    `refusals`: why there is nothing to choose; then the rest is empty, but for `wait`: where to ask to be
    told of a time, and `along`: that none is free in which the a-kasse takes part.
    """

    title: str
    back: str
    route: Route
    search: Search
    refusals: list[Explanation] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    along: Bound | None = None
    present: str | None = None
    kinds: list[tuple[str, str, bool]] = field(default_factory=list)
    bounds: list[Bound] = field(default_factory=list)
    first_moment: str = ""
    first_free: Time | None = None
    days: Days = field(default_factory=list)
    later: str | None = None
    earlier: str | None = None
    choices: Choices | None = None
    places: list[tuple[str, str, bool]] = field(default_factory=list)
    selected: str | None = None
    wait: str | None = None
    errors: list[Link] = field(default_factory=list)
    time_error: str | None = None


def show() -> str | Response:
    return find(Route())


def find(route: Route) -> str | Response:
    """The page, for a new meeting or for the one that `route` moves."""
    search = read(request.args)
    if route.move:
        search = replace(search, art=route.move.art)
    page = database().read(lambda session: _page(session, route, search))
    if page is None:
        return redirect(address("citizen.a_kasse_med.show", search.kept()), 303)
    return render_template("citizen/find_time.html", page=page)


def _page(session: Session, route: Route, search: Search) -> Page | None:
    """None: the person has first to say whether the a-kasse takes part."""
    who = asking(session)
    if route.move is None and a_kasse_med.must_be_asked(who, search.art):
        return None
    found = times_for(session, who.person, who.now, art=search.art, move=route.move, filters=search.filters)
    page = _frame(who, route, search)
    if found.bookable.windows:
        page = replace(page, wait=earlier.address(route.move, search.art))
    if found.query is None:
        return _nothing(page, who, found)
    offices = slots.offices(session, found.query)
    place = _place(search, found, offices)
    free = slots.search(session, replace(found.query, office=read_uuid(place)))
    if not free.slots and not _any_at_all(session, who, route, search):
        return _nothing(page, who, found)
    one = offices[0].public_id if len(offices) == 1 else read_uuid(place)
    caseworkers = slots.caseworkers(session, replace(found.query, office=one))
    listed = _list(page, who, found, free, _choices(who, search, offices, caseworkers, place))
    if search.filters.after or not free.slots:
        return listed
    nearest = offices[:1] and place == str(offices[0].public_id)
    first = free.slots[0] if place == ALL else _first(session, found.query, free, nearest=bool(nearest))
    return replace(
        listed,
        first_moment=capitalised(moment(who.reader, first.start)),
        first_free=times.time_of(who.reader, first, route.minutes),
    )


def _first(session: Session, query: SlotQuery, free: SlotPage, *, nearest: bool) -> SlotView:
    """The first time of all places, where those of one are listed; of times at once, the nearest.

    `nearest`: the place that is listed. Then nothing is nearer than its own first time.
    """
    if nearest and free.slots[0].start == slots.first_start(session, query):
        return free.slots[0]
    return slots.first_free(session, query) or free.slots[0]


def _place(search: Search, found: Times, offices: Sequence[OfficeView]) -> str:
    """Whose times are listed: the place that was chosen, else the nearest one.

    All places, where the person has chosen whom to meet, or a meeting that needs no place, and where the
    day decides between the a-kasse and the jobcenter.
    """
    chosen = search.typed.get("sted", "")
    anywhere = search.filters.caseworker or search.filters.form in (Samtaleform.TELEFON, Samtaleform.VIDEO)
    both = len({window.holder for window in found.bookable.windows}) > 1
    if chosen or anywhere or both or len(offices) < 2:
        return chosen or ALL
    return str(offices[0].public_id)


def _frame(who: Asking, route: Route, search: Search) -> Page:
    _ = who.reader.gettext
    present = None
    if route.move:
        present = _("Din samtale er nu {tid}.").format(tid=moment(who.reader, route.move.start))
    return Page(
        title=_("Find en ny tid") if route.move else _("Find en tid"),
        back=route.back(),
        route=route,
        search=search,
        present=present,
        kinds=[] if route.move else _kinds(who, route, search),
    )


def _kinds(who: Asking, route: Route, search: Search) -> list[tuple[str, str, bool]]:
    """The meetings the person can choose between; empty where there is one kind only."""
    if not who.situation.faellessamtale_due:
        return []
    _ = who.reader.gettext
    texts = {
        SamtaleArt.JOBSAMTALE: _("Almindelig jobsamtale"),
        SamtaleArt.FAELLESSAMTALE: _("Fællessamtale inden 16 måneders ledighed"),
    }
    return [
        (text, route.find(replace(unfiltered(search), art=art).kept()), art is search.art)
        for art, text in texts.items()
    ]


def _nothing(page: Page, who: Asking, found: Times) -> Page:
    question = page.route.question
    explained = [who.explain(finding, question) for finding in found.refusals]
    return replace(
        page,
        refusals=explained,
        links=links.of(who.reader, explained, page.route, searching=True),
        along=without_times(who, found, page.search.art),
    )


def _list(page: Page, who: Asking, found: Times, free: SlotPage, choices: Choices) -> Page:
    route, search = page.route, page.search
    missing = request.args.get("mangler") == "tid"
    error = who.reader.gettext("Vælg en tid.") if missing else None
    return replace(
        page,
        bounds=bounds(who, found, search.art, moving=route.move is not None),
        days=times.by_day(who.reader, free.slots, route.minutes),
        later=route.find([*search.kept("efter"), ("efter", str(free.next))]) if free.next else None,
        earlier=route.find(search.kept("efter")) if search.filters.after else None,
        choices=choices,
        places=_places(route, search, choices),
        selected=times.selected(request.args.get("tid")),
        errors=[*choices.errors.items(), *([("tid", error)] if error else [])],
        time_error=error,
    )


def _choices(
    who: Asking,
    search: Search,
    offices: Sequence[OfficeView],
    caseworkers: Sequence[CaseworkerName],
    place: str,
) -> Choices:
    _ = who.reader.gettext
    houses = [(str(office.public_id), meeting.house(office)) for office in offices]
    people = [(str(worker.public_id), worker.name) for worker in caseworkers]
    return Choices(
        forms=[("", _("Alle måder")), *((form.value, _(FORM[form])) for form in Samtaleform)],
        offices=[(ALL, _("Alle steder")), *houses],
        caseworkers=[("", _("Alle sagsbehandlere")), *people],
        values={**search.typed, **search.days, "sted": place},
        errors={name: _(text) for name, text in search.errors.items()},
    )


def _places(route: Route, search: Search, choices: Choices) -> list[tuple[str, str, bool]]:
    """The nearest places as links: (text, address, chosen). The rest stand among the filters."""
    if len(choices.offices) <= 2:
        return []
    chosen = choices.values["sted"]
    kept = search.kept("sted", "sagsbehandler", "efter")
    everywhere, *offices = choices.offices
    shown = offices[:NEAREST_PLACES]
    shown += [office for office in offices if office[0] == chosen and office not in shown]
    return [
        (text, route.find([*kept, ("sted", value)]), value == chosen) for value, text in [*shown, everywhere]
    ]


def _any_at_all(session: Session, who: Asking, route: Route, search: Search) -> bool:
    """Whether there are free times that the filters hide."""
    if not search.filtered and not search.filters.after:
        return False
    found = times_for(
        session, who.person, who.now, art=search.art, move=route.move, filters=unfiltered(search).filters
    )
    return found.query is not None and slots.any_free(session, found.query)
