"""What a request carries, without the characters that no page may show and no database keeps.

Nobody types them and nobody sees them: they come along from programs that text was copied from, or are sent
to find out what breaks. Nothing that can be read is touched, nor a file that is sent.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from werkzeug.datastructures import ImmutableMultiDict

_UNSEEN: Final = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000))
    + "]"
)
"""Controls but for the tab and the ends of lines, and what Unicode says is no character."""


class Received(ImmutableMultiDict[str, Any]):
    """Names and values, as they were sent but for what cannot be seen."""

    def __init__(self, mapping: Mapping[str, Any] | Iterable[tuple[str, Any]] | None = None) -> None:
        pairs = ImmutableMultiDict(mapping).items(multi=True)
        super().__init__([(name, readable(value)) for name, value in pairs])


def readable(value: Any) -> Any:
    """The text without what cannot be seen; whatever is no text stays."""
    return _UNSEEN.sub("", value) if isinstance(value, str) else value
