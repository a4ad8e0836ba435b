"""A letter says what was decided, why, and how to complain; is kept as it went out; can be read by all."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date
from importlib import resources
from string import Formatter
from typing import Any

import pytest

from portal.policy.afgoerelse import Udfald
from portal.policy.aktindsigt import Svar
from portal.policy.anmodning import OenskeArt
from portal.policy.dagligt import Haendelsesart
from portal.policy.facts import Aktoer, BeslutningArt, SamtaleArt, Samtaleform
from portal.policy.fastholdelse import Fastholdelsesgrund
from portal.policy.fratagelse import FratagSpoergsmaal, Grundlag, Hoering, Undtagelse
from portal.policy.fritagelse import Fritagelsesgrund, Ophoer
from portal.policy.hoering import Emne
from portal.policy.indkaldelse import Grund
from portal.policy.indstilling import Art
from portal.policy.law import Citation, Decision, Finding, Outcome
from portal.policy.underretning import Resultat
from portal.wording.letters import forloeb, fratagelse, glyphs, klage
from portal.wording.letters.fratagelse import Said
from portal.wording.letters.letter import Block, BlockKind, Kind, Letter, from_body
from portal.wording.letters.made import Between
from portal.wording.letters.pdf import pdf
from portal.wording.letters.samtale import Change
from portal.wording.letters.texts import CURRENT, Passage, Text, languages, text_of
from tests.wording.pdf_text import opened, structure, unembedded, words

SENT_OUT = {
    "fratagelse.1.toml": "8f1a8a3c6be6e7d8f64474b55fb7a2fcc76f8b4b52c27b86dc9a32778c5fb2b4",
    "fratagelse_ophaevet.1.toml": "3bc3cd5297d013af3143ce1040eaf6015594bb17635143a94ae16e76c1fd6838",
    "fritagelse.1.toml": "14bf18830a7e2067f64a12e945ef377faf275db07cedec0daf9c5802b1df0da2",
    "fritagelse_afslag.1.toml": "a631f1eaf9cb28790ab59116af7e05b64d0932cdab20ace9a6037ade4df6363d",
    "fritagelse_ophaevet.1.toml": "25676c5139b4254b809a0301f48f5eedb3407afdd10807d53f87b9ea1e7db9fa",
    "bookingfrist.1.toml": "4c7fff49deacbca03f2780d7f4cc5a4b80c7beade6ecbcccf903a03d6056cec6",
    "afmeldt.1.toml": "77ddc46472d2be3537a1a72751a1a9ed02ed0116ecc57d4aff530c4046a15159",
    "cv_mangler.1.toml": "f89e1faf6722e62c14d3f3b8cbd6b5d8864f21c8b2cfdcff97fd5d10e0449230",
    "cv_mangler.1.en.toml": "d51696f17ed1bbf801c686e9ca7d96364041eecedf84dacb6c273ec56388370b",
    "visiteret.1.toml": "daff23dcf2b54200bd29c681da36066926133307df97771da744b139419c01b9",
    "indkaldelse.1.toml": "a996f8128dc7f9530db14d8b6eb60c3b247b649a8c432f5776fc6977485b5c77",
    "kvittering.1.toml": "acd442a70ab34a4487a69dff41c6c638f8849e8d7bf5be551d2ca56040aa9777",
    "underretning.1.toml": "10614b8d4bd9fea9aa233d26ec67209b8b1dc46485f20889eda1e12158777938",
    "underretning.1.en.toml": "3eed85d26387d6cbb36a63d7cddc389be6d843b7409352f2b80571ab3b91b3e5",
    "underretning_resultat.1.toml": "13e223e98d8d7485584f8dda9d8f6d03bca275c96ad9d0594ad99d5894b71dbc",
    "underretning_resultat.1.en.toml": "28e8c6bb07bc2d6f98bae7be7e138a57b58ad5461b6f4c330c354970c84fd7d4",
    "kvittering.1.en.toml": "6c2fbce1f1dfacae14cd772721ea43e644207db5e2831363c835df84e2397e33",
    "aendring.1.en.toml": "0dfa4c0cbb6e297d2cdfbd22482f51a78b82ef1f0ca68c1218efcb402f1ac5f9",
    "aendring.1.toml": "2ec19092afef31da490914a9b0c526514d1361652b42f5c7aa49fab42dfbbd62",
    "aendring.2.en.toml": "e199d41b541187cec92cc7cd191577ac42ce4cdc08350499885f70edda5a9a13",
    "aendring.2.toml": "beb8d02ed705b424f0d92897ce5d5215cc882326c44b9de30c31f285d2a76dc2",
    "afbud.1.en.toml": "2965ef3e55eb9993fc60d4603db97b9eff6cb3316a7a851b7f16070f5d8dac24",
    "afbud.1.toml": "c3631481c35f49a3e8a5258a37ed8a92f26594468b4cbc4b3362f3faa742ec22",
    "afbud.2.en.toml": "9519ac9a2cdc6b459acc9af2c3d61e746757aeb27a41b9e9f4bcc3acc51f8162",
    "afbud.2.toml": "0da4cd0b981b7bc66f5e768f5cb490c3335cd23498f12a9981d2ba297b36e6d7",
    "flytning.1.en.toml": "957949fefbe81b9fc016994cde22381c396cfd9de02da168c16876429ff0f03a",
    "flytning.1.toml": "2b2a32b8e986f2ca45a21f08fd205e93bea8e8413db1165d589bf367934bb2cf",
    "nyt.1.en.toml": "a3d96127b6a5e4cd6581bf0ca2cd34961dedeab3bc1bb37bb7a4e9743cbdd825",
    "nyt.1.toml": "5c9d7dc4ae809d7607d7e8c7e2430ad066f180ec4a6862126206acabd3725ad9",
    "nyt.2.en.toml": "e678f8e616647224adcf2e658b370643a51706d2845a61389df2b0ef961c6158",
    "nyt.2.toml": "595ffb68540d50297c81dcef4eb76e8c9dbbbbe4a61b172e36999f201db02d0b",
    "overgang.1.en.toml": "a24177ac7a32e29bbbf68ef33b6aea560f2327564bd6de236fc35b5ffd21d03b",
    "overgang.1.toml": "9d141f825940a42503bb99578b71826e68e6daba44ee3b5dc58ab35519fb30e8",
    "paamindelse.1.en.toml": "520dbaf65b019858e735cb0cf560830e9f7b220fd453aa86a88c7207071d4581",
    "paamindelse.1.toml": "cc21c1f861734e5d55c461e1eb7a92b476d34bd48f26a8915b41316c36364586",
    "partshoering.1.toml": "2f70559751b399ada095bc2d01926e57d9bb47fae02a67d34461a6095ec55046",
    "fastholdt_pligt.1.toml": "77d35ec0fc76525726f6b29aa8ea1034b127377c6cbd9cbd7a2e25e1fb81145c",
    "fastholdt_pligt_ophaevet.1.toml": "8611160b0bdfbd97f6d0cfa1d2b6e2c480ea0f16f600b1873bc3b92c84dd6e46",
    "sag_frafaldet.1.toml": "6908734b62d9170d5e6a1691c50074e8cc35560a1491a83ed3583d06be2f06fb",
    "klage.1.toml": "96b9d546874417cb3174b5c626aa0b958c85673f6ddbab2b6dbaaed06f612483",
    "klage.2.toml": "a5893c2503ae3bb22bd0e2704395e8e19603845d3585229d54e89da2ba9b0a70",
    "aktindsigt.1.toml": "a8f293d7ef21400fbbc5f416ae3841c945272215fee658d3cedd820b5c622112",
    "oversendelse.1.toml": "b0603f5e831515b7c39f389a59ea053b4c650d9a1f49896d97e3caa0fb11bb85",
    "partshoering.2.toml": "2afefb914d29c21442c4b02446924f0ad76a4f7f35354767e18c50a69b8a2b7f",
    "svar.1.en.toml": "13dc334b4e17d8bf9f95ae0d85d2c4acdde008a600a1043f8c8dceeea9e47d5b",
    "svar.1.toml": "bec3c01f90498a6e857ade9386713d99cc241b1fadf75bef75012c48ed9bfb2f",
    "indstilling.1.en.toml": "75266bfcbbb032a3d92e3b944d1e62e4c02e128538d72456971b70f6af147923",
    "indstilling.1.toml": "813c5841cfceddcf06b8519d5d75a3d0dd12f73e6c8aba52eb338ede050ae753",
    "tilbud.1.toml": "f70270fc6f810fb101a95bbdd002d4b70d9e802ce85e44841bff47c39a996233",
    "tilbud_afslag.1.toml": "7d67f300de55d4def541c77947d9becdb91dc2f9e8fc8417a531469a95144fce",
    "tilbudt_tid.1.en.toml": "d81110b979dd1e180b45fb12108709cccaabef52ae0a2022c2f03ff8069f6937",
    "tilbudt_tid.1.toml": "6a4fb876835673b8d2257d26a6825aa7f0589c5a5aeebd9b22f6a589f2b47c9c",
}
"""Each text as it went out. Somebody has a letter with these words: a change of them is a new version."""

FALLEN_AWAY = ("indstilling_overgang", "tilbud_begyndt", "indstilling_flyttet")
"""Why a recommended offer comes to nothing of itself."""

A_KASSE, JOBCENTER = Aktoer.A_KASSE, Aktoer.JOBCENTER
HEARD = Hoering(date(2026, 11, 2), date(2026, 11, 10))
REASONS = "Vi aftalte én samtale om måneden.\nDu har booket fire i samme uge."


def between(holder: Aktoer = A_KASSE, **changed: Any) -> Between:
    values: dict[str, Any] = {
        "organisation": "A-kassen" if holder is A_KASSE else "Jobcenter København",
        "holder": holder,
        "phone": "70 10 20 30",
        "email": "post@organisation.example",
        "website": None,
        "signed_by": "Anna Sørensen",
        "receiver": "Kim Jensen",
        "day": date(2026, 11, 20),
    }
    return Between(**values | changed)


def decided(senest: str | None = "2026-12-18") -> Decision:
    met = Finding("fratagelse", Outcome.MET, (Citation("LAB", "§ 35"),))
    return Decision("fratag", (met,), {"klage": {"senest": senest}})


def revoked(
    holder: Aktoer = A_KASSE,
    hoering: Hoering = HEARD,
    grundlag: Grundlag = Grundlag.ANDEN_MAADE,
    senest: str | None = "2026-12-18",
    **said: str | None,
) -> Letter:
    question = FratagSpoergsmaal(holder, grundlag, REASONS, hoering)
    return fratagelse.revoked(
        between(holder), question, Said(**{"begrundelse": REASONS} | said), decided(senest)
    )


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


def current() -> list[Text]:
    """The present text of every kind, in each of its languages."""
    return [
        text_of(kind, version, language) for kind, version in CURRENT.items() for language in languages(kind)
    ]


def test_a_text_that_went_out_is_never_changed() -> None:
    folder = resources.files("portal.wording.letters") / "texts"
    found = {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in folder.iterdir()}

    assert found == SENT_OUT


def test_every_kind_has_a_text_in_its_current_version() -> None:
    assert set(CURRENT) == set(Kind)
    for found in current():
        assert found.version == CURRENT[found.kind]
    with pytest.raises(FileNotFoundError):
        text_of(Kind.FRATAGELSE, 99)
    with pytest.raises(FileNotFoundError):
        text_of(Kind.FRATAGELSE, 1, "en")


def test_a_passage_asks_only_for_what_is_known_of_a_case() -> None:
    known = {A_KASSE.value, JOBCENTER.value, "hoert", "svaret", "ikke_svaret", "undtaget_fordi"}
    known |= {"digital", "papir", *(g.value for g in Grundlag), *(u.value for u in Undtagelse)}
    known |= {"begrundet", *(g.value for g in Fritagelsesgrund), *(o.value for o in Ophoer)}
    known |= {"dagpenge", "anden_ydelse", "ny"}
    known |= {*Samtaleform, *(f"grund_{g.value}" for g in Grund), "adgang", "lokale", "medarbejder", "besked"}
    known |= {"nummer", "uden_nummer", "a_kassen_moeder_op", "a_kassen_paa_video", "udland", "valgfri_form"}
    known |= {"kan_flyttes", "kan_ikke_flyttes", *SamtaleArt}
    known |= {
        "af_dig",
        "af_os",
        "bortfaldet",
        "grund",
        "tilbud",
        "indkaldt",
        "book_igen",
        *Change,
        "besluttet",
    }
    known |= {"frist", "loebende", "frist_forude", "frist_overskredet"}
    known |= {"valg", "kommende", "anden_tid", forloeb.FRIST_UDSAT}
    known |= {*Haendelsesart, *BeslutningArt, *OenskeArt, "ja", "nej", *Emne}
    known |= {*Resultat, "relevant", "ingen_sanktion", "forklaring", "rettet", "ikke_fremmoede"}
    known |= {*Svar}
    known |= {*Art, "foreslaaet", "udloebet", "beskrevet", *FALLEN_AWAY}
    known |= {*Fastholdelsesgrund, *Udfald, "modtaget", "medhold", "sendt", "udfald", "klaget", "gaelder"}
    known |= {"staar", "gaelder_ikke", "for_sent", "ingen_klagevej", "klagefrist", "klageord", "genvurderet"}
    for found in current():
        assert all(passage.naar <= known for passage in found.passages), found.kind


def test_every_character_of_every_text_can_be_shown() -> None:
    for found in current():
        said = [
            *(title for _naar, title in found.titles),
            found.greeting,
            *(passage.block.text for passage in found.passages),
        ]
        assert [sign for text in said for sign in glyphs.missing(text)] == []


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


def test_a_text_is_read_in_paragraphs_and_lines() -> None:
    block = Block(BlockKind.QUOTE, "a\nb\n\n\n\nc")

    assert block.paragraphs == (("a", "b"), ("c",))


def test_both_languages_of_a_text_say_the_same_things_in_the_same_order() -> None:
    for danish in current():
        for language in languages(danish.kind)[1:]:
            other = text_of(danish.kind, danish.version, language)
            assert [asks(one) for one in other.passages] == [asks(one) for one in danish.passages]
            assert [naar for naar, _ in other.titles] == [naar for naar, _ in danish.titles]


def asks(passage: Passage) -> tuple[object, ...]:
    """What a passage is, when it stands, and which gaps it has."""
    gaps = sorted({name for _, name, _, _ in Formatter().parse(passage.block.text) if name is not None})
    return passage.block.kind, passage.naar, gaps


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
