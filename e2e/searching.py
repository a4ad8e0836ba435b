"""How a caseworker on a walk comes to a citizen's page."""

from __future__ import annotations

from e2e.visitor import Visitor
from portal import clock
from portal.demo.citizens import citizens

FIND = "/sagsbehandler/find-borger"


def finds(visitor: Visitor, key: str) -> str:
    """The address of that citizen's page, where a CPR number leads to at once."""
    citizen = next(citizen for citizen in citizens(clock.now()) if citizen.key == key)
    visitor.opens(FIND)
    visitor.sends(FIND, med="cpr", cpr=citizen.cpr)
    return visitor.path
