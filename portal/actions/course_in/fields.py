"""The one description of what is brought in: each fact, its parts, and how a part is read as it was written.

A CSV file has a column for each part, a JSON file a key, a form a field; all of them are read here, as text.
Days are Danish calendar days.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final

from portal.policy.facts import AfmeldingAarsag, Forsikring, Maalgruppe, MindreIntensivGrund
from portal.policy.kalender import month_ends
from portal.policy.oplysninger import Oplysning

Values = Mapping[str, Any]
"""A fact's parts by name: text, days, hours, yes or no; None where nothing was given."""

MOST_HOURS: Final = Decimal(24 * 31)
ONE_LINE: Final = 300
"""Characters. What may be longer may have several lines."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands, counted from 1; `path` inside a JSON file. A form knows neither."""

    line: int = 0
    column: int = 0
    path: str = ""


NOWHERE: Final = Place()


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, and where. `code`: one of `portal.wording.import_words.PROBLEMS`, with its gaps.

    `part`: which part of which fact. It never holds a CPR number.
    """

    code: str
    place: Place = NOWHERE
    felt: str = ""
    part: str = ""
    gaps: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


class Bad(ValueError):
    """What was written cannot be read. `code` and `gaps` as in `Problem`."""

    def __init__(self, code: str, **gaps: str) -> None:
        super().__init__(code)
        self.code = code
        self.gaps = gaps


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a fact. `kind`: how a form asks for it; `choices`: the words it may hold."""

    name: str
    kind: str
    read: Callable[[str], Any]
    required: bool = True
    choices: tuple[str, ...] = ()
    longest: int = 0


_DANISH_DAY: Final = re.compile(r"(\d{1,2})[-./](\d{1,2})[-./](\d{4})")
_MONTH: Final = re.compile(r"(\d{4})-(\d{2})(?:-01)?")
_MAIL: Final = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")
_PHONE: Final = re.compile(r"\+?[\d ]{8,20}")
_UNSEEN: Final = re.compile(r"[\x00-\x1f\x7f]")
_UNSEEN_IN_LINES: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_ASCII: Final = {0xE6: "ae", 0xF8: "oe", 0xE5: "aa", ord("-"): "_", ord(" "): "_"}
"""How the law's words are written in files: as they are spelled, or as in the code."""

_YES: Final = frozenset({"ja", "true", "1"})
_NO: Final = frozenset({"nej", "false", "0"})
_FIRST_YEAR, _LAST_YEAR = 1900, 2100


def read_day(text: str) -> date:
    """`2024-08-05` or `05-08-2024`."""
    danish = _DANISH_DAY.fullmatch(text)
    try:
        if danish is not None:
            day, month, year = map(int, danish.groups())
            found = date(year, month, day)
        else:
            found = datetime.strptime(text, "%Y-%m-%d").date()  # noqa: DTZ007 - a day has no zone
    except ValueError:
        raise Bad("dato") from None
    if not _FIRST_YEAR <= found.year <= _LAST_YEAR:
        raise Bad("dato")
    return found


def read_month(text: str) -> date:
    """`2024-08`, as the month's first day."""
    found = _MONTH.fullmatch(text)
    if found is None or not 1 <= int(found[2]) <= 12 or not _FIRST_YEAR <= int(found[1]) <= _LAST_YEAR:
        raise Bad("maaned")
    return date(int(found[1]), int(found[2]), 1)


def read_hours(text: str) -> Decimal:
    """`160,33` or `160.33`, at most two decimals and no more than a month has."""
    try:
        found = Decimal(text.replace(",", "."))
    except InvalidOperation:
        raise Bad("timer") from None
    if not found.is_finite() or not 0 <= found <= MOST_HOURS or found != round(found, 2):
        raise Bad("timer")
    return found.quantize(Decimal("0.01"))


def read_yes_no(text: str) -> bool:
    word = text.casefold()
    if word not in _YES | _NO:
        raise Bad("ja_nej")
    return word in _YES


def _word(of: type[StrEnum] | tuple[str, ...]) -> Callable[[str], str]:
    known = tuple(of)

    def read(text: str) -> str:
        word = text.casefold().translate(_ASCII)
        if word not in known:
            raise Bad("ord", ord=", ".join(known))
        return word

    return read


