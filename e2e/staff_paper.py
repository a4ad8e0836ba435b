"""Letters on paper: printed together and put in the post."""

from __future__ import annotations

from e2e.staff_desk import comes_in_at_a_desk
from e2e.visitor import Visitor

PAPER = "/sagsbehandler/papirpost"


def who_puts_letters_in_the_post(visitor: Visitor) -> None:
    comes_in_at_a_desk(visitor, "ak01-administrator")
    visitor.looks_at(PAPER)
    visitor.sends(PAPER)
    visitor.opens(PAPER)
    for form in [one for one in visitor.forms() if one.endswith("/afsendt")][:1]:
        visitor.sends_as_it_stands(form)
    visitor.sends(PAPER)
    visitor.looks_at(PAPER)
