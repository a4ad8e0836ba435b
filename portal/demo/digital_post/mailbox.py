"""What the double was sent, under which id, and what it has to tell of it. In memory, of one process."""

from __future__ import annotations

import base64
import hashlib
import threading
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from lxml import etree

from portal.demo.digital_post.contract import Refused, every, text_of

STATUS: Final = "http://serviceplatformen.dk/xml/print/PKO_PostStatus/1/types"
RECEIVED: Final = "Modtaget Digital Post"
DELIVERED: Final = "Afleveret Digital Post"
FAILED: Final = "Fejlet"


@dataclass(frozen=True, slots=True)
class Act:
    """A button of the message. `what`: its code; `where`: an address; times and place of an appointment."""

    label: str
    what: str
    where: str
    start: datetime | None
    slut: datetime | None
    place: str
    reservation: str


@dataclass(frozen=True, slots=True)
class Message:
    """A message that was taken, at `at` (aware). `recipient`: the day of birth, and no more of the number.

    A NemSMS has no document.
    """

    id: str
    transmission: str
    at: datetime
    title: str
    notification: str
    sender: str
    recipient: str
    filename: str
    document: bytes
    acts: tuple[Act, ...]
    digest: bytes


@dataclass(frozen=True, slots=True)
class Told:
    """A receipt that waits to be fetched."""

    id: str
    content: str


class Mailbox:
    """`exempt`: who has no Digital Post; `lost`: whose messages do not arrive after all. Safe in threads."""

    def __init__(self, exempt: frozenset[str] = frozenset(), lost: frozenset[str] = frozenset()) -> None:
        self._exempt = exempt
        self._lost = lost
        self._messages: dict[str, Message] = {}
        self._told: dict[str, Told] = {}
        self._lock = threading.Lock()

    def registered(self, cpr: str) -> bool:
        return cpr not in self._exempt

    def take(self, message: etree._Element, now: datetime) -> tuple[Message, bool]:
        """The message as it is kept, and whether it is new. Raises Refused where the receiver has no mailbox,
        or the id is another message's.
        """
        recipient = text_of(message, "MessageHeader/Recipient/recipientID")
        if not self.registered(recipient):
            raise Refused("ikke_tilmeldt", "recipientID")
        taken = _read(message, now)
        with self._lock:
            before = self._messages.get(taken.id)
            if before is not None:
                if before.digest != taken.digest:
                    raise Refused("andet_indhold", "messageUUID")
                return before, False
            self._messages[taken.id] = taken
            self._tell(taken, RECEIVED, now)
            self._tell(taken, FAILED if recipient in self._lost else DELIVERED, now)
        return taken, True

    def messages(self) -> tuple[Message, ...]:
        """The latest first."""
        with self._lock:
            return tuple(reversed(self._messages.values()))

    def message(self, message: str) -> Message | None:
        return self._messages.get(message)

    def told(self) -> tuple[Told, ...]:
        """What nobody has fetched for good, in the order in which it happened."""
        with self._lock:
            return tuple(self._told.values())

    def fetched(self, told: str) -> None:
        with self._lock:
            self._told.pop(told, None)

    def _tell(self, message: Message, status: str, now: datetime) -> None:
        root = etree.Element(f"{{{STATUS}}}PKO_PostStatus", nsmap={"post": STATUS})
        for name, value in (
            ("TransmissionId", message.transmission),
            ("MessageUUID", message.id),
            ("KanalKode", "Digital Post"),
            ("TransaktionsDatoTid", now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")),
            ("TransaktionsStatusKode", status),
        ):
            etree.SubElement(root, f"{{{STATUS}}}{name}").text = value
        content = base64.b64encode(etree.tostring(root, encoding="utf-8", xml_declaration=True)).decode()
        told = Told(str(uuid.uuid4()), content)
        self._told[told.id] = told


def _read(message: etree._Element, now: datetime) -> Message:
    number = text_of(message, "MessageHeader/Recipient/recipientID")
    return Message(
        id=text_of(message, "MessageHeader/messageUUID").lower(),
        transmission=str(uuid.uuid4()),
        at=now,
        title=text_of(message, "MessageHeader/label"),
        notification=text_of(message, "MessageHeader/notification"),
        sender=text_of(message, "MessageHeader/Sender/label"),
        recipient=f"{number[:6]}-xxxx",
        filename=text_of(message, "MessageBody/MainDocument/File/filename"),
        document=base64.b64decode(text_of(message, "MessageBody/MainDocument/File/content")),
        acts=tuple(_act(found) for found in every(message, "MessageBody/MainDocument/Action")),
        digest=hashlib.sha256(etree.tostring(message, method="c14n")).digest(),
    )


def _act(action: etree._Element) -> Act:
    return Act(
        label=text_of(action, "label"),
        what=text_of(action, "actionCode"),
        where=text_of(action, "EntryPoint/url"),
        start=_time(text_of(action, "Reservation/startDateTime")),
        slut=_time(text_of(action, "Reservation/endDateTime")),
        place=text_of(action, "Reservation/location"),
        reservation=text_of(action, "Reservation/reservationUUID"),
    )


def _time(text: str) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
