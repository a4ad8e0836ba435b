"""What nobody can see is taken out of what is sent; nothing that can be read is."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import time_machine
from flask import request
from flask.testing import FlaskClient

from portal.app import create_app
from portal.policy.facts import Samtaleform
from portal.settings import Settings
from tests.actions.courses import in_the_a_kasse
from tests.conftest import SignIn
from tests.store.town import NOW, TEN, Town
from tests.web.caseworker.conftest import page_of

READABLE = "Å\u00e5 \t=1+1\r\n\u202e\U0001f642\u200d"


def test_only_what_cannot_be_seen_is_taken_out(settings: Settings) -> None:
    unseen = "".join(map(chr, (0, 8, 11, 27, 127, 128, 159, 0xFDD0, 0xFFFE, 0xFFFF, 0x1FFFE, 0x10FFFF)))
    app = create_app(settings)
    sent = {"ord": f"{unseen}{READABLE}{unseen}"}

    with app.test_request_context("/", method="POST", query_string=sent, data=sent):
        assert request.args.getlist("ord") == request.form.getlist("ord") == [READABLE]
    with app.test_request_context("/", method="POST", data=sent, content_type="multipart/form-data"):
        assert request.form.getlist("ord") == [READABLE]
    with app.test_request_context("/?a=1&a=2&b=%00"):
        assert request.args.to_dict(flat=False) == {"a": ["1", "2"], "b": [""]}


@pytest.mark.parametrize("database_kind", ["postgresql"], indirect=True)
def test_what_no_database_keeps_breaks_no_page(
    town: Town,
    signed_in_caseworker: SignIn,
    signed_in_client: Callable[[int], FlaskClient],
    token: Callable[[FlaskClient], str],
) -> None:
    person = town.person(in_the_a_kasse())
    meeting = town.book(person, town.slot(TEN), Samtaleform.TELEFON)
    with time_machine.travel(NOW, tick=False):
        worker = signed_in_caseworker(town.a_kasse_worker)
        form = {
            "csrf_token": token(worker),
            "begrundelse": "Vi skal\x00 mødes",
            "navn": "\x00",
            "foedt": "\x00",
        }

        in_person = page_of(town, person, f"/samtale/{meeting.public_id}/fremmoede")
        assert worker.post(in_person, data=form).status_code == 303
        assert worker.post("/sagsbehandler/find-borger", data=form).status_code == 422
        assert "Vi skal mødes" in signed_in_client(person).get(f"/samtale/{meeting.public_id}").text
