"""The walk of a caseworker who looks at CVs, and at why rådighedssamtaler are held and what was found."""

from __future__ import annotations

from datetime import timedelta

from e2e.searching import finds
from e2e.staff_desk import WORKER, comes_in_at_a_desk
from e2e.visitor import Visitor
from portal import clock

LISTED = "/sagsbehandler/raadighedssamtaler"


def who_looks_at_cvs_and_availability(visitor: Visitor) -> None:
    visitor.comes_in_as("sagsbehandler", "ak01-208", WORKER)
    person = finds(visitor, "erik-thygesen")
    _looks_at_the_cv(visitor, f"{person}/cv")
    visitor.looks_at(LISTED)
    (meeting, *_) = visitor.addresses(f"main a[href^='{person}/samtale/'][href$='/raadighed']")
    visitor.looks_at(meeting, meeting.removesuffix("/raadighed"))
    visitor.sends(meeting)
    visitor.sends(meeting, aarsag="underretning", anledning="Mødte ikke op hos anden aktør.")
    visitor.sends(f"{meeting}/vurder")
    answers = {"vurdering": "frist", "begrundelse": "Søger for få job."}
    visitor.sends(f"{meeting}/vurder", **answers, frist="2020-01-01")
    last = (clock.today() + timedelta(days=30)).isoformat()
    visitor.sends(f"{meeting}/vurder", **answers, frist=last)
    visitor.looks_at(LISTED)
    comes_in_at_a_desk(visitor, "0751-administrator")
    visitor.opens(LISTED)
    visitor.comes_in_as("borger", "erik-thygesen", "Erik Thygesen")
    visitor.looks_at("/min-plan")
    visitor.comes_in_as("sagsbehandler", "ak01-208", WORKER)
    visitor.sends(f"{meeting}/vurder", **answers | {"vurdering": "staar_til_raadighed"})
    visitor.looks_at(meeting, person, LISTED)


def _looks_at_the_cv(visitor: Visitor, page: str) -> None:
    today = clock.today().isoformat()
    visitor.looks_at(page, "/sagsbehandler/liste/cv")
    visitor.sends(page, dato="x", mangler="x" * 1001)
    visitor.opens(page)
    visitor.sends(page, dato=today, fyldestgoerende="nej")
    visitor.opens(page)
    visitor.sends(page, dato=today, fyldestgoerende="nej", mangler="Skriv dine kurser.")
    visitor.sends(page, dato=today, fyldestgoerende="ja")
    visitor.looks_at(page)
