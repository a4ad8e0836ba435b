"""What is recommended for a person: all of it, writing a new one, and asking after a kontrolaktion."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal import clock
from portal.actions.casework import NotSeen
from portal.actions.tilbud import recommend_offer as recommending
from portal.actions.tilbud.recommend_offer import NotRecommended, RecommendOffer, recommend_offer
from portal.policy import sources as s
from portal.policy.facts import Aktoer
from portal.policy.indsigt import Del
from portal.policy.indstilling import BORTFALDET, INTET, Art, tilbud_senest
from portal.policy.sag import Sag
from portal.store.database import Session
from portal.web.caseworker.rows import Table
from portal.web.caseworker.seeing import Looking, look
from portal.web.caseworker.tilbud import tables
from portal.web.caseworker.tilbud.form import Typed, elsewhere, errors, kinds
from portal.web.context import database
from portal.web.signed_in import caseworker
from portal.wording.explain import CitationLink, citation_links
from portal.wording.reader import day
from portal.wording.tilbud_words import ART

ACTION: Final = "see_offers"

Pairs = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class All:
    """What `tilbud/alle.html` shows. `asks`: what the organisation can ask for, and where."""

    person: uuid.UUID
    name: str
    table: Table
    asks: Pairs
    obstacles: Pairs


@dataclass(frozen=True, slots=True)
class Form:
    """What `tilbud/ny.html` shows. `senest`: by when the person is to have the offer, after a kontrolaktion.

    `late`: it begins after the a-kasse's last day, and whether that is in extension is to be said. `begins`:
    the jobcenter begins on it itself and says what it is when it decides. `present`: where the one is that is
    on its way already.
    """

    person: uuid.UUID
    name: str
    title: str
    after_a_check: bool
    typed: Typed
    kinds: Pairs
    obstacles: Pairs
    senest: str | None
    late: bool
    begins: bool
    present: str | None
    citations: tuple[CitationLink, ...]
    send_to: str
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def summary(self) -> Pairs:
        return list(self.errors.items())


def show_all(person: uuid.UUID) -> str:
    return render_template("caseworker/tilbud/alle.html", page=look(person, ACTION, _all, Del.INDSTILLINGER))


def show(person: uuid.UUID) -> str:
    return _rendered(person, Art.FAELLES_INDSTILLING)


def propose(person: uuid.UUID) -> Response | tuple[str, int]:
    return _write(person, Art.FAELLES_INDSTILLING)


def show_kontrol(person: uuid.UUID) -> str:
    return _rendered(person, Art.KONTROLAKTION_TILBUD)


def ask(person: uuid.UUID) -> Response | tuple[str, int]:
    return _write(person, Art.KONTROLAKTION_TILBUD)


def _write(person: uuid.UUID, art: Art) -> Response | tuple[str, int]:
    typed = Typed(request.form.to_dict())
    page = _page(person, art, typed, judged=True)
    if page.errors or page.obstacles:
        return render_template("caseworker/tilbud/ny.html", page=page), 422
    try:
        outcome = recommend_offer(_command(person, art, typed), database(), clock.now())
    except NotSeen:
        abort(404)
    if isinstance(outcome, NotRecommended):
        return _rendered(person, art, typed), 409
    return redirect(url_for("caseworker.tilbud.en.show", person=person, indstilling=outcome.indstilling), 303)


def _command(person: uuid.UUID, art: Art, typed: Typed) -> RecommendOffer:
    late = typed["i_forlaengelse"] == "ja"
    return RecommendOffer(caseworker().id, person, art, typed.indhold, late)


def _all(session: Session, looking: Looking) -> All:
    _, person = looking.reader.gettext, looking.seen.person.person.public_id
    decisions = {
        art: recommending.judge(
            looking.seen, RecommendOffer(caseworker().id, person, art, INTET), looking.now
        )
        for art in Art
    }
    endpoint = {
        Art.FAELLES_INDSTILLING: "caseworker.tilbud.ny.show",
        Art.KONTROLAKTION_TILBUD: "caseworker.tilbud.ny.show_kontrol",
    }
    a_kasse = looking.seen.worker.organisation.holder is Aktoer.A_KASSE
    can = [art for art, decision in decisions.items() if not elsewhere(decision)]
    return All(
        person=person,
        name=looking.seen.person.person.name,
        table=tables.of_person(looking, tables.own(session, looking)),
        asks=[(_(ART[art]), url_for(endpoint[art], person=person)) for art in can],
        obstacles=looking.told(elsewhere(decisions[Art.FAELLES_INDSTILLING])) if a_kasse and not can else [],
    )


def _rendered(person: uuid.UUID, art: Art, typed: Typed | None = None) -> str:
    return render_template("caseworker/tilbud/ny.html", page=_page(person, art, typed))


def _page(person: uuid.UUID, art: Art, typed: Typed | None = None, *, judged: bool = False) -> Form:
    def read(session: Session, looking: Looking) -> Form:
        found = _form(looking, person, art, typed or Typed({}), judged=judged)
        return replace(found, present=_present(session, looking, art))

    return look(person, ACTION, read, Del.INDSTILLINGER)


def _present(session: Session, looking: Looking, art: Art) -> str | None:
    """The one after a kontrolaktion that the jobcenter has, or has decided."""
    if art is not Art.KONTROLAKTION_TILBUD:
        return None
    senest = tilbud_senest(Sag(looking.seen.person.facts, looking.now))
    for one in tables.own(session, looking):
        stands = one.status not in BORTFALDET and not tables.gone(looking, one)
        if one.art is art and one.frist is not None and one.frist == senest and stands:
            return tables.address(one)
    return None


def _form(looking: Looking, person: uuid.UUID, art: Art, typed: Typed, *, judged: bool) -> Form:
    after_a_check = art is Art.KONTROLAKTION_TILBUD
    decision = recommending.judge(looking.seen, _command(person, art, typed), looking.now)
    nothing = recommending.judge(looking.seen, _command(person, art, Typed({})), looking.now)
    frist = nothing.result.get("frist")
    said = {finding.code for finding in decision.refusals}
    endpoint = "caseworker.tilbud.ny.ask" if after_a_check else "caseworker.tilbud.ny.propose"
    return Form(
        person=person,
        name=looking.seen.person.person.name,
        title=looking.reader.gettext(ART[art]),
        after_a_check=after_a_check,
        typed=typed,
        kinds=kinds(looking.reader, after_a_check=after_a_check),
        obstacles=looking.told(elsewhere(decision)),
        senest=_senest(looking, frist),
        begins=after_a_check and looking.seen.worker.organisation.holder is Aktoer.JOBCENTER,
        present=None,
        late=not after_a_check and (typed["i_forlaengelse"] == "ja" or "starter_for_sent" in said),
        citations=citation_links((s.LAB_38_2, s.VEJ_6) if after_a_check else (s.LAB_180A, s.VEJ_10)),
        send_to=url_for(endpoint, person=person),
        errors=errors(looking, typed, decision) if judged else {},
    )


def _senest(looking: Looking, frist: object) -> str | None:
    return day(looking.reader, date.fromisoformat(frist)) if isinstance(frist, str) else None
