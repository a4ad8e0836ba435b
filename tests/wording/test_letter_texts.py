"""The texts of letters: kept as they went out, complete in every language, and of signs that can be shown."""

from __future__ import annotations

import hashlib
from importlib import resources
from string import Formatter

import pytest

from portal.policy.aktindsigt import Svar
from portal.policy.aktindsigt_klage import Resultat as GivetResultat
from portal.policy.anmodning import OenskeArt
from portal.policy.dagligt import Haendelsesart
from portal.policy.facts import BeslutningArt, SamtaleArt, Samtaleform
from portal.policy.fastholdelse import Fastholdelsesgrund
from portal.policy.fratagelse import Grundlag, Undtagelse
from portal.policy.fritagelse import Fritagelsesgrund, Ophoer
from portal.policy.hoering import Emne
from portal.policy.indkaldelse import Grund
from portal.policy.indstilling import Art
from portal.policy.sagsgang import Genvurdering, Udfald
from portal.policy.tilbud import Arbejde
from portal.policy.underretning import Resultat
from portal.wording.letters import forloeb, glyphs
from portal.wording.letters.letter import Kind
from portal.wording.letters.samtale import Change
from portal.wording.letters.texts import CURRENT, Passage, Text, languages, text_of
from tests.wording.written import A_KASSE, JOBCENTER

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
    "nyt.3.en.toml": "965ba2dc24c834f0dd26aea59256ce32e080ea89eab7ebccfd6a2a02a0b2cc3a",
    "nyt.3.toml": "046522771d6416910a59ac6a83958a0569b417ae6b0cf6fc1578627c97dbd1ca",
    "overgang.1.en.toml": "a24177ac7a32e29bbbf68ef33b6aea560f2327564bd6de236fc35b5ffd21d03b",
    "overgang.1.toml": "9d141f825940a42503bb99578b71826e68e6daba44ee3b5dc58ab35519fb30e8",
    "paamindelse.1.en.toml": "520dbaf65b019858e735cb0cf560830e9f7b220fd453aa86a88c7207071d4581",
    "paamindelse.1.toml": "cc21c1f861734e5d55c461e1eb7a92b476d34bd48f26a8915b41316c36364586",
    "partshoering.1.toml": "2f70559751b399ada095bc2d01926e57d9bb47fae02a67d34461a6095ec55046",
    "fastholdt_pligt.1.toml": "77d35ec0fc76525726f6b29aa8ea1034b127377c6cbd9cbd7a2e25e1fb81145c",
    "fastholdt_pligt_ophaevet.1.toml": "8611160b0bdfbd97f6d0cfa1d2b6e2c480ea0f16f600b1873bc3b92c84dd6e46",
    "sag_frafaldet.1.toml": "6908734b62d9170d5e6a1691c50074e8cc35560a1491a83ed3583d06be2f06fb",
    "sag_frafaldet.2.toml": "519f53c3e3f0f1170fc294406f62c52454d64d8094de29c1644fbe54abf0370c",
    "klage.1.toml": "96b9d546874417cb3174b5c626aa0b958c85673f6ddbab2b6dbaaed06f612483",
    "klage.2.toml": "a5893c2503ae3bb22bd0e2704395e8e19603845d3585229d54e89da2ba9b0a70",
    "aktindsigt.1.toml": "a8f293d7ef21400fbbc5f416ae3841c945272215fee658d3cedd820b5c622112",
    "aktindsigt_klage.1.toml": "23c8165fa96e35d95d30c5356bf01e5885ec28ac5c1c49fa289cfaf6654333a5",
    "aktindsigt.2.toml": "aaec5721c36c6a09190ff239411915058c7fd2b4016f41c4c86ed7825ecc64e4",
    "klage.3.toml": "88731ef1cda16046abc8dce9c4a49df4bcccdb9b406ae563b60c612f96e7a9ee",
    "oversendelse.2.toml": "ca357c2ede482f6b19820fae5a1363a22f45c6a14941fb0d5d27f047ffa2c07d",
    "oversendelse.1.toml": "b0603f5e831515b7c39f389a59ea053b4c650d9a1f49896d97e3caa0fb11bb85",
    "partshoering.2.toml": "2afefb914d29c21442c4b02446924f0ad76a4f7f35354767e18c50a69b8a2b7f",
    "partshoering.3.toml": "61513faeffb1bccb08f3e0e6b5cd956685b40c9cf6e773ffc2eb93380091cff2",
    "svar.1.en.toml": "13dc334b4e17d8bf9f95ae0d85d2c4acdde008a600a1043f8c8dceeea9e47d5b",
    "svar.1.toml": "bec3c01f90498a6e857ade9386713d99cc241b1fadf75bef75012c48ed9bfb2f",
    "indstilling.1.en.toml": "75266bfcbbb032a3d92e3b944d1e62e4c02e128538d72456971b70f6af147923",
    "indstilling.1.toml": "813c5841cfceddcf06b8519d5d75a3d0dd12f73e6c8aba52eb338ede050ae753",
    "tilbud.1.toml": "f70270fc6f810fb101a95bbdd002d4b70d9e802ce85e44841bff47c39a996233",
    "tilbud.2.toml": "1d9d121a98c521fb434f14e0983a23b287cc052c2a7be9c82385c459ea5beb55",
    "tilbud_afslag.1.toml": "7d67f300de55d4def541c77947d9becdb91dc2f9e8fc8417a531469a95144fce",
    "tilbud_afslag.2.toml": "65fea048e28928b631c55cfbea642c474b9d8613ae040bdd42505276c21d7d01",
    "tilbudt_tid.1.en.toml": "d81110b979dd1e180b45fb12108709cccaabef52ae0a2022c2f03ff8069f6937",
    "tilbudt_tid.1.toml": "6a4fb876835673b8d2257d26a6825aa7f0589c5a5aeebd9b22f6a589f2b47c9c",
    "overgang.2.en.toml": "67567a87bbfc2e0881c18f61dbd266a464ef060b1a84d291e7bc08720af50e87",
    "overgang.2.toml": "2031f6d70377fed946e658884e9e9257f9e16b6dd7bcad10fe2ffe5e0fe6d42d",
    "indkaldelse.2.toml": "5cef192c6f1c3c8f069a90750998420c059874dd8a1451573b5613cbae9d7b1d",
    "indstilling.2.en.toml": "68b85074e6da2b8f1423f1ec6069210cfe59826a6392cadeaaabe34279d94432",
    "indstilling.2.toml": "61a32d5cdaa96d74b60cf85ff494eafbdf362a85e77a6eec0d842e822a7f0a7b",
    "afbud.3.en.toml": "080e0b80b9aae5b5b41e08d760f17ec0e10d7c51b1e0149e9ecf5bef16b155c8",
    "afbud.3.toml": "31e43a4853f636b443a5c26e5476e528b213ecb43399484456298098c81bf974",
}
"""Each text as it went out. Somebody has a letter with these words: a change of them is a new version."""

