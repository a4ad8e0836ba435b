"""The address of a calendar: public, opened by its token alone, which nothing else knows or tells."""

from __future__ import annotations

import hashlib
import logging
import re
from collections.abc import Iterator
from typing import Any

import pytest
import structlog
from flask.testing import FlaskClient
from sqlalchemy import select, update

from portal import logs
from portal.actions.close_calendar_feed import close_calendar_feed
from portal.store import feeds
from portal.store.feeds import Owner
from portal.store.tables import Caseworker
from portal.store.tables_feed import CalendarFeed
from portal.web.urls import ADDRESSES, Who
from tests.store.town import NOW, Town
from tests.web.calendar_feed.reading import Open


@pytest.fixture
def logging_as_it_was() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers, root.level
    yield
    structlog.reset_defaults()
    root.handlers, root.level = handlers, level


def test_who_has_left_the_organisation_has_no_calendar_any_more(
    client: FlaskClient, town: Town, open_feed: Open
) -> None:
    feed = open_feed(caseworker_id=town.a_kasse_worker)
    left = update(Caseworker).where(Caseworker.id == town.a_kasse_worker).values(active=False)
    town.database.write(lambda session: session.execute(left) and None)

    assert client.get(feed).status_code == 404


def test_a_renewed_address_opens_nothing_and_neither_does_a_closed_or_a_made_up_one(
    client: FlaskClient, town: Town, person: int, open_feed: Open
) -> None:
    first = open_feed(person_id=person)
    second = open_feed(person_id=person)
    assert client.get(first).status_code == 404
    assert client.get(second).status_code == 200

    close_calendar_feed(Owner(person_id=person), town.database, NOW)

    answers = [client.get(path) for path in (first, second, "/kalender/x.ics", "/kalender/.ics")]
    assert [answer.status_code for answer in answers] == [404] * 4
    texts = {re.sub(r'value="[^"]*"', "", answer.text) for answer in answers}
    assert len(texts) == 1  # nothing tells why


def test_the_hash_that_is_kept_opens_nothing(
    client: FlaskClient, town: Town, person: int, open_feed: Open
) -> None:
    token = open_feed(person_id=person).removeprefix("/kalender/").removesuffix(".ics")

    kept = town.database.read(lambda session: session.execute(select(CalendarFeed.token_hash)).scalar_one())

    assert len(token) >= 43  # 256 bits
    assert kept == hashlib.sha256(token.encode()).digest()
    for guess in (kept.hex(), token[:-1], token.lower(), f"{token}="):
        assert client.get(f"/kalender/{guess}.ics").status_code == 404


def test_the_token_opens_the_calendar_and_nothing_else(
    client: FlaskClient, town: Town, person: int, open_feed: Open
) -> None:
    feed = open_feed(person_id=person)
    town.book(person, town.slot())
    token = feed.removeprefix("/kalender/").removesuffix(".ics")

    answer = client.get(feed)

    assert "Set-Cookie" not in answer.headers
    for address in ADDRESSES:
        if address.who is Who.ANYBODY or "GET" not in address.methods or "<" in address.rule:
            continue
        for how in ({"query_string": {"token": token}}, {"headers": {"Authorization": f"Bearer {token}"}}):
            assert client.get(address.rule, **how).status_code == 303, address
    assert client.post(feed).status_code in (400, 405)


@pytest.mark.usefixtures("logging_as_it_was")
def test_the_token_is_never_logged_not_even_where_the_portal_fails(
    client: FlaskClient,
    person: int,
    open_feed: Open,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    feed = open_feed(person_id=person)
    token = feed.removeprefix("/kalender/").removesuffix(".ics")
    logs.configure(logging.DEBUG)
    logging.getLogger("portal").warning("GET %s", feed)  # as a server in between might
    client.get(feed)
    client.get(feed.replace(token, token[::-1]))

    def fail(*_: Any, **__: Any) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr(feeds, "meetings", fail)
    assert client.get(feed).status_code == 500

    lines = capsys.readouterr().err
    assert "request_failed" in lines
    assert "GET /kalender/[…].ics" in lines
    assert token not in lines
    assert token[::-1] not in lines
