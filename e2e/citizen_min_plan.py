"""The walk of a citizen who reads what is new in Min Plan, and of one in whose plan nothing stands."""

from __future__ import annotations

from e2e.visitor import Visitor


def who_reads_what_is_new_in_the_plan(visitor: Visitor) -> None:
    visitor.comes_in_as("borger", "karen-overgaard", "Karen Overgaard")
    visitor.looks_at("/nyt", "/min-plan/historik", "/min-plan")
    visitor.sends_as_it_stands("/min-plan/set")
    visitor.looks_at("/min-plan/historik")
    visitor.comes_in_as("borger", "freja-lindholm", "Freja Lindholm")
    visitor.looks_at("/min-plan/historik")
