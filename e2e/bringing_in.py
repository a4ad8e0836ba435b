"""The walk of a team leader who brings people in, corrects their courses and sends them on."""

from __future__ import annotations

from datetime import date, timedelta

from e2e.visitor import Visitor
from portal import clock
from portal.demo.citizens import citizens
from portal.demo.cpr import cpr_of_nobody

LEADER = ("ak02-223", "Hassan Jensen")
IMPORT, NEW = "/sagsbehandler/import", "/sagsbehandler/ny-borger"
UNKNOWN = "11111111-1111-4111-8111-111111111111"
SOMEBODY_NEW = date(1991, 3, 4)


def who_brings_people_in(visitor: Visitor) -> None:
    visitor.comes_in_as("sagsbehandler", *LEADER)
    freja = _cpr("freja-lindholm")
    _imports(visitor, freja)
    _fills_in_a_form(visitor)
    visitor.opens("/sagsbehandler/find-borger")
    visitor.sends("/sagsbehandler/find-borger", med="cpr", cpr=freja)
    person = visitor.path
    _corrects(visitor, person)
    visitor.looks_at(f"{person}/skift", "/sagsbehandler/skift", f"{person}/visiter")
    visitor.sends(f"{person}/visiter")
    visitor.changes(
        "UPDATE person SET erhvervskompetencegivende_uddannelse = 0, foedselsdato = ? WHERE name = ?",
        str(clock.today() - timedelta(days=365 * 20)),
        "Freja Lindholm",
    )
    visitor.looks_at(f"{person}/visiter", person)
    visitor.opens(f"{person}/visiter")
    visitor.sends(f"{person}/visiter")


def _imports(visitor: Visitor, known: str) -> None:
    visitor.looks_at(IMPORT)
    visitor.sends(IMPORT)
    new = cpr_of_nobody(SOMEBODY_NEW, 7)
    wrong = f"{new};hund;;;\n1;navn;x;;\n{new};forbrug;;;x\n"
    fine = f"{new};navn;Kim Ny;;\n{new};a_kasse;;AK02;\n{known};forsikring;deltid;;\n"
    for lines in (wrong, fine):
        _sends_a_file(visitor, lines)
    # The state between is over in a moment: it is shown once more, and taken back.
    run = visitor.path
    visitor.changes("UPDATE import_run SET state = 'tjekkes', people_done = 1 WHERE state = 'klar'")
    visitor.looks_at(run)
    visitor.changes("UPDATE import_run SET state = 'gemmes' WHERE state = 'tjekkes'")
    visitor.looks_at(run)
    visitor.changes("UPDATE import_run SET state = 'klar' WHERE state = 'gemmes'")
    visitor.looks_at(run, IMPORT)
    visitor.opens(run)
    visitor.sends(f"{run}/drop")
    _sends_a_file(visitor, fine.partition(f"{known};")[0])
    run = visitor.path
    _presses(visitor)
    visitor.looks_at(IMPORT)
    visitor.changes("UPDATE import_run SET state = 'fejlet', failed = 'afbrudt'")
    visitor.looks_at(run, f"{IMPORT}/{UNKNOWN}")


def _sends_a_file(visitor: Visitor, lines: str) -> None:
    visitor.opens(IMPORT)
    content = f"cpr;felt;vaerdi;kode;fra\n{lines}".encode()
    visitor.main.locator("#fil").set_input_files(
        {"name": "folk.csv", "mimeType": "text/csv", "buffer": content}
    )
    _presses(visitor)


def _presses(visitor: Visitor) -> None:
    """The page's first button; and waits until what it began is over."""
    visitor.follows(visitor.main.locator("form button").first)
    visitor.main.locator("[data-progress]").wait_for(state="detached")
    visitor.stops()


def _fills_in_a_form(visitor: Visitor) -> None:
    visitor.looks_at(NEW)
    visitor.sends(NEW)
    visitor.opens(NEW)
    typed = {"navn-vaerdi": "X", "a_kasse-fra": str(clock.today())}
    visitor.sends(NEW, cpr=_cpr("noah-damgaard"), **typed)
    visitor.sends(NEW, cpr=_cpr("noah-damgaard"), kommer_over="ja", **typed)


def _corrects(visitor: Visitor, person: str) -> None:
    fact = f"{person}/forloeb/ret/tilmelding"
    visitor.looks_at(f"{person}/forloeb", f"{person}/forloeb/historik", f"{fact}?nr=1", fact)
    for name in ("fuldmagt", "vejledning", "cv", "mindre_intensiv", "forbrug", "navn", "loentilskud"):
        visitor.looks_at(f"{person}/forloeb/ret/{name}")
    visitor.opens(f"{person}/forloeb/ret/fuldmagt")
    visitor.sends(f"{person}/forloeb/ret/fuldmagt", navn="Ida")
    asked = {"navn": "Ida", "mail": "ida@borger.example", "omfang": "breve", "fra": str(clock.today())}
    visitor.opens(f"{person}/forloeb/ret/fuldmagt")
    visitor.sends(f"{person}/forloeb/ret/fuldmagt", **asked)
    visitor.sends(f"{person}/forloeb/ret/fuldmagt", gem="ja", **asked)
    visitor.looks_at(f"{person}/forloeb/historik", person)


def _cpr(key: str) -> str:
    return next(citizen for citizen in citizens(clock.now()) if citizen.key == key).cpr
