"""Every day of twenty generated years: one of three is responsible, nothing is negative, no deadline lies
before its beginning.
"""

from __future__ import annotations

from datetime import date, datetime

import pytest

from portal.policy import facts as f
from portal.policy.bookingfrist import binding_deadline
from portal.policy.frister import afmeld, gentilmeld
from portal.policy.kalender import COPENHAGEN, days_after
from portal.policy.kontaktforloeb import ansvar, ledighed
from portal.policy.krav import krav
from portal.policy.sag import Sag
from tests.policy.lives import Life, life

A_KASSE, JOBCENTER, INGEN = f.Aktoer.A_KASSE, f.Aktoer.JOBCENTER, f.Aktoer.INGEN
NOBODYS = {
    f.Maalgruppe.DIMITTEND,
    f.Maalgruppe.SELVFORSOERGENDE,
    f.Maalgruppe.FOERTIDSPENSION,
    f.Maalgruppe.SYGEDAGPENGE,
}
EVERY_REASON = {None, "the target group has none", "off the register", "the insurance has ended"}
OF_THE_REGISTRATION = {"foerste_samtale", "visitation", "cv_fyldestgoerende", "krav_til_jobsoegning"}
OF_THE_MESSAGE = {"kontrolsamtale", "tilbud_efter_kontrol"}


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=COPENHAGEN)


def why_nobody(sag: Sag, day: date) -> str | None:
    """The rule by which nobody holds the kontaktforløb that day; None where no rule says so."""
    facts = sag.facts
    if facts.person.maalgruppe in NOBODYS:
        return "the target group has none"
    if facts.person.maalgruppe is not f.Maalgruppe.DAGPENGE:
        return None
    if not any(t.fra <= day and (t.til is None or day <= t.til) for t in facts.tilmeldinger):
        return "off the register"
    left = facts.udmeldt
    if left is not None and left <= sag.i_dag and left < day and sag.periode(left) == sag.periode(day):
        return "the insurance has ended"
    return None


def check_day(facts: f.Facts, day: date) -> tuple[f.Aktoer, str | None]:
    """All that must hold on the day as it is known on it. Answers who is responsible, and why nobody is."""
    nu = noon(day)
    sag, found = Sag(facts, nu), ansvar(facts, nu, day)
    why = why_nobody(sag, day)
    assert found.aktoer in (A_KASSE, JOBCENTER, INGEN)
    assert (found.aktoer is INGEN) is (why is not None), (day, why)
    assert found.siden is None or found.siden <= day
    assert ledighed(facts, nu).timer >= 0
    check_requirements(facts, nu, day)
    check_deadlines(facts, nu, day)
    last, begun = found.slutdato, sag.periode(day).fra
    assert last is None or begun is None or last >= begun, day
    return found.aktoer, why


def check_requirements(facts: f.Facts, nu: datetime, day: date) -> None:
    registered = Sag(facts, nu).tilmeldt(day)
    for row in krav(facts, nu, day):
        assert row.afholdt is None or row.afholdt >= 0
        assert row.mindst is None or row.mindst > 0
        if row.senest is None:
            continue
        if row.kode in OF_THE_REGISTRATION and registered is not None and row.holder is A_KASSE:
            assert row.senest >= registered.fra, (day, row)
        if row.kode in OF_THE_MESSAGE:
            assert facts.kontrol is not None
            assert row.senest >= facts.kontrol.meddelelse, (day, row)


def check_deadlines(facts: f.Facts, nu: datetime, day: date) -> None:
    frist = binding_deadline(facts, nu)
    if frist is not None and not frist.bortfaldet:
        assert frist.samtale_senest >= frist.frist.frist >= frist.frist.udstedt, day
    struck = afmeld(facts, nu, day)
    if struck.allowed:
        assert frist is not None
        assert struck.result["virkning_fra"] > frist.frist.frist.isoformat(), day  # type: ignore[operator]
    again = gentilmeld(facts, nu, day).samtale_senest
    assert again is None or again > day


def check(one: Life, step: int = 1) -> set[tuple[f.Aktoer, str | None]]:
    days = range(0, (one.last - one.first).days, step)
    return {check_day(one.facts, days_after(one.first, n)) for n in days}


def check_back(one: Life) -> set[str | None]:
    """Every day as it is known at the end. In one course the jobcenter never gives it back to the a-kasse.

    Answers why nobody was responsible.
    """
    sag = Sag(one.facts, noon(one.last))
    handed: set[int] = set()
    found: set[str | None] = set()
    for n in range((one.last - one.first).days):
        day = days_after(one.first, n)
        holder, course, why = sag.holder(day), sag.periode(day).nr, why_nobody(sag, day)
        assert (holder is INGEN) is (why is not None), (day, why)
        assert holder is not A_KASSE or course not in handed, day
        if holder is JOBCENTER and sag.regelsaet(day) == 2024:
            handed.add(course)
        found.add(why)
    return found


def test_every_day_of_twenty_lives_seen_from_the_end() -> None:
    assert set().union(*(check_back(life(seed)) for seed in range(20))) == EVERY_REASON


def test_the_days_of_four_lives_as_each_was_known_on_it() -> None:
    seen = set().union(*(check(life(seed), step=17) for seed in range(2, 6)))
    assert {holder for holder, _ in seen} == {A_KASSE, JOBCENTER, INGEN}


@pytest.mark.long
def test_every_day_of_three_hundred_lives_seen_from_the_end() -> None:
    assert set().union(*(check_back(life(seed)) for seed in range(1000, 1300))) == EVERY_REASON


@pytest.mark.long
@pytest.mark.parametrize("seed", range(100, 112))
def test_every_day_of_a_life_as_it_was_known_on_it(seed: int) -> None:
    assert {holder for holder, _ in check(life(seed))} <= {A_KASSE, JOBCENTER, INGEN}
