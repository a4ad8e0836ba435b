"""What a row of the outbox says."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Protocol


class Told(Protocol):
    """A row: whom it is about, under which topic, and what it says. `created_at` is aware."""

    @property
    def public_id(self) -> uuid.UUID: ...

    @property
    def person_id(self) -> int | None: ...

    @property
    def topic(self) -> str: ...

    @property
    def payload(self) -> Mapping[str, Any]: ...

    @property
    def created_at(self) -> datetime: ...
