"""A sender system of one's own at Digital Post: the message is handed over as it is.

Whether somebody gets Digital Post is said in the answer.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final

from lxml import etree

from portal.delivery.http import Http, insist_on_door
from portal.delivery.post import answers
from portal.delivery.post.memo import Memo, Sms, element
from portal.settings import PostSettings
from portal.store.cpr import Cpr

_WORDS: Final = answers.words("own")


class OwnSender:
    """`settings.url`: the sender system's address; it knows the certificate."""

    def __init__(self, settings: PostSettings) -> None:
        self._url = settings.url.rstrip("/")
        self._http = Http(settings.certificate)

    def registered(self, cpr: Cpr, sender_cvr: str, now: datetime, *, sms: bool = False) -> bool:
        del cpr, sender_cvr, now, sms
        return True

    def reach(self, sender_cvr: str, now: datetime, *, sms: bool = False) -> None:
        del sender_cvr, now, sms
        insist_on_door(self._http.ask("GET", self._url + _WORDS.addresses["send"]))

    def hand_over(self, memo: Memo | Sms, now: datetime) -> str | None:
        del now
        answer = self._http.ask(
            "POST",
            self._url + _WORDS.addresses["send"],
            headers={"Content-Type": "application/xml", "Accept": "application/xml"},
            data=etree.tostring(element(memo), encoding="utf-8", xml_declaration=True),
        )
        return answers.taken(answer, _WORDS)
