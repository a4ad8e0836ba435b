"""Telephone numbers, the ways people write them."""

from __future__ import annotations

import pytest

from portal.policy.facts import Samtaleform
from portal.web.citizen import phone


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("20304050", "20 30 40 50"),
        ("20 30 40 50", "20 30 40 50"),
        ("+45 20-30-40-50", "20 30 40 50"),
        ("0045 2030 4050", "20 30 40 50"),
        ("+46 70 123 45 67", "+46701234567"),
        ("0046701234567", "+46701234567"),
    ],
)
def test_a_number_is_kept_in_one_way_however_it_is_written(typed: str, kept: str) -> None:
    assert phone.read(typed) == kept
    assert phone.read(kept) == kept


@pytest.mark.parametrize(
    "typed", ["", "112", "2030405", "203040506", "10203040", "ring til mig", "+45 2030405", "+"]
)
def test_what_cannot_be_called_is_no_number(typed: str) -> None:
    assert phone.read(typed) is None


@pytest.mark.parametrize("form", [Samtaleform.VIDEO, Samtaleform.FREMMOEDE])
def test_only_a_telephone_meeting_asks_for_one(form: Samtaleform) -> None:
    assert phone.asked_for("whatever", form) == (None, None)
