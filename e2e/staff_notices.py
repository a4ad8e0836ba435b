"""The walk of an a-kasse's caseworker who closes the jobcenter's notices of missed meetings."""

from __future__ import annotations

from e2e.visitor import Visitor

WORKER = ("ak01-208", "Marianne Andreasen")
JOBCENTER = ("0751-administrator", "Hassan Andersen")
NOTICES = "/sagsbehandler/underretninger"
LINKS = "main a[href*='/underretning/']"


def who_closes_a_notice(visitor: Visitor) -> None:
    """Asked about, answered by the jobcenter, closed, and taken back."""
    visitor.comes_in_as("sagsbehandler", *WORKER)
    visitor.looks_at(NOTICES)
    (notice, *_) = visitor.addresses(LINKS)
    visitor.looks_at(notice)
    visitor.sends(f"{notice}/luk")
    visitor.sends(f"{notice}/skriv")
    visitor.sends(f"{notice}/skriv", tekst="Ringede I til medlemmet?")
    visitor.changes("UPDATE underretning_besked SET received_at = at")
    visitor.comes_in_as("sagsbehandler", *JOBCENTER)
    visitor.looks_at(NOTICES, notice)
    visitor.sends(f"{notice}/skriv")
    visitor.sends(f"{notice}/skriv", tekst="Ja, to gange.")
    visitor.comes_in_as("sagsbehandler", *WORKER)
    visitor.sends(f"{notice}/luk", resultat="uden_sanktion", forklaring="Medlemmet var syg.")
    visitor.looks_at(notice, NOTICES)
    visitor.changes("UPDATE underretning SET withdrawn_at = resultat_at")
    visitor.looks_at(notice)
    visitor.sends(f"{notice}/luk", resultat="sanktion")
