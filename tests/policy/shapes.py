"""What each finding rests on, over all law cases: its paragraphs, the facts it used, the numbers it applied.

`findings.toml` holds it, so that a finding that loses its paragraph, a fact or a number is seen, and so that
somebody can read which code says what. `python -m tests.policy.shapes` writes the file anew; read what
changed.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from typing import Any
from unittest import mock

from portal.policy import (
    case_questions,
    cases,
    frister,
    kontaktforloeb,
    krav,
    samtaleform,
    uddannelsespaalaeg,
    vejledning,
)
from portal.policy.case_reader import load
from portal.policy.law import Decision, Finding

FOLDER = Path(__file__).parent
FILES = sorted((FOLDER / "cases").rglob("*.yaml"))
KEPT = FOLDER / "findings.toml"

_read = cache(load)

Shapes = dict[str, dict[str, list[str]]]
"""Outcome, code, and every form that the finding takes."""


def answered(files: Sequence[Path] = FILES) -> Iterator[tuple[cases.Answered, tuple[Finding, ...]]]:
    """Every case with the findings behind its answer. A file is read once, however often it is asked."""
    for fil in files:
        seen: list[Finding] = []
        with ExitStack() as stack:
            stack.enter_context(mock.patch.object(cases, "load", _read))
            for module, name, findings in _ANSWERING:
                watched = _watched(getattr(module, name), findings, seen)
                stack.enter_context(mock.patch.object(module, name, watched))
            case = cases.answer(fil)
        yield case, tuple(seen)


def shapes(findings: Iterator[Finding]) -> Shapes:
    found: dict[str, dict[str, set[str]]] = {}
    for finding in findings:
        kind = "warning" if finding.warning else finding.outcome.value
        found.setdefault(kind, {}).setdefault(finding.code, set()).add(shape(finding))
    return {kind: {code: sorted(found[kind][code]) for code in sorted(found[kind])} for kind in sorted(found)}


def shape(finding: Finding) -> str:
    """Paragraphs, facts, numbers. A fact that is not known, None, is told apart from one that is."""
    paragraphs = ", ".join(str(citation) for citation in finding.citations)
    facts = ", ".join(
        sorted(name if value is not None else f"no {name}" for name, value in finding.facts.items())
    )
    numbers = ", ".join(sorted(value.name for value in finding.values))
    return f"{paragraphs} | {facts} | {numbers}"


def written(found: Shapes) -> str:
    """As TOML."""
    lines = ["# Written by `python -m tests.policy.shapes`: paragraphs | facts | numbers of each finding."]
    for kind, codes in found.items():
        lines += ["", f"[{kind}]"]
        for code, forms in codes.items():
            lines += [f"{code} = [", *[f"    {json.dumps(form, ensure_ascii=False)}," for form in forms], "]"]
    return "\n".join(lines) + "\n"


def _kept(decision: Decision) -> tuple[Finding, ...]:
    return Decision.from_json(decision.as_json()).findings


_ANSWERING: list[tuple[Any, str, Any]] = [
    (case_questions, "outcome", lambda decision, _answer: _kept(decision)),
    (samtaleform, "former_decision", lambda *asked: _kept(asked[-1])),
    (uddannelsespaalaeg, "maalgruppe", lambda *asked: _kept(asked[-1])),
    (kontaktforloeb, "ansvar", lambda *asked: asked[-1].findings),
    (frister, "gentilmeld", lambda *asked: asked[-1].findings),
    (vejledning, "vejled", lambda *asked: asked[-1].findings),
    (krav, "krav", lambda *asked: tuple(row.finding for row in asked[-1])),
]
"""Where an answer takes its findings from: a function, and its findings, given what it took and answered."""


def _watched(function: Any, findings: Any, seen: list[Finding]) -> Any:
    def watched(*asked: Any) -> Any:
        answer = function(*asked)
        seen.extend(findings(*asked, answer))
        return answer

    return watched


if __name__ == "__main__":
    every = shapes(finding for _, findings in answered() for finding in findings)
    KEPT.write_text(written(every), encoding="utf-8")
