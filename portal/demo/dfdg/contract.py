"""What a request to DFDG must be: its headers, and the fields of each kind of report.

Written from STAR's pages on Kontaktforloeb.IndkaldelseService, and on purpose with nothing of the portal's
own reports in it: where the two disagree, one of them is wrong.
"""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final, Protocol

from portal.clock import COPENHAGEN

CPR: Final = re.compile(
    r"((((0[1-9]|1[0-9]|2[0-9]|3[0-1])(01|03|05|07|08|10|12))|((0[1-9]|1[0-9]|2[0-9]|30)(04|06|09|11))"
    r"|((0[1-9]|1[0-9]|2[0-9])(02)))[0-9]{6})"
)
REQUEST_ID_LENGTH: Final = 46
CITIZEN: Final = 1
DIGITAL: Final = 8

SAMTALE_TYPES: Final[Mapping[int, str]] = {
    4: "Opfølgning",
    7: "Jobsamtale",
    8: "Henvisning",
    9: "Informationsmøde",
    10: "CV-samtale",
    11: "Formidling",
    12: "Anden samtale",
    15: "Rådighedssamtale",
    17: "Jobsamtale med a-kasse",
    19: "Fælles jobsamtale",
}
FORMS: Final = range(1, 9)
GROUPS: Final = (1, 2)
BESIDE_NO_FRIST: Final = (4, 7)
"""Types of meeting that may not lie ahead of somebody who has a deadline to book one."""


class Refused(Exception):
    """`code` says what is wrong. It holds nothing of what was sent."""

    def __init__(self, code: str, status: int = 400) -> None:
        super().__init__(code)
        self.code = code
        self.status = status


INVALID: Final = "1014"
NOT_AUTHORISED: Final = "4575"


@dataclass(frozen=True, slots=True)
class Asking:
    """Who asks, about whom. `user_type` and `user` are those of RequestUserMetadata."""

    cpr: str
    organisation: tuple[int, str]
    user_type: int
    user: str | None


Holds = Callable[[Any], bool]


class Headers(Protocol):
    """The headers of a request, whatever case they are written in."""

    def get(self, name: str, default: str, /) -> str: ...


@dataclass(frozen=True, slots=True)
class Field:
    holds: Holds
    required: bool = True
    code: str = INVALID


def _number(value: object) -> bool:
    return type(value) is int and value >= 0


def _flag(value: Any) -> bool:
    return type(value) is bool


def _moment(value: Any) -> bool:
    try:
        return datetime.fromisoformat(value).tzinfo is not None
    except (TypeError, ValueError):
        return False


def _day(value: Any) -> bool:
    try:
        return bool(date.fromisoformat(value).isoformat() == value)
    except (TypeError, ValueError):
        return False


def _link(value: Any) -> bool:
    return _text(value, 2000) and str(value).startswith("https://")


INDKALDELSE: Final[Mapping[str, Field]] = {
    "samtaleType": Field(lambda value: value in SAMTALE_TYPES, code="90001"),
    "moedeGruppeType": Field(lambda value: value in GROUPS, code="90005"),
    "afholdelsesform": Field(lambda value: value in FORMS, code="90000"),
    "moedeStarttidspunkt": Field(_moment),
    "moedeSluttidspunkt": Field(_moment, required=False),
    "varighed": Field(_number, required=False),
    "ombookingMulig": Field(_flag),
    "ombookingFrist": Field(_day, required=False),
    "aflysningMulig": Field(_flag),
    "aflysningsfrist": Field(_day, required=False),
    "selvbooket": Field(_flag, required=False),
    "ejersystemType": Field(_number, required=False),
    "digitaltMoedelink": Field(_link, required=False),
}
DELTAGELSESVALG: Final[Mapping[str, Field]] = {
    "deltagelsesvalgType": Field(lambda value: value in (1, 2)),
    "fysiskFremmoede": Field(_flag),
    "valgtTidspunkt": Field(_moment),
}
VISITATION: Final[Mapping[str, Field]] = {
    "aarsagskode": Field(lambda value: value == 45),
    "dato": Field(_day),
}
AFMELDING: Final[Mapping[str, Field]] = {
    "afmeldingsdato": Field(_day),
    "aarsagType": Field(_number, code="4340"),
}


