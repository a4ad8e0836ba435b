"""Brings a report to DFDG, so that it stands there once, however often it is brought.

DFDG remembers each request id for seven days and answers a second one of the same id with 412. That says that
the request came, and not that it was carried out: so then, and where DFDG knows of another state than the
portal does, what stands there is looked up, and only what is missing is asked for, under a further id.
"""

from __future__ import annotations

import json
import re
from typing import Any, Final

from requests import Response

from portal.delivery.channel import NotNow, Row, Undeliverable
from portal.delivery.dfdg import codes
from portal.delivery.dfdg.report import Body, Report, stands
from portal.delivery.http import Http, insist_on_door
from portal.settings import DfdgSettings

_CODE: Final = re.compile(r"[A-Za-z0-9_.-]{1,40}")


class Dfdg:
    """`settings.url`: the environment; every address of `codes.toml` lies below it."""

    def __init__(self, settings: DfdgSettings) -> None:
        self._url = settings.url.rstrip("/")
        self._http = Http(settings.certificate)

    def bring(self, report: Report, row: Row) -> None:
        """Raises Undeliverable, NotNow."""
        method = _method(report, standing=report.told)
        answer = self._ask(method, report, str(row.public_id))
        if answer.ok:
            return
        if not _tells_nothing(answer):
            raise _refused(answer)
        found = self._found(report)
        if stands(report.body, found):
            return
        # At most 39 of the 46 characters: the row's own id, and which attempt it is.
        again = self._ask(
            _method(report, standing=found is not None), report, f"{row.public_id}-{row.attempts + 1}"
        )
        if again.ok:
            return
        if _tells_nothing(again):
            raise NotNow(f"dfdg_{again.status_code}")
        raise _refused(again)

    def reach(self) -> None:
        """Looks whether the service is there, and asks about nobody. Raises NotNow."""
        insist_on_door(self._http.ask("GET", self._url + codes.DELTAGELSESVALG.at))

    def _found(self, report: Report) -> Body | None:
        answer = self._ask("GET", report, None)
        if answer.status_code == 404 or _code(answer) in codes.LOOK_CODES:
            return None
        if not answer.ok:
            raise _refused(answer)
        try:
            found = answer.json()
        except ValueError:
            raise NotNow(f"dfdg_{answer.status_code}") from None
        return found if isinstance(found, dict) else None

    def _ask(self, method: str, report: Report, request_id: str | None) -> Response:
        """Without a request id it only reads."""
        body = report.body if method in (report.way.create, report.way.change) and request_id else None
        headers = {
            codes.HEADERS["person"]: report.cpr.reveal(),
            codes.HEADERS["organisation"]: json.dumps(
                {
                    "organisationTypeIdentifier": codes.ORGANISATION_TYPE[report.reporter.holder.value],
                    "organisationCode": report.reporter.code,
                }
            ),
            codes.HEADERS["user"]: json.dumps(_user(method, report)),
        }
        if request_id is not None:
            headers[codes.HEADERS["request"]] = request_id
        return self._http.ask(method, self._url + report.path, headers=headers, json=body)


def _method(report: Report, *, standing: bool) -> str:
    if report.body is None:
        return report.way.remove
    return report.way.change if standing else report.way.create


def _user(method: str, report: Report) -> dict[str, Any]:
    """A meeting that the person booked is told in their name when it is new: DFDG insists on it."""
    if report.citizen is not None and method == report.way.create:
        return {
            "userFullName": report.citizen,
            "requestUserTypeIdentifier": codes.CITIZEN,
            "userIdentifier": report.cpr.reveal(),
        }
    return {"userFullName": codes.PROCESS_NAME, "requestUserTypeIdentifier": codes.PROCESS}


def _tells_nothing(answer: Response) -> bool:
    return answer.status_code in codes.LOOK_STATUS or _code(answer) in codes.LOOK_CODES


def _refused(answer: Response) -> Undeliverable:
    return Undeliverable(f"dfdg_{_code(answer) or answer.status_code}")


def _code(answer: Response) -> str:
    """DFDG's own code of what is wrong; "" where there is none. Its words may quote what was sent."""
    try:
        said = answer.json()
    except ValueError:
        return ""
    if not isinstance(said, dict):
        return ""
    code = next((str(said[name]) for name in codes.ERROR_NAMES if said.get(name) is not None), "")
    return code if _CODE.fullmatch(code) else ""
