"""Where a list is, and where a row of it leads to: the page on which it is done with."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from functools import cache
from urllib.parse import urlencode

from flask import url_for

from portal.store.list_query import Liste
from portal.web.caseworker.lists.words import ACT_TEXTS, ACTS, WORDS
from portal.web.locale import _


def list_address(liste: str, words: Mapping[str, str] | None = None) -> str:
    """The list, narrowed down by these words."""
    return _with(url_for("caseworker.lists.show.show", liste=liste), words)


def file_address(liste: str, words: Mapping[str, str] | None = None) -> str:
    """The same list as a file."""
    return _with(url_for("caseworker.lists.show.export", liste=liste), words)


def _with(address: str, words: Mapping[str, str] | None) -> str:
    return f"{address}?{urlencode(words)}" if words else address


def act_address(liste: Liste, person: uuid.UUID) -> str:
    """The page of the act with that person; their own page where the act is not about one person."""
    if liste is Liste.INGEN_TIDER:
        return url_for("caseworker.times.publish.show")
    page = url_for("caseworker.person.show", person=person)
    below = WORDS[liste].below
    return f"{page}/{below}" if below and stands(below) else page


def meeting_address(person: uuid.UUID, meeting: uuid.UUID) -> str:
    """The page on which it is registered what became of the meeting."""
    page = url_for("caseworker.person.show", person=person)
    return f"{page}/samtale/{meeting}" if stands("samtale/<uuid:samtale>") else page


def act_for_many(liste: Liste) -> str:
    """What can be done for several people of the list at once, in words; "" where nothing can."""
    return _(ACT_TEXTS[ACTS[liste]]) if liste in ACTS else ""


@cache
def stands(below: str) -> bool:
    """Whether there is an address like that below a person's own."""
    from portal.web.urls import ADDRESSES, PERSON

    return any(address.rule == f"{PERSON}/{below}" for address in ADDRESSES)
