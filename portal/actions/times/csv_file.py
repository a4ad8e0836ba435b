"""Times from a CSV file: read whole, and every fault in it named by line and column.

The columns stand in the first line, in any order; `;` or `,` between them. Hours are those of the clock on
the wall in Denmark.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Final

from portal.actions.times import links
from portal.actions.times.pattern import Spans, Stretch, stretch
from portal.policy.facts import Samtaleform
from portal.store.published import NewTime
from portal.store.timetable import House, Who

COLUMNS: Final = (
    "dato",
    "fra",
    "til",
    "medarbejder",
    "team",
    "kontor",
    "former",
    "pladser",
    "lokale",
    "videolink",
)
REQUIRED: Final = ("dato", "fra", "til", "former")
MOST_LINES: Final = 5000
MOST_FAULTS: Final = 100
MOST_PLACES: Final = 50

EXAMPLE: Final = Path(__file__).with_name("tider-eksempel.csv")
"""What the page offers as an example. What it names has to be there in the organisation."""

_FORMS: Final = MappingProxyType(
    {
        "fremmoede": Samtaleform.FREMMOEDE,
        "telefon": Samtaleform.TELEFON,
        "video": Samtaleform.VIDEO,
    }
)
_DAYS: Final = ("%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y", "%d/%m/%Y")
_HOURS: Final = ("%H:%M", "%H.%M")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, and where. `line` counts from 1; `column`: its name, None: it is the whole line's."""

    line: int
    column: str | None
    code: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Around:
    """What the file is read against. `now` is aware; `last`: the last day that is taken.

    `may`: whether the reader may publish for the caseworker, None: for a team. `taken`, `away`: of each
    caseworker by key; `taken_of_team`: of each team by key.
    """

    house: House
    hosts: tuple[str, ...]
    now: datetime
    last: date
    may: Callable[[Who | None], bool]
    taken: Mapping[int, Iterable[Stretch]] = field(default_factory=dict)
    away: Mapping[int, Iterable[Stretch]] = field(default_factory=dict)
    taken_of_team: Mapping[int, Iterable[Stretch]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reading:
    """The times, with the addresses of video meetings still to be filled in; none where there are faults.

    `known`: how many stand already as they are in the file.
    """

    times: tuple[NewTime, ...]
    known: int
    faults: tuple[Fault, ...]


class _Wrong(Exception):
    def __init__(self, column: str | None, code: str, value: str = "") -> None:
        super().__init__(code)
        self.column, self.code, self.value = column, code, value


def decoded(content: bytes) -> str | None:
    """The file as text; None where it is not UTF-8."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None


def read(text: str, around: Around) -> Reading:
    """Reads the whole file. All or nothing: with one fault there are no times."""
    first = text.split("\n", 1)[0]
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=";" if ";" in first else ",")
    names = [name.strip().lower() for name in rows.fieldnames or ()]
    faults = [Fault(1, name, "mangler_kolonne") for name in REQUIRED if name not in names]
    faults += [Fault(1, name, "ukendt_kolonne", name) for name in names if name and name not in COLUMNS]
    if faults:
        return Reading((), 0, tuple(faults))
    rows.fieldnames = names
    return _lines(rows, around)


def _lines(rows: csv.DictReader[str], around: Around) -> Reading:
    times: list[NewTime] = []
    faults: list[Fault] = []
    known = 0
    met = _Met(around)
    for row in rows:
        line = rows.line_num
        if not any(value.strip() for value in row.values() if isinstance(value, str)):
            continue
        if len(times) + len(faults) >= MOST_LINES or len(faults) >= MOST_FAULTS:
            faults.append(Fault(line, None, "for_mange"))
            break
        try:
            time = _time(row, around)
            already = met.is_there(time)
        except _Wrong as wrong:
            faults.append(Fault(line, wrong.column, wrong.code, wrong.value[:60]))
            continue
        known += already
        if not already:
            times.append(time)
    if not times and not known and not faults:
        faults.append(Fault(1, None, "tom"))
    return Reading(() if faults else tuple(times), known, tuple(faults))


def _time(row: Mapping[str, str], around: Around) -> NewTime:
    if None in row:
        raise _Wrong(None, "for_mange_felter")

    def cell(name: str) -> str:
        return (row.get(name) or "").strip()

    start, slut = _when(cell, around)
    worker, team_id, own_office = _whose(cell, around)
    former = _forms(cell)
    return NewTime(
        start=start,
        slut=slut,
        office_id=_office(cell, around, own_office),
        former=former,
        caseworker_id=worker.id if worker else None,
        team_id=team_id,
        capacity=_places(cell) if worker is None else _one_place(cell),
        room=_room(cell),
        video_link=_link(cell, former, around),
    )


def _when(cell: Callable[[str], str], around: Around) -> Stretch:
    day = _parsed(cell("dato"), _DAYS)
    if day is None:
        raise _Wrong("dato", "ikke_en_dato", cell("dato"))
    minutes = []
    for name in ("fra", "til"):
        at = _parsed(cell(name), _HOURS)
        if at is None:
            raise _Wrong(name, "ikke_et_klokkeslaet", cell(name))
        minutes.append(at.hour * 60 + at.minute)
    if minutes[1] <= minutes[0]:
        raise _Wrong("til", "slutter_foer", cell("til"))
    found = stretch(day.date(), (minutes[0], minutes[1]))
    if found is None:
        raise _Wrong("fra", "urskift", cell("fra"))
    if found[0] <= around.now:
        raise _Wrong("dato", "forbi", cell("dato"))
    if day.date() > around.last:
        raise _Wrong("dato", "for_langt_frem", cell("dato"))
    return found


def _whose(cell: Callable[[str], str], around: Around) -> tuple[Who | None, int | None, int | None]:
    """The caseworker or the team's key, and the office they belong to."""
    named, team_name = cell("medarbejder"), cell("team")
    if bool(named) == bool(team_name):
        raise _Wrong("medarbejder", "medarbejder_eller_team")
    if team_name:
        teams = [one for one in around.house.teams if one.name.casefold() == team_name.casefold()]
        if len(teams) != 1 or not around.may(None):
            raise _Wrong("team", "ukendt_team", team_name)
        return None, teams[0].id, teams[0].office_id
    wanted = named.casefold()
    workers = [
        one
        for one in around.house.workers
        if wanted in ((one.mail or "").casefold(), one.subject.casefold(), one.name.casefold())
    ]
    if len(workers) != 1 or not around.may(workers[0]):
        raise _Wrong("medarbejder", "ukendt_medarbejder", named)
    return workers[0], None, workers[0].office_id


def _office(cell: Callable[[str], str], around: Around, own: int | None) -> int:
    named = cell("kontor").casefold()
    offices = around.house.offices
    if named:
        found = [one.id for one in offices if one.name.casefold() == named]
        if len(found) != 1:
            raise _Wrong("kontor", "ukendt_kontor", cell("kontor"))
        return found[0]
    if own is not None and any(one.id == own for one in offices):
        return own
    if len(offices) == 1:
        return offices[0].id
    raise _Wrong("kontor", "mangler_kontor")


def _forms(cell: Callable[[str], str]) -> frozenset[Samtaleform]:
    words = [word for word in re.split(r"[\s+|,/]+", cell("former")) if word]
    unknown = next((word for word in words if _in_ascii(word) not in _FORMS), None)
    if unknown is not None or not words:
        raise _Wrong("former", "ukendt_form", unknown or "")
    return frozenset(_FORMS[_in_ascii(word)] for word in words)


def _in_ascii(word: str) -> str:
    """As the code spells Danish."""
    return word.casefold().replace(chr(0xF8), "oe")


def _places(cell: Callable[[str], str]) -> int:
    text = cell("pladser") or "1"
    if not text.isascii() or not text.isdecimal() or not 1 <= int(text) <= MOST_PLACES:
        raise _Wrong("pladser", "ikke_pladser", text)
    return int(text)


def _one_place(cell: Callable[[str], str]) -> int:
    if cell("pladser") not in ("", "1"):
        raise _Wrong("pladser", "kun_team_har_pladser", cell("pladser"))
    return 1


def _room(cell: Callable[[str], str]) -> str | None:
    if len(cell("lokale")) > 100:
        raise _Wrong("lokale", "for_lang")
    return cell("lokale") or None


def _link(cell: Callable[[str], str], former: frozenset[Samtaleform], around: Around) -> str | None:
    link = cell("videolink")
    if Samtaleform.VIDEO not in former:
        if link:
            raise _Wrong("videolink", "link_uden_video", link)
        return None
    why = links.wrong(link, around.hosts) if link else "mangler_link"
    if why is not None:
        raise _Wrong("videolink", why, link)
    return link


class _Met:
    """What the times of the file meet: those of each caseworker and each team, and each other."""

    def __init__(self, around: Around) -> None:
        self._around = around
        self._taken: dict[tuple[int | None, int | None], tuple[frozenset[Stretch], Spans, Spans, Spans]] = {}

    def is_there(self, time: NewTime) -> bool:
        """Whether the time stands already as it is. Raises _Wrong where it cannot stand."""
        own = (time.start, time.slut)
        known, taken, away, earlier = self._of(time.caseworker_id, time.team_id)
        if own in known:
            return True
        if earlier.touches(*own):
            raise _Wrong("fra", "overlap_i_filen")
        if taken.touches(*own):
            raise _Wrong("fra", "overlap")
        if away.touches(*own):
            raise _Wrong("fra", "fravaer")
        earlier.add(*own)
        return False

    def _of(self, worker: int | None, team: int | None) -> tuple[frozenset[Stretch], Spans, Spans, Spans]:
        if (worker, team) not in self._taken:
            if worker is not None:
                taken, away = self._around.taken.get(worker, ()), self._around.away.get(worker, ())
            else:
                taken, away = self._around.taken_of_team.get(team or 0, ()), ()
            stretches = tuple(taken)
            self._taken[worker, team] = (frozenset(stretches), Spans(stretches), Spans(away), Spans(()))
        return self._taken[worker, team]


def _parsed(text: str, patterns: Iterable[str]) -> datetime | None:
    for pattern in patterns:
        try:
            return datetime.strptime(text, pattern)  # noqa: DTZ007 - a day or an hour alone, read by its parts
        except ValueError:
            continue
    return None
