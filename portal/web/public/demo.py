"""Who and what can be tried in a demo: shown on its start page, signed in through its identity provider."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class DemoPlace:
    """What else can be looked at in a demo: `name`, in each language, and where it is."""

    href: str
    name: Mapping[str, str]


@dataclass(frozen=True)
class DemoPerson:
    """`subject`: the name the demo's identity provider knows; `situation`: said in each language."""

    kind: Literal["citizen", "caseworker"]
    subject: str
    name: str
    situation: Mapping[str, str]
