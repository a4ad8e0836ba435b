"""The walk of two organisations through a joint time that somebody cannot come to."""

from __future__ import annotations

from e2e.staff_desk import comes_in_at_a_desk
from e2e.visitor import Visitor

LIST = "/sagsbehandler/aftaler/konflikter"


def who_finds_a_way_out_of_a_conflict(visitor: Visitor) -> None:
    """The jobcenter waits for the a-kasse, which sends somebody else. Then the jobcenter's is away."""
    comes_in_at_a_desk(visitor, "0751-administrator")
    visitor.looks_at("/sagsbehandler", f"{LIST}?udskriv=1")
    time = _first(visitor)
    visitor.looks_at(time)
    comes_in_at_a_desk(visitor, "ak01-administrator")
    visitor.looks_at(time)
    visitor.sends(time)
    visitor.opens(time)
    colleague = str(visitor.main.locator("select option").nth(1).get_attribute("value"))
    visitor.sends(time, medarbejder=colleague)
    visitor.changes(
        "UPDATE absence SET caseworker_id = (SELECT caseworker_id FROM slot WHERE public_id = ?)"
        " WHERE kind = 'fravaer'",
        time.rpartition("/")[2].replace("-", ""),
    )
    comes_in_at_a_desk(visitor, "0751-administrator")
    visitor.looks_at(_first(visitor))
    visitor.changes("UPDATE caseworker SET active = 0 WHERE role = 'caseworker'")
    visitor.looks_at(time)


def _first(visitor: Visitor) -> str:
    visitor.looks_at(LIST)
    return visitor.addresses(f"main a[href^='{LIST.removesuffix('er')}/']")[0]
