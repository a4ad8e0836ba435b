"""Every kind of letter, in each of its languages, as a file that everybody can use."""

from __future__ import annotations

import re
from datetime import date
from string import Formatter

import pytest

from portal.policy.facts import Aktoer
from portal.wording.letters.examples import EXAMPLES, example, gaps, of_version
from portal.wording.letters.letter import BlockKind, Kind, from_body
from portal.wording.letters.made import Between
from portal.wording.letters.pdf import pdf
from portal.wording.letters.texts import languages, text_of, versions
from tests.wording.pdf_text import opened, structure, unembedded, words

CPR = re.compile(r"\d{6}-?\d{4}")
TEXTS = [(kind, v, one) for kind in Kind for v in versions(kind) for one in languages(kind)]


def between(language: str, holder: Aktoer = Aktoer.JOBCENTER) -> Between:
    return Between(
        organisation="Jobcenter København",
        holder=holder,
        phone="70 10 20 30",
        email="post@organisation.example",
        website=None,
        signed_by="",
        receiver="Kim Jensen",
        day=date(2026, 11, 20),
        language=language,
    )


@pytest.mark.parametrize(("kind", "version", "language"), TEXTS)
def test_each_is_a_tagged_file_in_its_language_with_title_and_headings_and_no_cpr(
    kind: Kind, version: int, language: str
) -> None:
    letter = example(text_of(kind, version, language), between(language), EXAMPLES[kind][0])
    file = opened(pdf(letter))
    pieces, said = structure(file), words(file)

    assert file.Root.MarkInfo.Marked
    assert str(file.Root.Lang) == language
    assert str(file.docinfo["/Title"]) == letter.title
    assert b"<pdfuaid:part>1</pdfuaid:part>" in file.Root.Metadata.read_bytes()
    headings = [block.text for block in letter.blocks if block.kind is BlockKind.HEADING]
    assert [title for tag, title in pieces if tag == "H1"] == headings
    assert headings
    assert unembedded(file) == []
    assert "JobcenterKøbenhavn" in said
    assert not CPR.search(said)


def test_every_example_of_every_text_is_whole_whoever_writes_and_comes_back_as_it_was() -> None:
    for kind, version, language in TEXTS:
        text = text_of(kind, version, language)
        given = gaps(language, between(language))
        for passage in text.passages:
            asked = {name for _, name, _, _ in Formatter().parse(passage.block.text) if name}
            assert asked <= set(given), (kind, asked - set(given))
        for holder in (Aktoer.A_KASSE, Aktoer.JOBCENTER):
            for case in of_version(kind, version):
                letter = example(text, between(language, holder), case)
                assert from_body(kind, version, letter.title, letter.body(), language) == letter
                # A heading with nothing under it would be a passage that the case forgot.
                kinds = [block.kind for block in letter.blocks]
                pairs = zip(kinds, [*kinds[1:], BlockKind.HEADING], strict=True)
                assert (BlockKind.HEADING, BlockKind.HEADING) not in set(pairs), (kind, case.name)