def _text(
    longest: int, form: re.Pattern[str] | None = None, code: str = "tekst", unseen: re.Pattern[str] = _UNSEEN
) -> Callable[[str], str]:
    def read(text: str) -> str:
        if len(text) > longest:
            raise Bad("for_lang", tegn=str(longest))
        if unseen.search(text):
            raise Bad("tekst")
        if form is not None and not form.fullmatch(text):
            raise Bad(code)
        return text

    return read


def _day(name: str, *, required: bool = True) -> Part:
    return Part(name, "dag", read_day, required)


def _yes_no(name: str, *, required: bool = True) -> Part:
    return Part(name, "ja_nej", read_yes_no, required)


def _one_of(name: str, of: type[StrEnum] | tuple[str, ...], *, required: bool = True) -> Part:
    return Part(name, "ord", _word(of), required, tuple(str(word) for word in of))


def _free(name: str, longest: int, *, required: bool = True) -> Part:
    unseen = _UNSEEN if longest <= ONE_LINE else _UNSEEN_IN_LINES
    return Part(name, "tekst", _text(longest, unseen=unseen), required, longest=longest)


_CODE: Final = Part("kode", "organisation", _text(20))
_PHONE_PART: Final = Part("vaerdi", "tekst", _text(30, _PHONE, "telefon"), required=False)
_MAIL_PART: Final = Part("vaerdi", "tekst", _text(200, _MAIL, "mail"), required=False)
_POSTCODE: Final = Part("vaerdi", "tekst", _text(4, re.compile(r"[0-9]{4}"), "postnummer"), required=False)

OMFANG: Final = ("breve", "booking", "alt")

FIELDS: Final[Mapping[Oplysning, tuple[Part, ...]]] = MappingProxyType(
    {
        Oplysning.NAVN: (_free("vaerdi", 200),),
        Oplysning.TELEFON: (_PHONE_PART,),
        Oplysning.MAIL: (_MAIL_PART,),
        Oplysning.ADRESSE: (_free("vaerdi", 200, required=False),),
        Oplysning.CO_NAVN: (_free("vaerdi", 100, required=False),),
        Oplysning.POSTNUMMER: (_POSTCODE,),
        Oplysning.BY: (_free("vaerdi", 100, required=False),),
        Oplysning.DIGITAL_POST: (_yes_no("vaerdi"),),
        Oplysning.MAALGRUPPE: (_one_of("vaerdi", Maalgruppe),),
        Oplysning.FORSIKRING: (_one_of("vaerdi", Forsikring),),
        Oplysning.UDDANNELSE: (_yes_no("vaerdi"),),
        Oplysning.FORSOERGERPLIGT: (_yes_no("vaerdi"),),
        Oplysning.OPHOLDSTILLADELSE: (_day("dato", required=False),),
        Oplysning.KOMMUNE: (_CODE, _day("fra", required=False)),
        Oplysning.A_KASSE: (_CODE, _day("fra", required=False)),
        Oplysning.TILMELDING: (
            _day("fra"),
            _day("til", required=False),
            _one_of("aarsag", AfmeldingAarsag, required=False),
        ),
        Oplysning.INDPLACERING: (_day("dato"), _yes_no("loebende", required=False)),
        Oplysning.FORBRUG: (
            Part("maaned", "maaned", read_month),
            Part("timer", "timer", read_hours),
            _day("registreret", required=False),
        ),
        Oplysning.LOENTILSKUD: (
            Part("maaned", "maaned", read_month),
            Part("timer", "timer", read_hours),
        ),
        Oplysning.UDMELDT: (_day("dato", required=False),),
        Oplysning.VISITERET: (_day("dato", required=False),),
        Oplysning.A_KASSEFORSOEG: (_yes_no("vaerdi"),),
        Oplysning.YDELSE_FRA: (_day("dato", required=False),),
        Oplysning.HENVENDELSE: (_day("dato", required=False),),
        Oplysning.SYGEFRAVAER_FRA: (_day("dato", required=False),),
        Oplysning.MINDRE_INTENSIV: (
            _one_of("grund", MindreIntensivGrund),
            _day("starter", required=False),
            _day("fra", required=False),
            _day("til", required=False),
            _yes_no("dokumenteret"),
        ),
        Oplysning.CV: (_day("dato"), _yes_no("fyldestgoerende"), _free("mangler", 1000, required=False)),
        Oplysning.VEJLEDNING: (_day("dato"), _yes_no("skriftlig"), _free("noteret", 1000, required=False)),
        Oplysning.FULDMAGT: (
            _free("navn", 200),
            _free("adresse", 300, required=False),
            Part("mail", "tekst", _text(200, _MAIL, "mail"), required=False),
            _one_of("omfang", OMFANG),
            _day("fra"),
            _day("til", required=False),
        ),
    }
)
"""Every fact and its parts, in the order in which they are asked for."""

