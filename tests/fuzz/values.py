"""What is typed into a field by somebody who means well, by somebody who does not, and by a program."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Final
from uuid import UUID

HUGE: Final = "x" * 60_000
"""More than any field takes, and less than the largest form."""

CHANGES: Final = ("2026-10-25", "2027-03-28")
"""The days on which the clocks are changed."""

WORDS: Final = ("Fuzzord", "Æblegrød på ø", "Jeg kan ikke komme den dag", "o'Brien & søn", "1", "ja", "-")
WRONG: Final = (
    "",
    " ",
    HUGE,
    "\x00",
    "a\x00b\x1b[31m",
    "👩‍👩‍👧‍👦🇩🇰",
    "\u202eFuzzord bagfra\u202c",
    "ש" * 300,
    "<script>alert(1)</script>",
    '"><img src=x onerror=y>',
    "{{ 7*7 }}%s%(x)s{tid}",
    "' OR 1=1 --",
    "../../etc/passwd",
    "linje\r\nSet-Cookie: a=b\r\n",
    "-1",
    "0",
    "99999999999999999999999",
    "1e309",
    "NaN",
    "١٢",
    "null",
    "\ufeff\ufffe\ud7ff",
    "e\u0301" * 50,
)
NAMED: Final = {
    "fra_kl": ("08:00", "9.30"),
    "til_kl": ("12:00", "15.00"),
    "kl": ("09:00", "10:30", "13:00"),
    "postcode": ("2100", "8000"),
    "cpr": ("0202900011", "030395-0022"),
    "cvr": ("12345678",),
    "website": ("https://hus.example",),
    "phone": ("70102030",),
    "video": ("https://video.example/rum",),
    "mail": ("kim@borger.example",),
    "telefon": ("70102030",),
}
"""What fits a field for text, by a part of its name."""
DATES: Final = (
    "0001-01-01",
    "9999-12-31",
    "2026-02-30",
    "2026-13-01",
    "31-12-2026",
    "20261231",
    "2026-W50-1",
)
TIMES: Final = ("02:30", "24:00", "25:61", "9", "09.00", "23:59", "00:00", "-1:00")


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a form as it stands on the page. `value`: what it would send; `options`: what it offers."""

    name: str
    kind: str
    value: str | None
    options: Sequence[str] = ()


def right(field: Field, today: date, random: Random) -> list[str]:
    """Values of the kind that the field asks for; none where it is left alone."""
    if field.kind in ("radio", "select"):
        return [random.choice(field.options)] if field.options else []
    if field.kind == "checkbox":
        wanted = 0.9 if len(field.options) == 1 else 0.5
        return [option for option in field.options if random.random() < wanted]
    if field.kind == "hidden" or (field.value and random.random() < 0.8):
        return [field.value or ""]
    if field.kind == "date":
        return [random.choice((_day(today, random), _day(today, random), *CHANGES))]
    if field.kind == "time":
        return [f"{random.randint(7, 17):02}:{random.choice((0, 15, 30, 45)):02}"]
    if field.kind in ("number", "numeric"):
        return [str(random.choice((0, 1, 2, 15, 30, 45, 60)))]
    if field.kind == "email":
        return ["kim@borger.example"]
    if field.kind == "tel":
        return ["70 10 20 30"]
    if field.kind == "url":
        return ["https://video.example/rum"]
    for part, fitting in NAMED.items():
        if part in field.name:
            return [random.choice(fitting)]
    return [random.choice((*WORDS, _day(today, random), field.value or ""))]


def wrong(field: Field, today: date, random: Random) -> list[str]:
    """Values of any other kind, or several where one is asked for."""
    junk = [*WRONG, str(unknown(random)), *WORDS]
    if field.kind == "date":
        junk += [*DATES * 3, *CHANGES, (today - timedelta(days=20_000)).isoformat()]
    if field.kind == "time":
        junk += TIMES * 3
    how_many = random.choice((0, 1, 1, 1, 1, 2, 3))
    return [random.choice(junk) for _ in range(how_many)]


def unknown(random: Random) -> UUID:
    """A name that nothing has."""
    return UUID(int=random.getrandbits(128), version=4)


def _day(today: date, random: Random) -> str:
    return (
        today + timedelta(days=random.choice((-30, -7, -1, 0, 1, 2, 3, 6, 7, 8, 13, 14, 16, 21, 30, 60)))
    ).isoformat()
