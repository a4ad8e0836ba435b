"""What the services of Digital Post answer: refused or for later, a line that is down, a token, a receipt."""

from __future__ import annotations

import json
import uuid
from datetime import timedelta
from typing import Any

import pytest
import requests

from portal.delivery import post
from portal.delivery.channel import NotNow, Undeliverable
from portal.delivery.http import Http
from portal.delivery.post.access import Access
from portal.delivery.post.receipts import read
from portal.settings import PostSettings
from tests.delivery.test_memo import LETTER
from tests.store.town import NOW

CVR = "90000001"


@pytest.mark.parametrize("way", ["sf1601", "own"])
@pytest.mark.parametrize(
    ("status", "content", "error"),
    [
        (503, b"", NotNow("http_503")),
        (403, b"", NotNow("http_403")),
        (429, b"", NotNow("http_429")),
        (400, b"<r><FejlId>ugyldigt_cpr</FejlId></r>", Undeliverable("refused_ugyldigt_cpr")),
        (400, b"<r><FejlId>0102900001 Kim Jensen</FejlId></r>", Undeliverable("http_400")),
        (422, b"not xml", Undeliverable("http_422")),
        (400, b"<r><FejlId>teknisk_fejl</FejlId><code>internal.error</code></r>", None),
        (200, b"<r><Result>false</Result><FejlId>x</FejlId></r>", Undeliverable("refused_x")),
    ],
)
def test_what_is_refused_is_given_up_and_what_may_pass_is_tried_again(
    monkeypatch: pytest.MonkeyPatch, way: str, status: int, content: bytes, error: Exception | None
) -> None:
    def answer(_method: str, url: str, **asked: Any) -> requests.Response:
        assert asked["timeout"] == (5, 20)
        assert asked["cert"] == "/a/file.pem"
        found = requests.Response()
        found.status_code = status
        found._content = content
        if "PostForespoerg" in url:
            found.status_code, found._content = 200, b'{"result": true}'
        return found

    monkeypatch.setattr(requests, "request", answer)
    expected = error or (NotNow("teknisk_fejl") if way == "sf1601" else Undeliverable("refused_teknisk_fejl"))
    with pytest.raises(type(expected)) as raised:
        _sent(way)
    assert str(raised.value) == str(expected)


@pytest.mark.parametrize(
    "broken", [requests.Timeout("…?cprNumber=0102900001"), requests.ConnectionError("…")]
)
def test_a_line_that_is_down_says_nothing_of_whom_it_was_about(
    monkeypatch: pytest.MonkeyPatch, broken: Exception
) -> None:
    def down(*_asked: Any, **_more: Any) -> requests.Response:
        raise broken

    monkeypatch.setattr(requests, "request", down)
    with pytest.raises(NotNow) as raised:
        _sent("sf1601")
    assert str(raised.value) in {"timeout", "no_answer"}
    assert raised.value.__cause__ is None
    assert raised.value.__suppress_context__


def test_an_access_token_is_fetched_once_for_as_long_as_it_holds(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    asked: list[str] = []

    def answer(_method: str, url: str, **content: Any) -> requests.Response:
        asked.append(url)
        if "issue" in url:
            assert content["json"]["AnvenderKontekst"] == {"Cvr": CVR}
            given: Any = {"RequestedSecurityToken": {"Assertion": "saml"}}
        else:
            assert content["data"] == {"saml-token": "saml"}
            given = {"token_type": "Holder-of-key", "access_token": f"t{len(asked)}", "expires_in": 3600}
        found = requests.Response()
        found.status_code = 200
        found._content = json.dumps(given).encode()
        return found

    monkeypatch.setattr(requests, "request", answer)
    monkeypatch.setattr(Access, "_public_part", lambda _self: "MII…")
    access = Access(
        Http("/a/file.pem"), "/a/file.pem", "https://sts.example/issue", "https://sp.example/token"
    )

    first = access.header("a-service", CVR, NOW)
    same = access.header("a-service", CVR, NOW + timedelta(minutes=50))
    another = access.header("a-service", CVR, NOW + timedelta(minutes=56))

    assert first == same == "Holder-of-key t2"
    assert another == "Holder-of-key t4"


def test_a_receipt_is_read_whatever_zone_it_is_written_in_and_nothing_else_is_one() -> None:
    message = uuid.uuid4()

    def told(
        status: str = "Afleveret Digital Post", at: str = "2026-06-01T10:00:00", name: str = "MessageUUID"
    ) -> bytes:
        inside = f"<{name}>{message}</{name}><TransaktionsDatoTid>{at}</TransaktionsDatoTid>"
        return (
            f'<PKO_PostStatus xmlns="urn:x">{inside}'
            f"<TransaktionsStatusKode>{status}</TransaktionsStatusKode></PKO_PostStatus>"
        ).encode()

    naive, zulu = read(told()), read(told(at="2026-06-01T08:00:00Z"))
    assert naive is not None
    assert zulu is not None
    assert naive.at == zulu.at
    assert naive.arrived
    failed = read(told("Fejlet"))
    assert failed is not None
    assert failed.failed
    assert not failed.arrived
    for other in (b"x", told("Ukendt"), told(at="i går"), told(name="Andet")):
        assert read(other) is None
    evil = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'
    assert read(evil) is None


def _sent(way: str) -> str | None:
    sender = post.WAYS[way](PostSettings(way, "https://post.example", certificate="/a/file.pem"))
    sender.registered(LETTER.recipient, CVR, NOW)
    return sender.hand_over(LETTER, NOW)
