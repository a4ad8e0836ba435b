"""The supervision of a-kasser (VEJ 10044 13.2): an a-kasse sees its own figures, the agency those of all.

The supervising agency is an organisation that holds no kontaktforløb. A jobcenter is not supervised here, and
has no such page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from flask import Response, abort, jsonify, render_template, request, url_for

from portal import clock
from portal.actions import refresh_overview
from portal.policy import parameters
from portal.policy import sources as s
from portal.policy.facts import Aktoer
from portal.store import overview
from portal.store.database import Session
from portal.web.admin import supervision_figures as figures
from portal.web.admin.figures import FEWEST
from portal.web.admin.supervision_figures import Judged, Month, year_and_month
from portal.web.caseworker.lists.csv_file import csv_response
from portal.web.caseworker.rows import Cell, Link, Mark
from portal.web.context import database
from portal.web.locale import _, ngettext, reader
from portal.web.signed_in import caseworker
from portal.wording.explain import CitationLink, citation_links
from portal.wording.reader import brief_moment, capitalised, month, number

_WIDTH, _GAP, _HEIGHT = 22, 6, 100
"""Of a column, between two, and of the drawing, in its own units."""

_SHOWN: Final = Decimal(40)
"""The drawing reaches up to so many percent at least, so that the limit lies well inside it."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the drawing: where it begins, how high it is (None: not told), and what stands below."""

    x: int
    top: float
    height: float | None
    label: str
    over: bool


