"""A file of courses, read whole: CSV with one fact in a line, or JSON with one person in an object.

Everything that is wrong is found at once, each with its line and column, up to `MOST_PROBLEMS`. Nothing is
looked up here.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from portal.actions.course_in import json_text
from portal.actions.course_in.fields import FIELDS, KEYS, PARTS, Place, Problem, Values, read
from portal.actions.course_in.json_text import Node, Unreadable
from portal.logs import mask_cpr
from portal.policy.oplysninger import Oplysning
from portal.store.cpr import Cpr, InvalidCpr

MOST_BYTES: Final = 4 * 1024 * 1024
MOST_PROBLEMS: Final = 200
PEOPLE: Final = "personer"

_CPR, _FELT = "cpr", "felt"


@dataclass(frozen=True, slots=True)
class Stated:
    """One fact of a file."""

    kind: Oplysning
    values: Values
    at: Place


@dataclass(frozen=True, slots=True)
class Read:
    """What a file says of each person, in its order. With a problem nothing of it counts.

    `first`: where each person is named first.
    """

    people: Mapping[Cpr, tuple[Stated, ...]] = field(default_factory=dict)
    first: Mapping[Cpr, Place] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    @property
    def facts(self) -> int:
        return sum(len(stated) for stated in self.people.values())


def read_csv(content: bytes) -> Read:
    """UTF-8 with or without a byte order mark; cells apart by `;` or `,` (the first line tells which)."""
    text, problem = _decoded(content)
    if problem is not None:
        return Read(problems=(problem,))
    reading = _Reading()
    try:
        for line, cells in _lines(text):
            if reading.head is None:
                reading.begin(line, cells)
                if reading.problems:
                    break
            elif any(cell.strip() for cell in cells):
                reading.add(line, cells)
    except csv.Error:
        reading.problems.append(Problem("csv", Place(reading.line + 1, 1)))
    return reading.done()


def read_json(content: bytes) -> Read:
    """`{"personer": [{"cpr": "…", "navn": "…", "tilmelding": [{"fra": "…"}], …}]}`."""
    text, problem = _decoded(content)
    if problem is not None:
        return Read(problems=(problem,))
    reading = _Reading()
    try:
        root = json_text.parse(text)
    except Unreadable as error:
        return Read(problems=(Problem("json", error.place),))
    people = root.members.get(PEOPLE) if root.members is not None else None
    if people is None or people.items is None:
        return Read(problems=(Problem("json_personer", root.place),))
    for node in people.items:
        reading.add_object(node)
    return reading.done()


def _named(text: str) -> str:
    """A word of the file, as it may be shown: nobody's number, and not a whole page."""
    return mask_cpr(text.strip()[:40])


def _decoded(content: bytes) -> tuple[str, Problem | None]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        column = error.start - content.rfind(b"\n", 0, error.start)
        return "", Problem("ikke_utf8", Place(line, column))
    if not text.strip():
        return "", Problem("tom", Place(1, 1))
    return text, None


def _lines(text: str) -> Iterator[tuple[int, list[str]]]:
    """Each row with the number of its first line."""
    first = text.lstrip().partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=";" if ";" in first else ",", strict=True)
    begins = 1
    for cells in reader:
        yield begins, cells
        begins = reader.line_num + 1


class _Reading:
    """What has been read so far."""

    def __init__(self) -> None:
        self.head: list[str] | None = None
        self.line = 0
        self.problems: list[Problem] = []
        self._people: dict[Cpr, list[Stated]] = {}
        self._first: dict[Cpr, Place] = {}
        self._known: dict[tuple[Cpr, Oplysning, tuple[object, ...]], Stated] = {}

    def begin(self, line: int, cells: list[str]) -> None:
        self.head, self.line = [cell.strip().casefold() for cell in cells], line
        for number, name in enumerate(self.head, start=1):
            if name not in (_CPR, _FELT, *PARTS):
                self.problems.append(
                    Problem("ukendt_kolonne", Place(line, number), gaps={"navn": _named(name)})
                )
            elif self.head.index(name) != number - 1:
                self.problems.append(Problem("to_kolonner", Place(line, number), gaps={"navn": name}))
        for name in (_CPR, _FELT):
            if name not in self.head:
                self.problems.append(Problem("mangler_kolonne", Place(line, 1), gaps={"navn": name}))

    def add(self, line: int, cells: list[str]) -> None:
        """One line of a CSV file."""
        assert self.head is not None  # noqa: S101 - the first line was read
        self.line = line
        if len(cells) > len(self.head):
            self.problems.append(Problem("for_mange_celler", Place(line, len(self.head) + 1)))
            return
        written = dict(zip(self.head, cells, strict=False))
        places = {name: Place(line, number) for number, name in enumerate(self.head, start=1)}
        cpr = self._cpr(written.pop(_CPR, ""), places[_CPR])
        kind = self._kind(written.pop(_FELT, ""), places[_FELT])
        if cpr is not None:
            self._first.setdefault(cpr, places[_CPR])
        if cpr is not None and kind is not None:
            self._state(cpr, kind, written, places, Place(line, places[_FELT].column))

    def add_object(self, node: Node) -> None:
        """One person of a JSON file."""
        if node.members is None:
            self.problems.append(Problem("json_person", node.place))
            return
        given = node.members.get(_CPR)
        cpr = self._cpr(given.text if given and given.text else "", given.place if given else node.place)
        if cpr is None:
            return
        self._first.setdefault(cpr, node.place)
        for name, member in node.members.items():
            kind = None if name == _CPR else self._kind(name, member.place)
            if kind is None:
                continue
            several = member.items if member.items is not None else [member]
            for one in several:
                self._state_node(cpr, kind, one)

    def done(self) -> Read:
        if not self.problems and not self._people:
            self.problems.append(Problem("tom", Place(1, 1)))
        people = {cpr: tuple(stated) for cpr, stated in self._people.items()}
        return Read(people, self._first, tuple(self.problems))

    def _state_node(self, cpr: Cpr, kind: Oplysning, node: Node) -> None:
        parts = FIELDS[kind]
        if node.text is not None and not any(part.required for part in parts[1:]):
            name = parts[0].name
            self._state(cpr, kind, {name: node.text}, {name: node.place}, node.place)
            return
        if node.members is None or any(part.text is None for part in node.members.values()):
            self.problems.append(Problem("json_felt", node.place, kind.value))
            return
        written = {name: part.text or "" for name, part in node.members.items()}
        self._state(cpr, kind, written, {name: part.place for name, part in node.members.items()}, node.place)

    def _state(
        self,
        cpr: Cpr,
        kind: Oplysning,
        written: Mapping[str, str],
        places: Mapping[str, Place],
        at: Place,
    ) -> None:
        values, problems = read(kind, written, places, at)
        self.problems += problems
        if problems:
            return
        stated = Stated(kind, values, at)
        key = (cpr, kind, tuple(values[name] for name in KEYS.get(kind, ())))
        before = self._known.setdefault(key, stated)
        if before is stated:
            self._people.setdefault(cpr, []).append(stated)
        elif before.values != values:
            self.problems.append(Problem("modsiger", at, kind.value, gaps={"linje": str(before.at.line)}))

    def _cpr(self, text: str, at: Place) -> Cpr | None:
        try:
            return Cpr(text.strip())
        except InvalidCpr:
            self.problems.append(Problem("cpr", at))
            return None

    def _kind(self, text: str, at: Place) -> Oplysning | None:
        try:
            return Oplysning(text.strip().casefold())
        except ValueError:
            self.problems.append(Problem("ukendt_felt", at, gaps={"navn": _named(text)}))
            return None
