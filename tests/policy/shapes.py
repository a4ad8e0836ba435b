"""What each finding rests on, over all law cases: its paragraphs, the facts it used, the numbers it applied.

`findings.toml` holds it, so that a finding that loses its paragraph, a fact or a number is seen, and so that
somebody can read which code says what. `python -m tests.policy.shapes` writes the file anew; read what
changed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from typing import Any
from unittest import mock

from portal.policy import case_questions, cases, samtaleform, uddannelsespaalaeg
from portal.policy.case_reader import load
from portal.policy.law import Decision, Finding
from tests.policy.case_files import FILES

FOLDER = Path(__file__).parent
KEPT = FOLDER / "findings.toml"

_read = cache(load)

Form = tuple[str, str, str]
"""A kind (an outcome, `warning`, `answer`), a code or a question, and what it rests on or holds."""

Forms = dict[str, dict[str, list[str]]]
"""Kind, code or question, and every form of it."""


def answered(files: Sequence[Path] = FILES) -> Iterator[tuple[cases.Answered, list[Form]]]:
    """Every case with the forms of its answer. A file is read once, however often it is asked."""
    for fil in files:
        seen: list[Form] = []
        with ExitStack() as stack:
            stack.enter_context(mock.patch.object(cases, "load", _read))
            for module, name in _DECIDING:
                watched = _watched(getattr(module, name), seen)
                stack.enter_context(mock.patch.object(module, name, watched))
            case = cases.answer(fil)
        yield case, [*seen, *of_findings(case.findings)]


def gathered(every: Iterable[Form]) -> Forms:
    found: dict[str, dict[str, set[str]]] = {}
    for kind, code, form in every:
        found.setdefault(kind, {}).setdefault(code, set()).add(form)
    return {kind: {code: sorted(found[kind][code]) for code in sorted(found[kind])} for kind in sorted(found)}


def of_decision(decision: Decision) -> Form:
    """What an answer holds beside its findings, a truth with its value, as it is kept and read again."""
    kept = Decision.from_json(decision.as_json())
    held = [f"{name}={value}" if isinstance(value, bool) else name for name, value in kept.result.items()]
    outcomes = sorted({finding.outcome.value for finding in kept.findings})
    said = f"{'ja' if kept.allowed else 'nej'} | {', '.join(outcomes)} | {', '.join(sorted(held))}"
    return ("answer", kept.question, said)


def of_findings(findings: Iterable[Finding]) -> list[Form]:
    return [("warning" if f.warning else f.outcome.value, f.code, form(f)) for f in findings]


def form(finding: Finding) -> str:
    """Paragraphs, facts, numbers. A fact that is not known, None, is told apart from one that is."""
    paragraphs = ", ".join(str(citation) for citation in finding.citations)
    known = [name if value is not None else f"no {name}" for name, value in finding.facts.items()]
    numbers = ", ".join(sorted(value.name for value in finding.values))
    return f"{paragraphs} | {', '.join(sorted(known))} | {numbers}"


def written(found: Forms) -> str:
    """As TOML."""
    lines = ["# Written by `python -m tests.policy.shapes`: paragraphs | facts | numbers of each finding."]
    for kind, codes in found.items():
        lines += ["", f"[{kind}]"]
        for code, forms in codes.items():
            lines += [f"{code} = [", *[f"    {json.dumps(form, ensure_ascii=False)}," for form in forms], "]"]
    return "\n".join(lines) + "\n"


_DECIDING: list[tuple[Any, str]] = [
    (case_questions, "outcome"),
    (samtaleform, "former_decision"),
    (uddannelsespaalaeg, "maalgruppe"),
]
"""Where a Decision is taken or given."""


def _watched(function: Any, seen: list[Form]) -> Any:
    def watched(*asked: Any) -> Any:
        answer = function(*asked)
        seen.extend(of_decision(one) for one in (*asked, answer) if isinstance(one, Decision))
        return answer

    return watched


if __name__ == "__main__":
    every = gathered(form for _, forms in answered() for form in forms)
    KEPT.write_text(written(every), encoding="utf-8")
