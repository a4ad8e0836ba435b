"""A kept letter, as the letter it was: to be shown, or handed out as a file."""

from __future__ import annotations

from typing import Final

from werkzeug.wrappers import Response

from portal.store.letters import FullLetter
from portal.wording.letters.letter import Letter, from_body
from portal.wording.letters.pdf import pdf

PDF: Final = "application/pdf"


def as_written(kept: FullLetter) -> Letter:
    view = kept.view
    return from_body(view.kind, view.version, view.title, kept.body, view.language)


def as_file(kept: FullLetter) -> Response:
    """The PDF, to be saved: the name says when it was written, and nothing of whom or what it is about."""
    letter = as_written(kept)
    return file_of(letter, letter.day.isoformat())


def file_of(letter: Letter, name: str) -> Response:
    """The letter as a PDF, to be saved under `brev-` and that name."""
    response = Response(pdf(letter), mimetype=PDF)
    response.headers["Content-Disposition"] = f'attachment; filename="brev-{name}.pdf"'
    return response