@dataclass(frozen=True, slots=True)
class Chart:
    """The shares of the months. `limit`: where the line of the limit lies, from above."""

    label: str
    width: int
    limit: float
    limit_label: str
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table. `bar`: how long its bar is, in percent; 0: no bar. `over`: it is over the limit."""

    name: Cell
    cells: tuple[Cell, ...]
    bar: float = 0
    over: bool = False


@dataclass(frozen=True, slots=True)
class Limits:
    """The numbers of the rule."""

    meetings: str
    percent: str
    in_a_row: str


@dataclass(frozen=True, slots=True)
class Page:
    """What `supervision.html` shows. `every`: the a-kasser, for the agency. `one`: whose months."""

    name: str
    agency: bool
    one: str
    limits: Limits
    counted: str | None
    missing: bool
    runs: tuple[tuple[str, str], ...]
    every: tuple[Row, ...]
    months: tuple[Row, ...]
    chart: Chart | None
    citations: tuple[CitationLink, ...]
    fewest: int = FEWEST


def show() -> str:
    found, chosen, state = _read()
    agency = _is_agency()
    one = chosen or (None if agency else found[0])
    return render_template(
        "admin/supervision.html",
        page=Page(
            name=caseworker().organisation.name,
            agency=agency,
            one=one.organisation.name if one and agency else "",
            limits=_limits(clock.today()),
            counted=brief_moment(reader(), state.oldest) if state.oldest else None,
            missing=state.missing > 0,
            runs=tuple(_run(each, run) for each in ([one] if one else found) for run in each.raekker),
            every=_every(found) if agency and one is None else (),
            months=_months(one, own=not agency) if one else (),
            chart=_chart(one) if one else None,
            citations=citation_links((s.VEJ_13_2, s.VEJ_15_4, s.LAB_31_1, s.DBK_63)),
        ),
    )


def export() -> Response:
    """The same as a file: every month of every a-kasse that is seen."""
    heads = (
        _("A-kasse"),
        _("Kode"),
        _("Måned"),
        _("Nåede tre måneder"),
        _("Uden tre samtaler"),
        _("Andel i procent"),
        _("Mangelfuld"),
        _("Del af seks måneder i træk"),
    )
    lines = [_line(one, each) for one in _read()[0] for each in one.months]
    return csv_response(f"tilsyn-{clock.today().isoformat()}.csv", heads, lines)


def data() -> Response:
    """The same for a machine."""
    limits = _limits(clock.today())
    return jsonify(
        kilde=str(s.VEJ_13_2),
        dag=clock.today().isoformat(),
        graense_procent=int(limits.percent),
        maaneder_i_traek=int(limits.in_a_row),
        samtaler=int(limits.meetings),
        mindst_fortalte_antal=FEWEST,
        a_kasser=[figures.as_json(one) for one in _read()[0]],
    )


def _read() -> tuple[tuple[Judged, ...], Judged | None, overview.State]:
    """Those who are seen, the one that the address names, and how far it is known."""
    own, now, today = caseworker().organisation, clock.now(), clock.today()
    if own.holder is Aktoer.JOBCENTER:
        abort(404)
    supervised = own.holder is Aktoer.A_KASSE
    if supervised:
        refresh_overview.refresh_own(database(), own, now)

    def read(session: Session) -> tuple[tuple[Judged, ...], overview.State]:
        if supervised:
            state = overview.state(session, own.id, own.holder, today)
            return figures.read(session, now, today, own.id), state
        return figures.read(session, now, today), overview.state_of_all(session, today)

    found, known = database().read(read)
    asked = request.args.get("a_kasse")
    chosen = next((one for one in found if str(one.organisation.public_id) == asked), None)
    if asked and chosen is None:
        abort(404)
    return found, chosen, known


def _is_agency() -> bool:
    return caseworker().organisation.holder is Aktoer.INGEN


def _limits(today: date) -> Limits:
    def value(name: str) -> str:
        return number(reader(), parameters.value(name, today).value)

    return Limits(value("a_kasse_samtaler"), value("mangelfuld_procent"), value("dialog_maaneder"))


def _run(one: Judged, run: tuple[date, date]) -> tuple[str, str]:
    """Whose it is, and from when to when."""
    text = _("{fra} til {til}")
    return one.organisation.name, text.format(fra=month(reader(), run[0]), til=month(reader(), run[1]))


def _every(found: Sequence[Judged]) -> tuple[Row, ...]:
    """Those in a long run first, then those with the most wanting months, then by name."""
    order = sorted(found, key=lambda one: (not one.raekker, -one.mangelfuld))
    return tuple(_a_kasse(one) for one in order)


def _a_kasse(one: Judged) -> Row:
    last = one.months[-1] if one.months else None
    here = url_for("admin.supervision.show", a_kasse=one.organisation.public_id)
    many = ngettext("{antal} måned", "{antal} måneder", one.mangelfuld).format(antal=one.mangelfuld)
    return Row(
        name=Link(one.organisation.name, here),
        cells=(_share(last) if last else "–", many, Mark(_("Dialog"), "error") if one.raekker else "–"),
        bar=float(last.andel) if last and last.andel is not None else 0,
        over=bool(last and last.mangelfuld),
    )


def _months(one: Judged, *, own: bool) -> tuple[Row, ...]:
    """The latest first. `own`: with the way to who they are, for whoever may go it."""
    return tuple(
        Row(
            name=_month_cell(each, own=own),
            cells=(
                _count(each.personer),
                _count(each.uden_tre),
                _share(each),
                Mark(_("Mangelfuld"), "error") if each.mangelfuld else "–",
            ),
        )
        for each in reversed(one.months)
    )


def _month_cell(each: Month, *, own: bool) -> Cell:
    name = capitalised(month(reader(), each.first))
    if not own or caseworker().role == "supervision":
        return name
    here = url_for("admin.supervision_people.show", maaned=year_and_month(each.first))
    return Link(name, here, _("Se, hvem der manglede samtaler"))


def _count(value: int | None) -> str:
    return _("færre end {antal}").format(antal=FEWEST) if value is None else str(value)


def _share(each: Month) -> str:
    text = _("{tal} %").format(tal=number(reader(), each.andel)) if each.andel is not None else "–"
    return text.replace(" ", "\N{NO-BREAK SPACE}")


def _chart(one: Judged) -> Chart | None:
    """None where there is nothing to draw."""
    shares = [each.andel for each in one.months if each.andel is not None]
    if not shares:
        return None
    highest = max(*shares, _SHOWN)

    def up(share: Decimal) -> float:
        return round(float(_HEIGHT * share / highest), 1)

    limit = parameters.value("mangelfuld_procent", clock.today()).value
    return Chart(
        label=_("Andel uden tre samtaler måned for måned. Alle tal står i tabellen."),
        width=len(one.months) * (_WIDTH + _GAP) + _GAP,
        limit=_HEIGHT - up(limit),
        limit_label=_("{tal} %").format(tal=number(reader(), limit)),
        columns=tuple(
            Column(
                x=_GAP + place * (_WIDTH + _GAP),
                top=_HEIGHT - up(each.andel) if each.andel is not None else 0,
                height=up(each.andel) if each.andel is not None else None,
                label=month(reader(), each.first)[:3],
                over=each.mangelfuld,
            )
            for place, each in enumerate(one.months)
        ),
    )


def _line(one: Judged, each: Month) -> tuple[str, ...]:
    part = any(first <= each.first <= last for first, last in one.raekker)
    return (
        one.organisation.name,
        one.organisation.code,
        year_and_month(each.first),
        _count(each.personer),
        _count(each.uden_tre),
        "" if each.andel is None else number(reader(), each.andel),
        _("Ja") if each.mangelfuld else _("Nej"),
        _("Ja") if part else _("Nej"),
    )
