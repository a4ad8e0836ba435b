"""What DFDG calls things: its addresses, headers and code tables, as `codes.toml` has them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Any, Final

_ALL: Final[Mapping[str, Any]] = tomllib.loads(
    (resources.files(__package__) / "codes.toml").read_text(encoding="utf-8")
)


@dataclass(frozen=True, slots=True)
class Way:
    """One kind of thing that is told. `at`: its address below the service's own, with `{id}` where it has
    one; the others are the methods. What stands there is read from the same address.
    """

    at: str
    create: str
    change: str
    remove: str


INDKALDELSE: Final = Way(**_ALL["indkaldelse"])
DELTAGELSESVALG: Final = Way(**_ALL["deltagelsesvalg"])
VISITATION: Final = Way(**_ALL["visitation"])
AFMELDING: Final = Way(**_ALL["afmelding"])

HEADERS: Final[Mapping[str, str]] = _ALL["headers"]
ORGANISATION_TYPE: Final[Mapping[str, int]] = _ALL["organisation_type"]
SAMTALE_TYPE: Final[Mapping[str, int]] = _ALL["samtale_type"]
AFHOLDELSESFORM: Final[Mapping[str, int]] = _ALL["afholdelsesform"]
AFMELDINGSAARSAG: Final[Mapping[str, int]] = _ALL["afmeldingsaarsag"]
VALG: Final[Mapping[str, int]] = _ALL["valg"]
INDIVIDUEL: Final[int] = _ALL["moede_gruppe_type"]["individuel"]

CITIZEN: Final[int] = _ALL["user"]["citizen"]
PROCESS: Final[int] = _ALL["user"]["process"]
PROCESS_NAME: Final[str] = _ALL["user"]["process_name"]

LOOK_STATUS: Final = frozenset[int](_ALL["answers"]["look"])
LOOK_CODES: Final = frozenset[str](_ALL["answers"]["unknown"])
ERROR_NAMES: Final = tuple[str, ...](_ALL["answers"]["error_names"])
