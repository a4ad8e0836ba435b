"""One rådighedssamtale: why the a-kasse holds it, and afterwards what it found (RÅB §§ 38-43)."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from typing import Final

from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal import clock
from portal.actions import assess_availability as acting
from portal.actions import held_meeting
from portal.actions.assess_availability import Assess, NotNoted, SayWhy
from portal.actions.casework import NotSeen
from portal.actions.outcome import UnknownBooking
from portal.policy import raadighed as policy
from portal.policy.facts import SamtaleStatus
from portal.policy.law import Decision
from portal.policy.raadighed import Aarsag, Vurdering
from portal.store.database import Session
from portal.store.raadighed import Availability, Cause, Finding
from portal.store.views import BookingView
from portal.web.caseworker import samtale_page as parts
from portal.web.caseworker.samtale_page import Frame
from portal.web.caseworker.seeing import Looking, look_at_meeting
from portal.web.context import database
from portal.web.days import read_day
from portal.web.locale import reader
from portal.web.signed_in import caseworker
from portal.web.typed import unwritable
from portal.wording.explain import CitationLink, citation_links, explain_to_caseworker
from portal.wording.letters.glyphs import tidied
from portal.wording.raadighed_words import AARSAG, VURDERING
from portal.wording.reader import Reader, brief_moment, day

ACTION: Final = "see_availability"
MOST: Final = 2000

Choices = list[tuple[str, str, str]]


@dataclass(frozen=True, slots=True)
class Page:
    """What `raadighed.html` shows. `held`: what was found can be written; `latest`: the last day of a
    deadline, in words. `cause`, `found`: (what, who and when, in whose own words).
    """

    frame: Frame
    cause: tuple[str, str, str] | None
    found: tuple[str, str, str] | None
    causes: Choices
    outcomes: Choices
    held: bool
    latest: str
    citations: tuple[CitationLink, ...]
    values: dict[str, str]
    errors: dict[str, str] = field(default_factory=dict)
    why_not: str = ""

    @property
    def summary(self) -> list[tuple[str, str]]:
        return list(self.errors.items())


def show(person: uuid.UUID, samtale: uuid.UUID) -> str:
    return _rendered(person, samtale, {}, {})


def say_why(person: uuid.UUID, samtale: uuid.UUID) -> Response | tuple[str, int]:
    values = request.form.to_dict()
    aarsag, errors = _aarsag(values)
    if aarsag is None or errors:
        return _rendered(person, samtale, values, errors), 422
    command = SayWhy(caseworker().id, person, samtale, aarsag, tidied(values.get("anledning", "")))
    try:
        outcome = acting.say_why(command, database(), clock.now())
    except (NotSeen, UnknownBooking):
        abort(404)
    return _answered(person, samtale, values, outcome)


def assess(person: uuid.UUID, samtale: uuid.UUID) -> Response | tuple[str, int]:
    values = request.form.to_dict()
    vurdering, errors = _vurdering(values)
    if vurdering is None or errors:
        return _rendered(person, samtale, values, errors), 422
    words, frist = tidied(values.get("begrundelse", "")), read_day(values.get("frist"))
    command = Assess(caseworker().id, person, samtale, vurdering, words, frist)
    try:
        outcome = acting.assess(command, database(), clock.now())
    except (NotSeen, UnknownBooking):
        abort(404)
    return _answered(person, samtale, values, outcome)


def _answered(
    person: uuid.UUID, samtale: uuid.UUID, values: dict[str, str], outcome: acting.Noted | NotNoted
) -> Response | tuple[str, int]:
    if isinstance(outcome, NotNoted):
        errors, why_not = _refused(outcome.decision)
        return _rendered(person, samtale, values, errors, why_not), 422
    return redirect(url_for("caseworker.raadighed.show", person=person, samtale=samtale), 303)


def _aarsag(values: dict[str, str]) -> tuple[Aarsag | None, dict[str, str]]:
    _, errors, words = reader().gettext, {}, values.get("anledning", "")
    known = {one.value: one for one in Aarsag}
    found = known.get(values.get("aarsag", ""))
    if found is None:
        errors["aarsag"] = _("Vælg, hvorfor samtalen holdes.")
    if not words.strip():
        errors["anledning"] = _("Skriv, hvad det handler om.")
    elif wrong := unwritable(words, MOST, reader()):
        errors["anledning"] = wrong
    return found, errors


def _vurdering(values: dict[str, str]) -> tuple[Vurdering | None, dict[str, str]]:
    _, errors, words = reader().gettext, {}, values.get("begrundelse", "")
    known = {one.value: one for one in Vurdering}
    found = known.get(values.get("vurdering", ""))
    if found is None:
        errors["vurdering"] = _("Vælg, hvad I er kommet frem til.")
    if not words.strip():
        errors["begrundelse"] = _("Skriv begrundelsen.")
    elif wrong := unwritable(words, MOST, reader()):
        errors["begrundelse"] = wrong
    return found, errors


def _refused(decision: Decision) -> tuple[dict[str, str], str]:
    """By field, and what cannot be mended in the form."""
    first = decision.refusals[0]
    told = explain_to_caseworker(first, reader())
    return ({"frist": told}, "") if first.code == "raadighed_frist" else ({}, told)


def _rendered(
    person: uuid.UUID,
    samtale: uuid.UUID,
    values: dict[str, str],
    errors: dict[str, str],
    why_not: str = "",
) -> str:
    def read(session: Session, looking: Looking, booking: BookingView) -> Page:
        if not held_meeting.is_own(looking.seen, booking):
            raise UnknownBooking(samtale)
        known = acting.standing(session, booking)
        return _page(
            looking, parts.frame(parts.known(session, looking, booking)), known, values, errors, why_not
        )

    page = look_at_meeting(person, samtale, ACTION, read)
    return render_template("caseworker/raadighed.html", page=page)


def _page(
    looking: Looking,
    frame: Frame,
    known: Availability,
    values: dict[str, str],
    errors: dict[str, str],
    why_not: str,
) -> Page:
    words, facts = looking.reader, looking.seen.person.facts
    rules = (
        policy.AARSAGER[Aarsag.TVIVL],
        policy.AARSAGER[Aarsag.UNDERRETNING],
        *policy.VURDERINGER.values(),
    )
    return Page(
        frame=frame,
        cause=_cause(words, known.cause) if known.cause else None,
        found=_found(words, known.found) if known.found else None,
        causes=[
            (one.value, words.gettext(name), words.gettext(more)) for one, (name, more) in AARSAG.items()
        ],
        outcomes=[
            (one.value, words.gettext(name), words.gettext(more)) for one, (name, more) in VURDERING.items()
        ],
        held=known.status is SamtaleStatus.AFHOLDT,
        latest=day(words, policy.frist_senest(facts, looking.now, known.booking_id)),
        citations=citation_links(dict.fromkeys(citation for some in rules for citation in some)),
        # A field for a day shows nothing else.
        values=values | {"frist": values.get("frist", "") if read_day(values.get("frist")) else ""},
        errors=errors,
        why_not=why_not,
    )


def _cause(words: Reader, cause: Cause) -> tuple[str, str, str]:
    return words.gettext(AARSAG[cause.aarsag][0]), _written(words, cause), cause.anledning


def _found(words: Reader, found: Finding) -> tuple[str, str, str]:
    what = words.gettext(VURDERING[found.vurdering][0])
    if found.frist is not None:
        until = words.gettext("til og med {dag}").format(dag=day(words, found.frist))
        what = f"{what}: {until}"
    return what, _written(words, found), found.begrundelse


def _written(words: Reader, one: Cause | Finding) -> str:
    when = brief_moment(words, one.at)
    return words.gettext("Skrevet {dag} af {hvem}").format(dag=when, hvem=one.by)
