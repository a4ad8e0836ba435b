"""A person's wishes as caseworkers read them: in a table, one in rows, what is wanted at every meeting."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from flask import url_for

from portal.policy.anmodning import OenskeArt
from portal.store import requests
from portal.store.database import Session
from portal.store.requests import OenskeView, standing
from portal.web.caseworker.rows import Cell, Link, Mark, Table, Typed
from portal.web.caseworker.seeing import Looking
from portal.wording.reader import brief_day
from portal.wording.request_words import GRUND, OENSKE_TO_CASEWORKER

Row = tuple[str, list[str]]


@dataclass(frozen=True, slots=True)
class Need:
    """Something to have ready: what, in the person's own words, and how far one is with it."""

    what: str
    typed: str
    state: str


def all_of(looking: Looking, wishes: Iterable[OenskeView]) -> Table:
    """All of them, the latest first, each a link to where it is answered."""
    _ = looking.reader.gettext
    return Table(
        caption=_("Borgerens ønsker"),
        heads=(_("Ønske"), _("Spurgt"), _("Hvad"), _("Status")),
        rows=tuple(_row(looking, wish) for wish in wishes),
        empty=_("Personen har ikke bedt om noget."),
    )


def waiting(looking: Looking, wishes: Iterable[OenskeView]) -> Table:
    """Those that wait for an answer, the longest wait first."""
    _ = looking.reader.gettext
    return Table(
        caption=_("Ønsker, der venter på svar"),
        heads=(_("Ønske"), _("Spurgt"), _("Hvad"), _("Status")),
        rows=tuple(_row(looking, wish) for wish in reversed(list(wishes)) if wish.is_open),
        empty=_("Ingen ønsker venter på svar."),
    )


def asked_for(looking: Looking, wish: OenskeView) -> list[Row]:
    """What was asked; the person's own words aside."""
    _ = looking.reader.gettext
    books = _("Ja") if wish.booker_selv else _("Nej, vil hellere indkaldes")
    follows = wish.art in (OenskeArt.TOLK, OenskeArt.TILGAENGELIGHED)
    rows = [
        (_("Spurgt"), [brief_day(looking.reader, wish.asked_at)]),
        (_("Noteret af en sagsbehandler"), [_("Ja")] if wish.noted_by is not None else []),
        (_("Grund"), [_(GRUND[wish.grund])] if wish.grund else []),
        (_("Vil selv booke"), [books] if follows else []),
    ]
    return [(term, lines) for term, lines in rows if lines]


def status(looking: Looking, wish: OenskeView) -> str:
    _ = looking.reader.gettext
    if wish.withdrawn_at is not None:
        return _("Taget tilbage {dag}").format(dag=brief_day(looking.reader, wish.withdrawn_at))
    if wish.granted is None:
        return _("Venter på svar")
    return _("Ja") if wish.granted else _("Nej")


def needs(looking: Looking, wishes: Iterable[OenskeView]) -> list[Need]:
    """What the person wants at every meeting."""
    return [_need(looking, wish) for wish in standing(wishes)]


def needs_now(session: Session, looking: Looking) -> list[Need]:
    """The same, read now: one statement."""
    return needs(looking, requests.of_person(session, looking.seen.person.person_id))


def _need(looking: Looking, wish: OenskeView) -> Need:
    _ = looking.reader.gettext
    state = {None: _("ikke besvaret"), True: _("bestilt"), False: _("ikke muligt")}[wish.granted]
    what = _(GRUND[wish.grund]) if wish.grund else _(OENSKE_TO_CASEWORKER[wish.art])
    return Need(what, wish.sprog or wish.ord or "", state)


def _row(looking: Looking, wish: OenskeView) -> tuple[Cell, ...]:
    _ = looking.reader.gettext
    href = url_for(
        "caseworker.oensker.show", person=looking.seen.person.person.public_id, oenske=wish.public_id
    )
    asked = brief_day(looking.reader, wish.asked_at)
    what = [wish.sprog, _(GRUND[wish.grund]) if wish.grund else None, wish.ord]
    told = "\n".join(text for text in what if text)
    text = status(looking, wish)
    return (
        Link(_(OENSKE_TO_CASEWORKER[wish.art]), href, asked),
        asked,
        Typed(told) if told else "–",
        Mark(text, "warning") if wish.is_open else text,
    )
