"""A fact of a person's course in a line, as its history tells it."""

from __future__ import annotations

from portal.wording.catalogues import reader_of
from portal.wording.course_words import fact


def test_days_are_told_as_days_and_what_was_typed_as_it_was() -> None:
    reader = reader_of("da")

    assert fact(reader, {"dato": "2024-08-05"}, {}) == "5. aug. 2024"
    assert fact(reader, {"kode": "AK1", "fra": "2024-08-05"}, {"AK1": "A-kassen"}) == (
        "Hvor: A-kassen, fra: 5. aug. 2024"
    )
    for typed in ("2024-13-40", "2024-08-05"):
        assert fact(reader, {"vaerdi": typed}, {}) == typed
        assert f"navn: {typed}" in fact(reader, {"fra": "2024-08-05", "navn": typed}, {})
