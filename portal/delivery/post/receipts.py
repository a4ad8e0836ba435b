"""What Digital Post tells afterwards: that a letter is in the person's mailbox, or could not be put there.

KOMBIT tells it by Beskedfordeleren, as messages of the kind PKO_PostStatus. They are fetched over HTTP from
what stands in front of its queue: a list of messages in base64, each of which is deleted once it was taken.
"""

from __future__ import annotations

import base64
import tomllib
import uuid
from collections.abc import Iterable
from datetime import datetime
from importlib import resources
from typing import Any, Final
from zoneinfo import ZoneInfo

import structlog
from lxml import etree

from portal.actions.letter_arrived import letter_arrived
from portal.actions.send_letter import TOPIC
from portal.delivery.channel import NotNow
from portal.delivery.http import Http
from portal.delivery.post.answers import parsed
from portal.delivery.post.channel import ON_PAPER
from portal.delivery.post.ports import Receipt, Receipts, Waiting
from portal.settings import PostSettings
from portal.store import outbox, post
from portal.store.database import Database, Session

_KNOWN: Final[dict[str, list[str]]] = tomllib.loads(
    (resources.files(__package__) / "status.toml").read_text(encoding="utf-8")
)
_DANISH: Final = ZoneInfo("Europe/Copenhagen")
_log = structlog.get_logger(__name__)


class HttpReceipts:
    """The messages that wait at `settings.receipts_url`."""

    def __init__(self, settings: PostSettings) -> None:
        self._url = (settings.receipts_url or "").rstrip("/")
        self._http = Http(settings.certificate)

    def waiting(self) -> Iterable[Waiting]:
        answer = self._http.ask("GET", self._url)
        try:
            found: list[dict[str, Any]] = answer.json()["beskeder"]
            return [Waiting(str(one["id"]), read(base64.b64decode(one["besked"]))) for one in found]
        except (ValueError, KeyError, TypeError):
            raise NotNow(f"http_{answer.status_code}") from None

    def done(self, key: str) -> None:
        self._http.ask("DELETE", f"{self._url}/{key}")


def receive(database: Database, source: Receipts, now: datetime) -> int:
    """Takes what is waiting, each in a transaction of its own; gives how many there were. `now`: aware.

    One that is told twice changes nothing the second time. Raises NotNow, Busy.
    """
    taken = 0
    for one in source.waiting():
        if one.receipt is None:
            _log.warning("post.receipt_unread")
        else:
            _take(database, one.receipt, now)
        source.done(one.key)
        taken += 1
    return taken


def read(content: bytes) -> Receipt | None:
    """A PKO_PostStatus; None for anything else, and for a status that is not known."""
    root = parsed(content)
    if root is None:
        return None
    said = {etree.QName(e).localname: (e.text or "").strip() for e in root.iter(etree.Element)}
    status = said.get("TransaktionsStatusKode", "").lower()
    if status not in {word for words in _KNOWN.values() for word in words}:
        return None
    try:
        at = datetime.fromisoformat(said["TransaktionsDatoTid"])
        message = uuid.UUID(said["MessageUUID"])
    except (KeyError, ValueError):
        return None
    at = at if at.tzinfo is not None else at.replace(tzinfo=_DANISH)
    return Receipt(message, at, arrived=status in _KNOWN["arrived"], failed=status in _KNOWN["failed"])


def _take(database: Database, receipt: Receipt, now: datetime) -> None:
    def work(session: Session) -> None:
        letter = post.letter_of_message(session, receipt.message)
        if letter is None:
            _log.warning("post.receipt_of_nothing", message=str(receipt.message))
        elif receipt.arrived:
            letter_arrived(session, letter, min(receipt.at, now))
        elif receipt.failed:
            _on_paper(session, letter, receipt.message, now)

    database.write(work)


def _on_paper(session: Session, letter: uuid.UUID, message: uuid.UUID, now: datetime) -> None:
    """It goes the way of every letter once more, which now leads to paper; once for each message."""
    found = post.letter(session, letter)
    if found is None or post.went_on_paper(session, message):
        return
    again = {"letter": str(letter), ON_PAPER: str(message)}
    outbox.enqueue(session, TOPIC, again, found.person_id, now)
