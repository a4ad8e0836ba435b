"""Who has looked at the person, or done something with them: name, organisation, what, when, from the log."""

from __future__ import annotations

from dataclasses import dataclass

from flask import render_template, request, url_for

from portal.store import audit
from portal.store.audit import Looked
from portal.store.database import Session
from portal.web.citizen.asking import Asking, asking
from portal.web.context import database
from portal.wording.audit_words import done
from portal.wording.reader import capitalised, moment

A_PAGE = 50
DIGITS = 5


@dataclass(frozen=True, slots=True)
class Page:
    """What `who_looked.html` shows. `rows`: when, who, from where, what. `newer`, `older`: pages."""

    rows: list[tuple[str, str, str, str]]
    newer: str | None
    older: str | None


def show() -> str:
    return render_template("citizen/who_looked.html", page=database().read(_page))


def _page(session: Session) -> Page:
    who, number = asking(session), _number()
    found = audit.looked(session, who.person.person_id, skip=(number - 1) * A_PAGE, limit=A_PAGE + 1)
    return Page(
        rows=[_row(who, entry) for entry in found[:A_PAGE]],
        newer=_address(number - 1) if number > 1 else None,
        older=_address(number + 1) if len(found) > A_PAGE else None,
    )


def _row(who: Asking, entry: Looked) -> tuple[str, str, str, str]:
    return (
        capitalised(moment(who.reader, entry.at)),
        entry.caseworker or "–",
        entry.organisation or "–",
        done(who.reader, entry.action, entry.outcome),
    )


def _number() -> int:
    """The page that the address asks for; the first where it asks for none."""
    asked = request.args.get("side", "")
    readable = asked.isascii() and asked.isdigit() and len(asked) <= DIGITS
    return max(int(asked), 1) if readable else 1


def _address(number: int) -> str:
    return (
        url_for("citizen.who_looked.show", side=number) if number > 1 else url_for("citizen.who_looked.show")
    )
