"""Letters on paper: what waits to be printed, the files that were made of it, and which are in the post.

Team leaders and administrators do it: a file holds letters to people with whom one caseworker has no task.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace
from typing import Final

from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal import clock
from portal.actions import print_daily
from portal.actions.gather_prints import MOST, gather_prints
from portal.actions.mark_posted import mark_posted
from portal.actions.open_prints import open_prints
from portal.store import print_queue
from portal.store.database import Session
from portal.store.print_queue import BatchView, PrintedLetter
from portal.web.context import database
from portal.web.letter_file import PDF
from portal.web.locale import _, reader
from portal.web.signed_in import caseworker
from portal.wording.catalogues import reader_of
from portal.wording.letters.letter import from_body
from portal.wording.letters.pdf import Addressed, to_print
from portal.wording.post_words import COMPLAIN_FROM_ARRIVAL, PRINTED, said
from portal.wording.reader import brief_moment, plain_day

_SHOWN: Final = 60
_BY_ITSELF: Final = "Selvbooking"
"""The portal's name, in every language."""


@dataclass(frozen=True, slots=True)
class File:
    """A line of the page. `posted`: when it was put in the post, as it is read; "": not yet."""

    id: uuid.UUID
    made: str
    by: str
    letters: str
    posted: str


@dataclass(frozen=True, slots=True)
class Page:
    """What `papirpost.html` shows. `waiting`: what waits to be printed, in a sentence; "": nothing does.
    `next_one`: when a file is made of itself, as it is read.
    """

    waiting: str
    next_one: str
    files: list[File]
    done: str


def show() -> str:
    own = caseworker().organisation.id
    next_one = brief_moment(reader(), print_daily.next_one(clock.now()))

    def read(session: Session) -> Page:
        waiting = print_queue.waiting(session, own)
        files = print_queue.batches(session, own, _SHOWN)
        return Page(_waiting(waiting), next_one, [_file(one) for one in files], _done())

    return render_template("caseworker/papirpost.html", page=database().read(read))


def gather() -> Response:
    made = gather_prints(database(), caseworker().id, clock.now())
    return _back("lavet" if made is not None else "intet")


def file(bunke: uuid.UUID) -> Response:
    now = clock.now()
    letters = open_prints(database(), caseworker().id, bunke, now)
    if not letters:
        abort(404)
    day = now.astimezone(clock.COPENHAGEN).date()
    title = said("da", PRINTED, dag=plain_day(reader_of("da"), day))
    response = Response(to_print(title, day, [_addressed(one) for one in letters]), mimetype=PDF)
    response.headers["Content-Disposition"] = f'attachment; filename="breve-{day.isoformat()}.pdf"'
    return response


def posted(bunke: uuid.UUID) -> Response:
    own = caseworker().organisation.id
    if not database().read(lambda session: print_queue.has(session, own, bunke)):
        abort(404)
    mark_posted(database(), caseworker().id, bunke, clock.now())
    return _back("sendt")


def _back(done: str) -> Response:
    return redirect(url_for("caseworker.papirpost.show", gjort=done), 303)


def _done() -> str:
    said = {
        "lavet": _("Filen er klar. Hent den, print brevene, og skriv her, når de er lagt i posten."),
        "intet": _("Ingen breve venter. En anden har måske lige lavet filen."),
        "sendt": _("Det er noteret, at brevene er lagt i posten."),
    }
    return said.get(request.args.get("gjort", ""), "")


def _waiting(waiting: print_queue.Waiting) -> str:
    if waiting.since is None:
        return ""
    text = reader().ngettext(
        "{antal} brev venter på at blive printet, siden {tid}.",
        "{antal} breve venter på at blive printet, det ældste siden {tid}.",
        waiting.count,
    )
    told = text.format(antal=waiting.count, tid=brief_moment(reader(), waiting.since))
    if waiting.count > MOST:
        told += " " + _("En fil har højst {antal}. Lav flere.").format(antal=MOST)
    return told


def _file(one: BatchView) -> File:
    count = reader().ngettext("{antal} brev", "{antal} breve", one.letters).format(antal=one.letters)
    posted = brief_moment(reader(), one.sent_at) if one.sent_at is not None else ""
    return File(one.public_id, brief_moment(reader(), one.made_at), one.made_by or _BY_ITSELF, count, posted)


def _addressed(one: PrintedLetter) -> Addressed:
    letter = from_body(one.kind, one.version, one.title, one.body, one.language)
    addressed = Addressed(letter, one.address, one.copy)
    if not letter.klage or one.copy:
        return addressed
    return replace(addressed, note=said(letter.language, COMPLAIN_FROM_ARRIVAL))
