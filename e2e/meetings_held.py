"""The walk of a caseworker who says what became of meetings."""

from __future__ import annotations

from datetime import timedelta

from e2e.searching import finds
from e2e.visitor import Visitor
from portal import clock

WORKER = ("ak01-208", "Marianne Andreasen")


def who_registers_meetings(visitor: Visitor) -> None:
    """A meeting is registered and corrected, who did not come gets in touch, and another is called off."""
    visitor.comes_in_as("sagsbehandler", *WORKER)
    meeting = _first_meeting(visitor, finds(visitor, "ida-mortensen"))
    visitor.looks_at(meeting)
    visitor.sends(meeting)
    visitor.sends(meeting, udfald="afholdt", form="fremmoede", **{"rolle-1": "tolk", "navn-2": "Bo Holm"})
    held = {
        "udfald": "afholdt",
        "form": "fremmoede",
        "aftaler": "Du søger to job om ugen.",
        "rolle-1": "tolk",
        "navn-1": "Aisha Karim",
        "emne-min_plan_udarbejdes": "ja",
        "hvorfor-ansoegninger_gennemgaas": "Personen havde ingen med.",
    }
    visitor.sends(meeting, flere="ja", **held)
    visitor.sends(meeting, **held)
    visitor.looks_at(f"{meeting}/ret")
    visitor.sends(f"{meeting}/ret", flere="ja", **held)
    visitor.sends(f"{meeting}/ret", **held)
    missed = {"udfald": "udeblevet", "form": "fremmoede", "kommentar": "Jeg tog den forkerte."}
    visitor.sends(f"{meeting}/ret", **missed)
    visitor.sends(f"{meeting}/ret/gem", **missed)
    visitor.sends(f"{meeting}/ret/gem", udfald="udeblevet")
    _gets_in_touch(visitor, meeting)
    visitor.opens(f"{meeting}/henvendt")
    visitor.sends(f"{meeting}/henvendt", dato=(clock.today() - timedelta(days=1)).isoformat())
    _calls_off_for_us(visitor)


def _first_meeting(visitor: Visitor, person: str) -> str:
    """The address of the first meeting on that person's page."""
    visitor.looks_at(person)
    return visitor.addresses(f"main td a[href^='{person}/samtale/']:not([href$='/fremmoede'])")[0]


def _gets_in_touch(visitor: Visitor, meeting: str) -> None:
    visitor.looks_at(meeting, f"{meeting}/henvendt")
    visitor.sends(f"{meeting}/henvendt", dato="i går")
    visitor.sends(f"{meeting}/henvendt", dato=clock.today().isoformat())
    visitor.looks_at(meeting)


def _calls_off_for_us(visitor: Visitor) -> None:
    coming = _first_meeting(visitor, finds(visitor, "oliver-bruun"))
    visitor.looks_at(coming)
    visitor.sends(coming, udfald="aflyst")
    visitor.sends(coming, udfald="afholdt", form="fremmoede")
    visitor.sends(coming, udfald="aflyst", grund="Din sagsbehandler er syg.")
