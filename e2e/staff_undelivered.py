"""The walk of a caseworker who sees to what could not be delivered, until there is nothing left."""

from __future__ import annotations

from e2e.visitor import Visitor

WORKER = ("ak01-208", "Marianne Andreasen")
LOST = "/sagsbehandler/uleveret"


def who_sees_to_what_was_not_delivered(visitor: Visitor) -> None:
    visitor.comes_in_as("sagsbehandler", *WORKER)
    visitor.looks_at("/sagsbehandler", f"{LOST}?udskriv=1", LOST)
    (message, *_) = visitor.addresses(f"main a[href^='{LOST}/']")
    visitor.looks_at(message)
    visitor.sends(message)
    visitor.sends(message, hvad="luk")
    visitor.changes("UPDATE person SET street = NULL")
    visitor.sends(message, hvad="paa_papir")
    visitor.sends(message, hvad="luk", kommentar="Givet i hånden.")
    visitor.looks_at(message)
