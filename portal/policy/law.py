"""What an answer from the law looks like: citations, findings, decisions.

A Finding is one rule's outcome; a Decision is its findings. Both are immutable and turn into JSON and back,
so that a decision can be kept beside what it decided and be read years later.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import Any

Json = str | int | float | bool | None | list[Any] | dict[str, Any]

PRACTICAL = frozenset({"tid_i_fortiden", "overlapper_samtale"})
"""The two codes that rest on no paragraph: a meeting cannot lie in the past or on top of another."""


class Outcome(StrEnum):
    """How one rule came out. `ask_caseworker` is used where the law wants a concrete assessment."""

    MET = "met"
    NOT_MET = "not_met"
    ASK_CASEWORKER = "ask_caseworker"


@dataclass(frozen=True, slots=True)
class Citation:
    """One place in the law: the short name of the text (`LAB`) and the place in it (`§ 34, stk. 2`)."""

    law: str
    place: str

    def __str__(self) -> str:
        return f"{self.law} {self.place}"


@dataclass(frozen=True, slots=True)
class AppliedValue:
    """A dated number of the law that a rule applied, as it stood on the day it was applied to."""

    name: str
    value: Decimal
    first_day: date
    citation: Citation


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule's outcome.

    `facts` holds what the rule looked at, as JSON values: dates and local times in ISO form, never a name or
    a CPR number. A finding without a citation is refused, the two practical codes aside. `warning` marks a
    finding that is told to the citizen and shown to the caseworker, and refuses nothing.
    """

    code: str
    outcome: Outcome
    citations: tuple[Citation, ...]
    facts: Mapping[str, Json] = field(default_factory=lambda: MappingProxyType({}))
    values: tuple[AppliedValue, ...] = ()
    warning: bool = False

    def __post_init__(self) -> None:
        if not self.citations and self.code not in PRACTICAL:
            raise ValueError(f"finding {self.code} cites nothing")
        if self.warning and self.outcome is Outcome.NOT_MET:
            raise ValueError(f"finding {self.code} is a warning and yet refuses")

    def as_json(self) -> dict[str, Json]:
        return {
            "code": self.code,
            "outcome": self.outcome.value,
            "citations": [[c.law, c.place] for c in self.citations],
            "facts": dict(self.facts),
            "values": [
                [v.name, str(v.value), v.first_day.isoformat(), v.citation.law, v.citation.place]
                for v in self.values
            ],
            "warning": self.warning,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Finding:
        return cls(
            code=data["code"],
            outcome=Outcome(data["outcome"]),
            citations=tuple(Citation(law, place) for law, place in data["citations"]),
            facts=MappingProxyType(dict(data["facts"])),
            values=tuple(
                AppliedValue(name, Decimal(value), date.fromisoformat(day), Citation(law, place))
                for name, value, day, law, place in data["values"]
            ),
            warning=data["warning"],
        )


@dataclass(frozen=True, slots=True)
class Decision:
    """The answer to one question: its findings, never none, and what else the answer holds.

    `question` is the question's code (`book`, `ombook`, `aflys` …). `result` carries the rest of the answer
    under the keys of the law cases (`a_kasse_form`, `udebliver`, `samtale_senest`, `klage` …), as JSON
    values.
    """

    question: str
    findings: tuple[Finding, ...]
    result: Mapping[str, Json] = field(default_factory=lambda: MappingProxyType({}))

    def __post_init__(self) -> None:
        if not self.findings:
            raise ValueError(f"a decision on {self.question} without findings")

    @property
    def allowed(self) -> bool:
        return all(f.outcome is not Outcome.NOT_MET for f in self.findings)

    @property
    def refusals(self) -> tuple[Finding, ...]:
        return tuple(f for f in self.findings if f.outcome is Outcome.NOT_MET)

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """What goes along with a yes. A refusal has none."""
        return tuple(f for f in self.findings if f.warning) if self.allowed else ()

    def as_json(self) -> dict[str, Json]:
        return {
            "question": self.question,
            "findings": [f.as_json() for f in self.findings],
            "result": dict(self.result),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Decision:
        return cls(
            question=data["question"],
            findings=tuple(Finding.from_json(f) for f in data["findings"]),
            result=MappingProxyType(dict(data["result"])),
        )
