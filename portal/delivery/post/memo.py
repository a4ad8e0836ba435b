"""A message of Digital Post: MeMo 1.2, as the specification has it, built element by element.

Texts keep to its limits: one that is too long is cut at a word, and never a reason not to send a letter.
The receiver's CPR number stands in the message and nowhere else.

A meeting that was moved is offered to the calendar again under the same `reservationUUID`, with its new time.
For one that was called off MeMo has nothing: such a letter only says so.
"""

from __future__ import annotations

import base64
import re
import uuid
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final

from lxml import etree

from portal.store.cpr import Cpr

NAMESPACE: Final = "https://DigitalPost.dk/MeMo-1"
VERSION: Final = "1.2"
LONGEST: Final = 256
"""Characters of a label, a description, a location, an address."""

LONGEST_NOTIFICATION: Final = 150
POST: Final = "DIGITALPOST"
SMS: Final = "NEMSMS"
APPOINTMENT: Final = "AFTALE"
SELF_SERVICE: Final = "SELVBETJENING"

_UNSEEN: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]+")


@dataclass(frozen=True, slots=True)
class Reservation:
    """A meeting for the receiver's calendar. Times are aware; `id` is the same however often it is moved."""

    id: uuid.UUID
    start: datetime
    slut: datetime
    abstract: str
    description: str
    location: str


@dataclass(frozen=True, slots=True)
class Action:
    """What the receiver may do: put a meeting in the calendar, or open `url`. One of the two is given."""

    label: str
    reservation: Reservation | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """The letter itself, as a PDF."""

    filename: str
    language: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Memo:
    """A message. `id` is a UUID of version 4, `created` aware. `notification` is read by whoever sees the
    receiver's telephone, so it says nothing but that there is a letter.
    """

    id: uuid.UUID
    created: datetime
    label: str
    notification: str
    sender_cvr: str
    sender: str
    recipient: Cpr
    document: Document
    actions: tuple[Action, ...] = ()


@dataclass(frozen=True, slots=True)
class Sms:
    """A NemSMS: a message whose `notification` is all there is. The rest as of a `Memo`."""

    id: uuid.UUID
    label: str
    notification: str
    sender_cvr: str
    sender: str
    recipient: Cpr


def element(memo: Memo | Sms) -> etree._Element:
    """The message as XML. Raises ValueError for an id, a time or an address that MeMo has no room for."""
    message = etree.Element(_name("Message"), {"memoVersion": VERSION}, {"memo": NAMESPACE})
    _header(_under(message, "MessageHeader"), memo)
    if isinstance(memo, Sms):
        return message
    body = _under(message, "MessageBody")
    _text(body, "createdDateTime", zulu(memo.created))
    main = _under(body, "MainDocument")
    _text(main, "label", cut(memo.label))
    _file(_under(main, "File"), memo.document)
    for action in memo.actions:
        _action(_under(main, "Action"), action)
    return message


def cut(text: str, most: int = LONGEST) -> str:
    """The text in one line and without signs that XML cannot hold; where too long, up to a word and `…`."""
    line = " ".join(_UNSEEN.sub(" ", text).split())
    if len(line) <= most:
        return line
    head = line[: most - 1]
    word = head.rpartition(" ")[0] if line[most - 1] != " " else head
    return f"{(word or head).rstrip(' ,;:')}…"


def zulu(moment: datetime) -> str:
    """To the second, in UTC. Raises ValueError for a time without a zone."""
    if moment.tzinfo is None:
        raise ValueError("a time without a zone cannot be sent")
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _header(header: etree._Element, memo: Memo | Sms) -> None:
    _text(header, "messageType", SMS if isinstance(memo, Sms) else POST)
    _text(header, "messageUUID", _uuid(memo.id))
    _text(header, "label", cut(memo.label))
    _text(header, "notification", cut(memo.notification, LONGEST_NOTIFICATION))
    _text(header, "mandatory", "false")
    _text(header, "legalNotification", "false")
    sender = _under(header, "Sender")
    _text(sender, "senderID", memo.sender_cvr)
    _text(sender, "idType", "CVR")
    _text(sender, "label", cut(memo.sender))
    recipient = _under(header, "Recipient")
    _text(recipient, "recipientID", memo.recipient.reveal())
    _text(recipient, "idType", "CPR")


def _file(file: etree._Element, document: Document) -> None:
    _text(file, "encodingFormat", "application/pdf")
    _text(file, "filename", document.filename)
    _text(file, "language", document.language)
    _text(file, "content", base64.b64encode(document.content).decode())


def _action(into: etree._Element, action: Action) -> None:
    _text(into, "label", cut(action.label))
    _text(into, "actionCode", APPOINTMENT if action.reservation else SELF_SERVICE)
    if action.reservation is not None:
        _reservation(_under(into, "Reservation"), action.reservation)
    if action.url is not None:
        if len(action.url) > LONGEST:
            raise ValueError("an address is too long for MeMo")
        _text(_under(into, "EntryPoint"), "url", action.url)


def _reservation(into: etree._Element, reservation: Reservation) -> None:
    _text(into, "description", cut(reservation.description))
    _text(into, "reservationUUID", _uuid(reservation.id))
    _text(into, "abstract", cut(reservation.abstract))
    _text(into, "location", cut(reservation.location))
    _text(into, "startDateTime", zulu(reservation.start))
    _text(into, "endDateTime", zulu(reservation.slut))


def _uuid(value: uuid.UUID) -> str:
    if value.version != 4:
        raise ValueError("MeMo takes UUIDs of version 4 only")
    return str(value)


def _name(tag: str) -> str:
    return f"{{{NAMESPACE}}}{tag}"


def _under(parent: etree._Element, tag: str) -> etree._Element:
    return etree.SubElement(parent, _name(tag))


def _text(parent: etree._Element, tag: str, text: str) -> None:
    _under(parent, tag).text = text
