"""The double over HTTP: KOMBIT's SF1601, one's own sender system, what is told afterwards, and a page."""

from __future__ import annotations

import os
from datetime import datetime
from typing import Any, Final

from flask import Flask, Response, abort, jsonify, render_template, request
from lxml import etree

from portal import clock
from portal.demo.citizens import citizens
from portal.demo.dfdg import service as dfdg
from portal.demo.dfdg.register import Register
from portal.demo.digital_post import contract
from portal.demo.digital_post.contract import Refused
from portal.demo.digital_post.mailbox import Mailbox
from portal.demo.identity import SEEDED_AT
from portal.demo.mail import Mails, receive
from portal.demo.variables import KOMBIT, SMTP_PORT

OWN_CODES: Final = {
    "ikke_tilmeldt": "receiver.not.registered",
    "andet_indhold": "memo.message.uuid.not.unique",
}
"""What KOMBIT's codes are called by Digital Post itself."""

EXEMPT, LOST = "PORTAL_DOUBLE_EXEMPT", "PORTAL_DOUBLE_LOST"
"""CPR numbers, parted by commas: who has no Digital Post, and whose post turns out not to arrive."""


def make_double(mailbox: Mailbox) -> Flask:
    """The double as a WSGI application: SF1601 below `KOMBIT`, and below `/egen` what one's own sender system
    talks to.
    """
    app = Flask("portal.demo", template_folder="templates")
    app.jinja_env.filters["klokken"] = _danish

    @app.get(f"{KOMBIT}/service/PostForespoerg_1/digitalpost")
    def lookup() -> Any:
        _check_headers()
        number = request.args.get("cprNumber", "")
        if not contract.is_cpr(number):
            raise Refused("ugyldigt_cpr", "cprNumber")
        return jsonify(result=mailbox.registered(number))

    @app.get(f"{KOMBIT}/service/PostForespoerg_1/nemsms")
    def lookup_sms() -> Any:
        return lookup()

    @app.post(f"{KOMBIT}/service/KombiPostAfsend_1/memos")
    def send() -> Any:
        transaction = _check_headers()
        message = contract.kombi_message(request.get_data())
        taken, _new = mailbox.take(message, clock.now())
        return _answer(200, Result="true", TransmissionId=taken.transmission, TransaktionsId=transaction)

    @app.post("/egen/memos")
    def send_own() -> Any:
        taken, new = mailbox.take(contract.plain_message(request.get_data()), clock.now())
        return _answer(201 if new else 200, Result="true", TransmissionId=taken.transmission)

    @app.get("/kvitteringer")
    def receipts() -> Any:
        return jsonify(beskeder=[{"id": one.id, "besked": one.content} for one in mailbox.told()])

    @app.delete("/kvitteringer/<kvittering>")
    def fetched(kvittering: str) -> Any:
        mailbox.fetched(kvittering)
        return "", 204

    @app.get("/")
    def page() -> str:
        return render_template("digital_post.html", messages=mailbox.messages())

    @app.get("/besked/<besked>/dokument")
    def document(besked: str) -> Response:
        found = mailbox.message(besked)
        if found is None or not found.document:
            abort(404)
        return Response(found.document, mimetype="application/pdf")

    @app.errorhandler(Refused)
    def refused(error: Refused) -> Any:
        if request.path.startswith(KOMBIT):
            return _answer(400, Result="false", FejlId=error.code, FejlTekst=error.where)
        return _answer(400, code=OWN_CODES.get(error.code, error.code), message=error.where)

    return app


def add_pages(app: Flask, mails: Mails) -> None:
    """The page with all mails, and what each brought for a calendar."""

    @app.get("/mail")
    def mail() -> str:
        numbered = list(enumerate(mails.all()))
        return render_template("mail.html", mails=numbered[::-1])

    @app.get("/mail/<int:number>/kalender.ics")
    def calendar(number: int) -> Response:
        found = dict(enumerate(mails.all())).get(number)
        if found is None or found.method is None:
            abort(404)
        return Response(found.calendar, mimetype="text/calendar")


def application() -> Flask:
    """What gunicorn starts: the demo's double, or one whose people are named in the environment; and where it
    is to take mail as well, the mail server with its page. DFDG's double is there too.
    """
    named = {name: frozenset(os.environ.get(name, "").split(",")) - {""} for name in (EXEMPT, LOST)}
    if SEEDED_AT in os.environ:
        people = citizens(datetime.fromisoformat(os.environ[SEEDED_AT]))
        named[EXEMPT] |= {one.cpr for one in people if not one.digital_post}
    app = make_double(Mailbox(named[EXEMPT], named[LOST]))
    if SMTP_PORT in os.environ:
        mails = Mails()
        receive(mails, "127.0.0.1", int(os.environ[SMTP_PORT]))
        add_pages(app, mails)
    app.register_blueprint(dfdg.make_double(Register()))
    return app


def _check_headers() -> str:
    """The transaction's id. Raises Refused where a header is missing, or is not what it must be."""
    transaction = request.headers.get("X-TransaktionsId", "")
    if not contract.is_uuid(transaction):
        raise Refused("mangler_header", "X-TransaktionsId")
    if not contract.is_zulu(request.headers.get("X-TransaktionsTid", "")):
        raise Refused("mangler_header", "X-TransaktionsTid")
    return transaction


def _answer(status: int, **said: str) -> Response:
    root = etree.Element("kombi_response")
    for name, value in said.items():
        etree.SubElement(root, name).text = value
    written = etree.tostring(root, encoding="utf-8", xml_declaration=True)
    return Response(written, status, mimetype="application/xml")


def _danish(moment: datetime) -> str:
    return moment.astimezone(clock.COPENHAGEN).strftime("%d.%m.%Y kl. %H.%M")
