"""Whatever an action puts into the outbox has somebody who sends it, or a reason why nobody does."""

from __future__ import annotations

import ast
import importlib
import pkgutil
from collections.abc import Iterable, Iterator
from re import fullmatch
from types import ModuleType
from typing import Any

import pytest

import portal.actions
import portal.delivery
from portal.delivery import routes
from portal.store import outbox


def modules() -> Iterator[ModuleType]:
    for room in (portal.actions, portal.delivery):
        for found in pkgutil.walk_packages(room.__path__, f"{room.__name__}."):
            yield importlib.import_module(found.name)


def topics_in(source: str, known: dict[str, Any]) -> Iterator[str]:
    """Every topic that the module enqueues; `known`: what its own names stand for.

    A name that is none of the module's is one of the function: then each string in the module that looks as
    topics do is one.
    """
    tree = ast.parse(source)
    for call in ast.walk(tree):
        if not isinstance(call, ast.Call) or _name(call.func) != "enqueue":
            continue
        topic = call.args[1]
        if isinstance(topic, ast.Constant):
            yield str(topic.value)
        elif isinstance(topic, ast.Name) and isinstance(known.get(topic.id), str):
            yield known[topic.id]
        else:
            yield from _all_that_look_so(tree, known.values())


def _name(of: ast.expr) -> str:
    return of.attr if isinstance(of, ast.Attribute) else of.id if isinstance(of, ast.Name) else ""


def _all_that_look_so(tree: ast.AST, known: Iterable[Any]) -> Iterator[str]:
    literals = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)]
    values = [value for one in known if isinstance(one, dict) for value in one.values()]
    for text in (*literals, *values):
        if isinstance(text, str) and fullmatch(r"[a-z_]+(\.[a-z_]+)+", text):
            yield text


def enqueued() -> set[str]:
    found = set()
    for module in modules():
        assert module.__file__ is not None
        with open(module.__file__, encoding="utf-8") as file:
            found |= set(topics_in(file.read(), vars(module)))
    return found


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ('outbox.enqueue(session, "a.b", {}, 1, now)', {"a.b"}),
        ("enqueue(session, TOPIC, {}, 1, now)", {"c.d"}),
        ("def tell(topic): outbox.enqueue(session, topic, {}, 1, now)\ntell('e.f')", {"e.f", "g.h"}),
        ("nothing(session, 'i.j')", set()),
    ],
)
def test_the_search_for_topics_finds_each_way_to_say_one(line: str, found: set[str]) -> None:
    assert set(topics_in(line, {"TOPIC": "c.d", "TOPICS": {1: "g.h"}})) == found


def test_every_topic_is_worked_on_or_leaves_or_is_kept_with_a_reason() -> None:
    topics = enqueued()
    assert {"booking.booked", "samtale.udeblevet", "letter.copy", "dfdg.afmelding"} <= topics
    assert topics - {*routes.INSIDE, *routes.KEPT, *outbox.LANE_OF} == set()


def test_a_topic_has_one_way_and_none_is_kept_without_a_reason() -> None:
    for one, other in (
        (routes.INSIDE, routes.KEPT),
        (routes.INSIDE, outbox.LANE_OF),
        (routes.KEPT, outbox.LANE_OF),
    ):
        assert one.keys() & other.keys() == set()
    assert all(reason.strip() for reason in routes.KEPT.values())
