"""What has happened of itself: on Min Plan until the person has read it, and all of it on its own page."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal import clock
from portal.policy import hvorfor
from portal.policy.dagligt import Haendelsesart
from portal.policy.facts import SamtaleArt
from portal.store import haendelser
from portal.store.beslutninger import BeslutningView
from portal.store.database import Session
from portal.store.haendelser import HaendelseView
from portal.web.citizen import min_plan
from portal.web.citizen.a_kasse_med import must_be_asked
from portal.web.citizen.asking import Asking, asking
from portal.web.citizen.decisions import Notice, decided
from portal.web.citizen.links import JOBNET
from portal.web.context import database
from portal.web.plan_parts import Change
from portal.web.signed_in import citizen
from portal.wording.casework_words import BESLUTNING
from portal.wording.haendelse_words import told
from portal.wording.reader import capitalised, day

URGENT: Final = frozenset({Haendelsesart.FRIST_UDLOEBET})


@dataclass(frozen=True, slots=True)
class News:
    """What Min Plan shows of it: what was not read yet, the latest first, and its ids for the form.

    `any`: something has happened at all, so that there is a page to look at. `called_off`: the keys of the
    meetings that fell away, which need not be told of once more.
    """

    notices: list[Notice]
    ids: str
    any: bool
    called_off: frozenset[int]


@dataclass(frozen=True, slots=True)
class Page:
    """`happened`: (day, what of it). `decisions`: (what was decided, since when, by whom, how it stands).
    `plan`: what was changed in Min Plan, and not confirmed yet.
    """

    happened: list[tuple[str, Notice]]
    decisions: list[tuple[str, list[str]]]
    plan: list[Change]


def news(session: Session, who: Asking) -> News:
    known = haendelser.of_person(session, who.person.person_id)
    unread = [one for one in known if one.read_at is None]
    return News(
        [_notice(who, one) for one in unread],
        " ".join(str(one.public_id) for one in unread),
        bool(known) or bool(who.person.facts.beslutninger),
        frozenset(one.booking_id for one in known if one.booking_id is not None),
    )


def show() -> str:
    return render_template("citizen/news.html", page=database().read(_page))


def mark_read() -> Response:
    """Those that were shown, and no other that has happened since."""
    ids = [found for text in request.form.get("vist", "").split() if (found := _id(text)) is not None]
    person, now = citizen().id, clock.now()
    database().write(lambda session: haendelser.mark_read(session, person, ids, now))
    return redirect(url_for("citizen.plan.show"), 303)


def _page(session: Session) -> Page:
    who = asking(session)
    known = haendelser.of_person(session, who.person.person_id)
    return Page(
        [(capitalised(day(who.reader, one.dag)), _notice(who, one)) for one in known],
        [_decision(who, one) for one in decided(session, who)],
        min_plan.unseen(session, who),
    )


def _notice(who: Asking, one: HaendelseView) -> Notice:
    text, next_step = told(who.reader, one)
    finding = hvorfor.haendelse(one.art, one.citations, one.oplysninger)
    when = capitalised(day(who.reader, one.dag))
    return Notice(
        f"{text} {next_step}",
        who.why_in_words(finding, text, when, hvorfor.HAENDELSE[one.art]),
        link=_LINKS[one.art](who) if one.art in _LINKS and one.read_at is None else None,
        urgent=one.art in URGENT,
    )


def _decision(who: Asking, decision: BeslutningView) -> tuple[str, list[str]]:
    _ = who.reader.gettext
    since = _("Fra {dag}, {organisation}").format(
        dag=day(who.reader, decision.dato), organisation=decision.organisation.name
    )
    return _(BESLUTNING[decision.art]), [since, _status(who, decision)]


def _status(who: Asking, decision: BeslutningView) -> str:
    _ = who.reader.gettext
    if decision.ophaevet is not None and decision.ophaevet <= who.situation.i_dag:
        return _("Ophævet {dag}").format(dag=day(who.reader, decision.ophaevet))
    lapsed = who.situation.bortfald(decision.id) is not None
    if not lapsed and decision.sidste_dag is not None:
        return _("Gælder til og med {dag}").format(dag=day(who.reader, decision.sidste_dag))
    if not lapsed:
        return _("Gælder")
    return _("Bortfaldet: Den gælder ikke længere for dig.")


Link = tuple[str, str] | None


def _a_kasse(who: Asking) -> Link:
    """The wish for the a-kasse's presence is asked for at once, while nothing was said."""
    if not must_be_asked(who, SamtaleArt.JOBSAMTALE):
        return _find(who)
    return who.reader.gettext("Vælg, om din a-kasse er med"), url_for("citizen.a_kasse_med.show")


def _find(who: Asking) -> Link:
    if not who.situation.bookable.windows:
        return None
    return who.reader.gettext("Se ledige tider"), url_for("citizen.find_time.show")


def _joint(who: Asking) -> Link:
    art = SamtaleArt.FAELLESSAMTALE.value
    return who.reader.gettext("Find en tid til fællessamtalen"), url_for("citizen.find_time.show", art=art)


def _ask(who: Asking) -> Link:
    return who.reader.gettext("Bed om en samtale"), url_for("citizen.oensker.show")


def _jobnet(who: Asking) -> Link:
    return who.reader.gettext("Gå til jobnet.dk"), JOBNET


_LINKS: Final[Mapping[Haendelsesart, Callable[[Asking], Link]]] = MappingProxyType(
    {
        Haendelsesart.OVERGANG: _a_kasse,
        Haendelsesart.SAMTALE_BORTFALDET: _find,
        Haendelsesart.AFLYSNING_RETTET: _find,
        Haendelsesart.FRIST_UDLOEBET: _find,
        Haendelsesart.FRIST_UNDER_AFMELDING: _jobnet,
        Haendelsesart.SEKS_MAANEDER: _ask,
        Haendelsesart.SEKSTEN_MAANEDER_FORUDE: _joint,
        Haendelsesart.SEKSTEN_MAANEDER: _joint,
        Haendelsesart.FRITAGELSE_SLUT: _find,
        Haendelsesart.SYG_FJORTEN_DAGE: _jobnet,
        Haendelsesart.GENTILMELDING_UDEN_BOOKING: _jobnet,
    }
)


def _id(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
