"""Where an act on a person is done: the page of that name below the person's own."""

from __future__ import annotations

import uuid

from flask import current_app, url_for


def page_of_person(act: str, person: uuid.UUID) -> str | None:
    """The address of `…/person/<person>/<act>`; None where the portal has no such page."""
    rule = f"/sagsbehandler/person/<uuid:person>/{act}"
    found = (one.endpoint for one in current_app.url_map.iter_rules() if one.rule == rule)
    endpoint = next(found, None)
    return url_for(endpoint, person=person) if endpoint else None
