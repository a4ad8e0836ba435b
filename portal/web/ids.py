"""Ids as forms and addresses write them."""

from __future__ import annotations

import uuid


def read_uuid(text: str | None) -> uuid.UUID | None:
    """The public id that the text names something by; None where it is none."""
    try:
        return uuid.UUID(text or "")
    except ValueError:
        return None