FALLEN_AWAY = ("indstilling_overgang", "tilbud_begyndt", "indstilling_flyttet")
"""Why a recommended offer comes to nothing of itself."""


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
        "uden_grund",
        "afloest",
        "syg",
        "bortfaldet",
        "grund",
        "tilbud",
        "indkaldt",
        "book_igen",
        *Change,
        "besluttet",
    }
    known |= {"frist", "loebende", "frist_forude", "frist_overskredet"}
    known |= {"valg", "visiteret", "kommende", "anden_tid", forloeb.FRIST_UDSAT}
    known |= {*Haendelsesart, *BeslutningArt, *OenskeArt, "ja", "nej", *Emne}
    known |= {*Resultat, "relevant", "ingen_sanktion", "forklaring", "rettet", "ikke_fremmoede"}
    known |= {*Svar, *GivetResultat, "noteret", "klage", "ikke_afgjort"}
    known |= {"afbrudt", "ny_frist", "ukendt_frist", "loeber"}
    known |= {*Art, "foreslaaet", "udloebet", "beskrevet", *FALLEN_AWAY}
    known |= {"bedt", "uopfordret", "arbejde", *Arbejde, "fri_for_pligten"}
    known |= {*Fastholdelsesgrund, *Udfald, "modtaget", "medhold", "sendt", "udfald", "klaget", "gaelder"}
    known |= {
        *Genvurdering,
        "trukket",
        "i_en_del",
        "staar",
        "gaelder_ikke",
        "for_sent",
        "ingen_klagevej",
        "klagefrist",
        "klageord",
        "genvurderet",
    }
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
