"""Law cases: read one, ask its question, compare with the answer it expects.

`portal law answer` and `portal law check` stand on this, and the pages call the very functions that it asks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from portal.policy.case_compare import differences, fits
from portal.policy.case_facts import read_facts
from portal.policy.case_questions import OF_A_PERSON, OF_NOBODY, Answer
from portal.policy.case_reader import Mapping, Misfit, listing, load, moment_with_rules, text
from portal.policy.law import Finding


class Refused(Exception):
    """A case that does not fit the page: the file, the key and what was expected."""

    def __init__(self, fil: Path, reason: str) -> None:
        super().__init__(f"{fil}: {reason}")


@dataclass(frozen=True, slots=True)
class Answered:
    """A case and the policy's answer. `expected` is None where it was not read.

    `sag`: the case as it is written; `findings`: what the answer rests on.
    """

    fil: Path
    navn: str
    svar: Answer
    expected: dict[str, Any] | None
    sag: dict[str, Any]
    findings: tuple[Finding, ...]

    @property
    def differences(self) -> list[str]:
        """One line per difference to the expected answer."""
        return [] if self.expected is None else differences(self.expected, self.svar)


def find(path: Path) -> Sequence[Path]:
    """The case files: a file as given, every *.yaml below a folder, sorted.

    Refused where a folder holds none.
    """
    if not path.is_dir():
        return (path,)
    found = sorted(path.rglob("*.yaml"))
    if not found:
        raise Refused(path, "the folder: expected at least one *.yaml")
    return found


def answer_all(paths: Sequence[Path], *, read_svar: bool = True) -> Iterator[Answered | Refused]:
    """Every case below the paths, answered or refused, one at a time."""
    for path in paths:
        try:
            files = find(path)
        except Refused as refused:
            yield refused
            continue
        for fil in files:
            try:
                yield answer(fil, read_svar=read_svar)
            except Refused as refused:
                yield refused


def answer(fil: Path, *, read_svar: bool = True) -> Answered:
    """Reads the case, asks its question and answers. Refused where the case does not fit the page."""
    try:
        return _answer(fil, read_svar=read_svar)
    except Misfit as misfit:
        raise Refused(fil, str(misfit)) from misfit


def _answer(fil: Path, *, read_svar: bool) -> Answered:
    sag = load(fil)
    case = Mapping(sag, "")
    navn = case.take("navn", text)
    if not case.take("kilde", listing(text)):
        raise Misfit("kilde", "at least one source")
    nu = case.take("nu", moment_with_rules)
    name, asked = _question(case)
    expected = _expected(case, name) if read_svar else case.take("svar", _unread, None)
    if name in OF_NOBODY:
        case.take("person", _unread, None)
        case.done()
        reply = OF_NOBODY[name](asked, nu)
    else:
        facts = read_facts(case)
        case.done()
        reply = OF_A_PERSON[name](asked, facts, nu)
    return Answered(fil, navn, reply.svar, expected, sag, reply.findings)


def _question(case: Mapping) -> tuple[str, Mapping]:
    spoerg = case.take("spoerg", Mapping)
    known = [*OF_A_PERSON, *OF_NOBODY]
    names = [name for name in known if spoerg.has(name)]
    if len(names) != 1:
        raise Misfit("spoerg", "exactly one question of " + ", ".join(known))
    asked = spoerg.take(names[0], Mapping)
    spoerg.done()
    return names[0], asked


def _expected(case: Mapping, question: str) -> dict[str, Any]:
    value = case.take("svar", _mapping)
    fits(question, Mapping(value, "svar"), value)
    return value


def _mapping(value: Any, key: str) -> dict[str, Any]:
    if not isinstance(value, dict) or not value:
        raise Misfit(key, "the expected answer, at least one key")
    return value


def _unread(value: Any, key: str) -> None:
    del value, key
