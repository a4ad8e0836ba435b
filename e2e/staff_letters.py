"""Hearing somebody before a decision, and every letter as the administrator sees it."""

from __future__ import annotations

from e2e.searching import finds
from e2e.staff_desk import comes_in_at_a_desk
from e2e.visitor import Visitor

LETTERS = "/administration/breve"


def who_hears_somebody(visitor: Visitor) -> None:
    visitor.comes_in_as("sagsbehandler", "0461-108", "Pia Frederiksen")
    person = finds(visitor, "poul-dalsgaard")
    visitor.opens(person)
    hearing = f"{person}/hoering/fratagelse"
    visitor.looks_at(hearing)
    visitor.sends(hearing)
    visitor.opens(hearing)
    typed = {
        "grundlag": visitor.first_choice("grundlag"),
        "baggrund": "Du aflyste tre samtaler i træk.",
        "frist": visitor.page.locator("[name=frist]").input_value(),
    }
    visitor.sends(hearing, **typed)
    visitor.sends(f"{hearing}/send", **typed)
    visitor.looks_at(hearing, f"{person}/fratag")


def who_reads_every_letter(visitor: Visitor) -> None:
    comes_in_at_a_desk(visitor, "0751-administrator")
    visitor.looks_at(LETTERS, f"{LETTERS}/fratagelse/1/da?sag=1", f"{LETTERS}/kvittering/1/en")
