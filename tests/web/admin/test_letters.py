"""The administrator sees what every letter says, in every version and language, filled in for nobody."""

from __future__ import annotations

import pytest

from portal.store.tables_case import Audit
from portal.wording.letters.letter import Kind
from portal.wording.letters.texts import CURRENT
from tests.store.town import Town
from tests.web.admin.conftest import Desk


@pytest.fixture
def database_kind() -> str:
    """Nothing here is in the database."""
    return "sqlite"


def test_each_letter_is_listed_and_shown_as_a_page_and_a_file(town: Town, desk: Desk) -> None:
    administrator = desk()
    listed = administrator.open("/administration").follow("Breve")
    links = [href for href in listed.links().values() if href.startswith("/administration/breve/")]
    before = town.count(Audit)

    assert {href.split("/")[3] for href in links} == {kind.value for kind in Kind}
    for href in links:
        page = administrator.open(href)
        assert "Kim Jensen" in page.text
        kind, version = href.split("/")[3:5]
        present = CURRENT[Kind(kind)] == int(version)
        assert ("Nye breve bliver skrevet i den." if present else "skrevet i en senere") in page.text
    page = administrator.open("/administration/breve/fratagelse/1/da")
    assert "A-kassen har besluttet" in page.text
    assert "Du svarede:" in page.follow("Hørt, med svar, på papir").text
    file = administrator.client.get("/administration/breve/kvittering/1/en/pdf")
    assert (file.mimetype, file.data[:5]) == ("application/pdf", b"%PDF-")
    for missing in ("noget/1/da", "fratagelse/2/da", "fratagelse/1/en", "fratagelse/1/fr"):
        assert administrator.client.get(f"/administration/breve/{missing}").status_code == 404
    assert town.count(Audit) == before


def test_only_an_administrator_opens_them(desk: Desk) -> None:
    assert desk("team_leader").client.get("/administration/breve").status_code in (403, 404)
