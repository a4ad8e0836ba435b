"""Whatever a caseworker does or sees of a person, the person can read it in both languages."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import portal
from portal.wording.audit_words import DONE, done
from portal.wording.catalogues import LANGUAGES, MISSING, reader_of

PORTAL = Path(portal.__file__).parent
LOGGED_BY = {"casework", "look", "look_at_meeting", "act", "entry"}
"""Whoever imports one of these writes to the log what a caseworker did."""

ABOUT_NOBODY = {"ask_for", "close_calendar_feed", "show_place_in_calendar"}
"""Actions beside a caseworker's: the person's own, and those on one's own calendar."""


def actions() -> Iterator[tuple[str, str]]:
    """Every action that a caseworker's code names, and the file it stands in."""
    for file in sorted([*PORTAL.glob("actions/**/*.py"), *PORTAL.glob("web/caseworker/**/*.py")]):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        imports = (node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom))
        if not {alias.name for node in imports for alias in node.names} & LOGGED_BY:
            continue
        for node in tree.body:
            for name, value in named(node):
                if "ACTION" in name and value not in ABOUT_NOBODY:
                    yield value, file.name


def named(node: ast.stmt) -> Iterator[tuple[str, str]]:
    """The texts that a statement gives names: `A = "a"`, `A: Final = "a"`, `A, B = "a", "b"`."""
    if isinstance(node, ast.Assign):
        targets, value = node.targets[0], node.value
    elif isinstance(node, ast.AnnAssign) and node.value is not None:
        targets, value = node.target, node.value
    else:
        return
    pairs = (
        zip(targets.elts, value.elts, strict=True)
        if isinstance(targets, ast.Tuple) and isinstance(value, ast.Tuple)
        else [(targets, value)]
    )
    all_of = list(pairs)
    together = any(isinstance(t, ast.Name) and "ACTION" in t.id for t, _ in all_of)
    for target, text in all_of:
        if isinstance(target, ast.Name) and isinstance(text, ast.Constant) and isinstance(text.value, str):
            yield f"ACTION {target.id}" if together else target.id, text.value


def test_every_action_of_a_caseworker_has_words() -> None:
    without = {(action, file) for action, file in actions() if action not in DONE}

    assert without == set()


def test_the_search_for_actions_finds_them() -> None:
    assert {"see_person", "revoke_selvbooking", "answer_request", "find_person"} <= {a for a, _ in actions()}


def test_every_action_can_be_read_in_every_language() -> None:
    for language in LANGUAGES:
        reader = reader_of(language, mark_missing=True)
        for action in (*DONE, "of an older day"):
            for outcome in ("allowed", "refused"):
                told = done(reader, action, outcome)
                assert told
                assert MISSING[0] not in told
                assert "{" not in told


def test_what_was_refused_says_so() -> None:
    reader = reader_of("en")

    assert done(reader, "see_person", "allowed") == "Saw the page about you"
    assert done(reader, "see_person", "refused") == "Saw the page about you (was refused)"
