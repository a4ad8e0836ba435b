"""What a file looks like: one in CSV and one in JSON, of somebody who is nobody."""

from __future__ import annotations

import json
from typing import Any, Final

from portal.policy.facts import Aktoer
from portal.store.views import OrganisationView

CPR: Final = "ddmmaaxxxx"
_COLUMNS: Final = (
    "cpr",
    "felt",
    "vaerdi",
    "kode",
    "fra",
    "til",
    "aarsag",
    "dato",
    "maaned",
    "timer",
    "registreret",
    "fyldestgoerende",
    "skriftlig",
)


def csv_text(own: OrganisationView) -> str:
    """With `;` between cells. It begins with the mark by which a spreadsheet knows UTF-8."""
    lines = [";".join(_COLUMNS)]
    for felt, parts in _facts(own):
        cells = {"cpr": CPR, "felt": felt, **{name: _cell(value) for name, value in parts.items()}}
        lines.append(";".join(cells.get(column, "") for column in _COLUMNS))
    return "\ufeff" + "\r\n".join(lines) + "\r\n"


def json_text(own: OrganisationView) -> str:
    person: dict[str, Any] = {"cpr": CPR}
    for felt, parts in _facts(own):
        if list(parts) in (["vaerdi"], ["dato"], ["kode"]):
            person[felt] = next(iter(parts.values()))
        else:
            person.setdefault(felt, []).append(parts)
    return json.dumps({"personer": [person]}, ensure_ascii=False, indent=2) + "\n"


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nej"
    return str(value).replace(".", ",") if isinstance(value, float) else str(value)


def _facts(own: OrganisationView) -> list[tuple[str, dict[str, Any]]]:
    both: list[tuple[str, dict[str, Any]]] = [
        ("navn", {"vaerdi": "Navn Navnesen"}),
        ("adresse", {"vaerdi": "Gaden 1, 2. tv."}),
        ("postnummer", {"vaerdi": "5000"}),
        ("by", {"vaerdi": "Odense C"}),
        ("tilmelding", {"fra": "2024-08-05", "til": "2024-09-15", "aarsag": "arbejde"}),
        ("tilmelding", {"fra": "2024-10-01"}),
    ]
    if own.holder is Aktoer.JOBCENTER:
        return [
            *both,
            ("kommune", {"kode": own.code}),
            ("loentilskud", {"maaned": "2024-11", "timer": 80.25}),
        ]
    return [
        *both,
        ("a_kasse", {"kode": own.code}),
        ("indplacering", {"dato": "2024-08-05"}),
        ("forbrug", {"maaned": "2024-08", "timer": 140.6, "registreret": "2024-08-31"}),
        ("cv", {"dato": "2024-08-12", "fyldestgoerende": True}),
        ("vejledning", {"dato": "2024-08-06", "skriftlig": True}),
    ]
