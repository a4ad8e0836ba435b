"""The rule book: anybody reads it in either language, and it asks for nothing."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal.policy.parameters import entries
from portal.policy.regler import emner, steder
from portal.wording.catalogues import reader_of
from portal.wording.reader import number
from tests.conftest import SignIn

ENGLISH = {"Accept-Language": "en"}


@pytest.fixture
def database_kind() -> str:
    return "sqlite"


def ids(page: str) -> set[str]:
    return set(re.findall(r' id="([^"]+)"', page))


def content(page: str) -> str:
    return page.partition("<main")[2].partition("</main>")[0]


def test_the_contents_lead_to_every_chapter_and_say_what_is_left_to_people(client: FlaskClient) -> None:
    for language, left in (
        ("da", "Det kræver en konkret vurdering"),
        ("en", "It takes a concrete assessment"),
    ):
        page = client.get("/regler", headers={"Accept-Language": language}).text
        assert all(f'href="/regler/{emne}"' in page for emne in emner())
        assert left in page
        assert 'href="/regler/uddannelsespaalaeg#R7"' in page


def test_every_chapter_tells_its_rules_and_each_code_has_its_place(client: FlaskClient) -> None:
    pages = {emne: client.get(f"/regler/{emne}", headers=ENGLISH).text for emne in emner()}

    for name, emne in emner().items():
        assert {regel.navn for regel in emne.regler} <= ids(pages[name])
        assert all(regel.ord.en in pages[name].replace("&#39;", "'") for regel in emne.regler)
    assert all(sted.anker in ids(pages[sted.emne]) for sted in steder().values())


def test_a_rule_shows_its_paragraph_its_dated_number_and_a_case_with_the_answer(client: FlaskClient) -> None:
    page = client.get("/regler/frister").text
    told = page.partition('id="F1"')[2].partition("</section>")[0]

    assert 'href="https://www.retsinformation.dk/eli/lta/2023/1216" lang="da">BAB § 44, stk. 1</a>' in told
    (days,) = entries()["bookingfrist_dage"]
    assert f"{number(reader_of('da'), days.applied.value)} dage mindst" in told
    assert "gælder fra 1. januar 2024, sidst holdt op mod loven" in told
    assert "En frist på syv dage er for kort" in told
    assert "Kan a-kassen den 2. september 2024 sætte en frist for at booke: den 9. september 2024?" in told
    assert "Nej." in told
    assert "Kim er født den" in told


def test_nothing_is_asked_for_and_no_token_of_a_person_is_there(client: FlaskClient) -> None:
    for path in ("/regler", "/regler/andre-grupper"):
        page = content(client.get(path).text)
        assert not re.search(r"<(form|input|select|textarea|button)\b", page)


def test_what_is_not_in_the_book_is_not_found(client: FlaskClient) -> None:
    assert client.get("/regler/findes-ikke").status_code == 404


def test_the_start_page_and_the_foot_of_every_page_lead_to_it(client: FlaskClient) -> None:
    assert 'href="/regler"' in content(client.get("/").text)
    assert 'href="/regler"' in client.get("/cookies").text.partition("<footer>")[2]


def test_a_browser_that_has_the_page_is_told_that_it_is_as_it_was(client: FlaskClient) -> None:
    first = client.get("/regler/cv")
    tag = first.headers["ETag"]

    again = client.get("/regler/cv", headers={"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")
    assert (again.headers["ETag"], again.headers["Cache-Control"]) == (tag, "private, no-cache")
    assert client.get("/regler/cv", headers=ENGLISH | {"If-None-Match": tag}).status_code == 200
    assert client.get("/regler/min-plan", headers={"If-None-Match": tag}).status_code == 200


def test_a_page_kept_by_one_browser_is_not_taken_for_anothers(app: Flask, client: FlaskClient) -> None:
    # Its forms carry the token of one session.
    tag = client.get("/regler/cv").headers["ETag"]

    assert app.test_client().get("/regler/cv", headers={"If-None-Match": tag}).status_code == 200


def test_whoever_is_signed_in_reads_it_too_and_the_browser_keeps_nothing(
    citizen: int, signed_in_client: SignIn
) -> None:
    answer = signed_in_client(citizen).get("/regler/cv")

    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    assert "ETag" not in answer.headers
