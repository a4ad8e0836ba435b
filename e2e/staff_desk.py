"""Coming in as one of the demo's staff, whose name is found by how the identity provider knows them."""

from __future__ import annotations

from e2e.visitor import Visitor
from portal.demo.staff import desks

WORKER = "Marianne Andreasen"
"""Of the demo's first a-kasse: its subject is `ak01-208`."""


def comes_in_at_a_desk(visitor: Visitor, subject: str) -> None:
    name = next(worker.name for worker in desks() if worker.subject == subject)
    visitor.comes_in_as("sagsbehandler", subject, name)
