"""A summons says when, where, how and why, how to answer and what is at stake, in a PDF that all can read."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from portal.policy.facts import Aktoer, SamtaleArt, Samtaleform
from portal.policy.indkaldelse import Grund
from portal.wording.letters import indkaldelse
from portal.wording.letters.indkaldelse import Meeting, Rights, Why
from portal.wording.letters.letter import Letter, from_body
from portal.wording.letters.made import Between
from portal.wording.letters.pdf import pdf
from tests.wording.pdf_text import opened, structure, words

BETWEEN = Between(
    "A-kassen", Aktoer.A_KASSE, "70 10 20 30", None, None, "Anna", "Kim Jensen", date(2026, 11, 20)
)
MEETING = Meeting(
    art=SamtaleArt.JOBSAMTALE,
    form=Samtaleform.FREMMOEDE,
    start=datetime(2026, 11, 26, 9, 0, tzinfo=UTC),
    slut=datetime(2026, 11, 26, 10, 0, tzinfo=UTC),
    place="Kontoret, Gaden 1, 1620 København",
    access="Elevator til alle etager.",
    room="Lokale 4",
    caseworker="Anna",
)
RIGHTS = Rights(moves=True, chooses_form=True, dagpenge=True)


def text(letter: Letter) -> str:
    return "\n".join(block.text for block in letter.blocks)


def test_when_where_how_and_with_whom() -> None:
    said = text(indkaldelse.summoned(BETWEEN, MEETING, Why(Grund.FOERSTE), RIGHTS))

    assert "Tid: torsdag den 26. november 2026 kl. 10.00 til kl. 11.00" in said
    assert "Du skal møde op her: Kontoret, Gaden 1, 1620 København" in said
    assert "Elevator til alle etager." in said
    assert "Lokale: Lokale 4" in said
    assert "Du skal tale med Anna." in said
    telephone = replace(MEETING, form=Samtaleform.TELEFON)
    called = text(indkaldelse.summoned(BETWEEN, telephone, Why(Grund.FRATAGET), RIGHTS))
    assert "Sig til, hvilket nummer vi skal ringe på." in called
    assert "Gaden 1" not in called


@pytest.mark.parametrize("grund", Grund)
def test_every_reason_has_its_words_and_its_paragraph(grund: Grund) -> None:
    why = Why(grund, kort_varsel="Du er tilbudt et kursus." if grund is Grund.KORT_VARSEL else None)
    letter = indkaldelse.summoned(BETWEEN, MEETING, why, RIGHTS)
    headings = [block.text for block in letter.blocks]
    reason = headings[headings.index("Hvorfor indkalder vi dig?") + 1]

    assert reason != "Sådan svarer du"
    assert "§" in reason
    assert from_body(letter.kind, letter.version, letter.title, letter.body()) == letter


def test_what_is_at_stake_is_that_persons_own() -> None:
    dagpenge = text(indkaldelse.summoned(BETWEEN, MEETING, Why(Grund.FOERSTE), RIGHTS))
    other = text(indkaldelse.summoned(BETWEEN, MEETING, Why(Grund.FOERSTE), replace(RIGHTS, dagpenge=False)))

    assert "§ 18, stk. 1-3" in dagpenge
    assert "dagpenge" not in other
    assert "betydning for din ydelse" in other


def test_the_pdf_is_tagged_and_holds_every_word() -> None:
    letter = indkaldelse.summoned(BETWEEN, MEETING, Why(Grund.FOERSTE, besked="Tag dit cv med."), RIGHTS)

    document = opened(pdf(letter))

    assert "Tagditcvmed." in words(document)
    assert {"H1", "L", "LI", "P"} <= {tag for tag, _ in structure(document)}
