"""Every reason and warning has words, a next step and a paragraph, in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest

from portal.policy import cases, koder, tider
from portal.policy.facts import Aktoer, Samtaleform
from portal.policy.koder import afslag
from portal.policy.law import AppliedValue, Citation, Decision, Finding, Outcome
from portal.wording.catalogues import LANGUAGES, MISSING, reader_of
from portal.wording.code_words import Action
from portal.wording.codes_met import MET
from portal.wording.explain import (
    CODES,
    explain,
    explain_to_caseworker,
    gap_names,
    next_step_for_caseworker,
)
from portal.wording.words import Contact, Contacts
from tests.policy.case_files import FOLDERS

CONTACTS = Contacts(Contact("HK's A-kasse", "70 10 67 89"), Contact("Jobcenter Aarhus"), Aktoer.A_KASSE)
DA, EN = reader_of("da"), reader_of("en", mark_missing=True)

REFUSING = {*koder.CITATIONS} - koder.ADVARSLER
OF_THE_TIME = {
    "tiden_er_taget",
    "form_ikke_i_tiden",
    "a_kassen_kommer_ikke_i_person",
    "form_for_sent",
    "art_gaelder_ikke",
}
CHOSEN = {"valg_af_form"}
"""Asked by a page; no law case asks it."""
LIFTED = {"fratagelse_ophaevet"}
"""Decided by a caseworker; no law case asks it."""
REGISTERED = {"kontrolaktion"}
"""Asked where a caseworker registers a message; no law case asks it."""
HEARD = {"partshoering"}
"""Asked where a caseworker sends a hearing; no law case asks it."""
ALWAYS_FILLED = {"holder", "Holder", "kontakt"}


def texts(code: str) -> Iterator[str]:
    words = CODES[code]
    for versions in (words.citizen, words.caseworker, words.next_step, words.calling_off):
        yield from versions


@pytest.mark.parametrize("code", sorted({*koder.CITATIONS} | OF_THE_TIME))
def test_every_code_of_the_policy_has_words_in_every_language(code: str) -> None:
    assert CODES[code].citizen
    assert CODES[code].caseworker
    for language in LANGUAGES:
        reader = reader_of(language, mark_missing=True)
        assert not [text for text in texts(code) if MISSING[0] in reader.gettext(text)]


@pytest.mark.parametrize("code", sorted(REFUSING | OF_THE_TIME))
def test_every_reason_has_a_next_step(code: str) -> None:
    assert CODES[code].next_step


@pytest.mark.parametrize("code", sorted(CODES))
def test_the_last_version_of_every_text_needs_no_fact(code: str) -> None:
    words = CODES[code]
    for versions in (words.citizen, words.caseworker, words.next_step, words.calling_off):
        assert not versions or gap_names(versions[-1]) <= ALWAYS_FILLED, versions


@pytest.mark.parametrize("code", sorted(CODES))
def test_every_code_can_be_told_without_any_fact(code: str) -> None:
    finding = Finding(code, Outcome.NOT_MET, (Citation("LAB", "§ 27"),))

    explained = explain(finding, EN, CONTACTS)

    assert explained.text
    assert "{" not in explained.text + explained.next_step
    assert explain_to_caseworker(finding, DA).endswith("(LAB § 27).")


def test_whom_to_contact_is_who_the_finding_is_about() -> None:
    revoked = afslag("selvbooking_frataget", {"holder": "jobcenter", "dato": "2024-03-04"})

    explained = explain(revoked, DA, CONTACTS)

    assert explained.text == (
        "Jobcentret har besluttet, at du fra mandag den 4. marts 2024 ikke selv kan booke samtaler."
    )
    assert explained.next_step.endswith("så kontakt Jobcenter Aarhus.")
    assert (explained.contact, explained.action) == (Aktoer.JOBCENTER, Action.AFGOERELSE)


def test_a_telephone_number_stands_where_it_is_known() -> None:
    explained = explain(afslag("foerste_samtale_indkaldes", {"holder": "a_kasse"}), EN, CONTACTS)

    assert explained.text == "You cannot book your first meeting yourself. Your a-kasse calls you in to it."
    assert explained.next_step == (
        "Wait to be called in. If you hear nothing, contact HK's A-kasse on 70 10 67 89."
    )


def test_facts_fill_the_sentence_in_the_readers_own_way() -> None:
    late = afslag(
        "efter_fristen", {"holder": "a_kasse", "frist": "2024-03-05", "samtale_senest": "2024-03-12"}
    )
    limits = afslag("for_mange_planlagte", {"holder": "jobcenter", "hoejst_planlagte": 2, "planlagte": 2})

    assert explain(late, DA, CONTACTS).text.startswith(
        "Din samtale skal holdes senest tirsdag den 12. marts 2024."
    )
    assert explain(late, EN, CONTACTS).text.startswith("Your meeting must be held by Tuesday 12 March 2024.")
    assert explain(limits, DA, CONTACTS).text == (
        "Du kan have højst 2 planlagte samtaler ad gangen hos jobcentret."
    )


def test_the_forms_of_a_time_are_named() -> None:
    time = tider.Tid(
        ledig=True, egen=True, former=frozenset({Samtaleform.TELEFON, Samtaleform.VIDEO}), a_kasse_form=None
    )
    (refused,) = tider.tid(time, Samtaleform.FREMMOEDE)

    assert "Du kan vælge: telefon eller video." in explain(refused, DA, CONTACTS).text


def test_a_number_of_the_law_fills_a_gap_too() -> None:
    value = AppliedValue("mindst_dage_mellem", Decimal(14), date(2024, 1, 1), Citation("LAB", "§ 34"))
    near = afslag("samtaler_for_taet", {"holder": "a_kasse"}, (value,))

    assert explain(near, DA, CONTACTS).text == (
        "Der skal være mindst 14 dage mellem dine samtaler hos din a-kasse."
    )


def test_the_caseworker_reads_the_paragraph_and_what_is_missing() -> None:
    short = afslag("frist_for_kort")

    assert explain_to_caseworker(short, DA) == "Fristen er kortere end 8 dage (BAB § 44, stk. 1)."
    assert next_step_for_caseworker(short, EN) == "Set a deadline at least 8 days ahead."


def test_every_paragraph_can_be_read_where_the_law_is_published() -> None:
    for code, citations in koder.CITATIONS.items():
        if code in koder.PRAKTISKE:
            continue
        explained = explain(Finding(code, Outcome.NOT_MET, citations), DA, CONTACTS)
        assert all(link.address and link.full_name for link in explained.citations)


def test_calling_off_has_a_next_step_of_its_own() -> None:
    past = afslag("tid_i_fortiden", {"start": "2024-03-04T10:00"})

    assert "kontakt HK's A-kasse" in explain(past, DA, CONTACTS, question="aflys").next_step
    assert explain(past, DA, CONTACTS, question="book").next_step == "Vælg en tid, der ligger senere."


@pytest.fixture
def decided(monkeypatch: pytest.MonkeyPatch) -> list[Decision]:
    """Every decision that answering the law cases makes."""
    found: list[Decision] = []
    checked = Decision.__post_init__

    def keep(decision: Decision) -> None:
        checked(decision)
        found.append(decision)

    monkeypatch.setattr(Decision, "__post_init__", keep)
    assert not [answer for answer in cases.answer_all(FOLDERS) if isinstance(answer, cases.Refused)]
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_whatever_a_law_case_answers_can_be_told_with_no_gap_left_open(
    decided: list[Decision], language: str
) -> None:
    reader = reader_of(language, mark_missing=True)
    told = set()
    for decision in decided:
        for finding in decision.refusals + decision.warnings:
            explained = explain(finding, reader, CONTACTS, question=decision.question)
            text = f"{explained.text} {explained.next_step} {explain_to_caseworker(finding, reader)}"
            assert explained.text, finding
            assert bool(explained.next_step) is not finding.warning, finding
            assert "{" not in text, finding
            assert MISSING[0] not in text, finding
            told.add(finding.code)
    assert told >= set(koder.CITATIONS)


def test_what_a_yes_rests_on_can_be_told(decided: list[Decision]) -> None:
    told = set()
    for decision in decided:
        for finding in decision.findings if decision.allowed else ():
            explained = explain(finding, EN, CONTACTS, question=decision.question)
            assert explained.text, finding
            assert "{" not in explained.text + explain_to_caseworker(finding, DA), finding
            assert MISSING[0] not in explained.text, finding
            told.add(finding.code)
    assert told | CHOSEN | LIFTED | REGISTERED | HEARD >= set(MET)


def test_what_the_choice_of_a_form_rests_on_can_be_told() -> None:
    (code,) = CHOSEN
    explained = explain(Finding(code, Outcome.MET, (Citation("LAB", "§ 33, stk. 1"),)), EN, CONTACTS)

    assert explained.text == "You choose yourself how the meeting is held."


def test_that_the_right_to_book_is_given_back_can_be_told() -> None:
    (code,) = LIFTED
    finding = Finding(code, Outcome.MET, (Citation("LAB", "§ 35"),))

    assert explain(finding, DA, CONTACTS).text == "Du kan selv booke igen."
    assert explain_to_caseworker(finding, DA) == "Retten til at booke selv er givet tilbage (LAB § 35)."


def test_that_a_message_may_be_registered_can_be_told() -> None:
    (code,) = REGISTERED
    for reader in (DA, EN):
        finding = Finding(code, Outcome.MET, (Citation("LAB", "§ 38, stk. 1"),))
        assert "(LAB § 38, stk. 1)" in explain_to_caseworker(finding, reader)


def test_that_a_person_may_be_heard_can_be_told() -> None:
    (code,) = HEARD
    for reader, told in ((DA, "Personen kan høres (FVL § 19)."), (EN, "The person can be heard (FVL § 19).")):
        finding = Finding(code, Outcome.MET, (Citation("FVL", "§ 19"),))
        assert explain_to_caseworker(finding, reader) == told
