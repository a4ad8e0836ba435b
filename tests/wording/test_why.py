"""What lies behind an answer can be told in both languages: facts, numbers, and who puts it right."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache
from unittest import mock

import pytest
from hypothesis import given, settings

from portal.policy import cases, frister, kontaktforloeb, krav, parameters, selvbooking
from portal.policy.facts import Aktoer, Facts, SamtaleStatus
from portal.policy.grundlag import REGISTRERET
from portal.policy.kalender import COPENHAGEN
from portal.policy.law import Finding
from portal.policy.sag import Sag
from portal.wording.catalogues import LANGUAGES, MISSING, reader_of
from portal.wording.explain import Why
from portal.wording.facts_words import FACTS, I_SAETNINGEN, NUMBERS, UNITS, VALUES
from portal.wording.reader import Reader
from portal.wording.why import fact_rows, why, why_to_caseworker
from portal.wording.words import Contact, Contacts
from tests.policy import people
from tests.policy.courses import at, deadline, in_the_a_kasse, month, with_the_jobcenter
from tests.policy.shapes import FILES

CONTACTS = Contacts(
    Contact("HK's A-kasse", "70 10 67 89"), Contact("Jobcenter Aarhus", "89 40 10 00"), Aktoer.A_KASSE
)
DA, EN = reader_of("da"), reader_of("en", mark_missing=True)
UNKNOWN_MAY_BE = frozenset({"senest", "regelsaet", "slutdato", "ombookning_senest", "mindst_dage_mellem"})
SAG = Sag(in_the_a_kasse(), at("2024-09-02T10:00"))


@cache
def of_the_law_cases() -> tuple[Finding, ...]:
    """Every finding that is made while the law cases are answered."""
    found: list[Finding] = []
    checked = Finding.__post_init__

    def keep(finding: Finding) -> None:
        checked(finding)
        found.append(finding)

    with mock.patch.object(Finding, "__post_init__", keep):
        for fil in FILES:
            cases.answer(fil)
    return tuple(found)


def of_a_course(case: people.Case) -> list[Finding]:
    """Everything that a person's page asks of the policy today."""
    facts, nu = case.facts, case.nu
    found = [
        *kontaktforloeb.ansvar(facts, nu, case.i_dag).findings,
        kontaktforloeb.ledighed(facts, nu).finding,
    ]
    found += [row.finding for row in krav.krav(facts, nu, case.i_dag)]
    binding = frister.binding_deadline(facts, nu)
    found += [binding.finding] if binding else []
    found += frister.gentilmeld(facts, nu, case.i_dag).findings
    found += selvbooking.bookable(facts, nu).findings
    for samtale in facts.samtaler:
        if samtale.status is SamtaleStatus.PLANLAGT:
            found += selvbooking.movable(facts, nu, samtale.noegle).findings
    return found


def without_words(findings: Iterable[Finding]) -> set[str]:
    """Facts and numbers of which a page could not tell anything."""
    missing = set()
    for finding in findings:
        for key, fact in finding.facts.items():
            told = key in I_SAETNINGEN or fact_rows({key: fact}, DA)
            if not told and not (fact is None and key in UNKNOWN_MAY_BE):
                missing.add(f"{finding.code}: {key}={fact!r}")
        missing |= {f"{finding.code}: {value.name}" for value in finding.values if value.name not in NUMBERS}
    return missing


def test_every_fact_and_number_of_every_law_case_has_words() -> None:
    assert without_words(of_the_law_cases()) == set()


@settings(max_examples=150, deadline=None)
@given(people.cases())
def test_any_course_can_be_told_with_every_fact_and_number(
    case: people.Case,
) -> None:
    findings, sag = of_a_course(case), Sag(case.facts, case.nu)

    assert without_words(findings) == set()
    for finding in findings:
        told = why(finding, EN, CONTACTS, sag)
        seen = why_to_caseworker(finding, DA, sag)
        assert told.text
        assert told.corrections
        assert "{" not in told.text + seen.text
        assert MISSING[0] not in repr(told)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_is_in_every_language_and_every_number_of_the_law_has_its_words(language: str) -> None:
    reader = reader_of(language, mark_missing=True)
    every = [*FACTS.values(), *NUMBERS.values(), *UNITS]
    every += [text for names in VALUES.values() for text in names.values()]

    assert [text for text in every if MISSING[0] in reader.gettext(text)] == []
    assert set(NUMBERS) == set(parameters.entries())
    assert {entry.unit for history in parameters.entries().values() for entry in history} == UNITS | {
        "regelsæt",
        "0 eller 1",
    }


