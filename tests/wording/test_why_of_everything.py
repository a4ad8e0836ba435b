"""Whatever Min Plan can show has its why: a sentence, a fact, a paragraph, and how a wrong fact is put right.

A new requirement, event, next step, decision or refusal without one fails here; mypy asks for a `why` of
every new notice, and the last test for the reason where there is none.
"""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from portal.policy import bookingfrist, hvorfor, mindre_intensiv
from portal.policy.afholdelse import Emne, udeblivelse
from portal.policy.bookingregler import fritaget, syg
from portal.policy.dagligt import Haendelsesart
from portal.policy.facts import (
    AfmeldingAarsag,
    AKasseMed,
    Aktoer,
    Beslutning,
    BeslutningArt,
    MindreIntensiv,
    MindreIntensivGrund,
    SamtaleArt,
    Tilmelding,
)
from portal.policy.law import Finding
from portal.policy.sag import Sag
from portal.web.citizen import plan
from portal.wording import codes_plan
from portal.wording.catalogues import LANGUAGES, MISSING, reader_of
from portal.wording.explain import Why, explain, explain_to_caseworker
from portal.wording.haendelse_words import WORDS
from portal.wording.next_step import next_step
from portal.wording.next_step_words import Next
from portal.wording.situation import Situation
from portal.wording.why import why, why_in_words, why_to_caseworker
from tests.actions.courses import in_the_a_kasse
from tests.policy.courses import deadline
from tests.wording.test_next_step import CONTACTS, NU, SITUATIONS
from tests.wording.test_why import of_the_law_cases

DA = reader_of("da")
SAG = Sag(in_the_a_kasse(), NU)
MEETING = in_the_a_kasse().samtaler[0]
JOB = MindreIntensiv(MindreIntensivGrund.JOB, dokumenteret=True, starter=date(2024, 10, 1))
SICK = Sag(
    replace(
        in_the_a_kasse(),
        tilmeldinger=(Tilmelding(date(2024, 8, 5), date(2024, 8, 28), AfmeldingAarsag.SYGDOM),),
    ),
    NU,
)
OF_CASEWORK = {
    *(emne.value for emne in Emne),
    "mangler_vejledning",
    "mangler_begrundelse",
    "mangler_partshoering",
    "ingen_bookinger",
}
"""What caseworkers alone are told of their own forms; Min Plan never shows it."""
WITHOUT_A_LAW = {
    "plan._new_letters",
    "plan._new_answers",
    "plan._to_answer",
    "min_plan.notices",
    "earlier._told",
    "indstillinger._answered",
}
"""Notices that lead to what is unread, where the letter, the case, the plan or the answer itself says why, or
to a free time.
"""
AS_KEPT = {
    "fra": "2024-09-01",
    "dag": "2024-09-01",
    "slutdato": "2024-08-31",
    "frist": "2024-08-30",
    "udstedt": "2024-08-20",
    "holder": "a_kasse",
    "start": "2024-09-10T08:00:00+00:00",
    "beslutning": "fratagelse",
    "af": "a_kasse",
    "dato": "2024-08-01",
    "grunde": ["ingen_tider", "syg"],
    "grund": "job",
}


def decided(art: BeslutningArt) -> Beslutning:
    return Beslutning(art, Aktoer.A_KASSE, date(2024, 8, 12), samtale=MEETING.noegle)


def beside() -> Iterator[Finding]:
    """What is told beside requirements and deadlines: all of `hvorfor`, and every ground of § 106."""
    for art in BeslutningArt:
        yield hvorfor.besluttet(decided(art), MEETING if art is BeslutningArt.FREMMOEDE else None)
    yield hvorfor.tilmeldt(Tilmelding(date(2024, 8, 5)))
    yield hvorfor.afmeldt(date(2024, 8, 28))
    absence = udeblivelse(in_the_a_kasse(), NU, MEETING.noegle)
    for one in (absence, replace(absence, pligt=False), replace(absence, dagpenge=False)):
        yield hvorfor.samtale(one)
        yield hvorfor.udeblevet(one)
        yield hvorfor.henvendt(one, date(2024, 8, 20))
    yield hvorfor.indkaldt(MEETING)
    for holder in (Aktoer.A_KASSE, Aktoer.JOBCENTER):
        yield hvorfor.aflyst_af_myndighed(replace(MEETING, holder=holder))
        frist = deadline("2024-08-30", "2024-09-12", af=holder, tider_fandtes=False)
        binding = replace(in_the_a_kasse(), frister=(frist,))
        found = bookingfrist.binding_deadline(binding, NU)
        assert found is not None
        yield hvorfor.frist_uden_tider(found)
    for said in (*AKasseMed, None):
        yield hvorfor.a_kasse_valgt(said, SamtaleArt.JOBSAMTALE)
        yield hvorfor.a_kasse_valgt(said, SamtaleArt.FAELLESSAMTALE)
    for grund in MindreIntensivGrund:
        days = {"fra": date(2024, 8, 1), "til": date(2024, 10, 1)}
        yield mindre_intensiv.fri(replace(JOB, grund=grund), SAG.i_dag)
        yield mindre_intensiv.fri(MindreIntensiv(grund, dokumenteret=True, **days), SAG.i_dag)
    yield syg(SICK, SICK.i_dag)
    yield fritaget(decided(BeslutningArt.FRITAGELSE), SAG.i_dag)


