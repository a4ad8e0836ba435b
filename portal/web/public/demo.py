"""Who can be tried in a demo: shown on its start page, signed in through the identity provider like everybody else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class DemoPerson:
    """`subject` is the name to choose at the demo's identity provider; `situation` is said in each language."""

    kind: Literal["citizen", "caseworker"]
    subject: str
    name: str
    situation: Mapping[str, str]
