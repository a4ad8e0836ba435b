"""How the organisation is reached, what stands above its letters, and on which hosts its video is."""

from __future__ import annotations

from flask import render_template
from werkzeug.wrappers import Response

from portal import clock
from portal.actions import administer, set_contact
from portal.actions.administer import Outdated, Refused
from portal.actions.set_contact import FIELDS, SetContact
from portal.store.organisations import SettingsView
from portal.web.admin import page
from portal.web.admin import settings as saved
from portal.web.admin.fields import Reading
from portal.web.admin.page import Form, Pairs
from portal.web.context import database
from portal.web.locale import _
from portal.web.signed_in import caseworker


def show() -> str:
    settings = saved.own()
    return _page(settings, Form(saved.values(settings, FIELDS), _mark(settings)))


def save() -> Response | tuple[str, int]:
    reading = page.reading()
    command = _command(reading)
    if reading.errors:
        return _again(reading, reading.mark)
    outcome = page.acted(lambda: set_contact.set_contact(command, database(), clock.now()))
    if isinstance(outcome, Refused):
        reading.errors["video_hosts"] = page.refusal(outcome.why)
        return _again(reading, reading.mark)
    if isinstance(outcome, Outdated):
        return _again(reading, None)
    return page.saved("admin.home.show")


def _command(reading: Reading) -> SetContact:
    return SetContact(
        caseworker_id=caseworker().id,
        seen=reading.mark,
        phone=reading.phone("phone"),
        email=reading.mail("email"),
        website=reading.website("website"),
        letter_head=reading.letter_lines("letter_head", 400),
        cvr=reading.cvr("cvr"),
        video_hosts=reading.hosts("video_hosts"),
    )


def _again(reading: Reading, mark: str | None) -> tuple[str, int]:
    """The form as it was typed. `mark` None: it is outdated, and shows what is saved now."""
    settings = saved.own()
    form = Form(
        reading.typed,
        _mark(settings) if mark is None else mark,
        reading.errors,
        _told(settings) if mark is None else [],
    )
    return _page(settings, form), form.status


def _mark(settings: SettingsView) -> str:
    return administer.settings_mark(settings, FIELDS)


def _told(settings: SettingsView) -> Pairs:
    labels = {
        "phone": _("Telefon"),
        "email": _("Mail"),
        "website": _("Hjemmeside"),
        "letter_head": _("Linjer i brevhovedet"),
        "cvr": _("CVR-nummer"),
        "video_hosts": _("Værter for video"),
    }
    return saved.told(settings, labels, _("Intet"))


def _page(settings: SettingsView, form: Form) -> str:
    return render_template("admin/contact.html", name=settings.name, form=form)
