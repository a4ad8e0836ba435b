"""A fact of a person's course in a line, as its history tells it, and what happens of itself in words."""

from __future__ import annotations

import uuid
from datetime import date

import pytest

from portal.policy.dagligt import Haendelsesart
from portal.store.haendelser import HaendelseView
from portal.wording.catalogues import reader_of
from portal.wording.course_words import fact
from portal.wording.haendelse_words import told


def test_days_are_told_as_days_and_what_was_typed_as_it_was() -> None:
    reader = reader_of("da")

    assert fact(reader, {"dato": "2024-08-05"}, {}) == "5. aug. 2024"
    assert fact(reader, {"kode": "AK1", "fra": "2024-08-05"}, {"AK1": "A-kassen"}) == (
        "Hvor: A-kassen, fra: 5. aug. 2024"
    )
    for typed in ("2024-13-40", "2024-08-05"):
        assert fact(reader, {"vaerdi": typed}, {}) == typed
        assert f"navn: {typed}" in fact(reader, {"fra": "2024-08-05", "navn": typed}, {})


@pytest.mark.parametrize("art", [Haendelsesart.BESLUTNING_BORTFALDET, Haendelsesart.FRIST_BORTFALDET])
def test_of_what_lapsed_nobody_is_named_as_gone_who_may_still_be_responsible(art: Haendelsesart) -> None:
    """A new period with the same a-kasse, or a change to another one, lets it lapse too."""
    known = {"af": "a_kasse", "holder": "a_kasse", "beslutning": "fratagelse", "frist": "2024-09-06"}
    happened = HaendelseView(uuid.uuid4(), art, date(2024, 9, 1), known, (), None, None)

    for language, theirs in (("da", "din a-kasse"), ("en", "your a-kasse")):
        assert theirs not in told(reader_of(language), happened)[0].lower()
