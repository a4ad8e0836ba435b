"""A person as the caseworker's organisation sees them: why it sees that much, and what there is to do."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from flask import render_template, url_for

from portal.actions import lift_exemption, revoke_selvbooking, uphold_duty
from portal.policy import fastholdelse
from portal.policy.facts import Aktoer, Beslutning
from portal.policy.indsigt import Del
from portal.store import beslutninger, bookings, letters, plan, requests
from portal.store.database import Session
from portal.web.caseworker import (
    person_course,
    person_daily,
    person_meetings,
    person_summons,
    person_tables,
    person_why,
    raadighedssamtaler,
    request_tables,
    sager,
    underretninger,
)
from portal.web.caseworker.rows import Table
from portal.web.caseworker.seeing import Looking, look
from portal.web.caseworker.tilbud import tables as offers
from portal.wording.casework_words import DEL
from portal.wording.explain import CitationLink, Why, citation_links
from portal.wording.reader import day, listed, plain_day
from portal.wording.situation import Situation
from portal.wording.words import HOLDER_TO_CASEWORKER

ACTION = "see_person"

Row = tuple[str, list[str]]


@dataclass(frozen=True, slots=True)
class Sight:
    """Why this much is seen, in a sentence, and the paragraphs it rests on."""

    sentence: str
    citations: tuple[CitationLink, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """What `person.html` shows; a part that is not seen is None. `revoked`, `exempt`,
    `upheld`: since when it stands.

    `missed`: (what, where it is registered that they got in touch) of meetings they did not come to.
    `ran_out`: a deadline that ran out, so that the person may be struck off. `needs`: what the person wants
    at every meeting. `wishes`: what waits for an answer. `happened`: what happened of itself.
    """

    name: str
    public_id: uuid.UUID
    contact: list[Row]
    sight: Sight
    why_holder: Why
    missed: list[tuple[str, str]]
    ran_out: str | None
    revoked: str | None
    exempt: str | None
    needs: list[request_tables.Need]
    wishes: Table | None
    asked_for: Table
    may_revoke: bool
    signs: Table | None
    signs_marked: bool
    sign_citations: tuple[CitationLink, ...]
    decisions: Table | None
    cases: Table | None
    upheld: str | None
    may_uphold: bool
    planned: Table | None
    calling: person_summons.Calling
    earlier: Table | None
    course: list[Row]
    brought_in: person_course.BroughtInRows
    krav: Table | None
    why_krav: list[Why]
    plan: list[person_tables.Field]
    letters: Table | None
    notices: Table | None
    availability: Table | None
    happened: Table | None


def show(person: uuid.UUID) -> str:
    return render_template("caseworker/person.html", page=look(person, ACTION, _page, Del.STAMDATA))


def _page(session: Session, looking: Looking) -> Page:
    seen = looking.seen
    key = seen.person.person_id
    situation = Situation(seen.person.facts, looking.now)
    known = bookings.list_own(session, key)
    decided = beslutninger.of_person(session, key)
    written = [
        letter
        for letter in letters.of_person(session, key)
        if letter.organisation.id == seen.worker.organisation.id
    ]
    entries = plan.current(session, key)
    wishes = requests.of_person(session, key)
    planned = person_meetings.planned(looking, known)
    whole = seen.indsigt.ser(Del.FORLOEB)
    signs = person_tables.signs(looking) if whole else None
    standing = revoke_selvbooking.standing(seen, looking.now)
    upheld = uphold_duty.standing(seen, looking.now)
    return Page(
        name=seen.person.person.name,
        public_id=seen.person.person.public_id,
        contact=_contact(looking),
        sight=_sight(looking, situation),
        why_holder=person_why.holder(looking, situation),
        missed=person_meetings.missed(session, looking, known),
        ran_out=person_daily.ran_out(looking),
        revoked=_since(looking, standing),
        exempt=_since(looking, lift_exemption.standing(seen, looking.now)) if whole else None,
        needs=request_tables.needs(looking, wishes) if whole or planned.rows else [],
        wishes=request_tables.waiting(looking, wishes) if seen.indsigt.ser(Del.OENSKER) else None,
        asked_for=offers.of_person(looking, offers.own(session, looking)),
        may_revoke=whole and standing is None,
        signs=signs.table if signs else None,
        signs_marked=signs.marked if signs else False,
        sign_citations=signs.citations if signs else (),
        decisions=person_tables.decisions(looking, situation, decided, known, written),
        cases=sager.of_person(session, looking),
        upheld=_since(looking, upheld),
        may_uphold=whole
        and upheld is None
        and fastholdelse.grund(seen.person.facts, looking.now) is not None,
        planned=planned,
        calling=person_summons.calling(session, looking, known),
        earlier=person_meetings.earlier(session, looking, known),
        course=person_tables.course(looking, situation) if whole else [],
        brought_in=person_course.rows(session, looking, situation),
        krav=person_tables.krav(looking, situation) if whole else None,
        why_krav=person_why.requirements(looking, situation) if whole else [],
        plan=person_tables.fields(looking, entries),
        letters=person_tables.letters(looking, written),
        notices=underretninger.of_person(session, looking),
        availability=raadighedssamtaler.of_person(session, looking, known),
        happened=person_daily.happened(session, looking),
    )


def _contact(looking: Looking) -> list[Row]:
    _, person = looking.reader.gettext, looking.seen.person.person
    rows = [
        (_("Født"), plain_day(looking.reader, person.foedselsdato)),
        (_("Telefon"), person.phone or ""),
        (_("Mail"), person.email or ""),
        (_("Breve"), _("Digitalt") if person.digital_post else _("På papir (fritaget for Digital Post)")),
    ]
    return [(term, [text]) for term, text in rows if text]


def _sight(looking: Looking, situation: Situation) -> Sight:
    _, sight, ansvar = looking.reader.gettext, looking.seen.indsigt, situation.ansvar
    since = day(looking.reader, ansvar.siden) if ansvar.siden else None
    if sight.ansvarlig and since:
        text = _("I har ansvaret for forløbet siden {siden} og ser hele forløbet.").format(siden=since)
    elif sight.ansvarlig:
        text = _("I har ansvaret for forløbet og ser hele forløbet.")
    else:
        text = _holder_sentence(looking, ansvar.aktoer) + " " + _parts(looking)
    return Sight(text, citation_links(sight.finding.citations))


def _holder_sentence(looking: Looking, holder: Aktoer) -> str:
    _ = looking.reader.gettext
    if holder is Aktoer.INGEN:
        return _("Ingen har ansvaret for forløbet i dag.")
    return _("Det er {holder}, der har ansvaret for forløbet i dag.").format(
        holder=_(HOLDER_TO_CASEWORKER[holder])
    )


def _parts(looking: Looking) -> str:
    _, sight = looking.reader.gettext, looking.seen.indsigt
    named = listed(looking.reader, [_(DEL[part]) for part in Del if sight.ser(part)])
    return _("Derfor ser I kun det, jeres opgaver kræver: {dele}.").format(dele=named)


def _since(looking: Looking, standing: Beslutning | None) -> str | None:
    return day(looking.reader, standing.dato) if standing else None


def address(person: uuid.UUID) -> str:
    return url_for("caseworker.person.show", person=person)
