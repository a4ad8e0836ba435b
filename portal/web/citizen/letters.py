"""The person's letters: a list that says which are new, each as a page and as a PDF."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response

from portal import clock
from portal.actions.read_letter import ReadLetter, read_letter
from portal.store import afgoerelser, aktindsigt_skridt, brought_in, letters
from portal.store.database import Session
from portal.store.letters import FullLetter, LetterView
from portal.store.print_queue import goes_on_paper
from portal.web.citizen.asking import asking
from portal.web.complaint import last_day
from portal.web.context import database
from portal.web.letter_file import as_file, as_written
from portal.web.locale import _, reader
from portal.web.pages import show_authority, stop_if_missing
from portal.web.signed_in import citizen
from portal.wording.casework_words import LETTER_IN_SHORT, letter_name
from portal.wording.letters.letter import Kind, Letter
from portal.wording.post_words import COMPLAIN_FROM_ARRIVAL
from portal.wording.reader import plain_day


@dataclass(frozen=True, slots=True)
class Listed:
    """A letter in the list. `name` is in the reader's language, the letter itself may not be."""

    name: str
    sender: str
    day: str
    unread: bool
    href: str


@dataclass(frozen=True, slots=True)
class Page:
    """What `letter.html` shows. `in_short`: what it says, for whoever reads another language. `complain`: the
    day it arrived, and the last one to complain. `on_paper`: of what is decided on paper, from when that
    counts. `case`: where the person answers and complains.
    """

    letter: Letter
    file: str
    in_short: str | None
    complain: tuple[str, str] | None
    on_paper: str | None
    case: str | None


def show_all() -> str:
    listed, copies = database().read(lambda session: (_listed(session), _copies(session)))
    return render_template("citizen/letters.html", letters=listed, copies=copies)


def _copies(session: Session) -> list[str]:
    """Who gets letters too, by fuldmagt: from whom, and until when."""
    found = brought_in.of_person(session, citizen().id, clock.today()).representatives
    told = []
    for one in found:
        if one.omfang not in brought_in.FOR_LETTERS:
            continue
        if one.til is None:
            told.append(_("{navn} (breve fra {hvem})").format(navn=one.navn, hvem=one.towards))
        else:
            told.append(
                _("{navn} (breve fra {hvem}, til og med {dag})").format(
                    navn=one.navn, hvem=one.towards, dag=plain_day(reader(), one.til)
                )
            )
    return told


def show(brev: uuid.UUID) -> str:
    found = _opened(brev)
    letter = as_written(found)
    other_language = reader().language != letter.language
    page = Page(
        letter=letter,
        file=url_for("citizen.letters.file", brev=brev),
        in_short=reader().gettext(LETTER_IN_SHORT[letter.kind]) if other_language else None,
        complain=last_day(reader(), found.view, letter, database().read(lambda s: _waited(s, brev))),
        on_paper=database().read(lambda session: _on_paper(session, found.view, letter)),
        case=database().read(lambda session: _case(session, brev)),
    )
    return render_template("citizen/letter.html", page=page)


def _on_paper(session: Session, kept: LetterView, letter: Letter) -> str | None:
    """None where nothing is decided, or it is known when the letter arrived."""
    if not letter.klage or kept.delivered_at is not None or not goes_on_paper(session, kept.id):
        return None
    return reader().gettext(COMPLAIN_FROM_ARRIVAL)


def _case(session: Session, brev: uuid.UUID) -> str | None:
    found = afgoerelser.of_letter(session, citizen().id, brev)
    return url_for("citizen.sager.show", sag=found.public_id) if found else None


def _waited(session: Session, brev: uuid.UUID) -> date | None:
    """Until when one can complain of the decision where that has waited for the papers of its case."""
    found = afgoerelser.of_letter(session, citizen().id, brev)
    asked = aktindsigt_skridt.of_case(session, found.public_id) if found else ()
    return max((s.klagefrist for one in asked for s in one.skridt if s.klagefrist), default=None)


def file(brev: uuid.UUID) -> Response:
    return as_file(_opened(brev))


def about_selvbooking() -> Response:
    """The way from where booking was refused to the decision: the latest letter on it, else the list."""
    listed = database().read(lambda session: letters.of_person(session, citizen().id))
    latest = next((letter for letter in listed if letter.kind == Kind.FRATAGELSE.value), None)
    if latest is None:
        return redirect(url_for("citizen.letters.show_all"), 303)
    return redirect(url_for("citizen.letters.show", brev=latest.public_id), 303)


def _opened(brev: uuid.UUID) -> FullLetter:
    found: FullLetter = stop_if_missing(read_letter(ReadLetter(citizen().id, brev), database(), clock.now()))
    show_authority(found.view.organisation)
    return found


def _listed(session: Session) -> list[Listed]:
    who = asking(session)
    return [
        Listed(
            name=letter_name(who.reader, letter.kind, letter.title),
            sender=letter.organisation.name,
            day=plain_day(who.reader, letter.written_at),
            unread=letter.read_at is None,
            href=url_for("citizen.letters.show", brev=letter.public_id),
        )
        for letter in letters.of_person(session, who.person.person_id)
    ]