def whole(told: Why) -> bool:
    return bool(told.text and told.facts and told.citations and all(told.corrections) and told.corrections)


@pytest.mark.parametrize("language", LANGUAGES)
def test_whatever_stands_beside_requirements_and_refusals_has_a_whole_why(language: str) -> None:
    reader = reader_of(language, mark_missing=True)
    findings = list(beside())

    assert {finding.code for finding in findings} >= set(codes_plan.PLAN)
    told_of = {
        name for name, _ in inspect.getmembers(hvorfor, inspect.isfunction) if not name.startswith("_")
    }
    asked = {name for name in told_of if f"hvorfor.{name}(" in inspect.getsource(beside)}
    assert told_of - asked - {"opfyldt", "written"} == {"haendelse"}
    for finding in findings:
        told = why(finding, reader, CONTACTS, SAG)
        assert whole(told), finding
        assert MISSING[0] not in repr(told), finding
        assert MISSING[0] not in repr(why_to_caseworker(finding, reader, SAG)), finding


@pytest.mark.parametrize("kind", [kind for kind in Next if kind in SITUATIONS], ids=str)
def test_the_next_step_has_a_whole_why_in_every_situation(kind: Next) -> None:
    situation = Situation(SITUATIONS[kind](), NU)

    assert whole(why(next_step(situation).finding, DA, CONTACTS, situation.sag))


@pytest.mark.parametrize("art", Haendelsesart, ids=str)
def test_whatever_happens_of_itself_has_a_whole_why(art: Haendelsesart) -> None:
    citations = of_the_law_cases()[0].citations
    finding = hvorfor.haendelse(art, citations, AS_KEPT)

    told = why_in_words(finding, WORDS[art].citizen, DA, CONTACTS, SAG, "", hvorfor.HAENDELSE[art])

    assert whole(told)
    assert (
        any("fristen" in line or "afgørelsen" in line for line in told.corrections) or hvorfor.HAENDELSE[art]
    )


def test_every_requirement_deadline_and_refusal_of_the_law_cases_has_a_whole_why() -> None:
    lacking = {
        finding.code
        for finding in of_the_law_cases()
        if finding.citations and not whole(why(finding, DA, CONTACTS, SAG))
    }
    assert lacking <= OF_CASEWORK


def test_the_wrong_deadline_and_the_wrong_decision_are_named_with_whom_to_contact() -> None:
    facts_ = replace(in_the_a_kasse(), frister=(deadline("2024-08-30", "2024-09-12"),))
    frist = Situation(facts_, NU).frist
    assert frist is not None

    (of_deadline,) = why(frist.finding, DA, CONTACTS, SAG).corrections
    (of_decision,) = why(hvorfor.besluttet(decided(BeslutningArt.FRATAGELSE)), DA, CONTACTS, SAG).corrections

    assert of_deadline == (
        "Kontakt A-kassen på telefon 70 10 20 30 om: fristen torsdag den 12. september 2024, der blev sat "
        "fredag den 30. august 2024. De registrerer det og kan rette det."
    )
    assert "om: afgørelsen fra mandag den 12. august 2024 om retten til selv at booke." in of_decision


def test_an_exemption_is_put_right_by_whoever_is_responsible_now() -> None:
    of_the_jobcenter = replace(decided(BeslutningArt.FRITAGELSE), af=Aktoer.JOBCENTER)

    (line,) = why(hvorfor.besluttet(of_the_jobcenter), DA, CONTACTS, SAG).corrections

    assert line.startswith("Kontakt A-kassen på telefon 70 10 20 30 om: afgørelsen fra")


def test_the_registered_ground_is_named_to_citizen_and_caseworker() -> None:
    job, sick = mindre_intensiv.fri(JOB, SAG.i_dag), syg(SICK, SICK.i_dag)

    assert explain(job, DA, CONTACTS).text == (
        "Du skal ikke til jobsamtaler mandag den 2. september 2024. "
        "Grunden er: job på fuld tid fra tirsdag den 1. oktober 2024."
    )
    assert explain_to_caseworker(job, DA) == (
        "Personen er omfattet af mindre intensiv indsats: job på fuld tid fra tirsdag den 1. oktober 2024 "
        "(LAB § 106; RÅB § 22)."
    )
    told = why(job, DA, CONTACTS, SAG)
    assert dict(told.facts)["Registreret grund til mindre intensiv indsats"] == ["Job på fuld tid"]
    assert "om: mindre intensiv indsats." in told.corrections[0]
    assert "Sidste dag som tilmeldt var onsdag den 28. august 2024" in explain_to_caseworker(sick, DA)
    assert dict(why(sick, DA, CONTACTS, SAG).facts)["Årsag til afmelding"] == ["Sygdom"]


def test_only_a_notice_without_a_law_behind_it_has_no_why() -> None:
    """Every `Notice(…)` of the citizen's pages is given its why; None only where it is said above."""
    silent = set()
    for file in Path(inspect.getfile(plan)).parent.glob("*.py"):
        for function in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(function, ast.FunctionDef):
                name = f"{file.stem}.{function.name}"
                silent |= {name for call in ast.walk(function) if _is_silent(call)}
    assert silent >= {"plan._new_letters", "plan._new_answers"}
    assert silent - WITHOUT_A_LAW == set()


def _is_silent(node: ast.AST) -> bool:
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Notice"):
        return False
    return isinstance(node.args[1], ast.Constant)
