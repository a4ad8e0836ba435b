"""Somebody's times: published, brought in, changed, withdrawn; days away; an office's opening hours."""

from __future__ import annotations

from datetime import timedelta

from e2e.staff_desk import WORKER, comes_in_at_a_desk
from e2e.visitor import Visitor
from portal import clock

ADMINISTRATION = "/administration"
TIMES, AWAY = "/sagsbehandler/tider", "/sagsbehandler/fravaer"


def who_publishes_times(visitor: Visitor) -> None:
    """A caseworker: a week from a pattern, from a file; changed, withdrawn, and somebody is away."""
    visitor.comes_in_as("sagsbehandler", "ak01-208", WORKER)
    _publishes(visitor)
    _brings_times_in(visitor)
    _changes_and_withdraws(visitor)
    _is_away(visitor)
    comes_in_at_a_desk(visitor, "0751-administrator")
    visitor.looks_at(TIMES, f"{TIMES}/udgiv", f"{TIMES}/fil", AWAY)
    visitor.changes(
        "INSERT INTO alarm (public_id, organisation_id, kind, person_id, since)"
        " SELECT ?, organisation_id, 'ingen_tider', NULL, '2020-01-01 00:00:00.000000'"
        " FROM caseworker WHERE subject = '0751-administrator'",
        "a" * 32,
    )
    visitor.looks_at("/sagsbehandler")
    (alarm,) = [form for form in visitor.forms() if form.endswith("/luk")]
    visitor.sends_as_it_stands(alarm)
    visitor.opens(f"{ADMINISTRATION}/kontorer")
    (office, *_more) = visitor.addresses(f"main a[href^='{ADMINISTRATION}/kontor/']")
    visitor.looks_at(f"{office}/aabningstider")
    visitor.sends(f"{office}/aabningstider", d0_fra="9", d0_til="8")
    visitor.sends(f"{office}/aabningstider", d0_fra="9", d0_til="16.30")


def _publishes(visitor: Visitor) -> None:
    visitor.looks_at(TIMES, f"{TIMES}?uge=2020-W01", f"{TIMES}/udgiv")
    visitor.sends(f"{TIMES}/udgiv", d0_fra="x")
    visitor.opens(f"{TIMES}/udgiv")
    form = visitor.main.locator("form.case-form")
    form.locator("#fra_dag").fill(str(clock.today() + timedelta(days=1)))
    form.locator("#til_dag").fill(str(clock.today() + timedelta(days=200)))
    visitor.follows(form.get_by_role("button").first)
    visitor.stops()
    visitor.sends_as_it_stands(f"{TIMES}/udgiv/bekraeft")


def _brings_times_in(visitor: Visitor) -> None:
    visitor.looks_at(f"{TIMES}/fil")
    visitor.sends(f"{TIMES}/fil", slags="kalender")
    day = clock.today() + timedelta(days=250)
    for line in (f"{day};7:00;7:30;{WORKER};telefon", "x;1;2;Ingen;brev"):
        visitor.opens(f"{TIMES}/fil")
        content = f"dato;fra;til;medarbejder;former\n{line}\n".encode()
        visitor.main.locator("#csvfil").set_input_files(
            {"name": "tider.csv", "mimeType": "text/csv", "buffer": content}
        )
        visitor.follows(visitor.main.locator("form").first.locator("button"))
        visitor.stops()
        for draft in [form for form in visitor.forms() if form.startswith(f"{TIMES}/fil/")]:
            visitor.sends_as_it_stands(draft)


def _changes_and_withdraws(visitor: Visitor) -> None:
    visitor.changes(
        "UPDATE slot SET caseworker_id = (SELECT id FROM caseworker WHERE subject = ?)"
        " WHERE organisation_id = (SELECT id FROM organisation WHERE code = 'AK01')"
        " AND id IN (SELECT slot_id FROM booking WHERE status = 'planlagt')",
        "ak01-208",
    )
    first, second = (clock.today() + timedelta(days=days) for days in (7, 14))
    weeks = [f"{day.isocalendar().year}-W{day.isocalendar().week:02}" for day in (first, second)]
    visitor.looks_at(*(f"{TIMES}?uge={week}" for week in weeks))
    visitor.sends(f"{TIMES}/valgte", uge=weeks[0])
    for week in weeks:
        visitor.opens(f"{TIMES}?uge={week}")
        taken = visitor.main.locator("tr", has_text="Booket" if visitor.seat.language == "da" else "Booked")
        boxes = taken.locator("input[name=tid]")
        for time in [str(boxes.nth(n).get_attribute("value")) for n in range(boxes.count())][:1]:
            change = {"tid": time, "uge": week, "ret_lokale": "ja", "lokale": "B 2"}
            visitor.sends(f"{TIMES}/valgte", handling="ret", tid=time, uge=week)
            visitor.sends(f"{TIMES}/ret", tid=time)
            visitor.sends(f"{TIMES}/ret", **change)
            visitor.sends(f"{TIMES}/ret/bekraeft", **change)
            visitor.sends(f"{TIMES}/valgte", handling="traek", tid=time, uge=week)
            meeting = str(visitor.main.locator("input[name=samtale]").first.get_attribute("value"))
            visitor.sends(f"{TIMES}/traek", tid=time, samtale=meeting)
            visitor.sends(f"{TIMES}/traek", tid=time, samtale=meeting, forstaaet="ja")


def _is_away(visitor: Visitor) -> None:
    days = {"fra": str(clock.today() + timedelta(days=3)), "til": str(clock.today() + timedelta(days=30))}
    visitor.looks_at(AWAY)
    visitor.sends(AWAY)
    visitor.sends(AWAY, **days)
    visitor.sends(f"{AWAY}/bekraeft", **days)
    visitor.looks_at(AWAY)
    for form in [one for one in visitor.forms() if one.endswith("/slet")][:1]:
        visitor.sends_as_it_stands(form)
