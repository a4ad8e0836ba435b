"""Whether one published time can be had, whatever the person may otherwise book."""

from __future__ import annotations

import pytest

from portal.policy.facts import Samtaleform
from portal.policy.tider import Tid, ingen_tider, tid, tiden_er_taget

PHONE = frozenset({Samtaleform.TELEFON})


@pytest.mark.parametrize(
    ("published", "form", "a_kasse_form", "codes"),
    [
        (Tid(True, True, PHONE), Samtaleform.TELEFON, None, []),
        (Tid(False, True, PHONE), Samtaleform.TELEFON, None, ["tiden_er_taget"]),
        (Tid(True, False, PHONE), Samtaleform.TELEFON, None, ["anden_aktoer_ansvarlig"]),
        (Tid(True, True, PHONE), Samtaleform.VIDEO, None, ["form_ikke_i_tiden"]),
        (
            Tid(True, True, PHONE, "video"),
            Samtaleform.TELEFON,
            "fremmoede",
            ["a_kassen_kommer_ikke_i_person"],
        ),
        (Tid(True, True, PHONE, "fremmoede"), Samtaleform.TELEFON, "fremmoede", []),
        (Tid(True, True, PHONE, "video"), Samtaleform.TELEFON, "video_tilladt", []),
    ],
)
def test_a_time_is_had_as_it_is_published(
    published: Tid, form: Samtaleform, a_kasse_form: str | None, codes: list[str]
) -> None:
    assert [finding.code for finding in tid(published, form, a_kasse_form)] == codes


def test_that_no_time_is_left_is_said_with_its_paragraph() -> None:
    assert ingen_tider().code == "ingen_tider"
    assert tiden_er_taget().citations
