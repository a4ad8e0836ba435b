"""What a view may reach of the running portal, without importing who wired it together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from flask import current_app

from portal.settings import Settings
from portal.store.cpr import CprVault
from portal.store.database import Database
from portal.web.public.demo import DemoPerson, DemoPlace


@dataclass(frozen=True)
class Context:
    """One running portal. `demo_people` and `demo_places` are empty but in a demo."""

    settings: Settings
    database: Database
    vault: CprVault
    demo_people: tuple[DemoPerson, ...] = ()
    demo_places: tuple[DemoPlace, ...] = ()


def context() -> Context:
    return cast(Context, current_app.extensions["portal"])


def database() -> Database:
    return context().database


def settings() -> Settings:
    return context().settings
