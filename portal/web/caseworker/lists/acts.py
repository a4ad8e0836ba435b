"""Where a list is, and where a row of it leads to: the page on which it is done with."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
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
    """The page of the act with that person; publishing times is about nobody alone."""
    if liste is Liste.INGEN_TIDER:
        return url_for(WORDS[liste].endpoint)
    return url_for(WORDS[liste].endpoint, person=person)


def meeting_address(person: uuid.UUID, meeting: uuid.UUID) -> str:
    """The page on which it is registered what became of the meeting."""
    return url_for("caseworker.samtale.show", person=person, samtale=meeting)


def act_for_many(liste: Liste) -> str:
    """What can be done for several people of the list at once, in words; "" where nothing can."""
    return _(ACT_TEXTS[ACTS[liste]]) if liste in ACTS else ""
