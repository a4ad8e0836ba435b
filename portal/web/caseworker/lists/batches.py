"""One act for several people of a list: looked at first, done at once, taken back while nothing is sent."""

from __future__ import annotations

from portal.store.list_query import Liste


def acts_of(liste: Liste) -> list[tuple[str, str]]:
    """What can be done for several people of the list at once: (name, text)."""
    return []