KEYS: Final[Mapping[Oplysning, tuple[str, ...]]] = MappingProxyType(
    {
        Oplysning.KOMMUNE: ("fra",),
        Oplysning.A_KASSE: ("fra",),
        Oplysning.TILMELDING: ("fra",),
        Oplysning.INDPLACERING: ("dato",),
        Oplysning.FORBRUG: ("maaned", "registreret"),
        Oplysning.LOENTILSKUD: ("maaned",),
        Oplysning.MINDRE_INTENSIV: ("grund", "starter", "fra"),
        Oplysning.CV: ("dato",),
        Oplysning.VEJLEDNING: ("dato",),
        Oplysning.FULDMAGT: ("navn", "fra"),
    }
)
"""What tells a person's several facts of one kind apart: in a file, the same again corrects the first."""

PARTS: Final = tuple(dict.fromkeys(part.name for parts in FIELDS.values() for part in parts))
"""Every part's name: the columns a CSV file may have beside `cpr` and `felt`."""


def read(
    kind: Oplysning, written: Mapping[str, str], places: Mapping[str, Place], at: Place
) -> tuple[Values, list[Problem]]:
    """The fact's parts, and what is wrong with them. `at`: where the fact itself stands."""
    values: dict[str, Any] = {}
    problems: list[Problem] = []
    known = {part.name for part in FIELDS[kind]}
    for name in written.keys() - known:
        if written[name].strip():
            problems.append(Problem("ukendt_del", places.get(name, at), kind.value, name))
    for part in FIELDS[kind]:
        text = written.get(part.name, "").strip()
        where = places.get(part.name, at)
        if not text:
            values[part.name] = None
            if part.required:
                problems.append(Problem("mangler", where, kind.value, part.name))
            continue
        try:
            values[part.name] = part.read(text)
        except Bad as bad:
            values[part.name] = None
            problems.append(Problem(bad.code, where, kind.value, part.name, bad.gaps))
    if not problems:
        values = _completed(kind, values)
        problems += [
            Problem(code, places.get(part, at), kind.value, part) for code, part in _odd(kind, values)
        ]
    return values, problems


def written_value(value: Any) -> str:
    """A part as a file writes it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, Decimal):
        return str(value).replace(".", ",")
    return value.isoformat() if isinstance(value, date) else str(value)


def _completed(kind: Oplysning, values: dict[str, Any]) -> dict[str, Any]:
    """What goes without saying: hours are registered on the month's last day, an indplacering is new."""
    if kind is Oplysning.FORBRUG and values["registreret"] is None:
        return values | {"registreret": month_ends(values["maaned"])}
    if kind is Oplysning.INDPLACERING and values["loebende"] is None:
        return values | {"loebende": False}
    return values


def _odd(kind: Oplysning, values: Values) -> list[tuple[str, str]]:
    """(code, part) of what each part may hold alone, and not together."""
    found = []
    first, last = values.get("fra"), values.get("til")
    if first is not None and last is not None and last < first:
        found.append(("til_foer_fra", "til"))
    if kind is Oplysning.TILMELDING and (values["aarsag"] is None) != (last is None):
        found.append(("til_og_aarsag", "til" if last is None else "aarsag"))
    if kind is Oplysning.FORBRUG and values["registreret"] < values["maaned"]:
        found.append(("registreret_foer", "registreret"))
    if kind is Oplysning.CV and values["fyldestgoerende"] and values["mangler"] is not None:
        found.append(("cv_intet_mangler", "mangler"))
    if kind is Oplysning.FULDMAGT and values["adresse"] is None and values["mail"] is None:
        found.append(("kan_ikke_naas", "adresse"))
    return found
