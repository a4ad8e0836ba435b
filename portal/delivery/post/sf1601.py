"""KOMBIT's SF1601: whether somebody gets Digital Post is asked first, then the message is handed over.

https://digitaliseringskataloget.dk/integration/sf1601
"""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Final

from lxml import etree
from requests import Response

from portal.delivery.channel import NotNow
from portal.delivery.http import Http, insist_on_door
from portal.delivery.post import answers
from portal.delivery.post.access import Access
from portal.delivery.post.memo import Memo, Sms, element, zulu
from portal.settings import PostSettings
from portal.store.cpr import Cpr

_WORDS: Final = answers.words("sf1601")
_AT: Final = _WORDS.addresses

NOBODY: Final = Cpr("3112364000")
"""Somebody born on 31 December 2036: nobody, until then."""


class Sf1601:
    """`settings.url`: the environment. Where no token address is set, none is fetched."""

    def __init__(self, settings: PostSettings) -> None:
        self._url = settings.url.rstrip("/")
        self._http = Http(settings.certificate)
        self._access: Access | None = None
        if settings.token_url and settings.certificate:
            self._access = Access(
                self._http, settings.certificate, settings.token_url, self._url + _AT["token"]
            )

    def registered(self, cpr: Cpr, sender_cvr: str, now: datetime, *, sms: bool = False) -> bool:
        answer = self._lookup(cpr, sender_cvr, now, sms)
        try:
            found = answer.json()["result"]
        except (ValueError, KeyError, TypeError):
            raise NotNow(f"http_{answer.status_code}") from None
        return str(found).lower() == "true"

    def reach(self, sender_cvr: str, now: datetime, *, sms: bool = False) -> None:
        insist_on_door(self._lookup(NOBODY, sender_cvr, now, sms))

    def hand_over(self, memo: Memo | Sms, now: datetime) -> str | None:
        headers = self._headers(memo.id, _AT["send_entity"], memo.sender_cvr, now)
        headers |= {"Content-Type": "application/xml", "Accept": "application/xml"}
        answer = self._http.ask("POST", self._url + _AT["send"], headers=headers, data=_request(memo))
        return answers.taken(answer, _WORDS)

    def _lookup(self, cpr: Cpr, sender_cvr: str, now: datetime, sms: bool) -> Response:
        headers = self._headers(uuid.uuid4(), _AT["lookup_entity"], sender_cvr, now)
        where = self._url + _AT["lookup_sms" if sms else "lookup"]
        return self._http.ask("GET", where, headers=headers, params={"cprNumber": cpr.reveal()})

    def _headers(self, transaction: uuid.UUID, entity: str, cvr: str, now: datetime) -> dict[str, str]:
        headers = {"X-TransaktionsId": str(transaction), "X-TransaktionsTid": zulu(now)}
        if self._access is not None:
            headers["Authorization"] = self._access.header(entity, cvr, now)
        return headers


def _request(memo: Memo | Sms) -> bytes:
    request = etree.Element("kombi_request")
    chosen = _AT["kombi_valg_sms" if isinstance(memo, Sms) else "kombi_valg"]
    etree.SubElement(request, "KombiValgKode").text = chosen
    request.append(element(memo))
    written: bytes = etree.tostring(request, encoding="utf-8", xml_declaration=True)
    return written
