"""An offer that a-kasse and citizen ask for together, and that the jobcenter refuses."""

from __future__ import annotations

from datetime import timedelta

from e2e.browser import DESKTOP_IN_DANISH, Seat
from e2e.caseworkers import Caseworker
from e2e.conftest import SitsDown
from e2e.journeys import Citizen
from portal import clock
from portal.demo.citizens import citizens

REASON = "Du har allerede et kursus i det samme."


def at_work(sits_down: SitsDown, subject: str) -> Caseworker:
    somebody = sits_down(DESKTOP_IN_DANISH)
    worker = Caseworker(somebody.page, somebody.seat)
    worker.comes_to_work(subject)
    return worker


def test_an_offer_is_recommended_and_refused(citizen: Citizen, seat: Seat, sits_down: SitsDown) -> None:
    oliver = next(one for one in citizens(clock.now()) if one.key == "oliver-bruun")
    a_kasse = at_work(sits_down, "ak01-208")
    a_kasse.finds(oliver.cpr, oliver.name)
    a_kasse.presses_link("Indstil til et tilbud, eller se indstillingerne")
    a_kasse.presses_link("Fælles indstilling af et tilbud")
    a_kasse.main.get_by_label("Vejledning og opkvalificering").check()
    starts = (clock.today() + timedelta(days=14)).isoformat()
    a_kasse.fills_in({"hvad": "Truckcertifikat", "hvor": "AMU", "starter": starts, "hvorfor": "Du vil køre."})
    a_kasse.presses("Spørg personen")
    a_kasse.reads_exactly("Venter på personens svar")

    citizen.opens("/log-ind/borger?login_hint=oliver-bruun")
    citizen.stands_in_for_mitid(oliver.name)
    citizen.reads_exactly("vil bede jobcentret om et tilbud til dig. Er du enig?")
    citizen.presses_link("Svar ja eller nej")
    citizen.reads_exactly("Truckcertifikat")
    citizen.presses("Ja, jeg er enig")
    citizen.reads_exactly("Jobcentret har den og afgør, om du får et tilbud.")

    jobcenter = at_work(sits_down, "0751-168")
    jobcenter.opens("/sagsbehandler/dialog")
    jobcenter.follows(jobcenter.main.get_by_role("link", name="Fælles indstilling Oliver Bruun"))
    jobcenter.main.get_by_label("Nej", exact=True).check()
    jobcenter.fills_in({"begrundelse": REASON})
    jobcenter.main.get_by_label("Kun på det, personen selv har oplyst eller kender").check()
    jobcenter.presses("Afgør og send brevet")
    jobcenter.reads_exactly("Afslået")

    a_kasse.opens("/sagsbehandler/dialog")
    a_kasse.presses_link("Fælles indstilling")
    a_kasse.reads_exactly(REASON)
    citizen.opens("/min-plan")
    citizen.presses_link("Se svaret")
    citizen.reads_exactly(REASON)
    citizen.presses_link("Læs afgørelsen, og se, hvordan du klager")
    citizen.reads_exactly("Ankestyrelsens Beskæftigelsesudvalg")
