"""The portal as the demo serves it: the same application as everywhere, told whom its start page offers."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from portal import logs
from portal.app import create_app
from portal.demo.citizens import citizens
from portal.demo.dfdg.service import BELOW
from portal.demo.identity import SEEDED_AT
from portal.demo.staff import employees
from portal.demo.variables import DIGITAL_POST
from portal.settings import Settings
from portal.web.public.demo import DemoPerson, DemoPlace


def application() -> Any:
    """What gunicorn starts. Raises SettingsError, and KeyError where the demo's moment is not given."""
    logs.configure()
    seeded_at = datetime.fromisoformat(os.environ[SEEDED_AT])
    return create_app(
        Settings.from_environment(os.environ), demo_people=people(seeded_at), demo_places=places(os.environ)
    )


def places(environment: Mapping[str, str]) -> tuple[DemoPlace, ...]:
    """What stands in for others in this demo, and has a page."""
    if DIGITAL_POST not in environment:
        return ()
    post = {"da": "Digital Post i demoen", "en": "The demo's Digital Post (in Danish)"}
    mail = {"da": "Mail i demoen", "en": "The demo's mail (in Danish)"}
    dfdg = {"da": "DFDG i demoen", "en": "The demo's DFDG (in Danish)"}
    address = environment[DIGITAL_POST]
    return (
        DemoPlace(address, post),
        DemoPlace(f"{address}/mail", mail),
        DemoPlace(f"{address}{BELOW}/", dfdg),
    )


def people(seeded_at: datetime) -> tuple[DemoPerson, ...]:
    """Everybody the demo that was made at that moment (aware) can be tried as."""
    return (
        *(
            DemoPerson("citizen", c.key, c.name, {"da": c.situation, "en": c.situation_en})
            for c in citizens(seeded_at)
        ),
        *(
            DemoPerson(
                "caseworker", e.worker.subject, e.worker.name, {"da": e.situation, "en": e.situation_en}
            )
            for e in employees()
        ),
    )
