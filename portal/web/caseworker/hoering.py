"""Hearing a person before a decision against them, in three steps: the form, the check with the letter, sent.

What was sent stands in the form of the decision that it is for.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal import clock
from portal.actions import hear_person as hearing
from portal.actions.casework import NotSeen
from portal.actions.hear_person import HearPerson, NotHeard
from portal.policy.fastholdelse import Fastholdelsesgrund
from portal.policy.fratagelse import Grundlag
from portal.policy.hoering import Emne, tidligste_frist
from portal.policy.kalender import next_working_day
from portal.policy.law import Decision
from portal.store.database import Session
from portal.web.caseworker.seeing import Looking, look
from portal.web.context import database
from portal.web.days import read_day
from portal.web.ids import read_uuid
from portal.web.pages import stop_if_missing
from portal.web.signed_in import caseworker
from portal.web.typed import unwritable
from portal.wording.casework_words import EMNE, FASTHOLDELSE, GRUNDLAG
from portal.wording.letters.glyphs import tidied
from portal.wording.letters.letter import Letter
from portal.wording.reader import day

ACTION: Final = "see_hearing"
LONGEST: Final = 4000
"""Characters of what the decision would rest on."""

ON_ITS_WAY: Final = {True: timedelta(days=1), False: timedelta(days=7)}
"""Proposed on top, digitally and on paper: the days to answer count from the letter's arrival."""

GROUNDS: Final[Mapping[Emne, tuple[tuple[Grundlag | Fastholdelsesgrund, str], ...]]] = {
    Emne.FRATAGELSE: tuple(GRUNDLAG.items()),
    Emne.FASTHOLDT_PLIGT: tuple(FASTHOLDELSE.items()),
}
"""What a decision may rest on, where the law names that."""

FIELDS: Final = ("grundlag", "baggrund", "frist", "indstilling")

Pairs = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Page:
    """What `hoering.html` and `hoering_check.html` show.

    `obstacles`: what stands in the way whatever is typed; then there is no form. `sent`: the days of the one
    that was sent. `letter`: as it goes out; None where something is missing.
    """

    person: uuid.UUID
    name: str
    emne: str
    title: str
    values: Mapping[str, str]
    grounds: Pairs
    obstacles: Pairs
    sent: tuple[str, str] | None
    on_paper: bool
    earliest: date
    earliest_text: str
    letter: Letter | None
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def summary(self) -> Pairs:
        return list(self.errors.items())

    @property
    def kept(self) -> Pairs:
        """For the next page's form."""
        return [(name, self.values.get(name, "")) for name in FIELDS]


def show(person: uuid.UUID, emne: str) -> str:
    return render_template("caseworker/hoering.html", page=_page(person, emne, request.args))


def check(person: uuid.UUID, emne: str) -> str | tuple[str, int]:
    """The second step. `ret`: back to the form, with everything as it was typed."""
    page = _page(person, emne, request.form, judged=True)
    if "ret" in request.form:
        return render_template("caseworker/hoering.html", page=page)
    if page.letter is None:
        return render_template("caseworker/hoering.html", page=page), 422
    return render_template("caseworker/hoering_check.html", page=page)


def send(person: uuid.UUID, emne: str) -> Response | tuple[str, int]:
    """The third step. What is no longer so since the second is said as on the form."""
    page = _page(person, emne, request.form, judged=True)
    if page.letter is None:
        return render_template("caseworker/hoering.html", page=page), 422
    try:
        outcome = hearing.hear_person(_command(person, Emne(emne), request.form), database(), clock.now())
    except NotSeen:
        abort(404)
    if isinstance(outcome, NotHeard):
        return render_template("caseworker/hoering.html", page=_page(person, emne, request.form)), 409
    return redirect(url_for("caseworker.person.show", person=person, _anchor="breve"), 303)


def _page(person: uuid.UUID, emne: str, values: Mapping[str, str], *, judged: bool = False) -> Page:
    """`judged`: something was typed, and what is missing in it is said."""
    about = stop_if_missing(next((one for one in Emne if one.value == emne), None))

    def read(session: Session, looking: Looking) -> Page:
        return _of(session, looking, about, values, judged=judged)

    return look(person, ACTION, read, hearing.SEEN[about])


def _of(session: Session, looking: Looking, emne: Emne, values: Mapping[str, str], *, judged: bool) -> Page:
    seen, gettext = looking.seen, looking.reader.gettext
    who = seen.person.person
    command = _command(who.public_id, emne, values)
    decision = hearing.judge(session, seen, command, looking.now)
    obstacles = looking.told(f for f in decision.refusals if f.code not in _FIELD_OF)
    errors = _errors(looking, command, values, decision) if judged and not obstacles else {}
    complete = judged and decision.allowed and not errors
    earliest = tidligste_frist(seen.person.facts, looking.now)
    standing = hearing.standing(session, seen, emne)
    return Page(
        person=who.public_id,
        name=who.name,
        emne=emne.value,
        title=gettext(EMNE[emne]),
        values=values if judged else {"frist": _proposed(earliest, digital=who.digital_post), **values},
        grounds=[(one.value, gettext(text)) for one, text in GROUNDS.get(emne, ())],
        obstacles=obstacles,
        sent=(day(looking.reader, standing.sendt), day(looking.reader, standing.frist)) if standing else None,
        on_paper=not who.digital_post,
        earliest=earliest,
        earliest_text=day(looking.reader, earliest),
        letter=hearing.letter(seen, command, looking.now) if complete else None,
        errors=errors,
    )


def _proposed(earliest: date, *, digital: bool) -> str:
    """A working day: who wants to ask before they answer finds somebody to ask."""
    return next_working_day(earliest + ON_ITS_WAY[digital]).isoformat()


def _command(person: uuid.UUID, emne: Emne, values: Mapping[str, str]) -> HearPerson:
    ground = values.get("grundlag", "")
    return HearPerson(
        caseworker_id=caseworker().id,
        person=person,
        emne=emne,
        baggrund=tidied(values.get("baggrund", "")),
        frist=read_day(values.get("frist", "")),
        grundlag=next((one for one, _text in GROUNDS.get(emne, ()) if one.value == ground), None),
        indstilling=read_uuid(values.get("indstilling", "")),
    )


def _errors(
    looking: Looking, command: HearPerson, values: Mapping[str, str], decision: Decision
) -> dict[str, str]:
    """What is wrong, by field: what the law misses, and above it what cannot be read."""
    gettext, reader = looking.reader.gettext, looking.reader
    earliest = tidligste_frist(looking.seen.person.facts, looking.now)
    missing = {
        "mangler_begrundelse": gettext("Skriv, hvad der er sket, og hvad der taler imod personen."),
        "mangler_partshoering": gettext("Giv personen en uge til at svare: tidligst {dag}.").format(
            dag=day(reader, earliest)
        ),
    }
    found = {_FIELD_OF[finding.code]: missing[finding.code] for finding in decision.refusals}
    if command.emne in GROUNDS and command.grundlag is None:
        found["grundlag"] = gettext("Vælg, hvad afgørelsen ville bygge på.")
    if wrong := unwritable(values.get("baggrund", ""), LONGEST, reader):
        found["baggrund"] = wrong
    if command.frist is None:
        found["frist"] = gettext("Skriv en dato.")
    return {name: found[name] for name in FIELDS if name in found}


_FIELD_OF: Final[Mapping[str, str]] = {"mangler_begrundelse": "baggrund", "mangler_partshoering": "frist"}
"""Where each thing that the law misses is mended."""
