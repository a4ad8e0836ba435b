"""Everywhere somebody who works for an organisation can come to; `everywhere.py` has the citizens' walks."""

from __future__ import annotations

from datetime import date

from e2e.everywhere import each_of_them
from e2e.visitor import Visitor
from portal import clock
from portal.demo.citizens import citizens
from portal.demo.cpr import cpr_of_nobody

WORKER = "Marianne Andreasen"
LEADER = ("0461-108", "Pia Frederiksen")
FIND = "/sagsbehandler/find-borger"


def who_has_a_calendar(visitor: Visitor) -> None:
    visitor.comes_in_as("sagsbehandler", "ak01-208", WORKER)
    visitor.looks_at("/sagsbehandler/kalender")
    visitor.sends("/sagsbehandler/kalender")
    visitor.looks_at("/sagsbehandler/kalender")
    visitor.sends("/sagsbehandler/kalender/luk")


def who_gives_back_the_right_to_book(visitor: Visitor) -> None:
    """A caseworker, who finds a citizen that cannot book, and asks for a meeting in person."""
    visitor.comes_in_as("sagsbehandler", "ak01-208", WORKER)
    visitor.looks_at("/sagsbehandler", FIND)
    visitor.sends(FIND, med="cpr", cpr="x")
    visitor.sends(FIND, med="cpr", cpr=cpr_of_nobody(date(1990, 2, 1), 7))
    visitor.sends(FIND, med="navn", navn="")
    visitor.changes("UPDATE booking SET form = 'telefon' WHERE status = 'planlagt'")
    person = _finds(visitor, "viktor-ravn")
    visitor.looks_at(f"{person}/fratag", person)
    visitor.looks_at(*visitor.addresses(f"main a[href^='{person}/brev/']:not([href$='/pdf'])")[:1])
    _asks_for_a_meeting_in_person(visitor, person)
    _gives_back(visitor, person)


def who_revokes_the_right_to_book(visitor: Visitor) -> None:
    visitor.comes_in_as("sagsbehandler", LEADER[0], LEADER[1])
    _revokes(visitor, _finds(visitor, "poul-dalsgaard"))


def _finds(visitor: Visitor, key: str) -> str:
    """The address of that citizen's page, where a CPR number leads to at once."""
    citizen = next(citizen for citizen in citizens(clock.now()) if citizen.key == key)
    visitor.opens(FIND)
    visitor.sends(FIND, med="cpr", cpr=citizen.cpr)
    return visitor.path


def _gives_back(visitor: Visitor, person: str) -> None:
    visitor.looks_at(f"{person}/ophaev")
    visitor.sends(f"{person}/ophaev")
    visitor.sends(f"{person}/ophaev", begrundelse="Vi har aftalt, hvordan du booker.")
    visitor.looks_at(f"{person}/ophaev")


def _revokes(visitor: Visitor, person: str) -> None:
    visitor.looks_at(f"{person}/fratag")
    visitor.sends(f"{person}/fratag")
    visitor.opens(f"{person}/fratag")
    answers = {
        "grundlag": visitor.first_choice("grundlag"),
        "begrundelse": "Du aflyste tre samtaler i træk.",
        "hoering": "undtaget",
        "undtaget": visitor.last_choice("undtaget"),
        "undtaget_fordi": "Du har selv bedt om det.",
    }
    visitor.sends(f"{person}/fratag", **answers)
    visitor.sends(f"{person}/fratag/afgoer", **answers)


def _asks_for_a_meeting_in_person(visitor: Visitor, person: str) -> None:
    visitor.looks_at(person)
    for meeting in visitor.addresses("main a[href$='/fremmoede']")[:1]:
        visitor.looks_at(meeting)
        visitor.sends(meeting)
        visitor.sends(meeting, begrundelse="Et længere forløb skal planlægges.")


def who_opens_what_is_a_citizens(visitor: Visitor) -> None:
    visitor.comes_in_as("sagsbehandler", "ak01-208", WORKER)
    visitor.looks_at("/min-plan", "/findes-ikke")


def everybody(visitor: Visitor) -> None:
    each_of_them(visitor, "sagsbehandler", ("/sagsbehandler",))


STAFF = (
    who_has_a_calendar,
    who_gives_back_the_right_to_book,
    who_revokes_the_right_to_book,
    who_opens_what_is_a_citizens,
    everybody,
)
