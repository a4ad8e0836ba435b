"""Who registers which fact of a course, and who sees it."""

from __future__ import annotations

import pytest

from portal.policy import facts as f
from portal.policy.indsigt import indsigt
from portal.policy.oplysninger import SKRIVER, Hvem, Oplysning, imod, ser
from portal.policy.sag import Sag
from portal.policy.sources import address
from tests.policy.courses import at, day, in_the_a_kasse, with_the_jobcenter

A_KASSE, JOBCENTER = f.Aktoer.A_KASSE, f.Aktoer.JOBCENTER
NU = at("2024-09-02T10:00")


def refused(facts: f.Facts, af: f.Aktoer, oplysning: Oplysning) -> str | None:
    finding = imod(Sag(facts, NU), af, oplysning)
    return finding.code if finding else None


def on(maalgruppe: f.Maalgruppe) -> f.Facts:
    person = f.Person(day("1994-04-14"), maalgruppe)
    return in_the_a_kasse(person=person, ydelse_fra=day("2024-08-05"))


def test_every_fact_has_whoever_registers_it_and_a_paragraph_that_can_be_read() -> None:
    assert set(SKRIVER) == set(Oplysning)
    for skriver in SKRIVER.values():
        assert skriver.citations
        assert all(address(citation) for citation in skriver.citations)


@pytest.mark.parametrize(
    ("oplysning", "a_kasse", "jobcenter"),
    [
        (Oplysning.NAVN, None, None),
        (Oplysning.FORBRUG, None, "kun_a_kasse"),
        (Oplysning.LOENTILSKUD, "kun_jobcenter", None),
        (Oplysning.TILMELDING, None, None),
        (Oplysning.VEJLEDNING, None, "kun_a_kasse"),
        (Oplysning.CV, None, "kun_ansvarlig_aktoer"),
    ],
)
def test_of_somebody_in_the_a_kasses_part(
    oplysning: Oplysning, a_kasse: str | None, jobcenter: str | None
) -> None:
    assert refused(in_the_a_kasse(), A_KASSE, oplysning) == a_kasse
    assert refused(in_the_a_kasse(), JOBCENTER, oplysning) == jobcenter


def test_what_whoever_holds_the_course_registers_follows_the_course() -> None:
    assert refused(with_the_jobcenter(), JOBCENTER, Oplysning.CV) is None
    assert refused(with_the_jobcenter(), A_KASSE, Oplysning.MINDRE_INTENSIV) == "kun_ansvarlig_aktoer"
    before = imod(Sag(with_the_jobcenter(), NU), A_KASSE, Oplysning.CV, day("2024-05-31"))
    assert before is None


def test_of_those_who_are_not_on_dagpenge_the_jobcenter_registers_and_guides() -> None:
    for oplysning in (Oplysning.TILMELDING, Oplysning.VEJLEDNING):
        assert refused(on(f.Maalgruppe.KONTANTHJAELP), A_KASSE, oplysning) == "kun_jobcenter"
        assert refused(on(f.Maalgruppe.KONTANTHJAELP), JOBCENTER, oplysning) is None
        assert refused(on(f.Maalgruppe.DIMITTEND), A_KASSE, oplysning) is None


def test_an_organisation_sees_what_it_registers_and_with_the_course_everything() -> None:
    own = indsigt(with_the_jobcenter(), NU, A_KASSE, "AK1")
    holder = indsigt(with_the_jobcenter(), NU, JOBCENTER, "0101")
    other = indsigt(with_the_jobcenter(), NU, A_KASSE, "AK2")
    for oplysning in Oplysning:
        assert ser(holder, oplysning)
        assert not ser(other, oplysning)
        registers = SKRIVER[oplysning].hvem in (Hvem.A_KASSE, Hvem.FOR_DAGPENGE)
        assert not registers or ser(own, oplysning)
    assert ser(own, Oplysning.NAVN)
    assert ser(own, Oplysning.CV)
    assert not ser(own, Oplysning.LOENTILSKUD)
