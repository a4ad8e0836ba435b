"""An empty portal takes in its first organisation; its administrator goes on from there."""

from __future__ import annotations

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient

from portal.cli import main
from portal.store import caseworkers
from portal.store.database import Database
from tests.conftest import claims_of_caseworker, environment_for, sign_in_at
from tests.web.citizen.browser import Browser
from tests.web.provider import Provider

TAKE_IN = (
    *("add-organisation", "--holder", "jobcenter", "--code", "0751", "--name", "Jobcenter Aarhus"),
    *("--administrator", "hassan-1", "--administrator-name", "Hassan Andersen"),
)


@pytest.fixture
def database_kind() -> str:
    return "sqlite"


def test_an_empty_organisation_is_set_up_by_its_first_administrator(
    migrated_url: str, database: Database, client: FlaskClient, provider: Provider
) -> None:
    taken_in = CliRunner().invoke(main, TAKE_IN, env=environment_for(migrated_url))
    again = CliRunner().invoke(main, TAKE_IN, env=environment_for(migrated_url))

    assert taken_in.output == "Hassan Andersen can sign in and set up Jobcenter Aarhus.\n"
    assert again.exit_code == 1
    assert "has an administrator" in again.output
    hassan = database.read(lambda session: caseworkers.find_by_subject(session, "0751", "hassan-1"))
    assert hassan is not None
    sign_in_at("sagsbehandler", client, provider, claims_of_caseworker(database, hassan.id))
    browser = Browser(client, hassan.id)
    assert "Der mangler et telefonnummer." in browser.open("/administration").text
    assert browser.open("/administration/kontor").value("kommune_code") == "0751"
    for page in ("/sagsbehandler", "/tal", "/administration/kontorer", "/administration/teams"):
        assert browser.open(page).status == 200
