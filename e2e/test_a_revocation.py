"""The right to book is revoked on what the figures show, complained of in the portal, and given back."""

from __future__ import annotations

from e2e.browser import DESKTOP_IN_DANISH, PHONE_IN_DANISH
from e2e.caseworkers import Caseworker
from e2e.conftest import SitsDown
from e2e.demo import Demo
from portal import clock
from portal.demo.citizens import citizens

POUL = "Poul Dalsgaard"
LEADER = "0461-108"


def test_from_sign_to_lifted_with_a_complaint_in_between(sits_down: SitsDown, demo: Demo) -> None:
    desk, poul = sits_down(DESKTOP_IN_DANISH), sits_down(PHONE_IN_DANISH)
    pia = Caseworker(desk.page, desk.seat)
    pia.comes_to_work(LEADER)
    cpr = next(one.cpr for one in citizens(clock.now()) if one.name == POUL)
    pia.finds(cpr, POUL)
    pia.sees("Sådan booker personen")
    pia.presses_link("Fratag retten til selv at booke")
    pia.main.locator("[name=grundlag]").first.check()
    pia.main.locator("[name=hoering][value=undtaget]").check()
    pia.main.locator("[name=undtaget]").select_option("FVL § 20")
    pia.fills_in({"begrundelse": "Du aflyste tre samtaler i træk.", "undtaget_fordi": "Du bad om det."})
    pia.presses("Se brevet og tjek")
    pia.presses("Træf afgørelsen og send brevet")
    pia.sees("Jeres sager")

    poul.signs_in_as(POUL)
    poul.opens("/sager")
    poul.follows(poul.main.locator("a[href^='/sager/']").first)
    poul.presses_link("Klag over afgørelsen")
    poul.main.locator("[name=klage]").fill("Jeg var syg alle tre gange.")
    poul.presses("Send klagen")

    pia.opens_the_list("Sager med frist")
    pia.presses_link(POUL)
    pia.sees("Jeg var syg alle tre gange.", "Klagen udsætter ikke afgørelsen (RSL § 72)")
    pia.presses_link("Vurdér sagen igen")
    pia.main.locator("[name=resultat][value=medhold]").check()
    pia.presses("Gem genvurderingen")
    pia.sees("Afgørelsen blev ophævet", "Der er ikke mere at gøre i sagen.")

    poul.opens("/sager")
    poul.follows(poul.main.locator("a[href^='/sager/']").first)
    poul.sees("Afgørelsen blev ophævet")
