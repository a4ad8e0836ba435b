"""The walks of whoever sees a case's file in part: the citizen who complains of it, and the caseworker who
notes what was asked by telephone, holds papers back, and deals with the complaint.
"""

from __future__ import annotations

from e2e.own_cases import CASES, POUL, TOO_LONG, WORKER, is_heard
from e2e.visitor import Visitor
from portal import clock

OTHERS = {"hensyn": "fvl_15b_5", "begrundelse": "Det røber andre.", "overvejet": "ja"}
REQUESTS = "main a[href*='/aktindsigt/']"


def who_complains_of_papers(visitor: Visitor) -> None:
    """Refused, complains: too long, sent, and when it is not the turn of it; then gets some of it."""
    case = _asks(visitor)
    asked = _opens_the_request(visitor)
    visitor.sends(asked, svaret="nej", **OTHERS)
    visitor.comes_in_as("borger", *POUL)
    visitor.looks_at(case)
    complaint = visitor.addresses("main a[href$='/klage']")[0]
    visitor.looks_at(complaint)
    visitor.sends(complaint, klage=TOO_LONG)
    visitor.sends(complaint, klage="Jeg kan ikke svare uden.")
    visitor.looks_at(complaint)
    visitor.sends(complaint, klage="Mere")
    _opens_the_request(visitor)
    paper = _holds_back(visitor, f"{asked}/klage/genvurderet")
    visitor.sends(f"{asked}/klage/genvurderet", resultat="delvist", **paper)
    visitor.comes_in_as("borger", *POUL)
    visitor.looks_at(case)


def who_gives_a_file_in_part(visitor: Visitor) -> None:
    """Notes a request, answers in part, takes the complaint step by step: each form empty, wrong, right."""
    visitor.comes_in_as("borger", *POUL)
    is_heard(visitor)
    visitor.opens("/sagsbehandler/sager")
    case = next(one for one in visitor.addresses("main a[href*='/sag/']") if "/aktindsigt/" not in one)
    new, today = f"{case}/aktindsigt/ny", clock.today().isoformat()
    visitor.looks_at(case, new)
    visitor.sends(new, dag="")
    visitor.sends(new, dag="2100-01-01", kanal="telefon")
    visitor.sends(new, dag=today, kanal="telefon", ord="På papir")
    asked = visitor.path
    part = f"{asked}/dele"
    visitor.looks_at(part)
    visitor.sends(part)
    paper = _holds_back(visitor, part)
    visitor.sends(part, **paper | {"grund-forloeb": " "}, overvejet="ja")
    visitor.sends(part, **paper, overvejet="ja")
    visitor.looks_at(asked, part)
    for step, wrong, right in (
        ("klaget", {"dag": ""}, {"dag": today, "kanal": "papir", "tekst": "Uenig."}),
        ("genvurderet", {"resultat": "delvist"}, {"resultat": "fastholdt", "tekst": "Vi står ved det."}),
        ("sendt", {"tekst": TOO_LONG}, {"tekst": ""}),
        ("udfald", {"dag": ""}, {"dag": today, "udfald": "hjemvist"}),
    ):
        where = f"{asked}/klage/{step}"
        visitor.looks_at(where)
        visitor.sends(where, **wrong)
        visitor.sends(where, **right)
    visitor.looks_at(f"{asked}/klage/sendt", "/sagsbehandler/sager", case)


def _asks(visitor: Visitor) -> str:
    """The person is heard and asks for the papers; where their case lies."""
    visitor.comes_in_as("borger", *POUL)
    is_heard(visitor)
    visitor.comes_in_as("borger", *POUL)
    visitor.opens(CASES)
    case = visitor.addresses("main a[href^='/sager/']")[0]
    visitor.opens(f"{case}/papirer")
    visitor.sends(f"{case}/papirer", ord="Det hele")
    return case


def _opens_the_request(visitor: Visitor) -> str:
    """A caseworker comes to it from the list of cases; where it lies."""
    visitor.comes_in_as("sagsbehandler", *WORKER)
    visitor.opens("/sagsbehandler/sager")
    asked = visitor.addresses(REQUESTS)[0]
    visitor.opens(asked)
    return asked


def _holds_back(visitor: Visitor, form: str) -> dict[str, str]:
    """What holds the first line of the log back, from a form that lists the papers."""
    visitor.opens(form)
    piece = str(visitor.page.locator("[name=dele-forloeb]").first.get_attribute("value"))
    return {
        "hvad-forloeb": "del",
        "dele-forloeb": piece,
        "hensyn-forloeb": OTHERS["hensyn"],
        "grund-forloeb": OTHERS["begrundelse"],
    }
