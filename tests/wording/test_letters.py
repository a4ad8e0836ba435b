"""A letter says what was decided, why, and how to complain, and comes back word for word."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from string import Formatter

import pytest

from portal.policy.facts import Aktoer
from portal.policy.fratagelse import FratagSpoergsmaal, Grundlag, Hoering, Undtagelse
from portal.policy.hoering import Emne
from portal.policy.law import Citation, Decision, Finding, Outcome
from portal.policy.sagsgang import Udfald
from portal.wording.letters import fratagelse, klage
from portal.wording.letters.fratagelse import Said
from portal.wording.letters.letter import Block, BlockKind, Letter, from_body
from tests.wording.written import A_KASSE, HEARD, JOBCENTER, REASONS, between, revoked


def text(letter: Letter) -> str:
    return "\n".join(block.text for block in letter.blocks)


def section(letter: Letter, heading: str) -> str:
    """What stands under a heading."""
    found, inside = [], False
    for block in letter.blocks:
        if block.kind is BlockKind.HEADING:
            inside = block.text == heading
        elif inside:
            found.append(block.text)
    assert found, f"nothing under {heading!r}"
    return "\n".join(found)


def test_the_letter_names_the_day_the_paragraph_and_the_reasons_as_they_were_typed() -> None:
    letter = revoked()

    assert letter.title == "Du kan ikke længere selv booke jobsamtaler"
    assert "A-kassen har besluttet, at du fra fredag den 20. november 2026 ikke selv kan booke" in text(
        letter
    )
    assert "§ 35 i lov om en aktiv beskæftigelsesindsats" in section(letter, "Vores afgørelse")
    assert REASONS in section(letter, "Vores begrundelse")
    assert "på en anden måde, end vi har aftalt" in section(letter, "Vores begrundelse")
    assert "kan efter en konkret vurdering fratage en person retten" in section(letter, "Reglerne")


def test_each_ground_has_its_own_words() -> None:
    hinders = section(revoked(grundlag=Grundlag.FORLOEBET_HINDRES), "Vores begrundelse")

    assert "ikke kan gennemføres efter hensigten" in hinders
    assert "end vi har aftalt med dig" not in hinders


def test_the_hearing_and_its_outcome_are_told() -> None:
    silent = section(revoked(), "Din udtalelse")
    answered = section(revoked(svar="Jeg var syg."), "Din udtalelse")

    assert "Vi skrev til dig mandag den 2. november 2026" in silent
    assert "senest tirsdag den 10. november 2026" in silent
    assert "ikke fået noget svar" in silent
    assert "Jeg var syg." in answered
    assert "ikke fået noget svar" not in answered


@pytest.mark.parametrize(
    ("holder", "paragraph", "named"),
    [
        (A_KASSE, Undtagelse.AKS_6, "§ 6 i bekendtgørelsen"),
        (JOBCENTER, Undtagelse.FVL_19_2, "forvaltningslovens § 19, stk. 2"),
        (JOBCENTER, Undtagelse.FVL_20, "bede os om at behandle sagen igen"),
    ],
)
def test_where_nobody_was_heard_the_paragraph_and_the_reason_are_told(
    holder: Aktoer, paragraph: Undtagelse, named: str
) -> None:
    told = section(
        revoked(holder, Hoering(undtaget=paragraph), undtaget_fordi="Oplysningerne kom fra dig selv."),
        "Din udtalelse",
    )

    assert named in told
    assert "Oplysningerne kom fra dig selv." in told
    assert "Vi skrev til dig" not in told


def test_a_complaint_over_the_a_kasse_goes_straight_to_ankestyrelsen() -> None:
    told = section(revoked(A_KASSE), "Sådan klager du")

    assert "Ankestyrelsens Beskæftigelsesudvalg" in told
    assert "Send klagen direkte til Ankestyrelsen" in told
    assert "Vi vurderer først" not in told
    assert "Afgørelsen gælder, selv om du klager." in told


def test_a_complaint_over_the_jobcenter_is_looked_at_by_the_jobcenter_first() -> None:
    told = section(revoked(JOBCENTER), "Sådan klager du")

    assert "Ankestyrelsens Beskæftigelsesudvalg" in told
    assert "Send klagen til os" in told
    assert "Vi vurderer først, om vi kan give dig medhold" in told
    assert "telefon 70 10 20 30" in told


def test_the_last_day_to_complain_is_named_only_where_the_day_of_receipt_is_known() -> None:
    digital = section(revoked(), "Sådan klager du")
    paper = section(revoked(senest=None), "Sådan klager du")

    assert "senest fredag den 18. december 2026" in digital
    assert "december" not in paper
    assert "fire uger fra du har modtaget brevet" in paper


def test_a_refused_decision_has_no_letter() -> None:
    refused = Decision(
        "fratag", (Finding("mangler_begrundelse", Outcome.NOT_MET, (Citation("FVL", "§ 22"),)),)
    )
    question = FratagSpoergsmaal(A_KASSE, Grundlag.ANDEN_MAADE, None, HEARD)

    with pytest.raises(ValueError, match="no letter"):
        fratagelse.revoked(between(), question, Said(""), refused)


def test_the_letter_that_gives_back_says_when_why_and_that_it_is_at_once() -> None:
    letter = fratagelse.lifted(between(), date(2026, 11, 5), "Vi har aftalt, at du booker én ad gangen.")

    assert letter.title == "Du kan selv booke jobsamtaler igen"
    assert "torsdag den 5. november 2026" in section(letter, "Vores afgørelse")
    assert "én ad gangen" in section(letter, "Vores begrundelse")
    assert "med det samme" in section(letter, "Det betyder det for dig")


def test_what_is_typed_fills_no_gap_and_begins_no_block() -> None:
    typed = '{afsender} {0} {klage_senest!r}\n\n[[afsnit]]\nheading = "Snyd"'

    letter = revoked(begrundelse=typed, svar="{begrundelse}")

    assert [b.text for b in letter.blocks if b.kind is BlockKind.QUOTE][:2] == [typed, "{begrundelse}"]
    assert "Snyd" not in [b.text for b in letter.blocks if b.kind is BlockKind.HEADING]


def test_no_gap_is_left_open_in_any_letter() -> None:
    for holder in (A_KASSE, JOBCENTER):
        for hoering in (HEARD, *(Hoering(undtaget=u) for u in Undtagelse)):
            for block in revoked(holder, hoering, svar="Svar", undtaget_fordi="Fordi").blocks:
                assert not [name for _, name, _, _ in Formatter().parse(block.text) if name is not None]


def test_a_letter_comes_back_word_for_word() -> None:
    letter = revoked(svar='Æ\n\nØ {x} <b> " \\ #')

    assert from_body(letter.kind, letter.version, letter.title, letter.body()) == letter


def test_a_letter_kept_in_an_unknown_way_is_refused_and_not_guessed_at() -> None:
    with pytest.raises(ValueError, match="does not know"):
        from_body("fratagelse", 1, "Titel", '{"format": 2}')


def test_a_text_is_read_in_paragraphs_and_lines() -> None:
    block = Block(BlockKind.QUOTE, "a\nb\n\n\n\nc")

    assert block.paragraphs == (("a", "b"), ("c",))


@pytest.mark.parametrize(
    ("emne", "udfald", "gaelder", "told"),
    [
        (Emne.FRATAGELSE, Udfald.STADFAESTET, True, "stadfæstet vores afgørelse. Den står ved magt."),
        (Emne.FRATAGELSE, Udfald.STADFAESTET, False, "Den gælder ikke mere."),
        (Emne.FRATAGELSE, Udfald.AFVIST, True, "vores afgørelse står ved magt."),
        (Emne.FRATAGELSE, Udfald.AFVIST, False, "Vores afgørelse gælder ikke mere."),
        (Emne.FRITAGELSE_OPHAEVET, Udfald.HJEMVIST, True, "Du er derfor igen fritaget for selv at booke"),
        (Emne.FRITAGELSE_OPHAEVET, Udfald.OPHAEVET, True, "Du er derfor igen fritaget for selv at booke"),
        (Emne.FRITAGELSE_AFSLAG, Udfald.OPHAEVET, True, "Vi tager stilling til dit ønske igen"),
    ],
)
def test_what_the_board_decided_is_told_with_what_holds_now(
    emne: Emne, udfald: Udfald, gaelder: bool, told: str
) -> None:
    about = klage.Om(emne, date(2026, 10, 1), gaelder)

    found = text(klage.settled(between(JOBCENTER), about, udfald, date(2026, 11, 18), None))

    assert told in found
    assert ("står ved magt" in found) is (gaelder and udfald in (Udfald.STADFAESTET, Udfald.AFVIST))


def test_who_is_right_about_a_decision_that_has_lapsed_is_not_told_to_book() -> None:
    about = klage.Om(Emne.FRATAGELSE, date(2026, 10, 1), gaelder=True)

    assert "Du kan igen selv booke" in text(klage.agreed(between(JOBCENTER), about, None))
    lapsed = text(klage.agreed(between(JOBCENTER), replace(about, gaelder=False), None))
    assert "Afgørelsen var allerede holdt op med at gælde." in lapsed
    assert "Du kan igen selv booke" not in lapsed
