"""What a message of MeMo 1.2 must be: which elements, in which order, how often, and what may stand in them.

Written from the specification, and on purpose with nothing of the portal's own message in it: where the two
disagree, one of them is wrong.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from lxml import etree
from stdnum.dk import cpr as stdnum_cpr
from stdnum.exceptions import ValidationError

MEMO: Final = "https://DigitalPost.dk/MeMo-1"
PREFIX: Final = "memo"
SMS: Final = "NEMSMS"
CHOICES: Final = ("Digital Post", "NemSMS", "Automatisk Valg", "Fysisk Post")

_UUID: Final = re.compile(
    r"[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-4[0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}"
)
_URL: Final = re.compile(r"https://\S+|http://(localhost|127\.0\.0\.1|\[::1\])(:\d+)?(/\S*)?")
_ACTIONS: Final = (
    "AFTALE",
    "BETALING",
    "SELVBETJENING",
    "INFORMATION",
    "UNDERSKRIV",
    "BEKRAEFT",
    "FORBEREDELSE",
    "TILMELDING",
)


class Refused(ValueError):
    """`code` says what is wrong, `where` in which element. Neither holds anything of what stood there."""

    def __init__(self, code: str, where: str = "") -> None:
        super().__init__(code, where)
        self.code = code
        self.where = where


Holds = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Part:
    """An element below another. `holds`: what its text must be; None: it has elements of its own."""

    name: str
    holds: Holds | None
    least: int = 1
    most: int = 1


def _text(most: int) -> Holds:
    return lambda text: 0 < len(text) <= most


def _one_of(*words: str) -> Holds:
    return lambda text: text in words


def _matches(form: re.Pattern[str], most: int = 256) -> Holds:
    return lambda text: len(text) <= most and form.fullmatch(text) is not None


def _is_zulu(text: str) -> bool:
    try:
        datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ")  # noqa: DTZ007 - the Z is the zone
    except ValueError:
        return False
    return True


def _is_base64(text: str) -> bool:
    try:
        return len(base64.b64decode(text, validate=True)) > 0
    except binascii.Error:
        return False


def is_cpr(text: str) -> bool:
    """Ten digits that begin with a date; the old check digit is not asked for."""
    if re.fullmatch(r"\d{10}", text) is None:
        return False
    try:
        stdnum_cpr.get_birth_date(text)
    except ValidationError:
        return False
    return True


def is_uuid(text: str) -> bool:
    return _UUID.fullmatch(text) is not None


def is_zulu(text: str) -> bool:
    return _is_zulu(text)


_LABEL: Final = _text(256)
_WHO: Final = _one_of("CPR", "CVR")

ORDER: Final[dict[str, tuple[Part, ...]]] = {
    "Message": (Part("MessageHeader", None), Part("MessageBody", None, 0)),
    "MessageHeader": (
        Part("messageType", _one_of("DIGITALPOST", SMS)),
        Part("messageUUID", is_uuid),
        Part("messageID", _LABEL, 0),
        Part("messageCode", _LABEL, 0),
        Part("label", _LABEL),
        Part("notification", _text(150), 0),
        Part("mandatory", _one_of("true", "false"), 0),
        Part("legalNotification", _one_of("true", "false"), 0),
        Part("Sender", None),
        Part("Recipient", None),
    ),
    "Sender": (Part("senderID", _LABEL), Part("idType", _WHO), Part("label", _LABEL)),
    "Recipient": (Part("recipientID", _LABEL), Part("idType", _WHO), Part("label", _LABEL, 0)),
    "MessageBody": (Part("createdDateTime", _is_zulu), Part("MainDocument", None)),
    "MainDocument": (
        Part("mainDocumentID", _LABEL, 0),
        Part("label", _LABEL, 0),
        Part("File", None, 1, 10),
        Part("Action", None, 0, 10),
    ),
    "File": (
        Part("encodingFormat", _one_of("application/pdf", "text/plain", "text/html")),
        Part("filename", _LABEL),
        Part("language", _matches(re.compile(r"[a-z]{2}"))),
        Part("content", _is_base64),
    ),
    "Action": (
        Part("label", _LABEL),
        Part("actionCode", _one_of(*_ACTIONS)),
        Part("startDateTime", _is_zulu, 0),
        Part("endDateTime", _is_zulu, 0),
        Part("Reservation", None, 0),
        Part("EntryPoint", None, 0),
    ),
    "Reservation": (
        Part("description", _LABEL),
        Part("reservationUUID", is_uuid),
        Part("abstract", _LABEL),
        Part("location", _LABEL),
        Part("startDateTime", _is_zulu),
        Part("endDateTime", _is_zulu),
        Part("organizerMail", _LABEL, 0),
        Part("organizerName", _LABEL, 0),
    ),
    "EntryPoint": (Part("url", _matches(_URL)),),
}
"""The part of MeMo 1.2 that a letter with a main document uses."""


def kombi_message(content: bytes) -> etree._Element:
    """The message inside a `kombi_request`. Raises Refused."""
    root = _parsed(content)
    if root.tag != "kombi_request":
        raise Refused("ugyldig_kombi_request")
    choice = root.find("KombiValgKode")
    if choice is None or choice.text not in CHOICES or root[0] is not choice:
        raise Refused("ugyldig_kombi_valg", "KombiValgKode")
    if len(root) != 2:
        raise Refused("ugyldig_kombi_request")
    message = _checked(root[1])
    if choice.text != ("NemSMS" if is_sms(message) else "Digital Post"):
        raise Refused("ugyldig_kombi_valg", "KombiValgKode")
    return message


def plain_message(content: bytes) -> etree._Element:
    """The message as it stands. Raises Refused."""
    return _checked(_parsed(content))


def is_sms(message: etree._Element) -> bool:
    """Whether it is a NemSMS: a header and nothing else."""
    return text_of(message, "MessageHeader/messageType") == SMS


def text_of(message: etree._Element, path: str) -> str:
    """The text at `path` (names parted by `/`); "" where there is none."""
    found = message.findtext("/".join(f"{{{MEMO}}}{name}" for name in path.split("/")))
    return found or ""


def every(message: etree._Element, path: str) -> list[etree._Element]:
    return message.findall("/".join(f"{{{MEMO}}}{name}" for name in path.split("/")))


def _parsed(content: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise Refused("ugyldig_xml") from None


def _checked(message: etree._Element) -> etree._Element:
    if message.tag != f"{{{MEMO}}}Message":
        raise Refused("forkert_namespace", "Message")
    if any(found.prefix != PREFIX for found in message.iter(etree.Element)):
        raise Refused("forkert_praefiks", "Message")
    if message.items() != [("memoVersion", "1.2")]:
        raise Refused("forkert_version", "Message")
    _check(message, "Message")
    if is_sms(message) != (not every(message, "MessageBody")):
        raise Refused("uventet_element" if is_sms(message) else "mangler", "MessageBody")
    if is_sms(message) and not text_of(message, "MessageHeader/notification"):
        raise Refused("mangler", "notification")
    for kind, number in (("Sender", "senderID"), ("Recipient", "recipientID")):
        _check_number(message, f"MessageHeader/{kind}", number)
    for action in every(message, "MessageBody/MainDocument/Action"):
        _check_action(action)
    return message


def _check(element: etree._Element, name: str) -> None:
    left = list(element)
    for part in ORDER[name]:
        count = 0
        while left and left[0].tag == f"{{{MEMO}}}{part.name}" and count < part.most:
            _check_part(left.pop(0), part)
            count += 1
        if count < part.least:
            raise Refused("mangler", part.name)
    if left:
        raise Refused("uventet_element", name)


def _check_part(element: etree._Element, part: Part) -> None:
    if part.holds is None:
        _check(element, part.name)
    elif len(element) or not part.holds(element.text or ""):
        raise Refused("ugyldig_vaerdi", part.name)


def _check_number(message: etree._Element, path: str, name: str) -> None:
    kind, number = text_of(message, f"{path}/idType"), text_of(message, f"{path}/{name}")
    if kind == "CPR" and not is_cpr(number):
        raise Refused("ugyldigt_cpr", name)
    if kind == "CVR" and re.fullmatch(r"\d{8}", number) is None:
        raise Refused("ugyldigt_cvr", name)


def _check_action(action: etree._Element) -> None:
    needed = {"AFTALE": "Reservation", "SELVBETJENING": "EntryPoint"}.get(text_of(action, "actionCode"))
    if needed is not None and not every(action, needed):
        raise Refused("mangler", needed)
    for reservation in every(action, "Reservation"):
        if text_of(reservation, "endDateTime") <= text_of(reservation, "startDateTime"):
            raise Refused("ugyldig_vaerdi", "endDateTime")
