"""A letter as a PDF can be read by all, holds every word, and shows what was typed as it is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from portal.wording.letters import glyphs
from portal.wording.letters.letter import BlockKind
from portal.wording.letters.pdf import pdf
from tests.wording.pdf_text import opened, structure, unembedded, words
from tests.wording.written import JOBCENTER, revoked


def test_the_pdf_is_tagged_titled_and_in_danish_and_says_that_it_is_for_everybody() -> None:
    file = opened(pdf(revoked()))

    assert file.Root.MarkInfo.Marked
    assert str(file.Root.Lang) == "da"
    assert file.Root.ViewerPreferences.DisplayDocTitle
    assert str(file.docinfo["/Title"]) == "Du kan ikke længere selv booke jobsamtaler"
    assert b"<pdfuaid:part>1</pdfuaid:part>" in file.Root.Metadata.read_bytes()
    assert unembedded(file) == []


def test_the_pdf_has_its_title_headings_quotes_and_list_as_such_and_in_the_letters_order() -> None:
    letter = revoked(svar="Jeg var syg.")
    pieces = structure(opened(pdf(letter)))

    tags = [tag for tag, _ in pieces]
    headings = [block.text for block in letter.blocks if block.kind is BlockKind.HEADING]
    assert tags.count("Title") == 1
    assert tags.index("Title") < tags.index("H1")
    assert [title for tag, title in pieces if tag == "H1"] == headings
    assert tags.count("BlockQuote") == 3
    assert tags.count("LI") == sum(block.kind is BlockKind.ITEM for block in letter.blocks)
    assert "Figure" not in tags


def test_the_pdf_holds_every_word_of_the_letter() -> None:
    letter = revoked(JOBCENTER, svar="Jeg var syg.")

    written = words(opened(pdf(letter)))

    for said in (
        letter.title,
        letter.receiver,
        letter.sender.name,
        letter.sender.signed_by,
        "20. november 2026",
    ):
        assert said.replace(" ", "") in written
    for block in letter.blocks:
        for paragraph in block.paragraphs:
            assert "".join("".join(paragraph).split()) in written, paragraph


@pytest.mark.parametrize(
    "typed",
    [
        '#sys.inputs #read("/etc/passwd") #panic()',
        "= Overskrift\n- punkt\n+ tal\n/ ord: b",
        "*fed* _kursiv_ `kode` $x^2$ <mærke> @henvis \\ // bemærkning /* */",
        "'citat' \"citat\" -- --- ... ~ https://organisation.example",
        "{begrundelse} %(navn)s ${x} {{ 7*7 }} {% raw %}",
    ],
)
def test_what_is_typed_is_shown_in_the_pdf_as_it_is_and_never_read(typed: str) -> None:
    written = words(opened(pdf(revoked(begrundelse=typed))))

    for line in typed.split("\n"):
        assert "".join(line.split()) in written


def test_the_same_letter_is_the_same_file() -> None:
    assert pdf(revoked()) == pdf(revoked())


def test_a_word_longer_than_a_line_and_a_letter_of_many_pages_are_shown_whole() -> None:
    typed = "x" * 400 + "\n\n" + "\n\n".join(f"Afsnit {n} i en lang begrundelse." for n in range(120))

    file = opened(pdf(revoked(begrundelse=typed)))

    assert len(file.pages) > 3
    written = words(file)
    assert "x" * 400 in written
    assert "Afsnit119ienlangbegrundelse." in written


def test_what_no_letter_can_show_is_known_before_it_is_kept() -> None:
    assert glyphs.missing("Æblegrød, “citat” – 100 € à la Łukasz\nСергей") == []
    assert glyphs.missing("Godt 😀 gået 😀\x07") == ["😀", "\x07"]
    assert glyphs.missing("مرحبا") == list(dict.fromkeys("مرحبا"))


def test_a_name_that_cannot_be_shown_stops_no_letter() -> None:
    letter = replace(revoked(), receiver="Kim 你好 Jensen")

    assert "Kim??Jensen" in words(opened(pdf(letter)))


def test_what_is_typed_is_kept_with_one_kind_of_line_break_and_nothing_empty_around_it() -> None:
    assert glyphs.tidied("  a\tb \r\n\r\nc\r ") == "a b\n\nc"
