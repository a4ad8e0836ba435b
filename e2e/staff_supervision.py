"""The supervision of a-kasser: an a-kasse's own months and people, and the agency's view of all of them."""

from __future__ import annotations

from e2e.staff_desk import comes_in_at_a_desk
from e2e.visitor import Visitor

SUPERVISION = "/tal/tilsyn"


def who_looks_at_the_supervision(visitor: Visitor) -> None:
    comes_in_at_a_desk(visitor, "ak01-administrator")
    visitor.looks_at(SUPERVISION)
    visitor.page.locator("details").evaluate_all("(every) => every.forEach((one) => { one.open = true; })")
    visitor.stops("with what is counted open")
    months = visitor.addresses(f"main a[href^='{SUPERVISION}/borgere']")
    visitor.looks_at(months[0], months[-1], f"{SUPERVISION}/borgere?maaned=1999-01")
    comes_in_at_a_desk(visitor, "star-supervision")
    visitor.looks_at("/tal")
    visitor.looks_at(*visitor.addresses(f"main a[href*='{SUPERVISION}?a_kasse=']")[:1])
    visitor.looks_at(f"{SUPERVISION}/borgere")
