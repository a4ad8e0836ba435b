"""Writing in a citizen's Min Plan: something new, what comes too late, an end, and what others write."""

from __future__ import annotations

from e2e.searching import finds
from e2e.visitor import Visitor

OFFER = {"hvor": "AMU-center i Odense", "hvornaar": "Hele januar", "hvorfor": "Du mangler et truckkort."}


def who_writes_in_a_plan(visitor: Visitor) -> None:
    visitor.comes_in_as("sagsbehandler", "0461-108", "Pia Frederiksen")
    plan = f"{finds(visitor, 'poul-dalsgaard')}/plan"
    visitor.looks_at(f"{plan}/historik", f"{plan}/krav_til_jobsoegning", f"{plan}/tilbud")
    visitor.sends(f"{plan}/tilbud")
    visitor.sends(f"{plan}/tilbud", tekst="Truckkursus", **OFFER)
    goal, ending = visitor.addresses(f"main a[href^='{plan}/jobmaal/']")[:2]
    visitor.looks_at(ending, goal)
    first = _version(visitor)
    visitor.sends(goal, tekst="Driftsleder", version=first)
    visitor.sends(goal, tekst="Driftschef", version=first)
    latest = _version(visitor)
    visitor.sends(ending)
    visitor.sends(ending, fordi="Du vil noget andet.", version=first)
    visitor.sends(ending, fordi="Du vil noget andet.", version=latest)
    visitor.sends(ending, fordi="Det er slut.", version=latest)
    visitor.sends(goal, tekst="Værkfører", version=latest)
    visitor.looks_at(f"{plan}/historik", plan)


def _version(visitor: Visitor) -> str:
    return visitor.page.locator("main [name=version]").first.input_value()