def test_all_that_is_registered_has_a_term() -> None:
    assert set(REGISTRERET) - set(FACTS) <= I_SAETNINGEN


def asked(facts: Facts, nu: str, code: str, reader: Reader = DA) -> Why:
    moment = at(nu)
    (row,) = (
        row for row in krav.krav(facts, moment, moment.astimezone(COPENHAGEN).date()) if row.kode == code
    )
    return why(row.finding, reader, CONTACTS, Sag(facts, moment))


def test_the_hours_behind_the_a_kasses_last_day_stand_with_the_number_of_the_law_and_whom_to_ask() -> None:
    facts = in_the_a_kasse(forbrug=(month("2024-08", "152.5"), month("2024-09", "160")))

    told = asked(facts, "2024-10-02T10:00", "a_kasse_samtaler")

    rows = dict(told.facts)
    assert rows["Tilmeldt som ledig siden"] == ["Mandag den 5. august 2024"]
    assert rows["Timer med dagpenge, som a-kassen har registreret"] == ["312,5"]
    assert rows["Registreret til og med"] == ["September 2024"]
    hours = next(number for number in told.numbers if number.text.startswith("410 timer"))
    assert hours.citation.text == "BAB § 7, stk. 2"
    assert hours.citation.address
    assert hours.since.startswith("gælder fra 1. januar 2024, sidst holdt op mod loven ")
    (whom,) = told.corrections
    assert whom.startswith(
        "Kontakt HK's A-kasse på telefon 70 10 67 89 om: tilmelding som jobsøgende, forsikring"
    )
    assert whom.endswith(
        ", timer med dagpenge og samtaler, der er holdt. De registrerer det og kan rette det."
    )


def test_a_wrong_hour_is_the_a_kasses_to_correct_also_when_the_jobcenter_holds_the_meetings() -> None:
    found = kontaktforloeb.ansvar(with_the_jobcenter(), at("2024-06-10T10:00"), date(2024, 6, 10)).findings[0]
    sag = Sag(with_the_jobcenter(), at("2024-06-10T10:00"))
    contacts = Contacts(CONTACTS.a_kasse, CONTACTS.jobcenter, Aktoer.JOBCENTER)

    told = why(found, EN, contacts, sag)

    assert [line for line in told.corrections if line.startswith("Contact HK's A-kasse")]
    assert dict(told.facts)["The a-kasse's last day of responsibility"] == ["Friday 31 May 2024"]
    assert any(
        "jobcentret registrerer" in line.lower() for line in why_to_caseworker(found, DA, sag).corrections
    )


def test_a_deadline_says_when_it_was_set_and_that_the_a_kasses_last_day_cuts_it_short() -> None:
    facts = in_the_a_kasse(
        forbrug=(month("2024-08", "250"), month("2024-09", "200", "2024-09-20")),
        frister=(deadline("2024-09-15", "2024-09-27"),),
    )

    binding = frister.binding_deadline(facts, at("2024-09-21T10:00"))

    assert binding is not None
    assert str(binding.samtale_senest) == "2024-09-30"
    told = why(binding.finding, DA, CONTACTS, Sag(facts, at("2024-09-21T10:00")))
    assert dict(told.facts)["Fristen blev sat"] == ["Søndag den 15. september 2024"]
    assert dict(told.facts)["A-kassens sidste dag med ansvaret"] == ["Mandag den 30. september 2024"]
    assert [number.text for number in told.numbers] == [
        "8 dage mindst, fra en frist bliver sat, til den er gået",
        "7 dage fra fristen, til samtalen senest skal holdes",
    ]


def test_a_caseworker_does_not_read_the_facts_that_the_organisation_does_not_see() -> None:
    found = kontaktforloeb.ansvar(in_the_a_kasse(), SAG.nu, SAG.i_dag).findings[0]

    blind = why_to_caseworker(found, DA, SAG, sees=lambda _fact: False)

    assert dict(why_to_caseworker(found, DA, SAG).facts)["Tilmeldt som ledig siden"]
    assert {term for term, _ in blind.facts} == {"Dagen, det gælder", "Ansvaret har", "Regler"}
    assert blind.corrections == []


OF_REGISTRATION = {"a_kasse_samtaler", "cv_fyldestgoerende", "krav_til_jobsoegning", "visitation"}


def test_what_is_counted_from_the_registration_says_when_that_was() -> None:
    rows = [finding for finding in of_the_law_cases() if finding.code in OF_REGISTRATION]

    assert {finding.code for finding in rows} == OF_REGISTRATION
    assert [finding for finding in rows if "tilmeldt" not in finding.facts or not finding.values] == []
