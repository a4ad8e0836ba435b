"""The walk of a citizen with a case: heard, answers, asks for the papers, is decided against, complains."""

from __future__ import annotations

from datetime import timedelta

from e2e.searching import finds
from e2e.visitor import Visitor
from portal import clock

POUL, WORKER = ("poul-dalsgaard", "Poul Dalsgaard"), ("0461-108", "Pia Frederiksen")
CASES = "/sager"
TOO_LONG = "x" * 4001


def who_has_a_case(visitor: Visitor) -> None:
    """Each page empty, filled in, wrong, and when it is not its turn."""
    visitor.comes_in_as("borger", *POUL)
    visitor.looks_at(CASES)
    is_heard(visitor)
    visitor.comes_in_as("borger", *POUL)
    visitor.looks_at("/min-plan", CASES)
    case = visitor.addresses("main a[href^='/sager/']")[0]
    answer, complaint, papers = (f"{case}/{page}" for page in ("svar", "klage", "papirer"))
    visitor.looks_at(case, answer, complaint, papers)
    visitor.sends(answer)
    visitor.sends(answer, svar="Jeg var syg i de dage.")
    visitor.looks_at(answer)
    visitor.sends(papers, ord=TOO_LONG)
    visitor.sends(papers, ord="Loggen over mine flytninger")
    visitor.looks_at(papers, f"{CASES}/11111111-1111-4111-8111-111111111111")
    _is_decided_against(visitor)
    visitor.comes_in_as("borger", *POUL)
    visitor.looks_at(case, complaint, answer)
    visitor.sends(answer, svar="For sent")
    visitor.sends(complaint, klage=TOO_LONG)
    visitor.sends(complaint, klage="Jeg flyttede dem ikke selv.")
    visitor.looks_at(case, complaint, CASES)
    visitor.sends(complaint, klage="Og mere endnu")
    _is_right_in_part(visitor, case)
    visitor.comes_in_as("borger", *POUL)
    back = f"{case}/klage/traek"
    visitor.looks_at(case, back)
    visitor.sends(back)
    visitor.looks_at(case, back)


def who_answers_for_a_file(visitor: Visitor) -> None:
    """A caseworker, of whose case somebody wants to see the papers: wrong, later, yes, and answered."""
    visitor.comes_in_as("borger", *POUL)
    is_heard(visitor)
    visitor.comes_in_as("borger", *POUL)
    visitor.opens(CASES)
    case = visitor.addresses("main a[href^='/sager/']")[0]
    visitor.opens(f"{case}/papirer")
    visitor.sends(f"{case}/papirer", ord="Loggen over mine flytninger")
    visitor.comes_in_as("sagsbehandler", *WORKER)
    visitor.looks_at("/sagsbehandler/sager")
    asked = visitor.addresses("main a[href*='/aktindsigt/']")[0]
    visitor.looks_at(asked)
    visitor.sends(asked)
    visitor.sends(asked, svaret="nej")
    visitor.sends(asked, svaret="senere", dag="2020-01-01", begrundelse="Der er mange papirer.")
    visitor.sends(asked, svaret="ja", begrundelse="Her er de.")
    visitor.looks_at(asked, asked.partition("/aktindsigt/")[0])
    visitor.sends(asked, svaret="nej", begrundelse="Alligevel ikke.")
    visitor.comes_in_as("borger", *POUL)
    visitor.looks_at(case)


def is_heard(visitor: Visitor) -> None:
    visitor.comes_in_as("sagsbehandler", *WORKER)
    hearing = f"{finds(visitor, POUL[0])}/hoering/fratagelse"
    visitor.opens(hearing)
    visitor.sends(
        f"{hearing}/send",
        grundlag=visitor.first_choice("grundlag"),
        baggrund="Du aflyste tre samtaler i træk.",
        frist=visitor.page.locator("[name=frist]").input_value(),
    )


def _is_decided_against(visitor: Visitor) -> None:
    """The answer that was given in the portal stands in for the days of the hearing; the papers that were
    asked for are waited for unless there is a reason not to.
    """
    visitor.comes_in_as("sagsbehandler", *WORKER)
    revoke = f"{finds(visitor, POUL[0])}/fratag"
    visitor.opens(revoke)
    filled = visitor.page.evaluate(
        "() => Object.fromEntries(new FormData(document.querySelector(\"main form[action$='/fratag']\")))"
    )
    filled.pop("csrf_token")
    filled["begrundelse"] = "Du aflyste tre samtaler i træk."
    visitor.sends(revoke, **filled)
    filled |= {"udsaet": "hensyn", "udsaet_fordi": "En anden borger venter på svaret."}
    visitor.sends(revoke, **filled)
    visitor.sends(f"{revoke}/afgoer", **filled)


def _is_right_in_part(visitor: Visitor, case: str) -> None:
    visitor.comes_in_as("sagsbehandler", *WORKER)
    here = f"{finds(visitor, POUL[0])}/sag/{case.rpartition('/')[2]}"
    again = f"{here}/genvurderet"
    visitor.looks_at(again)
    visitor.sends(again, resultat="delvist", til="2020-01-01", tekst="Du har ret i en del af det.")
    why = {"udsaet": "hensyn", "udsaet_fordi": "Klagen skal videre."}
    day = (clock.today() + timedelta(days=20)).isoformat()
    visitor.sends(again, resultat="delvist", til=day, tekst="Du har ret i en del af det.", **why)
    visitor.looks_at(here, f"{here}/trukket")
