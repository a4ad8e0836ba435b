"""Letters on paper: printed together and put in the post."""

from __future__ import annotations

from e2e.visitor import Visitor
from portal.demo.staff import desks

PAPER = "/sagsbehandler/papirpost"


def who_puts_letters_in_the_post(visitor: Visitor) -> None:
    subject = "ak01-administrator"
    name = next(worker.name for worker in desks() if worker.subject == subject)
    visitor.comes_in_as("sagsbehandler", subject, name)
    visitor.looks_at(PAPER)
    visitor.sends(PAPER)
    visitor.opens(PAPER)
    for form in [one for one in visitor.forms() if one.endswith("/afsendt")][:1]:
        visitor.sends_as_it_stands(form)
    visitor.sends(PAPER)
    visitor.looks_at(PAPER)
