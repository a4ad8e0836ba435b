"""JSON that remembers where everything stands, so that a mistake can be named by its line and column."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import Final

from portal.actions.course_in.fields import Place

DEEPEST: Final = 8

_SPACE: Final = re.compile(r"[ \t\r\n]*")
_STRING: Final = re.compile(r'"(?:[^"\\\x00-\x1f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*+"')
_NUMBER: Final = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?")
_WORDS: Final = {"true": "ja", "false": "nej", "null": ""}


class Unreadable(ValueError):
    """It is not JSON at `place`, or lies deeper than any course does."""

    def __init__(self, place: Place) -> None:
        super().__init__("not readable as JSON")
        self.place = place


@dataclass(frozen=True, slots=True)
class Node:
    """A value. One of three is given: `text` of a string, number or word (as a form would write it), `items`
    of a list, `members` of an object.
    """

    place: Place
    text: str | None = None
    items: tuple[Node, ...] | None = None
    members: dict[str, Node] | None = None


def parse(text: str) -> Node:
    """The whole text as one value. Raises Unreadable; of a key that is given twice too."""
    return _Parser(text).whole()


class _Parser:
    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._newlines = [found.start() for found in re.finditer("\n", text)]

    def whole(self) -> Node:
        node = self._value("", 0)
        if self._next():
            raise self._unreadable()
        return node

    def _value(self, path: str, depth: int) -> Node:
        sign = self._next()
        place = self._place(self._at, path)
        if depth > DEEPEST:
            raise Unreadable(place)
        if sign == "{":
            return Node(place, members=self._members(path, depth))
        if sign == "[":
            return Node(place, items=self._items(path, depth))
        if sign == '"':
            return Node(place, text=self._string())
        return Node(place, text=self._scalar())

    def _members(self, path: str, depth: int) -> dict[str, Node]:
        found: dict[str, Node] = {}
        self._at += 1
        if self._next() == "}":
            self._at += 1
            return found
        while True:
            if self._next() != '"':
                raise self._unreadable()
            begins = self._at
            name = self._string()
            if name in found:
                raise Unreadable(self._place(begins, path))
            self._expect(":")
            found[name] = self._value(f"{path}.{name}" if path else name, depth + 1)
            if not self._more("}"):
                return found

    def _items(self, path: str, depth: int) -> tuple[Node, ...]:
        found: list[Node] = []
        self._at += 1
        if self._next() == "]":
            self._at += 1
            return ()
        while True:
            found.append(self._value(f"{path}[{len(found)}]", depth + 1))
            if not self._more("]"):
                return tuple(found)

    def _more(self, end: str) -> bool:
        """Past a comma: there is more; past the end: there is not."""
        sign = self._next()
        if sign not in (",", end):
            raise self._unreadable()
        self._at += 1
        return sign == ","

    def _string(self) -> str:
        found = _STRING.match(self._text, self._at)
        if found is None:
            raise self._unreadable()
        self._at = found.end()
        return str(json.loads(found.group()))

    def _scalar(self) -> str:
        for word, meant in _WORDS.items():
            if self._text.startswith(word, self._at):
                self._at += len(word)
                return meant
        number = _NUMBER.match(self._text, self._at)
        if number is None:
            raise self._unreadable()
        self._at = number.end()
        return number.group()

    def _expect(self, sign: str) -> None:
        if self._next() != sign:
            raise self._unreadable()
        self._at += 1

    def _next(self) -> str:
        """The next sign that is no space; empty at the end."""
        space = _SPACE.match(self._text, self._at)
        self._at = space.end() if space else self._at
        return self._text[self._at : self._at + 1]

    def _unreadable(self) -> Unreadable:
        return Unreadable(self._place(self._at, ""))

    def _place(self, offset: int, path: str) -> Place:
        line = bisect_right(self._newlines, offset - 1)
        begins = self._newlines[line - 1] + 1 if line else 0
        return Place(line + 1, offset - begins + 1, path)