def asking(headers: Headers) -> Asking:
    """Who asks, as every request must say. Raises Refused."""
    cpr = headers.get("x-civilregistrationIdentifier", "")
    if CPR.fullmatch(cpr) is None:
        raise Refused("1001")
    organisation, user = _json(headers, "x-activeOrganisation"), _json(headers, "x-requestUserMetadata")
    kind: Any = organisation.get("organisationTypeIdentifier")
    code: Any = organisation.get("organisationCode")
    if not _number(kind) or not 1 <= kind <= 100 or not _text(code, 20):
        raise Refused(NOT_AUTHORISED)
    if not _text(user.get("userFullName"), 140) or not _number(user.get("requestUserTypeIdentifier")):
        raise Refused(INVALID)
    return Asking(cpr, (kind, code), user["requestUserTypeIdentifier"], user.get("userIdentifier"))


def request_id(headers: Headers) -> str:
    """The id of a request that changes something. Raises Refused."""
    found = headers.get("x-requestId", "")
    if not 0 < len(found) <= REQUEST_ID_LENGTH:
        raise Refused(INVALID)
    return found


def identifier(text: str) -> str:
    """The id of an indkaldelse. Raises Refused."""
    try:
        return str(uuid.UUID(text))
    except ValueError:
        raise Refused(INVALID) from None


def check(body: Any, fields: Mapping[str, Field]) -> Mapping[str, Any]:
    """The body, where each field is what it must be. Raises Refused."""
    if not isinstance(body, dict) or body.keys() - fields.keys():
        raise Refused(INVALID)
    for name, field in fields.items():
        if name not in body:
            if field.required:
                raise Refused(INVALID)
        elif not field.holds(body[name]):
            raise Refused(field.code)
    return body


def check_indkaldelse(body: Mapping[str, Any], by: Asking, now: datetime, *, new: bool) -> None:
    """What the fields of an indkaldelse must be together, at `now` (aware). Raises Refused."""
    start = datetime.fromisoformat(body["moedeStarttidspunkt"])
    if _date(start) < _date(now):
        raise Refused("90002")
    if "moedeSluttidspunkt" in body and datetime.fromisoformat(body["moedeSluttidspunkt"]) < start:
        raise Refused("90004")
    if "ombookingFrist" in body and not body["ombookingMulig"]:
        raise Refused("90009")
    if "ombookingFrist" not in body and body["ombookingMulig"]:
        raise Refused("90010")
    if "aflysningsfrist" in body and not body["aflysningMulig"]:
        raise Refused("90014")
    if body["afholdelsesform"] == DIGITAL and "digitaltMoedelink" not in body:
        raise Refused("digitalt_moedelink_mangler")
    if new and body.get("selvbooket") and (by.user_type, by.user) != (CITIZEN, by.cpr):
        raise Refused("selvbooket_uden_borger")


def check_afmelding(body: Mapping[str, Any], now: datetime) -> None:
    """At most thirty days ahead. Raises Refused."""
    if date.fromisoformat(body["afmeldingsdato"]) > _date(now) + timedelta(days=30):
        raise Refused("4322")


def _date(moment: datetime) -> date:
    return moment.astimezone(COPENHAGEN).date()


def _text(value: Any, most: int) -> bool:
    return isinstance(value, str) and 0 < len(value) <= most


def _json(headers: Headers, name: str) -> Mapping[str, Any]:
    try:
        found = json.loads(headers.get(name, ""))
    except ValueError:
        raise Refused(INVALID) from None
    if not isinstance(found, dict):
        raise Refused(INVALID)
    return found
