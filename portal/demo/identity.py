"""The demo's identity provider: `oidc-provider-mock` that knows the demo's people, and a page to choose one.

It is a program of its own, as a MitID broker is, and the portal signs people in by it as it does in earnest.
Only its pages are replaced: its own show bare names, and fetch a style sheet from the internet. Its command
line is not used either: it logs every claim of whoever signs in, the CPR number among them.
"""

from __future__ import annotations

import os
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from authlib.deprecate import AuthlibDeprecationWarning
from jinja2 import ChoiceLoader, PackageLoader

from portal.demo.citizens import Citizen, citizens
from portal.demo.staff import Employee, employees

CITIZEN_CLIENT = "portal-citizen"
CASEWORKER_CLIENT = "portal-caseworker"
SUBSTANTIAL = "https://data.gov.dk/concept/core/nsis/Substantial"

SEEDED_AT = "PORTAL_DEMO_SEEDED_AT"
"""The variable that says, in ISO form, of which moment the demo's people are true."""


@dataclass(frozen=True)
class Chosen:
    """One button of the page."""

    subject: str
    name: str
    situation: Mapping[str, str]


@dataclass(frozen=True)
class Group:
    heading: str
    people: tuple[Chosen, ...]


def claims_of_citizen(citizen: Citizen) -> dict[str, str]:
    """What a MitID broker says of somebody, by the names Signaturgruppen's has."""
    return {
        "name": citizen.name,
        "dk.cpr": citizen.cpr,
        "loa": SUBSTANTIAL,
        "idp": "mitid",
        "identity_type": "private",
    }


def claims_of_employee(employee: Employee) -> dict[str, str]:
    return {
        "name": employee.worker.name,
        "organisation": employee.worker.branch.code,
        "loa": SUBSTANTIAL,
        "idp": "mitid",
        "identity_type": "professional",
    }


def make_provider(now: datetime) -> Any:
    """The provider as a WSGI application, for the people of the demo that was made at `now` (aware)."""
    # http will do on one's own machine.
    os.environ["AUTHLIB_INSECURE_TRANSPORT"] = "1"
    with warnings.catch_warnings():
        # The last version that runs on Python 3.11 still uses what its own libraries call outdated.
        warnings.simplefilter("ignore", AuthlibDeprecationWarning)
        import oidc_provider_mock

    known = [
        *(oidc_provider_mock.User(sub=c.key, claims=claims_of_citizen(c)) for c in citizens(now)),
        *(oidc_provider_mock.User(sub=e.worker.subject, claims=claims_of_employee(e)) for e in employees()),
    ]
    provider = oidc_provider_mock.app(require_nonce=True, user_claims=known)
    provider.debug = False
    provider.jinja_loader = ChoiceLoader([PackageLoader("portal.demo"), provider.jinja_loader])
    provider.jinja_env.globals["groups"] = {
        CITIZEN_CLIENT: Group("Borgere", tuple(_citizen(c) for c in citizens(now))),
        CASEWORKER_CLIENT: Group("Medarbejdere", tuple(_employee(e) for e in employees())),
    }
    return provider


def application() -> Any:
    """What gunicorn starts. Raises KeyError where the moment is not given."""
    return make_provider(datetime.fromisoformat(os.environ[SEEDED_AT]))


def _citizen(citizen: Citizen) -> Chosen:
    return Chosen(citizen.key, citizen.name, {"da": citizen.situation, "en": citizen.situation_en})


def _employee(employee: Employee) -> Chosen:
    words = {"da": employee.situation, "en": employee.situation_en}
    return Chosen(employee.worker.subject, employee.worker.name, words)
