"""The demo's mail: what the portal sends is taken, and shown with what it brought for a calendar."""

from __future__ import annotations

import smtplib
from email.message import EmailMessage

from portal.demo.digital_post.mailbox import Mailbox
from portal.demo.digital_post.service import add_pages, make_double
from portal.demo.mail import Mails, receive
from tests.load.portal import free_port

CALENDAR = "BEGIN:VCALENDAR\r\nMETHOD:CANCEL\r\nEND:VCALENDAR\r\n"


def test_a_mail_is_shown_with_its_text_and_its_calendar_part() -> None:
    mails, app, port = Mails(), make_double(Mailbox()), free_port()
    receive(mails, "127.0.0.1", port)
    add_pages(app, mails)
    browser = app.test_client()
    assert "Der er ingen mails endnu." in browser.get("/mail").text

    mail = EmailMessage()
    mail["From"], mail["To"] = "selvbooking@portal.example", "kim@borger.example"
    mail["Subject"] = "En aftale er aflyst <b>"
    mail.set_content("Din aftale på torsdag er aflyst.\n")
    mail.add_alternative(CALENDAR, subtype="calendar", params={"method": "CANCEL"})
    with smtplib.SMTP("127.0.0.1", port) as server:
        server.send_message(mail)

    page = browser.get("/mail").text
    for shown in ("kim@borger.example", "En aftale er aflyst &lt;b&gt;", "Din aftale på torsdag", ">CANCEL<"):
        assert shown in page
    assert browser.get("/mail/0/kalender.ics").data.decode() == CALENDAR
    assert browser.get("/mail/1/kalender.ics").status_code == 404
