"""A letter as a message of Digital Post: as others write it, within its limits, whatever it says."""

from __future__ import annotations

import base64
import uuid
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from portal.delivery.post.memo import NAMESPACE, Action, Document, Memo, Reservation, cut, element
from portal.demo.digital_post import contract
from portal.demo.digital_post.contract import Refused
from portal.store.cpr import Cpr

ID, MEETING = uuid.uuid4(), uuid.uuid4()
AT = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
SUMMER = timezone(timedelta(hours=2))
NUMBER = "0605880003"
URL = "https://selvbooking.example/samtale/1/flyt"

RESERVATION = Reservation(
    id=MEETING,
    start=datetime(2026, 6, 1, 10, 0, tzinfo=SUMMER),
    slut=datetime(2026, 6, 1, 10, 45, tzinfo=SUMMER),
    abstract="Aftale",
    description="Læs mere i brevet.",
    location="Gaden 1, 1620 København V",
)
LETTER = Memo(
    id=ID,
    created=AT,
    label="Du er indkaldt & skal møde <nu>",
    notification="Du har fået et nyt brev i Digital Post.",
    sender_cvr="90000001",
    sender="A-kassen",
    recipient=Cpr(NUMBER),
    document=Document("brev-2026-11-20.pdf", "da", b"%PDF-1.7 ..."),
    actions=(Action("Læg aftalen i din kalender", RESERVATION), Action("Flyt samtalen", url=URL)),
)


def test_it_is_the_message_that_another_library_writes_of_the_same_letter() -> None:
    message = pytest.importorskip("python_serviceplatformen.models.message")  # not for Python 3.13
    xml_util = pytest.importorskip("python_serviceplatformen.models.xml_util")
    theirs = message.Message(
        messageHeader=message.MessageHeader(
            messageType="DIGITALPOST",
            messageUUID=str(ID),
            label=LETTER.label,
            notification=LETTER.notification,
            mandatory=False,
            legalNotification=False,
            sender=message.Sender(senderID="90000001", idType="CVR", label="A-kassen"),
            recipient=message.Recipient(recipientID=NUMBER, idType="CPR"),
        ),
        messageBody=message.MessageBody(
            createdDateTime=AT,
            mainDocument=message.MainDocument(
                label=LETTER.label,
                files=(
                    message.File(
                        encodingFormat="application/pdf",
                        filename="brev-2026-11-20.pdf",
                        language="da",
                        content=base64.b64encode(b"%PDF-1.7 ...").decode(),
                    ),
                ),
                actions=(
                    message.Action(
                        label="Læg aftalen i din kalender",
                        actionCode="AFTALE",
                        reservation=message.Reservation(
                            description="Læs mere i brevet.",
                            reservationUUID=str(MEETING),
                            abstract="Aftale",
                            location="Gaden 1, 1620 København V",
                            startDateTime=datetime(2026, 6, 1, 8, 0, tzinfo=UTC),
                            endDateTime=datetime(2026, 6, 1, 8, 45, tzinfo=UTC),
                        ),
                    ),
                    message.Action(
                        label="Flyt samtalen",
                        actionCode="SELVBETJENING",
                        entryPoint=message.EntryPoint(url=URL),
                    ),
                ),
            ),
        ),
    )

    written = etree.fromstring(xml_util.dataclass_to_xml_string(theirs).encode())

    assert canonical(element(LETTER)) == canonical(written)


def test_it_keeps_the_contract_and_shows_the_number_in_one_place_only() -> None:
    written = etree.tostring(element(LETTER))

    message = contract.plain_message(written)

    assert written.count(NUMBER.encode()) == 1
    assert contract.text_of(message, "MessageHeader/Recipient/recipientID") == NUMBER
    assert NUMBER not in repr(LETTER)


@given(st.text(max_size=600), st.sampled_from([150, 256]))
def test_no_text_is_too_long_or_holds_what_xml_cannot(text: str, most: int) -> None:
    short = cut(text, most)

    assert len(short) <= most
    assert etree.fromstring(etree.tostring(_with_text(short))).text == (short or None)


def test_a_text_that_is_too_long_is_cut_at_a_word() -> None:
    title = "Du skal komme til samtale " * 12
    long = replace(LETTER, label=title, sender=title, notification=title)

    message = contract.plain_message(etree.tostring(element(long)))

    for path in ("label", "Sender/label", "notification"):
        text = contract.text_of(message, f"MessageHeader/{path}")
        assert text.endswith(("Du…", "skal…", "komme…", "til…", "samtale…"))
    assert cut("x" * 300) == "x" * 255 + "…"
    assert cut("kort") == "kort"


@pytest.mark.parametrize(
    "wrong",
    [
        {"id": uuid.uuid1()},
        {"created": AT.replace(tzinfo=None)},
        {"actions": (Action("Flyt", url=f"https://selvbooking.example/{'x' * 256}"),)},
        {"actions": (Action("Aftale", replace(RESERVATION, id=uuid.uuid5(ID, "x"))),)},
    ],
)
def test_what_memo_has_no_room_for_is_never_sent(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"zone|version 4|too long"):
        element(replace(LETTER, **wrong))


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (("https://DigitalPost.dk/MeMo-1", "https://DigitalPost.dk/MeMo-2"), "forkert_namespace"),
        (('xmlns:memo="', 'xmlns:m="'), "ugyldig_xml"),
        (("memo:", "m:"), "ugyldig_xml"),
        (('memoVersion="1.2"', 'memoVersion="1.1"'), "forkert_version"),
        (('memoVersion="1.2"', 'memoVersion="1.2" memoSchVersion="1.1.0"'), "forkert_version"),
        ((str(ID), str(uuid.uuid1())), "ugyldig_vaerdi"),
        ((str(MEETING), "1"), "ugyldig_vaerdi"),
        ((NUMBER, "3213880003"), "ugyldigt_cpr"),
        (("90000001", "9000001"), "ugyldigt_cvr"),
        ((">Aftale<", f">{'x' * 257}<"), "ugyldig_vaerdi"),
        (("Du har fået", "x" * 151), "ugyldig_vaerdi"),
        (("08:45:00Z", "08:45:00+00:00"), "ugyldig_vaerdi"),
        (("08:45:00Z", "07:45:00Z"), "ugyldig_vaerdi"),
        ((URL, "http://selvbooking.example/"), "ugyldig_vaerdi"),
        (("SELVBETJENING", "RING"), "ugyldig_vaerdi"),
        (("SELVBETJENING", "AFTALE"), "mangler"),
        (("<memo:idType>CPR</memo:idType>", ""), "mangler"),
        (("<memo:idType>CPR</memo:idType>", "<memo:idType>CPR</memo:idType><memo:x/>"), "uventet_element"),
    ],
)
def test_the_double_refuses_what_the_real_service_would(change: tuple[str, str], code: str) -> None:
    spoiled = etree.tostring(element(LETTER), encoding="unicode").replace(*change)

    with pytest.raises(Refused) as refusal:
        contract.plain_message(spoiled.encode())

    assert refusal.value.code == code
    assert NUMBER not in str(refusal.value)


def canonical(root: etree._Element) -> bytes:
    """As C14N has it, without the namespaces that stand there unused."""
    etree.cleanup_namespaces(root, top_nsmap={"memo": NAMESPACE})
    written: bytes = etree.tostring(root, method="c14n", exclusive=True)
    return written


def _with_text(text: str) -> etree._Element:
    found = etree.Element("x")
    found.text = text
    return found
