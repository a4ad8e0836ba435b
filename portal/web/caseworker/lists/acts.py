"""Where a row of a list leads to: the page on which it is done with."""

from __future__ import annotations

import uuid
from functools import cache

from flask import url_for

from portal.store.list_query import Liste
from portal.web.caseworker.lists.words import WORDS


def act_address(liste: Liste, person: uuid.UUID) -> str:
    """The page of the act with that person; their own page where the act is not about one person."""
    page = url_for("caseworker.person.show", person=person)
    below = WORDS[liste].below
    return f"{page}/{below}" if below and stands(below) else page


def meeting_address(person: uuid.UUID, meeting: uuid.UUID) -> str:
    """The page on which it is registered what became of the meeting."""
    page = url_for("caseworker.person.show", person=person)
    return f"{page}/samtale/{meeting}" if stands("samtale/<uuid:samtale>") else page


@cache
def stands(below: str) -> bool:
    """Whether there is an address like that below a person's own."""
    from portal.web.urls import ADDRESSES, PERSON

    return any(address.rule == f"{PERSON}/{below}" for address in ADDRESSES)
