"""Decisions as cases: the list, each step of a case, its forms empty, wrong and filled; § 106, stk. 3."""

from __future__ import annotations

from datetime import timedelta

from e2e.searching import finds
from e2e.staff_desk import WORKER
from e2e.visitor import Visitor
from portal import clock

LEADER = ("ak02-223", "Hassan Jensen")
CASES = "/sagsbehandler/sager"


def who_goes_through_a_case(visitor: Visitor) -> None:
    """A caseworker of the a-kasse, of whose decision somebody has complained."""
    visitor.comes_in_as("sagsbehandler", "ak01-208", WORKER)
    visitor.looks_at(CASES)
    person = finds(visitor, "viktor-ravn")
    visitor.opens(person)
    case = visitor.addresses(f"main a[href^='{person}/sag/']")[0]
    visitor.looks_at(case)
    for step in ("svaret", "frafaldet", "klaget", "trukket", "genvurderet", "sendt", "udfald", "lukket"):
        visitor.looks_at(f"{case}/{step}")
    visitor.sends(f"{case}/klaget")
    visitor.sends(f"{case}/genvurderet", resultat="fastholdt", tekst="Vi står ved det.")  # not an a-kasse's
    visitor.sends(f"{case}/sendt")
    visitor.looks_at(case)
    visitor.sends(f"{case}/udfald")
    visitor.sends(f"{case}/udfald", dag=clock.today().isoformat(), resultat="hjemvist")
    visitor.looks_at(case, person, CASES)


def who_upholds_a_duty(visitor: Visitor) -> None:
    """A leader, of somebody who leaves for a job."""
    visitor.comes_in_as("sagsbehandler", *LEADER)
    person = finds(visitor, "julie-friis")
    visitor.looks_at(f"{person}/fasthold", f"{person}/fasthold/ophaev", f"{person}/hoering/fastholdt_pligt")
    visitor.sends(f"{person}/fasthold")
    visitor.opens(f"{person}/fasthold")
    sent = clock.today() - timedelta(days=10)
    typed = {
        "grundlag": visitor.first_choice("grundlag"),
        "begrundelse": "Du har tre gange oplyst et nyt job, som ikke begyndte.",
        "hoering": "hoert",
        "sendt": sent.isoformat(),
        "frist": (sent + timedelta(days=8)).isoformat(),
        "svar": "Jobbet begynder om tre uger.",
    }
    visitor.sends(f"{person}/fasthold", **typed)
    visitor.sends(f"{person}/fasthold/afgoer", **typed)
    visitor.looks_at(person, f"{person}/fasthold", f"{person}/fasthold/ophaev")
    visitor.sends(f"{person}/fasthold/ophaev")
    visitor.sends(f"{person}/fasthold/ophaev", begrundelse="Jobbet er begyndt.")
