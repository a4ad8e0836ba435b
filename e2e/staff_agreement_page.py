"""The list of agreements on joint times, the page of one, the shared calendar, and ending one."""

from __future__ import annotations

from datetime import timedelta

from e2e.staff_desk import comes_in_at_a_desk
from e2e.visitor import Visitor
from portal import clock

ALL = "/sagsbehandler/aftaler"


def who_looks_at_agreements(visitor: Visitor) -> None:
    comes_in_at_a_desk(visitor, "0751-administrator")
    visitor.looks_at(ALL)
    ending, proposed = visitor.addresses("#i-kraft + table a")[-2:]
    _looks_at_the_calendar(visitor, ending)
    _ends(visitor, ending)
    _waits(visitor, proposed)
    comes_in_at_a_desk(visitor, "ak01-administrator")
    visitor.changes(
        "UPDATE agreement SET status = 'proposed' WHERE id = (SELECT max(id) FROM agreement"
        " WHERE a_kasse_id = (SELECT id FROM organisation WHERE code = 'AK01'))"
    )
    visitor.looks_at("/sagsbehandler", ALL)
    visitor.looks_at(*visitor.addresses("#venter-paa-jer + table a")[:1])


def _looks_at_the_calendar(visitor: Visitor, agreement: str) -> None:
    visitor.looks_at(agreement)
    visitor.looks_at(*visitor.addresses(f"main a[href^='{agreement}/kalender']"))
    colleague = visitor.last_choice("hvem")
    visitor.looks_at(f"{agreement}/kalender?uge=2020-W01", f"{agreement}/kalender?hvem={colleague}")


def _ends(visitor: Visitor, agreement: str) -> None:
    last = str(clock.today() + timedelta(days=40))
    visitor.looks_at(f"{agreement}/afslut")
    visitor.sends(f"{agreement}/afslut", sidste="", besked="x" * 2001)
    visitor.sends(f"{agreement}/afslut", sidste=str(clock.today()), set="2")
    visitor.opens(f"{agreement}/afslut")
    seen = str(visitor.main.locator("input[name=set]").first.get_attribute("value"))
    answers = {"sidste": last, "samtaler": "aflys", "besked": "Vi holder en pause.", "set": seen}
    visitor.sends(f"{agreement}/afslut", **answers)
    visitor.sends(f"{agreement}/afslut/bekraeft", **answers | {"set": "0"})
    visitor.sends(f"{agreement}/afslut/bekraeft", **answers)
    visitor.looks_at(agreement, f"{agreement}/afslut")


def _waits(visitor: Visitor, agreement: str) -> None:
    """The jobcenter has proposed it, and takes it back."""
    named = agreement.rpartition("/")[2].replace("-", "")
    visitor.changes("UPDATE agreement SET status = 'proposed' WHERE public_id = ?", named)
    visitor.changes(
        "INSERT INTO agreement_step (agreement_id, number, side, act, message, details, caseworker_id, at)"
        " SELECT id, 90, 'a_kasse', 'countered', 'Kan det være senere?', '{\"countered\": 1}',"
        " (SELECT id FROM caseworker WHERE organisation_id = a_kasse_id LIMIT 1), updated_at"
        " FROM agreement WHERE public_id = ?",
        named,
    )
    visitor.looks_at(ALL, agreement)
    seen = str(visitor.main.locator("input[name=set]").first.get_attribute("value"))
    visitor.sends(f"{agreement}/traek", set=seen, besked="x" * 2001)
    visitor.sends(f"{agreement}/traek", set="0")
    visitor.sends(f"{agreement}/traek", set=seen, besked="Vi vender tilbage.")
