"""Whether an answer is the expected one: exact, as the page of law cases defines it."""

from __future__ import annotations

import json
from typing import Any

from portal.policy.case_reader import Mapping, Misfit

SETS = frozenset({"grunde", "advarsler", "former", "mangelfuld", "emner"})
"""Lists that are equal as sets."""

PARTS = frozenset({"klage", "andel"})
"""Mappings of which every named key is equal."""

_DECIDED = ("udfald", "grunde", "advarsler")

KEYS = {
    "ansvar": ("aktoer", "slutdato", "regelsaet"),
    "krav": ("krav",),
    "former": ("former",),
    "book": (*_DECIDED, "a_kasse_form"),
    "ombook": (*_DECIDED, "a_kasse_form"),
    "aflys": (*_DECIDED, "udebliver"),
    "indkald": _DECIDED,
    "aendr_form": (*_DECIDED, "afgoerelse"),
    "fratag": (*_DECIDED, "afgoerelse", "klage"),
    "saet_frist": (*_DECIDED, "samtale_senest"),
    "afmeld": (*_DECIDED, "virkning_fra"),
    "gentilmeld": ("samtale_senest",),
    "ret_plan": _DECIDED,
    "uddannelsespaalaeg": ("udfald", "senest"),
    "vejled": ("emner",),
    "tilsyn": ("andel", "mangelfuld", "dialog"),
}
"""What an expected answer may name, by question."""

_ROW_KEYS = frozenset({"kode", "holder", "mindst", "afholdt", "senest"})


def fits(question: str, svar: Mapping, value: dict[str, Any]) -> None:
    """Refuses an expected answer that names what the question does not answer."""
    for key, expected in value.items():
        path = svar.path(str(key))
        if key not in KEYS[question]:
            raise Misfit(path, "no such key; known here: " + ", ".join(KEYS[question]))
        if key in SETS and not _is_list_of(expected, str):
            raise Misfit(path, "a list of codes")
        if key in PARTS and not isinstance(expected, dict):
            raise Misfit(path, "a mapping")
        if key == "krav":
            _rows_fit(path, expected)


def differences(expected: dict[str, Any], svar: dict[str, Any]) -> list[str]:
    """One line per difference; empty where the answer is the expected one."""
    wanted = dict(expected)
    if "udfald" in wanted:
        for key in ("grunde", "advarsler"):
            if key in svar:
                wanted.setdefault(key, [])
    found: list[str] = []
    for key, value in wanted.items():
        found += _compare(key, value, svar.get(key))
    return found


def _compare(key: str, expected: Any, answered: Any) -> list[str]:
    if key == "krav":
        return _compare_rows(expected, answered)
    if key in SETS:
        same = set(expected) == set(answered or ())
    elif key in PARTS and isinstance(answered, dict):
        return [
            line
            for name, value in expected.items()
            for line in _compare(f"{key}.{name}", value, answered.get(str(name)))
        ]
    else:
        same = _same(expected, answered)
    return [] if same else [f"{key}: expected {_shown(expected)}, answered {_shown(answered)}"]


def _compare_rows(expected: list[dict[str, Any]], answered: list[dict[str, Any]]) -> list[str]:
    """Rows are matched by `kode`, which may recur; an expected row may name fewer keys."""
    left = list(answered)
    found: list[str] = []
    # The rows that name most go first, so that one that names less does not take another's match.
    for row in sorted(expected, key=len, reverse=True):
        match = next((r for r in left if all(_same(value, r.get(key)) for key, value in row.items())), None)
        if match is None:
            near = [r for r in left if r["kode"] == row["kode"]]
            found.append(f"krav: expected {_shown(row)}, answered {_shown(near) if near else 'no such row'}")
            left = [r for r in left if r is not (near[0] if near else None)]
        else:
            left.remove(match)
    return found + [f"krav: answered {_shown(row)}, not expected" for row in left]


def _same(expected: Any, answered: Any) -> bool:
    if isinstance(expected, bool) or isinstance(answered, bool):
        return expected is answered
    return bool(expected == answered)


def _rows_fit(path: str, rows: Any) -> None:
    if not isinstance(rows, list):
        raise Misfit(path, "a list of rows")
    for n, row in enumerate(rows):
        if not isinstance(row, dict) or "kode" not in row or not row.keys() <= _ROW_KEYS:
            raise Misfit(
                f"{path}[{n}]", "a row with `kode` and no other keys than " + ", ".join(sorted(_ROW_KEYS))
            )


def _is_list_of(value: Any, kind: type) -> bool:
    return isinstance(value, list) and all(isinstance(item, kind) for item in value)


def _shown(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)
