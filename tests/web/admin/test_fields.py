"""What an administrator types is read tidied, and what cannot be kept is said."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from portal.web.admin.fields import Reading
from portal.wording.catalogues import reader_of


def read(kind: str, typed: str, *more: Any) -> tuple[Any, bool]:
    """What is read of a field, and whether it is wrong."""
    reading = Reading(MultiDict({"felt": typed}), reader_of("da"))
    found = getattr(reading, kind)("felt", *more)
    return found, bool(reading.errors)


@pytest.mark.parametrize(
    ("kind", "typed", "found"),
    [
        ("phone", " 70 10  20 30 ", "70 10 20 30"),
        ("phone", "+45 70102030", "+45 70102030"),
        ("phone", "", None),
        ("mail", "post@jobcenter.eksempel.dk", "post@jobcenter.eksempel.dk"),
        ("website", "https://eksempel.dk/kontakt?a=1", "https://eksempel.dk/kontakt?a=1"),
        ("hosts", "Video.eksempel.dk\r\n\r\nhttps://video.eksempel.dk/\n", ("video.eksempel.dk",)),
        ("hosts", "", ()),
        ("postcode", "0800", "0800"),
        ("cvr", " 90 00 00 01 ", "90000001"),
        ("cvr", "", None),
    ],
)
def test_what_can_be_kept_is_read_as_it_is_kept(kind: str, typed: str, found: Any) -> None:
    assert read(kind, typed) == (found, False)


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        ("phone", "112 eller 114"),
        ("phone", "7" * 31),
        ("mail", "post@eksempel"),
        ("mail", "a b@eksempel.dk"),
        ("website", "http://eksempel.dk"),
        ("website", "javascript:alert(1)"),
        ("website", "https://eksempel"),
        ("website", "https://[1"),
        ("website", "https://eksempel.dk/a b"),
        ("hosts", "https://eksempel.dk/rum"),
        ("hosts", "eksempel.dk:8443"),
        ("hosts", "%.dk"),
        ("cvr", "9000001"),
        ("cvr", "0000000a"),
        ("postcode", "800"),
        ("postcode", "0000"),
        ("postcode", "80000"),
        ("postcode", "٨٠٠٠"),
    ],
)
def test_what_cannot_be_kept_is_wrong(kind: str, typed: str) -> None:
    assert read(kind, typed)[1]


@pytest.mark.parametrize(("typed", "found"), [("7", 7), ("60", 60), ("", None), (" 5 ", 5)])
def test_a_number_is_within_its_bounds(typed: str, found: int | None) -> None:
    assert read("number", typed, 1, 60) == (found, False)


@pytest.mark.parametrize("typed", ["0", "61", "-1", "1,5", "to", "٣", "1" * 30])
def test_anything_else_is_no_number(typed: str) -> None:
    assert read("number", typed, 1, 60) == (None, True)


@given(st.text(max_size=60))
def test_no_line_that_is_kept_holds_a_sign_that_cannot_be_seen(typed: str) -> None:
    found, _wrong = read("line", typed, 200)

    assert found == found.strip()
    assert all(sign.isprintable() for sign in found)
    assert read("line", found, 200)[0] == found
