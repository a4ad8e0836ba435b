"""Whatever a caseworker does or sees of a person, the person can read it in both languages."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import portal
from portal.wording.audit_words import DONE, done
from portal.wording.catalogues import LANGUAGES, MISSING, reader_of

PORTAL = Path(portal.__file__).parent
LOOKS = {"look", "look_at_meeting"}
"""What logs, by an action that is given to it, what a caseworker saw. `casework` logs the rest."""


def actions() -> Iterator[tuple[str, str]]:
    """Every action that is given to the log as a caseworker's, and the file it is given in."""
    for file in sorted([*PORTAL.glob("actions/**/*.py"), *PORTAL.glob("web/**/*.py")]):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        known = dict(pair for node in tree.body for pair in constants(node))
        for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
            for argument in given(call):
                if isinstance(argument, ast.Name) and argument.id in known:
                    yield known[argument.id], file.name
                elif isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                    yield argument.value, file.name


def given(call: ast.Call) -> list[ast.expr]:
    """What may be the action in a call that logs something of a person: all that is given without a name."""
    named = {keyword.arg: keyword.value for keyword in call.keywords}
    about, actor = named.get("person_id"), named.get("actor_kind")
    if isinstance(about, ast.Constant) and about.value is None:
        return []
    if isinstance(call.func, ast.Attribute):
        return call.args if isinstance(call.func.value, ast.Name) and call.func.value.id == "casework" else []
    name = getattr(call.func, "id", "")
    if name in LOOKS:
        return call.args
    is_a_caseworkers = isinstance(actor, ast.Constant) and actor.value == "caseworker"
    return [named["action"]] if name == "AuditEntry" and is_a_caseworkers else []


def constants(node: ast.stmt) -> Iterator[tuple[str, str]]:
    """The texts that a statement gives names: `A = "a"`, `A: Final = "a"`, `A, B = "a", "b"`."""
    targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
    value = getattr(node, "value", None)
    for target in targets:
        names = target.elts if isinstance(target, ast.Tuple) else [target]
        values = value.elts if isinstance(value, ast.Tuple) else [value]
        for name, text in zip(names, values, strict=False):
            if isinstance(name, ast.Name) and isinstance(text, ast.Constant) and isinstance(text.value, str):
                yield name.id, text.value


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
