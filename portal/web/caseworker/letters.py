"""A letter that the organisation wrote to a person: as a page, and as the PDF that the person has."""

from __future__ import annotations

import uuid

from flask import render_template
from werkzeug.wrappers import Response

from portal.policy.indsigt import Del
from portal.store import letters
from portal.store.database import Session
from portal.store.letters import FullLetter
from portal.web.caseworker.seeing import Looking, look
from portal.web.complaint import last_day
from portal.web.letter_file import as_file, as_written
from portal.web.locale import reader
from portal.web.pages import stop_if_missing

ACTION = "see_letter"


def show(person: uuid.UUID, brev: uuid.UUID) -> str:
    name, found = _find(person, brev)
    letter = as_written(found)
    complain = last_day(reader(), found.view, letter)
    return render_template(
        "caseworker/letter.html", letter=letter, person=person, brev=brev, name=name, complain=complain
    )


def file(person: uuid.UUID, brev: uuid.UUID) -> Response:
    _name, found = _find(person, brev)
    return as_file(found)


def _find(person: uuid.UUID, brev: uuid.UUID) -> tuple[str, FullLetter]:
    def read(session: Session, looking: Looking) -> tuple[str, FullLetter]:
        own = looking.seen.worker.organisation.id
        found = stop_if_missing(letters.get_of(session, own, person, brev))
        return looking.seen.person.person.name, found

    return look(person, ACTION, read, Del.EGNE_BESLUTNINGER)
