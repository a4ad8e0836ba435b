"""A work list as a table: one row for each person, the act at its end."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Final

from flask import url_for

from portal.store.list_query import Liste, Order
from portal.store.lists import ListRow
from portal.web.caseworker.lists.acts import act_address
from portal.web.caseworker.lists.words import TEGN, WORDS
from portal.web.caseworker.rows import Cell, Link, Mark
from portal.wording.reader import N_, Reader, brief_day, brief_moment
from portal.wording.words import FORM


@dataclass(frozen=True, slots=True)
class Head:
    """A column's head; `order`: what the list is sorted by through it, if anything."""

    text: str
    order: Order | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """`act`: the link that is the row's own. `person`: whom it is chosen by; None: nobody can be chosen."""

    cells: tuple[Cell, ...]
    act: Link
    person: uuid.UUID | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Showing:
    """In which language a list is shown, and on which Danish day."""

    reader: Reader
    today: date


Column = tuple[Head, Callable[[Showing, ListRow], Cell]]


def heads(showing: Showing, liste: Liste) -> tuple[Head, ...]:
    """The heads in the reader's language, that of the act last."""
    _ = showing.reader.gettext
    own = tuple(Head(_(head.text), head.order) for head, _cell in columns(liste))
    return (*own, Head(_("Handling")))


def rows(showing: Showing, liste: Liste, found: Sequence[ListRow]) -> tuple[Row, ...]:
    words, _ = WORDS[liste], showing.reader.gettext
    return tuple(
        Row(
            cells=tuple(cell(showing, row) for _head, cell in columns(liste)),
            act=Link(_(words.act), act_address(liste, row.public_id), row.name),
            person=row.public_id,
            name=row.name,
        )
        for row in found
    )


def columns(liste: Liste) -> tuple[Column, ...]:
    """The list's columns, as its words and its rows have them."""
    first: Column = (Head(N_("Borger"), Order.NAVN), _person)
    due: Column = (Head(WORDS[liste].day, Order.DAG), _DUE.get(liste, _plain))
    last: Column = (Head(N_("Hos"), Order.HOS), _with_whom)
    return (first, due, *_OWN[liste], last)


def _person(_showing: Showing, row: ListRow) -> Cell:
    return Link(row.name, url_for("caseworker.person.show", person=row.public_id))


def _plain(showing: Showing, row: ListRow) -> Cell:
    return brief_day(showing.reader, row.day) if row.day else "–"


def _limit(showing: Showing, row: ListRow) -> Cell:
    if row.day is None or row.day >= showing.today:
        return _plain(showing, row)
    return Mark(showing.reader.gettext("{dag}, overskredet").format(dag=_plain(showing, row)), "error")


def _expected(showing: Showing, row: ListRow) -> Cell:
    """A day that lies ahead is an estimate, one that has come is known."""
    if row.day is None or row.day < showing.today:
        return _limit(showing, row)
    return showing.reader.gettext("{dag} (skøn)").format(dag=_plain(showing, row))


def _handover(showing: Showing, row: ListRow) -> Cell:
    if row.overgang_kendt or row.day is None:
        return _plain(showing, row)
    return showing.reader.gettext("{dag} (skøn)").format(dag=_plain(showing, row))


def _called(showing: Showing, row: ListRow) -> Cell:
    if row.foerste_samtale_planlagt is None:
        return showing.reader.gettext("Nej")
    when = brief_moment(showing.reader, row.foerste_samtale_planlagt)
    return (
        when
        if row.foerste_samtale_i_tide
        else Mark(showing.reader.gettext("{tid}, for sent").format(tid=when), "warning")
    )


def _meeting_by(showing: Showing, row: ListRow) -> Cell:
    return brief_day(showing.reader, row.frist_samtale_senest) if row.frist_samtale_senest else "–"


def _next(showing: Showing, row: ListRow) -> Cell:
    """When the next meeting is and how it is held, and whether the person books the ones after it."""
    _ = showing.reader.gettext
    if row.naeste_samtale is None:
        told = [_("Ingen")]
    else:
        told = [brief_moment(showing.reader, row.naeste_samtale), *([_(FORM[row.form])] if row.form else [])]
    if row.frataget:
        told.append(_("Retten til selv at booke er frataget"))
    if row.fritaget:
        told.append(_("Fritaget for selv at booke"))
    return "\n".join(told)


def _missing(showing: Showing, row: ListRow) -> Cell:
    count = row.a_kasse_mangler or 0
    return showing.reader.ngettext("{antal} samtale", "{antal} samtaler", count).format(antal=count)


def _signs(showing: Showing, row: ListRow) -> Cell:
    _ = showing.reader.gettext
    told = []
    for sign in row.tegn:
        words = TEGN[sign["kode"]]
        told.append(_(words).format(antal=sign["antal"]))
    return "\n".join(told)


def _with_whom(_showing: Showing, row: ListRow) -> Cell:
    return "\n".join(part for part in (row.caseworker, row.office) if part) or "–"


_NEXT: Final[Column] = (Head(N_("Næste samtale"), Order.NAESTE), _next)

_DUE: Final[Mapping[Liste, Callable[[Showing, ListRow], Cell]]] = MappingProxyType(
    {
        Liste.FOERSTE_SAMTALE: _limit,
        Liste.FRISTER: _limit,
        Liste.VISITATION: _limit,
        Liste.CV: _limit,
        Liste.TILBUD: _limit,
        Liste.TRE_SAMTALER: _handover,
        Liste.OVERGANGE: _handover,
        Liste.SEKSTEN_MAANEDER: _expected,
    }
)

_OWN: Final[Mapping[Liste, tuple[Column, ...]]] = MappingProxyType(
    {
        Liste.FOERSTE_SAMTALE: ((Head(N_("Indkaldt til")), _called),),
        Liste.FRISTER: ((Head(N_("Samtale senest")), _meeting_by), _NEXT),
        Liste.INGEN_TIDER: ((Head(N_("Samtale senest")), _meeting_by),),
        Liste.TRE_SAMTALER: ((Head(N_("Mangler")), _missing), _NEXT),
        Liste.VISITATION: (_NEXT,),
        Liste.CV: (_NEXT,),
        Liste.TILBUD: (_NEXT,),
        Liste.OVERGANGE: ((Head(N_("Mangler")), _missing), _NEXT),
        Liste.OVERTAGET: (_NEXT,),
        Liste.SEKSTEN_MAANEDER: (_NEXT,),
        Liste.TEGN: ((Head(N_("Tegn")), _signs), _NEXT),
    }
)
