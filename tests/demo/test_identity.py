"""The demo's identity provider: whom it offers to be, and what it says of them."""

from datetime import UTC, datetime
from typing import Any

import pytest

from portal.demo import identity
from portal.demo.citizens import citizens
from portal.demo.staff import employees
from portal.demo.wsgi import people
from portal.settings import normalised_loa

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def provider() -> Any:
    return identity.make_provider(NOW).test_client()


def choose(provider: Any, client: str, hint: str = "") -> str:
    answer = provider.get(
        "/oauth2/authorize",
        query_string={
            "client_id": client,
            "response_type": "code",
            "redirect_uri": "http://127.0.0.1:8000/log-ind/borger/retur",
            "scope": "openid profile",
            "nonce": "n",
            "login_hint": hint,
        },
    )
    assert answer.status_code == 200
    return str(answer.text)


def test_citizens_are_offered_where_citizens_sign_in_and_caseworkers_where_they_do(provider: Any) -> None:
    to_citizens = choose(provider, identity.CITIZEN_CLIENT)
    to_caseworkers = choose(provider, identity.CASEWORKER_CLIENT)
    for citizen in citizens(NOW):
        assert f'value="{citizen.key}"' in to_citizens
        assert citizen.name in to_citizens
        assert citizen.situation in to_citizens
        assert citizen.key not in to_caseworkers
    for employee in employees():
        assert f'value="{employee.worker.subject}"' in to_caseworkers
        assert employee.worker.name in to_caseworkers
        assert employee.worker.subject not in to_citizens


def test_whoever_was_chosen_on_the_start_page_comes_first(provider: Any) -> None:
    page = choose(provider, identity.CITIZEN_CLIENT, hint="poul-dalsgaard")
    assert page.index("Poul Dalsgaard") < page.index("Freja Lindholm")
    assert page.count("Poul Dalsgaard") == 1


def test_no_page_of_the_provider_fetches_anything_from_elsewhere(provider: Any) -> None:
    pages = [
        choose(provider, identity.CITIZEN_CLIENT),
        provider.get("/oauth2/end_session").text,
        provider.post("/oauth2/end_session/confirm").text,
        provider.get("/oauth2/authorize").text,
    ]
    for page in pages:
        assert "https://" not in page
        assert "http://" not in page


def test_a_citizen_has_the_claims_of_a_mitid_broker() -> None:
    for citizen in citizens(NOW):
        claims = identity.claims_of_citizen(citizen)
        assert claims["dk.cpr"] == citizen.cpr
        assert normalised_loa(claims["loa"]) == "substantial"
        assert (claims["idp"], claims["identity_type"]) == ("mitid", "private")


def test_a_caseworker_has_no_cpr_number_and_names_the_organisation() -> None:
    for employee in employees():
        claims = identity.claims_of_employee(employee)
        assert "dk.cpr" not in claims
        assert claims["organisation"] == employee.worker.branch.code


def test_the_start_page_is_told_of_everybody_the_provider_knows() -> None:
    told = people(NOW)
    assert {p.subject for p in told if p.kind == "citizen"} == {c.key for c in citizens(NOW)}
    assert {p.subject for p in told if p.kind == "caseworker"} == {e.worker.subject for e in employees()}
    assert all(p.situation.keys() == {"da", "en"} for p in told)
