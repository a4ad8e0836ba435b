"""A reminder as a NemSMS: as others write it, and as Digital Post takes it."""

from __future__ import annotations

import uuid
from dataclasses import replace

import pytest
from lxml import etree

from portal.delivery.post import sf1601
from portal.delivery.post.memo import Sms, element
from portal.demo.digital_post import contract
from portal.demo.digital_post.contract import Refused
from portal.demo.digital_post.mailbox import Mailbox
from portal.store.cpr import Cpr
from tests.store.town import NOW

ID, NUMBER = uuid.uuid4(), "0605880003"
TEXT = "Husk: Du har en aftale tirsdag den 10. september kl. 10.00. Log på Selvbooking for at se mere."
SMS = Sms(ID, "Husk din aftale", TEXT, "90000001", "A-kassen", Cpr(NUMBER))


def test_it_is_the_message_that_another_library_writes_of_the_same_text() -> None:
    message = pytest.importorskip("python_serviceplatformen.models.message")  # not for Python 3.13
    xml_util = pytest.importorskip("python_serviceplatformen.models.xml_util")
    theirs = message.Message(
        messageHeader=message.MessageHeader(
            messageType="NEMSMS",
            messageUUID=str(ID),
            label="Husk din aftale",
            notification=TEXT,
            mandatory=False,
            legalNotification=False,
            sender=message.Sender(senderID="90000001", idType="CVR", label="A-kassen"),
            recipient=message.Recipient(recipientID=NUMBER, idType="CPR"),
        )
    )
    written = etree.fromstring(xml_util.dataclass_to_xml_string(theirs).encode())

    assert said(element(SMS)) == said(written)


def said(message: etree._Element) -> list[tuple[str, str]]:
    """Each element that says something, in order."""
    found = [(str(one.tag), (one.text or "").strip()) for one in message.iter(etree.Element)]
    return [one for one in found if one[1]]


def test_digital_post_takes_it_once_and_refuses_one_that_is_sent_as_a_letter() -> None:
    mailbox = Mailbox(exempt=frozenset({"0605880011"}))
    sent = sf1601._request(SMS)

    taken = [mailbox.take(contract.kombi_message(sent), NOW) for _ in range(2)]
    assert [new for _, new in taken] == [True, False]
    assert (taken[0][0].notification, taken[0][0].document) == (TEXT, b"")

    for wrong, code in (
        (sent.replace(b"<KombiValgKode>NemSMS", b"<KombiValgKode>Digital Post"), "ugyldig_kombi_valg"),
        (sent.replace(b">NEMSMS<", b">DIGITALPOST<"), "mangler"),
        (sf1601._request(replace(SMS, recipient=Cpr("0605880011"))), "ikke_tilmeldt"),
    ):
        with pytest.raises(Refused) as refused:
            mailbox.take(contract.kombi_message(wrong), NOW)
        assert refused.value.code == code
