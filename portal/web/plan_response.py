"""Min Plan handed out as a PDF."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from werkzeug.wrappers import Response

from portal.web.letter_file import PDF
from portal.web.plan_parts import Part
from portal.wording.plan_file import Chapter, Written, plan_file
from portal.wording.reader import Reader


def as_file(
    reader: Reader, name: str, responsible: str, today: date, found: Iterable[Part], lead: str = ""
) -> Response:
    """To be saved: the file's name says the Danish day it is of, and nothing of whom."""
    chapters = [
        Chapter(
            part.heading,
            part.empty,
            [Written(one.text, one.details, one.written) for one in part.entries],
            part.note,
        )
        for part in found
    ]
    response = Response(plan_file(reader, name, responsible, lead, today, chapters), mimetype=PDF)
    response.headers["Content-Disposition"] = f'attachment; filename="min-plan-{today.isoformat()}.pdf"'
    return response
